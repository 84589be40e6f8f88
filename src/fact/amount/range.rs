//! The two ends of a range: what joins them, and what the lower takes from the upper (`20-30 triệu`, `3 - 4.000 USD`).

use crate::{
    lexicon::w,
    number::{Decimal, Form, Number, Numeral},
    segment::{Class, Document, Gap},
};

use super::sign;

/// The sign of the second number of a range whose joint is at `joint`: whether it is a minus, and where the number begins with it.
pub(super) fn second_sign(doc: &Document<'_>, joint: usize, second: usize) -> (bool, usize) {
    if second == joint + 2 { sign(doc, second) } else { (false, second) }
}

/// The joint between the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A unit before the joint, so that each end has its own.
    Units,
    /// `đến`, `tới`, `và`.
    Word,
    /// A dash.
    Dash,
}

impl Joint {
    pub(super) fn of(doc: &Document<'_>, at: usize) -> Self {
        if doc.tokens().get(at).is_some_and(|token| token.class == Class::Mark) { Self::Dash } else { Self::Word }
    }
}

/// Whether what is between two numbers makes them the ends of a range: from `from`, where the first one's unit or number ends, to
/// the second number at `to`.
pub(super) fn joins(doc: &Document<'_>, start: usize, from: usize, to: usize) -> bool {
    let tokens = doc.tokens();
    if to != from + 1 || tokens[from].gap > Gap::Space || tokens[to].gap > Gap::Space {
        return false;
    }
    let before = doc.key_before(start);
    match doc.key(from) {
        w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::MINUS_SIGN | w::TILDE => true,
        w::đến | w::tới => true,
        w::và => before == w::giữa,
        _ => false,
    }
}

/// The ends of a range of two vague numbers that rises, by the scale of the second: `từ vài chục đến vài trăm triệu`.
pub(super) fn vague_ends(first: &Numeral, second: &Numeral) -> Option<(Number, Number)> {
    let (low, top) = (first.value.decimal()?, second.value.decimal()?);
    let high = second.high.as_ref()?.decimal()?;
    if first.form != Form::Vague {
        return None;
    }
    // What the second counts in: the largest power of a thousand that it is a multiple of.
    let mut scale = Decimal::ONE;
    while let Some(next) = scale.checked_mul(Decimal::ONE_THOUSAND)
        && next <= top
        && (top % next).is_zero()
    {
        scale = next;
    }
    let scaled = low.checked_mul(scale).filter(|scaled| low < Decimal::ONE_THOUSAND && *scaled < top).unwrap_or(low);
    (scaled < top).then(|| (scaled.into(), high.into()))
}

/// The two ends of a range and their English reading; the lower takes the upper's scale where it has none and stays below
/// (`20-30 triệu`). `below` says which of them has a minus.
#[expect(clippy::type_complexity, reason = "read once, taken apart at once")]
pub(super) fn ends(
    first: &Numeral,
    second: &Numeral,
    joint: Joint,
    below: (bool, bool),
) -> Option<(Number, Number, (Option<Number>, Option<Number>))> {
    let high = second.value.clone();
    let mut low = first.value.clone();
    if joint != Joint::Units
        && first.scale == Decimal::ONE
        && second.scale != Decimal::ONE
        && (second.scale >= Decimal::ONE_THOUSAND || first.value.decimal().is_some_and(|low| low < Decimal::TEN))
        && let (Some(scaled), Some(bottom), Some(top)) = (low.times(second.scale), low.decimal(), high.decimal())
    {
        let is_below = scaled.decimal().is_some_and(|scaled| {
            // `Vol. 2 - 851,2 triệu USD`: a dash alone joins no ends so far apart.
            scaled < top && (joint == Joint::Word || scaled.checked_mul(FAR_APART).is_none_or(|far| far > top))
        });
        let thousands = bottom
            .checked_mul(Decimal::ONE_THOUSAND)
            .filter(|whole| second.scale == Decimal::from(1_000_000) && bottom >= Decimal::ONE_HUNDRED && *whole < top);
        // `850 - 400 nghìn đồng` falls.
        let falls = joint == Joint::Dash
            && below == (false, false)
            && bottom >= Decimal::TEN
            && scaled.decimal().is_some_and(|scaled| scaled > top && scaled < top * Decimal::from(3));
        if falls {
            return Some((high, scaled, (None, None)));
        }
        if is_below {
            low = scaled;
        } else if let Some(thousands) = thousands.filter(|_| bottom < Decimal::ONE_THOUSAND) {
            // `từ 400 đến 1 triệu đồng`
            low = thousands.into();
        } else if joint == Joint::Dash && bottom < Decimal::ONE_THOUSAND && second.scale >= Decimal::ONE_THOUSAND {
            return None;
        }
    }
    if joint != Joint::Units
        && let Some(whole) = cut_thousands(first, second)
    {
        low = whole.into();
    }
    let signed = |number: Number, below| if below { number.negated() } else { number };
    let (low, high) = (signed(low, below.0), signed(high, below.1));
    // A range rises; what falls is a score, a ratio or two numbers.
    if let (Some(low), Some(high)) = (low.decimal(), high.decimal())
        && low >= high
    {
        return None;
    }
    let english = (first.alternative.clone(), second.alternative.clone());
    // Both ends or none: `1,500-2,000`.
    let english = if english.0.is_some() && english.1.is_some() { english } else { (None, None) };
    Some((low, high, english))
}

/// How many times the upper end of a range of two dashed numbers may be the lower one that takes its scale.
const FAR_APART: Decimal = Decimal::ONE_HUNDRED;

/// The lower end of `từ 150 đến 200.000 đồng`, `3 - 4.000 USD`: what is left out is the thousand that the dot cuts off.
fn cut_thousands(first: &Numeral, second: &Numeral) -> Option<Decimal> {
    let (bottom, top) = (first.value.decimal()?, second.value.decimal()?);
    let is_cut = second.form == Form::Digits
        && second.tokens.len() == 3
        && first.tokens.len() == 1
        && first.form == Form::Digits
        && (top % Decimal::ONE_THOUSAND).is_zero();
    let whole = bottom.checked_mul(Decimal::ONE_THOUSAND).filter(|whole| is_cut && *whole < top)?;
    // Below ten the two must be near: `từ 1 đến 5.000 con` begins with one.
    (bottom >= Decimal::TEN || bottom >= Decimal::ONE && whole.checked_mul(Decimal::TWO)? >= top).then_some(whole)
}
