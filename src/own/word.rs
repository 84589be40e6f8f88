//! The words of phrases: tokens, or Unicode words within tokens of other scripts.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    lexicon::{Key, State, fold},
    narrow::to_u32,
    segment::{Class, Document, Gap, Token},
    span::Cut as _,
};

/// A word and its span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) key: Key,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) gap: Gap,
    pub(super) is_capital: bool,
}

/// How words are read for one table of phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// Whether to ignore diacritics.
    pub(super) folded: bool,
    /// Whether any phrase has letters of another script.
    pub(super) foreign: bool,
}

/// The words of a document in order. A copy goes on from the same word, so that a phrase is followed without a list of all words.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    doc: &'a Document<'a>,
    reading: Reading,
    /// The tokens that follow.
    tokens: std::slice::Iter<'a, Token>,
    /// The remaining words of a token of another script.
    parts: std::vec::IntoIter<Word>,
}

impl<'a> Words<'a> {
    pub(super) fn new(doc: &'a Document<'_>, reading: Reading) -> Self {
        let reading = Reading { foreign: reading.foreign && may_be_foreign(doc.text()), ..reading };
        Self { doc, reading, tokens: doc.tokens().iter(), parts: Vec::new().into_iter() }
    }

    /// The next word for whose key and capital `may_begin` holds. Most words are passed over by the keys of their tokens alone.
    #[inline]
    pub(super) fn next_that(&mut self, may_begin: impl Fn(Key, bool) -> bool) -> Option<Word> {
        loop {
            if self.reads_tokens() {
                let rest = self.tokens.as_slice();
                let is_next = |token: &Token| !has_own_key(token) || may_begin(token.key, token.is_capitalised());
                self.tokens = rest.get(rest.iter().position(is_next)?..)?.iter();
            }
            let word = self.next()?;
            if may_begin(word.key, word.is_capital) {
                return Some(word);
            }
        }
    }

    /// Whether words are tokens, with their keys.
    #[inline]
    fn reads_tokens(&self) -> bool {
        self.reading == Reading::default()
    }

    /// The next word, whatever its class and script.
    fn next_read(&mut self) -> Option<Word> {
        if let Some(part) = self.parts.next() {
            return Some(part);
        }
        let token = self.tokens.next()?;
        let text = || self.doc.text().cut(token.span().range());
        let key = match token.class {
            Class::Word if self.reading.foreign && is_foreign(text()) => {
                // A token has letters, so there is a part.
                self.parts = split(text(), token, self.reading).into_iter();
                return self.parts.next();
            }
            Class::Word if self.reading.folded => bare_key(text()),
            Class::Word | Class::Mark => token.key,
            Class::Digits | Class::Protected(_) => Key::of(text()),
        };
        Some(capitals(token, key))
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        if self.reads_tokens()
            && let Some((token, rest)) = self.tokens.as_slice().split_first()
            && has_own_key(token)
        {
            self.tokens = rest.iter();
            return Some(capitals(token, token.key));
        }
        self.next_read()
    }
}

/// Whether the key of a token is that of its word.
#[inline]
fn has_own_key(token: &Token) -> bool {
    matches!(token.class, Class::Word | Class::Mark)
}

/// The word of a token, with its letter case.
#[inline]
fn capitals(token: &Token, key: Key) -> Word {
    Word { is_capital: token.is_capitalised(), ..word(token, key) }
}

#[inline]
fn word(token: &Token, key: Key) -> Word {
    Word { key, start: token.start, end: token.end, gap: token.gap, is_capital: true }
}

/// The Unicode words of a token of another script: `中国外交部`.
fn split(text: &str, token: &Token, reading: Reading) -> Vec<Word> {
    let word = |(at, part): (usize, &str)| {
        let small = part.to_lowercase();
        let key = if reading.folded { bare_key(&small) } else { Key::of(&small) };
        let start = token.start + to_u32(at);
        let gap = if at == 0 { token.gap } else { Gap::None };
        Word { start, end: start + to_u32(part.len()), gap, ..word(token, key) }
    };
    text.split_word_bound_indices().map(word).collect()
}

/// Whether a word has a non-Latin letter.
pub(super) fn is_foreign(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|letter| !matches!(letter, '\0'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// Whether any word of a text may have a non-Latin letter: `false` for nearly all Vietnamese news, after a look at first bytes only.
fn may_be_foreign(text: &str) -> bool {
    let bytes = text.as_bytes();
    let others = bytes.iter().filter(|byte| matches!(byte, 0xCD..=0xE0 | 0xE3..)).count();
    // U+1E00 to U+1EFF are Vietnamese.
    let vietnamese = bytes.windows(2).filter(|pair| pair[0] == 0xE1 && matches!(pair[1], 0xB8..=0xBB)).count();
    let is_mark =
        |at| matches!(text.get(at..).and_then(|rest| rest.chars().next()), Some('–' | '—' | '“' | '”' | '…' | '•'));
    others > 0
        || memchr::memchr_iter(0xE1, bytes).count() > vietnamese
        || !memchr::memchr_iter(0xE2, bytes).all(is_mark)
}

/// The key of a word without its marks.
fn bare_key(word: &str) -> Key {
    let letters = word.chars().filter_map(bare);
    letters.fold(State::new(), |state, letter| state.with_letter(fold(letter.into()))).key()
}

/// The letter without diacritics, with its case; `None` for a combining mark.
pub(super) fn bare(letter: char) -> Option<char> {
    match letter {
        ..'\u{80}' => Some(letter),
        '\u{300}'..='\u{36F}' => None,
        _ => match BARE.get(letter as usize).copied().unwrap_or_default() {
            0 => Some(letter),
            base => Some(base.into()),
        },
    }
}

/// The ASCII base letter of a Latin letter; 0 if there is none.
static BARE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let base = |code: u32| {
        let letter = char::from_u32(code)?;
        let base = match letter {
            'đ' => 'd',
            'Đ' => 'D',
            _ => letter.nfd().next()?,
        };
        u8::try_from(base).ok().filter(u8::is_ascii_alphabetic)
    };
    (0..0x1F00).map(|code| base(code).unwrap_or_default()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_keep_their_case() {
        let bare = |text: &str| text.chars().filter_map(bare).collect::<String>();
        assert_eq!(bare("Đường Ủy ban ẵm Ấn e\u{301}"), "Duong Uy ban am An e");
        assert_eq!(bare("МИД 中国 95%"), "МИД 中国 95%");
    }

    #[test]
    fn a_text_of_another_script_is_noticed() {
        for text in ["“Ủy ban – Bộ” • 5 %…", "tiếng Việt", ""] {
            assert!(!may_be_foreign(text), "{text:?}");
        }
        for text in ["thăm МИД", "Ủy ban 中国", "α", "ở Ⅷ", "O’Brien", "เมือง"] {
            assert!(may_be_foreign(text), "{text:?}");
        }
    }

    #[test]
    fn words_of_another_script_are_those_of_unicode() {
        let doc = Document::new("Bộ 中国外交部 thăm МИД");
        let texts = |foreign| {
            let words = Words::new(&doc, Reading { folded: false, foreign });
            words.map(|word| &doc.text()[word.start as usize..word.end as usize]).collect::<Vec<_>>()
        };
        assert_eq!(texts(true), ["Bộ", "中", "国", "外", "交", "部", "thăm", "МИД"]);
        assert_eq!(texts(false), ["Bộ", "中国外交部", "thăm", "МИД"]);
    }
}
