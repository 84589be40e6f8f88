//! The onsets and rhymes: `data/rhymes.tsv`, parsed once, looked up by packed letters.
//!
//! A rhyme of at most four letters packs into 24 bits, six per letter, and is found in a table of 512 slots, mostly at the first probe.
//! Unlike a map of strings, this needs no lower-cased copy of the word, so checking a word takes nanoseconds.

use std::sync::LazyLock;

use super::letter::{Base, Letter, Tone};
use crate::narrow::low_byte;

/// The onsets, in the order of their ids. `qu` always counts as one; `gi` only before a vowel, so that `gì` has `g`.
pub(super) const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x", "đ",
];
/// The ids of the onsets that depend on the next letter.
pub(super) const GI: u8 = 7;
pub(super) const QU: u8 = 19;

/// The vowels before which an onset is written this way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// Any, with the rhymes that start with the plain vowel.
    Any,
    /// `k`, `gh`, `ngh`: before e ê i y.
    Front,
    /// `c`, `g`, `ng`: before the others.
    Back,
    /// `b m p ph v`: any, but no medial, except in listed loan words.
    Labial,
    /// None, `qu`, `gi`: only what the table lists, since the spelling of the rhyme depends on them.
    Listed,
}

const fn spelling(onset: u8) -> Spelling {
    match onset {
        0 | 7 | 19 => Spelling::Listed,
        6 | 9 | 15 => Spelling::Front,
        2 | 5 | 14 => Spelling::Back,
        1 | 12 | 17 | 18 | 25 => Spelling::Labial,
        _ => Spelling::Any,
    }
}

/// A row of `data/rhymes.tsv`.
#[derive(Debug)]
pub(super) struct Rhyme {
    pub(super) text: &'static str,
    pub(super) medial: &'static str,
    pub(super) nucleus: &'static str,
    pub(super) coda: &'static str,
    /// One bit per tone, in the order of [`Tone`].
    pub(super) tones: u8,
    /// One bit per onset, by id.
    pub(super) onsets: u32,
    /// Which letter carries the tone: on the first vowel of an open `oa`, `oe`, `uy`, and on the second.
    pub(super) slots: [u8; 2],
    /// Whether the coda is p t c ch.
    pub(super) stopped: bool,
    /// How many letters there are.
    pub(super) length: usize,
    first: Base,
}

pub(super) struct Table {
    rhymes: Vec<Rhyme>,
    slots: Box<[(u32, u8); SLOTS]>,
}

const SLOTS: usize = 512;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../data/rhymes.tsv")));

pub(super) fn table() -> &'static Table {
    &TABLE
}

const TONE_NAMES: [&str; 6] = ["ngang", "huyền", "sắc", "hỏi", "ngã", "nặng"];

/// Six bits a letter, the first letter highest.
pub(super) fn key(letters: impl IntoIterator<Item = Base>) -> u32 {
    letters.into_iter().fold(0, |key, base| key << 6 | u32::from(base.get()))
}

impl Table {
    fn parse(tsv: &'static str) -> Self {
        let rows = tsv.lines().filter(|line| !line.starts_with('#')).skip(1);
        let rhymes: Vec<_> = rows.filter_map(Self::row).collect();
        let mut slots = Box::new([(0, 0); SLOTS]);
        for (id, rhyme) in rhymes.iter().enumerate() {
            let key = key(bases(rhyme.text));
            let mut slot = Self::slot(key);
            while slots[slot].0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (key, low_byte(id));
        }
        Self { rhymes, slots }
    }

    fn row(line: &'static str) -> Option<Rhyme> {
        let mut cells = line.split('\t');
        let (text, medial, nucleus, coda) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        // Bytes, since a search for a comma by character would be half of the cost of the table.
        let tones = names(cells.next()?).filter_map(|name| TONE_NAMES.iter().position(|tone| tone.as_bytes() == name));
        let onsets = names(cells.next()?).filter_map(onset_id);
        let vowels: Vec<_> = bases(text).take_while(|base| base.is_vowel()).collect();
        Some(Rhyme {
            text,
            medial,
            nucleus,
            coda,
            tones: tones.fold(0, |set, tone| set | 1 << tone),
            onsets: onsets.fold(0, |set, onset| set | 1 << onset),
            slots: tone_slots(&vowels, vowels.len() < bases(text).count()),
            stopped: matches!(coda, "p" | "t" | "c" | "ch"),
            length: bases(text).count(),
            first: *vowels.first()?,
        })
    }

    const fn slot(key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> 23) as usize % SLOTS
    }

    pub(super) fn rhymes(&self) -> &[Rhyme] {
        &self.rhymes
    }

    pub(super) fn find(&self, key: u32) -> Option<(u8, &Rhyme)> {
        let mut slot = Self::slot(key);
        loop {
            match self.slots[slot] {
                (0, _) => return None,
                (found, id) if found == key => return Some((id, self.rhymes.get(usize::from(id))?)),
                _ => slot = (slot + 1) % SLOTS,
            }
        }
    }
}

impl Rhyme {
    /// Whether this onset occurs with this rhyme in news text.
    pub(super) const fn is_attested(&self, onset: u8) -> bool {
        self.onsets >> onset & 1 != 0
    }

    /// Whether onset, rhyme and tone may be written together: attested pairs, and those that are missing from news text only by
    /// chance.
    pub(super) fn admits(&self, onset: u8, tone: Tone) -> bool {
        if self.stopped && !matches!(tone, Tone::Acute | Tone::DotBelow) {
            return false;
        }
        let free = self.first != Base::Y && !matches!(self.text, "êc" | "êng");
        let front = matches!(self.text.as_bytes(), [b'e' | b'i' | b'y', ..] | [0xC3, 0xAA, ..]);
        self.is_attested(onset)
            || match spelling(onset) {
                Spelling::Any => free,
                Spelling::Front => free && front,
                Spelling::Back => free && !front && self.first != Base::I,
                Spelling::Labial => free && self.medial.is_empty(),
                Spelling::Listed => false,
            }
    }
}

/// Rules a–f of `docs/normalize.md` for a rhyme: the letter that carries the tone mark in each of the two
/// styles.
fn tone_slots(vowels: &[Base], closed: bool) -> [u8; 2] {
    let last_shaped = vowels.iter().rposition(|base| base.is_shaped());
    let slot = match (last_shaped, vowels.len()) {
        (Some(shaped), _) => shaped,            // a
        (None, 0 | 1) => 0,                     // b
        (None, length) if closed => length - 1, // c
        (None, 3) => 1,                         // d
        _ => match (vowels.first(), vowels.get(1)) {
            (Some(&Base::O), Some(&(Base::A | Base::E))) | (Some(&Base::U), Some(&Base::Y)) => return [0, 1], // e
            _ => 0,                                                                                           // f
        },
    };
    [low_byte(slot); 2]
}

pub(super) fn bases(text: &str) -> impl Iterator<Item = Base> {
    text.chars().filter_map(|letter| Letter::read(letter).map(|letter| letter.base))
}

/// The id of an onset by its name; `-` and the empty string mean no onset.
pub(super) fn onset_id(name: &[u8]) -> Option<u8> {
    let packed = packed(if name == b"-" { b"" } else { name });
    PACKED.iter().position(|onset| *onset == packed).map(low_byte)
}

/// The names of the onsets as numbers: comparing strings with each took a third of the cost of the table.
static PACKED: [u64; ONSETS.len()] = {
    let (mut numbers, mut id) = ([0; ONSETS.len()], 0);
    while id < ONSETS.len() {
        numbers[id] = packed(ONSETS[id].as_bytes());
        id += 1;
    }
    numbers
};

/// A name as a number that has its bytes and its length; 0, which no onset has, for a longer name than onsets have.
const fn packed(name: &[u8]) -> u64 {
    let (mut number, mut at) = (1, 0);
    while at < name.len() && name.len() < 8 {
        number = number << 8 | name[at] as u64;
        at += 1;
    }
    if name.len() < 8 { number } else { 0 }
}

/// The names in a cell.
fn names(cell: &str) -> impl Iterator<Item = &[u8]> {
    cell.as_bytes().split(|byte| *byte == b',')
}

/// Splits the letters of a word: the onset id and the start of the rhyme. An onset has at most three letters.
pub(super) fn split_onset(letters: &[Base]) -> Option<(u8, usize)> {
    const G: Base = Base::consonant(b'g');
    const Q: Base = Base::consonant(b'q');
    match letters {
        [Q, Base::U, ..] => return Some((QU, 2)),
        [G, Base::I, next, ..] if next.is_vowel() => return Some((GI, 2)),
        _ => {}
    }
    let length = letters.iter().take_while(|base| !base.is_vowel()).count();
    let key = if length <= 3 { key(letters[..length].iter().copied()) } else { return None };
    onset_of(key).map(|id| (id, length))
}

/// The onset that consists of the consonants of `key`, so not `qu` or `gi`.
#[inline]
pub(super) fn onset_of(key: u32) -> Option<u8> {
    let (onset, id) = ONSET_SLOTS[onset_slot(key)];
    (onset == key).then_some(id)
}

/// The slot of an onset in [`ONSET_SLOTS`]: the multiplier gives each a distinct slot, which is checked when the table is built.
const fn onset_slot(key: u32) -> usize {
    (key.wrapping_mul(ONSET_FACTOR) >> 26) as usize
}

const ONSET_FACTOR: u32 = 0xC464_7159;

/// The onsets that consist of consonants only (all but `qu` and `gi`), by key. No key is `u32::MAX`.
static ONSET_SLOTS: [(u32, u8); 64] = {
    let mut slots = [(u32::MAX, 0); 64];
    let mut id = 0;
    while id < ONSETS.len() {
        let onset = ONSETS[id].as_bytes();
        let (mut key, mut at) = (0, 0);
        // `đ`, the last one, is the only two-byte letter.
        if id == ONSETS.len() - 1 {
            (key, at) = (Base::D_STROKE.get() as u32, onset.len());
        }
        while at < onset.len() {
            key = key << 6 | Base::consonant(onset[at]).get() as u32;
            at += 1;
        }
        if !matches!(onset, b"qu" | b"gi") {
            assert!(slots[onset_slot(key)].0 == u32::MAX);
            slots[onset_slot(key)] = (key, low_byte(id));
        }
        id += 1;
    }
    slots
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_unique_and_whole() {
        let tsv = include_str!("../../data/rhymes.tsv");
        let rows: Vec<&str> = tsv.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert!(rows.is_sorted() && rows.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(table().rhymes.len(), rows.len());
        assert_eq!(rows.len(), 168);
        for (row, rhyme) in rows.iter().zip(table().rhymes()) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 6, "{row}");
            assert_eq!(format!("{}{}{}", rhyme.medial, rhyme.nucleus, rhyme.coda), rhyme.text);
            assert_eq!(rhyme.tones.count_ones() as usize, cells[4].split(',').count(), "{row}");
            assert_eq!(rhyme.onsets.count_ones() as usize, cells[5].split(',').count(), "{row}");
            assert_eq!(table().find(key(bases(rhyme.text))).map(|(_, found)| found.text), Some(rhyme.text));
        }
        assert!(ONSETS.is_sorted());
    }
}
