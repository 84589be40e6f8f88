//! Reads the groups of patterns as their declared types, with the grammars for facts.

use super::file::FieldType;
use crate::{
    fact::{self, FieldValue, Input, Kind, NumberValue, Value, time::Time},
    number::{Bound, Number, Numbers},
    segment::Document,
};

/// Reads a group; `None` if it is not of its type.
pub(super) fn read(text: Box<str>, field: FieldType, input: &Input<'_>) -> Option<FieldValue> {
    if text.is_empty() {
        return None;
    }
    match field {
        FieldType::Text => Some(FieldValue::Text(text)),
        FieldType::Code => {
            let code: String =
                text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect();
            Some(FieldValue::Code(code.into()))
        }
        FieldType::Integer => exact(&text, true).map(FieldValue::Integer),
        FieldType::Decimal => exact(&text, false).map(FieldValue::Decimal),
        FieldType::Number => number(&text, input).map(FieldValue::Number),
        FieldType::Date => date(&text, input).map(|time| FieldValue::Date(Box::new(time))),
    }
}

/// The number, if the text is exactly one number.
fn exact(text: &str, whole: bool) -> Option<Number> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = text.trim_start_matches('0');
        return if digits.is_empty() { "0" } else { digits }.parse().ok();
    }
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let doc = Document::new(text);
    let numbers = Numbers::new(&doc);
    let [numeral] = numbers.as_slice() else { return None };
    if numeral.tokens != (0..doc.tokens().len()) || numeral.high.is_some() {
        return None;
    }
    let is_whole = |number: &&Number| match number {
        Number::Decimal(decimal) => decimal.is_integer(),
        Number::Big(digits) => !digits.contains('.'),
        Number::Ratio(..) => false,
    };
    // `46,747` is a whole number only with a comma for thousands.
    let readings = [Some(&numeral.value), numeral.alternative.as_ref()];
    let number = readings.into_iter().flatten().find(|number| !whole || is_whole(number))?.clone();
    Some(if sign { number.negated() } else { number })
}

/// A number with its bound, or a range, if the text is nothing else.
fn number(text: &str, input: &Input<'_>) -> Option<NumberValue> {
    let whole = fact::alone(text, Kind::Number, input);
    if let Some(Value::Number(number)) = whole {
        return Some(number);
    }
    exact(text, false).map(|low| NumberValue { low, high: None, bound: Bound::Exact })
}

/// A date, a partial date or a range, if the text is nothing else; `15-3` counts, because the pattern
/// declares it.
fn date(text: &str, input: &Input<'_>) -> Option<Time> {
    let read = |text: &str| {
        [Kind::Date, Kind::DateRange, Kind::YearRange].into_iter().find_map(|kind| {
            match fact::alone(text, kind, input) {
                Some(Value::Time(time)) => Some(time),
                _ => None,
            }
        })
    };
    let begins = text.chars().next().is_some_and(|first| first.is_ascii_digit());
    read(text).or_else(|| read(&format!("ngày {text}")).filter(|_| begins))
}
