//! Durations relative to the reference date: `3 ngày trước`, `2 tuần nữa`, `3 ngày tới`, `2 tháng vừa rồi`.
//!
//! The duration itself is found by its own stage; only with a reference date is there also a date.

use std::sync::LazyLock;

use jiff::{ToSpan as _, civil::Date};

use crate::{
    fact::{
        Draft, Kind, TimeUnit as Unit, Value,
        time::{
            Grain, ReferenceDate, Time,
            edtf::{self, Clock, Edge, Edtf, Moment},
            read::Reader,
        },
    },
    lexicon::{Phrases, Roles, w},
    number::{Form, Numeral},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Before,
    After,
    /// `nữa`, which never opens another phrase.
    Hence,
    Next,
    Last,
}

static TAILS: LazyLock<Phrases<Tail>> = LazyLock::new(|| {
    Phrases::new([
        ("trước", Tail::Before),
        ("trước đây", Tail::Before),
        ("sau", Tail::After),
        ("nữa", Tail::Hence),
        ("tới", Tail::Next),
        ("sắp tới", Tail::Next),
        ("tiếp theo", Tail::Next),
        ("kế tiếp", Tail::Next),
        ("vừa rồi", Tail::Last),
        ("vừa qua", Tail::Last),
        ("gần đây", Tail::Last),
        ("qua", Tail::Last),
        ("gần nhất", Tail::Last),
    ])
});

/// The date next to the duration whose number is `numeral`.
pub(super) fn beside(reader: &Reader<'_>, numeral: &Numeral, reference: ReferenceDate) -> Option<Draft> {
    let (index, at) = (numeral.tokens.start, numeral.tokens.end);
    if !reader.near(at) {
        return None;
    }
    let unit = match reader.key(at) {
        w::giây => Unit::Second,
        w::phút => Unit::Minute,
        w::giờ | w::tiếng => Unit::Hour,
        w::ngày => Unit::Day,
        w::tuần => Unit::Week,
        w::tháng => Unit::Month,
        w::năm => Unit::Year,
        _ => return None,
    };
    if !matches!(numeral.form, Form::Digits | Form::Words) || numeral.high.is_some() {
        return None;
    }
    let value = numeral.value.decimal()?;
    if !value.fract().is_zero() {
        return None;
    }
    let count = i64::try_from(value.trunc().mantissa() / 10i128.pow(value.trunc().scale()))
        .ok()
        .filter(|count| (1..=100_000).contains(count))?;
    // `cách đây 3 ngày`
    let ago =
        reader.before(index) == w::đây && index.checked_sub(1).is_some_and(|last| reader.before(last) == w::cách);
    let (start, end, leap) = if ago {
        (index - 2, at + 1, Leap::To(-count))
    } else {
        let (end, tail) = reader.doc.phrase(&TAILS, at + 1).filter(|_| reader.near(at + 1))?;
        let leap = match tail {
            Tail::Before => Leap::To(-count),
            Tail::After | Tail::Hence => Leap::To(count),
            Tail::Next => Leap::Over(count),
            Tail::Last => Leap::Over(-count),
        };
        // `3 ngày sau khi`, `2 tuần trước lễ`: counted from something other than today.
        if matches!(tail, Tail::Before | Tail::After) && !stands_alone(reader, end) {
            return None;
        }
        (index, end, leap)
    };
    let value = lead(reference, unit, leap)?;
    Some(Draft {
        kind: if matches!(leap, Leap::To(_)) { Kind::Date } else { Kind::DateRange },
        tokens: start..end,
        core: start..end,
        value: Value::Time(value),
        rule: "time.relative",
    })
}

/// Whether what follows `trước` or `sau` is nothing that the time is counted from.
fn stands_alone(reader: &Reader<'_>, index: usize) -> bool {
    if reader.ends_clause(index) {
        return true;
    }
    let token = reader.doc.token(index);
    !matches!(reader.key(index), w::khi | w::năm | w::ngày | w::tháng | w::tuần)
        && (token.is_capitalised() || token.roles.any(Roles::AFTER_TIME))
}

/// What a length of time from the reference leads to: `3 ngày trước`, `2 tháng vừa rồi`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leap {
    /// A point this many units before (negative) or after.
    To(i64),
    /// Whole units before (negative) or after the current one.
    Over(i64),
}

/// The date or range that so many units from the reference lead to.
fn lead(reference: ReferenceDate, unit: Unit, leap: Leap) -> Option<Time> {
    let grain = grain_of(unit)?;
    let (edtf, grain) = match leap {
        Leap::To(count) => {
            let moment = moment_at(reference, unit, count, false)?;
            (Edtf::moment(moment), if unit == Unit::Week { Grain::Day } else { grain })
        }
        Leap::Over(count) => {
            let (from, to) = if count < 0 { (count, -1) } else { (1, count) };
            let edges = if unit == Unit::Week {
                whole_weeks(reference.date, from, to)?
            } else {
                (moment_at(reference, unit, from, true)?, moment_at(reference, unit, to, true)?)
            };
            (Edtf::interval(Edge::At(edges.0), Edge::At(edges.1)), grain)
        }
    };
    Some(Time { edtf: Some(edtf), grain, calendar: None, unresolved: None })
}

/// The moment `count` units from the reference, as fine as the unit; of hours the whole one where `whole`.
fn moment_at(reference: ReferenceDate, unit: Unit, count: i64, whole: bool) -> Option<Moment> {
    let today = reference.date;
    let span = span_of(unit, count)?;
    let day = |date: Date| Moment::of(edtf::Date::from(date));
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let now = today.to_datetime(reference.time?);
            // Whole hours, as whole days.
            let now = if whole && unit == Unit::Hour { now.with().minute(0).build().ok()? } else { now };
            let moment = now.checked_add(span).ok()?;
            let two = |value: i8| u8::try_from(value).ok();
            let clock = Clock {
                hour: two(moment.hour())?,
                minute: Some(two(moment.minute())?),
                second: if unit == Unit::Second { Some(two(moment.second())?) } else { None },
            };
            Moment { clock: Some(clock), ..day(moment.date()) }
        }
        Unit::Day | Unit::Week => day(today.checked_add(span).ok()?),
        Unit::Month => {
            let full = edtf::Date::from(today.first_of_month().checked_add(span).ok()?);
            Moment::of(edtf::Date { day: None, ..full })
        }
        Unit::Year => {
            let full = edtf::Date::from(today.first_of_year().checked_add(span).ok()?);
            Moment::of(edtf::Date { month: None, day: None, ..full })
        }
        _ => return None,
    })
}

/// The Monday of the week `from` weeks from the reference's, and the Sunday of the week `to` weeks from it.
fn whole_weeks(today: Date, from: i64, to: i64) -> Option<(Moment, Moment)> {
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let week = |count: i64, more: i64| {
        let days = count.checked_mul(7)?.checked_add(more)?;
        Some(Moment::of(monday.checked_add(days.days()).ok()?.into()))
    };
    Some((week(from, 0)?, week(to, 6)?))
}

fn span_of(unit: Unit, count: i64) -> Option<jiff::Span> {
    let span = jiff::Span::new();
    match unit {
        Unit::Second => span.try_seconds(count),
        Unit::Minute => span.try_minutes(count),
        Unit::Hour => span.try_hours(count),
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Year => span.try_years(count),
        _ => return None,
    }
    .ok()
}

const fn grain_of(unit: Unit) -> Option<Grain> {
    Some(match unit {
        Unit::Second => Grain::Second,
        Unit::Minute => Grain::Minute,
        Unit::Hour => Grain::Hour,
        Unit::Day => Grain::Day,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Year => Grain::Year,
        _ => return None,
    })
}
