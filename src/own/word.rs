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

/// The words of a document in order.
pub(super) fn words(doc: &Document<'_>, reading: Reading) -> Vec<Word> {
    let mut words = Vec::with_capacity(doc.tokens().len());
    for token in doc.tokens() {
        let text = || doc.text().cut(token.span().range());
        let key = match token.class {
            Class::Word if reading.foreign && is_foreign(text()) => {
                split(text(), token, reading, &mut words);
                continue;
            }
            Class::Word if reading.folded => bare_key(text()),
            Class::Word | Class::Mark => token.key,
            Class::Digits | Class::Protected(_) => Key::of(text()),
        };
        words.push(Word { is_capital: token.is_capitalised(), ..word(token, key) });
    }
    words
}

fn word(token: &Token, key: Key) -> Word {
    Word { key, start: token.start, end: token.end, gap: token.gap, is_capital: true }
}

/// Adds the Unicode words of a token of another script: `中国外交部`.
fn split(text: &str, token: &Token, reading: Reading, words: &mut Vec<Word>) {
    for (at, part) in text.split_word_bound_indices() {
        let small = part.to_lowercase();
        let key = if reading.folded { bare_key(&small) } else { Key::of(&small) };
        let start = token.start + to_u32(at);
        let gap = if at == 0 { token.gap } else { Gap::None };
        words.push(Word { start, end: start + to_u32(part.len()), gap, ..word(token, key) });
    }
}

/// Whether a word has a non-Latin letter.
pub(super) fn is_foreign(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|letter| !matches!(letter, '\0'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}'))
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
    fn words_of_another_script_are_those_of_unicode() {
        let doc = Document::new("Bộ 中国外交部 thăm МИД");
        let texts = |foreign| {
            let words = words(&doc, Reading { folded: false, foreign });
            words.iter().map(|word| &doc.text()[word.start as usize..word.end as usize]).collect::<Vec<_>>()
        };
        assert_eq!(texts(true), ["Bộ", "中", "国", "外", "交", "部", "thăm", "МИД"]);
        assert_eq!(texts(false), ["Bộ", "中国外交部", "thăm", "МИД"]);
    }
}
