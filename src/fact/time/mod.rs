//! Dates, ranges of years and of dates, clock times. Contract: `docs/facts.md#date-year_range-date_range`.

mod edtf;

pub use edtf::Edtf;

use crate::fact::{Found, Input};

/// What a date or a range of dates says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Time {
    /// The date, where it is known.
    pub edtf: Option<Edtf>,
    /// How fine it is.
    pub grain: Grain,
    /// `lunar` for dates of the lunar calendar.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub calendar: Option<Calendar>,
}

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Grain {
    /// `thế kỷ XX`.
    Century,
    /// `thập niên 90`.
    Decade,
    /// `năm 2021`.
    Year,
    /// `nửa đầu năm 2024`.
    HalfYear,
    /// `quý II/2024`.
    Quarter,
    /// `mùa hè 2017`.
    Season,
    /// `tháng 9`.
    Month,
    /// `tuần trước`.
    Week,
    /// `ngày 5`.
    Day,
    /// `19 giờ`.
    Hour,
    /// `19h30`.
    Minute,
}

/// Calendars other than the Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Calendar {
    /// `âm lịch`, `mùng 6 Tết`, `rằm`.
    Lunar,
}

/// The date, or the moment, that relative and partial dates are read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day.
    pub date: jiff::civil::Date,
    /// The time of day, where it is known.
    pub time: Option<jiff::civil::Time>,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
