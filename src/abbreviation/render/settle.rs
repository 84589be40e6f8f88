//! Expands a text until nothing changes, so that expansion is idempotent with any dictionary.
//!
//! An expansion may decide the sense of its neighbour, or start another short form (`Tp GTVT`), so the result is expanded again. If long
//! forms in a dictionary contain other short forms, this may never end. Then the short forms that still grow are left alone in the whole
//! text. Such a result is checked against its own expansion; a text that does not settle is left unchanged. So every result is a fixed point
//! of this function, or the text itself.
//!
//! A mention that is ambiguous in the given text is never written out. If a later round would, since what the first round wrote decides its
//! sense, its short form is left alone in the whole text; if that is not enough, so are the short forms near it, which decide it. The text is
//! left unchanged only where that does not settle either.

use std::collections::HashSet;

use crate::span::{OffsetMap, Span};

/// How often a result is expanded again.
const ROUNDS: usize = 4;
/// How often growing short forms are collected.
const ATTEMPTS: usize = 4;
/// The maximum growth of a text after the first round, so that growth is detected early.
const GROWTH: usize = 2;
/// How many bytes from an ambiguous mention the short forms stand that may decide it.
const NEAR: usize = 240;

/// The short forms that stay as they are.
pub(super) type Kept = HashSet<String>;

/// A text written out.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    /// The ambiguous mentions of the text that was expanded.
    pub(super) open: Vec<Span>,
    /// Whether it is known that expanding the text again changes nothing.
    pub(super) is_fixed: bool,
}

/// A single pass of an expander.
pub(super) trait Once {
    /// Expands `text` except for the short forms in `kept`; `None` if nothing changes. `code` is not text.
    fn once(&self, text: &str, code: &[Span], kept: &Kept) -> Option<Written>;
}

/// The outcome for a text.
enum Attempt {
    /// Nothing is left to expand.
    Settled(Option<Written>),
    /// Nothing is left to expand except what grows.
    Held(Option<Written>),
}

/// Expands `text` until nothing changes; `None` if nothing changes at all. Linear: the number of rounds is
/// bounded.
pub(super) fn settled(once: &impl Once, text: &str, code: &[Span]) -> Option<Written> {
    let near = match tried(once, text, code, &Kept::new()) {
        Ok(result) => return result,
        Err(near) => near,
    };
    let result = tried(once, text, code, &near).ok().flatten()?;
    let code: Vec<Span> = code.iter().map(|span| result.map.target(*span)).collect();
    is_fixed(once, &result.text, &code).then_some(result)
}

/// Whether [`settled`] leaves `text` as it is.
fn is_fixed(once: &impl Once, text: &str, code: &[Span]) -> bool {
    let again = tried(once, text, code, &Kept::new()).or_else(|near| tried(once, text, code, &near));
    matches!(again, Ok(None))
}

/// Expands `text`, except for the short forms in `kept`, until nothing changes. If a mention that is ambiguous in `text` would be written out
/// even so, returns the short forms near it, which may decide it.
fn tried(once: &impl Once, text: &str, code: &[Span], kept: &Kept) -> Result<Option<Written>, Kept> {
    let mut result: Option<Written> = None;
    for _ in 0..ATTEMPTS {
        let (at, code) = place(result.as_ref(), text, code);
        let (next, is_last) = match attempt(once, at, &code, kept) {
            // A result that gives itself.
            Attempt::Held(None) => return Ok(result),
            Attempt::Settled(next) => (next, true),
            Attempt::Held(next) => (next, false),
        };
        let taken = taken(result.as_ref(), next.as_ref());
        if !taken.is_empty() {
            return Err(near(&taken, result.as_ref(), text));
        }
        result = then(result, next);
        if is_last {
            return Ok(result);
        }
    }
    Ok(None)
}

/// Expands as many short forms of `text` as settle, except for those in `kept`.
fn attempt(once: &impl Once, text: &str, code: &[Span], kept: &Kept) -> Attempt {
    let mut kept = kept.clone();
    for _ in 0..ATTEMPTS {
        match rounds(once, text, code, &kept) {
            Ok(written) if kept.is_empty() => return Attempt::Settled(written),
            Ok(written) => return Attempt::Held(written),
            Err(growing) => kept.extend(growing),
        }
    }
    Attempt::Held(None)
}

/// Expands `text` until nothing changes, or returns the short forms that grow.
fn rounds(once: &impl Once, text: &str, code: &[Span], kept: &Kept) -> Result<Option<Written>, Kept> {
    let mut result: Option<Written> = None;
    let mut longest = usize::MAX;
    let mut growing = Kept::new();
    for round in 0..=ROUNDS {
        let (at, placed) = place(result.as_ref(), text, code);
        let Some(next) = once.once(at, &placed, kept).filter(|next| next.text != at) else { return Ok(result) };
        if round == 0 {
            longest = next.text.len().saturating_mul(GROWTH);
        } else {
            let taken = taken(result.as_ref(), Some(&next));
            if !taken.is_empty() {
                return Err(shorts_at(&taken, text));
            }
            growing.extend(next.map.edits().filter_map(|edit| edit.source.of(at)).map(str::to_owned));
        }
        if round == ROUNDS || next.text.len() > longest {
            return Err(growing);
        }
        let is_fixed = next.is_fixed;
        result = then(result, Some(next));
        if is_fixed {
            debug_assert!(stands(once, result.as_ref(), text, code, kept), "a text that was not read again grows");
            return Ok(result);
        }
    }
    Ok(result)
}

/// Whether reading what was reached once more changes nothing.
fn stands(once: &impl Once, result: Option<&Written>, text: &str, code: &[Span], kept: &Kept) -> bool {
    let (at, code) = place(result, text, code);
    once.once(at, &code, kept).is_none_or(|next| next.text == at)
}

/// The text that was reached, and the spans of its code.
fn place<'t>(result: Option<&'t Written>, text: &'t str, code: &[Span]) -> (&'t str, Vec<Span>) {
    match result {
        None => (text, code.to_vec()),
        Some(result) => (&result.text, code.iter().map(|span| result.map.target(*span)).collect()),
    }
}

/// The short forms at some mentions.
fn shorts_at(mentions: &[Span], text: &str) -> Kept {
    mentions.iter().filter_map(|mention| mention.of(text)).map(str::to_owned).collect()
}

/// The short forms at the mentions in `taken`, and those that `result` wrote out near them.
fn near(taken: &[Span], result: Option<&Written>, text: &str) -> Kept {
    let mut kept = shorts_at(taken, text);
    let mut opens = taken.iter().peekable();
    for edit in result.iter().flat_map(|result| result.map.edits()) {
        while opens.next_if(|open| open.end + NEAR < edit.source.start).is_some() {}
        if opens.peek().is_some_and(|open| open.start < edit.source.end + NEAR) {
            kept.extend(edit.source.of(text).map(str::to_owned));
        }
    }
    kept
}

/// The mentions that are ambiguous in the given text and that `next` writes out of `result`. Both are in order.
fn taken(result: Option<&Written>, next: Option<&Written>) -> Vec<Span> {
    let (Some(result), Some(next)) = (result, next) else { return Vec::new() };
    let mut edits = next.map.edits().peekable();
    let is_taken = |open: &&Span| {
        let place = result.map.target(**open);
        while edits.next_if(|edit| edit.source.end <= place.start).is_some() {}
        edits.peek().is_some_and(|edit| edit.source.overlaps(place))
    };
    result.open.iter().filter(is_taken).copied().collect()
}

/// The later of two results, with the maps composed.
fn then(first: Option<Written>, next: Option<Written>) -> Option<Written> {
    match (first, next) {
        (Some(first), Some(next)) => Some(Written { map: first.map.then(&next.map), open: first.open, ..next }),
        (first, next) => next.or(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes each letter out by a table, all at once.
    struct Table(&'static [(char, &'static str)]);

    impl Once for Table {
        fn once(&self, text: &str, _: &[Span], kept: &Kept) -> Option<Written> {
            let (mut out, mut map) = (String::new(), OffsetMap::identity());
            for (at, letter) in text.char_indices() {
                let start = out.len();
                match self.0.iter().find(|(short, _)| *short == letter && !kept.contains(&short.to_string())) {
                    None => out.push(letter),
                    Some((_, long)) => {
                        out.push_str(long);
                        map.push(Span::new(at, at + letter.len_utf8()), Span::new(start, out.len()), 0);
                    }
                }
            }
            (!map.is_identity()).then_some(Written { text: out, map, ..Written::default() })
        }
    }

    fn of(table: &Table, text: &str) -> String {
        settled(table, text, &[]).map_or_else(|| text.to_owned(), |written| written.text)
    }

    #[test]
    fn what_grows_stays_and_the_rest_is_written_out() {
        let table = Table(&[('A', "a"), ('B', "bB"), ('C', "cD"), ('D', "dC"), ('E', "eF"), ('F', "f")]);
        for (text, want) in [("AxA", "axa"), ("A B", "a B"), ("E", "ef"), ("x", "x")] {
            assert_eq!(of(&table, text), want);
        }
        for text in ["ABCDEF", "CC", "DB", "FCA"] {
            let once = of(&table, text);
            assert_eq!(of(&table, &once), once, "{text}");
        }
    }
}
