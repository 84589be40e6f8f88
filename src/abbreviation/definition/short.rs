//! Short forms in and before brackets, by their letters and marks alone.

use std::ops::Range;

use crate::{
    abbreviation::shape::is_vietnamese,
    lexicon::{is_quote, table_sets, w},
    segment::{Case, Class, Document, Gap},
};

/// How many short forms one bracket may define.
const SHORTS: usize = 4;
/// The longest number that may follow a short form: `SARCON 85`, `DIFF 2017`.
const NUMBER: usize = 4;

table_sets! {
    "abbreviations.tsv":
    /// English words that name an event: `FA Cup` is none of the names of its body.
    EVENTS = "event";
    /// Stock exchanges, and words that lead to a ticker: `(HOSE: XYZ)`.
    EXCHANGES = "exchange";
}

/// Whether a bracket holds the ticker of a share beside its exchange: `(HOSE: XYZ)`, `(XYZ – sàn HNX)`.
pub(super) fn is_listed(doc: &Document<'_>, mut inside: Range<usize>) -> bool {
    inside.clone().any(|at| EXCHANGES.has(doc.key(at)))
        && inside
            .any(|at| is_short_piece(doc, at) && doc.token(at).class() == Class::Word && !EXCHANGES.has(doc.key(at)))
}

/// The short forms in a bracket, in order; empty if it contains anything else.
pub(super) fn shorts_in(doc: &Document<'_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut index = after_cue(doc, inside.clone());
    let cued = index > inside.start;
    while index < inside.end && found.len() < SHORTS {
        if is_quote(doc.key(index)) {
            index += 1;
            continue;
        }
        let Some(mut short) = short_at(doc, index, inside.end) else { break };
        // A number or an English word that ends the bracket belongs to it: `SOM 2`, `PV Power`.
        if short.end + 1 == inside.end && (is_own_number(doc, &short) || is_trade_word(doc, short.end)) {
            short.end += 1;
        }
        // `ADMM+`, `AAE-1`: what is glued to it at the end of the bracket belongs to it, too.
        if is_plus(doc, short.end, inside.end) {
            short.end += 1;
        } else if is_glued_number(doc, short.end, inside.end) {
            short.end += 2;
        }
        index = short.end;
        if is_open(doc, index) {
            return Vec::new();
        }
        found.push(short);
        while index < inside.end && is_quote(doc.key(index)) {
            index += 1;
        }
        match doc.key(index) {
            _ if index == inside.end => return found,
            w::COMMA
            | w::SEMICOLON
            | w::SOLIDUS
            | w::HYPHEN_MINUS
            | w::EN_DASH
            | w::EM_DASH
            | w::và
            | w::hoặc
            | w::hay
            | w::COLON => index += 1,
            // After a cue the short form counts whatever follows it.
            _ if cued => return found,
            _ => return Vec::new(),
        }
    }
    if found.len() == SHORTS && index < inside.end {
        return Vec::new();
    }
    // `(RSI, W%R, STO…)`: one of a list that goes on.
    if index < inside.end && doc.is(index - 1, w::COMMA) && is_short_piece(doc, index) {
        return Vec::new();
    }
    // `(EU - European Union)`, `(HNX: mã chứng khoán …)`: the first one, explained. A comma and another dash go on with a list: `(NLX - Nhật,
    // Kohl - Đức)`.
    if index < inside.end {
        let is_dash = |at: &usize| matches!(doc.key(*at), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH);
        let comma = (index..inside.end).find(|at| doc.is(*at, w::COMMA));
        if is_dash(&(index - 1)) && comma.is_some_and(|comma| (comma..inside.end).any(|at| is_dash(&at))) {
            return Vec::new();
        }
        found.truncate(1);
    }
    found
}

/// Whether the number after a short form belongs to it: `SOM 2`, but not `SN 1987`.
fn is_own_number(doc: &Document<'_>, short: &Range<usize>) -> bool {
    doc.tokens().get(short.end).is_some_and(|token| token.class() == Class::Digits && token.span().len() <= NUMBER)
        && !doc.is(short.start, w::sn)
}

/// Whether a plus sign ends a bracket: `ADMM+`.
fn is_plus(doc: &Document<'_>, mark: usize, end: usize) -> bool {
    mark + 1 == end && doc.is(mark, w::PLUS_SIGN) && doc.token(mark).is_glued()
}

/// Whether a hyphen and a number end a bracket: `AAE-1`.
fn is_glued_number(doc: &Document<'_>, mark: usize, end: usize) -> bool {
    let is_glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.is_glued());
    mark + 2 == end
        && doc.is(mark, w::HYPHEN_MINUS)
        && is_glued(mark)
        && is_glued(mark + 1)
        && doc.token(mark + 1).class() == Class::Digits
}

/// Whether a token is an English word in a firm's name: the `Power` of `PV Power`. That of a tournament is another name (`FA Cup`).
fn is_trade_word(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    let text = doc.text_of(at);
    token.class() == Class::Word
        && token.case() == Case::Title
        && token.gap() == Gap::Space
        && text.is_ascii()
        && text.len() > 3
        && !is_vietnamese(text)
        && !EVENTS.has(token.key())
}

/// Whether a short form continues after `end`, like a code or another kind of name: `IL-38 SD`, `VNPT-Net`.
pub(super) fn is_open(doc: &Document<'_>, end: usize) -> bool {
    let (Some(mark), Some(after)) = (doc.tokens().get(end), doc.tokens().get(end + 1)) else { return false };
    mark.is_glued()
        && after.is_glued()
        && matches!(mark.key(), w::HYPHEN_MINUS | w::SOLIDUS)
        && match after.class() {
            Class::Digits => true,
            // `VNPT-Net`, `VVT-i`
            Class::Word => {
                let text = doc.text_of(end + 1);
                let letter = text.len() == 1 && after.case() == Case::Lower;
                letter || !is_vietnamese(text) || after.case() == Case::Title && text.is_ascii()
            }
            _ => false,
        }
}

/// The short form after its English: `(Anti-lock Braking System – ABS)`, `(Alpha-Hydroxy Acid hay AHA)`.
pub(super) fn short_after_english(doc: &Document<'_>, inside: Range<usize>) -> Option<Range<usize>> {
    let mark = (inside.start + 1..inside.end).rev().find(|&at| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::COMMA | w::COLON | w::hay | w::hoặc)
    })?;
    let short = short_at(doc, mark + 1, inside.end).filter(|short| short.end == inside.end)?;
    // A list of codes is not English: `(EUR, JPY, GBP)`.
    let words = doc.tokens().get(inside.start..mark)?;
    let spelled =
        words.iter().any(|token| token.class() == Class::Word && !matches!(token.case(), Case::Upper | Case::Mixed));
    (spelled && is_foreign(doc, inside.start..mark)).then_some(short)
}

/// Whether tokens are words in another language: without diacritics, and with a word that is not a Vietnamese
/// syllable.
pub(super) fn is_foreign(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let is_plain = |at: usize| match doc.token(at).class() {
        Class::Word => doc.text_of(at).is_ascii(),
        Class::Mark => {
            matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA | w::AMPERSAND | w::SOLIDUS)
                || is_quote(doc.key(at))
        }
        _ => false,
    };
    tokens.len() > 1
        && tokens.clone().all(is_plain)
        && tokens.clone().any(|at| {
            let text = doc.text_of(at);
            doc.token(at).class() == Class::Word && text.len() > 2 && !is_vietnamese(text)
        })
}

/// The token after a cue (`sau đây gọi tắt là`, `viết tắt`, `tên tiếng Anh là`) at the start of a bracket.
pub(super) fn after_cue(doc: &Document<'_>, inside: Range<usize>) -> usize {
    let mut index = inside.start;
    let mut seen = false;
    while index < inside.end {
        match doc.key(index) {
            w::sau
            | w::đây
            | w::dưới
            | w::từ
            | w::tên
            | w::được
            | w::chung
            | w::tiếng
            | w::anh
            | w::giao
            | w::dịch
            | w::thường
            | w::hay
            | w::còn
                if index < inside.start + 8 => {}
            w::gọi | w::viết | w::tắt => seen = true,
            w::là | w::COLON if seen || index > inside.start => return index + 1,
            _ => break,
        }
        index += 1;
    }
    if seen { index } else { inside.start }
}

/// The short form at `start`: pieces in capitals, separated by marks with or without spaces (`LĐ - TB & XH`), by `và`.
pub(super) fn short_at(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    if !is_short_piece(doc, start) || doc.tokens().get(start)?.class() != Class::Word {
        return None;
    }
    let limit = limit.min(start + 14).min(doc.tokens().len());
    let mut end = start + 1;
    while end < limit {
        let glued = doc.token(end).gap() == Gap::None;
        // `GD ĐT`, `NS ƯT`: the letters decide whether the pieces are one.
        if (glued || doc.token(end).class() == Class::Word) && is_short_piece(doc, end) {
            end += 1;
            continue;
        }
        let joins = matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND | w::và)
            || glued && matches!(doc.key(end), w::COMMA | w::FULL_STOP | w::SOLIDUS);
        let spaced = doc.tokens().get(end + 1).is_some_and(|token| token.gap() != Gap::None);
        let capitals = end + 1 < limit && is_short_piece(doc, end + 1) && doc.token(end + 1).class() == Class::Word;
        // A spaced dash separates two names (`EU - ASEAN`) as often as it joins one; the letters decide, so joining is
        // tried first.
        if joins && capitals && (glued != spaced || !glued) {
            end += 2;
        } else {
            break;
        }
    }
    let capitals = doc
        .tokens_in(start..end)
        .iter()
        .zip(start..)
        .map(|(_, index)| doc.text_of(index).chars().filter(|letter| letter.is_uppercase()).count())
        .sum::<usize>();
    (capitals >= 2).then_some(start..end)
}

/// The short form that ends right before `end`: pieces without spaces.
pub(super) fn short_before(doc: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut start = end;
    let is_glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap() == Gap::None);
    while start > floor && is_short_piece(doc, start - 1) && (start == end || is_glued(start)) {
        start -= 1;
        // `WR-V`, `R&D`, `E.D`
        if start > floor + 1
            && is_glued(start)
            && is_glued(start - 1)
            && (matches!(doc.key(start - 1), w::HYPHEN_MINUS | w::AMPERSAND)
                || doc.is(start - 1, w::FULL_STOP) && doc.text_of(start).len() == 1)
        {
            start -= 1;
        }
    }
    (start < end && doc.token(start).class() == Class::Word).then_some(start..end)
}

/// Whether a token may be part of a short form: capitals, mixed case (`ThS`), digits.
pub(super) fn is_short_piece(doc: &Document<'_>, index: usize) -> bool {
    doc.tokens().get(index).is_some_and(|token| match token.class() {
        Class::Word => matches!(token.case(), Case::Upper | Case::Mixed) || is_second_element(doc, index),
        Class::Digits => token.gap() == Gap::None,
        _ => false,
    })
}

/// `CH2Cl2`: an element of two letters after the number of another.
fn is_second_element(doc: &Document<'_>, index: usize) -> bool {
    let (Some(token), Some(before)) = (doc.tokens().get(index), index.checked_sub(1)) else { return false };
    token.case() == Case::Title
        && token.span().len() == 2
        && token.is_glued()
        && doc.token(before).class() == Class::Digits
        && doc.token(before).is_glued()
}

/// Whether a separate number ends a short form: `SARCON 85`.
pub(super) fn has_number(doc: &Document<'_>, short: &Range<usize>) -> bool {
    short.len() > 1
        && doc
            .tokens()
            .get(short.end - 1)
            .is_some_and(|token| token.class() == Class::Digits && token.gap() == Gap::Space)
}
