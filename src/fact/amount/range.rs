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
    if is_priced_name(doc, start, from, to) {
        return false;
    }
    match doc.key(from) {
        w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::MINUS_SIGN | w::TILDE => true,
        w::đến | w::tới => true,
        w::và => before == w::giữa,
        _ => false,
    }
}

/// Whether the number at `start` ends a name whose price follows after a dash: `Fiat 500 - 15.990 USD`. What is grouped into thousands goes with
/// its like.
fn is_priced_name(doc: &Document<'_>, start: usize, from: usize, to: usize) -> bool {
    let tokens = doc.tokens();
    let is_name = start.checked_sub(1).is_some_and(|name| {
        tokens[name].class == Class::Word
            && tokens[name].is_capitalised()
            && tokens[start].gap == Gap::Space
            && !doc.starts_sentence(name)
    });
    let is_grouped = tokens.get(to + 2).is_some_and(|group| {
        group.class == Class::Digits && group.is_glued() && group.span().len() == 3 && doc.is(to + 1, w::FULL_STOP)
    });
    let is_plain = from == start + 1 && tokens[start].class == Class::Digits && tokens[start].span().len() == 3;
    is_name && is_plain && is_grouped && tokens[from].gap == Gap::Space && tokens[from].class == Class::Mark
}

/// The ends of a range of two vague numbers that rises, by the scale of the second: `từ vài chục đến vài trăm triệu`.
pub(super) fn vague_ends(first: &Numeral, second: &Numeral) -> Option<(Number, Number)> {
    let (low, top) = (first.value.decimal()?, second.value.decimal()?);
    let high = second.high.as_ref()?.decimal()?;
    if first.form != Form::Vague {
        return None;
    }
    // The scale of the second number: the largest power of a thousand that divides it.
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
    // `70.000 - 50.000 đồng` falls: prices in whole thousands.
    if joint == Joint::Dash
        && below == (false, false)
        && let (Some(from), Some(to)) = (thousands(first), thousands(second))
        && to < from
        && from < to * Decimal::from(3)
    {
        return Some((high, low, (None, None)));
    }
    if joint != Joint::Units && first.scale == Decimal::ONE && second.scale != Decimal::ONE {
        match scaled(first, second, joint, below) {
            Scaled::Low(scaled) => low = scaled,
            Scaled::Falls(scaled) => return Some((high, scaled, (None, None))),
            Scaled::Apart => return None,
            Scaled::Plain => {}
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

/// What the scale of the upper end makes of a lower end without one.
enum Scaled {
    /// The lower end with a scale: `20-30 triệu`.
    Low(Number),
    /// The first number with the scale of the second, and above it: `850 - 400 nghìn đồng`.
    Falls(Number),
    /// The two are no range.
    Apart,
    /// The lower end stays as it is written.
    Plain,
}

/// What becomes of the lower end, which has no scale, before an upper one that has.
fn scaled(first: &Numeral, second: &Numeral, joint: Joint, below: (bool, bool)) -> Scaled {
    let may_share =
        second.scale >= Decimal::ONE_THOUSAND || first.value.decimal().is_some_and(|low| low < Decimal::TEN);
    let (Some(scaled), Some(bottom), Some(top)) =
        (first.value.times(second.scale).filter(|_| may_share), first.value.decimal(), second.value.decimal())
    else {
        return Scaled::Plain;
    };
    let is_below = scaled.decimal().is_some_and(|scaled| {
        // `Vol. 2 - 851,2 triệu USD`: a dash alone does not join numbers this far apart.
        scaled < top && (joint == Joint::Word || scaled.checked_mul(FAR_APART).is_none_or(|far| far > top))
    });
    let falls = joint == Joint::Dash
        && below == (false, false)
        && bottom >= Decimal::TEN
        && scaled.decimal().is_some_and(|scaled| scaled > top && scaled < top * Decimal::from(3));
    if falls {
        return Scaled::Falls(scaled);
    }
    if is_below {
        return Scaled::Low(scaled);
    }
    // `từ 400 đến 1 triệu đồng`
    let hundreds = second.scale == Decimal::from(1_000_000) && bottom >= Decimal::ONE_HUNDRED;
    let thousands = bottom.checked_mul(Decimal::ONE_THOUSAND).filter(|whole| hundreds && *whole < top);
    if let Some(thousands) = thousands.filter(|_| bottom < Decimal::ONE_THOUSAND) {
        return Scaled::Low(thousands.into());
    }
    let is_apart = joint == Joint::Dash && bottom < Decimal::ONE_THOUSAND && second.scale >= Decimal::ONE_THOUSAND;
    if is_apart { Scaled::Apart } else { Scaled::Plain }
}

/// The value of a number in digits that dots group into whole thousands: `70.000`.
pub(super) fn thousands(numeral: &Numeral) -> Option<Decimal> {
    let is_grouped = numeral.form == Form::Digits && numeral.tokens.len() >= 3;
    numeral.value.decimal().filter(|value| is_grouped && (value % Decimal::ONE_THOUSAND).is_zero())
}

/// Whether numerals at these places are parted by nothing but a dash with a blank on both sides or on none.
pub(super) fn are_dashed(doc: &Document<'_>, first: &Numeral, second: &Numeral) -> bool {
    let dash = first.tokens.end;
    second.tokens.start == dash + 1
        && matches!(doc.key_after(dash), w::HYPHEN_MINUS | w::EN_DASH)
        && doc.token(dash + 1).gap <= Gap::Space
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
