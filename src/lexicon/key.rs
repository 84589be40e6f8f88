//! Hash keys of words: the key of a word is the same in any letter case and can be computed at compile time.
//!
//! A grammar often asks whether a token is `năm` or `ngày`. Comparing eight bytes answers that without looking at the text, and `const` keys
//! allow `match` arms: `match token.key() { w::năm => …, w::ngày => … }`. The hash takes in sixteen bytes with one multiplication, so a
//! syllable costs only one; a multiplication per byte (FNV) was slower than the rest of the scan.

use std::hash::{BuildHasherDefault, Hasher};

use crate::narrow::{halves, low_byte};

/// A word's 64-bit hash over its lower-cased NFC letters, tone on the first vowel (`HÒA` and `hòa` share a key, `hoà` does not).
///
/// Case folding covers ASCII, Latin-1 and Vietnamese. Two different words collide with a probability of about 1 in 10¹⁹.
///
/// ```
/// use tinviet::Key;
/// assert_eq!(Key::of("HÒA"), Key::of("hòa"));
/// assert_ne!(Key::of("hòa"), Key::of("hoà"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// Not the key of any word; used for tokens that are not words.
    pub const NONE: Self = Self(0);

    /// The key of `word`, which may contain any characters. Linear; usable in constants.
    ///
    /// ```
    /// use tinviet::Key;
    /// const YEAR: Key = Key::of("năm");
    /// assert_eq!(Key::of("NĂM"), YEAR);
    /// ```
    pub const fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes())
    }

    /// The key of the word with these bytes.
    pub(crate) const fn of_bytes(bytes: &[u8]) -> Self {
        let (mut state, mut node) = (State::new(), 0);
        let mut index = 0;
        while index < bytes.len() {
            let step = FOLDED[node | bytes[index] as usize];
            state = state.with(low_byte(step as usize));
            node = (step & NODES) as usize;
            index += 1;
        }
        state.key()
    }

    /// The key of the first word of a phrase, whose words are separated by single spaces, and the rest of the phrase; `None` after the last
    /// word. This is most of the cost of loading a table.
    #[inline]
    pub(crate) fn of_first_word(phrase: &[u8]) -> (Self, Option<&[u8]>) {
        let first = folded_eight(phrase, 0);
        if (1..8).contains(&first.length) {
            return (State::key_of_bytes(first.bytes, 0), phrase.get(first.length + 1..));
        }
        Self::of_long_first_word(phrase, &first)
    }

    #[inline(never)]
    fn of_long_first_word<'p>(phrase: &'p [u8], first: &Folded) -> (Self, Option<&'p [u8]>) {
        if first.length == 8 {
            let second = folded_eight(phrase.get(8..).unwrap_or_default(), first.node);
            if second.length < 8 {
                return (State::key_of_bytes(first.bytes, second.bytes), phrase.get(second.length + 9..));
            }
        }
        let length = phrase.iter().position(|byte| *byte == b' ').unwrap_or(phrase.len());
        (Self::of_bytes(phrase.get(..length).unwrap_or_default()), phrase.get(length + 1..))
    }

    /// The key of a single character without case, of one to four bytes.
    #[inline]
    pub(crate) fn of_mark(bytes: &[u8]) -> Self {
        let number = bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
        State::key_of_bytes(number, 0)
    }

    /// The key that [`get`](Self::get) gave as a number.
    pub(crate) const fn of_number(number: u64) -> Self {
        Self(number)
    }

    /// The raw hash, for tables.
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// The state of the hash: bytes of a lower-cased word, sixteen per step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    hash: u64,
    /// The first eight bytes of the next step, once they are complete.
    low: Option<u64>,
    /// The bytes after them, the first lowest.
    pending: u64,
    /// How many bits of `pending` are in use: less than 64.
    bits: u32,
}

impl State {
    /// Any odd constants with random-looking bits would do; these are from the square roots of 2 and 3.
    const START: u64 = 0x6A09_E667_F3BC_C909;
    const FACTOR: u64 = 0xBB67_AE85_84CA_A73B;

    pub(crate) const fn new() -> Self {
        Self { hash: Self::START, low: None, pending: 0, bits: 0 }
    }

    /// Takes in the next byte of the lower-cased word.
    pub(crate) const fn with(self, byte: u8) -> Self {
        let pending = self.pending | (byte as u64) << self.bits;
        let taken = Self { pending, bits: self.bits + 8, ..self };
        if taken.bits == 64 { taken.emptied() } else { taken }
    }

    /// Takes in eight pending bytes. Few words are that long.
    #[cold]
    const fn emptied(self) -> Self {
        let Self { hash, low, pending, .. } = self;
        match low {
            None => Self { low: Some(pending), pending: 0, bits: 0, ..self },
            Some(low) => Self { hash: Self::step(hash, low, pending), low: None, pending: 0, bits: 0 },
        }
    }

    /// One step takes in sixteen bytes and mixes both halves of the product, so that every output bit depends on every input bit (as in
    /// wyhash by Wang Yi).
    const fn step(hash: u64, low: u64, high: u64) -> u64 {
        let product = (hash ^ low) as u128 * (Self::FACTOR ^ high) as u128;
        let [low, high] = halves(product);
        low ^ high
    }

    /// Takes in the bytes of a code point that is already folded.
    pub(crate) const fn with_letter(self, code: u32) -> Self {
        match code {
            0..0x80 => self.with_bits(code),
            0x80..0x800 => self.with_bits(0xC0 | code >> 6).with_low_bits(code),
            0x800..0x1_0000 => self.with_bits(0xE0 | code >> 12).with_low_bits(code >> 6).with_low_bits(code),
            _ => {
                let state = self.with_bits(0xF0 | code >> 18).with_low_bits(code >> 12);
                state.with_low_bits(code >> 6).with_low_bits(code)
            }
        }
    }

    /// The next byte of UTF-8, in the low bits.
    const fn with_bits(self, byte: u32) -> Self {
        self.with(low_byte(byte as usize))
    }

    /// A further byte of a code point, which has six bits of it.
    const fn with_low_bits(self, code: u32) -> Self {
        self.with_bits(0x80 | code & 0x3F)
    }

    /// The final key; its low and high bits are equally well mixed.
    pub(crate) const fn key(self) -> Key {
        Key(match self.low {
            Some(low) => Self::step(self.hash, low, self.pending),
            None if self.bits == 0 => self.hash,
            None => Self::step(self.hash, self.pending, 0),
        })
    }

    /// The key of a lower-cased word of one to sixteen bytes that is already packed into integers, the first byte lowest, padded with
    /// zeros.
    #[inline]
    pub(crate) const fn key_of_bytes(low: u64, high: u64) -> Key {
        Key(Self::step(Self::START, low, high))
    }
}

/// The lower case of a code point of ASCII, Latin-1 or Vietnamese; any other is unchanged.
pub(crate) const fn fold(code: u32) -> u32 {
    match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => code | 0x20,
        // Ă Đ Ĩ Ũ Ư.
        0x102 | 0x110 | 0x128 | 0x168 | 0x1A0 | 0x1AF => code + 1,
        0x1EA0..=0x1EF9 => code | 1,
        _ => code,
    }
}

/// A hash with its bits mixed by an odd number with random-looking bits, from the golden ratio: of FNV-1a, with which short forms are hashed, the
/// last letters hardly reach the high ones.
pub(crate) const fn mixed(hash: u64) -> u64 {
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Whether a character is a letter. ASCII and Vietnamese need no look-up: in the standard library's table, which is packed for size, a
/// character from U+1E00 up takes 250 instructions.
pub(crate) fn is_letter(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'à'..='ö' | '\u{F8}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
        || letter >= '\u{80}' && letter.is_alphabetic()
}

/// Lower-cases UTF-8 byte by byte, equivalent to [`fold`] on whole letters; gives the new byte and the next state. This works because
/// folding changes neither the length of a letter nor any byte but the last. States: 0, then after the leads C3, C4, C5, C6 and E1,
/// and after E1 BA and E1 BB.
#[expect(clippy::cast_possible_truncation, reason = "places of this table and code points of two bytes")]
pub(crate) static FOLDED: [u16; 8 << NODE] = {
    let mut table = [0; 8 << NODE];
    let mut place = 0;
    while place < table.len() {
        let (node, byte) = (place >> NODE, (place & 0xFF) as u32);
        // The bits of the code point above those of its last byte.
        let high = match node {
            0 if byte < 0x80 => Some(0),
            1..=4 => Some(2 + node as u32),
            6 | 7 => Some(0x74 + node as u32),
            _ => None,
        };
        let next = match (node, byte) {
            (0, 0xC3..=0xC6) => byte as u16 - 0xC2,
            (0, 0xE1) => 5,
            (5, 0xBA | 0xBB) => byte as u16 - 0xB4,
            _ => 0,
        };
        let folded = match high {
            Some(0) => fold(byte),
            Some(high) => 0x80 | fold(high << 6 | byte & 0x3F) & 0x3F,
            None => byte,
        };
        table[place] = folded as u16 | next << NODE;
        place += 1;
    }
    table
};

/// Up to eight bytes, lower-cased and packed, the first lowest.
struct Folded {
    bytes: u64,
    length: usize,
    /// The state of [`FOLDED`] after them.
    node: usize,
}

/// The bytes of `text` before its first space, eight at most.
#[inline]
fn folded_eight(text: &[u8], node: usize) -> Folded {
    let near = text.get(..8).unwrap_or(text);
    let mut folded = Folded { bytes: 0, length: 0, node };
    for &byte in near.iter().take_while(|byte| **byte != b' ') {
        let step = FOLDED[folded.node | usize::from(byte)];
        folded.bytes |= u64::from(step & 0xFF) << (8 * folded.length);
        folded.node = usize::from(step & NODES);
        folded.length += 1;
    }
    folded
}

/// The position of the state in an entry of [`FOLDED`]; bits 11 to 15 are unused.
pub(crate) const NODE: u32 = 8;
pub(crate) const NODES: u16 = 7 << NODE;

/// A pass-through hasher for tables whose keys are already hashes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let number = eight.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
            self.0 = State::step(self.0, number, 0);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A table keyed by another hash, such as that of a short form's letters.
pub(crate) type HashedMap<T> = std::collections::HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_does_not_matter() {
        for word in ["Đường", "ỦY", "ƯU", "Ĩ", "Ũ", "Ơn", "ẠẶẤỀỆỊỌỖỘỢỤỪỮỲỸỴ", "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ", "Nghiêng", "usd"]
        {
            assert_eq!(Key::of(word), Key::of(&word.to_lowercase()), "{word}");
            assert_eq!(Key::of(word), Key::of(&word.to_uppercase()), "{word}");
        }
        assert_ne!(Key::of("nam"), Key::of("năm"));
        assert_ne!(Key::of("×"), Key::of("÷"));
        assert_ne!(Key::of("€"), Key::of("🏅"));
    }

    #[test]
    fn every_letter_is_one_and_folds_by_bytes_as_by_code_point() {
        for letter in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let key = State::new().with_letter(fold(letter.into())).key();
            assert_eq!(Key::of(letter.encode_utf8(&mut bytes)), key, "{letter:?}");
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
        }
    }

    #[test]
    fn the_words_of_a_phrase_have_their_own_keys() {
        let letters = "Đưỡngàẵẽỳabcdefgh";
        let lengths =
            letters.char_indices().flat_map(|(to, _)| [letters[..to].to_owned(), format!("{} Ủy", &letters[..to])]);
        let phrases = ["", "Ủy", "Ủy ban", "chủ tịch UBND tỉnh Đắk Lắk – 2", " hai  dấu cách "].map(str::to_owned);
        for phrase in lengths.chain(phrases) {
            let (mut keys, mut rest) = (Vec::new(), Some(phrase.as_bytes()));
            while let Some(words) = rest {
                let (key, after) = Key::of_first_word(words);
                keys.push(key);
                rest = after;
            }
            assert_eq!(keys, phrase.split(' ').map(Key::of).collect::<Vec<_>>(), "{phrase:?}");
        }
    }
}
