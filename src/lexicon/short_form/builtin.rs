//! The built-in short forms: `data/abbreviations.tsv`, with an index that `build.rs` has laid out.
//!
//! The rows of a short form are parsed when it is first asked for: an article has a few dozen of 2,000.

use std::sync::OnceLock;

use super::{
    Domain, LongForm,
    table::{Known, Sense, spelled, usual},
};
use crate::lexicon::{Index, laid::lengths, split_cell};

static TABLE: &str = include_str!("../../../data/abbreviations.tsv");
const FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/abbreviations"));
const LENGTHS: [usize; 2] = lengths(FILE);

static INDEX: Index = Index::new(FILE);
static ENTRIES: [OnceLock<Entry>; LENGTHS[1]] = [const { OnceLock::new() }; LENGTHS[1]];

#[derive(Debug)]
struct Entry {
    short: &'static str,
    senses: Box<[Sense]>,
}

/// Whether any short form has letters with this hash.
pub(super) fn has(hash: u64) -> bool {
    INDEX.of(hash).next().is_some()
}

/// The short form whose letters have this hash; if there are several, as [`spelled`] says.
pub(super) fn find(hash: u64, surface: &str) -> Option<Known<'static>> {
    let entries = INDEX.of(hash).filter_map(|(number, lines)| {
        let entry = ENTRIES.get(number)?.get_or_init(|| parse(TABLE.get(lines).unwrap_or_default()));
        Some(Known { short: entry.short, senses: &entry.senses, user: false })
    });
    spelled(entries, surface)
}

fn parse(rows: &'static str) -> Entry {
    let sense = |(at, row): (usize, &'static str)| {
        let (long, rest) = split_cell(split_cell(row).1);
        let (domain, rest) = split_cell(rest);
        let prior = split_cell(rest).0.parse().unwrap_or(usual(at));
        Sense { long: LongForm::fixed(long), domain: Domain::of(domain).unwrap_or_default(), prior }
    };
    Entry { short: split_cell(rows).0, senses: rows.lines().enumerate().map(sense).collect() }
}
