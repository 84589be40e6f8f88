//! Amounts whose number or unit is not where a count has it: `gấp đôi`, `một nửa`, `hơn nửa inch`, `tuổi 83`, `3 triệu` alone.

use std::ops::Range;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        quantity::{
            Quantity,
            unit::{self, Sort},
        },
    },
    lexicon::{Key, keys},
    number::{Bound, Decimal, Form, Number, bound},
    segment::{Class, Gap},
};

keys! {
    GAP = "gấp", DOI = "đôi", RUOI = "rưỡi", NUA = "nửa", MOT = "một", TUOI = "tuổi", BA = "ba", BON = "bốn",
    NAM = "năm", BAY = "bảy", MUOI = "mười", DAU = "đầu", CUOI = "cuối", DEM = "đêm", KIA = "kia",
}

/// Appends them.
pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for index in 0..doc.tokens().len() {
        let draft = match doc.key(index) {
            GAP => times(input, index),
            NUA => half(input, index),
            TUOI => age(input, index),
            _ => None,
        };
        if let Some(draft) = draft.filter(|draft| found.is_free(draft.tokens.clone())) {
            found.claim(draft);
        }
    }
    for numeral in input.numbers {
        if numeral.form == Form::Scaled
            && numeral.scale >= Decimal::from(1_000_000)
            && found.is_free(numeral.tokens.clone())
            && !doc
                .tokens()
                .get(numeral.tokens.end)
                .is_some_and(|next| next.gap <= Gap::Space && next.class != Class::Mark)
        {
            let (bound, start) = bound::before(doc, numeral.tokens.start);
            found.claim(draft(
                numeral.value.clone(),
                bound,
                start..numeral.tokens.end,
                numeral.tokens.clone(),
                None,
                "quantity.bare",
            ));
        }
    }
}

/// `gấp đôi`, `gấp rưỡi`, `gấp ba`, `gấp 5`: times, with `lần` left out.
fn times(input: &Input<'_>, at: usize) -> Option<Draft> {
    let next = input.doc.tokens().get(at + 1).filter(|next| next.gap == Gap::Space)?;
    let low = match next.key {
        DOI => Decimal::TWO,
        RUOI => Decimal::new(15, 1),
        BA => Decimal::from(3),
        BON => Decimal::from(4),
        NAM => Decimal::from(5),
        BAY => Decimal::from(7),
        MUOI => Decimal::TEN,
        _ => return None,
    };
    // `gấp bốn lần` has its unit; `gấp ba mươi` goes on.
    let goes_on = next.key != DOI
        && next.key != RUOI
        && input.numbers.starting_at(at + 1).is_some_and(|numeral| numeral.tokens.len() > 1);
    let tokens = at..at + 2;
    let low = Number::from(low);
    (!goes_on).then(|| draft(low, Bound::Exact, tokens.clone(), tokens, Some("lần".to_owned()), "quantity.times"))
}

/// `một nửa`, `hơn nửa`, `nửa tấn`: a half, with what it is a half of.
fn half(input: &Input<'_>, at: usize) -> Option<Draft> {
    let doc = input.doc;
    let previous = at.checked_sub(1).map_or(Key::NONE, |before| doc.key(before));
    let counted = previous == MOT && doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space);
    let core = if counted { at - 1 } else { at };
    let (bound, start) = bound::before(doc, core);
    let unit = unit::at(doc, input.numbers, at + 1);
    let is_measure = unit.as_ref().is_some_and(|unit| matches!(unit.sort, Sort::Measure(_)));
    if !(counted || is_measure || matches!(bound, Bound::MoreThan | Bound::Nearly)) {
        return None;
    }
    if matches!(doc.key(at + 1), DAU | CUOI | DEM | KIA) {
        return None;
    }
    let (end, unit, measure) = match unit {
        Some(unit) if unit.sort != Sort::Guess => {
            let text = doc.string_of(unit.start..unit.end).to_lowercase();
            let code = if let Sort::Measure(code) = unit.sort { code } else { None };
            (unit.end, Some(text), code)
        }
        _ => (at + 1, None, None),
    };
    let mut draft = draft(Number::Ratio(1, 2), bound, start..end, core..end, unit, "quantity.half");
    if let Value::Quantity(quantity) = &mut draft.value {
        quantity.measure = measure;
    }
    Some(draft)
}

/// `ở tuổi 83`: an age whose unit stands before it.
fn age(input: &Input<'_>, at: usize) -> Option<Draft> {
    let doc = input.doc;
    let numeral = input.numbers.starting_at(at + 1)?;
    let next = doc.tokens().get(numeral.tokens.end);
    let stands_alone =
        next.is_none_or(|next| next.class != Class::Digits && next.gap != Gap::None || next.class == Class::Mark);
    let low = numeral
        .value
        .decimal()
        .filter(|age| age.fract().is_zero() && *age > Decimal::ONE && *age <= Decimal::from(130))?;
    let is_age = doc.tokens().get(at + 1).is_some_and(|token| token.gap == Gap::Space) && numeral.form != Form::Scaled;
    (stands_alone && is_age && unit::at(doc, input.numbers, numeral.tokens.end).is_none()).then(|| {
        let tokens = at..numeral.tokens.end;
        draft(low.into(), Bound::Exact, tokens, numeral.tokens.clone(), Some("tuổi".to_owned()), "quantity.age")
    })
}

fn draft(
    low: Number,
    bound: Bound,
    tokens: Range<usize>,
    core: Range<usize>,
    unit: Option<String>,
    rule: &'static str,
) -> Draft {
    let value = Quantity { low, high: None, bound, unit, measure: None };
    Draft { kind: Kind::Quantity, tokens, core, value: Value::Quantity(value), rule }
}
