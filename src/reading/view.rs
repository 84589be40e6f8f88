//! Builds the readable text.

use super::Read;
use crate::span::{Cut as _, OffsetMap, Span};

/// Copies a text with replacements and records the map back.
pub(super) struct View<'t> {
    source: &'t str,
    text: String,
    map: OffsetMap,
    /// How far the source has been copied or replaced.
    copied: usize,
}

impl<'t> View<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, text: String::new(), map: OffsetMap::identity(), copied: 0 }
    }

    /// Replaces `span` by `with`. `span` must start at or after the end of the last replacement.
    pub(super) fn replace(&mut self, span: Span, with: &str) {
        if self.text.capacity() == 0 {
            self.text.reserve(self.source.len());
        }
        self.text.push_str(self.source.cut(self.copied..span.start));
        let start = self.text.len();
        self.text.push_str(with);
        // The map only requires that the texts have equal length between edits.
        if with.len() != span.len() {
            self.map.push(span, Span::new(start, self.text.len()), 0);
        }
        self.copied = span.end;
    }

    /// The text and its map; `None` if nothing was replaced.
    pub(super) fn finish(mut self) -> Read {
        if self.copied == 0 {
            return None;
        }
        self.text.push_str(self.source.cut(self.copied..));
        Some((self.text, self.map))
    }
}
