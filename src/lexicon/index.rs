//! Finds the lines of a table by a hash of their first cell, with an index that `build.rs` has laid out. The lines themselves are parsed when a text needs
//! them.

use std::ops::Range;

use super::{
    laid::{halves_at, low_halves_at, numbers_at},
    mixed,
};
use crate::narrow::low_bits;

/// The file of an index begins with the lengths of its two lists.
const LENGTHS: usize = 2;

/// The groups of lines with one first cell, sorted by its hash, which is mixed, those of one hash in the order of the file.
#[derive(Debug)]
pub(crate) struct Index<const STARTS: usize, const GROUPS: usize> {
    /// The start of the hashes with these high bits, about one of them each: a binary search would mispredict at every step.
    starts: [u32; STARTS],
    hashes: [u64; GROUPS],
    /// Where the lines of each group begin and end in the table.
    lines: [[u32; 2]; GROUPS],
}

impl<const STARTS: usize, const GROUPS: usize> Index<STARTS, GROUPS> {
    /// There is one start more than values of the high bits.
    const SHIFT: u32 = u64::BITS - (STARTS - 1).ilog2();

    /// Takes in a file of `build.rs`.
    pub(crate) const fn new(file: &[u8]) -> Self {
        let (numbers, _) = file.as_chunks();
        Self {
            starts: low_halves_at(numbers, LENGTHS),
            hashes: numbers_at(numbers, LENGTHS + STARTS),
            lines: halves_at(numbers, LENGTHS + STARTS + GROUPS),
        }
    }

    /// The groups whose first cell has this hash: their number, and where their lines are in the table.
    #[inline]
    pub(crate) fn of(&self, hash: u64) -> impl Iterator<Item = (usize, Range<usize>)> {
        let high = low_bits(mixed(hash) >> Self::SHIFT);
        let [from, to] = match self.starts.get(high..high + 2) {
            Some(&[from, to]) => [from as usize, to as usize],
            _ => [0, 0],
        };
        let places = (from..).zip(self.hashes.get(from..to).unwrap_or_default());
        places.filter(move |(_, other)| **other == hash).filter_map(|(place, _)| {
            let [from, to] = *self.lines.get(place)?;
            Some((place, from as usize..to as usize))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{rows, split_cell, squeeze};

    #[test]
    fn the_index_leads_to_every_row() {
        let dictionary = crate::Dictionary::builtin();
        for row in rows(include_str!("../../data/abbreviations.tsv")) {
            let (short, rest) = split_cell(row);
            let known = dictionary.known(squeeze(short), short);
            let is_of_row = |sense: &super::super::Sense| *sense.long == *split_cell(rest).0;
            assert!(known.is_some_and(|known| known.short == short && known.senses.iter().any(is_of_row)), "{row}");
        }
    }
}
