//! Words that are bounds only with certain units: `nặng hơn 700 kg`, `ngoài 70 tuổi`, `chưa đủ 18 tuổi`.

use crate::{
    fact::{amount::Amount, quantity::unit::Unit},
    lexicon::w,
    number::{Bound, Decimal},
    segment::Document,
};

/// The `hơn` before token `number` that [`bound::before`](crate::number::bound) leaves to a comparison, where the unit shows that
/// the adjective before it tells a size: `nặng hơn 700 kg`, `dài hơn 4 m`, but `cao hơn 2 độ`, `cao hơn 4 m so với cầu cũ`.
pub(super) fn more_than(doc: &Document<'_>, number: usize, end: usize, code: &str) -> Option<usize> {
    let at = number.checked_sub(1).filter(|_| doc.key_before(number) == w::hơn && doc.key_after(end) != w::so)?;
    let is_length = code.ends_with('m') || code.starts_with('[');
    match doc.key_before(at) {
        w::nặng | w::dài | w::xa | w::rộng | w::sâu | w::dày => Some(at),
        w::cao if is_length => Some(at),
        _ => None,
    }
}

/// The bounding word before a count that is one before few units alone: `ngoài 70 tuổi`, `chưa đủ 18 tuổi`, `có nhiều hơn 1 con`.
pub(super) fn bound_of_counted(doc: &Document<'_>, amount: &Amount<Unit>) -> Option<(Bound, usize)> {
    let (start, head) = (amount.tokens.start, amount.unit.start);
    let at = start.checked_sub(1)?;
    match doc.key_before(start) {
        w::ngoài => doc.is(head, w::tuổi).then_some((Bound::MoreThan, at)),
        w::đủ if matches!(doc.key_before(at), w::chưa | w::không) => {
            doc.is(head, w::tuổi).then_some((Bound::LessThan, at - 1))
        }
        // The difference between two sides: `thi đấu nhiều hơn 1 trận`, `nhiều hơn 2 điểm`.
        // `ông già hơn 70 tuổi`: an age, not a difference in age.
        w::hơn if doc.is(head, w::tuổi) => {
            let old = amount.low.decimal().is_some_and(|low| low >= Decimal::from(50));
            (old && matches!(doc.key_before(at), w::già | w::lớn)).then_some((Bound::MoreThan, at))
        }
        w::hơn => {
            let few = amount.low.decimal().is_some_and(|low| low <= Decimal::from(3));
            let difference = matches!(doc.key(head), w::trận | w::điểm | w::người | w::đội | w::bàn);
            let so = doc.key_after(amount.core.end) == w::so;
            (doc.key_before(at) == w::nhiều && few && !difference && !so).then_some((Bound::MoreThan, at))
        }
        _ => None,
    }
}
