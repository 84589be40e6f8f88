//! The words of long forms in lower case: which ones start one, which may be part of one, and which end the search.

use super::phrase_tables;

/// The role of a lower-case phrase in a long form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GlossRole {
    /// Starts one: `hệ thống`, `tên lửa`.
    Head,
    /// A whole term, which may stand alone, too: `rung nhĩ`.
    Whole,
    /// A post, which starts one unless an organisation follows: `giám đốc`.
    Post,
    /// Starts one, and belongs to the name after it: `đảng`, `ngân hàng`.
    Named,
    /// An activity that is a term by itself: `thu phí tự động`.
    Act,
    /// Says what kind of thing follows, but is not part of it: `công nghệ`.
    Kind,
    /// The same, but only before a name in capitals: `tổ chức`.
    KindOfName,
    /// A verb or function word that may occur in terms: `không dừng`.
    Inside,
    /// Never in a long form in lower case: `cho`, `một`.
    Border,
    /// The same, but not right after a head: `máy bán hàng`.
    Verb,
    /// Never in any long form: `được`, `thu giữ`.
    Clause,
}

impl GlossRole {
    const fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"head" => Self::Head,
            b"whole" => Self::Whole,
            b"post" => Self::Post,
            b"named" => Self::Named,
            b"act" => Self::Act,
            b"kind" => Self::Kind,
            b"kind_of_name" => Self::KindOfName,
            b"inside" => Self::Inside,
            b"border" => Self::Border,
            b"verb" => Self::Verb,
            b"clause" => Self::Clause,
            _ => return None,
        })
    }
}

phrase_tables! {
    /// The phrases of `data/gloss_words.tsv`.
    pub(crate) GLOSS_WORDS: GlossRole = GlossRole::of, "gloss_words";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::rows;

    #[test]
    fn table_is_sound() {
        let rows: Vec<&str> = rows(include_str!("../../data/gloss_words.tsv")).collect();
        for pair in rows.windows(2) {
            assert!(pair[0].split('\t').next() < pair[1].split('\t').next(), "not sorted: {}", pair[1]);
        }
        for row in rows {
            assert!(row.split_once('\t').and_then(|(_, role)| GlossRole::of(role.as_bytes())).is_some(), "{row}");
            assert_eq!(row.to_lowercase(), row);
        }
    }
}
