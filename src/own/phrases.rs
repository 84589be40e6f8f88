//! Finds phrases: whole words only, and the longest phrase of each kind. Kinds do not hide each other.

use super::{
    runtime::{Runtime, covering, own_draft},
    trie::{Entry, Trie},
    word::{Word, words},
};
use crate::{
    fact::{Found, Input, OwnFact},
    span::Span,
};

/// Adds the phrases of a trie in a document. Linear: at most [`LONGEST`](super::trie::LONGEST) steps at each word.
pub(super) fn find(trie: &Trie, kinds: &[Runtime], input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let words = words(doc, trie.reading);
    // The word after the last phrase of each kind.
    let mut next = vec![0; kinds.len()];
    let mut longest: Vec<(usize, &Entry)> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if !trie.may_begin(word) {
            continue;
        }
        let rest = words.get(index..).unwrap_or_default();
        trie.each_at(rest, doc.text(), |count, entry| {
            let kind = entry.kind as usize;
            if !kinds.get(kind).is_some_and(|kind| kind.runs) || next.get(kind).is_none_or(|next| *next > index) {
                return;
            }
            match longest.iter_mut().find(|(_, other)| other.kind == entry.kind) {
                Some(shorter) => *shorter = (count, entry),
                None => longest.push((count, entry)),
            }
        });
        for (count, entry) in longest.drain(..) {
            let kind = entry.kind as usize;
            if let (Some(next), Some(kind)) = (next.get_mut(kind), kinds.get(kind)) {
                *next = index + count;
                let fact = OwnFact { kind: kind.own.clone(), row: Some(entry.row.clone()), fields: Vec::new() };
                let place = place_of(rest, count);
                found.add_own(own_draft(fact, covering(doc, place)), place, kind.takes);
            }
        }
    }
}

/// The span of the first `count` words.
fn place_of(words: &[Word], count: usize) -> Span {
    match (words.first(), count.checked_sub(1).and_then(|last| words.get(last))) {
        (Some(first), Some(last)) => Span::new(first.start as usize, last.end as usize),
        _ => Span::default(),
    }
}
