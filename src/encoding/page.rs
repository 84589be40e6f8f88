//! Byte-oriented code pages: one byte per letter, or a letter and a byte for its marks.

use std::{borrow::Cow, sync::LazyLock};

use super::{Decoded, Encoding, composed};
use crate::{
    narrow::low_byte,
    span::{OffsetMap, Span},
};

/// A code page for decoding and encoding.
pub(super) struct Page {
    /// The character of each single byte.
    single: [Option<char>; 256],
    /// The characters of pairs of bytes.
    pairs: Pairs,
    /// The bytes of each letter, sorted by letter.
    bytes: Vec<(char, [u8; 2])>,
    /// Whether a mark combines with any letter before it.
    combines: bool,
}

static PAGES: LazyLock<[Page; 6]> = LazyLock::new(|| {
    [
        Page::new(Some(1), &[]),
        Page::new(Some(2), &[]),
        Page::new(Some(4), &[]),
        Page::new(Some(5), &[]),
        Page::new(Some(6), &WINDOWS_1258),
        // Every document can be decoded as this: bytes that windows-1252 leaves unassigned are control characters, as in
        // the WHATWG table.
        Page::new(None, &WESTERN_CONTROLS),
    ]
});

/// The encodings that are code pages, in order.
pub(super) const ENCODINGS: [Encoding; 6] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Vps, Encoding::Windows1258, Encoding::Windows1252];

/// The index in [`ENCODINGS`] of an encoding that is a code page.
pub(super) const fn index(encoding: Encoding) -> usize {
    match encoding {
        Encoding::Tcvn3 => 0,
        Encoding::Vni => 1,
        Encoding::Viscii => 2,
        Encoding::Vps => 3,
        Encoding::Windows1258 => 4,
        _ => 5,
    }
}

/// The code page of an encoding that is one.
pub(super) fn of(encoding: Encoding) -> &'static Page {
    &PAGES[index(encoding)]
}

/// The characters of a letter and a byte for its marks. For nearly all pairs of bytes, two look-ups show that they
/// have none.
#[derive(Clone)]
pub(super) struct Pairs {
    /// The column of each first byte and the row of each second byte; column and row 0 are empty.
    columns: [u8; 256],
    rows: [u8; 256],
    table: Vec<[Option<char>; COLUMNS]>,
    taken: u8,
}

/// VNI has 16 different first bytes, windows-1258 has 24.
const COLUMNS: usize = 32;

impl Default for Pairs {
    fn default() -> Self {
        Self { columns: [0; 256], rows: [0; 256], table: vec![[None; COLUMNS]], taken: 1 }
    }
}

impl Pairs {
    fn add(&mut self, [first, second]: [u8; 2], letter: char) {
        let (column, row) = (&mut self.columns[usize::from(first)], &mut self.rows[usize::from(second)]);
        if *column == 0 {
            *column = self.taken;
            self.taken += 1;
        }
        if *row == 0 {
            *row = low_byte(self.table.len());
            self.table.push([None; COLUMNS]);
        }
        self.table[usize::from(*row)][usize::from(*column)] = Some(letter);
    }

    #[inline]
    pub(super) fn get(&self, first: u8, second: u8) -> Option<char> {
        match self.rows[usize::from(second)] {
            0 => None,
            row => self.table[usize::from(row)][usize::from(self.columns[usize::from(first)]) % COLUMNS],
        }
    }
}

/// Bytes 0x80–0x9F of windows-1252; its five unassigned ones are `\0` here.
pub(super) const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The WHATWG table's characters for the five bytes that Microsoft's leaves unassigned.
const WESTERN_CONTROLS: [(u8, char); 5] =
    [(0x81, '\u{81}'), (0x8D, '\u{8D}'), (0x8F, '\u{8F}'), (0x90, '\u{90}'), (0x9D, '\u{9D}')];

/// The differences between windows-1258 and windows-1252, apart from letters.
pub(super) const WINDOWS_1258: [(u8, char); 10] = [
    (0x8A, '\0'),
    (0x8E, '\0'),
    (0x9A, '\0'),
    (0x9E, '\0'),
    (0xCC, '\u{300}'),
    (0xD2, '\u{309}'),
    (0xDE, '\u{303}'),
    (0xEC, '\u{301}'),
    (0xF2, '\u{323}'),
    (0xFE, '₫'),
];

/// The character of a byte in windows-1252.
pub(super) const fn western(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9F => match WINDOWS_1252[byte as usize - 0x80] {
            '\0' => None,
            char => Some(char),
        },
        _ => Some(byte as char),
    }
}

const fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}')
}

/// The rows of `data/legacy_letters.tsv`.
pub(super) fn rows() -> impl Iterator<Item = [&'static str; 7]> {
    let tsv = include_str!("../../data/legacy_letters.tsv");
    tsv.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut row = [""; 7];
        for cell in &mut row {
            *cell = cells.next()?;
        }
        Some(row)
    })
}

impl Page {
    /// The code page of a table column, based on windows-1252 with `changes`.
    fn new(column: Option<usize>, changes: &[(u8, char)]) -> Self {
        let mut single = [None; 256];
        for (byte, meaning) in (0..=u8::MAX).zip(&mut single) {
            *meaning = western(byte);
        }
        for (byte, char) in changes {
            single[usize::from(*byte)] = Some(*char).filter(|char| *char != '\0');
        }
        let (mut pairs, mut bytes) = (Pairs::default(), Vec::new());
        for row in rows() {
            let (Some(letter), Some(column)) = (row[0].chars().next(), column) else { continue };
            let hex = |at: usize| row[column].get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            match (hex(0), hex(2)) {
                (Some(byte), None) => {
                    single[usize::from(byte)] = Some(letter);
                    bytes.push((letter, [byte, 0]));
                }
                (Some(base), Some(mark)) => {
                    pairs.add([base, mark], letter);
                    // VNI has a high and a low form of each mark, which typists mixed: `Aù` is `Á` too.
                    if column == 2 {
                        pairs.add([base, mark ^ 0x20], letter);
                    }
                    bytes.push((letter, [base, mark]));
                }
                _ => {}
            }
        }
        bytes.sort_unstable();
        let combines = changes.iter().any(|(_, char)| is_combining(*char));
        Self { single, pairs, bytes, combines }
    }

    /// The character of a single byte.
    pub(super) fn alone(&self, byte: u8) -> Option<char> {
        self.single[usize::from(byte)]
    }

    /// The characters of pairs of bytes.
    pub(super) const fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// Whether every byte has a character by itself.
    pub(super) fn knows(&self, bytes: &[u8]) -> bool {
        bytes.iter().all(|byte| self.alone(*byte).is_some())
    }

    /// Whether a byte is a mark that combines with any letter before it.
    pub(super) fn is_mark(&self, byte: u8) -> bool {
        self.combines && self.alone(byte).is_some_and(is_combining)
    }

    /// Decodes `bytes`; the error is the offset of the first invalid byte.
    pub(super) fn decode<'b>(&self, bytes: &'b [u8]) -> Result<Decoded<'b>, usize> {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
        let mut map = OffsetMap::identity();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let pair = bytes.get(at + 1).and_then(|next| self.pairs.get(byte, *next));
            let letter = pair.or(self.single[usize::from(byte)]).ok_or(at)?;
            let end = at + 1 + usize::from(pair.is_some());
            if letter.is_ascii() && char::from(byte) == letter {
                text.push(letter);
                at = end;
                continue;
            }
            let (mut source, mut target) = (Span::new(at, end), text.len());
            let mut letter = letter;
            if self.combines
                && let Some(before) = text.chars().next_back()
                && let Some(whole) = unicode_normalization::char::compose(before, letter)
            {
                text.pop();
                target = text.len();
                // A non-ASCII letter before it is an edit already.
                source.start = map.pop_at(target).unwrap_or(at - 1);
                letter = whole;
            }
            text.push(letter);
            map.push(source, Span::new(target, text.len()), 0);
            at = end;
        }
        Ok(Decoded { text: Cow::Owned(text), map })
    }

    /// Encodes `text`; the error is the offset of the first letter that the code page lacks.
    pub(super) fn encode(&self, text: &str) -> Result<Vec<u8>, usize> {
        let mut out = Vec::with_capacity(text.len());
        for (at, letter) in composed(text) {
            if let Ok(index) = self.bytes.binary_search_by_key(&letter, |(letter, _)| *letter) {
                let [base, mark] = self.bytes[index].1;
                out.push(base);
                out.extend((mark != 0).then_some(mark));
                continue;
            }
            let byte = match u8::try_from(letter) {
                Ok(byte) if letter.is_ascii() => Some(byte),
                // Symbols of windows-1252 and similar code pages: a search of 128 bytes.
                _ => (0x80..=u8::MAX).find(|byte| self.single[usize::from(*byte)] == Some(letter)),
            };
            // VISCII and VPS have letters among the control characters.
            out.push(byte.filter(|byte| self.single[usize::from(*byte)] == Some(letter)).ok_or(at)?);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_unique_and_whole() {
        let letters: Vec<_> = rows().map(|row| row[0]).collect();
        assert_eq!(letters.len(), 134);
        assert!(letters.is_sorted() && letters.windows(2).all(|pair| pair[0] != pair[1]));
        for column in 1..7 {
            let mut cells: Vec<_> = rows().map(|row| row[column]).collect();
            assert!(column == 3 || cells.iter().all(|cell| u32::from_str_radix(cell, 16).is_ok()));
            cells.sort_unstable();
            assert!(cells.windows(2).all(|pair| pair[0] != pair[1]), "column {column} gives two letters one code");
        }
    }
}
