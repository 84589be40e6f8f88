//! Positions in a text: [`Span`], the map from a changed text back to its original, and offsets in units other than
//! bytes.

mod edits;
mod map;
mod unit;

use std::{
    ops::{Index, Range},
    slice::SliceIndex,
};

pub use map::OffsetMap;
pub use unit::{OffsetIndex, OffsetUnit};

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
