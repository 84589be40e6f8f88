//! What the stages have found so far, and which tokens are taken.

use std::{cmp::Reverse, ops::Range};

use crate::{
    fact::{Fact, Kind, Kinds, Value},
    segment::Document,
    span::Span,
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

/// More facts than most articles have.
const USUAL: usize = 24;

/// The facts of the stages so far, in the order in which they were found.
#[derive(Debug)]
pub(crate) struct Found {
    drafts: Vec<Draft>,
    /// A bit a token: whether a fact's number stands there.
    claimed: Vec<u64>,
}

impl Found {
    pub(super) fn new(tokens: usize) -> Self {
        Self { drafts: Vec::with_capacity(USUAL), claimed: vec![0; tokens.div_ceil(64)] }
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
        // What is sorted are keys: a draft is some 250 bytes and is moved once.
        let mut order: Vec<(usize, Reverse<usize>, Kind, usize)> = self
            .drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| kinds.has(draft.kind))
            .map(|(index, draft)| {
                let span = doc.span_of(draft.tokens.clone());
                (span.start, Reverse(span.end), draft.kind, index)
            })
            .collect();
        order.sort_unstable();
        let mut drafts: Vec<Option<Draft>> = self.drafts.into_iter().map(Some).collect();
        let mut facts: Vec<Fact> = order
            .iter()
            .filter_map(|&(start, Reverse(end), kind, index)| {
                let Draft { core, value, rule, .. } = drafts[index].take()?;
                Some(Fact { kind, span: Span::new(start, end), core: doc.span_of(core), value, rule })
            })
            .collect();
        if facts.iter().any(|fact| fact.kind == Kind::AwardEvent) {
            let mut places = vec![None; drafts.len()];
            for (place, (.., index)) in order.iter().enumerate() {
                places[*index] = Some(place);
            }
            for fact in &mut facts {
                if let Value::AwardEvent(event) = &mut fact.value {
                    event.facts = event.facts.iter().filter_map(|index| *places.get(*index)?).collect();
                    event.facts.sort_unstable();
                }
            }
        }
        facts
    }
}
