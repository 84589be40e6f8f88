//! The settings of an analysis, and its run.

use std::{mem, sync::Arc};

use crate::{
    abbreviation,
    analysis::Analysis,
    article,
    fact::{
        self, Kind, Kinds,
        time::{Reference, dateline},
    },
    lexicon::{AwardTable, Dictionary, Lexicon},
    normalize::{Normalizer, ToneStyle},
    number::{Numbers, Numeral},
    segment::{self, Document},
};

/// Analyses texts with fixed settings. Cheap to share between threads.
#[derive(Clone, Debug, Default)]
pub struct Analyzer {
    kinds: Kinds,
    tone_style: ToneStyle,
    reference: Option<Reference>,
    dateline: bool,
    lexicon: Arc<Lexicon>,
}

/// Room that one analysis leaves to the next: the lists of tokens, numbers and facts in the making. An archive that is read with one scratch
/// a thread asks the allocator for what the answers hold and hardly more.
///
/// It keeps as much room as the longest text needed, some seven bytes for each of its own.
#[derive(Debug, Default)]
pub struct Scratch {
    lists: segment::Lists,
    numerals: Vec<Numeral>,
    found: fact::Found,
}

impl Scratch {
    /// A scratch with no room yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The settings of an [`Analyzer`], one call each.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    analyzer: Analyzer,
}

impl Analyzer {
    /// The default settings, to be changed.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Analyses `text`. Linear, never fails.
    pub fn analyze<'t>(&self, text: &'t str) -> Analysis<'t> {
        self.analyze_at(text, None)
    }

    /// Analyses `text`, whose relative dates are read against its own `reference` if it has one, else as [`Analyzer::analyze`] reads them.
    ///
    /// ```
    /// use tinviet::{Analyzer, Value};
    /// let analyzer = Analyzer::builder().reference("2024-05-01".parse()?).build()?;
    /// for (own, today) in [(Some("2023-02-03".parse()?), "2023-02-03"), (None, "2024-05-01")] {
    ///     let analysis = analyzer.analyze_at("Hôm nay.", own);
    ///     for fact in analysis.facts() {
    ///         let Value::Time(date) = fact.value() else { continue };
    ///         assert_eq!(date.edtf.as_ref().map(ToString::to_string).as_deref(), Some(today));
    ///     }
    /// }
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn analyze_at<'t>(&self, text: &'t str, reference: Option<Reference>) -> Analysis<'t> {
        self.analyze_with_at(&mut Scratch::new(), text, reference)
    }

    /// [`analyze`](Self::analyze) in the room that the text before left.
    ///
    /// ```
    /// let analyzer = tinviet::Analyzer::default();
    /// let mut scratch = tinviet::Scratch::new();
    /// for text in ["Đạt trên 95%.", "Tăng 7%."] {
    ///     assert_eq!(analyzer.analyze_with(&mut scratch, text).facts().count(), 1);
    /// }
    /// ```
    pub fn analyze_with<'t>(&self, scratch: &mut Scratch, text: &'t str) -> Analysis<'t> {
        self.analyze_with_at(scratch, text, None)
    }

    /// [`analyze_at`](Self::analyze_at) in the room that the text before left.
    pub fn analyze_with_at<'t>(
        &self,
        scratch: &mut Scratch,
        text: &'t str,
        reference: Option<Reference>,
    ) -> Analysis<'t> {
        // The grammars' keys have the tone on the first vowel, whatever style the user wants to see.
        let normalized = Normalizer::new().normalize(text);
        let doc = Document::reusing(&normalized.text, mem::take(&mut scratch.lists));
        let numbers = Numbers::reusing(&doc, mem::take(&mut scratch.numerals));
        let reference = reference.or(self.reference).or_else(|| if self.dateline { dateline(&doc) } else { None });
        let mut abbreviations = abbreviation::find(&doc, &self.lexicon);
        let mut structure = article::find(&doc);
        let input = fact::Input { doc: &doc, numbers: &numbers, lexicon: &self.lexicon, reference };
        let mut facts = fact::find(&input, self.kinds, &mut scratch.found);
        let map = &normalized.map;
        for fact in &mut facts {
            fact.span = map.source(fact.span);
            fact.core = map.source(fact.core);
        }
        abbreviations.map(map);
        let parts = structure
            .title
            .iter_mut()
            .chain(&mut structure.captions)
            .chain(&mut structure.body)
            .chain(&mut structure.boilerplate);
        for span in parts {
            *span = map.source(*span);
        }
        let sentences = doc.sentences().iter().map(|tokens| map.source(doc.span_of(tokens.clone()))).collect();
        (scratch.lists, scratch.numerals) = (doc.into_lists(), numbers.into_list());
        let normalized = match self.tone_style {
            ToneStyle::FirstVowel => normalized,
            style => Normalizer::new().tone_style(style).normalize(text),
        };
        Analysis { text, structure, sentences, normalized, abbreviations, facts }
    }
}

impl Builder {
    /// The kinds of fact to report.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.analyzer.kinds = kinds.into_iter().collect();
        self
    }

    /// Where tone marks are said to belong in the normalisation report.
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.analyzer.tone_style = style;
        self
    }

    /// The date that relative and partial dates are read against.
    pub const fn reference(mut self, reference: Reference) -> Self {
        self.analyzer.reference = Some(reference);
        self
    }

    /// The short forms to know: the built-in dictionary with the user's entries over it, or another.
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        Arc::make_mut(&mut self.analyzer.lexicon).dictionary = dictionary;
        self
    }

    /// The user's own awards; a name of theirs beats an equal or shorter built-in one.
    ///
    /// ```
    /// use tinviet::fact::award::AwardTable;
    /// let own = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n")?;
    /// let analyzer = tinviet::Analyzer::builder().awards(own).build()?;
    /// let analysis = analyzer.analyze("Đơn vị được tặng Ngọn cờ đầu.");
    /// assert!(analysis.facts().any(|fact| fact.kind() == tinviet::Kind::Award && fact.text() == "Ngọn cờ đầu"));
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn awards(mut self, table: AwardTable) -> Self {
        let normalizer = Normalizer::new();
        let table = table.map_names(|name| normalizer.normalize(name).text.into_owned());
        Arc::make_mut(&mut self.analyzer.lexicon).awards = Some(table);
        self
    }

    /// Whether a text without a reference date takes that of its own dateline: see [`dateline`].
    pub const fn dateline(mut self, dateline: bool) -> Self {
        self.analyzer.dateline = dateline;
        self
    }

    /// The analyzer.
    ///
    /// # Errors
    /// None today; a setting that cannot be taken is named.
    pub fn build(self) -> Result<Analyzer, crate::Error> {
        Ok(self.analyzer)
    }
}
