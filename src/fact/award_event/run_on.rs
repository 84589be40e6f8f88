//! Detects where a caption, a heading or a byline runs into the next sentence without punctuation:
//! `… trao giải cho các tác giả Tại lễ trao giải, …`.
//!
//! It shows only at a word that cannot start a name: a capitalised preposition, plural word or time word in the middle of a
//! sentence, or the end of a credit in brackets. Names have capitals too, so a capital alone is no evidence. Only sentences with an
//! award are examined, because there it affects subjects and recipients.

use std::ops::Range;

use crate::{
    fact::award_event::noun::{self, Noun},
    lexicon::{Key, w, word_sets},
    segment::{Case, Class, Document, Gap},
};

word_sets! {
    /// Words that open a sentence and are not part of a name.
    OPENERS = [
        "các", "những", "tại", "theo", "khi", "trong", "với", "để", "nhưng", "cựu", "được", "sau", "nếu", "tuy", "ở",
    ];
}

/// The same by the next word, where the first alone may be a name's: `Đồng chí`, `Nhân dịp`, `Ngày 5`.
static OPENING_PAIRS: &[(Key, Key)] = &[
    (Key::of("đồng"), Key::of("chí")),
    (Key::of("đồng"), Key::of("thời")),
    (Key::of("nhân"), Key::of("dịp")),
    (Key::of("phát"), Key::of("biểu")),
    (Key::of("kết"), Key::of("thúc")),
    (Key::of("bên"), Key::of("cạnh")),
    (Key::of("ngoài"), Key::of("ra")),
    (Key::of("trước"), Key::of("đó")),
    (Key::of("đây"), Key::of("là")),
    (Key::of("cũng"), Key::of("tại")),
    (Key::of("hiện"), Key::of("nay")),
    (Key::of("đến"), Key::of("nay")),
    (Key::of("không"), Key::of("chỉ")),
    (Key::of("mặc"), Key::of("dù")),
    (Key::of("mới"), Key::of("đây")),
    (Key::of("hôm"), Key::of("nay")),
    (Key::of("hôm"), Key::of("qua")),
    (Key::of("sáng"), Key::of("nay")),
    (Key::of("trao"), Key::of("đổi")),
    (Key::of("chia"), Key::of("sẻ")),
    (Key::of("lần"), Key::of("đầu")),
    (Key::of("nói"), Key::of("về")),
    (Key::of("kể"), Key::of("từ")),
];

/// The clauses of one sentence that stand by themselves, in order. One pass.
pub(super) fn parts(doc: &Document<'_>, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    let mut quoted = false;
    for at in sentence.clone() {
        if doc.tokens()[at].class() == Class::Mark {
            match doc.key(at) {
                w::LEFT_DOUBLE_QUOTATION_MARK | w::LEFT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK => quoted = true,
                w::RIGHT_DOUBLE_QUOTATION_MARK | w::RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK => quoted = false,
                w::QUOTATION_MARK => quoted = !quoted,
                _ => {}
            }
        }
        if at > start && !quoted && (opens(doc, at) || after_credit(doc, start, at) || speaks(doc, at)) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..sentence.end);
    parts
}

/// Whether a word of the two lists with a capital is at `at` amid words, itself before a word in lower case.
fn opens(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens()[at];
    // A single letter is always upper case.
    let capital = token.case() == Case::Title || token.key() == w::ở && token.case() == Case::Upper;
    if !capital || token.gap() != Gap::Space || at == 0 {
        return false;
    }
    // `Hội Cựu chiến binh`.
    if token.key() == w::cựu && doc.is(at + 1, w::chiến) {
        return false;
    }
    if !OPENERS.has(token.key()) && !OPENING_PAIRS.contains(&(token.key(), doc.key(at + 1))) {
        return false;
    }
    let before = &doc.tokens()[at - 1];
    let next = doc.tokens().get(at + 1);
    let word = matches!(before.class(), Class::Word | Class::Digits | Class::Protected(_));
    // `Luật Các tổ chức tín dụng`, `Khối Các cơ quan`.
    let heads = matches!(before.key(), w::luật | w::khối | w::hội | w::hiệp | w::đoàn | w::lý);
    // `… cho Công an quận (ảnh đơn vị cung cấp) Trước đó, …`.
    let word = word || before.key() == w::RIGHT_PARENTHESIS;
    word && !(before.is_capitalised() && heads)
        && next
            .is_some_and(|next| next.gap() == Gap::Space && (next.case() != Case::Title && next.class() != Class::Mark))
}

/// Whether an office with a capital says something at `at`, right after a word that needs none: `… cho các tác giả Chủ tịch nước nhấn mạnh`.
fn speaks(doc: &Document<'_>, at: usize) -> bool {
    word_sets! {
        /// Words that an office goes with.
        JOINS = [
            "của", "do", "được", "theo", "với", "mà", "rằng", "khi", "nếu", "sau", "trước", "là", "và", "cùng", "cho", "bởi", "nguyên",
            "cựu", "tân", "ông", "bà", "chí", "như", "từ", "về", "vì", "có", "nhưng", "song", "mặt", "quyền", "dịp", "này", "đó", "nay",
        ];
    }
    let (before, token) = (&doc.tokens()[at - 1], &doc.tokens()[at]);
    if token.case() != Case::Title
        || token.gap() != Gap::Space
        || before.class() != Class::Word
        || before.is_capitalised() && before.case() != Case::Upper
        || JOINS.has(before.key())
    {
        return false;
    }
    let Some((end, Noun::Office)) = noun::head(doc, at) else { return false };
    let end = noun::capitals(doc, end);
    matches!(
        (doc.text_of(end), doc.text_of(end + 1)),
        ("nhấn", "mạnh") | ("cho", "biết" | "rằng") | ("khẳng", "định") | ("yêu", "cầu") | ("phát", "biểu")
    )
}

/// Whether a credit in brackets (`(Ảnh: X)`) ends right before the word at `at`.
fn after_credit(doc: &Document<'_>, start: usize, at: usize) -> bool {
    if !doc.is(at - 1, w::RIGHT_PARENTHESIS) || !doc.tokens()[at].is_capitalised() {
        return false;
    }
    let open = (start.max(at.saturating_sub(12))..at - 1).rev().find(|&open| doc.is(open, w::LEFT_PARENTHESIS));
    open.is_some_and(|open| matches!(doc.key(open + 1), w::ảnh | w::nguồn) && doc.is(open + 2, w::COLON))
}
