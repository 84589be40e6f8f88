//! Step 0, on text: HTML entities and mojibake.

use super::{
    Reason,
    rewrite::{Rewrite, Rewritten},
};
use crate::{
    encoding::{decode_entities, repair_mojibake},
    span::{Cut as _, Span},
};

/// Decodes the entities of letters.
pub(super) fn entities(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some((letter, length)) = decode_entities(text.cut(at..)) {
            rewrite.replace_char(Span::new(at, at + length), letter, Reason::Entity);
        }
    }
    rewrite.finish()
}

/// Repairs mojibake line by line, since one wrong paragraph is often pasted into correct text.
pub(super) fn mojibake(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (span, with) in repair_mojibake(line) {
            rewrite.replace(Span::new(start + span.start, start + span.end), &with, Reason::Mojibake);
        }
        start += line.len();
    }
    rewrite.finish()
}

/// Whether the control character or soft hyphen at `at` is a byte of UTF-8 that was decoded as another encoding: `Ä\u{90}`,
/// `á»\u{81}`.
pub(super) fn goes_on_mojibake(text: &str, at: usize) -> bool {
    let (before, rest) = last_letter(text.cut(..at));
    match before {
        // After a lower-case letter it is a real soft hyphen.
        Some('á' | 'â') => !text.cut(at..).starts_with('\u{AD}'),
        Some(char) if is_lead(char) => true,
        // The punctuation step may have turned its second byte into `"`.
        Some(char) if is_tail(char) || char == '"' => matches!(last_letter(rest).0, Some('á' | 'â')),
        _ => false,
    }
}

/// The last letter of `text`, composed with its mark if it has one, and what comes before.
fn last_letter(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    let last = chars.next_back();
    let rest = chars.as_str();
    let mut more = chars.clone();
    let whole = last.zip(more.next_back()).and_then(|(mark, base)| unicode_normalization::char::compose(base, mark));
    match whole {
        Some(whole) => (Some(whole), more.as_str()),
        None => (last, rest),
    }
}

/// Whether `word`, a run of letters, is the start of a run of such characters, continued in `after`: `Viá»‡t`, `quyá»n`, `Biá"n`.
pub(super) fn begins_mojibake(word: &str, after: &str) -> bool {
    let Some(last) = word.chars().next_back() else { return false };
    let mut after = after.chars();
    let (Some(sign), Some(next)) = (after.next(), after.next()) else { return false };
    match last {
        'á' => matches!(sign, '»' | 'º' | '"') && (next.is_alphabetic() || is_tail(next)),
        _ => is_lead(last) && is_tail(sign),
    }
}

/// The first byte of a two-byte letter, as a windows-1252 character.
const fn is_lead(char: char) -> bool {
    matches!(char, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Æ')
}

/// A further byte of a letter: U+0080–00BF, and the windows-1252 characters 80–9F, except quotation marks and dashes, which may end ordinary
/// words.
const fn is_tail(char: char) -> bool {
    matches!(
        char,
        '\u{80}'
            ..='\u{BF}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '†'
                | '‡'
                | 'ˆ'
                | '‰'
                | 'Š'
                | '‹'
                | 'Œ'
                | 'Ž'
                | '•'
                | '˜'
                | '™'
                | 'š'
                | '›'
                | 'œ'
                | 'ž'
                | 'Ÿ'
    )
}
