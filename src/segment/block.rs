//! Bit masks of the bytes that belong to words, for 64 bytes at a time.
//!
//! Vietnamese mixes letters of one, two and three bytes at random: a loop over the letters of a word mispredicts about once per word,
//! and a branchless table has a dependency from each byte to the next. Here all bytes are classified at once from each byte and the
//! two before it, sixteen with one instruction, and the end of a word is found by counting bits.

use wide::i8x16;

use crate::{
    bytes::{BLOCK, padded},
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
    /// The bytes after single ASCII capitals among the beginnings `starts`.
    const fn single(self, starts: u64) -> u64 {
        (self.special & starts & !(self.word >> 1)) << 1
    }

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
    /// way. The byte after a single capital stops it too, and so does the first byte, which ends no word: it stands for the byte after the block.
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
        let single = masks.single(runs);
        let mut block =
            Self { start: at, width, masks, runs, ahead: 0, plain: masks.word & !stop, stop: stop | single };
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
        self.stop = self.stop & !here | self.masks.single(here) | 1;
        let kept = u64::MAX.unbounded_shl(place) & first_bits(self.width);
        self.ahead = (self.runs | self.masks.other | here) & kept;
    }

    /// Continues at byte `at` of the text, after ASCII characters that are no letters: what starts after them is known.
    #[inline]
    pub(super) const fn pass_to(&mut self, at: usize) {
        self.ahead &= u64::MAX.unbounded_shl(narrow::to_u32(at - self.start));
    }

    /// The number of word bytes from `place` on, if they end within the block; otherwise 0.
    #[inline]
    pub(super) const fn run(&self, place: usize) -> usize {
        let width = (self.masks.word >> place).trailing_ones() as usize;
        if place + width < BLOCK { width } else { 0 }
    }

    /// Whether the bytes of a run from `start` to `end` are all of lower-case letters.
    #[inline]
    pub(super) const fn is_plain(&self, start: usize, end: usize) -> bool {
        (!self.plain & first_bits(end)).unbounded_shr(narrow::to_u32(start)) == 0
    }

    /// The number of word bytes from `place` on, up to the first that may not be a lower-case letter.
    #[inline]
    pub(super) const fn word(&self, place: usize) -> Word {
        let width = (self.plain >> place).trailing_ones() as usize;
        Word {
            width,
            is_capital: self.masks.special >> place & 1,
            // A word that reaches the end of the block may continue past it, so it is not complete: the shift wraps around to the first byte.
            is_whole: self.stop.wrapping_shr(narrow::to_u32(place + width)) & 1 == 0,
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
    /// Whether it ends there: all letters after the first are lower case, and a capital is not its only letter.
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
    let (mut word, mut special, mut blank) = (0, 0, 0);
    for at in (0..BLOCK).step_by(16) {
        let row = Row::new(row(window, at), row(window, at + 1), row(window, at + 2));
        word |= u64::from(row.word.to_bitmask()) << at;
        special |= u64::from(row.special.to_bitmask()) << at;
        blank |= u64::from(row.blank.to_bitmask()) << at;
    }
    Masks { word, special, other: !blank }
}

/// The sixteen bytes at `at`.
#[inline(always)]
fn row(window: &[u8; BLOCK + 2], at: usize) -> i8x16 {
    let mut row = [0; 16];
    for (signed, byte) in row.iter_mut().zip(&window[at..]) {
        *signed = byte.cast_signed();
    }
    i8x16::new(row)
}

/// Sixteen bytes of [`Masks`], in the highest bit of each.
struct Row {
    word: i8x16,
    special: i8x16,
    /// `word` or a space.
    blank: i8x16,
}

impl Row {
    /// From the bytes, and those one and two before.
    #[inline(always)]
    fn new(first: i8x16, lead: i8x16, byte: i8x16) -> Self {
        let all = |byte: u8| i8x16::splat(byte.cast_signed());
        let is = |row: i8x16, byte: u8| row.simd_eq(all(byte));
        // Signed numbers are compared in one instruction; non-ASCII bytes are negative. The last letter moves to the highest positive number.
        let is_from = |row: i8x16, first: u8, last: u8| (row + all(0x7F - last)).simd_gt(all(first + 0x7F - last - 1));
        let is_odd = is(byte & all(1), 1);
        // ß to ÿ except ÷; ā to ķ, of which the odd ones are lower case: ă đ ĩ; ũ; ơ ư.
        let is_second = is(lead, 0xC3) & byte.simd_gt(all(0x9E)) & !is(byte, 0xB7)
            | is(lead, 0xC5) & is(byte, 0xA9)
            | is(lead, 0xC6) & (is(byte, 0xA1) | is(byte, 0xB0));
        // Vietnamese three-byte letters start with E1 BA and E1 BB; the odd ones are lower case.
        let is_middle = is(lead, 0xE1) & is(byte | all(1), 0xBB);
        let is_odd_letter = (is(first, 0xE1) | is(lead, 0xC4) & byte.simd_lt(all(0xB8))) & is_odd;
        let word = is_from(byte | all(0x20), b'a', b'z') | byte;
        let is_inner = byte.simd_lt(all(0xC0));
        let special = is_from(byte, b'A', b'Z') | is_inner & !(is_second | is_middle | is_odd_letter);
        Self { word, special, blank: word | is(byte, b' ') }
    }
}
