//! What the stages have found so far, and which tokens are taken.

use std::ops::Range;

use crate::{
    fact::{Fact, Kind, Value},
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

    /// The facts over bytes, by start, then longest first.
    pub(super) fn into_facts(self, doc: &Document<'_>) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self
            .drafts
            .into_iter()
            .map(|draft| Fact {
                kind: draft.kind,
                span: doc.span_of(draft.tokens),
                core: doc.span_of(draft.core),
                value: draft.value,
                rule: draft.rule,
            })
            .collect();
        facts.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end), fact.kind));
        facts
    }
}
