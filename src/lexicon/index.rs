//! Finds the lines of a table by a hash of their first cell, with an index that `build.rs` has laid out. The lines themselves are parsed when a text needs
//! them.

use std::ops::Range;

use super::{
    laid::{lengths, list},
    mixed,
};
use crate::narrow::low_bits;

/// The groups of lines with one first cell, sorted by its hash, which is mixed, those of one hash in the order of the file. Numbers are bytes, the lowest first, as
/// `build.rs` writes them.
#[derive(Debug)]
pub(crate) struct Index {
    /// The start of the hashes with these high bits, about one of them each: a binary search would mispredict at every step.
    starts: &'static [[u8; 4]],
    /// The high bits are above this one.
    shift: u32,
    hashes: &'static [[u8; 8]],
    /// Where the lines of each group begin and end in the table.
    lines: &'static [[u8; 8]],
}

impl Index {
    /// The index of a file of `build.rs`, which begins with the lengths of the first two lists.
    pub(crate) const fn new(file: &'static [u8]) -> Self {
        let [starts, groups] = lengths(file);
        let (_, rest) = list::<8>(file, 2);
        let (starts, rest) = list(rest, starts);
        let (hashes, rest) = list(rest, groups);
        // There is one start more than values of the high bits.
        Self { shift: u64::BITS - (starts.len() - 1).ilog2(), starts, hashes, lines: list(rest, groups).0 }
    }

    /// The groups whose first cell has this hash: their number, and where their lines are in the table.
    #[inline]
    pub(crate) fn of(&self, hash: u64) -> impl Iterator<Item = (usize, Range<usize>)> {
        let high = low_bits(mixed(hash) >> self.shift);
        let [from, to] = match self.starts.get(high..high + 2) {
            Some(&[from, to]) => [from, to].map(|at| u32::from_le_bytes(at) as usize),
            _ => [0, 0],
        };
        let hashes = self.hashes.get(from..to).unwrap_or_default().iter().map(|hash| u64::from_le_bytes(*hash));
        (from..).zip(hashes).filter(move |(_, other)| *other == hash).filter_map(|(place, _)| {
            let (bounds, _) = self.lines.get(place)?.as_chunks();
            let [from, to] = [bounds[0], bounds[1]].map(u32::from_le_bytes);
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
