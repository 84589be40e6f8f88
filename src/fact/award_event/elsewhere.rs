//! Subjects that do not stand right before their verb: after the award (`Đoạt HCV là X`, `Từng đoạt giải Nhất, X đã …`), before the
//! comma of a relative clause (`X, người hai lần được …`), alone before a comma (`X, từng đoạt …`), in the first clause of the sentence.
//!
//! Called only if the clause itself has none, so other clauses cost nothing.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            clause,
            noun::{self, Noun},
            party, unreal, words,
        },
    },
    lexicon::{w, word_sets},
    segment::{Case, Class, Document, Gap},
};

/// How far after an award its winner may be.
const REACH: usize = 24;

/// The subject after the award that ends at `end`, of a verb that opens the sentence.
pub(super) fn after(input: &Input<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let near = limit.min(end + REACH);
    let first = (end..near).find(|at| matches!(doc.key(*at), w::COMMA | w::là))?;
    // `Từng đoạt 5 giải Oscar, …, ông chính là`: further away, only a pronoun followed by a predicate.
    after_mark(input, first, near).or_else(|| {
        let is_pronoun =
            |at: usize| matches!(noun::head(doc, at), Some((end, Noun::Pronoun)) if words::is_predicate(doc, end));
        (first + 1..limit.min(end + 2 * REACH))
            .find(|at| doc.is(*at, w::COMMA) && is_pronoun(*at + 1))
            .map(|at| at + 1..at + 2)
            .or_else(|| (first + 1..near).find_map(|at| named_after(input, at)))
    })
}

/// `Giành ngôi Hoa khôi cuộc thi “Thanh lịch, tài năng” 2017, Thu Lan cảm thấy …`: a person's name after the comma at `comma`, and what that person
/// does.
fn named_after(input: &Input<'_>, comma: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    if !doc.is(comma, w::COMMA) || !clause::names_person(input, comma + 1) {
        return None;
    }
    let name = noun::start(input, comma + 1).filter(|start| start.noun.is_some()).map_or(comma + 1, |start| start.end);
    let end = noun::capitals(doc, name);
    let next = doc.tokens().get(end)?;
    let goes_on = ends(doc, end) || matches!(doc.text_of(end), "của" | "cùng" | "hay" | "hoặc");
    (next.class() == Class::Word && next.gap() <= Gap::Space && !goes_on).then_some(comma + 1..end)
}

/// The phrase for a person or a name right after the mark at `mark`.
fn after_mark(input: &Input<'_>, mark: usize, limit: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    // `Mặc dù mới giành HCV, nhưng X`.
    let first = mark + 1 + usize::from(matches!(doc.text_of(mark + 1), "nhưng" | "song" | "thì"));
    // `Sau khi đoạt giải, tên tuổi của X …`.
    if let Some(owner) = unreal::owner(input, &(first..limit)) {
        return Some(owner);
    }
    let start = noun::start(input, first)?;
    let named = doc.tokens().get(start.end).is_some_and(|token| token.is_capitalised());
    // `Đạt giải Nhất là chú chim của ông A`.
    let said = doc.is(mark, w::là) && start.noun.is_some();
    if !(said || start.proper || start.noun.is_some_and(|noun| noun.is_personal() || named))
        || noun::is_open_quote(doc, first)
    {
        return None;
    }
    if start.proper && start.noun.is_none() {
        return Some(first..noun::capitals(doc, first).min(limit));
    }
    // `Được tặng Bằng khen, tôi vui lắm`.
    if start.noun == Some(Noun::Pronoun) && !named {
        return Some(first..start.end);
    }
    let mut stop = start.end.max(first + 1);
    while stop < limit && !words::is_predicate(doc, stop) && !ends(doc, stop) {
        stop += 1;
    }
    Some(first..stop)
}

fn ends(doc: &Document<'_>, at: usize) -> bool {
    let token = doc.token(at);
    token.gap() >= Gap::Line
        || token.class() == Class::Mark && matches!(doc.text_of(at), "," | ";" | ":" | "." | "(" | "!" | "…")
        || token.class() == Class::Word && matches!(doc.text_of(at), "với" | "tại" | "ở" | "trong" | "và" | "cho")
}

/// Of `X, người hai lần được` X: the run of capitals before the comma, where the subject is the bare word `người`.
pub(super) fn bearer(doc: &Document<'_>, subject: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    if !doc.is(subject.start, w::người)
        || subject.len() > 1
        || subject.start < floor + 3
        || !doc.is(subject.start - 1, w::COMMA)
    {
        return None;
    }
    let end = subject.start - 1;
    let mut start = end;
    // `cựu Tổng thống Kim Dae-jung, người`: hyphenated parts belong to the name.
    let joined = |at: usize| {
        doc.token(at).is_glued() && (doc.is(at, w::HYPHEN_MINUS) || at > 0 && doc.is(at - 1, w::HYPHEN_MINUS))
    };
    while start > floor && end - start < 6 && (doc.token(start - 1).is_capitalised() || joined(start - 1)) {
        start -= 1;
    }
    // A single word is a name if it is no Vietnamese syllable: `Mkhitaryan, người`.
    let foreign = end == start + 1 && crate::syllable::Syllable::parse(doc.text_of(start)).is_none();
    (end - start >= 2 || foreign).then_some(start..end)
}

/// Of `đóng góp của 30 tập thể, cá nhân được tôn vinh` where the pair begins: a counted phrase right before the bare noun at `start`.
pub(super) fn pair_before(input: &Input<'_>, floor: usize, start: usize) -> Option<usize> {
    let doc = input.doc;
    let joined = start > floor + 2 && matches!(doc.key(start - 1), w::COMMA | w::và);
    let plain = matches!(
        noun::start(input, start),
        Some(noun::Start { count: None, plural: false, noun: Some(Noun::Generic | Noun::Individual), .. })
    );
    if !joined || !plain || doc.token(start).is_capitalised() {
        return None;
    }
    (floor.max(start.saturating_sub(7))..start - 2).find(|at| {
        noun::start(input, *at).is_some_and(|first| {
            first.end == start - 1
                && (first.count.is_some() || first.plural)
                && matches!(first.noun, Some(Noun::Generic | Noun::Individual))
        })
    })
}

/// The name of a person or a thing that ends at `end`, with the word for a person before it: before a bracket or a dash that says more of it.
pub(super) fn name_ending_at(input: &Input<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let mut start = end;
    while start > floor
        && end - start < 6
        && doc.token(start - 1).is_capitalised()
        && doc.token(start - 1).class() == Class::Word
    {
        start -= 1;
    }
    // A word with a capital for a person or a body begins the name: `Bà Nguyễn Thị A`.
    if end - start < 2 || noun::names_body(doc, start) {
        return None;
    }
    // `Thông tin Phạm Huy`: the first word of the sentence is not part of the name.
    let named = (1..=3).filter_map(|width| start.checked_sub(width)).rev().find(|at| {
        *at >= floor
            && noun::head(doc, *at)
                .is_some_and(|(after, noun)| after == start && noun.is_personal() && noun != Noun::Office)
    });
    Some(named.unwrap_or(start)..end)
}

/// Of `X (SN 1987, từng đoạt` X: the name before the bracket that is open at `at`.
pub(super) fn before_bracket(input: &Input<'_>, floor: usize, at: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let open =
        (floor..at).rev().take(20).find(|at| matches!(doc.key(*at), w::LEFT_PARENTHESIS | w::RIGHT_PARENTHESIS))?;
    if doc.is(open, w::LEFT_PARENTHESIS) { name_ending_at(input, floor, open) } else { None }
}

/// Of `X, từng đoạt` X: a name that opens the sentence and has no predicate before the comma at `comma`.
pub(super) fn alone(input: &Input<'_>, floor: usize, comma: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    // `Xuất sắc vượt qua 50 thí sinh khác, người đẹp X, 25 tuổi, vừa giành`: a clause may come before the name.
    let after = (floor..comma).filter(|at| matches!(doc.key(*at), w::COMMA | w::SEMICOLON)).take(3);
    std::iter::once(floor).chain(after).find_map(|from| named_from(input, from, comma))
}

/// The name that opens the clause at `floor` and has nothing but traits and appositions up to the comma at `comma`.
fn named_from(input: &Input<'_>, floor: usize, comma: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    // The clause before may have ended at a mark.
    let floor = (floor..comma).find(|at| !matches!(doc.key(*at), w::COMMA | w::SEMICOLON | w::và | w::còn))?;
    // `cá nhân ông X, Chủ tịch Hội, được`, `riêng ông X`.
    let own = floor
        + match (doc.key(floor), doc.key(floor + 1)) {
            (w::cá, w::nhân) => 2,
            (w::riêng, _) => 1,
            _ => 0,
        };
    let floor = if matches!(noun::head(doc, own), Some((_, Noun::Pronoun))) { own } else { floor };
    let start = noun::start(input, floor)?;
    // `em Hồ Gia Huy, Trường X, đạt`: where the one belongs who is named before.
    if floor > 0
        && doc.is(floor - 1, w::COMMA)
        && start.noun == Some(Noun::Body)
        && noun::person(doc, floor.saturating_sub(12)..floor - 1).is_some()
    {
        return None;
    }
    let mut name = if start.noun.is_some_and(Noun::is_personal) { start.end } else { floor };
    let mut end = noun::capitals(doc, name);
    // `Á khoa khối A toàn tỉnh Lê Lan, học sinh Trường Y, được`: what the one is stands before the name.
    if end == name && start.noun.is_some_and(|noun| matches!(noun, Noun::Person | Noun::Individual)) {
        let mark = (name..comma).find(|at| doc.is(*at, w::COMMA)).unwrap_or(comma);
        let plain = !(name..mark).any(|at| words::is_predicate(doc, at));
        if let Some(own) = noun::person(doc, floor..mark).filter(|own| plain && own.end == mark) {
            (name, end) = (own.start, own.end);
        }
    }
    if end > name && doc.is(end, w::LEFT_PARENTHESIS) {
        end = party::closing(doc, end, comma);
    }
    // `X, giáo viên Trường Y, giành`.
    let apposed = end < comma
        && doc.is(end, w::COMMA)
        && (is_trait(doc, end + 1)
            || noun::start(input, end + 1).is_some_and(|start| start.noun.is_some() && start.count.is_none()))
        && !(end + 1..comma).any(|at| words::is_predicate(doc, at));
    let short = usize::from(start.noun != Some(Noun::Pronoun));
    let named = start.count.is_none() && !start.plural && end > name + short;
    (named && (end == comma || apposed)).then_some(floor..end)
}

/// Whether the words at `at` say what the person before is: `sinh năm 1991`, `26 tuổi`, `lớp 8B`, `quê Hà Nam`.
pub(super) fn is_trait(doc: &Document<'_>, at: usize) -> bool {
    match doc.key(at) {
        w::sinh => matches!(doc.text_of(at + 1), "năm" | "ngày" | "ra") || is_digits(doc, at + 1),
        w::lớp | w::sn | w::quê | w::ngụ => true,
        w::hiện => matches!(doc.text_of(at + 1), "là" | "đang" | "công"),
        _ => is_digits(doc, at) && doc.is(at + 1, w::tuổi),
    }
}

fn is_digits(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits)
}

/// How many tokens before a verb a contrast is looked for: each verb of a sentence without end asks.
const CONTRAST: usize = 120;

/// The subject of the first clause after `floor` that has one, before `end`.
pub(super) fn first(input: &Input<'_>, floor: usize, end: usize, winning: bool) -> Option<Range<usize>> {
    let doc = input.doc;
    // `X ghi 30 bàn, nhưng Y lập cú đúp để giành`, `Mới 14 tuổi nhưng Y đã nổi tiếng khi`: the clause after the conjunction has its own subject.
    let turns = |at: &usize| {
        let opens = || noun::start(input, floor).is_none() && noun::is_known(input, *at + 1);
        *at > floor && doc.is(*at, w::nhưng) && (doc.is(*at - 1, w::COMMA) || opens())
    };
    let contrast = (floor..end).rev().take(CONTRAST).find(turns);
    // `cô X cho biết: Trường được công nhận và nhận cờ`: what is said has its own subject.
    let said = (floor..end).rev().take(CONTRAST).find(|at| doc.is(*at, w::COLON) && noun::is_known(input, *at + 1));
    let mut start = contrast.max(said).map_or(floor, |at| at + 1);
    for _ in 0..6 {
        if start >= end {
            return None;
        }
        let stop = (start..end.min(start + 60)).find(|at| doc.is(*at, w::COMMA)).unwrap_or(end.min(start + 60));
        let mut opened = clause::opening(input, start, stop);
        // `kiến nghị Chủ tịch nước xem xét, hủy …`
        if matches!(doc.key(opened), w::kiến | w::đề) && doc.is(opened + 1, w::nghị) {
            opened += 2;
        }
        // `Đoàn X có 1 trưởng đoàn, 4 VĐV tham gia, kết quả đoạt`: the team won.
        if winning && let Some(owner) = owner(input, opened..stop) {
            return Some(owner);
        }
        // `X, giáo viên Trường Y, nhiều năm liền đạt`.
        let often = doc.is(opened + 1, w::năm) && (doc.is(opened, w::nhiều) || doc.is_number(opened));
        if !words::is_adverbial(doc, opened) && !often {
            // `người đẹp X, một thí sinh của Y, đã trở thành`.
            // The one who opens the sentence is far from the verb where offices and years come between.
            let reach = if opened == floor { 2 * REACH } else { REACH };
            if stop < end && end - stop <= reach && clause::names_person(input, opened) {
                let name = noun::start(input, opened).map_or(opened, |start| start.end.max(opened));
                if noun::capitals(doc, name) == stop {
                    return Some(opened..if winning { stop } else { past_offices(input, stop, end) });
                }
            }
            // `đội bóng cũ giúp X giành A và đoạt B`.
            if winning
                && let Some(helped) = (opened + 1..stop).find(|at| matches!(doc.text_of(*at), "giúp" | "đưa" | "dắt"))
                && let Some(found) = clause::before_predicate(input, helped + 1..stop)
            {
                return Some(found);
            }
            if let Some(found) = clause::before_predicate(input, opened..stop)
                && (found.end < stop || found.start > opened)
            {
                return Some(clause::without_time(doc, found));
            }
            // `Cánh tay robot của Lê An, học sinh Trường X, … đã đoạt`: a thing by any noun, with its owner's name.
            if winning && opened == floor && stop < end && owned(input, opened..stop) {
                return Some(opened..stop);
            }
        }
        // `Nổi trội nhất là tuyển thủ X khi giành`.
        if winning
            && let Some(is) = (opened + 1..stop).rev().take(12).find(|at| doc.is(*at, w::là))
            && clause::names_person(input, is + 1)
        {
            let name = noun::start(input, is + 1).map_or(is + 1, |start| start.end);
            return Some(is + 1..noun::capitals(doc, name).min(stop));
        }
        if let Some(named) = name_before_verb(input, opened..stop) {
            return Some(named);
        }
        start = stop + 1;
    }
    None
}

/// Of `ông X, Bí thư Huyện ủy Y, đến thăm và trao` the comma after the offices of the one who is named before the comma at `comma`.
fn past_offices(input: &Input<'_>, comma: usize, end: usize) -> usize {
    let doc = input.doc;
    let mut last = comma;
    for _ in 0..4 {
        if !matches!(noun::head(doc, last + 1), Some((_, Noun::Office | Noun::Body))) {
            break;
        }
        let Some(next) = (last + 1..end).find(|at| doc.is(*at, w::COMMA) || words::is_predicate(doc, *at)) else {
            break;
        };
        if !doc.is(next, w::COMMA) {
            break;
        }
        last = next;
    }
    last
}

/// Of `cả nước có 450 thí sinh đoạt giải ở các môn … được vinh danh` those who are counted after `có`, before the verb at `end`.
pub(super) fn counted(input: &Input<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let has = (floor..end).rev().take(40).find(|at| doc.is(*at, w::có))?;
    let start = noun::start(input, has + 1).filter(|start| start.count.is_some() && start.end < end)?;
    let known = start.noun.is_some_and(|noun| noun.is_personal() || noun == Noun::Generic);
    let one_clause = !(has..end).any(|at| matches!(doc.key(at), w::SEMICOLON | w::LEFT_PARENTHESIS | w::COLON));
    (known && one_clause).then_some(has + 1..start.end)
}

/// Whether a phrase without a predicate ends with the name of the person whose the thing is: `Cánh tay robot của Lê Văn An`.
fn owned(input: &Input<'_>, phrase: Range<usize>) -> bool {
    let doc = input.doc;
    let of = phrase.clone().rev().take(8).find(|at| doc.is(*at, w::của));
    let named = of.and_then(|of| noun::person(doc, of + 1..phrase.end)).is_some_and(|name| name.end == phrase.end);
    named
        && phrase.len() <= 16
        && !phrase.clone().any(|at| words::is_predicate(doc, at) && !doc.is(at, w::cho))
        && !words::is_adverbial(doc, phrase.start)
}

/// Who has what is counted: of `Đoàn X có 1 trưởng đoàn` the phrase before `có`.
fn owner(input: &Input<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let has = clause.clone().find(|at| doc.is(*at, w::có))?;
    let counts = noun::start(input, has + 1).is_some_and(|start| start.count.is_some() && start.noun.is_some());
    if !counts || words::is_adverbial(doc, clause.start) {
        return None;
    }
    clause::before_predicate(input, clause.start..has).filter(|found| found.end == has)
}

/// `X phá kỷ lục thế giới, giành HCV`: a name that opens the clause, with a word in lower case after it that begins a predicate which
/// no list has.
pub(super) fn name_before_verb(input: &Input<'_>, clause: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let start = noun::start(input, clause.start)?;
    if words::is_adverbial(doc, clause.start) || start.count.is_some() || start.plural {
        return None;
    }
    if noun::names_body(doc, start.end) {
        return None;
    }
    let name = match start.noun {
        None if start.proper && !noun::is_open_quote(doc, clause.start) => clause.start,
        Some(noun) if noun.is_personal() && noun != Noun::Office => start.end,
        // `Gia đình ông Lê Bảo hiến đất làm đường, được tặng`.
        Some(Noun::Household) => noun::past_title(doc, start.end),
        _ => return None,
    };
    let end = noun::capitals(doc, name);
    let next = doc.tokens().get(end).filter(|_| end < clause.end)?;
    let goes_on =
        matches!(doc.text_of(end), "của" | "ở" | "tại" | "và" | "cùng" | "với" | "từ" | "thuộc" | "trong" | "khi");
    // `Cha anh đã phục vụ`.
    let of_whom = matches!(noun::head(doc, end), Some((_, Noun::Pronoun)));
    let pronoun = start.noun == Some(Noun::Pronoun) && !of_whom;
    // Of one syllable alone (`Liên chi hội`) the words after it may be part of the name.
    let long = end >= name + 2 || end == name + 1 && crate::syllable::Syllable::parse(doc.text_of(name)).is_none();
    ((long || pronoun) && next.class() == Class::Word && next.gap() <= Gap::Space && !goes_on)
        .then_some(clause.start..end)
}

/// Of `Năm 1967, đơn vị bắn rơi 4 máy bay, | được tặng` the unit, of `Hợp tác xã Sông Lam mỗi năm thu 2 tỷ đồng, | được tặng` the cooperative: the body
/// that opens the first clause without a preposition, before a predicate that no list has.
pub(super) fn body_before_verb(input: &Input<'_>, floor: usize, verb: usize) -> Option<Range<usize>> {
    let doc = input.doc;
    let commas = (floor..verb).filter(|at| doc.is(*at, w::COMMA)).take(2).map(|at| at + 1);
    let opened = std::iter::once(floor).chain(commas).map(|at| clause::opening(input, at, verb));
    let first = opened.into_iter().find(|at| !words::is_adverbial(doc, *at))?;
    let start = noun::start(input, first).filter(|start| start.count.is_none() && !start.plural)?;
    let end = noun::capitals(doc, start.end);
    let acts = match start.noun? {
        Noun::Generic if end == start.end => !DESCRIBES.has(doc.key(end)) && noun::head(doc, end).is_none(),
        Noun::Generic | Noun::Body => {
            end > start.end && matches!(doc.text_of(end), "mỗi" | "hàng" | "hằng" | "hiến" | "xây" | "thu")
        }
        _ => false,
    };
    let next = doc.tokens().get(end).filter(|_| end + 1 < verb)?;
    (acts && next.case() == Case::Lower && next.gap() <= Gap::Space).then_some(first..end)
}

word_sets! {
    /// Words after a noun for a body that begin no predicate.
    DESCRIBES = [
        "chủ", "cổ", "dẫn", "đầu", "hàng", "lớn", "mạnh", "nhỏ", "trực", "anh", "điển", "tiêu", "tiên", "nào", "này", "đó", "khác", "nói",
        "trên", "mới", "cũ", "thuộc", "như", "về", "duy", "có", "không", "do", "để", "số", "giỏi", "tốt", "xuất", "thành", "cấp", "cơ",
        "của", "ở", "tại", "trong", "với", "và", "cùng", "tuyến", "sự", "lực", "chuyên", "công", "nghiệp", "sản",
    ];
}
