//! Names of organisations that contain `và`, and the people of a place as one organisation.
//!
//! A conjunction separates two authorities (`UBND tỉnh và Sở Nội vụ`), but not the parts of one name (`Khối Các cơ quan và Doanh nghiệp
//! tỉnh`). The words on either side decide, by tables; `party.rs` checks here before it splits.

use std::{ops::Range, sync::LazyLock};

use crate::{
    lexicon::{self, Phrases, w},
    segment::Document,
};

/// Words that continue with a body's name after `và` or a comma: `Sở Giáo dục và Đào tạo`.
static TAILS: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(rows(include_str!("../../../data/grammar/body_tails.tsv")).map(|word| (word, ()))));

/// What the people of a place are called by parts: `Đảng bộ, chính quyền và nhân dân`.
static PEOPLE: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(rows(include_str!("../../../data/grammar/people_of.tsv")).map(|word| (word, ()))));

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    lexicon::rows(table).map(|row| lexicon::split_cell(row).0)
}

/// Whether the word after the separator at `at` continues with the name of the body at `from`.
pub(super) fn goes_on(doc: &Document<'_>, from: usize, at: usize) -> bool {
    let next = at + 1;
    let near = |width: usize| from.max(at.saturating_sub(width))..at;
    if is_tail(doc, next) {
        return true;
    }
    match doc.key(next) {
        // `Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh`.
        w::doanh | w::cơ => near(4).any(|token| doc.is(token, w::khối)),
        w::các if !doc.is(next + 1, w::khu) => near(4).any(|token| doc.is(token, w::khối)),
        // `Ban Quản lý Khu kinh tế và Khu công nghiệp`, `… và các khu công nghiệp tỉnh`.
        w::khu | w::các => near(8).any(|token| doc.is(token, w::quản) && doc.is(token + 1, w::lý)),
        _ => false,
    }
}

/// Whether a word that continues with a body's name is at `at` with a capital: the `Thể thao` of `Bộ Văn hóa, Thể thao và Du lịch`.
pub(super) fn is_tail(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.is_capitalised()) && doc.phrase(&TAILS, at).is_some()
}

/// The token after a list that means the people of a place, of two parts or more with `nhân dân` among them.
pub(super) fn people_of(doc: &Document<'_>, from: usize, limit: usize) -> Option<usize> {
    let (mut end, _) = doc.phrase(&PEOPLE, from)?;
    let is_people = |part: Range<usize>| doc.is(part.end - 1, w::dân);
    let (mut found, mut parts) = (is_people(from..end), 1);
    while end < limit && matches!(doc.key(end), w::COMMA | w::và) {
        let Some((after, _)) = doc.phrase(&PEOPLE, end + 1).filter(|(after, _)| *after <= limit) else { break };
        found |= is_people(end + 1..after);
        parts += 1;
        end = after;
    }
    (found && parts > 1).then_some(end)
}

/// Units of an army, the smallest first.
const UNITS: [&str; 12] = [
    "tiểu đội",
    "trung đội",
    "đại đội",
    "tiểu đoàn",
    "trung đoàn",
    "lữ đoàn",
    "sư đoàn",
    "quân đoàn",
    "quân khu",
    "quân chủng",
    "binh chủng",
    "bộ quốc",
];

/// Whether the unit that begins at `at` is part of the one that begins at `of`: `Lữ đoàn 575, Quân khu 5`.
pub(super) fn is_unit_of(doc: &Document<'_>, at: usize, of: usize) -> bool {
    static RANKS: LazyLock<Phrases<usize>> =
        LazyLock::new(|| Phrases::new(UNITS.iter().enumerate().map(|(rank, unit)| (*unit, rank))));
    let rank = |at: usize| doc.phrase(&RANKS, at).map(|(_, rank)| *rank);
    matches!((rank(at), rank(of)), (Some(part), Some(whole)) if part < whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        for table in
            [include_str!("../../../data/grammar/body_tails.tsv"), include_str!("../../../data/grammar/people_of.tsv")]
        {
            let words: Vec<_> = rows(table).collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{words:?}");
        }
    }
}
