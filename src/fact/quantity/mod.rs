//! Counts and measures: `110 mô hình`, `hàng chục tập thể`, `12 km`. Contract: `docs/facts.md#quantity`.
//!
//! Starts at each numeral that no earlier stage claimed, checks what comes before it (after a label it is a name: `quận 10`,
//! `thứ hai`), then reads the unit after it. A guessed unit needs a clean left side. Starting at the nouns and looking for their
//! numbers would touch every noun of a text; numerals are one token in twenty.

mod context;
mod fixed;
mod limit;
mod one;
mod unit;
mod word;

use std::borrow::Cow;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        amount::{self, Amount, Bare, Member},
    },
    lexicon::w,
    number::{Bound, Decimal, Form, Number, Numeral},
    segment::{Class, Document},
};
use unit::{Sort, Unit};

/// A number with the counted unit.
///
/// ```
/// use tinviet::Value;
/// let analysis = tinviet::analyze("Xã có 110 mô hình.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Quantity(value) = fact.value() else { panic!() };
/// assert_eq!((value.low.to_string().as_str(), value.unit.as_deref()), ("110", Some("mô hình")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quantity {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// The noun or classifier phrase, lower-cased: `tập thể`.
    pub unit: Option<String>,
    /// The UCUM code of a unit of measure: `km`, `har`, `/min`.
    pub measure: Option<Cow<'static, str>>,
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let first = found.drafts().len();
    let mut ones = Vec::new();
    for (index, numeral) in input.numerals() {
        if one::may_be_article(doc, input.numbers, numeral) {
            ones.push(index);
        } else if let Some(Count { draft, members }) = count(input, found, index) {
            members.into_iter().for_each(|member| found.claim(member));
            found.claim(draft);
        } else if let Some(share) = fixed::share(input, found, index) {
            found.claim(share);
        }
    }
    fixed::find(input, found);
    without_noun(input, found);
    // `một` counts next to another count only: `một người chết, hai người bị thương`. It is the commonest numeral, and is mostly far from any.
    let mut counts: Vec<&Draft> =
        found.drafts().iter().skip(if ones.is_empty() { usize::MAX } else { first }).collect();
    counts.sort_by_key(|draft| draft.tokens.start);
    let is_near =
        |index: &usize| input.numbers.as_slice().get(*index).is_some_and(|numeral| one::is_near(numeral, &counts));
    let ones: Vec<Draft> = ones
        .into_iter()
        .filter(is_near)
        .filter_map(|index| count(input, found, index).map(|count| count.draft))
        .filter(|one| one::is_listed(doc, one, &counts))
        .collect();
    for one in ones {
        // In `một - 1 triệu doanh nghiệp` the second number is already a fact of its own.
        if found.is_free(one.tokens.clone()) {
            found.claim(one);
        }
    }
}

/// A count, and the numbers before it that share its unit.
struct Count {
    draft: Draft,
    members: Vec<Draft>,
}

/// The count that begins with the numeral at place `index` of the list.
fn count(input: &Input<'_>, found: &Found, index: usize) -> Option<Count> {
    let (doc, numeral) = (input.doc, input.numbers.as_slice().get(index)?);
    let unit = |at| unit::at(doc, input.numbers, at).map(|unit| (unit.end, unit));
    let mut amount = amount::at(input, found, index, unit)?;
    if !context::counts(doc, numeral, &amount) {
        return None;
    }
    // `trừ 4 điểm` deducts points; counts of nouns are never negative.
    let is_noun = !matches!(amount.unit.sort, Sort::Measure(_));
    if word::is_parent_and_child(doc, numeral, &amount.unit) {
        (amount.low, amount.high, amount.unit.start) = (Decimal::TWO.into(), None, amount.unit.start - 1);
    }
    if is_noun && doc.is(amount.core.start, w::trừ) {
        (amount.low, amount.core.start) = (amount.low.negated(), amount.core.start + 1);
        amount.tokens.start = amount.tokens.start.max(amount.core.start);
    }
    if is_noun {
        amount::part_of_whole(input, found, &mut amount);
    }
    let shares = amount.unit.sort != Sort::Guess && amount.tokens.start == amount.core.start;
    let mut members = Vec::new();
    if shares {
        let first = amount.numerals.start;
        members = amount::elided(input, found, first);
        members.extend(amount::changed_from(input, found, first).filter(|_| members.is_empty()));
        members.extend(amount::pair(input, found, first).filter(|_| members.is_empty()));
    }
    let ages = ages_before(doc, found, &amount);
    let mut draft = draft(doc, numeral, amount);
    // What stands before `gấp` may end the unit of another count.
    while draft.tokens.start < draft.core.start && !found.is_free(draft.tokens.start..draft.core.start) {
        draft.tokens.start += 1;
    }
    // Counts of nouns are whole numbers: `hệ số 1,61 và 16 điểm`.
    let is_measure = matches!(&draft.value, Value::Quantity(Quantity { measure: Some(_), .. }));
    members.retain(|member| is_measure || member.low.decimal().is_none_or(|low| low.is_integer()));
    // The first member of a list decides whether its numbers are labels: `tổ 3, 4 và 5 hộ dân`.
    if !members.last().is_none_or(|first| context::stands_free(input, first.tokens.start)) {
        members.clear();
    }
    let members = members.into_iter().chain(ages).filter_map(|member| of_list(&draft, member)).collect();
    Some(Count { draft, members })
}

/// A number that shares the unit of a count.
fn of_list(count: &Draft, member: Member) -> Option<Draft> {
    let Value::Quantity(Quantity { unit, measure, .. }) = &count.value else { return None };
    let Member { tokens, low, high } = member;
    let value = Quantity { low, high, bound: Bound::Exact, unit: unit.clone(), measure: measure.clone() };
    let rule = "quantity.list";
    Some(Draft { kind: Kind::Quantity, tokens: tokens.clone(), core: tokens, value: Value::Quantity(value), rule })
}

/// The ages before the last of a list that names what all of them are: `55 năm, 40 năm` of `55 năm, 40 năm và 30 năm tuổi Đảng`.
fn ages_before(doc: &Document<'_>, found: &Found, amount: &Amount<Unit>) -> Vec<Member> {
    let mut ages = Vec::new();
    if !doc.is(amount.unit.start, w::năm) || !doc.is(amount.unit.start + 1, w::tuổi) {
        return ages;
    }
    let mut next = amount.tokens.start;
    while let Some(digits) = next.checked_sub(3)
        && matches!(doc.key_before(next), w::COMMA | w::và | w::hoặc)
        && doc.key_before(next - 1) == w::năm
        && doc.key_after(next - 2) == w::năm
        && found.is_free(digits..next - 1)
        && let Ok(years) = doc.text_of(digits).parse::<u64>()
    {
        ages.push(Member { tokens: digits..next - 1, low: years.into(), high: None });
        next = digits;
    }
    ages
}

/// `dân số 90 triệu`, `hơn 3 triệu`: a count whose noun comes before it or nowhere, and which no word says to be money.
fn without_noun(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for (index, numeral) in input.numerals() {
        if !amount::may_be_bare(doc, numeral) {
            continue;
        }
        let end = |at| amount::bare(input, at).map(|bare| (at, bare));
        let Some(amount) = amount::at(input, found, index, end) else { continue };
        // `hai triệu mười` alone is just a number; before an unknown word, only numbers in digits or with a scale word are certain.
        let at = amount.core.end;
        if amount.form == Form::Words
            || amount.low.decimal().is_none_or(|low| low < Decimal::from(1_000_000))
            || amount.unit == Bare::Perhaps
                && (amount.form != Form::Scaled || unit::at(doc, input.numbers, at).is_some())
            || !found.is_free(amount.tokens.clone())
        {
            continue;
        }
        let value = Quantity { low: amount.low, high: amount.high, bound: amount.bound, unit: None, measure: None };
        found.claim(Draft {
            kind: Kind::Quantity,
            tokens: amount.tokens,
            core: amount.core,
            value: Value::Quantity(value),
            rule: "quantity.bare",
        });
    }
}

fn draft(doc: &Document<'_>, numeral: &Numeral, mut amount: Amount<Unit>) -> Draft {
    let words = amount.unit.start..amount.unit.end;
    let rule = match &amount.unit.sort {
        Sort::Measure(_) => "quantity.measure",
        Sort::Noun => "quantity.noun",
        Sort::Guess => "quantity.guess",
    };
    match amount.unit.sort {
        Sort::Measure(_) => measured(doc, numeral, &mut amount),
        // `100,000 người`: thousands before a counted noun; `702,456 điểm` is an index.
        Sort::Noun | Sort::Guess => {
            if !matches!(doc.key(words.start), w::lần | w::điểm) {
                amount.prefer_english();
            }
            if limit::is_on(doc, &amount) {
                (amount.bound, amount.tokens.start) = (Bound::Exact, amount.core.start);
            } else if amount.bound == Bound::Exact
                && let Some(outer) = limit::bound_of_counted(doc, &amount)
            {
                (amount.bound, amount.tokens.start) = outer;
            }
        }
    }
    // `gấp 3 lần`, `gần gấp 3 lần`
    if doc.is(words.start, w::lần) && doc.key_before(amount.tokens.start) == w::gấp {
        let (bound, start) = limit::before_times(doc, amount.tokens.start - 1);
        amount.tokens.start = start;
        if amount.bound == Bound::Exact {
            amount.bound = bound;
        }
    }
    if amount.high.is_none()
        && amount.core.end == words.end
        && doc.is(words.end, w::rưỡi)
        && let Some(half) = amount.low.decimal().and_then(|low| low.checked_add(Decimal::new(5, 1)))
    {
        amount.low = half.into();
        amount.core.end += 1;
        amount.tokens.end = amount.tokens.end.max(amount.core.end);
    }
    let measure = if let Sort::Measure(code) = amount.unit.sort { code } else { None };
    let unit = Some(doc.small_string_of(words));
    let value = Quantity { low: amount.low, high: amount.high, bound: amount.bound, unit, measure };
    Draft { kind: Kind::Quantity, tokens: amount.tokens, core: amount.core, value: Value::Quantity(value), rule }
}

/// What a unit of measure says of its number: which reading of a comma, a bound after an adjective, decimals after the unit.
fn measured(doc: &Document<'_>, numeral: &Numeral, amount: &mut Amount<Unit>) {
    // `8,500 vòng/phút`: three decimals never end in a zero.
    if doc.text_of(numeral.tokens.end - 1).ends_with('0') {
        amount.prefer_english();
    }
    let code = if let Sort::Measure(Some(code)) = &amount.unit.sort { code.as_ref() } else { "" };
    let no_bound = match amount.bound {
        Bound::About => limit::is_size(doc, amount.tokens.start, amount.core.start, code),
        Bound::LessThan => limit::is_under(doc, amount.tokens.start, amount.core.start, amount.core.end, code),
        _ => false,
    };
    if no_bound {
        (amount.bound, amount.tokens.start) = (Bound::Exact, amount.core.start);
    } else if amount.bound == Bound::Exact
        && let Some(start) = limit::more_than(doc, amount.tokens.start, amount.core.end, code)
    {
        (amount.bound, amount.tokens.start) = (Bound::MoreThan, start);
    }
    if let Some((end, value)) = tail(doc, numeral, amount) {
        amount.low = value;
        (amount.core.end, amount.tokens.end) = (end, end);
    }
}

/// The decimals after a metre or a kilogram: `1m65` is 1.65 m, `3kg2` is 3.2 kg.
fn tail(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> Option<(usize, Number)> {
    let unit = &amount.unit;
    let digits = doc.tokens().get(unit.end).filter(|token| token.is_glued() && token.class == Class::Digits)?;
    if unit.end != unit.start + 1
        || amount.high.is_some()
        || amount.tokens.end != unit.end
        || !matches!(doc.key(unit.start), w::m | w::kg)
        || digits.span().len() > 2
    {
        return None;
    }
    let part: i64 = doc.text_of(unit.end).parse().ok()?;
    let part = Decimal::new(part, u32::try_from(digits.span().len()).ok()?);
    let whole = numeral.value.decimal().filter(|whole| whole.fract().is_zero())?;
    Some((unit.end + 1, whole.checked_add(part)?.into()))
}
