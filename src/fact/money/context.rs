//! `triệu` and `tỷ` with neither a currency nor a noun after them: money if a money word governs them (`giá 3 triệu`, `lỗ 20 tỷ`), if a
//! slash says what is paid for (`20 triệu/m2`), or if an amount with a currency is in the same sentence. `tỷ` needs none of these: of 131 in
//! 20,000 articles 127 were money, so only a clause that counts people, shares, years or views rules it out. The short `60k` and `15tr` are
//! money only if a money word governs them.
//!
//! The nearest telling word before an amount decides (`vốn` money, `dân` a count).

use std::ops::Range;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        amount::{self, Amount, Bare},
        money::{Money, draft},
    },
    lexicon::{table_sets, w},
    number::{Decimal, Form},
    segment::{Case, Class, Document},
};

/// How many tokens before an amount may hold the word that governs it: `lợi nhuận trước thuế quý này ước đạt`.
const REACH: usize = 10;

/// The same after `là`.
const LONG_REACH: usize = 20;

/// The same where a word follows that might be a noun after all.
const SHORT_REACH: usize = 4;

/// How far a coordinated amount with its currency may be, in tokens.
const NEIGHBOURHOOD: usize = 40;

/// What a word before an amount says about it: money, or a count of something else.
#[derive(Clone, Copy, PartialEq)]
enum Governs {
    Money,
    Count,
}

table_sets! {
    "amounts.tsv":
    /// Words of money.
    PAYING = "paying";
    /// Words of what is counted in millions.
    COUNTING = "counting";
    /// Words of what is counted in billions.
    COUNTED_BY_MILLIARD = "counting_milliards";
    /// The last words of things that stand right before their price: `biệt thự 15 tỷ`, `chiếc nhẫn 3 tỷ`.
    PRICED = "priced";
    /// What makes `người` the ones who are counted, after it: `người dùng đạt 1 tỷ`, but `trả mỗi người 1 tỷ`.
    DOING = "doing";
    /// What an amount may be paid for, after a slash.
    RATES = "rates";
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let mut known: Option<Vec<Known>> = None;
    let mut new = Vec::new();
    for (index, numeral) in input.numerals() {
        if let Some(short) = short(input, found, index) {
            new.push(short);
        }
        if !amount::may_be_bare(doc, numeral) {
            continue;
        }
        let Some(amount) = amount::at(input, found, index, |at| amount::bare(input, at).map(|bare| (at, bare))) else {
            continue;
        };
        let known = known.get_or_insert_with(|| with_currency(found));
        let neighbour = nearest(known, &amount, &doc.sentence_of(amount.core.start));
        if let Some(currency) = currency_of(doc, &amount, neighbour) {
            let Amount { tokens, core, low, high, bound, .. } = amount;
            new.push(draft(tokens, core, Money { low, high, bound, currency }, "money.context"));
        }
    }
    for draft in new {
        if found.is_free(draft.tokens.clone()) {
            found.claim(draft);
        }
    }
}

/// The currency of an amount without one, where it is money: that of its neighbour, otherwise the đồng.
fn currency_of(doc: &Document<'_>, amount: &Amount<Bare>, neighbour: Option<&'static str>) -> Option<&'static str> {
    let (start, surely) = (amount.tokens.start, amount.unit == Bare::Surely);
    // `chuyến xe thứ 5 tỷ`; `hơn vạn từ ngữ`: prices are not given in `vạn`.
    if doc.key_before(start) == w::thứ || doc.is(amount.core.end - 1, w::vạn) {
        return None;
    }
    let currency = neighbour.unwrap_or("VND");
    if surely && (is_priced(doc, start) || doc.key_after(amount.core.end) == w::tiền) || is_rate(doc, amount.core.end)
    {
        return Some(currency);
    }
    let milliards = amount.core.end.checked_sub(1).is_some_and(|last| matches!(doc.key(last), w::tỷ | w::tỉ));
    // `số tiền mà họ ủng hộ đến nay là khoảng 40 triệu`: a long subject.
    let subject = doc.key_before(start) == w::là;
    let reach = if subject { LONG_REACH } else { REACH };
    match governor(doc, start, if surely { reach } else { SHORT_REACH }, milliards) {
        Some(Governs::Money) => Some(currency),
        Some(Governs::Count) => None,
        None if surely && milliards => Some(currency),
        None => neighbour.filter(|_| surely),
    }
}

/// Whether a thing that is bought comes right before `start`.
fn is_priced(doc: &Document<'_>, start: usize) -> bool {
    PRICED.has(doc.key_before(start))
}

/// Whether a slash at `at` says what an amount is paid for: `20 triệu/m2`.
fn is_rate(doc: &Document<'_>, at: usize) -> bool {
    doc.key_after(at) == w::SOLIDUS && doc.token(at).is_glued() && RATES.has(doc.key_after(at + 1))
}

/// `giá 60k`, `lương 15tr/tháng`, `giá 2tr5`: a short scale that a word of money governs.
fn short(input: &Input<'_>, found: &Found, index: usize) -> Option<Draft> {
    let doc = input.doc;
    let scale = |at: usize| {
        let power = match doc.key(at) {
            w::k => 1_000,
            w::tr => 1_000_000,
            _ => return None,
        };
        let token = doc.tokens().get(at)?;
        (token.is_glued() && token.case == Case::Lower).then_some((at + 1, power))
    };
    // The cheap test: is there a short scale after this number or the next?
    let numeral = input.numbers.as_slice().get(index).filter(|numeral| numeral.form == Form::Digits)?;
    if scale(numeral.tokens.end).is_none() && !amount::may_be_range(doc, numeral.tokens.end) {
        return None;
    }
    let amount = amount::at(input, found, index, scale)?;
    let factor = Decimal::from(amount.unit);
    let (low, high) = (amount.low.times(factor)?, amount.high.as_ref().map(|high| high.times(factor)));
    let (mut tokens, mut core) = (amount.tokens, amount.core);
    let mut sum = low.decimal()?;
    // `2tr5`: tenths, or as many decimal places as there are digits.
    if let Some(tail) = doc.tokens().get(core.end).filter(|tail| tail.is_glued() && tail.class == Class::Digits) {
        let digits = doc.text_of(core.end);
        if amount.unit != 1_000_000 || high.is_some() || tail.span().len() > 3 || tokens.end != core.end {
            return None;
        }
        let part = Decimal::from_str_exact(&format!("0.{digits}")).ok()?.checked_mul(factor)?;
        sum = sum.checked_add(part)?;
        (core.end, tokens.end) = (core.end + 1, tokens.end + 1);
    }
    // Carats of gold: `vàng 24k`.
    let gold = matches!(doc.key_before(tokens.start), w::vàng | w::kim);
    let word = doc.tokens().get(core.end).is_some_and(|next| next.is_glued() && next.class != Class::Mark);
    let governed =
        || is_priced(doc, tokens.start) || governor(doc, tokens.start, SHORT_REACH, false) == Some(Governs::Money);
    if gold || word || !(is_rate(doc, core.end) || amount::ends_phrase(doc, core.end) && governed()) {
        return None;
    }
    let high = match high {
        Some(high) => Some(high?),
        None => None,
    };
    let value = Money { low: sum.into(), high, bound: amount.bound, currency: "VND" };
    Some(draft(tokens, core, value, "money.short"))
}

/// The nearest word in the sentence before `start` that says what the amount is; billions are counted of few things.
fn governor(doc: &Document<'_>, start: usize, reach: usize, milliards: bool) -> Option<Governs> {
    let first = start.saturating_sub(reach).max(doc.sentence_of(start).start);
    (first..start).rev().take_while(|&at| !doc.is(at, w::SEMICOLON)).find_map(|at| {
        let (key, before) = (doc.key(at), doc.key_before(at));
        // Bonds are money; votes and shares are counted.
        if PAYING.has(key) || matches!((before, key), (w::trái, w::phiếu) | (w::giao, w::dịch)) {
            return Some(Governs::Money);
        }
        let counts = match key {
            w::người if milliards => DOING.has(doc.key_after(at + 1)),
            _ if milliards => COUNTED_BY_MILLIARD.has(key),
            // `con số`, `bão số 3`, `bà con`
            w::số => before != w::con && doc.tokens().get(at + 1).is_none_or(|next| next.class != Class::Digits),
            w::con => before != w::bà && !doc.is(at + 1, w::số),
            _ => COUNTING.has(key),
        };
        counts.then_some(Governs::Count)
    })
}

/// An amount whose currency is told.
struct Known {
    tokens: Range<usize>,
    currency: &'static str,
    low: Option<Decimal>,
}

impl Known {
    /// Whether it may lend its currency to `amount`: a foreign one only where it is not a thousand times less, as next to an exchange value
    /// (`6.500 USD`, `140 triệu`).
    fn lends(&self, amount: &Amount<Bare>) -> bool {
        let far = || {
            let low = self.low?.checked_mul(Decimal::ONE_THOUSAND)?;
            Some(low < amount.low.decimal()?)
        };
        self.currency == "VND" || !far().unwrap_or(false)
    }
}

fn with_currency(found: &Found) -> Vec<Known> {
    let mut known: Vec<_> = found
        .drafts_in_window()
        .iter()
        .filter(|draft| draft.kind == Kind::Money)
        .filter_map(|draft| match &draft.value {
            Value::Money(money) => {
                Some(Known { tokens: draft.tokens.clone(), currency: money.currency, low: money.low.decimal() })
            }
            _ => None,
        })
        .collect();
    known.sort_by_key(|known| known.tokens.start);
    known
}

/// The currency of the nearest amount of the same sentence.
fn nearest(known: &[Known], amount: &Amount<Bare>, sentence: &Range<usize>) -> Option<&'static str> {
    let core = &amount.core;
    let place = known.partition_point(|known| known.tokens.start < core.start);
    let before = place.checked_sub(1).map(|place| &known[place]).filter(|known| known.tokens.start >= sentence.start);
    let after = known.get(place).filter(|known| known.tokens.start < sentence.end);
    let distance = |tokens: &Range<usize>| {
        if tokens.start < core.start { core.start.saturating_sub(tokens.end) } else { tokens.start - core.start }
    };
    [before, after]
        .into_iter()
        .flatten()
        .filter(|known| distance(&known.tokens) <= NEIGHBOURHOOD && known.lends(amount))
        .min_by_key(|known| distance(&known.tokens))
        .map(|known| known.currency)
}
