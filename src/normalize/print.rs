//! Step 6, optional: white space, quotation marks and dashes in ASCII; and folding letters to ASCII.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::{
    Reason,
    rewrite::{Rewrite, Rewritten},
};
use crate::{
    span::{Cut as _, Span},
    syllable::letter::Letter,
};

/// Collapses white space; see [`super::Spaces::Ascii`].
pub(super) fn spaces(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut chars = text.char_indices().peekable();
    while let Some((start, char)) = chars.next() {
        if !(is_space(char) || is_line_end(char)) {
            continue;
        }
        let (mut end, mut lines, mut last) = (start, 0, char);
        let mut current = Some((start, char));
        while let Some((at, char)) = current {
            end = at + char.len_utf8();
            // CRLF is one line end.
            lines += usize::from(is_line_end(char) && !(char == '\n' && last == '\r' && at > start));
            last = char;
            current = chars.next_if(|(_, next)| is_space(*next) || is_line_end(*next));
        }
        let with = match lines {
            _ if start == 0 || end == text.len() => "",
            0 => " ",
            1 => "\n",
            _ => "\n\n",
        };
        if text.cut(start..end) != with {
            rewrite.replace(Span::new(start, end), with, Reason::Space);
        }
    }
    rewrite.finish()
}

const fn is_space(char: char) -> bool {
    matches!(char, '\t' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

const fn is_line_end(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Writes quotation marks, primes and dashes in ASCII; see [`super::Punctuation::Ascii`].
pub(super) fn punctuation(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    for (at, char) in text.char_indices() {
        let with = match char {
            '\u{2018}'..='\u{201B}' | '‹' | '›' | '\u{2032}' => '\'',
            '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            _ => continue,
        };
        rewrite.replace_char(Span::new(at, at + char.len_utf8()), with, Reason::Punctuation);
    }
    rewrite.finish()
}

/// Removes the marks of Latin letters; see [`super::Fold::Ascii`].
pub(super) fn fold(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    // Whether the last letter is Latin, and a single space after it, which may separate a tone mark from its letter
    // (`thi ̣`).
    let (mut latin, mut blank): (bool, Option<Span>) = (false, None);
    for (at, char) in text.char_indices() {
        let span = Span::new(at, at + char.len_utf8());
        if is_space(char) && latin && blank.is_none() {
            blank = Some(span);
            continue;
        }
        let parted = blank.take().filter(|_| is_combining_mark(char));
        if char.is_ascii() {
            latin = char.is_ascii_alphabetic();
        } else if let Some(letter) = Letter::read(char) {
            rewrite.replace_char(span, char::from(letter.fold()), Reason::Folded);
            latin = true;
        } else if is_combining_mark(char) && latin {
            // If no word follows, the space was only before the mark.
            let goes_on = text.cut(span.end..).starts_with(char::is_alphanumeric);
            let start = parted.filter(|_| !goes_on).map_or(span.start, |blank| blank.start);
            rewrite.delete(Span::new(start, span.end), Reason::Folded);
        } else if matches!(char, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}') {
            // A byte of mojibake was kept for a later repair; after folding there can be none.
            rewrite.delete(span, Reason::Invisible);
        } else {
            let base = char.nfd().next().filter(char::is_ascii_alphabetic).map(String::from);
            let with = base.as_deref().or(match char {
                'Ð' | 'Ɖ' => Some("D"),
                'ð' | 'ɖ' => Some("d"),
                'Ø' => Some("O"),
                'ø' => Some("o"),
                'Ł' => Some("L"),
                'ł' => Some("l"),
                'Æ' => Some("AE"),
                'æ' => Some("ae"),
                'Œ' => Some("OE"),
                'œ' => Some("oe"),
                'ß' => Some("ss"),
                'Þ' => Some("Th"),
                'þ' => Some("th"),
                'ı' => Some("i"),
                _ => None,
            });
            latin = with.is_some();
            if let Some(with) = with {
                rewrite.replace(span, with, Reason::Folded);
            }
        }
    }
    rewrite.finish()
}
