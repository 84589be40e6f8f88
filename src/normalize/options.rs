//! The settings, one enum each. The first variant is the default.

/// Whether letters with marks are composed or decomposed.
///
/// ```
/// use tinviet::normalize::{Normalizer, Form};
/// let normalizer = Normalizer::new().form(Form::Nfd);
/// assert_eq!(normalizer.normalize("ệ").text, "e\u{323}\u{302}");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Composed, one character per letter: `ệ`.
    #[default]
    Nfc,
    /// Decomposed, a letter and its marks: `e` + dot below + circumflex.
    Nfd,
}

/// What to do with HTML entities.
///
/// ```
/// use tinviet::normalize::{Normalizer, Entities};
/// let normalizer = Normalizer::new().entities(Entities::Letters);
/// assert_eq!(normalizer.normalize("x&atilde;").text, "xã");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Entities {
    /// Keep them.
    #[default]
    Keep,
    /// Decode those that stand for letters: `&agrave;`, `&#7879;`, `&#x1EC7;`. `&lt;` and `&amp;` are kept, because they protect text
    /// from being read as markup.
    Letters,
}

/// What to do with UTF-8 that was decoded as another encoding.
///
/// ```
/// use tinviet::normalize::{Normalizer, Mojibake};
/// let normalizer = Normalizer::new().mojibake(Mojibake::Repair);
/// assert_eq!(normalizer.normalize("Viá»‡t Nam").text, "Việt Nam");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mojibake {
    /// Keep it.
    #[default]
    Keep,
    /// Repair a line if it decodes and then has more valid syllables. A line without a Vietnamese word is no evidence, and is kept.
    Repair,
}

/// What to do with white space.
///
/// ```
/// use tinviet::normalize::{Normalizer, Spaces};
/// let normalizer = Normalizer::new().spaces(Spaces::Ascii);
/// assert_eq!(normalizer.normalize("5\u{A0}xã").text, "5 xã");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spaces {
    /// Keep it.
    #[default]
    Keep,
    /// Single spaces, single line feeds, at most one blank line, no trailing spaces. Columns aligned with spaces and hard line breaks are
    /// lost, since they cannot be told from accidents.
    Ascii,
}

/// What to do with quotation marks and dashes.
///
/// ```
/// use tinviet::normalize::{Normalizer, Punctuation};
/// let normalizer = Normalizer::new().punctuation(Punctuation::Ascii);
/// assert_eq!(normalizer.normalize("“xã”").text, "\"xã\"");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Punctuation {
    /// Keep them.
    #[default]
    Keep,
    /// `"`, `'` and `-`. The difference between opening and closing quotation marks, and between dash and
    /// minus, is lost.
    Ascii,
}

/// Whether to unify words that are written with `i` or `y`.
///
/// ```
/// use tinviet::normalize::{IY, Normalizer};
/// assert_eq!(Normalizer::new().i_y(IY::Y).normalize("lí do").text, "lý do");
/// assert_eq!(Normalizer::new().i_y(IY::I).normalize("lý do").text, "lí do");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IY {
    /// Keep each.
    #[default]
    Keep,
    /// `kí`, `lí`, `mĩ`, `quí` to `ký`, `lý`, `mỹ`, `quý`. Only the words of a list, because in others the letter distinguishes words. Names
    /// are kept if capitals show them.
    Y,
    /// The same list in reverse.
    I,
}

/// Whether to remove diacritics.
///
/// ```
/// use tinviet::normalize::{Normalizer, Fold};
/// let normalizer = Normalizer::new().fold(Fold::Ascii);
/// assert_eq!(normalizer.normalize("Đảng").text, "Dang");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fold {
    /// Keep them.
    #[default]
    Keep,
    /// Fold Latin letters to ASCII: `đường` to `duong`. One spelling then stands for up to 18 syllables.
    Ascii,
}
