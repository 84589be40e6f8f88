//! Detects where a caption, a heading or a byline runs into the next sentence without punctuation:
//! `… trao giải cho các tác giả Tại lễ trao giải, …`.
//!
//! Names have capitals too, so a capital alone is no evidence. What shows it: a word that begins a sentence and no name (`data/grammar/openers.tsv`),
//! the end of a credit, a title with its bearer's name after words that take none, a name that is said twice, a part of the day with its date. Only
//! sentences with an award are examined, because there it affects subjects and recipients.

use std::ops::Range;

use crate::{
    fact::{
        award::is_family_name,
        award_event::{
            noun::{self, Noun},
            place, verb, words,
        },
    },
    lexicon::{w, word_sets},
    segment::{Case, Class, Document, Gap},
};

word_sets! {
    /// Words in lower case that go with the name, the title or the office after them.
    TAKES = [
        "của", "do", "được", "theo", "với", "mà", "rằng", "khi", "nếu", "sau", "trước", "là", "và", "cùng", "cho", "bởi", "nguyên",
        "cựu", "tân", "ông", "bà", "chí", "như", "từ", "về", "vì", "có", "nhưng", "song", "mặt", "quyền", "dịp", "này", "đó", "nay",
    ];
    /// Words in lower case that a name after them is the object or the subject of.
    TAKES_NAME = [
        "tin", "nghĩ", "thấy", "biết", "nói", "để", "mong", "muốn", "khiến", "giúp", "làm", "nhìn", "đưa", "mời", "chọn", "gọi", "bầu",
        "trao", "tặng", "xem", "gặp", "yêu", "thì", "nên", "lúc", "sang", "lại", "qua", "vượt", "thắng", "hạ", "bại", "đến", "tới", "tại",
        "ở", "trong", "vào", "ra", "lên", "xuống", "bên", "giữa", "tên", "mừng", "thay", "còn", "riêng", "thứ", "hôm", "tuần", "tháng",
    ];
}

/// The clauses of one sentence that stand by themselves, in order. One pass.
pub(super) fn parts(doc: &Document<'_>, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    // Where the quotation that is open ends.
    let mut quoted = sentence.start;
    for at in sentence.clone() {
        // Most words are in small letters, with which nothing begins.
        if doc.token(at).case() == Case::Lower {
            continue;
        }
        if at >= quoted && doc.token(at).class() == Class::Mark {
            quoted = closing(doc, at, sentence.end).unwrap_or(quoted);
        }
        if at > start && at >= quoted && begins(doc, start, at) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..sentence.end);
    parts
}

/// The token after the quotation that opens at `at`. One that nothing closes holds nothing.
fn closing(doc: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    let close = match doc.key(at) {
        w::LEFT_DOUBLE_QUOTATION_MARK => w::RIGHT_DOUBLE_QUOTATION_MARK,
        w::LEFT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK => w::RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK,
        w::QUOTATION_MARK => w::QUOTATION_MARK,
        _ => return None,
    };
    (at + 1..end.min(at + LONGEST_QUOTE)).find(|at| doc.is(*at, close)).map(|at| at + 1)
}

/// How far away the end of a quotation is looked for.
const LONGEST_QUOTE: usize = 100;

/// Whether the word at `at`, which has a capital amid words, begins a sentence. The one before began at `start`.
fn begins(doc: &Document<'_>, start: usize, at: usize) -> bool {
    let token = doc.token(at);
    // The marks of a list: `… * Danh hiệu - 5 lần đoạt …`.
    let listed = matches!(doc.key(at), w::ASTERISK | w::BULLET) && !token.is_glued();
    if listed || after_credit(doc, start, at) {
        return true;
    }
    // A single letter is always upper case.
    let capital = token.case() == Case::Title || token.key() == w::ở && token.case() == Case::Upper;
    capital
        && token.gap() == Gap::Space
        && (opens(doc, at)
            || speaks(doc, at)
            || after_source(doc, start, at)
            || is_dated(doc, at)
            || acts(doc, at)
            || is_titled(doc, start, at)
            || is_echo(doc, start, at))
}

/// Whether a word of the table is at `at` amid words, itself before a word in lower case.
fn opens(doc: &Document<'_>, at: usize) -> bool {
    let token = doc.token(at);
    // `Hội Cựu chiến binh`.
    if token.key() == w::cựu && doc.is(at + 1, w::chiến) {
        return false;
    }
    if !words::opens_sentence(doc, at) {
        return false;
    }
    let before = doc.token(at - 1);
    let next = doc.tokens().get(at + 1);
    let word = matches!(before.class(), Class::Word | Class::Digits | Class::Protected(_));
    // `Luật Các tổ chức tín dụng`, `Khối Các cơ quan`, `Đảng ủy Các cơ quan Đảng tỉnh`.
    let heads = before.is_capitalised()
        && matches!(before.key(), w::luật | w::khối | w::hội | w::hiệp | w::đoàn | w::lý)
        || token.key() == w::các && ends_body(doc, at);
    // `… cho Công an quận (ảnh đơn vị cung cấp) Trước đó, …`.
    let word = word || before.key() == w::RIGHT_PARENTHESIS;
    word && !heads
        && next
            .is_some_and(|next| next.gap() == Gap::Space && (next.case() != Case::Title && next.class() != Class::Mark))
}

/// Whether the word for a body ends right before `at`: `Đảng ủy`, `Ban Quản lý`.
fn ends_body(doc: &Document<'_>, at: usize) -> bool {
    (1..=3).filter_map(|width| at.checked_sub(width)).any(|first| {
        let head = noun::head(doc, first).filter(|_| doc.token(first).is_capitalised());
        matches!(head, Some((end, Noun::Body | Noun::Generic)) if end == at)
    })
}

/// Whether a word in lower case that takes nothing is before `at`.
fn after_plain_word(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.token(at - 1);
    before.class() == Class::Word
        && !TAKES.has(before.key())
        && (!before.is_capitalised() || before.case() == Case::Upper)
}

/// Whether an office with a capital says something at `at`, right after a word that needs none: `… cho các tác giả Chủ tịch nước nhấn mạnh`.
fn speaks(doc: &Document<'_>, at: usize) -> bool {
    if !after_plain_word(doc, at) {
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
    if !doc.is(at - 1, w::RIGHT_PARENTHESIS) || !doc.token(at).is_capitalised() {
        return false;
    }
    let open = (start.max(at.saturating_sub(12))..at - 1).rev().find(|&open| doc.is(open, w::LEFT_PARENTHESIS));
    open.is_some_and(|open| matches!(doc.key(open + 1), w::ảnh | w::nguồn) && doc.is(open + 2, w::COLON))
}

/// Whether a credit without brackets ends before `at`: of `Ảnh: NLĐ Thành tích cao nhất` the last capital belongs to the word after it.
fn after_source(doc: &Document<'_>, start: usize, at: usize) -> bool {
    let next = doc.tokens().get(at + 1);
    let goes_on =
        next.is_some_and(|next| next.class() == Class::Word && !next.is_capitalised() && next.gap() == Gap::Space);
    if !goes_on || matches!(doc.text_of(at + 1), "cung" | "chụp" | "do" | "và") {
        return false;
    }
    let mut colon = at - 1;
    while colon > start + 1 && at - colon < 6 && doc.token(colon).is_capitalised() {
        colon -= 1;
    }
    colon + 1 < at && doc.is(colon, w::COLON) && matches!(doc.key(colon - 1), w::ảnh | w::nguồn)
}

/// `… nhận huy chương Tối 12/5, đội …`, `Năm 2014 Năm 2015, chị …`: a part of the day with its date, a year after another word.
fn is_dated(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.token(at - 1);
    let digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits);
    let plain = before.class() == Class::Digits || before.class() == Class::Word && !before.is_capitalised();
    match doc.key(at) {
        w::sáng | w::chiều | w::tối | w::trưa => plain && (digits(at + 1) || doc.is(at + 1, w::ngày)),
        w::năm => digits(at + 1) && (before.class() == Class::Digits || plain && doc.is(at + 2, w::COMMA)),
        _ => false,
    }
}

/// `… của La La Land Nhận giải thưởng ở tuổi 32, anh …`, `… đạt giải nhất Trao giải cho …`: a verb with a capital that no name of an event has.
fn acts(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.key(at - 1);
    matches!(doc.key(at), w::nhận | w::giành | w::đoạt | w::trao)
        && verb::is_verb(doc, at)
        && doc.token(at - 1).class() == Class::Word
        && !matches!(before, w::lễ | w::trình | w::đêm | w::buổi | w::hội | w::hiệu | w::giải | w::và)
        && doc.tokens().get(at + 1).is_some_and(|next| !next.is_capitalised() && next.class() != Class::Mark)
}

/// Whether a title with its bearer's name begins a sentence at `at`: `… cho người đánh rơi Anh Trần Văn An, công nhân, được khen`,
/// `… cho em Lan Chi Cô bé Nguyễn Thị Lan Chi có thành tích tốt`.
fn is_titled(doc: &Document<'_>, start: usize, at: usize) -> bool {
    let (before, next) = (doc.token(at - 1), doc.tokens().get(at + 1));
    let Some(next) = next.filter(|next| next.class() == Class::Word) else { return false };
    if !before.is_capitalised() {
        return next.is_capitalised()
            && after_plain_word(doc, at)
            && !TAKES_NAME.has(before.key())
            && noun::head(doc, at) == Some((at + 1, Noun::Pronoun))
            && noun::is_person_name(doc, at + 1);
    }
    // `Cô bé`, `Tiền đạo`: of a name the second syllable would have a capital too.
    let titled = next.case() == Case::Lower
        && matches!(noun::head(doc, at), Some((end, noun)) if end == at + 2 && noun.is_personal() && noun != Noun::Office);
    let named = if titled { noun::capitals(doc, at + 2) } else { at };
    let predicate = |at: usize| words::is_predicate(doc, at) || doc.is(at, w::có);
    let acts = named >= at + 4 && predicate(named) || words::is_predicate(doc, at + 2);
    titled && acts && is_person_before(doc, start, at)
}

/// Whether a person's name of two words or more ends at `end`, with a word for the person before it.
fn is_person_before(doc: &Document<'_>, start: usize, end: usize) -> bool {
    let mut first = end;
    while first > start && end - first < 5 && doc.token(first - 1).is_capitalised() {
        first -= 1;
    }
    end - first >= 2 && ends_title(doc, start, first)
}

/// Whether a name is said again at `at` as the subject of another sentence: `Bí quyết của Lê Thu Lê Thu đoạt …`, `Hoa hậu Thu Lan có nhà vườn đẹp Thu
/// Lan đăng quang …`.
fn is_echo(doc: &Document<'_>, start: usize, at: usize) -> bool {
    let before = doc.token(at - 1);
    let doubled = before.is_capitalised();
    // Most words fail one of these cheap tests.
    let may_be = if doubled {
        (2..=4).any(|width| at >= start + width && doc.key(at - width) == doc.key(at))
    } else {
        after_plain_word(doc, at) && !TAKES_NAME.has(before.key())
    };
    let end = if may_be { noun::capitals(doc, at) } else { at };
    let width = end - at;
    if !(1..=4).contains(&width) || !words::is_predicate(doc, end) && !verb::is_verb(doc, end) {
        return false;
    }
    // `… vẫn rất nguy hiểm Ronaldinho được nhận giải`: a foreign name of one word.
    let foreign =
        width == 1 && doc.text_of(at).len() > 4 && crate::syllable::Syllable::parse(doc.text_of(at)).is_none();
    if width == 1 && !foreign {
        return false;
    }
    let same = |other: usize| (0..width).all(|offset| doc.key(other + offset) == doc.key(at + offset));
    if doubled {
        return at >= start + width && same(at - width);
    }
    // A place is named as often as need be, a person not.
    let called = |other: usize| foreign || is_family_name(doc.key(other)) || ends_title(doc, start, other);
    !place::is_place(doc, at)
        && !words::is_predicate(doc, at - 1)
        && !ends_noun(doc, start, at)
        && (start.max(at.saturating_sub(60))..at - 1)
            .any(|other| doc.token(other).is_capitalised() && same(other) && called(other))
}

/// Whether a word for a person ends at `end`.
fn ends_title(doc: &Document<'_>, start: usize, end: usize) -> bool {
    (1..=2).filter_map(|width| end.checked_sub(width)).any(|first| {
        first >= start && noun::head(doc, first).is_some_and(|(after, noun)| after == end && noun.is_personal())
    })
}

/// Whether a noun for a person or a body ends at `end`.
fn ends_noun(doc: &Document<'_>, start: usize, end: usize) -> bool {
    (1..=3).filter_map(|width| end.checked_sub(width)).any(|first| {
        first >= start && noun::head(doc, first).is_some_and(|(after, noun)| after == end && noun != Noun::Thing)
    })
}
