//! Pages and Markdown as readers see them: [`Page`] is the readable text of a source, with the way back to it, its parts and its date.
//!
//! The layers after this one read nothing but plain text, so the facts of a text do not depend on the form it came in. Whatever they
//! find is led back through [`Page::map`]; what they write goes back between the tags by [`Page::rewrite`].
//!
//! ```
//! # #[cfg(feature = "html")] {
//! use tinviet::markup::{Markup, Page};
//!
//! let source = "<p>Huyện có <b>13</b> xã&nbsp;&amp; 2 thị&#32;trấn<p>Hết";
//! let page = Page::read(source, Markup::Html);
//! assert_eq!(page.text(), "Huyện có 13 xã\u{A0}& 2 thị trấn\n\nHết");
//! let at = page.text().find("13 xã").unwrap();
//! assert_eq!(&source[page.map().source((at..at + 6).into()).range()], "13</b> xã");
//! # }
//! ```
//!
//! What is text and what is not: `docs/reading.md`.

#[cfg(feature = "html")]
mod charset;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod line;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "html")]
mod parts;
mod rewrite;
#[cfg(feature = "html")]
mod table;
#[cfg(feature = "html")]
mod writer;

use std::{borrow::Cow, str::FromStr};

#[cfg(feature = "html")]
pub use charset::charset;
pub use rewrite::Rewritten;

use crate::{
    error::{Error, ErrorKind},
    span::{OffsetMap, Span},
};

/// How a text is marked up.
///
/// ```
/// use tinviet::Markup;
/// assert_eq!("plain".parse::<Markup>()?, Markup::Plain);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Markup {
    /// Not at all: every letter is text.
    #[default]
    Plain,
    /// As a page of the web, or a part of one.
    #[cfg(feature = "html")]
    Html,
    /// In CommonMark, with tables, footnotes and front matter.
    #[cfg(feature = "markdown")]
    Markdown,
}

impl Markup {
    /// All that this build reads.
    pub const ALL: &[Self] = &[
        Self::Plain,
        #[cfg(feature = "html")]
        Self::Html,
        #[cfg(feature = "markdown")]
        Self::Markdown,
    ];

    /// The name that the command line uses: `html`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            #[cfg(feature = "html")]
            Self::Html => "html",
            #[cfg(feature = "markdown")]
            Self::Markdown => "markdown",
        }
    }

    /// What the ending of a file's name says: `html`, `htm` and `xhtml` are pages, `md` and `markdown` Markdown, all else is plain.
    ///
    /// ```
    /// use tinviet::markup::Markup;
    /// assert_eq!(Markup::of_ending("txt"), Markup::Plain);
    /// ```
    pub fn of_ending(ending: &str) -> Self {
        match ending.to_ascii_lowercase().as_str() {
            #[cfg(feature = "html")]
            "html" | "htm" | "xhtml" => Self::Html,
            #[cfg(feature = "markdown")]
            "md" | "markdown" => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

impl FromStr for Markup {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|markup| markup.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|markup| markup.name()).collect();
            Error::new(ErrorKind::Setting, format!("markup: expected one of {}, found {text:?}", names.join(", ")))
        })
    }
}

/// The part of an article that markup says a line belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The headline: `h1`.
    Title,
    /// `figcaption`, `caption`.
    Caption,
    /// What no markup sets apart.
    #[default]
    Body,
    /// A cell of a table that has heads or a caption: body, and never a line that the page added.
    Cell,
    /// `nav`, `footer`, `aside`, lists of links and the like.
    Boilerplate,
}

/// The readable text of a source, with the way back.
///
/// ```
/// use tinviet::{Markup, Page};
/// let page = Page::read("Đạt 95%", Markup::Plain);
/// assert_eq!(page.text(), page.source());
/// ```
#[derive(Clone, Debug)]
pub struct Page<'t> {
    source: Cow<'t, str>,
    markup: Markup,
    text: Cow<'t, str>,
    map: OffsetMap,
    parts: Vec<(Span, Part)>,
    code: Vec<Span>,
    units: Vec<(usize, String)>,
    title: Option<Span>,
    date: Option<String>,
}

impl<'t> Page<'t> {
    /// Reads `source`. Linear, never fails: broken markup is read as browsers read it.
    pub fn read(source: &'t str, markup: Markup) -> Self {
        match markup {
            Markup::Plain => Self {
                source: Cow::Borrowed(source),
                markup,
                text: Cow::Borrowed(source),
                map: OffsetMap::identity(),
                parts: Vec::new(),
                code: Vec::new(),
                units: Vec::new(),
                title: None,
                date: None,
            },
            #[cfg(feature = "html")]
            Markup::Html => html::read(source),
            #[cfg(feature = "markdown")]
            Markup::Markdown => markdown::read(source),
        }
    }

    /// What was read.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same page, borrowing nothing.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// let page = Page::read(&String::from("Đạt 95%"), Markup::Plain).into_owned();
    /// assert_eq!(page.text(), "Đạt 95%");
    /// ```
    pub fn into_owned(self) -> Page<'static> {
        Page {
            source: Cow::Owned(self.source.into_owned()),
            markup: self.markup,
            text: Cow::Owned(self.text.into_owned()),
            map: self.map,
            parts: self.parts,
            code: self.code,
            units: self.units,
            title: self.title,
            date: self.date,
        }
    }

    /// How it is marked up.
    pub const fn markup(&self) -> Markup {
        self.markup
    }

    /// What a reader reads: no tags, entities as letters, white space folded, a line feed between lines and an empty line between blocks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The way from the text back to the source.
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// What markup says of the lines of the text, in order; plain text has none. Spans are into the text.
    pub fn parts(&self) -> &[(Span, Part)] {
        &self.parts
    }

    /// Code, which is not for reading: `<code>`, `` `…` ``. Spans are into the text.
    pub fn code(&self) -> &[Span] {
        &self.code
    }

    /// What the heads of tables say of their cells: the ends of cells that hold a number alone, in order, each with its column's unit
    /// (`tỷ đồng`). Places are in the text, which does not hold the unit there.
    pub fn units(&self) -> &[(usize, String)] {
        &self.units
    }

    /// Where the source keeps a title that is no part of its text: `<title>`, or `title:` in front matter.
    pub const fn title(&self) -> Option<Span> {
        self.title
    }

    /// The page's own date as it is written: `article:published_time`, `datePublished`, `<time datetime>`, or `date:` in front matter.
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }
}
