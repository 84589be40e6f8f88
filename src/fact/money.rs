//! Money: `2.800 tỷ đồng`, `10.000 USD`, `$5.000`. Contract: `docs/facts.md#money`.

use crate::{
    fact::{Found, Input},
    number::{Bound, Number},
};

/// An amount of money, fully multiplied out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Money {
    /// The only amount, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// The code of ISO 4217: `VND`.
    pub currency: &'static str,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
