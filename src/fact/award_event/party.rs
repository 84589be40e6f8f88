//! The members of a coordinated noun phrase. `recipient.rs` and `conferrer.rs` interpret them.
//!
//! A comma or `và` separates two members only where the next one can stand alone: a count, a plural word, a head noun of another type,
//! a name. `Bộ Văn hóa, Thể thao và Du lịch` and `cán bộ, chiến sĩ` are one each; so is a named person with the offices after the
//! name.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            body,
            noun::{self, Noun},
            place, words,
        },
    },
    lexicon::w,
    segment::{Class, Document, Gap},
};

/// One member of a coordinated noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) tokens: Range<usize>,
    pub(super) start: noun::Start,
}

/// The members of the phrase in `tokens`; at most 24.
pub(super) fn members(input: &Input<'_>, tokens: Range<usize>) -> Vec<Member> {
    let doc = input.doc;
    let mut members: Vec<Member> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end && members.len() < 24 {
        while at < tokens.end && is_separator(doc, at) {
            at += 1;
        }
        let begins = noun::start(input, at).filter(|start| start.end <= tokens.end && !is_occasion(doc, at));
        let Some(mut start) = begins else {
            // A word that cannot begin a member ends the list.
            break;
        };
        // `Đảng bộ, chính quyền và nhân dân X`: one collective.
        if start.count.is_none()
            && !start.plural
            && let Some(people) = body::people_of(doc, at, tokens.end)
        {
            let start = noun::Start { noun: Some(Noun::Generic), plural: true, end: people, ..start };
            let end = member_end(input, at, &start, tokens.end);
            members.push(Member { tokens: at..end, start });
            at = end.max(at + 1);
            continue;
        }
        let end = member_end(input, at, &start, tokens.end);
        // `3 cá nhân là A, B và C`, `các học sinh lớp 12 gồm A và B`: the names are the members.
        let several = start.count.is_some() || start.plural;
        // `ông A và bà B, hai người đã hiến đất`: both again.
        let both = members.len() >= 2
            && start.count.as_ref().is_some_and(|count| count.to_string() == members.len().to_string());
        if both && doc.is(at - 1, w::COMMA) && members.iter().all(|member| names_person(doc, member)) {
            at = end.max(at + 1);
            continue;
        }
        if several && let Some(first) = (start.end..end.min(start.end + 4)).find_map(|at| list_after(doc, at)) {
            at = first;
            continue;
        }
        // `các tập thể, cá nhân`: the plural word applies to each.
        let plain = matches!(start.noun, Some(Noun::Generic | Noun::Thing)) || doc.is(at, w::cá);
        let follows = members.last().is_some_and(|last| last.start.plural && last.start.count.is_none());
        start.plural |= follows && plain && start.count.is_none() && !doc.tokens()[at].is_capitalised();
        // `các đồng chí A và B`: the head before a colon applies to each.
        let heads_list = doc.is(end, w::COLON) && end + 1 < tokens.end && end <= start.end + 1;
        // `các nghệ nhân A và B`, `hai em A và B`: the names are the members, where there are as many as counted.
        if !heads_list && heads_names(input, &start, end, tokens.end) {
            at = start.end;
            continue;
        }
        if !heads_list && !is_apposition(input, members.last(), at, &start) {
            members.push(Member { tokens: at..end, start });
        }
        at = end.max(at + 1);
        if heads_list {
            at += 1;
        }
    }
    members
}

/// The first name of a list after `là`, `gồm` or `bao gồm` at `at`, with or without a colon.
pub(super) fn list_after(doc: &Document<'_>, at: usize) -> Option<usize> {
    let word = at + usize::from(doc.is(at, w::bao));
    if !matches!(doc.key(word), w::là | w::gồm) {
        return None;
    }
    let first = word + 1 + usize::from(doc.is(word + 1, w::có));
    let first = first + usize::from(doc.is(first, w::COLON));
    let name = past_title(doc, first);
    let named =
        noun::capitals(doc, name) >= name + 2 || noun::names_body(doc, name) && doc.tokens()[name].is_capitalised();
    named.then_some(first)
}

/// Whether a head in the plural is followed by the names of those it speaks of.
fn heads_names(input: &Input<'_>, start: &noun::Start, end: usize, limit: usize) -> bool {
    let doc = input.doc;
    // `nhóm tác giả A, B và C`.
    let group = start.noun.is_some() && start.end > 2 && doc.is(start.end - 3, w::nhóm);
    let personal = group || start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office);
    if !personal
        || !(group || start.plural || start.count.is_some())
        || !is_bare_name(doc, past_title(doc, start.end), end)
    {
        return false;
    }
    let mut names = 1;
    let mut at = end;
    while at < limit && names < 24 && is_separator(doc, at) {
        let last = doc.is(at, w::và);
        let name = past_title(doc, at + 1);
        let stop = noun::capitals(doc, name);
        if stop == name || noun::head(doc, at + 1).is_some_and(|(_, noun)| noun == Noun::Body) {
            break;
        }
        names += 1;
        at = bracketed(doc, stop, limit);
        if last {
            break;
        }
    }
    match &start.count {
        Some(count) => names > 1 && count.to_string() == names.to_string(),
        None => names > 1,
    }
}

/// The token after a title of one syllable before a name: `anh X`, `chị Y`.
fn past_title(doc: &Document<'_>, at: usize) -> usize {
    noun::head(doc, at).filter(|(_, noun)| *noun == Noun::Pronoun).map_or(at, |(end, _)| end)
}

/// The token after the bracket that opens at `at`, if one does: `Nguyễn Văn An (lớp 12A)`.
fn bracketed(doc: &Document<'_>, at: usize, limit: usize) -> usize {
    if doc.is(at, w::LEFT_PARENTHESIS) { closing(doc, at, limit) } else { at }
}

/// Whether a person's name and nothing else is in `from..end`.
fn is_bare_name(doc: &Document<'_>, from: usize, end: usize) -> bool {
    from < end
        && bracketed(doc, noun::capitals(doc, from), end) == end
        && !matches!(noun::head(doc, from), Some((_, Noun::Body | Noun::Office)))
}

/// Whether an event is named at `at`, which gives and gets nothing: `lễ tôn vinh nhà giáo và Sự kiện toàn cầu X`.
pub(super) fn is_occasion(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, w::lễ) || doc.text_of(at).eq_ignore_ascii_case("sự") && doc.is(at + 1, w::kiện)
}

fn is_separator(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.key(at), w::COMMA | w::SEMICOLON | w::và | w::cùng | w::với)
}

/// Where the member at `at` ends.
fn member_end(input: &Input<'_>, at: usize, start: &noun::Start, limit: usize) -> usize {
    let doc = input.doc;
    let mut end = start.end.max(at + 1).min(limit);
    if start.noun.is_none() && start.proper {
        end = at;
    }
    let mut quoted = false;
    while end < limit {
        let text = doc.text_of(end);
        match text {
            "(" | "[" => {
                end = closing(doc, end, limit);
                continue;
            }
            "“" | "«" => quoted = true,
            "”" | "»" => quoted = false,
            "\"" => quoted = !quoted,
            ":" if !quoted && doc.tokens().get(end + 1).is_none_or(|next| !next.is_glued()) => return end,
            "-" | "–" if !quoted && !doc.tokens()[end].is_glued() && end > at => {
                // An apposition after a person's name: `ông X - Đại sứ`; inside a body's name it continues.
                let bare = start.noun.is_none() && start.proper && end > at + 1 && noun::capitals(doc, at) == end;
                let says = doc.tokens().get(end + 1).is_some_and(|next| !next.is_capitalised());
                let pair = matches!(doc.text_of(at), "cặp" | "Cặp");
                let personal = !pair
                    && start.noun.is_none_or(Noun::is_personal)
                    && (noun::person(doc, at..end).is_some() || bare && says);
                if personal {
                    return end;
                }
            }
            _ => {}
        }
        // `đội X với 3 thành viên gồm …`: the members of the team.
        if !quoted && doc.is(end, w::với) && end > at && !doc.is(end - 1, w::cùng) && !doc.is(end - 1, w::COMMA) {
            return limit;
        }
        // `biểu dương hai tài xế và cho rằng`: what follows is another verb.
        let work = start.noun == Some(Noun::Thing) && start.count.is_none() && !start.plural;
        if !quoted && !work && end > at && doc.is(end, w::và) && words::is_predicate(doc, end + 1) {
            return end;
        }
        if !quoted && end > at && doc.is(end, w::và) && is_occasion(doc, end + 1) {
            return end;
        }
        if !quoted
            && end > at
            && is_separator(doc, end)
            && parts(input, &Member { tokens: at..end, start: start.clone() })
        {
            // `A cùng với các đồng chí B và C`.
            let together = doc.is(end, w::với) && doc.is(end - 1, w::cùng) && end > at + 1;
            return end - usize::from(together);
        }
        end += 1;
    }
    end
}

/// The token after the bracket that closes the one at `open`, within 40 tokens and `limit`.
pub(super) fn closing(doc: &Document<'_>, open: usize, limit: usize) -> usize {
    let mut depth = 0;
    for at in open..limit.min(open + 40) {
        match doc.text_of(at) {
            "(" | "[" => depth += 1,
            ")" | "]" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    (open + 1).min(limit)
}

/// Whether the separator right after a member ends it.
fn parts(input: &Input<'_>, before: &Member) -> bool {
    let doc = input.doc;
    let Member { tokens, start } = before;
    let (from, at) = (tokens.start, tokens.end);
    let next = at + 1;
    if matches!(start.noun, Some(Noun::Body | Noun::Office)) && body::goes_on(doc, from, at) {
        return false;
    }
    if is_separator(doc, next) && doc.key(at) == w::COMMA {
        return true;
    }
    if owns_work(doc, before) && noun::is_person_name(doc, next) || is_of_group(doc, before) || is_shared(input, before)
    {
        return false;
    }
    if doc.is(at, w::và) && (is_counted_place(doc, tokens) || is_of_countries(doc, before)) {
        return false;
    }
    // `2 đội bóng chuyền nam, nữ`: both are of the teams.
    if matches!(doc.key(next), w::nam | w::nữ) && matches!(doc.key(at - 1), w::nam | w::nữ) {
        return false;
    }
    let Some(begins) = noun::start(input, next) else {
        // `cán bộ, đặc biệt là …`
        return doc.is(at, w::COMMA) && start.noun.is_none_or(|noun| noun != Noun::Body);
    };
    if begins.count.is_some() || begins.plural {
        return true;
    }
    // `Chủ tịch HĐND huyện và đồng chí X`.
    let person = doc.is(next, w::đồng) && doc.is(next + 1, w::chí) && noun::is_person_name(doc, begins.end);
    match begins.noun {
        Some(noun) => person || parts_from(doc, before, noun),
        None => {
            // A capital after a body's name continues with it; after a person's it is the next person.
            let body = start.noun.is_some_and(|noun| matches!(noun, Noun::Body | Noun::Generic | Noun::Office));
            !body || noun::is_person_name(doc, next) || noun::is_open_quote(doc, next)
        }
    }
}

/// Whether the member ends with the first of several places that are counted: `5 người ở 2 xã Lang Sơn` before `và Mai Tùng`.
fn is_counted_place(doc: &Document<'_>, tokens: &Range<usize>) -> bool {
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
fn is_shared(input: &Input<'_>, member: &Member) -> bool {
    let doc = input.doc;
    let Member { tokens, start } = member;
    let next = tokens.end + 1;
    let short = matches!((doc.text_of(tokens.end - 1), doc.key(next)), ("tấn", w::báo) | ("chi", w::đảng));
    let many = |at: usize| {
        doc.is(at, w::của)
            && noun::start(input, at + 1).is_some_and(|start| {
                (start.count.is_some() || start.plural) && start.noun.is_some_and(Noun::is_personal)
            })
    };
    let people = noun::head(doc, next).is_some_and(|(_, noun)| noun == Noun::Individual);
    short || start.noun == Some(Noun::Thing) && people && tokens.clone().any(many)
}

/// `chủ đề “X” của liên danh A` before `, B`: the member is a work of several.
fn is_of_group(doc: &Document<'_>, member: &Member) -> bool {
    let group = |at: usize| {
        doc.is(at, w::của) && (doc.is(at + 1, w::nhóm) || doc.is(at + 1, w::liên) && doc.is(at + 2, w::danh))
    };
    member.start.noun == Some(Noun::Thing) && member.start.count.is_none() && member.tokens.clone().any(group)
}

/// `phi công Liên Xô` before `và Nga Viktor Gorbatko`: the countries of one person.
fn is_of_countries(doc: &Document<'_>, member: &Member) -> bool {
    let Member { tokens, start } = member;
    start.noun.is_some_and(Noun::is_personal)
        && start.count.is_none()
        && !start.plural
        && place::is_place(doc, start.end)
        && start.end + 2 == tokens.end
        && noun::capitals(doc, tokens.end + 1) >= tokens.end + 4
}

/// `dự án X của A` before `và B`: the member is a work, and ends with the name of one whose it is.
fn owns_work(doc: &Document<'_>, member: &Member) -> bool {
    let Member { tokens, start } = member;
    if start.noun != Some(Noun::Thing) {
        return false;
    }
    let of = tokens.clone().rev().find(|at| doc.is(*at, w::của));
    of.and_then(|of| noun::person(doc, of + 1..tokens.end))
        .is_some_and(|name| bracketed(doc, name.end, tokens.end) == tokens.end)
}

/// Whether a member ends where a phrase with the head `noun`, without a count, comes after its separator.
fn parts_from(doc: &Document<'_>, before: &Member, noun: Noun) -> bool {
    let Member { tokens, start } = before;
    let (at, next) = (tokens.end, tokens.end + 1);
    let capital = doc.tokens()[next].is_capitalised();
    // `lãnh đạo Đảng, Chính phủ`, `lãnh đạo các sở, ngành`: what the head is of.
    let of_head = start.plural
        && start.noun.is_some_and(Noun::is_personal)
        && noun == Noun::Body
        && capital
        && matches!(doc.key(next), w::chính | w::nước | w::chủ | w::đảng)
        && !doc.is(at, w::và);
    // `5 cá nhân thuộc lực lượng A, Bộ Chỉ huy B`: what they belong to.
    // `phóng viên Ban Ảnh, Báo X`: one unnamed person.
    let placed = matches!(start.noun, Some(Noun::Individual | Noun::Person))
        && !start.plural
        && start.count.is_none()
        && !doc.is(tokens.start, w::lãnh)
        && noun::names_body(doc, start.end);
    let belongs = noun == Noun::Body
        && doc.is(at, w::COMMA)
        && start.noun.is_some_and(|head| head != Noun::Body)
        && (placed || tokens.clone().any(|token| matches!(doc.text_of(token), "thuộc" | "của")));
    if of_head || belongs {
        return false;
    }
    if capital || noun == Noun::Pronoun || names_person(doc, before) {
        return true;
    }
    // Two plain nouns of one sort are one phrase: `cán bộ, chiến sĩ`, `tập thể cán bộ, chiến sĩ`.
    let personal = noun.is_personal();
    let of_people =
        doc.is(tokens.start, w::tập) && noun::head(doc, start.end).is_some_and(|(_, inner)| inner.is_personal());
    if of_people && personal && !is_plain_cell(doc, next) {
        return false;
    }
    match start.noun {
        Some(head @ (Noun::Body | Noun::Generic)) if head == noun => {
            tokens.clone().any(|token| doc.tokens()[token].is_capitalised())
        }
        // `Chủ tịch UBND tỉnh và lãnh đạo Công an tỉnh`.
        Some(Noun::Office) if noun == Noun::Office || doc.is(next, w::lãnh) => true,
        Some(head) => head.is_personal() != personal || head == Noun::Thing || is_plain_cell(doc, next),
        None => true,
    }
}

/// Whether a person is named in the member: `Đô vật Cấn Tất Dự`, with nothing but capitals after a word for a person, or a known family name.
fn names_person(doc: &Document<'_>, member: &Member) -> bool {
    let Member { tokens, start } = member;
    let name = noun::capitals(doc, start.end);
    let named = name >= start.end + 2
        && start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office)
        && !start.plural
        && (name == tokens.end || doc.text_of(name) == "(")
        && !noun::names_body(doc, start.end);
    named || start.noun.is_none() && start.proper || noun::person(doc, tokens.clone()).is_some()
}

/// `cá nhân`, `tập thể`: nouns that always stand alone.
fn is_plain_cell(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.text_of(at), doc.text_of(at + 1)), ("cá", "nhân") | ("tập", "thể") | ("hộ", _) | ("gia", "đình"))
}

/// Whether the phrase at `at` says what the person before it is, or where that person belongs: `ông X, Giám đốc Sở Y`, `em X, học sinh
/// lớp 5, Trường Z`.
fn is_apposition(input: &Input<'_>, last: Option<&Member>, at: usize, start: &noun::Start) -> bool {
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
        Some(Noun::Generic) => doc.tokens()[at].is_capitalised(),
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

/// Like [`members`], but with the appositions, which may name the office; a spaced dash parts too.
pub(super) fn with_appositions(input: &Input<'_>, tokens: Range<usize>) -> Vec<Member> {
    let doc = input.doc;
    let mut members: Vec<Member> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end && members.len() < 16 {
        while at < tokens.end
            && (is_separator(doc, at)
                || members.last().is_some_and(|last| last.tokens.end == at) && matches!(doc.text_of(at), "-" | "–"))
        {
            at += 1;
        }
        let Some(start) = noun::start(input, at).filter(|start| start.end <= tokens.end) else { break };
        let end = member_end(input, at, &start, tokens.end);
        members.push(Member { tokens: at..end, start });
        at = end.max(at + 1);
    }
    members
}

/// Whether a phrase in `tokens` may be what is praised: persons or bodies.
pub(super) fn is_party(input: &Input<'_>, at: usize) -> bool {
    let doc = input.doc;
    noun::start(input, at).is_some_and(|start| match start.noun {
        Some(Noun::Thing) => matches!(doc.text_of(start.end.saturating_sub(1)), "hình" | "gương" | "tiến"),
        Some(_) => true,
        // `20 “Gương mặt trẻ tiêu biểu”`.
        None if start.count.is_some() && noun::is_open_quote(doc, start.end) => true,
        None => {
            start.proper
                && !noun::is_open_quote(doc, at)
                && doc.tokens()[at].class() == Class::Word
                && doc.tokens()[at].gap() <= Gap::Space
        }
    })
}
