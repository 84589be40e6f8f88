//! Step 7, optional: one spelling for words that are written with `i` or `y`.
//!
//! It uses a list of words, and of neighbours if only some compounds vary. A rule for all open syllables was rejected: `sĩ`, `tỉ`, `vì`, `đi`
//! are hardly ever written with `y`, and `mì` means noodles while `mỳ` is not a word of its own. Sources: the usage of press and schools, as
//! in the list `i_and_y.txt` of the Cốc Cốc tokeniser.

use super::{
    IY, Reason,
    rewrite::{Rewrite, Rewritten},
    runs::{Shield, runs},
};
use crate::{
    span::{Cut as _, Span},
    syllable::{Syllable, Tone, letter::Letter},
};

/// The words by onset and tone, in either spelling.
const WORDS: [(&str, Tone); 13] = [
    ("h", Tone::Level),
    ("k", Tone::Acute),
    ("k", Tone::Grave),
    ("k", Tone::Tilde),
    ("k", Tone::Hook),
    ("l", Tone::Acute),
    ("m", Tone::Tilde),
    // In any word: `qui` and `quy` are the same syllable.
    ("qu", Tone::Level),
    ("qu", Tone::Acute),
    ("qu", Tone::Grave),
    ("qu", Tone::Hook),
    ("qu", Tone::Tilde),
    ("qu", Tone::DotBelow),
];

/// `hi` varies only before these (`hi vọng`); alone it is a laugh.
const AFTER_HI: [&str; 3] = ["vọng", "sinh", "hữu"];

/// `kí` and `lí` do not vary before these: `kí lô`, `lí nhí`, `lí lắc`.
const FIXED: [(&str, &str); 4] = [("k", "lô"), ("k", "lo"), ("l", "nhí"), ("l", "lắc")];

/// Writes the words of the list with the letter that `style` requires.
pub(super) fn apply(text: &str, style: IY) -> Option<Rewritten> {
    let (from, to) = match style {
        IY::Keep => return None,
        IY::Y => ("i", "y"),
        IY::I => ("y", "i"),
    };
    let mut rewrite = Rewrite::new(text);
    let mut shield = Shield::new(text);
    let mut words = runs(text).peekable();
    let mut before: Option<Span> = None;
    while let Some(word) = words.next() {
        let previous = before.replace(word);
        let written = text.cut(word.range());
        let Some(syllable) = Syllable::parse(written) else { continue };
        if syllable.rhyme() != from || !WORDS.contains(&(syllable.onset(), syllable.tone())) {
            continue;
        }
        let next = words.peek().copied();
        let near = |other: &Span| text.cut(word.end..other.start).trim_matches([' ', '\u{A0}', '-']).is_empty();
        let following = next.filter(near).map_or("", |next| text.cut(next.range()));
        let lower = following.to_lowercase();
        if syllable.onset() == "h" && !AFTER_HI.contains(&lower.as_str())
            || FIXED.contains(&(syllable.onset(), lower.as_str()))
            || is_name(text, previous, word, following)
            || shield.covers(word)
        {
            continue;
        }
        // The vowel is the last letter.
        let Some((at, letter)) = written.char_indices().next_back() else { continue };
        let Some((old, new)) = Letter::read(letter).zip(Letter::read(to.chars().next().unwrap_or_default())) else {
            continue;
        };
        let with = Letter { base: new.base, ..old }.compose();
        rewrite.replace_char(Span::new(word.start + at, word.end), with, Reason::IY);
    }
    rewrite.finish()
}

/// Whether the word is part of a name by its capitals: `Lí Thường Kiệt`, `nước Mĩ`, but not `Kì họp` at the start of a
/// sentence.
fn is_name(text: &str, previous: Option<Span>, word: Span, following: &str) -> bool {
    let written = text.cut(word.range());
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let shouted = |word: &str| word.chars().all(char::is_uppercase);
    if !capital(written) || shouted(written) && written.chars().count() > 1 {
        return false;
    }
    let starts = match previous {
        None => true,
        Some(previous) => {
            text.cut(previous.end..word.start).contains(['.', '!', '?', '…', ':', '\n', '“', '"', '•', ';'])
        }
    };
    !starts || capital(following)
}
