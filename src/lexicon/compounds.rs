//! Words of several syllables in which one syllable looks like something else: a currency (`đồng hồ`), a unit (`ký tự`), a number (`tư
//! vấn`, `quanh năm`), a label (`dân số`), a sign (`phát âm`); and sayings whose numbers do not count anything. `data/compounds.tsv`.
//!
//! Each grammar matches single syllables, and asks here whether a syllable is a word of its own. A tagger would know more words, but these
//! are the ones that occur next to numbers.

use std::sync::LazyLock;

use crate::lexicon::{Filter, Key, phrase_tables, w};

/// What a compound rules out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompoundRole {
    /// Its first word is not a unit, currency or number: `đồng hồ`.
    Begins,
    /// Its last word is not a number, nor a label, sign or bound of a number after it: `dân số`.
    Ends,
    /// Both: `triệu` and `tập` in `triệu tập`.
    Both,
    /// None of its words counts anything: `ba chân bốn cẳng`.
    Saying,
}

impl CompoundRole {
    const fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"begin" => Self::Begins,
            b"end" => Self::Ends,
            b"both" => Self::Both,
            b"saying" => Self::Saying,
            _ => return None,
        })
    }

    pub(crate) const fn begins(self) -> bool {
        matches!(self, Self::Begins | Self::Both)
    }

    pub(crate) const fn ends(self) -> bool {
        matches!(self, Self::Ends | Self::Both)
    }
}

phrase_tables! {
    /// The compounds.
    pub(crate) COMPOUNDS: CompoundRole = CompoundRole::of, "compounds";
}

/// Whether a compound may end with this word: the cheap question, which most numbers and labels fail.
pub(crate) fn may_end(word: Key) -> bool {
    FILTERS[0].may_hold(word)
}

/// Whether this word may be part of a saying.
pub(crate) fn may_be_said(word: Key) -> bool {
    FILTERS[1].may_hold(word)
}

/// The last words of compounds, and all words of sayings.
static FILTERS: LazyLock<[Filter<64>; 2]> = LazyLock::new(|| {
    let mut filters = [Filter::EMPTY; 2];
    for (first, second, rest, role) in COMPOUNDS.phrases() {
        let words = [first].into_iter().chain(second).chain(rest);
        match role {
            CompoundRole::Saying => words.for_each(|word| filters[1].add(word)),
            role if role.ends() => words.last().into_iter().for_each(|word| filters[0].add(word)),
            _ => {}
        }
    }
    filters
});

/// Length in words of the longest compound and the longest saying.
pub(crate) const LONGEST: [usize; 2] = [3, 5];

/// The word that a digit stands for in a saying: `7` in `7 lá 1 hoa` is `bảy`.
pub(crate) fn spoken(digits: &str) -> Key {
    match digits {
        "1" => w::một,
        "2" => w::hai,
        "3" => w::ba,
        "4" => w::bốn,
        "5" => w::năm,
        "6" => w::sáu,
        "7" => w::bảy,
        "8" => w::tám,
        "9" => w::chín,
        "10" => w::mười,
        _ => Key::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{rows, split_cell};

    static TABLE: &str = include_str!("../../data/compounds.tsv");

    fn compounds() -> impl Iterator<Item = (&'static str, CompoundRole)> {
        rows(TABLE).filter_map(|row| {
            let (phrase, rest) = split_cell(row);
            Some((phrase, CompoundRole::of(split_cell(rest).0.as_bytes())?))
        })
    }

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        let all = rows(TABLE).count();
        let rows: Vec<_> = compounds().collect();
        assert_eq!(rows.len(), all);
        assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted, each compound once");
        for (phrase, role) in rows {
            let normal = crate::Normalizer::new().normalize(phrase);
            assert_eq!(phrase, normal.text.to_lowercase(), "tone on the first vowel, lower case");
            let words = phrase.split(' ').count();
            let [longest, saying] = LONGEST;
            assert!((2..=if role == CompoundRole::Saying { saying } else { longest }).contains(&words), "{phrase}");
        }
        for row in crate::lexicon::rows(TABLE) {
            assert!(row.split('\t').nth(2).is_some_and(|count| count.parse::<u32>().is_ok()), "{row}");
        }
    }
}
