//! Collects evidence from the words of a text about its language.
//!
//! Each character is looked up once, and each word is classified at its end by the bits of [`Packed`]: no word becomes a string. The evidence
//! is the words with non-ASCII letters ("telling" words), which must be attested syllables.

use std::sync::LazyLock;

use crate::{
    lexicon,
    narrow::low_bits,
    syllable::{MAX_LETTERS, Packed, PackedLetter, letter::Letter},
};

/// The most frequent telling words of news, a quarter of all occurrences: of two code pages that both give syllables, the right
/// one gives these.
const COMMON: [&str; 48] = [
    "bị", "bộ", "chỉ", "chính", "có", "công", "cũng", "của", "để", "đã", "đầu", "đến", "định", "đó", "đồng", "được",
    "hiện", "không", "là", "làm", "lại", "một", "năm", "này", "ngày", "người", "nhà", "nhất", "nhiều", "những", "như",
    "ông", "ở", "phải", "số", "sẽ", "sự", "tại", "thành", "thể", "trên", "tôi", "từ", "và", "vào", "về", "việc", "với",
];

/// The required share of syllables among telling words, in tenths.
const TELLING: u64 = 7;
/// The required share among plain words.
const PLAIN: f32 = 0.5;

/// Counts of the words of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Words with non-ASCII letters, and how many are syllables.
    telling: u32,
    telling_right: u32,
    /// Of these, the ones with a letter that western languages lack.
    own: u32,
    /// And the ones of [`COMMON`].
    common: u32,
    /// Words in lower-case ASCII. Names and abbreviations say little about a language, single letters nothing.
    plain: u32,
    plain_right: u32,
    /// The same for words that start with a capital.
    names: u32,
    names_right: u32,
}

impl Evidence {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let mut out = Self::default();
        out.read(text);
        out
    }

    pub(super) fn read(&mut self, text: &str) {
        let mut word = Word::default();
        for char in text.chars() {
            word.take(Sight::of(char), self);
        }
        word.end(self);
    }

    /// Counts every non-ASCII syllable as one that no western language has.
    pub(super) const fn own_all(mut self) -> Self {
        self.own = self.telling_right;
        self
    }

    pub(super) fn is_vietnamese(&self) -> bool {
        if self.telling_right == 1 {
            // A single word may be chance (`på` is `pồ` in another code page), unless everything around it is Vietnamese too.
            let others = self.plain + self.names;
            return self.own > 0 && self.telling == 1 && others > 0 && others == self.plain_right + self.names_right;
        }
        // Two plain words are too few as counter-evidence, and markup is full of foreign words. Without a letter that only Vietnamese
        // has, `qué` may be Spanish.
        let plain = self.plain < 3 || share(self.plain_right, self.plain) >= PLAIN;
        let telling = share(self.telling_right, self.telling);
        self.own > 0 && self.can_be_vietnamese(0) && (plain || self.telling_right >= 8 && telling >= 0.9)
    }

    /// Whether more than one telling word is a syllable.
    pub(super) const fn has_several(&self) -> bool {
        self.telling_right > 1
    }

    /// Whether there are telling words, all of them syllables.
    pub(super) const fn is_right(&self) -> bool {
        self.telling > 0 && self.telling == self.telling_right
    }

    /// Whether enough of the telling words are syllables if `more` right ones come.
    pub(super) fn can_be_vietnamese(&self, more: u32) -> bool {
        10 * (u64::from(self.telling_right) + u64::from(more)) >= TELLING * (u64::from(self.telling) + u64::from(more))
    }

    /// Syllables count for, other words against.
    pub(super) fn weight(&self) -> i64 {
        let wrong = self.telling - self.telling_right;
        i64::from(self.telling_right) + 2 * i64::from(self.common) - 2 * i64::from(wrong)
    }

    pub(super) fn confidence(&self) -> f32 {
        let agreement = share(self.telling_right, self.telling) * 0.8 + share(self.plain_right, self.plain) * 0.2;
        agreement * (1.0 - 0.5f32.powi(self.telling_right.min(30) as i32))
    }
}

fn share(right: u32, all: u32) -> f32 {
    if all == 0 { 1.0 } else { right as f32 / all as f32 }
}

/// The class of a character for reading words.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// What it adds to the counts of its word.
    counts: u64,
    letter: PackedLetter,
    /// The bits below.
    about: u8,
}

/// The counts of a word packed into one number: characters, capitals, and capital consonants, each less than a million in a sample.
const CHARACTER: u64 = 1;
const CAPITAL: u64 = 1 << COUNT;
const INITIAL: u64 = 1 << (2 * COUNT);
const COUNT: u32 = 20;

/// Part of a word.
const IN_WORD: u8 = 1;
/// A digit or similar. A word with digits is a code.
const NUMERIC: u8 = 2;
/// An unusual symbol; a wrong code page gives many of them.
const ODD: u8 = 4;
const PAST_ASCII: u8 = 8;
/// A letter that Spanish, German, French and similar languages lack.
const OWN: u8 = 16;
/// A letter that is not in the Vietnamese alphabet.
const FOREIGN: u8 = 32;
const UPPER: u8 = 64;

impl Sight {
    pub(super) const BETWEEN: Self = Self { counts: 0, letter: PackedLetter::NONE, about: 0 };

    pub(super) fn of(char: char) -> Self {
        let past = if char.is_ascii() { 0 } else { PAST_ASCII };
        let own = if matches!(char, '\0'..='\u{7F}' | '\u{C0}'..='\u{FF}') { 0 } else { OWN };
        if let Some(letter) = Letter::read(char) {
            let counts = match (letter.upper, letter.base.is_vowel()) {
                (false, _) => CHARACTER,
                (true, true) => CHARACTER + CAPITAL,
                (true, false) => CHARACTER + CAPITAL + INITIAL,
            };
            let upper = if letter.upper { UPPER } else { 0 };
            return Self { counts, letter: PackedLetter::new(letter), about: IN_WORD | past | own | upper };
        }
        let in_word = if lexicon::is_letter(char) { IN_WORD | FOREIGN } else { 0 };
        let numeric = if char.is_numeric() { IN_WORD | NUMERIC } else { 0 };
        let odd = if is_odd(char) { ODD } else { 0 };
        Self { counts: CHARACTER, letter: PackedLetter::NONE, about: in_word | numeric | past | own | odd }
    }
}

const fn is_odd(char: char) -> bool {
    match char {
        '«' | '»' | '°' | '²' | '³' | '½' | '\u{AD}' | '·' => false,
        '\u{A1}'..='\u{BF}' | '×' | '÷' | 'ˆ' | '˜' | '†' | '‡' | 'ƒ' | '‰' => true,
        _ => false,
    }
}

/// The word being read.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    letters: Packed,
    counts: u64,
    /// The combined classes of its characters, and the class of the first.
    about: u8,
    first: u8,
}

impl Word {
    /// Takes the next character: a letter continues the word, anything else ends it.
    #[inline]
    pub(super) fn take(&mut self, sight: Sight, out: &mut Evidence) {
        out.telling += u32::from(sight.about & ODD != 0);
        if sight.about & IN_WORD == 0 {
            self.end(out);
            return;
        }
        self.first = if self.counts == 0 { sight.about } else { self.first };
        self.about |= sight.about;
        self.counts += sight.counts;
        self.letters.push(sight.letter);
    }

    /// Classifies the word, if there is one, and starts another.
    #[inline]
    pub(super) fn end(&mut self, out: &mut Evidence) {
        if self.counts > 0 {
            if self.about & NUMERIC == 0 {
                self.judge(out);
            }
            *self = Self::default();
        }
    }

    fn judge(&self, out: &mut Evidence) {
        let count = |at: u32| low_bits(self.counts >> (at * COUNT)) & ((1 << COUNT) - 1);
        let (length, capitals, initials) = (count(0), count(1), count(2));
        let is_letter = length == 1;
        let is_common =
            || self.about & FOREIGN == 0 && capitals == 0 && length <= MAX_LETTERS && is_common(self.letters.key());
        // Any byte is a vowel in some code page (`«%s»`), and an abbreviation (`ĐH`) is not in a list of syllables.
        if is_letter && !is_common() || initials == length {
            return;
        }
        // A word that is neither telling nor plain nor a name (`iPhone`) is not counted.
        let (is_plain, is_name) = (capitals == 0, capitals == 1 && self.first & UPPER != 0);
        let is_telling = self.about & PAST_ASCII != 0;
        if !(is_telling || is_plain || is_name) {
            return;
        }
        let is_cased = is_plain || is_name || capitals == length;
        let right = self.about & FOREIGN == 0 && is_cased && self.letters.is_attested(length);
        if is_telling {
            out.telling += 1;
            if right {
                out.telling_right += 1;
                out.common += u32::from(is_common());
                out.own += u32::from(self.about & OWN != 0 && !is_letter);
            }
        } else if is_plain {
            out.plain += 1;
            out.plain_right += u32::from(right);
        } else {
            out.names += 1;
            out.names_right += u32::from(right);
        }
    }
}

/// Whether the word with this key is one of [`COMMON`].
fn is_common(key: u64) -> bool {
    static KEYS: LazyLock<[u64; COMMON.len()]> = LazyLock::new(|| {
        let mut keys = COMMON.map(key_of);
        keys.sort_unstable();
        keys
    });
    KEYS.binary_search(&key).is_ok()
}

fn key_of(word: &str) -> u64 {
    let mut letters = Packed::default();
    word.chars().filter_map(Letter::read).for_each(|letter| letters.push(PackedLetter::new(letter)));
    letters.key()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{encoding::detect::is_cased, syllable::Syllable};

    /// A reference implementation with strings.
    pub(in crate::encoding) fn slow(text: &str) -> Evidence {
        let mut out = Evidence::default();
        let is_letter = |word: &str| word.chars().nth(1).is_none();
        let is_abbreviation = |word: &str| {
            word.chars().all(|char| Letter::read(char).is_some_and(|letter| letter.upper && !letter.base.is_vowel()))
        };
        let words = text.split(|char| !lexicon::is_letter(char) && !char.is_numeric());
        for word in words.filter(|word| !word.is_empty() && word.chars().all(lexicon::is_letter)) {
            if is_letter(word) && !COMMON.contains(&word) || is_abbreviation(word) {
                continue;
            }
            let right = Syllable::parse(word).is_some_and(Syllable::is_attested) && is_cased(word);
            if !word.is_ascii() {
                out.telling += 1;
                out.telling_right += u32::from(right);
                out.common += u32::from(right && COMMON.contains(&word));
                let has_own = word.chars().any(|char| !char.is_ascii() && !matches!(char, '\u{C0}'..='\u{FF}'));
                out.own += u32::from(right && has_own && !is_letter(word));
            } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                out.plain += 1;
                out.plain_right += u32::from(right);
            } else if word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
                out.names += 1;
                out.names_right += u32::from(right);
            }
        }
        out.telling += text.chars().map(|char| u32::from(is_odd(char))).sum::<u32>();
        out
    }

    #[test]
    fn common_words_are_syllables() {
        for word in COMMON {
            assert!(Syllable::parse(word).is_some_and(Syllable::is_attested), "{word}");
            assert!(is_common(key_of(word)), "{word}");
        }
        assert!(!is_common(key_of("a")));
    }
}
