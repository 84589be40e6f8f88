//! Dates, ranges of years and of dates, clock times. Contract: `docs/facts.md#date-year_range-date_range`; rules: `docs/time.md`.
//!
//! One pass over the tokens: at a digit or a time word, `compose` reads the longest expression from the points that `read` finds,
//! and the pass continues after it. `point` is the parsed form of an expression, `edtf` the output form, `resolve` applies a
//! reference date, `lunar` is the Vietnamese calendar. This stage runs first, so that no later one reads the `2021` of `năm 2021`
//! as an amount.

mod compose;
mod dateline;
mod edtf;
pub mod lunar;
mod point;
mod read;
mod reference;
mod relative;
mod resolve;
mod words;

pub use dateline::dateline;
pub use edtf::{Edtf, Timex3, Timex3Type};
pub use reference::ReferenceDate;

use std::{iter::Peekable, slice};

use crate::{
    fact::{Draft, Found, Input, Value, duration},
    lexicon::{Roles, w},
    number::Numeral,
    segment::{Class, Document, Token},
};
use compose::Finding;
use read::Reader;

/// The value of a date or a range of dates.
///
/// ```
/// use tinviet::{Value, fact::time::Grain};
/// let analysis = tinviet::analyze("Ngày 2/9/1945.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Time(value) = fact.value() else { panic!() };
/// assert_eq!(value.edtf.as_ref().unwrap().to_string(), "1945-09-02");
/// assert_eq!(value.grain, Grain::Day);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Time {
    /// The date, if known; resolved if there is a reference date.
    pub edtf: Option<Edtf>,
    /// Its granularity.
    pub grain: Grain,
    /// `lunar` for dates in the lunar calendar.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub calendar: Option<Calendar>,
    /// The date without the reference date, if that added anything: `XXXX-04-30`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub unresolved: Option<Edtf>,
}

/// The granularity of a time.
///
/// ```
/// use tinviet::fact::time::Grain;
/// assert_eq!("half_year".parse::<Grain>()?, Grain::HalfYear);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
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
    /// `15:23:24`.
    Second,
}

/// Calendars other than the Gregorian.
///
/// ```
/// use tinviet::{Value, fact::time::Calendar};
/// let analysis = tinviet::analyze("Giải chạy ngày 15 tháng 8 âm lịch.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Time(value) = fact.value() else { panic!() };
/// assert_eq!(value.calendar, Some(Calendar::Lunar));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Calendar {
    /// `âm lịch`, `mùng 6 Tết`, `rằm`.
    Lunar,
}

/// Finds the times of a document. Linear.
pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let reader = Reader { doc: input.doc, numbers: input.numbers, referred: input.reference.is_some() };
    let mut context = resolve::Context::new(input.reference);
    let mut list = Vec::new();
    let mut numerals = input.numbers.iter().peekable();
    // With a reference date, a time may also begin with other words: `Giáng sinh`, `bây giờ`.
    let also = reader.referred.then_some(|token: &Token| token.roles.any(Roles::BY_REFERENCE));
    let mut next = 0;
    for index in input.doc.beginnings(Roles::DIGITS | Roles::TIME | Roles::NUMBER, also) {
        if index < next {
            continue;
        }
        let may_open = opens(&reader, index) && reader.may_begin(index);
        if let Some(end) = if may_open { reader.begun(index, &mut list) } else { None } {
            for finding in list.drain(..) {
                let value = context.value(&reader, &finding);
                found.claim(draft(&finding, value));
            }
            next = end.max(index + 1);
            continue;
        }
        next = index + 1;
        if let Some(reference) = input.reference
            && let Some(numeral) = starting_at(&mut numerals, index)
            && let Some(draft) = relative::beside(&reader, numeral, reference)
            && duration::is_at(input, found, index)
        {
            // The number is a duration's, which a later stage finds and claims.
            found.add(draft);
        }
    }
}

/// The numeral whose first token is `index`, which never goes back.
fn starting_at<'n>(numerals: &mut Peekable<slice::Iter<'n, Numeral>>, index: usize) -> Option<&'n Numeral> {
    while numerals.next_if(|numeral| numeral.tokens.start < index).is_some() {}
    numerals.peek().copied().filter(|numeral| numeral.tokens.start == index)
}

/// Whether a time expression may begin at `index`.
fn opens(reader: &Reader<'_>, index: usize) -> bool {
    let token = reader.doc.token(index);
    token.roles.any(Roles::DIGITS | Roles::TIME)
        || token.roles.any(Roles::NUMBER) && counts_time(reader.doc, index)
        || reader.referred
            && token.roles.any(Roles::BY_REFERENCE)
            && token.class == Class::Word
            && reader.opens_by_reference(index)
}

/// Whether a number in words may begin a time: `sáu tháng đầu năm`, `ba giờ rưỡi`.
fn counts_time(doc: &Document<'_>, index: usize) -> bool {
    (index + 1..index + 4).any(|at| {
        let token = doc.token(at);
        token.roles.any(Roles::TIME_UNIT) && matches!(token.key, w::giờ | w::tháng | w::quý)
    })
}

fn draft(finding: &Finding, value: Time) -> Draft {
    Draft {
        kind: finding.kind,
        tokens: finding.start..finding.end,
        core: finding.core..finding.end,
        value: Value::Time(value),
        rule: finding.rule,
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Roles, RolesTable};

    #[test]
    fn what_needs_a_reference_date_begins_with_a_word_of_that_role() {
        let now = super::words::NOW.phrases().map(|(first, ..)| first);
        let feasts = super::lunar::feasts::FEASTS.phrases().map(|(first, ..)| first);
        for first in now.chain(feasts) {
            assert!(RolesTable::builtin().of(first).any(Roles::BY_REFERENCE), "{first:?}");
        }
    }
}
