//! HTML and Markdown as readers see them: [`Page`] is the readable text of a source, with a map back to it, its parts and its date.
//!
//! Later layers read only plain text, so the facts of a text do not depend on its markup. Their results are mapped back through
//! [`Page::map`], and [`Page::rewrite`] writes changed text back between the tags.
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
//! `docs/reading.md` says what is text and what is not.

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

/// The markup of a text.
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
    /// No markup.
    #[default]
    Plain,
    /// A web page, or a part of one.
    #[cfg(feature = "html")]
    Html,
    /// CommonMark, with tables, footnotes and front matter.
    #[cfg(feature = "markdown")]
    Markdown,
}

impl Markup {
    /// All variants that this build supports.
    pub const ALL: &[Self] = &[
        Self::Plain,
        #[cfg(feature = "html")]
        Self::Html,
        #[cfg(feature = "markdown")]
        Self::Markdown,
    ];

    /// The name that the command line uses: `html`.
    ///
    /// ```
    /// assert_eq!(tinviet::Markup::Plain.name(), "plain");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            #[cfg(feature = "html")]
            Self::Html => "html",
            #[cfg(feature = "markdown")]
            Self::Markdown => "markdown",
        }
    }

    /// The markup for a file extension: `html`, `htm` and `xhtml` are HTML, `md` and `markdown` Markdown, anything else is plain.
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

/// The part of an article to which a line belongs by its markup.
///
/// ```
/// use tinviet::markup::{Markup, Page, Part};
/// # #[cfg(feature = "html")] {
/// let page = Page::read("<h1>Tin vui</h1><p>Huyện có 13 xã.", Markup::Html);
/// assert_eq!(page.parts()[0].1, Part::Title);
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The headline: `h1`.
    Title,
    /// `figcaption`, `caption`.
    Caption,
    /// Anything else.
    #[default]
    Body,
    /// A cell of a table with headers or a caption: body, never boilerplate.
    Cell,
    /// `nav`, `footer`, `aside`, lists of links and similar.
    Boilerplate,
}

/// The readable text of a source, with a map back.
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
    /// Reads `source`. Linear, never fails: malformed markup is read as browsers read it.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// # #[cfg(feature = "html")]
    /// assert_eq!(Page::read("<p>13&nbsp;xã", Markup::Html).text(), "13\u{A0}xã");
    /// assert_eq!(Page::read("13 xã", Markup::Plain).text(), "13 xã");
    /// ```
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

    /// The source.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// assert_eq!(Page::read("13 xã", Markup::Plain).source(), "13 xã");
    /// ```
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same page without borrowed data.
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

    /// The markup of the source.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// assert_eq!(Page::read("13 xã", Markup::Plain).markup(), Markup::Plain);
    /// ```
    pub const fn markup(&self) -> Markup {
        self.markup
    }

    /// What a reader sees: without tags, with entities decoded and white space collapsed, a line feed between lines and an empty line
    /// between blocks.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// # #[cfg(feature = "html")]
    /// assert_eq!(Page::read("<p>B&#7897; <b>Y tế</b></p>", Markup::Html).text(), "Bộ Y tế");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The map from the text back to the source.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// # #[cfg(feature = "html")]
    /// assert_eq!(Page::read("<p>13 xã", Markup::Html).map().source((0..2).into()), (3..5).into());
    /// ```
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The parts that the markup indicates, in order; empty for plain text. Spans are in the text.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// assert!(Page::read("13 xã", Markup::Plain).parts().is_empty());
    /// ```
    pub fn parts(&self) -> &[(Span, Part)] {
        &self.parts
    }

    /// Code, in which no facts are found: `<code>`, `` `…` ``. Spans are in the text.
    pub fn code(&self) -> &[Span] {
        &self.code
    }

    /// Units from table headers: the end of each cell that contains only a number, in order, with the unit of its column (`tỷ đồng`).
    /// Offsets are in the text, which does not contain the unit there.
    pub fn units(&self) -> &[(usize, String)] {
        &self.units
    }

    /// The span in the source of a title that is not part of the text: `<title>`, or `title:` in front
    /// matter.
    pub const fn title(&self) -> Option<Span> {
        self.title
    }

    /// The page's date as written: `article:published_time`, `datePublished`, `<time datetime>`, or `date:` in front matter.
    ///
    /// ```
    /// use tinviet::{Markup, Page};
    /// # #[cfg(feature = "html")] {
    /// let page = Page::read("<meta property='article:published_time' content='2024-05-01'><p>13 xã", Markup::Html);
    /// assert_eq!(page.date(), Some("2024-05-01"));
    /// # }
    /// ```
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }
}
