//! Giver and receiver of a verb, from its meaning and its voice. A pure function of the frame.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{conferrer, frame::Frame, left::Mood, noun, reason, verb::Act, words::is_predicate},
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
    /// What belongs to the event next to its awards.
    pub(super) spans: Vec<Range<usize>>,
    /// Whether the subject gets what is given.
    pub(super) to_subject: bool,
    /// What for, where the subject says it: `25 cá nhân có thành tích … được`.
    pub(super) merit: Option<Range<usize>>,
}

/// What the frame itself says, by the words and the voice of its verb.
pub(super) fn own(input: &Input<'_>, frame: &Frame) -> Sides {
    let Frame { verb, left, fronted, .. } = frame;
    let to_subject = gets_by_voice(input.doc, frame);
    let (mut agents, mut gets, mut spans) = (Vec::new(), Vec::new(), vec![verb.tokens.clone()]);
    let mut merit = None;
    if let Some(subject) = &left.subject
        && (to_subject || !*fronted && left.mood != Mood::Proposed)
    {
        spans.push(subject.clone());
        if to_subject {
            let cue = merit_in(input.doc, subject.clone())
                .filter(|_| matches!(verb.act, Act::Give | Act::Praise | Act::Receive));
            gets.push(subject.start..cue.map_or(subject.end, |(at, _)| at));
            // `thành tích | xuất sắc … được`: an adjective ends the subject, not the merit.
            let end = left.passive.unwrap_or(subject.end).max(subject.end);
            let end = end - usize::from(end > subject.end && input.doc.is(end - 1, w::và));
            merit = cue.map(|(_, first)| first..end);
        } else {
            agents = conferrer::conferrers(input, subject.clone());
        }
    }
    // `bị Chủ tịch nước tước`: who took it stands after `bị`.
    if let Some(suffered) = suffered(input.doc, frame).filter(|at| to_subject && at + 1 < verb.tokens.start) {
        let end =
            (suffered + 2..verb.tokens.start).find(|at| is_predicate(input.doc, *at)).unwrap_or(verb.tokens.start);
        agents = conferrer::conferrers(input, suffered + 1..end);
    }
    for named in left.agent.iter().chain(&left.authority) {
        agents = conferrer::conferrers(input, named.clone());
    }
    Sides { agents, gets, spans, to_subject, merit }
}

/// Whether an award is taken from the subject: `X bị tước danh hiệu Y`.
pub(super) fn is_suffered(doc: &Document<'_>, frame: &Frame) -> bool {
    suffered(doc, frame).is_some()
}

/// The `bị` of a verb that takes an award away, right before it or before who takes it.
fn suffered(doc: &Document<'_>, frame: &Frame) -> Option<usize> {
    let verb = frame.verb.tokens.start;
    let near = (verb.saturating_sub(12)..verb).rev().take_while(|at| !doc.is(*at, w::COMMA));
    near.into_iter().find(|at| doc.is(*at, w::bị)).filter(|_| frame.verb.act == Act::Withdraw)
}

/// Where `có thành tích` stands in a phrase, and where the merit begins.
fn merit_in(doc: &Document<'_>, phrase: Range<usize>) -> Option<(usize, usize)> {
    let is_cue = |at: &usize| matches!(doc.key(*at), w::có | w::đã);
    let found = phrase.clone().skip(1).take(40).filter(is_cue).find_map(|at| Some((at, reason::cue(doc, at, false)?)));
    found.filter(|(_, first)| *first < phrase.end)
}

/// Whether the subject of the verb gets the award, by what the verb means and its voice.
fn gets_by_voice(doc: &Document<'_>, frame: &Frame) -> bool {
    let Frame { verb, left, fronted, .. } = frame;
    match verb.act {
        // `Chủ tịch UBND tỉnh công nhận 15 Chiến sĩ thi đua`: an authority grants.
        Act::Elect if left.passive.is_none() => {
            let is_authority = |at: usize| noun::names_body(doc, at) && doc.token(at).is_capitalised();
            !left.subject.as_ref().is_some_and(|subject| is_authority(subject.start))
        }
        Act::Receive | Act::Win | Act::Elect | Act::Nominate | Act::Return => true,
        Act::Give if *fronted => left.subject.is_some(),
        Act::Give | Act::Praise => left.passive.is_some() && !*fronted,
        Act::Withdraw => suffered(doc, frame).is_some(),
        Act::Belong => false,
    }
}

/// Of `lựa chọn 95 tác phẩm để trao` the chosen get the award.
pub(super) fn chosen(input: &Input<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let last = before.end.checked_sub(1)?;
    // `chọn ra 30 tác phẩm trao giải`, too.
    let to = if doc.text_of(last) == "để" { last } else { before.end };
    let verb = before.clone().rev().find(|at| matches!(doc.text_of(*at), "chọn"))?;
    // `đã chọn được 95 tác phẩm để trao`.
    let first = verb + 1 + usize::from(matches!(doc.key(verb + 1), w::được | w::ra));
    let start = noun::start(input, first).filter(|start| start.count.is_some() || start.plural)?;
    (start.end <= to).then_some(first..to)
}
