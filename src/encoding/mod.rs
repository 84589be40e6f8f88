//! Decoding and encoding of legacy code pages, their detection, and the repair of mojibake.
//!
//! Before Unicode each font vendor numbered the letters differently: TCVN3 (the ABC fonts), VNI-Windows, VISCII and VPS in bytes, VIQR in
//! ASCII, and Microsoft's windows-1258 with combining marks. All letters are in one table, `data/legacy_letters.tsv`. Other bytes are read
//! as windows-1252, since the texts were typed on Windows.
//!
//! Decoded text keeps a map to its bytes. Encoded text is decoded again as a check: if two adjacent letters would read as another one (`A`
//! + `à` in TCVN3), the result is an error with the offset instead of a different text.
//!
//! ```
//! use tinviet::encoding::{Encoding, decode, encode};
//!
//! let page = decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?;
//! assert_eq!(page.text, "Hà Nội");
//! assert_eq!(page.source(4..9), 3..6); // `Nội`: five bytes here, three in the font
//! assert_eq!(encode("Hà Nội", Encoding::Tcvn3)?, b"H\xB5 N\xE9i");
//! # Ok::<(), tinviet::Error>(())
//! ```

mod detect;
mod entities;
mod evidence;
mod mojibake;
mod page;
mod pasted;
mod sample;
mod utf16;
mod viqr;

use std::{borrow::Cow, ops::Range};

pub use detect::{Detection, detect};
pub(crate) use entities::decode as decode_entities;
pub(crate) use mojibake::repair as repair_mojibake;
pub use pasted::Taken;

use crate::{
    error::{Error, ErrorKind},
    span::{Cut as _, OffsetMap, Span},
};

/// A character encoding.
///
/// ```
/// use tinviet::encoding::{Encoding, decode};
/// assert_eq!(decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?.text, "Hà Nội");
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little-endian. A byte order mark is dropped.
    Utf16Le,
    /// UTF-16, big-endian. A byte order mark is dropped.
    Utf16Be,
    /// TCVN 5712:1993 as the ABC fonts use it (`.VnTime`). Its capital fonts (`.VnTimeH`) display lower-case letters as capitals, which the
    /// bytes do not show.
    Tcvn3,
    /// VNI-Windows: a letter and a byte of marks.
    Vni,
    /// RFC 1456: `Vie^.t`, with `+` or `*` for the horn and `\` before punctuation that is not a mark. Even without a backslash, a mark at
    /// the end of a word is punctuation if the word is a syllable only without it.
    Viqr,
    /// VIQR that is encoded with `*` for the horn.
    ViqrStar,
    /// RFC 1456: one byte per letter.
    Viscii,
    /// Microsoft's code page: letters and combining tone marks.
    Windows1258,
    /// VPS: one byte per letter.
    Vps,
    /// Western European, for documents that are not in a Vietnamese encoding.
    Windows1252,
}

impl Encoding {
    /// The name that the command line uses: `tcvn3`.
    ///
    /// ```
    /// assert_eq!(tinviet::encoding::Encoding::Tcvn3.name(), "tcvn3");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viqr => "viqr",
            Self::ViqrStar => "viqr-star",
            Self::Viscii => "viscii",
            Self::Windows1258 => "windows-1258",
            Self::Vps => "vps",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// A text decoded from bytes, with a map back to them.
///
/// ```
/// use tinviet::encoding::{Encoding, decode};
/// let page = decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?;
/// assert_eq!(page.map.source((4..9).into()), (3..6).into()); // `Nội`: five bytes here, three in the font
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decoded<'b> {
    /// The text; borrowed if the bytes were UTF-8 already.
    pub text: Cow<'b, str>,
    /// Maps bytes of the text back to bytes of the input.
    pub map: OffsetMap,
}

impl Decoded<'_> {
    /// The input bytes of a range of the text. Logarithmic.
    ///
    /// ```
    /// use tinviet::encoding::{self, Encoding};
    /// let decoded = encoding::decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?;
    /// assert_eq!((&decoded.text[4..9], decoded.source(4..9)), ("Nội", 3..6));
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn source(&self, target: Range<usize>) -> Range<usize> {
        self.map.source(Span::from(target)).range()
    }
}

/// Decodes `bytes` in the encoding that [`detect`] finds. In UTF-8 text it also converts lines that were pasted from an old font (`B¸o c¸o`,
/// `Baùo caùo`), and returns which lines these are. Linear.
///
/// # Errors
/// Those of [`decode`]. Damaged UTF-8 or UTF-16 is not taken for windows-1252: the error names the first byte that does not fit.
/// # Example
/// ```
/// use tinviet::encoding::{Encoding, decode_auto};
/// let bytes = "Báo cáo tiếng Việt\nUñy ban nh©n d©n x· ®· häp".as_bytes();
/// let (page, taken) = decode_auto(bytes)?;
/// assert_eq!(page.text, "Báo cáo tiếng Việt\nỦy ban nhân dân xã đã họp");
/// assert_eq!(taken.iter().map(|taken| taken.encoding).collect::<Vec<_>>(), [Encoding::Tcvn3]);
/// let at = page.text.find("xã").unwrap();
/// assert_eq!(&bytes[page.source(at..at + "xã".len())], "x·".as_bytes());
/// # Ok::<(), tinviet::Error>(())
/// ```
pub fn decode_auto(bytes: &[u8]) -> Result<(Decoded<'_>, Vec<Taken>), Error> {
    let encoding = match detect(bytes).encoding {
        Encoding::Windows1252 => damaged(bytes).unwrap_or(Encoding::Windows1252),
        found => found,
    };
    let decoded = decode(bytes, encoding)?;
    if encoding != Encoding::Utf8 {
        return Ok((decoded, Vec::new()));
    }
    match pasted::read(&decoded.text) {
        None => Ok((decoded, Vec::new())),
        Some(read) => Ok((Decoded { text: Cow::Owned(read.text), map: read.map }, read.taken)),
    }
}

/// The encoding that bytes have but for a few: UTF-16 by its mark, UTF-8 where most bytes above ASCII are whole characters of it.
fn damaged(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // In windows-1252 two letters above ASCII in a row rarely make such a character.
    (broken > 0 && whole >= 4 * broken).then_some(Encoding::Utf8)
}

/// Decodes `bytes` as `encoding`. Letters are composed in the result. Time and memory are linear.
///
/// For a code page, `bytes` may also be UTF-8 text whose characters are the original bytes read as windows-1252, as in text pasted from
/// an old font.
///
/// # Errors
/// The offset of the first byte that is invalid in the encoding ([`Error::offset`]). Nothing is guessed, and no U+FFFD is written.
///
/// ```
/// use tinviet::encoding::{self, Encoding};
/// assert_eq!(encoding::decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?.text, "Hà Nội");
/// assert_eq!(encoding::decode("Hµ Néi".as_bytes(), Encoding::Tcvn3)?.text, "Hà Nội"); // pasted as characters
/// # Ok::<(), tinviet::Error>(())
/// ```
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<Decoded<'_>, Error> {
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), map: OffsetMap::identity() }),
            Err(error) => Err(unreadable(bytes, error.valid_up_to(), encoding)),
        },
        Encoding::Utf16Le => utf16::decode(bytes, u16::from_le_bytes).map_err(|at| unreadable(bytes, at, encoding)),
        Encoding::Utf16Be => utf16::decode(bytes, u16::from_be_bytes).map_err(|at| unreadable(bytes, at, encoding)),
        Encoding::Viqr | Encoding::ViqrStar => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(viqr::decode(text)),
            Err(error) => Err(unreadable(bytes, error.valid_up_to(), encoding)),
        },
        Encoding::Tcvn3 | Encoding::Vni | Encoding::Viscii | Encoding::Windows1258 | Encoding::Vps
            if let Some(text) = pasted_text(bytes) =>
        {
            match pasted::decode(text, encoding) {
                Ok((text, map)) => Ok(Decoded { text: Cow::Owned(text), map }),
                Err(at) => {
                    let found = text.cut(at..).chars().next().unwrap_or_default();
                    let message = format!("expected {}, as bytes or pasted, found {found:?}", encoding.name());
                    Err(Error::new(ErrorKind::Encoding, message).at_offset(at))
                }
            }
        }
        Encoding::Tcvn3
        | Encoding::Vni
        | Encoding::Viscii
        | Encoding::Windows1258
        | Encoding::Vps
        | Encoding::Windows1252 => page::of(encoding).decode(bytes).map_err(|at| unreadable(bytes, at, encoding)),
    }
}

/// The bytes as non-ASCII UTF-8 text, which bytes of a code page almost never are.
fn pasted_text(bytes: &[u8]) -> Option<&str> {
    if bytes.is_ascii() { None } else { std::str::from_utf8(bytes).ok() }
}

fn unreadable(bytes: &[u8], at: usize, encoding: Encoding) -> Error {
    let found = bytes.get(at).map_or("the end".to_owned(), |byte| format!("0x{byte:02X}"));
    Error::new(ErrorKind::Encoding, format!("expected {}, found {found}", encoding.name())).at_offset(at)
}

/// Encodes `text`; decoding the bytes gives the text in NFC. Linear.
///
/// # Errors
/// The offset in `text` ([`Error::offset`]) of the first letter that the encoding lacks, or that would be decoded differently after its
/// neighbour.
///
/// ```
/// use tinviet::encoding::{self, Encoding};
/// assert_eq!(encoding::encode("Hà Nội", Encoding::Tcvn3)?, b"H\xB5 N\xE9i");
/// assert_eq!(encoding::encode("Hà 中", Encoding::Tcvn3).unwrap_err().offset(), Some("Hà ".len()));
/// # Ok::<(), tinviet::Error>(())
/// ```
pub fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>, Error> {
    let bytes = match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Viqr => viqr::encode(text, b'+'),
        Encoding::ViqrStar => viqr::encode(text, b'*'),
        Encoding::Tcvn3
        | Encoding::Vni
        | Encoding::Viscii
        | Encoding::Windows1258
        | Encoding::Vps
        | Encoding::Windows1252 => page::of(encoding).encode(text).map_err(|at| unwritable(text, at, encoding))?,
    };
    let again = decode(&bytes, encoding)?;
    let mut read = again.text.chars();
    match composed(text).find(|(_, letter)| read.next() != Some(*letter)) {
        Some((at, _)) => Err(unwritable(text, at, encoding)),
        None => Ok(bytes),
    }
}

fn unwritable(text: &str, at: usize, encoding: Encoding) -> Error {
    let found = text.cut(at..).chars().next().unwrap_or_default();
    let message = format!("expected a letter that {} can encode here, found {found:?}", encoding.name());
    Error::new(ErrorKind::Encoding, message).at_offset(at)
}

/// The characters of `text`, each composed with the following marks as far as Unicode has a letter for them, and the offset of
/// each.
fn composed(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, mut letter) = chars.next()?;
        while let Some((_, mark)) = chars.peek() {
            let Some(whole) = unicode_normalization::char::compose(letter, *mark) else { break };
            letter = whole;
            chars.next();
        }
        Some((at, letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable::{Syllable, ToneStyle};

    const PAGES: [Encoding; 7] = [
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viqr,
        Encoding::ViqrStar,
        Encoding::Viscii,
        Encoding::Windows1258,
        Encoding::Vps,
    ];

    #[test]
    fn every_syllable_goes_out_and_comes_back() {
        let mut text = String::new();
        for syllable in Syllable::attested() {
            let word = syllable.spell(ToneStyle::FirstVowel);
            text.push_str(&word);
            text.push(' ');
            // TCVN3 has no capital `Ó`, so `Oóc` is a different word there; it has its own test below.
            if syllable.onset().is_empty() && syllable.nucleus() == "oo" {
                continue;
            }
            text.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
            text.extend(word.chars().skip(1));
            text.push(' ');
        }
        for encoding in PAGES {
            let bytes = encode(&text, encoding).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(decode(&bytes, encoding).unwrap().text, text, "{encoding:?}");
        }
    }

    #[test]
    fn what_a_page_cannot_hold_is_named_by_its_place() {
        for (text, encoding, at) in [
            ("Oóc", Encoding::Tcvn3, 0),
            ("số “5”", Encoding::Viscii, 5),
            ("1 ₫", Encoding::Vni, 2),
            ("Đ中", Encoding::Vps, 2),
        ] {
            assert_eq!(encode(text, encoding).unwrap_err().offset(), Some(at), "{text}");
        }
        assert_eq!(decode(b"a\x81", Encoding::Vni).unwrap_err().offset(), Some(1));
    }

    #[test]
    fn offsets_lead_back_to_the_bytes() {
        let bytes = b"ng\xAD\xEAi lao";
        assert_eq!(decode(bytes, Encoding::Utf8).unwrap_err().offset(), Some(2));
        let page = decode(bytes, Encoding::Tcvn3).unwrap();
        assert_eq!(page.text, "người lao");
        assert_eq!(page.source(2..7), 2..4);
        assert_eq!(page.source(9..12), 6..9);
    }

    #[test]
    fn viqr_marks_end_where_the_word_does() {
        for (typed, read) in [
            ("La`m gi` va^.y\\?", "Làm gì vậy?"),
            ("Ha` No^.i.", "Hà Nội."),
            ("ai?", "ai?"),
            ("hoa?", "hoả"),
            ("u+o*'c mo+", "ước mơ"),
            ("y` y' y? y~ y. a(. a^.", "ỳ ý ỷ ỹ ỵ ặ ậ"),
            ("DDa?ng Ddoa`n dda~", "Đảng Đoàn đã"),
            ("C:\\tin", "C:\\tin"),
        ] {
            assert_eq!(decode(typed.as_bytes(), Encoding::Viqr).unwrap().text, read);
        }
    }
}
