//! Where a text puts the tones of `hòa`, `ủy`: what is written in follows it.

use crate::{
    bytes::Places,
    normalize::{Normalizer, ToneStyle},
    span::Cut as _,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    FirstVowel,
    SecondVowel,
}

impl Style {
    /// The style of most of the text's syllables that show one; the press's where none does. One pass that looks at the letters past ASCII
    /// beside one of those that a tone may move to.
    pub(super) fn of(text: &str) -> Self {
        let (mut first, mut second) = (0_u32, 0_u32);
        let mut places = Places::new(text.as_bytes(), |byte, next| {
            let (letter, after) = (byte | 0x20, next | 0x20);
            (byte >= 0x80) & ((after == b'a') | (after == b'e') | (after == b'y'))
                | (next >= 0x80) & ((letter == b'o') | (letter == b'u'))
        });
        let mut at = 0;
        while let Some(place) = places.next(at) {
            at = place + 1;
            let (before, after) = (text.cut(..at), text.cut(at..));
            if before.ends_with(|letter: char| letter.is_ascii()) {
                second += u32::from(is_toned_last(before, after));
            } else {
                first += u32::from(is_toned_first(before, after));
            }
        }
        if second > first { Self::SecondVowel } else { Self::FirstVowel }
    }

    /// A long form in this style.
    pub(super) fn applied(self, long: &str) -> String {
        match self {
            Self::FirstVowel => long.to_owned(),
            Self::SecondVowel => Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize(long).text.into_owned(),
        }
    }
}

/// Whether `before` ends with the toned vowel of a syllable and `after` begins with its last: `hò|a`.
fn is_toned_first(before: &str, after: &str) -> bool {
    let mut rest = after.chars();
    let next = rest.next().unwrap_or(' ').to_ascii_lowercase();
    let toned = match before.chars().next_back().map(small) {
        Some('ò' | 'ó' | 'ỏ' | 'õ' | 'ọ') => matches!(next, 'a' | 'e'),
        Some('ù' | 'ú' | 'ủ' | 'ũ' | 'ụ') => next == 'y',
        _ => false,
    };
    toned && rest.next().is_none_or(|letter| !letter.is_alphabetic())
}

/// Whether `after` begins with the last vowel of a syllable, which has the tone, and `before` ends with the one before it: `ho|à`.
fn is_toned_last(before: &str, after: &str) -> bool {
    let (mut said, mut rest) = (before.chars().rev(), after.chars());
    let last = said.next().map(|letter| letter.to_ascii_lowercase());
    let toned = match rest.next().map(small) {
        Some('à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ') => last == Some('o'),
        // `quý` is the same in both.
        Some('ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ') => {
            last == Some('u') && !said.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&'q'))
        }
        _ => false,
    };
    toned && rest.next().is_none_or(|letter| !letter.is_alphabetic())
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_is_that_of_most_syllables_that_show_one() {
        for (text, second) in [
            ("Uỷ ban hoà giải, thoả thuận và quý báu.", true),
            ("Ủy ban hòa giải, thỏa thuận và quý báu.", false),
            ("quý, quỹ, toàn, hoành, thoát", false),
            ("UỶ BAN HOÀ GIẢI", true),
            ("hòa hoà hoà", true),
            ("", false),
        ] {
            assert_eq!(Style::of(text) == Style::SecondVowel, second, "{text}");
        }
    }
}
