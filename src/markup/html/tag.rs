//! The elements that matter for reading a page.

use super::super::writer::Break;

/// The relevant elements; names with the same effect share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    // Elements up to `Button` stay open until their end tag and are counted by index.
    Div,
    Section,
    Article,
    Main,
    Nav,
    Header,
    Footer,
    Aside,
    Group,
    Figcaption,
    Caption,
    H1,
    List,
    Table,
    Pre,
    Code,
    Span,
    /// `template` and the fallback content of players, which is hidden.
    Unseen,
    Button,
    /// `select`: a list to choose from.
    Choice,
    // The others have no relevant end, or a special one.
    Heading,
    Paragraph,
    Line,
    Cell,
    Row,
    Form,
    Link,
    Break,
    Meta,
    Time,
    Svg,
    /// Its content is raw text up to the end tag.
    Raw(Raw),
    Other,
}

/// The kinds of raw elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    Title,
    /// The content of a form field.
    Textarea,
    Script,
    /// `style` and fallbacks that modern browsers do not show.
    Unseen,
    /// `xmp`: shown verbatim.
    Shown,
    /// `plaintext`: shown verbatim, to the end of the page.
    Rest,
}

impl Tag {
    /// How many kinds of element are counted.
    pub(super) const COUNTED: usize = 20;

    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"div" => Self::Div,
            b"section" => Self::Section,
            b"article" => Self::Article,
            b"main" => Self::Main,
            b"nav" => Self::Nav,
            b"header" => Self::Header,
            b"footer" => Self::Footer,
            b"aside" => Self::Aside,
            b"address" | b"blockquote" | b"center" | b"details" | b"dialog" | b"dl" | b"fieldset" | b"figure"
            | b"hgroup" | b"search" => Self::Group,
            b"figcaption" => Self::Figcaption,
            b"caption" => Self::Caption,
            b"h1" => Self::H1,
            b"ul" | b"ol" | b"menu" | b"dir" => Self::List,
            b"table" => Self::Table,
            b"pre" | b"listing" => Self::Pre,
            b"code" | b"kbd" | b"samp" => Self::Code,
            b"span" => Self::Span,
            b"template" | b"audio" | b"video" | b"canvas" | b"datalist" => Self::Unseen,
            b"button" => Self::Button,
            b"select" => Self::Choice,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"p" | b"hr" | b"body" | b"html" | b"head" | b"frameset" | b"optgroup" => Self::Paragraph,
            b"li" | b"dt" | b"dd" | b"option" | b"summary" | b"legend" => Self::Line,
            b"td" | b"th" => Self::Cell,
            b"tr" | b"tbody" | b"thead" | b"tfoot" | b"colgroup" => Self::Row,
            b"form" => Self::Form,
            b"a" => Self::Link,
            b"br" => Self::Break,
            b"meta" => Self::Meta,
            b"time" => Self::Time,
            b"svg" => Self::Svg,
            b"title" => Self::Raw(Raw::Title),
            b"textarea" => Self::Raw(Raw::Textarea),
            b"script" => Self::Raw(Raw::Script),
            b"style" | b"noscript" | b"iframe" | b"noembed" | b"noframes" => Self::Raw(Raw::Unseen),
            b"xmp" => Self::Raw(Raw::Shown),
            b"plaintext" => Self::Raw(Raw::Rest),
            _ => Self::Other,
        }
    }

    /// The index of the counter, for elements that stay open.
    pub(super) const fn count(self) -> Option<usize> {
        Some(match self {
            Self::Div => 0,
            Self::Section => 1,
            Self::Article => 2,
            Self::Main => 3,
            Self::Nav => 4,
            Self::Header => 5,
            Self::Footer => 6,
            Self::Aside => 7,
            Self::Group => 8,
            Self::Figcaption => 9,
            Self::Caption => 10,
            Self::H1 => 11,
            Self::List => 12,
            Self::Table => 13,
            Self::Pre => 14,
            Self::Code => 15,
            Self::Span => 16,
            Self::Unseen => 17,
            Self::Button => 18,
            Self::Choice => 19,
            _ => return None,
        })
    }

    /// The kind of break at a tag of this element.
    pub(super) const fn breaks(self) -> Break {
        match self {
            Self::Line | Self::Cell | Self::Break => Break::Line,
            Self::Code
            | Self::Span
            | Self::Unseen
            | Self::Link
            | Self::Meta
            | Self::Time
            | Self::Svg
            | Self::Raw(Raw::Title | Raw::Textarea | Raw::Script | Raw::Unseen)
            | Self::Other => Break::None,
            _ => Break::Paragraph,
        }
    }

    /// Whether its start tag ends a drawing: the standard's list of elements that cannot be in a drawing, as far as they are known
    /// here.
    pub(super) fn leaves_drawing(self, name: &[u8]) -> bool {
        !matches!(self, Self::Other | Self::Link | Self::Svg | Self::Time | Self::Raw(_))
            || matches!(name, b"b" | b"i" | b"em" | b"strong" | b"img" | b"small" | b"sub" | b"sup" | b"u")
    }
}
