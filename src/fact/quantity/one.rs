//! The word `một`: an article, unless another count stands next to it in a list: `một người chết, hai người bị thương`.

use crate::{
    fact::{Draft, Value, amount, quantity::unit},
    lexicon::{table_sets, w},
    number::{Form, Numbers, Numeral},
    segment::Document,
};

table_sets! {
    "counts.tsv":
    /// Prepositions before a count that opens a clause.
    GOVERNING = "governing";
}

/// Whether the number is the word `một` with neither a unit of measure nor a second number after it: the article, unless a count is next to.
pub(super) fn may_be_article(doc: &Document<'_>, numbers: &Numbers, numeral: &Numeral) -> bool {
    let end = numeral.tokens.end;
    numeral.form == Form::Words
        && numeral.tokens.len() == 1
        && doc.is(numeral.tokens.start, w::một)
        && !amount::may_be_range(doc, end)
        && !unit::is_measure(doc, numbers, end)
}

/// How far a count may be from a numeral that is listed with it, in tokens: [`REACH`] with the unit and the bounding words between.
const NEAR: usize = 32;

/// Whether one of `counts`, which are in order, is near enough to the numeral for [`is_listed`]: the cheap test.
pub(super) fn is_near(numeral: &Numeral, counts: &[&Draft]) -> bool {
    let start = numeral.tokens.start;
    let at = counts.partition_point(|draft| draft.tokens.start < start);
    counts.get(at).is_some_and(|right| right.tokens.start - start < NEAR)
        || at.checked_sub(1).and_then(|left| counts.get(left)).is_some_and(|left| left.tokens.end + NEAR > start)
}

/// How far apart two counts of one list may be, in tokens; with the same head noun, and with two.
const REACH: (usize, usize) = (5, 2);

/// How far after a count the next member of its list is joined, in tokens.
const AFTER: usize = 5;

/// Whether a count is next to one of `counts`, which are in order, in a list: a comma, semicolon, `và` or `cùng` right before
/// the later of the two.
pub(super) fn is_listed(doc: &Document<'_>, one: &Draft, counts: &[&Draft]) -> bool {
    // `một cách`, `một lượng`: `một` is an article, even in a list.
    if matches!(doc.key(one.core.start + 1), w::cách | w::lối | w::lượng | w::chủ | w::phần | w::mặt) {
        return false;
    }
    let joined = |left: &Draft, right: &Draft| {
        let gap = right.tokens.start.checked_sub(left.tokens.end).unwrap_or(usize::MAX);
        let reach = if doc.key(left.core.start + 1) == doc.key(right.core.start + 1) { REACH.0 } else { REACH.1 };
        (1..=reach).contains(&gap)
            && matches!(doc.key(right.tokens.start - 1), w::COMMA | w::SEMICOLON | w::và | w::cùng)
            && doc.sentence_of(left.tokens.start) == doc.sentence_of(right.tokens.start)
    };
    let at = counts.partition_point(|draft| draft.tokens.start < one.tokens.start);
    // `Qua lời khai của hai nghi phạm, một đối tượng …`: the clause begins with it.
    let opens_clause = |left: &Draft| {
        let sentence = doc.sentence_of(one.tokens.start);
        left.tokens.end + 1 == one.tokens.start
            && doc.is(left.tokens.end, w::COMMA)
            && GOVERNING.has(doc.key_before(left.tokens.start))
            && GOVERNING.has(doc.key(sentence.start))
            && !(one.tokens.end..sentence.end.min(one.tokens.end + AFTER))
                .any(|at| matches!(doc.key(at), w::COMMA | w::và))
    };
    let is_count = |draft: &&&Draft| match &draft.value {
        Value::Quantity(count) => count.measure.is_none() && count.unit.as_deref() != Some("tuổi"),
        _ => false,
    };
    counts.get(at).filter(is_count).is_some_and(|draft| joined(one, draft))
        || at
            .checked_sub(1)
            .and_then(|left| counts.get(left))
            .filter(is_count)
            .is_some_and(|draft| joined(draft, one) && !opens_clause(draft))
}
