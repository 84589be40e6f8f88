//! Numbers in digits: Vietnamese, English and spaced grouping (`1.234,5`, `1,234.5`, `1 234 567`).
//!
//! A comma before exactly three digits is a decimal mark or a thousands mark; both readings are kept. Groups that no convention allows
//! (`1.5.2017`, `10.12.1`) are not a number, and neither is any part of them; but commas alone may separate the numbers of a list
//! (`5,7,9%`).

use crate::{
    lexicon::{GROUPS, LABELS, NOUNS, NounRole, w},
    number::{Decimal, Number, is_scale},
    segment::{Case, Class, Document, Gap},
    span::Cut as _,
};

/// A number in digits.
pub(super) struct Read {
    pub(super) value: Number,
    pub(super) alternative: Option<Number>,
    /// The token after it.
    pub(super) end: usize,
}

/// Reads the number that starts with the digits at token `index`; if there is none, returns where the scan
/// continues.
pub(super) fn read(doc: &Document<'_>, index: usize) -> (Option<Read>, usize) {
    // After a comma that is not a group separator the list continues.
    let in_list = index >= 2
        && doc.gap_of(index) == Some(Gap::None)
        && doc.is(index - 1, w::COMMA)
        && doc.gap_of(index - 1) == Some(Gap::None)
        && doc.class_of(index - 2) == Some(Class::Digits);
    let end = if in_list { index + 1 } else { grouped(doc, index) };
    if end == index + 1 {
        let (value, end) = spaced(doc, index).unwrap_or_else(|| (value(doc, index), end));
        return (Some(Read { value, alternative: None, end }), end);
    }
    let text = doc.text().cut(doc.span_of(index..end).range());
    match readings(text) {
        Some((value, alternative)) => (Some(Read { value, alternative, end }), end),
        None if !text.contains('.') => {
            (Some(Read { value: value(doc, index), alternative: None, end: index + 1 }), index + 1)
        }
        None => (None, end),
    }
}

/// The end of groups of digits separated by single dots or commas without spaces.
fn grouped(doc: &Document<'_>, index: usize) -> usize {
    let mut end = index + 1;
    while let (Some(mark), Some(next)) = (doc.tokens().get(end), doc.tokens().get(end + 1)) {
        let joins = mark.is_glued()
            && next.is_glued()
            && next.class == Class::Digits
            && matches!(doc.key(end), w::FULL_STOP | w::COMMA);
        if !joins {
            break;
        }
        end += 2;
    }
    end
}

/// `1 234 567`: groups of three after one to three digits. A single further group counts only if it is round hundreds (`12 500`), or
/// between a word that is not a label and a scale or noun (`chi 15 325 tỷ`), since they may be two numbers (`lớp 10 215 em`).
fn spaced(doc: &Document<'_>, index: usize) -> Option<(Number, usize)> {
    let first = doc.text_of(index);
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let is_group = |index: usize| {
        doc.tokens().get(index).is_some_and(|token| token.class == Class::Digits && token.gap == Gap::Space)
            && doc.text_of(index).len() == 3
            && grouped(doc, index) == index + 1
    };
    // Nine groups pass the range of a decimal.
    let end = (index + 1..index + 10).find(|&at| !is_group(at))?;
    let groups = end - index - 1;
    if groups == 0 || groups == 1 && !doc.text_of(index + 1).ends_with("00") && !stands_in_prose(doc, index) {
        return None;
    }
    let digits: String = (index..end).map(|at| doc.text_of(at)).collect();
    Some((parse(&digits), end))
}

/// Whether the two numbers at `index` follow a lower-case word that is not a label and precede a scale or a counted noun, so they are
/// not table cells.
fn stands_in_prose(doc: &Document<'_>, index: usize) -> bool {
    let is_plain =
        |at: usize| doc.tokens().get(at).is_some_and(|token| token.class == Class::Word && token.case == Case::Lower);
    let after_word = doc.gap_of(index) == Some(Gap::Space)
        && index
            .checked_sub(1)
            .is_some_and(|before| is_plain(before) && !LABELS.has(doc.key(before)) && !GROUPS.has(doc.key(before)));
    let next = index + 2;
    after_word
        && is_plain(next)
        && doc.gap_of(next) == Some(Gap::Space)
        && (is_scale(doc.key(next))
            || doc.phrase(&NOUNS, next).is_some_and(|(_, role)| !matches!(role, NounRole::End | NounRole::Deed)))
}

/// The Vietnamese reading of grouped digits, and the English one if it differs and is possible.
pub(super) fn readings(text: &str) -> Option<(Number, Option<Number>)> {
    let whole = |text: &str, mark: u8| {
        let mut groups = text.as_bytes().split(|&byte| byte == mark);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && first.first() != Some(&b'0'))
            && groups.all(|group| group.len() == 3)
    };
    let count = |mark: u8| text.bytes().filter(|&byte| byte == mark).count();
    let plain = |point: u8| with_point(text, point);
    match (count(b'.'), count(b',')) {
        (0, 0) => Some((parse(text), None)),
        (0, 1) => Some((plain(b','), whole(text, b',').then(|| plain(b'.')))),
        (0, _) => whole(text, b',').then(|| (plain(b'.'), None)),
        (1, 0) if !whole(text, b'.') => Some((plain(b'.'), None)),
        (_, 0) => whole(text, b'.').then(|| (plain(b','), None)),
        // Both: the last one is the decimal mark and occurs only once.
        _ => {
            let (drop, point) = if text.rfind('.') > text.rfind(',') { (b',', b'.') } else { (b'.', b',') };
            let (groups, _) = text.split_once(char::from(point))?;
            (count(point) == 1 && whole(groups, drop)).then(|| (plain(point), None))
        }
    }
}

/// The value of grouped digits whose decimal mark, if there is one, is `point`.
fn with_point(text: &str, point: u8) -> Number {
    let (mut value, mut digits, mut places, mut is_after) = (0i64, 0, 0, false);
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
            digits += 1;
            places += u32::from(is_after);
        }
        is_after |= byte == point;
    }
    if digits <= FEW {
        return Decimal::new(value, places).into();
    }
    let is_kept = |byte: &u8| byte.is_ascii_digit() || *byte == point;
    let digits = text.bytes().filter(is_kept).map(|byte| if byte == point { '.' } else { char::from(byte) });
    parse(&digits.collect::<String>())
}

/// Eighteen nines are within the range of an `i64`.
const FEW: usize = 18;

/// The value of the digits of token `index`.
pub(super) fn value(doc: &Document<'_>, index: usize) -> Number {
    doc.short_number(index).map_or_else(|| parse(doc.text_of(index)), |(value, _)| value.into())
}

/// The value of digits with at most one point.
pub(super) fn parse(digits: &str) -> Number {
    if digits.len() <= FEW && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.bytes().fold(0u64, |value, byte| value * 10 + u64::from(byte - b'0')).into();
    }
    match Decimal::from_str_exact(digits) {
        Ok(decimal) => decimal.into(),
        Err(_) => Number::Big(digits.trim_start_matches('0').into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping() {
        for (text, value, alternative) in [
            ("1.234", "1234", None),
            ("1.234.567", "1234567", None),
            ("95.5", "95.5", None),
            ("12,5", "12.5", None),
            ("46,747", "46.747", Some("46747")),
            ("1,234,567", "1234567", None),
            ("1.234,5", "1234.5", None),
            ("1,234.5", "1234.5", None),
            ("0,123", "0.123", None),
            ("06", "6", None),
            ("3.1416", "3.1416", None),
        ] {
            let (got, other) = readings(text).unwrap();
            assert_eq!(
                (got.to_string().as_str(), other.map(|n| n.to_string()).as_deref()),
                (value, alternative),
                "{text}"
            );
        }
        for text in ["1.5.2017", "10.12.1", "5,7,9", "1.23,4,5", "12.34,5"] {
            assert_eq!(readings(text), None, "{text}");
        }
    }
}
