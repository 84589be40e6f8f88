//! The languages of the interface. The words are in `cli/data/words.tsv`; `cli/data/english.tsv` has the English for what the
//! library names in Vietnamese.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use serde::Deserialize;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lang {
    /// English
    #[default]
    En,
    /// Vietnamese
    Vi,
}

static WORDS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let rows = include_str!("../../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut cells = rows.map(|row| row.split('\t'));
    cells.by_ref().filter_map(|mut cells| Some((cells.next()?, [cells.next()?, cells.next()?]))).collect()
});

type Pair = (&'static str, &'static str);

/// Singular and plural, by group and name.
static ENGLISH: LazyLock<HashMap<Pair, Pair>> = LazyLock::new(|| {
    let rows = include_str!("../../data/english.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |row: &'static str| {
        let mut cells = row.split('\t');
        let (group, name, one) = (cells.next()?, cells.next()?, cells.next()?);
        let more = cells.next().filter(|more| !more.is_empty()).unwrap_or(one);
        Some(((group, name), (one, more)))
    };
    rows.filter_map(row).collect()
});

impl Lang {
    /// As HTML names it.
    pub(crate) const fn code(self) -> &'static str {
        self.pick("en", "vi")
    }

    /// Selects the string of this language.
    pub(crate) const fn pick(self, english: &'static str, vietnamese: &'static str) -> &'static str {
        match self {
            Self::En => english,
            Self::Vi => vietnamese,
        }
    }

    /// The word for a name in the output: `more_than` is `more than` or `hơn`. A name without a row is returned as it
    /// is.
    pub(crate) fn word(self, name: &str) -> Cow<'static, str> {
        match WORDS.get(name) {
            Some([english, vietnamese]) => self.pick(english, vietnamese).into(),
            None => name.replace('_', " ").into(),
        }
    }

    /// The English for a name in a group of `english.tsv`, singular or plural.
    pub(crate) fn english(group: &str, name: &str, one: bool) -> Option<&'static str> {
        ENGLISH.get(&(group, name)).map(|(singular, plural)| if one { *singular } else { *plural })
    }
}

#[cfg(test)]
mod tests {
    use tinviet::{
        Bound, Kind,
        abbreviation::{DefinitionKind, Source},
        fact::{
            PercentageUnit, RecipientType, TimeUnit,
            award::AwardTable,
            time::{Calendar, Grain},
        },
    };

    use super::*;

    #[test]
    fn every_name_of_the_output_has_its_words() {
        let names = Kind::ALL.map(Kind::name).into_iter();
        let names = names.chain(Bound::ALL.map(Bound::name)).chain(PercentageUnit::ALL.map(PercentageUnit::name));
        let names = names.chain(TimeUnit::ALL.map(TimeUnit::name)).chain(Grain::ALL.map(Grain::name));
        let names = names.chain(Calendar::ALL.map(Calendar::name)).chain(RecipientType::ALL.map(RecipientType::name));
        let names = names.chain(DefinitionKind::ALL.map(DefinitionKind::name)).chain(Source::ALL.map(Source::name));
        for name in names {
            assert!(WORDS.contains_key(name), "{name}: no row in words.tsv");
        }
        for row in include_str!("../../data/words.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(row.split('\t').count(), 3, "{row}");
        }
    }

    #[test]
    fn every_award_document_and_span_of_time_has_its_english() {
        for entry in AwardTable::builtin().entries() {
            assert!(Lang::english("award", &entry.code, true).is_some(), "{}: no row in english.tsv", entry.code);
        }
        for unit in TimeUnit::ALL.map(TimeUnit::name) {
            assert!(Lang::english("duration", unit, true).is_some(), "{unit}: no row in english.tsv");
        }
        let documents = include_str!("../../../data/documents.tsv").lines().filter(|line| !line.starts_with('#'));
        for code in documents.skip(1).filter_map(|row| row.split('\t').nth(1)) {
            assert!(Lang::english("document", code, true).is_some(), "{code}: no row in english.tsv");
        }
    }

    #[test]
    fn the_english_is_sorted_and_each_name_stands_once() {
        let rows = include_str!("../../data/english.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 4 && !row[2].is_empty()));
        assert!(rows.windows(2).all(|pair| pair[0][..2] < pair[1][..2]));
    }
}
