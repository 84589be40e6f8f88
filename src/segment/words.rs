//! The spans of words, for counting or splitting without grammars: takes half the time of a [`Document`].
//!
//! [`Document`]: super::Document

use std::vec;

use crate::{
    bytes,
    protect::{self, Protected},
    segment::{
        block::{Block, Word},
        scan::{self, Read},
        token::Class,
    },
    span::Span,
};

/// The words, runs of digits and protected ranges of `text`, in order: the tokens of a [`Document`](super::Document) except
/// punctuation, without their keys. Linear; allocates only for protected ranges.
///
/// ```
/// use tinviet::segment::words;
/// let text = "Năm 2021, UBND xã có thư: xa@bao.example.";
/// let words: Vec<&str> = words(text).map(|word| &text[word.range()]).collect();
/// assert_eq!(words, ["Năm", "2021", "UBND", "xã", "có", "thư", "xa@bao.example"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    let mut protected = protect::find(text).into_iter();
    let next = protected.next();
    let limit = next.map_or(text.len(), |protected| protected.span.start);
    Words { text, at: 0, limit, next, protected, block: Block::at(text, 0, limit) }
}

/// See [`words`].
#[derive(Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    /// The start of the next protected range, or the end of the text.
    limit: usize,
    next: Option<Protected>,
    protected: vec::IntoIter<Protected>,
    block: Block,
}

impl Words<'_> {
    /// The protected range at the limit, if there is one.
    fn stretch(&mut self) -> Option<Span> {
        let span = self.next?.span;
        self.next = self.protected.next();
        self.limit = self.next.map_or(self.text.len(), |protected| protected.span.start);
        self.at = span.end;
        if self.at < self.limit {
            self.block = Block::at(self.text, self.at, self.limit);
        }
        Some(span)
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        loop {
            let Some(place) = self.block.next() else {
                self.at = self.at.max(self.block.end());
                if self.at >= self.limit {
                    return self.stretch();
                }
                self.block = Block::at(self.text, self.at, self.limit);
                continue;
            };
            let start = self.block.start + place;
            let Word { width, is_whole, .. } = self.block.word(place);
            if is_whole && width > 0 {
                self.at = start + width;
                return Some(Span::new(start, self.at));
            }
            let is_word;
            (self.at, is_word) = if width == 0 {
                let digits = bytes::digits(self.text.as_bytes(), start, self.limit);
                (start + digits.max(1), digits > 0)
            } else {
                match scan::rest(self.text, start, self.limit) {
                    Read::Piece(piece) => (piece.end, piece.class == Class::Word),
                    Read::Space(end) | Read::Line(end) => (end, false),
                }
            };
            self.block.skip_to(self.at);
            if is_word {
                return Some(Span::new(start, self.at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Document;

    #[test]
    fn are_the_tokens_of_a_document_but_for_its_marks() {
        let articles = [
            include_str!("../../fixtures/articles/bong-da.txt"),
            include_str!("../../fixtures/articles/khen-thuong.txt"),
            include_str!("../../fixtures/articles/kinh-te.txt"),
            "",
            "“Ừ” – https://vi.example/tin%20moi… Москва e\u{301}m 12345678901\u{A0}m²\r\n30/2020/NĐ-CP#HàNội",
        ];
        for text in articles.iter().flat_map(|text| [(*text).to_owned(), format!(" {text}"), text.repeat(2)]) {
            let doc = Document::new(&text);
            let tokens = doc.tokens().iter().filter(|token| token.class() != Class::Mark).map(|token| token.span());
            assert!(words(&text).eq(tokens), "{text}");
        }
    }
}
