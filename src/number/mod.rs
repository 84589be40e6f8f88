//! Numbers in digits and words. They are all found once; the fact that uses one chooses its reading.
//!
//! The list has every range that can be a number by its form. Whether an ambiguous word (`ba`, `năm`) is a number in its context is
//! up to the grammar that uses it: [`Numeral::certainty`] says how much the form alone proves. Ranges, signs, fractions with a slash
//! and bounds are not part of a numeral, since a dash or slash may belong to a date: `fact/amount` reads them. Rules:
//! `docs/facts.md#number`.

pub(crate) mod bound;
mod compose;
mod digits;
mod numeral;
mod roman;
mod vague;
mod words;

use std::{fmt, ops::Range, str::FromStr};

pub use bound::Bound;
pub use roman::roman;
pub use rust_decimal::Decimal;

use crate::{
    error::{Error, ErrorKind},
    lexicon::Roles,
    segment::{Class, Document},
    span::Span,
};

/// An exact number.
///
/// ```
/// use tinviet::Number;
/// assert_eq!("60/63".parse::<Number>()?, Number::Ratio(60, 63));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Number {
    /// A decimal of up to 28 digits: `12.5`.
    Decimal(Decimal),
    /// Digits past that range, in plain notation.
    Big(Box<str>),
    /// A fraction or "x of y" as in the text: `1/3`, `60/63`.
    Ratio(u64, u64),
}

impl Number {
    /// The decimal without trailing zeros, if the number is one.
    ///
    /// ```
    /// let number = "1.50".parse::<tinviet::Number>()?;
    /// assert_eq!(number.decimal().unwrap().to_string(), "1.5");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(decimal) => Some(decimal.normalize()),
            _ => None,
        }
    }

    /// Whether the number is a decimal of `least` or more. Whole numbers, which nearly all are, need no arithmetic of decimals.
    pub(crate) fn is_at_least(&self, least: u32) -> bool {
        match self {
            Self::Decimal(decimal) if decimal.scale() == 0 => decimal.mantissa() >= i128::from(least),
            Self::Decimal(decimal) => *decimal >= Decimal::from(least),
            _ => false,
        }
    }

    /// The number times `factor`; `None` for a [`Number::Big`] and past the range of [`Decimal`]. A fraction becomes a decimal.
    pub(crate) fn times(&self, factor: Decimal) -> Option<Self> {
        let decimal = match self {
            Self::Decimal(decimal) => *decimal,
            Self::Ratio(part, whole) => Decimal::from(*part).checked_div(Decimal::from(*whole))?,
            Self::Big(_) => return None,
        };
        decimal.checked_mul(factor).map(Self::Decimal)
    }

    /// The number with its sign inverted; fractions and numbers outside the range of [`Decimal`] are
    /// unchanged.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Decimal(decimal) => Self::Decimal(-decimal),
            other => other,
        }
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self::Decimal(decimal)
    }
}

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Self::Decimal(Decimal::from(number))
    }
}

/// Plain notation, without trailing zeros after the point: `95`, `12.5`, `1/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // `Decimal` divides its 96 bits for each digit; nearly all numbers have fewer.
            Self::Decimal(decimal) => match (i64::try_from(decimal.mantissa()), decimal.scale()) {
                (Ok(whole), 0) => write!(f, "{whole}"),
                _ => write!(f, "{}", decimal.normalize()),
            },
            Self::Big(digits) => f.write_str(digits),
            Self::Ratio(part, whole) => write!(f, "{part}/{whole}"),
        }
    }
}

/// Parses the output of [`Display`](fmt::Display).
///
/// ```
/// use tinviet::Number;
///
/// for text in ["95", "-0.5", "1/3", "123456789012345678901234567890"] {
///     assert_eq!(text.parse::<Number>()?.to_string(), text);
/// }
/// assert!("1,5".parse::<Number>().is_err());
/// # Ok::<(), tinviet::Error>(())
/// ```
impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong =
            || Error::new(ErrorKind::Setting, format!("expected a number such as 95, -0.5 or 1/3, found {text:?}"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some((part, whole)) = text.split_once('/') {
            let (true, true) = (is_digits(part), is_digits(whole)) else { return Err(wrong()) };
            let (Ok(part), Ok(whole)) = (part.parse(), whole.parse()) else { return Err(wrong()) };
            return Ok(Self::Ratio(part, whole));
        }
        let bare = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
        if !is_digits(whole) || !is_digits(fraction) {
            return Err(wrong());
        }
        // A decimal with more digits would be rounded.
        match Decimal::from_str_exact(text) {
            Ok(decimal) => Ok(Self::Decimal(decimal)),
            Err(_) => Ok(Self::Big(text.into())),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An exact number in plain notation, or a fraction: 95, -0.5, 1/3.",
            "type": "string",
            "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$"
        })
    }
}

/// How a numeral is written.
///
/// ```
/// use tinviet::{number::{Form, Numbers}, segment::Document};
/// let numbers = Numbers::new(&Document::new("12; mười hai; 1,2 tỷ; hàng chục"));
/// let forms: Vec<Form> = numbers.iter().map(|number| number.form).collect();
/// assert_eq!(forms, [Form::Digits, Form::Words, Form::Scaled, Form::Vague]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// `1.234,5`.
    Digits,
    /// `một trăm linh năm`.
    Words,
    /// `1,5 tỷ`, `200 nghìn`: digits with a scale in words.
    Scaled,
    /// `hàng chục`, `vài trăm`: `low` to `high`, not a number.
    Vague,
}

/// How surely a numeral is a number, by its form alone.
///
/// ```
/// use tinviet::{number::{Certainty, Numbers}, segment::Document};
/// let numbers = Numbers::new(&Document::new("năm; bốn; 12"));
/// let certainties: Vec<Certainty> = numbers.iter().map(|number| number.certainty).collect();
/// assert_eq!(certainties, [Certainty::Doubtful, Certainty::Likely, Certainty::Sure]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// A word that usually means something else, or looks like a name: `năm` (year), `ba` (father), `chín` (ripe), `Ba` of
    /// `Ba Đình`, `không` (not). A number only with a unit or a naming word next to it.
    Doubtful,
    /// One word that usually is a number: `một`, `hai`, `bốn`, `mười`, `vài`.
    Likely,
    /// Digits, and several number words.
    Sure,
}

/// A number in a text, without bounds, units or signs.
///
/// ```
/// use tinviet::{number::Numbers, segment::Document};
/// let numbers = Numbers::new(&Document::new("hai ba trăm"));
/// let number = numbers.iter().next().unwrap();
/// assert_eq!((number.value.to_string(), number.high.as_ref().unwrap().to_string()), ("200".to_owned(), "300".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its span.
    pub span: Span,
    /// Its value by the Vietnamese reading (comma = decimal, dot before three digits = thousands).
    pub value: Number,
    /// The upper end of a vague number or of two consecutive numbers (`hai ba trăm`, "two or three hundred").
    pub high: Option<Number>,
    /// Its value with the comma read as a thousands separator, if the digits allow both: `46,747`.
    pub alternative: Option<Number>,
    /// The factor of its scale words, 1 without any: 1,000,000,000 in `1,5 tỷ`. Another number that shares them (`1-2 tỷ`)
    /// uses it.
    pub(crate) scale: Decimal,
    /// How it is written.
    pub form: Form,
    /// How certain it is that this is a number.
    pub certainty: Certainty,
}

/// All numerals of a document, in order, none overlapping.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    list: Vec<Numeral>,
}

impl Numbers {
    /// Finds the numerals of `doc`. Linear.
    ///
    /// ```
    /// use tinviet::{number::Numbers, segment::Document};
    /// assert_eq!(Numbers::new(&Document::new("Hai mươi lăm xã, 3 phường")).iter().count(), 2);
    /// ```
    pub fn new(doc: &Document<'_>) -> Self {
        Self::reusing(doc, Vec::with_capacity(doc.triggers(Roles::DIGITS).count() + 4))
    }

    /// [`new`](Self::new) reusing the memory of another list.
    pub(crate) fn reusing(doc: &Document<'_>, mut list: Vec<Numeral>) -> Self {
        list.clear();
        let mut next = 0;
        for index in doc.triggers(Roles::DIGITS | Roles::NUMBER) {
            if index < next {
                continue;
            }
            let found = if doc.class_of(index) == Some(Class::Digits) {
                let (found, after) = compose::read_digits(doc, index);
                next = after;
                found
            } else {
                let after_number = list.last().is_some_and(|last| last.tokens.end == index);
                compose::read_words(doc, index, after_number)
            };
            if let Some(numeral) = found {
                next = numeral.tokens.end;
                list.push(numeral);
            }
        }
        Self { list }
    }

    /// The list, for reuse.
    pub(crate) fn into_list(self) -> Vec<Numeral> {
        self.list
    }

    /// The numerals, in order.
    ///
    /// ```
    /// use tinviet::{number::Numbers, segment::Document};
    /// let numbers = Numbers::new(&Document::new("1,5 tỷ đồng"));
    /// assert_eq!(numbers.iter().next().unwrap().value.to_string(), "1500000000");
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, Numeral> {
        self.list.iter()
    }

    /// The numerals as a slice, in order.
    ///
    /// ```
    /// use tinviet::{number::Numbers, segment::Document};
    /// assert_eq!(Numbers::new(&Document::new("3 xã")).as_slice()[0].span, (0..1).into());
    /// ```
    pub fn as_slice(&self) -> &[Numeral] {
        &self.list
    }

    /// The numeral whose first token is `token`. Logarithmic.
    pub(crate) fn starting_at(&self, token: usize) -> Option<&Numeral> {
        self.list.get(self.list.binary_search_by_key(&token, |numeral| numeral.tokens.start).ok()?)
    }

    /// The numeral that ends right before `token`. Logarithmic.
    pub(crate) fn ending_at(&self, token: usize) -> Option<&Numeral> {
        self.list.get(self.list.binary_search_by_key(&token, |numeral| numeral.tokens.end).ok()?)
    }
}

/// The number in words that starts at token `index`, even inside another numeral of the document: `hai nghìn` of `năm hai
/// nghìn`, which as a count is fifty-two thousand.
pub(crate) fn in_words(doc: &Document<'_>, index: usize) -> Option<Numeral> {
    doc.tokens().get(index).filter(|token| token.roles.any(Roles::NUMBER))?;
    compose::read_words(doc, index, false)
}

/// Whether the word with this key is `nghìn`, `triệu` and the like, or the `rưỡi` after one.
pub(crate) fn is_scale(key: crate::Key) -> bool {
    matches!(words::part_of(key), words::Part::Scale(_) | words::Part::Half)
}

/// A letter for thousands, millions or billions right after digits, at `at`: `100k`, `1,2M`. Returns the token after it, and its
/// factor. The caller decides whether the letter can mean that (`5G`, `4K` are names).
pub(crate) fn suffix(doc: &Document<'_>, at: usize) -> Option<(usize, Decimal)> {
    doc.tokens().get(at).filter(|token| token.is_glued() && token.class == Class::Word)?;
    doc.tokens().get(at.checked_sub(1)?).filter(|before| before.class == Class::Digits)?;
    let power = match doc.text_of(at) {
        "k" | "K" => 3,
        "M" => 6,
        "G" | "B" => 9,
        _ => return None,
    };
    // `10km` is one word, `10k+` is not; a digit after it makes it a code.
    let is_code = doc.tokens().get(at + 1).is_some_and(|next| next.is_glued() && next.class == Class::Digits);
    if is_code { None } else { Some((at + 1, numeral::ten_to(power)?)) }
}

impl<'a> IntoIterator for &'a Numbers {
    type Item = &'a Numeral;
    type IntoIter = std::slice::Iter<'a, Numeral>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
