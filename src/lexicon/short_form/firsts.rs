//! The first words of a user's short forms.

use crate::lexicon::Key;

/// A set of words with a one-bit filter that rejects nearly all others.
#[derive(Clone, Debug)]
pub(crate) struct Firsts {
    filter: [u64; 16],
    /// Sorted.
    keys: Vec<Key>,
}

impl Firsts {
    pub(super) const NONE: Self = Self { filter: [0; 16], keys: Vec::new() };

    pub(super) fn add(&mut self, key: Key) {
        let (place, bit) = Self::place(key);
        self.filter[place] |= bit;
        self.keys.push(key);
    }

    pub(super) fn finish(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    #[inline]
    pub(crate) fn has(&self, key: Key) -> bool {
        let (place, bit) = Self::place(key);
        self.filter[place] & bit != 0 && self.keys.binary_search(&key).is_ok()
    }

    const fn place(key: Key) -> (usize, u64) {
        let bits = key.get() ^ key.get() >> 31;
        ((bits >> 6) as usize % 16, 1 << (bits & 63))
    }
}
