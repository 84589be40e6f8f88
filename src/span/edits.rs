//! The list of edits after an [`OffsetMap`](super::OffsetMap).
//!
//! A text in NFD has an edit every eight bytes, and writing them down is a good part of what mending it costs: an edit takes 12 bytes here, not
//! 40. What does not fit (a place past 4 GiB, a stretch of 64 KiB that became one) goes into a second list as it is, and so does every edit
//! after it: offsets are exact whatever the text.
//!
//! Rejected: the distance from the edit before, which would be smaller, but a place could then not be found by bisection.

use super::Span;

/// One stretch that was rewritten: `source` in the original became `target` in the result. Either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) source: Span,
    pub(crate) target: Span,
    /// What it was done for, in the terms of the layer that did it.
    pub(crate) tag: u8,
}

/// An [`Edit`] of short stretches at places below 4 GiB.
#[derive(Clone, Copy, Debug)]
struct Near {
    source_end: u32,
    target_end: u32,
    source_length: u16,
    target_length: u8,
    tag: u8,
}

impl Near {
    #[inline]
    fn new(edit: Edit) -> Option<Self> {
        Some(Self {
            source_end: u32::try_from(edit.source.end).ok()?,
            target_end: u32::try_from(edit.target.end).ok()?,
            source_length: u16::try_from(edit.source.len()).ok()?,
            target_length: u8::try_from(edit.target.len()).ok()?,
            tag: edit.tag,
        })
    }

    #[inline]
    const fn edit(self) -> Edit {
        let (source, target) = (self.source_end as usize, self.target_end as usize);
        Edit {
            source: Span::new(source - self.source_length as usize, source),
            target: Span::new(target - self.target_length as usize, target),
            tag: self.tag,
        }
    }
}

/// Edits in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    near: Vec<Near>,
    /// The first that is no [`Near`], and all after it.
    far: Vec<Edit>,
}

impl Edits {
    pub(super) const fn new() -> Self {
        Self { near: Vec::new(), far: Vec::new() }
    }

    pub(super) fn with_capacity(count: usize) -> Self {
        Self { near: Vec::with_capacity(count), far: Vec::new() }
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.near.reserve(count);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.near.is_empty() && self.far.is_empty()
    }

    #[inline]
    pub(super) fn push(&mut self, edit: Edit) {
        match Near::new(edit) {
            Some(near) if self.far.is_empty() => self.near.push(near),
            _ => self.far.push(edit),
        }
    }

    /// Takes back the last edit, if it is one of those that `is` picks.
    pub(super) fn pop_if(&mut self, is: impl Fn(&Edit) -> bool) -> Option<Edit> {
        match self.far.last() {
            Some(_) => self.far.pop_if(|edit| is(edit)),
            None => self.near.pop_if(|near| is(&near.edit())).map(Near::edit),
        }
    }

    /// The edit of that number, if there are so many.
    pub(super) fn get(&self, index: usize) -> Option<Edit> {
        match self.near.get(index) {
            Some(near) => Some(near.edit()),
            None => self.far.get(index - self.near.len()).copied(),
        }
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Edit> + Clone {
        let far = self.near.len();
        (0..far + self.far.len())
            .map(move |index| self.near.get(index).map_or_else(|| self.far[index - far], |near| near.edit()))
    }

    /// How many edits there are before the first that `is` refuses, where it refuses all after that one. Logarithmic.
    pub(super) fn partition_point(&self, is: impl Fn(&Edit) -> bool) -> usize {
        match self.near.partition_point(|near| is(&near.edit())) {
            near if near == self.near.len() => near + self.far.partition_point(is),
            near => near,
        }
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&Edit) -> bool) {
        self.near.retain(|near| keep(&near.edit()));
        self.far.retain(keep);
    }
}

/// Where an edit is kept is no part of what it says.
impl PartialEq for Edits {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Edits {}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: usize = u32::MAX as usize;

    fn edit(source: Span, target: Span) -> Edit {
        Edit { source, target, tag: 7 }
    }

    #[test]
    fn an_edit_takes_twelve_bytes() {
        assert_eq!(size_of::<Near>(), 12);
    }

    #[test]
    fn what_does_not_fit_is_as_exact() {
        let given = [
            edit(Span::new(3, 6), Span::new(3, 5)),
            edit(Span::new(FAR - 70_000, FAR), Span::new(FAR - 70_001, FAR - 69_000)),
            edit(Span::new(FAR, FAR), Span::new(FAR - 69_000, FAR - 68_990)),
            edit(Span::new(FAR + 4, FAR + 9), Span::new(FAR - 68_986, FAR - 68_986)),
        ];
        let mut edits = Edits::new();
        given.into_iter().for_each(|edit| edits.push(edit));
        assert_eq!((edits.near.len(), edits.far.len()), (1, 3));
        assert!(edits.iter().eq(given));
        for (index, edit) in given.iter().enumerate() {
            assert_eq!(edits.get(index), Some(*edit));
            assert_eq!(edits.partition_point(|other| other.source.start < edit.source.start), index);
        }
        assert_eq!(edits.get(given.len()), None);
        // Without the second, the third would have been kept in short: the list is the same.
        edits.retain(|edit| edit.source.len() < 70_000);
        let mut other = Edits::new();
        [given[0], given[2], given[3]].into_iter().for_each(|edit| other.push(edit));
        assert_ne!(edits.near.len(), other.near.len());
        assert_eq!(edits, other);
        let order: Vec<_> = std::iter::from_fn(|| edits.pop_if(|_| true)).collect();
        assert_eq!(order, [given[3], given[2], given[0]]);
    }
}
