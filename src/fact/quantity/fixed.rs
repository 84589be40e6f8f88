//! Amounts whose number or unit is not in the usual position: `gấp đôi`, `một nửa`, `hơn nửa inch`,
//! `tuổi 83`.

use std::ops::Range;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        amount::{self, Amount},
        quantity::{
            Quantity, limit,
            unit::{self, Sort},
        },
    },
    lexicon::{LABELS, Roles, table_sets, w},
    number::{Bound, Decimal, Form, Number, bound},
    segment::{Class, Document, Gap},
};

table_sets! {
    "counts.tsv":
    /// Words after a half that is a spouse.
    OTHER_HALF = "other_half";
    /// Whose half a spouse is.
    ONESELF = "oneself";
    /// Words before a bare fraction that is a share.
    SHARES = "shares";
}

/// Appends them.
pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for index in input.triggers(Roles::AMOUNT) {
        let draft = match doc.key(index) {
            w::gấp => times(input, index),
            w::nửa => half(input, index),
            w::tuổi => age(input, found, index),
            _ => None,
        };
        let Some(draft) = draft.filter(|draft| found.is_free(draft.tokens.clone())) else { continue };
        let end = draft.tokens.end;
        found.claim(draft);
        if doc.is(index, w::tuổi) {
            further_ages(input, found, end);
        }
    }
}

/// Claims the ages that share the `tuổi` before the first of them, which ends before token `end`: `ở tuổi 46, 52 và 58`, `lứa tuổi 14 - 16,
/// 16 - 18`.
fn further_ages(input: &Input<'_>, found: &mut Found, mut end: usize) {
    const LONGEST: usize = 8;
    let doc = input.doc;
    for _ in 0..LONGEST {
        if !matches!(doc.key_after(end), w::COMMA | w::và)
            || doc.tokens().get(end + 1).is_none_or(|next| next.gap != Gap::Space)
        {
            return;
        }
        let Some(age) = numbers_at(input, found, end + 1) else { return };
        let stands_alone = age.form == Form::Digits && age.tokens == age.core && ends_age(input, age.core.end);
        if !stands_alone || !is_age(&age.low) || !age.high.as_ref().is_none_or(is_age) {
            return;
        }
        end = age.core.end;
        let unit = Some("tuổi".to_owned());
        let mut draft = draft(age.tokens, age.core, value(age.low, Bound::Exact, unit), "quantity.age");
        if let Value::Quantity(quantity) = &mut draft.value {
            quantity.high = age.high;
        }
        found.claim(draft);
    }
}

/// The number or range that begins at token `at`, with no unit.
fn numbers_at(input: &Input<'_>, found: &Found, at: usize) -> Option<Amount<()>> {
    let index = input.numbers.as_slice().binary_search_by_key(&at, |numeral| numeral.tokens.start).ok()?;
    amount::at(input, found, index, |end| Some((end, ())))
}

/// Whether no unit of its own follows a number that ends before token `end`, and nothing is attached to it.
fn ends_age(input: &Input<'_>, end: usize) -> bool {
    let tokens = input.doc.tokens();
    let ends = match tokens.get(end) {
        Some(next) if next.class == Class::Mark => {
            next.key != w::PERCENT_SIGN && tokens.get(end + 1).is_none_or(|after| !after.is_glued())
        }
        Some(next) => next.gap != Gap::None,
        None => true,
    };
    ends && unit::at(input.doc, input.numbers, end).is_none_or(|unit| unit.sort == Sort::Guess)
}

/// Whether a number may be somebody's age.
fn is_age(age: &Number) -> bool {
    age.decimal().is_some_and(|age| age.fract().is_zero() && age > Decimal::ONE && age <= Decimal::from(130))
}

/// `gấp đôi`, `gấp rưỡi`, `gấp ba`, `gấp 5`: times, with `lần` left out.
fn times(input: &Input<'_>, at: usize) -> Option<Draft> {
    let next = input.doc.tokens().get(at + 1).filter(|next| next.gap == Gap::Space)?;
    // `gấp 3`, with no unit after it.
    if next.class == Class::Digits {
        let numeral = input.numbers.starting_at(at + 1)?;
        let end = numeral.tokens.end;
        let bare =
            !input.doc.tokens().get(end).is_some_and(|after| after.gap == Gap::None && after.class != Class::Mark)
                && unit::at(input.doc, input.numbers, end).is_none();
        return bare.then(|| {
            draft(
                at..end,
                at..end,
                value(numeral.value.clone(), Bound::Exact, Some("lần".to_owned())),
                "quantity.times",
            )
        });
    }
    let low = match next.key {
        w::đôi => Decimal::TWO,
        w::rưỡi => Decimal::new(15, 1),
        // `gấp hai, gấp ba`, but `gấp hai mép giấy`.
        w::hai
            if matches!(input.doc.key_after(at + 2), w::gấp | w::hay | w::so)
                || amount::ends_phrase(input.doc, at + 2) =>
        {
            Decimal::TWO
        }
        w::ba => Decimal::from(3),
        w::bốn => Decimal::from(4),
        w::năm => Decimal::from(5),
        w::bảy => Decimal::from(7),
        w::mười => Decimal::TEN,
        _ => return None,
    };
    // `gần gấp đôi`
    let (bound, outer) = limit::before_times(input.doc, at);
    // `gấp bốn lần` has its unit; `gấp ba mươi` continues.
    let goes_on = next.key != w::đôi
        && next.key != w::rưỡi
        && input.numbers.starting_at(at + 1).is_some_and(|numeral| numeral.tokens.len() > 1);
    let low = Number::from(low);
    (!goes_on).then(|| draft(outer..at + 2, at..at + 2, value(low, bound, Some("lần".to_owned())), "quantity.times"))
}

/// `một nửa`, `hơn nửa`, `nửa tấn`: a half, with what it is a half of.
fn half(input: &Input<'_>, at: usize) -> Option<Draft> {
    let doc = input.doc;
    let previous = doc.key_before(at);
    let is_one = || at.checked_sub(1).is_some_and(|one| doc.text_of(one) == "1");
    let counted = (matches!(previous, w::một | w::phân) || is_one())
        && doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space);
    let core = if counted { at - 1 } else { at };
    let (bound, start) = bound::before(doc, core);
    let unit = unit::at(doc, input.numbers, at + 1);
    let is_measure = unit.as_ref().is_some_and(|unit| matches!(unit.sort, Sort::Measure(_)));
    // `nghỉ nửa mùa giải`
    let is_season = doc.key_after(at + 1) == w::mùa && matches!(doc.key_after(at + 2), w::giải | w::bóng);
    if !(counted || is_measure || is_season || matches!(bound, Bound::MoreThan | Bound::Nearly)) {
        return None;
    }
    if matches!(doc.key(at + 1), w::đầu | w::cuối | w::đêm) || is_spouse(doc, at + 1) || doc.is_in_saying(at) {
        return None;
    }
    let (end, unit, measure) = match unit {
        Some(unit) if unit.sort != Sort::Guess => {
            let text = doc.small_string_of(unit.start..unit.end);
            let code = if let Sort::Measure(code) = unit.sort { code } else { None };
            (unit.end, Some(text), code)
        }
        _ => (at + 1, None, None),
    };
    let mut draft = draft(start..end, core..end, value(Number::Ratio(1, 2), bound, unit), "quantity.half");
    if let Value::Quantity(quantity) = &mut draft.value {
        quantity.measure = measure;
    }
    Some(draft)
}

/// Whether the half that ends before token `at` is somebody's husband or wife: `một nửa của mình`, `nửa kia`.
fn is_spouse(doc: &Document<'_>, at: usize) -> bool {
    OTHER_HALF.has(doc.key_after(at)) || doc.key_after(at) == w::của && ONESELF.has(doc.key_after(at + 1))
}

/// `ở tuổi 83`, `độ tuổi 18-25`, `tuổi trên 40`: an age whose unit comes before it.
fn age(input: &Input<'_>, found: &Found, at: usize) -> Option<Draft> {
    const LONGEST_BOUND: usize = 2;
    let doc = input.doc;
    let mut amount = (at + 1..=at + 1 + LONGEST_BOUND).find_map(|number| numbers_at(input, found, number))?;
    let stands_apart =
        doc.tokens().get(amount.core.end).is_none_or(|next| next.class == Class::Mark || next.gap != Gap::None);
    // `ở tuổi ngoài 50`
    if amount.bound == Bound::Exact && amount.tokens.start == at + 2 && doc.key_before(at + 2) == w::ngoài {
        (amount.bound, amount.tokens.start) = (Bound::MoreThan, at + 1);
    }
    let is_first = amount.tokens.start == at + 1 && doc.tokens().get(at + 1)?.gap == Gap::Space;
    (is_first && stands_apart && is_age(&amount.low) && amount.high.as_ref().is_none_or(is_age)).then(|| {
        // `dưới tuổi 25`, `ngoài độ tuổi 25`; a bound between the two words is in the span too.
        let head = at - usize::from(doc.key_before(at) == w::độ);
        let (outer, start) = match bound::before(doc, head) {
            _ if doc.key_before(head) == w::ngoài => (Bound::MoreThan, head - 1),
            (Bound::Exact, _) => (Bound::Exact, at),
            outer => outer,
        };
        let bound = if outer == Bound::Exact { amount.bound } else { outer };
        let (tokens, unit) = (start..amount.tokens.end, Some("tuổi".to_owned()));
        let mut draft = draft(tokens, amount.core, value(amount.low, bound, unit), "quantity.age");
        if let Value::Quantity(quantity) = &mut draft.value {
            quantity.high = amount.high;
        }
        draft
    })
}

/// `giá bằng 1/10`, `2/3 số hộ`, `một phần ba số hộ`: a share, of what is named before it or after `số`.
pub(super) fn share(input: &Input<'_>, found: &Found, index: usize) -> Option<Draft> {
    const MOST: u64 = 100;
    let (doc, numeral) = (input.doc, input.numbers.as_slice().get(index)?);
    let in_words = matches!(numeral.value, Number::Ratio(..)) && numeral.tokens.len() > 2;
    if !doc.is(numeral.tokens.end, w::SOLIDUS) && !in_words {
        return None;
    }
    let noun = |at: usize| unit::at(doc, input.numbers, at).filter(|unit| unit.sort == Sort::Noun);
    let whole = |at: usize| match doc.key_after(at) {
        w::số => noun(at + 1).map(|unit| (unit.end, Some(unit.start))),
        w::tổng if doc.is(at + 1, w::số) => noun(at + 2).map(|unit| (unit.end, Some(unit.start))),
        _ if in_words => None,
        w::so | w::của | w::giá | w::trước => Some((at, None)),
        _ => amount::ends_phrase(doc, at).then_some((at, None)),
    };
    let amount = amount::at(input, found, index, whole)?;
    let is_part = matches!(amount.low, Number::Ratio(part, whole) if part < whole && whole <= MOST);
    let before = doc.key_before(amount.tokens.start);
    let is_share = amount.unit.is_some() && !LABELS.has(before) || SHARES.has(before);
    (is_part && is_share).then(|| {
        let unit = amount.unit.map(|start| doc.small_string_of(start..amount.core.end));
        draft(amount.tokens, amount.core, value(amount.low, amount.bound, unit), "quantity.share")
    })
}

fn draft(tokens: Range<usize>, core: Range<usize>, value: Quantity, rule: &'static str) -> Draft {
    Draft { kind: Kind::Quantity, tokens, core, value: Value::Quantity(value), rule }
}

/// A value without a measure.
const fn value(low: Number, bound: Bound, unit: Option<String>) -> Quantity {
    Quantity { low, high: None, bound, unit, measure: None }
}
