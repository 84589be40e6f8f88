//! Bits for bytes: which bytes of a text belong to words, for 64 bytes at a time.
//!
//! Vietnamese mixes letters of one, two and three bytes at random: a loop over the letters of a word guesses wrong once a word, and a
//! table without branches waits for each byte in turn. Here every byte is judged at once from itself and the two before it, which the
//! compiler makes vector instructions of, and the end of a word is a count of bits.

use crate::bytes::{BLOCK, pack, padded};

/// A bit for each byte of a block, the first lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Masks {
    /// ASCII letters, and all bytes past ASCII.
    word: u64,
    /// Capitals of ASCII, and what may end a character past ASCII that is no small letter of Vietnamese. First bytes say nothing.
    special: u64,
    /// All other bytes but the space.
    other: u64,
}

impl Masks {
    /// Without the bytes from `end` on.
    const fn up_to(self, end: usize) -> Self {
        let kept = !u64::MAX.unbounded_shl(end as u32);
        Self { word: self.word & kept, special: self.special & kept, other: self.other & kept }
    }
}

/// The tokens of up to 64 bytes: a word that may go on after them is left to the next block, so that no word is read from two. All beginnings
/// are known at once, so that none waits for the end of the one before: only what [`skip_to`](Self::skip_to) is told of moves the ones after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its first byte.
    pub(super) start: usize,
    /// How many bytes it has.
    width: usize,
    masks: Masks,
    /// Where runs of word bytes begin.
    runs: u64,
    /// Where tokens begin that have not been read.
    ahead: u64,
    /// The bytes of words up to the first special one after a word's first letter, and those that stop a word so.
    plain: u64,
    stop: u64,
}

/// How many bytes of a word are read without a loop. The longest syllable, `nghiễng`, has nine.
pub(super) const LONGEST: usize = 16;

/// The bytes of a block and as many after it as a word of its last byte may need.
pub(super) type Window = [u8; BLOCK + LONGEST];

impl Block {
    /// The block that begins at byte `at`, where a token or white space begins. No word of it reaches beyond `limit`, which stands after `at`.
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

    /// The bytes from its first on, zeros after the end of the text.
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

    /// The next byte that a token may begin at, by its place in the block. It is no space.
    #[inline]
    pub(super) const fn next(&mut self) -> Option<usize> {
        if self.ahead == 0 {
            return None;
        }
        let place = self.ahead.trailing_zeros();
        self.ahead &= self.ahead - 1;
        Some(place as usize)
    }

    /// Goes on at byte `at` of the text, where a token begins if no space stands there, though it be amid letters.
    #[inline]
    pub(super) const fn skip_to(&mut self, at: usize) {
        let place = (at - self.start) as u32;
        let here = self.masks.word & 1_u64.unbounded_shl(place);
        self.plain |= here;
        self.stop &= !here;
        let kept = u64::MAX.unbounded_shl(place) & !u64::MAX.unbounded_shl(self.width as u32);
        self.ahead = (self.runs | self.masks.other | here) & kept;
    }

    /// How many bytes from the one at `place` on belong to a word, up to where something may be no small letter.
    #[inline]
    pub(super) const fn word(&self, place: usize) -> Word {
        let width = (self.plain >> place).trailing_ones() as usize;
        Word {
            width,
            is_capital: self.masks.special >> place & 1,
            // A word that reaches the end of the block may continue past it: nothing is whole there.
            is_whole: (!self.stop).unbounded_shr((place + width) as u32) & 1 != 0,
        }
    }
}

/// What the masks say of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) width: usize,
    /// 1 where it begins with a capital of ASCII, else 0.
    pub(super) is_capital: u64,
    /// Whether it ends there: all of it are small letters after its first.
    pub(super) is_whole: bool,
}

/// The masks of the block that begins at `start`; none past the end.
fn masks(bytes: &[u8], start: usize) -> Masks {
    match start.checked_sub(2).and_then(|before| bytes.get(before..)?.first_chunk()) {
        Some(window) => classify(window),
        None => classify(&padded(bytes, start, 2)),
    }
}

/// The masks of a block, which stands after the two bytes before it.
fn classify(window: &[u8; BLOCK + 2]) -> Masks {
    let (mut word, mut special, mut other) = ([0_i8; BLOCK], [0_i8; BLOCK], [0_i8; BLOCK]);
    for index in 0..BLOCK {
        let (first, lead, byte) = (window[index], window[index + 1], window[index + 2]);
        // `&` and `|`, not `&&` and `||`, which would be a branch each. Signed numbers are compared in one instruction; the bytes past ASCII
        // are the negative ones.
        let (signed, is_odd) = (byte.cast_signed(), byte & 1 == 1);
        // ß to ÿ but ÷; ā to ķ, of which the odd ones are small: ă đ ĩ; ũ; ơ ư.
        let is_second = (lead == 0xC3) & (signed > 0x9E_u8.cast_signed()) & (byte != 0xB7)
            | (lead == 0xC4) & is_odd & (signed < 0xB8_u8.cast_signed())
            | (lead == 0xC5) & (byte == 0xA9)
            | (lead == 0xC6) & ((byte == 0xA1) | (byte == 0xB0));
        // Of the letters of three bytes the Vietnamese ones begin with E1 BA and E1 BB; the odd ones are small.
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

/// Whether `byte` is one from `low` to `high`, by one comparison of signed numbers.
const fn is_among(byte: u8, low: u8, high: u8) -> bool {
    byte.wrapping_sub(low).wrapping_add(0x80).cast_signed() < (high - low + 1).wrapping_add(0x80).cast_signed()
}
