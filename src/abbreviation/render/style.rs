//! Where a text puts the tones of `hòa`, `ủy`: what is written in follows it.

use crate::normalize::{Normalizer, ToneStyle};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    FirstVowel,
    SecondVowel,
}

impl Style {
    /// The style of most of the text's syllables that show one; the press's where none does. One pass that looks at the letters with tones.
    pub(super) fn of(text: &str) -> Self {
        let (mut first, mut second) = (0_u32, 0_u32);
        let (mut before, mut last) = (' ', ' ');
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            if !letter.is_ascii() {
                let next = letters.peek().copied().unwrap_or(' ').to_ascii_lowercase();
                let ends = !next.is_alphabetic();
                match small(letter) {
                    'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' if matches!(next, 'a' | 'e') => {
                        first += u32::from(is_end(&letters))
                    }
                    'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' if next == 'y' => first += u32::from(is_end(&letters)),
                    'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' if ends && small(last) == 'o' => {
                        second += 1
                    }
                    // `quý` is the same in both.
                    'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' if ends && small(last) == 'u' && small(before) != 'q' => {
                        second += 1
                    }
                    _ => {}
                }
            }
            (before, last) = (last, letter);
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

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Whether the word ends after the next letter.
fn is_end(letters: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut rest = letters.clone();
    rest.next();
    rest.next().is_none_or(|letter| !letter.is_alphabetic())
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
