//! Words that are bounds only with certain units: `nặng hơn 700 kg`, `ngoài 70 tuổi`, `chưa đủ 18 tuổi`.

use crate::{
    fact::{amount::Amount, quantity::unit::Unit},
    lexicon::{table_sets, w},
    number::{Bound, Decimal, bound},
    segment::Document,
};

table_sets! {
    "counts.tsv":
    /// Words before `trên` that is `more than` before any number: `ghi được trên 12 bàn`.
    AMOUNTING = "amounting";
    /// What one has more than a few of: `trên 2 con`, `trên 18 tuổi`.
    EXCEEDED = "exceeded";
    /// Verbs before `dưới` that says where: `nằm dưới 2 m tuyết`.
    LYING = "lying";
    /// What lies over something: `dưới 2 m tuyết`.
    COVERING = "covering";
}

/// Whether the `trên` before a count means `on`: `12 người trên hai xe máy`, `phát trên 11 màn hình`. More than is said of round numbers; of
/// those below a hundred that are none, nine in ten in 9,874 articles are where something is or happens.
pub(super) fn is_on(doc: &Document<'_>, amount: &Amount<Unit>) -> bool {
    let (start, number) = (amount.tokens.start, amount.core.start);
    if amount.bound != Bound::MoreThan || start + 1 != number || !doc.is(start, w::trên) || amount.high.is_some() {
        return false;
    }
    let is_round =
        |low: Decimal| low >= Decimal::ONE_HUNDRED || low >= Decimal::TEN && (low % Decimal::from(5)).is_zero();
    let few = amount.low.decimal().is_some_and(|low| low.is_integer() && !is_round(low));
    few && !AMOUNTING.has(doc.key_before(start)) && !EXCEEDED.has(doc.key(amount.unit.start))
}

/// Whether the `dưới` before a depth means *under*: `nằm sâu dưới 2,5 m tuyết`.
pub(super) fn is_under(doc: &Document<'_>, start: usize, number: usize, end: usize, code: &str) -> bool {
    const REACH: usize = 4;
    start + 1 == number
        && doc.is(start, w::dưới)
        && code.ends_with('m')
        && COVERING.has(doc.key_after(end))
        && (start.saturating_sub(REACH)..start).any(|at| LYING.has(doc.key(at)))
}

/// The bound before the `gấp` at token `at`, and its first token. Nothing but more of it is said before it: `mở rộng hơn gấp đôi`.
pub(super) fn before_times(doc: &Document<'_>, at: usize) -> (Bound, usize) {
    match bound::before(doc, at) {
        (Bound::Exact, _) if doc.key_before(at) == w::hơn => (Bound::MoreThan, at - 1),
        found => found,
    }
}

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

/// Whether the `cỡ` before an amount in inches or millimetres tells a size and bounds nothing: `màn hình cỡ 5,2 inch`, but `dài cỡ 5 mm`.
pub(super) fn is_size(doc: &Document<'_>, start: usize, number: usize, code: &str) -> bool {
    start + 1 == number
        && doc.is(start, w::cỡ)
        && matches!(code, "[in_i]" | "mm")
        && !matches!(
            doc.key_before(start),
            w::dài | w::rộng | w::cao | w::sâu | w::dày | w::mỏng | w::cách | w::là | w::xa | w::tăng | w::giảm
        )
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
