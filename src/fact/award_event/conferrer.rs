//! Conferrers: authorities by their shortest full name, an office without its holder.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            mandate,
            member::Member,
            noun::{self, Noun},
            party, words,
        },
    },
    lexicon::{Key, w},
    segment::Document,
};

/// The conferrers that a phrase speaks of: authorities by their shortest full name, an office without its holder.
pub(super) fn conferrers(input: &Input<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let doc = input.doc;
    let mut out: Vec<Range<usize>> = Vec::new();
    // Whether the last one is a person of no office, whom the office after the name replaces.
    let mut person = false;
    let mut holder = false;
    // How many offices without a holder's name are last, separated by commas: `Phó Bí thư Huyện ủy, Chủ tịch UBND huyện X`.
    let mut vacant = 0;
    for member in party::with_appositions(input, tokens) {
        let (shortest, is_person, has_holder) = shortest(doc, &member);
        // `trình cấp có thẩm quyền khen thưởng` names nobody.
        if shortest.is_empty() || doc.is(shortest.start, w::cấp) && doc.is(shortest.start + 1, w::có) {
            continue;
        }
        let office = matches!(member.start.noun, Some(Noun::Office));
        let apposed = !out.is_empty() && doc.is(member.tokens.start.saturating_sub(1), w::COMMA)
            || doc.text_of(member.tokens.start.saturating_sub(1)) == "-"
            || doc.text_of(member.tokens.start.saturating_sub(1)) == "–";
        if apposed && office && person {
            // `đồng chí X, Tỉnh ủy viên, Giám đốc Y`: membership is not an office of its own.
            person = is_membership(doc, &shortest);
            if let Some(last) = out.last_mut() {
                *last = shortest;
            }
            // What comes after is another office of the same person.
            holder = has_holder || !person;
            continue;
        }
        // `Chủ tịch UBND tỉnh, ông X, trao`: the holder of the office is named after it.
        if apposed
            && vacant == 1
            && is_person
            && noun::head(doc, member.tokens.start).is_some_and(|(_, noun)| matches!(noun, Noun::Pronoun | Noun::Rank))
        {
            (vacant, holder) = (0, true);
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

/// The shortest full name of an authority; whether it is a person of no office; whether an office had its holder's name.
fn shortest(doc: &Document<'_>, member: &Member) -> (Range<usize>, bool, bool) {
    let Member { tokens, start } = member;
    let mut tokens = without_title(doc, tokens.clone(), start);
    let head = noun::head(doc, tokens.start).map(|(_, noun)| noun);
    let office = matches!(head, Some(Noun::Office)) || doc.is(tokens.start, w::chủ);
    let name = noun::person(doc, tokens.clone());
    let mut holder = false;
    // `Tổng giám đốc X – ông Vincent Dufour`.
    let dashed = |at: &usize| {
        matches!(doc.key(*at), w::HYPHEN_MINUS | w::EN_DASH)
            && matches!(noun::head(doc, at + 1), Some((_, Noun::Pronoun | Noun::Rank)))
    };
    if office && let Some(dash) = (tokens.start + 1..tokens.end).find(dashed) {
        tokens.end = dash;
        holder = true;
    }
    if office {
        // `Tổng thống Hàn Quốc Moon Jae-in`: a foreign name has none of the listed family names.
        // `Bí thư Thành ủy Lê Lan dẫn đầu đoàn công tác`: what its holder does ends the office, too.
        let acts = |at: usize| words::is_predicate(doc, at) || matches!(doc.text_of(at), "dẫn" | "làm" | "chủ");
        let own = name.clone().filter(|name| name.start > tokens.start && (name.end == tokens.end || acts(name.end)));
        // `Chủ tịch Hồ Chí Minh` is a name.
        if own.as_ref().is_some_and(|own| doc.is(own.start, w::hồ) && doc.text_of(own.end - 1) == "Minh") {
            return (tokens, false, false);
        }
        if let Some(name) = own.or_else(|| noun::trailing_name(doc, &tokens, Noun::Office)) {
            tokens.end = name.start;
            holder = true;
        }
    }
    tokens.end = without_republic(doc, &tokens);
    // `Ông X - Bí thư Huyện ủy Y - đến thăm`.
    tokens.end -= usize::from(tokens.len() > 1 && matches!(doc.key(tokens.end - 1), w::HYPHEN_MINUS | w::EN_DASH));
    let person = !office
        && name.is_some()
        && matches!(head, None | Some(Noun::Pronoun | Noun::Individual | Noun::Person | Noun::Rank));
    (tokens, person, holder)
}

/// Without the title before it and what is said after it: of `đồng chí X thay mặt Ban Y` X.
fn without_title(doc: &Document<'_>, tokens: Range<usize>, start: &noun::Start) -> Range<usize> {
    let mut tokens = tokens;
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
    if let Some(behalf) = (tokens.start + 1..tokens.end).find(|at| mandate::is_behalf(doc, *at)) {
        tokens.end = behalf;
    }
    // `Đoàn công tác do ông X dẫn đầu`.
    if let Some(led) = (tokens.start + 1..tokens.end).find(|at| doc.is(*at, w::r#do)) {
        tokens.end = led;
    }
    // `Hội nghị năm nay`, `France Football xưa kia`.
    if tokens.len() > 2
        && matches!(
            (doc.key(tokens.end - 2), doc.text_of(tokens.end - 1)),
            (w::năm, "nay" | "qua" | "ngoái") | (_, "kia")
        )
    {
        tokens.end -= 2;
    }
    // `Nhà nước hai lần`.
    if tokens.len() > 2 && doc.text_of(tokens.end - 1) == "lần" {
        tokens.end -= 2;
    }
    // Brackets repeat the name.
    if let Some(open) = tokens.clone().find(|at| matches!(doc.text_of(*at), "(" | "[")) {
        tokens.end = open.max(tokens.start);
    }
    tokens
}

/// Where the name of an office ends before that of the country: `Thủ tướng Chính phủ nước CHXHCN Việt Nam`, `Chủ tịch nước Cộng hòa …`.
fn without_republic(doc: &Document<'_>, tokens: &Range<usize>) -> usize {
    for at in tokens.start + 1..tokens.end {
        let republic =
            doc.is(at, w::chxhcn) || doc.is(at, w::cộng) && doc.is(at + 1, Key::of("hòa")) && doc.is(at + 2, w::xã);
        if republic {
            let presidency = doc.is(at - 1, w::nước) && doc.is(tokens.start, w::chủ);
            return if doc.is(at - 1, w::nước) && !(presidency && at - 1 == tokens.start + 2) { at - 1 } else { at };
        }
    }
    tokens.end
}
