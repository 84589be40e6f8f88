//! When an award was given, and for which years: the date and the period of an event.

use std::ops::Range;

use crate::{
    fact::{
        award_event::{
            GivenAward,
            ellipsis::{Carried, Sentence},
            event::Scene,
            left::Mood,
            object::Group,
            prize::Prize,
            reason,
            verb::{Act, is_winning},
        },
        time::Edtf,
    },
    lexicon::w,
    segment::Document,
};

impl Sentence<'_, '_> {
    /// The period of merit of a group, and its draft: a range of years after the awards or in the reason, otherwise at the subject; a single year only
    /// in the reason, or right after a title or a flag, whose name has none.
    pub(super) fn period(
        &self,
        scene: &Scene<'_>,
        group: &Group,
        awards: &[GivenAward],
        reason: Option<Range<usize>>,
    ) -> Option<(Edtf, usize)> {
        let act = scene.frame.verb.act;
        let scope = group.span.as_ref().map_or(group.scope.start, |span| span.start)..group.scope.end;
        // Something that is won has no period of merit except the one in its reason.
        let contest = awards.iter().all(|award| matches!(&*award.code, "giai" | "huy-chuong"));
        let is_won = is_winning(act) && (act != Act::Receive || contest);
        let range = |tokens| reason::period(self.facts, tokens, false);
        let year = |tokens| reason::period(self.facts, tokens, true);
        let of_awards = || if is_won { None } else { range(scope) };
        let of_lead = || scene.lead.clone().and_then(range);
        let of_subject = || {
            let gets = scene.sides.to_subject && act == Act::Give;
            scene.frame.left.subject.clone().filter(|_| gets).and_then(range)
        };
        of_awards()
            .or_else(of_lead)
            .or_else(|| match self.year_after(group) {
                Some(after) => year(after),
                // The year that ends a reason is not part of it.
                None => reason.and_then(|reason| {
                    let goes_on = !self.input.doc.is(reason.end, w::COMMA);
                    year(reason.start..self.tokens.end.min(reason.end + if goes_on { 3 } else { 0 }))
                }),
            })
            .or_else(of_subject)
            .or_else(|| scene.sides.merit.clone().and_then(range))
    }

    /// Whether a year belongs to an award before the one that ends at `last`, or to one of its classes.
    fn has_own_year(&self, prize: &Prize<'_>, last: usize) -> bool {
        let doc = self.input.doc;
        let after = if prize.tokens.end < last { prize.tokens.end } else { prize.name.end };
        after < last && doc.is(after, w::năm) && doc.is_recent_year(after + 1)
    }

    /// Where the year is that `năm` names right after a title or a flag.
    fn year_after(&self, group: &Group) -> Option<Range<usize>> {
        let last = &self.prizes[*group.prizes.last()?];
        let end = last.tokens.end;
        // `Nghệ nhân Ưu tú năm 2015 và Nghệ nhân Nhân dân năm 2022`, `hạng Ba năm 2000 và hạng Nhì năm 2005`: each has its own.
        if group.prizes.iter().any(|prize| self.has_own_year(&self.prizes[*prize], end)) {
            return None;
        }
        let is_named = self.input.doc.is(last.tokens.start, w::giải)
            || matches!(&*last.award.code, "giai" | "huy-chuong" | "other" | "qua-bong-vang" | "hoa-hau");
        (self.input.doc.is(end, w::năm) && !is_named).then_some(end..end + 2)
    }

    /// The date of a group, and its draft; `start` is where its event begins.
    pub(super) fn date_of(
        &self,
        scene: &Scene<'_>,
        group: &Group,
        start: usize,
        carried: &Carried,
    ) -> Option<(Edtf, usize)> {
        let (doc, facts) = (self.input.doc, self.facts);
        if scene.later {
            // `năm 2014 đoạt …` after another clause has its own date, otherwise that of the previous clause.
            let own = if scene.first { reason::date(facts, scene.clause.clone()) } else { None };
            // `năm 2012 nhận giải Y`: right before it, where the clause began with the award before.
            let adjacent = || reason::date_up_to(facts, scene.frame.left.start).filter(|_| scene.first);
            // `…; đến năm 1973, X được`: no date, but not that of the clause before.
            let by_year = (scene.clause.clone()).any(|at| doc.is(at, w::đến) && doc.is(at + 1, w::năm));
            return own.or_else(adjacent).or(carried.date.filter(|_| !by_year));
        }
        // `bị cáo X (từng đoạt giải Y)`: the clause around the bracket is of another day.
        let verb = scene.frame.verb.tokens.start;
        let bracket = (self.tokens.start..verb)
            .rev()
            .take(20)
            .find(|at| matches!(doc.key(*at), w::LEFT_PARENTHESIS | w::RIGHT_PARENTHESIS));
        if bracket.is_some_and(|at| doc.is(at, w::LEFT_PARENTHESIS)) {
            return None;
        }
        let early = self.tokens.start..start.min(self.tokens.start + 12);
        // `Ngày 5/3, ông X cho biết: Sở Y vừa tặng`: that day it was said.
        let is_said = |at: usize| {
            scene.frame.left.mood == Mood::Told
                && (facts.start_of(at)..start)
                    .any(|at| doc.is(at, w::cho) && matches!(doc.key(at + 1), w::biết | w::hay))
        };
        let is_opening =
            |at: usize| scene.lead.is_none() && opens_with(doc, self.tokens.start, facts.start_of(at)) && !is_said(at);
        // `Với thành tích đó, năm 2023 bà được tặng`.
        let adjacent = || reason::date_up_to(facts, scene.frame.left.start).filter(|_| scene.lead.is_some());
        reason::date(facts, early)
            .filter(|(.., at)| is_opening(*at))
            .or_else(adjacent)
            .or_else(|| reason::date(facts, after(doc, group)))
    }
}

/// Whether the date at `at` opens the clause at `start`: one word before it, right after a comma or `vào`, or after `cũng trong`.
fn opens_with(doc: &Document<'_>, start: usize, at: usize) -> bool {
    at <= start + 1
        || matches!(doc.key(at - 1), w::COMMA | w::vào | w::COLON | w::EN_DASH)
        || doc.is(at - 1, w::HYPHEN_MINUS) && !doc.token(at).is_glued()
        || at == start + 2 && doc.is(at - 1, w::trong)
}

/// Where `vào ngày …` may come after the last part of the group.
fn after(doc: &Document<'_>, group: &Group) -> Range<usize> {
    let end = group.span.as_ref().map_or(group.scope.end, |span| span.end);
    // `vào các năm 2008 và 2013` gives several.
    let into = (end..group.scope.end.min(end + 6)).find(|at| doc.is(*at, w::vào) && !doc.is(*at + 1, w::các));
    into.map_or(end..end, |at| at + 1..at + 3)
}
