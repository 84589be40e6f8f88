//! Numbers and ordinals that are not part of another fact; reported only on request. Contract: `docs/facts.md#number`.
//!
//! Runs after all amounts, so what is left is bare numbers. An ambiguous number word counts only if it is the whole sentence (a
//! spoken answer, a table cell), since it has no unit as evidence. Ordinals come first: they claim the number of `thứ ba`.

use std::ops::Range;

use crate::{
    fact::{
        Draft, Found, Input, Kind, Value,
        amount::{self, Amount},
    },
    lexicon::{Roles, w},
    number::{Bound, Certainty, Form, Number, Numeral, roman, suffix},
    segment::{Case, Class, Document, Gap},
};

/// A bare number: `hai mươi mốt`.
///
/// ```
/// use tinviet::Value;
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::Number]).build();
/// let analysis = analyzer.analyze("hai mươi mốt");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Number(value) = fact.value() else { panic!() };
/// assert_eq!(value.low.to_string(), "21");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NumberValue {
    /// The only number, or the lower end of a range.
    pub low: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How it bounds the amount.
    pub bound: Bound,
}

/// A position in an order: `lần thứ XII` is 12.
///
/// ```
/// use tinviet::Value;
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::Ordinal]).build();
/// let analysis = analyzer.analyze("Đại hội lần thứ XII");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Ordinal(value) = fact.value() else { panic!() };
/// assert_eq!(value.value.to_string(), "12");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Ordinal {
    /// The position, from 1.
    pub value: Number,
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    ordinals(input, found);
    for (index, numeral) in input.numerals() {
        if !found.is_free(numeral.tokens.clone()) {
            continue;
        }
        let number = amount::at(input, found, index, |at| Some((suffix(input.doc, at).map_or(at, |(end, _)| end), ())));
        if let Some(draft) = number.and_then(|amount| bare(input, found, numeral, amount)) {
            found.claim(draft);
        }
    }
}

fn bare(input: &Input<'_>, found: &Found, numeral: &Numeral, amount: Amount<()>) -> Option<Draft> {
    let doc = input.doc;
    let (mut core, mut tokens) = (amount.core, amount.tokens);
    let (mut low, mut high) = (amount.low, amount.high);
    if let Some((_, factor)) = core.end.checked_sub(1).and_then(|last| suffix(doc, last)) {
        // `1-2k`: the letter applies to both ends.
        low = low.times(factor)?;
        high = high.and_then(|high| high.times(factor));
    }
    if let Some((value, start)) = decimals_alone(doc, &core, &low) {
        (low, core.start, tokens.start) = (value, start, start.min(tokens.start));
    }
    let whole = is_whole(doc, &tokens);
    let certain = match amount.certainty {
        Certainty::Sure => true,
        Certainty::Likely => whole || doc.key(numeral.tokens.start) != w::một && amount.bound != Bound::Exact,
        Certainty::Doubtful => whole,
    };
    // `0912345678` is a telephone number, not a quantity.
    let is_name = numeral.form == Form::Digits && {
        let first = doc.text_of(numeral.tokens.start);
        first.len() > 1 && first.starts_with('0')
    };
    let is_part = numeral.form == Form::Digits && (is_in_score(doc, &core) || is_in_telephone(doc, &core));
    if !certain || is_name && !whole || is_part || !found.is_free(tokens.clone()) {
        return None;
    }
    let value = Value::Number(NumberValue { low, high, bound: amount.bound });
    Some(Draft { kind: Kind::Number, tokens, core, value, rule: "number" })
}

/// Whether the digits are half of a score, which falls (`thắng 3-1`) or comes after how a match ended (`thua 0-2`).
fn is_in_score(doc: &Document<'_>, core: &Range<usize>) -> bool {
    let goals = |at: usize| -> Option<u8> {
        doc.tokens().get(at).filter(|token| token.class == Class::Digits && token.span().len() <= 2)?;
        doc.text_of(at).parse().ok()
    };
    let is_dash = |at: usize| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH)
            && doc.tokens().get(at..at + 2).is_some_and(|two| two.iter().all(|token| token.gap <= Gap::Space))
    };
    // The first of the two numbers that the digits belong to.
    let pair = |first: usize| {
        let (one, other) = (goals(first)?, goals(first + 2).filter(|_| is_dash(first + 1))?);
        let told = first
            .checked_sub(1)
            .is_some_and(|before| matches!(doc.key(before), w::số | w::thắng | w::thua | w::hòa | w::dẫn | w::bại));
        Some(one >= other || told)
    };
    pair(core.start) == Some(true) || core.start.checked_sub(2).and_then(pair) == Some(true)
}

/// Whether the digits are a piece of a telephone number: `0912 345 678`.
fn is_in_telephone(doc: &Document<'_>, core: &Range<usize>) -> bool {
    let is_piece = |at: usize| {
        doc.tokens().get(at).is_some_and(|token| token.class == Class::Digits && (2..=5).contains(&token.span().len()))
    };
    let first = (0..core.start)
        .rev()
        .take(4)
        .take_while(|&at| is_piece(at) && doc.tokens().get(at + 1).is_some_and(|next| next.gap == Gap::Space))
        .last();
    first.is_some_and(|first| doc.text_of(first).starts_with('0') && doc.text_of(first).len() > 2)
}

/// Whether the range is a whole sentence, but for marks at its end.
fn is_whole(doc: &Document<'_>, tokens: &Range<usize>) -> bool {
    let sentence = doc.sentence_of(tokens.start);
    sentence.start == tokens.start
        && sentence.end >= tokens.end
        && (tokens.end..sentence.end).all(|at| doc.token(at).class == Class::Mark)
}

/// `-,0012`: a decimal without its zero, told from a list's comma by the sign before it.
fn decimals_alone(doc: &Document<'_>, core: &Range<usize>, low: &Number) -> Option<(Number, usize)> {
    let start = core.start;
    let (comma, sign) = (start.checked_sub(1)?, start.checked_sub(2)?);
    let token = doc.tokens().get(start)?;
    let whole_digits = u32::try_from(doc.text_of(start).len()).ok()?;
    let tight = token.class == Class::Digits && token.is_glued() && doc.token(comma).is_glued();
    if !tight || !doc.is(comma, w::COMMA) || !doc.is(sign, w::HYPHEN_MINUS) || whole_digits > 9 {
        return None;
    }
    let shift = crate::number::Decimal::new(-1, whole_digits);
    Some((low.times(shift)?, sign))
}

/// `thứ nhất`, `lần thứ XII`, `thứ 3`, `đầu tiên`.
fn ordinals(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    for at in input.triggers(Roles::ORDINAL) {
        let (value, core) = match doc.key(at) {
            w::thứ => match ordinal_at(input, at + 1) {
                Some((value, end)) => (value, at + 1..end),
                None => continue,
            },
            w::đầu if doc.is(at + 1, w::tiên) && doc.token(at + 1).gap <= Gap::Space => {
                (Number::from(1), at..at + 2)
            }
            _ => continue,
        };
        let named = at.checked_sub(1).filter(|&before| doc.is(before, w::lần) && doc.token(at).gap <= Gap::Space);
        let tokens = named.unwrap_or(at)..core.end;
        if found.is_free(tokens.clone()) {
            let value = Value::Ordinal(Ordinal { value });
            found.claim(Draft { kind: Kind::Ordinal, tokens, core, value, rule: "ordinal" });
        }
    }
}

/// The place that is at `at`, after `thứ`, and the token after it.
fn ordinal_at(input: &Input<'_>, at: usize) -> Option<(Number, usize)> {
    let doc = input.doc;
    let token = doc.tokens().get(at).filter(|token| token.gap <= Gap::Space)?;
    match token.key {
        w::nhất => return Some((Number::from(1), at + 1)),
        w::nhì => return Some((Number::from(2), at + 1)),
        w::tư => return Some((Number::from(4), at + 1)),
        _ => {}
    }
    if token.class == Class::Word
        && token.case == Case::Upper
        && let Some(value) = roman(doc.text_of(at))
    {
        return Some((Number::from(u64::from(value)), at + 1));
    }
    // `mọi thứ một lần nữa`: *first* would be `thứ nhất`.
    let numeral = input.numbers.starting_at(at).filter(|numeral| numeral.tokens.len() > 1 || token.key != w::một)?;
    let value = numeral.value.decimal().filter(|value| value.is_integer())?;
    numeral.high.is_none().then(|| (value.into(), numeral.tokens.end))
}
