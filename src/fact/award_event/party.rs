//! The members of a coordinated noun phrase: recipients with their type and count, conferrers with their shortest full name.
//!
//! A comma or `và` parts two members only where the next one can stand alone: a count, a word of plurality, a head noun of another
//! sort, a name. `Bộ Văn hóa, Thể thao và Du lịch` and `cán bộ, chiến sĩ` are one each; so is a named person with the offices after
//! the name.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            Recipient, RecipientType, body,
            noun::{self, Noun},
            words,
        },
    },
    lexicon::{Key, w, word_sets},
    number::Number,
    segment::{Class, Document, Gap},
};

/// One member of a coordinated noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) tokens: Range<usize>,
    start: noun::Start,
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
        let Some(mut start) = noun::start(input, at).filter(|start| start.end <= tokens.end) else {
            // What cannot begin a member ends the list.
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
        // `các tập thể, cá nhân`: the word of plurality is said of each.
        let plain = matches!(start.noun, Some(Noun::Generic | Noun::Thing)) || doc.is(at, w::cá);
        let follows = members.last().is_some_and(|last| last.start.plural && last.start.count.is_none());
        start.plural |= follows && plain && start.count.is_none() && !doc.tokens()[at].is_capitalised();
        // `các đồng chí: A và B`: the head before a colon is said of each.
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

/// Whether a head in the plural is followed by the names of those it speaks of.
fn heads_names(input: &Input<'_>, start: &noun::Start, end: usize, limit: usize) -> bool {
    let doc = input.doc;
    let personal = start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office);
    if !personal || !(start.plural || start.count.is_some()) || !is_bare_name(doc, start.end, end) {
        return false;
    }
    let mut names = 1;
    let mut at = end;
    while at < limit && names < 24 && is_separator(doc, at) {
        let last = doc.is(at, w::và);
        let stop = noun::capitals(doc, at + 1);
        if stop == at + 1 || noun::head(doc, at + 1).is_some_and(|(_, noun)| noun == Noun::Body) {
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

/// Whether a person's name and nothing else stands in `from..end`.
fn is_bare_name(doc: &Document<'_>, from: usize, end: usize) -> bool {
    from < end
        && bracketed(doc, noun::capitals(doc, from), end) == end
        && !matches!(noun::head(doc, from), Some((_, Noun::Body | Noun::Office)))
}

fn is_separator(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.key(at), w::COMMA | w::SEMICOLON | w::và | w::cùng | w::với)
}

/// Where the member that begins at `at` ends.
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
                // An apposition after a person's name: `ông X - Đại sứ`; inside a body's name it goes on.
                let personal = start.noun.is_none_or(Noun::is_personal) && noun::person(doc, at..end).is_some();
                if personal {
                    return end;
                }
            }
            _ => {}
        }
        // `đội X với 3 thành viên gồm …`: who is in it.
        if !quoted && doc.is(end, w::với) && end > at && !doc.is(end - 1, w::cùng) && !doc.is(end - 1, w::COMMA) {
            return limit;
        }
        // `biểu dương hai tài xế và cho rằng`: what follows is another verb.
        if !quoted && end > at && doc.is(end, w::và) && words::is_predicate(doc, end + 1) {
            return end;
        }
        if !quoted && end > at && is_separator(doc, end) && parts(input, at, end, start) {
            return end;
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

/// Whether the separator at `at` ends the member that began at `from`.
fn parts(input: &Input<'_>, from: usize, at: usize, start: &noun::Start) -> bool {
    let doc = input.doc;
    let next = at + 1;
    if matches!(start.noun, Some(Noun::Body | Noun::Office)) && body::goes_on(doc, from, at) {
        return false;
    }
    if is_separator(doc, next) && doc.key(at) == w::COMMA {
        return true;
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
    // `Đô vật Cấn Tất Dự và võ sĩ …`: nothing but capitals after a word for a person.
    let name = noun::capitals(doc, start.end);
    let named = name >= start.end + 2
        && start.noun.is_some_and(|noun| noun.is_personal() && noun != Noun::Office)
        && !start.plural
        && (name == at || doc.text_of(name) == "(")
        && !noun::names_body(doc, start.end);
    let person_before = noun::person(doc, from..at).is_some() || start.noun.is_none() && start.proper || named;
    match begins.noun {
        Some(noun) => {
            let capital = doc.tokens()[next].is_capitalised();
            // `lãnh đạo Đảng, Chính phủ`, `lãnh đạo các sở, ngành`: what the head is of.
            let of_head = start.plural
                && start.noun.is_some_and(Noun::is_personal)
                && noun == Noun::Body
                && capital
                && matches!(doc.key(next), w::chính | w::nước | w::chủ | w::đảng)
                && !doc.is(at, w::và);
            if of_head {
                return false;
            }
            // `5 cá nhân thuộc lực lượng A, Bộ Chỉ huy B`: what they belong to.
            let belongs = noun == Noun::Body
                && doc.is(at, w::COMMA)
                && start.noun.is_some_and(|head| head != Noun::Body)
                && (from..at).any(|token| matches!(doc.text_of(token), "thuộc" | "của"));
            if belongs {
                return false;
            }
            if capital || noun == Noun::Pronoun || person_before {
                return true;
            }
            // Two plain nouns of one sort are one phrase: `cán bộ, chiến sĩ`, `tập thể cán bộ, chiến sĩ`.
            let personal = noun.is_personal();
            let of_people =
                doc.is(from, w::tập) && noun::head(doc, start.end).is_some_and(|(_, inner)| inner.is_personal());
            if of_people && personal && !is_plain_cell(doc, next) {
                return false;
            }
            if matches!((noun, start.noun), (Noun::Body, Some(Noun::Body)) | (Noun::Generic, Some(Noun::Generic))) {
                return (from..at).any(|token| doc.tokens()[token].is_capitalised());
            }
            match start.noun {
                // `Chủ tịch UBND tỉnh và lãnh đạo Công an tỉnh`.
                Some(Noun::Office) if noun == Noun::Office => true,
                Some(head) => head.is_personal() != personal || head == Noun::Thing || is_plain_cell(doc, next),
                None => true,
            }
        }
        None => {
            // A capital after a body's name goes on with it; after a person's it is the next person.
            let body = start.noun.is_some_and(|noun| matches!(noun, Noun::Body | Noun::Generic | Noun::Office));
            !body || noun::is_person_name(doc, next) || noun::is_open_quote(doc, next)
        }
    }
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
    // `Trường X, huyện Y, tỉnh Z`: an address.
    let here = place_word(doc, at);
    if here.is_some() && here != place_word(doc, last.tokens.start) && start.noun == Some(Noun::Body) {
        return true;
    }
    let foreign = last.start.noun.is_none() && last.start.proper && last.tokens.len() > 1;
    let named = last.start.count.is_none()
        && !last.start.plural
        && last.start.noun.is_none_or(|noun| noun.is_personal() || noun == Noun::Thing)
        && (noun::person(doc, last.tokens.clone()).is_some() || last.start.noun == Some(Noun::Pronoun) || foreign);
    let role = match start.noun {
        Some(Noun::Office | Noun::Individual | Noun::Person | Noun::Body) => true,
        // `Lust, bộ phim giành`: what the name is.
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
            // A name of its own must stand in the same member.
            (at..name.start).any(|token| doc.is(token, w::COMMA) || doc.is(token, w::và))
                || start.noun == Some(Noun::Body)
        })
}

/// The word for a part of the country at `at`, with what it is called after it.
fn place_word(doc: &Document<'_>, at: usize) -> Option<Key> {
    let named =
        |at: usize| doc.tokens().get(at).is_some_and(|next| next.is_capitalised() || next.class() == Class::Digits);
    match doc.key(at) {
        w::thành if doc.is(at + 1, w::phố) && named(at + 2) => Some(w::phố),
        key @ (w::tỉnh | w::huyện | w::quận | w::xã | w::phường | w::tp | w::thôn) if named(at + 1) => {
            Some(key)
        }
        _ => None,
    }
}

/// The recipients that a phrase speaks of. `alone`: one person without a count is one (the winner of a prize), else unknown.
pub(super) fn recipients(input: &Input<'_>, tokens: Range<usize>, alone: bool) -> Vec<(Recipient, Range<usize>)> {
    let listed = members(input, tokens);
    listed.into_iter().filter_map(|member| recipient(input, member, alone)).collect()
}

fn recipient(input: &Input<'_>, member: Member, alone: bool) -> Option<(Recipient, Range<usize>)> {
    let doc = input.doc;
    let Member { tokens, start } = member;
    let mut text = tokens.clone();
    let count = start.count.as_ref().map(Number::to_string);
    let many = start.plural || count.is_some();
    let one = || Some("1".to_owned());
    let after = start.end < tokens.end;
    let capital_after = after && doc.tokens()[start.end].is_capitalised();
    let (recipient_type, count) = match start.noun {
        Some(Noun::Individual | Noun::Person | Noun::Pronoun | Noun::Rank | Noun::Office) if !many => {
            let noun = start.noun?;
            let body_after = noun::names_body(doc, start.end);
            let country = start.end + 2 >= tokens.end && noun::is_place(doc, start.end);
            let name = if capital_after && noun != Noun::Office && !body_after && !country {
                Some(start.end..tokens.end)
            } else {
                noun::person(doc, tokens.clone()).or_else(|| noun::trailing_name(doc, &tokens, noun))
            };
            match name {
                Some(name) => {
                    // `đồng chí X` is X; `Đại sứ X` is the whole.
                    let title =
                        noun == Noun::Pronoun || doc.is(tokens.start, w::đồng) && doc.is(tokens.start + 1, w::chí);
                    if title {
                        text.start = name.start;
                    }
                    (RecipientType::Named, one())
                }
                None if noun == Noun::Pronoun || noun == Noun::Person || noun == Noun::Rank => {
                    (RecipientType::Individual, one())
                }
                None if noun == Noun::Office && !doc.is(tokens.start, w::lãnh) => (RecipientType::Individual, one()),
                None if doc.is(tokens.start, w::đồng) && !after => (RecipientType::Individual, one()),
                None if alone && is_definite(doc, &tokens, start.end) => (RecipientType::Individual, one()),
                None => (RecipientType::Individual, None),
            }
        }
        Some(Noun::Plural) => (RecipientType::Individual, None),
        Some(Noun::Individual | Noun::Person | Noun::Pronoun | Noun::Rank | Noun::Office) => {
            // `hai em A và B` with the names after is one phrase.
            (RecipientType::Individual, count)
        }
        Some(Noun::Household) => {
            let named = !many && capital_after;
            if named { (RecipientType::Household, one()) } else { (RecipientType::Household, count) }
        }
        Some(Noun::Generic | Noun::Body) if many => (RecipientType::Collective, count),
        // `tập thể Báo X` is the body X.
        Some(Noun::Generic)
            if doc.is(tokens.start, w::tập)
                && capital_after
                && matches!(noun::head(doc, start.end), Some((_, Noun::Body))) =>
        {
            text.start = start.end;
            (RecipientType::Named, one())
        }
        Some(Noun::Generic) if doc.is(tokens.start, w::tập) && doc.is(tokens.start + 1, w::thể) => {
            (RecipientType::Collective, None)
        }
        Some(Noun::Generic | Noun::Body) => {
            let named = doc.tokens()[tokens.start].is_capitalised() && start.noun == Some(Noun::Body)
                || start.noun == Some(Noun::Body) && doc.text_of(start.end) == "này"
                // `doanh nghiệp hàng đầu Việt Nam` names none; `công ty cổ phần Hải An` does.
                || (start.end..tokens.end.min(start.end + if start.noun == Some(Noun::Generic) { 2 } else { 5 }))
                    .any(|at| doc.tokens()[at].is_capitalised() || noun::is_open_quote(doc, at));
            if named { (RecipientType::Named, one()) } else { (RecipientType::Collective, None) }
        }
        Some(Noun::Thing) => {
            let named = !many
                && (start.end..tokens.end).any(|at| doc.tokens()[at].is_capitalised() || noun::is_open_quote(doc, at));
            if named { (RecipientType::Other, one()) } else { (RecipientType::Other, count) }
        }
        None if start.proper && !many => {
            text.end = name_alone(doc, text.clone());
            if (start.end..tokens.end).any(|at| noun::is_open_quote(doc, at)) {
                (RecipientType::Other, one())
            } else {
                (RecipientType::Named, one())
            }
        }
        None if many => (RecipientType::Other, count),
        None => return None,
    };
    Some((Recipient { recipient_type, count, text: doc.string_of(text.clone()) }, text))
}

/// A name without the words in small letters after it: of `Kiều Minh Tuấn vượt mặt các đàn anh` the first three.
fn name_alone(doc: &Document<'_>, tokens: Range<usize>) -> usize {
    word_sets! {
        GOES_ON = ["của", "ở", "tại", "và", "cùng", "với", "từ", "thuộc", "trong", "khi"];
    }
    let end = noun::capitals(doc, tokens.start);
    // Of one syllable alone (`Liên chi hội`) the words after it may be part of the name.
    let long = end >= tokens.start + 2
        || end == tokens.start + 1 && crate::syllable::Syllable::parse(doc.text_of(tokens.start)).is_none();
    let word = end < tokens.end
        && doc
            .tokens()
            .get(end)
            .is_some_and(|next| next.class() == Class::Word && next.gap() <= Gap::Space && !GOES_ON.has(next.key()));
    if long && word { end } else { tokens.end }
}

/// Whether a person without a name is described as one: `sao trẻ người Anh`.
fn is_definite(doc: &Document<'_>, tokens: &Range<usize>, head: usize) -> bool {
    (head..tokens.end).any(|at| doc.is(at, w::người) || doc.is(at, w::tuổi) && doc.is_number(at - 1))
        || (head..tokens.end).any(|at| matches!(doc.text_of(at), "này" | "ấy" | "trẻ"))
}

/// The conferrers that a phrase speaks of: authorities by their shortest full name, an office without its holder.
pub(super) fn conferrers(input: &Input<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let doc = input.doc;
    let mut out: Vec<Range<usize>> = Vec::new();
    // Whether the last one is a person of no office, whom the office after the name replaces.
    let mut person = false;
    let mut holder = false;
    // How many offices without a holder's name stand last, with commas between: `Phó Bí thư Huyện ủy, Chủ tịch UBND huyện X`.
    let mut vacant = 0;
    for member in members_raw(input, tokens) {
        let (shortest, is_person, has_holder) = shortest(doc, &member);
        if shortest.is_empty() {
            continue;
        }
        let office = matches!(member.start.noun, Some(Noun::Office));
        let apposed = !out.is_empty() && doc.is(member.tokens.start.saturating_sub(1), w::COMMA)
            || doc.text_of(member.tokens.start.saturating_sub(1)) == "-"
            || doc.text_of(member.tokens.start.saturating_sub(1)) == "–";
        if apposed && office && person {
            // `đồng chí X, Tỉnh ủy viên, Giám đốc Y`: to be a member is no office of its own.
            person = is_membership(doc, &shortest);
            if let Some(last) = out.last_mut() {
                *last = shortest;
            }
            holder = has_holder;
            continue;
        }
        // `Thủ tướng X, Chủ tịch Hội đồng Y`: another office of the same person.
        if apposed && office && holder && !has_holder {
            continue;
        }
        if office && has_holder && doc.is(member.tokens.start.saturating_sub(1), w::COMMA) {
            out.truncate(out.len() - vacant);
        }
        let goes_on = doc.is(member.tokens.end, w::COMMA);
        vacant = if office && !has_holder && goes_on { vacant + 1 } else { 0 };
        (person, holder) = (is_person, has_holder);
        out.push(shortest);
    }
    out
}

/// Whether the phrase says that somebody is a member of a committee: `Tỉnh ủy viên`, `Ủy viên Trung ương Đảng`, `TUV`.
fn is_membership(doc: &Document<'_>, phrase: &Range<usize>) -> bool {
    doc.is(phrase.start, w::ủy) && doc.is(phrase.start + 1, w::viên)
        || doc.is(phrase.end - 1, w::viên) && phrase.len() == 3
        || phrase.len() == 1
}

/// Like [`members`], but with the appositions, which may name the office; a spaced dash parts too.
fn members_raw(input: &Input<'_>, tokens: Range<usize>) -> Vec<Member> {
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

/// The shortest full name of an authority; whether it is a person of no office; whether an office had its holder's name.
fn shortest(doc: &Document<'_>, member: &Member) -> (Range<usize>, bool, bool) {
    let Member { tokens, start } = member;
    let mut tokens = tokens.clone();
    // `đồng chí X`, `ông X`, `đại diện X`.
    loop {
        match (doc.key(tokens.start), doc.key(tokens.start + 1)) {
            (w::đồng, w::chí) | (w::đại, w::diện) if tokens.len() > 2 => tokens.start += 2,
            _ => break,
        }
        if doc.is(tokens.start, Key::of("cho")) {
            tokens.start += 1;
        }
    }
    if matches!(start.noun, Some(Noun::Pronoun)) && start.end < tokens.end {
        tokens.start = start.end;
    }
    // `đồng chí X thay mặt Ban Y`: X acts.
    if let Some(behalf) = (tokens.start + 1..tokens.end).find(|at| doc.is(*at, w::thay) && doc.is(*at + 1, w::mặt)) {
        tokens.end = behalf;
    }
    // `Nhà nước hai lần`.
    if tokens.len() > 2 && doc.text_of(tokens.end - 1) == "lần" {
        tokens.end -= 2;
    }
    // Brackets say the name again.
    if let Some(open) = tokens.clone().find(|at| matches!(doc.text_of(*at), "(" | "[")) {
        tokens.end = open.max(tokens.start);
    }
    let head = noun::head(doc, tokens.start).map(|(_, noun)| noun);
    let office = matches!(head, Some(Noun::Office)) || doc.is(tokens.start, w::chủ);
    let name = noun::person(doc, tokens.clone());
    let mut holder = false;
    if office {
        match &name {
            Some(name) if name.start > tokens.start && name.end == tokens.end => {
                tokens.end = name.start;
                holder = true;
            }
            // `Tổng thống Hàn Quốc Moon Jae-in`.
            _ => {
                if let Some(name) = noun::trailing_name(doc, &tokens, Noun::Office) {
                    tokens.end = name.start;
                    holder = true;
                }
            }
        }
    }
    // `Thủ tướng Chính phủ nước CHXHCN Việt Nam`, `Chủ tịch nước Cộng hòa …`.
    for at in tokens.start + 1..tokens.end {
        let republic = doc.is(at, w::chxhcn) || doc.is(at, w::cộng) && doc.is(at + 1, Key::of("hòa"));
        if republic {
            let presidency = doc.is(at - 1, w::nước) && doc.is(tokens.start, w::chủ);
            tokens.end =
                if doc.is(at - 1, w::nước) && !(presidency && at - 1 == tokens.start + 2) { at - 1 } else { at };
            break;
        }
    }
    let person = !office
        && name.is_some()
        && matches!(head, None | Some(Noun::Pronoun | Noun::Individual | Noun::Person | Noun::Rank));
    (tokens, person, holder)
}

/// Whether a phrase in `tokens` may be what is praised: persons or bodies.
pub(super) fn is_party(input: &Input<'_>, at: usize) -> bool {
    let doc = input.doc;
    noun::start(input, at).is_some_and(|start| match start.noun {
        Some(Noun::Thing) => matches!(doc.text_of(start.end.saturating_sub(1)), "hình" | "gương" | "tiến"),
        Some(_) => true,
        None => {
            start.proper
                && !noun::is_open_quote(doc, at)
                && doc.tokens()[at].class() == Class::Word
                && doc.tokens()[at].gap() <= Gap::Space
        }
    })
}
