//! A text being rewritten from left to right, with the map back kept as it goes.

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
    /// Up to where `source` has been copied or replaced.
    copied: usize,
}

impl<'t> Rewrite<'t> {
    pub(super) const fn new(source: &'t str) -> Self {
        Self { source, out: String::new(), map: OffsetMap::identity(), copied: 0 }
    }

    /// Makes room for some `count` replacements, so that a text in NFD does not grow its map step by step.
    pub(super) fn expect(&mut self, count: usize) {
        self.map.reserve(count);
    }

    /// Puts `with` in place of `span`, which begins at or after the end of the last replacement.
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

    /// [`Rewrite::replace`] with a letter of two bytes or more that zeros fill up to four.
    #[inline]
    pub(super) fn replace_padded(&mut self, span: Span, with: &str, reason: Reason) {
        let start = self.open(span.start);
        let width = 2 + usize::from(with.as_bytes().get(2).is_some_and(|&byte| byte != 0));
        self.out.push_str(with);
        self.out.truncate(start + width);
        self.close(span, start, reason);
    }

    /// Leaves out `span`.
    pub(super) fn delete(&mut self, span: Span, reason: Reason) {
        let start = self.open(span.start);
        self.close(span, start, reason);
    }

    /// Copies what stands before `at`; says where in the new text the replacement begins.
    // Out of line, its state goes through memory twice a letter: 2% of the time of a text in NFD.
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

    /// Copies the text from `copied` on as a piece of a fixed length that is cut where the new text ends at `end`, if that can be done: no
    /// branch then depends on how long the piece is. After 16 bytes a character ends four times of five, and else mostly after 15.
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

    /// Takes back what was done from `at` on, so that `at` can be the start of a new replacement.
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

    /// The new text and its map; `None` where nothing was replaced.
    pub(super) fn finish(mut self) -> Option<Rewritten> {
        if self.map.is_identity() {
            return None;
        }
        self.out.push_str(self.source.cut(self.copied..));
        Some((self.out, self.map))
    }
}
