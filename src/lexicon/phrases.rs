//! Phrases of one or more words, each with what it stands for, found at a token in a bounded number of steps.

use super::{Key, KeyMap};

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// By first word; of each, the longest first.
    by_first: KeyMap<Vec<Entry<T>>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    rest: Box<[Key]>,
    value: T,
}

impl<T> Phrases<T> {
    /// Builds the table from phrases whose words are parted by single spaces. The first of two equal phrases wins.
    pub(crate) fn new<'a>(rows: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: KeyMap<Vec<Entry<T>>> = KeyMap::default();
        for (phrase, value) in rows {
            let mut words = phrase.split(' ').map(Key::of);
            let Some(first) = words.next() else { continue };
            by_first.entry(first).or_default().push(Entry { rest: words.collect(), value });
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that begins with `first` and goes on with the keys of `rest`; its number of words and its value.
    pub(crate) fn longest<I>(&self, first: Key, rest: I) -> Option<(usize, &T)>
    where
        I: Iterator<Item = Key> + Clone,
    {
        let entries = self.by_first.get(&first)?;
        entries
            .iter()
            .find(|entry| {
                let mut keys = rest.clone();
                entry.rest.iter().all(|want| keys.next() == Some(*want))
            })
            .map(|entry| (entry.rest.len() + 1, &entry.value))
    }
}
