//! Web pages, read as browsers read them.
//!
//! A conforming tokeniser ([`feed`]) separates tags from text; this file tracks the open elements. There is no tree: to extract text it
//! is enough to know what separates two words and whether they are visible, and for that a list of the relevant open elements suffices.
//! Each step looks at a bounded number of its entries, and nothing recurses.

mod attributes;
mod date;
mod feed;
mod tag;
mod turn;

use html5gum::State;

use super::{
    Markup, Page, Part,
    line::Context,
    writer::{Break, Writer},
};
use crate::{narrow::to_u32, span::Span};
use attributes::{Attribute, Attributes};
use date::Date;
use tag::{Raw, Tag};

/// How many open elements are searched for the match of an end tag: no news page nests deeper, and on hostile pages time stays
/// linear.
const DEEPEST: usize = 256;

pub(super) fn read(source: &str) -> Page<'_> {
    let mut reader = Reader::new(source);
    reader.feed(Span::new(0, source.len()));
    reader.finish(Markup::Html, None, None)
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    is_hidden: bool,
    /// The number of a list.
    list: u32,
}

/// The state of reading a page.
pub(super) struct Reader<'t> {
    pub(super) writer: Writer<'t>,
    open: Vec<Open>,
    /// How many of each kind are open, by [`Tag::count`].
    counts: [u32; Tag::COUNTED],
    /// How many hidden elements are open.
    hidden: u32,
    lists: u32,
    headings: u32,
    form: u32,
    /// How many elements were open at the start of the open link.
    link: Option<usize>,
    /// How many drawings (`svg`, `math`) are open, and how many elements inside them that contain HTML.
    drawings: u32,
    foreign: u32,
    /// The open raw element, and the start of its content.
    raw: Option<(Raw, usize)>,
    is_json: bool,
    title: Option<Span>,
    date: Date,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            writer: Writer::new(source),
            open: Vec::new(),
            counts: [0; Tag::COUNTED],
            hidden: 0,
            lists: 0,
            headings: 0,
            form: 0,
            link: None,
            drawings: 0,
            foreign: 0,
            raw: None,
            is_json: false,
            title: None,
            date: Date::default(),
        }
    }

    /// Finishes the page; a title and a date from elsewhere take precedence.
    pub(super) fn finish(self, markup: Markup, title: Option<Span>, date: Option<String>) -> Page<'t> {
        let (own, own_date) = (self.title, self.date.into_string());
        self.writer.finish(markup, title.or(own), date.or(own_date))
    }

    /// Whether text at this point is hidden.
    pub(super) const fn is_unseen(&self) -> bool {
        self.hidden > 0 || self.drawings > 0 || self.raw.is_some()
    }

    fn count(&self, tag: Tag) -> u32 {
        tag.count().map_or(0, |at| self.counts[at])
    }

    /// Verbatim source text.
    fn text(&mut self, span: Span) {
        if self.is_unseen() {
            return;
        }
        if self.count(Tag::Pre) > 0 { self.writer.keep(span) } else { self.writer.flow(span) }
    }

    /// Text from a character reference.
    fn reference(&mut self, span: Span, text: &str) {
        if self.is_unseen() || text == "\0" {
            return;
        }
        if self.count(Tag::Pre) > 0 && text == "\n" {
            return self.writer.part(Break::Line);
        }
        self.writer.spell(span, text);
    }

    /// A start tag; returns how the following content is to be tokenised.
    fn start(&mut self, name: &[u8], attributes: &Attributes, is_closed: bool, place: Span) -> Option<State> {
        let tag = Tag::of(name);
        if self.drawings > 0 && !self.leaves_drawing(tag, name, is_closed) {
            return None;
        }
        self.note_date(tag, attributes);
        let is_hidden = tag == Tag::Unseen || tag.count().is_some() && attributes.is_hidden();
        if !is_hidden && !self.is_unseen() {
            self.writer.part(tag.breaks());
        }
        match tag {
            Tag::Raw(raw) => return self.start_raw(raw, attributes, place.end),
            Tag::Svg if !is_closed => (self.drawings, self.foreign) = (1, 0),
            Tag::Link => (self.link, self.writer.is_link) = (Some(self.open.len()), true),
            Tag::Form if self.form == 0 => {
                self.writer.forms.push(false);
                self.form = to_u32(self.writer.forms.len() - 1);
            }
            Tag::Cell => {
                self.close_cell();
                let (columns, rows) = (attributes.count(Attribute::Colspan), attributes.count(Attribute::Rowspan));
                self.writer.tables.begin_cell(name == b"th", columns, rows);
            }
            Tag::Row => {
                self.close_cell();
                self.writer.tables.begin_row();
            }
            _ => {}
        }
        self.end_heading(tag);
        if name == b"th" || tag == Tag::Caption {
            self.writer.tables.set_data();
        }
        if tag.count().is_some() {
            self.push(tag, is_hidden);
        }
        if matches!(tag, Tag::Article | Tag::Main | Tag::H1)
            && let Some(form) = self.writer.forms.get_mut(self.form as usize)
        {
            *form = self.form > 0;
        }
        self.settle();
        None
    }

    /// An end tag.
    fn end(&mut self, name: &[u8], place: Span) {
        let tag = Tag::of(name);
        if let Some((raw, from)) = self.raw.take() {
            return self.end_raw(raw, Span::new(from, place.start.max(from)));
        }
        if self.drawings > 0 {
            match tag {
                Tag::Svg => self.drawings -= 1,
                _ if holds_page(name) => self.foreign = self.foreign.saturating_sub(1),
                _ => {}
            }
            return;
        }
        if !self.is_unseen() {
            self.writer.part(tag.breaks());
        }
        match tag {
            Tag::Link => (self.link, self.writer.is_link) = (None, false),
            Tag::Form => self.form = 0,
            Tag::Cell | Tag::Row => self.close_cell(),
            Tag::Heading => self.close(Tag::H1),
            tag => self.close(tag),
        }
        self.settle();
    }

    /// Handles a start tag inside a drawing; returns whether it ends the drawing.
    fn leaves_drawing(&mut self, tag: Tag, name: &[u8], is_closed: bool) -> bool {
        if self.foreign == 0 && tag.leaves_drawing(name) {
            self.drawings = 0;
            return true;
        }
        if tag == Tag::Svg && !is_closed {
            self.drawings += 1;
        } else if holds_page(name) && !is_closed {
            self.foreign += 1;
        }
        false
    }

    fn note_date(&mut self, tag: Tag, attributes: &Attributes) {
        let is_article = self.writer.context.part != Part::Boilerplate || self.count(Tag::Header) > 0;
        self.date.tag(attributes, tag == Tag::Meta, tag == Tag::Time && is_article && self.hidden == 0);
    }

    fn start_raw(&mut self, raw: Raw, attributes: &Attributes, from: usize) -> Option<State> {
        self.raw = Some((raw, from));
        self.is_json = attributes.get(Attribute::Type).is_some_and(|kind| kind.contains("ld+json"));
        Some(match raw {
            Raw::Title | Raw::Textarea => State::RcData,
            Raw::Script => State::ScriptData,
            Raw::Unseen | Raw::Shown => State::RawText,
            Raw::Rest => State::PlainText,
        })
    }

    /// Reads the content of a raw element.
    fn end_raw(&mut self, raw: Raw, content: Span) {
        let source = self.writer.source;
        let text = source.get(content.range()).unwrap_or_default();
        match raw {
            Raw::Title if self.title.is_none() && self.hidden == 0 => {
                let start = content.start + text.len() - text.trim_start().len();
                self.title = Some(Span::new(start, start + text.trim().len())).filter(|span| !span.is_empty());
            }
            Raw::Script if self.is_json => self.date.json(text),
            Raw::Shown | Raw::Rest if self.hidden == 0 => {
                self.writer.keep(content);
                self.writer.part(Break::Paragraph);
            }
            _ => {}
        }
    }

    /// The end of the page, which is also the end of `plaintext`.
    fn end_of_page(&mut self, at: usize) {
        if let Some((Raw::Rest, from)) = self.raw {
            self.raw = None;
            self.end_raw(Raw::Rest, Span::new(from, at));
        }
    }

    /// A heading ends before the next one, and before body text if it was not closed.
    fn end_heading(&mut self, tag: Tag) {
        let has_text = self.writer.last_heading() == self.headings;
        let is_text = tag.breaks() == Break::Paragraph && has_text;
        if self.count(Tag::H1) > 0 && (matches!(tag, Tag::Heading | Tag::H1) || is_text) {
            self.close(Tag::H1);
        }
    }

    /// The number of a new list.
    pub(super) const fn next_list(&mut self) -> u32 {
        self.lists += 1;
        self.lists
    }

    /// The number of a new heading.
    pub(super) const fn next_heading(&mut self) -> u32 {
        self.headings += 1;
        self.headings
    }

    fn push(&mut self, tag: Tag, is_hidden: bool) {
        if let Some(count) = tag.count() {
            self.counts[count] += 1;
        }
        self.hidden += u32::from(is_hidden);
        let list = match tag {
            Tag::List => self.next_list(),
            // The content of a cell is not part of a list around the table.
            Tag::Table => 0,
            _ => self.open.last().map_or(0, |open| open.list),
        };
        match tag {
            Tag::H1 => {
                self.next_heading();
            }
            Tag::Table => self.writer.tables.begin(),
            _ => {}
        }
        self.open.push(Open { tag, is_hidden, list });
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Some(count) = open.tag.count() {
            self.counts[count] -= 1;
        }
        self.hidden -= u32::from(open.is_hidden);
        if open.tag == Tag::Table {
            self.writer.tables.end();
        }
        // An unclosed link ends with its parent element.
        if self.link.is_some_and(|depth| self.open.len() < depth) {
            (self.link, self.writer.is_link) = (None, false);
        }
    }

    /// Closes the innermost `tag` and everything open inside it; end tags inside a table cell do not close elements outside the
    /// table.
    fn close(&mut self, tag: Tag) {
        if self.count(tag) == 0 {
            return;
        }
        let place = self.open.iter().rev().take(DEEPEST).position(|open| open.tag == tag || open.tag == Tag::Table);
        let Some(inner) = place else { return };
        if self.open[self.open.len() - 1 - inner].tag == tag {
            (0..=inner).for_each(|_| self.pop());
        }
    }

    /// Closes the elements that a cell left open.
    fn close_cell(&mut self) {
        if self.count(Tag::Table) > 0 {
            self.writer.tables.end_cell();
            while self.open.last().is_some_and(|open| open.tag != Tag::Table) {
                self.pop();
            }
        }
    }

    /// Updates the writer's context from the open elements.
    pub(super) fn settle(&mut self) {
        let any = |tags: &[Tag]| tags.iter().any(|tag| self.count(*tag) > 0);
        let in_article = any(&[Tag::Article, Tag::Main]);
        let is_title = any(&[Tag::H1]);
        let part = if any(&[Tag::Nav, Tag::Footer, Tag::Aside, Tag::Choice, Tag::Button]) {
            Part::Boilerplate
        } else if any(&[Tag::Figcaption, Tag::Caption]) {
            Part::Caption
        } else if is_title {
            Part::Title
        } else if any(&[Tag::Header]) && !in_article {
            Part::Boilerplate
        } else if self.writer.tables.is_data() {
            Part::Cell
        } else {
            Part::Body
        };
        self.writer.context = Context {
            part,
            heading: if is_title { self.headings } else { 0 },
            list: self.open.last().map_or(0, |open| open.list),
            form: self.form,
            cell: self.writer.tables.cell(),
            in_article,
        };
        self.writer.is_code = self.count(Tag::Code) > 0;
    }
}

/// Elements of a drawing that contain HTML.
fn holds_page(name: &[u8]) -> bool {
    matches!(name, b"foreignobject" | b"desc" | b"title")
}
