//! Finds phrases: whole words only, and the longest phrase of each kind. Kinds do not hide each other.

use super::{
    runtime::{Runtime, covering, own_draft},
    trie::{Entry, Trie},
    word::Words,
};
use crate::{
    fact::{Found, Input, OwnFact},
    span::Span,
};

/// Adds the phrases of a trie in a document. Linear: at most [`LONGEST`](super::trie::LONGEST) steps at each word.
pub(super) fn find(trie: &Trie, kinds: &[Runtime], input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    // The end of the last phrase of each kind.
    let mut ends = vec![0; kinds.len()];
    let mut longest: Vec<(usize, &Entry)> = Vec::new();
    let mut words = Words::new(doc, trie.reading);
    while let Some(word) = words.next_that(|key, is_capital| trie.may_begin(key, is_capital)) {
        let start = word.start as usize;
        trie.each_at(word, words.clone(), doc.text(), |end, entry| {
            let kind = entry.kind as usize;
            if !kinds.get(kind).is_some_and(|kind| kind.runs) || ends.get(kind).is_none_or(|end| *end > start) {
                return;
            }
            match longest.iter_mut().find(|(_, other)| other.kind == entry.kind) {
                Some(shorter) => *shorter = (end, entry),
                None => longest.push((end, entry)),
            }
        });
        for (end, entry) in longest.drain(..) {
            let kind = entry.kind as usize;
            if let (Some(last), Some(kind)) = (ends.get_mut(kind), kinds.get(kind)) {
                *last = end;
                let fact = OwnFact { kind: kind.own.clone(), row: Some(entry.row.clone()), fields: Vec::new() };
                let place = Span::new(start, end);
                found.add_own(own_draft(fact, covering(doc, place)), place, kind.takes);
            }
        }
    }
}
