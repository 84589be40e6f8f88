//! The list of edits in an [`OffsetMap`](super::OffsetMap).
//!
//! A text in NFD has an edit every eight bytes, and storing them is a good part of the cost of normalising it, so an edit takes 12 bytes here,
//! not 40. One that does not fit (an offset past 4 GiB, a range of 64 KiB) goes into a second list at full width, and so does every edit after
//! it: offsets are exact for any text.
//!
//! Rejected: storing the distance from the previous edit, which is smaller but does not allow binary search.

use super::Span;

/// One rewritten range: `source` in the original became `target` in the result. Either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) source: Span,
    pub(crate) target: Span,
    /// The reason for the edit, as encoded by the layer that made it.
    pub(crate) tag: u8,
}

/// An [`Edit`] of short ranges at offsets below 4 GiB.
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
    /// The first edit that does not fit into [`Near`], and all after it.
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

    /// Adds the edits of `other` from `from` on whose targets end before `end`, with their targets moved by `shift`. Returns how many.
    pub(super) fn extend_moved(&mut self, other: &Self, from: usize, end: usize, shift: isize) -> usize {
        let near = other.near.get(from..).unwrap_or_default();
        let passed = near.iter().take_while(|near| (near.target_end as usize) < end).count();
        let near = near.get(..passed).unwrap_or_default();
        let moved = |target: u32| u32::try_from((target as usize).saturating_add_signed(shift));
        // Targets grow, so that all fit if the first and the last do.
        let fits = [near.first(), near.last()].iter().flatten().all(|near| {
            let start = near.target_end - u32::from(near.target_length);
            (start as usize).checked_add_signed(shift).is_some() && moved(near.target_end).is_ok()
        });
        if fits && self.far.is_empty() {
            self.near.extend(
                near.iter().map(|near| Near { target_end: moved(near.target_end).unwrap_or(near.target_end), ..*near }),
            );
            return passed;
        }
        let moved = |place: usize| place.saturating_add_signed(shift);
        for edit in near.iter().map(|near| near.edit()) {
            let Span { start, end } = edit.target;
            self.push(Edit { target: Span::new(moved(start), moved(end)), ..edit });
        }
        passed
    }

    /// Removes the last edit if `is` accepts it.
    pub(super) fn pop_if(&mut self, is: impl Fn(&Edit) -> bool) -> Option<Edit> {
        match self.far.last() {
            Some(_) => self.far.pop_if(|edit| is(edit)),
            None => self.near.pop_if(|near| is(&near.edit())).map(Near::edit),
        }
    }

    /// The edit with this index, if there is one.
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

    /// The number of edits before the first that `is` rejects, given that it rejects all later ones. Logarithmic.
    pub(super) fn partition_point(&self, is: impl Fn(&Edit) -> bool) -> usize {
        match self.near.partition_point(|near| is(&near.edit())) {
            near if near == self.near.len() => near + self.far.partition_point(is),
            near => near,
        }
    }

    /// [`partition_point`](Self::partition_point), which is mostly at or soon after `from`, and then found in a few steps.
    pub(super) fn partition_point_from(&self, from: usize, is: impl Fn(&Edit) -> bool) -> usize {
        const STEPS: usize = 8;
        let passed = |index: usize| self.near.get(index).is_some_and(|near| is(&near.edit()));
        if from.checked_sub(1).is_none_or(passed) {
            let end = (from..from + STEPS).find(|index| !passed(*index));
            if let Some(end) = end.filter(|end| *end < self.near.len()) {
                return end;
            }
        }
        self.partition_point(is)
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&Edit) -> bool) {
        self.near.retain(|near| keep(&near.edit()));
        self.far.retain(keep);
    }
}

/// How an edit is stored does not matter for equality.
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
        // Without the second, the third would have been stored in the short form: the lists are equal.
        edits.retain(|edit| edit.source.len() < 70_000);
        let mut other = Edits::new();
        [given[0], given[2], given[3]].into_iter().for_each(|edit| other.push(edit));
        assert_ne!(edits.near.len(), other.near.len());
        assert_eq!(edits, other);
        let order: Vec<_> = std::iter::from_fn(|| edits.pop_if(|_| true)).collect();
        assert_eq!(order, [given[3], given[2], given[0]]);
    }
}
