//! Places in a text: [`Span`], the map from a changed text back to its original, and offsets in other units than bytes.

use std::ops::Range;

/// A half-open range of bytes; both ends lie on character boundaries of the text it speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, to slice with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// One stretch that was rewritten: `source` in the original became `target` in the result. Either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edit {
    source: Span,
    target: Span,
}

/// Leads every byte of a result back to the original it was made from.
///
/// Holds only the stretches that changed, in order; between them the two texts are the same. An identity map allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Vec<Edit>,
}

impl OffsetMap {
    /// The map of a text that did not change.
    pub const fn identity() -> Self {
        Self { edits: Vec::new() }
    }

    /// Whether nothing changed.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// Notes that `source` became `target`. Edits come in order; both spans begin after the last edit's ends.
    pub(crate) fn push(&mut self, source: Span, target: Span) {
        self.edits.push(Edit { source, target });
    }

    /// The original's span behind `target`: a boundary inside a rewritten stretch goes to that stretch's outer edge, so the
    /// answer covers everything that `target` was made from. Logarithmic in the number of edits.
    pub fn source(&self, target: Span) -> Span {
        let start = self.locate(target.start, |edit| edit.source.start);
        let end = self.locate(target.end, |edit| edit.source.end);
        Span::new(start, end.max(start))
    }

    fn locate(&self, offset: usize, inside: impl Fn(&Edit) -> usize) -> usize {
        // The last edit that begins before `offset`; an edit that begins at it is not yet entered.
        match self.edits.partition_point(|edit| edit.target.start < offset).checked_sub(1) {
            None => match self.edits.first() {
                Some(edit) if edit.target.start == offset => edit.source.start,
                _ => offset,
            },
            Some(index) => {
                let edit = &self.edits[index];
                if offset < edit.target.end { inside(edit) } else { edit.source.end + (offset - edit.target.end) }
            }
        }
    }

    /// The map from this map's result's result back to this map's original: `self` first, then `next`.
    pub fn then(&self, next: &Self) -> Self {
        if self.is_identity() {
            return next.clone();
        }
        if next.is_identity() {
            return self.clone();
        }
        let mut out = Self::identity();
        let (mut first, mut second) = (self.edits.iter().peekable(), next.edits.iter().peekable());
        // Overlapping edits of the two maps (in the middle text) become one edit each.
        let (mut shift_source, mut shift_target) = (0isize, 0isize);
        while first.peek().is_some() || second.peek().is_some() {
            let start = match (first.peek(), second.peek()) {
                (Some(a), Some(b)) => a.target.start.min(b.source.start),
                (Some(a), None) => a.target.start,
                (None, Some(b)) => b.source.start,
                (None, None) => break,
            };
            let (source_start, target_start) =
                (start.saturating_add_signed(-shift_source), start.saturating_add_signed(shift_target));
            let mut end = start;
            loop {
                if let Some(edit) = first.next_if(|edit| edit.target.start <= end) {
                    end = end.max(edit.target.end);
                    shift_source = edit.target.end as isize - edit.source.end as isize;
                } else if let Some(edit) = second.next_if(|edit| edit.source.start <= end) {
                    end = end.max(edit.source.end);
                    shift_target = edit.target.end as isize - edit.source.end as isize;
                } else {
                    break;
                }
            }
            let (source_end, target_end) =
                (end.saturating_add_signed(-shift_source), end.saturating_add_signed(shift_target));
            out.push(Span::new(source_start, source_end), Span::new(target_start, target_end));
        }
        out
    }
}

/// The unit in which offsets are given out. Inside the library they are always bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust.
    #[default]
    Bytes,
    /// Unicode scalar values: Python.
    Chars,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
}

/// Byte offsets of one text in another unit.
///
/// Built in one pass; each question is then answered in constant time (a stored count every 64 bytes).
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    unit: OffsetUnit,
    counts: Vec<usize>,
}

impl<'t> OffsetIndex<'t> {
    const STRIDE: usize = 64;

    /// Indexes `text`. Linear; for bytes, or an ASCII text, nothing is stored.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut counts = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(Self::STRIDE) {
                counts.push(count);
                count += Self::width(block, unit);
            }
            counts.push(count);
        }
        Self { text, unit, counts }
    }

    /// The offset in this index's unit of byte `offset`, which lies on a character boundary.
    pub fn get(&self, offset: usize) -> usize {
        match self.counts.get(offset / Self::STRIDE) {
            None => offset,
            Some(count) => {
                let from = offset / Self::STRIDE * Self::STRIDE;
                count + Self::width(&self.text.as_bytes()[from..offset], self.unit)
            }
        }
    }

    /// How many units begin in `bytes`: one a leading byte, one more for a surrogate pair.
    fn width(bytes: &[u8], unit: OffsetUnit) -> usize {
        bytes
            .iter()
            .map(|&byte| usize::from(byte & 0xC0 != 0x80) + usize::from(unit == OffsetUnit::Utf16 && byte >= 0xF0))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_a_count_from_the_start() {
        let text = "Ủy ban 🏅 tặng “Bằng khen” ".repeat(9);
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let index = OffsetIndex::new(&text, unit);
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let want = match unit {
                    OffsetUnit::Bytes => offset,
                    OffsetUnit::Chars => text[..offset].chars().count(),
                    OffsetUnit::Utf16 => text[..offset].encode_utf16().count(),
                };
                assert_eq!(index.get(offset), want, "{unit:?} at {offset}");
            }
        }
    }

    #[test]
    fn map_leads_back_through_growth_deletion_and_composition() {
        let mut map = OffsetMap::identity();
        map.push(Span::new(2, 5), Span::new(2, 3)); // three bytes became one
        map.push(Span::new(8, 8), Span::new(6, 8)); // two bytes came in
        map.push(Span::new(9, 11), Span::new(9, 9)); // two bytes went
        assert_eq!(map.source(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(map.source(Span::new(2, 3)), Span::new(2, 5));
        assert_eq!(map.source(Span::new(3, 4)), Span::new(5, 6));
        assert_eq!(map.source(Span::new(9, 10)).end, 12);
    }
}
