//! Expands the abbreviations of a text.
//!
//! It works on the original: everything that is not expanded is unchanged byte for byte. The short form inside its own definition is never
//! touched, so `người lao động (NLĐ)` does not become `người lao động (người lao động)`. Expansion is idempotent: a mention next to or
//! inside its own long form is left alone, a policy that expands only the first mention skips a short form whose long form already precedes
//! it, and the result is expanded again until nothing changes (`settle.rs`).

mod agree;
mod fixed;
mod form;
mod settle;
mod standing;
mod style;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use self::{
    form::Form,
    settle::{Kept, Once, Written, settled},
    standing::Standing,
    style::Style,
};
use crate::{
    abbreviation::{Abbreviations, Definition, Occurrence, Source},
    lexicon::Dictionary,
    markup::{Page, Rewritten},
    normalize::Normalizer,
    reading::{self, LineBreaks, Tokenized},
    segment::{Document, Lists},
    span::{Cut as _, OffsetMap, Span},
};

/// What a note adds to a long form and its short form: ` (…)`, and a space after a dot.
const NOTE: usize = 4;
/// How deep short forms inside long forms are expanded.
const DEPTH: usize = 3;

/// Which mentions to expand.
///
/// ```
/// use tinviet::Policy;
/// let text = "UBND xã. UBND huyện.";
/// let analysis = tinviet::analyze(text);
/// assert_eq!(analysis.expand(Policy::First), "Ủy ban nhân dân xã. UBND huyện.");
/// assert_eq!(analysis.expand(Policy::All), "Ủy ban nhân dân xã. Ủy ban nhân dân huyện.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Policy {
    /// The first mention of each short form, unless the text defines it.
    #[default]
    First,
    /// Every mention.
    All,
    /// The first mention, as `người lao động (NLĐ)`, unless the text defines it or it is in a bracket.
    Annotate,
}

/// Expands the abbreviations of texts by one policy.
///
/// ```
/// use tinviet::{Dictionary, Expander, Policy};
/// let expander = Expander::new(Policy::Annotate).dictionary(Dictionary::builtin().with("CLB", "câu lạc bộ"));
/// let expanded = expander.expand("Các CLB của tỉnh.");
/// assert_eq!(expanded.text, "Các câu lạc bộ (CLB) của tỉnh.");
/// assert_eq!(expanded.map.source((5..19).into()), (5..8).into()); // `câu lạc bộ` came from `CLB`
/// ```
#[derive(Clone, Debug, Default)]
pub struct Expander {
    policy: Policy,
    dictionary: Dictionary,
}

/// An expanded text, with a map back.
///
/// ```
/// let analysis = tinviet::analyze("UBND xã");
/// let expanded = analysis.expanded(tinviet::Policy::All);
/// assert_eq!(expanded.text, "Ủy ban nhân dân xã");
/// assert_eq!(expanded.map.source((0..expanded.text.len()).into()), (0..8).into());
/// ```
#[derive(Clone, Debug)]
pub struct Expanded<'t> {
    /// The text; borrowed if nothing was expanded.
    pub text: Cow<'t, str>,
    /// Maps every byte back to the original.
    pub map: OffsetMap,
}

impl Expander {
    /// An expander for this policy, with the built-in dictionary.
    ///
    /// ```
    /// use tinviet::{Expander, Policy};
    /// assert_eq!(Expander::new(Policy::All).expand("UBND xã").text, "Ủy ban nhân dân xã");
    /// ```
    pub const fn new(policy: Policy) -> Self {
        Self { policy, dictionary: Dictionary::builtin() }
    }

    /// Sets the dictionary.
    ///
    /// ```
    /// use tinviet::{Dictionary, Expander, Policy};
    /// let expander = Expander::new(Policy::All).dictionary(Dictionary::builtin().with("CCHC", "cải cách hành chính"));
    /// assert_eq!(expander.expand("Bàn về CCHC.").text, "Bàn về cải cách hành chính.");
    /// ```
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = dictionary;
        self
    }

    /// Finds and expands the abbreviations of `text` until nothing is left to expand: expanding the result again changes nothing, with
    /// any dictionary. A short form that would grow each time is left alone. Linear.
    ///
    /// ```
    /// use tinviet::{Expander, Policy};
    /// let expander = Expander::new(Policy::First);
    /// let once = expander.expand("UBND xã và UBND tỉnh").text;
    /// assert_eq!(once, "Ủy ban nhân dân xã và UBND tỉnh");
    /// assert_eq!(expander.expand(&once).text, once);
    /// ```
    pub fn expand<'t>(&self, text: &'t str) -> Expanded<'t> {
        Expanded::of(text, settled(&self.manner(), text, &[]))
    }

    /// Finds the abbreviations of a page and expands them between its tags: see [`Page::rewrite`]. Linear.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::{Expander, Markup, Page, Policy};
    /// let page = Page::read("<p class=UBND><b>UBND</b> tỉnh", Markup::Html);
    /// let expanded = Expander::new(Policy::All).expand_page(&page);
    /// assert_eq!(expanded.text, "<p class=UBND><b>Ủy ban nhân dân</b> tỉnh");
    /// # }
    /// ```
    pub fn expand_page<'t>(&self, page: &Page<'t>) -> Expanded<'t> {
        write_back(page, &Expanded::of(page.text(), settled(&self.manner().of_pages(), page.text(), page.code())))
    }

    /// Expands `text` in a single pass; `abbreviations` are those of `text`, with spans in it. Linear.
    ///
    /// ```
    /// use tinviet::{Dictionary, Expander, Policy, abbreviation::Abbreviations, segment::Document};
    /// let doc = Document::new("UBND tỉnh");
    /// let found = Abbreviations::find(&doc, &Dictionary::builtin());
    /// assert_eq!(Expander::new(Policy::All).write(doc.text(), &found).text, "Ủy ban nhân dân tỉnh");
    /// ```
    pub fn write<'t>(&self, text: &'t str, abbreviations: &Abbreviations) -> Expanded<'t> {
        Expanded::of(text, self.manner().written(text, abbreviations, &Kept::new()))
    }

    fn manner(&self) -> Manner<'_> {
        Manner {
            policy: self.policy,
            dictionary: &self.dictionary,
            line_breaks: LineBreaks::default(),
            tokenized: Tokenized::default(),
        }
    }
}

/// The settings for reading and expanding a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'e> {
    pub(crate) policy: Policy,
    pub(crate) dictionary: &'e Dictionary,
    pub(crate) line_breaks: LineBreaks,
    pub(crate) tokenized: Tokenized,
}

impl Manner<'_> {
    /// The line breaks of a page come from its markup.
    const fn of_pages(self) -> Self {
        Self { line_breaks: LineBreaks::Hard, ..self }
    }

    /// Expands `text` until nothing changes; `abbreviations` are those of `text`, with spans in it. Linear.
    pub(crate) fn expand<'t>(&self, text: &'t str, abbreviations: &Abbreviations) -> Expanded<'t> {
        Expanded::of(text, settled(&Begun { manner: *self, text, abbreviations }, text, &[]))
    }

    /// Expands a page until nothing changes; `abbreviations` are those of the page, with spans in its source. Linear.
    pub(crate) fn expand_page<'t>(&self, page: &Page<'t>, abbreviations: &Abbreviations) -> Expanded<'t> {
        let mut abbreviations = abbreviations.clone();
        abbreviations.move_spans(|span| page.map().target(span));
        let begun = Begun { manner: self.of_pages(), text: page.text(), abbreviations: &abbreviations };
        write_back(page, &Expanded::of(page.text(), settled(&begun, page.text(), page.code())))
    }

    fn written(&self, text: &str, abbreviations: &Abbreviations, kept: &Kept) -> Option<Written> {
        let mut writer = Writer::new(text, self, kept);
        // Canonical text has the press's style.
        writer.style = abbreviations.others.as_ref().map(|_| Style::FirstVowel);
        let mentions = writer.mentions(abbreviations);
        if mentions.is_empty() {
            return None;
        }
        let added: usize = mentions.iter().map(|(_, long)| long.len() + NOTE).sum();
        let mut written = Written { text: String::with_capacity(text.len() + added), ..Written::default() };
        written.map.reserve(mentions.len());
        let mut from = 0;
        for (occurrence, long) in mentions {
            let span = occurrence.span;
            written.text.push_str(text.get(from..span.start).unwrap_or_default());
            let start = written.text.len();
            writer.push(&mut written.text, span, &long);
            written.map.push(span, Span::new(start, written.text.len()), 0);
            from = span.end;
        }
        written.text.push_str(text.get(from..).unwrap_or_default());
        let ambiguous = abbreviations.occurrences.iter().filter(|found| found.source == Source::Ambiguous);
        written.open = ambiguous.map(|found| found.span).collect();
        written.is_fixed = kept.is_empty() && fixed::is_fixed(&mut writer, abbreviations, &written);
        Some(written)
    }
}

impl Once for Manner<'_> {
    fn once(&self, text: &str, code: &[Span], kept: &Kept) -> Option<Written> {
        let normalized = Normalizer::new().normalize(text);
        let (read, map) = reading::readable(text, &normalized, self.line_breaks, self.tokenized);
        let code: Vec<Span> = code.iter().map(|span| map.target(*span)).collect();
        let doc = Document::reusing(&read, &code, Lists::default());
        let mut abbreviations = Abbreviations::find(&doc, self.dictionary);
        abbreviations.map(&map);
        self.written(text, &abbreviations, kept)
    }
}

/// A text whose abbreviations are already known.
struct Begun<'e> {
    manner: Manner<'e>,
    text: &'e str,
    abbreviations: &'e Abbreviations,
}

impl Once for Begun<'_> {
    fn once(&self, text: &str, code: &[Span], kept: &Kept) -> Option<Written> {
        if std::ptr::eq(text, self.text) {
            self.manner.written(text, self.abbreviations, kept)
        } else {
            self.manner.once(text, code, kept)
        }
    }
}

impl<'t> Expanded<'t> {
    /// The same text without borrowed data.
    ///
    /// ```
    /// use tinviet::{Expander, Policy};
    /// let kept = { let text = String::from("UBND tỉnh"); Expander::new(Policy::All).expand(&text).into_owned() };
    /// assert_eq!(kept.text, "Ủy ban nhân dân tỉnh");
    /// ```
    pub fn into_owned(self) -> Expanded<'static> {
        Expanded { text: Cow::Owned(self.text.into_owned()), map: self.map }
    }

    fn of(text: &'t str, written: Option<Written>) -> Self {
        match written {
            None => Self { text: Cow::Borrowed(text), map: OffsetMap::identity() },
            Some(Written { text, map, .. }) => Self { text: Cow::Owned(text), map },
        }
    }
}

/// Writes an expanded text back into its page.
fn write_back<'t>(page: &Page<'t>, expanded: &Expanded<'_>) -> Expanded<'t> {
    let edits = expanded.map.edits().map(|edit| (edit.source, expanded.text.cut(edit.target.range())));
    let Rewritten { text, map } = page.rewrite(edits);
    Expanded { text, map }
}

struct Writer<'t, 'e> {
    text: &'t str,
    manner: &'e Manner<'e>,
    /// The short forms that stay.
    kept: &'e Kept,
    /// The tone style of the text, computed on demand.
    style: Option<Style>,
    /// The long forms as they are written out.
    forms: HashMap<String, Rc<Form>>,
}

impl<'t, 'e> Writer<'t, 'e> {
    fn new(text: &'t str, manner: &'e Manner<'e>, kept: &'e Kept) -> Self {
        Self { text, manner, kept, style: None, forms: HashMap::new() }
    }

    /// The mentions that are written out, each with its long form as it must stand there.
    fn mentions<'a>(&mut self, abbreviations: &'a Abbreviations) -> Vec<(&'a Occurrence, String)> {
        let policy = self.manner.policy;
        let shorts = abbreviations.definitions.iter().map(|found| found.short.as_str());
        let defined: HashSet<&str> = if policy == Policy::All { HashSet::new() } else { shorts.collect() };
        let mut introduced: HashSet<(&str, &str)> = HashSet::new();
        let mut definitions = abbreviations.definitions.iter().peekable();
        let mut brackets = Brackets::new(self.text);
        let mut mentions: Vec<(&Occurrence, String)> = Vec::with_capacity(abbreviations.occurrences.len());
        let mut said: Option<Said> = None;
        for occurrence in &abbreviations.occurrences {
            let (Some(long), Some(short)) = (occurrence.expansion.as_deref(), self.text.get(occurrence.span.range()))
            else {
                continue;
            };
            while definitions.next_if(|found| found.short_span.end <= occurrence.span.start).is_some() {}
            // The long form of a definition keeps its nested short forms where notes would tear it from its bracket, or where only a dash tells
            // the two: `Công ty chứng khoán BIDV - BSC`.
            let apposed = |found: &Definition| {
                let between = self.text.get(found.long_span.end..found.short_span.start);
                between.is_some_and(|between| !between.contains('('))
            };
            if definitions.peek().is_some_and(|found| {
                found.short_span.overlaps(occurrence.span)
                    || found.long_span.overlaps(occurrence.span) && (policy == Policy::Annotate || apposed(found))
            }) {
                continue;
            }
            if policy == Policy::Annotate && brackets.are_open_at(occurrence.span.start) {
                continue;
            }
            if self.kept.contains(short) || agree::is_gloss(self.text, occurrence, short) {
                continue;
            }
            let once = policy == Policy::All
                || !defined.contains(short)
                    && !introduced
                        .contains(&(short.trim_end_matches('.'), agree::introduced(self.text, occurrence, long)));
            if !once || agree::stays(self.text, occurrence.span, long) {
                continue;
            }
            let Some(written) = self.written(occurrence, short, long) else { continue };
            let is_said = |said: &Said| {
                agree::is_said_by(self.text, said.end, || said.text(&mentions), occurrence.span, &written)
            };
            if said.as_ref().is_some_and(is_said) {
                continue;
            }
            said = Some(Said::after(said, self.text, occurrence.span, (mentions.len(), &written)));
            if policy != Policy::All {
                introduced.insert((short.trim_end_matches('.'), agree::introduced(self.text, occurrence, long)));
            }
            mentions.push((occurrence, written));
        }
        if policy != Policy::All {
            self.leave_introduced(&mut mentions);
        }
        mentions
    }

    /// Leaves the mentions alone whose long form comes before them and so introduces them.
    fn leave_introduced(&self, mentions: &mut Vec<(&Occurrence, String)>) {
        let Some((last, _)) = mentions.last() else { return };
        let before = self.text.get(..last.span.start).unwrap_or_default();
        let standing = Standing::of(before, mentions.iter().map(|(_, written)| written.as_str()));
        let mut at = 0;
        mentions.retain(|(occurrence, _)| {
            at += 1;
            !standing.is_before(at - 1, occurrence.span.start)
        });
    }

    /// The long form as it must be in the position of a mention, if it may be there.
    fn written(&mut self, occurrence: &Occurrence, short: &str, long: &str) -> Option<String> {
        let form = self.form(short, long);
        let written = agree::agreed(self.text, occurrence, &form);
        let before = self.text.get(..occurrence.span.start).unwrap_or_default();
        let stays = written == short
            || agree::is_inside(self.text, occurrence.span, &written)
            || agree::is_before(before, form.text());
        (!stays).then_some(written)
    }

    /// A long form in the text's style with the short forms inside it written out too: `Ngân hàng TMCP Á Châu`.
    fn form(&mut self, short: &str, long: &str) -> Rc<Form> {
        if let Some(form) = self.forms.get(long) {
            return form.clone();
        }
        let mut stack = vec![short.to_owned()];
        let mut whole = self.nested(long, &mut stack);
        if !whole.is_ascii() && *self.style.get_or_insert_with(|| Style::of(self.text)) == Style::SecondVowel {
            whole = Style::SecondVowel.applied(&whole);
        }
        let form = Rc::new(Form::new(whole));
        self.forms.insert(long.to_owned(), form.clone());
        form
    }

    fn nested(&self, long: &str, stack: &mut Vec<String>) -> String {
        let dictionary = self.manner.dictionary;
        let capitals = long.split(' ').any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
        if stack.len() > DEPTH || !capitals && !dictionary.has_user_entries() {
            return long.to_owned();
        }
        let found = Abbreviations::find(&Document::new(long), dictionary);
        let (mut out, mut from) = (String::new(), 0);
        for occurrence in &found.occurrences {
            let (Some(inner), Some(short)) = (&occurrence.expansion, long.get(occurrence.span.range())) else {
                continue;
            };
            if stack.iter().any(|outer| outer == short) || self.kept.contains(short) {
                continue;
            }
            stack.push(short.to_owned());
            let inner = self.nested(inner, stack);
            stack.pop();
            out.push_str(long.cut(from..occurrence.span.start));
            out.push_str(&inner);
            from = occurrence.span.end;
        }
        out.push_str(long.cut(from..));
        out
    }

    fn push(&self, out: &mut String, span: Span, written: &str) {
        out.push_str(written);
        if self.manner.policy == Policy::Annotate {
            let short = self.text.get(span.range()).unwrap_or_default();
            out.push_str(" (");
            out.push_str(short.trim_end_matches('.'));
            out.push(')');
        }
        // `TP.Bắc Ninh`, `P.26`: the dot was all that parted the two.
        if self.text.get(span.end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            out.push(' ');
        }
    }
}

/// The last mention that was written out, with those right before it: `CTCK BIDV`.
#[derive(Clone, Copy, Debug)]
struct Said {
    /// The place of the first of them among the mentions.
    first: usize,
    /// Where the last ends in the text.
    end: usize,
    /// How many bytes they are, written out.
    length: usize,
}

impl Said {
    /// The mention at `span`, written out at its place among the mentions; after `last` if one space is between them.
    fn after(last: Option<Self>, text: &str, span: Span, (place, written): (usize, &str)) -> Self {
        /// No long form is longer.
        const LONGEST: usize = 200;
        let is_next = |last: &Self| text.get(last.end..span.start) == Some(" ") && last.length < LONGEST;
        let own = Self { first: place, end: span.end, length: written.len() };
        last.filter(is_next).map_or(own, |last| Self {
            first: last.first,
            length: last.length + 1 + written.len(),
            ..own
        })
    }

    /// How they were written out; `mentions` end with them.
    fn text(&self, mentions: &[(&Occurrence, String)]) -> String {
        let written = mentions.get(self.first..).unwrap_or_default().iter().map(|(_, written)| written.as_str());
        written.collect::<Vec<_>>().join(" ")
    }
}

/// How many brackets of a line are open, queried at ascending offsets.
struct Brackets<'t> {
    text: &'t str,
    at: usize,
    open: usize,
}

impl<'t> Brackets<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0, open: 0 }
    }

    fn are_open_at(&mut self, offset: usize) -> bool {
        for byte in self.text.as_bytes().get(self.at..offset).unwrap_or_default() {
            match byte {
                b'(' => self.open += 1,
                b')' => self.open = self.open.saturating_sub(1),
                b'\n' => self.open = 0,
                _ => {}
            }
        }
        self.at = self.at.max(offset);
        self.open > 0
    }
}
