//! A word in one pass over its bytes: its end, its key and its letter case together.

use crate::{
    lexicon::{Key, State, fold},
    segment::token::Case,
};

/// Reads the letters and combining marks from byte `at` on, at most to `limit`: where they end, their key, and their case.
/// `at` is a character boundary and begins a letter.
pub(super) fn read(text: &str, mut at: usize, limit: usize) -> (usize, Key, Case) {
    let bytes = text.as_bytes();
    let mut state = State::new();
    let (mut upper, mut lower) = (0u32, 0u32);
    let begins_upper;
    (at, state, begins_upper) = match letter(text, bytes, at) {
        Some(first) => (at + first.width, state.with(first.folded), first.upper),
        None => return (at, Key::NONE, Case::None),
    };
    upper += u32::from(begins_upper);
    let begins_lower = !begins_upper;
    while at < limit {
        let Some(next) = letter(text, bytes, at) else { break };
        state = state.with(next.folded);
        upper += u32::from(next.upper);
        lower += u32::from(!next.upper);
        at += next.width;
    }
    let case = match (begins_lower, upper, lower) {
        (true, 0, _) => Case::Lower,
        (_, _, 0) => Case::Upper,
        (false, 1, _) => Case::Title,
        _ => Case::Mixed,
    };
    (at, state.key(), case)
}

struct Letter {
    folded: u32,
    upper: bool,
    width: usize,
}

/// The letter or combining mark at byte `at`. The branches are in the order of their frequency in Vietnamese.
#[inline]
fn letter(text: &str, bytes: &[u8], at: usize) -> Option<Letter> {
    let byte = *bytes.get(at)?;
    if byte < 0x80 {
        let folded = byte | 0x20;
        return folded.is_ascii_lowercase().then_some(Letter {
            folded: folded.into(),
            upper: byte & 0x20 == 0,
            width: 1,
        });
    }
    let second = u32::from(*bytes.get(at + 1)? & 0x3F);
    match byte {
        // U+1E80–1EFF, all letters.
        0xE1 if matches!(bytes[at + 1], 0xBA | 0xBB) => {
            let code = 0x1000 | second << 6 | u32::from(*bytes.get(at + 2)? & 0x3F);
            Some(Letter { folded: fold(code), upper: code & 1 == 0, width: 3 })
        }
        // U+00C0–01BF, all letters but × and ÷.
        0xC3..=0xC6 => {
            let code = u32::from(byte & 0x1F) << 6 | second;
            let folded = fold(code);
            // Of Latin Extended-A, only the Vietnamese letters fold; the case of the rest is the table's.
            let upper = folded != code || code > 0xFF && char::from_u32(code).is_some_and(char::is_uppercase);
            (!matches!(code, 0xD7 | 0xF7)).then_some(Letter { folded, upper, width: 2 })
        }
        _ => {
            let other = text.get(at..)?.chars().next()?;
            let joins = other.is_alphabetic() || matches!(other, '\u{300}'..='\u{36F}');
            joins.then(|| Letter { folded: other.into(), upper: other.is_uppercase(), width: other.len_utf8() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_slow_twin() {
        for word in [
            "nghiêng",
            "UBND",
            "Ủy",
            "Đ",
            "đ",
            "ThS",
            "iPhone",
            "ĐẢNG",
            "ọc",
            "Ăn",
            "ườn",
            "Łódź",
            "Москва",
            "e\u{301}m",
            "ß",
            "Ơ",
        ] {
            let (end, key, case) = read(word, 0, word.len());
            assert_eq!((end, key), (word.len(), Key::of(word)), "{word}");
            let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
            let lower = word.chars().count() - upper;
            let want = match (word.starts_with(char::is_uppercase), upper, lower) {
                (false, 0, _) => Case::Lower,
                (_, _, 0) => Case::Upper,
                (true, 1, _) => Case::Title,
                _ => Case::Mixed,
            };
            assert_eq!(case, want, "{word}");
        }
        for (text, end) in [("năm2", 4), ("a×b", 1), ("m²", 1), ("Đ/c", 2)] {
            assert_eq!(read(text, 0, text.len()).0, end, "{text}");
        }
    }
}
