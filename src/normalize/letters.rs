//! Steps 1 and 2: removes invisible characters, composes letters and marks, folds full-width ASCII.
//!
//! A cluster is a letter and the combining marks after it. On a e i o u y there is one slot for the vowel mark and one for the tone, so
//! marks may come in any order and twice; NFC keeps the typed order of marks of one class, and fails on 12 of our 54 cases. Every other
//! cluster gets plain NFC, never NFKC: `m²`, `½` and `ﬁ` are not the same as `m2`, `1/2` and `fi`.
//!
//! One loop over the bytes, with a table of widths by lead byte. Invisible characters are removed in the same loop, because a
//! zero-width space may be between a letter and its mark; in that case the cluster undoes what the loop has done since its letter.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char::canonical_combining_class, is_nfc_quick};

use super::{
    Reason,
    lookalike::is_suspect,
    rewrite::{Rewrite, Rewritten},
    source::goes_on_mojibake,
};
use crate::{
    bytes::{Places, is_among},
    narrow::{low_byte, to_u32},
    span::{Cut as _, Span},
    syllable::{
        Mark, Tone,
        letter::{Letter, Shape},
        mark, spells_syllable,
    },
};

/// The width of a character by its first byte, if it never combines with the character before it and is never removed; 0 if it must be
/// examined. [`is_letter_or_quote`] covers more of these.
const WIDTH: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte {
            0x09..=0x0D | 0x20..=0xBF => 1,
            0xC3..=0xCA => 2,
            0xD0 | 0xD1 => 2,
            0xE4..=0xE9 => 3, // unified ideographs, and the last of kana's neighbours
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// What a text held.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// A look-alike of a Vietnamese letter.
    pub(super) doubtful: bool,
    /// Where invisible characters were, now removed, in the new text; about there, if marks after them joined a letter before them. They may have kept
    /// a mark from its letter.
    pub(super) deleted: Vec<usize>,
}

/// The ranges of `text` that must be read again after characters were deleted at `deleted`: from the word before to the word after, because a mark may
/// belong to a letter before a space. Linear.
pub(super) fn around<'t>(text: &'t str, deleted: &'t [usize]) -> impl Iterator<Item = Range<usize>> + 't {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\n');
    let mut places = deleted.iter().map(|&place| place.min(bytes.len())).peekable();
    let mut end = 0;
    std::iter::from_fn(move || {
        let place = places.next()?;
        let before = &bytes[end..place.max(end)];
        let space = before.iter().rposition(is_space).and_then(|space| before[..space].iter().rposition(is_space));
        let start = space.map_or(end, |space| end + space + 1);
        let mut next = Some(place);
        while let Some(place) = next {
            let after = &bytes[place.max(end)..];
            let mut spaces = after.iter().zip(1..).filter(|(byte, _)| is_space(byte));
            end = bytes.len() - after.len() + spaces.nth(1).map_or(after.len(), |(_, end)| end);
            next = places.next_if(|&place| place <= end);
        }
        Some(start..end)
    })
}

/// Applies both steps to the ranges `doubts` of `text`, which start outside clusters.
pub(super) fn apply(text: &str, doubts: impl Iterator<Item = Range<usize>>) -> (Option<Rewritten>, Seen) {
    let mut rewrite = Rewrite::new(text);
    let mut seen = Seen::default();
    for stretch in doubts {
        mend(text, stretch, &mut rewrite, &mut seen);
    }
    (rewrite.finish(), seen)
}

fn mend(text: &str, stretch: Range<usize>, rewrite: &mut Rewrite<'_>, seen: &mut Seen) {
    let bytes = &text.as_bytes()[..stretch.end];
    let mut doubtful = false;
    let mut at = stretch.start;
    // The start of the last cluster, if everything after it up to `deleted` was removed.
    let (mut held, mut deleted) = (0, usize::MAX);
    rewrite.expect(memchr::memchr_iter(0xCC, &bytes[stretch.start..]).count());
    // A loop over all bytes mispredicts at every mark, and one over all letters at every change of their
    // kind.
    let mut places = Places::new(bytes, is_doubtful);
    while let Some(place) = places.next(at) {
        at = place;
        // Nearly every position in NFD text.
        if bytes[at] == 0xCC
            && let Some((end, letter)) = quick_cluster(&bytes[stretch.start..], at - stretch.start)
        {
            let end = stretch.start + end;
            rewrite.replace_padded(Span::new(at - 1, end), letter, Reason::Marks);
            at = end;
            continue;
        }
        // One branch for everything that stays: which of these comes next is unpredictable.
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
        let width = if is_letter_or_quote(&bytes[at..]) { 3 } else { usize::from(WIDTH[usize::from(byte)]) };
        if width > 0 {
            doubtful |= is_suspect(byte, next);
            at += width;
            continue;
        }
        // The last character that starts a cluster.
        let starter = if deleted == at { held } else { starter_before(bytes, at, stretch.start) };
        let Some(char) = text.cut(at..).chars().next() else { break };
        let end = at + char.len_utf8();
        doubtful |= is_suspect(byte, next);
        if is_removable(text, at, char) {
            seen.deleted.push(rewrite.delete(Span::new(at, end), Reason::Invisible));
            (held, deleted) = (starter, end);
        } else if let Some(ascii) = narrow(char) {
            rewrite.replace_char(Span::new(at, end), ascii, Reason::FullWidth);
        } else if !begins_cluster(char) {
            at = match parted(text, at, stretch.start) {
                Some((span, letters)) => {
                    rewrite.take_back(span.start);
                    rewrite.replace(span, &letters, Reason::Marks);
                    span.end
                }
                None => {
                    // A mark after white space has no letter.
                    let is_alone = is_another_letter(char) || text.cut(starter..).starts_with(char::is_whitespace);
                    cluster(text, if is_alone { at } else { starter }, at, rewrite)
                }
            };
            continue;
        }
        at = end;
    }
    seen.doubtful |= doubtful;
}

/// Whether `bytes` start with a letter of U+1E80–1EFF or a dash or quotation mark, U+2010–2027.
fn is_letter_or_quote(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE1, 0xBA | 0xBB, ..] | [0xE2, 0x80, 0x90..=0xA7, ..])
}

/// The start of the character before `at`, but not before `floor`; `at` if there is none.
fn starter_before(bytes: &[u8], at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor {
        start -= 1;
        if !matches!(bytes[start], 0x80..=0xBF) {
            break;
        }
    }
    start
}

/// Whether the character that starts with these two bytes must be examined: control characters, and non-ASCII characters except Vietnamese
/// letters, which are nearly all of them, unless [`is_suspect`].
const fn is_doubtful(byte: u8, next: u8) -> bool {
    let letter = (byte == 0xC4)
        | (byte == 0xC3) & (next & !0x20 != 0x90)
        | (byte == 0xC6) & (next != 0x89) & (next & !1 != 0xA2)
        | (byte == 0xE1) & (next & !1 == 0xBA);
    is_among(byte, 0xC0, 0x1F) & !(letter | is_among(byte, 0x09, 0x0D))
}

/// The vowel letters of the alphabet in all tones and both cases, four bytes each, padded with zeros.
static VOWELS: &str = {
    const BYTES: [u8; 4 * COUNT] = {
        let mut bytes = [0; 4 * COUNT];
        let mut index = 0;
        while index < COUNT {
            let mut letter = [0; 4];
            Letter::vowel(index).compose().encode_utf8(&mut letter);
            let mut place = 0;
            while place < 4 {
                bytes[4 * index + place] = letter[place];
                place += 1;
            }
            index += 1;
        }
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        // `quick_cluster` then finds no letters, and the slow path is taken.
        Err(_) => "",
    }
};

const COUNT: usize = 144;

/// Not a vowel.
const NONE: u8 = u8::MAX;

/// The index in [`VOWELS`] of the ASCII vowels.
static PLAIN: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut index = 0;
    while index < COUNT {
        let code = Letter::vowel(index).compose() as usize;
        if code < 0x80 {
            table[code] = low_byte(index);
        }
        index += 1;
    }
    table
};

/// Each vowel with each mark of U+0300–033F, if the mark fits. Nothing fits on [`NONE`].
static WITH_MARK: [[u8; 64]; 256] = {
    let mut table = [[NONE; 64]; 256];
    let mut index = 0;
    while index < COUNT {
        let mut code = 0;
        while code < 64 {
            let mut letter = Letter::vowel(index);
            let mark = match char::from_u32(to_u32(0x300 + code)) {
                Some(char) => mark(char),
                None => None,
            };
            let fits = match mark {
                Some(Mark::Tone(tone)) if matches!(letter.tone, Tone::Level) => {
                    letter.tone = tone;
                    true
                }
                Some(Mark::Shape(shape)) => match letter.base.with_shape(shape) {
                    Some(base) => {
                        letter.base = base;
                        true
                    }
                    None => false,
                },
                _ => false,
            };
            if fits {
                table[index][code] = low_byte(letter.vowel_index());
            }
            code += 1;
        }
        index += 1;
    }
    table
};

/// [`NONE`] for the bytes with which a cluster may continue, otherwise 0.
static MAY_GO_ON: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut byte = 0;
    while byte < 256 {
        // A control character is removed, and a mark after it belongs to the cluster.
        if matches!(byte, 0x09..=0x0D | 0x20..=0x7F | 0xC3..=0xC6) {
            table[byte] = 0;
        }
        byte += 1;
    }
    table
};

/// Fast path for the most common cluster: an ASCII vowel, one or two fitting marks from byte `at` on, and then a byte that cannot start another mark.
/// Returns its end and its letter in [`VOWELS`].
#[inline]
fn quick_cluster(bytes: &[u8], at: usize) -> Option<(usize, &'static str)> {
    let &[starter, _, first, more, second, after] = bytes.get(at.wrapping_sub(1)..)?.first_chunk()?;
    // All results are table look-ups, with NONE for misfits, because a branch would be mispredicted at every
    // second letter.
    let with = |vowel: u8, mark: u8| WITH_MARK[usize::from(vowel)][usize::from(mark & 0x3F)];
    let one = with(PLAIN[usize::from(starter)], first);
    let two = with(one, second);
    let (vowel, next, width) = if more == 0xCC { (two, after, 4) } else { (one, more, 2) };
    let place = 4 * usize::from(vowel | MAY_GO_ON[usize::from(next)]);
    VOWELS.get(place..place + 4).map(|letter| (at + width, letter))
}

/// Whether `char` always starts a cluster, whatever comes before it.
fn begins_cluster(char: char) -> bool {
    canonical_combining_class(char) == 0 && is_nfc_quick(std::iter::once(char)) == IsNormalized::Yes
}

/// Whether `char` is a starter that NFC replaces by another one, such as the ångström sign, U+212B. It does not combine with what comes before
/// it.
fn is_another_letter(char: char) -> bool {
    let starts = |char: char| canonical_combining_class(char) == 0;
    starts(char)
        && is_nfc_quick(std::iter::once(char)) == IsNormalized::No
        && std::iter::once(char).nfd().next().is_some_and(|first| starts(first) && begins_cluster(first))
}

/// The ASCII character of a full-width one.
fn narrow(char: char) -> Option<char> {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0),
        _ => None,
    }
}

/// Whether `char`, at `at`, is one of the invisible characters to remove.
fn is_removable(text: &str, at: usize, char: char) -> bool {
    match char {
        '\u{200C}' | '\u{200D}' => !joins(text, at, at + 3),
        // A wrongly decoded byte of UTF-8 is kept, so that the mojibake can still be repaired.
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' => !goes_on_mojibake(text, at),
        '\0'..='\u{8}'
        | '\u{E}'..='\u{1F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => true,
        _ => false,
    }
}

/// Whether the joiner at `start..end` has a function: between emoji, or after a letter of a joining script.
fn joins(text: &str, start: usize, end: usize) -> bool {
    let pictograph = |char: char| matches!(char, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}');
    let Some(before) = text.cut(..start).chars().next_back() else { return false };
    match before {
        // Arabic, Syriac, N'Ko, the Indic scripts, Khmer, Mongolian, their later blocks, and the scripts of the second plane.
        '\u{600}'..='\u{109F}'
        | '\u{1700}'..='\u{1AFF}'
        | '\u{A800}'..='\u{ABFF}'
        | '\u{10A00}'..='\u{16FFF}'
        | '\u{1E900}'..='\u{1E95F}' => true,
        _ if pictograph(before) => text.cut(end..).chars().next().is_some_and(pictograph),
        _ => false,
    }
}

/// Rewrites the cluster that starts at `starter` and includes the character at `at`; returns its end.
fn cluster(text: &str, starter: usize, at: usize, rewrite: &mut Rewrite<'_>) -> usize {
    let mut end = at;
    for (index, char) in text.cut(at..).char_indices() {
        if is_removable(text, at + index, char) {
            continue;
        }
        if begins_cluster(char) || index > 0 && is_another_letter(char) {
            break;
        }
        end = at + index + char.len_utf8();
    }
    let span = Span::new(starter, end);
    let source = text.cut(span.range());
    let chars = source.char_indices().filter(|(index, char)| !is_removable(text, starter + index, *char));
    let chars = chars.map(|(_, char)| narrow(char).unwrap_or(char));
    let verdict = slots(chars.clone());
    if let Verdict::Letter(letter) = verdict {
        let mut buffer = [0; 4];
        if source != letter.encode_utf8(&mut buffer) {
            rewrite.take_back(starter);
            rewrite.replace_char(span, letter, Reason::Marks);
        }
        return end;
    }
    let composed: String = chars.nfc().collect();
    if matches!(verdict, Verdict::Conflict) {
        rewrite.take_back(starter);
        rewrite.replace(span, &composed, Reason::ConflictingMarks);
    } else if source != composed {
        rewrite.take_back(starter);
        rewrite.replace(span, &composed, Reason::Marks);
    }
    end
}

/// Marks at `at` that a space separates from their vowel: `thi ̣trường`. Returns the range of vowel, space and marks, and its replacement, if
/// that makes a syllable. Reads nothing before `floor`.
fn parted(text: &str, at: usize, floor: usize) -> Option<(Span, String)> {
    const LONGEST: usize = 8;
    let marks = || text.cut(at..).chars().take_while(|char| mark(*char).is_some());
    marks().next()?;
    let word = text.get(floor..at)?.strip_suffix(' ')?;
    let (start, vowel) = word.char_indices().next_back()?;
    let Verdict::Letter(letter) = slots(std::iter::once(vowel).chain(marks())) else { return None };
    let belongs = |char: char| Letter::read(char).is_some_and(|letter| letter.tone == Tone::Level);
    let first = word.char_indices().rev().take(LONGEST).take_while(|(_, char)| belongs(*char)).last()?.0;
    // A longer word, or one that has its tone.
    if word.cut(..first).ends_with(|char: char| char.is_alphabetic() || mark(char).is_some()) {
        return None;
    }
    let mut letters = String::from(letter);
    if letter == vowel || !spells_syllable(&[word.cut(first..start), &letters].concat()) {
        return None;
    }
    let end = at + marks().map(char::len_utf8).sum::<usize>();
    // If no word follows, the space was only inside this one.
    if text.cut(end..).starts_with(char::is_alphanumeric) {
        letters.push(' ');
    }
    Some((Span::new(floor + start, end), letters))
}

/// The result of combining the marks of a cluster.
enum Verdict {
    /// One letter of the alphabet.
    Letter(char),
    /// Two different tones or vowel marks on a vowel.
    Conflict,
    /// Anything else: plain NFC.
    Foreign,
}

fn slots(mut cluster: impl Iterator<Item = char>) -> Verdict {
    let Some(letter) = cluster.next().and_then(Letter::read).filter(|letter| letter.base.is_vowel()) else {
        return Verdict::Foreign;
    };
    let ((plain, mut shape), mut tone) = (letter.base.shape(), letter.tone);
    let mut conflict = false;
    for char in cluster {
        match mark(char) {
            None => return Verdict::Foreign,
            Some(Mark::Tone(other)) => {
                conflict |= tone != Tone::Level && tone != other;
                tone = other;
            }
            Some(Mark::Shape(other)) => {
                conflict |= shape.is_some_and(|shape: Shape| shape != other);
                shape = Some(other);
            }
        }
    }
    if conflict {
        return Verdict::Conflict;
    }
    match shape.map_or(Some(plain), |shape| plain.with_shape(shape)) {
        Some(base) => Verdict::Letter(Letter { base, tone, ..letter }.compose()),
        None => Verdict::Foreign,
    }
}

/// Decomposes letters and marks, in canonical order.
pub(super) fn decompose(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut chars = text.char_indices().peekable();
    while let Some((start, char)) = chars.next() {
        // The marks after an ASCII letter are in order already.
        if char.is_ascii() {
            continue;
        }
        let mut end = start + char.len_utf8();
        while let Some((at, mark)) = chars.next_if(|(_, next)| canonical_combining_class(*next) != 0) {
            end = at + mark.len_utf8();
        }
        let source = text.cut(start..end);
        let apart: String = source.nfd().collect();
        if apart != source {
            rewrite.replace(Span::new(start, end), &apart, Reason::Decomposed);
        }
    }
    rewrite.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_again_reaches_to_the_words_around() {
        let text = "một hai ba bốn năm sáu bảy tám";
        let of = |deleted: &[&str]| -> Vec<&str> {
            let places: Vec<usize> = deleted.iter().filter_map(|word| text.find(word)).collect();
            around(text, &places).map(|range| text.cut(range)).collect()
        };
        assert_eq!(of(&[]), [""; 0]);
        assert_eq!(of(&["bốn"]), ["ba bốn năm "]);
        assert_eq!(of(&["một", "bảy"]), ["một hai ", "sáu bảy tám"]);
        assert_eq!(of(&["ba", "năm", "tám"]), ["hai ba bốn năm sáu ", "bảy tám"]);
        let text = "thi\u{200B} \u{323}trường, thi \u{200B}\u{323}trường, x\u{AD}\u{300}y";
        let joined = crate::Normalizer::new().normalize(text);
        assert_eq!(joined.text, "thị trường, thị trường, x\u{300}y");
        assert_eq!(crate::Normalizer::new().normalize(&joined.text).text, joined.text);
    }
}
