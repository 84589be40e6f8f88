//! The letters of a word packed into two integers, for fast yes-or-no checks of millions of words.
//!
//! Onset, rhyme and tone position are then found with shifts and masks. Reading the word into a list of letters first took twice as long.

use super::{
    MAX_LETTERS,
    letter::{Base, Letter},
    table::{self, onset_of, table},
};
use crate::narrow::first_bits;

/// Six bits per letter, three bits per tone, one bit per vowel, with the last letter lowest.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Packed {
    bases: u64,
    tones: u32,
    vowels: u32,
}

/// A letter as [`Packed::push`] takes it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PackedLetter {
    base: u8,
    tone: u8,
    vowel: u8,
}

impl PackedLetter {
    /// Not a letter of the alphabet.
    pub(crate) const NONE: Self = Self { base: 0, tone: 0, vowel: 0 };

    pub(crate) const fn new(letter: Letter) -> Self {
        Self { base: letter.base.get(), tone: letter.tone as u8, vowel: letter.base.is_vowel() as u8 }
    }
}

impl Packed {
    /// Adds a letter; information about letters before the last ten is gradually lost.
    #[inline]
    pub(crate) const fn push(&mut self, letter: PackedLetter) {
        self.bases = self.bases << 6 | letter.base as u64;
        self.tones = self.tones << 3 | letter.tone as u32;
        self.vowels = self.vowels << 1 | letter.vowel as u32;
    }

    /// A number that is unique among words of at most seven letters, ignoring case; never 0.
    pub(crate) const fn key(self) -> u64 {
        self.bases | (self.tones as u64) << (6 * MAX_LETTERS)
    }

    /// Whether the word, which has `length` letters, is an attested syllable with its tone mark in the right place:
    /// equivalent to [`Syllable::parse`](super::Syllable::parse) and
    /// [`Syllable::is_attested`](super::Syllable::is_attested).
    pub(crate) fn is_attested(self, length: usize) -> bool {
        const QU_KEY: u64 = (Base::consonant(b'q').get() as u64) << 6 | Base::U.get() as u64;
        const GI_KEY: u64 = (Base::consonant(b'g').get() as u64) << 6 | Base::I.get() as u64;
        if !(1..=MAX_LETTERS).contains(&length) || self.vowels == 0 {
            return false;
        }
        let from_first_vowel = (u32::BITS - self.vowels.leading_zeros()) as usize;
        let rest = |length: usize| u32::try_from(self.bases & first_bits(6 * length)).unwrap_or(0);
        let mut rhyme = from_first_vowel;
        let onset = if length >= 2 && self.bases >> (6 * (length - 2)) == QU_KEY {
            rhyme = length - 2;
            table::QU
        } else if length >= 3 && self.bases >> (6 * (length - 2)) == GI_KEY && self.vowels >> (length - 3) & 1 != 0 {
            rhyme = length - 2;
            table::GI
        } else if let Ok(onset) = u32::try_from(self.bases >> (6 * rhyme))
            && let Some(id) = onset_of(onset)
        {
            id
        } else {
            return false;
        };
        if !(1..=4).contains(&rhyme) {
            return false;
        }
        let Some((_, row)) = table().find(rest(rhyme)) else { return false };
        let toned = self.tones.trailing_zeros() / 3;
        let (tone, placed) = if self.tones == 0 {
            (0, true)
        } else {
            let tone = self.tones >> (3 * toned);
            (tone, row.slots.iter().any(|slot| rhyme == usize::from(*slot) + 1 + toned as usize))
        };
        // A second tone sets higher bits than the lowest three.
        placed && tone < 8 && row.is_attested(onset) && row.tones >> tone & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable::{Syllable, Tone, ToneStyle};

    fn both(word: &str) -> (bool, bool) {
        let mut packed = Packed::default();
        let letters = word.chars().filter_map(Letter::read).map(PackedLetter::new);
        letters.for_each(|letter| packed.push(letter));
        (packed.is_attested(word.chars().count()), Syllable::parse(word).is_some_and(Syllable::is_attested))
    }

    /// Each attested syllable with each tone on each letter, and with a letter more or less.
    #[test]
    fn says_what_parsing_says() {
        for syllable in Syllable::attested() {
            let word = syllable.spell(ToneStyle::FirstVowel);
            let letters: Vec<Letter> = word.chars().filter_map(Letter::read).collect();
            assert_eq!(both(&word), (true, true), "{word}");
            for at in 0..letters.len() {
                let mut changed = letters.clone();
                for tone in Tone::ALL {
                    // A tone on a consonant cannot be written.
                    if letters[at].base.is_vowel() {
                        changed[at].tone = tone;
                    }
                    let text: String = changed.iter().map(|letter| letter.compose()).collect();
                    let (packed, parsed) = both(&text);
                    assert_eq!(packed, parsed, "{text}");
                }
                let mut less = letters.clone();
                less.remove(at);
                let mut more = letters.clone();
                more.insert(at, letters[letters.len() - 1 - at]);
                for changed in [less, more] {
                    let text: String = changed.iter().map(|letter| letter.compose()).collect();
                    let (packed, parsed) = both(&text);
                    assert_eq!(packed, parsed, "{text}");
                }
            }
        }
        for word in ["q", "qu", "gi", "gì", "gin", "đ", "nghiêngs", "thrường", "quuu", "aaaaa", "nghnghu"] {
            let (packed, parsed) = both(word);
            assert_eq!(packed, parsed, "{word}");
        }
    }
}
