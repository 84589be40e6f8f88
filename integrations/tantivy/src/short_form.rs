//! Expands short forms; each word of the long form has its own position.
//!
//! A synonym at the single position of the short form would break phrases: in `ủy ban nhân dân tỉnh`, `tỉnh` comes four positions after `ủy`,
//! in `UBND tỉnh` one. So the tokens after it are shifted. Text and query go through the same filter and match in the long form.

use std::{collections::VecDeque, sync::Arc};

use tantivy_tokenizer_api::{Token, TokenFilter, TokenStream, Tokenizer};
use tinviet::{Dictionary, segment};

/// Expands the short forms with a single meaning; ambiguous and unknown ones stay as they are. It needs the letters as
/// written, so it comes before [`Folded`](crate::Folded) and [`Variants`](crate::Variants).
#[derive(Clone, Debug)]
pub struct ShortForms {
    dictionary: Arc<Dictionary>,
}

impl ShortForms {
    /// Uses this dictionary.
    pub fn new(dictionary: Dictionary) -> Self {
        Self { dictionary: Arc::new(dictionary) }
    }
}

/// Uses the built-in dictionary.
impl Default for ShortForms {
    fn default() -> Self {
        Self::new(Dictionary::builtin())
    }
}

/// A tokenizer with expanded short forms.
#[derive(Clone, Debug)]
pub struct ShortFormsFilter<T> {
    tokenizer: T,
    dictionary: Arc<Dictionary>,
}

/// Tokens with expanded short forms.
#[derive(Debug)]
pub struct ShortFormsStream<'a, T> {
    tail: T,
    dictionary: &'a Dictionary,
    /// The remaining words of a long form.
    words: VecDeque<String>,
    /// How far the following tokens have shifted.
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
    /// The long form of the token, if it has exactly one.
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
