//! The acts of one sentence: a frame for each verb that governs an award or praises somebody, its left and its right side read, what is
//! left out carried over from the frame before.

use std::ops::Range;

use crate::{
    fact::{
        Award, Found, Input, Kind, Value,
        award::class,
        award_event::{
            AwardEvent, noun,
            object::{Group, Prize, Walk},
            party, reason,
            subject::{self, Left},
            verb::{self, Act, Verb},
        },
    },
    lexicon::{Key, keys},
    segment::{Class, Document},
};

keys! {
    COMMA = ",", SEMICOLON = ";", VA = "và", CUA = "của", TAI = "tại", NAM = "năm", BI = "bị", DUA = "đua", CUNG = "cùng",
}

/// An event before it becomes a draft.
pub(super) struct Event {
    pub(super) tokens: Range<usize>,
    pub(super) value: AwardEvent,
    pub(super) rule: &'static str,
}

/// A verb with its two sides.
struct Frame {
    verb: Verb,
    left: Left,
    /// Where the right side is read from: behind the verb, or at an award that stands before it.
    from: usize,
    /// Whether the award stands before the verb: `giải Nhất thuộc về X`.
    fronted: bool,
    /// Whether the verb praises and governs no award.
    bare: bool,
}

/// The awards of a document with their elided classes, by start.
pub(super) fn prizes(doc: &Document<'_>, found: &Found) -> Vec<Prize> {
    let mut prizes: Vec<Prize> = Vec::new();
    for (draft, fact) in found.drafts().iter().enumerate() {
        let Value::Award(award) = &fact.value else { continue };
        if fact.kind != Kind::Award {
            continue;
        }
        // `ban tổ chức giải X`: part of a name of those who give.
        let before = fact.tokens.start.checked_sub(1).map_or("", |at| doc.text_of(at));
        if matches!(before, "chức" | "BTC" | "khảo" | "Chức") {
            continue;
        }
        let mut awards = vec![award.clone()];
        let (end, elided) = class::elided(doc, fact.tokens.end, award.class.as_deref());
        awards.extend(elided.into_iter().map(|class| Award::new(&award.code, Some(class))));
        prizes.push(Prize { tokens: fact.tokens.start..end, awards, draft });
    }
    prizes
}

/// The events of one sentence.
pub(super) fn read(input: &Input<'_>, found: &Found, sentence: Range<usize>, prizes: &[Prize]) -> Vec<Event> {
    let frames = frames(input, sentence.clone(), prizes);
    let mut events: Vec<Event> = Vec::new();
    let mut carried = Carried::default();
    for (index, frame) in frames.iter().enumerate() {
        let next = frames.get(index + 1);
        let limit = next.map_or(sentence.end, |next| clause_end(input.doc, next.left.start.min(next.from), frame.from));
        let walk = Walk { input, found, prizes, verb: &frame.verb, closed: is_closed(frame), bare: frame.bare };
        let mut groups = walk.groups(frame.from, limit);
        if groups.is_empty() && frame.verb.praises && frame.left.passive.is_some() {
            groups.push(Group { scope: frame.verb.tokens.end..limit, ..Group::default() });
        }
        // `khen thưởng X nhận bằng khen`: the award of the next frame is that of this one.
        let merges = next.is_some_and(|next| merges(frame, &groups, next));
        if merges && let Some(next) = next {
            carried.recipients = next.left.subject.clone().into_iter().collect();
            carried.conferrers =
                frame.left.subject.clone().map(|subject| party::conferrers(input, subject)).unwrap_or_default();
            carried.merged = Some(frame.left.start..next.verb.tokens.end);
            continue;
        }
        emit(input, found, &sentence, prizes, frame, groups, &mut carried, &mut events);
    }
    events
}

/// What the next frame of the sentence may leave out.
#[derive(Default)]
struct Carried {
    conferrers: Vec<Range<usize>>,
    recipients: Vec<Range<usize>>,
    /// The span of a frame that the next one completes.
    merged: Option<Range<usize>>,
    /// Where the frame before ended.
    end: usize,
    any: bool,
    negated: bool,
    irreal: bool,
}

/// Whether nobody to the right of the verb gets the award: the subject does.
fn is_closed(frame: &Frame) -> bool {
    match frame.verb.act {
        Act::Receive | Act::Win | Act::Elect | Act::Nominate => true,
        Act::Give | Act::Praise => frame.left.passive.is_some() && !frame.fronted,
        Act::Belong | Act::Withdraw | Act::Return => false,
    }
}

/// Whether a frame without an award is completed by the next: `khen thưởng X nhận bằng khen`.
fn merges(frame: &Frame, groups: &[Group], next: &Frame) -> bool {
    let open = groups.iter().all(|group| group.prizes.is_empty());
    let follows = next.left.subject.as_ref().is_some_and(|subject| subject.start == frame.verb.tokens.end);
    open && frame.verb.act == Act::Give && next.verb.act == Act::Receive && follows
}

/// The verbs that govern an award or praise somebody, with their sides.
fn frames(input: &Input<'_>, sentence: Range<usize>, prizes: &[Prize]) -> Vec<Frame> {
    let doc = input.doc;
    let skip: Vec<Range<usize>> = prizes.iter().map(|prize| prize.tokens.clone()).collect();
    let verbs = verb::all(doc, sentence.clone(), &skip);
    let mut frames: Vec<Frame> = Vec::new();
    // An award is governed by the nearest verb to its left that can reach it.
    let governs: Vec<Option<usize>> =
        verbs.iter().enumerate().map(|(at, verb)| governed(doc, &verbs, at, verb, prizes)).collect();
    for (at, verb) in verbs.iter().enumerate() {
        let floor = frames.last().map_or(sentence.start, |frame| frame.verb.tokens.end.max(frame.left.start));
        let fronted = fronted(input, verb, floor, prizes, governs[..at].iter().flatten().copied().collect());
        match fronted {
            Fronted::Preposition => continue,
            Fronted::From(award) => {
                let mut left = subject::left(input, floor, verb.tokens.start, false);
                left.start = award;
                if left.passive.is_none() || left.subject.as_ref().is_some_and(|subject| covers(prizes, subject)) {
                    left.subject = subject_of_fronted(input, floor, award, &left);
                }
                frames.push(Frame { verb: verb.clone(), left, from: award, fronted: true, bare: false });
                continue;
            }
            Fronted::No => {}
        }
        let praised = verb.praises && is_praise(input, verb);
        let unnamed = verb.act == Act::Give && governs[at].is_none() && is_unnamed(doc, verb.tokens.end);
        if governs[at].is_none() && !praised && !unnamed {
            continue;
        }
        let winning = matches!(verb.act, Act::Win | Act::Receive | Act::Elect | Act::Nominate);
        // The awards of the frame before are no part of this one's subject.
        let floor = frames.last().map_or(floor, |frame| {
            let last =
                prizes.iter().rfind(|prize| prize.tokens.end <= verb.tokens.start && prize.tokens.start >= frame.from);
            last.map_or(floor, |prize| prize.tokens.end.max(floor))
        });
        let mut left = subject::left(input, floor, verb.tokens.start, winning);
        left.irreal |=
            winning && is_target(doc, sentence.start.max(verb.tokens.start.saturating_sub(40))..verb.tokens.start);
        frames.push(Frame {
            verb: verb.clone(),
            left,
            from: verb.tokens.end,
            fronted: false,
            bare: verb.act == Act::Praise && governs[at].is_none(),
        });
    }
    frames
}

/// Whether a target was announced before the verb: `mục tiêu`, `chỉ tiêu`, `phấn đấu`.
fn is_target(doc: &Document<'_>, before: Range<usize>) -> bool {
    before.clone().any(|at| {
        matches!(
            (doc.text_of(at), doc.text_of(at + 1)),
            ("mục" | "Mục" | "chỉ" | "Chỉ", "tiêu") | ("phấn" | "Phấn", "đấu")
        )
    })
}

/// Whether `danh hiệu cao quý` stands near behind the verb.
fn is_unnamed(doc: &Document<'_>, from: usize) -> bool {
    (from..from + 3).any(|at| {
        matches!((doc.text_of(at), doc.text_of(at + 1)), ("danh", "hiệu") | ("phần", "thưởng"))
            && doc.text_of(at + 2) == "cao"
            && doc.text_of(at + 3) == "quý"
    })
}

/// The award that the verb governs to its right.
fn governed(doc: &Document<'_>, verbs: &[Verb], at: usize, verb: &Verb, prizes: &[Prize]) -> Option<usize> {
    let from = verb.tokens.end;
    let first = prizes.partition_point(|prize| prize.tokens.start < from);
    let prize = prizes.get(first)?;
    let between = from..prize.tokens.start;
    let reach = match verb.act {
        Act::Give | Act::Withdraw | Act::Return => 45,
        Act::Belong => return None,
        Act::Win | Act::Receive | Act::Elect | Act::Nominate | Act::Praise => 9,
    };
    if between.len() > reach || between.clone().any(|token| doc.is(token, SEMICOLON)) {
        return None;
    }
    let tight = matches!(verb.act, Act::Win | Act::Receive | Act::Elect | Act::Nominate | Act::Praise);
    if tight && between.clone().any(|token| !is_measure(doc, token)) {
        return None;
    }
    // Another verb between takes it, unless it is but a part of the object (`hủy quyết định khen thưởng, thu hồi`).
    let taken = verbs[at + 1..].iter().take_while(|other| other.tokens.start < prize.tokens.start).any(|other| {
        match other.act {
            Act::Give | Act::Withdraw => true,
            Act::Praise => !matches!(verb.act, Act::Withdraw),
            Act::Belong | Act::Return => true,
            _ => (other.tokens.end..prize.tokens.start).all(|token| is_measure(doc, token)),
        }
    });
    let taken = taken && verb.act != Act::Withdraw;
    // Of `thu hồi A đã trao cho X` the relative clause is no act of its own; of `hủy …, thu hồi` the first verb stands for both.
    let withdrawn = verbs[..at].iter().any(|other| {
        other.act == Act::Withdraw
            && (other.tokens.end..verb.tokens.start).len() <= 30
            && !(other.tokens.end..verb.tokens.start).any(|token| doc.is(token, SEMICOLON))
    });
    if withdrawn && matches!(verb.act, Act::Give | Act::Withdraw | Act::Praise) {
        return None;
    }
    (!taken).then_some(first)
}

/// Words that may stand between a verb of winning and its award: counts, `danh hiệu`, classifiers, quotes.
fn is_measure(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    if token.class() == Class::Digits || token.roles.any(crate::lexicon::Roles::NUMBER) {
        return true;
    }
    MEASURES.contains(&token.key())
}

static MEASURES: &[Key] = &[
    Key::of("danh"),
    Key::of("hiệu"),
    Key::of("tấm"),
    Key::of("chiếc"),
    Key::of("bộ"),
    Key::of("cú"),
    Key::of("đúp"),
    Key::of("các"),
    Key::of("những"),
    Key::of("nhiều"),
    Key::of("được"),
    Key::of("về"),
    Key::of("tới"),
    Key::of("đến"),
    Key::of("là"),
    Key::of("cả"),
    Key::of("“"),
    Key::of("\""),
    Key::of("‘"),
    Key::of("'"),
    Key::of(":"),
    Key::of("phần"),
    Key::of("thưởng"),
    Key::of("cao"),
    Key::of("quý"),
    Key::of("như"),
    Key::of("vinh"),
    Key::of("dự"),
    Key::of("nhà"),
    Key::of("nước"),
    Key::of("thêm"),
    Key::of("cho"),
    Key::of("mình"),
    Key::of("trọn"),
    Key::of("bằng"),
    Key::of("cúp"),
    Key::of("ngôi"),
    Key::of("vị"),
    Key::of("vương"),
    Key::of("miện"),
    Key::of("lấy"),
    Key::of("luôn"),
    Key::of("tổng"),
    Key::of("cộng"),
    Key::of("hơn"),
    Key::of("gần"),
    Key::of("trên"),
    Key::of("giải"),
    Key::of("cá"),
    Key::of("nhân"),
    Key::of("đề"),
    Key::of("cử"),
    Key::of("xuất"),
    Key::of("sắc"),
    Key::of("chứng"),
    Key::of("quyết"),
    Key::of("định"),
];

/// Where the award stands in relation to the verb.
enum Fronted {
    /// The verb is but the preposition of an award that another verb governs: `trao 5 Kỷ niệm chương tặng X`.
    Preposition,
    /// The award at this token stands before the verb.
    From(usize),
    No,
}

fn fronted(input: &Input<'_>, verb: &Verb, floor: usize, prizes: &[Prize], governed: Vec<usize>) -> Fronted {
    let doc = input.doc;
    if !matches!(verb.act, Act::Give | Act::Belong) {
        return Fronted::No;
    }
    let behind = prizes.partition_point(|prize| prize.tokens.end <= verb.tokens.start);
    let Some(last) = behind.checked_sub(1) else { return Fronted::No };
    let prize = &prizes[last];
    if prize.tokens.start < floor && !governed.contains(&last) && governed.is_empty() {
        return Fronted::No;
    }
    let between = prize.tokens.end..verb.tokens.start;
    let glued = between.is_empty()
        || doc.is(between.start, CUA)
            && between.len() <= 14
            && !between.clone().any(|at| matches!(doc.key(at), SEMICOLON) || doc.is(at, COMMA));
    let opened = !governed.is_empty();
    let to_right = prizes.get(behind).is_some_and(|next| {
        next.tokens.start - verb.tokens.end <= 4
            && (verb.tokens.end..next.tokens.start).all(|token| is_measure(doc, token))
    });
    if verb.act == Act::Give && glued && opened && !to_right {
        return Fronted::Preposition;
    }
    let party =
        noun::start(input, verb.tokens.end).is_some() || matches!(doc.text_of(verb.tokens.end), "cho" | "tới" | "đến");
    // `Bằng khen được trao`: with a comma between, another subject is what is passive.
    let passive =
        between.clone().find(|at| matches!(doc.text_of(*at), "được" | ",")).is_some_and(|at| doc.text_of(at) == "được");
    let near = between.len() <= 30 && !between.clone().any(|at| matches!(doc.key(at), SEMICOLON));
    let fronted = match verb.act {
        Act::Belong => near,
        _ => !to_right && (glued && (party || between.is_empty()) || passive && near && between.len() <= 14),
    };
    if !fronted || prize.tokens.start < floor {
        return Fronted::No;
    }
    // Awards coordinated with it come along: `giải Nhì và giải Ba thuộc về`.
    let mut first = last;
    while first > 0 && prizes[first - 1].tokens.start >= floor {
        let gap = prizes[first - 1].tokens.end..prizes[first].tokens.start;
        let joined =
            gap.len() <= 4 && gap.clone().all(|at| matches!(doc.key(at), COMMA | VA | CUNG) || is_measure(doc, at));
        if !joined {
            break;
        }
        first -= 1;
    }
    Fronted::From(prizes[first].tokens.start)
}

/// Whether an award lies in the range.
fn covers(prizes: &[Prize], tokens: &Range<usize>) -> bool {
    prizes.iter().any(|prize| tokens.contains(&prize.tokens.start))
}

/// Of `X xứng đáng với danh hiệu A được trao` the subject is X.
fn subject_of_fronted(input: &Input<'_>, floor: usize, award: usize, left: &Left) -> Option<Range<usize>> {
    let subject = left.subject.clone()?;
    if left.passive.is_none() || subject.start < floor || subject.start >= award {
        return None;
    }
    let mut end = subject.start + 1;
    while end < award && !matches!(input.doc.text_of(end), "hoàn" | "xứng" | "với" | "và" | "," | "là" | "đã")
    {
        end += 1;
    }
    (end < award).then_some(subject.start..end)
}

/// Whether a verb of praise has persons or bodies as its object or, in the passive, as its subject.
fn is_praise(input: &Input<'_>, verb: &Verb) -> bool {
    let doc = input.doc;
    let before = verb.tokens.start.checked_sub(1).map_or(Key::NONE, |at| doc.key(at));
    // `công tác thi đua, khen thưởng`, `Hội đồng Thi đua - Khen thưởng`, `hình thức khen thưởng`.
    let noun = before == DUA
        || matches!(
            doc.text_of(verb.tokens.start.saturating_sub(1)),
            "tác" | "thức" | "mức" | "quỹ" | "chế" | "tiền" | "sách" | "bậc" | "-" | "–"
        )
        || before == COMMA && verb.tokens.start >= 2 && doc.is(verb.tokens.start - 2, DUA)
        || doc.tokens()[verb.tokens.start].is_capitalised() && !doc.starts_sentence(verb.tokens.start);
    if noun {
        return false;
    }
    let mut at = verb.tokens.end;
    while matches!(doc.text_of(at), "cho" | "đối" | "với" | "tới") {
        at += 1;
    }
    let passive = (verb.tokens.start.saturating_sub(30)..verb.tokens.start).any(|at| doc.text_of(at) == "được");
    party::is_party(input, at) || passive
}

/// Where the clause before the one that starts at `start` ends: marks and conjunctions between are nobody's.
fn clause_end(doc: &Document<'_>, start: usize, floor: usize) -> usize {
    let mut end = start;
    while end > floor && matches!(doc.key(end - 1), COMMA | SEMICOLON | VA | CUNG) {
        end -= 1;
    }
    end.max(floor)
}

/// Builds the events of one frame.
#[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read once")]
fn emit(
    input: &Input<'_>,
    found: &Found,
    sentence: &Range<usize>,
    prizes: &[Prize],
    frame: &Frame,
    groups: Vec<Group>,
    carried: &mut Carried,
    events: &mut Vec<Event>,
) {
    let doc = input.doc;
    let Frame { verb, left, fronted, .. } = frame;
    let active = left.passive.is_none();
    let to_subject = matches!(verb.act, Act::Receive | Act::Win | Act::Elect | Act::Nominate | Act::Return)
        || matches!(verb.act, Act::Give | Act::Praise) && !active && !fronted
        || verb.act == Act::Withdraw && verb.tokens.start > 0 && doc.is(verb.tokens.start - 1, BI)
        || *fronted && left.subject.is_some() && verb.act == Act::Give;
    // The two sides, before anything is carried over.
    let mut agents: Vec<Range<usize>> = Vec::new();
    let mut gets: Vec<Range<usize>> = Vec::new();
    let mut spans: Vec<Range<usize>> = vec![verb.tokens.clone()];
    if let Some(subject) = &left.subject
        && (!*fronted || to_subject)
    {
        if to_subject {
            gets.push(subject.clone());
        } else {
            agents = party::conferrers(input, subject.clone());
        }
    }
    if let Some(agent) = &left.agent {
        agents = party::conferrers(input, agent.clone());
    }
    if let Some(authority) = &left.authority {
        agents = party::conferrers(input, authority.clone());
    }
    if let Some(subject) = left.subject.as_ref().filter(|_| !*fronted || to_subject) {
        spans.push(subject.clone());
    }
    let semicolon = carried.any && (carried.end..verb.tokens.start).any(|at| doc.is(at, SEMICOLON));
    let comma_before = carried.any;
    if agents.is_empty() && comma_before && !to_subject && left.subject.is_none() && !left.nominal {
        agents = carried.conferrers.clone();
    }
    if agents.is_empty() && to_subject && !active && comma_before && !semicolon && verb.act == Act::Give {
        agents = carried.conferrers.clone();
    }
    let merged = carried.merged.take();
    if merged.is_some() {
        agents = carried.conferrers.clone();
    }
    if gets.is_empty() && to_subject && !*fronted {
        if carried.any || merged.is_some() {
            gets = carried.recipients.clone();
        } else if let Some(first) = first_subject(input, sentence, verb.tokens.start) {
            spans.push(first.clone());
            gets.push(first);
        }
    }
    if let Some(merged) = merged {
        spans.push(merged);
    }
    let acting = matches!(verb.act, Act::Give | Act::Withdraw) && active && !*fronted && !to_subject;
    if agents.is_empty()
        && acting
        && left.elided
        && !left.nominal
        && let Some(first) = first_subject(input, sentence, verb.tokens.start)
    {
        spans.push(first.clone());
        agents = party::conferrers(input, first);
    }
    if gets.is_empty()
        && !to_subject
        && let Some(chosen) = chosen(input, left.start.max(sentence.start)..verb.tokens.start)
    {
        gets.push(chosen);
    }
    let lead = reason::leading(doc, sentence.start, left.start);
    let winning = matches!(verb.act, Act::Win | Act::Receive | Act::Elect | Act::Nominate);
    let negated = left.negated || matches!(verb.act, Act::Withdraw | Act::Return | Act::Nominate);
    carried.any = true;
    carried.negated = negated;
    let count = groups.len();
    for (index, group) in groups.into_iter().enumerate() {
        let mut conferrers = if group.conferrers.is_empty() {
            agents.clone()
        } else {
            group.conferrers.iter().flat_map(|name| party::conferrers(input, name.clone())).collect()
        };
        let goals = if group.recipients.is_empty() { gets.clone() } else { group.recipients.clone() };
        if verb.act == Act::Return {
            conferrers = group.recipients.iter().flat_map(|name| party::conferrers(input, name.clone())).collect();
        }
        let goals = if verb.act == Act::Return { gets.clone() } else { goals };
        carried.conferrers = agents.clone();
        if !goals.is_empty() {
            carried.recipients = goals.clone();
        }
        carried.end = group.scope.end;
        // `đội đạt giải Nhất sẽ nhận`: who wins is not said yet.
        let open =
            winning && (group.scope.start..(group.scope.start + 8).min(sentence.end)).any(|at| doc.text_of(at) == "sẽ");
        if left.irreal || open || left.elided && left.subject.is_none() && carried.irreal {
            carried.irreal = true;
            continue;
        }
        carried.irreal = false;
        let mut tokens = group.span.clone().unwrap_or(verb.tokens.clone());
        if index == 0 {
            for span in &spans {
                tokens = tokens.start.min(span.start)..tokens.end.max(span.end);
            }
        }
        let recipients: Vec<_> =
            goals.iter().flat_map(|goal| party::recipients(input, goal.clone(), winning)).collect();
        // A name loses its title: `đồng chí X được` begins at X.
        if index == 0
            && let Some((_, first)) = recipients.first()
            && goals.iter().any(|goal| goal.start == tokens.start)
        {
            tokens.start = first.start.max(tokens.start);
        }
        let mut awards: Vec<Award> = group.prizes.iter().flat_map(|prize| prizes[*prize].awards.clone()).collect();
        let praise = awards.is_empty();
        if praise {
            let parties = recipients.iter().any(|(recipient, _)| recipient.text.chars().any(char::is_alphabetic));
            if !(verb.praises || group.unnamed) || !parties || left.nominal && !group.unnamed && recipients.is_empty() {
                continue;
            }
            awards.push(Award::new("commendation", None));
        }
        let nobody = recipients.is_empty();
        let told = recipients.iter().any(|(recipient, _)| recipient.count.is_some());
        if left.nominal && doc.text_of(left.start) == "việc" && !told {
            continue;
        }
        if nobody && (left.nominal || conferrers.is_empty() && !matches!(verb.act, Act::Win)) {
            continue;
        }
        let reason = group.reason.clone().or_else(|| if count == 1 || index == 0 { lead.clone() } else { None });
        let mut facts: Vec<usize> = group.prizes.iter().map(|prize| prizes[*prize].draft).collect();
        let scope = group.span.clone().map_or(group.scope.start, |span| span.start)..group.scope.end;
        // What is won has no period of merit but the one that its reason gives.
        let scope = if winning && verb.act != Act::Receive { scope.end..scope.end } else { scope };
        let period = period(input, found, prizes, &group, scope, reason.clone(), lead.clone()).or_else(|| {
            let of = left.subject.clone().filter(|_| to_subject && verb.act == Act::Give)?;
            reason::period(found, of, false)
        });
        if let Some((_, draft)) = &period {
            facts.push(*draft);
        }
        let early = sentence.start..tokens.start.min(sentence.start + 12);
        let date = reason::date(found, early).filter(|_| lead.is_none() && doc.text_of(tokens.start) != "sinh");
        if let Some((_, draft)) = &date {
            facts.push(*draft);
        }
        for (draft, fact) in found.drafts().iter().enumerate() {
            if fact.kind == Kind::Quantity
                && recipients.iter().any(|(_, at)| at.contains(&fact.core.start) && fact.core.start <= at.start + 3)
            {
                facts.push(draft);
            }
        }
        facts.sort_unstable();
        facts.dedup();
        let value = AwardEvent {
            awards,
            conferrers: conferrers.iter().map(|name| doc.string_of(name.clone())).collect(),
            recipients: recipients.into_iter().map(|(recipient, _)| recipient).collect(),
            reason: reason.filter(|reason| !reason.is_empty()).map(|reason| doc.string_of(reason)),
            period: period.map(|(period, _)| period),
            negated,
            date: date.map(|(date, _)| date),
            place: place(doc, sentence.start..left.start),
            facts,
        };
        events.push(Event { tokens, value, rule: rule(verb.act, active, *fronted) });
    }
}

fn rule(act: Act, active: bool, fronted: bool) -> &'static str {
    match act {
        Act::Give if fronted => "award_event.fronted",
        Act::Give if active => "award_event.active",
        Act::Give => "award_event.passive",
        Act::Receive => "award_event.receive",
        Act::Win => "award_event.win",
        Act::Belong => "award_event.belong",
        Act::Elect => "award_event.elect",
        Act::Praise => "award_event.praise",
        Act::Withdraw => "award_event.withdraw",
        Act::Return => "award_event.return",
        Act::Nominate => "award_event.nominate",
    }
}

/// The period of merit: a range of years behind the awards or in the reason; a single year only in the reason, or right behind a title
/// or a flag, whose name has none.
fn period(
    input: &Input<'_>,
    found: &Found,
    prizes: &[Prize],
    group: &Group,
    scope: Range<usize>,
    reason: Option<Range<usize>>,
    lead: Option<Range<usize>>,
) -> Option<(crate::fact::time::Edtf, usize)> {
    let doc = input.doc;
    if let Some(found) = reason::period(found, scope, false) {
        return Some(found);
    }
    if let Some(lead) = lead
        && let Some(found) = reason::period(found, lead, false)
    {
        return Some(found);
    }
    let last = group.prizes.last().map(|prize| &prizes[*prize]);
    if let Some(prize) = last
        && doc.is(prize.tokens.end, NAM)
        && !prize
            .awards
            .iter()
            .any(|award| matches!(&*award.code, "giai" | "huy-chuong" | "other" | "qua-bong-vang" | "hoa-hau"))
    {
        return reason::period(found, prize.tokens.end..prize.tokens.end + 2, true);
    }
    reason::period(found, reason?, true)
}

/// `tại X` before the clause, where X is a name or a place and not a ceremony.
fn place(doc: &Document<'_>, before: Range<usize>) -> Option<String> {
    let opens = |at: usize| at == before.start || doc.is(at - 1, COMMA);
    let at = before.clone().find(|at| doc.is(*at, TAI) && opens(*at))?;
    let first = at + 1;
    if !doc.tokens().get(first)?.is_capitalised() || matches!(doc.text_of(first), "Lễ" | "Hội" | "Đại") {
        return None;
    }
    let end = (first..before.end.min(first + 16)).find(|at| doc.is(*at, COMMA))?;
    (end > first).then(|| doc.string_of(first..end))
}

/// Of `lựa chọn 95 tác phẩm để trao` the chosen get the award.
fn chosen(input: &Input<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let to = before.end.checked_sub(1).filter(|at| doc.text_of(*at) == "để")?;
    let verb = before.clone().rev().find(|at| matches!(doc.text_of(*at), "chọn"))?;
    let start = noun::start(input, verb + 1).filter(|start| start.count.is_some() || start.plural)?;
    (start.end <= to).then_some(verb + 1..to)
}

/// The subject of the sentence's first clause, for a verb behind a comma: `X đã …, giành …`.
fn first_subject(input: &Input<'_>, sentence: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    // What stands in brackets has its own clause.
    let doc = input.doc;
    let open = (sentence.start..verb).rev().take(20).find(|at| matches!(doc.text_of(*at), "(" | ")"));
    if open.is_some_and(|at| doc.text_of(at) == "(") {
        return None;
    }
    subject::first(input, sentence.start, verb)
}
