//! The own kinds that run before one stage.

use std::sync::Arc;

use super::{pattern::Pattern, phrases, runtime::Runtime, search, trie::Trie};
use crate::fact::{Finder, Found, Input};

/// The kinds that run before the same stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) tries: Vec<Arc<Trie>>,
    /// The patterns with the indices of their kinds, in the order of the file.
    pub(super) patterns: Vec<(usize, Arc<Pattern>)>,
    /// Finds in one pass where each pattern may match.
    pub(super) triggers: search::Triggers,
}

impl Group {
    /// The indices of its kinds.
    pub(super) fn kinds(&self) -> impl Iterator<Item = usize> {
        self.tries.iter().flat_map(|trie| trie.kinds()).chain(self.patterns.iter().map(|(kind, _)| *kind))
    }
}

/// A group with the requested kinds.
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
