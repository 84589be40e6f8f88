//! The passive: `được` before a verb, and the agent between the two.

use crate::{
    fact::{
        Input,
        award_event::{
            left::{Left, Mood},
            noun, unreal, verb,
            words::is_predicate,
        },
    },
    lexicon::{w, word_sets},
    segment::Document,
};

/// The `được` of the verb whose adverbs begin at `at`: right before them, or before an agent.
pub(super) fn passive(input: &Input<'_>, floor: usize, at: usize, winning: bool) -> Option<usize> {
    let right_before = at.checked_sub(1).filter(|last| at > floor && input.doc.is(*last, w::được));
    right_before.or_else(|| passive_before(input, floor, at, winning))
}

/// Notes the voice, and the agent between `được` at `passive` and `end`. Of `được đề nghị Nhà nước truy tặng` the State would give.
pub(super) fn note(doc: &Document<'_>, passive: usize, end: usize, left: &mut Left) {
    let proposed = unreal::is_proposing(doc, passive + 1);
    if proposed {
        left.note(Mood::Denied);
    }
    let agent = passive + if proposed { 3 } else { 1 };
    // `được UBND tỉnh thưởng nóng 150 triệu đồng và tặng`, `được Thủ tướng công nhận đạt chuẩn và tặng`: another verb of the same agent.
    let acts = |at: &usize| {
        doc.is(*at, w::thưởng) || doc.text_of(*at) == "thăng" || verb::is_verb(doc, *at) || is_predicate(doc, *at)
    };
    let other = if end > agent + 1 && doc.is(end - 1, w::và) { (agent + 1..end).find(acts) } else { None };
    let mut end = other.unwrap_or(end);
    // `được Sở Y tế đề nghị Bộ Y tế tặng`: the Ministry would give it.
    if let Some(proposal) = (agent + 1..end).find(|at| unreal::is_proposing(doc, *at)).filter(|_| !proposed) {
        left.note(Mood::Denied);
        left.passive = Some(passive);
        left.agent = (proposal + 2 < end).then_some(proposal + 2..end);
        return;
    }
    // `được Hội đồng chọn trao giải`.
    while end > agent + 1 && doc.is(end - 1, w::chọn) {
        end -= 1;
    }
    // `được Bộ Khoa học cấp bằng độc quyền, Tổng Liên đoàn tặng Bằng Lao động sáng tạo`: each does one thing.
    let does = |at: usize| acts(&at) || matches!(doc.text_of(at), "cấp" | "hỗ" | "gửi" | "cử");
    let comma = (agent + 1..end).rev().find(|at| doc.is(*at, w::COMMA) && (agent + 1..*at).any(does));
    let agent = comma.map_or(agent, |comma| comma + 1);
    left.passive = Some(passive);
    left.agent = (agent < end).then_some(agent..end);
}

/// `được` before an agent that ends at `end`: at most 30 tokens back, no clause between.
fn passive_before(input: &Input<'_>, floor: usize, end: usize, winning: bool) -> Option<usize> {
    let doc = input.doc;
    for at in (floor.max(end.saturating_sub(30))..end).rev() {
        match doc.key(at) {
            w::SEMICOLON | w::COLON | w::nhằm => return None,
            // `X được A khen, còn B thì tặng Y`: another clause.
            w::còn if at > floor && doc.is(at - 1, w::COMMA) => return None,
            // `kỳ thi được tổ chức ở X, cả 6 em đều đoạt`: what is won has its subject in its own clause.
            w::COMMA if winning => return None,
            w::được => {
                // `nhận được`, `giành được`: aspect, not voice.
                let aspect = at > 0 && matches!(doc.text_of(at - 1), "nhận" | "giành" | "đạt" | "đoạt" | "chọn");
                let agent = at + if unreal::is_proposing(doc, at + 1) { 3 } else { 1 };
                let known = noun::start(input, agent).is_some_and(|start| start.count.is_none());
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
    CHOOSING.has(doc.key(at)) && !doc.token(at).is_capitalised()
}
