//! The structure of an article as it came off the web: title, captions, body, boilerplate.

use crate::{segment::Document, span::Span};

/// Where the parts of an article stand. Spans are whole lines without their line ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The headline.
    pub title: Option<Span>,
    /// Captions of pictures.
    pub captions: Vec<Span>,
    /// The text itself.
    pub body: Vec<Span>,
    /// `Phản hồi`, `Các tin khác`: what the page added.
    pub boilerplate: Vec<Span>,
}

/// Finds the parts of `doc`. Linear.
pub fn find(doc: &Document<'_>) -> Structure {
    let _ = doc;
    Structure::default()
}
