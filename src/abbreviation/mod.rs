//! Abbreviations: definitions in the text, mentions, what each means in this document, and the text written out.

mod render;

pub use render::Policy;

use crate::{lexicon::Lexicon, segment::Document, span::Span};

/// The abbreviations of one document.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// The definitions, by the place of the short form.
    pub definitions: Vec<Definition>,
    /// The mentions, in order, none overlapping.
    pub occurrences: Vec<Occurrence>,
}

/// A short form defined in the text: `người lao động (NLĐ)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The short form as written: `NLĐ`.
    pub short: String,
    /// The long form as written: `người lao động`.
    pub long: String,
    /// Whether the letters of the short form are the initials of the long one.
    pub kind: DefinitionKind,
    /// Where the short form stands.
    pub short_span: Span,
    /// Where the long form stands.
    pub long_span: Span,
}

/// How a short form comes from its long form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum DefinitionKind {
    /// `NLĐ` of `người lao động`.
    Initialism,
    /// `FBI` of `Cục Điều tra Liên bang Mỹ`.
    Gloss,
}

/// A mention of a short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub short: String,
    /// What it means here, where that is known.
    pub expansion: Option<String>,
    /// How that is known.
    pub source: Source,
    /// The senses that were weighed.
    pub candidates: Vec<Candidate>,
}

/// How the meaning of a short form is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Source {
    /// The text defines it.
    Definition,
    /// The user's dictionary has it.
    User,
    /// The built-in dictionary has it.
    Dictionary,
    /// Several senses, none plain.
    Ambiguous,
    /// Not known.
    Unknown,
    /// Part of a document number, URL, code: never written out.
    Protected,
}

/// A sense that was weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Candidate {
    /// The long form.
    pub expansion: String,
    /// Where the sense comes from.
    pub source: Source,
}

/// Finds and resolves the abbreviations of `doc`. Linear.
pub(crate) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Abbreviations {
    let _ = (doc, lexicon);
    Abbreviations::default()
}
