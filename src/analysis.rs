//! The result of an analysis, and its JSON form (`docs/output.md`).

#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod read;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "serde")]
mod view;

use std::{borrow::Cow, ops::Deref, slice, sync::Arc};

#[cfg(feature = "schema")]
pub use schema::schema;
#[cfg(feature = "serde")]
pub use view::{SCHEMA, View, ViewOptions};

use crate::{
    abbreviation::{Abbreviations, Expanded, Manner, Policy},
    article::Structure,
    fact::Fact,
    lexicon::Lexicon,
    markup::{Markup, Page},
    normalize::{Change, Normalized},
    reading::{LineBreaks, Tokenized},
    span::Span,
};

/// The analysis of one text. It borrows only the original, and all spans point into it. If the text is not canonical, it owns the
/// canonical one. [`into_owned`](Self::into_owned) borrows nothing.
///
/// ```
/// let analysis = tinviet::analyze("Tỷ lệ đạt trên 95%.");
/// assert_eq!(analysis.sentences().len(), 1);
/// assert_eq!(analysis.facts().next().unwrap().text(), "trên 95%");
/// ```
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    pub(crate) text: Cow<'t, str>,
    /// The readable text, if it differs from the original.
    pub(crate) page: Option<Box<Page<'t>>>,
    pub(crate) structure: Structure,
    pub(crate) sentences: Vec<Span>,
    pub(crate) normalized: Normalized<'t>,
    pub(crate) abbreviations: Abbreviations,
    pub(crate) facts: Vec<Fact>,
    /// The tables used: an expanded text is analysed again.
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) line_breaks: LineBreaks,
    pub(crate) tokenized: Tokenized,
}

/// A fact together with the text it was found in.
///
/// ```
/// let analysis = tinviet::analyze("Đạt trên 95%.");
/// let fact = analysis.facts().next().unwrap();
/// assert_eq!((fact.text(), fact.kind()), ("trên 95%", tinviet::Kind::Percentage));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FactRef<'a> {
    fact: &'a Fact,
    text: &'a str,
    page: Option<&'a Page<'a>>,
}

impl<'a> FactRef<'a> {
    /// The text of the fact's span; with markup, what a reader sees there.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt trên 95%.");
    /// assert_eq!(analysis.facts().next().unwrap().text(), "trên 95%");
    /// ```
    pub fn text(&self) -> &'a str {
        read(self.text, self.page, self.fact.span)
    }
}

/// The facts of an analysis in order; made by [`Analysis::facts`].
///
/// ```
/// let analysis = tinviet::analyze("Tăng 7%, đạt 2,5 tỷ đồng.");
/// let facts = analysis.facts();
/// assert_eq!(facts.len(), 2);
/// assert_eq!(facts.rev().next().unwrap().text(), "2,5 tỷ đồng");
/// ```
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    facts: slice::Iter<'a, Fact>,
    text: &'a str,
    page: Option<&'a Page<'a>>,
}

impl<'a> Iterator for Facts<'a> {
    type Item = FactRef<'a>;

    fn next(&mut self) -> Option<FactRef<'a>> {
        self.facts.next().map(|fact| FactRef { fact, text: self.text, page: self.page })
    }

    /// Takes constant time.
    fn nth(&mut self, skipped: usize) -> Option<FactRef<'a>> {
        self.facts.nth(skipped).map(|fact| FactRef { fact, text: self.text, page: self.page })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.facts.size_hint()
    }
}

impl DoubleEndedIterator for Facts<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.facts.next_back().map(|fact| FactRef { fact, text: self.text, page: self.page })
    }
}

impl ExactSizeIterator for Facts<'_> {}

/// The facts, in the order of [`Analysis::facts`].
///
/// ```
/// let analysis = tinviet::analyze("Tăng 7%, đạt 2,5 tỷ đồng.");
/// let mut texts = Vec::new();
/// for fact in &analysis {
///     texts.push(fact.text());
/// }
/// assert_eq!(texts, ["7%", "2,5 tỷ đồng"]);
/// ```
impl<'a> IntoIterator for &'a Analysis<'_> {
    type Item = FactRef<'a>;
    type IntoIter = Facts<'a>;

    fn into_iter(self) -> Facts<'a> {
        self.facts()
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
    ///
    /// ```
    /// assert_eq!(tinviet::analyze("Đạt 95%.").text(), "Đạt 95%.");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same analysis with its own copy of the text, so that a function can return it.
    ///
    /// ```
    /// use tinviet::Analysis;
    /// fn read(path: &str) -> std::io::Result<Analysis<'static>> {
    ///     Ok(tinviet::analyze(&std::fs::read_to_string(path)?).into_owned())
    /// }
    /// assert!(read("fixtures/articles/lu-lut.txt")?.facts().len() > 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_owned(self) -> Analysis<'static> {
        Analysis {
            text: Cow::Owned(self.text.into_owned()),
            page: self.page.map(|page| Box::new(page.into_owned())),
            structure: self.structure,
            sentences: self.sentences,
            normalized: self.normalized.into_owned(),
            abbreviations: self.abbreviations,
            facts: self.facts,
            lexicon: self.lexicon,
            line_breaks: self.line_breaks,
            tokenized: self.tokenized,
        }
    }

    /// The markup of the original.
    ///
    /// ```
    /// assert_eq!(tinviet::analyze("Đạt 95%.").markup(), tinviet::Markup::Plain);
    /// ```
    pub fn markup(&self) -> Markup {
        self.page.as_ref().map_or(Markup::Plain, |page| page.markup())
    }

    /// The page that was read: its readable text, parts and date. `None` for plain text.
    ///
    /// ```
    /// assert!(tinviet::analyze("Đạt 95%.").page().is_none());
    /// ```
    pub fn page(&self) -> Option<&Page<'t>> {
        self.page.as_deref()
    }

    /// What a reader sees in the span of a fact, a mention or a sentence: without tags, and with entities decoded.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt 95%.");
    /// assert_eq!(analysis.read(analysis.sentences()[0]), "Đạt 95%.");
    /// ```
    pub fn read(&self, span: Span) -> &str {
        read(&self.text, self.page.as_deref(), span)
    }

    /// The facts, by start, then longest first; `for fact in &analysis` is the same.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Tăng 7%, đạt 2 tỷ đồng.");
    /// assert_eq!(analysis.facts().map(|fact| fact.text()).collect::<Vec<_>>(), ["7%", "2 tỷ đồng"]);
    /// ```
    pub fn facts(&self) -> Facts<'_> {
        Facts { facts: self.facts.iter(), text: &self.text, page: self.page.as_deref() }
    }

    /// The parts of the article.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Tỉnh khen thưởng nông dân\n\nSáng 5/3, tỉnh tổ chức hội nghị khen thưởng nông dân.");
    /// assert_eq!(analysis.read(analysis.structure().title.unwrap()), "Tỉnh khen thưởng nông dân");
    /// ```
    pub const fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The sentences.
    ///
    /// ```
    /// assert_eq!(tinviet::analyze("Mưa lớn. Nước lên.").sentences().len(), 2);
    /// ```
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The text in canonical spelling, in the analyzer's tone style, with all [`changes`](Self::changes) applied. With markup it is the
    /// readable text; use [`Normalizer::normalize_page`](crate::Normalizer::normalize_page) to normalise the page itself.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Ðảng uỷ tòan tỉnh");
    /// assert_eq!(analysis.canonical(), "Đảng ủy toàn tỉnh");
    /// assert_eq!(analysis.changes().len(), 3);
    /// ```
    pub fn canonical(&self) -> &str {
        &self.normalized.text
    }

    /// The changes of normalisation, in order.
    ///
    /// ```
    /// let analysis = tinviet::analyze("tòan tỉnh");
    /// let change = analysis.changes().next().unwrap();
    /// assert_eq!((&analysis.text()[change.span], &*change.replacement), ("òa", "oà"));
    /// ```
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> {
        let map = self.page.as_ref().map(|page| page.map());
        self.normalized
            .changes()
            .map(move |change| Change { span: map.map_or(change.span, |map| map.source(change.span)), ..change })
    }

    /// The text with its abbreviations expanded; everything else, including tags, is unchanged byte for byte. Expanding the result
    /// again changes nothing, with any dictionary: see [`Expander::expand`](crate::Expander::expand). Linear.
    ///
    /// ```
    /// let analysis = tinviet::analyze("CSGT và UBND tỉnh cùng kiểm tra.");
    /// assert_eq!(analysis.expand(tinviet::Policy::All), "Cảnh sát giao thông và Ủy ban nhân dân tỉnh cùng kiểm tra.");
    /// ```
    pub fn expand(&self, policy: Policy) -> Cow<'t, str> {
        self.expanded(policy).text
    }

    /// The expanded text, with a map back to the original.
    ///
    /// ```
    /// let expanded = tinviet::analyze("UBND xã").expanded(tinviet::Policy::All);
    /// assert_eq!(expanded.map.source((0.."Ủy ban nhân dân".len()).into()), (0..4).into());
    /// ```
    pub fn expanded(&self, policy: Policy) -> Expanded<'t> {
        let manner = Manner {
            policy,
            dictionary: &self.lexicon.dictionary,
            line_breaks: self.line_breaks,
            tokenized: self.tokenized,
        };
        match (&self.page, &self.text) {
            (Some(page), _) => manner.expand_page(page, &self.abbreviations),
            (None, Cow::Borrowed(text)) => manner.expand(text, &self.abbreviations),
            (None, Cow::Owned(text)) => manner.expand(text, &self.abbreviations).into_owned(),
        }
    }

    /// Definitions and mentions of abbreviations.
    ///
    /// ```
    /// let analysis = tinviet::analyze("UBND xã họp.");
    /// assert_eq!(analysis.abbreviations().occurrences[0].expansion.as_deref(), Some("Ủy ban nhân dân"));
    /// ```
    pub const fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }
}

/// What a reader sees in `span` of `text`.
fn read<'a>(text: &'a str, page: Option<&'a Page<'_>>, span: Span) -> &'a str {
    match page {
        None => text.get(span.range()),
        Some(page) => page.text().get(page.map().target(span).range()),
    }
    .unwrap_or_default()
}
