//! The tokeniser's events, with their positions.
//!
//! `html5gum` calls an emitter with each piece of text and each tag, and reports how far it has read. A piece of text ends at that
//! position; it is either verbatim source text or a character reference, whose start is found by searching back for `&`. The content of
//! a raw element arrives late (`</x` in a `<title>`), so it is read from the source at the end of the element instead.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};
use memchr::memrchr;

use super::{
    Reader,
    attributes::Attributes,
    turn::{Turn, Turning},
};
use crate::span::Span;

impl Reader<'_> {
    /// Reads a range of the source as HTML. Linear.
    pub(in super::super) fn feed(&mut self, span: Span) {
        let Some(text) = self.writer.source.get(span.range()) else { return };
        let turn = Turn::default();
        let feed = Feed {
            reader: self,
            turn: &turn,
            at: span.start,
            seen: span.start,
            tag: span.start,
            name: Vec::new(),
            last: Vec::new(),
            is_end: false,
            is_closed: false,
            attributes: Attributes::default(),
        };
        // Cannot fail: the input is a string, and the emitter returns no tokens.
        let _ = Tokenizer::new_with_emitter(Turning::new(text, &turn), feed).finish();
    }
}

struct Feed<'r, 't> {
    reader: &'r mut Reader<'t>,
    turn: &'r Turn,
    /// How far the tokeniser has read.
    at: usize,
    /// The end of the last text, tag or comment.
    seen: usize,
    /// The position of the last `<`.
    tag: usize,
    /// The name of the current tag, and of the last start tag.
    name: Vec<u8>,
    last: Vec<u8>,
    is_end: bool,
    is_closed: bool,
    attributes: Attributes,
}

impl Feed<'_, '_> {
    fn begin(&mut self, is_end: bool) {
        self.name.clear();
        self.attributes.clear();
        self.turn.reset();
        (self.is_end, self.is_closed) = (is_end, false);
    }
}

impl Emitter for Feed<'_, '_> {
    type Token = Infallible;

    fn emit_string(&mut self, bytes: &[u8]) {
        let text = self.reader.writer.source;
        let source = text.as_bytes();
        let start = self.at.saturating_sub(bytes.len());
        if start >= self.seen && source.get(start..self.at) == Some(bytes) {
            // The byte that ended a reference may be the first byte of a letter; that letter comes with the next piece.
            if !text.is_char_boundary(self.at) {
                return;
            }
            let start = (self.seen..=start).rev().find(|start| text.is_char_boundary(*start)).unwrap_or(start);
            self.reader.text(Span::new(start, self.at));
        } else if let Ok(text) = std::str::from_utf8(bytes)
            && self.reader.raw.is_none()
        {
            // No `&`: it was a carriage return, which is reported as a line feed.
            let start = source.get(self.seen..self.at).and_then(|piece| memrchr(b'&', piece));
            let start = start.map_or(self.at.saturating_sub(1), |start| self.seen + start);
            self.reader.reference(Span::new(start, self.at), text);
        }
        self.seen = self.at;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.attributes.end();
        self.turn.reset();
        self.seen = self.at;
        let place = Span::new(self.tag, self.at);
        if self.is_end {
            self.reader.end(&self.name, place);
            return None;
        }
        self.last.clone_from(&self.name);
        self.reader.start(&self.name, &self.attributes, self.is_closed, place)
    }

    fn emit_current_comment(&mut self) {
        self.seen = self.at;
    }

    fn emit_current_doctype(&mut self) {
        self.seen = self.at;
    }

    fn emit_eof(&mut self) {
        self.reader.end_of_page(self.at);
    }

    fn start_open_tag(&mut self) {
        self.tag = self.at.saturating_sub(1);
    }

    fn move_position(&mut self, offset: isize) {
        self.at = self.at.saturating_add_signed(offset);
    }

    fn init_start_tag(&mut self) {
        self.begin(false);
    }

    fn init_end_tag(&mut self) {
        self.begin(true);
    }

    fn set_self_closing(&mut self) {
        self.is_closed = true;
    }

    fn push_tag_name(&mut self, bytes: &[u8]) {
        self.name.extend(bytes);
    }

    fn init_attribute(&mut self) {
        self.turn.begin_attribute();
        self.attributes.begin();
    }

    fn init_attribute_value(&mut self) {
        self.attributes.named();
    }

    fn push_attribute_name(&mut self, bytes: &[u8]) {
        self.attributes.push_name(bytes);
    }

    fn push_attribute_value(&mut self, bytes: &[u8]) {
        self.attributes.push_value(bytes);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last.is_empty() && self.last == self.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.reader.drawings > 0
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last.clear();
        self.last.extend(name.unwrap_or_default());
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    // The other events do not matter for the text.
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
