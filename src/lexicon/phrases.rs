//! Phrases of one or more words, each with what it stands for, found at a token in a bounded number of steps.
//!
//! The largest table has 8,000 phrases and is made by the first article that counts something, so it is made of few pieces: the words
//! of all phrases in one list, the phrases sorted by their first word, no list of its own for a phrase. That halves the time of a program
//! that reads one article.

use super::{Key, KeyMap};

/// A table of phrases. A look-up compares keys, never text, and takes the longest phrase.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// By first word.
    by_first: KeyMap<Family>,
    /// Bits that some first word has, of a power of two of them: nearly all look-ups end here.
    filter: Box<[u64]>,
    /// Family by family, the longest of each first.
    entries: Box<[Entry<T>]>,
    /// The words of all phrases.
    words: Box<[Key]>,
}

/// The phrases with one first word.
#[derive(Clone, Copy, Debug)]
struct Family {
    /// A bit for each second word, of 64: most words that follow make no phrase. All of them where the first word is a phrase itself.
    seconds: u64,
    /// Where its entries begin, and how many they are.
    from: u32,
    count: u32,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    /// Where the words behind the first begin, and how many they are.
    from: u32,
    count: u32,
    value: T,
}

impl<T: Clone> Phrases<T> {
    /// Builds the table from phrases whose words are parted by single spaces. The first of two equal phrases wins.
    pub(crate) fn new(rows: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let rows = rows.into_iter();
        let expected = rows.size_hint().0;
        let mut words = Vec::with_capacity(2 * expected);
        let mut order = Vec::with_capacity(expected);
        let mut unsorted: Vec<Entry<T>> = Vec::with_capacity(expected);
        for (phrase, value) in rows {
            let first = words.len();
            Key::push_words(phrase.as_ref(), &mut words);
            let count = (words.len() - first - 1) as u32;
            order.push((words[first], (u64::from(!count) << 32) | unsorted.len() as u64));
            unsorted.push(Entry { from: first as u32 + 1, count, value });
        }
        // By first word, then the longest first, then as they came.
        order.sort_unstable();
        let entry = |&(_, place): &(Key, u64)| unsorted[place as u32 as usize].clone();
        let entries: Box<[Entry<T>]> = order.iter().map(entry).collect();
        let families = order.chunk_by(|one, next| one.0 == next.0);
        let count = families.clone().count();
        let mut by_first = KeyMap::with_capacity_and_hasher(count, Default::default());
        let mut filter = vec![0; (count / 4).next_power_of_two()].into_boxed_slice();
        let mut from = 0;
        for family in families {
            let key = family[0].0;
            let own = &entries[from..from + family.len()];
            let second = |entry: &Entry<T>| if entry.count == 0 { u64::MAX } else { bit(words[entry.from as usize]) };
            let seconds = own.iter().fold(0, |bits, entry| bits | second(entry));
            by_first.insert(key, Family { seconds, from: from as u32, count: family.len() as u32 });
            filter[(key.get() >> 6) as usize % filter.len()] |= bit(key);
            from += family.len();
        }
        Self { by_first, filter, entries, words: words.into() }
    }
}

/// The bit of a word among 64.
const fn bit(key: Key) -> u64 {
    1 << (key.get() % 64)
}

impl<T> Phrases<T> {
    /// Whether a phrase may begin with the word of this key: nearly always the whole answer.
    #[inline]
    pub(crate) fn may_begin(&self, first: Key) -> bool {
        let place = (first.get() >> 6) as usize & self.filter.len().wrapping_sub(1);
        self.filter.get(place).is_some_and(|bits| bits & bit(first) != 0)
    }

    /// The longest phrase that begins with `first` and goes on with the keys of `rest`; its number of words and its value.
    pub(crate) fn longest<I>(&self, first: Key, rest: I) -> Option<(usize, &T)>
    where
        I: Iterator<Item = Key> + Clone,
    {
        let family = if self.may_begin(first) { self.by_first.get(&first)? } else { return None };
        let second = rest.clone().next().unwrap_or(Key::NONE);
        if family.seconds & bit(second) == 0 {
            return None;
        }
        self.entries
            .get(family.from as usize..)?
            .iter()
            .take(family.count as usize)
            .find(|entry| {
                let mut keys = rest.clone();
                let want = self.words.get(entry.from as usize..(entry.from + entry.count) as usize).unwrap_or_default();
                want.iter().all(|want| keys.next() == Some(*want))
            })
            .map(|entry| (entry.count as usize + 1, &entry.value))
    }

    /// The first words of all phrases, each once, in no order.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = Key> + '_ {
        self.by_first.keys().copied()
    }
}
