//! The evidence of the context for the senses of a short form: the rows of `data/abbreviation_cues.tsv`.
//!
//! Only the rows of the short forms in a text are parsed, each once: the whole table has thousands of phrases, and an article needs
//! those of a handful of short forms.

use std::sync::{LazyLock, OnceLock};

use super::squeeze;
use crate::lexicon::{Filter, Index, Key, cells, is_letter, laid::lengths};
use crate::span::Cut as _;

static TABLE: &str = include_str!("../../../data/abbreviation_cues.tsv");

/// One row of the table.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// The sense it supports; `None` for all senses of the short form.
    pub(crate) long: Option<&'static str>,
    pub(crate) place: Place,
    pub(crate) patterns: Vec<Pattern>,
    /// The words of its patterns that stand next to the mention; `None` if other things than words may.
    pub(crate) touching: Option<Filter<1>>,
    pub(crate) points: i16,
    pub(crate) reason: &'static str,
}

/// The position of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Right before the mention.
    Before,
    /// Right after it.
    After,
    /// In its sentence.
    Near,
    /// Anywhere.
    Document,
}

/// What a cue looks for.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// These words.
    Words(Box<[Key]>),
    /// A full name: `Nguyễn Văn An`.
    Person,
    /// A word with a capital letter.
    Name,
    /// A name that is not Vietnamese: `Trump`.
    Foreign,
    /// Digits.
    Number,
    /// A name, a comma, and the district or province it belongs to: `Hưng Hóa, huyện`.
    PlaceIn,
}

/// Classes of senses that share cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SenseClass {
    /// Precedes a person's name: `tiến sĩ`.
    Title,
    /// A kind of place: `thị trấn`.
    Unit,
    /// A place: `Hải Dương`.
    Place,
}

const FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/abbreviation_cues"));
const LENGTHS: [usize; 2] = lengths(FILE);

static INDEX: Index = Index::new(FILE);
static CUES: [OnceLock<Vec<Cue>>; LENGTHS[1]] = [const { OnceLock::new() }; LENGTHS[1]];

/// The cues of the short form whose letters have this hash. Constant time, after the first call for it.
pub(crate) fn cues_of(hash: u64) -> &'static [Cue] {
    // Two spellings may have the same letters; the later one has the cues.
    let Some((number, lines)) = INDEX.of(hash).last() else { return &[] };
    let parsed = || TABLE.get(lines).unwrap_or_default().lines().filter_map(parse).collect();
    CUES.get(number).map_or(&[], |cues| cues.get_or_init(parsed))
}

/// The cues of a class of senses.
pub(crate) fn class_cues(class: SenseClass) -> &'static [Cue] {
    static CUES: LazyLock<[&[Cue]; 3]> =
        LazyLock::new(|| ["@title", "@unit", "@place"].map(|name| cues_of(class_hash(name))));
    CUES[class as usize]
}

/// A class name is hashed backwards, so that no short form has the same hash.
fn class_hash(name: &str) -> u64 {
    !squeeze(name)
}

fn parse(line: &'static str) -> Option<Cue> {
    let mut cells = cells(line).skip(1);
    let long = cells.next()?;
    let place = match cells.next()? {
        "before" => Place::Before,
        "after" => Place::After,
        "near" => Place::Near,
        "document" => Place::Document,
        _ => return None,
    };
    let patterns: Vec<Pattern> = cells.next()?.split('|').map(pattern).collect();
    let touching = touching(&patterns, place);
    let points = cells.next()?.parse().ok()?;
    Some(Cue { long: (long != "*").then_some(long), place, patterns, touching, points, reason: cells.next()? })
}

/// The words of patterns that stand next to a mention.
fn touching(patterns: &[Pattern], place: Place) -> Option<Filter<1>> {
    let mut filter = Filter::EMPTY;
    for pattern in patterns {
        let Pattern::Words(words) = pattern else { return None };
        filter.add(*if place == Place::Before { words.last() } else { words.first() }?);
    }
    Some(filter)
}

fn pattern(text: &str) -> Pattern {
    match text {
        "<person>" => Pattern::Person,
        "<name>" => Pattern::Name,
        "<foreign>" => Pattern::Foreign,
        "<number>" => Pattern::Number,
        "<place-in>" => Pattern::PlaceIn,
        _ => Pattern::Words(words(text)),
    }
}

/// The keys of a phrase, tokenised like a text: words, runs of digits, single marks.
fn words(text: &str) -> Box<[Key]> {
    let mut keys = Vec::new();
    for piece in text.split(' ') {
        let mut from = 0;
        for (at, letter) in piece.char_indices() {
            if !is_letter(letter) {
                if from < at {
                    keys.push(Key::of(piece.cut(from..at)));
                }
                from = at + letter.len_utf8();
                keys.push(if letter.is_ascii_digit() { Key::NONE } else { Key::of(piece.cut(at..from)) });
            }
        }
        if from < piece.len() {
            keys.push(Key::of(piece.cut(from..)));
        }
    }
    keys.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sound() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        for pair in lines.windows(2) {
            let short = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
            assert!(short(pair[0]) <= short(pair[1]), "not sorted: {}", pair[1]);
            assert_ne!(pair[0], pair[1]);
        }
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 6, "{line}");
            assert!(parse(TABLE.lines().find(|own| *own == line).unwrap_or_default()).is_some(), "{line}");
            assert!(!cells[5].is_empty(), "no reason: {line}");
            if !cells[0].starts_with('@') && cells[1] != "*" {
                let known = super::super::builtin::find(squeeze(cells[0]), cells[0]);
                assert!(
                    known.is_some_and(|known| known.senses.iter().any(|sense| *sense.long == *cells[1])),
                    "no such sense: {line}"
                );
            }
        }
    }
}
