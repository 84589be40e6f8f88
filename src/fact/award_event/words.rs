//! Words that delimit a subject: clause openers, predicates, adverbials.

use std::sync::LazyLock;

use crate::{
    lexicon::{Phrases, table_sets, table_words, w, word_sets},
    segment::Document,
};

table_sets! {
    "openers.tsv":
    /// Words that open a sentence and are not part of a name.
    OPENERS = "word";
}

table_words! {
    "openers.tsv":
    PAIR = "pair";
    PREDICATE = "predicate";
    OPENING = "opening";
    DEED = "deed";
    INSERTION = "insertion";
}

/// The same by the next word: `Đồng chí`, `Nhân dịp`.
static OPENING_PAIRS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(PAIR, ())]));

/// Whether a word or a pair that opens a sentence is at `at`.
pub(super) fn opens_sentence(doc: &Document<'_>, at: usize) -> bool {
    OPENERS.has(doc.key(at)) || is_opening_pair(doc, at)
}

/// Whether a pair that opens a sentence is at `at`: `Bước sang`, `Kết thúc`.
pub(super) fn is_opening_pair(doc: &Document<'_>, at: usize) -> bool {
    doc.phrase(&OPENING_PAIRS, at).is_some()
}

word_sets! {
    // Words that begin a clause or an object inside a segment.
    pub(super) BREAKERS = [
        "có", "việc", "rằng", "ngày", "khi", "giúp", "đưa", "mà", "tới", "đến", "nơi", "trong", "năm", "lúc", "lần",
        "nghị", "trình", "vào", "vì", "hai", "chúc", "cho", "mừng", "để", "cả", "với", "nhìn", "thấy", "số",
        "song", "nhưng", "phép", "nên",
    ];
    pub(super) PREDICATES = [
        "đã", "đang", "sẽ", "vừa", "là", "được", "bị", "bất", "từng", "cũng", "tổ", "vượt", "hoàn", "xứng", "trở",
        "lọt", "tham", "khoe", "thi", "lựa", "đạt", "giành", "đoạt", "nhận", "tặng", "trao", "chính", "xem", "liên",
        "đánh", "còn", "luôn", "phải", "vẫn", "đều", "mang", "lập", "góp", "kịp", "chọn", "chia", "cho", "tiếp",
        "đón", "gặp", "khẳng", "nhấn", "thực", "dù", "bày", "vinh", "liền", "thắng", "thua",
    ];
    /// Nouns of which `vô địch` is a part: `nhà vô địch`.
    CHAMPION_NOUNS = ["nhà", "chức", "ngôi", "giải", "đội", "kim", "cựu", "cúp", "cup", "tân"];
    pub(super) ADVERBIALS = [
        "tại", "trong", "với", "nhân", "sau", "khi", "từ", "ngày", "năm", "chiều", "sáng", "tối", "trưa", "hôm",
        "theo", "ngoài", "bên", "để", "vì", "do", "nhờ", "qua", "trước", "đến", "ghi", "đồng", "kết", "nhằm", "vào",
        "ở", "dịp", "cuối", "đầu", "giữa", "tháng", "mùa", "tuần", "tính", "riêng", "cùng", "được", "đây", "như",
        "mặc", "dù", "về", "tuy", "song", "nhưng", "thay", "thừa", "phát", "dưới", "trên", "lúc", "giai",
    ];
}

/// Predicates of two words, of which the first may also be part of a noun: `đến thăm`, `ghi nhận`.
static PREDICATE_PAIRS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(PREDICATE, ())]));

/// What may open a clause before its subject, with no comma after it: `Nhân dịp này`, `nhiều năm liền`.
static OPENINGS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(OPENING, ())]));

/// What somebody does besides: `tuyên dương người nộp thuế và đối thoại với doanh nghiệp`. Parts of names, too, so that they count after `và` alone.
static OTHER_DEEDS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(DEED, ())]));

/// Whether words for another deed stand at `at`, after `và`.
pub(super) fn opens_other_deed(doc: &Document<'_>, at: usize) -> bool {
    !doc.token(at).is_capitalised() && doc.phrase(&OTHER_DEEDS, at).is_some()
}

/// What says between two commas what the subject before is or holds: `X, tiền thân là Y, được tặng`.
static INSERTIONS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(INSERTION, ())]));

/// Whether words at `at` open such an insertion.
pub(super) fn opens_insertion(doc: &Document<'_>, at: usize) -> bool {
    // `X, 3 năm liền là Chiến sĩ thi đua, được tặng`.
    past_years(doc, at).is_some_and(|end| doc.is(end, w::là)) || doc.phrase(&INSERTIONS, at).is_some()
}

/// The token after `5 năm liền`, `hai nhiệm kỳ liên tiếp` or the like at `at`.
pub(super) fn past_years(doc: &Document<'_>, at: usize) -> Option<usize> {
    let how_many = doc.is_number(at) || doc.is(at, w::nhiều);
    let time = match (doc.key(at + 1), doc.key(at + 2)) {
        (w::năm, w::học) | (w::nhiệm, w::kỳ) => at + 3,
        (w::năm | w::tháng | w::mùa, _) => at + 2,
        _ => return None,
    };
    match (doc.key(time), doc.key(time + 1)) {
        (w::liền, _) if how_many => Some(time + 1),
        (w::liên, w::tiếp | w::tục) if how_many => Some(time + 2),
        _ => None,
    }
}

/// The token after the words at `at` that may open a clause before its subject.
pub(super) fn past_opening(doc: &Document<'_>, at: usize) -> Option<usize> {
    doc.phrase(&OPENINGS, at).map(|(end, ())| end)
}

/// Whether a word at `at` begins a predicate.
pub(super) fn is_predicate(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    if token.is_capitalised() {
        return false;
    }
    // `hội đồng thi đua`, `bài dự thi`, `ban giám khảo hội thi`.
    let contest = doc.text_of(at) == "thi"
        && (doc.text_of(at + 1) == "đua"
            || at > 0 && matches!(doc.key(at - 1), w::dự | w::hội | w::cuộc | w::kỳ | w::bài | w::phần));
    // `Thiết bị`, `chuẩn bị` are not voice, `cuộc thi tuyển chọn` is a noun.
    let chosen = doc.is(at, w::chọn) && at > 0 && doc.is(at - 1, w::tuyển);
    // `Sở Tài chính`, `thủ tục hành chính`.
    let finance = doc.is(at, w::chính)
        && at > 0
        && matches!(doc.text_of(at - 1), "Tài" | "tài" | "Hành" | "hành" | "Bưu" | "bưu" | "tư" | "đương");
    // `danh lam thắng cảnh`.
    let sight = doc.is(at, w::thắng) && doc.text_of(at + 1) == "cảnh";
    // `các đội còn lại`.
    let rest = doc.is(at, w::còn) && doc.is(at + 1, w::lại);
    let part = chosen
        || sight
        || rest
        || finance
        || doc.is(at, w::tổ) && at > 0 && doc.is(at - 1, w::ban)
        || doc.is(at, w::liên) && doc.is(at + 1, w::danh)
        || doc.is(at, w::bị)
            && (at > 0 && matches!(doc.key(at - 1), w::thiết | w::trang | w::chuẩn | w::dự)
                || matches!(doc.text_of(at + 1), "cáo" | "can" | "hại"));
    // `đội X vô địch V-League`, but `nhà vô địch X`, `chức vô địch`.
    let champion =
        doc.text_of(at) == "vô" && doc.text_of(at + 1) == "địch" && !(at > 0 && CHAMPION_NOUNS.has(doc.key(at - 1)));
    PREDICATES.has(token.key()) && !contest && !part
        || champion
        || doc.phrase(&PREDICATE_PAIRS, at).is_some()
        || doc.is(at, w::kỷ) && doc.is(at + 1, w::niệm) && doc.text_of(at + 2) != "chương"
}

/// Whether a segment at `at` is adverbial: a preposition, a time, a conjunction.
pub(super) fn is_adverbial(doc: &Document<'_>, at: usize) -> bool {
    // `đồng thời`, but `đồng chí`.
    ADVERBIALS.has(doc.key(at)) && !(doc.is(at, w::đồng) && matches!(doc.key(at + 1), w::chí | w::đội | w::bào))
}

#[cfg(test)]
mod tests {

    #[test]
    fn the_table_of_openers_is_sorted_and_its_sets_are_known() {
        let rows: Vec<_> = crate::lexicon::set_rows(include_str!("../../../data/grammar/openers.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
        for (set, words) in rows {
            let count = words.split(' ').count();
            let is_right = match set {
                "word" => count == 1,
                "pair" | "predicate" | "deed" => count == 2,
                _ => matches!(set, "opening" | "insertion"),
            };
            assert!(is_right, "{set}: {words}");
        }
    }
}
