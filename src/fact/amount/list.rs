//! Members of a list whose unit is written only after the last one: `tăng 5, 7 và 9%`, `50, 100 và 200 triệu đồng`, `từ 18 lên 43%`,
//! `18 - 40 và 41 - 60 tuổi`.

use std::ops::Range;

use crate::{
    fact::{Found, Input},
    lexicon::w,
    number::{Decimal, Form, Number, Numeral},
    segment::{Class, Document, Gap},
};

use super::range::{are_dashed, thousands};

/// How many members before the last are read.
const LONGEST: usize = 8;

/// A number or a range that shares the unit of a later one.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) tokens: Range<usize>,
    /// By the scale of the last member.
    pub(crate) low: Number,
    pub(crate) high: Option<Number>,
}

/// The members that come before the numeral at place `index`, nearest first, with their values by its scale. Empty where no `và`, `hoặc`,
/// `hay` binds it to the number before, unless it is the last of three or more that rise (`1, 3, 5 năm`), or a member is taken.
pub(crate) fn elided(input: &Input<'_>, found: &Found, index: usize) -> Vec<Member> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let mut members = Vec::new();
    let Some(last) = list.get(index).filter(|last| last.form != Form::Vague) else { return members };
    let mut next = last.tokens.start;
    let mut bound = false;
    let (mut place, least) = (index, index.saturating_sub(LONGEST));
    while place > least {
        let (member, follower) = (&list[place - 1], &list[place]);
        let joined = match joint(doc, member, next) {
            // `36,370 (mua vào) – 36,570 triệu đồng`
            Some(w::HYPHEN_MINUS | w::EN_DASH | w::COMMA | w::và) if is_glossed(doc, member) => {
                bound = true;
                true
            }
            Some(w::và | w::hoặc | w::hay) if members.is_empty() => {
                bound = true;
                true
            }
            Some(w::COMMA) => doc.token(next).gap == Gap::Space && (bound || rises(member, follower)),
            // Three prices or more: `25.000 – 40.000 – 70.000 đồng`.
            Some(w::HYPHEN_MINUS | w::EN_DASH) => {
                bound |= is_dashed(doc, list, index);
                bound && thousands(member).is_some()
            }
            _ => false,
        };
        if !joined {
            break;
        }
        let Some(member) = plain(input, found, place - 1, last) else { break };
        place -= member.numerals;
        next = member.member.tokens.start;
        members.push(member.member);
    }
    if !bound && members.len() < 2 {
        members.clear();
    }
    // A member that is attached to a word (`U21 và 23%`) is not one.
    if !members.is_empty() && hangs_on_word(doc, next) {
        members.pop();
    }
    members
}

/// Whether the numeral at place `index` is the last of three or more in whole thousands that dashes join.
pub(super) fn is_dashed(doc: &Document<'_>, list: &[Numeral], index: usize) -> bool {
    let Some([first, second, third]) = index.checked_sub(2).and_then(|from| list.get(from..=index)) else {
        return false;
    };
    are_dashed(doc, second, third)
        && are_dashed(doc, first, second)
        && [first, second, third].iter().all(|numeral| thousands(numeral).is_some())
}

/// The one number before the numeral at place `index` that a comma joins to it and that it follows in counting: `khách sạn 4, 5 sao`.
pub(crate) fn pair(input: &Input<'_>, found: &Found, index: usize) -> Option<Member> {
    let (doc, last) = (input.doc, input.numbers.as_slice().get(index)?);
    let place = index.checked_sub(1)?;
    let first = &input.numbers.as_slice()[place];
    let is_joined = joint(doc, first, last.tokens.start) == Some(w::COMMA)
        && doc.token(last.tokens.start).gap == Gap::Space
        && last.form == Form::Digits
        && !hangs_on_word(doc, first.tokens.start);
    if !is_joined || first.value.decimal()?.checked_add(Decimal::ONE)? != last.value.decimal()? {
        return None;
    }
    plain(input, found, place, last).map(|read| read.member)
}

/// The number that an amount rose or fell from: the 18 of `từ 18 lên 43%`. No range: the two are two amounts.
pub(crate) fn changed_from(input: &Input<'_>, found: &Found, index: usize) -> Option<Member> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let (place, last) = (index.checked_sub(1)?, list.get(index)?);
    let first = &list[place];
    let (start, end) = (first.tokens.start, first.tokens.end);
    let verbs = last.tokens.start.checked_sub(end)?;
    let moves = matches!(doc.key_after(end), w::lên | w::xuống)
        && (verbs == 1 || verbs == 2 && matches!(doc.key(end + 1), w::còn | w::tới | w::đến | w::thành | w::mức));
    let from = || doc.key_before(start) == w::từ;
    let on_line = || (start..=last.tokens.start).all(|at| doc.token(at).gap <= Gap::Space);
    if !moves || !from() || !on_line() {
        return None;
    }
    plain(input, found, place, last).filter(|read| read.numerals == 1).map(|read| read.member)
}

/// The word or mark that alone is between a numeral and the token `next`, on one line.
fn joint(doc: &Document<'_>, numeral: &Numeral, next: usize) -> Option<crate::Key> {
    let between = after_gloss(doc, numeral.tokens.end);
    let on_line = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap <= Gap::Space);
    (between + 1 == next && on_line(between) && on_line(next)).then(|| doc.key(between))
}

/// Whether a remark in brackets follows the numeral: `36,370 (mua vào)`.
fn is_glossed(doc: &Document<'_>, numeral: &Numeral) -> bool {
    after_gloss(doc, numeral.tokens.end) > numeral.tokens.end
}

/// The token after the few words in brackets at `at`; `at` where none are there.
fn after_gloss(doc: &Document<'_>, at: usize) -> usize {
    const LONGEST: usize = 4;
    if !doc.is(at, w::LEFT_PARENTHESIS) {
        return at;
    }
    let is_word =
        |at: &usize| doc.tokens().get(*at).is_some_and(|token| token.class == Class::Word && token.gap <= Gap::Space);
    let end = at + 1 + (at + 1..at + 1 + LONGEST).take_while(is_word).count();
    if end > at + 1 && doc.is(end, w::RIGHT_PARENTHESIS) { end + 1 } else { at }
}

/// A member, and how many numerals it is made of.
struct Read {
    member: Member,
    numerals: usize,
}

/// The number in digits at `place`, or the range that ends with it, by the scale of the last member.
fn plain(input: &Input<'_>, found: &Found, place: usize, last: &Numeral) -> Option<Read> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let digits = |place: usize| {
        list.get(place).filter(|numeral| numeral.form == Form::Digits && found.is_free(numeral.tokens.clone()))
    };
    let scaled = |numeral: &Numeral| {
        if last.scale == Decimal::ONE { Some(numeral.value.clone()) } else { numeral.value.times(last.scale) }
    };
    let upper = digits(place)?;
    let lower = place.checked_sub(1).and_then(digits).filter(|lower| {
        matches!(joint(doc, lower, upper.tokens.start), Some(w::HYPHEN_MINUS | w::EN_DASH | w::đến))
            && lower.value.decimal() < upper.value.decimal()
            && !is_dashed(doc, list, place + 1)
            && !is_dashed(doc, list, place)
    });
    let member = match lower {
        Some(lower) => {
            Member { tokens: lower.tokens.start..upper.tokens.end, low: scaled(lower)?, high: Some(scaled(upper)?) }
        }
        None => Member { tokens: upper.tokens.clone(), low: scaled(upper)?, high: None },
    };
    Some(Read { member, numerals: 1 + usize::from(lower.is_some()) })
}

/// Whether the number at `start` is the end of a name: `U21`, `T-72`, also with a blank after the dash (`B- 52`).
fn hangs_on_word(doc: &Document<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let tokens = doc.tokens();
    match tokens[before].class {
        Class::Mark => {
            matches!(doc.key(before), w::HYPHEN_MINUS | w::EN_DASH)
                && tokens[before].is_glued()
                && before.checked_sub(1).is_some_and(|outer| tokens[outer].class == Class::Word)
        }
        _ => tokens[start].gap == Gap::None,
    }
}

/// Whether two plain numbers of a list rise as they are written.
fn rises(first: &Numeral, second: &Numeral) -> bool {
    let mantissa = |numeral: &Numeral| numeral.value.decimal()?.checked_div(numeral.scale);
    match (mantissa(first), mantissa(second)) {
        (Some(first), Some(second)) => first < second && second < Decimal::ONE_THOUSAND,
        _ => false,
    }
}
