//! Titles that only the word before their list shows to be awards: `3 giải thưởng phụ, gồm Trang phục dân tộc đẹp nhất và Người đẹp hòa bình`.
//!
//! Championships and prizes for works are listed in the same way, so that the first must say of whom or of what it is the best; the rest of the
//! list then needs a capital alone.

use std::ops::Range;

use crate::{
    fact::award::{
        is_shouted,
        name::extent,
        other::{is_bearer, is_competition, is_foreign},
    },
    lexicon::{table_sets, w},
    segment::{Case, Class, Document, Gap},
};

table_sets! {
    "awards.tsv":
    /// Words that lead from `giải thưởng` or `danh hiệu` to the list of them.
    LEADING = "leading";
}

/// How far the list may be from the word that names it, in tokens.
const REACH: usize = 8;

/// The longest list.
const MOST: usize = 16;

/// The titles of the list that `giải thưởng`, `giải phụ` or `danh hiệu` at `index` announces.
pub(super) fn titles(doc: &Document<'_>, index: usize) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    let announces = matches!((doc.key(index), doc.key(index + 1)), (w::giải, w::thưởng | w::phụ) | (w::danh, w::hiệu));
    let Some(start) = announces.then(|| start(doc, index + 2)).flatten() else { return titles };
    let mut next = Some(start);
    while titles.len() < MOST
        && let Some(at) = next
        && let Some(title) = title(doc, at)
        && (!titles.is_empty() || is_of_merit(doc, &title))
    {
        next = after(doc, title.end);
        titles.push(title);
    }
    titles
}

/// Where the list begins: after `gồm`, `như` or a colon, with nothing but words in small letters and a comma before it.
fn start(doc: &Document<'_>, from: usize) -> Option<usize> {
    for at in from..from + REACH {
        let token = doc.tokens().get(at).filter(|token| token.gap() <= Gap::Space)?;
        if LEADING.has(token.key()) {
            return Some(at + 1 + usize::from(doc.is(at + 1, w::COLON) || doc.is(at + 1, w::có)));
        }
        let small = token.class() == Class::Word && token.case() == Case::Lower;
        if !small && !doc.is(at, w::COMMA) {
            return None;
        }
    }
    None
}

/// The title at `at`: two words or more with a capital, Vietnamese, and no competition.
fn title(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let token = doc.tokens().get(at).filter(|token| token.gap() == Gap::Space)?;
    if token.class() != Class::Word || token.case() != Case::Title || is_shouted(doc, at) || is_competition(doc, at) {
        return None;
    }
    let end = extent(doc, at, false);
    (end > at + 1 && !is_foreign(doc, at, end)).then_some(at..end)
}

/// Whether a title names its bearer, or ends with `nhất`.
fn is_of_merit(doc: &Document<'_>, title: &Range<usize>) -> bool {
    is_bearer(doc.key(title.start)) || doc.is(title.end - 1, w::nhất)
}

/// The token after the comma or `và` at `at`, where the list goes on; in brackets may stand who won.
fn after(doc: &Document<'_>, mut at: usize) -> Option<usize> {
    if doc.is(at, w::LEFT_PARENTHESIS) {
        at = (at..at + MOST).find(|at| doc.is(*at, w::RIGHT_PARENTHESIS))? + 1;
    }
    doc.tokens().get(at).filter(|token| token.gap() <= Gap::Space)?;
    match doc.key(at) {
        w::COMMA if doc.is(at + 1, w::và) => Some(at + 2),
        w::COMMA | w::SEMICOLON | w::và => Some(at + 1),
        _ => None,
    }
}
