//! Mojibake: UTF-8 that somebody read as windows-1252 or windows-1258, once or twice: `Tiáº¿ng Viá»‡t`.
//!
//! Each letter past ASCII has become two or three signs in a row. Such a row is turned back into bytes, both tables in their WHATWG form
//! (bytes that a table leaves open are C1 control characters), and strictly decoded. A line is repaired where that succeeds somewhere and
//! more of the line are valid syllables afterwards; `Ã la carte` and `São Paulo` do not decode, `Ã”` gains nothing. `ftfy` weighs
//! how odd each pair of signs is, for all languages at once; here the language is known, and its syllables prove a repair.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::{
    detect::is_cased,
    page::{WINDOWS_1252, WINDOWS_1258},
};
use crate::{
    span::{Cut as _, Span},
    syllable::is_syllable,
};

/// UTF-8 read wrongly three times has not been seen.
const DEPTH: usize = 2;

/// The repairs of `line`, in order: the stretch and what should stand there. Linear. A line in NFD is weighed as it would be in NFC.
pub(crate) fn repair(line: &str) -> Vec<(Span, String)> {
    let mut best = (share(line), Vec::new());
    if line.is_ascii() {
        return best.1;
    }
    for depth in 1..=DEPTH {
        for table in [western_byte, vietnamese_byte] {
            let repairs = decode(line, depth, table);
            if repairs.is_empty() {
                continue;
            }
            let mut after = String::with_capacity(line.len());
            let mut copied = 0;
            for (span, with) in &repairs {
                after.push_str(line.cut(copied..span.start));
                after.push_str(with);
                copied = span.end;
            }
            after.push_str(line.cut(copied..));
            let share = share(&after);
            if share > best.0 {
                best = (share, repairs);
            }
        }
    }
    best.1
}

/// The stretches of `line` that are UTF-8 read wrongly `depth` times.
fn decode(line: &str, depth: usize, byte_of: fn(char) -> Option<u8>) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    let mut chars = line.char_indices().peekable();
    let mut bytes = Vec::new();
    while let Some((start, char)) = chars.next() {
        if char.is_ascii() {
            continue;
        }
        let mut end = start + char.len_utf8();
        bytes.clear();
        bytes.extend(byte_of(char));
        let mut whole = !bytes.is_empty();
        while let Some((at, char)) = chars.next_if(|(_, char)| !char.is_ascii()) {
            end = at + char.len_utf8();
            match byte_of(char) {
                Some(byte) => bytes.push(byte),
                None => whole = false,
            }
        }
        let row = line.cut(start..end);
        if whole {
            let repaired = std::str::from_utf8(&bytes).ok().map(str::to_owned);
            let repaired = match (depth, repaired) {
                (1, repaired) => repaired,
                (_, Some(once)) => {
                    let again: Option<Vec<u8>> = once.chars().map(byte_of).collect();
                    again.and_then(|bytes| String::from_utf8(bytes).ok())
                }
                (_, None) => None,
            };
            if let Some(repaired) = repaired {
                out.push((Span::new(start, end), repaired));
                continue;
            }
        }
        // A quotation mark that is right may touch a row that is wrong.
        out.extend(partial(row, start, depth, byte_of));
    }
    out
}

/// The part of `row` between its first and last sign that decodes, once the ordinary quotation marks around it are left out.
fn partial(row: &str, start: usize, depth: usize, byte_of: fn(char) -> Option<u8>) -> Option<(Span, String)> {
    let core = row.trim_matches(['“', '”', '‘', '’', '«', '»', '–', '—', '…', '•', '\u{A0}']);
    if core.len() == row.len() || core.is_empty() {
        return None;
    }
    let at =
        start + row.len() - row.trim_start_matches(['“', '”', '‘', '’', '«', '»', '–', '—', '…', '•', '\u{A0}']).len();
    let mut text = core.to_owned();
    for _ in 0..depth {
        let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
        text = String::from_utf8(bytes?).ok()?;
    }
    Some((Span::new(at, at + core.len()), text))
}

fn western_byte(char: char) -> Option<u8> {
    match char {
        '\0'..='\u{FF}' => u8::try_from(char).ok(),
        _ => WINDOWS_1252.iter().position(|known| *known == char).map(|index| index as u8 + 0x80),
    }
}

fn vietnamese_byte(char: char) -> Option<u8> {
    if let Some((byte, _)) = WINDOWS_1258.iter().find(|(_, known)| *known == char) {
        return Some(*byte);
    }
    // Its letters: those of one byte in the table, so mostly vowels without a tone.
    match char {
        'Ă' => Some(0xC3),
        'ă' => Some(0xE3),
        'Đ' => Some(0xD0),
        'đ' => Some(0xF0),
        'Ơ' => Some(0xD5),
        'ơ' => Some(0xF5),
        'Ư' => Some(0xDD),
        'ư' => Some(0xFD),
        'Ã' | 'ã' | 'Ð' | 'ð' | 'Õ' | 'õ' | 'Ý' | 'ý' | 'Ì' | 'ì' | 'Ò' | 'ò' | 'Þ' | 'þ' => None,
        _ => western_byte(char),
    }
}

/// [`share_composed`] of the line in NFC.
fn share(line: &str) -> f64 {
    match is_nfc_quick(line.chars()) {
        IsNormalized::Yes => share_composed(line),
        _ => share_composed(&line.nfc().collect::<String>()),
    }
}

/// Which part of the signs of a line, spaces and ordinary punctuation apart, stands in valid syllables. The `NgÃ` that is left of `Ngày` is a
/// syllable, but nobody writes it so.
fn share_composed(line: &str) -> f64 {
    let counts = |char: &char| {
        !char.is_whitespace()
            && !matches!(char, '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' | '0'..='9' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•')
    };
    let all = line.chars().filter(counts).count();
    let words = line.split(|char: char| !char.is_alphabetic()).filter(|word| is_syllable(word) && is_cased(word));
    let right: usize = words.map(|word| word.chars().count()).sum();
    if all == 0 { 0.0 } else { right as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::page::{rows, western};

    #[test]
    fn repairs_prove_themselves() {
        let repaired = |line: &str| {
            let mut out = line.to_owned();
            for (span, with) in repair(line).into_iter().rev() {
                out.replace_range(span.range(), &with);
            }
            out
        };
        for text in ["Tiếng Việt", "“Dân vận khéo” – Đảng ủy", "ờ ề Đ ị", "HÀ NỘI", "Ngày mai"]
        {
            let western: String = text.bytes().map(western_of).collect();
            let latin: String = text.bytes().map(char::from).collect();
            let twice: String = western.bytes().map(western_of).collect();
            assert_eq!(repaired(&western), text);
            assert_eq!(repaired(&latin), text);
            assert_eq!(repaired(&twice), text);
            assert_eq!(repaired(text), text);
        }
        for text in ["São Paulo", "Ã la carte", "café", "“BÃ”", "Chloé – naïve", "năm “Ấ”"] {
            assert_eq!(repaired(text), text);
        }
    }

    fn western_of(byte: u8) -> char {
        western(byte).unwrap_or(char::from(byte))
    }

    #[test]
    fn the_tables_agree_with_the_page() {
        for row in rows() {
            let (letter, bytes) = (row[0].chars().next().unwrap(), row[6]);
            if let ("", Ok(byte)) = (bytes.get(2..).unwrap_or_default(), u8::from_str_radix(&bytes[..2], 16)) {
                assert_eq!(vietnamese_byte(letter), Some(byte), "{letter}");
            }
        }
    }
}
