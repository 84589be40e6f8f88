//! The markup of documents: as requested, otherwise by file extension.

use std::{
    borrow::Cow,
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

use serde::Deserialize;
use tinviet::{
    Analyzer, Builder, OffsetMap, Span,
    encoding::{self, Decoded, Encoding},
    markup::{self, Markup},
};

use crate::{
    ending::{Failure, say},
    input::{self, Source},
};

/// What `--markup` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Asked {
    /// By file extension: .html, .htm, .xhtml, .md; anything else is plain
    #[default]
    Auto,
    /// Plain text, without markup
    Plain,
    /// Web pages
    Html,
    /// CommonMark
    Markdown,
}

impl Asked {
    /// The markup of a source.
    pub(crate) fn of(self, source: &Source) -> Markup {
        match self {
            Self::Auto => source.ending().map_or(Markup::Plain, |ending| Markup::of_ending(&ending)),
            Self::Plain => Markup::Plain,
            Self::Html => Markup::Html,
            Self::Markdown => Markup::Markdown,
        }
    }
}

/// An analyzer for each markup, with the same settings.
pub(crate) struct Analyzers {
    asked: Asked,
    each: Vec<(Markup, Analyzer)>,
}

impl Analyzers {
    pub(crate) fn new(asked: Asked, builder: &Builder) -> Self {
        let build = |&markup: &Markup| (markup, builder.clone().markup(markup).build());
        Self { asked, each: Markup::ALL.iter().map(build).collect() }
    }

    /// The analyzer for the documents of `source`, and their markup.
    pub(crate) fn of(&self, source: &Source) -> &(Markup, Analyzer) {
        let markup = self.asked.of(source);
        // Plain is the first, and always present.
        self.each.iter().find(|(other, _)| *other == markup).unwrap_or(&self.each[0])
    }
}

/// A decoded text, with its original bytes if they were not UTF-8.
pub(crate) struct Text {
    pub(crate) text: String,
    page: Option<Page>,
}

/// The original encoding of a page that is not UTF-8.
struct Page {
    /// The original bytes, if the page is to be written in its own encoding.
    bytes: Option<Vec<u8>>,
    encoding: Encoding,
    /// Maps the text back to the bytes.
    map: OffsetMap,
}

impl Text {
    /// Decodes `bytes`: a page by its byte order mark, then by its `<meta>`; anything else as UTF-8.
    pub(crate) fn read(place: &dyn fmt::Display, bytes: Vec<u8>, markup: Markup) -> Result<Self, Failure> {
        let Some(encoding) = encoding_of(&bytes, markup) else {
            return Ok(Self { text: input::text(place, bytes)?, page: None });
        };
        let Decoded { text, map } = encoding::decode(&bytes, encoding).map_err(|error| {
            Failure::Document(format!("{place}: {error}, which is the encoding that the page declares"))
        })?;
        let text = text.into_owned();
        Ok(Self { text, page: Some(Page { bytes: Some(bytes), encoding, map }) })
    }

    /// A text whose encoding was given explicitly: it is written as UTF-8, and its offsets point into the original bytes.
    pub(crate) fn converted(decoded: Decoded<'_>) -> Self {
        Self {
            text: decoded.text.into_owned(),
            page: Some(Page { bytes: None, encoding: Encoding::Utf8, map: decoded.map }),
        }
    }

    /// Maps a span of the text to the original bytes.
    pub(crate) fn source(&self, span: Span) -> Span {
        self.page.as_ref().map_or(span, |page| page.map.source(span))
    }

    /// The rewritten text in its original encoding, so that the encoding a page declares stays true and unchanged parts keep their
    /// bytes.
    pub(crate) fn rewritten(&self, new: &str, changes: &OffsetMap) -> Result<Vec<u8>, Failure> {
        let Some((page, bytes)) = self.page.as_ref().and_then(|page| Some((page, page.bytes.as_ref()?))) else {
            return Ok(new.as_bytes().to_vec());
        };
        let mut out = Vec::with_capacity(bytes.len());
        let mut copied = 0;
        for (source, target) in changes.changed() {
            let place = page.map.source(source);
            out.extend_from_slice(bytes.get(copied..place.start).unwrap_or_default());
            out.extend(encoded(new.get(target.range()).unwrap_or_default().into(), page.encoding)?);
            copied = place.end;
        }
        out.extend_from_slice(bytes.get(copied..).unwrap_or_default());
        Ok(out)
    }
}

/// The encoding of a page that is not UTF-8.
fn encoding_of(bytes: &[u8], markup: Markup) -> Option<Encoding> {
    match bytes {
        _ if markup != Markup::Html => None,
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        // Valid UTF-8 with non-ASCII letters is not an accident, whatever the page declares.
        _ if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() => None,
        _ => markup::charset(bytes).filter(|encoding| *encoding != Encoding::Utf8),
    }
}

/// Encodes a piece of a page. A letter that the encoding lacks becomes a numeric character reference.
fn encoded(mut text: Cow<'_, str>, encoding: Encoding) -> Result<Vec<u8>, Failure> {
    loop {
        let error = match encoding::encode(&text, encoding) {
            Ok(bytes) => return Ok(bytes),
            Err(error) => error,
        };
        // Every encoding has ASCII, so the reference itself can be encoded.
        let letter = error.offset().and_then(|at| text.get(at..)?.chars().next()).filter(|letter| !letter.is_ascii());
        let Some(letter) = letter else { return Err(Failure::Document(error.to_string())) };
        text = Cow::Owned(text.replace(letter, &format!("&#{};", u32::from(letter))));
    }
}

/// Warns once per run that a plain text is full of tags.
pub(crate) fn warn(place: &dyn fmt::Display, text: &str, markup: Markup) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if markup == Markup::Plain && is_full_of_tags(text) && !SAID.swap(true, Ordering::Relaxed) {
        say(format_args!("{place}: read as plain text, but contains many tags; use --markup html for web pages"));
    }
}

/// Whether a text looks like a web page: a block tag every few hundred bytes near its start.
fn is_full_of_tags(text: &str) -> bool {
    const LOOKED_AT: usize = 16 << 10;
    const BYTES_A_TAG: usize = 1_000;
    const TAGS: [&str; 9] = ["p", "div", "br", "li", "td", "tr", "h1", "h2", "span"];
    let (bytes, looked_at) = (text.as_bytes(), text.len().min(LOOKED_AT));
    let is_tag = |rest: &[u8]| {
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let end = rest.iter().take(5).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or_default();
        matches!(rest.get(end), Some(b'>' | b' ' | b'/'))
            && TAGS.iter().any(|tag| rest[..end].eq_ignore_ascii_case(tag.as_bytes()))
    };
    let open = text.match_indices('<').map(|(at, _)| at).take_while(|at| *at < looked_at);
    let tags = open.filter(|at| is_tag(&bytes[at + 1..])).count();
    tags > 3 && tags * BYTES_A_TAG >= looked_at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_texts() {
        for text in ["<p>Một.</p>\n<p>Hai.</p>", "<DIV>Một<br>hai<br/>ba</DIV>"] {
            assert!(is_full_of_tags(text), "{text}");
        }
        for text in ["Một <b>đoạn</b> văn.", "a <b và c> d <p", "x < p > y < br > z < li > t < td >", ""] {
            assert!(!is_full_of_tags(text), "{text}");
        }
    }

    #[test]
    fn a_page_says_how_it_is_written() {
        let page = encoding::encode("<meta charset=windows-1258><p>Đạt 95%", Encoding::Windows1258).unwrap();
        let text = Text::read(&"a.html", page.clone(), Markup::Html).unwrap();
        assert_eq!(text.text, "<meta charset=windows-1258><p>Đạt 95%");
        assert_eq!(text.rewritten(&text.text, &OffsetMap::identity()).unwrap(), page);
        assert_eq!(encoded("a中".into(), Encoding::Windows1258).unwrap(), b"a&#20013;");
    }
}
