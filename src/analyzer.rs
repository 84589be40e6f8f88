//! The settings of an analysis, and how it runs.

pub mod explain;

use std::{borrow::Cow, mem, sync::Arc};

#[cfg(feature = "own-kinds")]
use crate::own::OwnKinds;
pub use explain::{Ask, Explanation, Lost};

use crate::{
    abbreviation,
    analysis::Analysis,
    article::{self, Structure},
    fact::{
        self, Fact, Guest, Kind, Kinds, Value,
        time::{ReferenceDate, dateline},
    },
    input::{Input, Scratch},
    lexicon::{AwardTable, Dictionary, Lexicon},
    markup::{Markup, Page, Part},
    normalize::{Normalized, Normalizer, ToneStyle},
    number::Numbers,
    reading::{self, LineBreaks, Tokenized},
    segment::Document,
    span::{OffsetMap, Span},
};

/// Analyses texts with fixed settings. Cheap to share between threads.
///
/// ```
/// use tinviet::{Analyzer, Kind};
/// let analyzer = Analyzer::builder().kinds([Kind::Percentage]).build();
/// assert_eq!(analyzer.analyze("Tăng 7%, đạt 2,5 tỷ đồng.").facts().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Analyzer {
    kinds: Kinds,
    tone_style: ToneStyle,
    line_breaks: LineBreaks,
    tokenized: Tokenized,
    reference_date: Option<ReferenceDate>,
    dateline: bool,
    markup: Markup,
    lexicon: Arc<Lexicon>,
    guests: Arc<[Guest]>,
}

/// The settings of an [`Analyzer`], one call each.
///
/// ```
/// use tinviet::{Analyzer, Kind, ToneStyle};
/// let analyzer = Analyzer::builder().kinds([Kind::Money]).tone_style(ToneStyle::SecondVowel).build();
/// assert_eq!(analyzer.analyze("Thưởng 5 triệu, tăng 7%.").facts().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    analyzer: Analyzer,
    /// The names of the kinds to report, if they were given by name.
    names: Option<Vec<String>>,
    #[cfg(feature = "own-kinds")]
    own: Option<OwnKinds>,
}

impl Analyzer {
    /// The default settings, to be modified.
    ///
    /// ```
    /// use tinviet::{Analyzer, Kind};
    /// let analyzer = Analyzer::builder().kinds([Kind::Money]).build();
    /// assert_eq!(analyzer.analyze("Tăng 7%, đạt 2 tỷ đồng.").facts().len(), 1);
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Analyses a text. Linear, never fails.
    ///
    /// A `&str` is enough; an [`Input`] can also have the text's date and markup, and a [`Scratch`] whose memory
    /// is reused.
    ///
    /// ```
    /// use tinviet::{Analyzer, Input, ReferenceDate};
    /// let analyzer = Analyzer::default();
    /// assert_eq!(analyzer.analyze("Đạt trên 95%.").facts().next().unwrap().value().to_string(), "> 95 %");
    /// let day: ReferenceDate = "2024-05-01".parse()?;
    /// let input = Input::new("Hôm qua có mưa.").reference_date(day);
    /// assert_eq!(analyzer.analyze(input).facts().next().unwrap().value().to_string(), "2024-04-30");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn analyze<'t, 's>(&self, input: impl Into<Input<'t, 's>>) -> Analysis<'t> {
        let Input { text, reference_date, markup, scratch } = input.into();
        let markup = markup.unwrap_or(self.markup);
        match scratch {
            Some(scratch) => self.read(text, markup, reference_date, scratch),
            None => self.read(text, markup, reference_date, &mut Scratch::new()),
        }
    }

    /// Analyses a text by its markup.
    fn read<'t>(
        &self,
        text: &'t str,
        markup: Markup,
        reference_date: Option<ReferenceDate>,
        scratch: &mut Scratch,
    ) -> Analysis<'t> {
        let page = (markup != Markup::Plain).then(|| Page::read(text, markup));
        let normalize = |style| {
            let normalizer = Normalizer::new().tone_style(style);
            page.as_ref()
                .map_or_else(|| normalizer.normalize(text), |page| normalizer.normalize(page.text()).into_owned())
        };
        // The keys in the grammars have the tone on the first vowel, whatever style the user prefers.
        let normalized = normalize(ToneStyle::FirstVowel);
        // The line breaks of a page come from its markup.
        let line_breaks = if page.is_some() { LineBreaks::Hard } else { self.line_breaks };
        let source = page.as_ref().map_or(text, Page::text);
        let (read, map) = readable(source, &normalized, line_breaks, self.tokenized, page.as_ref());
        let (parts, code) = page.as_ref().map_or_else(Default::default, |page| told(page, &map));
        let doc = Document::reusing(&read, &code, mem::take(&mut scratch.lists));
        let numbers = Numbers::reusing(&doc, mem::take(&mut scratch.numerals));
        let reference = reference_date.or(self.reference_date).or_else(|| self.own_date(page.as_ref(), &doc));
        let mut abbreviations = abbreviation::find(&doc, &self.lexicon);
        let title = page.as_ref().and_then(Page::title);
        let mut structure = article::find_among(&doc, &parts, title.is_some());
        let input = fact::Input::new(&doc, &numbers, &self.lexicon, reference);
        let mut facts = fact::find(&input, self.kinds, &self.guests, &mut scratch.found);
        let mut sentences: Vec<Span> = doc.sentences().iter().map(|tokens| doc.span_of(tokens.clone())).collect();
        for map in [Some(&*map), page.as_ref().map(Page::map)].into_iter().flatten() {
            lead_back(map, &mut facts, &mut structure, &mut sentences);
            abbreviations.map(map);
        }
        structure.title = structure.title.or(title);
        (scratch.lists, scratch.numerals) = (doc.into_lists(), numbers.into_list());
        let normalized = match self.tone_style {
            ToneStyle::FirstVowel => normalized,
            style => normalize(style),
        };
        Analysis {
            text: Cow::Borrowed(text),
            page: page.map(Box::new),
            structure,
            sentences,
            normalized,
            abbreviations,
            facts,
            lexicon: Arc::clone(&self.lexicon),
            line_breaks,
            tokenized: self.tokenized,
        }
    }

    /// The text's own date, if requested: from the metadata of its page, or from its dateline.
    fn own_date(&self, page: Option<&Page<'_>>, doc: &Document<'_>) -> Option<ReferenceDate> {
        if !self.dateline {
            return None;
        }
        // Time zones are written in more ways than dates, so fall back to the day alone.
        let read = |date: &str| date.parse().ok().or_else(|| date.get(..10)?.parse().ok());
        page.and_then(Page::date).and_then(read).or_else(|| dateline(doc))
    }
}

/// The parts and the code of a page, as spans of the normalised text.
fn told(page: &Page<'_>, map: &OffsetMap) -> (Vec<(Span, Part)>, Vec<Span>) {
    let parts = page.parts().iter().map(|(span, part)| (map.target(*span), *part)).collect();
    (parts, page.code().iter().map(|span| map.target(*span)).collect())
}

/// The readable form of `text`, with column units added to table cells, and the map back.
fn readable<'n>(
    text: &str,
    normalized: &'n Normalized<'_>,
    line_breaks: LineBreaks,
    tokenized: Tokenized,
    page: Option<&Page<'_>>,
) -> (Cow<'n, str>, Cow<'n, OffsetMap>) {
    let (read, map) = reading::readable(text, normalized, line_breaks, tokenized);
    match page.and_then(|page| with_units(page, &read, &map)) {
        Some((with_units, added)) => (Cow::Owned(with_units), Cow::Owned(map.then(&added))),
        None => (read, map),
    }
}

/// The readable text with the units of table columns inserted into their cells; `map` leads from the page's text to
/// `read`.
fn with_units(page: &Page<'_>, read: &str, map: &OffsetMap) -> Option<(String, OffsetMap)> {
    // A position may have moved; the digit before it shows where.
    let moved = |end: usize| map.target(Span::new(end.saturating_sub(1), end)).end;
    reading::with_units(read, page.units().iter().map(|(end, unit)| (moved(*end), unit.as_str())))
}

/// Maps spans back to the source of `map`.
fn lead_back(map: &OffsetMap, facts: &mut [Fact], structure: &mut Structure, sentences: &mut [Span]) {
    if map.is_identity() {
        return;
    }
    let mut last = 0;
    for fact in facts {
        fact.span = map.source_from(fact.span, &mut last);
        fact.core = map.source_from(fact.core, &mut last);
        if let Value::Own(own) = &mut fact.value {
            own.map(map);
        }
    }
    let Structure { title, captions, body, byline, dateline, boilerplate } = structure;
    let parts = title.iter_mut().chain(captions).chain(body).chain(byline).chain(dateline).chain(boilerplate);
    last = 0;
    for span in parts.chain(sentences) {
        *span = map.source_from(*span, &mut last);
    }
}

impl Builder {
    /// The kinds of fact to report.
    ///
    /// ```
    /// use tinviet::{Analyzer, Kind};
    /// let analyzer = Analyzer::builder().kinds([Kind::Percentage, Kind::Money]).build();
    /// assert_eq!(analyzer.analyze("Ngày 5/3, giá tăng 7%.").facts().len(), 1);
    /// ```
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.analyzer.kinds = kinds.into_iter().collect();
        self.names = None;
        self
    }

    /// The kinds of fact to report, by name. Own kinds must be set first: `own_kinds(…).kinds_named(…)`.
    ///
    /// # Errors
    /// An unknown name; the message lists the known ones.
    ///
    /// ```
    /// let analyzer = tinviet::Analyzer::builder().kinds_named(["percentage", "date"])?.build();
    /// assert_eq!(analyzer.analyze("Năm 2021 tăng 7%, đạt 2 tỷ đồng.").facts().len(), 2);
    /// assert!(tinviet::Analyzer::builder().kinds_named(["percent"]).is_err());
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn kinds_named<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Result<Self, crate::Error> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        for name in names.iter().filter(|name| !is_built_in(name)) {
            #[cfg(feature = "own-kinds")]
            if let Some(own) = &self.own {
                own.check(name)?;
                continue;
            }
            name.parse::<Kind>()?;
        }
        self.names = Some(names);
        Ok(self)
    }

    /// User-defined kinds of fact. Their facts have [`Kind::Own`] as kind; [`Fact::kind_name`] is the name.
    ///
    /// ```
    /// use tinviet::{Analyzer, OwnKinds};
    /// let own = OwnKinds::parse("[[kind]]\nname = 'river'\nphrases = ['sông Hồng']")?;
    /// let analyzer = Analyzer::builder().own_kinds(own).build();
    /// assert_eq!(analyzer.analyze("Bên sông Hồng.").facts().next().unwrap().kind_name(), "river");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    #[cfg(feature = "own-kinds")]
    pub fn own_kinds(mut self, kinds: OwnKinds) -> Self {
        self.own = Some(kinds);
        self
    }

    /// The tone style of the normalisation report.
    ///
    /// ```
    /// use tinviet::{Analyzer, ToneStyle};
    /// let analyzer = Analyzer::builder().tone_style(ToneStyle::SecondVowel).build();
    /// assert_eq!(analyzer.analyze("hòa thuận").canonical(), "hoà thuận");
    /// ```
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.analyzer.tone_style = style;
        self
    }

    /// Whether a single line break is a space or the end of a paragraph.
    ///
    /// ```
    /// use tinviet::{Analyzer, LineBreaks};
    /// let text = "Căn cứ Nghị định số\n30/2020/NĐ-CP";
    /// assert_eq!(tinviet::analyze(text).facts().next().map(|fact| fact.text().len()), Some(text.len() - "Căn cứ ".len()));
    /// let hard = Analyzer::builder().line_breaks(LineBreaks::Hard).build();
    /// assert_eq!(hard.analyze(text).facts().count(), 0);
    /// ```
    pub const fn line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.analyzer.line_breaks = line_breaks;
        self
    }

    /// Whether the texts are the output of a tokeniser.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Huyện có 13 tập_thể và 25 cá_nhân được khen , đạt 95 % kế_hoạch .");
    /// assert_eq!(analysis.facts().next().map(|fact| fact.text().to_owned()).as_deref(), Some("13 tập_thể"));
    /// ```
    pub const fn tokenized(mut self, tokenized: Tokenized) -> Self {
        self.analyzer.tokenized = tokenized;
        self
    }

    /// The date against which relative and partial dates are resolved.
    ///
    /// An [`Input::reference_date`] takes precedence over it; it takes precedence over the text's own date
    /// ([`Self::dateline`]).
    ///
    /// ```
    /// use tinviet::Analyzer;
    /// let analyzer = Analyzer::builder().reference_date("2024-05-01".parse()?).build();
    /// let analysis = analyzer.analyze("Hôm qua có mưa.");
    /// assert_eq!(analysis.facts().next().unwrap().value().to_string(), "2024-04-30");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub const fn reference_date(mut self, date: ReferenceDate) -> Self {
        self.analyzer.reference_date = Some(date);
        self
    }

    /// The dictionary of short forms: the built-in one with the user's additions, or another.
    ///
    /// ```
    /// use tinviet::{Analyzer, Dictionary, Policy};
    /// let analyzer = Analyzer::builder().dictionary(Dictionary::builtin().with("CCHC", "cải cách hành chính")).build();
    /// assert_eq!(analyzer.analyze("Bàn về CCHC.").expand(Policy::All), "Bàn về cải cách hành chính.");
    /// ```
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        Arc::make_mut(&mut self.analyzer.lexicon).dictionary = dictionary;
        self
    }

    /// The user's own awards. Their names take precedence over built-in ones of the same length or shorter.
    ///
    /// ```
    /// use tinviet::fact::award::AwardTable;
    /// let own = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n")?;
    /// let analyzer = tinviet::Analyzer::builder().awards(own).build();
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

    /// Whether a text without a reference date uses its own: the date of its page ([`Page::date`]), or of its dateline (see [`dateline`]).
    ///
    /// ```
    /// let analyzer = tinviet::Analyzer::builder().dateline(true).build();
    /// let analysis = analyzer.analyze("Thứ Hai, 24/11/2025, 06:00 (GMT+7)\n\nHôm qua có mưa.");
    /// assert!(analysis.facts().any(|fact| fact.value().to_string() == "2025-11-23"));
    /// ```
    pub const fn dateline(mut self, dateline: bool) -> Self {
        self.analyzer.dateline = dateline;
        self
    }

    /// The markup of the texts. All offsets still point into the original; the text of a fact is what a reader sees.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::{Analyzer, Markup};
    /// let analyzer = Analyzer::builder().markup(Markup::Html).build();
    /// let analysis = analyzer.analyze("<td title='9%'>Đạt <b>95</b>&nbsp;%");
    /// let fact = analysis.facts().next().unwrap();
    /// assert_eq!((fact.span().range(), fact.text()), (25..38, "95\u{A0}%"));
    /// # }
    /// ```
    pub const fn markup(mut self, markup: Markup) -> Self {
        self.analyzer.markup = markup;
        self
    }

    /// Builds the analyzer.
    ///
    /// ```
    /// let analyzer = tinviet::Analyzer::builder().build();
    /// assert_eq!(analyzer.analyze("Đạt 95%.").facts().len(), 1);
    /// ```
    pub fn build(self) -> Analyzer {
        let mut analyzer = self.analyzer;
        if let Some(names) = &self.names {
            let own = names.iter().any(|name| !is_built_in(name)).then_some(Kind::Own);
            let kinds = Kind::ALL.into_iter().filter(|kind| names.iter().any(|name| name == kind.name()));
            analyzer.kinds = kinds.chain(own).collect();
        }
        #[cfg(feature = "own-kinds")]
        if let Some(own) = &self.own {
            analyzer.guests = own.guests(self.names.as_deref()).into();
        }
        analyzer
    }
}

/// Whether a built-in kind has this name.
fn is_built_in(name: &str) -> bool {
    Kind::ALL.iter().any(|kind| kind.name() == name)
}
