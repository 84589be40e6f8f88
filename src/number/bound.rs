//! Bounding words: `trên 95%`, `ít nhất 3`, `5 tỷ trở lên`. One place for percentages, counts, money and durations.
//!
//! A word before a number bounds it unless it belongs to the word before it: `nhiệt độ 30` has no `độ` (about), `cao hơn
//! 2` is a difference, `công suất tối đa 140` a rating.

use std::sync::LazyLock;

use crate::{
    lexicon::{Key, Phrases, Roles, table_words, w},
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

table_words! {
    "bounds.tsv":
    MORE_THAN = "more_than";
    AT_LEAST = "at_least";
    LESS_THAN = "less_than";
    AT_MOST = "at_most";
    NEARLY = "nearly";
    ABOUT = "about";
    /// After the number: `5 tỷ trở lên`.
    FROM = "from";
    UP_TO = "up_to";
    AND_MORE = "and_more";
    /// Words whose number is a rating: `trọng lượng cất cánh tối đa 590 tấn`.
    RATED = "rated";
}

static RATINGS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(RATED, ())]));

static BEFORE: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    Phrases::of_lists(&[
        (MORE_THAN, Bound::MoreThan),
        (AT_LEAST, Bound::AtLeast),
        (LESS_THAN, Bound::LessThan),
        (AT_MOST, Bound::AtMost),
        (NEARLY, Bound::Nearly),
        (ABOUT, Bound::About),
    ])
});

static AFTER: LazyLock<Phrases<Bound>> =
    LazyLock::new(|| Phrases::of_lists(&[(FROM, Bound::AtLeast), (UP_TO, Bound::AtMost), (AND_MORE, Bound::MoreThan)]));

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
    let last = doc.tokens().get(index.checked_sub(1)?)?;
    if !last.roles.any(Roles::BOUND) || doc.token(index).gap > Gap::Space {
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
        w::tối => {
            matches!(
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
            ) || is_rated(doc, start)
        }
        _ => false,
    }
}

/// Whether a word for a rating is shortly before `start`, with nothing but words that say which it is: `trọng lượng cất cánh`, but `công suất
/// phải là`.
fn is_rated(doc: &Document<'_>, start: usize) -> bool {
    const REACH: usize = 5;
    (start.saturating_sub(REACH)..start)
        .rev()
        .take_while(|&at| {
            doc.token(at).class == Class::Word
                && doc.token(at + 1).gap <= Gap::Space
                && !matches!(doc.key(at), w::là | w::được | w::đạt | w::phải | w::không | w::có | w::chỉ)
        })
        .any(|at| doc.phrase(&RATINGS, at).is_some_and(|(end, ())| end <= start))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::RolesTable;

    /// [`before`] looks at the role of the last word first: a phrase without it would never be read.
    #[test]
    fn every_bound_before_a_number_ends_with_a_word_of_that_role() {
        for words in [MORE_THAN, AT_LEAST, LESS_THAN, AT_MOST, NEARLY, ABOUT] {
            for last in words.iter().filter_map(|phrase| phrase.split(' ').next_back()) {
                assert!(RolesTable::builtin().of(Key::of(last)).any(Roles::BOUND), "{last}");
            }
        }
    }
}
