//! How a clause falls into segments: where the marks are, what opens one before its subject, what in it is a predicate, which is a bare
//! noun phrase.
//!
//! Questions about the words round a verb that say nothing yet of who gave or got; `subject.rs` puts the answers together.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award::is_quote,
        award_event::{
            body, noun,
            words::{ADVERBIALS, OPENINGS, PREDICATE_PAIRS, PREDICATES},
        },
    },
    lexicon::w,
    segment::{Class, Document},
};

/// The stretch between marks that ends at `end`.
pub(super) fn segment_before(doc: &Document<'_>, floor: usize, end: usize) -> Range<usize> {
    let mut start = end;
    let mut depth = 0;
    let mut quotes = 0;
    while start > floor {
        let text = doc.text_of(start - 1);
        match text {
            ")" | "]" => depth += 1,
            "(" | "[" if depth > 0 => depth -= 1,
            "”" | "»" => quotes += 1,
            // Quotes that close behind the verb hold its whole clause: `X nói “Cậu ta đã đoạt`.
            "“" | "«" if quotes == 0 => break,
            "“" | "«" => quotes -= 1,
            "," | ";" | ":" | "(" | "[" | "…" | "!" | "?"
                if depth == 0 && doc.tokens()[start - 1].class() == Class::Mark =>
            {
                // A mark inside a word or a number parts nothing: `TP.HCM`, `1.234`, `T.Ư`.
                let glued =
                    doc.tokens().get(start).is_some_and(|next| next.is_glued()) && matches!(text, "." | "," | ":");
                let in_name = text == "," && body::is_tail(doc, start);
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
        let step = OPENINGS
            .iter()
            .filter(|phrase| phrase.iter().enumerate().all(|(offset, key)| doc.is(at + offset, *key)))
            .map(|phrase| phrase.len())
            .max();
        match step {
            Some(step) if at + step < end => at += step,
            _ => break,
        }
    }
    at
}

/// Whether a word at `at` begins a predicate.
pub(super) fn is_predicate(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    if token.is_capitalised() {
        return false;
    }
    // `hội đồng thi đua`, `bài dự thi`, `ban giám khảo hội thi`.
    let contest = doc.text_of(at) == "thi"
        && (doc.text_of(at + 1) == "đua"
            || at > 0 && matches!(doc.key(at - 1), w::dự | w::hội | w::cuộc | w::kỳ | w::bài | w::phần));
    // `Thiết bị`, `chuẩn bị` are no voice, `cuộc thi tuyển chọn` is a noun.
    let chosen = doc.is(at, w::chọn) && at > 0 && doc.is(at - 1, w::tuyển);
    let part =
        chosen || doc.is(at, w::bị) && at > 0 && matches!(doc.key(at - 1), w::thiết | w::trang | w::chuẩn | w::dự);
    PREDICATES.has(token.key()) && !contest && !part
        || PREDICATE_PAIRS.contains(&(token.key(), doc.key(at + 1)))
        || doc.is(at, w::niệm) && at > 0 && doc.text_of(at - 1) == "kỷ"
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

/// Whether a segment that begins at `at` is adverbial: a preposition, a time, a conjunction.
pub(super) fn is_adverbial(doc: &Document<'_>, at: usize) -> bool {
    // `đồng thời`, but `đồng chí`.
    ADVERBIALS.has(doc.key(at)) && !(doc.is(at, w::đồng) && matches!(doc.key(at + 1), w::chí | w::đội | w::bào))
}
