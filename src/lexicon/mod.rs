//! The tables of `data/`. This module knows words and phrases, but no grammar.

mod awards;
pub(crate) mod compounds;
mod counted;
mod currency;
mod documents;
mod filter;
mod gloss;
mod index;
mod key;
mod labels;
pub(crate) mod laid;
mod marks;
mod names;
mod phrases;
mod roles;
mod rows;
mod sets;
mod short_form;
#[expect(non_upper_case_globals, reason = "a word stands under its own name")]
pub(crate) mod w;

pub use awards::{AwardEntry, AwardTable, Checked, Mention};
pub(crate) use compounds::{COMPOUNDS, CompoundRole};
pub(crate) use counted::{MEASURES, MeasureRole, NOUNS, NounRole};
#[cfg(feature = "serde")]
pub(crate) use currency::currency_code;
pub(crate) use currency::{CURRENCIES, Currency, Guard};
#[cfg(feature = "serde")]
pub(crate) use documents::document_code;
pub(crate) use documents::{
    DocumentType, LAWS, Naming, SECTORS, SymbolPart, TYPE_WORDS, document_name, symbol_part, symbol_spelling,
};
pub(crate) use filter::Filter;
pub(crate) use gloss::{GLOSS_WORDS, GlossRole};
pub(crate) use index::Index;
pub use key::Key;
pub(crate) use key::{FOLDED, HashedMap, NODE, NODES, State, fold, is_letter, mixed};
pub(crate) use labels::{GROUPS, LABELS};
pub(crate) use laid::{listed, phrase_tables};
pub(crate) use marks::is_quote;
pub(crate) use names::{NAME_HEADS, NameHead, is_surname};
pub(crate) use phrases::{OwnPhrases, Phrases};
pub(crate) use roles::{Roles, RolesTable};
pub(crate) use rows::{cells, rows, set_rows, split_cell, user_rows};
pub(crate) use sets::{Choice, WordSet, count_of_set, keys_of_set, words_of_set};
pub(crate) use short_form::{
    Cue, Domain, Known, Pattern, Place, Sense, SenseClass, Squeezed, class_cues, cues_of, squeeze,
};
pub use short_form::{Dictionary, LongForm};

/// The tables of an analysis: the built-in ones, overridden by the user's entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// The short forms.
    pub(crate) dictionary: Dictionary,
    /// The user's own awards, which take precedence over the built-in ones.
    pub(crate) awards: Option<AwardTable>,
}

/// Declares the word sets of a table in `data/grammar/`, read at compile time: `table_sets! { "amounts.tsv": NO_NOUN =
/// "no_noun"; }`.
macro_rules! table_sets {
    ($table:literal: $($(#[$about:meta])* $sight:vis $name:ident = $set:literal;)*) => {
        $(
            $(#[$about])*
            $sight static $name: $crate::lexicon::WordSet = {
                const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/grammar/", $table));
                const COUNT: usize = $crate::lexicon::count_of_set(TABLE, $set);
                const KEYS: [$crate::lexicon::Key; COUNT] = $crate::lexicon::keys_of_set(TABLE, $set);
                $crate::lexicon::WordSet::new(&KEYS)
            };
        )*
    };
}
/// Declares lists of words and phrases of a table in `data/grammar/`, read at compile time, for tables of phrases and for what compares text:
/// `table_words! { "bounds.tsv": NEARLY = "nearly"; }`.
macro_rules! table_words {
    ($table:literal: $($(#[$about:meta])* $sight:vis $name:ident = $set:literal;)*) => {
        $(
            $(#[$about])*
            $sight static $name: &[&str] = {
                const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/grammar/", $table));
                const COUNT: usize = $crate::lexicon::count_of_set(TABLE, $set);
                const WORDS: [&str; COUNT] = $crate::lexicon::words_of_set(TABLE, $set);
                &WORDS
            };
        )*
    };
}
/// Declares sets of words: `word_sets! { pub(super) OPENERS = ["các", "những"]; }`.
macro_rules! word_sets {
    ($($(#[$about:meta])* $sight:vis $name:ident = [$($word:literal),* $(,)?];)*) => {
        $(
            $(#[$about])*
            $sight static $name: $crate::lexicon::WordSet =
                $crate::lexicon::WordSet::new(&[$($crate::lexicon::Key::of($word)),*]);
        )*
    };
}
pub(crate) use table_sets;
pub(crate) use table_words;
pub(crate) use word_sets;
