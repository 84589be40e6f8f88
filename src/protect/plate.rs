//! Licence plates: `29A-123.45`, `51F1-9004`, `77C – 105.39`, `52U4 4871`.
//!
//! Two digits of the province, one or two capitals with at most one digit, then four or five digits. Without a hyphen or a
//! dot, five digits need a word for "plate" before them. Source: Circular 79/2024/TT-BCA, annex; older forms by usage.

use super::cursor::{is_inside_word, skip_digits, space, word_before};
use crate::lexicon::{Key, w};
use crate::span::Cut as _;

/// The end of the plate that starts with the digits `start..end`, if there is one.
#[inline]
pub(super) fn at(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if end - start != 2 || bytes[start] == b'0' || is_inside_word(text, start) {
        return None;
    }
    // The series: `29A`, `29A1`, `29-H1`, `59MĐ`.
    let mut series = end;
    if bytes.get(series) == Some(&b'-') {
        series += 1;
    }
    let mut series_end = series;
    while series_end < series + 4
        && (bytes.get(series_end)?.is_ascii_uppercase() || bytes[series_end..].starts_with("Đ".as_bytes()))
    {
        series_end += if bytes[series_end] < 0x80 { 1 } else { 2 };
    }
    if series_end == series {
        return None;
    }
    if bytes.get(series_end)?.is_ascii_digit() {
        series_end += 1;
    }
    let (mark, before) = space(bytes, series_end);
    let (digits, hyphen) = match bytes.get(mark..)? {
        [b'-' | b'.', ..] => (mark + 1, true),
        [0xE2, 0x80, 0x90..=0x93, ..] => (mark + 3, true),
        _ => (mark, false),
    };
    let (digits, after) = if hyphen { space(bytes, digits) } else { (digits, false) };
    if !hyphen && !before {
        return None;
    }
    let mut last = skip_digits(bytes, digits.min(bytes.len()));
    let dotted = last - digits == 3 && bytes.get(last) == Some(&b'.') && skip_digits(bytes, last + 1) == last + 3;
    if dotted {
        last += 3;
    }
    let plain = matches!(last - digits, 4 | 5) && (hyphen && !before && !after || is_named(text, start));
    ((dotted || plain) && !is_inside_word_after(text, last)).then_some(last)
}

fn is_inside_word_after(text: &str, end: usize) -> bool {
    text.cut(end..).starts_with(|next: char| next.is_ascii_alphanumeric())
}

/// Whether `BKS`, `biển số`, `biển kiểm soát` or `xe` comes before the plate.
fn is_named(text: &str, start: usize) -> bool {
    let Some((word, before)) = word_before(text, start) else { return false };
    match Key::of(word) {
        w::bks | w::soát | w::biển | w::xe => true,
        w::số => word_before(text, before).is_some_and(|(word, _)| Key::of(word) == w::biển),
        _ => false,
    }
}
