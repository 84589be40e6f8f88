//! The structure of an article from the web: title, captions, byline, dateline, body, boilerplate.
//!
//! Lines are classified one by one, since line breaks are all that remains of a page's markup: the first line that looks like a headline,
//! lines that end in a photo credit, lines that the site adds (`data/boilerplate.tsv`), and all others. A line is never split: if a
//! scraper joined a caption to a paragraph, nothing in the text shows where it ends. Captions and navigation often occur in the middle of
//! the body, so the body may be several spans.

mod line;

use std::ops::Range;

use crate::{lexicon::Roles, markup::Part, segment::Document, span::Span};
use line::{Kind, Reader};

/// The parts of an article. Spans are whole lines without their line ends, except for newsroom names; adjacent lines of body or boilerplate are
/// merged.
///
/// ```
/// let analysis = tinviet::analyze("Hội làng vào xuân\n\nSáng qua, hội làng mở cửa.");
/// assert_eq!(analysis.read(analysis.structure().title.unwrap()), "Hội làng vào xuân");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The headline.
    pub title: Option<Span>,
    /// Photo captions, one span each.
    pub captions: Vec<Span>,
    /// The article text.
    pub body: Vec<Span>,
    /// The author and source: `Hồng Hà - Minh Anh`, `Theo TTXVN`, one span per line.
    pub byline: Vec<Span>,
    /// The publication date, and the newsroom name before the first words: `24/11/2026 06:00`, `(Dân trí) -`, one span each.
    pub dateline: Vec<Span>,
    /// `Phản hồi`, `Các tin khác`, share links: what the site added.
    pub boilerplate: Vec<Span>,
}

/// Finds the parts of `doc`. Linear.
///
/// ```
/// use tinviet::{article, segment::Document};
/// let doc = Document::new("Hội làng vào xuân\n\nNgày hội rất đông. - Ảnh: H.T\n\nSáng qua, hội làng mở cửa.\n\nTin liên quan");
/// let parts = article::find(&doc);
/// let text = |span: tinviet::Span| &doc.text()[span.range()];
/// assert_eq!(parts.title.map(text), Some("Hội làng vào xuân"));
/// assert_eq!(parts.captions.into_iter().map(text).collect::<Vec<_>>(), ["Ngày hội rất đông. - Ảnh: H.T"]);
/// assert_eq!(parts.body.into_iter().map(text).collect::<Vec<_>>(), ["Sáng qua, hội làng mở cửa."]);
/// assert_eq!(parts.boilerplate.into_iter().map(text).collect::<Vec<_>>(), ["Tin liên quan"]);
/// ```
pub fn find(doc: &Document<'_>) -> Structure {
    find_among(doc, &[], false)
}

/// [`find`] for text from markup, which classifies some lines: `parts` are disjoint ranges of the text, in order. Its body is classified
/// line by line as usual; with `has_title` only the markup decides what the headline is.
pub(crate) fn find_among(doc: &Document<'_>, parts: &[(Span, Part)], has_title: bool) -> Structure {
    let lines = lines(doc);
    let reader = Reader { doc };
    let mut kinds = kinds(&reader, &lines, parts);
    set_captions(&reader, &lines, &mut kinds);
    if !has_title && !kinds.contains(&Kind::Title) {
        set_title(&reader, &lines, &mut kinds);
    }
    set_authors(&reader, &lines, &mut kinds);
    gather(&reader, lines, kinds)
}

/// Classifies each line by itself and by the lines before it.
fn kinds(reader: &Reader<'_>, lines: &[Range<usize>], parts: &[(Span, Part)]) -> Vec<Kind> {
    let mut kinds = Vec::with_capacity(lines.len());
    let mut in_list = false;
    let mut parts = parts.iter().peekable();
    for line in lines {
        let start = reader.doc.span_of(line.clone()).start;
        while parts.next_if(|(span, _)| span.end <= start).is_some() {}
        let told = match parts.peek().filter(|(span, _)| span.start <= start).map(|(_, part)| part) {
            Some(Part::Title) => Some(Kind::Title),
            Some(Part::Caption) => Some(Kind::Caption),
            Some(Part::Boilerplate) => Some(Kind::Boilerplate),
            Some(Part::Cell) => Some(Kind::Body),
            _ => None,
        };
        if let Some(kind) = told {
            in_list = false;
            kinds.push(kind);
            continue;
        }
        let kind = match reader.kind(line.clone()) {
            Kind::List => {
                in_list = true;
                Kind::List
            }
            // `Các tin khác` is followed by headlines; with a line of prose the article continues.
            Kind::Body if in_list && !reader.is_prose(line.clone()) => Kind::Boilerplate,
            Kind::Byline | Kind::Dateline if in_list => Kind::Boilerplate,
            Kind::Body => {
                in_list = false;
                Kind::Body
            }
            kind => kind,
        };
        kinds.push(kind);
    }
    kinds
}

/// Builds the parts from the kinds of the lines.
fn gather(reader: &Reader<'_>, lines: Vec<Range<usize>>, kinds: Vec<Kind>) -> Structure {
    let doc = reader.doc;
    let sign = sign(reader, &lines, &kinds);
    let mut out = Structure::default();
    let mut last = None;
    for (line, kind) in lines.into_iter().zip(kinds) {
        let mut span = doc.span_of(line.clone());
        if let Some(end) = sign.filter(|end| line.contains(end)) {
            out.dateline.push(doc.span_of(line.start..end));
            span = doc.span_of(end..line.end);
            last = Some(Kind::Dateline);
        }
        match kind {
            Kind::Title => out.title = Some(out.title.map_or(span, |title| title.union(span))),
            Kind::Caption => out.captions.push(span),
            Kind::Body => extend(&mut out.body, span, last == Some(Kind::Body)),
            Kind::Byline => out.byline.push(span),
            Kind::Dateline => out.dateline.push(span),
            Kind::Boilerplate | Kind::List => {
                extend(&mut out.boilerplate, span, matches!(last, Some(Kind::Boilerplate | Kind::List)));
            }
        }
        last = Some(kind);
    }
    out
}

/// Adds `span`, or extends the last span to its end.
fn extend(spans: &mut Vec<Span>, span: Span, goes_on: bool) {
    match spans.last_mut() {
        Some(last) if goes_on => last.end = span.end,
        _ => spans.push(span),
    }
}

fn lines(doc: &Document<'_>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for index in doc.triggers(Roles::LINE).skip_while(|&index| index == 0) {
        lines.push(start..index);
        start = index;
    }
    if start < doc.tokens().len() {
        lines.push(start..doc.tokens().len());
    }
    lines
}

/// The first line that is neither caption nor boilerplate is the title, if it looks like one and a body follows.
fn set_title(reader: &Reader<'_>, lines: &[Range<usize>], kinds: &mut [Kind]) {
    let Some(first) = kinds.iter().position(|kind| *kind == Kind::Body) else { return };
    let has_body = kinds[first + 1..].contains(&Kind::Body);
    if has_body && reader.is_headline(lines[first].clone()) {
        kinds[first] = Kind::Title;
    }
}

/// The line below a picture placeholder is its caption if it does not look like a sentence; a name below that is its
/// credit.
fn set_captions(reader: &Reader<'_>, lines: &[Range<usize>], kinds: &mut [Kind]) {
    for at in 1..lines.len() {
        let is_caption = kinds[at] == Kind::Body
            && (reader.is_picture(&lines[at - 1]) && reader.is_headline(lines[at].clone())
                || kinds[at - 1] == Kind::Caption && reader.is_small_name(&lines[at]));
        if is_caption {
            kinds[at] = Kind::Caption;
        }
    }
}

/// Lines with only names, after the last paragraph and below the headline, are bylines.
fn set_authors(reader: &Reader<'_>, lines: &[Range<usize>], kinds: &mut [Kind]) {
    // At most two lines: a name and the source.
    for _ in 0..2 {
        let Some(last) = kinds.iter().rposition(|kind| *kind == Kind::Body) else { break };
        let has_body_above = kinds[..last].contains(&Kind::Body);
        if !has_body_above || !reader.is_author(lines[last].clone()) {
            break;
        }
        kinds[last] = Kind::Byline;
    }
    let Some(title) = kinds.iter().position(|kind| *kind == Kind::Title) else { return };
    let Some(first) = (title + 1..lines.len()).find(|&at| kinds[at] == Kind::Body) else { return };
    let line = || lines[first].clone();
    if kinds[first + 1..].contains(&Kind::Body) && reader.is_author(line()) && reader.is_person(line()) {
        kinds[first] = Kind::Byline;
    }
}

/// The end of the newsroom name at the start of the first or second paragraph.
fn sign(reader: &Reader<'_>, lines: &[Range<usize>], kinds: &[Kind]) -> Option<usize> {
    lines.iter().zip(kinds).filter(|(_, kind)| **kind == Kind::Body).take(2).find_map(|(line, _)| reader.sign(line))
}
