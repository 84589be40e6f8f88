//! What an analysis holds, and its JSON form (`docs/output.md`).

#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "serde")]
mod view;

use std::{borrow::Cow, ops::Deref, slice};

#[cfg(feature = "schema")]
pub use schema::schema;
#[cfg(feature = "serde")]
pub use view::{SCHEMA, View, ViewOptions};

use crate::{
    abbreviation::{Abbreviations, Expanded, Expander, Policy},
    article::Structure,
    fact::Fact,
    normalize::{Change, Normalized},
    span::Span,
};

/// The analysis of one text. Borrows only the original; all spans are into it. Of a text that is not canonical it holds the canonical one.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    pub(crate) text: &'t str,
    pub(crate) structure: Structure,
    pub(crate) sentences: Vec<Span>,
    pub(crate) normalized: Normalized<'t>,
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

/// The facts of an analysis in order; made by [`Analysis::facts`].
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    facts: slice::Iter<'a, Fact>,
    source: &'a str,
}

impl<'a> Iterator for Facts<'a> {
    type Item = FactRef<'a>;

    fn next(&mut self) -> Option<FactRef<'a>> {
        self.facts.next().map(|fact| FactRef { fact, source: self.source })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.facts.size_hint()
    }
}

impl DoubleEndedIterator for Facts<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.facts.next_back().map(|fact| FactRef { fact, source: self.source })
    }
}

impl ExactSizeIterator for Facts<'_> {}

/// The facts, as [`Analysis::facts`] gives them.
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
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The facts, by start, then longest first; `for fact in &analysis` is the same.
    pub fn facts(&self) -> Facts<'_> {
        Facts { facts: self.facts.iter(), source: self.text }
    }

    /// The parts of the article.
    pub const fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The sentences.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The text in canonical spelling, its tones where the analyzer's style has them: what [`changes`](Self::changes) lead to.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Ðảng uỷ tòan tỉnh");
    /// assert_eq!(analysis.canonical(), "Đảng ủy toàn tỉnh");
    /// assert_eq!(analysis.changes().len(), 3);
    /// ```
    pub fn canonical(&self) -> &str {
        &self.normalized.text
    }

    /// What normalisation changes, in order.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> {
        self.normalized.changes()
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
        Expander::new(policy).write(self.text, &self.abbreviations)
    }

    /// Definitions and mentions of abbreviations.
    pub const fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }
}
