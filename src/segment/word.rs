//! Reads a word: its end, its key and its letter case.
//!
//! Most words have at most sixteen bytes, all lower case after at most one ASCII capital: their key is computed from two 8-byte
//! integers without a loop. So are those of most words with other capitals. Other Vietnamese words go through an automaton of eight states with a 4 KB table, one step per byte, which
//! gives the lower-cased byte for the key, and whether a letter ends there and is a capital. Anything else (other scripts, combining
//! marks) is read letter by letter.

use std::hint::select_unpredictable;

use crate::{
    lexicon::{FOLDED, Key, NODE, NODES, State, fold, is_letter},
    narrow::{halves, low_byte},
    segment::{
        block::{Block, LONGEST, Window, Word},
        token::Case,
    },
    span::Cut as _,
};

/// The key and the case of the word at `place` in a block with these bytes, if it has at most sixteen bytes and no capitals but one of ASCII before
/// other letters, like nearly all words.
#[inline]
pub(super) fn read(window: &Window, place: usize, word: Word) -> Option<(Key, Case)> {
    let Word { width, is_capital, is_whole } = word;
    if !is_whole || width.wrapping_sub(1) >= LONGEST {
        return None;
    }
    let [low, high] = kept(window, place, width)?;
    let [keep, _] = KEEP[width];
    let key = State::key_of_bytes(low | is_capital << 5 & keep, high);
    Some((key, select_unpredictable(is_capital == 0, Case::Lower, Case::Title)))
}

/// The `width` bytes at `place`, as two integers padded with zeros.
#[inline]
fn kept(window: &Window, place: usize, width: usize) -> Option<[u64; 2]> {
    let bytes: &[u8; LONGEST] = window.get(place..place + LONGEST)?.first_chunk()?;
    let ([low, high], [keep_low, keep_high]) = (halves(u128::from_le_bytes(*bytes)), KEEP[width]);
    Some([low & keep_low, high & keep_high])
}

/// The same for two more kinds of short words, with the number of their bytes: of ASCII letters, capitals among them (`UBND`, `ThS`), and of lower-case
/// letters after a capital that is not ASCII (`Đảng`, `Ủy`).
pub(super) fn read_capitals(block: &Block, window: &Window, place: usize) -> Option<(usize, Key, Case)> {
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let width = block.run(place);
    if width.wrapping_sub(1) >= LONGEST {
        return None;
    }
    let bytes = kept(window, place, width)?;
    let [low, high] = bytes;
    if (low | high) & NOT_ASCII == 0 {
        let [small_low, small_high] = KEEP[width].map(|keep| keep & SMALL);
        let [capitals_low, capitals_high] = [small_low & !low, small_high & !high];
        let case = match (capitals_low.count_ones() + capitals_high.count_ones()) as usize {
            0 => Case::Lower,
            capitals if capitals == width => Case::Upper,
            1 if capitals_low & 0x20 != 0 => Case::Title,
            _ => Case::Mixed,
        };
        return Some((width, State::key_of_bytes(low | small_low, high | small_high), case));
    }
    // What leads from a capital to its small letter: see `fold`.
    let (letter, to_small) = match low.to_le_bytes() {
        [0xC3, 0x80..=0x96 | 0x98..=0x9E, ..] => (2, 0x20 << 8),
        [0xC4, 0x82 | 0x90 | 0xA8, ..] | [0xC5, 0xA8, ..] | [0xC6, 0xA0 | 0xAF, ..] => (2, 1 << 8),
        [0xE1, 0xBA, 0xA0..=0xBF, ..] | [0xE1, 0xBB, 0x80..=0xB8, ..] if low & 1 << 16 == 0 => (3, 1 << 16),
        _ => return None,
    };
    let case = if width == letter { Case::Upper } else { Case::Title };
    block.is_plain(place + letter, place + width).then(|| (width, State::key_of_bytes(low + to_small, high), case))
}

/// For each width of a word, the mask of its bits in two 8-byte integers.
static KEEP: [[u64; 2]; LONGEST + 1] = {
    let mut table = [[u64::MAX; 2]; LONGEST + 1];
    let mut width = 0;
    while width < LONGEST {
        table[width] = halves(!(u128::MAX << (8 * width)));
        width += 1;
    }
    table
};

/// The end, the key and the letter case of the word that starts at a character boundary; if there is none, the end is `start`.
pub(crate) fn word_at(text: &str, start: usize) -> (usize, Key, Case) {
    read_by_step(text, start, text.len())
}

/// Reads the letters and combining marks from byte `start` on, at most to `limit`, with the automaton: their end, key, and case. `start`
/// is a character boundary; if there is no letter, the end is `start`.
pub(super) fn read_by_step(text: &str, start: usize, limit: usize) -> (usize, Key, Case) {
    let mut hash = State::new();
    let (mut node, mut letters, mut capitals, mut width) = (0, 0u32, 0u64, 0);
    for &byte in &text.as_bytes()[start..limit] {
        let step = AUTOMATON[node | usize::from(byte)];
        if step & STOP != 0 {
            if step & ODD != 0 && !is_blank_or_mark(&text.as_bytes()[start + width..]) {
                return read_slowly(text, start, limit);
            }
            break;
        }
        hash = hash.with(low_byte(usize::from(step)));
        node = usize::from(step & NODES);
        let ends_letter = u32::from(step >> LETTER & 1);
        letters += ends_letter;
        capitals = capitals << ends_letter | u64::from(step >> CAPITAL & 1);
        width += 1;
    }
    if letters > 63 {
        return read_slowly(text, start, limit);
    }
    let case = match capitals {
        0 => Case::Lower,
        _ if capitals == (1 << letters) - 1 => Case::Upper,
        _ if capitals == 1 << (letters - 1) => Case::Title,
        _ => Case::Mixed,
    };
    (start + width, hash.key(), case)
}

/// Whether the bytes start with a mark or a blank that ends a word: `…`, `“` and `–` start with E2 80; the no-break space is C2 A0, the ideographic one
/// E3 80 80.
fn is_blank_or_mark(rest: &[u8]) -> bool {
    matches!(rest, [0xE2, 0x80, ..] | [0xC2, 0xA0, ..] | [0xE3, 0x80, 0x80, ..])
}

/// Additional bits of a step to those of [`FOLDED`]: a letter ends here, and it is a capital.
const LETTER: u32 = 11;
const CAPITAL: u32 = 12;
/// The byte is not part of a Vietnamese word.
const STOP: u16 = 1 << 13;
/// With [`STOP`]: it may still be part of a word in another script.
const ODD: u16 = 1 << 14;

/// The steps of [`FOLDED`] that lead through a Vietnamese word, and where its letters end.
static AUTOMATON: [u16; FOLDED.len()] = {
    let mut table = [STOP | ODD; FOLDED.len()];
    let mut place = 0;
    while place < table.len() {
        let (step, byte) = (FOLDED[place], low_byte(place));
        let ends_letter = match (place >> NODE, byte) {
            (0, _) => byte.is_ascii_alphabetic(),
            // All letters of Latin-1 except × and ÷.
            (1, 0x80..=0xBF) => byte != 0x97 && byte != 0xB7,
            // Ă Đ Ĩ, Ũ, Ơ Ư; the other letters of these blocks take the slow path.
            (2, 0x82 | 0x83 | 0x90 | 0x91 | 0xA8 | 0xA9) => true,
            (3, 0xA8 | 0xA9) => true,
            (4, 0xA0 | 0xA1 | 0xAF | 0xB0) => true,
            (6, 0xA0..=0xBF) | (7, 0x80..=0xB9) => true,
            _ => false,
        };
        if ends_letter {
            let capital = if low_byte(step as usize) == byte { 0 } else { 1 << CAPITAL };
            table[place] = step | 1 << LETTER | capital;
        } else if step & NODES != 0 {
            table[place] = step;
        } else if place < 0x80 {
            table[place] = STOP;
        }
        place += 1;
    }
    table
};

/// The slow version of [`read_by_step`], letter by letter, for any script.
#[cold]
fn read_slowly(text: &str, start: usize, limit: usize) -> (usize, Key, Case) {
    let mut hash = State::new();
    let (mut end, mut letters, mut upper, mut first_upper) = (start, 0, 0, 0);
    for letter in text.cut(start..limit).chars() {
        if !is_letter(letter) && !matches!(letter, '\u{300}'..='\u{36F}') {
            break;
        }
        hash = hash.with_letter(fold(letter.into()));
        end += letter.len_utf8();
        upper += u32::from(letter.is_uppercase());
        first_upper = if letters == 0 { upper } else { first_upper };
        letters += 1;
    }
    let case = match upper {
        0 => Case::Lower,
        _ if upper == letters => Case::Upper,
        1 if first_upper == 1 => Case::Title,
        _ => Case::Mixed,
    };
    (end, hash.key(), case)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::BLOCK;

    #[test]
    fn agrees_with_the_slow_twin() {
        let words = "nghiêng UBND Ủy Đ đ D Ông Ơn Ưu Ũ Ỹ ỸN Đảng ĐĐ Øre ThS iPhone VnExpress ĐẢNG ọc Ăn ườn Łódź Москва e\u{301}m ß Ơ É é ÀÉĨÕŨ Ỹ ỹ Ẩn café năm2 a×b m² Đ/c khéo” 5 ¿ ª";
        for word in words.split(' ').chain([&*"Ớ".repeat(70)]) {
            assert_eq!(read_by_step(word, 0, word.len()), read_slowly(word, 0, word.len()), "{word}");
            for text in
                [word.to_owned(), format!("{word} tỉnh Thừa Thiên – Huế"), format!("{} {word}, đường", "ờ".repeat(19))]
            {
                let at = text.find(word).unwrap();
                let (block, mut room) = (Block::at(&text, at, text.len()), [0; _]);
                let place = at - block.start;
                let found = block.word(place);
                let window = block.window(&text, &mut room);
                if let Some((key, case)) = read(window, place, found) {
                    assert_eq!((at + found.width, key, case), read_slowly(&text, at, text.len()), "{text}");
                }
                if let Some((width, key, case)) = read_capitals(&block, window, place) {
                    assert_eq!((at + width, key, case), read_slowly(&text, at, text.len()), "{text}");
                }
            }
            let end = read_by_step(word, 0, word.len()).0;
            assert_eq!(read_by_step(word, 0, end).1, Key::of(&word[..end]), "{word}");
        }
    }

    /// Three-byte marks fill a block and shift a word to each position, including across the end.
    #[test]
    fn a_word_is_whole_at_each_place_of_a_block() {
        for mark in ["…", "“", "★", "。", "—", "é", "x", ".", " ", "\u{1F3C5}"] {
            for word in ["ngày", "nghiêng", "Ủy", "UBND", "a", "đ"] {
                for shift in 0..=3 {
                    for count in 0..=2 * BLOCK / mark.len() {
                        let text = format!("{}{}{word} 5", " ".repeat(shift), mark.repeat(count));
                        let doc = crate::segment::Document::new(&text);
                        let at = text.len() - word.len() - 2;
                        let found = doc.tokens().iter().rev().nth(1).unwrap();
                        let (start, case) = (found.span().start, found.case());
                        if count > 0 && mark.chars().all(char::is_alphabetic) {
                            assert!(start <= at, "{text}");
                            continue;
                        }
                        assert_eq!((start, found.key()), (at, Key::of(word)), "{text}");
                        assert_eq!(case, read_slowly(word, 0, word.len()).2, "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_vietnamese_letter_folds() {
        for letter in
            "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ".chars()
        {
            let (small, capital) = (letter.to_string(), letter.to_uppercase().to_string());
            assert_eq!(
                read_by_step(&capital, 0, capital.len()),
                (capital.len(), Key::of(&small), Case::Upper),
                "{letter}"
            );
            assert_eq!(read_by_step(&small, 0, small.len()), (small.len(), Key::of(&small), Case::Lower), "{letter}");
        }
    }
}
