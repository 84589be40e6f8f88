//! Positions in a text: [`Span`], the map from a changed text back to its original, and offsets in units other than
//! bytes.

mod edits;

use std::{
    iter,
    marker::PhantomData,
    ops::{Index, Range},
    slice::SliceIndex,
};

pub(crate) use edits::Edit;
use edits::Edits;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::bytes;

/// A half-open range of bytes; both ends are character boundaries of its text.
///
/// ```
/// use tinviet::Span;
/// let (outer, inner) = (Span::new(0, 8), Span::new(2, 5));
/// assert!(outer.contains(inner) && outer.overlaps(inner));
/// assert_eq!((inner.len(), inner.union(Span::new(7, 9))), (3, Span::new(2, 9)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// As `[start, end]`.
#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl Span {
    /// The span `start..end`.
    ///
    /// ```
    /// assert_eq!(&"Đạt 95%"[tinviet::Span::new(7, 10)], "95%");
    /// ```
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The number of bytes.
    ///
    /// ```
    /// assert_eq!(tinviet::Span::new(5, 8).len(), 3);
    /// ```
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span is empty.
    ///
    /// ```
    /// assert!(tinviet::Span::new(5, 5).is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range, for slicing.
    ///
    /// ```
    /// assert_eq!(tinviet::Span::new(5, 8).range(), 5..8);
    /// ```
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The slice of `text`; `None` if the ends are not character boundaries of it.
    ///
    /// ```
    /// use tinviet::Span;
    ///
    /// assert_eq!(Span::new(0, 4).of("Ủy ban"), Some("Ủy"));
    /// assert_eq!(Span::new(1, 4).of("Ủy ban"), None);
    /// assert_eq!(&"Ủy ban"[Span::new(0, 4)], "Ủy");
    /// ```
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies entirely inside.
    ///
    /// ```
    /// use tinviet::Span;
    /// assert!(Span::new(2, 8).contains(Span::new(2, 5)) && !Span::new(2, 8).contains(Span::new(5, 9)));
    /// ```
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    ///
    /// ```
    /// use tinviet::Span;
    /// assert!(Span::new(2, 8).overlaps(Span::new(5, 9)) && !Span::new(2, 8).overlaps(Span::new(8, 9)));
    /// ```
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    ///
    /// ```
    /// use tinviet::Span;
    /// assert_eq!(Span::new(2, 5).union(Span::new(7, 9)), Span::new(2, 9));
    /// ```
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// `&text[fact.span()]`. Panics like slicing by a range; [`Span::of`] returns `None` instead.
impl Index<Span> for str {
    type Output = Self;

    #[expect(clippy::string_slice, reason = "a place that is none panics, as with any index")]
    fn index(&self, span: Span) -> &Self {
        &self[span.range()]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Slices of a text that do not panic.
pub(crate) trait Cut {
    /// The slice at a range. An invalid range (past the end or inside a character) is a bug in the library: it fails in debug builds, and
    /// otherwise gives an empty string instead of a panic.
    fn cut<I: SliceIndex<str, Output = str>>(&self, place: I) -> &str;
}

impl Cut for str {
    #[inline]
    fn cut<I: SliceIndex<str, Output = str>>(&self, place: I) -> &str {
        let part = self.get(place);
        debug_assert!(part.is_some(), "no place of the text {self:?}");
        part.unwrap_or_default()
    }
}

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
        let Span { start, end } = target;
        // An edit that starts at a boundary is not yet entered; a deletion at the start has been passed.
        let before = |edit: &Edit| edit.target.start < start || edit.target.end == start;
        let start = match self.edits.partition_point(before).checked_sub(1).and_then(|index| self.edits.get(index)) {
            None => start,
            Some(edit) if start < edit.target.end => edit.source.start,
            Some(edit) => edit.source.end + (start - edit.target.end),
        };
        let end = match self
            .edits
            .partition_point(|edit| edit.target.start < end)
            .checked_sub(1)
            .and_then(|index| self.edits.get(index))
        {
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
        let (mut first, mut second) = (self.edits.iter().peekable(), next.edits.iter().peekable());
        // The shifts of source and target relative to the intermediate text, after the edits so far.
        let (mut to_source, mut to_target) = (0isize, 0isize);
        // A deletion at a position comes before what starts there.
        let order = |span: Span| (span.start, !span.is_empty());
        loop {
            // Most edits overlap none of the other map and are only shifted. Touching edits count as overlapping, because an empty one
            // may belong to both.
            let next = second.peek().map_or(usize::MAX, |edit| edit.source.start);
            while let Some(edit) = first.next_if(|edit| edit.target.end < next) {
                to_source = edit.source.end as isize - edit.target.end as isize;
                let target = |place: usize| place.saturating_add_signed(to_target);
                out.push(edit.source, Span::new(target(edit.target.start), target(edit.target.end)), edit.tag);
            }
            let (a, b) = (first.peek().map(|edit| edit.target), second.peek().map(|edit| edit.source));
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
                if let Some(edit) = first.next_if(|edit| within(edit.target)) {
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

/// The unit of offsets in the output. Inside the library they are always bytes.
///
/// ```
/// use tinviet::OffsetUnit;
/// assert_eq!("utf16".parse::<OffsetUnit>()?, OffsetUnit::Utf16);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust.
    #[default]
    Bytes,
    /// Unicode scalar values: Python.
    Chars,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
    /// Extended grapheme clusters, a letter with all its marks: Swift, text fields.
    Graphemes,
}

/// Byte offsets of one text in another unit.
///
/// Built in one pass; each query then takes constant time (a stored count and a word of bits for every 64 bytes).
///
/// ```
/// use tinviet::{OffsetIndex, OffsetUnit};
/// let text = "Ủy ban 🏅";
/// assert_eq!(OffsetIndex::new(text, OffsetUnit::Chars).get(text.len()), 8);
/// assert_eq!(OffsetIndex::new(text, OffsetUnit::Utf16).get(text.len()), 9);
/// ```
///
/// ```
/// use tinviet::{OffsetIndex, OffsetUnit};
///
/// let text = "e\u{323}\u{302}\r\n🇻🇳!"; // `ệ` in three code points, a line end in two, a flag in two of four bytes each
/// let at = |unit| OffsetIndex::new(text, unit).get(text.len() - 1);
/// assert_eq!([OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16, OffsetUnit::Graphemes].map(at), [15, 7, 9, 3]);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: PhantomData<&'t str>,
    blocks: Vec<Block>,
    /// One bit per byte: whether a surrogate pair starts there. Empty for other units, and for texts without any.
    pairs: Vec<u64>,
}

/// What is known of 64 bytes.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// The number of units that start before it.
    count: usize,
    /// One bit per byte: whether a character, or a grapheme, starts there.
    starts: u64,
}

impl<'t> OffsetIndex<'t> {
    /// Indexes `text`. Linear; for bytes, or for ASCII text, nothing is stored.
    ///
    /// ```
    /// use tinviet::{OffsetIndex, OffsetUnit};
    /// assert_eq!(OffsetIndex::new("Hà Nội", OffsetUnit::Chars).get("Hà ".len()), 3);
    /// ```
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut index = Self { text: PhantomData, blocks: Vec::new(), pairs: Vec::new() };
        // `\r\n` is one grapheme.
        let is_plain =
            text.is_ascii() && (unit != OffsetUnit::Graphemes || memchr::memchr(b'\r', text.as_bytes()).is_none());
        if unit == OffsetUnit::Bytes || is_plain {
            return index;
        }
        let starts = match unit {
            OffsetUnit::Graphemes => grapheme_starts(text),
            _ => bits(text, |byte| byte & 0xC0 != 0x80),
        };
        if unit == OffsetUnit::Utf16 && text.bytes().fold(false, |any, byte| any | (byte >= 0xF0)) {
            index.pairs = bits(text, |byte| byte >= 0xF0);
        }
        let mut count = 0;
        let pairs = index.pairs.iter().copied().chain(iter::repeat(0));
        let block = |(starts, pairs): (u64, u64)| {
            let block = Block { count, starts };
            count += (starts.count_ones() + pairs.count_ones()) as usize;
            block
        };
        // The end of the text may lie at the beginning of one more block.
        index.blocks = starts.into_iter().chain([0]).zip(pairs).map(block).collect();
        index
    }

    /// Converts the byte offset `offset`, a character boundary, to this index's unit. Inside a grapheme, the end of the grapheme counts.
    ///
    /// ```
    /// use tinviet::{OffsetIndex, OffsetUnit};
    /// assert_eq!(OffsetIndex::new("🏅 5%", OffsetUnit::Utf16).get("🏅 ".len()), 3);
    /// ```
    pub fn get(&self, offset: usize) -> usize {
        let (place, within) = (offset / bytes::BLOCK, offset % bytes::BLOCK);
        let Some(block) = self.blocks.get(place) else { return offset };
        let before = |bits: u64| (bits & !(u64::MAX << within)).count_ones() as usize;
        block.count + before(block.starts) + self.pairs.get(place).map_or(0, |pairs| before(*pairs))
    }
}

/// A bit for each byte that `is` picks.
fn bits(text: &str, is: impl Fn(u8) -> bool) -> Vec<u64> {
    let (blocks, rest) = text.as_bytes().as_chunks();
    let last = (!rest.is_empty()).then(|| {
        let bits = bytes::pack(&bytes::padded::<{ bytes::BLOCK }>(rest, 0, 0).map(|byte| -i8::from(is(byte))));
        bits & !(u64::MAX << rest.len())
    });
    let whole = blocks.iter().map(|block: &[u8; bytes::BLOCK]| bytes::pack(&block.map(|byte| -i8::from(is(byte)))));
    whole.chain(last).collect()
}

/// A bit for each byte at which a grapheme starts.
fn grapheme_starts(text: &str) -> Vec<u64> {
    let mut starts = vec![0; text.len().div_ceil(bytes::BLOCK)];
    for (at, _) in text.grapheme_indices(true) {
        if let Some(bits) = starts.get_mut(at / bytes::BLOCK) {
            *bits |= 1 << (at % bytes::BLOCK);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_a_count_from_the_start() {
        let text = "Ủy ban 🏅 tặng “Bằng khen”\r\ne\u{301}🇻🇳 ".repeat(9);
        for unit in OffsetUnit::ALL {
            let index = OffsetIndex::new(&text, unit);
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let want = match unit {
                    OffsetUnit::Bytes => offset,
                    OffsetUnit::Chars => text[..offset].chars().count(),
                    OffsetUnit::Utf16 => text[..offset].encode_utf16().count(),
                    OffsetUnit::Graphemes => text.grapheme_indices(true).filter(|(at, _)| *at < offset).count(),
                };
                assert_eq!(index.get(offset), want, "{unit:?} at {offset}");
            }
        }
    }

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
