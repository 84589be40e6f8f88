//! Small sets and tables of words that a grammar asks for, made at compile time.

use super::Key;

/// A fixed set of words, declared by [`word_sets!`](super::word_sets).
///
/// Keys are hashes: a `match` of many keys becomes a search among them whose every step is a coin toss to the processor. Here one bit says
/// no to nearly all words that are not in the set.
#[derive(Debug)]
pub(crate) struct WordSet {
    /// A bit for the lowest eight bits of each key.
    filter: [u64; 4],
    keys: &'static [Key],
}

impl WordSet {
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

/// What each of a few words stands for, and one answer for all others. It takes the place of a `match` that most words come to.
#[derive(Debug)]
pub(crate) struct Choice<T, const SLOTS: usize> {
    /// Each word in the first free slot from that of its key on; most slots are free.
    slots: [(Key, T); SLOTS],
}

impl<T: Copy, const SLOTS: usize> Choice<T, SLOTS> {
    /// `SLOTS` is a power of two, and more than `rows`.
    pub(crate) const fn new(rows: &[(&str, T)], other: T) -> Self {
        assert!(SLOTS.is_power_of_two() && rows.len() < SLOTS, "a table of words needs free slots");
        let mut slots = [(Key::NONE, other); SLOTS];
        let mut row = 0;
        while row < rows.len() {
            let key = Key::of(rows[row].0);
            let mut slot = key.get() as usize % SLOTS;
            while slots[slot].0.get() != Key::NONE.get() {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (key, rows[row].1);
            row += 1;
        }
        Self { slots }
    }

    /// What the word with this key stands for.
    #[inline]
    pub(crate) fn of(&self, key: Key) -> T {
        let mut slot = key.get() as usize % SLOTS;
        loop {
            let (own, value) = self.slots[slot];
            if own == key || own == Key::NONE {
                return value;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_sets;

    word_sets! { DAYS = ["hai", "ba", "tư", "năm", "sáu", "bảy"]; NONE = []; }

    #[test]
    fn a_set_has_its_words_and_no_others() {
        let words = include_str!("../../fixtures/articles/lu-lut.txt").split_whitespace();
        for word in words.chain(["hai", "ba", "tư", "năm", "sáu", "bảy", ""]) {
            let is_day = DAYS.keys.contains(&Key::of(word));
            assert_eq!(DAYS.has(Key::of(word)), is_day, "{word}");
            assert!(!NONE.has(Key::of(word)), "{word}");
        }
        assert!(!DAYS.has(Key::NONE));
    }

    #[test]
    fn a_choice_finds_each_of_its_words_however_many_slots_are_taken() {
        const ROWS: &[(&str, u8)] = &[("hai", 2), ("ba", 3), ("tư", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8)];
        static CHOICE: Choice<u8, 8> = Choice::new(ROWS, 0);
        for (word, number) in ROWS {
            assert_eq!(CHOICE.of(Key::of(word)), *number, "{word}");
        }
        for word in ["chín", "mười", "", "Hai mươi"] {
            assert_eq!(CHOICE.of(Key::of(word)), 0, "{word}");
        }
        assert_eq!(CHOICE.of(Key::NONE), 0);
    }
}
