//! Fills in what a clause leaves out: giver, recipients and date from the previous clause in the same sentence, the subject of the first
//! clause, or one after the award. The only phase that carries information over.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            clause, conferrer, elsewhere,
            frame::Frame,
            implied,
            noun::{self, Noun},
            object::Group,
            party,
            prize::Prize,
            reason::Facts,
            sides::{self, Sides},
            unreal,
            verb::{Act, is_verb, is_winning},
        },
        time::Edtf,
    },
    lexicon::w,
    segment::Class,
};

/// What the next frame of the sentence may leave out.
#[derive(Default)]
pub(super) struct Carried {
    pub(super) conferrers: Vec<Range<usize>>,
    pub(super) recipients: Vec<Range<usize>>,
    /// The span of a frame that the next one completes.
    pub(super) merged: Option<Range<usize>>,
    /// Where the frame before ended.
    pub(super) end: usize,
    /// Whether there was a frame before.
    pub(super) any: bool,
    /// The reason that opens the sentence.
    pub(super) lead: Option<Range<usize>>,
    /// Whether the frame before was a giving in the passive.
    pub(super) passive: bool,
    /// The date of the frame before.
    pub(super) date: Option<(Edtf, usize)>,
    /// Whether the act of the frame before was but wished for.
    pub(super) irreal: bool,
    /// Whether the giving of the last frame is but proposed to an authority.
    pub(super) proposed: bool,
}

/// A sentence whose frames become events.
pub(super) struct Sentence<'a, 'i> {
    pub(super) input: &'a Input<'i>,
    pub(super) facts: &'a Facts<'a>,
    pub(super) prizes: &'a [Prize<'a>],
    pub(super) tokens: Range<usize>,
}

impl Sentence<'_, '_> {
    /// The sides of the verb of `frame`. Takes what the frame before left to be completed.
    pub(super) fn sides(&self, frame: &Frame, groups: &[Group], carried: &mut Carried) -> Sides {
        let mut sides = sides::own(self.input, frame);
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
                match self.subject_since(frame) {
                    Some(own) => {
                        sides.spans.push(own.clone());
                        sides.gets.push(own);
                    }
                    None => sides.gets.clone_from(&carried.recipients),
                }
            } else {
                self.find_subject(frame, groups, &mut sides);
            }
        }
        // `X được B tặng Bằng khen, C tặng Giấy khen`: X got both.
        let bare = groups.iter().all(|group| group.recipients.is_empty());
        if carried.passive && sides.gets.is_empty() && bare && frame.verb.act == Act::Give && !frame.fronted {
            sides.gets.clone_from(&carried.recipients);
        }
        sides.spans.extend(merged);
        // `Bộ phim mang về cho X giải Y`: a work wins an award for somebody.
        let is_thing =
            |get: &Range<usize>| noun::start(self.input, get.start).is_none_or(|start| start.noun == Some(Noun::Thing));
        if let Some(home) = &frame.home
            && sides.gets.len() <= 1
            && sides.gets.iter().all(is_thing)
        {
            sides.gets = vec![home.clone()];
        }
        self.brought_to(frame, groups, &mut sides);
        self.named_late(frame, groups, &mut sides);
        self.listed_late(frame, groups, &mut sides);
        self.find_agents(frame, groups, &mut sides);
        if sides.gets.is_empty() && !sides.to_subject && bare && !frame.fronted {
            sides.gets.extend(implied::acclaimed(self.input, self.tokens.start, frame.verb.tokens.start));
        }
        if sides.gets.is_empty() && !sides.to_subject {
            let before = frame.left.start.max(self.tokens.start)..frame.verb.tokens.start;
            sides.gets.extend(sides::chosen(self.input, before));
        }
        sides
    }

    /// Of `A giành HCV, B về nhì 200 m hỗn hợp, nhận HCB` B: who is named with a predicate after the award before.
    fn subject_since(&self, frame: &Frame) -> Option<Range<usize>> {
        let doc = self.input.doc;
        let after = self.prizes.partition_point(|prize| prize.tokens.end <= frame.verb.tokens.start);
        let from = after.checked_sub(1).map_or(self.tokens.start, |at| self.prizes[at].tokens.end);
        let end = frame.left.start.min(frame.verb.tokens.start);
        let near = (from.max(self.tokens.start)..end).rev().take(24);
        near.filter(|at| matches!(doc.key(*at), w::COMMA | w::SEMICOLON)).map(|mark| mark + 1).find_map(|first| {
            let stop = (first..end).find(|at| doc.is(*at, w::COMMA)).unwrap_or(end);
            if !clause::names_person(self.input, first) {
                return None;
            }
            // `…; em B, học cùng trường, giành HCB`: an apposition comes after the name.
            let whole = doc.is(first - 1, w::SEMICOLON) && stop < end;
            whole.then_some(first..stop).or_else(|| elsewhere::name_before_verb(self.input, first..stop))
        })
    }

    /// `Vai diễn X mang về giải Y cho Z`: the work wins it for Z. Of `Lan mang về HCV cho điền kinh` Lan has it.
    fn brought_to(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let (doc, verb) = (self.input.doc, &frame.verb.tokens);
        let [group] = groups else { return };
        let end = group.span.as_ref().map_or(verb.end, |span| span.end);
        let goal = (end..self.tokens.end.min(end + 5)).find(|at| doc.is(*at, w::cho)).map(|at| at + 1);
        let is_bringing = frame.verb.act == Act::Win && (verb.end == self.tokens.end || doc.is(verb.end - 1, w::về));
        let Some(goal) = goal.filter(|_| is_bringing) else { return };
        let is_one = noun::start(self.input, goal).is_some_and(|start| {
            start.count.is_none()
                && !start.plural
                && start.end <= self.tokens.end
                && start.noun.map_or(start.proper, |noun| matches!(noun, Noun::Pronoun | Noun::Person))
        });
        // The clause begins with a work, whose name may be the last before the verb.
        let clause = (self.tokens.start..verb.start).rev().take(24).find(|at| doc.is(*at, w::COMMA));
        let first = clause.map_or(self.tokens.start, |at| at + 1);
        let is_work = matches!(noun::head(doc, first), Some((_, Noun::Thing)));
        if is_one && is_work {
            let stop = noun::capitals(doc, goal).max(goal + 1);
            let whom = goal..stop;
            sides.spans.push(whom.clone());
            sides.gets = vec![whom];
        }
    }

    /// `Người đoạt giải Nhất là X`, `Đội đạt giải Nhì là Y`: the name of whom a bare noun speaks of.
    fn named_late(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let doc = self.input.doc;
        let ([group], [subject]) = (groups, &sides.gets[..]) else { return };
        let bare = noun::start(self.input, subject.start).is_some_and(|start| {
            start.count.is_none() && !start.plural && start.noun.is_some() && start.end >= subject.end
        });
        let end = group.span.as_ref().map_or(frame.verb.tokens.end, |span| span.end);
        if !bare || !sides.to_subject || !is_winning(frame.verb.act) || doc.token(subject.start).class() != Class::Word
        {
            return;
        }
        // `đạo diễn từng đoạt giải Oscar Phạm Ngân`.
        if noun::is_person_name(doc, end) && self.input.doc.token(end).gap() <= crate::segment::Gap::Space {
            let late = end..noun::capitals(doc, end).min(self.tokens.end);
            sides.spans.push(late.clone());
            sides.gets = vec![late];
            return;
        }
        let is =
            (end..self.tokens.end.min(end + 8)).find(|at| doc.token(*at).class() == Class::Mark || doc.is(*at, w::là));
        if let Some(is) = is.filter(|at| doc.is(*at, w::là))
            && noun::start(self.input, is + 1).is_some_and(|start| {
                let named = doc.tokens().get(start.end).is_some_and(|next| next.is_capitalised());
                start.count.is_none() && !start.plural && (start.proper || start.noun.is_some() && named)
            })
            && let Some(late) = elsewhere::after(self.input, is, self.tokens.end)
        {
            sides.spans.push(late.clone());
            sides.gets = vec![late];
        }
    }

    /// `Hai tài xế được khen thưởng là A và B`, `Ba học sinh đoạt giải Nhất gồm A, B và C`: as many names as were counted.
    fn listed_late(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let doc = self.input.doc;
        let ([group], [subject]) = (groups, &sides.gets[..]) else { return };
        let counted = noun::start(self.input, subject.start).filter(|start| start.noun.is_some_and(Noun::is_personal));
        let Some(count) = counted.and_then(|start| start.count).filter(|_| sides.to_subject) else { return };
        let end = group.span.as_ref().map_or(frame.verb.tokens.end, |span| span.end).max(frame.verb.tokens.end);
        let opens = |at: &usize| matches!(doc.key(*at), w::là | w::gồm | w::COLON);
        let Some(list) = (end..self.tokens.end.min(end + 3)).find(opens) else { return };
        let first = list + 1 + usize::from(doc.is(list + 1, w::COLON));
        let names = party::members(self.input, first..self.before_stop());
        let named = names.iter().all(|name| {
            let first = name.start.end.max(name.tokens.start);
            name.start.count.is_none() && !name.start.plural && noun::capitals(doc, first) >= first + 2
        });
        let Some(last) = names.last().filter(|_| named && names.len().to_string() == count.to_string()) else { return };
        let whom = first..last.tokens.end;
        sides.spans.push(whom.clone());
        sides.gets = vec![whom];
    }

    /// Where the sentence ends, without its stop.
    fn before_stop(&self) -> usize {
        let is_stop = |at: &usize| matches!(self.input.doc.text_of(*at), "." | "!" | "…");
        self.tokens.end - self.tokens.clone().rev().take_while(is_stop).count()
    }

    /// Who gave in the previous clause gives here too, where nobody else is named.
    fn carry_agents(&self, frame: &Frame, sides: &mut Sides, carried: &Carried) {
        let Frame { verb, left, .. } = frame;
        // Nobody gives what `thuộc về` somebody.
        if !carried.any || !sides.agents.is_empty() || verb.act == Act::Belong {
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

    /// Who gets, where the clause has no subject of its own: that of the sentence's first clause, or one after the awards.
    fn find_subject(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let Frame { verb, left, .. } = frame;
        let whole = || implied::whole(self.input, self.tokens.start, verb.tokens.start);
        if let Some(whole) = left.passive.and_then(|_| whole()) {
            sides.spans.push(whole.clone());
            sides.gets.push(whole);
        } else if let Some(first) =
            self.first_subject(verb.tokens.start, is_winning(verb.act) || left.passive.is_some())
        {
            sides.spans.push(first.clone());
            sides.gets.push(first);
        } else if left.passive.is_some()
            && left.elided
            && let Some(counted) = elsewhere::counted(self.input, self.tokens.start, verb.tokens.start)
        {
            sides.spans.push(counted.clone());
            sides.gets.push(counted);
        } else if left.passive.is_some()
            && left.elided
            && let Some(body) = elsewhere::body_before_verb(self.input, self.tokens.start, verb.tokens.start)
        {
            sides.spans.push(body.clone());
            sides.gets.push(body);
        } else if left.elided
            // `Bốn năm trôi qua kể từ khi nhận giải, X …`.
            && verb.tokens.start <= self.tokens.start + if left.purpose { 12 } else { 6 }
            && let Some(last) = groups.first().and_then(|group| group.span.as_ref()).map(|span| span.end)
            && let Some(late) = elsewhere::after(self.input, last, self.tokens.end)
        {
            if self.input.doc.is(late.start - 1, w::là) {
                sides.spans.push(late.clone());
            }
            sides.gets.push(late);
        }
    }

    /// Who gives, where an active verb has no subject of its own.
    fn find_agents(&self, frame: &Frame, groups: &[Group], sides: &mut Sides) {
        let Frame { verb, left, fronted, .. } = frame;
        let doc = self.input.doc;
        // `Hội Nông dân tổ chức hội nghị tổng kết, biểu dương 30 nông dân`: who holds a ceremony praises at it.
        let holds = || {
            let is_held = |at: usize| {
                let holds = doc.is(at, w::tổ) && doc.is(at + 1, w::chức);
                let meets = doc.is(at, w::gặp) && doc.text_of(at + 1) == "mặt";
                meets || holds && !matches!(doc.key(at - 1), w::ban | w::việc) && !doc.is(at + 2, w::COMMA)
            };
            ((self.tokens.start + 1).max(verb.tokens.start.saturating_sub(60))..verb.tokens.start).any(is_held)
        };
        // `đề nghị công nhận và trao`: who asks gives nothing.
        let low = self.tokens.start.max(verb.tokens.start.saturating_sub(6));
        if (low..verb.tokens.start).any(|at| unreal::is_proposing(doc, at) && is_verb(doc, at + 2)) {
            return;
        }
        let acts = (matches!(verb.act, Act::Give | Act::Withdraw) || verb.act == Act::Praise && holds())
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
            sides.agents = conferrer::conferrers(self.input, first);
        } else if acts
            && sides.agents.is_empty()
            && let Some(last) = groups.last().and_then(|group| group.span.as_ref()).map(|span| span.end)
            && noun::presents(self.input, last)
        {
            // `Đến dự và trao Bằng khen cho … có đồng chí X, Bí thư Y`.
            sides.agents = conferrer::conferrers(self.input, last + 1..self.before_stop());
        } else if acts
            && sides.agents.is_empty()
            && self.input.doc.is(self.tokens.start + 1, w::khi)
            && verb.tokens.start <= self.tokens.start + 3
            && let Some(last) = groups.last().and_then(|group| group.span.as_ref()).map(|span| span.end)
            && let Some(late) = elsewhere::after(self.input, last, self.tokens.end)
        {
            sides.agents = conferrer::conferrers(self.input, late);
        }
    }

    /// The subject of the sentence's first clause, for a verb after a comma: `X đã …, giành …`.
    fn first_subject(&self, verb: usize, winning: bool) -> Option<Range<usize>> {
        // Brackets contain a clause of their own.
        let doc = self.input.doc;
        let open = (self.tokens.start..verb).rev().take(20).find(|at| matches!(doc.text_of(*at), "(" | ")"));
        if open.is_some_and(|at| doc.text_of(at) == "(") {
            return elsewhere::before_bracket(self.input, self.tokens.start, verb).filter(|_| winning);
        }
        elsewhere::first(self.input, self.tokens.start, verb, winning)
    }
}
