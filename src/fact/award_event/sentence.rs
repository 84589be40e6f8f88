//! The events of one sentence, in phases: the verbs with their two sides (`frame.rs`), the awards and recipients (`object.rs`), ellipsis
//! (`ellipsis.rs`), the events (`event.rs`).

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            conferrer,
            ellipsis::{Carried, Sentence},
            event::Event,
            frame::{self, Frame},
            object::{Group, Walk},
            prize::Prize,
            reason::Facts,
            sides,
            verb::Act,
        },
    },
    lexicon::w,
    segment::Document,
};

/// The events of one sentence.
pub(super) fn read(input: &Input<'_>, facts: &Facts<'_>, sentence: Range<usize>, prizes: &[Prize<'_>]) -> Vec<Event> {
    let frames = frame::frames(input, sentence.clone(), prizes);
    let mut events: Vec<Event> = Vec::new();
    let mut carried = Carried::default();
    let of_sentence = Sentence { input, facts, prizes, tokens: sentence.clone() };
    let mut taken = None;
    for (index, frame) in frames.iter().enumerate() {
        if taken == Some(index) {
            continue;
        }
        let next = frames.get(index + 1);
        let limit = next.map_or(sentence.end, |next| clause_end(input.doc, next.left.start.min(next.from), frame.from));
        let walk =
            Walk { input, facts, prizes, verb: &frame.verb, closed: is_closed(input.doc, frame), bare: frame.bare };
        let mut groups = walk.groups(frame.from, limit);
        if groups.is_empty() && frame.verb.praises && frame.left.passive.is_some() {
            groups.push(Group { scope: frame.verb.tokens.end..limit, ..Group::default() });
        }
        // `khen thưởng X nhận bằng khen`: the award of the next frame is that of this one.
        let merges = next.is_some_and(|next| merges(frame, &groups, next));
        if groups.is_empty()
            && let Some(praised) = next.and_then(|next| praised_twice(input.doc, frame, next))
        {
            groups.push(praised);
            taken = Some(index + 1);
        }
        if let Some(next) = next {
            described_goal(input.doc, frame, &mut groups, next);
            if let Some(last) = groups.last_mut()
                && praises_on(input.doc, frame, last, next, prizes)
            {
                let walk = Walk { input, facts, prizes, verb: &next.verb, closed: false, bare: true };
                let praised = walk.groups(next.from, sentence.end).into_iter().next().unwrap_or_default();
                last.reason = last.reason.take().or(praised.reason);
                last.recipients = praised.recipients;
                if let (Some(span), Some(whom)) = (&mut last.span, last.recipients.last()) {
                    span.end = span.end.max(whom.end);
                }
                taken = Some(index + 1);
            }
        }
        if merges && let Some(next) = next {
            // `trao giải cho các tác giả, nhóm tác giả đoạt giải A`: the phrase begins after the first verb.
            let first = groups.iter().flat_map(|group| &group.recipients).map(|goal| goal.start).min();
            carried.recipients = (next.left.subject.clone())
                .map(|subject| first.map_or(subject.start, |first| first.min(subject.start))..subject.end)
                .into_iter()
                .collect();
            carried.conferrers =
                frame.left.subject.clone().map(|subject| conferrer::conferrers(input, subject)).unwrap_or_default();
            carried.merged = Some(frame.left.start..next.verb.tokens.end);
            continue;
        }
        of_sentence.add(frame, &groups, &mut carried, &mut events);
    }
    events
}

/// Whether nobody to the right of the verb gets the award: the subject does.
fn is_closed(doc: &Document<'_>, frame: &Frame) -> bool {
    match frame.verb.act {
        Act::Receive | Act::Win | Act::Elect | Act::Nominate => true,
        Act::Give | Act::Praise => frame.left.passive.is_some() && !frame.fronted,
        // `X bị thu hồi Bằng khen của C`.
        Act::Withdraw => sides::is_suffered(doc, frame),
        Act::Belong | Act::Return => false,
    }
}

/// Whether a frame without an award is completed by the next: `khen thưởng X nhận bằng khen`.
fn merges(frame: &Frame, groups: &[Group], next: &Frame) -> bool {
    let open = groups.iter().all(|group| group.prizes.is_empty());
    let follows = next.left.subject.as_ref().is_some_and(|subject| subject.start == frame.verb.tokens.end);
    let prize_giving = frame.unnamed && next.verb.act == Act::Win;
    open && frame.verb.act == Act::Give && (next.verb.act == Act::Receive && follows || prize_giving)
}

/// Of `C biểu dương 400 học sinh được tuyên dương` what C did: the praise of those who are said to be praised is one act.
fn praised_twice(doc: &Document<'_>, frame: &Frame, next: &Frame) -> Option<Group> {
    let both =
        frame.bare && next.bare && !is_closed(doc, frame) && next.left.passive.is_some() && next.left.agent.is_none();
    let subject = next.left.subject.clone().filter(|subject| both && subject.start == frame.verb.tokens.end)?;
    let span = Some(subject.clone());
    Some(Group { scope: subject.start..next.verb.tokens.end, recipients: vec![subject], span, ..Group::default() })
}

/// Of `trao Bằng khen chúc mừng học sinh X đạt giải Nhì` X: those who get are described by a clause of their own, the next frame.
fn described_goal(doc: &Document<'_>, frame: &Frame, groups: &mut [Group], next: &Frame) {
    let gives =
        frame.verb.act == Act::Give && !is_closed(doc, frame) && matches!(next.verb.act, Act::Win | Act::Receive);
    let Some(last) = groups.last_mut().filter(|last| gives && last.recipients.is_empty() && !last.prizes.is_empty())
    else {
        return;
    };
    if let Some(subject) = &next.left.subject
        && subject.start > frame.verb.tokens.end
        && matches!(doc.key(subject.start - 1), w::cho | w::tặng | w::tới | w::đến | w::mừng)
    {
        last.recipients.push(subject.clone());
    }
}

/// Whether those who are praised right after the award get it: `trao tặng bằng khen, phần thưởng tuyên dương em X`.
fn praises_on(doc: &Document<'_>, frame: &Frame, last: &Group, next: &Frame, prizes: &[Prize<'_>]) -> bool {
    let end = last.prizes.last().map_or(usize::MAX, |prize| prizes[*prize].tokens.end);
    frame.verb.act == Act::Give
        && !is_closed(doc, frame)
        && last.recipients.is_empty()
        && next.bare
        && next.left.passive.is_none()
        && (end..=end.saturating_add(4)).contains(&next.verb.tokens.start)
}

/// The end of the clause before the one that starts at `start`, without the marks and conjunctions between them.
fn clause_end(doc: &Document<'_>, start: usize, floor: usize) -> usize {
    let mut end = start;
    while end > floor && matches!(doc.key(end - 1), w::COMMA | w::SEMICOLON | w::và | w::cùng) {
        end -= 1;
    }
    end.max(floor)
}
