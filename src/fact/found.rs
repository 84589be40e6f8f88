//! What the stages have found so far, and which tokens are taken.

use std::ops::Range;

use crate::{
    fact::{Fact, Kind, Kinds, Value},
    segment::Document,
};

/// A fact over tokens; it becomes a [`Fact`] over bytes when all stages have run.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    /// The tokens of the span.
    pub(crate) tokens: Range<usize>,
    /// The tokens of the core.
    pub(crate) core: Range<usize>,
    pub(crate) value: Value,
    pub(crate) rule: &'static str,
}

/// The facts of the stages so far, in the order in which they were found.
#[derive(Debug)]
pub(crate) struct Found {
    drafts: Vec<Draft>,
    /// A bit a token: whether a fact's number stands there.
    claimed: Vec<u64>,
}

impl Found {
    pub(super) fn new(tokens: usize) -> Self {
        Self { drafts: Vec::new(), claimed: vec![0; tokens.div_ceil(64)] }
    }

    /// Adds a fact whose tokens no later stage may take for an amount.
    pub(crate) fn claim(&mut self, draft: Draft) {
        for token in draft.tokens.clone() {
            if let Some(word) = self.claimed.get_mut(token / 64) {
                *word |= 1 << (token % 64);
            }
        }
        self.drafts.push(draft);
    }

    /// Adds a fact that may hold others.
    pub(crate) fn add(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Whether no token of the range is claimed.
    pub(crate) fn is_free(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|token| self.claimed.get(token / 64).is_none_or(|word| word & (1 << (token % 64)) == 0))
    }

    /// All facts so far.
    pub(crate) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// The facts of these kinds over bytes, by start, then longest first. What a fact says of other facts it says by their place in
    /// this list.
    pub(super) fn into_facts(self, doc: &Document<'_>, kinds: Kinds) -> Vec<Fact> {
        let drafts = self.drafts.len();
        let mut facts: Vec<(usize, Fact)> = self
            .drafts
            .into_iter()
            .enumerate()
            .filter(|(_, draft)| kinds.has(draft.kind))
            .map(|(index, draft)| {
                let fact = Fact {
                    kind: draft.kind,
                    span: doc.span_of(draft.tokens),
                    core: doc.span_of(draft.core),
                    value: draft.value,
                    rule: draft.rule,
                };
                (index, fact)
            })
            .collect();
        facts.sort_by_key(|(_, fact)| (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind));
        if facts.iter().any(|(_, fact)| fact.kind == Kind::AwardEvent) {
            let mut places = vec![None; drafts];
            for (place, (index, _)) in facts.iter().enumerate() {
                places[*index] = Some(place);
            }
            for (_, fact) in &mut facts {
                if let Value::AwardEvent(event) = &mut fact.value {
                    event.facts = event.facts.iter().filter_map(|index| *places.get(*index)?).collect();
                    event.facts.sort_unstable();
                }
            }
        }
        facts.into_iter().map(|(_, fact)| fact).collect()
    }
}
