//! The map from a rewritten text back to the original.

use super::{
    Span,
    edits::{Edit, Edits},
};

/// Maps positions in a rewritten text back to the original.
///
/// Stores only the ranges that changed, in order; between them the two texts are the same. An identity map allocates nothing.
///
/// ```
/// let normalized = tinviet::Normalizer::new().normalize("tòan tỉnh");
/// assert!(!normalized.map.is_identity());
/// assert_eq!(normalized.map.source((0..5).into()), (0..5).into());
/// assert_eq!(normalized.map.changed().count(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Edits,
}

impl OffsetMap {
    /// The map of a text that did not change.
    ///
    /// ```
    /// use tinviet::{OffsetMap, Span};
    /// assert_eq!(OffsetMap::identity().source(Span::new(2, 5)), Span::new(2, 5));
    /// ```
    pub const fn identity() -> Self {
        Self { edits: Edits::new() }
    }

    /// Whether nothing changed.
    ///
    /// ```
    /// assert!(tinviet::Normalizer::new().normalize("toàn tỉnh").map.is_identity());
    /// ```
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// Records that `source` became `target`. Edits must be in order: both spans start at or after the end of the
    /// last edit.
    pub(crate) fn push(&mut self, source: Span, target: Span, tag: u8) {
        self.edits.push(Edit { source, target, tag });
    }

    /// Reserves memory for `count` edits.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.edits.reserve(count);
    }

    /// Removes the last edit if it starts at or after `source`.
    pub(crate) fn pop_from(&mut self, source: usize) -> Option<Edit> {
        self.edits.pop_if(|edit| edit.source.start >= source)
    }

    /// Removes the last edit if its target starts at `target`, and returns the start of its source.
    pub(crate) fn pop_at(&mut self, target: usize) -> Option<usize> {
        self.edits.pop_if(|edit| edit.target.start == target).map(|edit| edit.source.start)
    }

    /// The ranges that changed, in order: each in the original, and in the result.
    ///
    /// ```
    /// let normalized = tinviet::Normalizer::new().normalize("cả tòan tỉnh");
    /// let (source, target) = normalized.map.changed().next().unwrap();
    /// assert_eq!((&"cả tòan tỉnh"[source], &normalized.text[target]), ("òa", "oà"));
    /// ```
    pub fn changed(&self) -> impl ExactSizeIterator<Item = (Span, Span)> {
        self.edits.iter().map(|edit| (edit.source, edit.target))
    }

    /// The edits, in order.
    pub(crate) fn edits(&self) -> impl ExactSizeIterator<Item = Edit> {
        self.edits.iter()
    }

    /// Drops the edits that `keep` rejects, for example those that left their range unchanged.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Edit) -> bool) {
        self.edits.retain(keep);
    }

    /// The span of the original that became `target`. A boundary inside a rewritten range moves to the outer edge of that range,
    /// so the result covers everything that `target` was made from, but nothing that was deleted at its edges. Logarithmic in the
    /// number of edits.
    ///
    /// ```
    /// let normalized = tinviet::Normalizer::new().normalize("a\u{300} 5%");
    /// assert_eq!((&*normalized.text, normalized.map.source((3..5).into())), ("à 5%", (4..6).into()));
    /// ```
    pub fn source(&self, target: Span) -> Span {
        self.source_from(target, &mut 0)
    }

    /// [`source`](Self::source) of one of many spans that are mostly in order: `last` is where the search for the one before it ended.
    pub(crate) fn source_from(&self, target: Span, last: &mut usize) -> Span {
        let Span { start, end } = target;
        let before = |place: usize| place.checked_sub(1).and_then(|index| self.edits.get(index));
        // An edit that starts at a boundary is not yet entered; a deletion at the start has been passed.
        let is_before = |edit: &Edit| edit.target.start < start || edit.target.end == start;
        *last = self.edits.partition_point_from(*last, is_before);
        let start = match before(*last) {
            None => start,
            Some(edit) if start < edit.target.end => edit.source.start,
            Some(edit) => edit.source.end + (start - edit.target.end),
        };
        let end = match before(self.edits.partition_point_from(*last, |edit| edit.target.start < end)) {
            None => end,
            Some(edit) if end < edit.target.end => edit.source.end,
            Some(edit) => edit.source.end + (end - edit.target.end),
        };
        Span::new(start, end.max(start))
    }

    /// The span of the result that was made from `source`: the inverse of [`source`](Self::source) for all spans that it returns. A boundary
    /// inside a rewritten range moves to the outer edge of that range. Logarithmic in the number of edits.
    ///
    /// ```
    /// let normalized = tinviet::Normalizer::new().normalize("a\u{300} 5%");
    /// assert_eq!(normalized.map.target((4..6).into()), (3..5).into());
    /// ```
    pub fn target(&self, source: Span) -> Span {
        let Span { start, end } = source;
        let passed = |before: &dyn Fn(&Edit) -> bool| {
            self.edits.partition_point(before).checked_sub(1).and_then(|index| self.edits.get(index))
        };
        let start = match passed(&|edit| edit.source.start < start || edit.source.end == start) {
            None => start,
            Some(edit) if start < edit.source.end => edit.target.start,
            Some(edit) => edit.target.end + (start - edit.source.end),
        };
        let end = match passed(&|edit| edit.source.start < end) {
            None => end,
            Some(edit) if end < edit.source.end => edit.target.end,
            Some(edit) => edit.target.end + (end - edit.source.end),
        };
        Span::new(start, end.max(start))
    }

    /// The composition of two maps, `self` first, then `next`: from the result of `next` back to the original of
    /// `self`. Linear in both.
    ///
    /// Edits of the two that overlap in the intermediate text become one, with the tag of the later one.
    ///
    /// ```
    /// use tinviet::{Expander, Normalizer, Policy};
    /// let normalized = Normalizer::new().normalize("UBND ti\u{309}nh");
    /// let expanded = Expander::new(Policy::All).expand(&normalized.text);
    /// let map = normalized.map.then(&expanded.map);
    /// assert_eq!(map.source((0..expanded.text.len()).into()), (0.."UBND ti\u{309}nh".len()).into());
    /// ```
    pub fn then(&self, next: &Self) -> Self {
        let mut out = Self { edits: Edits::with_capacity(self.edits.iter().len() + next.edits.iter().len()) };
        let (mut first, mut second) = (0, next.edits.iter().peekable());
        // The shifts of source and target relative to the intermediate text, after the edits so far.
        let (mut to_source, mut to_target) = (0isize, 0isize);
        // A deletion at a position comes before what starts there.
        let order = |span: Span| (span.start, !span.is_empty());
        loop {
            // Most edits overlap none of the other map and are only shifted. Touching edits count as overlapping, because an empty one
            // may belong to both.
            let next = second.peek().map_or(usize::MAX, |edit| edit.source.start);
            first += out.edits.extend_moved(&self.edits, first, next, to_target);
            while let Some(edit) = self.edits.get(first).filter(|edit| edit.target.end < next) {
                let target = |place: usize| place.saturating_add_signed(to_target);
                out.push(edit.source, Span::new(target(edit.target.start), target(edit.target.end)), edit.tag);
                first += 1;
            }
            if let Some(edit) = first.checked_sub(1).and_then(|last| self.edits.get(last)) {
                to_source = edit.source.end as isize - edit.target.end as isize;
            }
            let (a, b) = (self.edits.get(first).map(|edit| edit.target), second.peek().map(|edit| edit.source));
            let Some(Span { start, mut end }) = (match (a, b) {
                (Some(a), Some(b)) => Some(if order(b) < order(a) { b } else { a }),
                (a, b) => a.or(b),
            }) else {
                return out;
            };
            let (source_start, target_start) =
                (start.saturating_add_signed(to_source), start.saturating_add_signed(to_target));
            let (mut tag, mut later, mut entered) = (0, false, false);
            loop {
                let within = |span: Span| span.start < end || !entered && span == Span::new(start, end);
                if let Some(edit) = self.edits.get(first).filter(|edit| within(edit.target)) {
                    first += 1;
                    (end, entered) = (end.max(edit.target.end), true);
                    to_source = edit.source.end as isize - edit.target.end as isize;
                    tag = if later { tag } else { edit.tag };
                } else if let Some(edit) = second.next_if(|edit| within(edit.source)) {
                    (end, entered) = (end.max(edit.source.end), true);
                    to_target = edit.target.end as isize - edit.source.end as isize;
                    (tag, later) = (edit.tag, true);
                } else {
                    break;
                }
            }
            let source = Span::new(source_start, end.saturating_add_signed(to_source));
            let target = Span::new(target_start, end.saturating_add_signed(to_target));
            out.push(source, target, tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn map_leads_back_through_growth_deletion_and_composition() {
        let mut map = OffsetMap::identity();
        map.push(Span::new(2, 5), Span::new(2, 3), 0); // three bytes became one
        map.push(Span::new(8, 8), Span::new(6, 8), 0); // two bytes came in
        map.push(Span::new(9, 11), Span::new(9, 9), 0); // two bytes went
        assert_eq!(map.source(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(map.source(Span::new(2, 3)), Span::new(2, 5));
        assert_eq!(map.source(Span::new(3, 4)), Span::new(5, 6));
        assert_eq!(map.source(Span::new(9, 10)).end, 12);
        for span in
            [Span::new(0, 2), Span::new(2, 3), Span::new(3, 4), Span::new(4, 6), Span::new(8, 9), Span::new(9, 10)]
        {
            assert_eq!(map.target(map.source(span)), span);
        }
    }
}
