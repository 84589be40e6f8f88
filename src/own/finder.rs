//! The own kinds of one place among the stages, as the stages run them.

use std::sync::Arc;

use super::{pattern::Pattern, phrases, runtime::Runtime, search, trie::Trie};
use crate::fact::{Finder, Found, Input};

/// The kinds that run before the same stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) tries: Vec<Arc<Trie>>,
    /// The patterns with the numbers of their kinds, in the order of the file.
    pub(super) patterns: Vec<(usize, Arc<Pattern>)>,
    /// What tells in one pass which patterns may match where.
    pub(super) triggers: search::Triggers,
}

impl Group {
    /// The numbers of its kinds.
    pub(super) fn kinds(&self) -> impl Iterator<Item = usize> {
        self.tries.iter().flat_map(|trie| trie.kinds()).chain(self.patterns.iter().map(|(kind, _)| *kind))
    }
}

/// A group with what is asked of it.
#[derive(Debug)]
pub(super) struct GroupFinder {
    pub(super) group: Arc<Group>,
    pub(super) kinds: Arc<[Runtime]>,
}

impl Finder for GroupFinder {
    fn find(&self, input: &Input<'_>, found: &mut Found) {
        for trie in &self.group.tries {
            phrases::find(trie, &self.kinds, input, found);
        }
        let Group { patterns, triggers, .. } = &*self.group;
        search::find(patterns, triggers, &self.kinds, input, found);
    }
}
