//! Acts that the text speaks of and does not tell as done: targets, lists of candidates, programmes, rules, gifts to those who bear a title.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            noun::{self, Noun},
            prize::Prize,
            verb::{Act, Verb},
        },
    },
    lexicon::{w, word_sets},
    segment::{Class, Document, Gap},
};

/// Whether a verb of proposing stands at `at`: `đề nghị`, `kiến nghị`, `đề xuất`.
pub(super) fn is_proposing(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.key(at), doc.key(at + 1)), (w::đề | w::kiến, w::nghị) | (w::đề, w::xuất))
}

/// Whether somebody asks an authority for something in `tokens`: `đề nghị C`, `trình C`.
pub(super) fn proposes(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        is_proposing(doc, at) && noun::names_body(doc, at + 2) || doc.is(at, w::trình) && noun::names_body(doc, at + 1)
    })
}

/// Whether a target was announced in the words before a verb: `mục tiêu`, `chỉ tiêu`, `phấn đấu`.
pub(super) fn is_target(doc: &Document<'_>, mut before: Range<usize>) -> bool {
    before.any(|at| names_target(doc, at))
}

/// Whether a word for a target begins at `at`.
pub(super) fn names_target(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.key(at), doc.key(at + 1)), (w::mục | w::chỉ, w::tiêu) | (w::phấn, w::đấu))
}

/// `Đoàn đặt mục tiêu cao. Giành 3 HCV …`: the clause at `start` has a verb at its head and no subject, and the sentence before it announces
/// a target that it does not call reached.
pub(super) fn follows_target(doc: &Document<'_>, start: usize, verb: usize) -> bool {
    let told = |at: usize| matches!(doc.key(at), w::đã | w::vừa | w::từng | w::quả);
    // `Cụ thể, đội nữ giành HCV.`: it says more of the target.
    let in_detail = doc.is(start, w::cụ) && doc.is(start + 1, w::thể) && verb <= start + 20;
    if start == 0 || !(in_detail || verb <= start + 3) || doc.token(start).gap() >= Gap::Line {
        return false;
    }
    if (start..verb).any(told) {
        return false;
    }
    let low = start.saturating_sub(40);
    let first = (low..start).rev().find(|at| doc.starts_sentence(*at)).unwrap_or(low);
    is_target(doc, first..start) && !(first..start).any(|at| told(at) || matches!(doc.key(at), w::vượt | w::hoàn))
}

/// Whether a verb of praise or election acts on nobody: it says what a programme is for, who may be voted for, or is itself spoken about.
pub(super) fn is_spoken_about(doc: &Document<'_>, start: usize, verb: &Verb, governs: bool) -> bool {
    match verb.act {
        Act::Elect => is_candidacy(doc, start, verb.tokens.start),
        Act::Praise if !governs => {
            is_presented(doc, start, verb.tokens.start) || verb.tokens.start == start && is_topic(doc, verb.tokens.end)
        }
        _ => false,
    }
}

/// `được chọn vào danh sách bình chọn giải X`: the list is of those who may be voted for.
fn is_candidacy(doc: &Document<'_>, start: usize, verb: usize) -> bool {
    let near = start.max(verb.saturating_sub(4))..verb;
    let list = near.clone().find(|at| doc.is(*at, w::danh) && doc.is(*at + 1, w::sách));
    list.is_some_and(|list| {
        list > start
            && doc.is(list - 1, w::vào)
            && (list..verb).all(|at| doc.token(at).class() != Class::Mark && !doc.is(at, w::được))
    })
}

/// `giới thiệu chương trình nghệ thuật tôn vinh X`: what the programme is about.
fn is_presented(doc: &Document<'_>, start: usize, verb: usize) -> bool {
    let near = start.max(verb.saturating_sub(12))..verb;
    let mut presents = near.clone().filter(|at| doc.is(*at, w::giới) && doc.is(*at + 1, w::thiệu));
    presents.next().is_some_and(|at| {
        let programme = (at + 2..verb.min(at + 5)).any(|at| doc.is(at, w::chương) && doc.is(at + 1, w::trình));
        // `giới thiệu chương trình gặp mặt, tôn vinh`, but `giới thiệu chương trình, tôn vinh`.
        let plain = |at: usize| !doc.is(at, w::COMMA) && !doc.is(at, w::SEMICOLON) && !doc.is(at, w::và);
        let end = if doc.is(verb - 2, w::trình) { verb } else { verb - 1 };
        programme && (at..end).all(plain)
    })
}

/// `Vinh danh các nhà giáo còn mục đích …`, `Tôn vinh doanh nhân là việc …`: the verb opens the subject of another predicate.
fn is_topic(doc: &Document<'_>, from: usize) -> bool {
    let end = doc.tokens().len().min(from + 24);
    let mark = (from..end).find(|at| doc.token(*at).class() == Class::Mark).unwrap_or(end);
    (from..mark).any(|at| {
        matches!(
            (doc.key(at), doc.key(at + 1)),
            (w::là, w::việc | w::dịp | w::cách | w::hoạt | w::nét)
                | (w::còn, w::mục | w::là | w::có | w::nhằm | w::góp)
                | (w::không, w::chỉ)
        )
    })
}

/// Whether the sentence at `start` says before `end` that a law or a rule provides for what follows: `Theo quy định, …`, `Nghị định … quy định …`.
pub(super) fn is_norm(doc: &Document<'_>, start: usize, end: usize) -> bool {
    let rule = |at: usize| {
        let pair = (doc.key(at), doc.text_of(at + 1));
        doc.is(at, w::luật)
            || matches!(
                pair,
                (w::quy, "định" | "chế") | (w::nghị, "định" | "quyết") | (w::thông, "tư") | (w::điều, "lệ")
            )
    };
    if doc.is(start, w::theo) && (start + 1..start + 4).any(rule) {
        return true;
    }
    let provides = |at: usize| matches!((doc.key(at), doc.text_of(at + 1)), (w::quy, "định") | (w::nêu, "rõ"));
    rule(start) && (start + 1..end.min(start + 30)).any(provides)
}

/// `Cá nhân đạt danh hiệu X … thì được tặng`, `Học sinh đạt giải Nhất được tuyển thẳng`: a rule, whose subject is anyone of a sort.
pub(super) fn is_rule(input: &Input<'_>, subject: Option<&Range<usize>>, mut after: Range<usize>) -> bool {
    let anyone = subject.is_some_and(|subject| {
        subject.len() <= 3
            && noun::start(input, subject.start).is_some_and(|start| {
                start.end == subject.end
                    && start.count.is_none()
                    && !start.plural
                    && matches!(start.noun, Some(Noun::Individual | Noun::Generic | Noun::Household))
            })
    });
    let doc = input.doc;
    anyone
        && after.any(|at| {
            doc.is(at, w::thì)
                || doc.is(at, w::được)
                    && (matches!(doc.text_of(at + 1), "tuyển" | "cộng" | "miễn" | "hưởng" | "ưu" | "kèm")
                        || doc.is(at + 1, w::thưởng) && doc.is_number(at + 2))
        })
}

word_sets! {
    /// What is given to those who bear a title.
    GOODS = ["quà", "tiền", "nhà", "sổ", "suất", "phần"];
}

/// `tặng quà cho 103 Mẹ Việt Nam anh hùng`: the title says who gets the gift, where one is named between the verb and it.
pub(super) fn is_bearer(doc: &Document<'_>, verb: &Verb, prize: &Prize<'_>) -> bool {
    let code = &*prize.award.code;
    if verb.act != Act::Give || !(code == "ba-me-viet-nam-anh-hung" || code.starts_with("anh-hung-")) {
        return false;
    }
    // `quà tặng` is a noun.
    let mut words = verb.tokens.start.saturating_sub(1)..prize.tokens.start;
    let titled = words.clone().any(|at| doc.is(at, w::danh) && doc.is(at + 1, w::hiệu));
    !titled && words.any(|at| GOODS.has(doc.key(at)))
}

/// `sự nghiệp của ca sĩ X … và giành`: what belongs to a person wins nothing; X does.
pub(super) fn owner(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let of = match (doc.key(segment.start), doc.key(segment.start + 1)) {
        (w::sự, w::nghiệp) | (w::tài, w::năng) | (w::tên, w::tuổi) | (w::cuộc, w::đời) | (w::con, w::đường) => {
            segment.start + 2
        }
        _ => return None,
    };
    if !doc.is(of, w::của) || of + 1 >= segment.end {
        return None;
    }
    let start = noun::start(input, of + 1).filter(|start| start.count.is_none() && !start.plural)?;
    let name = if start.noun.is_some_and(Noun::is_personal) { start.end } else { of + 1 };
    let end = noun::capitals(doc, name).min(segment.end);
    (end > of + 1).then_some(of + 1..end)
}

/// `di sản`, `Di sản văn hóa`: what is listed, which is neither a person nor a body.
pub(super) fn names_heritage(doc: &Document<'_>, at: usize) -> bool {
    doc.text_of(at).eq_ignore_ascii_case("di") && doc.text_of(at + 1) == "sản"
}
