//! Durations: `3 năm`, `gần 2 ngày`, `3 năm rưỡi`. Contract: `docs/facts.md#duration`.

use crate::{
    fact::{Found, Input},
    number::{Bound, Number},
};

/// A length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Duration {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the length.
    pub bound: Bound,
    /// What it counts in.
    pub unit: TimeUnit,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum TimeUnit {
    /// `giây`.
    Second,
    /// `phút`.
    Minute,
    /// `giờ`, `tiếng`, `h`.
    Hour,
    /// `ngày`.
    Day,
    /// `tuần`.
    Week,
    /// `tháng`.
    Month,
    /// `quý`.
    Quarter,
    /// `năm`.
    Year,
    /// `thập kỷ`, `thập niên`.
    Decade,
    /// `thế kỷ`.
    Century,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
