//! Lengths of time that lead from the reference date to another: `3 ngày trước`, `2 tuần nữa`, `3 ngày tới`, `2 tháng vừa rồi`.
//!
//! The length itself is a duration, which its own stage finds; only with a reference date does a date stand beside it.

use crate::{
    fact::{
        Draft, Kind, Value,
        time::{
            Reference,
            read::Reader,
            resolve::{self, Leap, Unit},
            words::*,
        },
    },
    lexicon::{Phrases, Roles, keys},
    number::Form,
};

use std::sync::LazyLock;

keys! { TIENG = "tiếng", CACH = "cách" }

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

/// The date beside the duration whose number begins at `index`.
pub(super) fn beside(reader: &Reader<'_>, index: usize, reference: Reference) -> Option<Draft> {
    let numeral = reader.numbers.starting_at(index)?;
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
    let at = numeral.tokens.end;
    if !reader.near(at) {
        return None;
    }
    let unit = match reader.key(at) {
        GIAY => Unit::Second,
        PHUT => Unit::Minute,
        GIO | TIENG => Unit::Hour,
        NGAY => Unit::Day,
        TUAN => Unit::Week,
        THANG => Unit::Month,
        NAM => Unit::Year,
        _ => return None,
    };
    // `cách đây 3 ngày`
    let ago = reader.before(index) == DAY && index.checked_sub(1).is_some_and(|last| reader.before(last) == CACH);
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
        // `3 ngày sau khi`, `2 tuần trước lễ`: counted from something else.
        if matches!(tail, Tail::Before | Tail::After) && !stands_alone(reader, end) {
            return None;
        }
        (index, end, leap)
    };
    let value = resolve::leap(reference, unit, leap)?;
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
    let token = &reader.doc.tokens()[index];
    !matches!(reader.key(index), KHI | NAM | NGAY | THANG | TUAN)
        && (token.is_capitalised() || token.roles.any(Roles::AFTER_TIME))
}

keys! { KHI = "khi" }
