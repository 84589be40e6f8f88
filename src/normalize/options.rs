//! The settings, one enum each: what is kept is always the first, and the default.

/// How letters with marks are written out.
///
/// ```
/// use tinviet::normalize::{Normalizer, Form};
/// let normalizer = Normalizer::new().form(Form::Nfd);
/// assert_eq!(normalizer.normalize("ệ").text, "e\u{323}\u{302}");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// One character a letter: `ệ`.
    #[default]
    Nfc,
    /// The letter and its marks apart: `e` + dot below + circumflex.
    Nfd,
}

/// What becomes of HTML entities.
///
/// ```
/// use tinviet::normalize::{Normalizer, Entities};
/// let normalizer = Normalizer::new().entities(Entities::Letters);
/// assert_eq!(normalizer.normalize("x&atilde;").text, "xã");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Entities {
    /// They stay.
    #[default]
    Keep,
    /// Those of letters become letters: `&agrave;`, `&#7879;`, `&#x1EC7;`. `&lt;` and `&amp;` stay: they keep markup from being text.
    Letters,
}

/// What becomes of UTF-8 that was read as another encoding.
///
/// ```
/// use tinviet::normalize::{Normalizer, Mojibake};
/// let normalizer = Normalizer::new().mojibake(Mojibake::Repair);
/// assert_eq!(normalizer.normalize("Viá»‡t Nam").text, "Việt Nam");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mojibake {
    /// It stays.
    #[default]
    Keep,
    /// A line is repaired where it decodes and has more valid syllables afterwards. What nobody can know: a line without a Vietnamese word
    /// proves nothing, and stays.
    Repair,
}

/// What becomes of white space.
///
/// ```
/// use tinviet::normalize::{Normalizer, Spaces};
/// let normalizer = Normalizer::new().spaces(Spaces::Ascii);
/// assert_eq!(normalizer.normalize("5\u{A0}xã").text, "5 xã");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spaces {
    /// It stays.
    #[default]
    Keep,
    /// One space, one line feed, at most one blank line, nothing at the ends of lines. Columns drawn with spaces and hard breaks of lines are
    /// lost: nobody can tell them from accidents.
    Ascii,
}

/// What becomes of quotation marks and dashes.
///
/// ```
/// use tinviet::normalize::{Normalizer, Punctuation};
/// let normalizer = Normalizer::new().punctuation(Punctuation::Ascii);
/// assert_eq!(normalizer.normalize("“xã”").text, "\"xã\"");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Punctuation {
    /// They stay.
    #[default]
    Keep,
    /// `"`, `'` and `-`. Which quotation mark opens, and whether a dash was a minus, is lost.
    Ascii,
}

/// Whether words that are written with `i` or `y` get one spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IY {
    /// Each stays.
    #[default]
    Keep,
    /// `kí`, `lí`, `mĩ`, `quí` to `ký`, `lý`, `mỹ`, `quý`. A list of words: in the others the letter tells words apart. Names stay, as far as
    /// capitals tell them.
    Y,
    /// The same list backwards.
    I,
}

/// Whether letters lose their marks.
///
/// ```
/// use tinviet::normalize::{Normalizer, Fold};
/// let normalizer = Normalizer::new().fold(Fold::Ascii);
/// assert_eq!(normalizer.normalize("Đảng").text, "Dang");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fold {
    /// They keep them.
    #[default]
    Keep,
    /// Latin letters become ASCII: `đường` to `duong`. One spelling then stands for up to 18 syllables.
    Ascii,
}
