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

/// The facts of the stages so far, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    drafts: Vec<Draft>,
    /// A bit a token: whether a fact's number stands there.
    claimed: Vec<u64>,
    /// What the facts are sorted by: start, end backwards, kind, place in `drafts`.
    order: Vec<(usize, Reverse<usize>, Kind, usize)>,
}

impl Found {
    /// Forgets what was found of another document; the room stays.
    pub(super) fn clear(&mut self, tokens: usize) {
        self.drafts.clear();
        self.claimed.clear();
        self.claimed.resize(tokens.div_ceil(64), 0);
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
    pub(crate) fn is_free(&self, tokens: Range<usize>) -> bool {
        let width = tokens.len();
        let word = |place| u128::from(self.claimed.get(place).copied().unwrap_or(0));
        // Of any 64 tokens in a row the bits stand in two words: no loop whose end could be guessed wrong.
        let place = tokens.start / 64;
        let bits = (word(place) | word(place + 1) << 64) >> (tokens.start % 64);
        bits as u64 & !u64::MAX.unbounded_shl(width.min(64) as u32) == 0
            && (width <= 64 || self.is_free(tokens.start + 64..tokens.end))
    }

    /// All facts so far.
    pub(crate) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Takes out the facts of these kinds over bytes, by start, then longest first. What a fact says of other facts it says by their
    /// place in this list.
    pub(super) fn take_facts(&mut self, doc: &Document<'_>, kinds: Kinds) -> Vec<Fact> {
        let Self { drafts, order, .. } = self;
        order.clear();
        order.extend(drafts.iter().enumerate().filter(|(_, draft)| kinds.has(draft.kind)).map(|(index, draft)| {
            let span = doc.span_of(draft.tokens.clone());
            (span.start, Reverse(span.end), draft.kind, index)
        }));
        // What is sorted are keys: a draft is some 250 bytes and is moved once.
        order.sort_unstable();
        let mut facts: Vec<Fact> = order
            .iter()
            .map(|&(start, Reverse(end), kind, index)| {
                let draft = &mut drafts[index];
                let (core, rule) = (doc.span_of(draft.core.clone()), draft.rule);
                Fact { kind, span: Span::new(start, end), core, value: draft.value.take(), rule }
            })
            .collect();
        if facts.iter().any(|fact| fact.kind == Kind::AwardEvent) {
            let mut places = vec![None; drafts.len()];
            for (place, (.., index)) in order.iter().enumerate() {
                places[*index] = Some(place);
            }
            for fact in &mut facts {
                if let Value::AwardEvent(event) = &mut fact.value {
                    event.facts.retain_mut(|index| match places.get(*index).copied().flatten() {
                        Some(place) => {
                            *index = place;
                            true
                        }
                        None => false,
                    });
                    event.facts.sort_unstable();
                }
            }
        }
        facts
    }
}
