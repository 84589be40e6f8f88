//! Text in an old font that was pasted as characters: `B¸o c¸o`, `Baùo caùo`.
//!
//! Word, Excel and PDF readers paste TCVN3 and VNI as the Latin-1 or windows-1252 characters of the bytes, so the file is valid UTF-8 but not
//! readable Vietnamese. Each character is mapped back to its byte, and the bytes are examined like those of a file, but line by line, since a form
//! may have old and new parts. A line with a letter that is not such a byte (`ế`) is Unicode; its cells between colons and tabs are examined one by
//! one. A line with too few words for a decision follows the lines that were decided.

use super::{
    Encoding,
    evidence::Evidence,
    page::{self, WINDOWS_1252},
    sample::Sample,
};
use crate::span::{Cut as _, OffsetMap, Span};

/// The fonts that texts were pasted from, the more common first.
const FONTS: [Encoding; 2] = [Encoding::Tcvn3, Encoding::Vni];

/// Lines of a text, or cells of a line, that were decoded as a different encoding from the rest.
///
/// ```
/// use tinviet::encoding::{Encoding, decode_auto};
/// let (page, taken) = decode_auto("Báo cáo tiếng Việt\nUñy ban nh©n d©n x· ®· häp".as_bytes())?;
/// assert_eq!((&page.text[taken[0].target], taken[0].encoding), ("Ủy ban nhân dân xã đã họp", Encoding::Tcvn3));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The range in the input.
    pub span: Span,
    /// The range in the resulting text.
    pub target: Span,
    /// Its encoding.
    pub encoding: Encoding,
}

/// A text with its old parts converted.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    pub(super) taken: Vec<Taken>,
}

/// Converts the old parts of `text`; `None` if there are none. Linear.
pub(super) fn read(text: &str) -> Option<Read> {
    let mut parts: Vec<Part> = Vec::new();
    if !text.bytes().any(|byte| matches!(byte, 0xC2 | 0xC3)) {
        return None;
    }
    for line in lines(text) {
        match Part::new(text, line) {
            Some(part) => parts.push(part),
            None if text.cut(line.range()).is_ascii() => {}
            None => parts.extend(cells(text, line).filter_map(|cell| Part::new(text, cell))),
        }
    }
    let font = FONTS.into_iter().max_by_key(|font| parts.iter().filter(|part| part.font == Some(*font)).count())?;
    let found = parts.iter().filter(|part| part.font == Some(font)).count();
    if found == 0 {
        return None;
    }
    let mut out = Read { text: String::with_capacity(text.len()), map: OffsetMap::identity(), taken: Vec::new() };
    let mut copied = 0;
    for part in &parts {
        let Some(encoding) = part.font.or_else(|| part.follows(font)) else { continue };
        let Ok(decoded) = page::of(encoding).decode(&part.bytes) else { continue };
        out.text.push_str(text.cut(copied..part.span.start));
        let start = out.text.len();
        out.text.push_str(&decoded.text);
        copied = part.span.end;
        let (source, target) = (part.span.start, start);
        for edit in part.map.then(&decoded.map).edits() {
            let [from, to] = [(edit.source, source), (edit.target, target)]
                .map(|(span, by)| Span::new(span.start + by, span.end + by));
            out.map.push(from, to, 0);
        }
        out.taken.push(Taken { span: part.span, target: Span::new(start, out.text.len()), encoding });
    }
    out.text.push_str(text.cut(copied..));
    Some(out)
}

/// Decodes all of `text` as `encoding`, which is a code page; the error is the offset of the first character that is not
/// one of its bytes.
pub(super) fn decode(text: &str, encoding: Encoding) -> Result<(String, OffsetMap), usize> {
    let (bytes, map) = bytes_of(text)?;
    match page::of(encoding).decode(&bytes) {
        Ok(decoded) => Ok((decoded.text.into_owned(), map.then(&decoded.map))),
        Err(at) => Err(map.source(Span::new(at, at + 1)).start),
    }
}

/// A line or cell whose characters are all bytes, some of them not ASCII.
struct Part {
    span: Span,
    bytes: Vec<u8>,
    map: OffsetMap,
    /// Its font, if certain.
    font: Option<Encoding>,
}

impl Part {
    fn new(text: &str, span: Span) -> Option<Self> {
        let part = text.cut(span.range());
        if part.is_ascii() {
            return None;
        }
        let (bytes, map) = bytes_of(part).ok()?;
        let sample = Sample::new(&bytes);
        let mut best: Option<(Encoding, i64)> = None;
        for font in FONTS {
            let least = best.map_or(0, |(_, weight)| weight);
            // A single word may be chance in a text that is already correct: `hå.no`.
            let found = sample.vietnamese(font, least).filter(Evidence::has_several);
            best = found.map(|evidence| (font, evidence.weight())).or(best);
        }
        // `mí tú té` is Vietnamese already, and `con bò` is left alone although `con bị` has the more frequent
        // word.
        let font = best.filter(|(_, weight)| !sample.western_weighs(*weight) && !sample.is_right_as_it_stands());
        let font = font.map(|(font, _)| font);
        Some(Self { span, bytes, map, font })
    }

    /// `font`, if all telling words are syllables in it, and fewer are without conversion.
    fn follows(&self, font: Encoding) -> Option<Encoding> {
        let [here, there] = [Encoding::Windows1252, font]
            .map(|page| page::of(page).decode(&self.bytes).map(|read| Evidence::of(&read.text)));
        let (here, there) = (here.map_or(i64::MIN, |here| here.weight()), there.ok()?);
        (there.is_right() && there.weight() > here).then_some(font)
    }
}

/// The characters of `text` as windows-1252 bytes, and the map back; the error is the offset of the first that is not
/// one.
fn bytes_of(text: &str) -> Result<(Vec<u8>, OffsetMap), usize> {
    let (mut bytes, mut map) = (Vec::with_capacity(text.len()), OffsetMap::identity());
    for (at, char) in text.char_indices() {
        let byte = match char {
            '\0'..='\u{FF}' => char as u8,
            _ => WINDOWS_1252
                .iter()
                .position(|known| *known == char)
                .and_then(|index| u8::try_from(index + 0x80).ok())
                .ok_or(at)?,
        };
        if !char.is_ascii() {
            map.push(Span::new(at, at + char.len_utf8()), Span::new(bytes.len(), bytes.len() + 1), 0);
        }
        bytes.push(byte);
    }
    Ok((bytes, map))
}

/// The lines of `text`, without line ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = Span::new(start, end);
        start = end + 1;
        line
    })
}

/// The cells of a line.
fn cells(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = line.start;
    text.cut(line.range()).split([':', '\t', '|']).map(move |cell| {
        let span = Span::new(start, start + cell.len());
        start = span.end + 1;
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_texts_stay() {
        for text in
            ["hå.no", "El niño comió piñas", "Cà phê sáng", "con bò, con bò", "x² ± 3 µm", "Bà con về quê đón Tết"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
