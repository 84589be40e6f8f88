//! Splits a clause into segments: where the marks are, what comes before the subject, what is a predicate, what is a bare noun phrase.
//!
//! These tests on the words around a verb do not decide yet who gave or received; `subject.rs` combines them.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award::is_quote,
        award_event::{
            body,
            noun::{self, Noun},
            party, place,
            words::{is_adverbial, is_predicate, past_opening, past_years},
        },
    },
    lexicon::{w, word_sets},
    segment::{Class, Document},
};

/// The segment between marks that ends at `end`.
pub(super) fn segment_before(doc: &Document<'_>, floor: usize, end: usize) -> Range<usize> {
    let mut start = end;
    let mut depth = 0;
    let mut quotes = 0;
    while start > floor {
        let text = doc.text_of(start - 1);
        match text {
            // Punctuation inside quotation marks does not divide: `phóng sự “Trẻ em chơi ở đâu?” của A`.
            "”" => {
                let open = (floor..start - 1).rev().take(24).find(|at| doc.text_of(*at) == "“");
                start = open.map_or(start - 1, |open| open);
                quotes += usize::from(open.is_none());
                continue;
            }
            ")" | "]" => depth += 1,
            "(" | "[" if depth > 0 => depth -= 1,
            "»" => quotes += 1,
            // Quotes that close after the verb hold its whole clause: `X nói “Cậu ta đã đoạt`.
            "“" | "«" if quotes == 0 => break,
            "“" | "«" => quotes -= 1,
            "," | ";" | ":" | "(" | "[" | "…" | "!" | "?"
                if depth == 0 && doc.token(start - 1).class() == Class::Mark =>
            {
                // Punctuation inside a word or a number does not divide: `TP.HCM`, `1.234`, `T.Ư`.
                let glued =
                    doc.tokens().get(start).is_some_and(|next| next.is_glued()) && matches!(text, "." | "," | ":");
                // `11 thầy, cô giáo`, `các y, bác sĩ`.
                let pair =
                    start >= 2 && matches!((doc.text_of(start - 2), doc.text_of(start)), ("thầy", "cô") | ("y", "bác"));
                let in_name = text == "," && (pair || body::is_tail(doc, start));
                if !glued && !in_name {
                    break;
                }
            }
            _ => {}
        }
        start -= 1;
    }
    start..end
}

/// Steps over what may open a clause before its subject: `Nhân dịp này`, `Tại buổi lễ`, `Trong đó có`, `Còn`.
pub(super) fn opening(input: &Input<'_>, start: usize, end: usize) -> usize {
    let doc = input.doc;
    let mut at = start;
    // Direct speech: `“Cháu từng đoạt giải Nhất`. A name in quotes is closed inside the segment.
    if noun::is_open_quote(doc, at) && !(at + 1..end).any(|at| is_quote(doc, at)) {
        at += 1;
    }
    for _ in 0..3 {
        match past_opening(doc, at) {
            Some(after) if after < end => at = after,
            _ => break,
        }
    }
    // `5 năm liền Đảng bộ xã được tặng`.
    at = past_years(doc, at).filter(|after| *after < end).unwrap_or(at);
    // `liên tục từ 2021 đến nay Công đoàn được tặng`.
    let since = at + if doc.is(at, w::liên) && doc.is(at + 1, w::tục) { 2 } else { 0 };
    if doc.is(since, w::từ)
        && let Some(nay) = (since + 2..end.min(since + 6)).find(|at| doc.is(*at, w::nay) && doc.is(*at - 1, w::đến))
        && nay + 1 < end
    {
        at = nay + 1;
    }
    // `Ngày 6/2 Sở Giáo dục trao`.
    past_date(doc, at).filter(|after| *after < end && noun::is_known(input, *after)).unwrap_or(at)
}

/// Whether a day begins at `at`, between a subject and its predicate: `Hội Chữ thập đỏ thành phố ngày 14/6 tổ chức`.
fn is_day(doc: &Document<'_>, at: usize) -> bool {
    let day = matches!(doc.key(at), w::ngày | w::sáng | w::chiều | w::tối | w::hôm) && !doc.token(at).is_capitalised();
    day && doc.token(at + 1).class() == Class::Digits && doc.is(at + 2, w::SOLIDUS)
}

/// Whether the segment is a noun phrase and nothing else.
pub(super) fn is_bare(input: &Input<'_>, segment: Range<usize>) -> bool {
    let doc = input.doc;
    if is_adverbial(doc, segment.start) || segment.len() > 24 {
        return false;
    }
    let Some(begins) = noun::start(input, segment.start) else { return false };
    if begins.noun.is_none() && !begins.proper {
        return false;
    }
    // `Tổ dân phố có nhiều đổi mới, …` is a clause; `các cá nhân có thành tích` a phrase.
    if begins.count.is_none() && !begins.plural && segment.clone().any(|at| doc.is(at, w::có)) {
        return false;
    }
    let timed = segment
        .clone()
        .any(|at| doc.is(at, w::năm) && doc.tokens().get(at + 1).is_some_and(|next| next.class() == Class::Digits));
    // `3 đơn vị xuất sắc`: of a counted phrase an adjective.
    let counted = begins.count.is_some();
    !timed
        && !segment
            .clone()
            .skip(1)
            .any(|at| is_predicate(doc, at) && !(counted && doc.is(at, w::xuất) && doc.is(at + 1, w::sắc)))
}

/// The noun phrase that opens the segment, up to its first predicate.
pub(super) fn before_predicate(input: &Input<'_>, segment: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    // `Lễ kỷ niệm 110 năm Ngày thành lập tỉnh X và đón nhận`.
    let mut at = segment.start;
    let founded = segment.clone().find(|at| doc.is(*at, w::thành) && doc.is(*at + 1, w::lập));
    let rite = segment.clone().any(|at| doc.is(at, w::lễ));
    if let (Some(founded), true) = (founded, rite)
        && noun::start(input, founded + 2).is_some()
        && founded + 2 < segment.end
    {
        return Some(founded + 2..segment.end);
    }
    let begins = noun::start(input, at)?;
    if is_adverbial(doc, at) && begins.count.is_none() && begins.noun.is_none() {
        return None;
    }
    // `08 giải thưởng cho đội giành giải Nhất`: the prize is not its winner.
    let prize = match doc.key(begins.end) {
        w::giải | w::suất => true,
        // `ba phần đầu` are parts of a film.
        w::phần => matches!(doc.key(begins.end + 1), w::thưởng | w::quà),
        _ => false,
    };
    if (begins.count.is_some() || begins.plural) && prize {
        return None;
    }
    // `Dự án Cánh tay robot cho người khuyết tật đạt`: what a work is for belongs to its name.
    let named_for = begins.noun == Some(Noun::Thing);
    at = begins.end.max(at + usize::from(!noun::is_open_quote(doc, at)));
    let of_work =
        |at: usize| named_for && (doc.is(at, w::cho) || !ENDS_WORK.has(doc.key(at)) && is_owned(doc, &segment));
    while at < segment.end && (!is_predicate(doc, at) && !is_day(doc, at) || of_work(at)) {
        at = if doc.text_of(at) == "(" {
            // `nhạc sĩ X (đã mất) và nhạc sĩ Y được`.
            party::closing(doc, at, segment.end)
        } else {
            noun::past_quotes(doc, at, segment.end).unwrap_or(at + 1)
        };
    }
    // `Đại diện của Việt Nam là Khả Trang`: the clause is about the name after `là`.
    if let Some(is) = (at..segment.end).rev().find(|at| doc.is(*at, w::là))
        && names_person(input, is + 1)
    {
        let mut end = noun::start(input, is + 1).map_or(is + 2, |start| start.end.max(is + 2));
        while end < segment.end && !is_predicate(doc, end) && !doc.is(end, w::COMMA) {
            end += 1;
        }
        return Some(is + 1..end);
    }
    (at > segment.start).then_some(segment.start..at)
}

word_sets! {
    /// Predicates that no name of a work holds.
    ENDS_WORK = [
        "đã", "đang", "sẽ", "vừa", "là", "được", "bị", "từng", "cũng", "vẫn", "còn", "xuất", "đoạt", "giành",
    ];
}

/// `Đề tài … mang khung X của A (Trường Y)`: the stretch ends with the name of the one whose work it is, so that it is the work's name.
fn is_owned(doc: &Document<'_>, segment: &Range<usize>) -> bool {
    let mut end = segment.end;
    if end > segment.start && doc.is(end - 1, w::RIGHT_PARENTHESIS) {
        end = segment.clone().rev().take(40).find(|at| doc.is(*at, w::LEFT_PARENTHESIS)).unwrap_or(end);
    }
    let of = (segment.start..end).rev().take(20).find(|at| doc.is(*at, w::của));
    of.and_then(|of| noun::person(doc, of + 1..end)).is_some_and(|name| name.end == end)
}

/// Without a clause or an adverb of time after it: of `cô "đổi đời" khi giành` `cô "đổi đời"`, of `đội tuyển Việt Nam lần đầu` the team.
pub(super) fn without_time(doc: &Document<'_>, phrase: Range<usize>) -> Range<usize> {
    let begins = |at: &usize| {
        (doc.is(*at, w::khi) || doc.is(*at, w::lần) && doc.is(*at + 1, w::đầu)) && !doc.token(*at).is_capitalised()
    };
    let end = (phrase.start + 1..phrase.end).find(begins).unwrap_or(phrase.end);
    phrase.start..end
}

/// The token after a date at `at` with `ngày`, `sáng` or the like: `Ngày 6/2`, `Sáng ngày 5.6.2017`, `năm 2015`.
pub(super) fn past_date(doc: &Document<'_>, at: usize) -> Option<usize> {
    let mut first = at;
    while matches!(
        doc.key(first),
        w::ngày | w::sáng | w::chiều | w::tối | w::trưa | w::hôm | w::rạng | w::tháng | w::năm
    ) {
        first += 1;
    }
    let digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits);
    if first == at || !digits(first) {
        return None;
    }
    let mut end = first + 1;
    while matches!(doc.key(end), w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP | w::tháng | w::năm) && digits(end + 1) {
        end += 2;
    }
    Some(end)
}

/// Whether a person's name begins at `at`, or a word for a person with the name after it: `Khả Trang`, `em Hồ Gia Huy`.
pub(super) fn names_person(input: &Input<'_>, at: usize) -> bool {
    let doc = input.doc;
    let Some(start) = noun::start(input, at) else { return false };
    if start.count.is_some() || start.plural {
        return false;
    }
    let name = match start.noun {
        None if start.proper => at,
        Some(noun) if noun.is_personal() && noun != Noun::Office => start.end,
        _ => return false,
    };
    // `là người Việt Nam đầu tiên`.
    if place::is_place(doc, name) {
        return false;
    }
    (2..=4).contains(&(noun::capitals(doc, name) - name))
}
