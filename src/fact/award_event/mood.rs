//! The mood of a verb from the words before it: denied, proposed, hoped for, or done for a purpose.
//!
//! It goes left over adverbs, at most to the start of the clause, and searches the segment before it once. The mood of a word by itself
//! is a row of `data/grammar/moods.tsv`; this module has what depends on the context.

use std::{ops::Range, sync::LazyLock};

use crate::{
    fact::award::is_quote,
    fact::award_event::{
        left::{Left, Mood},
        noun::{self, Noun},
        unreal,
        words::past_years,
    },
    lexicon::{self, Key, w},
    segment::{Class, Document},
};

/// What a word or a pair before a verb says of the act: nothing but how or when, or a mood. By the last word, then the previous one (none
/// of a word alone).
static SAID: LazyLock<Vec<(Key, Key, Mood)>> = LazyLock::new(|| {
    let mut said: Vec<_> = rows()
        .filter_map(|(set, words)| {
            let (first, last) =
                words.split_once(' ').map_or((Key::NONE, words), |(first, last)| (Key::of(first), last));
            Some((Key::of(last), first, mood_of(set)?))
        })
        .collect();
    said.sort_unstable_by_key(|(last, first, _)| (last.get(), first.get()));
    said
});

/// The set and the words of each row.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    lexicon::set_rows(include_str!("../../../data/grammar/moods.tsv"))
}

fn mood_of(set: &str) -> Option<Mood> {
    Some(match set {
        "step" => Mood::Told,
        "denied" => Mood::Denied,
        "proposed" => Mood::Proposed,
        "wished" => Mood::Wished,
        _ => return None,
    })
}

/// What the words `before`, `last` say, or `last` alone: how many words it takes, and the mood.
fn said(before: Key, last: Key) -> Option<(usize, Mood)> {
    let find =
        |first: Key| SAID.binary_search_by_key(&(last.get(), first.get()), |row| (row.0.get(), row.1.get())).ok();
    // Digits and marks have the key of no word.
    let pair = if before == Key::NONE { None } else { find(before) };
    let (words, row) = pair.map(|row| (2, row)).or_else(|| find(Key::NONE).map(|row| (1, row)))?;
    SAID.get(row).map(|(.., mood)| (words, *mood))
}

/// Whether the word says no more than how or when the act was done.
pub(super) fn is_adverb(key: Key) -> bool {
    said(Key::NONE, key).is_some_and(|(_, mood)| mood == Mood::Told)
}

/// The token after two words at `from` that say how or when: `khen thưởng | đột xuất | Đội Cảnh sát hình sự`; `from` without them.
pub(super) fn past_manner(doc: &Document<'_>, from: usize) -> usize {
    let is_manner =
        said(doc.key(from), doc.key(from + 1)).is_some_and(|(words, mood)| words == 2 && mood == Mood::Told);
    from + if is_manner { 2 } else { 0 }
}

/// Steps leftwards from `end` over adverbs, and notes what they say of the act: the token where the first of them is.
pub(super) fn skip_adverbs(doc: &Document<'_>, floor: usize, end: usize, left: &mut Left, winning: bool) -> usize {
    let mut at = end;
    // `được ban tổ chức trao`: who gives, not how.
    let organisers =
        |at: usize| at >= floor + 3 && doc.is(at - 1, w::chức) && doc.is(at - 2, w::tổ) && doc.is(at - 3, w::ban);
    // `hoàn thành xuất sắc nhiệm vụ | được tặng`: a duty that was done, not one to come.
    let is_done = |at: usize, left: &Left| left.passive.is_some() && doc.is(at - 1, w::vụ);
    while at > floor && !organisers(at) && !is_done(at, left) {
        let Some(words) = in_context(doc, floor, at, left, winning).or_else(|| {
            let before = if at >= floor + 2 { doc.key(at - 2) } else { Key::NONE };
            let (words, mood) = said(before, doc.key(at - 1))?;
            left.note(mood);
            Some(words)
        }) else {
            break;
        };
        at -= words;
    }
    at
}

/// What the words that end at `at` say by those around them: how many they are.
fn in_context(doc: &Document<'_>, floor: usize, at: usize, left: &mut Left, winning: bool) -> Option<usize> {
    if let Some(words) = how_often(doc, floor, at, left) {
        // `X có 3 lần nhận Cờ thi đua`.
        return Some(words + usize::from(at > floor + words && doc.is(at - words - 1, w::có)));
    }
    let reaches = |words: usize| at >= floor + words;
    let before = if reaches(2) { doc.key(at - 2) } else { Key::NONE };
    let wished = |left: &mut Left, words| {
        left.note(Mood::Wished);
        Some(words)
    };
    match (before, doc.key(at - 1)) {
        // `95 tác phẩm được chọn trao giải`.
        (w::được, w::chọn) if !winning => Some(1),
        // `xứng đáng giành`, `cuộc đua giành`; `đã xứng đáng giành` says that it was won.
        (w::xứng, w::đáng) | (w::cuộc, w::đua) if reaches(3) && doc.is(at - 3, w::đã) => Some(2),
        (w::xứng, w::đáng) | (w::cuộc, w::đua) | (w::góp, _) => wished(left, 2),
        (_, w::trình) if is_submitting(doc, at - 1, floor) => {
            left.note(Mood::Proposed);
            Some(1)
        }
        // `dù giành giải Nhất cũng lỗ`: the text does not say that anybody won; `dù chỉ giành HCB` does.
        (first, w::dù)
            if winning && first != w::mặc && !matches!(doc.key(at), w::chỉ | w::đã | w::mới | w::từng | w::vừa) =>
        {
            wished(left, 1)
        }
        // `C đã xét, quyết định tặng`.
        (w::xét, w::COMMA) if doc.is(at, w::quyết) || reaches(3) && doc.is(at + 1, w::định) => {
            Some(2 + usize::from(reaches(3) && doc.is(at - 3, w::xem)))
        }
        // `đề nghị C xem xét, tặng`.
        (w::xét, w::COMMA) if reaches(3) && doc.is(at - 3, w::xem) => {
            left.note(Mood::Denied);
            Some(3)
        }
        // `đã có quyết định công nhận`.
        (w::đã, w::có) => Some(2),
        // `Buffon không thể giành`: an opinion; `đã không thể giành` says that it was not won.
        (w::không, w::thể) if !(reaches(3) && doc.is(at - 3, w::đã)) => wished(left, 2),
        // `Kể từ thời điểm đăng quang, X luôn …`, as after `từ khi`.
        (w::thời, w::điểm) if winning && reaches(3) && doc.is(at - 3, w::từ) => {
            left.purpose = true;
            Some(3)
        }
        // `A và B cùng giành`, but `A cùng B giành`.
        (_, w::cùng) if reaches(2) && (doc.token(at - 2).class() != Class::Mark || is_quote(doc, at - 2)) => Some(1),
        (_, w::để | w::khi | w::có | w::ngày) => purpose(doc, floor, at, left, winning),
        // `danh sách đoạt giải: Giải Nhất: X`: a heading.
        (w::danh, w::sách) => {
            left.nominal = true;
            Some(2)
        }
        (_, w::từng) => {
            left.once = true;
            Some(1)
        }
        // `trình hồ sơ xét tặng`, but `95 hồ sơ được đề nghị tặng`.
        // `lập hồ sơ công nhận di tích`, but `hồ sơ đạt giải`.
        _ if left.passive.is_none()
            && before == Key::of("hồ")
            && doc.text_of(at - 1) == "sơ"
            && (!winning || reaches(3) && matches!(doc.text_of(at - 3), "lập" | "làm" | "bộ" | "trình")) =>
        {
            left.note(Mood::Proposed);
            Some(2)
        }
        // `đủ điều kiện xét tặng`: whoever meets the conditions gets it.
        (w::điều, w::kiện) => {
            left.eligible = true;
            Some(2)
        }
        _ => None,
    }
}

/// The words of how often or for which time the act was done that end at `at`: `ba năm liền`, `lần đầu tiên`.
fn how_often(doc: &Document<'_>, floor: usize, at: usize, left: &mut Left) -> Option<usize> {
    let reaches = |words: usize| at >= floor + words;
    let before = if reaches(2) { doc.key(at - 2) } else { Key::NONE };
    // `ba năm liền đạt`, `nhiều năm liên tiếp được`.
    if matches!(doc.key(at - 1), w::liền | w::tiếp | w::tục) {
        let years = (3..=5).find(|width| reaches(*width) && past_years(doc, at - width) == Some(at));
        if years.is_some() {
            return years;
        }
    }
    match (before, doc.key(at - 1)) {
        // `lần thứ năm giành`, `lần đầu tiên giành`, `hai lần được`.
        (w::thứ, _) | (w::đầu, w::tiên) if reaches(3) && doc.is(at - 3, w::lần) => Some(3),
        (_, w::lần) if reaches(2) && doc.is_number(at - 2) => {
            // `3 giải trong 4 lần được vinh danh`, `kỷ lục 5 lần giành`: a count, not an act.
            if reaches(3) && (doc.is(at - 3, w::trong) || doc.text_of(at - 3) == "lục") {
                left.note(Mood::Wished);
            }
            left.once = true;
            Some(2)
        }
        _ => None,
    }
}

/// What `để`, `khi`, `ngày` and `có` that end at `at` say: the purpose or the time of a deed that is told, a condition, a wish.
fn purpose(doc: &Document<'_>, floor: usize, at: usize, left: &mut Left, winning: bool) -> Option<usize> {
    let before = if at >= floor + 2 { doc.key(at - 2) } else { Key::NONE };
    // Who wins gets something, and so does the subject of a passive: `nổi tiếng khi được phong danh hiệu`.
    let gets = winning || left.passive.is_some();
    match doc.key(at - 1) {
        // `đã vượt qua X để đoạt` says that it was won.
        w::để if winning => {
            left.purpose = true;
            // `8 đội đã thi đấu để giành`: who competes has not won yet.
            let competes = matches!((before, doc.text_of(at.saturating_sub(3))), (w::đấu, "thi") | (w::tài, "tranh"));
            if competes || !is_told(doc, floor.max(at.saturating_sub(60))..at - 1) {
                left.note(Mood::Wished);
            }
            Some(1)
        }
        // `95 tác phẩm được chọn để trao`.
        w::để if before == w::chọn => Some(1),
        // `X bật khóc khi giành`: told, of the subject of the previous clause. `Khi giành HCV, …` is a condition.
        w::khi if gets && is_occasion(doc, floor..at - 1) => {
            left.purpose = true;
            Some(1)
        }
        // `Sau khi đoạt HCV, X bật khóc`: told, of the subject of the clause after.
        w::khi
            if gets
                && matches!(before, w::sau | w::từ | w::trước)
                && (at <= floor + 3
                    || at <= floor + 12 && doc.is(at - 3, w::kể)
                    || follows_opening(doc, floor, at - 2)) =>
        {
            left.purpose = true;
            Some(2)
        }
        // `Sau khi trao tặng X Cờ thi đua, ông Y phát biểu`: Y gave it.
        w::khi if matches!(before, w::sau | w::trước) && at <= floor + 3 => Some(2),
        // `Từ ngày đăng quang, X luôn …`.
        w::ngày if winning && before == w::từ => {
            left.purpose = true;
            Some(2)
        }
        // `vắng mặt khi trao giải`: the subject gives nothing.
        w::khi if !winning => {
            left.nominal = true;
            Some(1)
        }
        w::khi | w::có if winning => {
            left.note(Mood::Wished);
            Some(1)
        }
        _ => None,
    }
}

/// `Được biết, trước khi đạt giải, …`: a few words in lower case and a comma open the sentence before `at`, so that nobody is spoken of yet.
fn follows_opening(doc: &Document<'_>, floor: usize, at: usize) -> bool {
    let words = floor + 1..at.saturating_sub(1);
    (1..=3).contains(&words.len())
        && doc.starts_sentence(floor)
        && doc.is(words.end, w::COMMA)
        && words.clone().all(|at| doc.token(at).class() == Class::Word && !doc.token(at).is_capitalised())
        && noun::head(doc, floor).is_none()
}

/// Whether `trình` at `at` is the verb, and not a syllable of `công trình`, `chương trình`.
fn is_submitting(doc: &Document<'_>, at: usize, floor: usize) -> bool {
    at == floor
        || !matches!(
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

/// Whether the segment before a purpose says that the act took place: `đã`, `vừa`, `vượt qua`, and no wish.
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
            // `thắng Y 3-1 để giành`.
            (w::đã | w::vừa | w::từng | w::vượt | w::thắng, _)
            | (w::qua, w::qua | w::mặt)
            | (w::về | w::cán, w::đích)
            | (w::đánh, w::bại)
            | (w::chiến, w::thắng) => told = true,
            _ => {}
        }
    }
    told
}

/// Whether `khi` after `before` dates a deed of the previous clause: a clause is there, which neither wishes nor promises.
fn is_occasion(doc: &Document<'_>, before: Range<usize>) -> bool {
    let Some(last) = before.end.checked_sub(1).filter(|last| before.contains(last)) else { return false };
    let near = before.start.max(before.end.saturating_sub(40))..before.end;
    // `…, sau khi giành HCV, Y cho rằng` may belong to either clause.
    let opens = doc.is(last, w::sau) && (last == before.start || doc.token(last - 1).class() == Class::Mark);
    let mark = doc.token(last).class() == Class::Mark && !doc.is(last, w::COMMA);
    // `được biết đến khi đoạt`.
    let known = doc.is(last, w::đến) && last > before.start && doc.is(last - 1, w::biết);
    if opens
        || mark
        || !known
            && matches!(
                doc.key(last),
                w::mỗi | w::trước | w::chỉ | w::đến | w::nhưng | w::và | w::mà | w::song | w::rằng
            )
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

/// Notes a target or a condition that is earlier in the clause.
pub(super) fn note_irreal(doc: &Document<'_>, segment: Range<usize>, left: &mut Left, winning: bool) {
    // `muốn cựu tay đấm từng giành HCB hợp tác`: a past win is a fact, whatever is wished of the winner.
    if left.once {
        return;
    }
    for at in segment.clone() {
        let near = segment.end - at <= 6;
        let wished = match (doc.key(at), doc.key(at + 1)) {
            _ if unreal::names_target(doc, at) => true,
            (w::mục, w::đích) | (w::kỳ | w::hy | w::tham, w::vọng) | (w::cơ, w::hội) | (w::quyết, w::tâm) => {
                true
            }
            (w::hướng, w::đến | w::tới) => winning && doc.is(at + 2, w::việc),
            // `tưởng chừng HCV đã thuộc về mình`.
            (w::nếu | w::muốn | w::nhằm | w::mong, _)
            | (w::tổng, w::duyệt)
            | (w::dự, w::kiến)
            | (w::tưởng, w::chừng | w::như) => true,
            // `sự cố gắng của 400 đại biểu` is what they did.
            (w::cố, w::gắng) => near && !(at > segment.start && doc.is(at - 1, w::sự)),
            (w::sẽ | w::sắp, _) | (w::có, w::thể) | (w::khả, w::năng) => near,
            (w::để, _) => winning && near && segment.end - at <= 2 && !is_told(doc, segment.start..at),
            _ => false,
        };
        let denied = match (doc.key(at), doc.key(at + 1)) {
            // `trình Thủ tướng tặng`, but `trình làng`.
            (w::trình, next) => {
                is_submitting(doc, at, segment.start)
                    && next != w::làng
                    && (doc.is(at + 1, w::cấp)
                        || noun::head(doc, at + 1).is_some_and(|(_, noun)| matches!(noun, Noun::Office | Noun::Body)))
            }
            // `Bức thư đề xuất cách cứu rừng đạt giải Nhất`: what won is called so.
            (w::đề | w::kiến, w::nghị | w::xuất) if winning => false,
            // `đã xét đề nghị và được khen thưởng`: the proposal was carried out.
            (w::đề | w::kiến, w::nghị) if matches!(doc.key(at + 2), w::và | w::COMMA) => false,
            _ if unreal::is_proposing(doc, at) => {
                doc.key(at.saturating_sub(1)) != Key::of("theo") || at == segment.start
            }
            // `không ngờ giành` says that it was won.
            (w::không, w::ngờ | w::chỉ | w::những | w::phụ | w::ngừng) => false,
            // `Không có chuyện trao Kỷ niệm chương cho người ủng hộ tiền`.
            (w::không, w::có) if doc.is(at + 2, w::chuyện) => true,
            (w::không, _) => near && segment.end - at <= 2,
            _ => false,
        };
        if wished {
            left.note(Mood::Wished);
        } else if denied {
            left.note(Mood::Denied);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_sets_are_known() {
        let rows: Vec<_> = rows().collect();
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for (set, words) in rows {
            assert!(mood_of(set).is_some(), "{set}");
            assert!(words.split(' ').count() <= 2, "{words}");
        }
    }
}
