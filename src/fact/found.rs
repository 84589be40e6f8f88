//! What the stages have found so far, and which tokens are taken.

use std::{cmp::Reverse, mem, ops::Range};

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

/// The room for this many facts is kept for the next document: some ten megabytes.
const KEPT: usize = 1 << 15;

/// The facts of the stages so far, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    drafts: Vec<Draft>,
    /// A bit a token: whether a fact's number stands there.
    claimed: Vec<u64>,
    order: Vec<Order>,
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
        self.mark(&draft);
        self.drafts.push(draft);
    }

    /// [`claim`](Self::claim) for a list of facts. Where it is the longer one, it becomes the list of all: a text of nothing but citations
    /// would else hold them twice.
    pub(crate) fn claim_all(&mut self, mut drafts: Vec<Draft>) {
        drafts.iter().for_each(|draft| self.mark(draft));
        if drafts.len() > self.drafts.capacity() {
            drafts.splice(0..0, self.drafts.drain(..));
            self.drafts = drafts;
        } else {
            self.drafts.append(&mut drafts);
        }
    }

    fn mark(&mut self, draft: &Draft) {
        for token in draft.tokens.clone() {
            if let Some(word) = self.claimed.get_mut(token / 64) {
                *word |= 1 << (token % 64);
            }
        }
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
        // What is sorted are keys: a draft is some 250 bytes.
        order.sort_unstable();
        if order.iter().any(|(.., kind, _)| *kind == Kind::AwardEvent) {
            name_by_place(drafts, order);
        }
        for place in 0..order.len() {
            // What stood at an earlier place was swapped to where that place's draft had stood.
            let mut from = order[place].3;
            while from < place {
                from = order[from].3;
            }
            drafts.swap(place, from);
        }
        let fact = |Draft { kind, tokens, core, value, rule }| Fact {
            kind,
            span: doc.span_of(tokens),
            core: doc.span_of(core),
            value,
            rule,
        };
        drafts.truncate(order.len());
        if drafts.capacity() <= KEPT {
            return drafts.drain(..).map(fact).collect();
        }
        // One text of nothing but facts must not fill the memory until the end of a run: its list of drafts becomes, in its own room, that of
        // its facts.
        *order = Vec::new();
        mem::take(drafts).into_iter().map(fact).collect()
    }
}

/// What the facts are sorted by: start, end backwards, kind, place among the drafts.
type Order = (usize, Reverse<usize>, Kind, usize);

/// Makes the facts that an event names their places in the answer, without those that are not asked for.
fn name_by_place(drafts: &mut [Draft], order: &[Order]) {
    let mut places = vec![None; drafts.len()];
    for (place, (.., index)) in order.iter().enumerate() {
        places[*index] = Some(place);
    }
    for draft in drafts {
        if let Value::AwardEvent(event) = &mut draft.value {
            event.facts.retain_mut(|index| match places.get(*index).copied().flatten() {
                Some(place) => {
                    *index = place;
                    true
                }
                None => false,
            });
            event.facts.sort_unstable();
            for award in &mut event.awards {
                award.fact = award.fact.and_then(|index| places.get(index).copied().flatten());
            }
        }
    }
}
