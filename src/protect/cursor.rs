//! Small scanning functions shared by the kinds of shapes.

use crate::lexicon::is_letter;
use crate::span::Cut as _;

/// The end of the digits at `at`.
pub(super) fn skip_digits(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The length in bytes of the letters (with combining marks) at the start of `text`, and how many are upper and
/// lower case.
pub(super) fn letters(text: &str) -> (usize, usize, usize) {
    let (mut end, mut upper, mut lower) = (0, 0, 0);
    for (at, letter) in text.char_indices() {
        if letter.is_uppercase() {
            upper += 1;
        } else if is_letter(letter) {
            lower += 1;
        } else if !matches!(letter, '\u{300}'..='\u{36F}') {
            break;
        }
        end = at + letter.len_utf8();
        if upper + lower > 16 {
            break;
        }
    }
    (end, upper, lower)
}

/// Whether the character before `at` is a letter, a digit or `_`: then no shape starts there.
pub(super) fn is_inside_word(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at].last() {
        Some(byte @ ..0x80) => byte.is_ascii_alphanumeric() || *byte == b'_',
        Some(_) => text.cut(..at).chars().next_back().is_some_and(char::is_alphanumeric),
        None => false,
    }
}

/// The last word before `at`, skipping at most three spaces and one colon, and its start; at most eight letters.
pub(super) fn word_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut end = at;
    for _ in 0..4 {
        match text.cut(..end).chars().next_back()? {
            ' ' | '\u{A0}' | ':' => end = text.cut(..end).char_indices().next_back()?.0,
            _ => break,
        }
    }
    let mut start = end;
    for (index, letter) in text.cut(..end).char_indices().rev().take(8) {
        if !is_letter(letter) {
            break;
        }
        start = index;
    }
    (start < end).then(|| (text.cut(start..end), start))
}

/// The position after an optional space at `at`, and whether there is one.
pub(super) fn space(bytes: &[u8], at: usize) -> (usize, bool) {
    match bytes.get(at..) {
        Some([b' ', ..]) => (at + 1, true),
        Some([0xC2, 0xA0, ..]) => (at + 2, true),
        _ => (at, false),
    }
}
