//! The tokenizer: syllables, runs of digits, and units such as `30/2020/NĐ-CP` or a URL, with their offsets.

use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};
use tinviet::segment;

/// Splits a text into the words of [`tinviet::segment::words`]. Offsets are bytes of the text as it was given, also in NFD.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words;

/// The tokens of a text; made by [`Words`].
#[derive(Debug)]
pub struct WordsStream<'a> {
    text: &'a str,
    words: segment::Words<'a>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordsStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordsStream<'a> {
        WordsStream { text, words: segment::words(text), token: Token::default() }
    }
}

impl TokenStream for WordsStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.words.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.text[span.range()]);
        (self.token.offset_from, self.token.offset_to) = (span.start, span.end);
        // The default position is one before the first.
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
