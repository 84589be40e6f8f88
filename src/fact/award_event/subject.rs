//! What stands to the left of a verb: its subject, the agent between `được` and the verb, and the words that deny or postpone the act.
//!
//! A clause is read from its verb to the left, over adverbs to the subject. Punctuation divides it into segments: bare noun phrases
//! belong to the subject (`A, B và C tặng`), a segment with a preposition at its start or with a predicate ends it. Bounded by the
//! sentence and by eight segments.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            address::{is_address, is_located},
            clause::{before_predicate, is_bare, opening, segment_before},
            decision, elsewhere, implied,
            left::{Left, Mood},
            mandate,
            mood::{is_adverb, note_irreal, skip_adverbs},
            noun::{self, Noun},
            stretch, unreal, verb, voice,
            words::{BREAKERS, is_predicate, opens_insertion},
        },
    },
    lexicon::w,
    segment::{Class, Document},
};

/// Reads to the left of the verb at `verb`, not past `floor`.
pub(super) fn left(input: &Input<'_>, floor: usize, verb: usize, winning: bool) -> Left {
    let doc = input.doc;
    let mut left = Left { start: verb, ..Left::default() };
    let mut at = skip_adverbs(doc, floor, verb, &mut left, winning);
    // `C ban hành Quyết định số … về việc tặng`: C confers.
    if !winning
        && at > floor + 1
        && doc.is(at - 1, w::việc)
        && doc.is(at - 2, w::về)
        && let Some(issuer) = decision::issuer(doc, floor..at)
    {
        left.start = issuer.start;
        left.subject = Some(issuer);
        return left;
    }
    // `Hội đồng cấp Nhà nước xét tặng Giải thưởng`: the body's name.
    let council = doc.is(verb - usize::from(verb > floor), w::xét) && at + 1 == verb && {
        let near = floor.max(at.saturating_sub(6))..at;
        near.clone().any(|at| doc.is(at, w::hội) && doc.is(at + 1, w::đồng))
            && !near.clone().any(|at| is_predicate(doc, at))
    };
    if council {
        left.nominal = true;
        left.start = at;
        return left;
    }
    if at > floor && is_rite(doc, at - 1) {
        left.nominal = true;
        if (floor.max(at.saturating_sub(6))..at - 1).any(|at| is_weighed(doc, at)) {
            left.note(Mood::Denied);
        }
        left.start = at - 1;
        return left;
    }
    if let Some(passive) = voice::passive(input, floor, at, winning) {
        // `xác minh việc được tặng huy chương`.
        if passive > floor && doc.is(passive - 1, w::việc) {
            left.nominal = true;
            left.start = passive;
            return left;
        }
        voice::note(doc, passive, at, &mut left);
        at = skip_adverbs(doc, floor, passive, &mut left, winning);
    }
    // The subject of a purpose is that of the clause that it belongs to; `X, Y cảm động khi được tuyên dương` has it right there.
    if left.purpose && left.passive.is_none() {
        left.start = at;
        left.elided = true;
        return left;
    }
    if left.passive.is_none() && left.eligible {
        left.passive = Some(at);
    }
    let mandate = if winning { None } else { mandate::before(doc, floor, at) };
    // `Thượng tá X, Trưởng Công an huyện, thừa lệnh Giám đốc Công an tỉnh trao`: who acts stands before the mandate.
    let own = mandate.as_ref().filter(|mandate| mandate.authority.end == at && mandate.start > floor);
    let end = own.map_or(at, |mandate| mandate.start - usize::from(doc.is(mandate.start - 1, w::COMMA)));
    let end = if winning || left.passive.is_some() { before_insertion(doc, floor, end) } else { end };
    Search { input, floor, end, winning }.run(&mut left);
    if let Some(mandate) = mandate {
        left.authority = Some(mandate.authority);
    }
    left
}

/// `cân nhắc việc phong tặng`, `xem xét việc khen thưởng`: only proposed; `phủ nhận việc tặng`: not done.
fn is_weighed(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.key(at), doc.text_of(at + 1)), (w::cân, "nhắc") | (w::xem, "xét") | (w::bác, "bỏ" | "thông"))
        || doc.text_of(at) == "phủ" && doc.is(at + 1, w::nhận)
}

/// Whether the word at `index` makes the verb after it the name of a ceremony or a body: `lễ trao`, `Hội đồng xét tặng`.
fn is_rite(doc: &Document<'_>, index: usize) -> bool {
    match doc.key(index) {
        w::lễ | w::việc | w::ngày | w::trận => true,
        // `đêm trao giải`, but `trang tin Sao Đêm trao giải`.
        w::tiệc | w::đêm | w::buổi => !doc.token(index).is_capitalised() || doc.starts_sentence(index),
        // `trận đấu tôn vinh X`, `chương trình tôn vinh X`.
        w::đấu => index > 0 && doc.is(index - 1, w::trận),
        w::trình => index > 0 && doc.is(index - 1, w::chương),
        w::thức => index > 0 && doc.is(index - 1, w::nghi),
        // `tiêu chuẩn xét tặng`, `thủ tục phong tặng`.
        w::chuẩn | w::chí => index > 0 && doc.is(index - 1, w::tiêu),
        w::tục => index > 0 && doc.is(index - 1, w::thủ),
        _ => index > 0 && doc.is(index - 1, w::hội) && doc.is(index, w::đồng),
    }
}

/// A subject that is looked for: it ends at `end`, and nothing before `floor` belongs to its clause.
pub(super) struct Search<'a, 'i> {
    pub(super) input: &'a Input<'i>,
    pub(super) floor: usize,
    pub(super) end: usize,
    pub(super) winning: bool,
}

impl Search<'_, '_> {
    /// Finds the subject, or notes that it is left out.
    fn run(&self, left: &mut Left) {
        let &Search { input, floor, end, winning } = self;
        let doc = input.doc;
        left.start = end;
        // `… đông đảo người dân song chưa được công nhận`: another clause of the same subject.
        // `đến căn cứ để vinh danh`: what it was done for; `chọn 95 tác phẩm để trao` chooses those who get it.
        let chooses = || segment_before(doc, floor, end).any(|at| doc.is(at, w::chọn));
        let aim = !winning && left.passive.is_none() && end > floor && doc.is(end - 1, w::để) && !chooses();
        if end <= floor || aim || matches!(doc.text_of(end - 1), "song" | "nhưng" | "mà") {
            left.elided = true;
            return;
        }
        let segment = segment_before(doc, floor, end);
        if (winning || left.passive.is_some()) && self.one_of(&segment, left) {
            return;
        }
        // `UBND xã Sông Lam: Khen thưởng 18 khu dân cư`.
        if segment.is_empty() && !winning && left.passive.is_none() && doc.is(end - 1, w::COLON) {
            let head = segment_before(doc, floor, end - 1);
            let body = matches!(noun::head(doc, head.start), Some((_, Noun::Body | Noun::Office)));
            if body && doc.starts_sentence(head.start) && is_bare(input, head.clone()) {
                left.start = head.start;
                left.subject = Some(head);
                return;
            }
        }
        if let Some(named) = self.between_dashes(left) {
            left.start = named.start;
            left.subject = Some(named);
        } else if (winning || left.passive.is_some()) && self.follows_comma(&segment) && becomes(doc, segment.start) {
            // `X sinh năm 1963, là diễn viên từng đoạt`, `X, già làng, là người duy nhất được`: X got it.
            left.elided = true;
        } else if segment.is_empty() || doc.is(end - 1, w::và) || doc.is(end - 1, w::cùng) {
            self.after_conjunction(segment, left);
        } else if let Some(actor) = self.issuer(&segment, left).or_else(|| self.actor(&segment)) {
            left.start = actor.start;
            left.subject = Some(actor);
        } else if let Some(found) = stretch::subject(input, opening(input, segment.start, end)..end, left, winning) {
            // `X đã đến nhà riêng tại phường 12, quận 5 trao`: an address does not act.
            if !winning && left.passive.is_none() && is_address(doc, floor, &found) {
                left.elided = true;
                return;
            }
            left.start = found.start;
            let subject = self.with_list(found, segment);
            self.settle(subject, left);
        } else if let Some(body) = self.body_over_comma(&segment) {
            left.start = body.start;
            left.subject = Some(body);
        } else if (winning || left.passive.is_some())
            && let Some(other) = implied::contrasted(doc, &segment)
                .or_else(|| implied::plain(doc, &segment).filter(|_| winning && left.passive.is_some()))
        {
            left.start = other.start;
            left.subject = Some(other);
        } else {
            left.elided = true;
        }
    }

    /// `Y là một trong 10 thanh niên được`: Y got it. Whether the segment says so.
    fn one_of(&self, segment: &Range<usize>, left: &mut Left) -> bool {
        let doc = self.input.doc;
        let one_of = |at: &usize| doc.is(*at, w::là) && doc.is(at + 1, w::một) && doc.is(at + 2, w::trong);
        let Some(is) = segment.clone().find(one_of) else { return false };
        // Of a work without a name the text says no more than that.
        let is_thing = matches!(noun::head(doc, segment.start), Some((_, Noun::Thing)));
        let named = is_bare(self.input, segment.start..is) && !is_thing;
        if !named && is > segment.start {
            return false;
        }
        left.elided = !named;
        left.subject = Some(segment.start..is).filter(|_| named);
        left.start = segment.start;
        true
    }

    pub(super) fn follows_comma(&self, segment: &Range<usize>) -> bool {
        segment.start > self.floor && self.input.doc.is(segment.start - 1, w::COMMA)
    }

    /// The subject where the verb follows a comma or `và`: mostly left out.
    fn after_conjunction(&self, segment: Range<usize>, left: &mut Left) {
        let &Search { input, floor, end, winning } = self;
        let doc = input.doc;
        left.elided = true;
        note_irreal(doc, segment.clone(), left, winning);
        // `sẽ tổ chức gặp mặt, tôn vinh`: an announcement.
        if !winning && left.passive.is_none() && segment.is_empty() && end > floor + 1 && doc.is(end - 1, w::COMMA) {
            note_irreal(doc, segment_before(doc, floor, end - 1), left, winning);
        }
        // `Lễ tổng kết và trao giải`, `Chương trình bình chọn và trao giải` name a ceremony.
        let programme = doc.is(segment.start, w::chương) && doc.is(segment.start + 1, w::trình) && !segment.is_empty();
        let rite = || segment.clone().any(|at| doc.is(at, w::lễ)) && !segment.clone().any(|at| doc.is(at, w::lập));
        if !winning && (programme || rite()) {
            left.nominal = true;
            return;
        }
        let named = || implied::entrants(input, &segment).or_else(|| unreal::owner(input, &segment));
        let entered = if winning { named() } else { None };
        let greeted = if left.passive.is_some() { implied::congratulated(input, &segment) } else { None };
        let apart =
            !winning && left.passive.is_none() && segment.is_empty() && end > floor && doc.is(end - 1, w::COMMA);
        left.subject = if let Some(found) = entered.or(greeted) {
            Some(found)
        } else if apart {
            self.actor_apart(end - 1)
        } else if doc.is(end - 1, w::và) && segment.len() > 1 {
            self.before_and(&segment)
        } else if (winning || left.passive.is_some()) && segment.is_empty() {
            elsewhere::alone(input, floor, end - 1)
        } else {
            None
        };
        left.elided = left.subject.is_none();
    }

    /// The subject of the clause before `và`: `X kỷ niệm 60 năm thành lập và nhận …`; `Lễ kỷ niệm … thành lập X và đón nhận …`.
    fn before_and(&self, segment: &Range<usize>) -> Option<Range<usize>> {
        let &Search { input, floor, end, winning } = self;
        let doc = input.doc;
        // `tuyên dương 120 cán bộ và trao`: the object of the verb before.
        let object = !winning && (1..=3).any(|width| floor >= width && verb::ends(doc, floor - width) == Some(floor));
        if object && segment.start <= floor {
            return None;
        }
        // `giành 3 HCV, 1 cúp và đoạt …`: a counted phrase with no predicate belongs to the object before; `trao giải Ba cho A, B và
        // trao …`: after an award B goes with A.
        let is_own = |found: &Range<usize>| {
            found.end < end - 1
                || segment.start <= floor
                || noun::start(input, found.start).is_none_or(|start| start.count.is_none())
                    && (winning || doc.starts_sentence(floor))
        };
        before_predicate(input, opening(input, segment.start, end - 1)..end - 1)
            .map(|found| elsewhere::name_before_verb(input, found.clone()).unwrap_or(found))
            .filter(is_own)
            .or_else(|| {
                // `đủ để X vượt qua Y và giành`: a name after a word that opens a clause.
                let opens = |at: &usize| {
                    BREAKERS.has(doc.key(*at)) && noun::start(input, at + 1).is_some_and(|start| start.proper)
                };
                let at = segment.clone().rev().find(opens)?;
                before_predicate(input, at + 1..end - 1)
            })
    }

    /// `Quyết định số … của C tặng`: C confers; of `Theo Quyết định số … của C, X được tặng` too, which is noted.
    fn issuer(&self, segment: &Range<usize>, left: &mut Left) -> Option<Range<usize>> {
        let doc = self.input.doc;
        if self.winning || left.authority.is_some() || left.agent.is_some() {
            return None;
        }
        if left.passive.is_some() {
            left.authority = decision::issuer(doc, self.floor..segment.start);
            return None;
        }
        let opened = opening(self.input, segment.start, self.end);
        // After `do C ký` nothing but the day follows.
        let dated = |issuer: &Range<usize>| doc.is(issuer.end, w::ký) || doc.is(issuer.end, w::ban);
        decision::issuer(doc, opened..self.end).filter(|issuer| issuer.end == self.end || dated(issuer))
    }

    /// `CLB Dân ca ví, giặm Kỳ Trinh giành`: a body whose name holds a comma.
    fn body_over_comma(&self, segment: &Range<usize>) -> Option<Range<usize>> {
        let &Search { input, floor, end, .. } = self;
        let doc = input.doc;
        if !self.follows_comma(segment) || segment.len() > 6 {
            return None;
        }
        let before = segment_before(doc, floor, segment.start - 1);
        let acts = |at: usize| verb::is_verb(doc, at) || is_predicate(doc, at) && !is_adverb(doc.key(at));
        let body = noun::head(doc, before.start).is_some_and(|(_, noun)| noun == Noun::Body)
            && !segment.clone().any(acts)
            && doc.token(before.start).is_capitalised()
            && is_bare(input, before.clone());
        body.then_some(before.start..end)
    }

    /// The subject with the bare noun phrases before it: `A, B và C`. Of `thay mặt A, B, C trao` the last alone acts.
    fn with_list(&self, found: Range<usize>, segment: Range<usize>) -> Range<usize> {
        let &Search { input, floor, winning, .. } = self;
        let doc = input.doc;
        // `X, Tổ trưởng Y, cùng 14 đồng đội được tặng`: X, too.
        let joined = matches!(doc.key(segment.start), w::cùng | w::và) && found.start == segment.start + 1;
        if found.start != segment.start && !(joined && self.follows_comma(&segment)) {
            return found;
        }
        // `X trong phim Y, anh cũng đoạt`: a pronoun is the subject of a clause of its own.
        if let Some((end, Noun::Pronoun | Noun::Plural)) = noun::head(doc, found.start)
            && end >= found.end
        {
            return found;
        }
        let (mut start, mut segment) = (found.start, segment);
        for _ in 0..8 {
            if !self.follows_comma(&segment) {
                break;
            }
            let before = segment_before(doc, floor, segment.start - 1);
            let opened = opening(input, before.start, before.end);
            if mandate::opens(doc, opened..before.end) {
                start = found.start;
                break;
            }
            // `Trong tổng số 34 tập thể, 61 cá nhân được biểu dương`: both are counted.
            if opened > before.start
                && doc.is_number(opened)
                && doc.is_number(start)
                && is_bare(input, opened..before.end)
            {
                start = opened;
                break;
            }
            // `trong số 129 tác phẩm, Hội đồng đã chọn`: the group chosen from is not part of the list.
            if before.is_empty() || opened > before.start && doc.is(before.start, w::trong) {
                break;
            }
            // `X, sinh năm 1991, đại diện của Y giành`.
            if elsewhere::is_trait(doc, before.start) {
                segment = before;
                continue;
            }
            // `các tác giả có tác phẩm, công trình được trao`: the works, not their authors.
            if let Some(owned) = implied::owned_alike(input, &before, start) {
                start = owned;
                break;
            }
            let is_first = !(start..found.end).any(|at| doc.is(at, w::và)) && doc.token(start).is_capitalised();
            if self.is_none_of_list(&before, opened, is_first) {
                break;
            }
            // `Sinh ra ở Naples, Italy, X được trao`: where X was born.
            if is_located(doc, floor, &before) {
                break;
            }
            // `Ngày 6/2 Sở Giáo dục, Phòng Giáo dục trao`: the date is none of the list.
            if opened > before.start && is_bare(input, opened..before.end) {
                start = opened;
                break;
            }
            if !is_bare(input, before.clone()) {
                start = tail(input, &before, winning).unwrap_or(start);
                break;
            }
            start = before.start;
            segment = before;
        }
        start..found.end
    }

    /// Whether the segment `before` a subject, whose opening words end at `opened`, is no part of its list: what one was praised for, what was
    /// won, a description of the one who is named. `plain`: the subject has a capital and no `và`, which ends a list of authorities.
    fn is_none_of_list(&self, before: &Range<usize>, opened: usize, plain: bool) -> bool {
        let doc = self.input.doc;
        // `xóa nhà tạm, nhà dột nát, Thủ tướng tặng`.
        let small = || {
            !before.clone().any(|at| doc.token(at).is_capitalised() || doc.is_number(at))
                && !noun::head(doc, before.start).is_some_and(|(_, noun)| noun.is_personal())
        };
        // `Với thành tích 3 HCV, 1 HCB, X được trao`.
        let medals = doc.is_number(opened) && doc.text_of(opened + 1).starts_with("HC");
        // `Đại diện duy nhất của miền Trung, Nguyễn Hữu Thắng mang về`.
        let described = self.winning
            && doc.is(opened, w::đại)
            && doc.is(opened + 1, w::diện)
            && matches!(doc.text_of(opened + 2), "của" | "duy");
        // `Cứu 4 người khỏi đám cháy, anh X được tặng`: a deed opens the sentence.
        let second = doc.tokens().get(before.start + 1).filter(|_| before.len() > 2);
        let deed = opened == before.start
            && doc.starts_sentence(before.start)
            && noun::head(doc, before.start).is_none()
            && second.is_some_and(|second| second.class() == Class::Digits)
            && doc.token(before.start).class() == Class::Word;
        // `Lê Quang Liêm thua ở bán kết, Bành Gia Huy giành`: another, and what he did.
        let acted = || self.winning && elsewhere::name_before_verb(self.input, before.clone()).is_some();
        medals || described || deed || !self.winning && plain && small() || acted()
    }

    /// Sets the subject: who is meant by `người` after a name, and a list of names over semicolons.
    fn settle(&self, subject: Range<usize>, left: &mut Left) {
        let doc = self.input.doc;
        let mut subject = subject;
        if self.winning || left.passive.is_some() {
            if let Some(meant) = implied::described(self.input, self.floor, &subject)
                .or_else(|| implied::whole(self.input, self.floor, subject.end))
            {
                left.start = left.start.min(meant.start);
                left.subject = Some(meant);
                return;
            }
            subject.start = implied::listed_before(self.input, self.floor, subject.start);
        }
        if let Some(first) = elsewhere::pair_before(self.input, self.floor, subject.start) {
            subject.start = first;
        }
        left.start = left.start.min(subject.start);
        if let Some(bearer) = elsewhere::bearer(doc, &subject, self.floor) {
            left.subject = Some(bearer);
            return;
        }
        // `X, người hai lần được phong tặng`: the clause says of X what X got.
        let comma = subject.clone().find(|at| doc.is(*at, w::COMMA));
        if let Some(comma) = comma.filter(|comma| comma + 1 < subject.end && doc.text_of(comma + 1) == "người") {
            subject.end = comma;
        }
        // `Joseph Stiglitz - người đoạt`.
        let last = subject.end.saturating_sub(2);
        if last > subject.start && matches!(doc.key(last), w::HYPHEN_MINUS | w::EN_DASH) && doc.is(last + 1, w::người)
        {
            subject.end = last;
        }
        left.subject = Some(subject);
    }
}

/// `gửi lời tới A, B được tặng`: of the stretch before a comma the phrase after a word that opens a clause goes on over the comma.
fn tail(input: &Input<'_>, before: &Range<usize>, winning: bool) -> Option<usize> {
    let tail = stretch::after_breaker(input, before, winning)
        .or_else(|| before.clone().find_map(|at| stretch::met_by(input, before, at)))?;
    // `giải X trao cho ông Y, Ban tổ chức còn trao`, `C tặng Bằng khen cho 2 tập thể, D tặng …`: they get the one before.
    if let Some(to) = tail.checked_sub(1).filter(|to| input.doc.is(*to, w::cho)) {
        let reach = if winning { 1 } else { 12 };
        if (to.saturating_sub(reach)..to).any(|at| verb::is_verb(input.doc, at)) {
            return None;
        }
    }
    // `Nhân Ngày Phụ nữ Việt Nam, Hội Phụ nữ tuyên dương`: the day is named.
    if input.doc.is(tail - 1, w::ngày) {
        return None;
    }
    let start = noun::start(input, tail)?;
    let named = start.noun.is_some_and(Noun::is_personal)
        && noun::capitals(input.doc, start.end) == before.end
        && before.end >= start.end + 2;
    (start.noun.is_some() && (start.plural || start.count.is_some() || named)).then_some(tail)
}

/// Of `X, tiền thân là Y, | được tặng` where X ends: the comma before what is inserted, if the verb's words begin at `end` after another.
fn before_insertion(doc: &Document<'_>, floor: usize, end: usize) -> usize {
    let closed = end > floor + 3 && doc.is(end - 1, w::COMMA);
    let opens = |at: &usize| doc.is(*at, w::COMMA) && opens_insertion(doc, at + 1);
    let low = floor.max(end.saturating_sub(INSERTED));
    if closed { (low + 1..end - 1).rev().find(opens).unwrap_or(end) } else { end }
}

/// The longest insertion between commas, in tokens.
const INSERTED: usize = 32;

/// Whether `là` or `(đã) trở thành` stands at `at`.
fn becomes(doc: &Document<'_>, at: usize) -> bool {
    let verb = at + usize::from(doc.is(at, w::đã));
    doc.is(at, w::là) || doc.is(verb, w::trở) && doc.is(verb + 1, w::thành)
}
