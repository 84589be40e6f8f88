//! The only error type: opaque, with methods for what a caller may want to know.

use std::{error, fmt};

/// Why bytes, a table, a setting or a file could not be used. Analysing a `&str` cannot fail and returns no `Result`.
///
/// ```
/// use tinviet::{ErrorKind, fact::award::AwardTable};
/// let error = AwardTable::parse("code\tname\nNgon\tNgọn cờ đầu\n").unwrap_err();
/// assert_eq!((error.kind(), error.line()), (ErrorKind::Table, Some(2)));
/// assert!(error.to_string().starts_with("line 2: expected a code of a-z"));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    file: Option<Box<str>>,
    line: Option<usize>,
    offset: Option<usize>,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

/// The kind of input that caused an [`Error`].
///
/// ```
/// use tinviet::{ErrorKind, ReferenceDate};
/// let error = "yesterday".parse::<ReferenceDate>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Setting);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Bytes that are not valid in the given encoding.
    Encoding,
    /// An invalid user table (abbreviations, awards).
    Table,
    /// A word that is not a Vietnamese syllable.
    Syllable,
    /// An invalid setting.
    Setting,
    /// An invalid file of own kinds.
    Kinds,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), file: None, line: None, offset: None, source: None }
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    #[cfg(feature = "own-kinds")]
    pub(crate) fn in_file(mut self, file: &str) -> Self {
        self.file = Some(file.into());
        self
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn caused_by(mut self, source: impl error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// The kind of input that caused the error.
    ///
    /// ```
    /// let error = tinviet::Dictionary::builtin().with_table("NLĐ\n").unwrap_err();
    /// assert_eq!(error.kind(), tinviet::ErrorKind::Table);
    /// ```
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file with the error, if it was referenced by another file.
    ///
    /// ```
    /// let error = tinviet::Dictionary::builtin().with_table("NLĐ\n").unwrap_err();
    /// assert_eq!(error.file(), None);
    /// ```
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line in a table or file, from 1.
    ///
    /// ```
    /// let error = tinviet::Dictionary::builtin().with_table("CLB\tcâu lạc bộ\nNLĐ\n").unwrap_err();
    /// assert_eq!(error.line(), Some(2));
    /// ```
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// The byte offset in the input, from 0.
    ///
    /// ```
    /// use tinviet::encoding::{self, Encoding};
    /// assert_eq!(encoding::decode(b"H\xC0", Encoding::Utf8).unwrap_err().offset(), Some(1));
    /// ```
    pub const fn offset(&self) -> Option<usize> {
        self.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(offset) = self.offset {
            write!(f, "byte {offset}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
