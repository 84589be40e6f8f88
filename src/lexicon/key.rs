//! Words as numbers: the key of a word is the same for all its letter cases, and is known at compile time.
//!
//! A grammar asks many times whether a token is `năm` or `ngày`. Comparing eight bytes answers that without looking at the text,
//! and `const` keys make such questions `match` arms: `match token.key { NAM => …, NGAY => … }`.

/// A word's 64-bit hash over its lower-cased NFC letters, tone on the first vowel (`HÒA` and `hòa` share a key, `hoà` does not).
///
/// The letters that fold are those of ASCII, Latin-1 and Vietnamese; two different words of one text meet by chance once in some
/// 10¹⁹ pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The key of no word: that of tokens that are none.
    pub const NONE: Self = Self(0);

    /// The key of `word`, which may hold any bytes. Linear; usable in constants.
    pub const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let mut hash = OFFSET;
        let mut index = 0;
        while index < bytes.len() {
            let lead = bytes[index];
            let width = if lead < 0x80 {
                1
            } else if lead < 0xE0 {
                2
            } else if lead < 0xF0 {
                3
            } else {
                4
            };
            let (mut first, mut last) = (lead, bytes[index + width - 1]);
            match (width, lead) {
                (1, b'A'..=b'Z') => {
                    first |= 0x20;
                    last = first;
                }
                // À–Þ but ×; Ă Đ Ĩ; Ũ; Ơ Ư.
                (2, 0xC3) if last < 0x9F && last != 0x97 => last |= 0x20,
                (2, 0xC4) if matches!(last, 0x82 | 0x90 | 0xA8) => last += 1,
                (2, 0xC5) if last == 0xA8 => last += 1,
                (2, 0xC6) if matches!(last, 0xA0 | 0xAF) => last += 1,
                // U+1EA0–1EF9: capitals are even.
                (3, 0xE1) if matches!(bytes[index + 1], 0xBA | 0xBB) && (bytes[index + 1] == 0xBB || last >= 0xA0) => {
                    last |= 1;
                }
                _ => {}
            }
            if width > 1 {
                hash = step(hash, first);
            }
            let mut middle = index + 1;
            while middle + 1 < index + width {
                hash = step(hash, bytes[middle]);
                middle += 1;
            }
            hash = step(hash, last);
            index += width;
        }
        Self(hash)
    }

    /// The hash itself, for tables.
    pub const fn get(self) -> u64 {
        self.0
    }
}

const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;

/// One step of FNV-1a: the shortest hash that is good enough over words of one to nine bytes.
const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01B3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_does_not_matter() {
        for word in ["Đường", "ỦY", "ƯU", "Ĩ", "Ũ", "Ơn", "ẠẶẤỀỆỊỌỖỘỢỤỪỮỲỸỴ", "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ", "Nghiêng", "usd"]
        {
            assert_eq!(Key::of(word), Key::of(&word.to_lowercase()), "{word}");
            assert_eq!(Key::of(word), Key::of(&word.to_uppercase()), "{word}");
        }
        assert_ne!(Key::of("nam"), Key::of("năm"));
        assert_ne!(Key::of("×"), Key::of("÷"));
    }
}
