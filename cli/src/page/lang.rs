//! The languages of the interface. The words are in `words.tsv` and `awards.tsv`.

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
    let rows = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut cells = rows.map(|row| row.split('\t'));
    cells.by_ref().filter_map(|mut cells| Some((cells.next()?, [cells.next()?, cells.next()?]))).collect()
});

static AWARDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("awards.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .collect()
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

    /// The name of an award of the built-in table, in English.
    pub(crate) fn award(code: &str) -> Option<&'static str> {
        AWARDS.get(code).copied()
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
        for row in include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(row.split('\t').count(), 3, "{row}");
        }
    }

    #[test]
    fn every_award_has_its_name() {
        for entry in AwardTable::builtin().entries() {
            assert!(AWARDS.contains_key(&*entry.code), "{}: no row in awards.tsv", entry.code);
        }
    }
}
