//! Phrases of one or more words, each with what it stands for, found at a token in a bounded number of steps.

use super::{Key, KeyMap};

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// By first word.
    by_first: KeyMap<Family<T>>,
    /// Bits that some first word has, of a power of two of them: nearly all look-ups end here.
    filter: Box<[u64]>,
}

/// The phrases with one first word.
#[derive(Clone, Debug)]
struct Family<T> {
    /// A bit for each second word, of 64: most words that follow make no phrase. All of them where the first word is a phrase itself.
    seconds: u64,
    /// The longest first.
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    rest: Box<[Key]>,
    value: T,
}

impl<T> Phrases<T> {
    /// Builds the table from phrases whose words are parted by single spaces. The first of two equal phrases wins.
    pub(crate) fn new<'a>(rows: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: KeyMap<Family<T>> = KeyMap::default();
        for (phrase, value) in rows {
            let mut words = phrase.split(' ').map(Key::of);
            let Some(first) = words.next() else { continue };
            let family = by_first.entry(first).or_insert(Family { seconds: 0, entries: Vec::new() });
            let rest: Box<[Key]> = words.collect();
            family.seconds |= rest.first().map_or(u64::MAX, |second| 1 << (second.get() % 64));
            family.entries.push(Entry { rest, value });
        }
        for family in by_first.values_mut() {
            family.entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        let words = (by_first.len() / 4).next_power_of_two();
        let mut filter = vec![0; words].into_boxed_slice();
        for key in by_first.keys() {
            filter[(key.get() >> 6) as usize % words] |= 1 << (key.get() % 64);
        }
        Self { by_first, filter }
    }

    /// Whether a phrase may begin with the word of this key: nearly always the whole answer.
    #[inline]
    pub(crate) fn may_begin(&self, first: Key) -> bool {
        let place = (first.get() >> 6) as usize & self.filter.len().wrapping_sub(1);
        self.filter.get(place).is_some_and(|bits| bits >> (first.get() % 64) & 1 != 0)
    }

    /// The longest phrase that begins with `first` and goes on with the keys of `rest`; its number of words and its value.
    pub(crate) fn longest<I>(&self, first: Key, rest: I) -> Option<(usize, &T)>
    where
        I: Iterator<Item = Key> + Clone,
    {
        let family = if self.may_begin(first) { self.by_first.get(&first)? } else { return None };
        let second = rest.clone().next().unwrap_or(Key::NONE);
        if family.seconds >> (second.get() % 64) & 1 == 0 {
            return None;
        }
        family
            .entries
            .iter()
            .find(|entry| {
                let mut keys = rest.clone();
                entry.rest.iter().all(|want| keys.next() == Some(*want))
            })
            .map(|entry| (entry.rest.len() + 1, &entry.value))
    }
}
