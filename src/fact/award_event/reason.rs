//! What an award is given for, and for which years.
//!
//! The reason comes after a cue (`vì đã có`, `về`, `trong`) or opens the sentence (`Với thành tích …,`). The period is a range of
//! years inside it or right after it, which the time stage has read; without that stage there is not one.

use std::ops::Range;

use crate::{
    fact::{
        Found, Kind, Value,
        award_event::{
            clause,
            noun::{self, Noun},
            words,
        },
        time::Edtf,
    },
    lexicon::{w, word_sets},
    segment::{Class, Document},
};

/// Whether a word for merit stands at `at`: `nhiều thành tích`, `đóng góp`, `công lao`.
pub(super) fn is_merit(doc: &Document<'_>, at: usize) -> bool {
    let at = if matches!(doc.key(at), w::nhiều | w::những | w::các) { at + 1 } else { at };
    matches!(
        (doc.key(at), doc.key(at + 1)),
        (w::thành, w::tích)
            | (w::đóng, w::góp)
            | (w::công, w::lao | w::lớn | w::trong | w::sức | w::trạng)
            | (w::chiến, w::công)
    )
}

/// A reason cue at `at`: the first token of the reason. `loose`: `trong` counts too, as after persons and bodies without a name.
pub(super) fn cue(doc: &Document<'_>, at: usize, loose: bool) -> Option<usize> {
    let merit = |at: usize| is_merit(doc, at);
    match (doc.key(at), doc.key(at + 1)) {
        // `huyện Ba Vì` is a name.
        // `phong trào “Vì an ninh Tổ quốc”`, too.
        (w::vì | w::r#do | w::nhờ | w::bởi, _)
            if !doc.token(at).is_capitalised()
                || doc.starts_sentence(at) && (at == 0 || !noun::is_open_quote(doc, at - 1)) =>
        {
            because(doc, at, merit)
        }
        (w::đã, w::có) => Some(at + 2),
        (w::đã, w::hoàn) if doc.is(at + 2, w::thành) => Some(at + 1),
        (w::có, _) if merit(at + 1) => Some(at + 1),
        (w::về, w::việc) => Some(at + 1),
        (w::về, _) if merit(at + 1) => Some(at + 1),
        // `với thành tích 56 giây 14` is a result.
        (w::với, _) if merit(at + 1) => {
            let result = doc.tokens().get(at + 3).is_some_and(|next| next.class() == Class::Digits);
            (!result).then_some(at + 1)
        }
        // `phát biểu ghi nhận và biểu dương thành tích` says what was said.
        (w::ghi, w::nhận) if matches!(doc.key(at + 2), w::và | w::COMMA) => None,
        (w::ghi, w::nhận) => Some(if doc.is(at + 2, w::cho) { at + 3 } else { at + 2 }),
        (w::để | w::nhằm, w::ghi) if doc.is(at + 2, w::nhận) => Some(at + 3),
        (w::đạt, w::tiêu) if doc.is(at + 2, w::chuẩn) => Some(at),
        (w::hoàn, w::thành) | (w::chấp, w::hành) if loose => Some(at),
        (w::thực, w::hiện) if loose && doc.text_of(at + 2) == "tốt" => Some(at),
        // `7 cá nhân lập thành tích xuất sắc`, `lập chiến công`.
        (w::lập, _) if merit(at + 1) => Some(at + 1),
        (w::đạt | w::đã, _) if loose && (merit(at + 1) || doc.is(at, w::đã) && doc.is(at + 1, w::đạt)) => {
            Some(at)
        }
        // `xuất sắc trong phong trào X`, but `xuất sắc trong lĩnh vực quốc phòng`.
        (w::xuất, w::sắc)
            if loose && doc.is(at + 2, w::trong) && !(NOT_MERIT.has(doc.key(at + 3)) || is_occasion(doc, at + 3)) =>
        {
            Some(at + 3)
        }
        // `khen thưởng Công an xã X trong việc truy bắt đối tượng`.
        (w::trong, w::việc) => Some(at + 1),
        // `các em đoạt giải trong Hội thi X`: where they won; `người lính thiệt mạng trong chiến dịch X`: where he fell.
        (w::trong, next)
            if loose
                && !(NOT_MERIT.has(next) || is_occasion(doc, at + 1) || at > 0 && NOT_BEFORE.has(doc.key(at - 1))) =>
        {
            Some(at + 1)
        }
        _ => None,
    }
}

/// The first token of the reason after `vì`, `do`, `nhờ` or `bởi` at `at`.
fn because(doc: &Document<'_>, at: usize, merit: impl Fn(usize) -> bool) -> Option<usize> {
    // `…, vì thế không khó để nhận ra`: a consequence.
    if matches!(doc.key(at + 1), w::thế | w::vậy | w::đó) {
        return None;
    }
    // `chỉ đoạt HCB vì kém đối thủ`: why it was no more; `bởi theo anh, …`: whose opinion.
    if matches!(doc.text_of(at + 1), "kém" | "thua" | "theo") {
        return None;
    }
    // `số người chết vì tai nạn`: a cause of death; `thay vì`.
    if at > 0 && matches!(doc.key(at - 1), w::chết | w::vong | w::thương | w::thay) {
        return None;
    }
    if doc.is(at, w::r#do) && !(matches!(doc.key(at + 1), w::đã | w::có) || merit(at + 1)) {
        return None;
    }
    // `vì đã có nhiều thành tích`.
    let mut first = at + 1;
    if doc.is(first, w::đã) {
        first += 1;
    }
    if doc.is(first, w::có) {
        first += 1;
    }
    Some(first)
}

/// Whether `trong` has a span of time or the name of an occasion after it: `trong 6 tháng đầu năm`, `trong Chương trình “X”`.
fn is_occasion(doc: &Document<'_>, at: usize) -> bool {
    let time = doc.is_number(at) && matches!(doc.key(at + 1), w::năm | w::tháng | w::ngày | w::tuần);
    let contest = matches!(
        (doc.key(at), doc.key(at + 1)),
        (w::chương, w::trình) | (w::cuộc | w::hội | w::kỳ, w::thi) | (w::danh, w::sách)
    );
    time || contest && (!doc.is(at, w::chương) || doc.token(at).is_capitalised())
}

word_sets! {
    /// After these `trong` says where: `đoạt giải trong Hội thi X`, `hy sinh trong kháng chiến`.
    NOT_BEFORE = ["giải", "mạng", "sinh", "vong", "chết", "thương", "nạn", "tín", "sống"];
    /// What `trong` places or dates and gives no reason: `trong cùng ngày`, `trong toàn tỉnh`, `trong hệ thống`.
    NOT_MERIT = [
        "đó", "cùng", "ngày", "tháng", "khuôn", "buổi", "dịp", "đợt", "lễ", "số", "tổng", "vòng", "hạng", "khi", "lúc",
        "lĩnh", "vụ", "làng", "lịch", "suốt", "năm", "toàn", "cả", "nước", "tỉnh", "huyện", "quận", "xã", "phường", "thôn",
        "dân", "nhân", "giới", "đồng", "đội", "hàng", "nội", "thành", "ngành", "khối", "trường", "lớp", "hệ", "lực", "quân", "đơn", "cộng", "gia", "khu", "địa", "vùng", "cụm",
    ];
}

/// A reason that opens the sentence: `Với thành tích …, X được`. `end` is where the clause with the verb begins.
pub(super) fn leading(doc: &Document<'_>, sentence: usize, end: usize) -> Option<Range<usize>> {
    let first = match (doc.key(sentence), doc.key(sentence + 1)) {
        (w::ghi, w::nhận) => sentence + 2,
        (w::tri, w::ân) => sentence + 2,
        (w::để | w::nhằm, w::ghi) if doc.is(sentence + 2, w::nhận) => sentence + 3,
        (w::đánh, w::giá) if doc.is(sentence + 2, w::cao) => sentence + 3,
        // `Với nhiều lời khen, X giành giải Nhất`.
        (w::với, w::những | w::các | w::nhiều) if doc.is(sentence + 2, w::lời) => return None,
        (w::với, w::những | w::các | w::nhiều | w::thành | w::sự | w::việc | w::hành | w::đóng | w::công) => {
            sentence + 1
        }
        (w::vì, w::đã | w::có | w::những | w::nhiều | w::thành) => sentence + 1,
        // `Do có nhiều công lao, đồng chí được tặng`.
        (w::r#do, w::có) => sentence + 2,
        (w::r#do, w::đã) => sentence + 2 + usize::from(doc.is(sentence + 2, w::có)),
        (w::r#do, w::lập) => sentence + 1,
        _ => return None,
    };
    // Up to the last comma before the clause and before its date: `Ghi nhận đóng góp đó, năm 2023, X được`.
    let mut commas = (first..end).rev().take(120).filter(|at| doc.is(*at, w::COMMA)).peekable();
    let mut comma = commas.next()?;
    let is_setting = |comma: usize| {
        clause::past_date(doc, comma + 1).is_some()
            || words::past_years(doc, comma + 1).is_some()
            || words::past_opening(doc, comma + 1).is_some_and(|after| after >= end || doc.is(after, w::COMMA))
            || matches!(doc.key(comma + 1), w::tại | w::ở | w::sáng | w::chiều | w::tối)
    };
    while let Some(before) = commas.next_if(|before| is_setting(*before)) {
        comma = before;
    }
    (first < comma).then_some(first..comma)
}

/// Where a reason at `first` ends: at a semicolon, the end of the clause or a range of years.
pub(super) fn extent(doc: &Document<'_>, facts: &Facts<'_>, first: usize, limit: usize) -> Range<usize> {
    let mut end = first;
    let mut depth = 0;
    while end < limit {
        // `X (đã đoạt giải Y nhờ tìm ra Z) là …`: the bracket holds the whole clause.
        match doc.text_of(end) {
            "(" => depth += 1,
            ")" if depth == 0 => break,
            ")" => depth -= 1,
            _ => {}
        }
        if matches!(doc.key(end), w::SEMICOLON) && doc.token(end).class() == Class::Mark {
            break;
        }
        // `vì thành tích X, cô cũng đã nhận`: another clause.
        if doc.is(end, w::COMMA)
            && matches!(noun::head(doc, end + 1), Some((after, Noun::Pronoun)) if words::is_predicate(doc, after))
        {
            break;
        }
        // `trong phong trào khởi nghiệp và trao 10 suất học bổng`: another deed.
        if doc.is(end, w::và)
            && (matches!(doc.key(end + 1), w::trao | w::tặng) && doc.text_of(end + 2) != "đổi"
                || words::opens_other_deed(doc, end + 1))
        {
            break;
        }
        if matches!(doc.text_of(end), "." | "…") && doc.tokens().get(end + 1).is_none_or(|next| !next.is_glued()) {
            break;
        }
        end += 1;
    }
    // The period is not part of the reason.
    if let Some(range) = ranges(facts, first..end).next() {
        end = range.0.start;
    }
    let mut reason = first..end;
    if let Some(last) = last_year(facts, &reason) {
        reason.end = last.max(reason.start + 1);
    }
    while reason.start < reason.end {
        let last = doc.key(reason.end - 1);
        let name = matches!((doc.key(reason.end.saturating_sub(2)), last), (w::giai, w::đoạn));
        // `trong 10 năm 2007-2017`.
        let span =
            doc.token(reason.end - 1).class() == Class::Digits && reason.len() > 2 && doc.is(reason.end - 2, w::trong);
        if name || span {
            reason.end -= 2;
        } else if matches!(last, w::trong | w::từ | w::năm | w::nhưng | w::của | w::COMMA)
            || matches!(doc.text_of(reason.end - 1), "(" | "." | ":" | "/" | "…")
        {
            reason.end -= 1;
        } else {
            break;
        }
    }
    reason
}

/// Where the year or the part of a year begins that ends the reason: `… trong phát triển kinh tế | năm 2024`, `6 tháng đầu năm 2025`.
fn last_year(facts: &Facts<'_>, reason: &Range<usize>) -> Option<usize> {
    times(facts, reason.end.saturating_sub(8).max(reason.start)..reason.end, Kind::Date)
        .find(|(tokens, edtf, _)| tokens.end == reason.end && is_period(edtf))
        .map(|(tokens, ..)| tokens.start)
}

/// Whether a date is as long as a period of merit: a year, a half or a quarter of one.
fn is_period(date: &Edtf) -> bool {
    let text = date.to_string();
    let part = text.get(5..7).and_then(|part| part.parse::<u8>().ok());
    text.len() == 4 || text.len() == 7 && part.is_some_and(|part| part > 12)
}

/// The ranges of years whose span begins inside `tokens`.
fn ranges<'a>(facts: &'a Facts<'_>, tokens: Range<usize>) -> impl Iterator<Item = (Range<usize>, &'a Edtf, usize)> {
    times(facts, tokens, Kind::YearRange)
}

/// The facts of earlier stages that events are made of, by their first token.
pub(super) struct Facts<'f> {
    found: &'f Found,
    /// Indexes of drafts.
    times: Vec<usize>,
    counts: Vec<usize>,
}

impl<'f> Facts<'f> {
    /// Sorts what the stages have found so far.
    pub(super) fn new(found: &'f Found) -> Self {
        let drafts = found.drafts();
        let of = |wanted: fn(Kind) -> bool| {
            let mut list: Vec<usize> = (0..drafts.len()).filter(|index| wanted(drafts[*index].kind)).collect();
            list.sort_by_key(|index| drafts[*index].tokens.start);
            list
        };
        Self {
            found,
            times: of(|kind| matches!(kind, Kind::YearRange | Kind::Date)),
            counts: of(|kind| kind == Kind::Quantity),
        }
    }

    /// Those of `list` that begin inside `tokens`.
    fn inside<'a>(&'a self, list: &'a [usize], tokens: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let drafts = self.found.drafts();
        let first = list.partition_point(|index| drafts[*index].tokens.start < tokens.start);
        list[first..].iter().copied().take_while(move |index| drafts[*index].tokens.start < tokens.end)
    }

    /// The first token of the draft at `index`.
    pub(super) fn start_of(&self, index: usize) -> usize {
        self.found.drafts().get(index).map_or(0, |draft| draft.tokens.start)
    }

    /// The counts that begin inside `tokens`: indexes of drafts.
    pub(super) fn count(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.inside(&self.counts, tokens).take(1)
    }
}

fn times<'a>(
    facts: &'a Facts<'_>,
    tokens: Range<usize>,
    kind: Kind,
) -> impl Iterator<Item = (Range<usize>, &'a Edtf, usize)> {
    facts.inside(&facts.times, tokens).filter_map(move |index| {
        let draft = &facts.found.drafts()[index];
        match &draft.value {
            Value::Time(time) if draft.kind == kind => Some((draft.tokens.clone(), time.edtf.as_ref()?, index)),
            _ => None,
        }
    })
}

/// The period of merit in `tokens`: a range of years, or, where `years` allows, a single year.
pub(super) fn period(facts: &Facts<'_>, tokens: Range<usize>, years: bool) -> Option<(Edtf, usize)> {
    if let Some((_, edtf, index)) = ranges(facts, tokens.clone()).next() {
        return Some((*edtf, index));
    }
    if !years {
        return None;
    }
    times(facts, tokens, Kind::Date).find(|(_, edtf, _)| is_period(edtf)).map(|(_, edtf, index)| (*edtf, index))
}

/// The date that ends right before the clause at `end`.
pub(super) fn date_up_to(facts: &Facts<'_>, end: usize) -> Option<(Edtf, usize)> {
    times(facts, end.saturating_sub(6)..end, Kind::Date)
        .find(|(tokens, ..)| tokens.end == end)
        .map(|(_, edtf, index)| (*edtf, index))
}

/// The date of the act: the last date before the clause that is not part of a reason.
pub(super) fn date(facts: &Facts<'_>, tokens: Range<usize>) -> Option<(Edtf, usize)> {
    times(facts, tokens, Kind::Date).next().map(|(_, edtf, index)| (*edtf, index))
}
