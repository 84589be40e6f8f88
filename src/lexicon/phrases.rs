//! A table of phrases with values. Looking up the phrase at a token takes a bounded number of steps.
//!
//! The largest table has 8,000 phrases and is built for the first article that counts something, so it uses few allocations: the words of all
//! phrases in one list, the phrases in another, grouped by their first words. One list per phrase took four times the instructions, sorting
//! the phrases by first word twice as many, and a hash map of groups half as much memory again.

use std::{cmp::Reverse, ops::Range};

use super::Key;
use crate::narrow::to_u32;

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// A one-bit filter of the first words, with a power of two of bits: nearly all look-ups end here.
    firsts: Box<[u64]>,
    /// The same for pairs of first and second words: nearly all other look-ups end here.
    pairs: Box<[u64]>,
    families: Families,
    /// Group by group, the longest phrase of each first.
    entries: Box<[Entry<T>]>,
    /// The words after the first of all phrases, in the order of `entries`.
    words: Box<[Key]>,
}

/// The phrases with the same two first words; in a phrase of one word the second is [`Key::NONE`]. Grouped by the first word alone,
/// some families would have a hundred phrases.
#[derive(Clone, Copy, Debug)]
struct Family {
    first: Key,
    second: Key,
    /// The start and number of its entries.
    from: u32,
    count: u32,
    /// The start of the words of its first entry.
    words: u32,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    /// The number of words after the first; they follow those of the previous entry.
    count: u32,
    value: T,
}

impl<T: Clone> Phrases<T> {
    /// Builds the table from phrases whose words are separated by single spaces. Of two equal phrases the first
    /// wins.
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let rows = rows.into_iter();
        // All words of all rows, in order.
        let mut keys = Vec::with_capacity(3 * rows.size_hint().0);
        let rows: Vec<(Range<u32>, T)> = rows
            .map(|(phrase, value)| {
                let from = to_u32(keys.len());
                Key::push_words(phrase.as_ref(), &mut keys);
                (from..to_u32(keys.len()), value)
            })
            .collect();
        let keys_of = |row: &Range<u32>| &keys[row.start as usize..row.end as usize];

        let mut families = Families::for_at_most(rows.len());
        let family_of: Vec<u32> = rows.iter().map(|(row, _)| families.add(keys_of(row))).collect();
        let mut from = 0;
        for family in &mut families.list {
            // The count starts again as the entries are placed.
            (family.from, from, family.count) = (from, from + family.count, 0);
        }
        let mut order = vec![0_u32; rows.len()];
        for (row, family) in (0..).zip(family_of) {
            let family = &mut families.list[family as usize];
            order[(family.from + family.count) as usize] = row;
            family.count += 1;
        }
        let mut firsts = vec![0; (families.list.len() / 16).next_power_of_two()].into_boxed_slice();
        let mut pairs = vec![0; (families.list.len() / 4).next_power_of_two()].into_boxed_slice();
        for family in &families.list {
            add(&mut firsts, family.first.get());
            add(&mut pairs, pair(family.first, family.second));
            let own = &mut order[family.from as usize..(family.from + family.count) as usize];
            own.sort_by_key(|row| Reverse(rows[*row as usize].0.len()));
        }

        let mut words = Vec::with_capacity(keys.len() - rows.len());
        let mut entries = Vec::with_capacity(rows.len());
        for family in &mut families.list {
            family.words = to_u32(words.len());
            for row in &order[family.from as usize..(family.from + family.count) as usize] {
                let (row, value) = &rows[*row as usize];
                words.extend_from_slice(&keys_of(row)[1..]);
                entries.push(Entry { count: to_u32(row.len()) - 1, value: value.clone() });
            }
        }
        Self { firsts, pairs, families, entries: entries.into(), words: words.into() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Builds the table from lists of phrases, each with the value of all its phrases.
    pub(crate) fn of_lists(lists: &[(&[&str], T)]) -> Self {
        let rows = lists.iter().flat_map(|(phrases, value)| phrases.iter().map(move |phrase| (phrase, *value)));
        Self::new(rows.collect::<Vec<_>>())
    }
}

/// The hash of two words; the second may be [`Key::NONE`].
const fn pair(first: Key, second: Key) -> u64 {
    (first.get().rotate_left(29) ^ second.get()).wrapping_mul(0x9E37_79B9_7F4A_7C15)
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

impl<T> Phrases<T> {
    /// Whether a phrase may start with this word: nearly always the final answer.
    #[inline]
    pub(crate) fn may_begin(&self, first: Key) -> bool {
        may_hold(&self.firsts, first.get())
    }

    /// The longest phrase that starts with `first` and continues with the words that `word` gives, by their number from 0 on, with [`Key::NONE`]
    /// where the text breaks off: its number of words and its value.
    pub(crate) fn longest(&self, first: Key, word: impl Fn(usize) -> Key) -> Option<(usize, &T)> {
        let second = word(0);
        // Both filters are read before branching: most words pass neither, so there is only one branch to predict.
        let [several, alone] = [second, Key::NONE].map(|second| may_hold(&self.pairs, pair(first, second)));
        if !(several | alone) {
            return None;
        }
        let several = if several && second != Key::NONE { self.of_family(first, second, word) } else { None };
        several.or_else(|| if alone { self.of_family(first, Key::NONE, |_| Key::NONE) } else { None })
    }

    /// The longest phrase of one family that continues with the words that `word` gives, the first of which is `second`.
    fn of_family(&self, first: Key, second: Key, word: impl Fn(usize) -> Key) -> Option<(usize, &T)> {
        let family = self.families.get(first, second)?;
        let mut words = self.words.get(family.words as usize..)?;
        for entry in self.entries.get(family.from as usize..(family.from + family.count) as usize)? {
            let (own, after) = words.split_at_checked(entry.count as usize)?;
            if own.iter().enumerate().all(|(place, own)| *own == word(place)) {
                return Some((own.len() + 1, &entry.value));
            }
            words = after;
        }
        None
    }

    /// The words of each phrase, the first one separate.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = (Key, &[Key])> + '_ {
        self.families.list.iter().flat_map(|family| {
            let entries = self.entries.iter().skip(family.from as usize).take(family.count as usize);
            let mut rest = self.words.get(family.words as usize..).unwrap_or_default();
            entries.map_while(move |entry| {
                let (own, after) = rest.split_at_checked(entry.count as usize)?;
                rest = after;
                Some((family.first, own))
            })
        })
    }
}

/// The families, with an open-addressing hash index: a power of two of slots, at least half of them free. A slot has the index of a family
/// plus one; 0 means free.
#[derive(Clone, Debug)]
struct Families {
    list: Vec<Family>,
    slots: Box<[u32]>,
}

impl Families {
    fn for_at_most(count: usize) -> Self {
        Self { list: Vec::new(), slots: vec![0; (2 * count).next_power_of_two()].into() }
    }

    fn first_slot(&self, first: Key, second: Key) -> usize {
        (pair(first, second) >> 32) as usize & self.slots.len().wrapping_sub(1)
    }

    /// Counts a phrase in its family, and returns the index of the family.
    fn add(&mut self, words: &[Key]) -> u32 {
        let (first, second) = (words[0], words.get(1).copied().unwrap_or(Key::NONE));
        let mut slot = self.first_slot(first, second);
        while self.slots[slot] != 0 && !self.list[self.slots[slot] as usize - 1].is_of(first, second) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if self.slots[slot] == 0 {
            self.list.push(Family { first, second, from: 0, count: 0, words: 0 });
            self.slots[slot] = to_u32(self.list.len());
        }
        let number = self.slots[slot] - 1;
        self.list[number as usize].count += 1;
        number
    }

    fn get(&self, first: Key, second: Key) -> Option<&Family> {
        let mut slot = self.first_slot(first, second);
        loop {
            let family = self.list.get((*self.slots.get(slot)? as usize).checked_sub(1)?)?;
            if family.is_of(first, second) {
                return Some(family);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

impl Family {
    fn is_of(&self, first: Key, second: Key) -> bool {
        self.first == first && self.second == second
    }
}
