//! Short forms with their senses, found by the hash of their letters.

use std::ops::Range;

use super::{Domain, LongForm, squeeze::squeeze};
use crate::lexicon::mixed;

/// The dictionary entry of one short form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'d> {
    /// In the dictionary's spelling.
    pub(crate) short: &'d str,
    pub(crate) senses: &'d [Sense],
    pub(crate) user: bool,
}

/// One meaning of a short form.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub(crate) long: LongForm,
    pub(crate) domain: Domain,
    /// Its score before the context is considered.
    pub(crate) prior: i16,
}

impl Sense {
    /// Whether its long form is a name, with a capital.
    pub(crate) fn is_name(&self) -> bool {
        self.long.starts_with(char::is_uppercase)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// In the order of the file.
    pub(super) entries: Vec<Entry>,
    pub(super) senses: Vec<Sense>,
    /// The entries by hash, those of one hash in the order of the file.
    order: Vec<(u64, u32)>,
    /// The start in `order` of the hashes with these high bits, about one of them each: a binary search would mispredict at every
    /// step.
    starts: Vec<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    hash: u64,
    short: LongForm,
    senses: Range<usize>,
}

impl Table {
    pub(super) const EMPTY: Self =
        Self { entries: Vec::new(), senses: Vec::new(), order: Vec::new(), starts: Vec::new() };
    const HIGH_BITS: u32 = 11;

    pub(super) fn push(&mut self, short: LongForm, long: LongForm, domain: Domain, prior: Option<i16>) {
        let hash = squeeze(&short);
        let at = match self.entries.last_mut() {
            Some(last) if last.hash == hash && *last.short == *short && last.senses.end == self.senses.len() => {
                last.senses.end += 1;
                last.senses.len() - 1
            }
            _ => {
                let end = self.senses.len();
                self.entries.push(Entry { hash, short, senses: end..end + 1 });
                0
            }
        };
        self.senses.push(Sense { long, domain, prior: prior.unwrap_or(usual(at)) });
    }

    pub(super) fn finish(&mut self) {
        let mut counts = [0_u32; (1 << Self::HIGH_BITS) + 1];
        for entry in &self.entries {
            counts[Self::high(entry.hash) + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        self.starts = counts.into();
        // First into the places of the high bits, in the order of the file, then each of these small groups by hash.
        let mut free = self.starts.clone();
        self.order = vec![(0, 0); self.entries.len()];
        for (entry, number) in self.entries.iter().zip(0..) {
            let place = &mut free[Self::high(entry.hash)];
            self.order[*place as usize] = (entry.hash, number);
            *place += 1;
        }
        for bounds in self.starts.windows(2) {
            self.order[bounds[0] as usize..bounds[1] as usize].sort_unstable();
        }
    }

    const fn high(hash: u64) -> usize {
        (mixed(hash) >> (64 - Self::HIGH_BITS)) as usize
    }

    pub(super) fn take_out(&mut self, short: &str) {
        let hash = squeeze(short);
        self.entries.retain(|entry| entry.hash != hash);
    }

    /// The entries whose letters have this hash, in the order of the file.
    fn entries_of(&self, hash: u64) -> impl Iterator<Item = &Entry> {
        let places = self.group_of(hash).iter().filter(move |(other, _)| *other == hash);
        places.filter_map(|(_, place)| self.entries.get(*place as usize))
    }

    /// The hashes that share the high bits of this one.
    #[inline]
    fn group_of(&self, hash: u64) -> &[(u64, u32)] {
        let high = Self::high(hash);
        match self.starts.get(high..high + 2) {
            Some(&[from, to]) => self.order.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether there is an entry whose letters have this hash.
    #[inline]
    pub(super) fn has(&self, hash: u64) -> bool {
        self.group_of(hash).iter().any(|(other, _)| *other == hash)
    }

    /// The entry whose letters have this hash; if there are several, as [`spelled`] says.
    pub(super) fn find<'d>(&'d self, hash: u64, surface: &str) -> Option<Known<'d>> {
        let known =
            |entry: &'d Entry| Known { short: &entry.short, senses: &self.senses[entry.senses.clone()], user: true };
        spelled(self.entries_of(hash).map(known), surface)
    }
}

/// The prior of a sense without one of its own: the senses are ordered by how often the undefined short form has them, and the first is clearly
/// the usual one.
pub(super) fn usual(at: usize) -> i16 {
    [3, 1, 0][at.min(2)]
}

/// The entry with this spelling, otherwise the first without punctuation, otherwise the first.
pub(super) fn spelled<'d>(mut same: impl Iterator<Item = Known<'d>>, surface: &str) -> Option<Known<'d>> {
    let is_plain = |entry: Known<'_>| entry.short.chars().all(char::is_alphanumeric);
    let mut best = same.next()?;
    if best.short != surface {
        for other in same {
            if other.short == surface {
                return Some(other);
            }
            if !is_plain(best) && is_plain(other) {
                best = other;
            }
        }
    }
    Some(best)
}
