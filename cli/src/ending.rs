//! How a command ends: what went wrong, and the exit status that says so.

use std::{
    fmt,
    io::{self, Write as _},
    process::ExitCode,
};

use crate::visible::visible;

/// Why a document, or the whole run, failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An invalid setting: the run ends with status 2.
    Usage(String),
    /// A document that cannot be read: it is reported, the others are processed, and the run ends with status
    /// 1.
    Document(String),
    /// The results cannot be written: the run ends with status 1, without a message if the pipe was closed.
    Output(io::Error),
}

/// Bare I/O errors come only from writing: a read error names its file as [`Failure::Document`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// `serde_json` wraps the errors of the writer it was given.
impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

/// How many documents were done and how many failed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) done: usize,
    pub(crate) failed: usize,
}

/// Reports a failed document, or anything else worth saying, on standard error. File names and parts of documents may contain
/// anything, so terminal control sequences are made visible.
pub(crate) fn say(message: impl fmt::Display) {
    // Standard error may be closed; that must not end the run, as `eprintln!` would.
    let _ = writeln!(io::stderr(), "tinviet: {}", visible(&message.to_string()));
}

/// The exit status of a run.
pub(crate) fn status(ended: Result<Tally, Failure>) -> ExitCode {
    match ended {
        Ok(Tally { failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            say(format_args!("cannot write the results: {error}"));
            ExitCode::FAILURE
        }
        Err(Failure::Document(message)) => {
            say(message);
            ExitCode::FAILURE
        }
        Err(Failure::Usage(message)) => {
            say(message);
            ExitCode::from(2)
        }
    }
}
