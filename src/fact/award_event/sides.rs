//! Who gives and who gets, as the words around a verb say before any award adds its own: by the voice, or carried over from the clause before.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            elsewhere,
            event::{Carried, Sentence, is_winning},
            frame::Frame,
            noun::{self, Noun},
            object::Group,
            party,
            verb::Act,
        },
    },
    lexicon::w,
    segment::Document,
};

/// The two sides of a verb.
pub(super) struct Sides {
    /// Who gives.
    pub(super) agents: Vec<Range<usize>>,
    /// Who gets, or what.
    pub(super) gets: Vec<Range<usize>>,
    /// What belongs to the event beside its awards.
    pub(super) spans: Vec<Range<usize>>,
    /// Whether the subject gets what is given.
    pub(super) to_subject: bool,
}

impl Sentence<'_, '_> {
    /// The sides of the verb of `frame`. Takes what the frame before left to be completed.
    pub(super) fn sides(&self, frame: &Frame, groups: &[Group], carried: &mut Carried) -> Sides {
        let mut sides = self.own_sides(frame);
        let merged = carried.merged.take();
        self.carry_agents(frame, &mut sides, carried);
        if merged.is_some() {
            sides.agents.clone_from(&carried.conferrers);
            if !carried.recipients.is_empty() {
                sides.gets.clone_from(&carried.recipients);
            }
        }
        if sides.gets.is_empty() && sides.to_subject && !frame.fronted {
            if carried.any || merged.is_some() {
                sides.gets.clone_from(&carried.recipients);
            } else {
                self.find_subject(frame, groups, &mut sides);
            }
        }
        sides.spans.extend(merged);
        // `Bộ phim mang về cho X giải Y`: a thing wins for somebody.
        let is_thing =
            |get: &Range<usize>| noun::start(self.input, get.start).is_none_or(|start| start.noun == Some(Noun::Thing));
        if let Some(home) = &frame.home
            && sides.gets.len() == 1
            && sides.gets.iter().all(is_thing)
        {
            sides.gets = vec![home.clone()];
        }
        self.find_agents(frame, &mut sides);
        if sides.gets.is_empty() && !sides.to_subject {
            let before = frame.left.start.max(self.tokens.start)..frame.verb.tokens.start;
            sides.gets.extend(chosen(self.input, before));
        }
        sides
    }

    /// What the frame itself says.
    fn own_sides(&self, frame: &Frame) -> Sides {
        let Frame { verb, left, fronted, .. } = frame;
        let to_subject = gets_by_voice(self.input.doc, frame);
        let (mut agents, mut gets, mut spans) = (Vec::new(), Vec::new(), vec![verb.tokens.clone()]);
        if let Some(subject) = &left.subject
            && (to_subject || !*fronted && !left.proposed)
        {
            spans.push(subject.clone());
            if to_subject {
                gets.push(subject.clone());
            } else {
                agents = party::conferrers(self.input, subject.clone());
            }
        }
        for named in left.agent.iter().chain(&left.authority) {
            agents = party::conferrers(self.input, named.clone());
        }
        Sides { agents, gets, spans, to_subject }
    }

    /// Who gave in the clause before gives here too, where nobody else is named.
    fn carry_agents(&self, frame: &Frame, sides: &mut Sides, carried: &Carried) {
        let Frame { verb, left, .. } = frame;
        if !carried.any || !sides.agents.is_empty() {
            return;
        }
        let is_parted = || (carried.end..verb.tokens.start).any(|at| self.input.doc.is(at, w::SEMICOLON));
        let is_passive = left.passive.is_some();
        if !sides.to_subject && left.subject.is_none() && !left.nominal
            || sides.to_subject && is_passive && verb.act == Act::Give && !is_parted()
        {
            sides.agents.clone_from(&carried.conferrers);
        }
    }

    /// Who gets, where the clause has no subject of its own: that of the sentence's first clause, or one behind the awards.
    fn find_subject(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let Frame { verb, left, .. } = frame;
        if let Some(first) = self.first_subject(verb.tokens.start, is_winning(verb.act)) {
            sides.spans.push(first.clone());
            sides.gets.push(first);
        } else if left.elided
            && verb.tokens.start <= self.tokens.start + 3
            && let Some(last) = groups.first().and_then(|group| group.span.as_ref()).map(|span| span.end)
            && let Some(late) = elsewhere::behind(self.input, last, self.tokens.end)
        {
            if self.input.doc.is(late.start - 1, w::là) {
                sides.spans.push(late.clone());
            }
            sides.gets.push(late);
        }
    }

    /// Who gives, where an active verb has no subject of its own.
    fn find_agents(&self, frame: &Frame, sides: &mut Sides) {
        let Frame { verb, left, fronted, .. } = frame;
        let acts = matches!(verb.act, Act::Give | Act::Withdraw)
            && left.passive.is_none()
            && !*fronted
            && !sides.to_subject
            && left.elided
            && !left.nominal;
        if acts
            && sides.agents.is_empty()
            && let Some(first) = self.first_subject(verb.tokens.start, false)
        {
            sides.spans.push(first.clone());
            sides.agents = party::conferrers(self.input, first);
        }
    }

    /// The subject of the sentence's first clause, for a verb behind a comma: `X đã …, giành …`.
    fn first_subject(&self, verb: usize, winning: bool) -> Option<Range<usize>> {
        // What stands in brackets has its own clause.
        let doc = self.input.doc;
        let open = (self.tokens.start..verb).rev().take(20).find(|at| matches!(doc.text_of(*at), "(" | ")"));
        if open.is_some_and(|at| doc.text_of(at) == "(") {
            return None;
        }
        elsewhere::first(self.input, self.tokens.start, verb, winning)
    }
}

/// Whether the subject of the verb gets the award, by what the verb means and its voice.
fn gets_by_voice(doc: &Document<'_>, frame: &Frame) -> bool {
    let Frame { verb, left, fronted, .. } = frame;
    match verb.act {
        Act::Receive | Act::Win | Act::Elect | Act::Nominate | Act::Return => true,
        Act::Give if *fronted => left.subject.is_some(),
        Act::Give | Act::Praise => left.passive.is_some() && !*fronted,
        Act::Withdraw => verb.tokens.start > 0 && doc.is(verb.tokens.start - 1, w::bị),
        Act::Belong => false,
    }
}

/// Of `lựa chọn 95 tác phẩm để trao` the chosen get the award.
fn chosen(input: &Input<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let to = before.end.checked_sub(1).filter(|at| doc.text_of(*at) == "để")?;
    let verb = before.clone().rev().find(|at| matches!(doc.text_of(*at), "chọn"))?;
    let start = noun::start(input, verb + 1).filter(|start| start.count.is_some() || start.plural)?;
    (start.end <= to).then_some(verb + 1..to)
}
