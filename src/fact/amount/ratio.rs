//! Fractions and parts of a whole: `1/3`, `60/63 tỉnh`, `5 trên 11 đề cử`, `95 trong số 139`.

use crate::{
    fact::{Found, Input},
    lexicon::{Key, w},
    number::{Bound, Decimal, Form, Number, Numeral, bound},
    segment::{Document, Gap},
};

use super::{Amount, hangs};

/// `1/3`: the fraction whose upper number is the numeral at place `index`, and the token after it.
pub(super) fn ratio(doc: &Document<'_>, list: &[Numeral], index: usize) -> Option<(Number, usize)> {
    let (part, whole) = (list.get(index)?, list.get(index + 1)?);
    let slash = part.tokens.end;
    let glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap == Gap::None);
    // `570/1.026 phiếu` has dots for thousands, `2/3,5` is not a ratio.
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

/// `5 trên 11 đề cử`, `95 trong số 139 tác phẩm`: 5 of 11, not more than 11. Where the amount is the whole of a part that comes before
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
                (w::số, w::tổng, w::trong | w::trên) => outer - 3,
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
        amount.low = Number::Ratio(few, all);
        amount.english = (None, None);
        amount.core.start = part.tokens.start;
        // `hơn 200 trên tổng số 500`
        (amount.bound, amount.tokens.start) = bound::before(doc, part.tokens.start);
    }
}
