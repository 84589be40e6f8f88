//! The words of a text, each with its syllable.

use super::Syllable;
use crate::span::{Cut as _, Span};

/// A word: letters, their marks and digits, with apostrophes inside it (`M'gar`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands.
    pub span: Span,
    /// The word as written.
    pub text: &'t str,
}

impl Word<'_> {
    /// Its syllable, if it is one.
    ///
    /// ```
    /// let words: Vec<_> = tinviet::syllable::words("Hà Nội, IELTS").map(|word| word.syllable().is_some()).collect();
    /// assert_eq!(words, [true, true, false]);
    /// ```
    pub fn syllable(&self) -> Option<Syllable> {
        Syllable::parse(self.text)
    }
}

/// The words of `text`, in order. Linear, allocates nothing.
///
/// ```
/// let words: Vec<&str> = tinviet::syllable::words("Xã M'gar: 5-7%.").map(|word| word.text).collect();
/// assert_eq!(words, ["Xã", "M'gar", "5", "7"]);
/// ```
pub const fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The iterator that [`words`] returns.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

fn belongs(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '\u{300}'..='\u{36F}')
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let start = self.at + self.text.cut(self.at..).find(belongs)?;
        let mut end = start;
        loop {
            let rest = self.text.cut(end..);
            let run = rest.find(|char| !belongs(char)).unwrap_or(rest.len());
            end += run;
            let mut after = rest.cut(run..).chars();
            match (after.next(), after.next()) {
                (Some(mark @ ('\'' | '’')), Some(letter)) if letter.is_alphabetic() => end += mark.len_utf8(),
                _ => break,
            }
        }
        self.at = end;
        Some(Word { span: Span::new(start, end), text: self.text.cut(start..end) })
    }
}
