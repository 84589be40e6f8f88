//! What the words before a verb say of its act: that it was denied, proposed, hoped for, or done before a purpose.
//!
//! A walk to the left over adverbs, at most to the start of the clause, and one look through the segment before it.

use std::ops::Range;

use crate::{
    fact::award_event::{
        left::Left,
        noun::{self, Noun},
        words::{ADVERB_PAIRS, ADVERBS},
    },
    lexicon::{Key, w},
    segment::{Class, Document},
};

/// Steps leftwards over adverbs, and notes what they say of the act.
pub(super) fn skip_adverbs(doc: &Document<'_>, floor: usize, at: &mut usize, left: &mut Left, winning: bool) {
    while *at > floor {
        let key = doc.key(*at - 1);
        let before = if *at >= floor + 2 { doc.key(*at - 2) } else { Key::NONE };
        let step = match (before, key) {
            // `không chỉ giành` says that it was won.
            (w::không, w::chỉ) => 2,
            (_, w::không | w::chưa | w::chẳng) => {
                left.negated = true;
                1
            }
            (_, w::xét) | (w::đề, w::nghị | w::xuất) | (w::kiến, w::nghị) | (w::dự, w::kiến) => {
                left.negated = true;
                left.proposed |= matches!(key, w::nghị | w::xuất);
                if key == w::xét { 1 } else { 2 }
            }
            // `95 tác phẩm được chọn trao giải`.
            (w::được, w::chọn) if !winning => 1,
            // `xứng đáng giành`, `cuộc đua giành`; `đã xứng đáng giành` says that it was won.
            (w::xứng, w::đáng) | (w::cuộc, w::đua) => {
                left.irreal |= *at < floor + 3 || !doc.is(*at - 3, w::đã);
                2
            }
            (_, w::trình) if is_submitting(doc, *at - 1, floor) => {
                left.negated = true;
                left.proposed = true;
                1
            }
            (w::có, w::thể)
            | (w::phấn, w::đấu)
            | (w::cố, w::gắng)
            | (w::hy, w::vọng)
            | (w::quyết, w::tâm)
            | (w::cơ, w::hội)
            | (w::kỳ, w::vọng)
            | (w::khả, w::năng)
            | (w::tham, w::vọng)
            | (w::chuẩn, w::bị)
            | (w::góp, _) => {
                left.irreal = true;
                2
            }
            (w::mục | w::chỉ, w::tiêu) | (w::nhiệm, w::vụ) => {
                left.irreal = true;
                2
            }
            (
                _,
                w::sẽ | w::sắp | w::mong | w::muốn | w::nhằm | w::nếu | w::cần | w::phải | w::nên | w::hứa | w::ước,
            ) => {
                left.irreal = true;
                1
            }
            (_, w::để) if winning => {
                // `đã vượt qua X để đoạt` says that it was won.
                left.purpose = true;
                left.irreal |= !is_told(doc, floor.max(at.saturating_sub(60))..*at - 1);
                1
            }
            // `ai giành giải Nhất`: who won is not said.
            (_, w::ai) => {
                left.irreal = true;
                1
            }
            // `Mặc dù mới đăng quang, X đã …`: told, of the subject after.
            (w::mặc, w::dù) => 2,
            // `dù giành giải Nhất cũng lỗ`: nobody is said to have won.
            (_, w::dù) if winning => {
                left.irreal = true;
                1
            }
            // `ba năm liền đạt`, `nhiều năm liên tiếp được`.
            (w::năm, w::liền) if *at >= floor + 3 && doc.is_number(*at - 3) => 3,
            (w::liên, w::tiếp | w::tục) if *at >= floor + 4 && doc.is(*at - 3, w::năm) && doc.is_number(*at - 4) => {
                4
            }
            // `lần thứ năm giành`, `lần đầu tiên giành`.
            (w::thứ, _) if *at >= floor + 3 && doc.is(*at - 3, w::lần) => 3,
            (w::đầu, w::tiên) if *at >= floor + 3 && doc.is(*at - 3, w::lần) => 3,
            (w::lần, w::đầu) => 2,
            // `A và B cùng giành`, but `A cùng B giành`.
            (_, w::cùng) if *at >= floor + 2 && doc.tokens()[*at - 2].class() == Class::Word => 1,
            // `hai lần được`.
            (_, w::lần) if *at >= floor + 2 && doc.is_number(*at - 2) => 2,
            // `X bật khóc khi giành`: told, of the subject of the clause before. `Khi giành HCV, …` is a condition.
            (_, w::khi) if winning && is_occasion(doc, floor..*at - 1) => {
                left.purpose = true;
                1
            }
            // `Sau khi đoạt HCV, X bật khóc`: told, of the subject of the clause after.
            (w::sau | w::từ, w::khi) if winning && *at <= floor + 3 => {
                left.purpose = true;
                2
            }
            // `vắng mặt khi trao giải`: who is spoken of gives nothing.
            (_, w::khi) if !winning => {
                left.nominal = true;
                1
            }
            (_, w::có | w::khi) if winning => {
                left.irreal = true;
                1
            }
            // `danh sách đoạt giải: Giải Nhất: X`: a heading.
            (w::danh, w::sách) => {
                left.nominal = true;
                2
            }
            // `từ chối nhận`.
            (w::từ, w::chối) | (w::khước, w::từ) => {
                left.negated = true;
                2
            }
            (_, w::từng) => {
                left.told = true;
                1
            }
            // `đủ điều kiện xét tặng`: those who have the conditions get it.
            (w::điều, w::kiện) => {
                left.eligible = true;
                2
            }
            _ if ADVERBS.has(key) => 1,
            (a, b) if ADVERB_PAIRS.contains(&(a, b)) => 2,
            _ => break,
        };
        *at -= step;
    }
}

/// Whether `trình` at `at` is the verb, and not a syllable of `công trình`, `chương trình`.
fn is_submitting(doc: &Document<'_>, at: usize, floor: usize) -> bool {
    at > floor
        && !matches!(
            doc.key(at - 1),
            w::công
                | w::chương
                | w::quá
                | w::quy
                | w::lập
                | w::tiến
                | w::hành
                | w::giáo
                | w::phương
                | w::lộ
                | w::tường
        )
}

/// Whether the stretch before a purpose says that its deed was done: `đã`, `vừa`, `vượt qua`, and no wish.
fn is_told(doc: &Document<'_>, before: Range<usize>) -> bool {
    let mut told = false;
    for at in before {
        match (doc.key(at), doc.key(at + 1)) {
            (w::sẽ | w::muốn | w::mong | w::nếu | w::nhằm | w::cần | w::phải, _)
            | (w::phấn, w::đấu)
            | (w::cố, w::gắng)
            | (w::cơ, w::hội) => {
                return false;
            }
            (w::đã | w::vừa, _) | (w::vượt, w::qua) | (w::về, w::đích) | (w::đánh, w::bại) | (w::chiến, w::thắng) => {
                told = true
            }
            _ => {}
        }
    }
    told
}

/// Whether `khi` after `before` dates a deed of the clause before it: a clause is there, which neither wishes nor promises.
fn is_occasion(doc: &Document<'_>, before: Range<usize>) -> bool {
    let Some(last) = before.end.checked_sub(1).filter(|last| before.contains(last)) else { return false };
    let near = before.start.max(before.end.saturating_sub(40))..before.end;
    // `…, sau khi giành HCV, Y cho rằng` may belong to either clause.
    let opens = doc.is(last, w::sau) && (last == before.start || doc.tokens()[last - 1].class() == Class::Mark);
    let mark = doc.tokens()[last].class() == Class::Mark && !doc.is(last, w::COMMA);
    if opens
        || mark
        || matches!(doc.key(last), w::mỗi | w::trước | w::chỉ | w::đến | w::nhưng | w::và | w::mà | w::song | w::rằng)
    {
        return false;
    }
    !near.into_iter().any(|at| {
        matches!(
            doc.key(at),
            w::sẽ | w::sắp | w::muốn | w::mong | w::nếu | w::nhằm | w::cần | w::phải | w::thưởng | w::mỗi | w::treo
        ) || matches!((doc.key(at), doc.key(at + 1)), (w::có, w::thể) | (w::hy, w::vọng) | (w::cơ, w::hội))
    })
}

/// Notes a target or a condition that stands earlier in the clause.
pub(super) fn note_irreal(doc: &Document<'_>, segment: Range<usize>, left: &mut Left, winning: bool) {
    // `muốn cựu tay đấm từng giành HCB hợp tác`: what was once won is told, whatever is wished of its winner.
    if left.told {
        return;
    }
    for at in segment.clone() {
        let near = segment.end - at <= 6;
        left.irreal |= match (doc.key(at), doc.key(at + 1)) {
            (w::mục | w::chỉ, w::tiêu)
            | (w::phấn, w::đấu)
            | (w::kỳ | w::hy | w::tham, w::vọng)
            | (w::cơ, w::hội)
            | (w::quyết, w::tâm) => true,
            (w::nếu | w::muốn | w::nhằm | w::mong, _) | (w::tổng, w::duyệt) => true,
            (w::sẽ | w::sắp, _) | (w::có, w::thể) | (w::khả, w::năng) | (w::cố, w::gắng) => near,
            (w::để, _) => winning && near && segment.end - at <= 2 && !is_told(doc, segment.start..at),
            _ => false,
        };
        left.negated |= match (doc.key(at), doc.key(at + 1)) {
            // `trình Thủ tướng tặng`, but `trình làng`.
            (w::trình, next) => {
                is_submitting(doc, at, segment.start)
                    && next != w::làng
                    && noun::head(doc, at + 1).is_some_and(|(_, noun)| matches!(noun, Noun::Office | Noun::Body))
            }
            // `Bức thư đề xuất cách cứu rừng đạt giải Nhất`: what won is called so.
            (w::đề | w::kiến, w::nghị | w::xuất) if winning => false,
            // `đã xét đề nghị và được khen thưởng`: what was proposed came about.
            (w::đề | w::kiến, w::nghị) if matches!(doc.key(at + 2), w::và | w::COMMA) => false,
            (w::đề | w::kiến, w::nghị) | (w::đề, w::xuất) => {
                doc.key(at.saturating_sub(1)) != Key::of("theo") || at == segment.start
            }
            // `không ngờ giành` says that it was won.
            (w::không, w::ngờ | w::chỉ | w::những | w::phụ | w::ngừng) => false,
            (w::không, _) => near && segment.end - at <= 2,
            _ => false,
        };
    }
}
