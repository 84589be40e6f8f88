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
            member::{
                Member, is_apposition, is_counted_place, is_epithet, is_of_countries, is_of_group, is_shared,
                names_person,
            },
            noun::{self, Noun},
            words,
        },
    },
    lexicon::w,
    segment::{Class, Document, Gap},
};

/// The members of the phrase in `tokens`; at most 24.
pub(super) fn members(input: &Input<'_>, tokens: Range<usize>) -> Vec<Member> {
    let doc = input.doc;
    let mut members: Vec<Member> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end && members.len() < 24 {
        while at < tokens.end && is_separator(doc, at) {
            at += 1;
        }
        // `cho các thí sinh và 3 giải tập thể`: a prize is nobody.
        let is_prize =
            |start: &noun::Start| start.count.is_some() && start.noun.is_none() && doc.is(start.end, w::giải);
        let begins =
            noun::start(input, at).filter(|start| start.end <= tokens.end && !is_occasion(doc, at) && !is_prize(start));
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
        start.plural |= follows && plain && start.count.is_none() && !doc.token(at).is_capitalised();
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
    let name = noun::past_title(doc, first);
    let named =
        noun::capitals(doc, name) >= name + 2 || noun::names_body(doc, name) && doc.token(name).is_capitalised();
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
        || !is_bare_name(doc, noun::past_title(doc, start.end), end)
    {
        return false;
    }
    let mut names = 1;
    let mut at = end;
    while at < limit && names < 24 && is_separator(doc, at) {
        let last = doc.is(at, w::và);
        let name = noun::past_title(doc, at + 1);
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
            "-" | "–" if !quoted && !doc.token(end).is_glued() && end > at => {
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
    if is_epithet(doc, before, next, noun) {
        return true;
    }
    let capital = doc.token(next).is_capitalised();
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
            tokens.clone().any(|token| doc.token(token).is_capitalised())
        }
        // `Chủ tịch UBND tỉnh và lãnh đạo Công an tỉnh`.
        Some(Noun::Office) if noun == Noun::Office || doc.is(next, w::lãnh) => true,
        Some(head) => head.is_personal() != personal || head == Noun::Thing || is_plain_cell(doc, next),
        None => true,
    }
}

/// `cá nhân`, `tập thể`: nouns that always stand alone.
fn is_plain_cell(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.text_of(at), doc.text_of(at + 1)), ("cá", "nhân") | ("tập", "thể") | ("hộ", _) | ("gia", "đình"))
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
                && doc.token(at).class() == Class::Word
                && doc.token(at).gap() <= Gap::Space
        }
    })
}
