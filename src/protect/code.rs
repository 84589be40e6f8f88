//! Identifying codes: fishing boats (`BĐ 99909-TS`, `QNg-96789 TS`), `MT-03`, `PC67`, `AGM-114A`.
//!
//! Only unambiguous ones: capitals with at least two digits after them. Short forms and names with a number (`U-23`,
//! `COVID-19`, `QL1A`, `KP5`, `G20`), years (`SN1980`), currencies and measures are left to other layers.

use super::cursor::{is_inside_word, letters, skip_digits, space};
use crate::lexicon::{Key, fold, is_letter, w};
use crate::span::Cut as _;

/// The code whose first digits are at `digits`, if there is one; its capitals start at `from` or later.
#[inline]
pub(super) fn around(text: &str, from: usize, digits: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let end = match bytes[from..digits] {
        [.., b'-' | b' '] => digits - 1,
        [.., 0xC2, 0xA0] => digits - 2,
        _ => digits,
    };
    let start = capitals_before(text, from, end)?;
    let code = boat(text, start, end).or_else(|| model(text, start, end))?;
    Some((start, code))
}

/// The start of the word that ends at `end`, if it has at most eight bytes and starts with a capital.
fn capitals_before(text: &str, from: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // The cheapest test first: most digits follow a lower-case word and a space. `QNg` is the code of a
    // province.
    let may_end = match bytes[from..end].last()? {
        b'A'..=b'Z' | b'g' => true,
        0x80.. => text.cut(from..end).chars().next_back().map(u32::from).is_some_and(|last| fold(last) != last),
        _ => false,
    };
    if !may_end {
        return None;
    }
    let letters = text.cut(from..end).char_indices().rev().take_while(|(_, letter)| is_letter(*letter));
    let (start, first) = letters.take(9).last()?;
    let start = from + start;
    (first.is_uppercase() && end - start <= 8 && !is_inside_word(text, start)).then_some(start)
}

/// `BĐ 99909-TS`: the province, four to six digits, `TS` for fishery (Circular 23/2018/TT-BNNPTNT, article 10).
fn boat(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (_, upper, _) = letters(text.cut(start..end));
    if !(1..=3).contains(&upper) {
        return None;
    }
    let (mut digits, spaced) = space(bytes, end);
    if !spaced && bytes.get(digits) == Some(&b'-') {
        digits += 1;
    }
    let last = skip_digits(bytes, digits.min(bytes.len()));
    if !(4..=6).contains(&(last - digits)) {
        return None;
    }
    let (mut sign, _) = space(bytes, last);
    if bytes.get(sign) == Some(&b'-') {
        (sign, _) = space(bytes, sign + 1);
    }
    let is_boat =
        sign > last && text.cut(sign..).starts_with("TS") && !text.cut(sign + 2..).starts_with(char::is_alphanumeric);
    is_boat.then_some(sign + 2)
}

/// `PC67`, `MT-03`, `AGM-114A`, `USF41L-AEZGHW`.
fn model(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (_, upper, lower) = letters(text.cut(start..end));
    if !(2..=4).contains(&upper) || lower > 0 || is_word(Key::of(text.cut(start..end))) {
        return None;
    }
    let hyphen = bytes.get(end) == Some(&b'-');
    let digits = end + usize::from(hyphen);
    let last = skip_digits(bytes, digits.min(bytes.len()));
    let number = text.cut(digits..last);
    let is_code = match number.len() {
        2 => !hyphen || number.starts_with('0'),
        3 | 5 | 6 => true,
        4 => !("1900".."2100").contains(&number),
        _ => false,
    };
    if !is_code {
        return None;
    }
    // Letters and digits right after it, and more after a hyphen.
    let mut tail = last;
    for &byte in bytes[last..].iter().take(16) {
        if !(byte.is_ascii_alphanumeric() || byte == b'-' && bytes.get(tail + 1).is_some_and(u8::is_ascii_uppercase)) {
            break;
        }
        tail += 1;
    }
    let cut = text.cut(tail..).starts_with(|next: char| next.is_alphanumeric() || matches!(next, '%' | '/'))
        || matches!(bytes[tail..], [b'.' | b',', b'0'..=b'9', ..]);
    (!cut).then_some(tail)
}

/// Whether a number after the letters is a separate fact, or the letters are a short form.
fn is_word(key: Key) -> bool {
    matches!(
        key,
        w::usd
            | w::vnd
            | w::vnđ
            | w::eur
            | w::gbp
            | w::inr
            | w::jpy
            | w::cny
            | w::ndt
            | w::aud
            | w::sgd
            | w::hkd
            | w::thb
            | w::krw
            | w::ql
            | w::tl
            | w::hl
            | w::đt
            | w::đh
            | w::kp
            | w::tp
            | w::tt
            | w::tx
            | w::tk
            | w::top
            | w::km
            | w::lô
            | w::ts
            | w::thứ
            | w::năm
            | w::sn
    )
}
