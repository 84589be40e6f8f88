//! Legacy code pages in and out, their detection, and the repair of mojibake.
//!
//! Before Unicode each font maker gave the letters numbers of his own: TCVN3 (the ABC fonts), VNI-Windows, VISCII and VPS in bytes, VIQR in
//! ASCII, and Microsoft's windows-1258 with marks that combine. All letters stand in one table, `data/legacy_letters.tsv`; bytes that are
//! no letter there mean what windows-1252 gives them, since the texts were typed on Windows.
//!
//! What comes in remembers its bytes, and what goes out is decoded again before it is handed over: a page where two letters in a row read
//! as another one (`A` + `à` in TCVN3) gives an error with the place instead of another text.
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

/// How a text is written in bytes.
///
/// ```
/// use tinviet::encoding::{Encoding, decode};
/// assert_eq!(decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?.text, "Hà Nội");
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// Unicode, in one to four bytes.
    Utf8,
    /// Unicode, in units of two bytes, the low one first. A byte order mark is left out.
    Utf16Le,
    /// The same, the high one first.
    Utf16Be,
    /// TCVN 5712:1993 as the ABC fonts use it (`.VnTime`). Its capital fonts (`.VnTimeH`) draw small letters as capitals, which the bytes do
    /// not say.
    Tcvn3,
    /// VNI-Windows: a letter and a byte of marks.
    Vni,
    /// RFC 1456: `Vie^.t`, with `+` or `*` for the horn and `\` before punctuation that is no mark. A mark after a word that is a syllable
    /// without it and none with it is punctuation even so.
    Viqr,
    /// VIQR with `*` for the horn when written.
    ViqrStar,
    /// RFC 1456: one byte a letter.
    Viscii,
    /// Microsoft's page: letters and combining tones.
    Windows1258,
    /// VPS: one byte a letter.
    Vps,
    /// Western European, for what is no Vietnamese page.
    Windows1252,
}

impl Encoding {
    /// The name that the command line uses: `tcvn3`.
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

/// A text that was read from bytes, and remembers them.
///
/// ```
/// use tinviet::encoding::{Encoding, decode};
/// let page = decode(b"H\xB5 N\xE9i", Encoding::Tcvn3)?;
/// assert_eq!(page.map.source((4..9).into()), (3..6).into()); // `Nội`: five bytes here, three in the font
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decoded<'b> {
    /// The text; borrowed where the bytes were it.
    pub text: Cow<'b, str>,
    /// From bytes of the text back to bytes of the input.
    pub map: OffsetMap,
}

impl Decoded<'_> {
    /// The bytes after a stretch of the text. Logarithmic.
    pub fn source(&self, target: Range<usize>) -> Range<usize> {
        self.map.source(Span::from(target)).range()
    }
}

/// Reads `bytes` as [`detect`] finds them, and of a text in UTF-8 the lines that were pasted out of an old font: `B¸o c¸o`, `Baùo caùo`. Says what those
/// lines were taken for. Linear.
///
/// # Errors
/// Those of [`decode`].
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
    let encoding = detect(bytes).encoding;
    let decoded = decode(bytes, encoding)?;
    if encoding != Encoding::Utf8 {
        return Ok((decoded, Vec::new()));
    }
    match pasted::read(&decoded.text) {
        None => Ok((decoded, Vec::new())),
        Some(read) => Ok((Decoded { text: Cow::Owned(read.text), map: read.map }, read.taken)),
    }
}

/// Reads `bytes` as `encoding`. Letters come out composed. Time and memory are linear.
///
/// The bytes of a page may also be UTF-8 for the characters that windows-1252 has at them, as text is that was pasted out of an old font.
///
/// # Errors
/// The first byte that means nothing in the encoding ([`Error::offset`]). Nothing is guessed, no U+FFFD is written.
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

/// The bytes as a text past ASCII, which bytes of a page hardly ever are.
fn pasted_text(bytes: &[u8]) -> Option<&str> {
    if bytes.is_ascii() { None } else { std::str::from_utf8(bytes).ok() }
}

fn unreadable(bytes: &[u8], at: usize, encoding: Encoding) -> Error {
    let found = bytes.get(at).map_or("the end".to_owned(), |byte| format!("0x{byte:02X}"));
    Error::new(ErrorKind::Encoding, format!("expected {}, found {found}", encoding.name())).at_offset(at)
}

/// Writes `text` in `encoding`; reading the bytes again gives the text in NFC. Linear.
///
/// # Errors
/// The place in `text` ([`Error::offset`]) of the first letter that the page lacks, or that would read as another one after its neighbour.
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
    let message = format!("expected a letter that {} can hold here, found {found:?}", encoding.name());
    Error::new(ErrorKind::Encoding, message).at_offset(at)
}

/// The characters of `text`, each composed with the marks after it as far as Unicode has a letter for them, and where each begins.
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
            // TCVN3 has no capital `Ó`, so that `Oóc` is another word there: a case of its own below.
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
