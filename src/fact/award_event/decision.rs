//! Who signs or issues a decision: `Quyết định số 77/QĐ-UBND của C tặng …`, `C ban hành Quyết định … về việc tặng …`.
//!
//! The issuer confers, unless the award names its own authority, which `event.rs` puts first.

use std::ops::Range;

use crate::{
    fact::award_event::noun::{self, Noun},
    lexicon::w,
    segment::{Class, Document, Gap},
};

/// How far before a verb its decision may be: a number, a date and a title lie between.
const REACH: usize = 48;

/// The issuer of the decision that is last in `before`, right up to the end of which nothing else may act.
pub(super) fn issuer(doc: &Document<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let floor = before.start.max(before.end.saturating_sub(REACH));
    let decision = (floor..before.end).rev().find(|at| is_decision(doc, *at))?;
    of(doc, decision + 2..before.end)
        .or_else(|| by(doc, before.start..decision))
        .or_else(|| signer(doc, decision + 2..before.end))
}

/// Of `số 15/QĐ-UBND do C ký ngày 3/2` C.
fn signer(doc: &Document<'_>, after: Range<usize>) -> Option<Range<usize>> {
    after.clone().find_map(|at| signed_by(doc, at, after.end))
}

/// Of `do C ký` at `at` C.
pub(super) fn signed_by(doc: &Document<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    if !doc.is(at, w::r#do) || !is_authority(doc, at + 1) {
        return None;
    }
    // `Tổng Thư ký`.
    let signs =
        |at: &usize| doc.is(*at, w::ký) && !doc.is(at - 1, w::thư) || doc.is(*at, w::ban) && doc.is(at + 1, w::hành);
    let end = (at + 2..limit.min(at + 20)).find(|at| signs(at) || doc.is(*at, w::COMMA)).filter(signs)?;
    Some(at + 1..end)
}

/// Whether `quyết định` at `at` is a document: a number or a capital says so.
fn is_decision(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, w::quyết)
        && doc.is(at + 1, w::định)
        && (doc.token(at).is_capitalised()
            || matches!(doc.key(at + 2), w::số | w::khen)
            || doc.is(at + 2, w::r#do) && is_authority(doc, at + 3)
            || doc.is(at + 2, w::của)
                && at > 0
                && (matches!(doc.text_of(at - 1), "bố" | "trao") || doc.is(at - 1, w::theo)))
}

/// Of `số 77/QĐ-UBND của C` C.
fn of(doc: &Document<'_>, after: Range<usize>) -> Option<Range<usize>> {
    let of = after.clone().find(|at| doc.is(*at, w::của))?;
    let first = of + 1;
    is_authority(doc, first).then_some(())?;
    let ends = |at: &usize| {
        let token = doc.token(*at);
        let lower = !token.is_capitalised();
        token.gap() >= Gap::Line
            || token.class() == Class::Mark && !token.is_glued()
            || matches!(doc.key(*at), w::COMMA | w::SEMICOLON | w::COLON | w::LEFT_PARENTHESIS)
            || lower && matches!(doc.key(*at), w::về | w::ngày | w::năm | w::đã | w::được | w::cho | w::tặng)
    };
    let end = (first + 1..after.end).find(ends).unwrap_or(after.end);
    Some(first..end)
}

/// Of `C vừa ban hành Quyết định` C.
fn by(doc: &Document<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let low = before.start.max(before.end.saturating_sub(4));
    let mut end = (low..before.end).find(|at| {
        matches!((doc.key(*at), doc.key(*at + 1)), (w::ban, w::hành) | (w::ký, _) | (w::ra | w::có, w::quyết))
            && !doc.token(*at).is_capitalised()
    })?;
    while end > before.start && matches!(doc.key(end - 1), w::vừa | w::đã | w::mới | w::cũng) {
        end -= 1;
    }
    let opens = |at: &usize| *at == before.start || doc.token(*at - 1).class() == Class::Mark;
    let first = (before.start..end).rev().take(24).filter(opens).find(|at| is_authority(doc, *at))?;
    Some(first..end)
}

fn is_authority(doc: &Document<'_>, at: usize) -> bool {
    matches!(noun::head(doc, at), Some((_, Noun::Office | Noun::Body)))
}
