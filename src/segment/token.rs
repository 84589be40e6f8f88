//! Tokens, the result of the scan.

use std::hint::select_unpredictable;

use crate::{
    lexicon::{Key, Roles},
    protect::Shape,
    span::Span,
};

/// A word, a run of digits, a punctuation mark or a protected range. White space is not a token: each token has the gap
/// before it.
///
/// ```
/// let doc = tinviet::segment::Document::new("Đạt 95%");
/// assert_eq!(doc.tokens()[1].span().of(doc.text()), Some("95"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) key: Key,
    pub(crate) roles: Roles,
    pub(crate) class: Class,
    pub(crate) case: Case,
    pub(crate) gap: Gap,
}

impl Token {
    /// What stands where there is no token.
    pub(crate) const NONE: Self = Self {
        start: 0,
        end: 0,
        key: Key::NONE,
        roles: Roles::NONE,
        class: Class::Mark,
        case: Case::None,
        gap: Gap::Paragraph,
    };
}

/// The class of a token.
///
/// ```
/// use tinviet::segment::{Class, Document};
/// let doc = Document::new("95 xã");
/// assert_eq!((doc.tokens()[0].class(), doc.tokens()[1].class()), (Class::Digits, Class::Word));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// Letters with their marks: `nghiêng`, `UBND`. Letters and digits never share a token (`19h30` is three).
    Word,
    /// ASCII digits only: `1.234` is three tokens.
    Digits,
    /// One other character: `%`, `“`, `-`.
    Mark,
    /// A protected range.
    Protected(Shape),
}

/// The letter case of a word.
///
/// ```
/// use tinviet::segment::{Case, Document};
/// let doc = Document::new("UBND xã");
/// assert_eq!((doc.tokens()[0].case(), doc.tokens()[1].case()), (Case::Upper, Case::Lower));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No cased letters.
    None,
    /// `tỉnh`.
    Lower,
    /// `Tỉnh`: first letter only. A single capital letter is [`Case::Upper`].
    Title,
    /// `TỈNH`, `Đ`.
    Upper,
    /// `ThS`, `iPhone`.
    Mixed,
}

/// The gap between a token and the previous one.
///
/// ```
/// use tinviet::segment::{Document, Gap};
/// let doc = Document::new("95% hộ");
/// assert_eq!((doc.tokens()[1].gap(), doc.tokens()[2].gap()), (Gap::None, Gap::Space));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces of any kind, tabs, invisible characters.
    Space,
    /// One line end.
    Line,
    /// Two line ends or more, or the start of the text.
    Paragraph,
}

impl Gap {
    /// The gap with a space in it, if there is one.
    #[inline]
    pub(super) fn or_space(self, is_space: bool) -> Self {
        self.max(select_unpredictable(is_space, Self::Space, Self::None))
    }

    /// The gap with one more line end in it.
    pub(super) const fn and_line(self) -> Self {
        match self {
            Self::None | Self::Space => Self::Line,
            Self::Line | Self::Paragraph => Self::Paragraph,
        }
    }
}

impl Token {
    /// The span in the segmented text.
    ///
    /// ```
    /// let doc = tinviet::segment::Document::new("Đạt 95%.");
    /// assert_eq!(doc.tokens()[0].span(), (0..6).into());
    /// ```
    pub const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Its class.
    ///
    /// ```
    /// use tinviet::segment::{Class, Document};
    /// assert_eq!(Document::new("Đạt 95%.").tokens()[1].class(), Class::Digits);
    /// ```
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The letter case of a word.
    ///
    /// ```
    /// use tinviet::segment::{Case, Document};
    /// assert_eq!(Document::new("UBND tỉnh").tokens()[0].case(), Case::Upper);
    /// ```
    pub const fn case(&self) -> Case {
        self.case
    }

    /// The gap before it.
    ///
    /// ```
    /// use tinviet::segment::{Document, Gap};
    /// let doc = Document::new("Đạt 95%.");
    /// assert_eq!((doc.tokens()[1].gap(), doc.tokens()[2].gap()), (Gap::Space, Gap::None));
    /// ```
    pub const fn gap(&self) -> Gap {
        self.gap
    }

    /// The key of a word, or of a mark; [`Key::NONE`] for digits and protected ranges.
    ///
    /// ```
    /// use tinviet::{Key, segment::Document};
    /// assert_eq!(Document::new("Năm").tokens()[0].key(), Key::of("năm"));
    /// ```
    pub const fn key(&self) -> Key {
        self.key
    }

    /// Whether it starts with a capital letter.
    pub(crate) const fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
    }

    /// Whether it directly follows the previous token without a gap.
    pub(crate) const fn is_glued(&self) -> bool {
        matches!(self.gap, Gap::None)
    }
}
