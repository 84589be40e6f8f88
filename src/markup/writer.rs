//! Builds the readable text: collapses white space, separates lines and blocks, and records the map and the lines.

use std::borrow::Cow;

use super::{
    Markup, Page,
    line::{Context, Line},
    parts,
    rewrite::{MARKUP, TEXT},
    table::Tables,
};
use crate::span::{Cut, OffsetMap, Span};

/// The kinds of break between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing: tags inside a word.
    #[default]
    None,
    /// White space.
    Blank,
    /// The end of a line: `br`, `li`, `td`.
    Line,
    /// The end of a block.
    Paragraph,
}

impl Break {
    const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Blank => " ",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

pub(super) struct Writer<'t> {
    pub(super) source: &'t str,
    pub(super) context: Context,
    /// Whether the following text is in a link, or is code.
    pub(super) is_link: bool,
    pub(super) is_code: bool,
    /// For each form, whether it contains the article.
    pub(super) forms: Vec<bool>,
    text: String,
    map: OffsetMap,
    /// How far the source has been copied to the text.
    done: usize,
    /// The pending break before the next text.
    gap: Break,
    lines: Vec<Line>,
    pub(super) tables: Tables,
    code: Vec<Span>,
}

impl<'t> Writer<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            source,
            context: Context::default(),
            is_link: false,
            is_code: false,
            forms: vec![false],
            text: String::new(),
            map: OffsetMap::identity(),
            done: 0,
            gap: Break::None,
            lines: Vec::new(),
            tables: Tables::default(),
            code: Vec::new(),
        }
    }

    /// Requests a break: the strongest one since the last letter counts.
    pub(super) fn part(&mut self, gap: Break) {
        self.gap = self.gap.max(gap);
    }

    /// The number of the heading that contains the last line; 0 means none.
    pub(super) fn last_heading(&self) -> u32 {
        self.lines.last().map_or(0, |line| line.context.heading)
    }

    /// Adds a range of the source, with white space collapsed as in browsers.
    pub(super) fn flow(&mut self, span: Span) {
        let bytes = self.source.as_bytes();
        let mut at = span.start;
        while at < span.end {
            // A single space between two words is kept in place.
            let mut end = at;
            while end < span.end
                && (!is_white(bytes[end])
                    || bytes[end] == b' ' && end > at && end + 1 < span.end && !is_white(bytes[end + 1]))
            {
                end += 1;
            }
            if end > at {
                self.push(Span::new(at, end));
            }
            at = end;
            while at < span.end && is_white(bytes[at]) {
                self.part(Break::Blank);
                at += 1;
            }
        }
    }

    /// Adds a range of the source verbatim, with its white space.
    pub(super) fn keep(&mut self, span: Span) {
        let mut start = span.start;
        let source = self.source;
        for line in source.cut(span.range()).split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            if !text.trim().is_empty() {
                self.push(Span::new(start, start + text.len()));
            }
            if line.ends_with('\n') {
                let again = self.gap >= Break::Line;
                self.part(if again { Break::Paragraph } else { Break::Line });
            }
            start += line.len();
        }
    }

    /// Adds `text` for a range of the source that encodes it: `à` for `&agrave;`.
    pub(super) fn spell(&mut self, span: Span, text: &str) {
        if text.bytes().all(is_white) {
            return self.part(Break::Blank);
        }
        if span.start < self.done {
            return;
        }
        self.open(span.start);
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push(span, Span::new(start, self.text.len()), TEXT);
        self.close(start, span.end);
    }

    /// Adds a range of the source as it stands. What was copied is not copied again: `pulldown-cmark` 0.13 reports the row after a table that
    /// has too many cells twice.
    fn push(&mut self, span: Span) {
        let span = Span::new(span.start.max(self.done), span.end);
        if span.start >= span.end {
            return;
        }
        self.open(span.start);
        let start = self.text.len();
        self.text.push_str(self.source.cut(span.range()));
        self.close(start, span.end);
    }

    /// Writes the pending break before a range that starts at `at`.
    fn open(&mut self, at: usize) {
        let gap = if self.text.is_empty() { Break::None } else { self.gap };
        let is_new = gap >= Break::Line || self.lines.is_empty();
        let start = self.text.len();
        self.text.push_str(gap.text());
        if self.source.cut(self.done..at) != gap.text() {
            self.cut(Span::new(self.done, at), Span::new(start, self.text.len()));
        }
        self.gap = Break::None;
        if is_new {
            let span = Span::new(self.text.len(), self.text.len());
            self.lines.push(Line { span, links: 0, context: self.context });
        }
    }

    /// Records that a range of markup became `target`. A long one, such as a script, is recorded in pieces, because the map stores short edits
    /// in a third of the memory.
    fn cut(&mut self, markup: Span, target: Span) {
        const PIECE: usize = u16::MAX as usize;
        let mut start = markup.start;
        while markup.end - start > PIECE {
            let end = (start..=start + PIECE).rev().find(|at| self.source.is_char_boundary(*at)).unwrap_or(start);
            self.map.push(Span::new(start, end), Span::new(target.start, target.start), MARKUP);
            start = end;
        }
        self.map.push(Span::new(start, markup.end), target, MARKUP);
    }

    /// Records that the text from `start` on was copied from the source up to `end`.
    fn close(&mut self, start: usize, end: usize) {
        self.done = end;
        let span = Span::new(start, self.text.len());
        if let Some(line) = self.lines.last_mut() {
            line.span.end = span.end;
            line.links += if self.is_link { span.len() } else { 0 };
        }
        let code = self.text.cut(span.range());
        if self.is_code && !code.trim().is_empty() {
            // Code continues across white space and breaks in it, but neither begins nor ends with it.
            let span = Span::new(span.end - code.trim_start().len(), span.start + code.trim_end().len());
            match self.code.last_mut().filter(|last| self.text.cut(last.end..span.start).trim().is_empty()) {
                Some(last) => last.end = span.end,
                None => self.code.push(span),
            }
        }
    }

    pub(super) fn finish(self, markup: Markup, title: Option<Span>, date: Option<String>) -> Page<'t> {
        Page {
            source: Cow::Borrowed(self.source),
            markup,
            units: self.tables.units(&self.text, &self.lines),
            text: Cow::Owned(self.text),
            map: self.map,
            parts: parts::of(&self.lines, &self.forms),
            code: self.code,
            title,
            date,
        }
    }
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}
