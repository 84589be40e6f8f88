//! Small sets of words that a grammar asks for.

use super::Key;

/// A fixed set of words, declared by [`word_sets!`](super::word_sets).
///
/// Keys are hashes: a `match` of many keys becomes a search among them whose every step is a coin toss to the processor. Here one bit says
/// no to nearly all words that are not in the set.
#[derive(Debug)]
pub(crate) struct Words {
    /// A bit for the lowest eight bits of each key.
    filter: [u64; 4],
    keys: &'static [Key],
}

impl Words {
    pub(crate) const fn new(keys: &'static [Key]) -> Self {
        let mut filter = [0; 4];
        let mut index = 0;
        while index < keys.len() {
            let [place, bit] = Self::place(keys[index]);
            filter[place] |= 1 << bit;
            index += 1;
        }
        Self { filter, keys }
    }

    const fn place(key: Key) -> [usize; 2] {
        [key.get() as usize >> 6 & 3, key.get() as usize & 63]
    }

    /// Whether the word with this key is in the set.
    #[inline]
    pub(crate) fn has(&self, key: Key) -> bool {
        let [place, bit] = Self::place(key);
        self.filter[place] >> bit & 1 != 0 && self.keys.contains(&key)
    }
}
