//! What a sentence must contain before a pattern runs on it: most patterns require a word that most sentences
//! lack.

use regex_syntax::hir::{
    Class, Hir, HirKind,
    literal::{ExtractKind, Extractor},
};

use super::view::is_sign;

/// The requirement of a pattern on a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    /// One of these literals, which contain no space.
    Literals(Vec<Box<str>>),
    /// One of the facts that the pattern refers to.
    Facts,
    /// A digit.
    Digit,
    /// No known requirement.
    Always,
}

/// Longer literals are not more selective.
const LONGEST: usize = 24;

/// The maximum number of literals for a pattern.
const MOST: usize = 64;

/// The requirement of a pattern.
pub(super) fn of(hir: &Hir) -> Trigger {
    let mut best: Option<Vec<Box<str>>> = None;
    let mut digit = false;
    // The parts that every match contains: those of a concatenation, of groups, and of repetitions of at least one.
    let mut open = vec![hir];
    while let Some(hir) = open.pop() {
        if is_digits(hir) {
            digit = true;
            continue;
        }
        match hir.kind() {
            HirKind::Capture(capture) => open.push(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => open.push(&repetition.sub),
            HirKind::Concat(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    open.push(part);
                    let rest = Hir::concat(parts.get(index..).unwrap_or_default().iter().take(8).cloned().collect());
                    best = better(best, texts(&rest));
                }
            }
            _ => best = better(best, texts(hir)),
        }
    }
    match best {
        Some(texts) if texts.iter().all(|text| text.contains(is_sign)) => Trigger::Facts,
        Some(texts) => Trigger::Literals(texts),
        None if digit => Trigger::Digit,
        None => Trigger::Always,
    }
}

/// The literals with one of which every match of `hir` starts, each up to its first space or, if longer, after it.
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
        let word = valid.split(' ').max_by_key(|word| (word.contains(is_sign), word.len()))?;
        let end = (0..=word.len().min(LONGEST)).rev().find(|end| word.is_char_boundary(*end))?;
        let word = word.get(..end).filter(|word| word.len() > 1)?;
        if !texts.iter().any(|other| **other == *word) {
            texts.push(word.into());
        }
    }
    // If either a fact or a word may match, neither is a requirement.
    let facts = texts.iter().filter(|text| text.contains(is_sign)).count();
    (!texts.is_empty() && (facts == 0 || facts == texts.len())).then_some(texts)
}

/// The more selective choice: facts, then the longer literals.
fn better(old: Option<Vec<Box<str>>>, new: Option<Vec<Box<str>>>) -> Option<Vec<Box<str>>> {
    let worth = |texts: &Vec<Box<str>>| {
        let shortest = texts.iter().map(|text| text.len()).min().unwrap_or_default();
        (texts.iter().all(|text| text.contains(is_sign)), shortest.min(8), std::cmp::Reverse(texts.len()))
    };
    match (old, new) {
        (Some(old), Some(new)) => Some(if worth(&new) > worth(&old) { new } else { old }),
        (old, new) => old.or(new),
    }
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
        let texts = |texts: &[&str]| Trigger::Literals(texts.iter().map(|text| (*text).into()).collect());
        assert_eq!(of(r"thửa(?: đất)? số (?<plot>\d+)"), texts(&["thửa"]));
        assert_eq!(of(r"\d+/\d{4}/(?:HSST|DSPT)"), texts(&["/HSST", "/DSPT"]));
        assert_eq!(of(r"(?i)km \d+"), texts(&["KM", "Km", "kM", "km", "\u{212A}M", "\u{212A}m"]));
        assert_eq!(of("(?<dead>\u{F0001}) chết"), Trigger::Facts);
        assert_eq!(of(r"\d{2}[A-Z]\d{4}"), Trigger::Digit);
        assert_eq!(of(r"\w+"), Trigger::Always);
        assert_eq!(of(r"(?:số \d+)?x?"), Trigger::Always);
    }
}
