//! VIQR (RFC 1456): marks typed after the letter, `Vie^.t`, and `dd` for `đ`.
//!
//! `(` breve, `^` circumflex, `+` horn (`*` in VIQR*), then `'` acute, ``
//! ` `` grave, `?` hook, `~` tilde, `.` dot below. A backslash makes the next character punctuation. Writers forget it at the end of a sentence, so a mark at the end of a word is read as punctuation if the word is a syllable only without it: `Ha` No^.i.`,
//! `ai?`. If both are syllables (`hoa?`), RFC 1456 is followed.

use std::borrow::Cow;

use super::{Decoded, composed};
use crate::{
    span::{Cut as _, OffsetMap, Span},
    syllable::{
        Tone, is_syllable,
        letter::{Base, Letter, Shape},
    },
};

const fn tone(sign: u8) -> Option<Tone> {
    Some(match sign {
        b'`' => Tone::Grave,
        b'\'' => Tone::Acute,
        b'?' => Tone::Hook,
        b'~' => Tone::Tilde,
        b'.' => Tone::DotBelow,
        _ => return None,
    })
}

const fn shape(sign: u8) -> Option<Shape> {
    Some(match sign {
        b'(' => Shape::Breve,
        b'^' => Shape::Circumflex,
        b'+' | b'*' => Shape::Horn,
        _ => return None,
    })
}

/// Whether a backslash before `sign` is an escape.
const fn is_sign(sign: u8) -> bool {
    tone(sign).is_some() || shape(sign).is_some() || matches!(sign, b'\\' | b'd' | b'D')
}

/// Decodes VIQR; Unicode letters pass through. Linear.
pub(super) fn decode(text: &str) -> Decoded<'_> {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut map = OffsetMap::identity();
    let (mut at, mut copied, mut word) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        if byte == b'\\' && is_sign(next) {
            out.push_str(text.cut(copied..at));
            map.push(Span::new(at, at + 1), Span::new(out.len(), out.len()), 0);
            copied = at + 1;
            at += 2;
            word = out.len() + 1;
            continue;
        }
        if !(byte.is_ascii_alphabetic() || byte >= 0x80) {
            at += 1;
            word = out.len() + (at - copied);
            continue;
        }
        let Some((end, letter)) = letter(byte, bytes, at) else {
            at += 1;
            continue;
        };
        out.push_str(text.cut(copied..at));
        let start = out.len();
        out.push(letter);
        let mut end = end;
        if let Some(plain) = ends_word(bytes, end, letter) {
            // The last mark may be punctuation: compare the two words.
            let with = is_syllable(out.cut(word.min(start)..));
            out.pop();
            out.push(plain);
            if !with && is_syllable(out.cut(word.min(start)..)) {
                end -= 1;
            } else {
                out.pop();
                out.push(letter);
            }
        }
        if end == at + 1 {
            out.truncate(start);
            copied = at;
        } else {
            map.push(Span::new(at, end), Span::new(start, out.len()), 0);
            copied = end;
        }
        at = end;
    }
    out.push_str(text.cut(copied..));
    Decoded { text: Cow::Owned(out), map }
}

/// The letter with marks at `at`, and its end.
fn letter(byte: u8, bytes: &[u8], at: usize) -> Option<(usize, char)> {
    let next = bytes.get(at + 1).copied()?;
    if byte.eq_ignore_ascii_case(&b'd') {
        return next.eq_ignore_ascii_case(&b'd').then_some((at + 2, if byte == b'D' { 'Đ' } else { 'đ' }));
    }
    let mut letter = Letter::read(char::from(byte)).filter(|letter| byte.is_ascii() && letter.base.is_vowel())?;
    let mut end = at + 1;
    if let Some(base) = shape(next).and_then(|shape| letter.base.with_shape(shape)) {
        letter.base = base;
        end += 1;
    }
    if let Some(tone) = bytes.get(end).copied().and_then(tone) {
        letter.tone = tone;
        end += 1;
    }
    (end > at + 1).then(|| (end, letter.compose()))
}

/// If a tone mark ends a word: the letter without its tone.
fn ends_word(bytes: &[u8], end: usize, letter: char) -> Option<char> {
    let letter = Letter::read(letter).filter(|letter| letter.tone != Tone::Level)?;
    let goes_on = bytes.get(end).is_some_and(|next| next.is_ascii_alphanumeric() || *next >= 0x80);
    (!goes_on).then(|| Letter { tone: Tone::Level, ..letter }.compose())
}

/// Encodes VIQR with `horn` for the horn. Anything that is not a Vietnamese letter is unchanged.
pub(super) fn encode(text: &str, horn: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 4);
    let mut buffer = [0; 4];
    // What the last letter could still combine with: a vowel mark, a tone mark, a second `d`.
    let (mut takes_shape, mut takes_tone, mut takes_d) = (None, false, false);
    for (_, char) in composed(text) {
        let letter = Letter::read(char);
        if let Ok(sign) = u8::try_from(char) {
            let read_as_mark = takes_tone && tone(sign).is_some()
                || shape(sign)
                    .is_some_and(|shape| takes_shape.is_some_and(|base: Base| base.with_shape(shape).is_some()))
                || takes_d && sign.eq_ignore_ascii_case(&b'd')
                || sign == b'\\';
            if char.is_ascii() && read_as_mark {
                out.push(b'\\');
            }
        }
        (takes_shape, takes_tone, takes_d) = (None, false, false);
        match letter {
            Some(Letter { base: Base::D_STROKE, upper, .. }) => out.extend(if upper { b"DD" } else { b"dd" }),
            Some(letter) if letter.base.is_vowel() => {
                let (plain, shape) = letter.base.shape();
                out.push(letter.fold());
                let sign = |shape| match shape {
                    Shape::Breve => b'(',
                    Shape::Circumflex => b'^',
                    Shape::Horn => horn,
                };
                out.extend(shape.map(sign));
                let toned = (b"`'?~.").iter().find(|sign| tone(**sign) == Some(letter.tone));
                out.extend(toned);
                takes_tone = toned.is_none();
                takes_shape = (shape.is_none() && toned.is_none()).then_some(plain);
            }
            _ => {
                out.extend(char.encode_utf8(&mut buffer).as_bytes());
                takes_d = matches!(char, 'd' | 'D');
            }
        }
    }
    out
}
