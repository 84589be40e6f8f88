//! Durations: `3 năm`, `gần 2 ngày`, `3 năm rưỡi`, `9 năm 6 tháng`. Contract: `docs/facts.md#duration`.
//!
//! The time stage runs first and claims dates and clock times (`6 tháng đầu năm`, `7 giờ 30`). The word after the unit rules out its
//! other senses: `30 năm tuổi Đảng`, `3 năm 2017`, `hai tiếng nổ` (`unit`).

mod unit;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        amount::{self, Member},
    },
    lexicon::{Roles, table_sets, w},
    number::{Bound, Certainty, Decimal, Form, Number, Numeral, bound},
    segment::{Case, Class, Document, Gap},
};
use unit::unit_at;

/// A length of time.
///
/// ```
/// use tinviet::{Bound, Value, fact::TimeUnit};
/// let analysis = tinviet::analyze("Họ chờ gần 2 ngày.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Duration(value) = fact.value() else { panic!() };
/// assert_eq!((value.low.to_string().as_str(), value.bound, value.unit), ("2", Bound::Nearly, TimeUnit::Day));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Duration {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the length.
    pub bound: Bound,
    /// The unit.
    pub unit: TimeUnit,
}

/// Units of time.
///
/// ```
/// use tinviet::fact::TimeUnit;
/// assert!("half_year".parse::<TimeUnit>().is_err());
/// assert_eq!("quarter".parse::<TimeUnit>()?, TimeUnit::Quarter);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
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

impl TimeUnit {
    /// The next smaller unit that is said after this one (`9 năm 6 tháng`), and how many of it make one.
    const fn smaller(self) -> Option<(Self, i64)> {
        Some(match self {
            Self::Minute => (Self::Second, 60),
            Self::Hour => (Self::Minute, 60),
            Self::Day => (Self::Hour, 24),
            Self::Week => (Self::Day, 7),
            Self::Year => (Self::Month, 12),
            _ => return None,
        })
    }
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for (index, numeral) in input.numerals() {
        let Some(mut amount) = amount_at(input, found, index) else { continue };
        if !is_counted(doc, numeral, &amount) {
            continue;
        }
        // `4 năm trở lại sân khấu`: a return, not a bound; `Vài năm trở lại, …`: up to now.
        let end = amount.core.end;
        let returns = doc.key_after(end) == w::trở && doc.is(end + 1, w::lại);
        let until_now = amount.form == Form::Vague || doc.starts_sentence(amount.core.start);
        if returns && (until_now || !amount::ends_phrase(doc, end + 2)) {
            let before = bound::before(doc, amount.core.start).0;
            let bound = if amount.form == Form::Vague { Bound::Vague } else { before };
            (amount.tokens.end, amount.bound) = (end, bound);
        }
        // `chỉ trừ 2 quý` excludes two; no duration is negative.
        if doc.is(amount.core.start, w::trừ) {
            (amount.low, amount.core.start) = (amount.low.negated(), amount.core.start + 1);
            amount.tokens.start = amount.tokens.start.max(amount.core.start);
        }
        amount::part_of_whole(input, found, &mut amount);
        let mut members = amount::elided(input, found, amount.numerals.start);
        members.extend(amount::pair(input, found, amount.numerals.start).filter(|_| members.is_empty()));
        amount.prefer_english();
        let unit = half_and_rest(input, found, &mut amount);
        hundredths(doc, found, &mut amount, unit);
        let length = |number| length(number, unit);
        let (Some(low), high) = (length(amount.low), amount.high.and_then(length)) else { continue };
        // `đúng 0h` is a time.
        if low.decimal().is_some_and(|low| low.is_zero()) {
            continue;
        }
        for Member { tokens, low, high } in members {
            let value = Value::Duration(Duration { low, high, bound: Bound::Exact, unit });
            found.claim(Draft {
                kind: Kind::Duration,
                tokens: tokens.clone(),
                core: tokens,
                value,
                rule: "duration.list",
            });
        }
        let value = Value::Duration(Duration { low, high, bound: amount.bound, unit });
        found.claim(Draft {
            kind: Kind::Duration,
            tokens: amount.tokens,
            core: amount.core,
            value,
            rule: "duration.unit",
        });
    }
}

/// Whether the numeral at token `index` says how many units a length of time has, and no other numeral does.
pub(super) fn is_at(input: &Input<'_>, found: &Found, index: usize) -> bool {
    let numerals = input.numbers.as_slice();
    let Ok(place) = numerals.binary_search_by_key(&index, |numeral| numeral.tokens.start) else { return false };
    let amount = |place| amount_at(input, found, place);
    // `3 đến 5 năm`
    let is_end = place.checked_sub(1).and_then(amount).is_some_and(|range| range.core.end > index);
    !is_end
        && amount(place).is_some_and(|amount| {
            amount.numerals == (place..place + 1) && is_counted(input.doc, &numerals[place], &amount)
        })
}

/// The amount at the numeral with this place in the list whose unit is one of time.
fn amount_at(input: &Input<'_>, found: &Found, index: usize) -> Option<amount::Amount<TimeUnit>> {
    amount::of_role(input, found, index, Roles::TIME_UNIT, |at| unit_at(input.doc, at))
}

/// Whether the amount that begins with `numeral` is a length of time and no name (`Cup 2 năm`).
fn is_counted(doc: &Document<'_>, numeral: &Numeral, amount: &amount::Amount<TimeUnit>) -> bool {
    let is_name = is_named(doc, amount.core.start, amount.unit)
        || amount.certainty == Certainty::Doubtful
            && is_capital(doc, numeral.tokens.start)
            && !opens_run_on(doc, numeral.tokens.end, amount.core.end);
    !is_name && is_length(doc, amount)
}

/// Whether a number with a capital amid a sentence, whose unit is at `unit..end`, begins the next one, to which the stop is missing: `Ông đồng ý
/// Một năm sau, cầu khánh thành`. In a title the unit has a capital too.
fn opens_run_on(doc: &Document<'_>, unit: usize, end: usize) -> bool {
    let is_small = |at: usize| doc.tokens().get(at).is_some_and(|token| token.case == Case::Lower);
    end == unit + 1
        && is_small(unit)
        && is_small(end)
        && matches!(doc.key_after(end), w::trước | w::sau | w::qua | w::nữa)
}

/// Whether an expression with another sense is a length of time here, by the word before it: `năm tháng` (the years), `9h` (o'clock).
fn is_length(doc: &Document<'_>, amount: &amount::Amount<TimeUnit>) -> bool {
    let years =
        amount.unit == TimeUnit::Month && amount.certainty == Certainty::Doubtful && doc.is(amount.core.start, w::năm);
    let letter = amount.unit == TimeUnit::Hour && amount.high.is_none() && doc.is(amount.core.end - 1, w::h);
    let clock = letter && amount.low.decimal().is_some_and(|low| low < Decimal::from(24));
    if letter && !clock && is_site(doc, amount.tokens.start) || asks_for_time(doc, amount) {
        return false;
    }
    // `nằm bên trong. 17h20, xe …`: so late an hour with minutes is a time of day.
    let late = clock && amount.low.decimal().is_some_and(|low| low > Decimal::from(12));
    if late && doc.tokens().get(amount.core.end).is_some_and(|next| next.is_glued() && next.class == Class::Digits) {
        return false;
    }
    if !years && !clock {
        return true;
    }
    // `trong năm tháng` is a length, `qua năm tháng` the years.
    let words = if years { &BEFORE_MONTHS } else { &BEFORE_HOURS };
    years && amount.tokens.start < amount.core.start || words.has(doc.key_before(amount.tokens.start))
}

/// Whether the `24h` at token `start` is the name of a site: `Nguồn: 24h`, `tin tức thời sự 24h`, `(Theo 24h)`.
fn is_site(doc: &Document<'_>, start: usize) -> bool {
    let before = |words: usize| start.checked_sub(words - 1).map_or(crate::Key::NONE, |at| doc.key_before(at));
    let named = if before(1) == w::COLON { before(2) } else { before(1) };
    SITES.has(named)
}

/// Whether `mấy giờ` asks for the time: `không biết bây giờ là mấy giờ`.
fn asks_for_time(doc: &Document<'_>, amount: &amount::Amount<TimeUnit>) -> bool {
    amount.form == Form::Vague
        && doc.is(amount.core.end - 1, w::giờ)
        && matches!(doc.key_before(amount.tokens.start), w::là | w::lúc | w::biết)
}

table_sets! {
    "lengths.tsv":
    /// Words before the name of a site that is called `24h`.
    SITES = "sites";
    /// Words before `năm tháng` that is five months.
    BEFORE_MONTHS = "before_months";
    /// Words before `9h` that is nine hours.
    BEFORE_HOURS = "before_hours";
}

/// `1/3` of a time that comes out even is a decimal (`nửa năm` = 0.5), otherwise the fraction (`80/90 phút` of a match); `24/24` is not one.
fn length(number: Number, unit: TimeUnit) -> Option<Number> {
    match number {
        Number::Ratio(part, whole) if part >= whole || whole > 20 && !matches!(unit, TimeUnit::Minute) => None,
        Number::Ratio(part, whole) => {
            let even = whole > 0 && 1000 % whole == 0;
            let decimal = Decimal::from(part).checked_div(Decimal::from(whole)).filter(|_| even);
            Some(decimal.map_or(Number::Ratio(part, whole), Number::from))
        }
        other => Some(other),
    }
}

/// Whether the number at `start` is the name of a day, month, class or place in a row: `thứ 2 tuần sau`, `tháng 3 năm ngoái`.
fn is_named(doc: &Document<'_>, start: usize, unit: TimeUnit) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    if doc.token(start).gap > Gap::Space {
        return false;
    }
    match doc.key(before) {
        w::thứ | w::mùng | w::mồng | w::lớp => true,
        w::tháng => unit == TimeUnit::Year,
        w::ngày => matches!(unit, TimeUnit::Month),
        w::quý => unit == TimeUnit::Year,
        w::hạng => matches!(unit, TimeUnit::Year | TimeUnit::Week | TimeUnit::Month),
        // `học kỳ 2 năm lớp 10`
        w::kỳ | w::kì => before.checked_sub(1).is_some_and(|outer| doc.is(outer, w::học)),
        // `SEA Games 29 năm nay`
        w::games | w::cup => doc.token(start).class == Class::Digits,
        // `top 30 tuần qua`
        w::top => true,
        _ => false,
    }
}

fn is_capital(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.case == Case::Title) && !doc.starts_sentence(at)
}

/// Takes the hundredths after the seconds of a race: `52 giây 78`.
fn hundredths(doc: &Document<'_>, found: &Found, amount: &mut amount::Amount<TimeUnit>, unit: TimeUnit) {
    let end = amount.core.end;
    let is_pair = doc
        .tokens()
        .get(end)
        .is_some_and(|token| token.class == Class::Digits && token.gap == Gap::Space && token.span().len() == 2);
    if unit != TimeUnit::Second
        || !doc.is(end - 1, w::giây)
        || amount.high.is_some()
        || amount.tokens.end != end
        || !is_pair
        || !found.is_free(end..end + 1)
        || !amount::ends_phrase(doc, end + 1)
    {
        return;
    }
    let part: Option<i64> = doc.text_of(end).parse().ok();
    let sum =
        part.and_then(|part| amount.low.decimal().filter(Decimal::is_integer)?.checked_add(Decimal::new(part, 2)));
    if let Some(sum) = sum {
        amount.low = sum.into();
        (amount.core.end, amount.tokens.end) = (end + 1, end + 1);
    }
}

/// The number of units `smaller` at token `end` or after a `và` there, and the token after them: the `6 tháng` of `9 năm 6 tháng`.
fn named_rest(input: &Input<'_>, found: &Found, end: usize, smaller: TimeUnit) -> Option<(Decimal, usize)> {
    let doc = input.doc;
    let at = end + usize::from(doc.key_after(end) == w::và);
    let rest = input.numbers.starting_at(at).filter(|rest| rest.high.is_none() && doc.token(at).gap == Gap::Space)?;
    let (after, unit) = unit_at(doc, rest.tokens.end)?;
    (unit == smaller && found.is_free(at..after)).then_some((rest.value.decimal()?, after))
}

/// The minutes after an hour that have no name, or are glued to its letter: `mất 2 giờ 30 để nạp dầu`, `kéo dài 1h30`; and the token after.
fn bare_minutes(doc: &Document<'_>, found: &Found, end: usize) -> Option<(Decimal, usize)> {
    let token = doc.tokens().get(end).filter(|token| token.class == Class::Digits && token.gap <= Gap::Space)?;
    let minutes: i64 = doc.text_of(end).parse().ok().filter(|minutes| *minutes < 60 && token.span().len() == 2)?;
    let named = doc.key_after(end + 1) == w::phút;
    let after = end + 1 + usize::from(named);
    let fits = (!named || token.is_glued()) && found.is_free(end..after) && amount::ends_phrase(doc, after);
    fits.then_some((Decimal::from(minutes), after))
}

/// Takes the half after the unit (`3 năm rưỡi`) and the smaller unit after that (`9 năm 6 tháng`); the unit to count in, which is the
/// smaller one where the sum does not come out even.
fn half_and_rest(input: &Input<'_>, found: &Found, amount: &mut amount::Amount<TimeUnit>) -> TimeUnit {
    let doc = input.doc;
    let end = amount.core.end;
    let Some(low) = amount.low.decimal().filter(|_| amount.high.is_none() && amount.tokens.end == end) else {
        return amount.unit;
    };
    let mut extend = |low: Decimal, end: usize| {
        amount.low = low.into();
        (amount.core.end, amount.tokens.end) = (end, end);
    };
    if matches!(doc.key_after(end), w::rưỡi | w::rưởi)
        && let Some(low) = low.checked_add(Decimal::new(5, 1))
    {
        extend(low, end + 1);
        return amount.unit;
    }
    let Some((smaller, times)) = amount.unit.smaller() else { return amount.unit };
    let times = Decimal::from(times);
    let minutes = || bare_minutes(doc, found, end).filter(|_| amount.unit == TimeUnit::Hour);
    let Some((rest, end)) = named_rest(input, found, end, smaller).or_else(minutes) else { return amount.unit };
    if rest >= times || !rest.is_integer() || !low.is_integer() {
        return amount.unit;
    }
    // A quotient with at most two decimals is kept: 9 years and 6 months are 9.5 years; 1 hour 20 minutes are 80 minutes.
    match rest.checked_div(times).filter(|part| part.scale() <= 2).and_then(|part| low.checked_add(part)) {
        Some(sum) => {
            extend(sum, end);
            amount.unit
        }
        None => match low.checked_mul(times).and_then(|low| low.checked_add(rest)) {
            Some(sum) => {
                extend(sum, end);
                smaller
            }
            None => amount.unit,
        },
    }
}
