//! How texts are read: the settings that `analyze`, `explain` and `report` share, so that all three find the same facts.

use std::{ffi::OsStr, num::NonZeroUsize, path::PathBuf};

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use serde::Deserialize;
use tinviet::{Builder, Kind, LineBreaks, OffsetIndex, OffsetUnit, ReferenceDate, Tokenized};

use crate::{
    ending::Failure,
    input,
    markup::{Analyzers, Asked},
};

/// The settings as arguments of `explain` and `report`; `analyze` also reads them from its configuration file.
#[derive(clap::Args, Default)]
pub(crate) struct Reading {
    /// The markup of the documents [default: auto, by file extension]
    #[arg(long, value_enum)]
    pub(crate) markup: Option<Asked>,
    /// The date against which relative and partial dates are resolved: 2024-05-01, 2024-05-01T09:30, or auto (the date of the page, or the text's dateline)
    #[arg(long, value_name = "DATE", value_parser = checked_date)]
    pub(crate) reference_date: Option<String>,
    /// The kinds of fact to report, comma-separated, own kinds included [default: all but number and ordinal]
    #[arg(long, value_delimiter = ',', value_name = "KIND,…", value_parser = KindName)]
    pub(crate) kinds: Vec<String>,
    /// A file of your own kinds of fact: phrases and patterns (docs/own-kinds.md)
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) kinds_file: Option<PathBuf>,
    /// Your own abbreviations
    #[arg(long, value_name = "FILE")]
    pub(crate) dictionary: Option<PathBuf>,
    /// Your own awards, a table like data/awards.tsv
    #[arg(long, value_name = "FILE")]
    pub(crate) awards: Option<PathBuf>,
    /// What a single line break means [default: auto]
    #[arg(long, value_enum)]
    pub(crate) line_breaks: Option<Breaks>,
    /// Whether the texts are the output of a tokeniser [default: auto]
    #[arg(long, value_enum)]
    pub(crate) tokenized: Option<Joined>,
}

impl Reading {
    /// A builder with these settings, and the names of the kinds that it reports.
    pub(crate) fn builder(&self) -> Result<(Builder, Vec<String>), Failure> {
        let (mut builder, kinds) = crate::kinds::chosen(self.kinds_file.as_deref(), &self.kinds)?;
        match self.reference_date.as_deref() {
            Some("auto") => builder = builder.dateline(true),
            Some(date) => {
                let wrong = |error: tinviet::Error| Failure::Usage(error.to_string());
                builder = builder.reference_date(date.parse().map_err(wrong)?);
            }
            None => {}
        }
        if let Some(breaks) = self.line_breaks {
            builder = builder.line_breaks(match breaks {
                Breaks::Auto => LineBreaks::Auto,
                Breaks::Hard => LineBreaks::Hard,
                Breaks::Soft => LineBreaks::Soft,
            });
        }
        if let Some(joined) = self.tokenized {
            builder = builder.tokenized(match joined {
                Joined::Auto => Tokenized::Auto,
                Joined::No => Tokenized::No,
                Joined::Yes => Tokenized::Yes,
            });
        }
        if let Some(path) = &self.dictionary {
            builder = builder.dictionary(input::dictionary(path)?);
        }
        if let Some(path) = &self.awards {
            builder = builder.awards(input::awards(path)?);
        }
        Ok((builder, kinds))
    }

    /// The files that these settings are read from.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let kinds = self.kinds_file.as_deref().map(crate::kinds::files).unwrap_or_default();
        [&self.dictionary, &self.awards].into_iter().flatten().cloned().chain(kinds).collect()
    }

    /// An analyzer for each markup.
    pub(crate) fn analyzers(&self, builder: &Builder) -> Analyzers {
        Analyzers::new(self.markup.unwrap_or_default(), builder)
    }
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Breaks {
    /// Decided for each break from the lines around it
    Auto,
    /// The end of a paragraph
    Hard,
    /// A space; only blank lines end a paragraph
    Soft,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Joined {
    /// Decided for each document as a whole
    Auto,
    /// Underscores and spaces belong to the text
    No,
    /// Read `_` between syllables as a space, and ignore spaces around punctuation
    Yes,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Offsets {
    /// UTF-8 bytes: Rust
    #[default]
    Bytes,
    /// Code points: Python
    Chars,
    /// UTF-16 code units: JavaScript, Java
    Utf16,
    /// Grapheme clusters (letters with their marks): Swift
    Graphemes,
}

impl Offsets {
    /// The library's unit.
    pub(crate) const fn unit(self) -> OffsetUnit {
        match self {
            Self::Bytes => OffsetUnit::Bytes,
            Self::Chars => OffsetUnit::Chars,
            Self::Utf16 => OffsetUnit::Utf16,
            Self::Graphemes => OffsetUnit::Graphemes,
        }
    }

    /// Converts an offset in this unit to bytes. Inside a letter it is the start of the letter; past the end it stays past the end.
    pub(crate) fn byte(self, text: &str, at: usize) -> usize {
        if let Self::Bytes = self {
            return at;
        }
        let index = OffsetIndex::new(text, self.unit());
        let places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let byte = places.take_while(|byte| index.get(*byte) <= at).last().unwrap_or_default();
        byte.saturating_add(if byte == text.len() { at.saturating_sub(index.get(byte)) } else { 0 })
    }

    /// How long `text` is, in words: `18 bytes`.
    pub(crate) fn length(self, text: &str) -> String {
        let unit = match self {
            Self::Bytes => "bytes",
            Self::Chars => "code points",
            Self::Utf16 => "UTF-16 code units",
            Self::Graphemes => "grapheme clusters",
        };
        format!("{} {unit}", OffsetIndex::new(text, self.unit()).get(text.len()))
    }
}

/// The name of a kind. Built-in names are listed and completed; other names may come from `--kinds-file`, which is read
/// later.
#[derive(Clone)]
pub(crate) struct KindName;

impl TypedValueParser for KindName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Kind::ALL.into_iter().map(|kind| PossibleValue::new(kind.name()))))
    }
}

pub(crate) fn checked_date(text: &str) -> Result<String, String> {
    if text == "auto" {
        return Ok(text.to_owned());
    }
    text.parse::<ReferenceDate>().map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// More threads than this only contend with each other, and the system may refuse them.
const THREADS: usize = 256;

pub(crate) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let wrong = || format!("expected a number of threads from 1 to {THREADS}; the default is one per processor");
    text.parse::<NonZeroUsize>().ok().filter(|count| count.get() <= THREADS).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn an_offset_leads_to_the_letter_that_holds_it() {
        let text = "e\u{323}\u{302}🇻🇳!"; // `ệ` in three code points, a flag in two of four bytes each
        for (offsets, at, byte) in [
            (Offsets::Bytes, 5, 5),
            (Offsets::Chars, 2, 3),
            (Offsets::Chars, 3, 5),
            (Offsets::Chars, 8, 16),
            (Offsets::Utf16, 4, 5),
            (Offsets::Utf16, 5, 9),
            (Offsets::Graphemes, 0, 0),
            (Offsets::Graphemes, 1, 5),
            (Offsets::Graphemes, 2, 13),
            (Offsets::Graphemes, 3, 14),
            (Offsets::Graphemes, 9, 20),
        ] {
            assert_eq!(offsets.byte(text, at), byte, "{offsets:?} {at}");
        }
    }
}
