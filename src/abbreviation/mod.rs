//! Abbreviations: definitions in the text, mentions with their meaning in this document, and expansion.
//!
//! [`Abbreviations::find`] finds and resolves them, an [`Expander`] writes the expanded text; each can be used alone.
//! `docs/abbreviations.md` says how definitions are matched, how senses are scored, and where the limits are.

mod align;
mod compose;
mod context;
mod definition;
mod gloss;
mod mention;
mod region;
mod render;
mod resolve;
mod shape;

use std::{borrow::Cow, ops::Range, sync::Arc};

use mention::Other;
pub(crate) use render::Manner;
pub use render::{Expanded, Expander, Policy};
#[cfg(feature = "serde")]
pub(crate) use resolve::begins;

pub use crate::lexicon::LongForm;
use crate::{
    lexicon::{Dictionary, Lexicon},
    segment::Document,
    span::{OffsetMap, Span},
};

/// The abbreviations of one document.
///
/// ```
/// let analysis = tinviet::analyze("Tỷ lệ người lao động (NLĐ) tham gia cao; NLĐ hài lòng.");
/// let found = analysis.abbreviations();
/// assert_eq!((found.definitions.len(), found.occurrences.len()), (1, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// The definitions, in the order of the short forms.
    pub definitions: Vec<Definition>,
    /// The mentions, in order, none overlapping.
    pub occurrences: Vec<Occurrence>,
    /// The words that have the letters of a short form, but no meaning; `None` if they are not known, or if the text was not read as it
    /// stands.
    pub(crate) others: Option<Vec<Other>>,
}

/// A short form defined in the text: `người lao động (NLĐ)`.
///
/// ```
/// let analysis = tinviet::analyze("Tỷ lệ người lao động (NLĐ) tham gia cao.");
/// let definition = &analysis.abbreviations().definitions[0];
/// assert_eq!((definition.short.as_str(), &*definition.long), ("NLĐ", "người lao động"));
/// assert!(definition.confidence > 0.9);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Definition {
    /// The short form, with single spaces: `NLĐ`.
    pub short: String,
    /// The long form, with single spaces: `người lao động`.
    pub long: LongForm,
    /// Whether the letters of the short form are the initials of the long one.
    pub kind: DefinitionKind,
    /// The confidence, from 0 to 1. Below 0.65 the definition does not apply to other mentions.
    pub confidence: f32,
    /// The reasons for and against it, in words.
    pub reasons: Vec<Cow<'static, str>>,
    /// The span of the short form.
    pub short_span: Span,
    /// The span of the long form.
    pub long_span: Span,
    /// The long form as used for other mentions, without the capital of a sentence start.
    pub(crate) meaning: LongForm,
    /// The tokens of the short form.
    pub(crate) tokens: Range<usize>,
}

/// How a short form is derived from its long form.
///
/// ```
/// use tinviet::abbreviation::DefinitionKind;
/// let analysis = tinviet::analyze("Tỷ lệ người lao động (NLĐ) tham gia cao.");
/// assert_eq!(analysis.abbreviations().definitions[0].kind, DefinitionKind::Initialism);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum DefinitionKind {
    /// `NLĐ` of `người lao động`.
    Initialism,
    /// `FBI` of `Cục Điều tra Liên bang Mỹ`.
    Gloss,
}

/// A mention of a short form.
///
/// ```
/// use tinviet::abbreviation::Source;
/// let analysis = tinviet::analyze("UBND tỉnh họp.");
/// let mention = &analysis.abbreviations().occurrences[0];
/// assert_eq!((mention.expansion.as_deref(), mention.source), (Some("Ủy ban nhân dân"), Source::Dictionary));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Occurrence {
    /// Its span.
    pub span: Span,
    /// Its meaning here, if known.
    pub expansion: Option<LongForm>,
    /// How the meaning is known.
    pub source: Source,
    /// The senses that were considered, if there was a choice; shared by mentions with the same scores.
    pub candidates: Arc<[Candidate]>,
    /// Whether an expansion starts with a capital letter here.
    pub(crate) starts_sentence: bool,
}

/// How the meaning of a short form is known.
///
/// ```
/// use tinviet::abbreviation::Source;
/// assert_eq!("ambiguous".parse::<Source>()?, Source::Ambiguous);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Source {
    /// The text defines it.
    Definition,
    /// The user's dictionary has it.
    User,
    /// The built-in dictionary has it.
    Dictionary,
    /// Several senses, none clear.
    Ambiguous,
    /// Not known.
    Unknown,
    /// Part of a document number, URL or code; never expanded.
    Protected,
}

/// A sense that was considered.
///
/// ```
/// let analysis = tinviet::analyze("Ông A, CT UBND tỉnh.");
/// let mention = &analysis.abbreviations().occurrences[0];
/// assert!(mention.candidates.iter().any(|sense| &*sense.expansion == "Chủ tịch" && sense.score > 0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Candidate {
    /// The long form.
    pub expansion: LongForm,
    /// Where the sense comes from.
    pub source: Source,
    /// Its score, in points of `data/abbreviation_cues.tsv`.
    pub score: i16,
    /// The cues that applied.
    pub reasons: Vec<Reason>,
}

/// A cue for or against a sense.
///
/// ```
/// let analysis = tinviet::analyze("Ông A, CT UBND tỉnh.");
/// let mention = &analysis.abbreviations().occurrences[0];
/// let reasons: Vec<_> = mention.candidates.iter().flat_map(|sense| &sense.reasons).collect();
/// assert!(!reasons.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason {
    /// The cue: `before công ty`.
    pub cue: LongForm,
    /// Its points.
    pub points: i16,
}

impl Abbreviations {
    /// Finds the abbreviations of a document and resolves their meaning. Linear; spans are in the document's text.
    ///
    /// ```
    /// use tinviet::{Dictionary, abbreviation::Abbreviations, segment::Document};
    /// let doc = Document::new("Sở GD-ĐT họp với UBND tỉnh.");
    /// let found = Abbreviations::find(&doc, &Dictionary::builtin());
    /// let expansions: Vec<&str> = found.occurrences.iter().filter_map(|found| found.expansion.as_deref()).collect();
    /// assert_eq!(expansions, ["Giáo dục và Đào tạo", "Ủy ban nhân dân"]);
    /// ```
    pub fn find(doc: &Document<'_>, dictionary: &Dictionary) -> Self {
        let mut steps = 0;
        let definitions = definition::find(doc, dictionary, &mut steps);
        let (mentions, others) = mention::find(doc, dictionary, &definitions);
        let occurrences = resolve::resolve(doc, &definitions, &mentions);
        Self { definitions: definitions.list, occurrences, others: Some(others) }
    }

    /// Maps all spans back to the source of the document's text.
    pub(crate) fn map(&mut self, map: &OffsetMap) {
        if !map.is_identity() {
            let mut last = 0;
            self.move_spans(|span| map.source_from(span, &mut last));
            self.others = None;
        }
    }

    fn move_spans(&mut self, mut place: impl FnMut(Span) -> Span) {
        for definition in &mut self.definitions {
            definition.short_span = place(definition.short_span);
            definition.long_span = place(definition.long_span);
        }
        for occurrence in &mut self.occurrences {
            occurrence.span = place(occurrence.span);
        }
    }
}

/// Finds and resolves the abbreviations of `doc`. Linear.
pub(crate) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Abbreviations {
    Abbreviations::find(doc, &lexicon.dictionary)
}
