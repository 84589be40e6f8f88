//! From the two sides of a verb to events: who gave, who got, what is carried over from the clause before, reason, period, date, place.

use std::ops::Range;

use crate::{
    fact::{
        Award, Input,
        award_event::{
            AwardEvent, elsewhere,
            frame::Frame,
            noun::{self, Noun},
            object::Group,
            party,
            prize::Prize,
            reason::{self, Facts},
            verb::{Act, Verb},
        },
        time::Edtf,
    },
    lexicon::keys,
    segment::Document,
};

keys! {
    COMMA = ",", SEMICOLON = ";", TAI = "tại", NAM = "năm", BI = "bị", VAO = "vào", LA = "là", NHAM = "nhằm", LAN = "lần", LUOT = "lượt",
}

/// An event before it becomes a draft.
pub(super) struct Event {
    pub(super) tokens: Range<usize>,
    pub(super) value: AwardEvent,
    pub(super) rule: &'static str,
}

/// What the next frame of the sentence may leave out.
#[derive(Default)]
pub(super) struct Carried {
    pub(super) conferrers: Vec<Range<usize>>,
    pub(super) recipients: Vec<Range<usize>>,
    /// The span of a frame that the next one completes.
    pub(super) merged: Option<Range<usize>>,
    /// Where the frame before ended.
    end: usize,
    /// The date of the frame before.
    date: Option<(Edtf, usize)>,
    any: bool,
    negated: bool,
    irreal: bool,
}

/// Whether the sentence is a question, which says nothing of what was given.
fn asks(doc: &Document<'_>, sentence: &Range<usize>) -> bool {
    sentence.end.checked_sub(1).is_some_and(|last| last >= sentence.start && doc.text_of(last) == "?")
}

/// Builds the events of one frame.
#[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read once")]
pub(super) fn emit(
    input: &Input<'_>,
    facts: &Facts<'_>,
    sentence: &Range<usize>,
    prizes: &[Prize<'_>],
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
        } else if !left.proposed {
            agents = party::conferrers(input, subject.clone());
        }
    }
    if let Some(agent) = &left.agent {
        agents = party::conferrers(input, agent.clone());
    }
    if let Some(authority) = &left.authority {
        agents = party::conferrers(input, authority.clone());
    }
    if let Some(subject) = left.subject.as_ref().filter(|_| to_subject || !*fronted && !left.proposed) {
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
        if !carried.recipients.is_empty() {
            gets = carried.recipients.clone();
        }
    }
    if gets.is_empty() && to_subject && !*fronted {
        if carried.any || merged.is_some() {
            gets = carried.recipients.clone();
        } else if let Some(first) = first_subject(input, sentence, verb.tokens.start, is_winning(verb.act)) {
            spans.push(first.clone());
            gets.push(first);
        } else if left.elided
            && verb.tokens.start <= sentence.start + 3
            && let Some(last) = groups.first().and_then(|group| group.span.as_ref()).map(|span| span.end)
            && let Some(late) = elsewhere::behind(input, last, sentence.end)
        {
            if doc.is(late.start - 1, LA) {
                spans.push(late.clone());
            }
            gets.push(late);
        }
    }
    if let Some(merged) = merged {
        spans.push(merged);
    }
    // `Bộ phim mang về cho X giải Y`: a thing wins for somebody.
    if let Some(home) = &frame.home
        && gets.len() == 1
        && gets.iter().all(|get| noun::start(input, get.start).is_none_or(|start| start.noun == Some(Noun::Thing)))
    {
        gets = vec![home.clone()];
    }
    let acting = matches!(verb.act, Act::Give | Act::Withdraw) && active && !*fronted && !to_subject;
    if agents.is_empty()
        && acting
        && left.elided
        && !left.nominal
        && let Some(first) = first_subject(input, sentence, verb.tokens.start, false)
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
    // `nhằm khuyến khích, tôn vinh các nhà khoa học`: what something is for.
    let aimed = verb.act == Act::Praise
        && active
        && agents.is_empty()
        && (sentence.start.max(verb.tokens.start.saturating_sub(40))..verb.tokens.start).any(|at| doc.is(at, NHAM));
    let lead = reason::leading(doc, sentence.start, left.start);
    let winning = is_winning(verb.act);
    let negated = left.negated || matches!(verb.act, Act::Withdraw | Act::Return | Act::Nominate);
    let later = carried.any;
    let clause = carried.end.min(verb.tokens.start)..left.start.max(carried.end.min(verb.tokens.start));
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
        let open = winning
            && (group.scope.start..(group.scope.start + 8).min(sentence.end))
                .any(|at| doc.text_of(at) == "sẽ" || left.negated && doc.text_of(at) == "thì");
        if left.irreal
            || aimed
            || open
            || asks(doc, sentence)
            || left.elided && left.subject.is_none() && carried.irreal
        {
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
        // `giành 5 HCV, trong đó có 3 HCV cá nhân`: what is named again is no other award.
        let mut awards: Vec<Award> = Vec::new();
        for award in group.prizes.iter().flat_map(|prize| prizes[*prize].awards()) {
            if award.code != "huy-chuong" || !awards.contains(&award) {
                awards.push(award);
            }
        }
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
        if nobody && (left.nominal || left.purpose || conferrers.is_empty() && !matches!(verb.act, Act::Win)) {
            continue;
        }
        let reason = group.reason.clone().or_else(|| if count == 1 || index == 0 { lead.clone() } else { None });
        let mut parts: Vec<usize> = group.prizes.iter().map(|prize| prizes[*prize].draft).collect();
        let scope = group.span.clone().map_or(group.scope.start, |span| span.start)..group.scope.end;
        // What is won has no period of merit but the one that its reason gives.
        let contest = awards.iter().all(|award| matches!(&*award.code, "giai" | "huy-chuong"));
        let scope = if winning && (verb.act != Act::Receive || contest) { scope.end..scope.end } else { scope };
        let period = period(input, facts, prizes, &group, scope, reason.clone(), lead.clone()).or_else(|| {
            let of = left.subject.clone().filter(|_| to_subject && verb.act == Act::Give)?;
            reason::period(facts, of, false)
        });
        if let Some((_, draft)) = &period {
            parts.push(*draft);
        }
        let early = sentence.start..tokens.start.min(sentence.start + 12);
        let date = if later && index == 0 {
            // `năm 2014 đoạt …` behind another clause has its own date, else that of the clause before.
            reason::date(facts, clause.clone()).or(carried.date)
        } else if later {
            carried.date
        } else {
            reason::date(facts, early)
                .filter(|(.., at)| lead.is_none() && opens_with(doc, sentence.start, facts.start_of(*at)))
                .or_else(|| reason::date(facts, behind(doc, &group)))
        };
        carried.date = date;
        if let Some((_, draft)) = &date {
            parts.push(*draft);
        }
        for (_, at) in &recipients {
            parts.extend(facts.count(at.start..at.end.min(at.start + 4)));
        }
        parts.sort_unstable();
        parts.dedup();
        let places: Vec<Range<usize>> = recipients.iter().map(|(_, at)| at.clone()).collect();
        let value = AwardEvent {
            awards,
            conferrers: conferrers.iter().map(|name| doc.string_of(name.clone())).collect(),
            recipients: recipients.into_iter().map(|(recipient, _)| recipient).collect(),
            reason: reason.filter(|reason| !reason.is_empty()).map(|reason| doc.string_of(reason)),
            period: period.map(|(period, _)| period),
            negated,
            date: date.map(|(date, _)| date),
            place: place(doc, sentence.start..left.start),
            facts: parts,
        };
        let rule = rule(verb.act, active, *fronted);
        match respective(doc, facts, verb, &group, prizes, &places, &value) {
            Some(events_of) => {
                events.extend(events_of.into_iter().enumerate().map(|(at, (place, value))| {
                    // Facts of one kind never overlap: the first has all that they share, the others their own part.
                    let tokens = if at == 0 { tokens.start..place.end } else { place };
                    Event { tokens, value, rule }
                }));
            }
            None => events.push(Event { tokens, value, rule }),
        }
    }
}

/// Whether the verb says that its subject got the award by its own doing.
fn is_winning(act: Act) -> bool {
    matches!(act, Act::Win | Act::Receive | Act::Elect | Act::Nominate)
}

/// Whether the date at `at` opens the clause that begins at `start`: one word before it, or right behind a comma or `vào`.
fn opens_with(doc: &Document<'_>, start: usize, at: usize) -> bool {
    at <= start + 1 || matches!(doc.key(at - 1), COMMA | VAO)
}

/// Where `vào ngày …` may stand behind the last part of the group.
fn behind(doc: &Document<'_>, group: &Group) -> Range<usize> {
    let end = group.span.as_ref().map_or(group.scope.end, |span| span.end);
    let into = (end..group.scope.end.min(end + 6)).find(|at| doc.is(*at, VAO));
    into.map_or(end..end, |at| at + 1..at + 3)
}

/// `An và Bình lần lượt đoạt giải Nhất và giải Nhì`, `tặng A, B lần lượt cho X, Y`: as many awards as recipients, each to one. The
/// events with their places to the right of the verb, or `None` where the text does not say so or the numbers differ.
fn respective(
    doc: &Document<'_>,
    facts: &Facts<'_>,
    verb: &Verb,
    group: &Group,
    prizes: &[Prize<'_>],
    recipients: &[Range<usize>],
    value: &AwardEvent,
) -> Option<Vec<(Range<usize>, AwardEvent)>> {
    let count = value.awards.len();
    if count < 2 || count != value.recipients.len() || recipients.len() != count {
        return None;
    }
    let span = group.span.as_ref()?;
    let near = verb.tokens.start.saturating_sub(4)..span.end;
    near.clone().find(|at| doc.is(*at, LAN) && doc.is(*at + 1, LUOT))?;
    let first_award = prizes.get(*group.prizes.first()?)?.tokens.start;
    // The later of the two lists gives each its place.
    let places: Vec<Range<usize>> = if recipients.first()?.start > first_award {
        recipients.to_vec()
    } else if group.prizes.len() == count {
        group.prizes.iter().map(|prize| prizes[*prize].tokens.clone()).collect()
    } else {
        return None;
    };
    let drafts: Vec<usize> = group.prizes.iter().map(|prize| prizes[*prize].draft).collect();
    let counts: Vec<Vec<usize>> =
        recipients.iter().map(|at| facts.count(at.start..at.end.min(at.start + 4)).collect()).collect();
    let own = |index: usize, draft: usize| {
        let award = if drafts.len() == count { drafts[index] == draft } else { drafts.contains(&draft) };
        let shared = !drafts.contains(&draft) && !counts.iter().any(|list| list.contains(&draft));
        award || counts[index].contains(&draft) || shared
    };
    Some(
        places
            .into_iter()
            .enumerate()
            .map(|(index, place)| {
                let value = AwardEvent {
                    awards: vec![value.awards[index].clone()],
                    recipients: vec![value.recipients[index].clone()],
                    facts: value.facts.iter().copied().filter(|draft| own(index, *draft)).collect(),
                    ..value.clone()
                };
                (place, value)
            })
            .collect(),
    )
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
    facts: &Facts<'_>,
    prizes: &[Prize<'_>],
    group: &Group,
    scope: Range<usize>,
    reason: Option<Range<usize>>,
    lead: Option<Range<usize>>,
) -> Option<(crate::fact::time::Edtf, usize)> {
    let doc = input.doc;
    if let Some(found) = reason::period(facts, scope, false) {
        return Some(found);
    }
    if let Some(lead) = lead
        && let Some(found) = reason::period(facts, lead, false)
    {
        return Some(found);
    }
    let last = group.prizes.last().map(|prize| &prizes[*prize]);
    if let Some(prize) = last
        && doc.is(prize.tokens.end, NAM)
        && !matches!(&*prize.award.code, "giai" | "huy-chuong" | "other" | "qua-bong-vang" | "hoa-hau")
    {
        return reason::period(facts, prize.tokens.end..prize.tokens.end + 2, true);
    }
    reason::period(facts, reason?, true)
}

/// `tại X` before the clause, where X is a name or a place and not a ceremony.
fn place(doc: &Document<'_>, before: Range<usize>) -> Option<String> {
    let before = before.start..before.end.min(before.start + 40);
    let opens = |at: usize| at == before.start || doc.is(at - 1, COMMA);
    let at = before.clone().find(|at| doc.is(*at, TAI) && opens(*at))?;
    let first = at + 1;
    const OCCASIONS: [&str; 11] =
        ["Lễ", "Hội", "Đại", "Olympic", "Giải", "World", "SEA", "ASIAD", "Kỳ", "Cuộc", "Liên"];
    if !doc.tokens().get(first)?.is_capitalised() || OCCASIONS.contains(&doc.text_of(first)) {
        return None;
    }
    let end = (first..before.end.min(first + 16)).find(|at| doc.is(*at, COMMA))?;
    if (first..end).any(|at| doc.is(at, NAM)) {
        return None;
    }
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
fn first_subject(input: &Input<'_>, sentence: &Range<usize>, verb: usize, winning: bool) -> Option<Range<usize>> {
    // What stands in brackets has its own clause.
    let doc = input.doc;
    let open = (sentence.start..verb).rev().take(20).find(|at| matches!(doc.text_of(*at), "(" | ")"));
    if open.is_some_and(|at| doc.text_of(at) == "(") {
        return None;
    }
    elsewhere::first(input, sentence.start, verb, winning)
}
