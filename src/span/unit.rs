//! Offsets in units other than bytes: characters, UTF-16 code units, graphemes.

use std::{iter, marker::PhantomData};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::bytes;

/// The unit of offsets in the output. Inside the library they are always bytes.
///
/// ```
/// use tinviet::OffsetUnit;
/// assert_eq!("utf16".parse::<OffsetUnit>()?, OffsetUnit::Utf16);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8: Rust.
    #[default]
    Bytes,
    /// Unicode scalar values: Python.
    Chars,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
    /// Extended grapheme clusters, a letter with all its marks: Swift, text fields.
    Graphemes,
}

/// Byte offsets of one text in another unit.
///
/// Built in one pass; each query then takes constant time (a stored count and a word of bits for every 64 bytes).
///
/// ```
/// use tinviet::{OffsetIndex, OffsetUnit};
/// let text = "Ủy ban 🏅";
/// assert_eq!(OffsetIndex::new(text, OffsetUnit::Chars).get(text.len()), 8);
/// assert_eq!(OffsetIndex::new(text, OffsetUnit::Utf16).get(text.len()), 9);
/// ```
///
/// ```
/// use tinviet::{OffsetIndex, OffsetUnit};
///
/// let text = "e\u{323}\u{302}\r\n🇻🇳!"; // `ệ` in three code points, a line end in two, a flag in two of four bytes each
/// let at = |unit| OffsetIndex::new(text, unit).get(text.len() - 1);
/// assert_eq!([OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16, OffsetUnit::Graphemes].map(at), [15, 7, 9, 3]);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: PhantomData<&'t str>,
    blocks: Vec<Block>,
    /// One bit per byte: whether a surrogate pair starts there. Empty for other units, and for texts without any.
    pairs: Vec<u64>,
}

/// What is known of 64 bytes.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// The number of units that start before it.
    count: usize,
    /// One bit per byte: whether a character, or a grapheme, starts there.
    starts: u64,
}

impl<'t> OffsetIndex<'t> {
    /// Indexes `text`. Linear; for bytes, or for ASCII text, nothing is stored.
    ///
    /// ```
    /// use tinviet::{OffsetIndex, OffsetUnit};
    /// assert_eq!(OffsetIndex::new("Hà Nội", OffsetUnit::Chars).get("Hà ".len()), 3);
    /// ```
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut index = Self { text: PhantomData, blocks: Vec::new(), pairs: Vec::new() };
        // `\r\n` is one grapheme.
        let is_plain =
            text.is_ascii() && (unit != OffsetUnit::Graphemes || memchr::memchr(b'\r', text.as_bytes()).is_none());
        if unit == OffsetUnit::Bytes || is_plain {
            return index;
        }
        let starts = match unit {
            OffsetUnit::Graphemes => grapheme_starts(text),
            _ => bits(text, |byte| byte & 0xC0 != 0x80),
        };
        if unit == OffsetUnit::Utf16 && text.bytes().fold(false, |any, byte| any | (byte >= 0xF0)) {
            index.pairs = bits(text, |byte| byte >= 0xF0);
        }
        let mut count = 0;
        let pairs = index.pairs.iter().copied().chain(iter::repeat(0));
        let block = |(starts, pairs): (u64, u64)| {
            let block = Block { count, starts };
            count += (starts.count_ones() + pairs.count_ones()) as usize;
            block
        };
        // The end of the text may lie at the beginning of one more block.
        index.blocks = starts.into_iter().chain([0]).zip(pairs).map(block).collect();
        index
    }

    /// Converts the byte offset `offset`, a character boundary, to this index's unit. Inside a grapheme, the end of the grapheme counts.
    ///
    /// ```
    /// use tinviet::{OffsetIndex, OffsetUnit};
    /// assert_eq!(OffsetIndex::new("🏅 5%", OffsetUnit::Utf16).get("🏅 ".len()), 3);
    /// ```
    pub fn get(&self, offset: usize) -> usize {
        let (place, within) = (offset / bytes::BLOCK, offset % bytes::BLOCK);
        let Some(block) = self.blocks.get(place) else { return offset };
        let before = |bits: u64| (bits & !(u64::MAX << within)).count_ones() as usize;
        block.count + before(block.starts) + self.pairs.get(place).map_or(0, |pairs| before(*pairs))
    }
}

/// A bit for each byte that `is` picks.
fn bits(text: &str, is: impl Fn(u8) -> bool) -> Vec<u64> {
    let (blocks, rest) = text.as_bytes().as_chunks();
    let last = (!rest.is_empty()).then(|| {
        let bits = bytes::pack(&bytes::padded::<{ bytes::BLOCK }>(rest, 0, 0).map(|byte| -i8::from(is(byte))));
        bits & !(u64::MAX << rest.len())
    });
    let whole = blocks.iter().map(|block: &[u8; bytes::BLOCK]| bytes::pack(&block.map(|byte| -i8::from(is(byte)))));
    whole.chain(last).collect()
}

/// A bit for each byte at which a grapheme starts.
fn grapheme_starts(text: &str) -> Vec<u64> {
    let mut starts = vec![0; text.len().div_ceil(bytes::BLOCK)];
    for (at, _) in text.grapheme_indices(true) {
        if let Some(bits) = starts.get_mut(at / bytes::BLOCK) {
            *bits |= 1 << (at % bytes::BLOCK);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_a_count_from_the_start() {
        let text = "Ủy ban 🏅 tặng “Bằng khen”\r\ne\u{301}🇻🇳 ".repeat(9);
        for unit in OffsetUnit::ALL {
            let index = OffsetIndex::new(&text, unit);
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let want = match unit {
                    OffsetUnit::Bytes => offset,
                    OffsetUnit::Chars => text[..offset].chars().count(),
                    OffsetUnit::Utf16 => text[..offset].encode_utf16().count(),
                    OffsetUnit::Graphemes => text.grapheme_indices(true).filter(|(at, _)| *at < offset).count(),
                };
                assert_eq!(index.get(offset), want, "{unit:?} at {offset}");
            }
        }
    }
}
