//! Writes changes to a readable text back into its source.

use std::borrow::Cow;

use super::{Markup, Page};
use crate::span::{OffsetMap, Span};

/// The tag of an edit whose source is markup, which is kept when the text around it is rewritten.
pub(super) const MARKUP: u8 = 1;
/// The tag of an edit whose source is encoded text: `&agrave;`.
#[cfg(feature = "html")]
pub(super) const TEXT: u8 = 0;

/// A source with its text rewritten.
#[derive(Clone, Debug)]
pub struct Rewritten<'t> {
    /// The new source; borrowed if nothing was rewritten.
    pub text: Cow<'t, str>,
    /// Maps every byte back to the old source.
    pub map: OffsetMap,
}

impl<'t> Page<'t> {
    /// The source with ranges of its text replaced; every tag, attribute and comment, and all other text, is unchanged byte for byte.
    ///
    /// `edits` are disjoint spans of [`text`](Self::text), in order, each with its replacement, in which markup characters are escaped.
    /// If a range contains tags, its replacement goes before them. Code is not changed. Linear.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::markup::{Markup, Page};
    /// let page = Page::read("<p>Sở <b>GD</b>-ĐT", Markup::Html);
    /// let edit = ((5..11).into(), "Giáo dục & Đào tạo");
    /// assert_eq!(page.rewrite([edit]).text, "<p>Sở <b>Giáo dục &amp; Đào tạo</b>");
    /// # }
    /// ```
    pub fn rewrite<'e>(&self, edits: impl IntoIterator<Item = (Span, &'e str)>) -> Rewritten<'t> {
        let mut out = String::new();
        let (mut map, mut copied, mut read) = (OffsetMap::identity(), 0, 0);
        let mut marks = self.map.edits().filter(|edit| edit.tag == MARKUP).peekable();
        let mut code = self.code.iter().peekable();
        for (span, with) in edits {
            while code.next_if(|code| code.end <= span.start).is_some() {}
            while marks.next_if(|mark| mark.target.end <= span.start && mark.target.start < span.start).is_some() {}
            let in_code = code.peek().is_some_and(|code| code.overlaps(span));
            let in_markup = marks.peek().is_some_and(|mark| !span.is_empty() && mark.target.contains(span));
            if in_code || in_markup || span.start < read {
                continue;
            }
            read = span.end;
            let mut source = self.map.source(span);
            out.push_str(self.source.get(copied..source.start).unwrap_or_default());
            let mut start = out.len();
            let next = with.chars().next().or_else(|| self.source.get(source.end..)?.chars().next());
            if copied < source.start && joins_markup(self.markup, &out, next) {
                (source.start, start) = (source.start - 1, start - 1);
                let bare = out.split_off(start);
                escape(self.markup, &bare, &mut out);
            }
            escape(self.markup, with, &mut out);
            while let Some(mark) = marks.next_if(|mark| mark.source.end <= source.end) {
                if mark.source.start >= source.start {
                    out.push_str(self.source.get(mark.source.range()).unwrap_or_default());
                }
            }
            map.push(source, Span::new(start, out.len()), 0);
            copied = source.end;
        }
        if map.is_identity() {
            return Rewritten { text: self.source.clone(), map };
        }
        out.push_str(self.source.get(copied..).unwrap_or_default());
        Rewritten { text: Cow::Owned(out), map }
    }
}

/// Whether the last character of `out`, which is text, would begin a tag or a reference with `next`: the bare `<` of `a <` + U+0000 + `b`.
fn joins_markup(markup: Markup, out: &str, next: Option<char>) -> bool {
    match (markup, out.as_bytes().last(), next) {
        #[cfg(feature = "html")]
        (Markup::Html, Some(b'<'), Some(next)) => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        #[cfg(feature = "html")]
        (Markup::Html, Some(b'&'), Some(next)) => next.is_ascii_alphanumeric() || next == '#',
        _ => false,
    }
}

/// Writes `text`, escaped for this markup.
fn escape(markup: Markup, text: &str, out: &mut String) {
    for letter in text.chars() {
        match (markup, letter) {
            #[cfg(feature = "html")]
            (Markup::Html, '&') => out.push_str("&amp;"),
            #[cfg(feature = "html")]
            (Markup::Html, '<') => out.push_str("&lt;"),
            #[cfg(feature = "html")]
            (Markup::Html, '>') => out.push_str("&gt;"),
            #[cfg(feature = "markdown")]
            (Markup::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&') => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
}
