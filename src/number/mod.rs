//! Numbers in digits and words. Finds them all once; the fact that takes one chooses its reading.

pub(crate) mod bound;
mod digits;
mod words;

use std::{fmt, ops::Range};

pub use bound::Bound;
pub use rust_decimal::Decimal;

use crate::{
    lexicon::Roles,
    segment::{Class, Document},
    span::Span,
};

/// An exact number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Number {
    /// A decimal of up to 28 digits: `12.5`.
    Decimal(Decimal),
    /// Digits past that range, in plain notation.
    Big(Box<str>),
    /// A fraction or an x-of-y as the text has it: `1/3`, `60/63`.
    Ratio(u64, u64),
}

impl Number {
    /// The decimal, where the number is one.
    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(decimal) => Some(*decimal),
            _ => None,
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

/// Plain notation, without trailing zeros behind the point: `95`, `12.5`, `1/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(decimal) => write!(f, "{}", decimal.normalize()),
            Self::Big(digits) => f.write_str(digits),
            Self::Ratio(part, whole) => write!(f, "{part}/{whole}"),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How a numeral is written.
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

/// One number of a text, without bounds, units or signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Its value by the Vietnamese reading (comma = decimal, dot before three digits = thousands).
    pub value: Number,
    /// The upper end of a vague number.
    pub high: Option<Number>,
    /// Its value with the comma read as a thousands mark, where the digits allow both: `46,747`.
    pub alternative: Option<Number>,
    /// How it is written.
    pub form: Form,
}

/// All numerals of a document, in order, none overlapping.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    list: Vec<Numeral>,
}

impl Numbers {
    /// Finds the numerals of `doc`. Linear.
    pub fn new(doc: &Document<'_>) -> Self {
        let mut list = Vec::new();
        let mut index = 0;
        while index < doc.tokens().len() {
            let token = &doc.tokens()[index];
            let found = match token.class {
                Class::Digits => Some(digits::read(doc, index)),
                Class::Word if token.roles.any(Roles::NUMBER) => words::read(doc, index),
                _ => None,
            };
            match found {
                Some(numeral) => {
                    index = numeral.tokens.end;
                    list.push(numeral);
                }
                None => index += 1,
            }
        }
        Self { list }
    }

    /// The numerals, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Numeral> {
        self.list.iter()
    }

    /// The numeral whose first token is `token`. Logarithmic.
    pub(crate) fn starting_at(&self, token: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&token, |numeral| numeral.tokens.start).ok().map(|at| &self.list[at])
    }

    /// The numeral that ends right before `token`. Logarithmic.
    pub(crate) fn ending_at(&self, token: usize) -> Option<&Numeral> {
        self.list.binary_search_by_key(&token, |numeral| numeral.tokens.end).ok().map(|at| &self.list[at])
    }
}

impl<'a> IntoIterator for &'a Numbers {
    type Item = &'a Numeral;
    type IntoIter = std::slice::Iter<'a, Numeral>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
