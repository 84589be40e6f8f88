//! Words that delimit a subject: clause openers, predicates, adverbials.
//!
//! Lists of keys, searched linearly: they are so short that a table look-up would cost as much.

use std::sync::LazyLock;

use crate::{
    lexicon::{self, Key, Phrases, table_sets, w, word_sets},
    segment::Document,
};

table_sets! {
    "openers.tsv":
    /// Words that open a sentence and are not part of a name.
    OPENERS = "word";
}

/// The same by the next word: `Đồng chí`, `Nhân dịp`.
static OPENING_PAIRS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let pairs = openers().filter(|(set, _)| *set == "pair");
    Phrases::new(pairs.map(|(_, words)| (words, ())))
});

fn openers() -> impl Iterator<Item = (&'static str, &'static str)> {
    lexicon::set_rows(include_str!("../../../data/grammar/openers.tsv"))
}

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
        "đón", "gặp", "khẳng", "nhấn", "thực", "dù", "bày", "vinh", "liền",
    ];
    pub(super) ADVERBIALS = [
        "tại", "trong", "với", "nhân", "sau", "khi", "từ", "ngày", "năm", "chiều", "sáng", "tối", "trưa", "hôm",
        "theo", "ngoài", "bên", "để", "vì", "do", "nhờ", "qua", "trước", "đến", "ghi", "đồng", "kết", "nhằm", "vào",
        "ở", "dịp", "cuối", "đầu", "giữa", "tháng", "mùa", "tuần", "tính", "riêng", "cùng", "được", "đây", "như",
        "mặc", "dù", "về", "tuy", "song", "nhưng", "thay", "thừa", "phát", "dưới", "trên", "lúc", "giai",
    ];
}

/// Predicates of two words, of which the first may also be part of a noun.
pub(super) static PREDICATE_PAIRS: &[(Key, Key)] = &[
    (Key::of("xuất"), Key::of("sắc")),
    (Key::of("chúc"), Key::of("mừng")),
    (Key::of("phát"), Key::of("biểu")),
    (Key::of("bày"), Key::of("tỏ")),
    (Key::of("ghi"), Key::of("nhận")),
    (Key::of("biểu"), Key::of("dương")),
    (Key::of("tuyên"), Key::of("dương")),
    (Key::of("đến"), Key::of("dự")),
    (Key::of("đến"), Key::of("nhà")),
    (Key::of("đến"), Key::of("thăm")),
    (Key::of("tới"), Key::of("nhà")),
    (Key::of("tới"), Key::of("thăm")),
    (Key::of("tới"), Key::of("dự")),
    (Key::of("ký"), Key::of("quyết")),
    (Key::of("thu"), Key::of("hút")),
    (Key::of("xét"), Key::of("duyệt")),
    (Key::of("xét"), Key::of("chọn")),
    (Key::of("phối"), Key::of("hợp")),
    (Key::of("sau"), Key::of("đó")),
    (Key::of("sau"), Key::of("khi")),
    (Key::of("trước"), Key::of("đó")),
    (Key::of("chụp"), Key::of("ảnh")),
    (Key::of("chụp"), Key::of("hình")),
    (Key::of("trò"), Key::of("chuyện")),
    (Key::of("mong"), Key::of("rằng")),
    (Key::of("mong"), Key::of("muốn")),
    (Key::of("cho"), Key::of("rằng")),
    (Key::of("cho"), Key::of("biết")),
    (Key::of("gặt"), Key::of("hái")),
    (Key::of("chia"), Key::of("sẻ")),
    (Key::of("trao"), Key::of("đổi")),
    (Key::of("đề"), Key::of("nghị")),
    (Key::of("đề"), Key::of("xuất")),
    (Key::of("yêu"), Key::of("cầu")),
    (Key::of("kêu"), Key::of("gọi")),
    (Key::of("hy"), Key::of("vọng")),
    (Key::of("tin"), Key::of("rằng")),
    (Key::of("tin"), Key::of("tưởng")),
    (Key::of("thưởng"), Key::of("nóng")),
    (Key::of("dự"), Key::of("kiến")),
];

/// What may open a clause before its subject, with no comma after it: `Nhân dịp này`, `nhiều năm liền`.
static OPENINGS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let openings = openers().filter(|(set, _)| *set == "opening");
    Phrases::new(openings.map(|(_, words)| (words, ())))
});

/// What says between two commas what the subject before is or holds: `X, tiền thân là Y, được tặng`.
static INSERTIONS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let insertions = openers().filter(|(set, _)| *set == "insertion");
    Phrases::new(insertions.map(|(_, words)| (words, ())))
});

/// Whether words at `at` open such an insertion.
pub(super) fn opens_insertion(doc: &Document<'_>, at: usize) -> bool {
    // `X, 3 năm liền là Chiến sĩ thi đua, được tặng`.
    past_years(doc, at).is_some_and(|end| doc.is(end, w::là)) || doc.phrase(&INSERTIONS, at).is_some()
}

/// The token after `5 năm liền` or `5 năm liên tiếp` at `at`.
pub(super) fn past_years(doc: &Document<'_>, at: usize) -> Option<usize> {
    let years = doc.is_number(at) && doc.is(at + 1, w::năm);
    match (doc.key(at + 2), doc.key(at + 3)) {
        (w::liền, _) if years => Some(at + 3),
        (w::liên, w::tiếp | w::tục) if years => Some(at + 4),
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
    let part = chosen
        || finance
        || doc.is(at, w::tổ) && at > 0 && doc.is(at - 1, w::ban)
        || doc.is(at, w::liên) && doc.is(at + 1, w::danh)
        || doc.is(at, w::bị)
            && (at > 0 && matches!(doc.key(at - 1), w::thiết | w::trang | w::chuẩn | w::dự)
                || matches!(doc.text_of(at + 1), "cáo" | "can" | "hại"));
    // `đội X vô địch V-League`, but `nhà vô địch X`, `chức vô địch`.
    let champion = doc.text_of(at) == "vô"
        && doc.text_of(at + 1) == "địch"
        && !(at > 0 && matches!(doc.text_of(at - 1), "nhà" | "chức" | "ngôi" | "giải" | "đội" | "kim" | "cựu" | "cúp"));
    PREDICATES.has(token.key()) && !contest && !part
        || champion
        || PREDICATE_PAIRS.contains(&(token.key(), doc.key(at + 1)))
        || doc.is(at, w::niệm) && at > 0 && doc.text_of(at - 1) == "kỷ"
}

/// Whether a segment at `at` is adverbial: a preposition, a time, a conjunction.
pub(super) fn is_adverbial(doc: &Document<'_>, at: usize) -> bool {
    // `đồng thời`, but `đồng chí`.
    ADVERBIALS.has(doc.key(at)) && !(doc.is(at, w::đồng) && matches!(doc.key(at + 1), w::chí | w::đội | w::bào))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_openers_is_sorted_and_its_sets_are_known() {
        let rows: Vec<_> = openers().collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
        for (set, words) in rows {
            let count = words.split(' ').count();
            let is_right = match set {
                "word" => count == 1,
                "pair" => count == 2,
                _ => matches!(set, "opening" | "insertion"),
            };
            assert!(is_right, "{set}: {words}");
        }
    }
}
