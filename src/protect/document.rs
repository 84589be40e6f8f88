//! The number and symbol of a document: `30/2020/NĐ-CP`, `01-KL/TW`, `1992/QĐ - BTC`, `64/CP`, `236-CT`, `100/2015/QH13`.
//!
//! Number, optional year, then the symbol: parts in capital letters joined by `-` and `/`. Without a year the shape alone
//! proves little (`24/7`, `3-CATP`, `304 - ĐH`), so the parts must be known (`data/documents.tsv`,
//! `data/document_issuers.tsv`) or a type word or `số` must come before the number. Source of the form: Decree 30/2020/NĐ-CP,
//! article 8 and annex III; Party Instruction 36-HD/VPTW.

use super::cursor::{is_inside_word, letters, skip_digits, space, word_before};
use crate::lexicon::{Key, SymbolPart, symbol_part, w};
use crate::span::Cut as _;

/// Evidence before a number that it is a document number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    Nothing,
    /// `số`, or a word that ends the name of a type.
    Weak,
    /// The unambiguous name of a type: `Nghị định`, `Thông tư số`.
    Strong,
}

/// The end of the document number that starts with the digits `start..end`, if there is one.
#[inline]
pub(super) fn at(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // The cheapest tests first: most numbers of a text end here.
    if !matches!(bytes.get(end)?, b'/' | b'-' | b' ' | b'.' | 0xE2 | 0xC2..=0xC4 | b'A'..=b'Z' | b'a'..=b'z')
        || end - start > 6
    {
        return None;
    }
    // A space continues only before the separator of number and symbol, a full stop only within the number.
    let leads_on = match bytes[end] {
        b' ' => {
            matches!(bytes.get(end + 1), Some(b'/' | b'-' | 0xE2)) || symbol_after_space(text, start, end).is_some()
        }
        b'.' => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        _ => true,
    };
    if !leads_on || is_inside_word(text, start) || follows_number(bytes, start) {
        return None;
    }
    if let Some(end) = symbol_after_space(text, start, end) {
        return Some(end);
    }
    let number_end = number_suffix(text, thousands(bytes, start, end));
    let (slash, symbol, mut spaced) = separator(text, number_end)?;
    let year_end = skip_digits(bytes, symbol);
    match year_end - symbol {
        0 => {}
        4 if !spaced && is_year(text.cut(symbol..year_end)) => {
            return after_year(text, start, year_end).or_else(|| bare(text, start, number_end, year_end, slash));
        }
        // `03/98/TT-BXD`.
        2 if slash && !spaced => {
            let (_, symbol, spaced) = separator(text, year_end)?;
            return symbol_end(text, symbol).filter(|symbol| !spaced && symbol.known > 0).map(|symbol| symbol.end);
        }
        _ => return None,
    }
    // `(số) 5 /QĐ-UBND` is one, `5 - Việt Nam` is not.
    spaced &= !slash;
    let Some(symbol) = symbol_end(text, symbol) else { return small_symbol(text, start, symbol) };
    is_accepted(text, &symbol, slash, spaced, cue(text, start)).then_some(symbol.end)
}

/// The end of the symbol after a number and its year, which ends at `year_end`: `30/2020/NĐ-CP`, `67/2014 NĐ-CP`.
fn after_year(text: &str, start: usize, year_end: usize) -> Option<usize> {
    let Some((_, symbol, spaced)) = separator(text, year_end) else {
        // A space instead of the slash.
        let (symbol, spaced) = space(text.as_bytes(), year_end);
        return symbol_end(text, symbol)
            .filter(|symbol| spaced && symbol.known > 1 && matches!(symbol.first, Some(SymbolPart::Type(_))))
            .map(|symbol| symbol.end);
    };
    match symbol_end(text, symbol) {
        Some(symbol) if !spaced || symbol.known > 0 => Some(symbol.end),
        _ => small_symbol(text, start, symbol),
    }
}

/// Whether a number with this symbol and without a year is a document number, by the known parts and the words before it.
fn is_accepted(text: &str, symbol: &Symbol, slash: bool, spaced: bool, cue: Cue) -> bool {
    match (slash, symbol.first, symbol.parts) {
        // A type and an issuer: `01-KL/TW`, `459/QĐ-UBND`, `01 - KL/TW`.
        (_, Some(SymbolPart::Type(_)), 2..) => symbol.known > 1 || !spaced,
        (true, Some(_), 0 | 1) => {
            cue > Cue::Nothing
                || matches!(text.cut(symbol.start..symbol.end), "QĐ" | "NĐ" | "NQ" | "TTg" | "CP" | "HĐBT")
        }
        (true, Some(SymbolPart::Issuer(_)), 2..) => true,
        (true, None, parts) => cue > Cue::Nothing || parts > 1 && symbol.end - symbol.start > 5,
        // `236-CT`, `64-CP`, `152-TTg`.
        (false, Some(_), _) => cue > Cue::Nothing && !spaced,
        (false, None, _) => cue == Cue::Strong && !spaced,
    }
}

/// The end of a symbol separated by a space from its number, after a type word or `số`: `Quyết định số 15 QĐ/VKS`.
fn symbol_after_space(text: &str, start: usize, end: usize) -> Option<usize> {
    if text.as_bytes().get(end) != Some(&b' ') || !text.cut(end + 1..).starts_with(char::is_uppercase) {
        return None;
    }
    let symbol = symbol_end(text, end + 1)?;
    let typed = symbol.parts > 1 && symbol.known > 0 && matches!(symbol.first, Some(SymbolPart::Type(_)));
    (typed && cue(text, start) > Cue::Nothing).then_some(symbol.end)
}

/// Whether the digits continue a number, a date or a ratio: `20/11/…`, `1.234…`, `2-1`.
fn follows_number(bytes: &[u8], start: usize) -> bool {
    matches!(bytes[..start], [.., b'0'..=b'9', b'.' | b'/' | b'-' | b':'])
}

/// The end of a number with thousands separators: `1.992`.
fn thousands(bytes: &[u8], start: usize, end: usize) -> usize {
    if bytes.get(end) == Some(&b'.') && end - start <= 3 && skip_digits(bytes, (end + 1).min(bytes.len())) == end + 4 {
        end + 4
    } else {
        end
    }
}

/// The end of a number with the letter of an inserted document: `125a/2009/…`, `18A/NQ-CP`.
fn number_suffix(text: &str, end: usize) -> usize {
    let (width, upper, lower) = letters(text.cut(end..));
    let joined = matches!(text.as_bytes().get(end + width), Some(b'/' | b'-'));
    if upper + lower == 1 && joined { end + width } else { end }
}

/// The `/` or dash at `at`, with at most one space each side: whether it is a slash, the position after it, and whether there
/// are spaces.
fn separator(text: &str, at: usize) -> Option<(bool, usize, bool)> {
    let bytes = text.as_bytes();
    let (mark, before) = space(bytes, at);
    let (slash, end) = match bytes.get(mark..)? {
        [b'/', ..] => (true, mark + 1),
        [b'-', ..] => (false, mark + 1),
        [0xE2, 0x80, 0x90..=0x93, ..] => (false, mark + 3),
        // U+2044, which OCR writes for a slash.
        [0xE2, 0x81, 0x84, ..] => (true, mark + 3),
        _ => return None,
    };
    let (next, after) = space(bytes, end);
    Some((slash, next, before || after))
}

/// Whether digits in the number of a document are a year: those of this State begin in 1945.
pub(crate) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && ("1945".."2100").contains(&digits)
}

/// `83/2009` without a symbol: without the type word before it, this would be a month and year.
fn bare(text: &str, start: usize, number_end: usize, end: usize, slash: bool) -> Option<usize> {
    let cut = matches!(text.as_bytes().get(end), Some(b'/' | b'-' | b'0'..=b'9'));
    let is_one = slash && !cut && number_end - start <= 4 && cue(text, start) == Cue::Strong;
    is_one.then_some(end)
}

fn cue(text: &str, start: usize) -> Cue {
    let Some((word, mut before)) = word_before(text, start) else { return Cue::Nothing };
    let mut key = Key::of(word);
    let mut cue = Cue::Nothing;
    // `Kế hoạch số 12/2017`: with `số`, any type word is as good as a strong one.
    let numbered = key == w::số;
    if numbered {
        cue = Cue::Weak;
        let Some((word, at)) = word_before(text, before) else { return cue };
        (key, before) = (Key::of(word), at);
    }
    let first = word_before(text, before).map_or(Key::NONE, |(word, _)| Key::of(word));
    match (first, key) {
        (_, w::nđ | w::qđ | w::nq | w::cv)
        | (w::án, w::lệ)
        | (w::nghị, w::định | w::quyết)
        | (w::quyết, w::định)
        | (w::thông, w::tư)
        | (w::chỉ, w::thị)
        | (w::công, w::văn | w::điện)
        | (w::pháp | w::sắc, w::lệnh)
        | (w::liên, w::tịch) => Cue::Strong,
        (
            _,
            w::định
            | w::quyết
            | w::tư
            | w::thị
            | w::văn
            | w::luật
            | w::lệnh
            | w::trình
            | w::báo
            | w::luận
            | w::dẫn
            | w::hoạch
            | w::điện
            | w::cáo
            | w::tịch
            | w::bản
            | w::phép
            | w::bảng
            | w::chế
            | w::án
            | w::mời,
        ) => {
            if numbered {
                Cue::Strong
            } else {
                Cue::Weak
            }
        }
        _ => cue,
    }
}

/// A symbol and its known parts.
struct Symbol {
    start: usize,
    end: usize,
    first: Option<SymbolPart>,
    parts: usize,
    known: usize,
}

/// The symbol at `start`: `NĐ-CP`, `TTLT-BTC-BNV`, `QĐ - BTC`, `UBTVQH13`.
fn symbol_end(text: &str, start: usize) -> Option<Symbol> {
    let bytes = text.as_bytes();
    let (mut end, first) = part(text, start)?;
    let mut symbol = Symbol { start, end, first, parts: 1, known: usize::from(first.is_some()) };
    // Joint circulars of three ministries have at most six parts.
    while symbol.parts < 6 {
        let Some(next) = joined(text, end, &symbol) else { break };
        let Some((next_end, known)) = part(text, next) else { break };
        let spaced = bytes[end] == b' ' || bytes[next - 1] == b' ' || bytes[next - 1] == 0xA0;
        let dotted = bytes[end] == b'.';
        if spaced && known.is_none()
            || dotted && (next_end - next > 5 || known.is_some_and(|known| matches!(known, SymbolPart::Type(_))))
        {
            break;
        }
        end = next_end;
        symbol.end = end;
        symbol.parts += 1;
        symbol.known += usize::from(known.is_some());
    }
    Some(symbol)
}

/// The end of a lower-case symbol whose parts are all known, after a type word and a number: `số 15/2020/nđ-cp`.
fn small_symbol(text: &str, number: usize, start: usize) -> Option<usize> {
    if cue(text, number) < Cue::Strong {
        return None;
    }
    let mut end = start;
    let mut known = 0;
    loop {
        let (width, upper, lower) = letters(text.get(end..)?);
        let part = text.cut(end..end + width);
        let digits = skip_digits(text.as_bytes(), end + width);
        if upper > 0 || lower < 2 || symbol_part(part).is_none() || digits - end - width > 2 {
            return None;
        }
        (end, known) = (digits, known + 1);
        match text.as_bytes().get(end) {
            Some(b'-' | b'/') if known < 6 => end += 1,
            _ => break,
        }
    }
    let cut = text.cut(end..).starts_with(|c: char| c.is_alphanumeric());
    (known > 1 && !cut).then_some(end)
}

/// The start of the next part, if one is joined: `-`, `/`, `.`; with spaces only between a type and its issuer.
fn joined(text: &str, end: usize, symbol: &Symbol) -> Option<usize> {
    if text.as_bytes().get(end) == Some(&b'.') {
        return Some(end + 1);
    }
    let (slash, next, spaced) = separator(text, end)?;
    let may_be_spaced = symbol.parts == 1 && matches!(symbol.first, Some(SymbolPart::Type(_)));
    (!spaced || may_be_spaced || slash && text.as_bytes().get(end) == Some(&b'/')).then_some(next)
}

/// One part of a symbol: its end, and its meaning.
fn part(text: &str, start: usize) -> Option<(usize, Option<SymbolPart>)> {
    let rest = text.get(start..)?;
    let (mut end, mut upper, mut lower) = letters(rest);
    if upper == 0 || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    // `GD&ĐT`, `BLĐTB&XH`.
    if rest.as_bytes().get(end) == Some(&b'&') {
        let (more, more_upper, more_lower) = letters(rest.cut(end + 1..));
        if more_upper > 0 && more_lower == 0 {
            (end, upper, lower) = (end + 1 + more, upper + more_upper, lower + more_lower);
        }
    }
    let letters_end = end;
    // `QH13`, `HĐND17`.
    end = skip_digits(rest.as_bytes(), end);
    if end - letters_end > 2 || rest.cut(end..).starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let known = symbol_part(rest.cut(..letters_end));
    // Unknown parts are all capitals (`STNMT`, `ĐT`) or nearly so (`TTr`); a single capital is not a part, except `L` for
    // laws and `K`.
    let shaped = upper > 1 && lower <= 1 || upper == 1 && lower == 0;
    (known.is_some() && upper > 0 && lower <= upper + 1 || shaped).then_some((start + end, known))
}
