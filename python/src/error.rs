//! Errors, as `tinviet.Error`. No panic gets past this file.

use std::{any::Any, panic};

use pyo3::{
    intern,
    prelude::*,
    sync::PyOnceLock,
    types::{PyString, PyType},
};
use tinviet::ErrorKind;

/// Why something failed; created where no Python object may be touched.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    kind: &'static str,
    message: String,
    line: Option<usize>,
    offset: Option<usize>,
    /// The document's index in the call, and the name of that index.
    place: Option<(&'static str, usize)>,
}

pub(crate) type Outcome<T> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), line: None, offset: None, place: None }
    }

    /// A setting with an invalid value.
    pub(crate) fn unknown(what: &str, found: &str, known: &str) -> Self {
        Self::new("setting", format!("{what}: expected one of {known}, found {found:?}"))
    }

    /// Names the document by its index in the call.
    pub(crate) fn of_document(mut self, index: usize) -> Self {
        self.place = Some(("document", index));
        self
    }

    /// Names the row of a stream.
    pub(crate) fn of_row(mut self, row: usize) -> Self {
        self.place = Some(("row", row));
        self
    }

    /// Names the file that cannot be read.
    pub(crate) fn in_file(mut self, name: &str) -> Self {
        self.message = format!("{name}: {}", self.message);
        self
    }

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    pub(crate) fn message(&self) -> String {
        match self.place {
            Some((what, index)) => format!("{what} {index}: {}", self.message),
            None => self.message.clone(),
        }
    }

    /// The contents of a `tinviet.Error`; `None` for any other exception.
    pub(crate) fn of(py: Python<'_>, error: &PyErr) -> Option<Self> {
        if !error.get_type(py).is(class(py).ok()?) {
            return None;
        }
        let value = error.value(py);
        let place = |name: &str| value.getattr(name).and_then(|place| place.extract()).unwrap_or_default();
        let kind: String = value.getattr("kind").and_then(|kind| kind.extract()).ok()?;
        let kind = ["encoding", "table", "syllable", "kinds", "internal"].into_iter().find(|known| *known == kind);
        Some(Self {
            kind: kind.unwrap_or("setting"),
            message: value.to_string(),
            line: place("line"),
            offset: place("offset"),
            place: None,
        })
    }

    /// The exception, not raised.
    pub(crate) fn object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let index = self.place.map(|(_, index)| index);
        class(py)?.call1((self.message(), self.kind, self.line, self.offset, index))
    }
}

impl From<tinviet::Error> for Failure {
    fn from(error: tinviet::Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::Encoding => "encoding",
            ErrorKind::Kinds => "kinds",
            ErrorKind::Table => "table",
            ErrorKind::Syllable => "syllable",
            _ => "setting",
        };
        Self { line: error.line(), offset: error.offset(), ..Self::new(kind, error.to_string()) }
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        Python::attach(|py| match failure.object(py) {
            Ok(object) => Self::from_value(object),
            Err(error) => error,
        })
    }
}

fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "tinviet._types", "Error")
}

/// Runs code that must not panic; if it does, the panic becomes an internal error with its message.
pub(crate) fn guard<T>(run: impl FnOnce() -> T) -> Outcome<T> {
    panic::catch_unwind(panic::AssertUnwindSafe(run)).map_err(|panic| {
        let said = said(panic.as_ref());
        Failure::new("internal", format!("a bug in tinviet, please report it: {said}"))
    })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// The text of a Python string, which may contain a lone surrogate and is then invalid. Python caches its UTF-8 with the string.
pub(crate) fn text_of<'a>(text: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    string(text)?.to_str().map_err(|error| no_text(text.py(), error))
}

/// A copy of the text of a Python string, without caching its UTF-8 in the string.
pub(crate) fn owned(text: &Bound<'_, PyAny>) -> PyResult<String> {
    let bytes = string(text)?.encode_utf8().map_err(|error| no_text(text.py(), error))?;
    String::from_utf8(bytes.as_bytes().to_vec()).map_err(|error| Failure::new("encoding", error.to_string()).into())
}

fn string<'a, 'py>(text: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PyString>> {
    text.cast::<PyString>().map_err(|_| {
        let found = text.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        Failure::new("setting", format!("expected a text (str), found {found}")).into()
    })
}

fn no_text(py: Python<'_>, error: PyErr) -> PyErr {
    let offset = error.value(py).getattr(intern!(py, "start")).and_then(|start| start.extract());
    let failure = Failure::new("encoding", "the text contains a lone surrogate, which is not a character");
    offset.map_or(error, |offset| failure.at_offset(offset).into())
}
