//! Percentages: `95%`, `trên 95 %`, `5-7%`, `0,5 điểm phần trăm`. Contract: `docs/facts.md#percentage`.
//!
//! Runs before `quantity`, which must not count the `95` of `95%` again. The `%20` of a URL is protected in `segment`.

use std::{ops::Range, sync::LazyLock};

use crate::{
    fact::{
        Draft, Found, Input, Kind,
        amount::{self, Member},
    },
    lexicon::{Phrases, Roles, w},
    number::{Bound, Form, Number},
    segment::{Document, Gap},
};

/// The value of a percentage: `trên 95%` has `low` 95, no `high`, [`Bound::MoreThan`],
/// [`PercentageUnit::Percent`].
///
/// ```
/// use tinviet::{Value, fact::PercentageUnit};
/// let analysis = tinviet::analyze("Tăng 0,5 điểm phần trăm.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Percentage(value) = fact.value() else { panic!() };
/// assert_eq!((value.low.to_string().as_str(), value.unit), ("0.5", PercentageUnit::PercentagePoint));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// The unit of a percentage.
///
/// ```
/// use tinviet::fact::PercentageUnit;
/// assert_eq!(PercentageUnit::PerMille.to_string(), "per_mille");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum PercentageUnit {
    /// `%`, `phần trăm`.
    Percent,
    /// `điểm phần trăm`, `điểm %`.
    PercentagePoint,
    /// `‰`, `phần nghìn`.
    PerMille,
}

static UNITS: LazyLock<Phrases<PercentageUnit>> = LazyLock::new(|| {
    use PercentageUnit::{PerMille, Percent, PercentagePoint};
    Phrases::new([
        ("%", Percent),
        ("％", Percent),
        ("phần trăm", Percent),
        ("điểm phần trăm", PercentagePoint),
        ("điểm %", PercentagePoint),
        ("‰", PerMille),
        ("phần nghìn", PerMille),
        ("phần ngàn", PerMille),
    ])
});

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for (index, _) in input.numerals() {
        let amount = amount::of_role(input, found, index, Roles::PERCENT, |at| unit_at(doc, at));
        let Some(mut amount) = amount else { continue };
        // `vượt 20% so với kế hoạch`: the difference, not the total.
        let last_bound = amount.core.start.checked_sub(1);
        if amount.bound == Bound::MoreThan
            && last_bound.is_some_and(|at| doc.is(at, w::vượt))
            && matches!(
                doc.key_after(amount.core.end),
                w::so | w::kế | w::chỉ | w::dự | w::mục | w::công | w::nghị | w::cùng
            )
        {
            (amount.bound, amount.tokens.start) = (Bound::Exact, amount.core.start);
        }
        let mut members = amount::elided(input, found, amount.numerals.start);
        members.extend(amount::changed_from(input, found, amount.numerals.start).filter(|_| members.is_empty()));
        for Member { tokens, low, high } in members {
            let value = Percentage { low, high, bound: Bound::Exact, unit: amount.unit };
            claim(found, tokens.clone(), tokens, value, "percentage.list");
        }
        let rule = if amount.form == Form::Words { "percentage.words" } else { "percentage.sign" };
        let value = Percentage { low: amount.low, high: amount.high, bound: amount.bound, unit: amount.unit };
        claim(found, amount.tokens, amount.core, value, rule);
    }
}

fn claim(found: &mut Found, tokens: Range<usize>, core: Range<usize>, value: Percentage, rule: &'static str) {
    found.claim(Draft { kind: Kind::Percentage, tokens, core, value: value.into(), rule });
}

fn unit_at(doc: &Document<'_>, at: usize) -> Option<(usize, PercentageUnit)> {
    if doc.tokens().get(at)?.gap > Gap::Space {
        return None;
    }
    // `2,25,%`: a stray comma before the sign.
    let at = if doc.is(at, w::COMMA) && doc.token(at).is_glued() && doc.tokens().get(at + 1)?.is_glued() {
        at + 1
    } else {
        at
    };
    let (end, unit) = doc.phrase(&UNITS, at)?;
    Some((end, *unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::RolesTable;

    /// [`find`] looks at the role of the word after a number first: a unit without it would never be read.
    #[test]
    fn every_unit_begins_with_a_word_of_that_role() {
        for (first, ..) in UNITS.phrases() {
            assert!(RolesTable::builtin().of(first).any(Roles::PERCENT), "{first:?}");
        }
    }
}
