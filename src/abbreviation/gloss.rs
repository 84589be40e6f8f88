//! Finds where the name begins that a foreign or coined short form stands for: `Liên minh châu Âu (EU)`.
//!
//! The letters say nothing here, so the name must say it itself: it begins at the last head noun in capitals before the bracket
//! (`Tổ chức`, `Cục`, `Liên minh`), and between the two stands nothing that a name cannot hold. Where the dictionary knows the short form
//! by a name that begins with the same word, that word is the head even in small letters. Rejected: the first capital before the
//! bracket without a head noun (it cuts `Giám đốc Cục …` and joins names to their owners).

use crate::{
    abbreviation::compose::compose,
    lexicon::{Dictionary, Domain, Key, Known, NAME_HEADS, NameHead, squeeze, w, word_sets},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a name may have.
const REACH: usize = 24;
word_sets! {
    /// What the parts of a body are called; a fair, a summit or a treaty of it is none.
    PARTS = [
        "vụ", "cục", "cơ", "văn", "ủy", "trung", "viện", "ban", "phòng", "quỹ", "học",
    ];
    /// Words of a clause, in small letters in no name.
    CLAUSE = [
        "là", "đã", "đang", "sẽ", "được", "bị", "khi", "này", "như", "phải", "thì", "mà", "rằng", "vừa", "từng", "ngày",
    ];
}
/// How many tokens the name of a part may have before `của`.
const PART: usize = 9;

/// The token where the name begins that ends right before token `end` and that `short` stands for, where that is plain.
pub(super) fn start_of(
    doc: &Document<'_>,
    dictionary: &Dictionary,
    floor: usize,
    end: usize,
    short: &str,
    steps: &mut usize,
) -> Option<usize> {
    if short.chars().filter(|letter| letter.is_uppercase()).count() < 2 || !short.chars().all(char::is_alphanumeric) {
        return None;
    }
    // Sources such as `(TTXVN)`, put together of Vietnamese initials, gloss nothing.
    if compose(short, dictionary).is_some() {
        return None;
    }
    let known = dictionary.known(squeeze(short), short);
    let senses = known.map_or(&[][..], |known| known.senses);
    // The source of a report, a place, a unit: known, and no name of an organisation.
    let sure = known.is_none() || senses.iter().any(|sense| matches!(sense.domain, Domain::Foreign | Domain::Company));
    // The first two words of each sense, and whether it is no name: `đầu tư nước ngoài (FDI)`.
    let openings: Vec<(Key, Key, bool)> = senses
        .iter()
        .filter_map(|sense| {
            let mut words = sense.long.split(' ').map(Key::of);
            Some((words.next()?, words.next()?, sense.long.starts_with(char::is_lowercase)))
        })
        .collect();
    let mut found: Option<(usize, NameHead)> = None;
    let (mut index, mut listed) = (end, false);
    while index > floor && end - index < REACH {
        index -= 1;
        *steps += 1;
        let token = &doc.tokens()[index];
        match token.class() {
            Class::Word | Class::Digits => {}
            Class::Mark
                if matches!(
                    token.key(),
                    w::HYPHEN_MINUS
                        | w::EN_DASH
                        | w::AMPERSAND
                        | w::SOLIDUS
                        | w::LEFT_DOUBLE_QUOTATION_MARK
                        | w::RIGHT_DOUBLE_QUOTATION_MARK
                        | w::QUOTATION_MARK
                ) =>
            {
                continue;
            }
            // `Tổ chức Giáo dục, Khoa học và Văn hóa`: a list inside a name, which only the dictionary can tell from the end of one.
            Class::Mark if token.key() == w::COMMA && !openings.is_empty() => {
                listed = true;
                continue;
            }
            _ => break,
        }
        // `quân đội trung thành với Chính phủ X`: what stands before `với` is no part of the name behind it.
        if token.case() == Case::Lower && (CLAUSE.has(token.key()) || found.is_some() && token.key() == w::với) {
            break;
        }
        let opens = |opening: &(Key, Key, bool)| {
            (opening.0, opening.1) == (token.key(), doc.key(index + 1)) && (token.is_capitalised() || opening.2)
        };
        if openings.iter().any(opens) {
            found = Some((index, NameHead::Own));
            break;
        }
        if token.is_capitalised() {
            // A name of its own stands between the bracket and what stands further left, unless a dash leads on to the head of the whole:
            // `Hiệp định … Việt Nam - Liên minh châu Âu`.
            let closed = matches!(found, Some((at, NameHead::Own)) if !is_joined(doc, at));
            match doc.phrase(&NAME_HEADS, index) {
                Some((_, NameHead::None)) | None => {}
                Some(_) if closed || listed => {}
                Some((_, head)) if found.is_none() || *head == NameHead::Own => found = Some((index, *head)),
                Some(_) => {}
            }
        }
        let closed = matches!(found, Some((at, NameHead::Own)) if !is_joined(doc, at));
        if token.gap() >= Gap::Line || closed && openings.is_empty() {
            break;
        }
    }
    let (start, _) = found?;
    let known_as = openings.iter().any(|opening| (opening.0, opening.1) == (doc.key(start), doc.key(start + 1)));
    if end - start < 2 || !(sure || known_as) {
        return None;
    }
    // Where the dictionary knows the short form by the inner name, the outer one is not what it stands for.
    let part = if known_as { None } else { part_of(doc, floor, start, steps) };
    Some(part.unwrap_or(start))
}

/// Whether the name in `start..end` begins with all words of a sense, which is a name too.
pub(super) fn is_sense(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| {
        let mut at = start;
        sense.long.starts_with(char::is_uppercase)
            && sense.long.split(' ').all(|word| {
                at += 1;
                at <= end && doc.key(at - 1) == Key::of(word)
            })
    })
}

/// Whether the name at `start`, which has a capital, has the same first two words as a sense.
pub(super) fn is_known_as(doc: &Document<'_>, known: &Known<'_>, start: usize) -> bool {
    doc.tokens().get(start).is_some_and(|token| token.is_capitalised() && token.class() == Class::Word)
        && known.senses.iter().any(|sense| {
            let mut words = sense.long.split(' ').map(Key::of);
            sense.long.starts_with(char::is_uppercase)
                && words.next() == Some(doc.key(start))
                && words.next() == Some(doc.key(start + 1))
        })
}

/// `Vụ Văn hóa và Giáo dục của Bộ Ngoại giao Mỹ (ECA)`: a part of a body, named with it, from the start of the body's own name. What
/// stands between the two heads is a name: no more than two words in small letters together.
fn part_of(doc: &Document<'_>, floor: usize, whole: usize, steps: &mut usize) -> Option<usize> {
    let of = whole.checked_sub(1).filter(|of| *of > floor && doc.is(*of, w::của))?;
    let (mut small, mut part) = (0, None);
    for index in (floor.max(of.saturating_sub(PART))..of).rev() {
        *steps += 1;
        let token = &doc.tokens()[index];
        if token.class() != Class::Word {
            break;
        }
        if !token.is_capitalised() {
            small += 1;
            if small > 2 {
                break;
            }
            continue;
        }
        small = 0;
        if PARTS.has(token.key())
            && matches!(doc.phrase(&NAME_HEADS, index), Some((_, NameHead::Own | NameHead::Inner)))
        {
            part = Some(index);
        }
        if token.gap() >= Gap::Line {
            break;
        }
    }
    part.filter(|index| of - index > 2)
}

fn is_joined(doc: &Document<'_>, index: usize) -> bool {
    index > 0 && matches!(doc.key(index - 1), w::HYPHEN_MINUS | w::EN_DASH) && doc.tokens()[index].gap() != Gap::None
}
