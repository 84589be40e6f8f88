//! Which encoding a document is in.
//!
//! Valid UTF-8 is UTF-8, a byte order mark is believed, and for the rest each page is tried: the text that comes out must be Vietnamese. What
//! tells is the words with letters past ASCII, which must be syllables that news text has; in a wrong page `Néi` or `nµo` is none. Spanish or
//! French have a few such words by chance (`qué`, `là`), so that their share decides, together with the share among the plain words. Tables
//! of letter frequencies were rejected: a headline of four words has too few letters, but seldom fewer than two telling words.

use super::{Encoding, decode};
use crate::{
    lexicon,
    syllable::{Syllable, letter::Letter},
};

/// What [`detect`] found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// The likeliest encoding; [`Encoding::Windows1252`] where the bytes are neither UTF-8 nor a Vietnamese page.
    pub encoding: Encoding,
    /// From 0 to 1: how much of the evidence agrees, and how much there is of it.
    pub confidence: f32,
}

/// How much of a document is read: enough for any verdict.
const SAMPLE: usize = 1 << 16;

/// The pages, the commoner first: where two read the same text out of the same bytes, the first is named.
const PAGES: [Encoding; 5] = [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258, Encoding::Viscii, Encoding::Vps];

/// The commonest telling words of news, a quarter of them all: of two pages that both give syllables, the right one gives these.
const COMMON: [&str; 48] = [
    "bị", "bộ", "chỉ", "chính", "có", "công", "cũng", "của", "để", "đã", "đầu", "đến", "định", "đó", "đồng", "được",
    "hiện", "không", "là", "làm", "lại", "một", "năm", "này", "ngày", "người", "nhà", "nhất", "nhiều", "những", "như",
    "ông", "ở", "phải", "số", "sẽ", "sự", "tại", "thành", "thể", "trên", "tôi", "từ", "và", "vào", "về", "việc", "với",
];

/// The share of telling words that must be syllables, and of plain ones.
const TELLING: f32 = 0.7;
const PLAIN: f32 = 0.5;

/// Detects the encoding of a document. Linear; reads at most 64 KB where the bytes are not UTF-8.
///
/// ```
/// use tinviet::encoding::{Encoding, detect};
/// assert_eq!(detect(b"\xA7\xB6ng \xF1y x\xB7 h\xE9i").encoding, Encoding::Tcvn3);
/// assert_eq!(detect("El niño comió piñas".as_bytes()).encoding, Encoding::Utf8);
/// assert_eq!(detect(b"El ni\xF1o comi\xF3 pi\xF1as").encoding, Encoding::Windows1252);
/// ```
pub fn detect(bytes: &[u8]) -> Detection {
    match bytes {
        [0xFF, 0xFE, ..] => return Detection { encoding: Encoding::Utf16Le, confidence: 1.0 },
        [0xFE, 0xFF, ..] => return Detection { encoding: Encoding::Utf16Be, confidence: 1.0 },
        _ => {}
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    // VISCII and VPS have letters among the control characters: six of them, and fourteen.
    let plain = bytes.is_ascii() && !bytes.iter().any(|byte| matches!(byte, 2..=6 | 0x10..=0x1E));
    if valid && plain {
        return typed(bytes);
    }
    if valid && !bytes.is_ascii() {
        return Detection { encoding: Encoding::Utf8, confidence: 1.0 };
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // A page must make more of the text than it is as it stands: `mí tú té` is as good Vietnamese in any.
    let western = decode(sample, Encoding::Windows1252).map(|page| Evidence::of(&page.text));
    let mut best = (Encoding::Windows1252, western.unwrap_or_default());
    for encoding in PAGES {
        let Ok(page) = decode(sample, encoding) else { continue };
        let mut evidence = Evidence::of(&page.text);
        if matches!(encoding, Encoding::Tcvn3 | Encoding::Vni) {
            // There `à` and `é` are other bytes than in the west, and say as much as `ả`.
            evidence.own = evidence.telling_right;
        }
        if evidence.is_vietnamese() && evidence.weight() > best.1.weight().max(0.0) {
            best = (encoding, evidence);
        }
    }
    let fallback = if valid { Encoding::Utf8 } else { Encoding::Windows1252 };
    match best {
        (Encoding::Windows1252, _) => Detection { encoding: fallback, confidence: 0.0 },
        (encoding, evidence) => Detection { encoding, confidence: evidence.confidence() },
    }
}

/// What the words of a text say.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Words with letters past ASCII, and how many are syllables.
    telling: u32,
    telling_right: u32,
    /// Of those, the ones with a letter that western languages lack.
    own: u32,
    /// And the ones of [`COMMON`].
    common: u32,
    /// Words in small ASCII letters only. Names and abbreviations say little of a language, single letters nothing.
    plain: u32,
    plain_right: u32,
    /// The same of the words that begin with a capital.
    names: u32,
    names_right: u32,
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut out = Self::default();
        // What has digits is a code.
        let words = text.split(is_between).filter(|word| word.chars().all(lexicon::is_letter));
        for word in words.filter(|word| !word.is_empty()) {
            // Any byte is some page's vowel (`«%s»`), and an abbreviation (`ĐH`) is in no list.
            if is_letter(word) && !COMMON.contains(&word) || is_abbreviation(word) {
                continue;
            }
            let right = Syllable::parse(word).is_some_and(Syllable::is_attested) && is_cased(word);
            if !word.is_ascii() {
                out.telling += 1;
                out.telling_right += u32::from(right);
                out.common += u32::from(right && COMMON.contains(&word));
                let has_own = word.chars().any(|char| !char.is_ascii() && !is_western(char));
                out.own += u32::from(right && has_own && !is_letter(word));
            } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                out.plain += 1;
                out.plain_right += u32::from(right);
            } else if word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
                out.names += 1;
                out.names_right += u32::from(right);
            }
        }
        // Signs that nobody writes: a wrong page is full of them.
        out.telling += text
            .chars()
            .filter(|char| matches!(char, '\u{A1}'..='\u{BF}' | '×' | '÷' | 'ˆ' | '˜' | '†' | '‡' | 'ƒ' | '‰'))
            .filter(|char| !matches!(char, '«' | '»' | '°' | '²' | '³' | '½' | '\u{AD}' | '·'))
            .count() as u32;
        out
    }

    fn share(right: u32, all: u32) -> f32 {
        if all == 0 { 1.0 } else { right as f32 / all as f32 }
    }

    fn is_vietnamese(&self) -> bool {
        if self.telling_right == 1 {
            // One word is chance (`på` is `pồ` in another page), unless all around it is Vietnamese too.
            let others = self.plain + self.names;
            return self.own > 0 && self.telling == 1 && others > 0 && others == self.plain_right + self.names_right;
        }
        // Two plain words are too few to speak against, and markup is full of foreign ones; without a letter of their own nothing tells
        // `qué` from Spanish.
        let telling = Self::share(self.telling_right, self.telling);
        let plain = self.plain < 3 || Self::share(self.plain_right, self.plain) >= PLAIN;
        self.own > 0 && telling >= TELLING && (plain || self.telling_right >= 8 && telling >= 0.9)
    }

    /// Right words count for, wrong ones against.
    fn weight(&self) -> f32 {
        (self.telling_right + 2 * self.common) as f32 - 2.0 * (self.telling - self.telling_right) as f32
    }

    fn confidence(&self) -> f32 {
        let agreement =
            Self::share(self.telling_right, self.telling) * 0.8 + Self::share(self.plain_right, self.plain) * 0.2;
        agreement * (1.0 - 0.5f32.powi(self.telling_right.min(30) as i32))
    }
}

/// Whether a character parts words.
fn is_between(char: char) -> bool {
    !lexicon::is_letter(char) && !char.is_numeric()
}

/// Whether the capitals of a word stand as people write them: none, the first, or all.
pub(super) fn is_cased(word: &str) -> bool {
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    upper == 0 || upper == 1 && word.starts_with(char::is_uppercase) || upper == word.chars().count()
}

/// Whether a word is of capitals without a vowel.
fn is_abbreviation(word: &str) -> bool {
    word.chars().all(|char| Letter::read(char).is_some_and(|letter| letter.upper && !letter.base.is_vowel()))
}

/// Whether a word is one letter.
fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Letters that Spanish, German, French and their neighbours have too.
const fn is_western(char: char) -> bool {
    matches!(char, '\u{C0}'..='\u{FF}')
}

/// ASCII: VIQR, or a text without marks of any kind.
fn typed(bytes: &[u8]) -> Detection {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let plain = Detection { encoding: Encoding::Utf8, confidence: 1.0 };
    let Ok(text) = std::str::from_utf8(sample) else { return plain };
    let Ok(read) = decode(sample, Encoding::Viqr) else { return plain };
    let mut evidence = Evidence::of(&read.text);
    evidence.own = evidence.telling_right;
    // A sentence's last `?` or `.` makes letters with a tone out of any language, hardly ever ones with a shape, or inside a syllable.
    let tells = |word: &str| {
        let letters = word.chars().count();
        word.chars().enumerate().any(|(at, char)| match Letter::read(char) {
            Some(letter) if !char.is_ascii() => {
                letter.base.is_shaped() || !letter.base.is_vowel() || letters > 2 && at + 1 < letters
            }
            _ => false,
        }) && !is_letter(word)
            && Syllable::parse(word).is_some_and(Syllable::is_attested)
    };
    let shaped = read.text.split(is_between).filter(|word| tells(word)).count() as u32;
    // Every second word of Vietnamese has such a letter; code has `a^b` and `u+i` now and then.
    let words = text.split_ascii_whitespace().count() as u32;
    if evidence.is_vietnamese() && shaped > 0 && shaped * 8 >= words {
        return Detection { encoding: Encoding::Viqr, confidence: evidence.confidence() };
    }
    plain
}
