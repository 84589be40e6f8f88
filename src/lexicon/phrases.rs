//! A table of phrases with values. Looking up the phrase at a token takes a bounded number of steps.
//!
//! The largest table has 8,000 phrases. Building the tables took four fifths of the time of a program that reads one article, so those of `data/` are
//! laid out when the library is built, by `build.rs`, which shares this module; `laid.rs` takes them in. The user's tables and short lists of
//! phrases are built at run time.

use std::cmp::Reverse;

use super::Key;
use crate::narrow::to_u32;

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhrasesIn<'t, T> {
    /// A one-bit filter of the first words, with a power of two of bits: nearly all look-ups end here.
    pub(super) firsts: &'t [u64],
    /// The same for pairs of first and second words: nearly all other look-ups end here.
    pub(super) pairs: &'t [u64],
    /// Where in `entries` each group of phrases begins, and where the last one ends. The hash of the first two words leads to the group. By the
    /// first word alone, some groups would have a hundred phrases.
    pub(super) starts: &'t [u32],
    /// Group by group, the longest phrase of each first.
    pub(super) entries: &'t [Entry<T>],
    /// The words after the second of all phrases. After those of each phrase comes [`Key::NONE`], which is also the first key.
    pub(super) words: &'t [Key],
}

/// A table that lasts as long as the program.
pub(crate) type Phrases<T> = PhrasesIn<'static, T>;

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<T> {
    pub(super) first: Key,
    /// [`Key::NONE`] in a phrase of one word.
    pub(super) second: Key,
    /// Where in `words` its further words begin.
    pub(super) rest: u32,
    pub(super) value: T,
}

impl<T: Copy> Phrases<T> {
    /// Builds the table from phrases whose words are separated by single spaces. Of two equal phrases the first
    /// wins. It is never freed.
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let OwnPhrases { firsts, pairs, starts, entries, words } = OwnPhrases::new(rows);
        Self {
            firsts: Box::leak(firsts),
            pairs: Box::leak(pairs),
            starts: Box::leak(starts),
            entries: Box::leak(entries),
            words: Box::leak(words),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Builds the table from lists of phrases, each with the value of all its phrases.
    pub(crate) fn of_lists(lists: &[(&[&str], T)]) -> Self {
        let rows = lists.iter().flat_map(|(phrases, value)| phrases.iter().map(move |phrase| (phrase, *value)));
        Self::new(rows.collect::<Vec<_>>())
    }
}

/// A table of the user's.
#[derive(Clone, Debug)]
pub(crate) struct OwnPhrases<T> {
    pub(super) firsts: Box<[u64]>,
    pub(super) pairs: Box<[u64]>,
    pub(super) starts: Box<[u32]>,
    pub(super) entries: Box<[Entry<T>]>,
    pub(super) words: Box<[Key]>,
}

impl<T: Copy> OwnPhrases<T> {
    /// As [`Phrases::new`].
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let rows = rows.into_iter();
        let mut entries = Vec::with_capacity(rows.size_hint().0);
        // In each group the last one placed comes first: short phrases are placed before long ones, and of equal ones the first last.
        let mut order = Vec::with_capacity(rows.size_hint().0);
        let mut words = vec![Key::NONE];
        for (phrase, value) in rows {
            let (entry, length) = Entry::new(phrase.as_ref().as_bytes(), value, &mut words);
            order.push((length, Reverse(entries.len())));
            entries.push(entry);
        }
        order.sort_unstable();

        let mut firsts = vec![0; (entries.len() / 16).next_power_of_two()].into_boxed_slice();
        let mut pairs = vec![0; (entries.len() / 4).next_power_of_two()].into_boxed_slice();
        let mut starts = vec![0; entries.len().next_power_of_two() + 1].into_boxed_slice();
        for entry in &entries {
            add(&mut firsts, entry.first.get());
            add(&mut pairs, entry.hash());
            starts[group(entry.hash(), starts.len())] += 1;
        }
        // From here on each group has its end where its start will be.
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut placed = entries.clone().into_boxed_slice();
        for (_, Reverse(row)) in order {
            let start = &mut starts[group(entries[row].hash(), starts.len())];
            *start -= 1;
            placed[*start as usize] = entries[row];
        }
        Self { firsts, pairs, starts, entries: placed, words: words.into() }
    }

    #[inline]
    pub(crate) const fn view(&self) -> PhrasesIn<'_, T> {
        let Self { firsts, pairs, starts, entries, words } = self;
        PhrasesIn { firsts, pairs, starts, entries, words }
    }
}

impl<T> Entry<T> {
    /// The entry of a phrase and its number of words. Its words after the second go to `words`.
    fn new(phrase: &[u8], value: T, words: &mut Vec<Key>) -> (Self, usize) {
        let (first, after) = Key::of_first_word(phrase);
        let Some(after) = after else { return (Self { first, second: Key::NONE, rest: 0, value }, 1) };
        let (second, mut after) = Key::of_first_word(after);
        let from = words.len();
        while let Some(rest) = after {
            let (key, next) = Key::of_first_word(rest);
            words.push(key);
            after = next;
        }
        let length = 2 + words.len() - from;
        if length == 2 {
            return (Self { first, second, rest: 0, value }, length);
        }
        words.push(Key::NONE);
        (Self { first, second, rest: to_u32(from), value }, length)
    }

    const fn hash(&self) -> u64 {
        pair(self.first, self.second)
    }
}

/// The hash of two words; the second may be [`Key::NONE`].
const fn pair(first: Key, second: Key) -> u64 {
    (first.get().rotate_left(29) ^ second.get()).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The group that a hash leads to. There is one start more than groups, of which there is a power of two.
#[inline]
const fn group(hash: u64, starts: usize) -> usize {
    (hash >> 32) as usize & starts.wrapping_sub(2)
}

/// Adds a hash to a filter. Its high and low bits are equally well mixed.
fn add(filter: &mut [u64], hash: u64) {
    filter[(hash >> 32) as usize & (filter.len() - 1)] |= 1 << (hash >> 58);
}

#[inline]
fn may_hold(filter: &[u64], hash: u64) -> bool {
    let place = (hash >> 32) as usize & filter.len().wrapping_sub(1);
    filter.get(place).is_some_and(|bits| bits >> (hash >> 58) & 1 != 0)
}

impl<'t, T> PhrasesIn<'t, T> {
    /// Whether a phrase may start with this word: nearly always the final answer.
    #[inline]
    pub(crate) fn may_begin(&self, first: Key) -> bool {
        may_hold(self.firsts, first.get())
    }

    /// The longest phrase that starts with `first` and continues with the words that `word` gives, by their number from 0 on, with [`Key::NONE`]
    /// where the text breaks off: its number of words and its value.
    pub(crate) fn longest(&self, first: Key, word: impl Fn(usize) -> Key) -> Option<(usize, &'t T)> {
        let second = word(0);
        // Both filters are read before branching: most words pass neither, so there is only one branch to predict.
        let [several, alone] = [second, Key::NONE].map(|second| may_hold(self.pairs, pair(first, second)));
        if !(several | alone) {
            return None;
        }
        let after = |place: usize| word(place + 1);
        let several = if several && second != Key::NONE { self.of_pair(first, second, after) } else { None };
        several.or_else(|| if alone { self.of_pair(first, Key::NONE, |_| Key::NONE) } else { None })
    }

    /// The longest phrase with these first two words that continues with the words that `after` gives.
    fn of_pair(&self, first: Key, second: Key, after: impl Fn(usize) -> Key) -> Option<(usize, &'t T)> {
        let group = group(pair(first, second), self.starts.len());
        let [from, to] = [*self.starts.get(group)?, *self.starts.get(group + 1)?];
        let entries = self.entries.get(from as usize..to as usize)?;
        let mut fitting = entries.iter().filter(|entry| entry.first == first && entry.second == second);
        let given = if second == Key::NONE { 1 } else { 2 };
        fitting.find_map(|entry| Some((given + self.words_after(entry, &after)?, &entry.value)))
    }

    /// The number of words of a phrase after the second, if they are the first that `after` gives.
    fn words_after(&self, entry: &Entry<T>, after: impl Fn(usize) -> Key) -> Option<usize> {
        let own = self.words.get(entry.rest as usize..)?.iter().take_while(|word| **word != Key::NONE);
        let mut count = 0;
        for word in own {
            if after(count) != *word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    /// The first word of each phrase, the second, if it has one, and the others; and its value.
    pub(crate) fn phrases(self) -> impl Iterator<Item = (Key, Option<Key>, &'t [Key], &'t T)> {
        self.entries.iter().map(move |entry| {
            let rest = self.words.get(entry.rest as usize..).unwrap_or_default();
            let rest = rest.split(|word| *word == Key::NONE).next().unwrap_or_default();
            (entry.first, Some(entry.second).filter(|second| *second != Key::NONE), rest, &entry.value)
        })
    }
}
