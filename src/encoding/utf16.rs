//! UTF-16 with or without its byte order mark.

use std::borrow::Cow;

use super::{Decoded, Encoding};
use crate::span::{OffsetMap, Span};

/// Decodes two-byte units; the error is the offset of a lone surrogate or a leftover byte.
pub(super) fn decode(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded<'_>, usize> {
    let mut text = String::with_capacity(bytes.len() / 2 + bytes.len() / 4);
    let mut map = OffsetMap::identity();
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut at = 0;
    for char in char::decode_utf16(units) {
        let char = char.map_err(|_| at)?;
        let (start, end) = (text.len(), at + 2 * char.len_utf16());
        if !(at == 0 && char == '\u{FEFF}') {
            text.push(char);
        }
        map.push(Span::new(at, end), Span::new(start, text.len()), 0);
        at = end;
    }
    if at < bytes.len() { Err(at) } else { Ok(Decoded { text: Cow::Owned(text), map }) }
}

/// Whether [`decode`] accepts `bytes` as `encoding`, one of the two.
pub(super) fn is_valid(bytes: &[u8], encoding: Encoding) -> bool {
    let unit = if encoding == Encoding::Utf16Be { u16::from_be_bytes } else { u16::from_le_bytes };
    let (pairs, rest) = bytes.as_chunks();
    rest.is_empty() && char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).all(|char| char.is_ok())
}
