//! The tokens at which a grammar may start, and iteration over those with given roles.

use std::iter::Zip;

use crate::{
    bytes::{BLOCK, pack},
    lexicon::Roles,
    narrow::to_u32,
};

/// The tokens that have a role of [`Roles::TRIGGERS`], with their roles.
///
/// Every grammar iterates over them, and which of them match is unpredictable. So each role has one bit for each of 64 entries, and the iteration goes
/// over the bits that are set for one of its roles.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    /// Padded to whole blocks with entries without roles.
    list: Vec<(u32, Roles)>,
    /// For each block of the list, the bits of each role.
    planes: Vec<Planes>,
}

/// For each role of [`Roles::TRIGGERS`], one bit for each entry of a block.
type Planes = [u64; PLANES];

const PLANES: usize = 16;

impl Triggers {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.planes.clear();
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.list.reserve(count);
    }

    /// Adds the token at `index` if it has a role of a trigger.
    #[inline]
    pub(super) fn push(&mut self, index: usize, roles: Roles) {
        // Written unconditionally and kept if needed: whether a word is a trigger is unpredictable, so there
        // is no branch.
        let kept = self.list.len() + usize::from(roles.any(Roles::TRIGGERS));
        self.list.push((to_u32(index), roles));
        self.list.truncate(kept);
    }

    /// Pads the last block; nothing may be added afterwards.
    pub(super) fn end(&mut self) {
        self.list.resize(self.list.len().next_multiple_of(BLOCK), (0, Roles::NONE));
        let (blocks, _) = self.list.as_chunks();
        self.planes.extend(blocks.iter().map(planes));
    }

    /// The tokens that share a role with `roles`, in order.
    pub(super) fn with(&self, roles: Roles) -> With<'_> {
        self.after_blocks(0, roles)
    }

    /// [`with`](Self::with), from a block on that begins at or before token `start`.
    pub(super) fn from(&self, start: usize, roles: Roles) -> With<'_> {
        let (blocks, _) = self.list.as_chunks();
        // The first entry of a block is never padding.
        let before = blocks.partition_point(|block: &[_; BLOCK]| (block[0].0 as usize) < start);
        self.after_blocks(before.saturating_sub(1), roles)
    }

    #[inline]
    fn after_blocks(&self, first: usize, roles: Roles) -> With<'_> {
        let (blocks, _) = self.list.as_chunks();
        let blocks = blocks.get(first..).unwrap_or_default().iter();
        let planes = self.planes.get(first..).unwrap_or_default();
        let roles = (roles.get() & Roles::TRIGGERS.get()) as usize;
        With { roles, now: &[(0, Roles::NONE); BLOCK], mask: 0, blocks: blocks.zip(planes) }
    }
}

/// See [`Triggers::with`].
#[derive(Clone, Debug)]
pub(super) struct With<'a> {
    roles: usize,
    now: &'a [(u32, Roles); BLOCK],
    /// One bit for each remaining entry of `now`.
    mask: u64,
    blocks: Zip<std::slice::Iter<'a, [(u32, Roles); BLOCK]>, std::slice::Iter<'a, Planes>>,
}

impl Iterator for With<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            let (now, planes) = self.blocks.next()?;
            (self.now, self.mask) = (now, mask(planes, self.roles));
        }
        let place = self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(self.now[place % BLOCK].0 as usize)
    }
}

/// One bit for each entry that has one of `roles`.
#[inline]
fn mask(planes: &Planes, roles: usize) -> u64 {
    let (mut mask, mut rest) = (0, roles);
    while rest != 0 {
        mask |= planes[rest.trailing_zeros() as usize % PLANES];
        rest &= rest - 1;
    }
    mask
}

fn planes(block: &[(u32, Roles); BLOCK]) -> Planes {
    let (mut low, mut high) = ([0; BLOCK], [0; BLOCK]);
    for ((low, high), (_, roles)) in low.iter_mut().zip(&mut high).zip(block) {
        [*low, *high, ..] = roles.get().to_le_bytes();
    }
    let half = |bytes: &[u8; BLOCK], bit: usize| pack(&bytes.map(|byte| -((byte >> bit & 1).cast_signed())));
    std::array::from_fn(|role| if role < 8 { half(&low, role) } else { half(&high, role - 8) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_are_the_roles() {
        let roles = [Roles::NUMBER, Roles::LINE | Roles::DIGITS, Roles::LOTTERY | Roles::NUMBER, Roles::NONE];
        let mut triggers = Triggers::default();
        (0..1000).for_each(|index| triggers.push(index, roles[index * index % 7 % 4]));
        triggers.end();
        for asked in [Roles::NUMBER, Roles::DIGITS, Roles::LINE | Roles::LOTTERY, Roles::TRIGGERS, Roles::NUMBER_PART] {
            let plain = (0..1000).filter(|index| roles[index * index % 7 % 4].any(asked));
            assert!(triggers.with(asked).eq(plain), "{asked:?}");
        }
    }
}
