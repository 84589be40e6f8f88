//! Request bodies. An unknown field is an error: a misspelt option would otherwise be ignored silently.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, de};
use tinviet::{
    Analyzer, Dictionary, Kind, LineBreaks, Markup, OffsetUnit, Policy, ReferenceDate, Tokenized, ToneStyle,
    normalize::{Entities, Form, IY, Mojibake, Punctuation, Spaces},
};

use crate::fault::Fault;

/// A single text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "O: Deserialize<'de> + Default, D: Deserialize<'de> + Default"))]
pub(crate) struct One<O, D> {
    pub(crate) text: String,
    pub(crate) id: Option<String>,
    #[serde(default)]
    pub(crate) reference_date: D,
    #[serde(default)]
    pub(crate) options: Object<O>,
}

/// Texts, with one set of options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "O: Deserialize<'de> + Default, D: Deserialize<'de> + Default"))]
pub(crate) struct Batch<O, D> {
    pub(crate) documents: Vec<Object<Document<D>>>,
    #[serde(default)]
    pub(crate) options: Object<O>,
}

/// A text of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "D: Deserialize<'de> + Default"))]
pub(crate) struct Document<D> {
    pub(crate) text: String,
    pub(crate) id: Option<String>,
    #[serde(default)]
    pub(crate) reference_date: D,
}

/// A document's own date.
pub(crate) type Date = Option<String>;

/// No date: documents that are only normalised or expanded have no such field.
#[derive(Default)]
pub(crate) struct NoDate;

impl<'de> Deserialize<'de> for NoDate {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(de::Error::custom("reference_date: only /analyze reads dates"))
    }
}

/// A JSON object, not an array: serde would read a struct from either.
#[derive(Default)]
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Fields<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, fields: A) -> Result<Object<T>, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(fields)).map(Object)
            }
        }

        deserializer.deserialize_map(Fields(PhantomData))
    }
}

/// How texts are analysed.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Analyze {
    kinds: Option<Vec<String>>,
    markup: Option<String>,
    line_breaks: Option<String>,
    tokenized: Option<String>,
    reference_date: Option<String>,
    dictionary: Option<BTreeMap<String, String>>,
    offsets: Option<String>,
    tone_style: Option<String>,
    pub(crate) rules: bool,
    /// Whether the answer includes the text.
    pub(crate) with_text: bool,
}

/// How texts are normalised.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Normalize {
    markup: Option<String>,
    tone_style: Option<String>,
    form: Option<String>,
    spaces: Option<String>,
    punctuation: Option<String>,
    i_y: Option<String>,
    entities: Option<String>,
    mojibake: Option<String>,
}

/// How short forms are expanded.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expand {
    policy: Option<String>,
    markup: Option<String>,
    dictionary: Option<BTreeMap<String, String>>,
}

/// The choice with this name, or the default.
fn choose<T: Copy + Default>(what: &str, found: Option<&String>, choices: &[(&str, T)]) -> Result<T, Fault> {
    let Some(found) = found else { return Ok(T::default()) };
    choices.iter().find(|(name, _)| name == found).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        Fault::setting(format!("{what}: expected one of {}, found {found:?}", names.join(", ")))
    })
}

fn markup(name: Option<&String>) -> Result<Markup, Fault> {
    choose("markup", name, &[("plain", Markup::Plain), ("html", Markup::Html), ("markdown", Markup::Markdown)])
}

fn tone_style(name: Option<&String>) -> Result<ToneStyle, Fault> {
    let choices = [ToneStyle::FirstVowel, ToneStyle::SecondVowel, ToneStyle::Preserve];
    choose("tone_style", name, &choices.map(|style| (style.name(), style)))
}

fn dictionary(entries: Option<&BTreeMap<String, String>>) -> Option<Dictionary> {
    let add = |dictionary: Dictionary, (short, long): (&String, &String)| dictionary.with(short, long);
    entries.map(|entries| entries.iter().fold(Dictionary::builtin(), add))
}

/// A reference date of a document.
pub(crate) fn reference_date(date: Option<&String>) -> Result<Option<ReferenceDate>, Fault> {
    date.map(|date| date.parse().map_err(|error: tinviet::Error| Fault::setting(format!("reference_date: {error}"))))
        .transpose()
}

impl Analyze {
    pub(crate) fn analyzer(&self) -> Result<Analyzer, Fault> {
        let breaks = [("auto", LineBreaks::Auto), ("hard", LineBreaks::Hard), ("soft", LineBreaks::Soft)];
        let tokenized = [("auto", Tokenized::Auto), ("no", Tokenized::No), ("yes", Tokenized::Yes)];
        let mut builder = Analyzer::builder()
            .markup(markup(self.markup.as_ref())?)
            .tone_style(tone_style(self.tone_style.as_ref())?)
            .tokenized(choose("tokenized", self.tokenized.as_ref(), &tokenized)?)
            .line_breaks(choose("line_breaks", self.line_breaks.as_ref(), &breaks)?);
        if let Some(kinds) = &self.kinds {
            let kind = |name: &String| name.parse::<Kind>().map_err(|error| Fault::setting(format!("kinds: {error}")));
            builder = builder.kinds(kinds.iter().map(kind).collect::<Result<Vec<_>, _>>()?);
        }
        if self.reference_date.as_deref() == Some("auto") {
            builder = builder.dateline(true);
        } else if let Some(date) = reference_date(self.reference_date.as_ref())? {
            builder = builder.reference_date(date);
        }
        if let Some(own) = dictionary(self.dictionary.as_ref()) {
            builder = builder.dictionary(own);
        }
        Ok(builder.build())
    }

    /// The unit of offsets; code points by default, as most languages count.
    pub(crate) fn offsets(&self) -> Result<OffsetUnit, Fault> {
        match &self.offsets {
            None => Ok(OffsetUnit::Chars),
            Some(name) => name.parse().map_err(|error: tinviet::Error| Fault::setting(format!("offsets: {error}"))),
        }
    }
}

impl Normalize {
    pub(crate) fn markup(&self) -> Result<Markup, Fault> {
        markup(self.markup.as_ref())
    }

    pub(crate) fn normalizer(&self) -> Result<tinviet::Normalizer, Fault> {
        let entities = [("keep", Entities::Keep), ("letters", Entities::Letters)];
        let mojibake = [("keep", Mojibake::Keep), ("repair", Mojibake::Repair)];
        let punctuation = [("keep", Punctuation::Keep), ("ascii", Punctuation::Ascii)];
        Ok(tinviet::Normalizer::new()
            .tone_style(tone_style(self.tone_style.as_ref())?)
            .form(choose("form", self.form.as_ref(), &[("nfc", Form::Nfc), ("nfd", Form::Nfd)])?)
            .spaces(choose("spaces", self.spaces.as_ref(), &[("keep", Spaces::Keep), ("ascii", Spaces::Ascii)])?)
            .punctuation(choose("punctuation", self.punctuation.as_ref(), &punctuation)?)
            .i_y(choose("i_y", self.i_y.as_ref(), &[("keep", IY::Keep), ("y", IY::Y), ("i", IY::I)])?)
            .entities(choose("entities", self.entities.as_ref(), &entities)?)
            .mojibake(choose("mojibake", self.mojibake.as_ref(), &mojibake)?))
    }
}

impl Expand {
    pub(crate) fn analyzer(&self) -> Result<Analyzer, Fault> {
        let mut builder = Analyzer::builder().kinds([]).markup(markup(self.markup.as_ref())?);
        if let Some(own) = dictionary(self.dictionary.as_ref()) {
            builder = builder.dictionary(own);
        }
        Ok(builder.build())
    }

    pub(crate) fn policy(&self) -> Result<Policy, Fault> {
        match &self.policy {
            None => Ok(Policy::First),
            Some(name) => name.parse().map_err(|error: tinviet::Error| Fault::setting(format!("policy: {error}"))),
        }
    }
}
