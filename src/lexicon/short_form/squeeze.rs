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
    const FACTOR: u64 = 0x0000_0100_0000_01B3;

    pub(crate) const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    #[inline]
    pub(crate) fn push(&mut self, piece: &str) {
        // Nearly all pieces are ASCII letters, or digits.
        let mut hash = *self;
        if piece.bytes().all(|byte| hash.take(byte)) {
            *self = hash;
        } else {
            self.push_any(piece);
        }
    }

    /// Takes in a letter or digit of ASCII; `false` if it is none.
    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(Self::FACTOR);
        byte.is_ascii_alphanumeric()
    }

    #[inline(never)]
    fn push_any(&mut self, piece: &str) {
        for letter in piece.chars().filter(|&letter| is_letter(letter) || letter.is_numeric()) {
            self.0 = (self.0 ^ u64::from(letter)).wrapping_mul(Self::FACTOR);
        }
    }

    pub(crate) const fn get(self) -> u64 {
        self.0
    }
}
