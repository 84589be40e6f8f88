//! Who acts where commas or dashes stand before the verb: `X, Phó Giám đốc Y, trao`, `X - chàng trai từng bị từ chối - đoạt`.

use std::ops::Range;

use crate::{
    fact::award_event::{
        clause::{is_bare, segment_before},
        elsewhere,
        left::Left,
        mandate,
        noun::{self, Noun},
        subject::Search,
    },
    lexicon::w,
    segment::{Class, Document},
};

impl Search<'_, '_> {
    /// `Phạm Huy - chàng trai từng hai lần bị từ chối - đoạt`: what stands between dashes says who that is.
    pub(super) fn between_dashes(&self, left: &Left) -> Option<Range<usize>> {
        if !self.winning && left.passive.is_none() {
            return None;
        }
        // `Karl Landsteiner - Người đã đạt`.
        let doc = self.input.doc;
        if self.end >= self.floor + 3
            && doc.is(self.end - 1, w::người)
            && matches!(doc.key(self.end - 2), w::HYPHEN_MINUS | w::EN_DASH)
        {
            return elsewhere::name_ending_at(self.input, self.floor, self.end - 2);
        }
        let open = apposed(self.input.doc, self.floor, self.end)?;
        elsewhere::name_ending_at(self.input, self.floor, open)
    }

    /// `X, Phó Bí thư Huyện ủy, thay mặt Ban Y trao`: X acts, who stands before.
    pub(super) fn actor(&self, segment: &Range<usize>) -> Option<Range<usize>> {
        let &Search { input, floor, .. } = self;
        let doc = input.doc;
        if !mandate::is_behalf(doc, segment.start) || segment.start <= floor + 1 || !doc.is(segment.start - 1, w::COMMA)
        {
            return None;
        }
        let mut part = segment_before(doc, floor, segment.start - 1);
        let stop = part.end;
        let mut actor = None;
        while !part.is_empty() && is_bare(input, part.clone()) {
            actor = Some(part.start..stop);
            if part.start <= floor || !doc.is(part.start - 1, w::COMMA) {
                break;
            }
            part = segment_before(doc, floor, part.start - 1);
        }
        actor
    }

    /// `Chủ tịch UBND tỉnh X, thay mặt lãnh đạo tỉnh, trao`, `Thượng tá X, Phó Giám đốc Y, trao`: who acts stands before what commas part.
    pub(super) fn actor_apart(&self, comma: usize) -> Option<Range<usize>> {
        let &Search { input, floor, .. } = self;
        let doc = input.doc;
        let apart = segment_before(doc, floor, comma);
        if let Some(actor) = self.actor(&apart) {
            return Some(actor);
        }
        let head = noun::head(doc, apart.start).map(|(_, noun)| noun).filter(|_| is_bare(input, apart.clone()));
        if !matches!(head, Some(Noun::Office | Noun::Pronoun)) || !self.follows_comma(&apart) {
            return None;
        }
        // `Chủ tịch UBND tỉnh, ông X, trao`.
        if head == Some(Noun::Pronoun) {
            let office = segment_before(doc, floor, apart.start - 1);
            let holds =
                matches!(noun::head(doc, office.start), Some((_, Noun::Office))) && is_bare(input, office.clone());
            return holds.then_some(office.start..comma);
        }
        // `đồng chí X, Tỉnh ủy viên, Bí thư Đảng ủy xã, trao`: one person, several offices.
        let mut person = segment_before(doc, floor, apart.start - 1);
        for _ in 0..3 {
            if !is_bare(input, person.clone())
                || noun::person(doc, person.clone()).is_some()
                || !self.follows_comma(&person)
            {
                break;
            }
            person = segment_before(doc, floor, person.start - 1);
        }
        let named = is_bare(input, person.clone()) && noun::person(doc, person.clone()).is_some();
        named.then_some(person.start..comma)
    }
}

/// The first of two spaced dashes of which the second stands right before `end`.
fn apposed(doc: &Document<'_>, floor: usize, end: usize) -> Option<usize> {
    let is_dash = |at: usize| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH)
            && !doc.token(at).is_glued()
            && doc.token(at).class() == Class::Mark
    };
    let last = end.checked_sub(1).filter(|last| *last > floor && is_dash(*last))?;
    (floor + 1..last).rev().take(30).find(|at| is_dash(*at))
}
