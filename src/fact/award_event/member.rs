//! One member of a coordinated noun phrase, and what its words say of those after it: whether they go on with it, or say what it is.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award::is_quote,
        award_event::{
            body,
            noun::{self, Noun},
            place,
        },
    },
    lexicon::w,
    segment::{Class, Document},
};

/// One member of a coordinated noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) tokens: Range<usize>,
    pub(super) start: noun::Start,
}

/// Whether the member ends with the first of several places that are counted: `5 người ở 2 xã Lang Sơn` before `và Mai Tùng`.
pub(super) fn is_counted_place(doc: &Document<'_>, tokens: &Range<usize>) -> bool {
    let first = (tokens.start + 2).max(tokens.end.saturating_sub(6));
    (first..tokens.end).any(|at| {
        matches!(doc.key(at), w::xã | w::huyện | w::tỉnh | w::quận | w::phường | w::thôn)
            && doc.is_number(at - 1)
            && noun::capitals(doc, at + 1) == tokens.end
            && at + 1 < tokens.end
    })
}

/// `hai công trình của 52 tác giả` before `và đồng tác giả`, `các cơ quan thông tấn` before `, báo chí`, `12 chi` before `, đảng bộ`: more of
/// the same phrase.
pub(super) fn is_shared(input: &Input<'_>, member: &Member) -> bool {
    let doc = input.doc;
    let Member { tokens, start } = member;
    let next = tokens.end + 1;
    let short = matches!(
        (doc.text_of(tokens.end - 1), doc.key(next)),
        ("tấn", w::báo) | ("chi", w::đảng) | ("thầy", w::cô) | ("y", w::bác)
    ) || body::is_pair(doc, tokens.end - 1);
    // `hai phim “A” và “B”`: both are counted.
    let titles = start.count.is_some() && is_quote(doc, tokens.end - 1) && noun::is_open_quote(doc, next);
    let many = |at: usize| {
        doc.is(at, w::của)
            && noun::start(input, at + 1).is_some_and(|start| {
                (start.count.is_some() || start.plural) && start.noun.is_some_and(Noun::is_personal)
            })
    };
    let people = noun::head(doc, next).is_some_and(|(_, noun)| noun == Noun::Individual);
    short || titles || start.noun == Some(Noun::Thing) && people && tokens.clone().any(many)
}

/// `chủ đề “X” của liên danh A` before `, B`: the member is a work of several.
pub(super) fn is_of_group(doc: &Document<'_>, member: &Member) -> bool {
    let group = |at: usize| {
        doc.is(at, w::của) && (doc.is(at + 1, w::nhóm) || doc.is(at + 1, w::liên) && doc.is(at + 2, w::danh))
    };
    member.start.noun == Some(Noun::Thing) && member.start.count.is_none() && member.tokens.clone().any(group)
}

/// `phi công Liên Xô` before `và Nga Viktor Gorbatko`: the countries of one person.
pub(super) fn is_of_countries(doc: &Document<'_>, member: &Member) -> bool {
    let Member { tokens, start } = member;
    start.noun.is_some_and(Noun::is_personal)
        && start.count.is_none()
        && !start.plural
        && place::is_place(doc, start.end)
        && start.end + 2 == tokens.end
        && noun::capitals(doc, tokens.end + 1) >= tokens.end + 4
}

/// `Viện Kiểm sát tỉnh X, đơn vị dẫn đầu Cụm thi đua số 3`: a plain noun after the name of a body says what it is.
pub(super) fn is_epithet(doc: &Document<'_>, last: &Member, at: usize, noun: Noun) -> bool {
    let named = last.start.noun == Some(Noun::Body)
        && last.start.count.is_none()
        && !last.start.plural
        && doc.token(last.tokens.start).is_capitalised();
    let plain = noun == Noun::Generic
        && !doc.token(at).is_capitalised()
        && doc.is(at - 1, w::COMMA)
        && doc.tokens().get(at + 2).is_some_and(|next| !next.is_capitalised() && next.class() == Class::Word);
    named && plain
}

/// Whether a person is named in the member: `Đô vật Cấn Tất Dự`, with nothing but capitals after a word for a person, or a known family name.
pub(super) fn names_person(doc: &Document<'_>, member: &Member) -> bool {
    let Member { tokens, start } = member;
    let name = noun::capitals(doc, start.end);
    let named = name >= start.end + 2
        && start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office)
        && !start.plural
        && (name == tokens.end || doc.text_of(name) == "(")
        && !noun::names_body(doc, start.end);
    named || start.noun.is_none() && start.proper || noun::person(doc, tokens.clone()).is_some()
}

/// Whether the phrase at `at` says what the person before it is, or where that person belongs: `ông X, Giám đốc Sở Y`, `em X, học sinh
/// lớp 5, Trường Z`.
pub(super) fn is_apposition(input: &Input<'_>, last: Option<&Member>, at: usize, start: &noun::Start) -> bool {
    let doc = input.doc;
    let Some(last) = last else { return false };
    if start.count.is_some() || start.plural || at == 0 || !doc.is(at - 1, w::COMMA) {
        return false;
    }
    // `Trung tâm X, Hà Nội`: where it is; of teams each is one.
    let seated = matches!(last.start.noun, Some(Noun::Body | Noun::Office))
        && last.start.count.is_none()
        && last.tokens.len() > 2;
    // `Đại diện Trung tâm X, Hà Nội`.
    let body = last.tokens.start + if doc.is(last.tokens.start + 1, w::diện) { 2 } else { 0 };
    let house = matches!(doc.key(body), w::trung | w::trường | w::công | w::nhà);
    if seated && house && start.noun.is_none() && place::is_place(doc, at) && noun::capitals(doc, at) == at + 2 {
        return true;
    }
    if start.noun.is_some_and(|noun| is_epithet(doc, last, at, noun)) {
        return true;
    }
    // `Lữ đoàn 575, Quân khu 5`: where it belongs.
    if body::is_unit_of(doc, last.tokens.start, at) {
        return true;
    }
    // `Trường X, huyện Y, tỉnh Z`: an address.
    let here = place::place_word(doc, at);
    if here.is_some() && here != place::place_word(doc, last.tokens.start) && start.noun == Some(Noun::Body) {
        return true;
    }
    let called = last.start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office)
        && noun::capitals(doc, last.start.end) >= last.start.end + 2;
    let foreign = last.start.noun.is_none() && last.start.proper && last.tokens.len() > 1 || called;
    let named = last.start.count.is_none()
        && !last.start.plural
        && last.start.noun.is_none_or(|noun| noun.is_personal() || noun == Noun::Thing)
        && (noun::person(doc, last.tokens.clone()).is_some() || last.start.noun == Some(Noun::Pronoun) || foreign);
    let role = match start.noun {
        Some(Noun::Office | Noun::Individual | Noun::Person | Noun::Body) => true,
        // `Lê Thị Mai, Chi bộ Trường X`: whose member she is.
        Some(Noun::Generic) => doc.token(at).is_capitalised(),
        // `Lust, bộ phim giành`: an apposition that explains the name.
        Some(Noun::Thing) => foreign,
        // A place after an affiliation: `Trường X, Đà Nẵng`.
        None => last.tokens.end + 1 < at && !noun::is_person_name(doc, at),
        _ => false,
    };
    // `nhạc sĩ A, ca sĩ B`: another person by name.
    let another = matches!(start.noun, Some(Noun::Individual | Noun::Person))
        && noun::capitals(doc, start.end) >= start.end + 2
        && !noun::names_body(doc, start.end);
    named
        && role
        && !another
        && noun::person(doc, at..(at + 16).min(doc.sentence_of(at).end)).is_none_or(|name| {
            // A name of its own must be in the same member.
            (at..name.start).any(|token| matches!(doc.key(token), w::COMMA | w::SEMICOLON | w::và))
                || matches!(start.noun, Some(Noun::Body | Noun::Generic))
        })
}
