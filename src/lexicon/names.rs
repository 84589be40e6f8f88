//! Words that start a name: the head nouns of organisations, the surnames of persons.

use std::{collections::HashSet, sync::LazyLock};

use super::{Key, Phrases, rows, split_cell};

/// How reliably a head noun starts a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameHead {
    /// Starts the name of an organisation or company.
    Own,
    /// Starts the name of a plan, treaty or event, unless an organisation comes right before it:
    /// `Tổ chức Hiệp ước Bắc Đại Tây Dương`.
    Matter,
    /// A part of the organisation that follows: `Hội đồng quản trị Công ty …`.
    Part,
    /// May occur inside another name: `Hội đồng Khiếu nại Cảnh sát Độc lập`.
    Inner,
    /// Looks like a head noun but is not one: `Bộ trưởng`, `Đài Loan`.
    None,
}

/// The head nouns of `data/name_heads.tsv`.
pub(crate) static NAME_HEADS: LazyLock<Phrases<NameHead>> = LazyLock::new(|| {
    Phrases::new(rows(include_str!("../../data/name_heads.tsv")).filter_map(|row| {
        let (phrase, head) = split_cell(row);
        Some((phrase, head_of(head)?))
    }))
});

static SURNAMES: LazyLock<HashSet<Key>> =
    LazyLock::new(|| rows(include_str!("../../data/surnames.tsv")).map(Key::of).collect());

/// Whether a full name may start with this word.
pub(crate) fn is_surname(key: Key) -> bool {
    SURNAMES.contains(&key)
}

fn head_of(name: &str) -> Option<NameHead> {
    Some(match name {
        "own" => NameHead::Own,
        "matter" => NameHead::Matter,
        "part" => NameHead::Part,
        "inner" => NameHead::Inner,
        "none" => NameHead::None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sound() {
        for table in [include_str!("../../data/name_heads.tsv"), include_str!("../../data/surnames.tsv")] {
            let rows: Vec<&str> = rows(table).collect();
            assert!(
                rows.windows(2).all(|pair| pair[0].split('\t').next() < pair[1].split('\t').next()),
                "sorted, unique"
            );
        }
        for row in rows(include_str!("../../data/name_heads.tsv")) {
            assert!(row.split_once('\t').and_then(|(_, head)| head_of(head)).is_some(), "{row}");
        }
    }
}
