//! The constraints of a short form's letters and marks on its long form.

use crate::{
    lexicon::w,
    segment::{Class, Document},
    span::Cut as _,
};

/// The parts of a short form apart from capitals.
pub(super) struct Shape<'s> {
    /// The digits at its end.
    number: &'s str,
    pub(super) marks: bool,
    /// Two capitals around an `&`: `M&A`.
    pub(super) joined: bool,
    /// One letter and a hyphen before the others: `A-TRC`.
    pub(super) hyphened: bool,
    pub(super) letters: usize,
    /// Digits elsewhere: a code.
    code: bool,
}

impl<'s> Shape<'s> {
    pub(super) fn of(short: &'s str) -> Self {
        let body = short.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let letters = body.trim_end();
        Self {
            number: short.cut(body.len()..),
            marks: letters.chars().any(|letter| !letter.is_alphanumeric()),
            joined: letters.len() == 3 && letters.as_bytes().get(1) == Some(&b'&'),
            hyphened: letters.as_bytes().get(1) == Some(&b'-') && letters.len() > 3,
            letters: letters.chars().filter(|letter| letter.is_alphabetic()).count(),
            code: letters.chars().any(|letter| letter.is_ascii_digit()),
        }
    }

    /// Whether a number ends it, which the phrase has to say.
    pub(super) const fn is_numbered(&self) -> bool {
        !self.number.is_empty()
    }

    /// Whether such a short form may stand for the phrase: its number is that of the phrase (`Hải Minh 2`, `HMIA2`), or it is a code.
    pub(super) fn suits(&self, doc: &Document<'_>, start: usize, end: usize, name: bool) -> bool {
        // A number in words is not compared: `lần thứ hai`, `SOM2`.
        let is_first = |at: usize| at > start && doc.is(at, w::nhất) && doc.is(at - 1, w::thứ);
        let numbered = || {
            (start..end).any(|at| match doc.token(at).class() {
                Class::Digits => doc.text_of(at).ends_with(self.number),
                _ => name && self.number.len() == 1 && (doc.is_number(at) || is_first(at)),
            })
        };
        !self.code
            && (name || self.letters < 8)
            && (name || !self.marks || self.joined || self.hyphened)
            && (self.number.is_empty() || self.letters > 1 && numbered())
    }
}
