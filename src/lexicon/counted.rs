//! What is counted and measured: the nouns and classifiers of `data/nouns.tsv`, the words that end a noun phrase in
//! `data/noun_ends.tsv`, the units of measure in `data/measures.tsv`.
//!
//! Both noun tables are merged: the longest phrase at a token says at once whether a noun starts there or something that ends
//! one. A tagger would have to read whole sentences, and its model is larger than this library.

use std::sync::LazyLock;

use crate::lexicon::{Phrases, cells, phrase_tables, rows};

/// The role of a phrase after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounRole {
    /// A unit by itself: `hội nghị`.
    Noun,
    /// A unit by itself that never follows another one: `lần`, `nước`.
    Alone,
    /// A classifier of things, followed by any noun: `chiếc`, `bộ`.
    Open,
    /// A classifier, followed by a noun of the table: `nhóm`, `khoản`.
    Known,
    /// The same, but never after another classifier: people (`vị`, `cô`), and words that are also verbs
    /// (`giống`, `tập`).
    Lead,
    /// A classifier of events, followed by a noun or a verb of the table: `vụ`, `lượt`.
    Act,
    /// A verb that may follow a classifier of events: `vi phạm`, `góp vốn`.
    Deed,
    /// A verb that is a unit if only the number comes before it: `3 yêu cầu`, but not `tổ 3 yêu cầu`.
    Verbal,
    /// A short form that is a unit in capitals: `45 DN`.
    Short,
    /// A word that ends a noun phrase: `của`, `bị`, `đã`.
    End,
}

impl NounRole {
    const fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"noun" => Self::Noun,
            b"alone" => Self::Alone,
            b"open" => Self::Open,
            b"known" => Self::Known,
            b"lead" => Self::Lead,
            b"act" => Self::Act,
            b"deed" => Self::Deed,
            b"verbal" => Self::Verbal,
            b"short" => Self::Short,
            // The words that end a phrase have one column only.
            b"" => Self::End,
            _ => return None,
        })
    }
}

phrase_tables! {
    /// The nouns, and the words that end a noun phrase.
    pub(crate) NOUNS: NounRole = NounRole::of, "nouns";
}

/// Where a unit of measure may occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasureRole {
    /// By itself, and on both sides of a rate: `km`.
    Unit,
    /// Only before a slash: `vòng/phút`.
    Rate,
    /// Only after one: `phút`.
    Per,
}

/// A spelling of a unit of measure.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// The UCUM code; empty if UCUM has none.
    pub(crate) code: &'static str,
    pub(crate) role: MeasureRole,
    /// The valid spellings if letter case matters (`Nm`, not `nm`); empty if any is valid.
    cases: &'static str,
}

impl Measure {
    /// Whether this is a valid spelling of the unit.
    pub(crate) fn is_written(&self, text: &str) -> bool {
        self.cases.is_empty() || self.cases.split(',').any(|case| case == text)
    }
}

/// The spellings of the units of measure; those that differ only in letter case share a phrase.
#[derive(Debug)]
pub(crate) struct Measures {
    list: Vec<Measure>,
    /// For each phrase, where its spellings in `list` begin and end. `m2` and `m²`, which are several tokens, have the key of the whole.
    pub(crate) phrases: Phrases<[usize; 2]>,
}

impl Measures {
    /// The spellings of a phrase.
    pub(crate) fn of(&self, [from, to]: [usize; 2]) -> &[Measure] {
        self.list.get(from..to).unwrap_or_default()
    }
}

/// The units of measure.
pub(crate) static MEASURES: LazyLock<Measures> = LazyLock::new(|| {
    let mut list = Vec::new();
    let mut phrases: Vec<(&str, [usize; 2])> = Vec::new();
    for row in rows(include_str!("../../data/measures.tsv")) {
        let mut cells = cells(row);
        let (Some(phrase), Some(code), Some(role)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let role = match role {
            "unit" => MeasureRole::Unit,
            "rate" => MeasureRole::Rate,
            _ => MeasureRole::Per,
        };
        let at = list.len();
        list.push(Measure { code, role, cases: cells.next().unwrap_or_default() });
        match phrases.last_mut() {
            Some((last, [_, end])) if *last == phrase => *end = at + 1,
            _ => phrases.push((phrase, [at, at + 1])),
        }
    }
    Measures { list, phrases: Phrases::new(phrases) }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted(table: &'static str, columns: usize) {
        let rows: Vec<&str> = rows(table).collect();
        assert!(rows.len() > 100);
        for pair in rows.windows(2) {
            assert!(pair[0].split('\t').collect::<Vec<_>>() < pair[1].split('\t').collect::<Vec<_>>(), "{pair:?}");
        }
        for row in rows {
            assert_eq!(row.split('\t').count(), columns, "{row}");
            let phrase = row.split('\t').next().unwrap_or_default();
            let normal = crate::Normalizer::new().normalize(phrase);
            assert_eq!(phrase, normal.text.to_lowercase(), "tone on the first vowel, lower case");
            assert_eq!(phrase.replace(" - ", "").find('-'), None, "a hyphen is a word of its own: {phrase}");
        }
    }

    #[test]
    fn tables_are_sorted_and_parse() {
        assert_sorted(include_str!("../../data/nouns.tsv"), 2);
        assert_sorted(include_str!("../../data/noun_ends.tsv"), 1);
        assert_sorted(include_str!("../../data/measures.tsv"), 4);
        for row in rows(include_str!("../../data/nouns.tsv")) {
            assert!(row.split_once('\t').is_some_and(|(_, role)| !role.is_empty()), "{row}");
        }
        for row in rows(include_str!("../../data/measures.tsv")) {
            assert!(matches!(row.split('\t').nth(2), Some("unit" | "rate" | "per")), "{row}");
        }
    }
}
