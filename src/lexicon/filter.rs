//! A filter of words: one bit per word.

use super::Key;
use crate::narrow::low_bits;

/// A one-hash Bloom filter of keys: it has every word that was added, and may seem to have others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Filter<WORDS> {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    #[inline]
    pub(crate) fn add(&mut self, key: Key) {
        let (word, bit) = Self::place(key);
        self.0[word] |= bit;
    }

    /// `false` is certain.
    #[inline]
    pub(crate) fn may_hold(&self, key: Key) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] & bit != 0
    }

    /// Whether the two filters may share a word; `false` is certain.
    #[inline]
    pub(crate) fn may_meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// The bits of a key are equally well mixed.
    const fn place(key: Key) -> (usize, u64) {
        (low_bits(key.get() >> 32) % WORDS, 1 << (key.get() & 63))
    }
}
