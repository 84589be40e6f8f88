//! Bounding words: `trên 95%`, `ít nhất 3`, `5 tỷ trở lên`. One place for percentages, counts, money and durations.
//!
//! A word before a number bounds it unless it belongs to the word before it: `nhiệt độ 30` has no `độ` (about), `cao hơn
//! 2` is a difference, `công suất tối đa 140` a rating.

use std::sync::LazyLock;

use crate::{
    lexicon::{Key, Phrases, w},
    segment::{Class, Document, Gap},
};

/// How a number bounds the actual amount.
///
/// ```
/// use tinviet::Bound;
/// assert_eq!(Bound::AtLeast.to_string(), "at_least");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Bound {
    /// The amount itself.
    Exact,
    /// `trên`, `hơn`, `vượt`.
    MoreThan,
    /// `ít nhất`, `từ … trở lên`.
    AtLeast,
    /// `dưới`, `chưa đến`.
    LessThan,
    /// `tối đa`, `không quá`.
    AtMost,
    /// `gần`, `ngót`.
    Nearly,
    /// `khoảng`, `chừng`.
    About,
    /// `hàng chục`, `vài`.
    Vague,
}

static BEFORE: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    use Bound::{About, AtLeast, AtMost, LessThan, MoreThan, Nearly};
    Phrases::new([
        ("trên", MoreThan),
        ("hơn", MoreThan),
        ("vượt", MoreThan),
        ("vượt mức", MoreThan),
        ("vượt mốc", MoreThan),
        ("vượt ngưỡng", MoreThan),
        ("vượt quá", MoreThan),
        ("vượt trên", MoreThan),
        ("quá", MoreThan),
        (">", MoreThan),
        ("ít nhất", AtLeast),
        ("ít nhất là", AtLeast),
        ("ít nhất phải", AtLeast),
        ("ít nhất cũng", AtLeast),
        ("ít nhất cũng phải", AtLeast),
        ("tối thiểu", AtLeast),
        ("tối thiểu là", AtLeast),
        ("tối thiểu phải", AtLeast),
        ("tối thiểu cũng", AtLeast),
        ("không dưới", AtLeast),
        ("không ít hơn", AtLeast),
        ("không thấp hơn", AtLeast),
        ("không nhỏ hơn", AtLeast),
        ("không kém", AtLeast),
        ("≥", AtLeast),
        ("dưới", LessThan),
        ("chưa đến", LessThan),
        ("chưa tới", LessThan),
        ("chưa đầy", LessThan),
        ("không đến", LessThan),
        ("không tới", LessThan),
        ("không đầy", LessThan),
        ("<", LessThan),
        ("nhiều nhất", AtMost),
        ("tối đa", AtMost),
        ("tối đa là", AtMost),
        ("tối đa chỉ", AtMost),
        ("tối đa cũng chỉ", AtMost),
        ("không quá", AtMost),
        ("chưa quá", AtMost),
        ("không vượt quá", AtMost),
        ("không vượt", AtMost),
        ("không hơn", AtMost),
        ("không nhiều hơn", AtMost),
        ("không cao hơn", AtMost),
        ("không lớn hơn", AtMost),
        ("≤", AtMost),
        ("gần", Nearly),
        ("ngót", Nearly),
        ("ngót nghét", Nearly),
        ("suýt soát", Nearly),
        ("non", Nearly),
        ("ngấp nghé", Nearly),
        ("khoảng", About),
        ("khoảng chừng", About),
        ("chừng", About),
        ("áng chừng", About),
        ("phỏng chừng", About),
        ("cỡ", About),
        ("tầm", About),
        ("độ", About),
        ("xấp xỉ", About),
        ("sấp xỉ", About),
        ("trên dưới", About),
        ("ước", About),
        ("ước khoảng", About),
        ("ước chừng", About),
        ("ước tính", About),
        ("ước tính khoảng", About),
        ("ước đạt", About),
        ("ước tính đạt", About),
        ("~", About),
        ("≈", About),
        ("±", About),
    ])
});

static AFTER: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    Phrases::new([
        ("trở lên", Bound::AtLeast),
        ("đổ lên", Bound::AtLeast),
        ("trở xuống", Bound::AtMost),
        ("trở lại", Bound::AtMost),
        ("đổ lại", Bound::AtMost),
        ("đổ xuống", Bound::AtMost),
        ("lẻ", Bound::MoreThan),
        ("có lẻ", Bound::MoreThan),
    ])
});

/// The longest bounding phrase, in words.
const LONGEST: usize = 4;

/// How many bounding phrases may follow each other: `ước đạt khoảng hơn 300`.
const IN_A_ROW: usize = 3;

/// The bounding words right before token `index`: the bound, and their first token. If there are several, all are included and the
/// innermost decides (`khoảng hơn 300`).
pub(crate) fn before(doc: &Document<'_>, index: usize) -> (Bound, usize) {
    let Some((bound, mut start)) = one_before(doc, index) else { return (Bound::Exact, index) };
    for _ in 1..IN_A_ROW {
        match one_before(doc, start) {
            Some((_, outer)) => start = outer,
            None => break,
        }
    }
    (bound, start)
}

/// The bounding words at token `index`, after an amount: the bound, and the token after them.
pub(crate) fn after(doc: &Document<'_>, index: usize) -> Option<(Bound, usize)> {
    doc.tokens().get(index).filter(|token| token.gap <= Gap::Space)?;
    let (end, bound) = doc.phrase(&AFTER, index)?;
    // `mấy năm trở lại đây` is a time, not a length; in `hai cha con trở lại Mỹ` and `hàng vạn người đổ xuống đường`
    // it is a verb.
    let is_verb = (doc.is(index, w::đổ) || doc.is(index + 1, w::lại))
        && doc.tokens().get(end).is_some_and(|next| next.class != Class::Mark && next.gap <= Gap::Space);
    (!is_verb).then_some((*bound, end))
}

fn one_before(doc: &Document<'_>, index: usize) -> Option<(Bound, usize)> {
    if doc.tokens().get(index)?.gap > Gap::Space {
        return None;
    }
    (1..=LONGEST.min(index)).rev().map(|words| index - words).find_map(|start| {
        let (end, bound) = doc.phrase(&BEFORE, start)?;
        (end == index && !belongs_before(doc, start, index)).then_some((*bound, start))
    })
}

/// Whether the bounding word at `start` belongs to the word before it.
fn belongs_before(doc: &Document<'_>, start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let (Some(token), Some(gap)) = (doc.tokens().get(before), doc.gap_of(start)) else { return false };
    if gap > Gap::Space || token.class == Class::Mark {
        return false;
    }
    // `nhiệt độ 30`, `tiếp xúc gần hai người`, `ngồi trên ba chiếc xe`.
    if doc.ends_compound(start) {
        return true;
    }
    let key = doc.key(before);
    match doc.key(start) {
        w::hơn if end == start + 1 => is_comparable(key) && !(before > 0 && is_extent(doc.key(before - 1), key)),
        w::độ => token.class == Class::Digits,
        w::tối => matches!(
            key,
            w::suất
                | w::tốc
                | w::độ
                | w::tải
                | w::trọng
                | w::chứa
                | w::tích
                | w::kính
                | w::tầm
                | w::tô
                | w::xoắn
                | w::lực
                | w::xa
        ),
        _ => false,
    }
}

/// `kéo dài hơn 4 giờ`, `tăng mạnh hơn 20 điểm`: the adjective belongs to the verb before it, and nothing is compared.
const fn is_extent(verb: Key, adjective: Key) -> bool {
    match adjective {
        w::dài => matches!(verb, w::kéo),
        w::mạnh | w::nhanh | w::sâu | w::nhẹ => matches!(
            verb,
            w::tăng | w::giảm | w::rơi | w::mất | w::lao | w::rớt | w::nhảy | w::bật | w::vọt | w::lùi | w::sụt
        ),
        _ => false,
    }
}

/// `cao hơn 2 độ` is a difference, which is exact.
const fn is_comparable(key: Key) -> bool {
    matches!(
        key,
        w::cao
            | w::thấp
            | w::nhiều
            | w::ít
            | w::lớn
            | w::nhỏ
            | w::dài
            | w::ngắn
            | w::nặng
            | w::nhẹ
            | w::nhanh
            | w::chậm
            | w::rẻ
            | w::đắt
            | w::sớm
            | w::muộn
            | w::kém
            | w::trẻ
            | w::già
            | w::rộng
            | w::sâu
            | w::tốt
            | w::yếu
            | w::mạnh
            | w::đông
            | w::dày
            | w::mỏng
            | w::lâu
            | w::xa
            | w::gần
    )
}
