//! CommonMark, with tables, footnotes, strikethrough and front matter.
//!
//! The parser's events have positions. Text is verbatim, or an entity, which is a separate event. Raw HTML goes to the HTML reader,
//! which tracks the elements that it leaves open.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Markup, Page, Part, html::Reader, line::Context, writer::Break};
use crate::span::Span;

pub(super) fn read(source: &str) -> Page<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut text = Text {
        reader: Reader::new(source),
        source,
        context: Context::default(),
        lists: Vec::new(),
        images: 0,
        code: false,
        table: false,
        head: false,
        front: None,
        html: None,
        title: None,
        date: None,
    };
    for (event, place) in Parser::new_ext(source, options).into_offset_iter() {
        text.event(event, place.into());
    }
    text.end_html();
    text.reader.finish(Markup::Markdown, text.title, text.date)
}

/// The state of reading a Markdown text.
struct Text<'t> {
    reader: Reader<'t>,
    source: &'t str,
    context: Context,
    /// The numbers of the open lists.
    lists: Vec<u32>,
    /// How many images are open: their text is only an alternative.
    images: u32,
    /// Whether a block of code, or a table, is open.
    code: bool,
    table: bool,
    /// Whether the open row is the table header.
    head: bool,
    /// The open front matter.
    front: Option<Span>,
    /// Raw HTML that continues if the next piece is adjacent.
    html: Option<Span>,
    title: Option<Span>,
    date: Option<String>,
}

impl Text<'_> {
    fn event(&mut self, event: Event<'_>, place: Span) {
        if let Event::Html(_) | Event::InlineHtml(_) = event {
            match &mut self.html {
                Some(html) if html.end == place.start => html.end = place.end,
                _ => {
                    self.end_html();
                    self.html = Some(place);
                }
            }
            return;
        }
        self.end_html();
        match event {
            Event::Start(tag) => self.start(&tag, place),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, place),
            Event::Code(text) => self.inline_code(&text, place),
            Event::SoftBreak => self.part(Break::Blank),
            Event::HardBreak => self.part(Break::Line),
            Event::Rule => self.part(Break::Paragraph),
            _ => {}
        }
    }

    fn part(&mut self, gap: Break) {
        self.reader.writer.part(gap);
    }

    /// Reads the collected raw HTML.
    fn end_html(&mut self) {
        if let Some(html) = self.html.take().filter(|_| self.images == 0) {
            self.reader.feed(html);
            self.settle();
        }
    }

    /// Updates the writer's context; elements opened by raw HTML stay open.
    fn settle(&mut self) {
        self.reader.settle();
        let context = &mut self.reader.writer.context;
        if context.part == Part::Body && self.context.part == Part::Title {
            (context.part, context.heading) = (Part::Title, self.context.heading);
        }
        if context.part == Part::Body && self.table {
            context.part = Part::Cell;
        }
        if let Some(list) = self.lists.last() {
            context.list = *list;
        }
        self.reader.writer.is_code |= self.code;
    }

    fn start(&mut self, tag: &Tag<'_>, place: Span) {
        self.part(breaks(&tag.to_end()));
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => {
                (self.context.part, self.context.heading) = (Part::Title, self.reader.next_heading());
            }
            Tag::List(_) => {
                let list = self.reader.next_list();
                self.lists.push(list);
            }
            Tag::CodeBlock(_) => self.code = true,
            Tag::Table(_) => {
                self.table = true;
                self.reader.writer.tables.begin();
            }
            Tag::TableHead | Tag::TableRow => {
                self.head = matches!(tag, Tag::TableHead);
                self.reader.writer.tables.begin_row();
            }
            Tag::TableCell => self.reader.writer.tables.begin_cell(self.head, 1, 1),
            Tag::Link { .. } => self.reader.writer.is_link = true,
            Tag::Image { .. } => self.images += 1,
            Tag::MetadataBlock(_) => self.front = Some(place),
            _ => {}
        }
        self.settle();
    }

    fn end(&mut self, tag: TagEnd) {
        self.part(breaks(&tag));
        match tag {
            TagEnd::Heading(HeadingLevel::H1) => self.context.part = Part::Body,
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Table => {
                self.table = false;
                self.reader.writer.tables.end();
            }
            TagEnd::TableCell => self.reader.writer.tables.end_cell(),
            TagEnd::Link => self.reader.writer.is_link = false,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.front = None,
            _ => {}
        }
        self.settle();
    }

    fn text(&mut self, text: &str, place: Span) {
        if self.front.is_some() {
            return self.front_matter(place);
        }
        if self.images > 0 || self.reader.is_unseen() {
            return;
        }
        let writer = &mut self.reader.writer;
        match self.source.get(place.range()) == Some(text) {
            true if self.code => writer.keep(place),
            true => writer.flow(place),
            false => writer.spell(place, text),
        }
    }

    /// Code between backticks, without the backticks.
    fn inline_code(&mut self, text: &str, place: Span) {
        if self.images > 0 || self.reader.is_unseen() {
            return;
        }
        let written = self.source.get(place.range()).unwrap_or_default();
        let fence = written.bytes().take_while(|byte| *byte == b'`').count();
        let inner = Span::new(place.start + fence, place.end.saturating_sub(fence).max(place.start + fence));
        let writer = &mut self.reader.writer;
        let was_code = std::mem::replace(&mut writer.is_code, true);
        match self.source.get(inner.range()).is_some_and(|inner| inner.trim() == text.trim()) {
            true => writer.flow(inner),
            false => writer.spell(inner, text),
        }
        writer.is_code = was_code;
    }

    /// Front matter in YAML: `title` and `date`, if each is on its own line.
    fn front_matter(&mut self, place: Span) {
        let mut start = place.start;
        for line in self.source.get(place.range()).unwrap_or_default().split_inclusive('\n') {
            let value = |name: &str| {
                let value = line.strip_prefix(name)?.strip_prefix(':')?.trim();
                let value = value.trim_matches(['"', '\'']);
                (!value.is_empty()).then_some(value)
            };
            if let Some(title) = value("title").filter(|_| self.title.is_none()) {
                let at = start + line.find(title).unwrap_or_default();
                self.title = Some(Span::new(at, at + title.len()));
            }
            if let Some(date) = value("date").filter(|_| self.date.is_none()) {
                self.date = Some(date.to_owned());
            }
            start += line.len();
        }
    }
}

/// The kind of break at the start or end of an element.
const fn breaks(tag: &TagEnd) -> Break {
    match tag {
        TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Link
        | TagEnd::Image => Break::None,
        TagEnd::Item | TagEnd::TableCell => Break::Line,
        _ => Break::Paragraph,
    }
}
