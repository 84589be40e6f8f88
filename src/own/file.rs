//! The raw file of own kinds: TOML, with the position of each value.

use std::{collections::BTreeMap, fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use toml::Spanned;

use crate::error::{Error, ErrorKind};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) kind: Vec<RawKind>,
}

/// One `[[kind]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKind {
    pub(super) name: Spanned<String>,
    pub(super) phrases: Option<Spanned<RawPhrases>>,
    pub(super) pattern: Option<Spanned<String>>,
    pub(super) marks: Option<Spanned<Sameness>>,
    pub(super) case: Option<Spanned<Sameness>>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, Spanned<FieldType>>,
    #[serde(default)]
    pub(super) takes: bool,
    pub(super) before: Option<Spanned<String>>,
}

/// Whether to ignore a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Sameness {
    /// It is not.
    #[default]
    Exact,
    /// It is.
    Ignore,
}

/// What a named group is read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FieldType {
    #[default]
    Text,
    Integer,
    Decimal,
    Number,
    Date,
    Code,
}

impl FieldType {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Number => "number",
            Self::Date => "date",
            Self::Code => "code",
        }
    }
}

/// The name of a table, or the phrases themselves.
#[derive(Debug)]
pub(super) enum RawPhrases {
    Table(String),
    List(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for RawPhrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = RawPhrases;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a table of phrases, or a list of phrases")
            }

            fn visit_str<E>(self, name: &str) -> Result<RawPhrases, E> {
                Ok(RawPhrases::Table(name.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawPhrases, A::Error> {
                let mut phrases = Vec::new();
                while let Some(phrase) = list.next_element()? {
                    phrases.push(phrase);
                }
                Ok(RawPhrases::List(phrases))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

/// Parses the file; errors have a line.
pub(super) fn read(text: &str) -> Result<File, Error> {
    toml::from_str(text).map_err(|error| {
        let wrong = Error::new(ErrorKind::Kinds, error.message().replace('\n', ", "));
        match error.span() {
            Some(span) => wrong.at_line(line_of(text, &span)),
            None => wrong,
        }
    })
}

/// The line, from 1, on which a range of the file starts.
pub(super) fn line_of(text: &str, span: &Range<usize>) -> usize {
    1 + memchr::memchr_iter(b'\n', text.as_bytes().get(..span.start).unwrap_or_default()).count()
}
