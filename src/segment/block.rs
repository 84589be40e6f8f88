//! Bit masks of the bytes that belong to words, for 64 bytes at a time.
//!
//! Vietnamese mixes letters of one, two and three bytes at random: a loop over the letters of a word mispredicts about once per word,
//! and a branchless table has a dependency from each byte to the next. Here all bytes are classified at once from each byte and the
//! two before it, which the compiler vectorises, and the end of a word is found by counting bits.

use crate::{
    bytes::{BLOCK, pack, padded},
    narrow::{self, first_bits},
};

/// One bit for each byte of a block, the first lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Masks {
    /// ASCII letters, and all non-ASCII bytes.
    word: u64,
    /// ASCII capitals, and bytes that may end a non-ASCII character other than a Vietnamese lower-case letter. Leading bytes are
    /// never included.
    special: u64,
    /// All other bytes except the space.
    other: u64,
}

impl Masks {
    /// Without the bytes from `end` on.
    const fn up_to(self, end: usize) -> Self {
        let kept = first_bits(end);
        Self { word: self.word & kept, special: self.special & kept, other: self.other & kept }
    }
}

/// Tokens of up to 64 bytes. A word that may continue past the block is left to the next one. All start positions come from one mask, so none
/// depends on the end of the previous token, except after [`skip_to`](Self::skip_to).
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its first byte.
    pub(super) start: usize,
    /// How many bytes it has.
    width: usize,
    masks: Masks,
    /// The starts of runs of word bytes.
    runs: u64,
    /// The starts of unread tokens.
    ahead: u64,
    /// The bytes of words up to the first special one after the first letter, and the bytes that stop a word this
    /// way.
    plain: u64,
    stop: u64,
}

/// The number of bytes of a word that are read without a loop. The longest syllable, `nghiễng`, has nine.
pub(super) const LONGEST: usize = 16;

/// The bytes of a block, and enough after it for a word that starts at the last byte.
pub(super) type Window = [u8; BLOCK + LONGEST];

impl Block {
    /// The block at byte `at`, the start of a token or white space. No word extends beyond `limit`, which is greater than `at`.
    #[inline(always)]
    pub(super) fn at(text: &str, at: usize, limit: usize) -> Self {
        let mut masks = masks(text.as_bytes(), at);
        let mut width = BLOCK;
        if limit - at < BLOCK {
            width = limit - at;
            masks = masks.up_to(width);
        }
        let cut = masks.word.leading_ones() as usize;
        if cut < BLOCK {
            width = width.min(BLOCK - cut);
        }
        let runs = masks.word & !(masks.word << 1);
        let stop = masks.special & !runs;
        let mut block = Self { start: at, width, masks, runs, ahead: 0, plain: masks.word & !stop, stop };
        block.skip_to(at);
        block
    }

    /// The byte after it.
    #[inline]
    pub(super) const fn end(&self) -> usize {
        self.start + self.width
    }

    /// The bytes from its start, padded with zeros after the end of the text.
    #[inline]
    pub(super) fn window<'t>(&self, text: &'t str, room: &'t mut Window) -> &'t Window {
        match text.as_bytes().get(self.start..).and_then(<[u8]>::first_chunk) {
            Some(window) => window,
            None => {
                *room = padded(text.as_bytes(), self.start, 0);
                room
            }
        }
    }

    /// The position in the block of the next possible start of a token. It is not a space.
    #[inline]
    pub(super) const fn next(&mut self) -> Option<usize> {
        if self.ahead == 0 {
            return None;
        }
        let place = self.ahead.trailing_zeros();
        self.ahead &= self.ahead - 1;
        Some(place as usize)
    }

    /// Continues at byte `at` of the text, where a token starts unless it is a space, even between letters.
    #[inline]
    pub(super) const fn skip_to(&mut self, at: usize) {
        let place = narrow::to_u32(at - self.start);
        let here = self.masks.word & 1_u64.unbounded_shl(place);
        self.plain |= here;
        self.stop &= !here;
        let kept = u64::MAX.unbounded_shl(place) & first_bits(self.width);
        self.ahead = (self.runs | self.masks.other | here) & kept;
    }

    /// The number of word bytes from `place` on, up to the first that may not be a lower-case letter.
    #[inline]
    pub(super) const fn word(&self, place: usize) -> Word {
        let width = (self.plain >> place).trailing_ones() as usize;
        Word {
            width,
            is_capital: self.masks.special >> place & 1,
            // A word that reaches the end of the block may continue past it, so it is not complete.
            is_whole: (!self.stop).unbounded_shr(narrow::to_u32(place + width)) & 1 != 0,
        }
    }
}

/// What the masks show about a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) width: usize,
    /// 1 if it starts with an ASCII capital, otherwise 0.
    pub(super) is_capital: u64,
    /// Whether it ends there: all letters after the first are lower case.
    pub(super) is_whole: bool,
}

/// The masks of the block at `start`; zero past the end.
fn masks(bytes: &[u8], start: usize) -> Masks {
    match start.checked_sub(2).and_then(|before| bytes.get(before..)?.first_chunk()) {
        Some(window) => classify(window),
        None => classify(&padded(bytes, start, 2)),
    }
}

/// The masks of a block; the window starts two bytes before it.
fn classify(window: &[u8; BLOCK + 2]) -> Masks {
    let (mut word, mut special, mut other) = ([0_i8; BLOCK], [0_i8; BLOCK], [0_i8; BLOCK]);
    for index in 0..BLOCK {
        let (first, lead, byte) = (window[index], window[index + 1], window[index + 2]);
        // `&` and `|`, not `&&` and `||`, which would each be a branch. Signed numbers are compared in one instruction; non-ASCII bytes are
        // negative.
        let (signed, is_odd) = (byte.cast_signed(), byte & 1 == 1);
        // ß to ÿ except ÷; ā to ķ, of which the odd ones are lower case: ă đ ĩ; ũ; ơ ư.
        let is_second = (lead == 0xC3) & (signed > 0x9E_u8.cast_signed()) & (byte != 0xB7)
            | (lead == 0xC4) & is_odd & (signed < 0xB8_u8.cast_signed())
            | (lead == 0xC5) & (byte == 0xA9)
            | (lead == 0xC6) & ((byte == 0xA1) | (byte == 0xB0));
        // Vietnamese three-byte letters start with E1 BA and E1 BB; the odd ones are lower case.
        let is_middle = (lead == 0xE1) & (byte | 1 == 0xBB);
        let is_third = (first == 0xE1) & is_odd;
        let is_word = (signed < 0) | is_among(byte | 0x20, b'a', b'z');
        let is_inner = signed < 0xC0_u8.cast_signed();
        word[index] = -i8::from(is_word);
        other[index] = -i8::from(!is_word & (byte != b' '));
        special[index] = -i8::from(is_among(byte, b'A', b'Z') | is_inner & !(is_second | is_middle | is_third));
    }
    Masks { word: pack(&word), special: pack(&special), other: pack(&other) }
}

/// Whether `byte` is from `low` to `high`, with one signed comparison.
const fn is_among(byte: u8, low: u8, high: u8) -> bool {
    byte.wrapping_sub(low).wrapping_add(0x80).cast_signed() < (high - low + 1).wrapping_add(0x80).cast_signed()
}
