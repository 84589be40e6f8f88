//! Which award a verb governs to its right, and what may be between the two: counts and classifiers, a total before its parts,
//! another object before a conjunction, the beneficiaries.
//!
//! A verb of giving reaches far, since the recipients may come before the award; a verb of winning only over the words listed
//! here.

use std::ops::Range;

use crate::{
    fact::award_event::{
        prize::Prize,
        unreal,
        verb::{self, Act, Verb},
        words,
    },
    lexicon::{w, word_sets},
    segment::{Case, Class, Document},
};

/// The award that the verb governs to its right.
pub(super) fn governed(
    doc: &Document<'_>,
    verbs: &[Verb],
    at: usize,
    verb: &Verb,
    prizes: &[Prize<'_>],
) -> Option<usize> {
    let from = verb.tokens.end;
    let first = prizes.partition_point(|prize| prize.tokens.start < from);
    let prize = prizes.get(first)?;
    if unreal::is_bearer(doc, verb, prize) {
        return None;
    }
    let between = from..prize.tokens.start;
    let reach = match verb.act {
        Act::Give | Act::Withdraw | Act::Return => 45,
        Act::Belong => return None,
        Act::Win => 14,
        Act::Praise => 14,
        Act::Nominate => 16,
        Act::Receive | Act::Elect => 9,
    };
    let summed =
        matches!(verb.act, Act::Win | Act::Receive) && between.len() <= 40 && is_part_of_sum(doc, between.clone());
    if between.len() > reach && !summed || between.clone().any(|token| doc.is(token, w::SEMICOLON)) {
        return None;
    }
    // `được trao băng thủ quân, vì thế “Vua phá lưới” X …`: the award belongs to another clause.
    let apart = |at: usize| {
        doc.is(at, w::COMMA)
            && (matches!(doc.key(at + 1), w::nhưng | w::song | w::nên)
                || doc.is(at + 1, w::vì) && matches!(doc.key(at + 2), w::thế | w::vậy))
    };
    if between.clone().any(apart) {
        return None;
    }
    if !summed && !may_lie_between(doc, verb, between.clone()) {
        return None;
    }
    // A verb in between governs it, unless that verb is part of the object (`hủy quyết định khen thưởng, thu hồi`).
    let taken = verbs[at + 1..].iter().take_while(|other| other.tokens.start < prize.tokens.start).any(|other| {
        match other.act {
            Act::Give | Act::Withdraw => true,
            Act::Praise => !matches!(verb.act, Act::Withdraw),
            Act::Belong | Act::Return => true,
            _ => (other.tokens.end..prize.tokens.start).all(|token| is_measure(doc, token)),
        }
    });
    let taken = taken && verb.act != Act::Withdraw;
    // Of `thu hồi A đã trao cho X` the relative clause is not an act of its own; of `hủy …, thu hồi` the first verb stands for both.
    let withdrawn =
        verbs[..at].iter().rev().take_while(|other| verb.tokens.start - other.tokens.end <= 30).any(|other| {
            other.act == Act::Withdraw
                && (other.tokens.end..verb.tokens.start).len() <= 30
                && !(other.tokens.end..verb.tokens.start).any(|token| doc.is(token, w::SEMICOLON))
        });
    if withdrawn && matches!(verb.act, Act::Give | Act::Withdraw | Act::Praise) {
        return None;
    }
    (!taken).then_some(first)
}

/// Whether the words between a verb and the award after it leave the award to the verb. A verb of giving reaches over any words.
fn may_lie_between(doc: &Document<'_>, verb: &Verb, between: Range<usize>) -> bool {
    matches!(verb.act, Act::Give | Act::Withdraw | Act::Return)
        || between.clone().all(|token| is_measure(doc, token))
        || is_breakdown(doc, between.clone())
        || is_coordinated(doc, between.clone())
        || verb.act == Act::Win && brought_home(doc, between.clone())
        || verb.act == Act::Win && won_with(doc, between.clone())
        || verb.act == Act::Praise && honoured_with(doc, between.clone())
        || verb.act == Act::Nominate && is_in_category(doc, between)
}

/// Where the words before a prize end, without those that say how many: `với | hai`.
fn without_measure(doc: &Document<'_>, between: Range<usize>) -> usize {
    let end = between.end;
    end - between.rev().take_while(|at| is_measure(doc, *at)).count()
}

/// `giành chiến thắng với Giải nhất`, `gặt hái được thành công đầu tiên với giải X`: a success, then its prize.
fn won_with(doc: &Document<'_>, between: Range<usize>) -> bool {
    let end = without_measure(doc, between.start..between.end);
    matches!((doc.key(between.start), doc.key(between.start + 1)), (w::chiến, w::thắng) | (w::thành, w::công))
        && end > between.start + 2
        && doc.is(end - 1, w::với)
        && between.len() <= 9
        && (between.start..end).all(|at| doc.token(at).class() == Class::Word)
}

/// `vinh danh với giải X`, `vinh danh tại Liên hoan Y với giải X`: between the two only where.
fn honoured_with(doc: &Document<'_>, between: Range<usize>) -> bool {
    let end = without_measure(doc, between.start..between.end);
    let Some(with) = end.checked_sub(1).filter(|with| *with >= between.start && doc.is(*with, w::với)) else {
        return false;
    };
    let place = matches!(doc.key(between.start), w::tại | w::ở | w::trong)
        && (between.start..with)
            .all(|at| doc.token(at).class() != Class::Mark && !verb::is_verb(doc, at) && !words::is_predicate(doc, at));
    with == between.start || place
}

/// `được đề cử ở hạng mục X`: where.
fn is_in_category(doc: &Document<'_>, between: Range<usize>) -> bool {
    let category = between.start + usize::from(matches!(doc.key(between.start), w::ở | w::cho | w::trong | w::tại));
    doc.is(category, w::hạng)
        && doc.is(category + 1, w::mục)
        && !between.clone().any(|at| doc.is(at, w::COMMA) || verb::is_verb(doc, at))
}

/// `giành 55 huy chương (41 HCV`, `đoạt 4 huy chương, trong đó có 2 HCV`: a sum before its parts.
fn is_breakdown(doc: &Document<'_>, between: Range<usize>) -> bool {
    let mut at = between.start;
    while at < between.end && is_measure(doc, at) {
        at += 1;
    }
    let noun = match (doc.key(at), doc.key(at + 1)) {
        (w::huy, w::chương) | (w::giải, w::thưởng) => at + 2,
        _ if at > between.start && doc.is(at - 1, w::giải) => at,
        _ if at > between.start + 1 && doc.is(at - 2, w::giải) && doc.is(at - 1, w::thưởng) => at,
        _ => return false,
    };
    // `huy chương các loại`, `giải chính thức`.
    let mut at = noun;
    while at < between.end.min(noun + 6) && doc.token(at).case() == Case::Lower && !is_list_opener(doc, at) {
        at += 1;
    }
    let mut marked = false;
    while at < between.end {
        let with = doc.is(at, w::với) && doc.is(at - 1, w::COMMA);
        marked |= with
            || matches!(doc.key(at), w::LEFT_PARENTHESIS | w::COLON | w::gồm | w::như)
            || doc.is(at, w::trong) && doc.is(at + 1, w::đó);
        if !(with || is_list_opener(doc, at) || is_measure(doc, at)) {
            return false;
        }
        at += 1;
    }
    marked
}

/// `giành nhiều huy chương ở các giải trẻ, trong đó có HCĐ`, `gặt hái nhiều thành tích như: 7 năm liền vô địch, HCĐ`: a sum, where it was won,
/// then one of its parts, which other parts may come before.
fn is_part_of_sum(doc: &Document<'_>, between: Range<usize>) -> bool {
    let Some((opener, parts)) = between.clone().find_map(|at| Some((at, past_list_opener(doc, at)?))) else {
        return false;
    };
    let sum = (between.start..opener).any(|at| {
        matches!(
            (doc.key(at), doc.key(at + 1)),
            (w::huy, w::chương) | (w::giải, _) | (w::danh, w::hiệu) | (w::thành, w::tích | w::công)
        )
    });
    let last = without_measure(doc, parts.min(between.end)..between.end);
    let listed = last <= parts || matches!(doc.key(last - 1), w::COMMA | w::và);
    sum && listed && !between.clone().any(|at| verb::is_verb(doc, at))
}

/// The token after the words that open a list at `at`: `như:`, `trong đó có`, `bao gồm`, `đặc biệt là`.
fn past_list_opener(doc: &Document<'_>, at: usize) -> Option<usize> {
    let end = match (doc.key(at), doc.key(at + 1)) {
        (w::trong, w::đó) => at + 2 + usize::from(matches!(doc.key(at + 2), w::có | w::gồm)),
        (w::bao, w::gồm) => at + 2,
        (w::đặc, w::biệt) if doc.is(at + 2, w::là) => at + 3,
        (w::như | w::gồm, _) => at + 1,
        (w::COLON, _) if !doc.token(at).is_glued() || !doc.tokens().get(at + 1)?.is_glued() => at,
        _ => return None,
    };
    Some(end + usize::from(doc.is(end, w::COLON)))
}

fn is_list_opener(doc: &Document<'_>, at: usize) -> bool {
    matches!(
        doc.key(at),
        w::LEFT_PARENTHESIS | w::COLON | w::gồm | w::bao | w::COMMA | w::trong | w::đó | w::có | w::lần | w::như
    )
}

/// `giành 9 danh hiệu cùng 1 Quả bóng vàng`: a counted object of another sort, then a conjunction and the award's own count.
fn is_coordinated(doc: &Document<'_>, between: Range<usize>) -> bool {
    let end = without_measure(doc, between.start..between.end);
    doc.is_number(between.start)
        && end > between.start + 2
        && matches!(doc.key(end - 1), w::và | w::cùng)
        && (between.start..end - 1).all(|at| {
            let token = doc.token(at);
            token.class() != Class::Mark || doc.is(at, w::COMMA)
        })
        && !(between.start..end - 1).any(|at| verb::is_verb(doc, at) || words::is_predicate(doc, at))
}

/// For whom an award that is at `award` is won: what comes after `cho`, before the words that count the award.
pub(super) fn home(doc: &Document<'_>, verb: &Verb, award: usize) -> Option<Range<usize>> {
    let from = verb.tokens.end;
    let end = without_measure(doc, from..award);
    (verb.act == Act::Win && doc.is(from, w::cho) && end > from + 1).then_some(from + 1..end)
}

/// `mang về cho thể thao Việt Nam tấm HCV`: for whom it is won comes before the award, with no mark and no verb between.
fn brought_home(doc: &Document<'_>, between: Range<usize>) -> bool {
    doc.is(between.start, w::cho)
        && between.len() > 1
        && between.clone().all(|at| doc.token(at).class() != Class::Mark || is_measure(doc, at))
        && !between.clone().any(|at| verb::is_verb(doc, at) || words::is_predicate(doc, at) && !doc.is(at, w::cho))
}

/// Words that may be between a verb of winning and its award: counts, `danh hiệu`, classifiers, quotes.
pub(super) fn is_measure(doc: &Document<'_>, at: usize) -> bool {
    doc.is_number(at) || MEASURES.has(doc.key(at))
}

word_sets! {
    MEASURES = [
        "danh", "hiệu", "tấm", "chiếc", "bộ", "cú", "đúp", "các", "những", "nhiều", "được", "về", "tới", "đến", "là",
        "cả", "“", "\"", "‘", "'", ":", "phần", "thưởng", "cao", "quý", "như", "vinh", "dự", "nhà", "nước", "thêm",
        "cho", "mình", "trọn", "bằng", "cúp", "khác", "ngôi", "vị", "vương", "miện", "lấy", "luôn", "tổng", "cộng", "hơn",
        "gần", "trên", "giải", "cá", "nhân", "đề", "cử", "xuất", "sắc", "chứng", "số", "uy", "tín", "giá", "thành", "tích", "quyết", "định",
        "rất", "hàng", "loạt", "thuyết", "phục", "ngoạn", "mục",
    ];
}
