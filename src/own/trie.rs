//! All phrases of the kinds before one stage, as a trie over words.
//!
//! `aho-corasick` over the text was measured too (`docs/own-kinds.md`): for 100,000 names its automaton takes many times as long to build and
//! much more memory, it visits every byte while this looks only at words that may start a phrase, and whole words and spaces must be checked
//! afterwards. A step here is one look-up in a hash table; a phrase has at most [`LONGEST`] words, so that the time is linear whatever the
//! phrases.

use std::sync::Arc;

use super::{
    table::Phrase,
    word::{Reading, Word, Words, bare, is_foreign},
};
use crate::{
    error::{Error, ErrorKind},
    fact::Row,
    lexicon::{HashedMap, Key},
    narrow::{halves, to_u32},
    normalize::{Normalized, Normalizer, Reason},
    segment::{Document, Gap},
    span::{Cut as _, Span},
};

/// The maximum number of words and punctuation marks of a phrase.
pub(super) const LONGEST: usize = 64;

/// How many phrases of one kind may differ only in letter case.
const SPELLINGS: usize = 64;

/// A phrase at the end of its path.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The index of its kind.
    pub(super) kind: u32,
    pub(super) row: Arc<Row>,
    /// Its text if letter case matters.
    exact: Option<Span>,
    line: u32,
    /// The next entry with the same words; entries are numbered from 1.
    next: u32,
}

/// The phrases of one kind, to be added.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) kind: u32,
    pub(super) ignores_case: bool,
    pub(super) phrases: Vec<Phrase>,
}

/// A trie over keys.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    pub(super) reading: Reading,
    /// The node after a node and a key.
    steps: HashedMap<u32>,
    /// The first entry of each node, numbered from 1; 0 if no phrase ends there.
    ends: Vec<u32>,
    entries: Vec<Entry>,
    /// The kinds whose phrases it has.
    kinds: Vec<usize>,
    /// The texts of all phrases, in canonical spelling.
    text: String,
    /// Filters of first words: of phrases that may start in lower case, and of those that cannot.
    small: Filter,
    capital: Filter,
}

/// A warning from building the trie, with the line of the phrase.
pub(super) type Notice = (usize, String);

#[derive(Clone, Debug)]
struct Filter(Box<[u64]>);

impl Filter {
    /// With sixteen bits per word, one other word in sixteen passes.
    fn for_words(count: usize) -> Self {
        Self(vec![0; (count / 4).next_power_of_two()].into())
    }

    fn place(&self, key: Key) -> (usize, u64) {
        ((key.get() >> 32) as usize & (self.0.len() - 1), 1 << (key.get() >> 58))
    }

    fn add(&mut self, key: Key) {
        let (place, bit) = self.place(key);
        self.0[place] |= bit;
    }

    #[inline]
    fn may_hold(&self, key: Key) -> bool {
        let (place, bit) = self.place(key);
        self.0.get(place).is_some_and(|word| word & bit != 0)
    }
}

/// The hash of a step: a node, a key, and whether a space comes before the word.
fn step(node: u32, word: &Word, is_first: bool) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let is_glued = !is_first && word.gap == Gap::None;
    let product = u128::from(word.key.get() ^ u64::from(is_glued)) * u128::from(FACTOR ^ u64::from(node) << 1);
    let [low, high] = halves(product);
    low ^ high
}

impl Trie {
    /// Builds a trie of the phrases of some kinds, which are folded like texts.
    ///
    /// # Errors
    /// Two phrases of a kind that are equal after folding but have different codes; a phrase of too many
    /// words.
    pub(super) fn new(folded: bool, sources: Vec<Source>) -> Result<(Self, Vec<Notice>), (u32, Error)> {
        let count = sources.iter().map(|source| source.phrases.len()).sum();
        // All phrases are read as one text, one per line, so that not each needs its own document.
        let mut written = String::new();
        for phrase in sources.iter().flat_map(|source| &source.phrases) {
            written.push_str(&phrase.text);
            written.push('\n');
        }
        let normalized = Normalizer::new().normalize(&written);
        let notices = conflicts(&normalized, &written, &sources);
        let text = normalized.text.into_owned();
        let reading = Reading { folded, foreign: is_foreign(&text) };
        let doc = Document::new(&text);
        let words: Vec<Word> = Words::new(&doc, reading).collect();
        let mut trie = Self {
            reading,
            steps: HashedMap::with_capacity_and_hasher(2 * count, Default::default()),
            ends: vec![0],
            entries: Vec::with_capacity(count),
            kinds: sources.iter().map(|source| source.kind as usize).collect(),
            text: String::new(),
            small: Filter::for_words(count),
            capital: Filter::for_words(count),
        };
        let (mut from, mut line_end) = (0, 0);
        for Source { kind, ignores_case, phrases } in sources {
            for phrase in phrases {
                let start = line_end;
                line_end = start + text.cut(start..).find('\n').map_or(text.len() - start, |at| at + 1);
                let to = from + words[from..].partition_point(|word| (word.start as usize) < line_end);
                let own = &words[from..to];
                from = to;
                let exact = (!ignores_case).then(|| span_of(own));
                let entry = Entry { kind, row: phrase.row, exact, line: to_u32(phrase.line), next: 0 };
                trie.add(own, entry, &text).map_err(|error| (kind, error.at_line(phrase.line)))?;
            }
        }
        trie.text = text;
        Ok((trie, notices))
    }

    /// The indices of the kinds whose phrases it has.
    pub(super) fn kinds(&self) -> impl Iterator<Item = usize> {
        self.kinds.iter().copied()
    }

    fn add(&mut self, words: &[Word], mut entry: Entry, text: &str) -> Result<(), Error> {
        let Some(first) = words.first() else { return Ok(()) };
        if words.len() > LONGEST {
            let message = format!("expected a phrase of at most {LONGEST} words and marks, found {}", words.len());
            return Err(Error::new(ErrorKind::Table, message));
        }
        let mut node = 0;
        for (index, word) in words.iter().enumerate() {
            let next = to_u32(self.ends.len());
            node = *self.steps.entry(step(node, word, index == 0)).or_insert(next);
            if node == next {
                self.ends.push(0);
            }
        }
        if let Some(other) = self.same_as(node, &entry, text)? {
            return match (other.row.code(), entry.row.code()) {
                (Some(code), Some(own)) if code != own => Err(Error::new(
                    ErrorKind::Table,
                    format!(
                        "expected one code for one phrase, found {own:?}; after folding it is the same as line {}, which has {code:?}",
                        other.line
                    ),
                )),
                _ => Ok(()),
            };
        }
        let begins_small = entry.exact.is_none() || !first.is_capital;
        if begins_small {
            self.small.add(first.key)
        } else {
            self.capital.add(first.key)
        }
        if let Some(end) = self.ends.get_mut(node as usize) {
            entry.next = *end;
            self.entries.push(entry);
            *end = to_u32(self.entries.len());
        }
        Ok(())
    }

    /// The phrase of the same kind that is indistinguishable from the new one at `node`.
    fn same_as(&self, node: u32, new: &Entry, text: &str) -> Result<Option<&Entry>, Error> {
        let mut spellings = 0;
        for entry in self.ending_at(node).filter(|entry| entry.kind == new.kind) {
            let is_same = match (entry.exact, new.exact) {
                (Some(old), Some(new)) => self.same_capitals(text.cut(old.range()), text.cut(new.range())),
                _ => true,
            };
            if is_same {
                return Ok(Some(entry));
            }
            spellings += 1;
            if spellings == SPELLINGS {
                let message = format!(
                    "expected at most {SPELLINGS} phrases that differ only in letter case; `case = \"ignore\"` unifies them"
                );
                return Err(Error::new(ErrorKind::Table, message));
            }
        }
        Ok(None)
    }

    /// The phrases that end at a node.
    fn ending_at(&self, node: u32) -> impl Iterator<Item = &Entry> {
        let mut next = self.ends.get(node as usize).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let entry = self.entries.get((next as usize).checked_sub(1)?)?;
            next = entry.next;
            Some(entry)
        })
    }

    /// Whether any phrase may start with this word: nearly always the final answer.
    #[inline]
    pub(super) fn may_begin(&self, key: Key, is_capital: bool) -> bool {
        self.small.may_hold(key) || is_capital && self.capital.may_hold(key)
    }

    /// Calls `found` with the end of each phrase that starts at `first`, shorter ones before longer ones; `rest` are the words after it.
    pub(super) fn each_at<'a>(
        &'a self,
        first: Word,
        rest: impl Iterator<Item = Word>,
        text: &str,
        mut found: impl FnMut(usize, &'a Entry),
    ) {
        let Some(mut node) = self.steps.get(&step(0, &first, true)) else { return };
        let mut words = rest.take(LONGEST - 1);
        let mut end = first.end as usize;
        loop {
            for entry in self.ending_at(*node) {
                let written = || text.cut(first.start as usize..end);
                if entry.exact.is_none_or(|exact| self.same_capitals(self.text.cut(exact.range()), written())) {
                    found(end, entry);
                }
            }
            let Some(word) = words.next().filter(|word| word.gap < Gap::Line) else { return };
            let Some(next) = self.steps.get(&step(*node, &word, false)) else { return };
            (node, end) = (next, word.end as usize);
        }
    }

    /// Whether two texts of the same words have the same letter case; the number of spaces is ignored.
    fn same_capitals(&self, phrase: &str, text: &str) -> bool {
        if phrase == text {
            return true;
        }
        let folded = self.reading.folded;
        let letters = |text: &str| -> Vec<char> {
            let letters = text.chars().filter(|letter| !letter.is_whitespace());
            if folded { letters.filter_map(bare).collect() } else { letters.collect() }
        };
        letters(phrase) == letters(text)
    }
}

fn span_of(words: &[Word]) -> Span {
    match words {
        [] => Span::default(),
        [first, ..] => Span::new(first.start as usize, words.last().map_or(0, |last| last.end as usize)),
    }
}

/// The phrases with a letter that has two tone or vowel marks, which has no canonical spelling.
fn conflicts(normalized: &Normalized<'_>, written: &str, sources: &[Source]) -> Vec<Notice> {
    let mut phrases = sources.iter().flat_map(|source| &source.phrases);
    let (mut phrase, mut end) = (None, 0);
    let mut notices = Vec::new();
    for change in normalized.changes().filter(|change| change.reason == Reason::ConflictingMarks) {
        let is_next = change.span.start >= end;
        while change.span.start >= end {
            phrase = phrases.next();
            end += written.cut(end..).find('\n').map_or(written.len(), |at| at + 1);
        }
        let Some(phrase) = phrase.filter(|_| is_next) else { continue };
        let text = &phrase.text;
        notices.push((
            phrase.line,
            format!("a letter of {text:?} has two tone or vowel marks: it matches only a text that has the same"),
        ));
    }
    notices
}
