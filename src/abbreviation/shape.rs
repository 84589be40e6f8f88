//! Tests on the letters of a word alone: a Roman numeral, a syllable of a headline in capitals.
//!
//! Deliberately coarser than `syllable`: tone and vowel marks are ignored, since a headline may have lost
//! them.

use crate::abbreviation::align::initial;

/// Whether the word can be a Roman numeral.
pub(super) fn is_roman(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Whether a letter carries a tone mark: no letter of a short form does.
pub(super) fn is_toned(letter: char) -> bool {
    let mut toned = false;
    if !letter.is_ascii() {
        unicode_normalization::char::decompose_canonical(letter, |part| {
            toned |= matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        });
    }
    toned
}

/// Whether a word in capitals can be read as a Vietnamese syllable: consonants, vowels, and one of the few endings.
pub(super) fn is_syllable(text: &str) -> bool {
    if text.is_ascii() {
        return are_syllable(text.bytes().map(|byte| char::from(byte.to_ascii_uppercase())));
    }
    are_syllable(text.chars().map(|letter| initial(letter).1))
}

/// The same for letters in capitals without marks.
#[inline]
fn are_syllable(letters: impl Iterator<Item = char>) -> bool {
    let mut letters = letters.peekable();
    let is_vowel = |letter: &char| matches!(letter, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let mut onset = [' '; 4];
    let mut count = 0;
    while let Some(letter) = letters.next_if(|letter| !is_vowel(letter)) {
        if count == 3 {
            return false;
        }
        onset[count] = letter;
        count += 1;
    }
    let onset_fits = match onset[..count] {
        [] => true,
        [one] => "BCDGHKLMNPRSTVX".contains(one) || one == 'Q',
        ['C' | 'K' | 'N' | 'P' | 'T' | 'G', 'H'] | ['T', 'R'] | ['N', 'G'] | ['N', 'G', 'H'] => true,
        _ => false,
    };
    let mut vowels = 0;
    while letters.next_if(is_vowel).is_some() {
        vowels += 1;
    }
    let coda: [Option<char>; 3] = [letters.next(), letters.next(), letters.next()];
    let coda_fits = matches!(
        coda,
        [None, ..]
            | [Some('C' | 'M' | 'N' | 'P' | 'T'), None, _]
            | [Some('C'), Some('H'), None]
            | [Some('N'), Some('G' | 'H'), None]
    );
    onset_fits && (1..=3).contains(&vowels) && coda_fits
}

/// Whether a word of any case can be read so.
pub(super) fn is_vietnamese(text: &str) -> bool {
    if text.is_ascii() { is_syllable(text) } else { is_syllable(&text.to_uppercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_headlines_are_told_from_short_forms() {
        for word in ["TRUNG", "QUANG", "TỈNH", "AN", "TU", "CA", "NGHIÊNG", "UYÊN"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["UBND", "TTXVN", "BTV", "INDEX", "TRUMP", "FBI", "USD"] {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(is_roman("XIII") && is_roman("CC") && !is_roman("CA"));
        assert!(is_toned('Ị') && !is_toned('Đ') && !is_toned('Ư'));
    }
}
