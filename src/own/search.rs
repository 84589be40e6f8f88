//! Runs patterns over sentences, each only where it can match.
//!
//! Repeated searches of a regular expression in a long text may read the rest of it each time. Here a search reads at most [`WINDOW`] bytes, and
//! a match has at most [`LONGEST`] characters, so time is linear in any text.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use aho_corasick::{Anchored, automaton::Automaton, dfa::DFA, nfa::contiguous::NFA};
use regex::{CaptureLocations, Regex};

use super::{
    field,
    pattern::{Field, Pattern, Read},
    runtime::{Runtime, covering, own_draft},
    trigger::may_have_foreign_digits,
    view::{Standing, View},
};
use crate::{
    fact::{FieldValue, Found, HeldFact, Input, Kind, OwnFact, OwnField, Value},
    lexicon::Roles,
    segment::Document,
    span::{Cut as _, Span},
};

/// How many bytes of a sentence a pattern sees at once.
const WINDOW: usize = 4096;

/// The maximum number of characters of a match.
const LONGEST: usize = 1000;

/// The index of the first own kind, after the built-in ones.
pub(super) const FIRST_OWN: usize = 64;

/// A pattern with the index of its kind.
pub(super) type Numbered = (usize, Arc<Pattern>);

/// Finds in one pass over a text where each pattern may match.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    texts: Option<Texts>,
    /// The patterns enabled by each literal.
    patterns: Vec<Vec<Wanted>>,
}

/// All literals in one automaton. A full transition table is fastest, but too large for many literals.
#[derive(Clone, Debug)]
enum Texts {
    Table(Arc<DFA>),
    Links(Arc<NFA>),
}

/// The maximum length of all literals for a table, which takes up to 1 KB for each of their bytes.
const LARGEST_TABLE: usize = 4096;

/// A pattern enabled by a literal.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    pattern: u32,
    length: usize,
    /// Whether a space must precede and follow the literal: `bà ` is not in `bàn`, nor ` ông` in `không`.
    blanks: (bool, bool),
}

impl Triggers {
    /// Without an automaton if there are too many literals for one; the patterns then run everywhere.
    pub(super) fn new(patterns: &[Numbered]) -> Self {
        let mut texts: BTreeMap<&str, Vec<Wanted>> = BTreeMap::new();
        for (pattern, (_, kind)) in (0..).zip(patterns) {
            for text in &kind.needs.texts {
                let (blanks, text) = ((text.starts_with(' '), text.ends_with(' ')), text.trim_matches(' '));
                texts.entry(text).or_default().push(Wanted { pattern, length: text.len(), blanks });
            }
        }
        if texts.is_empty() {
            return Self::default();
        }
        let size: usize = texts.keys().map(|text| text.len()).sum();
        let made = if size <= LARGEST_TABLE {
            DFA::builder().prefilter(false).build(texts.keys()).map(|table| Texts::Table(Arc::new(table)))
        } else {
            NFA::builder().prefilter(false).build(texts.keys()).map(|links| Texts::Links(Arc::new(links)))
        };
        Self { texts: made.ok(), patterns: texts.into_values().collect() }
    }

    /// For each pattern, the sentences with one of its literals, in order.
    fn sentences(&self, doc: &Document<'_>, count: usize) -> Vec<Vec<usize>> {
        let mut sentences = vec![Vec::new(); count];
        let mut cursor = Cursor::new(doc);
        let found = |text: usize, end: usize| {
            let Some(sentence) = cursor.at(end - 1) else { return };
            for wanted in self.patterns.get(text).into_iter().flatten() {
                if let Some(sentences) = sentences.get_mut(wanted.pattern as usize)
                    && sentences.last() != Some(&sentence)
                    && wanted.stands(doc.text(), end)
                {
                    sentences.push(sentence);
                }
            }
        };
        match &self.texts {
            Some(Texts::Table(table)) => each_text(&**table, doc.text(), found),
            Some(Texts::Links(links)) => each_text(&**links, doc.text(), found),
            None => {}
        }
        sentences
    }
}

impl Wanted {
    /// Whether the literal that ends at a position has no letter or digit where a space is required.
    fn stands(self, text: &str, end: usize) -> bool {
        let (before, after) = self.blanks;
        let goes_on = || text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let comes_from = || text.get(..end - self.length).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
        !(after && goes_on() || before && comes_from())
    }
}

/// Calls `found` with the index and the end of each literal. The iterator of `aho-corasick` starts again after each match, of which there
/// is one every few words: that took 39 instructions per byte.
fn each_text(texts: &impl Automaton, text: &str, mut found: impl FnMut(usize, usize)) {
    let Ok(mut state) = texts.start_state(Anchored::No) else { return };
    for (at, byte) in text.bytes().enumerate() {
        state = texts.next_state(Anchored::No, state, byte);
        if texts.is_special(state) && texts.is_match(state) {
            for index in 0..texts.match_len(state) {
                found(texts.match_pattern(state, index).as_usize(), at + 1);
            }
        }
    }
}

/// Finds sentences for ascending positions in the text.
struct Cursor<'a> {
    doc: &'a Document<'a>,
    sentence: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn new(doc: &'a Document<'_>) -> Self {
        Self { doc, sentence: 0, end: end_of(doc, 0) }
    }

    /// The sentence that contains a byte.
    fn at(&mut self, place: usize) -> Option<usize> {
        while place >= self.end {
            self.sentence += 1;
            if self.sentence >= self.doc.sentences().len() {
                return None;
            }
            self.end = end_of(self.doc, self.sentence);
        }
        Some(self.sentence)
    }
}

fn end_of(doc: &Document<'_>, sentence: usize) -> usize {
    doc.sentences().get(sentence).map_or(0, |tokens| doc.span_of(tokens.clone()).end)
}

/// Adds the matches of the patterns of a group.
pub(super) fn find(
    patterns: &[Numbered],
    triggers: &Triggers,
    kinds: &[Runtime],
    input: &Input<'_>,
    found: &mut Found,
) {
    if patterns.is_empty() {
        return;
    }
    let doc = input.doc;
    let with_texts = triggers.sentences(doc, patterns.len());
    let mut with_digits = None;
    for ((kind, pattern), with_texts) in patterns.iter().zip(with_texts) {
        let Some(runtime) = kinds.get(*kind).filter(|kind| kind.runs) else { continue };
        let has_texts = triggers.texts.is_some() && !pattern.needs.texts.is_empty();
        if has_texts && with_texts.is_empty() {
            continue;
        }
        let standing = if pattern.stands.is_empty() { Vec::new() } else { standing(pattern, doc, found) };
        let sentences = match &pattern.needs {
            _ if has_texts => with_texts,
            needs if needs.fact => with_facts(doc, &standing),
            needs if needs.digit => with_digits.get_or_insert_with(|| digits(doc)).clone(),
            _ => (0..doc.sentences().len()).collect(),
        };
        if sentences.is_empty() {
            continue;
        }
        let mut run =
            Run { pattern, runtime, input, standing: &standing, locations: pattern.regex.capture_locations() };
        sentences.into_iter().for_each(|sentence| run.sentence(sentence, found));
    }
}

/// The sentences with a digit.
fn digits(doc: &Document<'_>) -> Vec<usize> {
    if may_have_foreign_digits(doc.text()) {
        return (0..doc.sentences().len()).collect();
    }
    let mut sentences = Vec::new();
    let mut next = 0;
    // Digits in a protected range, such as a plate, are not separate tokens.
    let is_protected = |index: &usize| matches!(doc.tokens().get(*index), Some(token) if matches!(token.class(), crate::segment::Class::Protected(_)));
    let protected = (0..doc.tokens().len()).filter(is_protected);
    let mut places: Vec<usize> = doc.triggers(Roles::DIGITS).chain(protected).collect();
    places.sort_unstable();
    for index in places.into_iter() {
        if index < next {
            continue;
        }
        let at = doc.sentences().partition_point(|sentence| sentence.end <= index);
        next = doc.sentences().get(at).map_or(usize::MAX, |sentence| sentence.end);
        sentences.push(at);
    }
    sentences
}

/// The sentences that contain facts.
fn with_facts(doc: &Document<'_>, standing: &[Standing]) -> Vec<usize> {
    let mut cursor = Cursor::new(doc);
    let mut sentences: Vec<usize> = standing.iter().filter_map(|fact| cursor.at(fact.span.start)).collect();
    sentences.dedup();
    sentences
}

/// The facts replaced by symbols for a pattern: of overlapping ones, the longest.
fn standing(pattern: &Pattern, doc: &Document<'_>, found: &Found) -> Vec<Standing> {
    let sign_of = |value: &Value, kind: Kind| {
        let number = match value {
            Value::Own(own) => FIRST_OWN + own.kind.number,
            _ => kind as usize,
        };
        pattern.stands.iter().find(|(kind, _)| *kind == number).map(|(_, sign)| *sign)
    };
    let drafts = found.drafts().iter().enumerate();
    let mut facts: Vec<Standing> = drafts
        .filter_map(|(index, draft)| {
            let sign = sign_of(&draft.value, draft.kind)?;
            Some(Standing { span: found.place_of(doc, index), sign, draft: index })
        })
        .collect();
    facts.sort_by_key(|fact| (Reverse(fact.span.len()), fact.span.start));
    let mut apart: BTreeMap<usize, Standing> = BTreeMap::new();
    for fact in facts {
        let before = apart.range(..fact.span.end).next_back();
        if before.is_none_or(|(_, other)| other.span.end <= fact.span.start) {
            apart.insert(fact.span.start, fact);
        }
    }
    apart.into_values().collect()
}

/// The run of a pattern over a document.
struct Run<'a> {
    pattern: &'a Pattern,
    runtime: &'a Runtime,
    input: &'a Input<'a>,
    standing: &'a [Standing],
    locations: CaptureLocations,
}

impl Run<'_> {
    fn sentence(&mut self, sentence: usize, found: &mut Found) {
        let doc = self.input.doc;
        let Some(tokens) = doc.sentences().get(sentence) else { return };
        let span = doc.span_of(tokens.clone());
        let from = self.standing.partition_point(|fact| fact.span.start < span.start);
        let rest = self.standing.get(from..).unwrap_or_default();
        // A fact that continues in the next sentence is in neither.
        let to = rest.partition_point(|fact| fact.span.end <= span.end);
        let standing = rest.get(..to).unwrap_or_default();
        if self.pattern.needs.fact && standing.is_empty() {
            return;
        }
        let view = View::of(doc, tokens.clone(), standing);
        let (pattern, runtime, input) = (self.pattern, self.runtime, self.input);
        each_match(&pattern.regex, &view.text, &mut self.locations, |locations| {
            let Some(whole) = locations.get(0).map(|(start, end)| trimmed(&view.text, start, end)) else { return };
            let fields = pattern.fields.iter().map(|field| read(field, locations, &view, input, found)).collect();
            let place = whole_letters(doc, view.source(whole.range()));
            let fact = OwnFact { kind: runtime.own.clone(), row: None, fields };
            found.add_own(own_draft(fact, covering(doc, place)), place, runtime.takes);
        });
    }
}

/// Reads a group.
fn read(field: &Field, locations: &CaptureLocations, view: &View<'_>, input: &Input<'_>, found: &Found) -> OwnField {
    let name = field.name.clone();
    let Some((start, end)) = locations.get(field.group) else { return OwnField { name, span: None, value: None } };
    let group = trimmed(&view.text, start, end);
    let span = Some(view.source(group.range()));
    let value = match &field.read {
        Read::As(kind) => field::read(view.read(input.doc, group.range()), *kind, input),
        Read::Fact(kind) => view.fact_at(group.start).and_then(|fact| {
            let value = found.drafts().get(fact.draft)?.value.clone();
            Some(FieldValue::Fact(Box::new(HeldFact { kind: (**kind).into(), fact: Some(fact.draft), value })))
        }),
    };
    OwnField { name, span, value }
}

/// A range without spaces at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = text.cut(start..end);
    let start = start + (part.len() - part.trim_start().len());
    Span::new(start, (start + part.trim().len()).max(start))
}

/// A range with the combining marks of its last letter.
fn whole_letters(doc: &Document<'_>, span: Span) -> Span {
    let after = doc.text().get(span.end..).unwrap_or_default();
    let marks = after.chars().take(32).take_while(|letter| unicode_normalization::char::is_combining_mark(*letter));
    Span::new(span.start, span.end + marks.map(char::len_utf8).sum::<usize>())
}

/// Calls `found` with each match that is not too long and not empty, in order, not overlapping.
fn each_match(regex: &Regex, text: &str, locations: &mut CaptureLocations, mut found: impl FnMut(&CaptureLocations)) {
    let mut from = 0;
    while from < text.len() {
        let ends = from + WINDOW - 3..=from + WINDOW;
        let end = ends.rev().find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        // A match that starts after this point may extend past the window; the next window contains all of
        // it.
        let next = if end == text.len() { end } else { before_last(text, from, end) };
        let seen = text.cut(..end);
        let mut at = from;
        while let Some(whole) = regex.captures_read_at(locations, seen, at) {
            if whole.start() >= next && end < text.len() {
                break;
            }
            if whole.is_empty() {
                let Some(letter) = seen.cut(whole.end()..).chars().next() else { break };
                at = whole.end() + letter.len_utf8();
                continue;
            }
            if whole.len() <= LONGEST || whole.as_str().chars().count() <= LONGEST {
                found(locations);
            }
            at = whole.end();
        }
        from = at.max(next);
    }
}

/// The position [`LONGEST`] characters before the end of a window, but after its start.
fn before_last(text: &str, from: usize, end: usize) -> usize {
    let letters = text.cut(from..end).char_indices().rev();
    let place = letters.take(LONGEST).last().map_or(end, |(at, _)| from + at);
    if place > from { place } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> Vec<(usize, usize)> {
        let regex = Regex::new(pattern).unwrap();
        let mut found = Vec::new();
        each_match(&regex, text, &mut regex.capture_locations(), |locations| found.extend(locations.get(0)));
        found
    }

    #[test]
    fn windows_find_what_the_whole_text_has() {
        let long = "chữ ".repeat(3000);
        for (pattern, text) in [
            (r"số \d+", format!("{long}số 12 {long}số 7{long}")),
            (r"chữ", long.clone()),
            (r"x*", long.clone()),
            (r"\bsố\b.{0,50}chữ$", format!("{long}số {}", "chữ ".repeat(9).trim_end())),
        ] {
            let regex = Regex::new(pattern).unwrap();
            let want: Vec<_> = regex
                .find_iter(&text)
                .filter(|found| !found.is_empty())
                .map(|found| (found.start(), found.end()))
                .collect();
            assert_eq!(matches(pattern, &text), want, "{pattern}");
        }
        assert_eq!(matches("(?s)số.*", &format!("số {long}")), []);
    }
}
