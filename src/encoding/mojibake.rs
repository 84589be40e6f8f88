//! Repairs mojibake: UTF-8 that was decoded as another encoding, up to three times over: `Tiáº¿ng Viá»‡t`.
//!
//! Each non-ASCII letter has become a run of two or three characters. Such a run is converted back to bytes, by tables in their WHATWG
//! form (unassigned bytes are C1 control characters), and strictly decoded. A line is repaired if this succeeds somewhere and the share
//! of valid syllables in the line rises; `Ã la carte` and `São Paulo` do not decode, and `Ã”` gains nothing. `ftfy` scores how unlikely
//! each pair of characters is, for all languages at once; here the language is known, and its syllables confirm a repair.

use std::str;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::{
    detect::is_cased,
    page::{WINDOWS_1252, WINDOWS_1258},
};
use crate::{
    span::{Cut as _, Span},
    syllable::is_syllable,
};

/// The maximum number of wrong decodings.
const DEPTH: usize = 3;

/// The characters from 0x80 on in code page 437, Mac Roman and windows-1251. Sources: Unicode's mapping tables; Apple's page with the euro sign.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/// A wrong decoding.
#[derive(Clone, Copy)]
struct Reading {
    byte_of: fn(char) -> Option<u8>,
    /// The characters for the bytes C3, C4, C6 and E1, with which Vietnamese letters start: a line without any of them was
    /// not decoded this way.
    leads: [char; 4],
    /// Whether byte A0 became a no-break space, and then an ordinary space.
    is_blank_a0: bool,
}

const READINGS: [Reading; 5] = [
    Reading { byte_of: western_byte, leads: ['Ã', 'Ä', 'Æ', 'á'], is_blank_a0: true },
    Reading { byte_of: vietnamese_byte, leads: ['Ă', 'Ä', 'Æ', 'á'], is_blank_a0: true },
    Reading { byte_of: |char| upper_byte(MAC_ROMAN, char), leads: ['√', 'ƒ', '∆', '·'], is_blank_a0: false },
    Reading { byte_of: |char| upper_byte(CODE_PAGE_437, char), leads: ['├', '─', '╞', 'ß'], is_blank_a0: false },
    Reading { byte_of: |char| upper_byte(WINDOWS_1251, char), leads: ['Г', 'Д', 'Ж', 'б'], is_blank_a0: true },
];

/// The repairs of `line`, in order: a range and its replacement. Linear. A line in NFD is evaluated as in NFC.
pub(crate) fn repair(line: &str) -> Vec<(Span, String)> {
    let mut best = (share(line), Vec::new());
    if line.is_ascii() {
        return best.1;
    }
    for reading in READINGS {
        if !line.contains(reading.leads) {
            continue;
        }
        for depth in 1..=DEPTH {
            for blanks in [false, true] {
                if blanks && !reading.is_blank_a0 {
                    continue;
                }
                let repairs = decode(line, depth, reading.byte_of, blanks);
                if repairs.is_empty() {
                    continue;
                }
                let share = share(&repaired(line, &repairs));
                if share > best.0 {
                    best = (share, repairs);
                }
            }
        }
    }
    best.1
}

/// `line` with its repairs.
fn repaired(line: &str, repairs: &[(Span, String)]) -> String {
    let mut after = String::with_capacity(line.len());
    let mut copied = 0;
    for (span, with) in repairs {
        after.push_str(line.cut(copied..span.start));
        after.push_str(with);
        copied = span.end;
    }
    after.push_str(line.cut(copied..));
    after
}

/// The ranges of `line` that are UTF-8 wrongly decoded `depth` times; with `blanks`, a space may stand for byte A0.
fn decode(line: &str, depth: usize, byte_of: fn(char) -> Option<u8>, blanks: bool) -> Vec<(Span, String)> {
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
        while let Some((at, char)) =
            chars.next_if(|(_, char)| !char.is_ascii() || blanks && *char == ' ' && lacks_a0(&bytes))
        {
            end = at + char.len_utf8();
            match if char == ' ' { Some(0xA0) } else { byte_of(char) } {
                Some(byte) => bytes.push(byte),
                None => whole = false,
            }
        }
        if whole && let Some(repaired) = read_again(&bytes, depth, byte_of) {
            out.push((Span::new(start, end), repaired));
            continue;
        }
        // A correct quotation mark may touch a wrong run.
        out.extend(partial(line.cut(start..end), start, depth, byte_of));
    }
    out
}

/// Whether a byte A0 would complete the letter at the end of `bytes`: `à`, `Ạ`, `Ỡ`, or a no-break space.
fn lacks_a0(bytes: &[u8]) -> bool {
    matches!(bytes, [.., 0xC2 | 0xC3] | [.., 0xE1, 0xBA | 0xBB])
}

/// Decodes `bytes` as UTF-8, and the result again, `depth - 1` more times.
fn read_again(bytes: &[u8], depth: usize, byte_of: fn(char) -> Option<u8>) -> Option<String> {
    let mut text = str::from_utf8(bytes).ok()?.to_owned();
    for _ in 1..depth {
        let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
        text = String::from_utf8(bytes?).ok()?;
    }
    Some(text)
}

/// The part of `row` that decodes after ordinary quotation marks at either end are removed.
fn partial(row: &str, start: usize, depth: usize, byte_of: fn(char) -> Option<u8>) -> Option<(Span, String)> {
    const ORDINARY: [char; 10] = ['“', '”', '‘', '’', '«', '»', '–', '—', '…', '•'];
    let belongs = |char: char| ORDINARY.contains(&char) || char == '\u{A0}';
    let core = row.trim_matches(belongs);
    if core.len() == row.len() || core.is_empty() {
        return None;
    }
    let at = start + row.len() - row.trim_start_matches(belongs).len();
    let bytes: Option<Vec<u8>> = core.chars().map(byte_of).collect();
    Some((Span::new(at, at + core.len()), read_again(&bytes?, depth, byte_of)?))
}

/// The byte of `char` in a code page with ASCII in the lower half and `upper` in the upper half.
fn upper_byte(upper: &str, char: char) -> Option<u8> {
    match char {
        '\0'..='\x7F' => u8::try_from(char).ok(),
        _ => upper.chars().position(|known| known == char).and_then(|index| u8::try_from(index + 0x80).ok()),
    }
}

fn western_byte(char: char) -> Option<u8> {
    match char {
        '\0'..='\u{FF}' => u8::try_from(char).ok(),
        _ => WINDOWS_1252.iter().position(|known| *known == char).and_then(|index| u8::try_from(index + 0x80).ok()),
    }
}

fn vietnamese_byte(char: char) -> Option<u8> {
    if let Some((byte, _)) = WINDOWS_1258.iter().find(|(_, known)| *known == char) {
        return Some(*byte);
    }
    // Its letters: the single-byte ones in the table, mostly vowels without a tone.
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

/// The share of the characters of a line, without spaces and ordinary punctuation, that are in valid syllables. The `NgÃ` of a broken `Ngày`
/// is a syllable, but with implausible letter case.
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
            let thrice: String = twice.bytes().map(western_of).collect();
            assert_eq!(repaired(&thrice), text);
            assert_eq!(repaired(&western.replace('\u{A0}', " ")), text);
            for page in [MAC_ROMAN, CODE_PAGE_437, WINDOWS_1251] {
                let read = |byte: u8| match byte {
                    ..0x80 => char::from(byte),
                    _ => page.chars().nth(usize::from(byte) - 0x80).unwrap(),
                };
                assert_eq!(repaired(&text.bytes().map(read).collect::<String>()), text);
            }
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
