//! Steps 3 and 4: letters that only look Vietnamese.
//!
//! `Ð` (Icelandic eth), `Ɖ` (African d) and a `D` with an overlaid stroke for `Đ`; Cyrillic and Greek letters, `ǎ` and `ƣ` for Latin ones. Only
//! the word shows what a letter is: `Ðảng` is not Icelandic, `Guðmundur` is. So a word is repaired as a whole, and the repair is kept if it
//! gives a syllable or, for `Đ` alone, an abbreviation. Replacing letter by letter was rejected: it turns `СССР` and `Suðurland` into nonsense.

use std::ops::Range;

use super::{
    Reason,
    rewrite::{Rewrite, Rewritten},
    runs::{Shield, run_around},
};
use crate::{
    bytes::{Places, is_among},
    protect::Shape,
    span::{Cut as _, Span},
    syllable::{letter::Letter, spells_syllable},
};

/// Longer runs of letters are never syllables; a syllable has at most seven letters of at most seven bytes with their marks.
const LONGEST: usize = 64;

/// Applies both steps to the ranges `doubts` of the result of the previous steps; outside them are no look-alikes.
pub(super) fn apply(text: &str, doubts: &[Range<usize>]) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    // The symbol of a document is an abbreviation like any other: old pages print `15/2021/NÐ-CP`.
    let mut shield = Shield::sparing(text, &[Shape::DocumentNumber]);
    for doubt in doubts {
        let mut places = Places::new(&text.as_bytes()[..doubt.end], is_suspect);
        let mut at = doubt.start;
        while let Some(place) = places.next(at) {
            let (run, next) = run_around(text, at, place);
            at = next;
            repair(text, run, &mut shield, &mut rewrite);
        }
    }
    rewrite.finish()
}

/// Repairs the run of letters `run`, if it is a word with look-alikes.
fn repair(text: &str, run: Span, shield: &mut Shield<'_>, rewrite: &mut Rewrite<'_>) {
    let word = text.cut(run.range());
    if word.len() > LONGEST || !word.chars().any(|char| stroke(char).or(twin(char)).is_some() || is_overlay(char)) {
        return;
    }
    let Some(repair) = Repair::of(word) else { return };
    if repair.is_right(text, run) && !shield.covers(run) {
        for piece in &repair.pieces {
            let span = Span::new(run.start + piece.span.start, run.start + piece.span.end);
            rewrite.replace_char(span, piece.with, Reason::LookAlike);
        }
    }
}

/// Whether a letter that starts with these two bytes may be a look-alike: a letter with a stroke, `ǎ` or a combining caron, `ƣ`, an overlaid
/// stroke, or U+0370–052F. No look-alike is missed.
#[inline]
pub(super) const fn is_suspect(first: u8, second: u8) -> bool {
    // Branchless, for `Places`.
    (first == 0xC3) & (second & !0x20 == 0x90)
        | (first == 0xC6) & ((second == 0x89) | (second & !1 == 0xA2))
        | (first == 0xC7) & ((second == 0x8D) | (second == 0x8E))
        | (first == 0xC9) & (second == 0x96)
        | (first == 0xCC) & ((second == 0xB5) | (second == 0xB6) | (second == 0x8C))
        | is_among(first, 0xCD, 0xD4)
}

struct Piece {
    span: Span,
    with: char,
}

/// A word with its look-alikes replaced.
struct Repair {
    word: String,
    pieces: Vec<Piece>,
    /// Whether letters of another script or `ǎ` were replaced, not only strokes.
    foreign: bool,
    /// Whether any original letter was Latin.
    latin: bool,
}

impl Repair {
    fn of(word: &str) -> Option<Self> {
        let mut out =
            Self { word: String::with_capacity(word.len()), pieces: Vec::new(), foreign: false, latin: false };
        let mut chars = word.char_indices().peekable();
        while let Some((start, char)) = chars.next() {
            let mut end = start + char.len_utf8();
            if matches!(char, 'd' | 'D') && chars.next_if(|(_, next)| is_overlay(*next)).is_some() {
                end += 2;
            }
            let overlaid = end > start + char.len_utf8();
            let with = if overlaid { stroke(if char == 'd' { 'ð' } else { 'Ð' }) } else { stroke(char) };
            let twin = twin(char);
            out.latin |= twin.is_none() && (Letter::read(char).is_some() || with.is_some())
                || matches!(char, 'ǎ' | 'Ǎ' | 'ƣ' | 'Ƣ');
            out.foreign |= twin.is_some();
            let Some(mut with) = with.or(twin) else {
                out.word.push(char);
                continue;
            };
            // Cyrillic `а` + acute has no precomposed letter, `á` is one.
            while let Some((at, mark)) = chars.peek().copied() {
                let Some(letter) = unicode_normalization::char::compose(with, mark) else { break };
                (with, end) = (letter, at + mark.len_utf8());
                chars.next();
            }
            out.word.push(with);
            out.pieces.push(Piece { span: Span::new(start, end), with });
        }
        (!out.pieces.is_empty()).then_some(out)
    }

    fn is_right(&self, text: &str, run: Span) -> bool {
        if self.foreign {
            return self.latin && spells_syllable(&self.word);
        }
        spells_syllable(&self.word)
            || is_abbreviation(&self.word)
            || has_own_letter(&self.word)
            || in_slashed_abbreviation(text, run)
            || is_after_number(text, run)
            || is_initial(text, run)
    }
}

/// `NLĐ`, `LĐTBXH`: capitals, with few vowels if there are more than three, since they are initials of syllables. Icelandic in
/// capitals (`NORÐUR`) has a vowel every second letter.
fn is_abbreviation(word: &str) -> bool {
    let mut vowels = 0;
    let mut length = 0;
    for char in word.chars() {
        let Some(letter) = Letter::read(char).filter(|letter| letter.upper) else { return false };
        vowels += usize::from(letter.base.is_vowel());
        length += 1;
    }
    (2..=12).contains(&length) && (length <= 3 || vowels * 4 < length)
}

/// Whether it has a letter that only Vietnamese uses: a name such as `Đắk` is not a syllable, but clearly
/// Vietnamese.
fn has_own_letter(word: &str) -> bool {
    word.chars().any(|char| matches!(char, 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}'))
        && word.chars().all(|char| Letter::read(char).is_some())
}

/// `Đ/c`, `TB/Đ`: up to three letters on both sides of a slash.
fn in_slashed_abbreviation(text: &str, run: Span) -> bool {
    let short = |letters: usize| (1..=3).contains(&letters);
    let length = text.cut(run.range()).chars().count();
    let after = || match text.cut(run.end..).strip_prefix('/') {
        Some(rest) => rest.chars().take(4).take_while(|char| char.is_alphabetic()).count(),
        None => 0,
    };
    let before = || match text.cut(..run.start).strip_suffix('/') {
        Some(rest) => rest.chars().rev().take(4).take_while(|char| char.is_alphabetic()).count(),
        None => 0,
    };
    short(length) && (short(after()) || short(before()))
}

/// `10.000đ`, `lớp 10Đ`: the single letter of a currency or a series.
fn is_after_number(text: &str, run: Span) -> bool {
    let digit = |char: char| char.is_ascii_digit();
    text.cut(run.range()).chars().nth(1).is_none()
        && text.cut(..run.start).ends_with(digit)
        && !text.cut(run.end..).starts_with(digit)
}

/// `Nguyễn Văn Đ.`, `Ảnh: Đ.H`: a capital and a full stop, near letters that only Vietnamese uses.
fn is_initial(text: &str, run: Span) -> bool {
    const NEAR: usize = 60;
    let own = |char: char| matches!(char, 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}');
    let (before, after) = (text.cut(..run.start), text.cut(run.end..));
    matches!(text.cut(run.range()), "\u{D0}" | "\u{189}")
        && (after.starts_with('.') || before.ends_with('.'))
        && (before.chars().rev().take(NEAR).any(own) || after.chars().take(NEAR).any(own))
}

const fn is_overlay(char: char) -> bool {
    matches!(char, '\u{335}' | '\u{336}')
}

/// The `đ` after its look-alikes U+00D0 U+00F0 U+0189 U+0256.
const fn stroke(char: char) -> Option<char> {
    match char {
        '\u{D0}' | '\u{189}' => Some('Đ'),
        '\u{F0}' | '\u{256}' => Some('đ'),
        _ => None,
    }
}

/// The Latin letter that looks the same as a Cyrillic or Greek one, from Unicode's `confusables.txt` (UTS #39), without letters that are
/// alike only in some typefaces (`т`, `п`, `η`).
const fn twin(char: char) -> Option<char> {
    Some(match char {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' | 'Ϲ' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Х' | 'Χ' => 'X',
        'І' | 'Ι' => 'I',
        'Ѕ' => 'S',
        'Ν' => 'N',
        'Ԛ' => 'Q',
        'Ѵ' => 'V',
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'к' | 'κ' => 'k',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'ү' => 'y',
        'ǎ' => 'ă',
        'Ǎ' => 'Ă',
        // Old fonts of government offices displayed `ư` at the code point of this Turkic letter.
        'ƣ' => 'ư',
        'Ƣ' => 'Ư',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_alike_is_suspect() {
        for char in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            char.encode_utf8(&mut bytes);
            let is_look_alike = stroke(char).or(twin(char)).is_some() || is_overlay(char);
            assert!(!is_look_alike || is_suspect(bytes[0], bytes[1]), "{char}");
        }
    }
}
