//! The parts of JSON text: strings, counts and other numbers, names.

use std::fmt::{self, Display, Write as _};

use crate::{bytes, narrow, span::Cut as _};

pub(super) fn string(out: &mut String, text: &str) {
    out.push('"');
    inside(out, text);
    out.push('"');
}

/// The inside of a string.
pub(super) fn inside(out: &mut String, text: &str) {
    if text.len() < bytes::BLOCK {
        match text.bytes().fold(false, |any, byte| any | is_escaped(byte)) {
            false => out.push_str(text),
            true => escaped(out, text),
        }
        return;
    }
    let mut places = bytes::Places::new(text.as_bytes(), |byte, _| is_escaped(byte));
    let mut from = 0;
    while let Some(at) = places.next(from) {
        out.push_str(text.cut(from..at));
        escaped(out, text.cut(at..=at));
        from = at + 1;
    }
    out.push_str(text.cut(from..));
}

fn escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            '\0'..' ' => shown(out, format_args!("\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
}

pub(super) fn shown(out: &mut String, value: impl Display) {
    // A `String` takes all that it is given.
    let _ = write!(out, "{value}");
}

/// A number that is none is `null`.
pub(super) fn float(out: &mut String, finite: bool, value: impl fmt::Debug) {
    match finite {
        true => shown(out, format_args!("{value:?}")),
        false => out.push_str("null"),
    }
}

pub(super) fn count(out: &mut String, number: u64) {
    if number < 1000 {
        below_thousand(out, number);
    } else if number < 1_000_000 {
        below_thousand(out, number / 1000);
        out.push_str(three_digits(number % 1000));
    } else {
        shown(out, number);
    }
}

fn below_thousand(out: &mut String, number: u64) {
    let zeros = 2 - usize::from(number >= 10) - usize::from(number >= 100);
    out.push_str(three_digits(number).cut(zeros..));
}

/// The name of a field or a variant, an identifier: nothing in it is escaped.
#[inline]
pub(super) fn name(out: &mut String, name: &'static str) {
    out.push('"');
    out.push_str(name);
    out.push('"');
}

/// The three digits of a number below 1,000.
fn three_digits(number: u64) -> &'static str {
    static DIGITS: [u8; 3000] = {
        let (mut digits, mut number) = ([b'0'; 3000], 0);
        while number < 1000 {
            digits[3 * number] += narrow::low_byte(number / 100);
            digits[3 * number + 1] += narrow::low_byte(number / 10 % 10);
            digits[3 * number + 2] += narrow::low_byte(number % 10);
            number += 1;
        }
        digits
    };
    static TEXT: &str = match str::from_utf8(&DIGITS) {
        Ok(text) => text,
        Err(_) => "",
    };
    let at = 3 * narrow::low_bits(number);
    TEXT.cut(at..at + 3)
}

/// Whether a byte may not stand in a string as it is.
#[inline]
pub(super) const fn is_escaped(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_all_their_digits() {
        for number in (0..2100).chain([9_999, 10_000, 99_099, 100_100, 999_999, 1_000_000, 1_000_001, u64::MAX]) {
            let mut out = String::new();
            count(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }
}
