//! A text during the steps of normalisation, with its map back to the original.

use std::{borrow::Cow, ops::Range};

use super::{Normalized, Reason, clean, letters, rewrite::Rewritten};
use crate::{
    span::{Cut as _, OffsetMap},
    syllable::ToneStyle,
};

/// A text during the steps.
pub(super) struct Draft<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    map: OffsetMap,
    /// The ranges that the automaton doubted, in order.
    doubts: Vec<Range<usize>>,
    steps: usize,
}

impl<'t> Draft<'t> {
    pub(super) const fn new(original: &'t str) -> Self {
        Self { original, text: Cow::Borrowed(original), map: OffsetMap::identity(), doubts: Vec::new(), steps: 0 }
    }

    /// How many steps changed something.
    pub(super) const fn steps(&self) -> usize {
        self.steps
    }

    /// Lists the doubts of the automaton; the steps keep them up to date.
    pub(super) fn doubt(&mut self, style: ToneStyle) {
        self.doubts.clear();
        self.doubts.extend(clean::table(style).doubts(&self.text));
    }

    pub(super) fn step(&mut self, step: impl FnOnce(&str) -> Option<Rewritten>) {
        self.step_at_doubts(|text, _| step(text));
    }

    /// A step that only looks at doubtful ranges: in a long text hardly any is.
    pub(super) fn step_at_doubts(&mut self, step: impl FnOnce(&str, &[Range<usize>]) -> Option<Rewritten>) {
        let rewritten = step(&self.text, &self.doubts);
        self.take(rewritten);
    }

    /// Brings letters and marks together in the doubtful ranges. Returns what was seen.
    pub(super) fn join(&mut self) -> letters::Seen {
        let (rewritten, seen) = letters::apply(&self.text, self.doubts.iter().cloned());
        self.take(rewritten);
        seen
    }

    /// [`join`](Self::join) for the places where characters between a letter and its marks were deleted.
    pub(super) fn rejoin(&mut self, deleted: &[usize]) -> letters::Seen {
        let (rewritten, seen) = letters::apply(&self.text, letters::around(&self.text, deleted));
        self.take(rewritten);
        seen
    }

    fn take(&mut self, rewritten: Option<Rewritten>) {
        if let Some((text, map)) = rewritten {
            for doubt in &mut self.doubts {
                *doubt = map.target(doubt.clone().into()).range();
            }
            self.map = if self.map.is_identity() { map } else { self.map.then(&map) };
            self.text = Cow::Owned(text);
            self.steps += 1;
        }
    }

    pub(super) fn finish(mut self) -> Normalized<'t> {
        let original = self.original;
        if self.steps > 1 {
            // One step may undo another; a conflict is reported all the same.
            let text = &self.text;
            self.map.retain(|edit| {
                edit.tag == Reason::ConflictingMarks as u8
                    || original.cut(edit.source.range()) != text.cut(edit.target.range())
            });
        }
        if matches!(&self.text, Cow::Owned(text) if text == original) {
            self.text = Cow::Borrowed(original);
        }
        Normalized { text: self.text, map: self.map }
    }
}
