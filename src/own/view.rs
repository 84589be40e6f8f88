//! The view of a sentence that patterns see: canonical text with single spaces, and one symbol for each fact.

use std::{borrow::Cow, ops::Range};

use crate::{
    segment::{Document, Gap},
    span::{Cut as _, OffsetMap, Span},
};

/// A fact represented by one symbol.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) span: Span,
    pub(super) sign: char,
    /// Its index among the drafts.
    pub(super) draft: usize,
}

/// The first symbol: private-use characters, of which plane 15 has 65,534.
const FIRST: u32 = 0xF_0000;

/// The symbol of the kind with this index.
pub(super) fn sign(kind: usize) -> char {
    u32::try_from(kind).ok().and_then(|kind| char::from_u32(FIRST + kind)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a character may be a symbol.
pub(super) fn is_sign(letter: char) -> bool {
    (FIRST..FIRST + 0x1_0000).contains(&letter.into())
}

/// The first byte of each symbol.
const LEAD: u8 = 0xF3;

/// A sentence as patterns see it.
pub(super) struct View<'a> {
    pub(super) text: Cow<'a, str>,
    map: OffsetMap,
    /// The start of the sentence.
    base: usize,
    /// The facts by the positions of their symbols.
    held: Vec<(usize, Standing)>,
}

impl<'a> View<'a> {
    /// The view of a range of tokens; `standing` are the facts within it, in order, not overlapping.
    pub(super) fn of(doc: &Document<'a>, tokens: Range<usize>, standing: &[Standing]) -> Self {
        let span = doc.span_of(tokens.clone());
        let source = doc.text().cut(span.range());
        if standing.is_empty() && is_clean(doc, tokens.clone()) {
            return Self { text: source.into(), map: OffsetMap::identity(), base: span.start, held: Vec::new() };
        }
        let mut view = Self {
            text: Cow::Owned(String::with_capacity(source.len())),
            map: OffsetMap::identity(),
            base: span.start,
            held: Vec::with_capacity(standing.len()),
        };
        let mut standing = standing.iter().peekable();
        let mut copied = span.start;
        for index in tokens {
            let Some(token) = doc.tokens().get(index) else { break };
            let (start, end) = (token.start as usize, token.end as usize);
            if token.gap != Gap::None && start > copied {
                view.replace(doc, copied..start, " ");
                copied = start;
            }
            while let Some(fact) = standing.next_if(|fact| fact.span.start < end) {
                if fact.span.start < copied {
                    continue;
                }
                view.copy(doc, copied..fact.span.start);
                view.held.push((view.text.len(), *fact));
                let mut bytes = [0; 4];
                view.replace(doc, fact.span.range(), fact.sign.encode_utf8(&mut bytes));
                copied = fact.span.end;
            }
            if end > copied {
                view.copy(doc, copied.max(start)..end);
                copied = end;
            }
        }
        view
    }

    /// Copies a range; a symbol character in the text itself would be mistaken for a fact.
    fn copy(&mut self, doc: &Document<'_>, range: Range<usize>) {
        let part = doc.text().cut(range.clone());
        if memchr::memchr(LEAD, part.as_bytes()).is_none() {
            self.text.to_mut().push_str(part);
            return;
        }
        for (at, letter) in part.char_indices() {
            let start = range.start + at;
            if is_sign(letter) {
                self.replace(doc, start..start + letter.len_utf8(), "\u{FFFD}");
            } else {
                self.text.to_mut().push(letter);
            }
        }
    }

    fn replace(&mut self, doc: &Document<'_>, range: Range<usize>, with: &str) {
        let start = self.text.len();
        self.text.to_mut().push_str(with);
        if doc.text().cut(range.clone()) != with {
            let source = Span::new(range.start - self.base, range.end - self.base);
            self.map.push(source, Span::new(start, self.text.len()), 0);
        }
    }

    /// The span in the document of a range of the view.
    pub(super) fn source(&self, view: Range<usize>) -> Span {
        let span = self.map.source(view.into());
        Span::new(span.start + self.base, span.end + self.base)
    }

    /// The fact whose symbol is at a position.
    pub(super) fn fact_at(&self, place: usize) -> Option<Standing> {
        let at = self.held.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        self.held.get(at).map(|(_, fact)| *fact)
    }

    /// The text of a range, with facts as text.
    pub(super) fn read(&self, doc: &Document<'_>, view: Range<usize>) -> Box<str> {
        let part = self.text.cut(view.clone());
        if !part.contains(is_sign) {
            return part.trim().into();
        }
        let written = doc.text().cut(self.source(view).range());
        written.split_whitespace().collect::<Vec<_>>().join(" ").into()
    }
}

/// Whether the text of some tokens equals its view.
fn is_clean(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let Some(tokens) = doc.tokens().get(tokens) else { return true };
    let text = doc.text().as_bytes();
    tokens.windows(2).all(|pair| match pair {
        [before, token] => {
            let (end, start) = (before.end as usize, token.start as usize);
            end == start && token.gap == Gap::None || start == end + 1 && text.get(end) == Some(&b' ')
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_one_and_facts_are_signs() {
        let text = "Có  5\u{A0}hộ,\t3 người \u{F0000}.";
        let doc = Document::new(text);
        let at = |part: &str| text.find(part).map(|at| Span::new(at, at + part.len())).unwrap_or_default();
        let standing = Standing { span: at("5\u{A0}hộ"), sign: sign(1), draft: 7 };
        let view = View::of(&doc, 0..doc.tokens().len(), &[standing]);
        assert_eq!(view.text, "Có \u{F0001}, 3 người \u{FFFD}.");
        assert_eq!(view.source(4..8), standing.span);
        assert_eq!(view.fact_at(4).map(|fact| fact.draft), Some(7));
        assert_eq!(&*view.read(&doc, 4..11), "5 hộ, 3");
        let people = view.text.find("3 người").unwrap_or_default();
        assert_eq!(view.source(people..people + "3 người".len()), at("3 người"));
    }
}
