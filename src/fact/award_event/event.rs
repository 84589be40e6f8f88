//! Builds the events from the two sides of a verb: the awards of each group with reason, period, date and place, and what the next clause may
//! leave out.

use std::ops::Range;

use crate::{
    fact::award_event::{
        AwardEvent, GivenAward, Recipient, RecipientType, conferrer,
        ellipsis::{Carried, Sentence},
        frame::Frame,
        left::Mood,
        noun,
        object::Group,
        reason, recipient,
        sides::Sides,
        unreal,
        verb::{Act, Verb, is_winning},
    },
    lexicon::w,
    segment::Document,
};

/// An event before it becomes a draft.
pub(super) struct Event {
    pub(super) tokens: Range<usize>,
    pub(super) value: AwardEvent,
    pub(super) rule: &'static str,
}

/// What a frame says of each of its groups.
pub(super) struct Scene<'f> {
    pub(super) frame: &'f Frame,
    pub(super) sides: Sides,
    /// The reason that opens the clause.
    pub(super) lead: Option<Range<usize>>,
    /// Whether another frame comes before it, and the clause between the two.
    pub(super) later: bool,
    pub(super) clause: Range<usize>,
    /// Whether the group at hand is the first.
    pub(super) first: bool,
    /// Whether the act is but a purpose, a wish or a question.
    unreal: bool,
    /// Whether the act was not done.
    negated: bool,
}

/// Who gives and who gets the awards of one group.
struct Parties {
    conferrers: Vec<Range<usize>>,
    goals: Vec<Range<usize>>,
}

impl Sentence<'_, '_> {
    /// Adds the events of one frame, one for each of its groups.
    pub(super) fn add(&self, frame: &Frame, groups: &[Group], carried: &mut Carried, events: &mut Vec<Event>) {
        let between = carried.end.min(frame.verb.tokens.start);
        let (later, clause) = (carried.any, between..frame.left.start.max(between));
        let sides = self.sides(frame, groups, carried);
        // What opens the sentence belongs to its first clause, and to those after it.
        if !carried.any {
            carried.lead = reason::leading(self.input.doc, self.tokens.start, frame.left.start);
        }
        carried.any = true;
        // `X được A tặng Bằng khen, B tặng Giấy khen, C trao Huy hiệu`: all to X.
        let goes_on = carried.passive && frame.verb.act == Act::Give && sides.gets == carried.recipients;
        carried.passive = goes_on
            || matches!(frame.verb.act, Act::Give | Act::Praise) && frame.left.passive.is_some() && sides.to_subject;
        carried.proposed = self.is_proposed(frame, carried);
        let mut scene = Scene {
            frame,
            first: true,
            lead: carried.lead.clone(),
            later,
            clause,
            negated: carried.proposed
                || frame.left.mood > Mood::Told
                || matches!(frame.verb.act, Act::Withdraw | Act::Return | Act::Nominate),
            unreal: frame.left.mood == Mood::Wished || self.is_aim(frame, &sides) || self.asks(),
            sides,
        };
        for group in groups {
            let parties = self.parties(&scene, group);
            carried.conferrers.clone_from(&scene.sides.agents);
            if !parties.goals.is_empty() {
                carried.recipients.clone_from(&parties.goals);
            }
            carried.end = group.scope.end;
            carried.irreal = scene.unreal
                || self.is_open(frame, group)
                || frame.left.elided && frame.left.subject.is_none() && carried.irreal;
            if !carried.irreal {
                events.extend(self.of_group(&scene, group, parties, carried));
            }
            scene.first = false;
        }
    }

    /// Whether the giving is but proposed to an authority; of `đề nghị C tặng X cho A, tặng Y cho B` both are.
    fn is_proposed(&self, frame: &Frame, carried: &Carried) -> bool {
        let Frame { verb, left, .. } = frame;
        let continued = carried.proposed && left.elided && left.subject.is_none();
        let low = self.tokens.start.max(verb.tokens.start.saturating_sub(24));
        let proposes = || left.mood > Mood::Told && unreal::proposes(self.input.doc, low..verb.tokens.start);
        verb.act == Act::Give && left.passive.is_none() && (continued || proposes())
    }

    /// Whether the sentence is a question, which says nothing of what was given.
    fn asks(&self) -> bool {
        let last = self.tokens.end.checked_sub(1).filter(|last| *last >= self.tokens.start);
        last.is_some_and(|last| self.input.doc.text_of(last) == "?")
    }

    /// `nhằm khuyến khích, tôn vinh các nhà khoa học`: what something is for.
    fn is_aim(&self, frame: &Frame, sides: &Sides) -> bool {
        let verb = &frame.verb;
        let floor = self.tokens.start.max(verb.tokens.start.saturating_sub(40));
        verb.act == Act::Praise
            && frame.left.passive.is_none()
            && sides.agents.is_empty()
            && (floor..verb.tokens.start).any(|at| self.input.doc.is(at, w::nhằm))
    }

    /// Whether nobody in particular is spoken of: `cơ chế khen thưởng người phát hiện`, `dịp để tôn vinh các tập thể` praise no one, `chọn ra
    /// người giành Quả bóng vàng` says not who won.
    fn is_general(&self, frame: &Frame, conferrers: &[Range<usize>], recipients: &[(Recipient, Range<usize>)]) -> bool {
        let Frame { verb, left, bare, .. } = frame;
        let opens = verb.tokens.start <= self.tokens.start + 1
            || self.input.doc.is(verb.tokens.start - 1, w::COLON)
                && self.input.doc.token(verb.tokens.start).is_capitalised();
        let known = recipients
            .iter()
            .any(|(recipient, _)| recipient.count.is_some() || recipient.recipient_type == RecipientType::Named);
        let is_anyone = |at: &Range<usize>| at.len() == 1 && self.input.doc.is(at.start, w::người);
        let is_rule = *bare
            && left.passive.is_none()
            && conferrers.is_empty()
            && !left.nominal
            && left.mood == Mood::Told
            && !opens
            && !known;
        // `có người còn tôn vinh cô`.
        let by_anyone = *bare && conferrers.len() == 1 && conferrers.iter().all(is_anyone);
        // `Theo quy định, cá nhân được tặng X phải …`: anyone of a sort.
        let is_norm = !known && unreal::is_norm(self.input.doc, self.tokens.start, verb.tokens.start);
        is_rule || is_norm || by_anyone || !recipients.is_empty() && recipients.iter().all(|(_, at)| is_anyone(at))
    }

    /// `đội đạt giải Nhất sẽ nhận`: who wins is not said yet.
    fn is_open(&self, frame: &Frame, group: &Group) -> bool {
        let doc = self.input.doc;
        let mut after = group.scope.start..(group.scope.start + 8).min(self.tokens.end);
        let far = group.scope.start..(group.scope.start + 24).min(self.tokens.end);
        is_winning(frame.verb.act)
            && after.any(|at| {
                doc.text_of(at) == "sẽ" && !self.is_told(frame) && !self.is_dated(frame, group.scope.start..at)
                // `để đoạt Quả bóng vàng trong tương lai`.
                || doc.is(at, w::trong) && doc.text_of(at + 1) == "tương"
                || frame.left.mood > Mood::Told && doc.text_of(at) == "thì"
            })
            || (is_winning(frame.verb.act) || frame.left.passive.is_some())
                && unreal::is_rule(self.input, frame.left.subject.as_ref(), far)
    }

    /// `Thái Lan giành HCV SEA Games 2015 sẽ là hạt giống`: by name, and with its year before `sẽ` in `before`.
    fn is_dated(&self, frame: &Frame, before: Range<usize>) -> bool {
        let doc = self.input.doc;
        let named = frame.left.subject.as_ref().is_some_and(|subject| doc.token(subject.start).is_capitalised());
        named && doc.is(before.end + 1, w::là) && before.into_iter().any(|at| doc.is_recent_year(at))
    }

    /// `Lan vừa đoạt giải Nhất và sẽ …`, `Lê Lan đoạt giải Nhất sẽ …`: it is known who won.
    fn is_told(&self, frame: &Frame) -> bool {
        let (doc, left, verb) = (self.input.doc, &frame.left, frame.verb.tokens.start);
        let from = left.subject.as_ref().map_or(verb, |subject| subject.end);
        left.once
            || (from..verb).any(|at| matches!(doc.key(at), w::đã | w::vừa))
            || left.subject.as_ref().is_some_and(|subject| noun::is_person_name(doc, subject.start))
    }

    fn parties(&self, scene: &Scene<'_>, group: &Group) -> Parties {
        let Sides { agents, gets, .. } = &scene.sides;
        let names = |list: &[Range<usize>]| -> Vec<Range<usize>> {
            list.iter().flat_map(|name| conferrer::conferrers(self.input, name.clone())).collect()
        };
        if scene.frame.verb.act == Act::Return {
            return Parties { conferrers: names(&group.recipients), goals: gets.clone() };
        }
        // `được UBND tỉnh tặng danh hiệu cán bộ tiêu biểu của ngành`: whose title it is.
        let bare = |name: &Range<usize>| name.len() == 1 && !self.input.doc.token(name.start).is_capitalised();
        let own = group.conferrers.iter().any(|name| agents.is_empty() || !bare(name));
        let conferrers = if own { names(&group.conferrers) } else { agents.clone() };
        let goals = if group.recipients.is_empty() { gets } else { &group.recipients };
        Parties { conferrers, goals: goals.clone() }
    }

    /// The event of one group, or one for each recipient where the text says who got which award; none where nobody is said to get one.
    fn of_group(&self, scene: &Scene<'_>, group: &Group, parties: Parties, carried: &mut Carried) -> Vec<Event> {
        let (doc, first) = (self.input.doc, scene.first);
        let Frame { verb, left, fronted, .. } = scene.frame;
        let Parties { conferrers, goals } = parties;
        let winning = is_winning(verb.act);
        let recipients: Vec<_> =
            goals.iter().flat_map(|goal| recipient::recipients(self.input, goal.clone(), winning)).collect();
        let tokens = span(scene, first, group, &goals, &recipients);
        let Some(awards) = self.awards(scene.frame, group, &recipients) else { return Vec::new() };
        if self.is_general(scene.frame, &conferrers, &recipients)
            || names_nobody(doc, scene.frame, &conferrers, &recipients)
        {
            return Vec::new();
        }
        let merit = || scene.sides.merit.clone().map(|merit| reason::extent(doc, self.facts, merit.start, merit.end));
        let reason = group.reason.clone().or_else(|| scene.lead.clone().filter(|_| first)).or_else(merit);
        let period = self.period(scene, group, &awards, reason.clone());
        let date = self.date_of(scene, group, tokens.start, carried);
        carried.date = date;
        let drafts = period.map(|(_, draft)| draft).into_iter().chain(date.map(|(_, draft)| draft));
        // Only a list with as many awards as recipients says who got which.
        let is_list = recipients.len() > 1 && recipients.len() == awards.len();
        let places: Vec<Range<usize>> = recipients.iter().filter(|_| is_list).map(|(_, at)| at.clone()).collect();
        let value = AwardEvent {
            facts: self.facts_of(group, drafts, &recipients),
            awards,
            conferrers: conferrers.iter().map(|name| doc.string_of(name.clone())).collect(),
            recipients: recipients.into_iter().map(|(recipient, _)| recipient).collect(),
            reason: reason.filter(|reason| !reason.is_empty()).map(|reason| doc.string_of(reason)),
            period: period.map(|(period, _)| period),
            negated: scene.negated,
            date: date.map(|(date, _)| date),
            place: place(doc, self.tokens.start..left.start),
        };
        let rule = rule(verb.act, left.passive.is_none(), *fronted);
        let Some(events) = self.respective(verb, group, &places, &value) else {
            return vec![Event { tokens, value, rule }];
        };
        let of_list = events.into_iter().enumerate().map(|(at, (place, value))| {
            // Facts of one kind never overlap: the first has everything they share, each of the others its own part.
            let tokens = if at == 0 { tokens.start..place.end } else { place };
            Event { tokens, value, rule }
        });
        of_list.collect()
    }

    /// The facts that an event is made of: its awards, `drafts` of time, the counts of its recipients. Ascending.
    fn facts_of(
        &self,
        group: &Group,
        drafts: impl Iterator<Item = usize>,
        recipients: &[(Recipient, Range<usize>)],
    ) -> Vec<usize> {
        let named = group.prizes.iter().map(|prize| &self.prizes[*prize]).filter(|prize| prize.shared.is_none());
        let mut parts: Vec<usize> = named.map(|prize| prize.draft).chain(drafts).collect();
        for (_, at) in recipients {
            parts.extend(self.facts.count(at.start..at.end.min(at.start + 4)));
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The awards of a group; praise without a named one is an award too, where somebody gets it.
    fn awards(
        &self,
        frame: &Frame,
        group: &Group,
        recipients: &[(Recipient, Range<usize>)],
    ) -> Option<Vec<GivenAward>> {
        let mut awards: Vec<GivenAward> = Vec::new();
        for award in group.prizes.iter().flat_map(|prize| self.prizes[*prize].awards(self.input)) {
            // `giành 5 HCV, trong đó có 3 HCV cá nhân`: a repeated award is not a second one; two that are in no table, or prizes by name, are.
            let by_name = matches!(&*award.code, "other" | "hoa-hau") || award.code == "giai" && award.class.is_none();
            let same = |other: &GivenAward| {
                other.code == award.code && other.class == award.class && (!by_name || other.name == award.name)
            };
            if !awards.iter().any(same) {
                awards.push(award);
            }
        }
        if awards.is_empty() {
            // Persons and bodies, and pronouns for them, are praised; with an unknown noun (`những lĩnh vực được tôn vinh`) nobody can tell.
            let named = recipients.iter().any(|(recipient, at)| {
                // `các di sản được UNESCO vinh danh` are neither persons nor bodies.
                let mut opening = at.start..at.end.min(at.start + 3);
                let heritage = opening.any(|at| unreal::names_heritage(self.input.doc, at));
                let known = recipient.recipient_type != RecipientType::Other
                    || noun::is_known(self.input, at.start) && !heritage;
                known && recipient.text.chars().any(char::is_alphabetic)
            });
            let is_praise = frame.verb.praises || group.unnamed;
            if !is_praise || !named || frame.left.nominal && !group.unnamed && recipients.is_empty() {
                return None;
            }
            awards.push(GivenAward {
                code: "commendation".to_owned(),
                class: None,
                name: None,
                count: None,
                fact: None,
            });
        }
        Some(awards)
    }

    /// `An và Bình lần lượt đoạt giải Nhất và giải Nhì`, `tặng A, B lần lượt cho X, Y`: as many awards as recipients, each to one. The
    /// events with their places to the right of the verb, or `None` where the text does not say so or the numbers differ.
    fn respective(
        &self,
        verb: &Verb,
        group: &Group,
        recipients: &[Range<usize>],
        value: &AwardEvent,
    ) -> Option<Vec<(Range<usize>, AwardEvent)>> {
        let (doc, facts, prizes) = (self.input.doc, self.facts, self.prizes);
        let count = value.awards.len();
        if count < 2 || count != value.recipients.len() || recipients.len() != count {
            return None;
        }
        let span = group.span.as_ref()?;
        let near = verb.tokens.start.saturating_sub(4)..span.end;
        near.clone().find(|at| doc.is(*at, w::lần) && doc.is(*at + 1, w::lượt))?;
        let first_award = prizes.get(*group.prizes.first()?)?.tokens.start;
        // Each event is placed at its item in the later of the two lists.
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
                    let mut award = value.awards[index].clone();
                    // `hai giải Nhì và Ba lần lượt`: the number of both.
                    award.count = award.count.filter(|all| *all != count.to_string());
                    let value = AwardEvent {
                        awards: vec![award],
                        recipients: vec![value.recipients[index].clone()],
                        facts: value.facts.iter().copied().filter(|draft| own(index, *draft)).collect(),
                        ..value.clone()
                    };
                    (place, value)
                })
                .collect(),
        )
    }
}

/// From the first part of an event to its last; the first group of a frame has what belongs to the frame.
fn span(
    scene: &Scene<'_>,
    first: bool,
    group: &Group,
    goals: &[Range<usize>],
    recipients: &[(Recipient, Range<usize>)],
) -> Range<usize> {
    let mut tokens = group.span.clone().unwrap_or(scene.frame.verb.tokens.clone());
    if !first {
        return tokens;
    }
    for part in &scene.sides.spans {
        tokens = tokens.start.min(part.start)..tokens.end.max(part.end);
    }
    // A name loses its title: `đồng chí X được` begins at X.
    if let Some((_, at)) = recipients.first()
        && goals.iter().any(|goal| goal.start == tokens.start)
    {
        tokens.start = at.start.max(tokens.start);
    }
    tokens
}

/// Whether an act without a recipient does not count: `việc trao giải`, `để giành HCV`. What is won is told without a winner too.
fn names_nobody(
    doc: &Document<'_>,
    frame: &Frame,
    conferrers: &[Range<usize>],
    recipients: &[(Recipient, Range<usize>)],
) -> bool {
    let Frame { verb, left, .. } = frame;
    if recipients.is_empty() {
        // `góp mặt ở Gala X để trao giải`: what for.
        let aim = verb.act == Act::Give && verb.tokens.start > 0 && doc.is(verb.tokens.start - 1, w::để);
        return aim || left.nominal || left.purpose || conferrers.is_empty() && verb.act != Act::Win;
    }
    let counted = recipients.iter().any(|(recipient, _)| recipient.count.is_some());
    // `Việc trao tặng Huy hiệu Đảng cho các đảng viên` opens a sentence about one that was held.
    let rite =
        doc.text_of(left.start) == "việc" || doc.is(left.start, w::ngày) || frame.bare && doc.is(left.start, w::việc);
    left.nominal && rite && !counted
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

/// `tại X` before the clause, where X is a name or a place and not a ceremony.
fn place(doc: &Document<'_>, before: Range<usize>) -> Option<String> {
    let before = before.start..before.end.min(before.start + 40);
    let opens = |at: usize| at == before.start || doc.is(at - 1, w::COMMA);
    let at = before.clone().find(|at| doc.is(*at, w::tại) && opens(*at))?;
    let first = at + 1;
    const OCCASIONS: [&str; 13] =
        ["Festival", "Gala", "Lễ", "Hội", "Đại", "Olympic", "Giải", "World", "SEA", "ASIAD", "Kỳ", "Cuộc", "Liên"];
    if !doc.tokens().get(first)?.is_capitalised() || OCCASIONS.contains(&doc.text_of(first)) {
        return None;
    }
    let end = (first..before.end.min(first + 16)).find(|at| doc.is(*at, w::COMMA))?;
    if (first..end).any(|at| doc.is(at, w::năm)) {
        return None;
    }
    (end > first).then(|| doc.string_of(first..end))
}
