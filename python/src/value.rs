//! The values of facts: one class for each type of value.

use pyo3::{PyClass, prelude::*, pyclass_init::PyClassInitializer};
use tinviet::{
    Value,
    fact::{self, time::Time as Found},
};

use crate::{
    field::{Amount, Day, Name},
    record::records,
};

records! {
    /// A number that is part of no other fact.
    Number(low, high, bound) { low: Amount, high: Option<Amount>, bound: Name}
    /// `trên 95%`: ``unit`` is percent, percentage_point or per_mille.
    Percentage(low, high, bound, unit) { low: Amount, high: Option<Amount>, bound: Name, unit: Name}
    /// `gần 2 ngày`.
    Duration(low, high, bound, unit) { low: Amount, high: Option<Amount>, bound: Name, unit: Name}
    /// An amount with its scale words multiplied out, and its ISO 4217 code.
    Money(low, high, bound, currency) { low: Amount, high: Option<Amount>, bound: Name, currency: Name}
    /// A number with what it counts; ``measure`` is a UCUM code or ``None``.
    Quantity(low, high, bound, unit, measure) { low: Amount, high: Option<Amount>, bound: Name, unit: Option<String>, measure: Option<Name>, }
    /// A date or a range of dates in EDTF (ISO 8601-2:2019); ``edtf`` is ``None`` if it cannot be known without a reference date.
    Time(edtf, grain, calendar=None, unresolved=None) { edtf: Option<Day>, grain: Name, calendar: Option<Name>, unresolved: Option<Day>, }
    /// A position in a sequence.
    Ordinal(value) { value: Amount, }
    /// A cited document of State or Party.
    Citation(r#type, number, symbol, issuer, date, designation, pinpoint=None) {
        r#type: Option<Name>, number: Option<String>, symbol: Option<String>, issuer: Option<String>, date: Option<Day>,
        designation: Option<String>, pinpoint: Option<String>,
    }
    /// An award by its code and class; ``class_``, because ``class`` is a keyword of Python.
    Award(code, class_) { code: String, class_: Option<String>, }
    /// An award of an event: as written, how many, and the index, in the analysis, of the fact that names it.
    GivenAward(code, class_, name=None, count=None, fact=None) {
        code: String, class_: Option<String>, name: Option<String>, count: Option<String>, fact: Option<usize>,
    }
    /// Who got an award.
    Recipient(r#type, count, text) { r#type: Name, count: Option<String>, text: String, }
    /// One act of conferring; ``facts`` are the indexes, in the analysis, of the facts that make it up.
    AwardEvent(awards, conferrers, recipients, reason, period, negated, date=None, place=None, facts=Vec::new()) {
        awards: Vec<GivenAward>, conferrers: Vec<String>, recipients: Vec<Recipient>, reason: Option<String>, period: Option<Day>,
        negated: bool, date: Option<Day>, place: Option<String>, facts: Vec<usize>,
    }
}

/// A number with its bounds.
fn amount(low: &tinviet::Number, high: Option<&tinviet::Number>) -> (Amount, Option<Amount>) {
    (Amount(low.clone()), high.cloned().map(Amount))
}

fn day(edtf: &fact::time::Edtf) -> Day {
    Day(*edtf)
}

/// The value as an object of its class.
pub(crate) fn object<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Percentage(found) => {
            let (low, high) = amount(&found.low, found.high.as_ref());
            let (bound, unit) = (Name::of(found.bound.name()), Name::of(found.unit.name()));
            shown(py, Percentage { low, high, bound, unit })
        }
        Value::Duration(found) => {
            let (low, high) = amount(&found.low, found.high.as_ref());
            let (bound, unit) = (Name::of(found.bound.name()), Name::of(found.unit.name()));
            shown(py, Duration { low, high, bound, unit })
        }
        Value::Money(found) => {
            let (low, high) = amount(&found.low, found.high.as_ref());
            let (bound, currency) = (Name::of(found.bound.name()), Name::of(found.currency));
            shown(py, Money { low, high, bound, currency })
        }
        Value::Quantity(found) => {
            let (low, high) = amount(&found.low, found.high.as_ref());
            let (unit, measure) = (found.unit.clone(), found.measure.clone().map(Name));
            shown(py, Quantity { low, high, bound: Name::of(found.bound.name()), unit, measure })
        }
        Value::Number(found) => {
            let (low, high) = amount(&found.low, found.high.as_ref());
            shown(py, Number { low, high, bound: Name::of(found.bound.name()) })
        }
        Value::Ordinal(found) => shown(py, Ordinal { value: Amount(found.value.clone()) }),
        Value::Time(found) => shown(py, time(found)),
        Value::Citation(found) => shown(py, citation(found)),
        Value::Award(found) => shown(py, Award { code: found.code.clone(), class_: found.class.clone() }),
        Value::AwardEvent(found) => shown(py, event(found)),
        other => {
            let json = serde_json::to_string(other)
                .map_err(|error| crate::error::Failure::new("internal", error.to_string()))?;
            py.import("json")?.call_method1("loads", (json,))
        }
    }
}

/// A record as an object of its class, without a copy.
fn shown<'py, T: PyClass + Into<PyClassInitializer<T>>>(py: Python<'py>, record: T) -> PyResult<Bound<'py, PyAny>> {
    Ok(Bound::new(py, record)?.into_any())
}

fn time(found: &Found) -> Time {
    Time {
        edtf: found.edtf.as_ref().map(day),
        grain: Name::of(found.grain.name()),
        calendar: found.calendar.map(|calendar| Name::of(calendar.name())),
        unresolved: found.unresolved.as_ref().map(day),
    }
}

fn citation(found: &fact::Citation) -> Citation {
    Citation {
        r#type: found.document_type.map(Name::of),
        number: found.number.clone(),
        symbol: found.symbol.clone(),
        issuer: found.issuer.clone(),
        date: found.date.as_ref().map(day),
        designation: found.designation.clone(),
        pinpoint: found.pinpoint.clone(),
    }
}

fn event(found: &fact::AwardEvent) -> AwardEvent {
    let given = |award: &fact::GivenAward| GivenAward {
        code: award.code.clone(),
        class_: award.class.clone(),
        name: award.name.clone(),
        count: award.count.clone(),
        fact: award.fact,
    };
    let recipient = |recipient: &fact::Recipient| Recipient {
        r#type: Name::of(recipient.recipient_type.name()),
        count: recipient.count.clone(),
        text: recipient.text.clone(),
    };
    AwardEvent {
        awards: found.awards.iter().map(given).collect(),
        conferrers: found.conferrers.clone(),
        recipients: found.recipients.iter().map(recipient).collect(),
        reason: found.reason.clone(),
        period: found.period.as_ref().map(day),
        negated: found.negated,
        date: found.date.as_ref().map(day),
        place: found.place.clone(),
        facts: found.facts.clone(),
    }
}
