//! The acts of one sentence: a frame for each verb that governs an award or praises somebody, with its left side.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            govern::{governed, home, is_measure},
            left::{Left, Mood},
            mood,
            noun::{self, Noun},
            party,
            prize::Prize,
            subject, unreal,
            verb::{self, Act, Verb},
            words,
        },
    },
    lexicon::{Key, w, word_sets},
    segment::{Class, Document, Gap},
};

/// A verb with its two sides.
pub(super) struct Frame {
    pub(super) verb: Verb,
    pub(super) left: Left,
    /// Where the right side is read from: after the verb, or at an award that comes before it.
    pub(super) from: usize,
    /// Whether the award comes before the verb: `giải Nhất thuộc về X`.
    pub(super) fronted: bool,
    /// Whether the verb praises and governs no award.
    pub(super) bare: bool,
    /// For whom it is won, where that is between verb and award: `mang về cho X tấm HCV`.
    pub(super) home: Option<Range<usize>>,
    /// Whether prizes are given that only the clause after names: `trao giải cho các tác giả đoạt giải A`.
    pub(super) unnamed: bool,
}

/// Whether prizes without a name are handed over at `from`, and to whom is said after `cho`: `trao 20 giải thưởng cho các thí sinh giành`.
fn gives_prizes(doc: &Document<'_>, from: usize) -> bool {
    let mut at = from;
    while at < from + 5 && (doc.is_number(at) || matches!(doc.key(at), w::các | w::những | w::tổng | w::cộng)) {
        at += 1;
    }
    let noun = match (doc.key(at), doc.key(at + 1)) {
        (w::giải | w::phần, w::thưởng) => at + 2,
        (w::giải, _) => at + 1,
        _ => return false,
    };
    doc.is(noun, w::cho)
}

impl Frame {
    /// An act whose right side is read from `from`.
    const fn new(verb: Verb, left: Left, from: usize) -> Self {
        Self { verb, left, from, fronted: false, bare: false, home: None, unnamed: false }
    }
}

/// The verbs that govern an award or praise somebody, with their sides.
pub(super) fn frames(input: &Input<'_>, sentence: Range<usize>, prizes: &[Prize<'_>]) -> Vec<Frame> {
    let skip: Vec<Range<usize>> = prizes.iter().map(|prize| prize.tokens.clone()).collect();
    let verbs = verb::all(input.doc, sentence.clone(), &skip);
    // An award is governed by the nearest verb to its left that can reach it.
    let governs: Vec<Option<usize>> =
        verbs.iter().enumerate().map(|(at, verb)| governed(input.doc, &verbs, at, verb, prizes)).collect();
    let clause = Clause { input, start: sentence.start, prizes, verbs: &verbs, governs: &governs };
    let mut frames: Vec<Frame> = Vec::new();
    for at in 0..verbs.len() {
        let frame = clause.frame(at, frames.last());
        frames.extend(frame);
    }
    frames
}

/// The verbs and awards of a sentence, from which its frames are read.
struct Clause<'a, 'i> {
    input: &'a Input<'i>,
    start: usize,
    prizes: &'a [Prize<'a>],
    verbs: &'a [Verb],
    /// The award that each verb governs.
    governs: &'a [Option<usize>],
}

impl Clause<'_, '_> {
    /// The frame of the verb at `at`, if it acts; `before` is the frame before it.
    fn frame(&self, at: usize, before: Option<&Frame>) -> Option<Frame> {
        let (doc, verb, governs) = (self.input.doc, &self.verbs[at], self.governs[at]);
        let floor = before.map_or(self.start, |frame| frame.verb.tokens.end.max(frame.left.start));
        let last = self.governs[..at].iter().rev().take(64).flatten().next().copied();
        // `danh sách đề cử của giải X gọi tên Y`: Y may still win.
        let named = verb.act == Act::Belong
            && (self.start.max(verb.tokens.start.saturating_sub(24))..verb.tokens.start)
                .any(|at| doc.is(at, w::đề) && doc.is(at + 1, w::cử));
        if named {
            return None;
        }
        match fronted(self.input, verb, floor, self.prizes, last) {
            Fronted::Preposition => return None,
            Fronted::From(award) => return Some(self.fronted(verb, floor, award)),
            Fronted::No => {}
        }
        if governs.is_none()
            && let Some((award, from)) = relative(doc, verb, floor, self.prizes)
        {
            let mut left = subject::left(self.input, from, verb.tokens.start, true);
            let found = left.subject.is_some() && left.passive.is_none();
            left.start = award;
            return found.then(|| Frame::new(verb.clone(), left, award));
        }
        let giving = verb.act == Act::Give
            && gives_prizes(doc, verb.tokens.end)
            && self.verbs.get(at + 1).is_some_and(|next| {
                next.act == Act::Win && self.governs[at + 1].is_some() && next.tokens.start <= verb.tokens.end + 20
            });
        let acts = governs.is_some()
            || giving
            || verb.praises && is_praise(self.input, verb)
            || verb.act == Act::Give && is_unnamed(doc, verb.tokens.end);
        if !acts || unreal::is_spoken_about(doc, self.start, verb, governs.is_some()) {
            return None;
        }
        let left = self.left(at, floor, before);
        let mut verb = verb.clone();
        // `công nhận danh hiệu X cho 37 cá nhân` gives.
        if let Some(prize) = governs.filter(|_| verb.act == Act::Elect && left.passive.is_none()) {
            let end = self.prizes[prize].tokens.end;
            let end = end + usize::from(is_quote(doc, end));
            // `nhận quyết định công nhận di tích đối với X`: the subject got it.
            let fetched = (verb.tokens.start.saturating_sub(3)..verb.tokens.start).any(|at| doc.is(at, w::nhận));
            if doc.is(end, w::cho) || doc.is(end, w::đối) && doc.is(end + 1, w::với) && !fetched {
                verb.act = Act::Give;
            }
        }
        let bare = verb.act == Act::Praise && governs.is_none();
        let home = governs.and_then(|prize| home(doc, &verb, self.prizes[prize].tokens.start));
        let from = verb.tokens.end;
        Some(Frame { bare, home, unnamed: giving, ..Frame::new(verb, left, from) })
    }

    /// The frame of a verb before which its award is: `giải Nhất thuộc về X`.
    fn fronted(&self, verb: &Verb, floor: usize, award: usize) -> Frame {
        let mut left = subject::left(self.input, floor, verb.tokens.start, false);
        left.start = award;
        if left.passive.is_none() || left.subject.as_ref().is_some_and(|subject| covers(self.prizes, subject)) {
            left.subject = subject_of_fronted(self.input, floor, award, &left);
        }
        Frame { fronted: true, ..Frame::new(verb.clone(), left, award) }
    }

    /// What is to the left of the verb at `at`.
    fn left(&self, at: usize, floor: usize, before: Option<&Frame>) -> Left {
        let (input, doc, verb) = (self.input, self.input.doc, &self.verbs[at]);
        let winning = verb::is_winning(verb.act);
        // The awards of the frame before are not part of this one's subject.
        let floor = before.map_or(floor, |frame| {
            let after = self.prizes.partition_point(|prize| prize.tokens.end <= verb.tokens.start);
            let last = after.checked_sub(1).map(|at| &self.prizes[at]);
            let own = last.filter(|prize| prize.tokens.start >= frame.from);
            own.map_or(floor, |prize| past_rest(doc, prize.tokens.end, verb.tokens.start).max(floor))
        });
        // The quotes of the award before are not part of the clause.
        let floor = floor + usize::from(floor > 0 && doc.token(floor).is_glued() && is_quote(doc, floor));
        let mut left = subject::left(input, floor, verb.tokens.start, winning);
        if verb.act == Act::Give && left.passive.is_none() && left.subject.is_none() && left.elided && !left.nominal {
            left.passive = self.voice_before(at, floor);
        }
        if verb.praises && left.nominal && left.subject.is_none() && self.governs[at].is_none() {
            self.add_holder(floor, &mut left);
        }
        // `Các đội đoạt giải Nhất cuộc thi đã được nhận Giấy khen`: the contest belongs to the previous clause, whose subject continues.
        if let Some(subject) = &left.subject
            && left.passive.is_some() | winning
            && is_contest(doc, subject.start)
            && before.is_some_and(|frame| verb::wins(frame.verb.act) && frame.left.subject.is_some())
            && self.prizes.iter().any(|prize| prize.tokens.end == subject.start)
        {
            left.subject = None;
            left.elided = true;
        }
        // `phải trả lại HCB`: given back all the same.
        if verb.act == Act::Return && verb.tokens.start > 0 && doc.is(verb.tokens.start - 1, w::phải) {
            left.mood = Mood::Told;
        }
        if doc.is(verb.tokens.start, w::đề) {
            left.note(if left.passive.is_none() { Mood::Proposed } else { Mood::Denied });
        }
        if left.mood == Mood::Denied && is_council_work(doc, self.start, verb) {
            left.mood = Mood::Told;
        }
        let near = self.start.max(verb.tokens.start.saturating_sub(40))..verb.tokens.start;
        let in_detail = doc.is(self.start, w::cụ);
        let untold =
            || (left.subject.is_none() || in_detail) && unreal::follows_target(doc, self.start, verb.tokens.start);
        let aimed = left.passive.is_some() && unreal::is_target(doc, near.clone());
        if aimed || winning && (unreal::is_target(doc, near) || untold()) {
            left.note(Mood::Wished);
        }
        left
    }

    /// `X tổ chức buổi lễ vinh danh Y`: who holds a ceremony of praise praises.
    fn add_holder(&self, floor: usize, left: &mut Left) {
        let doc = self.input.doc;
        let mut end = left.start;
        while end > floor && matches!(doc.key(end - 1), w::buổi | w::chương) {
            end -= 1;
        }
        if end < floor + 2 || !doc.is(end - 2, w::tổ) || !doc.is(end - 1, w::chức) {
            return;
        }
        let holder = subject::left(self.input, floor, end - 2, false);
        left.note(holder.mood);
        if holder.passive.is_none() && holder.subject.is_some() {
            left.start = holder.start;
            left.subject = holder.subject;
        }
    }

    /// `X được truy thăng quân hàm và truy tặng Y`: the voice of the first verb is that of the second.
    fn voice_before(&self, at: usize, floor: usize) -> Option<usize> {
        let (doc, verb) = (self.input.doc, &self.verbs[at]);
        let to_right = self.governs[at].map_or(verb.tokens.end, |prize| self.prizes[prize].tokens.end);
        let and = verb.tokens.start.checked_sub(1).filter(|at| doc.is(*at, w::và) && *at >= floor)?;
        if (to_right..to_right + 6).any(|at| doc.is(at, w::cho)) {
            return None;
        }
        let passive = (floor.max(and.saturating_sub(12))..and).rev().find(|at| doc.is(*at, w::được))?;
        noun::start(self.input, passive + 1).is_none().then_some(passive)
    }
}

/// Of `Quả bóng vàng Việt Nam 2023, thủ môn X nhận` where the next clause begins, after what else is said of the award that ends at `from`.
fn past_rest(doc: &Document<'_>, from: usize, verb: usize) -> usize {
    let mark = (from..verb.min(from + 10)).find(|at| doc.token(*at).class() == Class::Mark);
    let rest = from..mark.unwrap_or(from);
    let is_plain =
        !rest.is_empty() && !rest.clone().any(|at| words::is_predicate(doc, at) || words::BREAKERS.has(doc.key(at)));
    if is_plain && doc.is(rest.end, w::COMMA) { rest.end } else { from }
}

/// `đã tổ chức xét tặng, trao Giải thưởng X`: what was weighed was also handed over.
fn is_council_work(doc: &Document<'_>, start: usize, verb: &Verb) -> bool {
    let first = verb.tokens.start;
    first >= start + 2
        && doc.is(first - 1, w::xét)
        && verb.tokens.clone().any(|at| matches!(doc.key(at), w::COMMA | w::và))
        && (start.max(first.saturating_sub(5))..first - 1).any(|at| doc.is(at, w::đã) || doc.is(at, w::tổ))
}

/// Whether a contest, a subject or a level is named at `at`: what a prize was won in.
fn is_contest(doc: &Document<'_>, at: usize) -> bool {
    matches!(
        (doc.key(at), doc.key(at + 1)),
        (w::hội | w::cuộc | w::kỳ, w::thi) | (w::liên, w::hoan) | (w::lĩnh, w::vực) | (w::môn | w::cấp, _)
    )
}

fn is_quote(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.text_of(at), "”" | "\"" | "’" | "'" | "»")
}

/// Of `tấm HCV mà X giành được` the position of `mà`: the award comes before the clause that says who won it, and no other award after
/// the verb.
fn relative(doc: &Document<'_>, verb: &Verb, floor: usize, prizes: &[Prize<'_>]) -> Option<(usize, usize)> {
    if !matches!(verb.act, Act::Win | Act::Receive) {
        return None;
    }
    let after = prizes.partition_point(|prize| prize.tokens.end <= verb.tokens.start);
    let prize = &prizes[after.checked_sub(1)?];
    if prize.tokens.start < floor || verb.tokens.start - prize.tokens.end > 14 {
        return None;
    }
    // `bằng khen thứ năm ông X nhận được`, without `mà`.
    let counted = || doc.is(prize.tokens.end, w::thứ) && doc.is(verb.tokens.end, w::được);
    let which = (prize.tokens.end..verb.tokens.start.min(prize.tokens.end + 6))
        .find(|at| doc.is(*at, w::mà))
        .or_else(|| counted().then_some(prize.tokens.end + 1))?;
    let plain = (prize.tokens.end..verb.tokens.start).all(|at| doc.token(at).class() != Class::Mark);
    plain.then_some((prize.tokens.start, which + 1))
}

/// Whether `danh hiệu cao quý` is near after the verb.
fn is_unnamed(doc: &Document<'_>, from: usize) -> bool {
    (from..from + 3).any(|at| {
        matches!((doc.text_of(at), doc.text_of(at + 1)), ("danh", "hiệu") | ("phần", "thưởng"))
            && doc.text_of(at + 2) == "cao"
            && doc.text_of(at + 3) == "quý"
    })
}

/// The position of the award relative to the verb.
enum Fronted {
    /// The verb is only the preposition of an award that another verb governs:
    /// `trao 5 Kỷ niệm chương tặng X`.
    Preposition,
    /// The award at this token comes before the verb.
    From(usize),
    No,
}

fn fronted(input: &Input<'_>, verb: &Verb, floor: usize, prizes: &[Prize<'_>], governed: Option<usize>) -> Fronted {
    let doc = input.doc;
    if !matches!(verb.act, Act::Give | Act::Belong | Act::Praise) {
        return Fronted::No;
    }
    let after = prizes.partition_point(|prize| prize.tokens.end <= verb.tokens.start);
    let Some(last) = after.checked_sub(1) else { return Fronted::No };
    let prize = &prizes[last];
    if prize.tokens.start < floor && governed.is_none() {
        return Fronted::No;
    }
    let between = prize.tokens.end..verb.tokens.start;
    let glued = between.is_empty()
        || doc.is(between.start, w::của)
            && between.len() <= 14
            && !between.clone().any(|at| matches!(doc.key(at), w::SEMICOLON) || doc.is(at, w::COMMA));
    if verb.act == Act::Praise {
        return if honours(doc, prize, between) { Fronted::From(prize.tokens.start) } else { Fronted::No };
    }
    let opened = governed.is_some();
    let to_right = prizes.get(after).is_some_and(|next| {
        next.tokens.start - verb.tokens.end <= 4
            && (verb.tokens.end..next.tokens.start).all(|token| is_measure(doc, token))
    });
    if verb.act == Act::Give && glued && opened && !to_right {
        return Fronted::Preposition;
    }
    let party =
        noun::start(input, verb.tokens.end).is_some() || matches!(doc.text_of(verb.tokens.end), "cho" | "tới" | "đến");
    // `Bằng khen được trao`: with a comma in between, another subject is passive.
    let passive =
        between.clone().find(|at| matches!(doc.text_of(*at), "được" | ",")).is_some_and(|at| doc.text_of(at) == "được");
    // `được trao Cành cọ vàng, Grand Prix về tay X`: another award, by a name in no table.
    let another = |at: usize| {
        doc.is(at, w::COMMA) && doc.token(at + 1).is_capitalised() && noun::capitals(doc, at + 1) == between.end
    };
    let near = between.len() <= 30 && !between.clone().any(|at| doc.is(at, w::SEMICOLON) || another(at));
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
        let joined = gap.len() <= 4
            && gap.clone().all(|at| matches!(doc.key(at), w::COMMA | w::và | w::cùng) || is_measure(doc, at));
        // `A đoạt giải Nhất, giải Nhì thuộc về B`: excludes what another verb governs.
        if !joined || governed == Some(first - 1) {
            break;
        }
        first -= 1;
    }
    Fronted::From(prizes[first].tokens.start)
}

/// `Giải thưởng Kovalevskaia 2023 vinh danh X`: a prize with a capital opens the sentence, and nothing but its year parts it from the verb.
fn honours(doc: &Document<'_>, prize: &Prize<'_>, between: Range<usize>) -> bool {
    doc.is(prize.tokens.start, w::giải)
        && doc.starts_sentence(prize.tokens.start)
        && between.len() <= 2
        && between.clone().all(|at| doc.is(at, w::năm) || doc.is_recent_year(at))
}

/// Whether an award lies in the range.
fn covers(prizes: &[Prize<'_>], tokens: &Range<usize>) -> bool {
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
    word_sets! {
        /// Words that make a noun of praise after them: `hình thức khen thưởng`, `tiêu chí khen thưởng`.
        OF_PRAISE = ["đua", "tác", "thức", "mức", "quỹ", "chế", "tiền", "sách", "bậc", "chí", "về", "sao", "kiện"];
    }
    // `công tác thi đua, khen thưởng`, `Hội đồng Thi đua - Khen thưởng`.
    let noun = OF_PRAISE.has(before) && doc.token(verb.tokens.start).gap() <= Gap::Space
        || matches!(doc.text_of(verb.tokens.start.saturating_sub(1)), "-" | "–")
        || before == w::COMMA && verb.tokens.start >= 2 && doc.is(verb.tokens.start - 2, w::đua)
        // `lễ Tôn vinh các nhà giáo`, `Hà Tĩnh: Tuyên dương 5 học sinh`.
        || doc.token(verb.tokens.start).is_capitalised()
            && !doc.starts_sentence(verb.tokens.start)
            && !matches!(before, w::lễ | w::COLON);
    // `bức tượng đồng vinh danh X`, `cuốn sách tôn vinh X`: what a work is about; `trận đấu tôn vinh X`.
    let about = (verb.tokens.start.saturating_sub(2)..verb.tokens.start)
        .any(|at| matches!(doc.text_of(at), "tượng" | "đài" | "sách" | "phim" | "khúc") || doc.is(at, w::trận));
    // `biểu dương lực lượng` is a show of force.
    let force = verb.tokens.end + 2;
    let shows_force = doc.is(verb.tokens.end, w::lực)
        && doc.is(verb.tokens.end + 1, w::lượng)
        && (doc.token(force).class() != Class::Word
            || matches!(doc.key(force), w::tại | w::ở | w::trên | w::trước | w::của | w::với));
    if noun || about || shows_force || lists_thing(input, verb.tokens.end) {
        return false;
    }
    let mut at = past_extent(input, verb.tokens.end);
    // `quyết định khen thưởng của C cho 10 tập thể`.
    if verb.tokens.end > 2
        && doc.is(verb.tokens.end - 3, w::định)
        && doc.is(at, w::của)
        && noun::names_body(doc, at + 1)
    {
        at = (at + 2..at + 16).find(|at| matches!(doc.key(*at), w::cho | w::đối)).unwrap_or(at);
    }
    while matches!(doc.text_of(at), "cho" | "đối" | "với" | "tới") {
        at += 1;
    }
    let passive = (verb.tokens.start.saturating_sub(30)..verb.tokens.start).any(|at| doc.text_of(at) == "được");
    party::is_party(input, at) || passive
}

/// Whether what comes after praise lists a thing or a place: `vinh danh (là) Di sản văn hóa`, `vinh danh là một trong những bãi biển đẹp nhất`.
fn lists_thing(input: &Input<'_>, after: usize) -> bool {
    let doc = input.doc;
    let is = doc.is(after, w::là);
    let at = after + usize::from(is);
    let one_of = is && doc.is(at, w::một) && doc.is(at + 1, w::trong);
    let known = || {
        noun::start(input, at + 2)
            .and_then(|start| start.noun)
            .is_some_and(|noun| noun.is_personal() || matches!(noun, Noun::Body | Noun::Generic))
    };
    unreal::names_heritage(doc, at) || one_of && !known()
}

/// The token after how and with how much somebody is praised: `khen thưởng đột xuất X`, `khen thưởng 10 triệu đồng cho X`.
fn past_extent(input: &Input<'_>, from: usize) -> usize {
    let doc = input.doc;
    let manner = mood::past_manner(doc, from);
    let at = if doc.text_of(from) == "nóng" { from + 1 } else { manner };
    let money = (at..at + 4).find(|token| doc.text_of(*token) == "đồng").filter(|_| doc.is_number(at));
    let end = money.map_or(at, |money| money + 1);
    let is_goal = doc.is(end, w::cho) || doc.is(end, w::đối) && doc.is(end + 1, w::với);
    let names_whom = || is_goal || end == manner && party::is_party(input, end);
    if end > from && names_whom() { end } else { from }
}
