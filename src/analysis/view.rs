//! The JSON form of an analysis (`docs/output.md`), with all offsets in one unit.
//!
//! A separate form, borrowed from the analysis, because spans are converted to offsets in the caller's unit: a plain
//! `Serialize` on `Span` has no access to the text. It changes only together with [`SCHEMA`].

use std::{borrow::Cow, fmt, io, sync::Arc};

use serde::{Serialize, Serializer};

use crate::{
    abbreviation::{self, Candidate, DefinitionKind, Source},
    analysis::{Analysis, json},
    fact::{Fact, Value},
    markup::Markup,
    normalize::{Change, Reason},
    span::{OffsetIndex, OffsetUnit, Span},
};

/// The name of the output format.
pub const SCHEMA: &str = "tinviet/2";

/// How to write an analysis as JSON: `ViewOptions::new().id("a.txt").offsets(OffsetUnit::Chars)`.
///
/// ```
/// use tinviet::{OffsetUnit, ViewOptions};
/// let options = ViewOptions::new().id("a.txt").offsets(OffsetUnit::Utf16).rules(true);
/// let json = serde_json::to_value(tinviet::analyze("Đạt 95%.").view(options))?;
/// assert_eq!((&json["id"], &json["facts"][0]["rule"]), (&"a.txt".into(), &"percentage.sign".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ViewOptions<'a> {
    id: Option<&'a str>,
    offsets: OffsetUnit,
    text: bool,
    rules: bool,
}

impl Default for ViewOptions<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> ViewOptions<'a> {
    /// No id, offsets in bytes, with the text, without rules.
    ///
    /// ```
    /// use tinviet::ViewOptions;
    /// let json = serde_json::to_value(tinviet::analyze("5%").view(ViewOptions::new()))?;
    /// assert_eq!((&json["id"], &json["text"]), (&serde_json::Value::Null, &"5%".into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn new() -> Self {
        Self { id: None, offsets: OffsetUnit::Bytes, text: true, rules: false }
    }

    /// The document's name.
    ///
    /// ```
    /// let view = tinviet::ViewOptions::new().id("a.txt");
    /// assert_eq!(serde_json::to_value(tinviet::analyze("").view(view))?["id"], "a.txt");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// The unit of all offsets.
    ///
    /// ```
    /// use tinviet::{OffsetUnit, ViewOptions};
    /// let view = ViewOptions::new().offsets(OffsetUnit::Chars);
    /// assert_eq!(serde_json::to_value(tinviet::analyze("Đạt 5%").view(view))?["facts"][0]["start"], 4);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.offsets = unit;
        self
    }

    /// Whether to include the original.
    ///
    /// ```
    /// let view = tinviet::ViewOptions::new().text(false);
    /// assert!(serde_json::to_value(tinviet::analyze("5%").view(view))?.get("text").is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn text(mut self, text: bool) -> Self {
        self.text = text;
        self
    }

    /// Whether to include the rule that found each fact.
    ///
    /// ```
    /// let view = tinviet::ViewOptions::new().rules(true);
    /// assert_eq!(serde_json::to_value(tinviet::analyze("5%").view(view))?["facts"][0]["rule"], "percentage.sign");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn rules(mut self, rules: bool) -> Self {
        self.rules = rules;
        self
    }
}

impl Analysis<'_> {
    /// The JSON form, for serialisation. Linear in the text, because of the offsets, and in the number of
    /// facts.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Tỷ lệ đạt trên 95%.");
    /// let options = tinviet::ViewOptions::new().offsets(tinviet::OffsetUnit::Chars).text(false);
    /// let json = serde_json::to_value(analysis.view(options))?;
    /// assert_eq!(json["facts"][0]["start"], 10);
    /// assert_eq!(json["facts"][0]["value"]["low"], "95");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn view<'a>(&'a self, options: ViewOptions<'a>) -> View<'a> {
        let lead = Lead { analysis: self, index: Arc::new(OffsetIndex::new(&self.text, options.offsets)) };
        View {
            schema: SCHEMA,
            id: options.id,
            markup: self.markup(),
            text: options.text.then_some(&*self.text),
            structure: lead.structure(),
            sentences: lead
                .list(self.sentences.len(), |from, place| Some(from.at(*from.analysis.sentences.get(place)?))),
            normalization: self.changes().map(|change| lead.normalization(change)).collect(),
            abbreviations: Abbreviations {
                definitions: self.abbreviations.definitions.iter().map(|found| lead.definition(found)).collect(),
                occurrences: lead.list(self.abbreviations.occurrences.len(), Lead::occurrence),
            },
            facts: lead.list(self.facts.len(), if options.rules { Lead::fact_with_rule } else { Lead::fact }),
        }
    }
}

/// The [`view`](Analysis::view) with offsets in bytes, the text and the rules, and without an id: the form that can
/// be deserialised.
impl Serialize for Analysis<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view(ViewOptions::new().rules(true)).serialize(serializer)
    }
}

/// The data from which the parts of a view are made.
#[derive(Clone)]
struct Lead<'a> {
    analysis: &'a Analysis<'a>,
    index: Arc<OffsetIndex<'a>>,
}

impl<'a> Lead<'a> {
    fn at(&self, span: Span) -> (usize, usize) {
        (self.index.get(span.start), self.index.get(span.end))
    }

    fn list<T>(&self, count: usize, item: fn(&Self, usize) -> Option<T>) -> List<'a, T> {
        List { from: self.clone(), count, item }
    }

    fn structure(&self) -> Structure {
        let parts = &self.analysis.structure;
        let places = |spans: &[Span]| spans.iter().map(|span| self.at(*span)).collect();
        Structure {
            title: parts.title.map(|title| self.at(title)),
            captions: places(&parts.captions),
            body: places(&parts.body),
            byline: places(&parts.byline),
            dateline: places(&parts.dateline),
            boilerplate: places(&parts.boilerplate),
        }
    }

    fn normalization(&self, change: Change<'a>) -> Normalization<'a> {
        let (start, end) = self.at(change.span);
        Normalization { start, end, replacement: change.replacement, reason: change.reason }
    }

    fn definition(&self, found: &'a abbreviation::Definition) -> Definition<'a> {
        let (short_start, short_end) = self.at(found.short_span);
        let (long_start, long_end) = self.at(found.long_span);
        Definition {
            short: self.analysis.read(found.short_span),
            long: self.analysis.read(found.long_span),
            kind: found.kind,
            confidence: found.confidence,
            reasons: &found.reasons,
            short_start,
            short_end,
            long_start,
            long_end,
        }
    }

    fn occurrence(&self, place: usize) -> Option<Occurrence<'a>> {
        let found = self.analysis.abbreviations.occurrences.get(place)?;
        let (start, end) = self.at(found.span);
        Some(Occurrence {
            start,
            end,
            short: self.analysis.read(found.span),
            expansion: found.expansion.as_deref(),
            source: found.source,
            candidates: &found.candidates,
        })
    }

    fn fact(&self, place: usize) -> Option<FactView<'a>> {
        let fact = self.analysis.facts.get(place)?;
        let (start, end) = self.at(fact.span);
        let text = self.analysis.read(fact.span);
        Some(FactView {
            kind: fact.kind_name(),
            start,
            end,
            text,
            core: self.at(fact.core),
            value: &fact.value,
            rule: None,
        })
    }

    fn fact_with_rule(&self, place: usize) -> Option<FactView<'a>> {
        let fact = self.fact(place)?;
        Some(FactView { rule: self.analysis.facts.get(place).map(Fact::rule), ..fact })
    }
}

/// A list whose items are created as they are written; otherwise a text full of facts would have them in
/// memory twice.
struct List<'a, T> {
    from: Lead<'a>,
    count: usize,
    item: fn(&Lead<'a>, usize) -> Option<T>,
}

impl<T> List<'_, T> {
    fn items(&self) -> impl Iterator<Item = T> {
        (0..self.count).filter_map(|place| (self.item)(&self.from, place))
    }
}

impl<T: Serialize> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.items()).finish()
    }
}

impl View<'_> {
    /// The form as JSON text in one line: what `serde_json::to_string` makes of it, in less time.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Tỷ lệ đạt trên 95%.");
    /// let view = analysis.view(tinviet::ViewOptions::new());
    /// assert_eq!(view.to_json(), serde_json::to_string(&view)?);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        // A fact is some 200 bytes, a sentence ten.
        let found = 256 * (self.facts.count + self.abbreviations.occurrences.count) + 16 * self.sentences.count;
        json::text(self, self.text.map_or(0, str::len) + found + 512)
    }

    /// Writes what [`Self::to_json`] makes, in pieces, so that a long document is never held as JSON.
    ///
    /// # Errors
    /// Those of `out`.
    ///
    /// ```
    /// use tinviet::ViewOptions;
    /// let analysis = tinviet::analyze("Đạt 95%.");
    /// let mut out = Vec::new();
    /// analysis.view(ViewOptions::new()).write_json(&mut out)?;
    /// assert_eq!(out, analysis.view(ViewOptions::new()).to_json().into_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_json(&self, mut out: impl io::Write) -> io::Result<()> {
        json::write(self, &mut out)
    }
}

/// One document in the form of `docs/output.md`, borrowed from its [`Analysis`]; made by [`Analysis::view`].
///
/// ```
/// use tinviet::ViewOptions;
/// let json = tinviet::analyze("Đạt 95%.").view(ViewOptions::new().text(false)).to_json();
/// assert!(json.starts_with(&format!(r#"{{"schema":"{}""#, tinviet::SCHEMA)), "{json}");
/// ```
#[derive(Debug, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Document", description = "One document, as `tinviet analyze` prints it.")
)]
pub struct View<'a> {
    /// The name of this format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// The document's name.
    id: Option<&'a str>,
    /// The markup of the original. With markup, `text`, `short` and `long` are what a reader sees.
    markup: Markup,
    /// The original; absent if not requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The parts of the article.
    structure: Structure,
    /// The sentences, in order, as `[start, end]`.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(usize, usize)>"))]
    sentences: List<'a, (usize, usize)>,
    /// What normalisation would change, in order.
    normalization: Vec<Normalization<'a>>,
    /// Short forms: their definitions and mentions.
    abbreviations: Abbreviations<'a>,
    /// The facts, by start, then longest first.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<FactView<'a>>"))]
    facts: List<'a, FactView<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Structure {
    title: Option<(usize, usize)>,
    captions: Vec<(usize, usize)>,
    body: Vec<(usize, usize)>,
    byline: Vec<(usize, usize)>,
    dateline: Vec<(usize, usize)>,
    boilerplate: Vec<(usize, usize)>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Normalization<'a> {
    start: usize,
    end: usize,
    replacement: Cow<'a, str>,
    reason: Reason,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Abbreviations<'a> {
    definitions: Vec<Definition<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Occurrence<'a>>"))]
    occurrences: List<'a, Occurrence<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Definition<'a> {
    short: &'a str,
    long: &'a str,
    kind: DefinitionKind,
    confidence: f32,
    reasons: &'a [Cow<'static, str>],
    short_start: usize,
    short_end: usize,
    long_start: usize,
    long_end: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Occurrence<'a> {
    start: usize,
    end: usize,
    short: &'a str,
    expansion: Option<&'a str>,
    source: Source,
    candidates: &'a [Candidate],
}

#[derive(Debug, Serialize)]
pub(super) struct FactView<'a> {
    kind: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    core: (usize, usize),
    value: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}
