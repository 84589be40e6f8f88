//! Who gives and who gets, as the words around a verb say: by what the verb means and by its voice. A plain function of the frame.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{conferrer, frame::Frame, left::Mood, noun, verb::Act},
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

/// What the frame itself says, by the words and the voice of its verb.
pub(super) fn own(input: &Input<'_>, frame: &Frame) -> Sides {
    let Frame { verb, left, fronted, .. } = frame;
    let to_subject = gets_by_voice(input.doc, frame);
    let (mut agents, mut gets, mut spans) = (Vec::new(), Vec::new(), vec![verb.tokens.clone()]);
    if let Some(subject) = &left.subject
        && (to_subject || !*fronted && left.mood != Mood::Proposed)
    {
        spans.push(subject.clone());
        if to_subject {
            gets.push(subject.clone());
        } else {
            agents = conferrer::conferrers(input, subject.clone());
        }
    }
    for named in left.agent.iter().chain(&left.authority) {
        agents = conferrer::conferrers(input, named.clone());
    }
    Sides { agents, gets, spans, to_subject }
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
pub(super) fn chosen(input: &Input<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let to = before.end.checked_sub(1).filter(|at| doc.text_of(*at) == "để")?;
    let verb = before.clone().rev().find(|at| matches!(doc.text_of(*at), "chọn"))?;
    // `đã chọn được 95 tác phẩm để trao`.
    let first = verb + 1 + usize::from(matches!(doc.key(verb + 1), w::được | w::ra));
    let start = noun::start(input, first).filter(|start| start.count.is_some() || start.plural)?;
    (start.end <= to).then_some(first..to)
}
