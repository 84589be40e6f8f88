//! A line with its start, end, and width.

use super::evidence::{self, Head, Shape, Tail};
use crate::span::Cut as _;

/// A line, with the properties that decide about its breaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte after the marks of a quoted e-mail and white space, and the byte after its last letter or mark.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The marks `>` before it.
    pub(super) quotes: u8,
    /// The columns of white space before it.
    pub(super) indent: u32,
    /// The characters of its text.
    pub(super) width: u32,
    /// The characters of its first word.
    pub(super) first: u32,
    pub(super) head: Head,
    pub(super) tail: Tail,
    /// Whether it ends in a colon.
    pub(super) announces: bool,
    pub(super) shape: Shape,
    /// Whether some of its words are separated by two or three spaces, and none by more.
    pub(super) is_spread: bool,
}

impl Line {
    /// The line of `text` from byte `start` to its line end at `end`; `None` if it is blank.
    pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Self> {
        let (start, quotes, indent) = margin(text, start, end);
        let content = text.cut(start..end).trim_end();
        if content.is_empty() {
            return None;
        }
        let word = content.split(char::is_whitespace).next().unwrap_or_default();
        Some(Self {
            start,
            end: start + content.len(),
            quotes,
            indent,
            width: characters(content),
            first: characters(word),
            head: evidence::head(content, word),
            tail: evidence::tail(content),
            announces: content.ends_with(':'),
            shape: evidence::shape(content),
            is_spread: evidence::has_gap(content) && !content.contains("    "),
        })
    }

    /// Whether it ends in the middle of a sentence.
    pub(super) fn is_open(&self) -> bool {
        self.tail != Tail::Stop
    }
}

/// The start of the text of a line, and the number of `>` and of columns of white space before it.
fn margin(text: &str, start: usize, end: usize) -> (usize, u8, u32) {
    const TAB: u32 = 8;
    let (mut at, mut quotes, mut indent) = (start, 0u8, 0u32);
    for letter in text.cut(start..end).chars() {
        match letter {
            '>' => (quotes, indent) = (quotes.saturating_add(1), 0),
            '\t' => indent = (indent / TAB + 1) * TAB,
            _ if letter.is_whitespace() => indent += 1,
            _ => break,
        }
        at += letter.len_utf8();
    }
    (at, quotes, indent)
}

/// The number of characters of `text`.
fn characters(text: &str) -> u32 {
    text.chars().count().try_into().unwrap_or(u32::MAX)
}
