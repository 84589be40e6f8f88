//! A line of the readable text, and the markup around it.

use super::Part;
use crate::span::Span;

/// The markup around a line. The numbers count lists, forms, cells and headings from 1; 0 means none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) part: Part,
    pub(super) heading: u32,
    pub(super) list: u32,
    pub(super) form: u32,
    /// The cell of a table.
    pub(super) cell: u32,
    /// Whether an `article` or `main` is open.
    pub(super) in_article: bool,
}

/// One line of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    /// How many of its bytes are links.
    pub(super) links: usize,
    pub(super) context: Context,
}
