//! A table of phrases with values. Looking up the phrase at a token takes a bounded number of steps.
//!
//! The largest table has 8,000 phrases. Building the tables took four fifths of the time of a program that reads one article, so those of `data/` are
//! laid out when the library is built, by `build.rs`, which shares this module; `laid.rs` takes them in. The user's tables and short lists of
//! phrases are built at run time.

use std::cmp::Reverse;

use super::Key;
use crate::narrow::to_u32;

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
///
/// Numbers are bytes, the lowest first, as `build.rs` writes them, since the compiler would need seconds to make numbers of so many. Reading one takes
/// one instruction all the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhrasesIn<'t, T> {
    /// A one-bit filter of the first words, with a power of two of bits: nearly all look-ups end here.
    pub(super) firsts: &'t [Number],
    /// The same for pairs of first and second words: nearly all other look-ups end here.
    pub(super) pairs: &'t [Number],
    /// Where in `entries` each group of phrases begins, and where the last one ends. The hash of the first two words leads to the group. By the
    /// first word alone, some groups would have a hundred phrases.
    pub(super) starts: &'t [[u8; 4]],
    /// Group by group, the longest phrase of each first.
    pub(super) entries: &'t [[u8; ENTRY]],
    /// The words after the second of all phrases. After those of each phrase comes [`Key::NONE`], which is also the first key.
    pub(super) words: &'t [Number],
    pub(super) values: &'t [T],
}

/// A table that lasts as long as the program.
pub(crate) type Phrases<T> = PhrasesIn<'static, T>;

/// A number of 64 bits.
pub(super) type Number = [u8; 8];

/// The number of bytes of an entry.
pub(super) const ENTRY: usize = 24;

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    first: Key,
    /// [`Key::NONE`] in a phrase of one word.
    second: Key,
    /// Where in `words` its further words begin.
    rest: u32,
    /// The index of its value.
    pub(super) value: u32,
}

impl<T> Phrases<T> {
    /// Builds the table from phrases whose words are separated by single spaces. Of two equal phrases the first
    /// wins. It is never freed.
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let OwnPhrases { firsts, pairs, starts, entries, words, values } = OwnPhrases::new(rows);
        Self {
            firsts: Box::leak(firsts),
            pairs: Box::leak(pairs),
            starts: Box::leak(starts),
            entries: Box::leak(entries),
            words: Box::leak(words),
            values: Box::leak(values),
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
    pub(super) firsts: Box<[Number]>,
    pub(super) pairs: Box<[Number]>,
    pub(super) starts: Box<[[u8; 4]]>,
    pub(super) entries: Box<[[u8; ENTRY]]>,
    pub(super) words: Box<[Number]>,
    /// Row by row.
    pub(super) values: Box<[T]>,
}

impl<T> OwnPhrases<T> {
    /// As [`Phrases::new`].
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let rows = rows.into_iter();
        let count = rows.size_hint().0;
        let (mut entries, mut values) = (Vec::with_capacity(count), Vec::with_capacity(count));
        // In each group the last one placed comes first: short phrases are placed before long ones, and of equal ones the first last.
        let mut order = Vec::with_capacity(count);
        let mut words = vec![Key::NONE.get().to_le_bytes()];
        for (phrase, value) in rows {
            let (entry, length) = Entry::new(phrase.as_ref().as_bytes(), to_u32(values.len()), &mut words);
            order.push((length, Reverse(entries.len())));
            entries.push(entry);
            values.push(value);
        }
        order.sort_unstable();

        let mut firsts = vec![0; (entries.len() / 16).next_power_of_two()];
        let mut pairs = vec![0; (entries.len() / 4).next_power_of_two()];
        let mut starts = vec![0_u32; entries.len().next_power_of_two() + 1];
        let groups = starts.len();
        for entry in &entries {
            add(&mut firsts, entry.first.get());
            add(&mut pairs, entry.hash());
            starts[group(entry.hash(), groups)] += 1;
        }
        // From here on each group has its end where its start will be.
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut placed = vec![[0; ENTRY]; entries.len()];
        for (_, Reverse(row)) in order {
            let start = &mut starts[group(entries[row].hash(), groups)];
            *start -= 1;
            placed[*start as usize] = entries[row].bytes();
        }
        Self {
            firsts: firsts.into_iter().map(u64::to_le_bytes).collect(),
            pairs: pairs.into_iter().map(u64::to_le_bytes).collect(),
            starts: starts.into_iter().map(u32::to_le_bytes).collect(),
            entries: placed.into(),
            words: words.into(),
            values: values.into(),
        }
    }

    #[inline]
    pub(crate) const fn view(&self) -> PhrasesIn<'_, T> {
        let Self { firsts, pairs, starts, entries, words, values } = self;
        PhrasesIn { firsts, pairs, starts, entries, words, values }
    }
}

impl Entry {
    /// The entry of a phrase and its number of words. Its words after the second go to `words`.
    fn new(phrase: &[u8], value: u32, words: &mut Vec<Number>) -> (Self, usize) {
        let (first, after) = Key::of_first_word(phrase);
        let Some(after) = after else { return (Self { first, second: Key::NONE, rest: 0, value }, 1) };
        let (second, mut after) = Key::of_first_word(after);
        let from = words.len();
        while let Some(rest) = after {
            let (key, next) = Key::of_first_word(rest);
            words.push(key.get().to_le_bytes());
            after = next;
        }
        let length = 2 + words.len() - from;
        if length == 2 {
            return (Self { first, second, rest: 0, value }, length);
        }
        words.push(Key::NONE.get().to_le_bytes());
        (Self { first, second, rest: to_u32(from), value }, length)
    }

    const fn hash(&self) -> u64 {
        pair(self.first, self.second)
    }

    pub(super) fn bytes(self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        let last = u64::from(self.rest) | u64::from(self.value) << 32;
        for (eight, number) in bytes.as_chunks_mut().0.iter_mut().zip([self.first.get(), self.second.get(), last]) {
            *eight = number.to_le_bytes();
        }
        bytes
    }

    #[inline]
    pub(super) fn of_bytes(bytes: &[u8; ENTRY]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        let (halves, _) = numbers[2].as_chunks();
        Self {
            first: key_of(numbers[0]),
            second: key_of(numbers[1]),
            rest: u32::from_le_bytes(halves[0]),
            value: u32::from_le_bytes(halves[1]),
        }
    }
}

#[inline]
fn key_of(number: Number) -> Key {
    Key::of_number(u64::from_le_bytes(number))
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
fn may_hold(filter: &[Number], hash: u64) -> bool {
    let place = (hash >> 32) as usize & filter.len().wrapping_sub(1);
    filter.get(place).is_some_and(|bits| u64::from_le_bytes(*bits) >> (hash >> 58) & 1 != 0)
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
        let [from, to] = [*self.starts.get(group)?, *self.starts.get(group + 1)?].map(u32::from_le_bytes);
        let entries = self.entries.get(from as usize..to as usize)?.iter().map(Entry::of_bytes);
        let given = if second == Key::NONE { 1 } else { 2 };
        for entry in entries.filter(|entry| entry.first == first && entry.second == second) {
            if let Some(further) = self.words_after(entry, &after) {
                return Some((given + further, self.values.get(entry.value as usize)?));
            }
        }
        None
    }

    /// The number of words of a phrase after the second, if they are the first that `after` gives.
    fn words_after(&self, entry: Entry, after: impl Fn(usize) -> Key) -> Option<usize> {
        let mut count = 0;
        for word in self.words_of(entry) {
            if after(count) != word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    /// The words of a phrase after the second.
    fn words_of(&self, entry: Entry) -> impl Iterator<Item = Key> + use<'t, T> {
        let words = self.words.get(entry.rest as usize..).unwrap_or_default();
        words.iter().map(|word| key_of(*word)).take_while(|word| *word != Key::NONE)
    }

    /// The first word of each phrase, the second, if it has one, and the others; and its value.
    pub(crate) fn phrases(self) -> impl Iterator<Item = (Key, Option<Key>, impl Iterator<Item = Key>, &'t T)> {
        self.entries.iter().map(Entry::of_bytes).filter_map(move |entry| {
            let second = Some(entry.second).filter(|second| *second != Key::NONE);
            Some((entry.first, second, self.words_of(entry), self.values.get(entry.value as usize)?))
        })
    }
}
