//! Bounding words: `trên 95%`, `ít nhất 3`, `5 tỷ trở lên`. One place for percentages, counts, money and durations.

use std::sync::LazyLock;

use crate::{
    lexicon::Phrases,
    segment::{Document, Gap},
};

/// How a number bounds the amount that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
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
        ("quá", MoreThan),
        ("ít nhất", AtLeast),
        ("tối thiểu", AtLeast),
        ("không dưới", AtLeast),
        ("không ít hơn", AtLeast),
        ("dưới", LessThan),
        ("chưa đến", LessThan),
        ("chưa tới", LessThan),
        ("chưa đầy", LessThan),
        ("nhiều nhất", AtMost),
        ("tối đa", AtMost),
        ("không quá", AtMost),
        ("gần", Nearly),
        ("ngót", Nearly),
        ("suýt soát", Nearly),
        ("khoảng", About),
        ("chừng", About),
        ("cỡ", About),
        ("tầm", About),
        ("độ", About),
        ("xấp xỉ", About),
        ("ước", About),
        ("ước khoảng", About),
        ("ước đạt", About),
    ])
});

/// The longest bounding phrase, in words.
const LONGEST: usize = 3;

/// The bounding words that end right before token `index`: what they say, and their first token. Of two, both are taken and the
/// inner decides (`khoảng hơn 300`).
pub(crate) fn before(doc: &Document<'_>, index: usize) -> (Bound, usize) {
    let Some((bound, start)) = one_before(doc, index) else { return (Bound::Exact, index) };
    let start = one_before(doc, start).map_or(start, |(_, outer)| outer);
    (bound, start)
}

fn one_before(doc: &Document<'_>, index: usize) -> Option<(Bound, usize)> {
    (1..=LONGEST.min(index)).rev().map(|words| index - words).find_map(|start| {
        if doc.tokens().get(index)?.gap > Gap::Space {
            return None;
        }
        let (end, bound) = doc.phrase(&BEFORE, start)?;
        (end == index).then_some((*bound, start))
    })
}
