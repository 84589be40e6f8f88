//! Numbers in digits: Vietnamese and English grouping, and a scale word behind them (`1,5 tỷ`, `200 nghìn`).

use crate::{
    number::{Decimal, Form, Number, Numeral, words},
    segment::{Class, Document},
    span::Span,
};

/// Reads the number that begins with the digits at token `index`.
pub(super) fn read(doc: &Document<'_>, index: usize) -> Numeral {
    let mut end = index + 1;
    // Groups of digits parted by single dots or commas with nothing between.
    while let (Some(mark), Some(next)) = (doc.tokens().get(end), doc.tokens().get(end + 1)) {
        let joins =
            mark.is_glued() && next.is_glued() && next.class == Class::Digits && matches!(doc.text_of(end), "." | ",");
        if !joins {
            break;
        }
        end += 2;
    }
    let text = &doc.text()[doc.span_of(index..end).range()];
    let (value, alternative) = readings(text);
    let mut numeral = Numeral {
        tokens: index..end,
        span: doc.span_of(index..end),
        value,
        high: None,
        alternative,
        form: Form::Digits,
    };
    if let Some((after, scale)) = words::scale_at(doc, end) {
        // A decimal comma before a scale: `46,747 triệu`.
        if let Some(scaled) = numeral.value.decimal().and_then(|value| value.checked_mul(scale)) {
            numeral.tokens.end = after;
            numeral.span = Span::new(numeral.span.start, doc.span_of(index..after).end);
            numeral.value = scaled.into();
            numeral.alternative = None;
            numeral.form = Form::Scaled;
        }
    }
    numeral
}

/// The Vietnamese reading of grouped digits, and the English one where it differs and is possible.
pub(super) fn readings(text: &str) -> (Number, Option<Number>) {
    let is_thousands = |mark: char| {
        let mut groups = text.split(mark);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
            && groups.clone().count() > 0
            && groups.all(|group| group.len() == 3)
    };
    let plain = |drop: char, point: Option<char>| {
        let digits: String =
            text.chars().filter(|&c| c != drop).map(|c| if Some(c) == point { '.' } else { c }).collect();
        parse(&digits)
    };
    match (text.matches('.').count(), text.matches(',').count()) {
        (0, 0) => (parse(text), None),
        (0, 1) => (plain('.', Some(',')), is_thousands(',').then(|| plain(',', None))),
        (0, _) => (plain(',', None), None),
        (1, 0) if !is_thousands('.') => (parse(text), None),
        (_, 0) => (plain('.', None), None),
        // Both: the last one is the decimal mark.
        _ if text.rfind('.') > text.rfind(',') => (plain(',', Some('.')), None),
        _ => (plain('.', Some(',')), None),
    }
}

fn parse(digits: &str) -> Number {
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
        ] {
            let (got, other) = readings(text);
            assert_eq!(
                (got.to_string().as_str(), other.map(|n| n.to_string()).as_deref()),
                (value, alternative),
                "{text}"
            );
        }
    }
}
