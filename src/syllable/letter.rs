//! Splits Vietnamese letters into base letter, tone and case.
//!
//! Two small tables cover every `char` in constant time; both are computed at compile time from one list, [`VOWELS`], so they are
//! consistent. Unicode's canonical decomposition would need a search per letter and does not distinguish tone marks from vowel marks:
//! `ă` and `á` are both "a with a mark" there.

use crate::narrow::low_byte;

/// The tone of a syllable, named after its mark.
///
/// ```
/// use tinviet::syllable::{Syllable, Tone};
/// assert_eq!(Syllable::parse("mã").unwrap().tone(), Tone::Tilde);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[repr(u8)]
pub enum Tone {
    /// No mark: `ma`.
    #[default]
    Level,
    /// `mà`.
    Grave,
    /// `má`.
    Acute,
    /// `mả`.
    Hook,
    /// `mã`.
    Tilde,
    /// `mạ`.
    DotBelow,
}

impl Tone {
    /// All six, in the order of this list.
    pub const ALL: [Self; 6] = [Self::Level, Self::Grave, Self::Acute, Self::Hook, Self::Tilde, Self::DotBelow];

    pub(crate) const fn from_index(index: u8) -> Self {
        Self::ALL[index as usize % 6]
    }
}

/// The twelve vowel letters in six tones, lower case then upper case.
const VOWELS: [[char; 12]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ', 'A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ', 'Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ', 'Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ', 'E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ', 'Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị', 'I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ', 'O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ', 'Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ', 'Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ', 'U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự', 'Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ', 'Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// The vowel mark of a letter (breve, circumflex, horn).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Breve,
    Circumflex,
    Horn,
}

/// A letter without its tone and case: 1–12 are the vowels in the order of [`VOWELS`], then the consonants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Base(u8);

impl Base {
    pub(crate) const A: Self = Self(1);
    pub(crate) const E: Self = Self(4);
    pub(crate) const I: Self = Self(6);
    pub(crate) const O: Self = Self(7);
    pub(crate) const U: Self = Self(10);
    pub(crate) const Y: Self = Self(12);
    pub(crate) const D_STROKE: Self = Self(13);
    const CONSONANTS: u8 = 14;

    pub(crate) const fn consonant(letter: u8) -> Self {
        Self(Self::CONSONANTS + (letter - b'a'))
    }

    /// 1–39: six bits hold it.
    pub(crate) const fn get(self) -> u8 {
        self.0
    }

    pub(crate) const fn is_vowel(self) -> bool {
        self.0 <= 12
    }

    /// Whether the letter is one of ă â ê ô ơ ư, which attract the tone mark.
    pub(crate) const fn is_shaped(self) -> bool {
        matches!(self.0, 2 | 3 | 5 | 8 | 9 | 11)
    }

    /// The plain vowel, and its vowel mark.
    pub(crate) const fn shape(self) -> (Self, Option<Shape>) {
        match self.0 {
            2 => (Self::A, Some(Shape::Breve)),
            3 => (Self::A, Some(Shape::Circumflex)),
            5 => (Self::E, Some(Shape::Circumflex)),
            8 => (Self::O, Some(Shape::Circumflex)),
            9 => (Self::O, Some(Shape::Horn)),
            11 => (Self::U, Some(Shape::Horn)),
            _ => (self, None),
        }
    }

    /// The plain vowel `self` with `shape`, if the alphabet has that letter.
    pub(crate) const fn with_shape(self, shape: Shape) -> Option<Self> {
        match (self, shape) {
            (Self::A, Shape::Breve) => Some(Self(2)),
            (Self::A, Shape::Circumflex) => Some(Self(3)),
            (Self::E, Shape::Circumflex) => Some(Self(5)),
            (Self::O, Shape::Circumflex) => Some(Self(8)),
            (Self::O, Shape::Horn) => Some(Self(9)),
            (Self::U, Shape::Horn) => Some(Self(11)),
            _ => None,
        }
    }
}

/// A letter of the Vietnamese alphabet, or one of f j w z, which occur in foreign words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) base: Base,
    pub(crate) tone: Tone,
    pub(crate) upper: bool,
}

/// `0` means none; otherwise base, tone and case, packed as [`unpack`] reads them.
const fn pack(base: u8, tone: u8, upper: bool) -> u16 {
    (base as u16) << 4 | (tone as u16) << 1 | upper as u16
}

const fn unpack(packed: u16) -> Option<Letter> {
    if packed == 0 {
        return None;
    }
    Some(Letter {
        base: Base(low_byte(packed as usize >> 4)),
        tone: Tone::from_index((packed >> 1 & 7) as u8),
        upper: packed & 1 != 0,
    })
}

const LOW_END: usize = 0x1B1;
const HIGH_START: usize = 0x1EA0;
const HIGH_END: usize = 0x1EFA;

/// U+0000–01B0, then U+1EA0–1EF9: these ranges contain every letter of the alphabet.
static PACKED: [u16; LOW_END + (HIGH_END - HIGH_START)] = {
    let mut table = [0; LOW_END + (HIGH_END - HIGH_START)];
    let mut letter = b'a';
    while letter <= b'z' {
        table[letter as usize] = pack(Base::consonant(letter).0, 0, false);
        table[letter.to_ascii_uppercase() as usize] = pack(Base::consonant(letter).0, 0, true);
        letter += 1;
    }
    table['đ' as usize] = pack(Base::D_STROKE.0, 0, false);
    table['Đ' as usize] = pack(Base::D_STROKE.0, 0, true);
    let mut vowel = 0;
    while vowel < 12 {
        let mut form = 0;
        while form < 12 {
            let code = VOWELS[vowel][form] as usize;
            let place = if code < LOW_END { code } else { code - HIGH_START + LOW_END };
            table[place] = pack(low_byte(vowel + 1), low_byte(form % 6), form >= 6);
            form += 1;
        }
        vowel += 1;
    }
    table
};

impl Letter {
    /// Splits `letter`; `None` if it is not in the alphabet. Constant time.
    pub(crate) const fn read(letter: char) -> Option<Self> {
        let code = letter as usize;
        if code < LOW_END {
            unpack(PACKED[code])
        } else if code >= HIGH_START && code < HIGH_END {
            unpack(PACKED[code - HIGH_START + LOW_END])
        } else {
            None
        }
    }

    /// The vowel with this index among the 144 of the alphabet, ordered by letter, then case, then tone.
    pub(crate) const fn vowel(index: usize) -> Self {
        let tone = Tone::from_index(low_byte(index % 6));
        Self { base: Base(low_byte(index / 12 % 12 + 1)), tone, upper: index % 12 >= 6 }
    }

    /// The index of a vowel.
    pub(crate) const fn vowel_index(self) -> usize {
        (self.base.0 as usize - 1) * 12 + if self.upper { 6 } else { 0 } + self.tone as usize
    }

    /// The letter as a single `char`; a tone on a consonant is dropped.
    pub(crate) const fn compose(self) -> char {
        let base = self.base.0 as usize;
        if base <= 12 {
            return VOWELS[base - 1][self.tone as usize + if self.upper { 6 } else { 0 }];
        }
        let lower = match self.base {
            Base::D_STROKE => return if self.upper { 'Đ' } else { 'đ' },
            Base(code) => code - Base::CONSONANTS + b'a',
        };
        (if self.upper { lower.to_ascii_uppercase() } else { lower }) as char
    }

    /// Its ASCII base letter: `ệ` to `e`, `Đ` to `D`.
    pub(crate) const fn fold(self) -> u8 {
        let lower = match self.base.shape().0 {
            Base(vowel) if vowel <= 12 => VOWELS[vowel as usize - 1][0] as u8,
            Base::D_STROKE => b'd',
            Base(code) => code - Base::CONSONANTS + b'a',
        };
        if self.upper { lower.to_ascii_uppercase() } else { lower }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_read_back() {
        let mut count = 0;
        for letter in (0..=char::MAX as u32).filter_map(char::from_u32) {
            if let Some(parts) = Letter::read(letter) {
                assert_eq!(parts.compose(), letter);
                assert_eq!(parts.upper, letter.is_uppercase());
                assert_eq!(parts.fold().is_ascii_uppercase(), parts.upper);
                count += 1;
            }
        }
        assert_eq!(count, 144 + 2 + 2 * 20); // vowels, đ, the other consonants of ASCII
    }

    #[test]
    fn shapes_come_off_and_go_on() {
        for row in VOWELS {
            let base = Letter::read(row[0]).unwrap().base;
            assert!(base.is_vowel());
            let (plain, shape) = base.shape();
            assert_eq!(base.is_shaped(), shape.is_some());
            assert_eq!(shape.map_or(Some(plain), |shape| plain.with_shape(shape)), Some(base));
        }
    }
}
