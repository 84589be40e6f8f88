//! Subjects that another phrase of the clause stands for: the entry that takes part, who is congratulated, the work of an author, the whole of which
//! the parts are listed, the person whom an apposition describes.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            elsewhere,
            noun::{self, Noun},
            party, verb,
            words::{BREAKERS, is_adverbial, is_predicate},
        },
    },
    lexicon::w,
    segment::{Case, Class, Document},
};

/// Of `X có 1 đề tài tham dự và đạt` the entry: a counted phrase after `có` that has a verb of taking part after it.
pub(super) fn entrants(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
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
pub(super) fn congratulated(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let verb = segment.clone().find(|at| doc.is(*at, w::chúc) && doc.is(*at + 1, w::mừng))?;
    let start = noun::start(input, verb + 2).filter(|start| start.noun.is_some() || start.proper)?;
    let ends = |at: &usize| is_predicate(doc, *at) || matches!(doc.key(*at), w::nhân | w::vì | w::về | w::đã);
    let end = (start.end.max(verb + 3)..segment.end).find(ends)?;
    Some(verb + 2..end)
}

/// Of `Cụm thi đua suy tôn Sở Tư pháp là đơn vị dẫn đầu, đề nghị C tặng` the department: the last one that was acclaimed before the verb at `verb`.
pub(super) fn acclaimed(input: &Input<'_>, floor: usize, verb: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let low = floor.max(verb.saturating_sub(ACCLAIMED));
    let first = (low..verb).rev().find(|at| doc.text_of(*at) == "suy" && doc.is(at + 1, w::tôn))? + 2;
    let end = (first..verb).find(|at| doc.is(*at, w::là) || doc.is(*at, w::COMMA))?;
    (doc.is(end, w::là) && noun::is_known(input, first)).then_some(first..end)
}

/// How far before a verb those who were acclaimed may be, in tokens.
const ACCLAIMED: usize = 40;

/// The noun after `có` in `before` that is a work as the subject at `subject` is.
pub(super) fn owned_alike(input: &Input<'_>, before: &Range<usize>, subject: usize) -> Option<usize> {
    let doc = input.doc;
    let is_work = |at: usize| {
        noun::start(input, at).is_some_and(|start| start.noun == Some(Noun::Thing) && start.count.is_none())
    };
    let has = before.clone().rev().find(|at| doc.is(*at, w::có))?;
    (is_work(subject) && is_work(has + 1)).then_some(has + 1)
}

/// Where the list of names begins whose last member begins at `start`, with semicolons between: `Em A, lớp 12, Trường X; em B, …`.
pub(super) fn listed_before(input: &Input<'_>, floor: usize, start: usize) -> usize {
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

/// Of `30 tập thể, cá nhân trong đó có 12 tập thể và 18 cá nhân được vinh danh` the thirty: a counted phrase before `trong đó`, whose parts up to
/// `end` are as many.
pub(super) fn whole(input: &Input<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let low = floor.max(end.saturating_sub(60));
    let within = (low..end).rev().find(|at| doc.is(*at, w::trong) && doc.is(*at + 1, w::đó))?;
    let parts = within + 2 + usize::from(matches!(doc.key(within + 2), w::có | w::gồm));
    let counted =
        |at: &usize| noun::start(input, *at).is_some_and(|start| start.count.is_some() && start.noun.is_some());
    let plain = |at: usize| {
        !is_predicate(doc, at)
            && !verb::is_verb(doc, at)
            && (doc.token(at).class() != Class::Mark || doc.is(at, w::COMMA))
    };
    let first = (low..within).rev().take_while(|at| plain(*at)).filter(counted).last()?;
    let number = |count: &crate::number::Number| count.to_string().parse::<u64>().ok();
    let total = number(&noun::start(input, first)?.count?)?;
    let sum =
        party::members(input, parts..end).iter().filter_map(|member| number(member.start.count.as_ref()?)).sum::<u64>();
    let last = within - usize::from(doc.is(within - 1, w::COMMA));
    (sum == total && last > first).then_some(first..last)
}

/// Of `xạ thủ Lê Văn An, vận động viên đầu tiên của tỉnh đạt` the marksman: an apposition that says what only one is.
pub(super) fn described(input: &Input<'_>, floor: usize, subject: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let start = noun::start(input, subject.start)?;
    let one = start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Pronoun)
        && start.count.is_none()
        && !start.plural;
    let first = (start.end..subject.end)
        .any(|at| doc.is(at, w::đầu) && doc.is(at + 1, w::tiên) || doc.text_of(at) == "duy" && doc.is(at + 1, w::nhất));
    let comma = subject.start.checked_sub(1).filter(|at| *at > floor && doc.is(*at, w::COMMA))?;
    if !one || !first || noun::person(doc, subject.clone()).is_some() {
        return None;
    }
    elsewhere::name_ending_at(input, floor, comma)
}

/// Of `Năm 1995, đền được công nhận` what stands alone before the verb, by whatever noun of one or two words.
pub(super) fn plain(doc: &Document<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let noun =
        |at: usize| doc.is_in(Case::Lower, at, doc.key(at)) && !is_predicate(doc, at) && !BREAKERS.has(doc.key(at));
    ((1..=2).contains(&segment.len()) && !is_adverbial(doc, segment.start) && segment.clone().all(noun))
        .then(|| segment.clone())
}

/// Of `…, còn người chỉ huy được tặng` who stands between `còn` and the verb, by whatever noun.
pub(super) fn contrasted(doc: &Document<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let phrase = segment.start + 1..segment.end;
    let plain = |at: usize| doc.token(at).class() == Class::Word && !is_predicate(doc, at);
    (doc.is(segment.start, w::còn) && (1..=5).contains(&phrase.len()) && phrase.clone().all(plain)).then_some(phrase)
}
