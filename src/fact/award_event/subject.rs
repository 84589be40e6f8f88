//! What stands to the left of a verb: its subject, the agent between `được` and the verb, and the words that deny or postpone the act.
//!
//! A clause is walked leftwards from its verb over adverbs to the subject. Marks part the stretch into segments: bare noun phrases
//! belong to the subject (`A, B và C tặng`), a segment that opens with a preposition or holds a predicate ends it. Bounded by the
//! sentence and by eight segments.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            clause::{before_predicate, is_bare, opening, past_date, segment_before, without_time},
            decision, elsewhere,
            left::{Left, Mood},
            mood::{is_adverb, note_irreal, skip_adverbs},
            noun::{self, Noun},
            verb,
            words::{BREAKERS, is_predicate},
        },
    },
    lexicon::{Key, w, word_sets},
    segment::{Class, Document, Gap},
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
        // `cân nhắc việc phong tặng`, `xem xét việc khen thưởng`: only proposed.
        let weighed = |at: usize| matches!((doc.key(at), doc.key(at + 1)), (w::cân, w::nhắc) | (w::xem, w::xét));
        if (floor.max(at.saturating_sub(6))..at - 1).any(weighed) {
            left.note(Mood::Denied);
        }
        left.start = at - 1;
        return left;
    }
    // The passive: `được` right before the adverbs, or an agent between.
    let passive = if at > floor && doc.is(at - 1, w::được) {
        Some(at - 1)
    } else {
        passive_before(input, floor, at, winning)
    };
    if let Some(passive) = passive {
        left.passive = Some(passive);
        if passive + 1 < at {
            left.agent = Some(passive + 1..at);
        }
        at = skip_adverbs(doc, floor, passive, &mut left, winning);
    }
    // The subject of a purpose is that of the clause that it belongs to.
    if left.purpose {
        left.start = at;
        left.elided = true;
        return left;
    }
    if left.passive.is_none() && left.eligible {
        left.passive = Some(at);
    }
    subject(input, floor, at, &mut left, winning);
    left
}

/// Whether the word at `index` makes the verb after it the name of a ceremony or a body: `lễ trao`, `Hội đồng xét tặng`.
fn is_rite(doc: &Document<'_>, index: usize) -> bool {
    match doc.key(index) {
        w::lễ | w::việc | w::ngày | w::trận => true,
        // `trận đấu tôn vinh X`, `chương trình tôn vinh X`.
        w::đấu => index > 0 && doc.is(index - 1, w::trận),
        w::trình => index > 0 && doc.is(index - 1, w::chương),
        w::thức => index > 0 && doc.is(index - 1, w::nghi),
        _ => index > 0 && doc.is(index - 1, w::hội) && doc.is(index, w::đồng),
    }
}

/// `được` before an agent that ends at `end`: at most 30 tokens back, no clause between.
fn passive_before(input: &Input<'_>, floor: usize, end: usize, winning: bool) -> Option<usize> {
    let doc = input.doc;
    for at in (floor.max(end.saturating_sub(30))..end).rev() {
        match doc.key(at) {
            w::SEMICOLON | w::COLON | w::nhằm => return None,
            // `kỳ thi được tổ chức ở X, cả 6 em đều đoạt`: what is won has its subject in its own clause.
            w::COMMA if winning => return None,
            w::được => {
                // `nhận được`, `giành được`: aspect, not voice.
                let aspect = at > 0 && matches!(doc.text_of(at - 1), "nhận" | "giành" | "đạt" | "đoạt" | "chọn");
                let known = noun::start(input, at + 1).is_some_and(|start| start.count.is_none());
                let agent = known || !winning && end - at <= 6 && (at + 1..end).all(|at| !is_predicate(doc, at));
                // `được Sở Giáo dục chọn tham dự và giành`: who chose the winner gave nothing.
                let chosen = winning && (at + 2..end).any(|at| is_choosing(doc, at));
                return (!aspect && agent && !chosen).then_some(at);
            }
            _ => {}
        }
    }
    None
}

/// Whether a verb of choosing or sending stands at `at`, or a conjunction of clauses.
fn is_choosing(doc: &Document<'_>, at: usize) -> bool {
    word_sets! {
        CHOOSING = ["chọn", "cử", "mời", "giao", "gọi", "tuyển", "hướng", "hỗ", "tạo", "đưa", "gửi", "tham"];
    }
    CHOOSING.has(doc.key(at)) && !doc.tokens()[at].is_capitalised()
}

/// Finds the subject that ends at `end`.
fn subject(input: &Input<'_>, floor: usize, end: usize, left: &mut Left, winning: bool) {
    let doc = input.doc;
    left.start = end;
    if end <= floor {
        left.elided = true;
        return;
    }
    // `… đông đảo người dân song chưa được công nhận`: another clause of the same subject.
    if matches!(doc.text_of(end - 1), "song" | "nhưng" | "mà") {
        left.elided = true;
        return;
    }
    // `Phạm Huy - chàng trai từng hai lần bị từ chối - đoạt`: what stands between dashes says who that is.
    if (winning || left.passive.is_some())
        && let Some(open) = apposed(doc, floor, end)
        && let Some(named) = elsewhere::name_ending_at(input, floor, open)
    {
        left.start = named.start;
        left.subject = Some(named);
        return;
    }
    let mut segment = segment_before(doc, floor, end);
    // `X sinh năm 1963, là diễn viên từng đoạt`: X got it.
    if winning && doc.is(segment.start, w::là) && segment.start > floor && doc.is(segment.start - 1, w::COMMA) {
        left.elided = true;
        return;
    }
    if segment.is_empty() || doc.is(end - 1, w::và) || doc.is(end - 1, w::cùng) {
        left.elided = true;
        note_irreal(doc, segment.clone(), left, winning);
        // `Lễ tổng kết và trao giải` names a ceremony.
        let programme = doc.is(segment.start, w::chương) && doc.is(segment.start + 1, w::trình) && !segment.is_empty();
        if !winning
            && (programme
                || segment.clone().any(|at| doc.is(at, w::lễ)) && !segment.clone().any(|at| doc.is(at, w::lập)))
        {
            left.nominal = true;
            return;
        }
        if winning && let Some(entered) = entrants(input, &segment) {
            left.subject = Some(entered);
            left.elided = false;
        } else if left.passive.is_some()
            && let Some(greeted) = congratulated(input, &segment)
        {
            left.subject = Some(greeted);
            left.elided = false;
        } else if doc.is(end - 1, w::và) && segment.len() > 1 {
            // `X kỷ niệm 60 năm thành lập và nhận …`; `Lễ kỷ niệm … thành lập X và đón nhận …`.
            left.subject = before_predicate(input, opening(input, segment.start, end - 1)..end - 1)
                .map(|found| elsewhere::name_before_verb(input, found.clone()).unwrap_or(found))
                // `giành 3 HCV, 1 cúp và đoạt …`: a counted phrase with no predicate belongs to the object before.
                .filter(|found| {
                    // `trao giải Ba cho A, B và trao …`: after an award B goes with A.
                    found.end < end - 1
                        || segment.start <= floor
                        || noun::start(input, found.start).is_none_or(|start| start.count.is_none())
                            && (winning || doc.starts_sentence(floor))
                });
            // `đủ để X vượt qua Y và giành`: a name after a word that opens a clause.
            if left.subject.is_none() {
                let opens = |at: &usize| {
                    BREAKERS.has(doc.key(*at)) && noun::start(input, at + 1).is_some_and(|start| start.proper)
                };
                left.subject =
                    segment.clone().rev().find(opens).and_then(|at| before_predicate(input, at + 1..end - 1));
            }
            left.elided = left.subject.is_none();
        } else if (winning || left.passive.is_some()) && segment.is_empty() {
            left.subject = elsewhere::alone(input, floor, end - 1);
            left.elided = left.subject.is_none();
        }
        return;
    }
    let opened = opening(input, segment.start, end);
    // `Quyết định số … của C tặng`: C confers; of `Theo Quyết định số … của C, X được tặng` too.
    if !winning && left.authority.is_none() && left.agent.is_none() {
        if left.passive.is_some() {
            left.authority = decision::issuer(doc, floor..segment.start);
        } else if let Some(issuer) = decision::issuer(doc, opened..end).filter(|issuer| issuer.end == end) {
            left.start = issuer.start;
            left.subject = Some(issuer);
            return;
        }
    }
    // `X, Phó Bí thư Huyện ủy, thay mặt Ban Y trao`: X acts, who stands before.
    if doc.is(segment.start, w::thay)
        && doc.is(segment.start + 1, w::mặt)
        && segment.start > floor + 1
        && doc.is(segment.start - 1, w::COMMA)
    {
        let mut actor = segment_before(doc, floor, segment.start - 1);
        let stop = actor.end;
        while !actor.is_empty() && is_bare(input, actor.clone()) {
            left.subject = Some(actor.start..stop);
            if actor.start <= floor || !doc.is(actor.start - 1, w::COMMA) {
                break;
            }
            actor = segment_before(doc, floor, actor.start - 1);
        }
        if let Some(subject) = &left.subject {
            left.start = subject.start;
            return;
        }
    }
    let Some(found) = in_segment(input, opened..end, left, winning) else {
        // `CLB Dân ca ví, giặm Kỳ Trinh giành`: a body whose name holds a comma.
        let before = if segment.start > floor && doc.is(segment.start - 1, w::COMMA) {
            segment_before(doc, floor, segment.start - 1)
        } else {
            segment.start..segment.start
        };
        let body = noun::head(doc, before.start).is_some_and(|(_, noun)| noun == noun::Noun::Body)
            && segment.len() <= 6
            && !segment.clone().any(|at| verb::is_verb(doc, at) || is_predicate(doc, at) && !is_adverb(doc.key(at)));
        if body && doc.tokens()[before.start].is_capitalised() && is_bare(input, before.clone()) {
            left.start = before.start;
            left.subject = Some(before.start..end);
        } else {
            left.elided = true;
        }
        return;
    };
    // `X đã đến nhà riêng tại phường 12, quận 5 trao`: an address acts no more than a street does.
    if !winning && left.passive.is_none() && is_address(doc, floor, &found) {
        left.elided = true;
        return;
    }
    left.start = found.start;
    let mut subject = found;
    // Bare noun phrases before it belong to it: `A, B và C`. Of `thay mặt A, B, C trao` the last alone acts.
    if subject.start == segment.start {
        let last = subject.start;
        for _ in 0..8 {
            if segment.start <= floor || !doc.is(segment.start - 1, w::COMMA) {
                break;
            }
            let before = segment_before(doc, floor, segment.start - 1);
            let behalf = opening(input, before.start, before.end)..before.end;
            if is_behalf(doc, behalf.clone()) {
                authority(doc, behalf, left);
                subject.start = last;
                break;
            }
            if before.is_empty() {
                break;
            }
            // `X, sinh năm 1991, đại diện của Y giành`.
            if elsewhere::is_trait(doc, before.start) {
                segment = before;
                continue;
            }
            // `các tác giả có tác phẩm, công trình được trao`: the works, not their authors.
            if let Some(owned) = owned_alike(input, &before, subject.start) {
                subject.start = owned;
                break;
            }
            // `Ngày 6/2 Sở Giáo dục, Phòng Giáo dục trao`: the date is none of the list.
            let opened = opening(input, before.start, before.end);
            if opened > before.start && is_bare(input, opened..before.end) {
                subject.start = opened;
                break;
            }
            if !is_bare(input, before.clone()) {
                // `gửi lời tới A, B được tặng`: the phrase after a breaker goes on over the comma.
                if let Some(tail) = after_breaker(input, &before, winning)
                    && noun::start(input, tail).is_some_and(|start| {
                        let named = start.noun.is_some_and(noun::Noun::is_personal)
                            && noun::capitals(doc, start.end) == before.end
                            && before.end >= start.end + 2;
                        start.noun.is_some() && (start.plural || start.count.is_some() || named)
                    })
                {
                    subject.start = tail;
                }
                break;
            }
            subject.start = before.start;
            segment = before;
        }
    } else if is_behalf(doc, segment.clone()) {
        authority(doc, segment.start..subject.start, left);
    }
    if winning || left.passive.is_some() {
        subject.start = listed_before(input, floor, subject.start);
    }
    left.start = left.start.min(subject.start);
    if let Some(bearer) = elsewhere::bearer(doc, &subject, floor) {
        left.subject = Some(bearer);
        return;
    }
    // `X, người hai lần được phong tặng`: the clause says of X what X got.
    let mut of = subject.start;
    while of < subject.end && !doc.is(of, w::COMMA) {
        of += 1;
    }
    if of + 1 < subject.end && doc.text_of(of + 1) == "người" {
        subject.end = of;
    }
    // `Joseph Stiglitz - người đoạt`.
    let last = subject.end.saturating_sub(2);
    if last > subject.start && matches!(doc.key(last), w::HYPHEN_MINUS | w::EN_DASH) && doc.is(last + 1, w::người) {
        subject.end = last;
    }
    left.subject = Some(subject);
}

/// The first of two spaced dashes of which the second stands right before `end`.
fn apposed(doc: &Document<'_>, floor: usize, end: usize) -> Option<usize> {
    let is_dash = |at: usize| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH)
            && !doc.tokens()[at].is_glued()
            && doc.tokens()[at].class() == Class::Mark
    };
    let last = end.checked_sub(1).filter(|last| *last > floor && is_dash(*last))?;
    (floor + 1..last).rev().take(30).find(|at| is_dash(*at))
}

/// Whether the phrase is the last part of an address: a place after a comma, before which `tại` or `ở` opens another place.
fn is_address(doc: &Document<'_>, floor: usize, phrase: &Range<usize>) -> bool {
    phrase.start > floor
        && doc.is(phrase.start - 1, w::COMMA)
        && is_place_word(doc.key(phrase.start))
        && segment_before(doc, floor, phrase.start - 1)
            .any(|at| matches!(doc.key(at), w::tại | w::ở) && is_place_word(doc.key(at + 1)))
}

fn is_place_word(key: Key) -> bool {
    matches!(key, w::phường | w::quận | w::huyện | w::xã | w::tỉnh | w::thôn | w::số)
}

/// Of `X có 1 đề tài tham dự và đạt` the entry: a counted phrase after `có` that has a verb of taking part after it.
fn entrants(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let has = segment.clone().rev().find(|at| doc.is(*at, w::có))?;
    let start = noun::start(input, has + 1).filter(|start| start.count.is_some() && start.end < segment.end)?;
    let end = (start.end..segment.end).find(|at| is_taking_part(doc, *at))?;
    (!(start.end..end).any(|at| doc.is(at, w::COMMA))).then_some(has + 1..end)
}

/// Whether `tham dự`, `dự thi`, `tham gia` or the like stands at `at`.
fn is_taking_part(doc: &Document<'_>, at: usize) -> bool {
    matches!(
        (doc.key(at), doc.key(at + 1)),
        (w::tham, w::dự | w::gia) | (w::dự, w::thi | w::giải | w::cuộc) | (w::thi, w::đấu) | (w::gửi, w::dự)
    )
}

/// Of `ông A chúc mừng Trường X nhân dịp … và được tặng` who is congratulated: it is not A who was given anything.
fn congratulated(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let verb = segment.clone().find(|at| doc.is(*at, w::chúc) && doc.is(*at + 1, w::mừng))?;
    let start = noun::start(input, verb + 2).filter(|start| start.noun.is_some() || start.proper)?;
    let ends = |at: &usize| is_predicate(doc, *at) || matches!(doc.key(*at), w::nhân | w::vì | w::về | w::đã);
    let end = (start.end.max(verb + 3)..segment.end).find(ends)?;
    Some(verb + 2..end)
}

/// Whether `thay mặt` or `thừa ủy quyền` opens the segment.
fn is_behalf(doc: &Document<'_>, segment: Range<usize>) -> bool {
    doc.is(segment.start, w::thay) && doc.is(segment.start + 1, w::mặt)
        || (segment.start..segment.end.min(segment.start + 5)).any(|at| doc.is(at, w::ủy) && doc.is(at + 1, w::quyền))
}

/// Of `(thừa / được sự) ủy quyền của X` the authority is X.
fn authority(doc: &Document<'_>, segment: Range<usize>, left: &mut Left) {
    if let Some(of) = segment.clone().find(|at| doc.is(*at, w::của))
        && segment.clone().any(|at| doc.is(at, w::quyền))
    {
        left.authority = Some(of + 1..segment.end);
    }
}

/// The subject inside one segment: after its last breaker where that leaves a plain noun phrase, else before its first predicate.
fn in_segment(input: &Input<'_>, segment: Range<usize>, left: &mut Left, winning: bool) -> Option<Range<usize>> {
    let doc = input.doc;
    note_irreal(doc, segment.clone(), left, winning);
    // What is reported has a subject of its own: `X cho rằng anh là …`.
    let reports =
        |at: &usize| doc.is(*at, w::rằng) || *at > segment.start && doc.is(*at, w::biết) && doc.is(*at - 1, w::cho);
    let reported = segment.clone().rev().find(|at| *at + 1 < segment.end && reports(at));
    let segment = reported.map_or(segment.start, |at| at + 1)..segment.end;
    // `công bố danh sách 10 cá nhân được đề nghị tặng`: those on the list.
    if let Some(listed) = segment.clone().rev().find(|at| doc.is(*at, w::danh) && doc.is(*at + 1, w::sách))
        && noun::start(input, listed + 2)
            .is_some_and(|start| start.end <= segment.end && (start.count.is_some() || start.plural))
    {
        return Some(listed + 2..segment.end);
    }
    // `X có 5 dự án đoạt giải và 4 dự án được trao`: after a predicate a counted phrase is the next subject.
    let last = segment.clone().rev().find(|at| doc.is(*at, w::và));
    if let Some(and) = last.filter(|and| and + 1 < segment.end)
        && noun::start(input, and + 1).is_some_and(|start| {
            start.noun.is_some() && (start.count.is_some() || noun::start(input, segment.start).is_none())
        })
        && (doc.text_of(segment.start) == ")" || (segment.start + 1..and).any(|at| is_predicate(doc, at)))
    {
        return Some(and + 1..segment.end);
    }
    // `2 bàn thắng đưa tiền đạo X vượt qua Y để đoạt`: the one who was helped got it.
    if winning
        && let Some(helped) = segment.clone().rev().find(|at| matches!(doc.text_of(*at), "giúp" | "đưa" | "dắt"))
        && let Some(found) = before_predicate(input, helped + 1..segment.end)
    {
        return Some(without_time(doc, found));
    }
    // `bến đỗ của siêu sao đã đoạt`, `nghe nữ sinh đạt`: the person right before the verb, where the clause has a predicate already.
    if let Some(head) = last_person(input, &segment)
        && (winning
            && (matches!(doc.text_of(head.saturating_sub(1)), "ra" | "chọn")
                || doc.is(head - 1, w::của) && !opens_with_thing(input, segment.start))
            || winning
                && !doc.tokens()[segment.start].is_capitalised()
                && head >= 2
                && doc.is(head - 1, w::là)
                && matches!(doc.text_of(head - 2), "cũng" | "và" | "còn")
            || noun::start(input, segment.start).is_none())
    {
        return Some(head..segment.end);
    }
    // `đến nhà riêng trao`: where one goes is nobody who gives.
    let gets = winning || left.passive.is_some();
    let goes = |first: &usize| gets || !matches!(doc.key(*first - 1), w::đến | w::tới);
    if let Some(first) = after_breaker(input, &segment, winning).filter(goes) {
        if first >= 2 && doc.is(first - 1, w::có) && first - 1 > segment.start && doc.is(first - 2, w::không) {
            left.note(Mood::Denied);
        }
        return Some(first..segment.end);
    }
    let before = before_predicate(input, segment.clone()).map(|found| without_time(doc, found));
    before.or_else(|| trailing_name(input, segment))
}

/// Whether a word for a work or an entry opens the segment: its owner after `của` is not the winner.
fn opens_with_thing(input: &Input<'_>, at: usize) -> bool {
    noun::start(input, at).is_some_and(|start| start.noun == Some(Noun::Thing))
}

/// The noun after `có` in `before` that is a work as the subject at `subject` is.
fn owned_alike(input: &Input<'_>, before: &Range<usize>, subject: usize) -> Option<usize> {
    let doc = input.doc;
    let is_work = |at: usize| {
        noun::start(input, at).is_some_and(|start| start.noun == Some(Noun::Thing) && start.count.is_none())
    };
    let has = before.clone().rev().find(|at| doc.is(*at, w::có))?;
    (is_work(subject) && is_work(has + 1)).then_some(has + 1)
}

/// Where the list of names begins whose last member begins at `start`, with semicolons between: `Em A, lớp 12, Trường X; em B, …`.
fn listed_before(input: &Input<'_>, floor: usize, start: usize) -> usize {
    let doc = input.doc;
    let mut first = start;
    for _ in 0..24 {
        if first <= floor + 1 || !doc.is(first - 1, w::SEMICOLON) {
            break;
        }
        let mut before = first - 1;
        while before > floor && !doc.is(before - 1, w::SEMICOLON) {
            before -= 1;
        }
        let person = noun::start(input, before).is_some_and(|start| {
            start.count.is_none() && !start.plural && start.noun.map_or(start.proper, Noun::is_personal)
        });
        let plain = (before..first - 1).all(|at| !verb::is_verb(doc, at) && !is_predicate(doc, at));
        if !person || !plain {
            break;
        }
        first = before;
    }
    first
}

/// Of `Trong năm học lớp 9 Trang đoạt` Trang: a name right before the verb, where the segment opens with no subject.
fn trailing_name(input: &Input<'_>, segment: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let mut start = segment.end;
    while start > segment.start + 1
        && segment.end - start < 5
        && doc.tokens()[start - 1].is_capitalised()
        && doc.tokens()[start - 1].class() == Class::Word
    {
        start -= 1;
    }
    let before = doc.tokens().get(start.checked_sub(1)?)?;
    let timed =
        before.class() == Class::Digits || matches!(doc.text_of(start - 1), "nay" | "qua" | "trước" | "đó" | "này");
    (start < segment.end && timed && doc.tokens()[start].gap() == Gap::Space && !noun::is_place(doc, start))
        .then_some(start..segment.end)
}

/// The last word for a person that stands, with nothing but a name after it, at the end of the segment after a predicate or where the
/// segment begins with no noun.
fn last_person(input: &Input<'_>, segment: &Range<usize>) -> Option<usize> {
    let doc = input.doc;
    // `nữ thí sinh duy nhất đoạt`.
    let said = matches!(
        (doc.text_of(segment.end.saturating_sub(2)), doc.text_of(segment.end - 1)),
        ("duy", "nhất") | ("đầu", "tiên") | ("trẻ", "nhất")
    );
    let last = if said && segment.len() > 2 { segment.end - 2 } else { segment.end };
    let low = segment.start.max(last.saturating_sub(7)) + 1;
    let mut at = (low..last).rev().find(|at| {
        let ends = |end: usize| end == last || end < last && noun::capitals(doc, end) >= last;
        let apposed = matches!(doc.text_of(at - 1), "-" | "–");
        !apposed
            && !doc.tokens()[*at].is_capitalised()
            && noun::head(doc, *at).is_some_and(|(end, noun)| {
                matches!(noun, noun::Noun::Individual | noun::Noun::Person | noun::Noun::Pronoun) && ends(end)
            })
    })?;
    // `siêu sao` is one noun, though `sao` is too.
    while at > low && noun::head(doc, at - 1).is_some_and(|(end, noun)| noun.is_personal() && end > at) {
        at -= 1;
    }
    let begins = noun::start(input, segment.start).is_none();
    if !(begins || (segment.start + 1..at).any(|token| is_predicate(doc, token))) {
        return None;
    }
    // Its count comes along: `chọn ra 4 cá nhân`.
    let counted = input.numbers.ending_at(at).map(|numeral| numeral.tokens.start);
    // `năm 2018 em đoạt`: a year counts nobody.
    let counted = counted.filter(|start| *start == 0 || !doc.is(*start - 1, w::năm));
    Some(counted.filter(|start| *start >= segment.start).unwrap_or(at))
}

/// The first token after the last word that opens a clause inside the segment.
fn after_breaker(input: &Input<'_>, segment: &Range<usize>, winning: bool) -> Option<usize> {
    let doc = input.doc;
    for at in segment.clone().rev() {
        let of_goods =
            doc.is(at, w::cho) && at > segment.start && matches!(doc.key(at - 1), w::giải | w::thưởng | w::khen);
        // `với các cá nhân xuất sắc được tôn vinh`: an adjective.
        let merit = doc.is(at, w::xuất) && at + 2 >= segment.end;
        if at > segment.start && is_predicate(doc, at) && !of_goods && !merit {
            break;
        }
        if BREAKERS.has(doc.key(at)) && at + 1 < segment.end {
            let begins = noun::start(input, at + 1);
            let counted = begins.as_ref().is_some_and(|start| start.count.is_some() || start.plural);
            let fits = match doc.key(at) {
                // `năm 2015 Chủ tịch nước`, `ngày 6/2 Sở X`: the date is none of it.
                w::năm | w::ngày if doc.tokens()[at + 1].class() == Class::Digits => {
                    let after = past_date(doc, at).filter(|after| *after < segment.end);
                    if let Some(after) = after.filter(|after| noun::start(input, *after).is_some()) {
                        return Some(after);
                    }
                    false
                }
                // `chụp ảnh với các cá nhân được tôn vinh`, but `cùng với`, `đối với`.
                w::với => {
                    at > segment.start
                        && !matches!(doc.key(at - 1), w::cùng | w::đối)
                        && counted
                        && begins.as_ref().is_some_and(|start| start.noun.is_some())
                }
                // `nhìn Messi giành`.
                w::nhìn | w::thấy => winning && noun::is_known(input, at + 1),
                // `479 nghệ sĩ cả nước`, but `cả 5 nghệ sĩ`; `nhìn vào 95 tác phẩm đoạt`.
                w::cả | w::vào => counted,
                // `hôm thứ hai X đoạt`, but `hai học sinh đoạt`.
                w::hai => at > 0 && doc.is(at - 1, w::thứ) && begins.is_some(),
                // `trao 20 giải thưởng cho các thí sinh giành`; elsewhere `cho` opens another part.
                w::cho => begins.is_some() && (at == segment.start || of_goods),
                // `có 2 tập thể được`, `còn có Lê Hoàng Đức đoạt`, but not `có mặt`.
                w::có => {
                    counted
                        || begins.as_ref().is_some_and(|start| start.noun.is_some())
                        || winning && noun::is_person_name(doc, at + 1)
                }
                _ => begins.is_some(),
            };
            if fits {
                return Some(at + 1);
            }
        }
    }
    None
}
