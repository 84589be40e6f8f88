//! The tokens at which a grammar may start, and iteration over those with given roles.

use crate::{
    bytes::{BLOCK, pack},
    lexicon::Roles,
    narrow::to_u32,
};

/// The tokens that have a role of [`Roles::TRIGGERS`], with their roles.
///
/// Every grammar iterates over them, and which of them match is unpredictable. So 64 are tested at once without branching, and the iteration
/// goes over the set bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    /// Padded to whole blocks with entries without roles.
    list: Vec<(u32, Roles)>,
}

impl Triggers {
    pub(super) fn clear(&mut self) {
        self.list.clear();
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
    }

    /// The tokens that share a role with `roles`, in order.
    pub(super) fn with(&self, roles: Roles) -> With<'_> {
        let (blocks, _) = self.list.as_chunks();
        With { roles, now: &[(0, Roles::NONE); BLOCK], mask: 0, blocks: blocks.iter() }
    }
}

/// See [`Triggers::with`].
#[derive(Clone, Debug)]
pub(super) struct With<'a> {
    roles: Roles,
    now: &'a [(u32, Roles); BLOCK],
    /// One bit for each remaining entry of `now`.
    mask: u64,
    blocks: std::slice::Iter<'a, [(u32, Roles); BLOCK]>,
}

impl Iterator for With<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            self.now = self.blocks.next()?;
            self.mask = mask(self.now, self.roles);
        }
        let place = self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(self.now[place % BLOCK].0 as usize)
    }
}

/// One bit for each entry that shares a role with `roles`.
fn mask(block: &[(u32, Roles); BLOCK], roles: Roles) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, (_, own)) in flags.iter_mut().zip(block) {
        *flag = -i8::from(own.any(roles));
    }
    pack(&flags)
}
