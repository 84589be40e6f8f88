//! The hash by which short forms are found.

use crate::lexicon::is_letter;

/// The hash of the letters and digits of a short form; case-sensitive.
pub(crate) fn squeeze(short: &str) -> u64 {
    let mut hash = Squeezed::new();
    hash.push(short);
    hash.get()
}

/// A hash of letters and digits that grows piece by piece (FNV-1a over code points).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Squeezed(u64);

impl Squeezed {
    pub(crate) const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    pub(crate) fn push(&mut self, piece: &str) {
        let is_kept = |letter: &char| {
            letter.is_ascii_alphanumeric() || !letter.is_ascii() && (is_letter(*letter) || letter.is_numeric())
        };
        for letter in piece.chars().filter(is_kept) {
            self.0 = (self.0 ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    pub(crate) const fn get(self) -> u64 {
        self.0
    }
}
