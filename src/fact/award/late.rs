//! Awards that the main pass cannot see at their position: a title that the document names elsewhere after `danh hiệu`, and a ranking
//! won without the word `giải`.

use std::{collections::HashMap, ops::Range};

use crate::{
    fact::award::{Award, Hit, class, other},
    lexicon::{Key, Roles, w},
    segment::{Case, Class, Document, Gap},
};

/// The maximum number of titles of a document that are searched for again, so that the search stays linear.
const MOST: usize = 32;

/// The titles in capitals that the document names after `danh hiệu`, by their first word.
#[derive(Debug, Default)]
pub(super) struct Titles {
    names: HashMap<Key, Vec<Vec<Key>>>,
    count: usize,
    /// One bit per first word, which few other words share: cheaper to ask than the map.
    firsts: u64,
}

impl Titles {
    /// Notes the title in `tokens`: three words or more, of which the first alone need have a capital.
    pub(super) fn remember(&mut self, doc: &Document<'_>, tokens: &Range<usize>) {
        let keys: Vec<Key> = tokens.clone().map(|at| doc.key(at)).collect();
        // Anything shorter, or all in capitals, is a nickname or a word used ironically.
        if keys.len() < 3 || self.count >= MOST || doc.token(tokens.start).case() != Case::Title {
            return;
        }
        let same_start = self.names.entry(keys[0]).or_default();
        if !same_start.contains(&keys) {
            self.firsts |= bit(keys[0]);
            same_start.push(keys);
            self.count += 1;
        }
    }

    /// Their positions, each with the same capital; the longest of two that begin alike.
    pub(super) fn again(&self, doc: &Document<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.names.is_empty() {
            return hits;
        }
        for at in self.stretches(doc).into_iter().flatten() {
            let token = doc.token(at);
            if self.firsts & bit(token.key()) == 0 || token.class() != Class::Word || !token.is_capitalised() {
                continue;
            }
            let Some(names) = self.names.get(&token.key()) else { continue };
            let stands = |name: &&Vec<Key>| name.iter().enumerate().all(|(offset, key)| doc.key(at + offset) == *key);
            if let Some(name) = names.iter().filter(stands).max_by_key(|name| name.len()) {
                let tokens = at..at + name.len();
                hits.push(Hit { tokens, award: Award::new("other", None), rule: other::UNLISTED });
            }
        }
        hits
    }

    /// Where to search for them.
    fn stretches(&self, doc: &Document<'_>) -> Vec<Range<usize>> {
        if !doc.is_long() {
            return std::iter::once(0..doc.tokens().len()).collect();
        }
        let names = self.names.values().flatten();
        let mut stretches: Vec<_> = names.flat_map(|name| doc.stretches(name)).collect();
        stretches.sort_unstable_by_key(|stretch| stretch.start);
        stretches.dedup();
        stretches
    }
}

const fn bit(word: Key) -> u64 {
    1 << (word.get() >> 32 & 63)
}

/// `Ca sĩ của năm thuộc về X`: a title of the year; `đoạt nhất quốc gia`: a place right after a verb of winning, with the level of the contest.
pub(super) fn places<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = Hit> + 'd {
    doc.triggers(Roles::CONFERRING).filter_map(|verb| {
        let start = verb + 1;
        if doc.is(verb, w::thuộc) && doc.is(start, w::về) {
            return other::of_year(doc, verb);
        }
        let wins = matches!(doc.key(verb), w::đoạt | w::giành);
        let place = matches!(doc.key(start), w::nhất | w::nhì | w::ba);
        let level = start + 1 + usize::from(doc.is(start + 1, w::cấp));
        let leveled = matches!(
            (doc.key(level), doc.key(level + 1)),
            (w::quốc, w::gia) | (w::toàn, w::quốc | w::tỉnh) | (w::thành, w::phố)
        );
        if !wins || !place || !leveled || doc.token(start).gap() > Gap::Space {
            return None;
        }
        let (_, class) = class::of_prize(doc, start)?;
        Some(Hit { tokens: start..level + 2, award: Award::new("giai", Some(class)), rule: "award.place" })
    })
}

/// Whether no span of the list, which is sorted, shares a token with `tokens`.
pub(super) fn is_free(spans: &[Range<usize>], tokens: &Range<usize>) -> bool {
    let next = spans.partition_point(|span| span.end <= tokens.start);
    spans.get(next).is_none_or(|span| span.start >= tokens.end)
}
