//! Rewrites a text from left to right and records the map back.

use crate::{
    normalize::Reason,
    span::{Cut as _, OffsetMap, Span},
};

/// The result of a step that changed something.
pub(super) type Rewritten = (String, OffsetMap);

/// Copies `source` with replacements. Nothing is allocated before the first.
pub(super) struct Rewrite<'t> {
    source: &'t str,
    out: String,
    map: OffsetMap,
    /// How far `source` has been copied or replaced.
    copied: usize,
}

impl<'t> Rewrite<'t> {
    pub(super) const fn new(source: &'t str) -> Self {
        Self { source, out: String::new(), map: OffsetMap::identity(), copied: 0 }
    }

    /// Reserves memory for about `count` replacements, so that the map of a text in NFD need not grow step by
    /// step.
    pub(super) fn expect(&mut self, count: usize) {
        self.map.reserve(count);
    }

    /// Replaces `span` by `with`. `span` must start at or after the end of the last replacement.
    pub(super) fn replace(&mut self, span: Span, with: &str, reason: Reason) {
        let start = self.open(span.start);
        self.out.push_str(with);
        self.close(span, start, reason);
    }

    /// [`Rewrite::replace`] with one character.
    #[inline]
    pub(super) fn replace_char(&mut self, span: Span, with: char, reason: Reason) {
        let start = self.open(span.start);
        self.out.push(with);
        self.close(span, start, reason);
    }

    /// [`Rewrite::replace`] with a letter of at least two bytes, padded with zeros to four.
    #[inline]
    pub(super) fn replace_padded(&mut self, span: Span, with: &str, reason: Reason) {
        let start = self.open(span.start);
        let width = 2 + usize::from(with.as_bytes().get(2).is_some_and(|&byte| byte != 0));
        self.out.push_str(with);
        self.out.truncate(start + width);
        self.close(span, start, reason);
    }

    /// Deletes `span`; returns where it was in the new text.
    pub(super) fn delete(&mut self, span: Span, reason: Reason) -> usize {
        let start = self.open(span.start);
        self.close(span, start, reason);
        start
    }

    /// Copies the source up to `at`, and returns the start of the replacement in the new text. Inlined,
    /// because otherwise its state goes through memory twice per letter: 2% of the time on NFD text.
    #[inline(always)]
    fn open(&mut self, at: usize) -> usize {
        if self.out.capacity() == 0 {
            self.out.reserve(self.source.len() + 16);
        }
        let end = self.out.len() + (at - self.copied);
        if !(self.copy::<16>(end) || self.copy::<15>(end)) {
            self.out.push_str(self.source.cut(self.copied..at));
        }
        end
    }

    /// Copies a block of a fixed length from `copied` on and truncates the new text to `end`, if possible, so that no branch depends on
    /// the length. A character boundary is after 16 bytes in four of five cases, and otherwise mostly after 15.
    #[inline]
    fn copy<const LENGTH: usize>(&mut self, end: usize) -> bool {
        let piece = self.source.get(self.copied..self.copied + LENGTH).filter(|_| end - self.out.len() <= LENGTH);
        if let Some(piece) = piece {
            self.out.push_str(piece);
            self.out.truncate(end);
        }
        piece.is_some()
    }

    #[inline]
    fn close(&mut self, span: Span, start: usize, reason: Reason) {
        self.map.push(span, Span::new(start, self.out.len()), reason as u8);
        self.copied = span.end;
    }

    /// Undoes everything from `at` on, so that a new replacement can start at `at`.
    #[inline]
    pub(super) fn take_back(&mut self, at: usize) {
        if self.copied > at {
            self.take_back_from(at);
        }
    }

    #[cold]
    fn take_back_from(&mut self, at: usize) {
        while let Some(edit) = self.map.pop_from(at) {
            self.out.truncate(edit.target.start);
            self.copied = edit.source.start;
        }
        if self.copied > at {
            self.out.truncate(self.out.len() - (self.copied - at));
            self.copied = at;
        }
    }

    /// The new text and its map; `None` if nothing was replaced.
    pub(super) fn finish(mut self) -> Option<Rewritten> {
        if self.map.is_identity() {
            return None;
        }
        self.out.push_str(self.source.cut(self.copied..));
        Some((self.out, self.map))
    }
}
