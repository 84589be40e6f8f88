//! What an analysis holds, and its JSON form (`docs/output.md`).

use std::{borrow::Cow, ops::Deref};

use crate::{
    abbreviation::{Abbreviations, Expanded, Expander, Policy},
    article::Structure,
    fact::Fact,
    normalize::Change,
    span::Span,
};

/// The analysis of one text. Borrows only the original; all spans are into it.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    pub(crate) text: &'t str,
    pub(crate) structure: Structure,
    pub(crate) sentences: Vec<Span>,
    pub(crate) changes: Vec<Change<'static>>,
    pub(crate) abbreviations: Abbreviations,
    pub(crate) facts: Vec<Fact>,
}

/// A fact together with the text it was found in.
#[derive(Clone, Copy, Debug)]
pub struct FactRef<'a> {
    fact: &'a Fact,
    source: &'a str,
}

impl<'a> FactRef<'a> {
    /// The fact's span of the original.
    pub fn text(&self) -> &'a str {
        &self.source[self.fact.span.range()]
    }
}

impl Deref for FactRef<'_> {
    type Target = Fact;
    fn deref(&self) -> &Fact {
        self.fact
    }
}

impl<'t> Analysis<'t> {
    /// The original.
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The facts, by start, then longest first.
    pub fn facts(&self) -> impl ExactSizeIterator<Item = FactRef<'_>> {
        self.facts.iter().map(|fact| FactRef { fact, source: self.text })
    }

    /// The parts of the article.
    pub const fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The sentences.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// What normalisation changes.
    pub fn changes(&self) -> &[Change<'static>] {
        &self.changes
    }

    /// The text with its abbreviations written out; all else stays byte for byte as it was. Linear.
    ///
    /// ```
    /// let analysis = tinviet::analyze("CSGT và UBND tỉnh cùng kiểm tra.");
    /// assert_eq!(analysis.expand(tinviet::Policy::All), "Cảnh sát giao thông và Ủy ban nhân dân tỉnh cùng kiểm tra.");
    /// ```
    pub fn expand(&self, policy: Policy) -> Cow<'t, str> {
        self.expanded(policy).text
    }

    /// The text written out, with the way back to the original.
    pub fn expanded(&self, policy: Policy) -> Expanded<'t> {
        Expander::new(policy).expand(self.text, &self.abbreviations)
    }

    /// Definitions and mentions of abbreviations.
    pub const fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }
}

/// The JSON form of an analysis (`docs/output.md`), with all offsets in one unit.
#[cfg(feature = "serde")]
mod view {
    use serde::Serialize;

    use super::Analysis;
    use crate::{
        abbreviation::{Candidate, DefinitionKind, Source},
        fact::{Kind, Value},
        normalize::Reason,
        span::{OffsetIndex, OffsetUnit, Span},
    };

    /// The name of the form of the output.
    pub const SCHEMA: &str = "tinviet/1";

    /// How an analysis is written as JSON.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct ViewOptions<'a> {
        /// The document's name.
        pub id: Option<&'a str>,
        /// The unit of all offsets.
        pub offsets: OffsetUnit,
        /// Whether the text is in it.
        pub text: bool,
    }

    impl Analysis<'_> {
        /// The JSON form, to be serialised.
        pub fn view<'a>(&'a self, options: ViewOptions<'a>) -> impl Serialize + 'a {
            let index = OffsetIndex::new(self.text, options.offsets);
            let at = move |span: Span| (index.get(span.start), index.get(span.end));
            let slice = |span: Span| self.text.get(span.range()).unwrap_or_default();
            View {
                schema: SCHEMA,
                id: options.id,
                text: options.text.then_some(self.text),
                structure: Structure {
                    title: self.structure.title.map(&at),
                    captions: self.structure.captions.iter().copied().map(&at).collect(),
                    body: self.structure.body.iter().copied().map(&at).collect(),
                    boilerplate: self.structure.boilerplate.iter().copied().map(&at).collect(),
                },
                sentences: self.sentences.iter().copied().map(&at).collect(),
                normalization: self
                    .changes
                    .iter()
                    .map(|change| {
                        let (start, end) = at(change.span);
                        Normalization { start, end, replacement: &change.replacement, reason: change.reason }
                    })
                    .collect(),
                abbreviations: Abbreviations {
                    definitions: self
                        .abbreviations
                        .definitions
                        .iter()
                        .map(|definition| {
                            let ((short_start, short_end), (long_start, long_end)) =
                                (at(definition.short_span), at(definition.long_span));
                            Definition {
                                short: slice(definition.short_span),
                                long: slice(definition.long_span),
                                kind: definition.kind,
                                short_start,
                                short_end,
                                long_start,
                                long_end,
                            }
                        })
                        .collect(),
                    occurrences: self
                        .abbreviations
                        .occurrences
                        .iter()
                        .map(|occurrence| {
                            let (start, end) = at(occurrence.span);
                            Occurrence {
                                start,
                                end,
                                short: slice(occurrence.span),
                                expansion: occurrence.expansion.as_deref(),
                                source: occurrence.source,
                                candidates: &occurrence.candidates,
                            }
                        })
                        .collect(),
                },
                facts: self
                    .facts
                    .iter()
                    .map(|fact| {
                        let (start, end) = at(fact.span);
                        let text = &self.text[fact.span.range()];
                        FactView { kind: fact.kind, start, end, text, core: at(fact.core), value: &fact.value }
                    })
                    .collect(),
            }
        }
    }

    #[derive(Serialize)]
    struct View<'a> {
        schema: &'static str,
        id: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
        structure: Structure,
        sentences: Vec<(usize, usize)>,
        normalization: Vec<Normalization<'a>>,
        abbreviations: Abbreviations<'a>,
        facts: Vec<FactView<'a>>,
    }

    #[derive(Serialize)]
    struct Structure {
        title: Option<(usize, usize)>,
        captions: Vec<(usize, usize)>,
        body: Vec<(usize, usize)>,
        boilerplate: Vec<(usize, usize)>,
    }

    #[derive(Serialize)]
    struct Normalization<'a> {
        start: usize,
        end: usize,
        replacement: &'a str,
        reason: Reason,
    }

    #[derive(Serialize)]
    struct Abbreviations<'a> {
        definitions: Vec<Definition<'a>>,
        occurrences: Vec<Occurrence<'a>>,
    }

    #[derive(Serialize)]
    struct Definition<'a> {
        short: &'a str,
        long: &'a str,
        kind: DefinitionKind,
        short_start: usize,
        short_end: usize,
        long_start: usize,
        long_end: usize,
    }

    #[derive(Serialize)]
    struct Occurrence<'a> {
        start: usize,
        end: usize,
        short: &'a str,
        expansion: Option<&'a str>,
        source: Source,
        candidates: &'a [Candidate],
    }

    #[derive(Serialize)]
    struct FactView<'a> {
        kind: Kind,
        start: usize,
        end: usize,
        text: &'a str,
        core: (usize, usize),
        value: &'a Value,
    }
}

#[cfg(feature = "serde")]
pub use view::{SCHEMA, ViewOptions};
