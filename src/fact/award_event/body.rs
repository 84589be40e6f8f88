//! Names of organisations that contain `và`, and the people of a place as one organisation.
//!
//! A conjunction separates two authorities (`UBND tỉnh và Sở Nội vụ`), but not the parts of one name (`Khối Các cơ quan và Doanh nghiệp
//! tỉnh`). The words on either side decide, by tables; `party.rs` checks here before it splits.

use std::{ops::Range, sync::LazyLock};

use crate::{
    lexicon::{Phrases, listed, phrase_tables, table_words, w},
    segment::Document,
};

phrase_tables! {
    /// Words that continue with a body's name after `và` or a comma: `Sở Giáo dục và Đào tạo`.
    TAILS: () = listed, "body_tails";
    /// What the people of a place are called by parts: `Đảng bộ, chính quyền và nhân dân`.
    PEOPLE: () = listed, "people_of";
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

/// Whether the word at `at`, a separator and the word after it mean bodies of all sorts: `lãnh đạo sở, ngành`, `các Bộ, ngành Trung ương`.
pub(super) fn is_pair(doc: &Document<'_>, at: usize) -> bool {
    let small = doc.tokens().get(at + 2).is_some_and(|next| !next.is_capitalised());
    small
        && matches!(
            (doc.key(at), doc.key(at + 2)),
            (w::sở | w::bộ | w::ban | w::cấp, w::ngành)
                | (w::sở | w::bộ | w::phòng, w::ban)
                | (w::xã, w::phường)
                | (w::phường, w::xã)
                | (w::quận, w::huyện)
        )
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

/// What a word for a unit says of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Of an army: its rank, the smallest first.
    Army(usize),
    /// Part of another body.
    Part,
    /// A body that has such parts.
    Whole,
    None,
}

static UNITS: LazyLock<Phrases<Unit>> = LazyLock::new(|| {
    let army = [SQUAD, PLATOON, COMPANY, BATTALION, REGIMENT, BRIGADE, DIVISION, CORPS, REGION, SERVICE, ARM, MINISTRY];
    let ranks = army.into_iter().enumerate().map(|(rank, units)| (units, Unit::Army(rank)));
    let others = [(PART, Unit::Part), (WHOLE, Unit::Whole), (NONE, Unit::None)];
    Phrases::of_lists(&ranks.chain(others).collect::<Vec<_>>())
});

table_words! {
    "units.tsv":
    SQUAD = "squad";
    PLATOON = "platoon";
    COMPANY = "company";
    BATTALION = "battalion";
    REGIMENT = "regiment";
    BRIGADE = "brigade";
    DIVISION = "division";
    CORPS = "corps";
    REGION = "region";
    SERVICE = "service";
    ARM = "arm";
    MINISTRY = "ministry";
    PART = "part";
    WHOLE = "whole";
    NONE = "none";
}

/// Whether the unit that begins at `at` is part of the one that begins at `of`: `Lữ đoàn 575, Quân khu 5`, `Khoa Cấp cứu, Bệnh viện X`.
pub(super) fn is_unit_of(doc: &Document<'_>, at: usize, of: usize) -> bool {
    let unit = |at: usize| doc.phrase(&UNITS, at).map(|(_, unit)| *unit);
    match (unit(at), unit(of)) {
        (Some(Unit::Army(part)), Some(Unit::Army(whole))) => part < whole,
        (Some(Unit::Part), Some(Unit::Whole)) => !is_followed(doc, of),
        _ => false,
    }
}

/// Whether another body comes after the one at `of` and a comma, so that all are members of one list.
fn is_followed(doc: &Document<'_>, of: usize) -> bool {
    let ends = |at: &usize| matches!(doc.key(*at), w::COMMA | w::SEMICOLON | w::và) && !is_tail(doc, at + 1);
    let next = (of..doc.sentence_of(of).end.min(of + 16)).find(ends);
    next.filter(|at| doc.is(*at, w::COMMA)).is_some_and(|comma| {
        doc.tokens().get(comma + 1).is_some_and(|next| next.is_capitalised()) && doc.phrase(&UNITS, comma + 1).is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::lexicon;

    #[test]
    fn the_tables_are_sorted() {
        for table in
            [include_str!("../../../data/grammar/body_tails.tsv"), include_str!("../../../data/grammar/people_of.tsv")]
        {
            let words: Vec<_> = lexicon::rows(table).map(|row| lexicon::split_cell(row).0).collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{words:?}");
        }
    }

    #[test]
    fn the_table_of_units_is_sorted() {
        let rows: Vec<_> = lexicon::set_rows(include_str!("../../../data/grammar/units.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
    }
}
