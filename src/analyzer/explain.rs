//! Why something was found, or not: the tokens, the rule, the alternatives and why they were rejected.
//!
//! Nothing here takes part in an analysis. The text is analysed as usual. Then each stage runs once more by itself, with no token claimed,
//! and what it finds at the position in question is what was possible there.

mod display;

use std::{borrow::Cow, cmp::Ordering, ops::Range};

use crate::{
    Analysis, Analyzer,
    abbreviation::{Candidate, Occurrence, Source},
    fact::{self, Kind, Kinds, Rule, Value, time::ReferenceDate},
    input::Input,
    lexicon::w,
    markup::{Markup, Page},
    normalize::Normalizer,
    number::Numbers,
    reading::LineBreaks,
    segment::{Case, Class, Document, Gap, Lists},
    span::{OffsetMap, Span},
};

/// What to explain.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let text = "Đạt 95%.";
/// let at = Analyzer::default().explain(text, Ask::At(text.find("95").unwrap())).unwrap();
/// assert_eq!(at.facts, Analyzer::default().explain(text, Ask::Fact(0)).unwrap().facts);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Whatever is at this byte of the original.
    At(usize),
    /// The fact with this index in [`Analysis::facts`].
    Fact(usize),
}

/// How a position in a text was read, and why; returned by [`Analyzer::explain`]. `Display` writes it for people. All spans point into the
/// original.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let why = Analyzer::default().explain("Đạt trên 95%.", Ask::Fact(0)).unwrap();
/// assert_eq!(why.facts[0].core, "95%");
/// assert!(why.to_string().contains("percentage.sign"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// The position: a fact, or the token at the requested byte.
    pub span: Span,
    /// Its sentence.
    pub sentence: Option<Sentence>,
    /// Its tokens and their neighbours.
    pub tokens: Vec<TokenNote>,
    /// The facts that contain it, innermost first.
    pub facts: Vec<FactNote>,
    /// What each stage would have found there by itself.
    pub others: Vec<Other>,
    /// The short forms there.
    pub abbreviations: Vec<ShortNote>,
}

/// A sentence, and why it ends where it does.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let why = Analyzer::default().explain("TP. Huế đạt 95%. Hết.", Ask::Fact(0)).unwrap();
/// assert_eq!(why.sentence.unwrap().text, "TP. Huế đạt 95%.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Sentence {
    /// Its span.
    pub span: Span,
    /// Its text as a reader sees it.
    pub text: String,
    /// Why it ends there: `the line ends`.
    pub end: &'static str,
    /// Why the punctuation mark at the position does not end the sentence, if it looks as if it might.
    pub goes_on: Option<&'static str>,
}

/// A token.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let why = Analyzer::default().explain("Đạt 95%.", Ask::Fact(0)).unwrap();
/// let inside: Vec<_> = why.tokens.iter().filter(|token| token.inside).map(|token| (&*token.text, token.class)).collect();
/// assert_eq!(inside, [("95", "digits"), ("%", "mark")]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TokenNote {
    /// Its span.
    pub span: Span,
    /// In canonical spelling.
    pub text: String,
    /// `word`, `digits`, `mark`, or what it belongs to: `url`, `code`, `document_number` …
    pub class: &'static str,
    /// Whether it belongs to the position itself, not to its surroundings.
    pub inside: bool,
}

/// A fact, and the rule that found it.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let why = Analyzer::default().explain("Đạt 95%.", Ask::Fact(0)).unwrap();
/// assert_eq!((&*why.facts[0].kind, why.facts[0].rule.unwrap().name), ("percentage", "percentage.sign"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct FactNote {
    /// Its index in [`Analysis::facts`].
    pub index: usize,
    /// The name of its kind.
    pub kind: String,
    /// Its span.
    pub span: Span,
    /// Its text as a reader sees it.
    pub text: String,
    /// Its core as a reader sees it.
    pub core: String,
    /// Its value.
    pub value: Value,
    /// The rule that found it.
    pub rule: Option<Rule>,
}

/// Something that a stage would have found by itself.
///
/// ```
/// use tinviet::{Analyzer, Ask, Kind};
/// let why = Analyzer::default().explain("Đạt 95%.", Ask::Fact(0)).unwrap();
/// assert!(why.others.iter().any(|other| other.kind == Kind::Number && other.text == "95"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Other {
    /// The kind it would have.
    pub kind: Kind,
    /// Its span.
    pub span: Span,
    /// Its text as a reader sees it.
    pub text: String,
    /// The value it would have.
    pub value: Value,
    /// The rule that would have found it.
    pub rule: Cow<'static, str>,
    /// Why it was not reported.
    pub lost: Lost,
}

/// Why something possible was not reported.
///
/// ```
/// use tinviet::{Analyzer, Ask, Kind, Lost};
/// let why = Analyzer::default().explain("Đạt 95%.", Ask::Fact(0)).unwrap();
/// let number = why.others.iter().find(|other| other.kind == Kind::Number).unwrap();
/// assert_eq!(number.lost, Lost::Earlier(Kind::Percentage));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Lost {
    /// A fact of this kind claimed its tokens in an earlier stage.
    Earlier(Kind),
    /// Another reading in the same stage claimed them.
    SameStage(Kind),
    /// It was found, but its kind was not requested.
    NotAsked,
    /// Facts of other stages next to it excluded it.
    Context,
}

/// A short form, and why it has its meaning.
///
/// ```
/// use tinviet::{Analyzer, Ask};
/// let why = Analyzer::default().explain("UBND tỉnh", Ask::At(0)).unwrap();
/// assert_eq!(why.abbreviations[0].expansion.as_deref(), Some("Ủy ban nhân dân"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ShortNote {
    /// Its span.
    pub span: Span,
    /// As written.
    pub short: String,
    /// Its meaning, if known.
    pub expansion: Option<String>,
    /// How that is known.
    pub source: Source,
    /// Why, in words.
    pub why: String,
    /// The senses that were considered, best first.
    pub candidates: Vec<Candidate>,
}

/// Number of tokens shown on either side of the position.
const BESIDE: usize = 3;

impl Analyzer {
    /// Explains how a position in a text was read: the tokens there, the rule that found a fact, the alternatives and why they were rejected,
    /// and the same for abbreviations and the sentence. `None` if there is no such fact, or no token at or after that byte. Costs about three
    /// times as much as an analysis.
    ///
    /// ```
    /// use tinviet::{Analyzer, Ask, Kind, Lost};
    ///
    /// let text = "Lãi 5% đồng vốn bỏ ra.";
    /// let why = Analyzer::default().explain(text, Ask::Fact(0)).unwrap();
    /// assert_eq!(why.facts[0].rule.unwrap().name, "percentage.sign");
    /// let number = why.others.iter().find(|other| other.kind == Kind::Number).unwrap();
    /// assert_eq!(number.lost, Lost::Earlier(Kind::Percentage));
    /// assert!(why.to_string().contains("docs/facts.md#percentage"));
    /// ```
    pub fn explain<'t, 's>(&self, input: impl Into<Input<'t, 's>>, ask: Ask) -> Option<Explanation> {
        let Input { text, reference_date, markup, .. } = input.into();
        let markup = markup.unwrap_or(self.markup);
        let analysis = self.analyze(Input::new(text).reference_date(reference_date).markup(markup));
        let page = (markup != Markup::Plain).then(|| Page::read(text, markup));
        let plain = page.as_ref().map_or(text, |page| page.text());
        let normalized = Normalizer::new().normalize(plain);
        let line_breaks = if page.is_some() { LineBreaks::Hard } else { self.line_breaks };
        let (read, map) = super::readable(plain, &normalized, line_breaks, self.tokenized, page.as_ref());
        let code = page.as_ref().map_or_else(Vec::new, |page| super::told(page, &map).1);
        let doc = Document::reusing(&read, &code, Lists::default());
        let view = View { analysis: &analysis, page: page.as_ref(), map: &map, doc: &doc };
        let place = match ask {
            Ask::Fact(index) => analysis.facts().nth(index)?.span(),
            Ask::At(at) => view.token_at(at)?,
        };
        let tokens = view.tokens_of(place);
        let reference = reference_date.or(self.reference_date).or_else(|| self.own_date(page.as_ref(), &doc));
        Some(Explanation {
            span: place,
            sentence: view.sentence(&tokens),
            tokens: view.tokens(&tokens),
            facts: view.facts(place),
            others: view.others(self, reference, place),
            abbreviations: view.abbreviations(place),
        })
    }
}

/// An analysis together with its intermediate results.
struct View<'a> {
    analysis: &'a Analysis<'a>,
    page: Option<&'a Page<'a>>,
    map: &'a OffsetMap,
    doc: &'a Document<'a>,
}

impl View<'_> {
    /// Maps a span of the segmented text to the original.
    fn back(&self, span: Span) -> Span {
        let plain = self.map.source(span);
        self.page.map_or(plain, |page| page.map().source(plain))
    }

    fn there(&self, span: Span) -> Span {
        let plain = self.page.map_or(span, |page| page.map().target(span));
        self.map.target(plain)
    }

    /// The token at a byte of the original, or the next one.
    fn token_at(&self, at: usize) -> Option<Span> {
        if at > self.analysis.text().len() {
            return None;
        }
        let tokens = self.doc.tokens();
        // Token spans are ascending in both texts.
        let index = tokens.partition_point(|token| self.back(token.span()).end <= at);
        tokens.get(index).map(|token| self.back(token.span()))
    }

    /// The tokens that share a letter with a span of the original.
    fn tokens_of(&self, span: Span) -> Range<usize> {
        let span = self.there(span);
        let tokens = self.doc.tokens();
        let start = tokens.partition_point(|token| token.span().end <= span.start);
        let end = tokens.partition_point(|token| token.span().start < span.end);
        start..end.max(start)
    }

    fn tokens(&self, place: &Range<usize>) -> Vec<TokenNote> {
        let all = self.doc.tokens();
        let around = place.start.saturating_sub(BESIDE)..(place.end + BESIDE).min(all.len());
        let note = |index: usize| {
            let token = all.get(index)?;
            Some(TokenNote {
                span: self.back(token.span()),
                text: self.doc.text_of(index).to_owned(),
                class: class(token.class()),
                inside: place.contains(&index),
            })
        };
        around.filter_map(note).collect()
    }

    fn sentence(&self, place: &Range<usize>) -> Option<Sentence> {
        let tokens = self.doc.sentence_of(place.start);
        let span = self.back(self.doc.span_of(tokens.clone()));
        let (all, last) = (self.doc.tokens(), tokens.end.checked_sub(1)?);
        let end = match all.get(tokens.end) {
            None => "the text ends",
            Some(next) if next.gap() == Gap::Paragraph => "the paragraph ends",
            Some(next) if next.gap() == Gap::Line => "the line ends",
            Some(_) if all.get(last)?.class() == Class::Mark => {
                "its mark closes it, and what follows can begin a sentence"
            }
            Some(_) => "the credit of a picture ends, and a sentence was glued to it",
        };
        let goes_on = if place.len() == 1 && place.end < tokens.end { self.goes_on(place.start) } else { None };
        Some(Sentence { span, text: self.analysis.read(span).to_owned(), end, goes_on })
    }

    /// Why the mark at a token inside a sentence does not end it.
    fn goes_on(&self, index: usize) -> Option<&'static str> {
        if !matches!(
            self.doc.key(index),
            w::FULL_STOP | w::EXCLAMATION_MARK | w::QUESTION_MARK | w::HORIZONTAL_ELLIPSIS
        ) {
            return None;
        }
        let next = self.doc.tokens().get(index + 1)?;
        Some(match next.case() {
            _ if next.gap() == Gap::None && next.class() == Class::Mark => "another mark follows it",
            _ if next.gap() == Gap::None => "nothing parts it from what follows",
            Case::Lower => "the word after it begins small",
            _ => "the word before it is a short form, a title or an initial, and a name follows",
        })
    }

    fn facts(&self, place: Span) -> Vec<FactNote> {
        let mut facts: Vec<FactNote> = self
            .analysis
            .facts()
            .enumerate()
            .filter(|(_, fact)| overlap(fact.span(), place))
            .map(|(index, fact)| FactNote {
                index,
                kind: fact.kind_name().to_owned(),
                span: fact.span(),
                text: fact.text().to_owned(),
                core: self.analysis.read(fact.core()).to_owned(),
                value: fact.value().clone(),
                rule: Rule::get(fact.rule()).copied(),
            })
            .collect();
        facts.sort_by_key(|fact| fact.span.len());
        facts
    }

    /// What the stages find at `place` when no token is claimed, except for the reported facts.
    fn others(&self, analyzer: &Analyzer, reference: Option<ReferenceDate>, place: Span) -> Vec<Other> {
        let numbers = Numbers::reusing(self.doc, Vec::new());
        let input = fact::Input::new(self.doc, &numbers, &analyzer.lexicon, reference);
        let all: Kinds = Kind::ALL.into_iter().collect();
        let together = fact::find(&input, all, &analyzer.guests, &mut fact::Found::default());
        let place = self.there(place);
        let near = |fact: &&fact::Fact| overlap(fact.span, place);
        let same = |one: &fact::Fact, other: &fact::Fact| (one.kind, one.span) == (other.kind, other.span);
        let mut others: Vec<Other> = Vec::new();
        let mut add = |fact: &fact::Fact, lost: Lost| {
            let span = self.back(fact.span);
            if !others.iter().any(|other| (other.kind, other.span) == (fact.kind, span)) {
                let text = self.analysis.read(span).to_owned();
                others.push(Other {
                    kind: fact.kind,
                    span,
                    text,
                    value: fact.value.clone(),
                    rule: fact.rule.to_cow(),
                    lost,
                });
            }
        };
        for fact in together.iter().filter(near).filter(|fact| !analyzer.kinds.has(fact.kind)) {
            add(fact, Lost::NotAsked);
        }
        for fact in fact::find_alone(&input).iter().filter(near) {
            if together.iter().any(|other| same(other, fact)) {
                continue;
            }
            let taker = together.iter().filter(|other| overlap(other.span, fact.span)).find_map(|other| {
                match other.kind.stage_order(fact.kind) {
                    Ordering::Less => Some(Lost::Earlier(other.kind)),
                    Ordering::Equal => Some(Lost::SameStage(other.kind)),
                    Ordering::Greater => None,
                }
            });
            add(fact, taker.unwrap_or(Lost::Context));
        }
        others
    }

    fn abbreviations(&self, place: Span) -> Vec<ShortNote> {
        let there = self.analysis.abbreviations().occurrences.iter().filter(|mention| overlap(mention.span, place));
        let note = |mention: &Occurrence| ShortNote {
            span: mention.span,
            short: self.analysis.read(mention.span).to_owned(),
            expansion: mention.expansion.as_deref().map(str::to_owned),
            source: mention.source,
            why: self.why(mention),
            candidates: mention.candidates.to_vec(),
        };
        there.map(note).collect()
    }

    /// Why a mention means what it means.
    fn why(&self, mention: &Occurrence) -> String {
        let lead = match &*mention.candidates {
            [first, second, ..] => Some(i32::from(first.score) - i32::from(second.score)),
            _ => None,
        };
        let short = self.analysis.read(mention.span);
        match (mention.source, lead) {
            (Source::Definition, _) => {
                let defined = self.analysis.abbreviations().definitions.iter().find(|one| one.short == short);
                match defined {
                    Some(one) => format!(
                        "the text defines it at byte {}, {:.0}% sure: {}",
                        one.short_span.start,
                        one.confidence * 100.0,
                        one.reasons.join(", ")
                    ),
                    None => "the text defines it in another spelling".to_owned(),
                }
            }
            (Source::Ambiguous, Some(lead)) => format!("several senses, and the best leads by {lead} points only"),
            (Source::Ambiguous, None) => "several senses, and nothing in the text speaks for one".to_owned(),
            (Source::Unknown, _) => "the text does not define it, and no dictionary has it".to_owned(),
            (Source::Protected, _) => {
                "it is part of a number, an address or a code, which is never written out".to_owned()
            }
            (Source::User, None) => "your dictionary has it, with one sense".to_owned(),
            (_, None) => "the dictionary has it, with one sense".to_owned(),
            (_, Some(lead)) => {
                format!("the words around it speak for this sense, by {lead} points more than for the next")
            }
        }
    }
}

const fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::Word => "word",
        Class::Digits => "digits",
        Class::Mark => "mark",
        Class::Protected(shape) => shape.name(),
    }
}
