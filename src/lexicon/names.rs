//! Words that start a name: the head nouns of organisations, the surnames of persons.

use std::{collections::HashSet, sync::LazyLock};

use super::{Key, phrase_tables, rows};

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

phrase_tables! {
    /// The head nouns of `data/name_heads.tsv`.
    pub(crate) NAME_HEADS: NameHead = head_of, "name_heads";
}

static SURNAMES: LazyLock<HashSet<Key>> =
    LazyLock::new(|| rows(include_str!("../../data/surnames.tsv")).map(Key::of).collect());

/// Whether a full name may start with this word.
pub(crate) fn is_surname(key: Key) -> bool {
    SURNAMES.contains(&key)
}

const fn head_of(name: &[u8]) -> Option<NameHead> {
    Some(match name {
        b"own" => NameHead::Own,
        b"matter" => NameHead::Matter,
        b"part" => NameHead::Part,
        b"inner" => NameHead::Inner,
        b"none" => NameHead::None,
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
            assert!(row.split_once('\t').and_then(|(_, head)| head_of(head.as_bytes())).is_some(), "{row}");
        }
    }
}
