//! Percentages: `95%`, `trên 95 %`, `5-7%`, `0,5 điểm phần trăm`. Contract: `docs/facts.md#percentage`.

use crate::{
    fact::{Draft, Found, Input, Kind, Value},
    number::{Bound, Number, bound},
};

/// What a percentage says: `trên 95%` has `low` 95, no `high`, [`Bound::MoreThan`], [`PercentageUnit::Percent`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Percentage {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// Per hundred, per thousand, or points between two rates.
    pub unit: PercentageUnit,
}

/// What a percentage counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PercentageUnit {
    /// `%`, `phần trăm`.
    Percent,
    /// `điểm phần trăm`, `điểm %`.
    PercentagePoint,
    /// `‰`, `phần nghìn`.
    PerMille,
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for numeral in input.numbers {
        if doc.text_of(numeral.tokens.end) != "%" || !found.is_free(numeral.tokens.clone()) {
            continue;
        }
        let (bound, start) = bound::before(doc, numeral.tokens.start);
        let core = numeral.tokens.start..numeral.tokens.end + 1;
        let value =
            Percentage { low: numeral.value.clone(), high: numeral.high.clone(), bound, unit: PercentageUnit::Percent };
        found.claim(Draft {
            kind: Kind::Percentage,
            tokens: start..core.end,
            core,
            value: Value::Percentage(value),
            rule: "percentage.sign",
        });
    }
}
