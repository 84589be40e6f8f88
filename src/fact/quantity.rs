//! Counts and measures: `110 mô hình`, `hàng chục tập thể`, `12 km`. Contract: `docs/facts.md#quantity`.

use crate::{
    fact::{Found, Input},
    number::{Bound, Number},
};

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quantity {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// The noun or classifier phrase, lower-cased: `tập thể`.
    pub unit: Option<String>,
    /// The UCUM code of a unit of measure: `km`, `har`.
    pub measure: Option<&'static str>,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
