//! Deserialises an analysis from its JSON (`docs/output.md`), if that has the text and offsets in bytes.
//!
//! What the JSON does not contain is computed again: the page from the source, the canonical text from the
//! changes.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, de::Error as _};

use super::{Analysis, view::SCHEMA};
use crate::{
    abbreviation::{self, Candidate, DefinitionKind, Source},
    article::Structure,
    fact::{Fact, Value},
    lexicon::LongForm,
    markup::{Markup, Page},
    normalize::{Normalized, Normalizer, Reason},
    reading::{self, LineBreaks, Tokenized},
    segment::{Document, Lists},
    span::{OffsetMap, Span},
};

#[derive(Deserialize)]
struct Written {
    schema: String,
    markup: Markup,
    text: Option<String>,
    structure: Parts,
    sentences: Vec<(usize, usize)>,
    normalization: Vec<Change>,
    abbreviations: Abbreviations,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
struct Parts {
    title: Option<(usize, usize)>,
    captions: Vec<(usize, usize)>,
    body: Vec<(usize, usize)>,
    byline: Vec<(usize, usize)>,
    dateline: Vec<(usize, usize)>,
    boilerplate: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Change {
    start: usize,
    end: usize,
    replacement: String,
    reason: Reason,
}

#[derive(Deserialize)]
struct Abbreviations {
    definitions: Vec<Definition>,
    occurrences: Vec<Occurrence>,
}

#[derive(Deserialize)]
struct Definition {
    short: String,
    long: String,
    kind: DefinitionKind,
    confidence: f32,
    reasons: Vec<String>,
    short_start: usize,
    short_end: usize,
    long_start: usize,
    long_end: usize,
}

#[derive(Deserialize)]
struct Occurrence {
    start: usize,
    end: usize,
    expansion: Option<LongForm>,
    source: Source,
    candidates: Vec<Candidate>,
}

/// Reads what [`Analysis::view`] writes with offsets in bytes and with the text.
///
/// A fact without a `rule` has the rule `""`; facts of own kinds are an error. The short and long forms of definitions are spelled as in the
/// text, and [`Analysis::expand`] uses the default settings.
///
/// ```
/// use tinviet::{Analysis, Policy};
/// let json = serde_json::to_string(&tinviet::analyze("Tỷ lệ NLĐ của UBND tỉnh đạt trên 95%."))?;
/// let analysis: Analysis<'static> = serde_json::from_str(&json)?;
/// assert_eq!(analysis.facts().next().unwrap().value().to_string(), "> 95 %");
/// assert_eq!(analysis.expand(Policy::All), "Tỷ lệ người lao động của Ủy ban nhân dân tỉnh đạt trên 95%.");
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Analysis<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Written::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The text to which the offsets of a document refer.
struct Places<'a> {
    text: &'a str,
}

impl Places<'_> {
    fn span(&self, (start, end): (usize, usize)) -> Result<Span, String> {
        match self.text.get(start..end) {
            Some(_) => Ok(Span::new(start, end)),
            None => Err(format!("{start}..{end} is not a valid range of the text; expected offsets in bytes")),
        }
    }

    fn spans(&self, list: Vec<(usize, usize)>) -> Result<Vec<Span>, String> {
        list.into_iter().map(|place| self.span(place)).collect()
    }

    fn structure(&self, parts: Parts) -> Result<Structure, String> {
        Ok(Structure {
            title: parts.title.map(|title| self.span(title)).transpose()?,
            captions: self.spans(parts.captions)?,
            body: self.spans(parts.body)?,
            byline: self.spans(parts.byline)?,
            dateline: self.spans(parts.dateline)?,
            boilerplate: self.spans(parts.boilerplate)?,
        })
    }
}

fn read(written: Written) -> Result<Analysis<'static>, String> {
    if written.schema != SCHEMA {
        return Err(format!("expected the schema {SCHEMA:?}, found {:?}", written.schema));
    }
    let text = written.text.ok_or("expected the text in it, found none (`--no-text`)")?;
    let page = (written.markup != Markup::Plain).then(|| Box::new(Page::read(&text, written.markup).into_owned()));
    let places = Places { text: &text };
    let structure = places.structure(written.structure)?;
    let sentences = places.spans(written.sentences)?;
    let normalized = normalized(written.normalization, &places, page.as_deref())?;
    let abbreviations = abbreviations(written.abbreviations, &places, page.as_deref())?;
    for fact in &written.facts {
        let (span, core) = (fact.span, fact.core);
        places.span((span.start, span.end))?;
        places.span((core.start, core.end))?;
        if let Value::AwardEvent(event) = &fact.value {
            let named = event.awards.iter().filter_map(|award| award.fact);
            if named.chain(event.facts.iter().copied()).any(|index| index >= written.facts.len()) {
                return Err(format!("the event at byte {} names a fact past the last", span.start));
            }
        }
    }
    let facts = written.facts;
    Ok(Analysis {
        text: text.into(),
        page,
        structure,
        sentences,
        normalized,
        abbreviations,
        facts,
        lexicon: Arc::default(),
        line_breaks: LineBreaks::default(),
        tokenized: Tokenized::default(),
    })
}

/// Applies the changes to get the canonical text.
fn normalized(
    changes: Vec<Change>,
    places: &Places<'_>,
    page: Option<&Page<'_>>,
) -> Result<Normalized<'static>, String> {
    let base = page.map_or(places.text, Page::text);
    let (mut text, mut map, mut copied) = (String::new(), OffsetMap::identity(), 0);
    for Change { start, end, replacement, reason } in changes {
        let span = places.span((start, end))?;
        let source = page.map_or(span, |page| page.map().target(span));
        text.push_str(base.get(copied..source.start).ok_or("expected the changes in order")?);
        let start = text.len();
        text.push_str(&replacement);
        map.push(source, Span::new(start, text.len()), reason as u8);
        copied = source.end;
    }
    text.push_str(base.get(copied..).unwrap_or_default());
    Ok(Normalized { text: text.into(), map })
}

fn abbreviations(
    written: Abbreviations,
    places: &Places<'_>,
    page: Option<&Page<'_>>,
) -> Result<abbreviation::Abbreviations, String> {
    let definition = |found: Definition| -> Result<_, String> {
        let long: LongForm = one_spaced(&found.long).as_str().into();
        Ok(abbreviation::Definition {
            short: one_spaced(&found.short),
            meaning: long.clone(),
            long,
            kind: found.kind,
            confidence: found.confidence,
            reasons: found.reasons.into_iter().map(Into::into).collect(),
            short_span: places.span((found.short_start, found.short_end))?,
            long_span: places.span((found.long_start, found.long_end))?,
            tokens: 0..0,
        })
    };
    let occurrence = |found: Occurrence| -> Result<_, String> {
        Ok(abbreviation::Occurrence {
            span: places.span((found.start, found.end))?,
            expansion: found.expansion,
            source: found.source,
            candidates: found.candidates.into(),
            starts_sentence: false,
        })
    };
    let mut occurrences = written.occurrences.into_iter().map(occurrence).collect::<Result<Vec<_>, _>>()?;
    mark_beginnings(&mut occurrences, places.text, page);
    let definitions = written.definitions.into_iter().map(definition).collect::<Result<_, _>>()?;
    Ok(abbreviation::Abbreviations { definitions, occurrences, others: None })
}

/// Marks the mentions that start a sentence. The JSON does not say so, so the text is tokenised again.
fn mark_beginnings(occurrences: &mut [abbreviation::Occurrence], text: &str, page: Option<&Page<'_>>) {
    if occurrences.is_empty() {
        return;
    }
    let (text, line_breaks) = page.map_or((text, LineBreaks::default()), |page| (page.text(), LineBreaks::Hard));
    let normalized = Normalizer::new().normalize(text);
    let (read, map) = reading::readable(text, &normalized, line_breaks, Tokenized::default());
    let code: Vec<Span> = page.map_or(&[][..], Page::code).iter().map(|span| map.target(*span)).collect();
    let doc = Document::reusing(&read, &code, Lists::default());
    for occurrence in occurrences {
        let span = page.map_or(occurrence.span, |page| page.map().target(occurrence.span));
        let start = map.target(span).start;
        let at = doc.tokens().partition_point(|token| token.span().start < start);
        occurrence.starts_sentence = at < doc.tokens().len() && abbreviation::begins(&doc, at);
    }
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
