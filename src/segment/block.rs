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
}

/// The masks of a text, read from left to right.
#[derive(Debug)]
pub(super) struct Blocks<'t> {
    bytes: &'t [u8],
    /// Where the block of `now` begins.
    start: usize,
    now: Masks,
    next: Masks,
}

/// A block, and what is known of the one behind it, which a word may reach into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its first byte.
    pub(super) start: usize,
    now: Masks,
    next: Masks,
}

/// How many bytes of a word are read without a loop. The longest syllable, `nghiễng`, has nine.
pub(super) const LONGEST: usize = 16;

/// The bytes of a block and as many behind it as a word of its last byte may need.
pub(super) type Window = [u8; BLOCK + LONGEST];

impl<'t> Blocks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        Self { bytes, start: 0, now: masks(bytes, 0), next: masks(bytes, BLOCK) }
    }

    /// The block that holds byte `at`, which never goes back. No word of it reaches beyond `limit`, which stands behind `at`.
    #[inline]
    pub(super) fn holding(&mut self, at: usize, limit: usize) -> Block {
        while at >= self.start + BLOCK {
            self.start += BLOCK;
            self.now = self.next;
            self.next = masks(self.bytes, self.start + BLOCK);
        }
        let (mut now, mut next) = (self.now, self.next);
        let room = limit - self.start;
        if room < 2 * BLOCK {
            now.word &= !u64::MAX.unbounded_shl(room as u32);
            next.word &= !u64::MAX.unbounded_shl(room.saturating_sub(BLOCK) as u32);
        }
        Block { start: self.start, now, next }
    }

    /// The bytes of the block that begins at `start`, zeros behind the end of the text.
    #[inline]
    pub(super) fn window(&self, start: usize, room: &'t mut Window) -> &'t Window {
        match self.bytes.get(start..).and_then(<[u8]>::first_chunk) {
            Some(window) => window,
            None => {
                *room = padded(self.bytes, start, 0);
                room
            }
        }
    }
}

impl Block {
    /// How many bytes from the one at `place` in the block on may be bytes of letters, and the special ones among them: capitals, and what may
    /// be no letter at all.
    #[inline]
    pub(super) const fn word(&self, place: usize) -> (usize, u64) {
        let (word, special) = (self.now.word >> place, self.now.special >> place);
        let width = word.trailing_ones() as usize;
        if place + width < BLOCK {
            return (width, special & !(u64::MAX << width));
        }
        // One word of a block goes on in the next.
        let left = BLOCK - place;
        let width = left + self.next.word.trailing_ones() as usize;
        let special = special | self.next.special.unbounded_shl(left as u32);
        (width, special & !u64::MAX.unbounded_shl(width as u32))
    }
}

/// The masks of the block that begins at `start`; none past the end.
fn masks(bytes: &[u8], start: usize) -> Masks {
    match start.checked_sub(2).and_then(|before| bytes.get(before..)?.first_chunk()) {
        Some(window) => classify(window),
        None => classify(&padded(bytes, start, 2)),
    }
}

/// The masks of a block, which stands behind the two bytes before it.
fn classify(window: &[u8; BLOCK + 2]) -> Masks {
    let (mut word, mut special) = ([0; BLOCK], [0; BLOCK]);
    for index in 0..BLOCK {
        let (first, lead, byte) = (window[index], window[index + 1], window[index + 2]);
        // `&` and `|`, not `&&` and `||`, which would be a branch each.
        let is_past_ascii = byte >= 0x80;
        let is_odd = byte & 1 != 0;
        // ß to ÿ but ÷; ā to ķ, of which the odd ones are small: ă đ ĩ; ũ; ơ ư. A byte below 0x80 is behind no lead.
        let is_second = (lead == 0xC3) & (byte > 0x9E) & (byte != 0xB7)
            | (lead == 0xC4) & is_odd & (byte < 0xB8)
            | (lead == 0xC5) & (byte == 0xA9)
            | (lead == 0xC6) & ((byte == 0xA1) | (byte == 0xB0));
        // Of the letters of three bytes the Vietnamese ones begin with E1 BA and E1 BB; the odd ones are small.
        let is_middle = (lead == 0xE1) & (byte.wrapping_sub(0xBA) < 2);
        let is_third = (first == 0xE1) & is_odd;
        word[index] = u8::from(is_past_ascii | ((byte | 0x20).wrapping_sub(b'a') < 26));
        special[index] = u8::from(
            (byte.wrapping_sub(b'A') < 26) | (byte.wrapping_sub(0x80) < 0x40) & !(is_second | is_middle | is_third),
        );
    }
    Masks { word: pack(&word), special: pack(&special) }
}
