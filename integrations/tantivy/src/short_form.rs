//! Short forms written out, each word of the long form at a position of its own.
//!
//! A synonym at the position of the short form alone would lose what follows: `ủy ban nhân dân tỉnh` has `tỉnh` four places after `ủy`,
//! `UBND tỉnh` one. So the tokens after it move on. Text and query go through the same filter, and meet in the long form.

use std::{collections::VecDeque, sync::Arc};

use tantivy_tokenizer_api::{Token, TokenFilter, TokenStream, Tokenizer};
use tinviet::{Dictionary, segment};

/// Writes out the short forms that have one meaning; those with several, and unknown ones, are left alone. It asks for the letters as
/// they are written, so it comes before [`Folded`](crate::Folded) and [`Variants`](crate::Variants).
#[derive(Clone, Debug)]
pub struct ShortForms {
    dictionary: Arc<Dictionary>,
}

impl ShortForms {
    /// By this dictionary.
    pub fn new(dictionary: Dictionary) -> Self {
        Self { dictionary: Arc::new(dictionary) }
    }
}

/// By the built-in dictionary.
impl Default for ShortForms {
    fn default() -> Self {
        Self::new(Dictionary::builtin())
    }
}

/// A tokenizer whose short forms were written out.
#[derive(Clone, Debug)]
pub struct ShortFormsFilter<T> {
    tokenizer: T,
    dictionary: Arc<Dictionary>,
}

/// Tokens whose short forms were written out.
#[derive(Debug)]
pub struct ShortFormsStream<'a, T> {
    tail: T,
    dictionary: &'a Dictionary,
    /// The words of a long form that are still to come.
    words: VecDeque<String>,
    /// How far the tokens moved on.
    shift: usize,
    token: Token,
}

impl TokenFilter for ShortForms {
    type Tokenizer<T: Tokenizer> = ShortFormsFilter<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> ShortFormsFilter<T> {
        ShortFormsFilter { tokenizer, dictionary: self.dictionary }
    }
}

impl<T: Tokenizer> Tokenizer for ShortFormsFilter<T> {
    type TokenStream<'a> = ShortFormsStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        ShortFormsStream {
            tail: self.tokenizer.token_stream(text),
            dictionary: &self.dictionary,
            words: VecDeque::new(),
            shift: 0,
            token: Token::default(),
        }
    }
}

impl<T: TokenStream> ShortFormsStream<'_, T> {
    /// The long form of the token, where it has one and no more.
    fn long_form(&self) -> Option<&str> {
        if !self.token.text.chars().any(char::is_uppercase) {
            return None;
        }
        let mut meanings = self.dictionary.meanings(&self.token.text);
        let only = meanings.next()?;
        meanings.next().is_none().then_some(only)
    }
}

impl<T: TokenStream> TokenStream for ShortFormsStream<'_, T> {
    fn advance(&mut self) -> bool {
        if let Some(word) = self.words.pop_front() {
            self.token.text = word;
            self.token.position += 1;
            self.shift += 1;
            return true;
        }
        if !self.tail.advance() {
            return false;
        }
        self.token.clone_from(self.tail.token());
        self.token.position += self.shift;
        if let Some(long) = self.long_form() {
            let mut words: VecDeque<_> = segment::words(long).map(|word| long[word.range()].to_owned()).collect();
            if let Some(first) = words.pop_front() {
                self.token.text = first;
                self.words = words;
            }
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
