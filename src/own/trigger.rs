//! What a sentence must contain before a pattern runs on it: most patterns require a word that most sentences
//! lack.

use std::cmp::Reverse;

use regex_syntax::hir::{
    Class, Hir, HirKind,
    literal::{ExtractKind, Extractor},
};

use super::view::is_sign;

/// The requirements of a pattern on a sentence: all must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// One of these literals, if there are any. Each is a word or a part of one, with a space before or after it where the pattern has one.
    pub(super) texts: Vec<Box<str>>,
    /// One of the facts that the pattern refers to.
    pub(super) fact: bool,
    /// A digit.
    pub(super) digit: bool,
}

/// Longer literals are not more selective.
const LONGEST: usize = 24;

/// The maximum number of literals for a pattern.
const MOST: usize = 64;

/// The requirements of a pattern.
pub(super) fn of(hir: &Hir) -> Needs {
    let mut needs = Needs::default();
    // The parts that every match contains: those of a concatenation, of groups, and of repetitions of at least one.
    let mut open = vec![hir];
    while let Some(hir) = open.pop() {
        if is_digits(hir) {
            needs.digit = true;
            continue;
        }
        match hir.kind() {
            HirKind::Capture(capture) => open.push(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => open.push(&repetition.sub),
            HirKind::Concat(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    open.push(part);
                    let rest = Hir::concat(parts.get(index..).unwrap_or_default().iter().take(8).cloned().collect());
                    needs.take(texts(&rest));
                }
            }
            _ => needs.take(texts(hir)),
        }
    }
    needs
}

impl Needs {
    /// Adds the requirement of a part. Of two sets of literals, it keeps the more selective: that with the longer ones.
    fn take(&mut self, found: Option<Vec<Box<str>>>) {
        let Some(found) = found else { return };
        let worth = |texts: &Vec<Box<str>>| {
            let shortest = texts.iter().map(|text| text.len()).min().unwrap_or_default();
            (shortest.min(8), Reverse(texts.len()))
        };
        if found.iter().all(|text| text.contains(is_sign)) {
            self.fact = true;
        } else if self.texts.is_empty() || worth(&found) > worth(&self.texts) {
            self.texts = found;
        }
    }
}

/// The literals with one of which every match of `hir` starts: of each, the longest word.
fn texts(hir: &Hir) -> Option<Vec<Box<str>>> {
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_class(8).limit_total(MOST).limit_literal_len(4 * LONGEST);
    let seq = extractor.extract(hir);
    let mut texts: Vec<Box<str>> = Vec::new();
    for literal in seq.literals()? {
        // A literal may be cut in the middle of a letter.
        let valid = match std::str::from_utf8(literal.as_bytes()) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(literal.as_bytes().get(..error.valid_up_to())?).ok()?,
        };
        let pieces: Vec<&str> = valid.split(' ').collect();
        // The first of the longest: `thửa đất số` and `thửa số` then ask for the same word.
        let longest = |(index, word): &(usize, &&str)| (word.contains(is_sign), word.len(), Reverse(*index));
        let (index, word) = pieces.iter().enumerate().max_by_key(longest)?;
        let end = (0..=word.len().min(LONGEST)).rev().find(|end| word.is_char_boundary(*end))?;
        let part = word.get(..end).filter(|part| part.len() > 1)?;
        let (before, after) = (index > 0, index + 1 < pieces.len() && part.len() == word.len());
        let blank = |stands: bool| if stands { " " } else { "" };
        let text = format!("{}{part}{}", blank(before), blank(after));
        if !texts.iter().any(|other| **other == *text) {
            texts.push(text.into());
        }
    }
    // If either a fact or a word may match, neither is a requirement.
    let facts = texts.iter().filter(|text| text.contains(is_sign)).count();
    (!texts.is_empty() && (facts == 0 || facts == texts.len())).then_some(texts)
}

/// Whether `hir` matches only digits.
fn is_digits(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            !class.ranges().is_empty()
                && class.ranges().iter().all(|range| range.len() <= 50 && (range.start()..=range.end()).all(is_digit))
        }
        HirKind::Literal(literal) => literal.0.len() == 1 && literal.0.first().is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}

/// Whether a letter is a digit that [`may_have_foreign_digits`] or the tokens know.
fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || letter.is_numeric() && matches!(letter, '\u{660}'..='\u{1DFF}' | '\u{3000}'..)
}

/// Whether a text may have digits of another script: whether it has a letter beyond Latin, Greek, Cyrillic and combining marks.
pub(super) fn may_have_foreign_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let leads = bytes.iter().filter(|byte| matches!(byte, 0xD9..=0xE0 | 0xE3..)).count();
    // U+1E00 to U+1EFF are Vietnamese.
    let vietnamese = bytes.windows(2).filter(|pair| pair[0] == 0xE1 && matches!(pair[1], 0xB8..=0xBB)).count();
    leads > 0 || memchr::memchr_iter(0xE1, bytes).count() > vietnamese
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_what_it_needs() {
        let of = |pattern: &str| of(&regex_syntax::parse(pattern).unwrap());
        let needs =
            |texts: &[&str], fact, digit| Needs { texts: texts.iter().map(|&text| text.into()).collect(), fact, digit };
        assert_eq!(of(r"thửa(?: đất)? số (?<plot>\d+)"), needs(&["thửa "], false, true));
        assert_eq!(of(r"\d+/\d{4}/(?:HSST|DSPT)"), needs(&["/HSST", "/DSPT"], false, true));
        assert_eq!(of(r"(?i)km \d+"), needs(&["KM ", "Km ", "kM ", "km ", "\u{212A}M ", "\u{212A}m "], false, true));
        assert_eq!(of("(?<dead>\u{F0001}) chết"), needs(&[" chết"], true, false));
        assert_eq!(of("(?<dead>\u{F0001})(?: chết)?"), needs(&[], true, false));
        assert_eq!(of(r"\d{2}[A-Z]\d{4}"), needs(&[], false, true));
        assert_eq!(of(r"\w+"), needs(&[], false, false));
        assert_eq!(of(r"(?:số \d+)?x?"), needs(&[], false, false));
    }
}
