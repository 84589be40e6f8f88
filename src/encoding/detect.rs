//! Detects the encoding of a document.
//!
//! Valid UTF-8 is UTF-8, a byte order mark is trusted, zeros at every second byte mean UTF-16, and otherwise each code page is tried: the
//! decoded text must be Vietnamese. The evidence is the words with non-ASCII letters, which must be attested syllables; in a wrong code page
//! `Néi` or `nµo` is not. Spanish or French have a few such words by chance (`qué`, `là`), so their share decides, together with the share of
//! syllables among the ASCII words. Tables of letter frequencies were rejected: a headline of four words has too few letters, but usually at
//! least two non-ASCII words.

use super::{
    Encoding, decode,
    evidence::Evidence,
    page,
    sample::{Sample, is_special, typed_marks},
    utf16,
};
use crate::{
    lexicon,
    syllable::{Syllable, letter::Letter},
};

/// The result of [`detect`].
///
/// ```
/// use tinviet::encoding::{Encoding, detect};
/// let found = detect("Hà Nội".as_bytes());
/// assert_eq!(found.encoding, Encoding::Utf8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// The most likely encoding; [`Encoding::Windows1252`] if the bytes are neither UTF-8 nor a Vietnamese
    /// encoding.
    pub encoding: Encoding,
    /// From 0 to 1: how much of the evidence agrees, and how much there is of it.
    pub confidence: f32,
}

/// How much of a document is examined: enough for any decision.
const SAMPLE: usize = 1 << 16;

/// The code pages, the more common first: if two decode the same bytes to the same text, the first is reported.
const PAGES: [Encoding; 5] = [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258, Encoding::Viscii, Encoding::Vps];

/// Detects the encoding of a document. Linear; of bytes that are not UTF-8, only the first 64 KB are examined closely. [`decode`] accepts the
/// bytes in the encoding that is found.
///
/// ```
/// use tinviet::encoding::{Encoding, detect};
/// assert_eq!(detect(b"\xA7\xB6ng \xF1y x\xB7 h\xE9i").encoding, Encoding::Tcvn3);
/// assert_eq!(detect("El niño comió piñas".as_bytes()).encoding, Encoding::Utf8);
/// assert_eq!(detect(b"El ni\xF1o comi\xF3 pi\xF1as").encoding, Encoding::Windows1252);
/// ```
pub fn detect(bytes: &[u8]) -> Detection {
    let utf16 = match bytes {
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 1.0)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 1.0)),
        _ => unmarked(bytes).map(|encoding| (encoding, 0.9)),
    };
    if let Some((encoding, confidence)) = utf16.filter(|(encoding, _)| utf16::is_valid(bytes, *encoding)) {
        return Detection { encoding, confidence };
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let ascii = bytes.is_ascii();
    if valid && ascii && !bytes.iter().any(|byte| is_special(*byte)) {
        return typed(bytes);
    }
    if valid && !ascii {
        return Detection { encoding: Encoding::Utf8, confidence: 1.0 };
    }
    let sample = Sample::new(&bytes[..bytes.len().min(SAMPLE)]);
    let mut best: Option<(Encoding, Evidence)> = None;
    // The bytes after the sample only have to be valid.
    let after = bytes.get(SAMPLE..).unwrap_or_default();
    for encoding in PAGES.into_iter().filter(|encoding| page::of(*encoding).knows(after)) {
        let least = best.map_or(0, |(_, evidence)| evidence.weight());
        best = sample.vietnamese(encoding, least).map(|evidence| (encoding, evidence)).or(best);
    }
    // A code page must give better Vietnamese than windows-1252: `mí tú té` is equally good in either.
    match best.filter(|(_, evidence)| !sample.western_weighs(evidence.weight())) {
        Some((encoding, evidence)) => Detection { encoding, confidence: evidence.confidence() },
        None if valid => Detection { encoding: Encoding::Utf8, confidence: 0.0 },
        None => Detection { encoding: Encoding::Windows1252, confidence: 0.0 },
    }
}

/// UTF-16 without a byte order mark: three in four characters of a text are below U+0100, so one byte of each pair is zero, which does not
/// occur in other encodings.
fn unmarked(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, rest) = bytes.get(..bytes.len().min(1024))?.as_chunks::<2>();
    let [low, high] = [0, 1].map(|place| pairs.iter().filter(|pair| pair[place] == 0).count());
    let enough = pairs.len() >= 3 && rest.is_empty();
    match (low, high) {
        (0, high) if enough && high * 2 >= pairs.len() => Some(Encoding::Utf16Le),
        (low, 0) if enough && low * 2 >= pairs.len() => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether a character separates words.
fn is_between(char: char) -> bool {
    !lexicon::is_letter(char) && !char.is_numeric()
}

/// Whether a word has plausible letter case: no capitals, only the first, or all.
pub(super) fn is_cased(word: &str) -> bool {
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    upper == 0 || upper == 1 && word.starts_with(char::is_uppercase) || upper == word.chars().count()
}

/// Whether a word is one letter.
fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// ASCII: VIQR, or a text without marks of any kind.
fn typed(bytes: &[u8]) -> Detection {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let plain = Detection { encoding: Encoding::Utf8, confidence: 1.0 };
    // Half of all Vietnamese words have such a letter; source code has `a^b` and `u+i` occasionally.
    let words = sample.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count();
    if typed_marks(sample) * 8 < words {
        return plain;
    }
    let Ok(read) = decode(sample, Encoding::Viqr) else { return plain };
    let evidence = Evidence::of(&read.text).own_all();
    // A `?` or `.` at the end of a sentence gives toned letters in any language, but rarely letters with a vowel mark, or inside a
    // syllable.
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
    let shaped = read.text.split(is_between).filter(|word| tells(word)).count();
    if evidence.is_vietnamese() && shaped > 0 && shaped * 8 >= words {
        return Detection { encoding: Encoding::Viqr, confidence: evidence.confidence() };
    }
    plain
}
