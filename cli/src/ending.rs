//! How a command ends: what went wrong, and the exit status that says so.

use std::{
    fmt,
    io::{self, Write as _},
    process::ExitCode,
};

use crate::visible::visible;

/// Why a document, or the whole run, could not be done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A setting that cannot be taken: the run ends with status 2.
    Usage(String),
    /// A document that cannot be read: it is named, the others are done, the run ends with status 1.
    Document(String),
    /// The results cannot be written: the run ends with status 1, quietly where the reader of a pipe has gone.
    Output(io::Error),
}

/// Only writing gives bare I/O errors: what goes wrong in reading names its file as [`Failure::Document`].
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

/// Names a document that failed, or anything else worth saying, on standard error. Names of files and pieces of documents may hold
/// anything, so what would act on a terminal is shown.
pub(crate) fn say(message: impl fmt::Display) {
    // Nobody may be listening; that is no reason to end, as `eprintln!` would.
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
