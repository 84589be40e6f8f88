//! Finds the ranges of a text that may need a change, and skips the rest with a table-driven automaton.
//!
//! A byte automaton accepts characters that are already canonical and vowels that may carry a tone; anything else leads to the absorbing state
//! [`REJECT`]. It has no data-dependent branch, and a text is split at spaces into six interleaved lanes, so that six look-ups are in flight at once.
//! The result is per block; only a rejected block is read again, word by word, by four cursors in its four quarters ([`Table::walk`]). The automaton
//! may reject correct text (`Zoé`), but never accept wrong text: `tests/normalize.rs` compares it with the slow steps.
//!
//! Rejected: a branch per character, as in `icu_normalizer` and `unicode-normalization`, which mispredicts at every second letter of Vietnamese; one
//! lane, which waits for each look-up; and eight, for which there are not enough registers. `docs/normalize.md` has the figures.

use std::ops::Range;

use crate::{
    bytes,
    narrow::{low_byte, to_u32},
    syllable::{
        Tone, ToneStyle,
        letter::{Base, Letter},
    },
};

/// The automaton of a tone style.
///
/// A row for each byte, with the next state of each state: the place of a row does not depend on the last look-up, and the rows of the bytes of
/// a text take a sixth of the first-level cache.
pub(super) struct Table([u8; SIZE]);

const STATES: usize = 64;

/// With a row to spare for states past the last one, so that no look-up is checked.
const SIZE: usize = (STATES << 8) + 256;

/// Absorbing: the text may need a change.
const REJECT: u8 = 0;
/// Before a word, and after a consonant.
const START: u8 = 1;
/// After `g`: an `i` that follows is part of the onset if a vowel comes after it.
const AFTER_G: u8 = 2;
/// After vowels without a tone: any, one `o`, one `u`.
const VOWELS: u8 = 3;
const AFTER_O: u8 = 4;
const AFTER_U: u8 = 5;
/// The number of states above, in which non-ASCII letters are distinguished; each has a row of states for their
/// first bytes.
const OPEN: u8 = 6;
/// After `q`, which an `u` must follow.
const AFTER_Q: u8 = 6;
/// After the toned first vowel: any, `o`, `u`, and the `i` of `gì`.
const TONED: u8 = 7;
const TONED_O: u8 = 8;
const TONED_U: u8 = 9;
const TONED_GI: u8 = 10;
/// After a toned second vowel: `uế`.
const TONED_SECOND: u8 = 11;
/// The same, but only correct if the word continues: `hoàn`, not `hoà`.
const MUST_GO_ON: u8 = 12;
/// After a toned vowel and one more: the word must end.
const MUST_END: u8 = 13;
/// Inside a character that is not a letter: U+0080–00BF, U+2000 and on by its second byte, emoji, and its last
/// byte.
const SIGN_C2: u8 = 14;
const SIGN_E2: u8 = 15;
const SIGN_E2_80: u8 = 16;
const SIGN_E2_81: u8 = 17;
const SIGN_E2_82: u8 = 18;
const SIGN_E2_84: u8 = 19;
const SIGN_LAST: u8 = 20;
const SIGN_F0: u8 = 21;
const SIGN_F0_9F: u8 = 22;
/// The first of the rows of `OPEN - 1` states, one row for each of the [`PREFIXES`].
const LETTERS: u8 = 23;

/// The first bytes of non-ASCII letters: U+00C0–01BF, and U+1E80–1EFF after E1.
const PREFIXES: [&[u8]; 7] = [&[0xC3], &[0xC4], &[0xC5], &[0xC6], &[0xE1], &[0xE1, 0xBA], &[0xE1, 0xBB]];

/// The state inside a letter that started in `state` with the prefix of this index.
const fn inside(state: u8, prefix: u8) -> u8 {
    LETTERS + prefix * (OPEN - 1) + (state - START)
}

static FIRST_VOWEL: Table = Table::new(ToneStyle::FirstVowel);
static SECOND_VOWEL: Table = Table::new(ToneStyle::SecondVowel);
static PRESERVE: Table = Table::new(ToneStyle::Preserve);

/// The automaton for `style`.
pub(super) const fn table(style: ToneStyle) -> &'static Table {
    match style {
        ToneStyle::FirstVowel => &FIRST_VOWEL,
        ToneStyle::SecondVowel => &SECOND_VOWEL,
        ToneStyle::Preserve => &PRESERVE,
    }
}

impl Table {
    const fn new(style: ToneStyle) -> Self {
        let states = Self::states(style);
        let mut table = [REJECT; SIZE];
        let mut place = 0;
        while place < states.len() {
            let (state, byte) = (place >> 8, place & 0xFF);
            table[byte * STATES + state] = states[place];
            place += 1;
        }
        Self(table)
    }

    const fn states(style: ToneStyle) -> [u8; STATES << 8] {
        let mut table = [REJECT; STATES << 8];
        let mut state = START;
        while state <= MUST_END {
            let mut byte = 0;
            while byte < 256 {
                table[(state as usize) << 8 | byte] = Self::first_byte(style, state, low_byte(byte));
                byte += 1;
            }
            state += 1;
        }
        let mut byte = 0x80;
        while byte < 0xC0 {
            let column = byte;
            table[(SIGN_C2 as usize) << 8 | column] = if byte >= 0xA0 && byte != 0xAD { START } else { REJECT };
            table[(SIGN_E2 as usize) << 8 | column] = match byte {
                0x80 => SIGN_E2_80,
                0x81 => SIGN_E2_81,
                0x82 => SIGN_E2_82,
                0x84 => SIGN_E2_84,
                // Arrows; boxes, shapes, dingbats.
                0x86 | 0x94..=0x9E => SIGN_LAST,
                _ => REJECT,
            };
            // Except U+2000 and U+2001, which NFC replaces, and the invisible characters.
            table[(SIGN_E2_80 as usize) << 8 | column] = match byte {
                0x82..=0x8A | 0x90..=0xA9 | 0xAF..=0xBF => START,
                _ => REJECT,
            };
            table[(SIGN_E2_81 as usize) << 8 | column] = if byte <= 0x9F || byte >= 0xB0 { START } else { REJECT };
            table[(SIGN_E2_82 as usize) << 8 | column] = START;
            // ℃, №, ™; NFC replaces the letters among these.
            table[(SIGN_E2_84 as usize) << 8 | column] =
                if matches!(byte, 0x83 | 0x96 | 0xA2) { START } else { REJECT };
            table[(SIGN_LAST as usize) << 8 | column] = START;
            table[(SIGN_F0 as usize) << 8 | column] = if byte == 0x9F { SIGN_F0_9F } else { REJECT };
            table[(SIGN_F0_9F as usize) << 8 | column] = SIGN_LAST;
            let mut state = START;
            while state < OPEN {
                let mut prefix = 0;
                while prefix < PREFIXES.len() {
                    table[(inside(state, low_byte(prefix)) as usize) << 8 | column] =
                        Self::next_byte(style, state, prefix, low_byte(byte));
                    prefix += 1;
                }
                state += 1;
            }
            byte += 1;
        }
        table
    }

    /// The transition for the first byte of a character.
    const fn first_byte(style: ToneStyle, state: u8, byte: u8) -> u8 {
        match byte {
            0x09..=0x0D | 0x20..=0x7F if !byte.is_ascii_alphabetic() => Self::sign(state, START),
            b'a'..=b'z' | b'A'..=b'Z' => Self::letter(style, state, byte as char),
            0xC2 => Self::sign(state, SIGN_C2),
            0xE2 => Self::sign(state, SIGN_E2),
            0xF0 => Self::sign(state, SIGN_F0),
            0xC3..=0xC6 if state < OPEN => inside(state, byte - 0xC3),
            0xE1 if state < OPEN => inside(state, 4),
            _ => REJECT,
        }
    }

    /// If the word may end here, the sign leads to `next`.
    const fn sign(state: u8, next: u8) -> u8 {
        if state == MUST_GO_ON { REJECT } else { next }
    }

    /// The transition for a further byte of a letter.
    const fn next_byte(style: ToneStyle, state: u8, prefix: usize, byte: u8) -> u8 {
        let low = (byte & 0x3F) as u32;
        let code = match prefix {
            0..=3 => to_u32(prefix + 3) << 6 | low,
            4 => {
                return match byte {
                    0xBA => inside(state, 5),
                    0xBB => inside(state, 6),
                    _ => REJECT,
                };
            }
            _ => 0x1E80 + (to_u32(prefix - 5) << 6 | low),
        };
        match char::from_u32(code) {
            // Look-alikes of Đ and Ư.
            Some('\u{D0}' | '\u{F0}' | '\u{189}' | '\u{1A2}' | '\u{1A3}') | None => REJECT,
            Some('×' | '÷') => Self::sign(state, START),
            Some(char) => Self::letter(style, state, char),
        }
    }

    /// The transition for a letter by the tone rules; a letter outside the alphabet is treated as a
    /// consonant.
    const fn letter(style: ToneStyle, state: u8, char: char) -> u8 {
        if matches!(style, ToneStyle::Preserve) {
            return START;
        }
        let second = matches!(style, ToneStyle::SecondVowel);
        let Some(Letter { base, tone, .. }) = Letter::read(char) else {
            return if state >= TONED { REJECT } else { START };
        };
        const A: u8 = Base::A.get();
        const E: u8 = Base::E.get();
        const I: u8 = Base::I.get();
        const O: u8 = Base::O.get();
        const U: u8 = Base::U.get();
        const Y: u8 = Base::Y.get();
        const G: u8 = Base::consonant(b'g').get();
        const Q: u8 = Base::consonant(b'q').get();
        let vowel = base.get();
        if !base.is_vowel() {
            return match (state, vowel) {
                (MUST_END, _) => REJECT,
                (_, G) => AFTER_G,
                (_, Q) => AFTER_Q,
                _ => START,
            };
        }
        let toned = !matches!(tone, Tone::Level);
        match (state, vowel) {
            (START, O) | (AFTER_G, O) | (AFTER_Q, O) if !toned => AFTER_O,
            // The `u` of `qu` and the `i` of `gi` are like consonants.
            (AFTER_Q, U) | (AFTER_G, I) if !toned => START,
            (AFTER_Q, U) => REJECT,
            (START | AFTER_G, U) if !toned => AFTER_U,
            (START | AFTER_G | AFTER_Q | VOWELS | AFTER_O | AFTER_U, _) if !toned => VOWELS,
            (AFTER_G, I) => TONED_GI,
            (START | AFTER_G | AFTER_Q, O) => TONED_O,
            (START | AFTER_G, U) => TONED_U,
            (START | AFTER_G | AFTER_Q, _) => TONED,
            (VOWELS | AFTER_O | AFTER_U, _) if base.is_shaped() => TONED_SECOND,
            (AFTER_O, A | E) | (AFTER_U, Y) => {
                if second {
                    TONED_SECOND
                } else {
                    MUST_GO_ON
                }
            }
            (AFTER_O, O) => TONED_SECOND,
            // A second tone, or a vowel with a vowel mark, which should have had the tone.
            (TONED..=MUST_GO_ON, _) if toned || base.is_shaped() => REJECT,
            (TONED_O, A | E) | (TONED_U, Y) if second => REJECT,
            (TONED_GI, _) => REJECT,
            (TONED..=MUST_GO_ON, _) => MUST_END,
            _ => REJECT,
        }
    }

    /// The state after reading `bytes` from `state`.
    fn run(&self, mut state: u8, bytes: &[u8]) -> u8 {
        for &byte in bytes {
            state = self.step(state, byte);
        }
        state
    }

    /// [`Table::run`] for lanes of one length. A separate function, so that all states and positions stay in
    /// registers.
    #[inline(never)]
    fn run_lanes(&self, states: [u8; LANES], [a, b, c, d, e, f]: [&[u8]; LANES]) -> [u8; LANES] {
        // Whole registers, so that a step is one look-up: the compiler would keep bytes as bytes and widen each before it. The check, which never
        // fails, is what lets it see that no look-up goes past the table.
        let mut states = states.map(usize::from);
        if states.iter().any(|&state| state >= STATES) {
            return [REJECT; LANES];
        }
        for (((a, b), (c, d)), (e, f)) in a.iter().zip(b).zip(c.iter().zip(d)).zip(e.iter().zip(f)) {
            states = [
                self.next(states[0], *a),
                self.next(states[1], *b),
                self.next(states[2], *c),
                self.next(states[3], *d),
                self.next(states[4], *e),
                self.next(states[5], *f),
            ];
        }
        states.map(low_byte)
    }

    fn step(&self, state: u8, byte: u8) -> u8 {
        low_byte(self.next(state.into(), byte))
    }

    #[inline(always)]
    fn next(&self, state: usize, byte: u8) -> usize {
        self.0[usize::from(byte) * STATES + state].into()
    }

    /// Whether `block`, which consists of whole words, is clean.
    fn accepts(&self, block: &[u8]) -> bool {
        if block.len() < LANES * SHORT {
            return self.ends(self.run(START, block));
        }
        // Each lane starts after a space. All run as far as the last one, which is made the longest: that the others run on into the next lane does
        // not change what they find, and a loop for what is left of each would mispredict its end.
        let mut starts = [0; LANES];
        for (lane, start) in starts.iter_mut().enumerate().skip(1) {
            match after_space(block, lane * (block.len() - SPARE) / LANES) {
                Some(at) => *start = at,
                None => return self.ends(self.run(START, block)),
            }
        }
        let [.., last] = starts;
        let length = block.len() - last;
        let (mut states, mut done) = ([START; LANES], 0);
        while done < length {
            let end = length.min(if done == 0 { FIRST_CHECK } else { done + CHECK });
            states = self.run_lanes(states, starts.map(|start| &block[start + done..start + end]));
            // Text in NFD leaves here at the first check.
            if states.contains(&REJECT) {
                return false;
            }
            done = end;
        }
        let [.., state] = states;
        let tails = states.iter().zip(starts).zip(&starts[1..]);
        self.ends(state)
            && tails
                .filter(|((_, start), end)| start + length < **end)
                .all(|((state, start), end)| self.run(*state, &block[start + length..*end]) != REJECT)
    }

    /// Whether a word may end in `state`.
    fn ends(&self, state: u8) -> bool {
        self.step(state, b' ') == START
    }

    /// The ranges of `text` that may need a change; in order, split at spaces. Linear, allocates nothing.
    pub(super) fn doubts<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let (bytes, mut at) = (text.as_bytes(), 0);
        std::iter::from_fn(move || {
            while at < bytes.len() {
                let start = at;
                let from = (at + BLOCK).min(bytes.len());
                at = bytes[from..]
                    .iter()
                    .position(|byte| matches!(byte, b' ' | b'\n'))
                    .map_or(bytes.len(), |space| from + space + 1);
                if !self.accepts(&bytes[start..at]) {
                    return Some(start..at);
                }
            }
            None
        })
    }

    /// Walks through `block`, one of the ranges of [`Table::doubts`], with four interleaved cursors that start in its four quarters, so that
    /// their look-ups overlap. `doubt` is called at each byte that the automaton rejects, and at the end of `block` if no word may end there.
    /// It gets the index of the cursor, where that cursor last started, and the position, and returns where to continue.
    pub(super) fn walk(&self, bytes: &[u8], block: Range<usize>, mut doubt: impl FnMut(usize, usize, usize) -> usize) {
        let mut cursors = [Cursor { began: block.end, at: block.end, end: block.end, state: START }; CURSORS];
        let mut start = block.start;
        for (left, cursor) in cursors.iter_mut().enumerate() {
            let from = start + (block.end - start) / (CURSORS - left);
            let space = bytes[from..block.end].iter().position(|byte| matches!(byte, b' ' | b'\n'));
            let end = space.filter(|_| left + 1 < CURSORS).map_or(block.end, |space| from + space + 1);
            *cursor = Cursor { began: start, at: start, end, state: START };
            start = end;
        }
        let window = |cursor: Cursor| bytes[..cursor.end].get(cursor.at..)?.first_chunk::<STRIDE>();
        while let [Some(a), Some(b), Some(c), Some(d)] = cursors.map(window) {
            let mut states = cursors.map(|cursor| usize::from(cursor.state));
            for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
                let [one, two, three, four] = states;
                states = [self.next(one, *a), self.next(two, *b), self.next(three, *c), self.next(four, *d)];
            }
            let states = states.map(low_byte);
            for (number, (cursor, state)) in cursors.iter_mut().zip(states).enumerate() {
                if state == 0 {
                    self.advance(bytes, number, cursor, &mut doubt);
                } else {
                    (cursor.at, cursor.state) = (cursor.at + STRIDE, state);
                }
            }
        }
        for (number, cursor) in cursors.iter_mut().enumerate() {
            while cursor.at < cursor.end {
                self.advance(bytes, number, cursor, &mut doubt);
            }
            if !self.ends(cursor.state) {
                doubt(number, cursor.began, cursor.end);
            }
        }
    }

    /// Moves `cursor` past its next rejected byte, or to its end.
    fn advance(
        &self,
        bytes: &[u8],
        number: usize,
        cursor: &mut Cursor,
        doubt: &mut impl FnMut(usize, usize, usize) -> usize,
    ) {
        for (at, byte) in (cursor.at..).zip(&bytes[cursor.at..cursor.end]) {
            cursor.state = self.step(cursor.state, *byte);
            if cursor.state == 0 {
                let next = doubt(number, cursor.began, at);
                *cursor = Cursor { began: next, at: next, state: START, ..*cursor };
                return;
            }
        }
        cursor.at = cursor.end;
    }
}

/// A position in a range that is being walked through.
#[derive(Clone, Copy)]
struct Cursor {
    /// Where the automaton started.
    began: usize,
    at: usize,
    end: usize,
    state: u8,
}

/// The number of cursors in a range.
pub(super) const CURSORS: usize = 4;

/// How many bytes each advances between checks; rejection is absorbing, so nothing is missed.
const STRIDE: usize = 8;

const LANES: usize = 6;

/// How much longer the last lane is made.
const SPARE: usize = 16;

/// The position after the first space or line end of the 64 bytes at `from`.
fn after_space(bytes: &[u8], from: usize) -> Option<usize> {
    let window: &[u8; bytes::BLOCK] = bytes.get(from..)?.first_chunk()?;
    let mut flags = [0; bytes::BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(window) {
        *flag = -i8::from((byte == b' ') | (byte == b'\n'));
    }
    let mask = bytes::pack(&flags);
    (mask != 0).then(|| from + mask.trailing_zeros() as usize + 1)
}

/// The shortest lane that is worth splitting off.
const SHORT: usize = 52;

/// Bytes per result: an article or two.
const BLOCK: usize = 4096;

/// Bytes per lane between checks whether the block is rejected already.
const CHECK: usize = 128;

/// The same for the first check, which detects text in NFD early.
const FIRST_CHECK: usize = 16;
