//! Subjects that do not stand right before their verb: behind the award (`Đoạt HCV là X`, `Từng đoạt giải Nhất, X đã …`), before the
//! comma of a relative clause (`X, người hai lần được …`), alone before a comma (`X, từng đoạt …`).
//!
//! Asked only where the clause itself gives none, so that they cost nothing elsewhere.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{clause, noun, party},
    },
    lexicon::keys,
    segment::{Class, Document, Gap},
};

keys! {
    COMMA = ",", SEMICOLON = ";", VA = "và", CON = "còn", OPEN = "(", LA = "là", NGUOI = "người", LOP = "lớp", SINH =
    "sinh", SN = "sn", QUE = "quê", NGU = "ngụ", TUOI = "tuổi", HIEN = "hiện",
}

/// How far behind an award its winner may stand.
const REACH: usize = 24;

/// The subject behind the award that ends at `end`, of a verb that opens the sentence.
pub(super) fn behind(input: &Input<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let limit = limit.min(end + REACH);
    let at = (end..limit).find(|at| matches!(doc.key(*at), COMMA | LA))?;
    // `Mặc dù mới giành HCV, nhưng X`.
    let first = at + 1 + usize::from(matches!(doc.text_of(at + 1), "nhưng" | "song" | "thì"));
    let start = noun::start(input, first)?;
    let named = doc.tokens().get(start.end).is_some_and(|token| token.is_capitalised());
    if !(start.proper || start.noun.is_some_and(|noun| noun.is_personal() || named)) || noun::is_open_quote(doc, first)
    {
        return None;
    }
    if start.proper && start.noun.is_none() {
        return Some(first..noun::capitals(doc, first).min(limit));
    }
    let mut stop = start.end.max(first + 1);
    while stop < limit && !clause::is_predicate(doc, stop) && !ends(doc, stop) {
        stop += 1;
    }
    Some(first..stop)
}

fn ends(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    token.gap() >= Gap::Line
        || token.class() == Class::Mark && matches!(doc.text_of(at), "," | ";" | ":" | "." | "(" | "!" | "…")
        || token.class() == Class::Word && matches!(doc.text_of(at), "với" | "tại" | "ở" | "trong" | "và" | "cho")
}

/// Of `X, người hai lần được` X: the run of capitals before the comma, where the subject is the bare word `người`.
pub(super) fn bearer(doc: &Document<'_>, subject: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    if !doc.is(subject.start, NGUOI)
        || subject.len() > 1
        || subject.start < floor + 3
        || !doc.is(subject.start - 1, COMMA)
    {
        return None;
    }
    let end = subject.start - 1;
    let mut start = end;
    while start > floor && end - start < 5 && doc.tokens()[start - 1].is_capitalised() {
        start -= 1;
    }
    (end - start >= 2).then_some(start..end)
}

/// Of `X, từng đoạt` X: a name that opens the sentence and has no predicate before the comma at `comma`.
pub(super) fn alone(input: &Input<'_>, floor: usize, comma: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    // The clause before may have ended at a mark.
    let floor = (floor..comma).find(|at| !matches!(doc.key(*at), COMMA | SEMICOLON | VA | CON))?;
    let start = noun::start(input, floor)?;
    let name = if start.noun.is_some_and(noun::Noun::is_personal) { start.end } else { floor };
    let mut end = noun::capitals(doc, name);
    if end > name && doc.is(end, OPEN) {
        end = party::closing(doc, end, comma);
    }
    // `X, giáo viên Trường Y, giành`.
    let apposed = end < comma
        && doc.is(end, COMMA)
        && (is_trait(doc, end + 1)
            || noun::start(input, end + 1).is_some_and(|start| start.noun.is_some() && start.count.is_none()))
        && !(end + 1..comma).any(|at| clause::is_predicate(doc, at));
    let named = start.count.is_none() && !start.plural && end >= name + 2;
    (named && (end == comma || apposed)).then_some(floor..end)
}

/// Whether the words at `at` say what the person before is: `sinh năm 1991`, `26 tuổi`, `lớp 8B`, `quê Hà Nam`.
pub(super) fn is_trait(doc: &Document<'_>, at: usize) -> bool {
    match doc.key(at) {
        SINH => matches!(doc.text_of(at + 1), "năm" | "ngày" | "ra") || is_digits(doc, at + 1),
        LOP | SN | QUE | NGU => true,
        HIEN => matches!(doc.text_of(at + 1), "là" | "đang" | "công"),
        _ => is_digits(doc, at) && doc.is(at + 1, TUOI),
    }
}

fn is_digits(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits)
}
