//! Tags and code in a text: `<a href="…">`, `<code>…</code>`, `` `…` ``.
//!
//! The words between tags are ordinary text; tags, and the content of `code`, `pre`, `script`, `style` and backticks, are protected.
//! Backticks count only at the start and end of words: news writes `H`Mông` with one. A failed search for a closing mark is remembered, so
//! that a text full of opening marks is not searched repeatedly.

use memchr::{memchr, memchr2, memmem};

use super::{Shape, cursor::is_inside_word, web::Found};
use crate::span::Cut as _;

/// No tag of a news page is longer.
const LONGEST_TAG: usize = 2_000;

const CLOSED: [(&str, &str); 4] =
    [("code", "</code>"), ("pre", "</pre>"), ("script", "</script>"), ("style", "</style>")];

/// What is known about the rest of the text.
#[derive(Default)]
pub(super) struct Ahead {
    /// The next `>` after the last search position.
    bracket: Option<usize>,
    /// For each of [`CLOSED`], and for a fence of three backticks: whether there are no more.
    exhausted: [bool; CLOSED.len() + 1],
}

impl Ahead {
    /// The tag at `start`, with its protected content.
    pub(super) fn tag(&mut self, text: &str, start: usize) -> Option<Found> {
        let bytes = text.as_bytes();
        let name = start + 1 + usize::from(bytes.get(start + 1) == Some(&b'/'));
        let name_end = name + bytes[name..].iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) && !text.cut(start..).starts_with("<!--") {
            return None;
        }
        let bracket = match self.bracket {
            // `<b>`, `</p>`: most tags.
            _ if bytes.get(name_end) == Some(&b'>') => name_end,
            Some(bracket) if bracket > start => bracket,
            _ => memchr(b'>', &bytes[start..]).map_or(usize::MAX, |at| start + at),
        };
        self.bracket = Some(bracket);
        if bracket > start + LONGEST_TAG || bracket > name_end && memchr(b'<', &bytes[start + 1..bracket]).is_some() {
            return None;
        }
        // `<b>`, `<br/>`, or attributes; `a <b và c> d` is arithmetic.
        let attributes = match text.cut(name_end.min(bracket)..bracket) {
            "" => "",
            attributes => attributes.trim_matches(['/', ' ', '\t', '\n', '\r']),
        };
        if !attributes.is_empty() && !attributes.contains('=') && name == start + 1 && bytes[start + 1] != b'!' {
            return None;
        }
        let opened = CLOSED.iter().position(|(tag, _)| text.cut(name..name_end).eq_ignore_ascii_case(tag));
        let closed =
            opened.filter(|_| name == start + 1).and_then(|tag| self.closed(text, bracket, CLOSED[tag].1, tag));
        match closed {
            Some(end) => Some((start, end, Shape::Code)),
            None => Some((start, bracket + 1, Shape::Markup)),
        }
    }

    /// The code between backticks at `start`.
    pub(super) fn backtick(&mut self, text: &str, start: usize) -> Option<Found> {
        if text.cut(start..).starts_with("```") {
            return self.closed(text, start + 3, "```", CLOSED.len()).map(|end| (start, end, Shape::Code));
        }
        if is_inside_word(text, start) || text.cut(start + 1..).starts_with(char::is_whitespace) {
            return None;
        }
        let bytes = text.as_bytes();
        let end = start + 1 + memchr2(b'`', b'\n', &bytes[start + 1..])?;
        let closes = bytes[end] == b'`' && end > start + 1 && !text.cut(..end).ends_with(char::is_whitespace);
        let glued = text.cut(end + 1..).starts_with(char::is_alphanumeric);
        (closes && !glued).then_some((start, end + 1, Shape::Code))
    }

    fn closed(&mut self, text: &str, from: usize, close: &str, kind: usize) -> Option<usize> {
        if self.exhausted[kind] {
            return None;
        }
        let found = memmem::find(&text.as_bytes()[from..], close.as_bytes()).map(|at| from + at + close.len());
        self.exhausted[kind] = found.is_none();
        found
    }
}
