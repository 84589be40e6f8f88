//! A long form as it is written out, with what its mentions ask of it.

use crate::span::Cut as _;

/// A long form in the style of the text, and where its words part.
#[derive(Debug)]
pub(super) struct Form {
    text: String,
    /// The places of its spaces.
    spaces: Vec<usize>,
    has_joint: bool,
}

impl Form {
    pub(super) fn new(text: String) -> Self {
        let spaces: Vec<usize> = memchr::memchr_iter(b' ', text.as_bytes()).collect();
        let part = Part { text: &text, from: 0, spaces: &spaces, may_have_joint: true };
        let has_joint = part.has_joint(&["và ", "- "]);
        Self { text, spaces, has_joint }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// All of it.
    pub(super) fn whole(&self) -> Part<'_> {
        Part { text: &self.text, from: 0, spaces: &self.spaces, may_have_joint: self.has_joint }
    }
}

/// Some words of a long form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'f> {
    pub(super) text: &'f str,
    /// Where it begins in the long form.
    from: usize,
    /// The places of its spaces in the long form.
    spaces: &'f [usize],
    may_have_joint: bool,
}

impl<'f> Part<'f> {
    /// What is before each of its spaces, with what is after it; in order from both sides.
    pub(super) fn splits(&self) -> impl DoubleEndedIterator<Item = (&'f str, Self)> + ExactSizeIterator + use<'f> {
        let part = *self;
        (0..part.spaces.len()).map(move |at| {
            let place = part.spaces.get(at).map_or(0, |space| space - part.from);
            let spaces = part.spaces.get(at + 1..).unwrap_or_default();
            let (before, after) = (part.text.cut(..place), part.text.cut(place + 1..));
            (before, Self { text: after, from: part.from + place + 1, spaces, ..part })
        })
    }

    /// How many words it has.
    pub(super) const fn words(&self) -> usize {
        self.spaces.len() + 1
    }

    /// Its words up to the end of `before`, with which it begins.
    pub(super) fn up_to(&self, before: &'f str) -> Self {
        let kept = self.spaces.partition_point(|space| space - self.from < before.len());
        Self { text: before, spaces: self.spaces.get(..kept).unwrap_or_default(), ..*self }
    }

    /// Whether one of these stands after one of its spaces.
    pub(super) fn has_joint(&self, joints: &[&str]) -> bool {
        self.may_have_joint && self.splits().any(|(_, after)| joints.iter().any(|joint| after.text.starts_with(joint)))
    }
}
