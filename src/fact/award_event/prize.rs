//! The awards that an act gives: each name with the classes that follow it without a name
//! (`giải Nhất, Nhì, Ba`).

use std::{borrow::Cow, ops::Range};

use crate::{
    fact::{
        Award, Found, Input, Kind, Value,
        award::{
            class::{self, Elided},
            is_quote,
        },
        award_event::{GivenAward, verb},
    },
    lexicon::w,
    segment::{Case, Document, Gap},
};

/// An award of the sentence: its tokens with elided classes, and the draft it came from.
#[derive(Clone, Debug)]
pub(super) struct Prize<'f> {
    pub(super) tokens: Range<usize>,
    pub(super) award: Cow<'f, Award>,
    /// The award's own name, without the elided classes.
    pub(super) name: Range<usize>,
    /// The classes after it, of awards of the same name: `giải Nhất, Nhì, Ba`.
    pub(super) elided: Vec<Elided>,
    pub(super) draft: usize,
    /// Where the words stand that the name leaves out: `giải` of `giải Nhất cho A, Nhì cho B`.
    pub(super) shared: Option<Range<usize>>,
}

impl Prize<'_> {
    /// The awards that it names, with their counts.
    pub(super) fn awards(&self, input: &Input<'_>) -> impl Iterator<Item = GivenAward> {
        let doc = input.doc;
        let own = doc.string_of(self.name.clone());
        let name = self.shared.as_ref().map(|shared| format!("{} {own}", doc.string_of(shared.clone())));
        let first = GivenAward {
            code: self.award.code.clone(),
            class: self.award.class.clone(),
            name: Some(name.unwrap_or(own)),
            count: count_before(input, self.name.start).filter(|_| !self.opens_list(doc)),
            fact: Some(self.draft).filter(|_| self.shared.is_none()),
        };
        let elided = self.elided.iter().map(move |elided| GivenAward {
            code: self.award.code.clone(),
            class: Some(elided.class.to_owned()),
            name: Some(format!(
                "{} {}",
                doc.string_of(self.name.start..self.stem(doc)),
                doc.string_of(elided.tokens.clone())
            )),
            count: count_before(input, elided.tokens.start),
            fact: None,
        });
        std::iter::once(first).chain(elided)
    }

    /// Whether an unlisted name is the first of several that one number counts: `2 danh hiệu Siêu cúp Anh, Cúp Liên đoàn`.
    fn opens_list(&self, doc: &Document<'_>) -> bool {
        let joined = matches!(doc.key(self.name.end), w::COMMA | w::và);
        self.award.code == "other"
            && joined
            && doc
                .tokens()
                .get(self.name.end + 1)
                .is_some_and(|next| next.is_capitalised() || doc.is(self.name.end + 1, w::cúp))
    }

    /// Where the class of the name begins: what an elided class shares comes before it.
    fn stem(&self, doc: &Document<'_>) -> usize {
        let words = if matches!(self.award.class.as_deref(), Some("special" | "consolation")) { 2 } else { 1 };
        let mut end = self.name.end.saturating_sub(words).max(self.name.start + 1);
        if end > self.name.start + 1 && doc.is(end - 1, w::hạng) {
            end -= 1;
        }
        end
    }
}

/// How many of an award whose name begins at `start` are given: the number before it, over `danh hiệu`, classifiers and quotes.
fn count_before(input: &Input<'_>, start: usize) -> Option<String> {
    let doc = input.doc;
    let classifier = |at: usize| {
        matches!(doc.text_of(at), "danh" | "hiệu" | "tấm" | "chiếc" | "bộ" | "suất" | "phần" | "“" | "\"" | "‘")
    };
    let mut at = start;
    while at > 0 && start - at < 4 && classifier(at - 1) {
        at -= 1;
    }
    let numeral = input.numbers.ending_at(at)?;
    let first = numeral.tokens.start;
    // `năm 2016 giải Nhất`, `giải Nhất 2016`: a year counts nothing.
    let is_year = doc.text_of(first).len() == 4 && doc.text_of(first).starts_with(['1', '2']);
    let is_date = first > 0 && matches!(doc.key(first - 1), w::năm | w::tháng | w::ngày | w::thứ | w::SOLIDUS);
    (!is_year && !is_date).then(|| numeral.value.to_string())
}

/// The awards of a document with their elided classes, by start.
pub(super) fn prizes<'f>(doc: &Document<'_>, found: &'f Found) -> Vec<Prize<'f>> {
    let mut prizes: Vec<Prize<'f>> = Vec::new();
    for (draft, fact) in found.drafts().iter().enumerate() {
        let Value::Award(award) = &fact.value else { continue };
        if fact.kind != Kind::Award {
            continue;
        }
        // `ban tổ chức giải X`: part of a name of those who give.
        let before = fact.tokens.start.checked_sub(1).map_or("", |at| doc.text_of(at));
        // `mùa giải Oscar`: a time.
        if matches!(before, "chức" | "BTC" | "khảo" | "Chức" | "mùa") {
            continue;
        }
        // `dẫn đầu danh sách Vua phá lưới`, `cuộc đua Vua phá lưới`: nobody has it yet.
        let two_before = fact.tokens.start.checked_sub(2).map_or("", |at| doc.text_of(at));
        if matches!((two_before, before), ("danh", "sách") | ("cuộc" | "đường", "đua")) && award.code == "other"
        {
            continue;
        }
        if is_borne(doc, &fact.tokens) || is_praised(doc, fact.tokens.start) {
            continue;
        }
        let (end, elided) = class::elided(doc, fact.tokens.end, award.class.as_deref());
        let (tokens, name) = (fact.tokens.start..end, fact.tokens.clone());
        prizes.push(Prize { tokens, award: Cow::Borrowed(award), name, elided, draft, shared: None });
    }
    // Titles that are named elsewhere are found last.
    prizes.sort_by_key(|prize| prize.tokens.start);
    let mut last: Option<Range<usize>> = None;
    prizes.retain(|prize| {
        let category = last.as_ref().is_some_and(|last| is_category(doc, last, prize));
        last = Some(prize.tokens.clone());
        !category
    });
    let starts: Vec<usize> = prizes.iter().skip(1).map(|prize| prize.tokens.start).chain([usize::MAX]).collect();
    let headless: Vec<_> = prizes.iter().zip(starts).flat_map(|(prize, next)| headless(doc, prize, next)).collect();
    if !headless.is_empty() {
        prizes.extend(headless);
        prizes.sort_by_key(|prize| prize.tokens.start);
    }
    prizes
}

/// The awards up to `limit` of which only the class is said, with their own recipients: `giải Nhất cho A, Nhì cho B`, `Huân chương Lao động hạng
/// Nhất cho A, hạng Nhì cho B`.
fn headless<'f>(doc: &Document<'_>, first: &Prize<'f>, limit: usize) -> Vec<Prize<'f>> {
    let from = first.tokens.end;
    if first.award.class.is_none() || limit <= from + 2 {
        return Vec::new();
    }
    let end = limit.min(doc.sentence_of(first.tokens.start).end).min(from + HEADLESS);
    let goes_to = |at: usize| doc.is(at, w::cho) || doc.is(at, w::đối) && doc.is(at + 1, w::với);
    let to_somebody = (from..end.min(from + 3)).any(goes_to);
    let joins = |at: usize| matches!(doc.key(at), w::COMMA | w::SEMICOLON | w::và);
    let begins = |at: &usize| joins(at - 1) || doc.is_number(at - 1) && joins(at - 2);
    (from + 2..end)
        .filter_map(|at| {
            let (after, class) = class::alone(doc, at)?;
            // `giải Nhất cho A, Nhì cho B`; `Huân chương Lao động hạng Nhất cho A, B nhận hạng Nhì`.
            let taken = matches!(doc.key(at - 1), w::nhận | w::giành | w::đoạt) && doc.is(at, w::hạng);
            (taken || to_somebody && begins(&at) && goes_to(after)).then(|| Prize {
                tokens: at..after,
                award: Cow::Owned(Award::new(&first.award.code, Some(class))),
                name: at..after,
                elided: Vec::new(),
                draft: first.draft,
                shared: Some(first.name.start..first.stem(doc)),
            })
        })
        .collect()
}

/// How far after an award others of its name are looked for, in tokens.
const HEADLESS: usize = 60;

/// Whether a title says for what the award right before it was: `giải Oscar cho Nữ diễn viên xuất sắc nhất`, `giải Oscar hạng mục …`.
fn is_category(doc: &Document<'_>, last: &Range<usize>, prize: &Prize<'_>) -> bool {
    let mut between = last.end..prize.tokens.start;
    // `giải B Giải Búa liềm vàng`: the contest in which it was won.
    if between.is_empty() && doc.is(last.start, w::giải) && doc.is(prize.tokens.start, w::giải) {
        return true;
    }
    let best = prize.award.code == "other" && doc.is(prize.tokens.end - 1, w::nhất);
    best && between.len() <= 3
        && doc.token(prize.tokens.start).gap() <= Gap::Space
        && (between.is_empty() || between.all(|at| matches!(doc.key(at), w::cho | w::ở | w::hạng | w::mục | w::dành)))
}

/// Whether those who bear the title at `title` are praised: `tuyên dương 95 “Học sinh 3 tốt”, 20 tập thể “Sinh viên 5 tốt”`.
fn is_praised(doc: &Document<'_>, title: usize) -> bool {
    let Some(quote) = title.checked_sub(1).filter(|at| is_quote(doc, *at)) else { return false };
    let low = quote.saturating_sub(PRAISED);
    let mut at = quote;
    let (mut counted, mut words) = (false, 0);
    while at > low {
        at -= 1;
        let token = doc.token(at);
        match doc.key(at) {
            w::dương | w::vinh | w::thưởng | w::danh if verb::confers_alone(doc, at.saturating_sub(1)) => {
                return counted;
            }
            w::COMMA | w::và | w::cùng => words = 0,
            _ if doc.is_number(at) => (counted, words) = (true, 0),
            // A title before in the list.
            _ if is_quote(doc, at) => {
                let Some(open) = (low..at).rev().find(|at| is_quote(doc, *at)) else { return false };
                at = open;
            }
            _ if token.case() == Case::Lower && words < 3 => words += 1,
            _ => return false,
        }
    }
    false
}

/// How far before a title the praise of those who bear it is looked for, in tokens.
const PRAISED: usize = 40;

/// Whether a title in its short form comes before the name of who bears it: `như NSND Minh Châu, NSƯT Quang Thắng`.
fn is_borne(doc: &Document<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |at| doc.text_of(at));
    tokens.len() == 1
        && doc.token(tokens.start).case() == Case::Upper
        && doc.tokens().get(tokens.end).is_some_and(|next| next.case() == Case::Title && next.gap() == Gap::Space)
        && doc.text_of(tokens.start).starts_with('N')
        && !matches!(before, "hiệu" | "tặng" | "phong" | "trao" | "nhận" | "là")
}
