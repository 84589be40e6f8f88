//! Grammar that percentages, money, durations and counts share: ranges, fractions, signs and bounds around a number and its unit.
//!
//! A kind brings only its unit: it walks over the numerals and asks [`at`] for the amount that begins at one, with a closure that knows
//! what stands after a number. Everything else is the same for all kinds and stands here once:
//!
//! - ranges `5-7%`, `5% - 7%`, `5 đến 7%`, `từ 5% đến 7%`, `20-30 triệu`, where the lower end takes the scale of the upper;
//! - fractions `1/3`, `60/63`;
//! - a sign written at the number: `-0,5%`, `âm 5`;
//! - bounding words before (`khoảng hơn`) and after (`trở lên`).

mod bare;
mod list;

use std::ops::Range;

pub(crate) use bare::{Bare, bare, ends_phrase, is_pronoun};
pub(crate) use list::{Member, changed_from, elided, pair};

use crate::{
    fact::{Found, Input},
    lexicon::{Key, w, word_sets},
    number::{Bound, Certainty, Decimal, Form, Number, Numeral, bound, is_scale},
    segment::{Class, Document, Gap},
};

word_sets! {
    /// What may lead from one number to the next.
    BETWEEN = ["/", "-", "–", "—", "−", "~", "đến", "tới", "và"];
    /// What may be a sign of the number after it; [`sign`] tells them apart.
    SIGNS = ["-", "–", "−", "+", "âm", "trừ"];
}
/// A number or a range with its unit and its bounding words.
#[derive(Clone, Debug)]
pub(crate) struct Amount<U> {
    /// The only number, or the lower end of a range.
    pub(crate) low: Number,
    /// The upper end of a range or a vague number.
    pub(crate) high: Option<Number>,
    pub(crate) bound: Bound,
    /// With the bounding words.
    pub(crate) tokens: Range<usize>,
    /// From the sign or the number to the end of the unit.
    pub(crate) core: Range<usize>,
    /// What the kind's closure said.
    pub(crate) unit: U,
    /// The places of its numerals in the list.
    pub(crate) numerals: Range<usize>,
    /// How its last numeral is written.
    pub(crate) form: Form,
    /// How sure it is that its first numeral is one.
    pub(crate) certainty: Certainty,
    /// `low` and `high` with a comma read as a thousands mark, where that is another number.
    english: (Option<Number>, Option<Number>),
}

impl<U> Amount<U> {
    /// Takes the comma for a thousands mark where the digits allow it: `100,000 người`.
    pub(crate) fn prefer_english(&mut self) {
        let (low, high) = std::mem::take(&mut self.english);
        if let Some(low) = low {
            self.low = low;
        }
        if high.is_some() {
            self.high = high;
        }
    }
}

/// The amount that begins with the numeral at place `index` of the list and has a unit that `unit` knows: given the token after a
/// number, `unit` gives the token after the unit, and the unit. It is asked at most three times. `None` where the numeral is taken, hangs on
/// a word or a mark (`A4`, `COVID-19`, `2016/19`), or has no unit.
pub(crate) fn at<U: PartialEq>(
    input: &Input<'_>,
    found: &Found,
    index: usize,
    unit: impl Fn(usize) -> Option<(usize, U)>,
) -> Option<Amount<U>> {
    let mut amount = read(input, found, index, unit)?;
    // The word before may end the unit of another amount: the `độ` of `24 vĩ độ 25 độ`.
    if !found.is_free(amount.tokens.start..amount.core.start) {
        amount.tokens.start = amount.core.start;
        amount.bound = if amount.form == Form::Vague { Bound::Vague } else { Bound::Exact };
    }
    Some(amount)
}

fn read<U: PartialEq>(
    input: &Input<'_>,
    found: &Found,
    index: usize,
    unit: impl Fn(usize) -> Option<(usize, U)>,
) -> Option<Amount<U>> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let first = list.get(index)?;
    let start = first.tokens.start;
    if !found.is_free(first.tokens.clone()) {
        return None;
    }
    // The cheap question that most numerals fail: what stands after is neither a unit nor what leads to a second number.
    let own = unit(first.tokens.end);
    if own.is_none() && !may_be_range(doc, first.tokens.end) || hangs(doc, start) || is_other_word(doc, first) {
        return None;
    }
    let (negative, start) = match sign(doc, start) {
        (_, outer) if !found.is_free(outer..start) => (false, start),
        signed => signed,
    };
    let is_free = |at: usize, end: usize| found.is_free(at..end);
    let free_unit = |at: usize| unit(at).filter(|(end, _)| is_free(at, *end));

    // `1/3`, `60/63`.
    if let Some((ratio, end)) = ratio(doc, list, index) {
        let (end, unit) = free_unit(end)?;
        let amount = Draft { low: ratio, high: None, english: (None, None), last: index + 1, start, end };
        return Some(finish(doc, first, amount, unit, list[index + 1].form));
    }
    // `vài chục đến vài trăm triệu`.
    if let Some(second) = list.get(index + 1).filter(|second| found.is_free(second.tokens.clone()))
        && second.form == Form::Vague
        && joins(doc, start, first.tokens.end, second.tokens.start)
        && let Some((low, high)) = vague_ends(first, second)
        && let Some((end, unit)) = free_unit(second.tokens.end)
    {
        let amount = Draft { low, high: Some(high), english: (None, None), last: index + 1, start, end };
        let mut amount = finish(doc, first, amount, unit, Form::Vague);
        amount.numerals.start = index;
        if let Some(from) =
            amount.tokens.start.checked_sub(1).filter(|_| doc.key_before(amount.tokens.start) == w::từ)
        {
            amount.tokens.start = from;
        }
        return Some(amount);
    }
    // The range's numbers share a unit, or each has its own and it is the same.
    let own = own.filter(|(end, _)| is_free(first.tokens.end, *end));
    let (joint_at, own_unit) = match own {
        Some((end, unit)) => (end, Some(unit)),
        None => (first.tokens.end, None),
    };
    if let Some(second) = list.get(index + 1).filter(|second| found.is_free(second.tokens.clone()))
        && first.high.is_none()
        && second.high.is_none()
        && let (below, second_start) = second_sign(doc, joint_at, second.tokens.start)
        && joins(doc, start, joint_at, second_start)
        && let Some((end, unit)) = free_unit(second.tokens.end)
        && own_unit.as_ref().is_none_or(|own| *own == unit)
        && let joint = if own_unit.is_some() { Joint::Units } else { Joint::of(doc, joint_at) }
        && let Some((low, high, english)) = ends(first, second, joint, (negative, below))
    {
        let amount = Draft { low, high: Some(high), english, last: index + 1, start, end };
        return Some(finish(doc, first, amount, unit, second.form));
    }
    let unit = own_unit?;
    let signed = |number: Number| if negative { number.negated() } else { number };
    let english = (first.alternative.clone().map(signed), None);
    let amount = Draft {
        low: signed(first.value.clone()),
        high: first.high.clone(),
        english,
        last: index,
        start,
        end: joint_at,
    };
    Some(finish(doc, first, amount, unit, first.form))
}

/// Whether the numeral is part of another word or a saying: the `tư` of `đầu tư`, the `7` of `7 lá 1 hoa`.
fn is_other_word(doc: &Document<'_>, numeral: &Numeral) -> bool {
    let start = numeral.tokens.start;
    numeral.form != Form::Digits && doc.ends_compound(start) || doc.is_in_saying(start)
}

/// The sign of the second number of a range whose joint stands at `joint`: whether it is a minus, and where the number begins with it.
fn second_sign(doc: &Document<'_>, joint: usize, second: usize) -> (bool, usize) {
    if second == joint + 2 { sign(doc, second) } else { (false, second) }
}

/// What stands between the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// A unit before the joint, so that each end has its own.
    Units,
    /// `đến`, `tới`, `và`.
    Word,
    /// A dash.
    Dash,
}

impl Joint {
    fn of(doc: &Document<'_>, at: usize) -> Self {
        if doc.tokens().get(at).is_some_and(|token| token.class == Class::Mark) { Self::Dash } else { Self::Word }
    }
}

/// Whether the mark or word at token `at` may lead from one number to the next.
pub(crate) fn may_be_range(doc: &Document<'_>, at: usize) -> bool {
    BETWEEN.has(doc.key(at))
}

/// Whether the numeral may begin an amount with no noun after it, be it a range: the cheap question before [`bare()`].
pub(crate) fn may_be_bare(doc: &Document<'_>, numeral: &Numeral) -> bool {
    bare::is_scaled(numeral) || may_be_range(doc, numeral.tokens.end)
}

/// What [`finish`] puts the bounds around.
struct Draft {
    low: Number,
    high: Option<Number>,
    english: (Option<Number>, Option<Number>),
    last: usize,
    start: usize,
    end: usize,
}

fn finish<U>(doc: &Document<'_>, first: &Numeral, draft: Draft, unit: U, form: Form) -> Amount<U> {
    let Draft { low, high, english, last, start, end } = draft;
    let vague = first.form == Form::Vague;
    let core = start..end;
    let (mut bound, mut outer) = bound::before(doc, start);
    let mut tokens_end = end;
    let from = |at: usize| at.checked_sub(1).filter(|&at| doc.is(at, w::từ) && doc.tokens()[at + 1].gap <= Gap::Space);
    if let Some((after, end)) = bound::after(doc, end).or_else(|| bound::after(doc, after_rate(doc, end)?)) {
        (bound, tokens_end) = (after, end);
        outer = from(outer).unwrap_or(outer);
    } else if high.is_some() && !vague {
        let between = outer.checked_sub(1).filter(|_| doc.key_before(outer) == w::giữa);
        outer = from(outer).or(between).unwrap_or(outer);
        // `khoảng từ 5 đến 7`.
        if bound == Bound::Exact {
            (bound, outer) = bound::before(doc, outer);
        }
    }
    // The inner word decides: `khoảng vài chục`.
    if vague && tokens_end == end {
        bound = Bound::Vague;
    }
    let first_place = if high.is_some() && !vague && first.high.is_none() { last.saturating_sub(1) } else { last };
    Amount {
        low,
        high,
        bound,
        tokens: outer..tokens_end,
        core,
        unit,
        numerals: first_place..last + 1,
        form,
        certainty: first.certainty,
        english,
    }
}

/// The token after what an amount is paid or counted for, which a slash glues to its unit at `end`: `từ 5 triệu đồng/tháng trở lên`.
fn after_rate(doc: &Document<'_>, end: usize) -> Option<usize> {
    let is_glued =
        |at: usize, class| doc.tokens().get(at).is_some_and(|token| token.is_glued() && token.class == class);
    (doc.key_after(end) == w::SOLIDUS && is_glued(end, Class::Mark) && is_glued(end + 1, Class::Word))
        .then_some(end + 2)
}

/// Whether the number at token `start` is the tail of something else: glued to a word (`A4`, `m65`), or after a mark that is glued to a
/// word or number on its other side (`COVID-19`, `2016/19`, `1.5`).
fn hangs(doc: &Document<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let tokens = doc.tokens();
    if tokens[start].gap != Gap::None {
        return false;
    }
    match tokens[before].class {
        Class::Word | Class::Digits | Class::Protected(_) => true,
        Class::Mark => {
            let joint = matches!(
                doc.key(before),
                w::HYPHEN_MINUS | w::EN_DASH | w::SOLIDUS | w::FULL_STOP | w::COMMA | w::COLON | w::PLUS_SIGN
            );
            let outer = before.checked_sub(1).map(|at| &tokens[at]);
            joint
                && tokens[before].gap == Gap::None
                && outer.is_some_and(|outer| match (outer.class, doc.key(before)) {
                    (Class::Mark, _) => false,
                    // A list without spaces (`5,7,9%`) is no tail.
                    (Class::Digits, key) => key != w::COMMA,
                    (Class::Word, w::COMMA | w::COLON) => false,
                    // `U.23`, `điểm a.4`, but a new sentence after a stop that lacks its space.
                    (Class::Word, w::FULL_STOP) => outer.span().len() == 1,
                    // `2,9 tỷ/3,1 tỷ`
                    (Class::Word, w::SOLIDUS) => !(is_scale(outer.key) && is_scaled(doc, start)),
                    _ => true,
                })
        }
    }
}

/// Whether a scale follows the digits at token `start`: `3,1 tỷ`.
fn is_scaled(doc: &Document<'_>, start: usize) -> bool {
    let end = (start..doc.tokens().len().min(start + 6)).find(|&at| doc.tokens()[at].class == Class::Word);
    end.is_some_and(|end| is_scale(doc.key(end)))
}

/// A sign written at the number whose first token is `start`: whether it is a minus, and where the number begins with it.
pub(crate) fn sign(doc: &Document<'_>, start: usize) -> (bool, usize) {
    let tokens = doc.tokens();
    let Some(before) = start.checked_sub(1) else { return (false, start) };
    let key = doc.key(before);
    if !SIGNS.has(key) {
        return (false, start);
    }
    match key {
        w::HYPHEN_MINUS | w::EN_DASH | w::MINUS_SIGN | w::PLUS_SIGN if tokens[start].gap == Gap::None => {
            // At the start of a line with words a dash is a bullet; glued to what stands before it, a hyphen or a range.
            let stands_free = match tokens[before].gap {
                Gap::Space => true,
                Gap::None => before.checked_sub(1).is_none_or(|outer| {
                    tokens[outer].class == Class::Mark && !matches!(doc.text_of(outer), ")" | "]" | "%" | "”" | "\"")
                }),
                Gap::Line | Gap::Paragraph => key != w::HYPHEN_MINUS && key != w::EN_DASH || is_cell(doc, before),
            };
            // `+/-3%` says both ways.
            let both_ways = tokens[before].gap == Gap::None && doc.key_before(before) == w::SOLIDUS;
            // `5 -7%` is a range with a lost space.
            let is_range = key != w::PLUS_SIGN
                && tokens[before].gap == Gap::Space
                && before
                    .checked_sub(1)
                    .is_some_and(|outer| tokens[outer].class == Class::Digits || matches!(doc.text_of(outer), "%"));
            if stands_free && !is_range && !both_ways { (key != w::PLUS_SIGN, before) } else { (false, start) }
        }
        // `ngoại trừ 2 phiên bản` takes out, it does not count below zero.
        w::trừ if doc.key_before(before) == w::bị => (false, start),
        // `thu âm 12 bài hát` is no minus.
        w::âm | w::trừ if doc.ends_compound(before) => (false, start),
        w::âm | w::trừ if tokens[start].gap == Gap::Space => (true, before),
        _ => (false, start),
    }
}

/// Whether the line that begins with the sign at `sign` holds a number and marks alone, as the cell of a table does: `-1,5%`.
fn is_cell(doc: &Document<'_>, sign: usize) -> bool {
    let after = doc.tokens().get(sign + 1..).unwrap_or_default();
    let line = after.iter().take_while(|token| token.gap < Gap::Line).take(CELL + 1);
    line.clone().count() <= CELL && line.clone().all(|token| matches!(token.class, Class::Digits | Class::Mark))
}

/// The most tokens after the sign of a cell: `1.234.567,5 %`.
const CELL: usize = 9;

/// `1/3`: the fraction whose upper number is the numeral at place `index`, and the token after it.
fn ratio(doc: &Document<'_>, list: &[Numeral], index: usize) -> Option<(Number, usize)> {
    let (part, whole) = (list.get(index)?, list.get(index + 1)?);
    let slash = part.tokens.end;
    let glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap == Gap::None);
    // `570/1.026 phiếu` has dots for thousands, `2/3,5` is no ratio.
    let plain = |numeral: &Numeral| {
        let value =
            numeral.value.decimal().filter(|_| numeral.form == Form::Digits && numeral.alternative.is_none())?;
        u64::try_from(value).ok().filter(|_| value.is_integer())
    };
    if !doc.is(slash, w::SOLIDUS) || whole.tokens.start != slash + 1 || !glued(slash) || !glued(slash + 1) {
        return None;
    }
    // A third number makes it a date or a code.
    let after = whole.tokens.end;
    if doc.is(after, w::SOLIDUS) && glued(after) && glued(after + 1) {
        return None;
    }
    let (part, whole) = (plain(part)?, plain(whole)?);
    (part > 0 && whole > 0).then_some((Number::Ratio(part, whole), after))
}

/// Whether what stands between two numbers makes them the ends of a range: from `from`, where the first one's unit or number ends, to
/// the second number at `to`.
fn joins(doc: &Document<'_>, start: usize, from: usize, to: usize) -> bool {
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
fn vague_ends(first: &Numeral, second: &Numeral) -> Option<(Number, Number)> {
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

/// `5 trên 11 đề cử`, `95 trong số 139 tác phẩm`: 5 of 11, not more than 11. Where the amount is the whole of a part that stands before
/// it, it becomes their ratio; the numeral of the part is claimed with it.
pub(crate) fn part_of_whole<U>(input: &Input<'_>, found: &Found, amount: &mut Amount<U>) {
    let doc = input.doc;
    let (outer, number) = (amount.tokens.start, amount.core.start);
    let at = match doc.key(outer) {
        w::trên if amount.bound == Bound::MoreThan && number == outer + 1 => outer,
        _ if outer == number => {
            let of = |words: usize| outer.checked_sub(words).map_or(Key::NONE, |at| doc.key_before(at + 1));
            match (of(1), of(2), of(3)) {
                (w::trong, ..) => outer - 1,
                (w::số, w::trong, _) => outer - 2,
                (w::số, w::tổng, w::trong) => outer - 3,
                _ => return,
            }
        }
        _ => return,
    };
    let is_plain = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space);
    let part = input.numbers.ending_at(at).filter(|part| {
        part.form == Form::Digits
            && found.is_free(part.tokens.clone())
            && !hangs(doc, part.tokens.start)
            && is_plain(at)
            // `đứng thứ 3 trong số 48 nước`
            && !matches!(doc.key_before(part.tokens.start), w::thứ | w::số | w::top | w::hạng)
    });
    let whole = |number: &Number| number.decimal().filter(Decimal::is_integer)?.try_into().ok();
    if let Some(part) = part
        && amount.high.is_none()
        && amount.form == Form::Digits
        && let (Some(few), Some(all)) = (whole(&part.value), whole(&amount.low))
        && 0 < few
        && few <= all
    {
        (amount.low, amount.bound) = (Number::Ratio(few, all), Bound::Exact);
        amount.english = (None, None);
        (amount.tokens.start, amount.core.start) = (part.tokens.start, part.tokens.start);
    }
}

/// The two ends of a range and their English reading; the lower takes the upper's scale where it has none and stays below
/// (`20-30 triệu`). `below` says which of them has a minus.
#[expect(clippy::type_complexity, reason = "read once, taken apart at once")]
fn ends(
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
