//! Money: `2.800 tỷ đồng`, `10.000 USD`, `$5.000`, `giá 3 triệu`. Contract: `docs/facts.md#money`.
//!
//! Money is recognised in three ways: by a currency after the number, by one before it, and, for `triệu` and `tỷ` without currency or
//! noun, by the context (`context`). They run in this order, so that an amount of the third kind can take the currency of its
//! neighbour.

mod context;

use std::ops::Range;

use crate::{
    fact::{
        Code, Draft, Found, Input, Kind, Value,
        amount::{self, Amount, Member},
    },
    lexicon::{CURRENCIES, Currency, Guard, Key, NOUNS, NounRole, Roles, w},
    number::{Bound, Decimal, Form, Number, bound, is_scale, suffix},
    segment::{Case, Class, Document, Gap},
};

/// An amount of money, with scale words multiplied out.
///
/// ```
/// use tinviet::Value;
/// let analysis = tinviet::analyze("Vốn 2.800 tỷ đồng.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Money(value) = fact.value() else { panic!() };
/// assert_eq!((value.low.to_string().as_str(), value.currency), ("2800000000000", "VND"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Money {
    /// The only amount, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// The ISO 4217 code: `VND`.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::fact::serial::currency"))]
    pub currency: Code,
}

/// A currency after a number, with the factor of a suffix between (`10K$`).
#[derive(Clone, Copy, PartialEq)]
struct Unit {
    code: &'static str,
    factor: Decimal,
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    for (index, _) in input.numerals() {
        let amount = amount::of_role(input, found, index, Roles::CURRENCY, |at| unit_at(input.doc, at));
        if let Some(amount) = amount.filter(|amount| !is_medals(input.doc, amount)) {
            after(input, found, amount);
        } else if let Some(draft) = before(input, found, index) {
            found.claim(draft);
        }
    }
    context::find(input, found);
}

/// Claims an amount with its currency after it.
fn after(input: &Input<'_>, found: &mut Found, mut amount: Amount<Unit>) {
    amount.prefer_english();
    let Unit { code, factor } = amount.unit;
    let scaled = |number: Number| if factor == Decimal::ONE { Some(number) } else { number.times(factor) };
    let mut members = amount::elided(input, found, amount.numerals.start);
    members.extend(amount::changed_from(input, found, amount.numerals.start).filter(|_| members.is_empty()));
    let (Some(mut low), high) = (scaled(amount.low), amount.high.and_then(scaled)) else { return };
    let (mut tokens, mut core) = (amount.tokens, amount.core);
    if high.is_none()
        && tokens.end == core.end
        && let Some((sum, end)) =
            half(input, amount.form, &low, core.end).or_else(|| cents(input, found, (amount.form, &low), core.end))
    {
        low = sum;
        (tokens.end, core.end) = (end, end);
    }
    // The dong has no hundredths.
    if (amount.form == Form::Scaled || amount.form == Form::Digits && code != "VND")
        && high.is_none()
        && let Some((value, start)) = torn_decimal(input, found, &low, &core)
    {
        low = value;
        core.start = start;
        (amount.bound, tokens.start) = bound::before(input.doc, start);
    }
    for Member { tokens, low, high } in members {
        let (Some(low), high) = (scaled(low), high.and_then(scaled)) else { continue };
        let value = Money { low, high, bound: Bound::Exact, currency: code };
        found.claim(draft(tokens.clone(), tokens, value, "money.list"));
    }
    let value = Money { low, high, bound: amount.bound, currency: code };
    found.claim(draft(tokens, core, value, "money.unit"));
}

fn draft(tokens: Range<usize>, core: Range<usize>, value: Money, rule: &'static str) -> Draft {
    Draft { kind: Kind::Money, tokens, core, value: Value::Money(value), rule }
}

fn unit_at(doc: &Document<'_>, at: usize) -> Option<(usize, Unit)> {
    if doc.tokens().get(at)?.gap > Gap::Space {
        return None;
    }
    let (at, factor) = suffix(doc, at).unwrap_or((at, Decimal::ONE));
    let (end, currency) = currency_at(doc, at)?;
    // `0 $109.320`: the sign belongs to the number that it is attached to.
    let is_next_ones = doc.token(at).class == Class::Mark
        && doc.token(at).gap == Gap::Space
        && doc.tokens().get(end).is_some_and(|next| next.is_glued() && next.class == Class::Digits);
    let factor = if currency.is_cent { factor.checked_div(Decimal::ONE_HUNDRED)? } else { factor };
    (!is_next_ones).then_some((end, Unit { code: currency.code, factor }))
}

/// The currency at `at`, after a number that ends there: the token after it.
fn currency_at(doc: &Document<'_>, at: usize) -> Option<(usize, Currency)> {
    let token = doc.tokens().get(at).filter(|token| token.gap < Gap::Line)?;
    let (end, currency) = doc.phrase(&CURRENCIES, at)?;
    let next = doc.tokens().get(end).filter(|next| next.gap == Gap::Space).map_or(Key::NONE, |next| next.key);
    let glued_slash = doc.is(end, w::SOLIDUS) && doc.tokens().get(end).is_some_and(|slash| slash.is_glued());
    let after_scale = is_scale(doc.key_before(at));
    let other_sense = end == at + 1
        && match doc.key(at) {
            // `120 triệu Đồng`, `600 triệu đồng tiền lương`, `200.000 đồng tiền gửi`
            w::đồng if after_scale && token.case == Case::Title => false,
            w::đồng if next == w::tiền && token.case != Case::Title => !is_large(doc, at, 4),
            w::đồng => token.case == Case::Title || is_other_word(doc, at, end),
            // `5 đ/c` are comrades.
            w::đ => glued_slash && doc.key_after(end + 1) == w::c,
            _ => doc.begins_compound(at, end),
        };
    let guarded = match currency.guard {
        Guard::None => false,
        Guard::Glued => !token.is_glued() || token.case != Case::Lower,
        Guard::Lower => token.case != Case::Lower,
        Guard::Capitals => token.case != Case::Upper,
        Guard::Small => token.case != Case::Lower && !after_scale || !is_large(doc, at, 3),
        Guard::Large => {
            // `3 triệu Bảng`, but `Bảng` after bare digits is a heading.
            token.case != Case::Lower && !after_scale || !is_large(doc, at, 4)
        }
    };
    (!other_sense && !guarded).then_some((end, *currency))
}

/// Whether the `đồng` from `at` to `end` begins another word. After tens of thousands only a word that is counted denies the money: `12.000 đồng
/// chí`, but `đạt 200 tỷ đồng thời gian qua`, `22.000 đồng bằng giá cũ`; four digits may be a year (`hoa hậu 1986 đồng thời`).
fn is_other_word(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let counted =
        || doc.key_after(end) != w::bằng && doc.phrase(&NOUNS, at).is_some_and(|(_, role)| *role == NounRole::Noun);
    doc.begins_compound(at, end) && (!is_large(doc, at, 5) || counted())
}

/// Whether the number that ends before `at` has so many digits, or a scale word.
fn is_large(doc: &Document<'_>, at: usize, digits: usize) -> bool {
    let mut seen = 0;
    for index in (0..at).rev().take(6) {
        match doc.token(index).class {
            Class::Digits => seen += doc.text_of(index).len(),
            Class::Mark if matches!(doc.key(index), w::FULL_STOP | w::COMMA) && doc.token(index).is_glued() => {}
            Class::Word => return seen >= digits || seen == 0 && is_scale(doc.key(index)),
            _ => break,
        }
    }
    seen >= digits
}

/// `3 vàng, 2 bạc, 5 đồng`: medals of bronze.
fn is_medals(doc: &Document<'_>, amount: &Amount<Unit>) -> bool {
    amount.unit.code == "VND"
        && amount.form != Form::Scaled
        && amount.low.decimal().is_some_and(|low| low < Decimal::ONE_HUNDRED)
        && (amount.tokens.start.saturating_sub(4)..amount.tokens.start).any(|at| matches!(doc.key(at), w::bạc | w::hcb))
}

/// The half after the name of a currency: `hai đô rưỡi`; the sum, and the token after it.
fn half(input: &Input<'_>, form: Form, low: &Number, end: usize) -> Option<(Number, usize)> {
    let whole = low.decimal().filter(|low| low.is_integer() && form != Form::Scaled && *low < Decimal::ONE_HUNDRED)?;
    let is_half = matches!(input.doc.key_after(end), w::rưỡi | w::rưởi);
    Some((whole.checked_add(Decimal::new(5, 1))?.into(), end + 1)).filter(|_| is_half)
}

/// Hundredths after an amount: `2 đô la và 23 xen`, `20 rupees 43`; the sum, and the token after it.
fn cents(input: &Input<'_>, found: &Found, (form, low): (Form, &Number), end: usize) -> Option<(Number, usize)> {
    let doc = input.doc;
    let joined = doc.key_after(end) == w::và;
    let at = if joined { end + 1 } else { end };
    let rest = input.numbers.starting_at(at)?;
    let value = rest.value.decimal().filter(|value| value.is_integer() && *value < Decimal::ONE_HUNDRED)?;
    let whole = low.decimal().filter(Decimal::is_integer)?;
    if !found.is_free(rest.tokens.clone()) || doc.token(at).gap != Gap::Space || rest.high.is_some() {
        return None;
    }
    let named = matches!(doc.key_after(rest.tokens.end), w::xen | w::xu | w::cent | w::cents);
    // Without their name, cents end the phrase: `hai đô 23`. After a scale word the number is another one: `649 triệu bảng 10`.
    let ends = form != Form::Scaled
        && doc
            .tokens()
            .get(rest.tokens.end)
            .is_none_or(|next| next.gap > Gap::Space || matches!(doc.key(rest.tokens.end), w::FULL_STOP | w::COMMA))
        && !joined
        && doc.text_of(at).len() == 2;
    if !named && !ends {
        return None;
    }
    let sum = whole.checked_add(value.checked_div(Decimal::ONE_HUNDRED)?)?;
    Some((sum.into(), rest.tokens.end + usize::from(named)))
}

/// `32, 2 triệu USD`, `1.294, 82 USD`: a decimal comma with a stray space after it. Only before a scale and a currency or after thousands, and
/// where no day, month or year ends before the comma.
fn torn_decimal(input: &Input<'_>, found: &Found, low: &Number, core: &Range<usize>) -> Option<(Number, usize)> {
    let doc = input.doc;
    let numeral = input.numbers.starting_at(core.start)?;
    let comma = core.start.checked_sub(1).filter(|&at| doc.is(at, w::COMMA) && doc.token(at).is_glued())?;
    let whole = input.numbers.ending_at(comma)?;
    let plain = doc.token(core.start).gap == Gap::Space
        && doc.token(core.start).class == Class::Digits
        && doc.text_of(core.start).len() <= 2
        && doc.text_of(whole.tokens.start).len() <= 3
        && (whole.tokens.len() == 1 && numeral.scale > Decimal::ONE
            || whole.tokens.len() == 3 && numeral.scale == Decimal::ONE && is_thousands(whole))
        && whole.form == Form::Digits
        && found.is_free(whole.tokens.clone());
    let before = whole.tokens.start.checked_sub(1);
    let named = before.is_some_and(|before| {
        matches!(doc.key(before), w::năm | w::ngày | w::tháng)
            || doc.token(whole.tokens.start).is_glued() && doc.token(before).class != Class::Mark
    });
    // Only a single digit group with a single scale word: the value must be the digits times the scale.
    let digits = Decimal::from_str_exact(doc.text_of(core.start)).ok()?;
    if !plain || named || low.decimal()? != digits.checked_mul(numeral.scale)? {
        return None;
    }
    let text = format!("{}.{}", whole.value.decimal()?, doc.text_of(core.start));
    let value = Decimal::from_str_exact(&text).ok()?.checked_mul(numeral.scale)?;
    Some((value.into(), whole.tokens.start))
}

/// Whether the numeral is a whole number of a thousand or more: `1.294`.
fn is_thousands(numeral: &crate::number::Numeral) -> bool {
    numeral.value.decimal().is_some_and(|value| value.is_integer() && value >= Decimal::ONE_THOUSAND)
}

/// The amount whose currency comes before it: `$5.000`, `USD 5 triệu`, `Rs. 20`, `VND1000-VND2000`.
fn before(input: &Input<'_>, found: &Found, index: usize) -> Option<Draft> {
    let doc = input.doc;
    let numeral = input.numbers.as_slice().get(index)?;
    // Nobody writes `$ba`: a word after a sign or a code begins something else, as in `€ba tuần trước`.
    if numeral.form == Form::Words || !found.is_free(numeral.tokens.clone()) {
        return None;
    }
    // A currency that belongs to the number before it.
    let (start, code) =
        prefix(doc, numeral.tokens.start).filter(|(start, _)| found.is_free(*start..numeral.tokens.start))?;
    let (low, mut end) = prefixed(doc, numeral)?;
    // `INR 5,65,990`: Indian digit groups.
    let is_glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.is_glued());
    if doc.is(end, w::COMMA)
        && is_glued(end)
        && is_glued(end + 1)
        && doc.tokens().get(end + 1).is_some_and(|token| token.class == Class::Digits)
    {
        return None;
    }
    let mut high = None;
    // `$5-7 triệu`, `VND1000-VND2000`.
    if let Some(second) = input.numbers.as_slice().get(index + 1)
        && matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH)
        && doc.token(end).gap <= Gap::Space
        && found.is_free(second.tokens.clone())
    {
        let starts = second.tokens.start == end + 1
            || prefix(doc, second.tokens.start).is_some_and(|(start, other)| start == end + 1 && other == code);
        if starts
            && let Some((top, after)) = prefixed(doc, second)
            && let (Some(bottom), Some(top)) = (low.decimal(), top.decimal())
            && bottom < top
        {
            (high, end) = (Some(top.into()), after);
        }
    }
    let low = match high.as_ref().and_then(Number::decimal) {
        Some(top) => input
            .numbers
            .as_slice()
            .get(index + 1)
            .filter(|second| numeral.scale == Decimal::ONE && second.scale != Decimal::ONE)
            .and_then(|second| low.times(second.scale))
            .filter(|scaled| scaled.decimal().is_some_and(|scaled| scaled < top))
            .unwrap_or(low),
        None => low,
    };
    let (mut bound, mut outer) = bound::before(doc, start);
    let core = start..end;
    // `từ $1,42 trở lên`
    if let Some((after, past)) = bound::after(doc, end) {
        (bound, end) = (after, past);
        outer -= usize::from(doc.key_before(outer) == w::từ);
    }
    Some(draft(outer..end, core, Money { low, high, bound, currency: code }, "money.before"))
}

/// The value of a numeral after its currency, and the token after it with its suffix (`$10k`, `£842.8m`).
fn prefixed(doc: &Document<'_>, numeral: &crate::number::Numeral) -> Option<(Number, usize)> {
    let value = numeral.alternative.as_ref().unwrap_or(&numeral.value);
    let end = numeral.tokens.end;
    let millions = doc.tokens().get(end).is_some_and(|token| token.is_glued())
        && [w::m, w::mn].iter().any(|key| doc.is_in(Case::Lower, end, *key));
    let scaled = suffix(doc, end).or_else(|| millions.then(|| (end + 1, Decimal::from(1_000_000))));
    match scaled {
        Some((end, factor)) => Some((value.times(factor)?, end)),
        None => Some((value.clone(), end)),
    }
}

/// The currency that comes right before the token `at`: where it begins, and its code. A name in words (`đồng 50`) is not one.
fn prefix(doc: &Document<'_>, at: usize) -> Option<(usize, &'static str)> {
    if doc.tokens().get(at)?.gap > Gap::Space {
        return None;
    }
    // `Rs. 20`.
    let has_stop = at >= 2 && doc.is(at - 1, w::FULL_STOP) && doc.token(at - 1).is_glued();
    let end = if has_stop && doc.is_in(Case::Title, at - 2, w::rs) { at - 1 } else { at };
    let last = doc.token(end.checked_sub(1)?);
    // Only codes: `EURO 2016` is a tournament.
    let is_code = last.class == Class::Word
        && (last.case == Case::Upper && doc.text_of(end - 1).chars().count() == 3
            || doc.is_in(Case::Title, end - 1, w::rs));
    if last.class != Class::Mark && !is_code {
        return None;
    }
    (1..=2.min(end)).rev().map(|words| end - words).find_map(|start| {
        let (after, currency) = doc.phrase(&CURRENCIES, start)?;
        let joined = (start + 1..after).all(|at| doc.token(at).is_glued());
        // `tỷ giá USD/VND 22.500` names a pair.
        let paired =
            start.checked_sub(1).is_some_and(|before| doc.is(before, w::SOLIDUS) && doc.token(start).is_glued());
        let sign_after_number = last.class == Class::Mark
            && doc.token(start).is_glued()
            && start.checked_sub(1).is_some_and(|before| doc.token(before).class == Class::Digits);
        (after == end && joined && !paired && !sign_after_number && currency.guard == Guard::None && !currency.is_cent)
            .then_some((start, currency.code))
    })
}
