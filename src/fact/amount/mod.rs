//! Grammar that percentages, money, durations and counts share: ranges, fractions, signs and bounds around a number and its unit.
//!
//! A kind supplies only its unit: it iterates over the numerals and calls [`at`] for the amount at each, with a closure that
//! reads what comes after a number. Everything else is shared by all kinds:
//!
//! - ranges `5-7%`, `5% - 7%`, `5 đến 7%`, `từ 5% đến 7%`, `20-30 triệu`, where the lower end takes the scale of the upper;
//! - fractions `1/3`, `60/63`;
//! - a sign before the number: `-0,5%`, `âm 5`;
//! - bounding words before (`khoảng hơn`) and after (`trở lên`).

mod bare;
mod list;
mod range;
mod ratio;

use std::ops::Range;

pub(crate) use bare::{Bare, bare, ends_phrase, is_pronoun};
pub(crate) use list::{Member, changed_from, elided, pair};
use range::{Joint, ends, joins, second_sign, vague_ends};
pub(crate) use ratio::part_of_whole;

use crate::{
    fact::{Found, Input},
    lexicon::{Roles, w, word_sets},
    number::{Bound, Certainty, Form, Number, Numeral, bound, is_scale},
    segment::{Class, Document, Gap},
};

word_sets! {
    /// Marks that close what a hyphen may be attached to.
    CLOSING = [")", "]", "%", "”", "\""];
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
    /// The result of the kind's closure.
    pub(crate) unit: U,
    /// The indices of its numerals in the list.
    pub(crate) numerals: Range<usize>,
    /// How its last numeral is written.
    pub(crate) form: Form,
    /// How certain it is that its first numeral is one.
    pub(crate) certainty: Certainty,
    /// `low` and `high` with a comma read as a thousands separator, if that is a different number.
    english: (Option<Number>, Option<Number>),
}

impl<U> Amount<U> {
    /// Reads the comma as a thousands separator if the digits allow it: `100,000 người`.
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

/// The amount that starts with the numeral at `index` of the list and has a unit that `unit` recognises: given the token after a number, `unit`
/// returns the token after the unit, and the unit. It is called at most three times. `None` where the numeral is taken, is attached to a word or a
/// mark (`A4`, `COVID-19`, `2016/19`), or has no unit.
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
    // The cheap test, which most numerals fail: is a unit, or a word that leads to a second number, next?
    let own = unit(first.tokens.end);
    if own.is_none() && !may_be_range(doc, first.tokens.end) || hangs(doc, start) || is_other_word(doc, first) {
        return None;
    }
    let (negative, start) = match sign(doc, start) {
        (_, outer) if !found.is_free(outer..start) => (false, start),
        signed => signed,
    };
    let at = Place { input, found, list, index, negative, start };
    if let Some(amount) = at.fraction(&unit) {
        return amount;
    }
    // The range's numbers share a unit, or each has its own and it is the same.
    let own = own.filter(|(end, _)| found.is_free(first.tokens.end..*end));
    if let Some(range) = at.vague_range(&unit).or_else(|| at.range(&unit, own.as_ref())) {
        return Some(range);
    }
    let (end, unit) = own?;
    let signed = |number: Number| if negative { number.negated() } else { number };
    let english = (first.alternative.clone().map(signed), None);
    let (low, high) = (signed(first.value.clone()), first.high.clone());
    Some(finish(doc, first, Draft { low, high, english, last: index, start, end }, unit, first.form))
}

/// [`at`] for a unit that starts with a word of `role`: the scan has looked up the word after each number for all families, so that a number goes
/// only to those that can take it, be it a range.
#[inline]
pub(crate) fn of_role<U: PartialEq>(
    input: &Input<'_>,
    found: &Found,
    index: usize,
    role: Roles,
    unit: impl Fn(usize) -> Option<(usize, U)>,
) -> Option<Amount<U>> {
    let end = input.numbers.as_slice().get(index)?.tokens.end;
    let is_near = input.doc.token(end).roles.any(role | Roles::BETWEEN);
    if is_near { at(input, found, index, unit) } else { None }
}

/// A numeral where an amount begins, with its sign.
struct Place<'a> {
    input: &'a Input<'a>,
    found: &'a Found,
    list: &'a [Numeral],
    index: usize,
    negative: bool,
    /// The first token, with the sign.
    start: usize,
}

impl Place<'_> {
    /// The numeral after the first, where nothing has claimed it.
    fn second(&self) -> Option<&Numeral> {
        self.list.get(self.index + 1).filter(|second| self.found.is_free(second.tokens.clone()))
    }

    /// The unit at token `at` that `unit` knows, where nothing has claimed it.
    fn free<U>(&self, unit: &impl Fn(usize) -> Option<(usize, U)>, at: usize) -> Option<(usize, U)> {
        unit(at).filter(|(end, _)| self.found.is_free(at..*end))
    }

    /// `1/3`, `60/63`: the outer `None` where no fraction is here, the inner where it has no unit.
    fn fraction<U>(&self, unit: &impl Fn(usize) -> Option<(usize, U)>) -> Option<Option<Amount<U>>> {
        let (doc, last) = (self.input.doc, self.index + 1);
        let (low, end) = ratio::ratio(doc, self.list, self.index)?;
        Some(self.free(unit, end).map(|(end, unit)| {
            let draft = Draft { low, high: None, english: (None, None), last, start: self.start, end };
            finish(doc, &self.list[self.index], draft, unit, self.list[last].form)
        }))
    }

    /// `vài chục đến vài trăm triệu`.
    fn vague_range<U>(&self, unit: &impl Fn(usize) -> Option<(usize, U)>) -> Option<Amount<U>> {
        let (doc, first, last) = (self.input.doc, &self.list[self.index], self.index + 1);
        let second = self.second().filter(|second| second.form == Form::Vague)?;
        if !joins(doc, self.start, first.tokens.end, second.tokens.start) {
            return None;
        }
        let (low, high) = vague_ends(first, second)?;
        let (end, unit) = self.free(unit, second.tokens.end)?;
        let draft = Draft { low, high: Some(high), english: (None, None), last, start: self.start, end };
        let mut amount = finish(doc, first, draft, unit, Form::Vague);
        amount.numerals.start = self.index;
        let outer = amount.tokens.start;
        amount.tokens.start -= usize::from(outer > 0 && doc.key_before(outer) == w::từ);
        Some(amount)
    }

    /// `5-7%`, `5% - 7%`; `own` is the unit of the first number.
    fn range<U: PartialEq>(
        &self,
        unit: &impl Fn(usize) -> Option<(usize, U)>,
        own: Option<&(usize, U)>,
    ) -> Option<Amount<U>> {
        let (doc, first, last) = (self.input.doc, &self.list[self.index], self.index + 1);
        let joint_at = own.map_or(first.tokens.end, |(end, _)| *end);
        let second = self.second().filter(|second| first.high.is_none() && second.high.is_none())?;
        // `25.000 – 40.000 – 70.000 đồng` are three prices.
        if list::is_dashed(doc, self.list, last) {
            return None;
        }
        let (below, second_start) = second_sign(doc, joint_at, second.tokens.start);
        // `từ 6 đến dưới 16 tuổi`
        let open = second_start == joint_at + 2
            && doc.is(joint_at + 1, w::dưới)
            && matches!(doc.key(joint_at), w::đến | w::tới)
            && doc.token(joint_at + 1).gap == Gap::Space
            // `trên 50% đến dưới 65%` tells each end by itself.
            && bound::before(doc, self.start).0 == Bound::Exact;
        if !joins(doc, self.start, joint_at, second_start - usize::from(open)) {
            return None;
        }
        let (end, unit) = self.free(unit, second.tokens.end)?;
        if own.is_some_and(|(_, own)| *own != unit) {
            return None;
        }
        let joint = if own.is_some() { Joint::Units } else { Joint::of(doc, joint_at) };
        let (low, high, english) = ends(first, second, joint, (self.negative, below))?;
        let draft = Draft { low, high: Some(high), english, last, start: self.start, end };
        let mut amount = finish(doc, first, draft, unit, second.form);
        if open && amount.bound == Bound::Exact {
            amount.bound = Bound::LessThan;
        }
        Some(amount)
    }
}

/// Whether the numeral is part of another word or a saying: the `tư` of `đầu tư`, the `tám` of `tám chuyện`, the `7` of `7 lá 1 hoa`.
fn is_other_word(doc: &Document<'_>, numeral: &Numeral) -> bool {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let is_part = || doc.ends_compound(start) || end == start + 1 && doc.begins_compound(start, end);
    numeral.form != Form::Digits && is_part() || doc.is_in_saying(start)
}

/// Whether the mark or word at token `at` may lead from one number to the next.
pub(crate) fn may_be_range(doc: &Document<'_>, at: usize) -> bool {
    doc.token(at).roles.any(Roles::BETWEEN)
}

/// Whether the numeral may begin an amount with no noun after it, be it a range: the cheap test before [`bare()`].
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
    // `vượt 3 tầng so với giấy phép`, `vượt 10 lần`: by how much, not how much.
    if bound == Bound::MoreThan && doc.key_before(start) == w::vượt && is_growth(doc, end) {
        (bound, outer) = (Bound::Exact, start);
    }
    let mut tokens_end = end;
    let from = |at: usize| at.checked_sub(1).filter(|&at| doc.is(at, w::từ) && doc.token(at + 1).gap <= Gap::Space);
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

/// Whether the amount that ends before token `end` is told against another (`so với kế hoạch`), or in times.
fn is_growth(doc: &Document<'_>, end: usize) -> bool {
    doc.is(end - 1, w::lần) || doc.key_after(end) == w::so && doc.is(end + 1, w::với)
}

/// The token after what an amount is paid or counted for, which a slash glues to its unit at `end`: `từ 5 triệu đồng/tháng trở lên`.
fn after_rate(doc: &Document<'_>, end: usize) -> Option<usize> {
    let is_glued =
        |at: usize, class| doc.tokens().get(at).is_some_and(|token| token.is_glued() && token.class == class);
    (doc.key_after(end) == w::SOLIDUS && is_glued(end, Class::Mark) && is_glued(end + 1, Class::Word))
        .then_some(end + 2)
}

/// Whether the number at token `start` is the tail of something else: attached to a word (`A4`, `m65`), or after a mark that is attached to a
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
                    // A list without spaces (`5,7,9%`) is not a tail.
                    (Class::Digits, key) => key != w::COMMA,
                    (Class::Word, w::COMMA | w::COLON) => false,
                    // `U.23`, `điểm a.4`, but a new sentence after a stop that lacks its space.
                    (Class::Word, w::FULL_STOP) => outer.span().len() == 1,
                    // `2,9 tỷ/3,1 tỷ`, `5.952,6 tỷ đồng/4.022,6 tỷ đồng`
                    (Class::Word, w::SOLIDUS) => {
                        let is_amount = is_scale(outer.key) || before > 1 && is_scale(doc.key_before(before - 1));
                        !(is_amount && is_scaled(doc, start))
                    }
                    _ => true,
                })
        }
    }
}

/// Whether a scale follows the digits at token `start`: `3,1 tỷ`.
fn is_scaled(doc: &Document<'_>, start: usize) -> bool {
    let end = (start..doc.tokens().len().min(start + 6)).find(|&at| doc.token(at).class == Class::Word);
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
        // `(HNM).-Ba mươi hộ`: a dash before a word joins or lists.
        w::HYPHEN_MINUS | w::EN_DASH | w::MINUS_SIGN | w::PLUS_SIGN if tokens[start].class == Class::Word => {
            (false, start)
        }
        w::HYPHEN_MINUS | w::EN_DASH | w::MINUS_SIGN | w::PLUS_SIGN if tokens[start].gap == Gap::None => {
            // At the start of a line with words a dash is a bullet; attached to what comes before it, a hyphen or a range.
            let stands_free = match tokens[before].gap {
                Gap::Space => true,
                Gap::None => before
                    .checked_sub(1)
                    .is_none_or(|outer| tokens[outer].class == Class::Mark && !CLOSING.has(doc.key(outer))),
                Gap::Line | Gap::Paragraph => key != w::HYPHEN_MINUS && key != w::EN_DASH || is_cell(doc, before),
            };
            // `+/-3%` has both signs.
            let both_ways = tokens[before].gap == Gap::None && doc.key_before(before) == w::SOLIDUS;
            // `5 -7%` is a range with a lost space.
            let is_range = key != w::PLUS_SIGN
                && tokens[before].gap == Gap::Space
                && before
                    .checked_sub(1)
                    .is_some_and(|outer| tokens[outer].class == Class::Digits || doc.is(outer, w::PERCENT_SIGN));
            if stands_free && !is_range && !both_ways { (key != w::PLUS_SIGN, before) } else { (false, start) }
        }
        // `ngoại trừ 2 phiên bản` excludes two; it is no negative number.
        w::trừ if doc.key_before(before) == w::bị => (false, start),
        // `thu âm 12 bài hát` is not a minus.
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
