//! The tokens that a grammar may begin at, and the walk over those of some roles.

use crate::{
    bytes::{BLOCK, pack},
    lexicon::Roles,
};

/// The tokens that have a role of [`Roles::TRIGGERS`], with their roles.
///
/// Every grammar walks over them, and which of them are its own follows no pattern: a loop that asks one after the other guesses wrong at each
/// of its own. So 64 are asked at once, without a branch, and the walk goes from bit to bit.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    /// Filled up to whole blocks with entries that have no role.
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
        // Written down first and kept by need: whether a word is a trigger is no branch that could be guessed.
        let kept = self.list.len() + usize::from(roles.any(Roles::TRIGGERS));
        self.list.push((index as u32, roles));
        self.list.truncate(kept);
    }

    /// Fills up the last block; no more are added.
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
    /// A bit for each entry of `now` that is ahead.
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

/// A bit for each entry that shares a role with `roles`.
fn mask(block: &[(u32, Roles); BLOCK], roles: Roles) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, (_, own)) in flags.iter_mut().zip(block) {
        *flag = -i8::from(own.any(roles));
    }
    pack(&flags)
}
