//! Numbers and ordinals that are part of no other fact; reported only when asked for. Contract: `docs/facts.md#number`.

use crate::{
    fact::{Found, Input},
    number::{Bound, Number},
};

/// A bare number: `hai mươi mốt`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NumberValue {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
}

/// A place in an order: `lần thứ XII` is 12.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Ordinal {
    /// The place, from 1.
    pub value: Number,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
