//! The facts that the stages have found so far, and which tokens are claimed.

use std::{mem, ops::Range};

use crate::{
    fact::{Fact, Kind, Kinds, Ordinal, RuleName, Value},
    narrow::{first_bits, halves, low_bits, to_u32},
    number::Number,
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

/// The room for this many facts is kept for the next document: some ten megabytes.
const KEPT: usize = 1 << 15;

/// The facts of the stages so far, in the order in which they were found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    drafts: Vec<Draft>,
    /// How many of them were there when the stages began to read their window.
    begun: usize,
    /// One bit per token: whether a fact has claimed its number.
    claimed: Vec<u64>,
    /// A bit a token that an own kind keeps to itself; empty where none does.
    taken: Vec<u64>,
    /// The positions of own facts that are not whole tokens, with their draft indices, in order.
    places: Vec<(usize, Span)>,
    order: Vec<Order>,
}

impl Found {
    /// Forgets what was found of another document; the room stays.
    pub(super) fn clear(&mut self, tokens: usize) {
        self.drafts.clear();
        self.begun = 0;
        self.claimed.clear();
        self.claimed.resize(tokens.div_ceil(64), 0);
        self.taken.clear();
        self.places.clear();
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
        set(&mut self.claimed, draft.tokens.clone());
    }

    /// Adds a fact of an own kind at a place that need not be whole tokens. Where the kind takes them, no later stage has a fact there.
    #[cfg(feature = "own-kinds")]
    pub(crate) fn add_own(&mut self, draft: Draft, place: Span, takes: bool) {
        if takes {
            self.taken.resize(self.claimed.len(), 0);
            set(&mut self.taken, draft.tokens.clone());
            self.mark(&draft);
        }
        self.places.push((self.drafts.len(), place));
        self.drafts.push(draft);
    }

    /// The place of a fact over bytes.
    pub(crate) fn place_of(&self, doc: &Document<'_>, index: usize) -> Span {
        match self.places.binary_search_by_key(&index, |(index, _)| *index) {
            Ok(at) => self.places.get(at).map_or_else(Span::default, |(_, place)| *place),
            Err(_) => self.drafts.get(index).map_or_else(Span::default, |draft| doc.span_of(draft.tokens.clone())),
        }
    }

    /// Takes back the facts from number `from` on, which a stage has just found, that stand on tokens which an own kind keeps to itself. Most
    /// stages ask first; times, documents and awards are found before anybody else could have claimed what they read.
    pub(super) fn withdraw_taken(&mut self, from: usize) {
        if self.taken.is_empty() {
            return;
        }
        let mut kept = from;
        for index in from..self.drafts.len() {
            let tokens = self.drafts[index].tokens.clone();
            if tokens.clone().any(|token| has(&self.taken, token)) {
                unset(&mut self.claimed, tokens.clone(), &self.taken);
            } else {
                self.drafts.swap(kept, index);
                kept += 1;
            }
        }
        self.drafts.truncate(kept);
    }

    /// Adds a fact that may hold others.
    pub(crate) fn add(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Whether no token of the range is claimed.
    pub(crate) fn is_free(&self, tokens: Range<usize>) -> bool {
        let width = tokens.len();
        let word = |place| u128::from(self.claimed.get(place).copied().unwrap_or(0));
        // The bits of any 64 consecutive tokens are in two words, so no loop is needed whose exit would mispredict.
        let place = tokens.start / 64;
        let [bits, _] = halves((word(place) | word(place + 1) << 64) >> (tokens.start % 64));
        bits & first_bits(width) == 0 && (width <= 64 || self.is_free(tokens.start + 64..tokens.end))
    }

    /// Begins a window of the text.
    pub(super) fn begin(&mut self) {
        self.begun = self.drafts.len();
    }

    /// The facts that the stages found in the window that they read.
    pub(crate) fn drafts_in_window(&self) -> &[Draft] {
        self.drafts.get(self.begun..).unwrap_or_default()
    }

    /// All facts so far.
    pub(crate) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Takes out the facts of these kinds over bytes, by start, then longest first. What a fact says of other facts it says by their
    /// place in this list.
    pub(super) fn take_facts(&mut self, doc: &Document<'_>, kinds: Kinds) -> Vec<Fact> {
        let mut order = mem::take(&mut self.order);
        order.clear();
        order.extend(self.drafts.iter().enumerate().filter(|(_, draft)| is_asked(draft, kinds)).map(
            |(index, draft)| {
                let span =
                    if self.places.is_empty() { doc.span_of(draft.tokens.clone()) } else { self.place_of(doc, index) };
                Order::new(span, draft.kind, index)
            },
        ));
        let drafts = &mut self.drafts;
        // Only keys are sorted: a draft is some 250 bytes.
        sort(&mut order);
        if drafts.iter().any(|draft| matches!(draft.kind, Kind::AwardEvent | Kind::Own)) {
            name_by_place(drafts, &order);
        }
        if drafts.capacity() > KEPT {
            // One text of nothing but facts must not fill the memory until the end of a run.
            return in_place(mem::take(drafts), &order, doc);
        }
        let facts = order.iter().map(|place| fact(&mut drafts[place.index()], place.span(), doc)).collect();
        drafts.clear();
        self.order = order;
        facts
    }
}

/// The facts of the drafts, whose list becomes, in its own room, that of its facts.
fn in_place(mut drafts: Vec<Draft>, order: &[Order], doc: &Document<'_>) -> Vec<Fact> {
    for place in 0..order.len() {
        // Whatever was at an earlier index was swapped to the former position of that draft.
        let mut from = order[place].index();
        while from < place {
            from = order[from].index();
        }
        drafts.swap(place, from);
    }
    drafts.truncate(order.len());
    let mut spans = order.iter().map(|order| order.span());
    drafts.into_iter().map(|mut draft| fact(&mut draft, spans.next().unwrap_or_default(), doc)).collect()
}

/// The fact that a draft becomes, at its place in the text; the draft loses its value.
fn fact(draft: &mut Draft, span: Span, doc: &Document<'_>) -> Fact {
    let value = mem::replace(&mut draft.value, Value::Ordinal(Ordinal { value: Number::Ratio(0, 0) }));
    let core = if draft.kind == Kind::Own { span } else { doc.span_of(draft.core.clone()) };
    Fact { kind: draft.kind, span, core, value, rule: RuleName::Known(draft.rule) }
}

/// Whether a fact is to be given out.
fn is_asked(draft: &Draft, kinds: Kinds) -> bool {
    match &draft.value {
        Value::Own(own) => own.kind.reported && kinds.has(Kind::Own),
        _ => kinds.has(draft.kind),
    }
}

/// Sets the bits of some tokens.
fn set(bits: &mut [u64], tokens: Range<usize>) {
    for token in tokens {
        if let Some(word) = bits.get_mut(token / 64) {
            *word |= 1 << (token % 64);
        }
    }
}

/// Clears the bits of some tokens, but those in `kept`.
fn unset(bits: &mut [u64], tokens: Range<usize>, kept: &[u64]) {
    for token in tokens.filter(|token| !has(kept, *token)) {
        if let Some(word) = bits.get_mut(token / 64) {
            *word &= !(1 << (token % 64));
        }
    }
}

fn has(bits: &[u64], token: usize) -> bool {
    bits.get(token / 64).is_some_and(|word| word >> (token % 64) & 1 != 0)
}

/// What the facts are sorted by: start, end backwards, kind, place among the drafts. Offsets and places have 32 bits, so that all four are compared
/// as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order(u128);

impl Order {
    fn new(span: Span, kind: Kind, index: usize) -> Self {
        let fields = [to_u32(span.start), u32::MAX - to_u32(span.end), kind as u32, to_u32(index)];
        Self(fields.into_iter().fold(0, |all, field| all << 32 | u128::from(field)))
    }

    /// The field that begins at this bit.
    const fn field(self, bit: u32) -> usize {
        let [low, _] = halves(self.0 >> bit);
        low_bits(low & first_bits(32))
    }

    const fn span(self) -> Span {
        Span::new(self.field(96), u32::MAX as usize - self.field(64))
    }

    const fn index(self) -> usize {
        self.field(0)
    }
}

/// Sorts a list in which no two are equal. Of a short one, as most articles have, the place of each is counted: a sort by comparing neighbours
/// mispredicts at every second step.
fn sort(order: &mut [Order]) {
    const SHORT: usize = 32;
    if order.len() > SHORT {
        return order.sort_unstable();
    }
    let mut sorted = [Order(0); SHORT];
    for one in order.iter() {
        let place: usize = order.iter().map(|other| usize::from(other < one)).sum();
        sorted[place % SHORT] = *one;
    }
    for (place, one) in order.iter_mut().zip(sorted) {
        *place = one;
    }
}

/// Makes the facts that an event names their places in the answer, without those that were not requested.
fn name_by_place(drafts: &mut [Draft], order: &[Order]) {
    let mut places = vec![None; drafts.len()];
    for (place, order) in order.iter().enumerate() {
        places[order.index()] = Some(place);
    }
    let place = |index: usize| places.get(index).copied().flatten();
    for draft in drafts {
        if let Value::Own(own) = &mut draft.value {
            own.renumber(&place);
        }
        if let Value::AwardEvent(event) = &mut draft.value {
            event.facts.retain_mut(|index| match place(*index) {
                Some(place) => {
                    *index = place;
                    true
                }
                None => false,
            });
            event.facts.sort_unstable();
            for award in &mut event.awards {
                award.fact = award.fact.and_then(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Else a text of nothing but facts would hold them twice.
    #[test]
    fn a_fact_fits_where_its_draft_was() {
        assert!(size_of::<Fact>() <= size_of::<Draft>());
        assert_eq!(size_of::<Fact>(), 168);
        let drafts: Vec<Draft> = vec![Draft {
            kind: Kind::Number,
            tokens: 0..1,
            core: 0..1,
            value: crate::fact::Ordinal { value: 1u64.into() }.into(),
            rule: "",
        }];
        let place = drafts.as_ptr().addr();
        let facts: Vec<Fact> = drafts
            .into_iter()
            .map(|Draft { kind, value, rule, .. }| {
                let span = Span::default();
                Fact { kind, span, core: span, value, rule: RuleName::Known(rule) }
            })
            .collect();
        assert_eq!(facts.as_ptr().addr(), place);
    }
}
