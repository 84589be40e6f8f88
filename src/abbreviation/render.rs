//! Writes a text out with its abbreviations expanded.

/// Which mentions are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Policy {
    /// The first mention of each short form.
    #[default]
    First,
    /// Every mention.
    All,
    /// The first mention, as `người lao động (NLĐ)`.
    Annotate,
}
