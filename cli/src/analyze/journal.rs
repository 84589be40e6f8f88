//! How far a run has come, kept beside its unfinished output, so that `--resume` goes on without repeating or losing a document.
//!
//! The journal says how many documents are done and how many bytes they made. It is written after those bytes, about once a second,
//! under another name and renamed: whatever moment the run is killed at, the output has at least what the journal says, and the
//! next run cuts it there. It also names the settings and the input, because half a file of one and half of another is worse than none.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{ending::Failure, input::Source};

/// What is done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// The settings that shape the output.
    settings: String,
    /// The files read, with their sizes.
    inputs: Vec<(String, u64)>,
    /// Documents read, whether done or failed.
    pub(super) documents: usize,
    pub(super) done: usize,
    pub(super) failed: usize,
    /// Bytes of the output, and of the list of errors.
    pub(super) bytes: u64,
    pub(super) error_bytes: u64,
}

impl Progress {
    pub(super) fn new(settings: String, sources: &[Source]) -> Self {
        let size = |source: &Source| match source {
            Source::Stdin => 0,
            Source::File(path) => fs::metadata(path).map_or(0, |about| about.len()),
        };
        let inputs = sources.iter().map(|source| (source.to_string(), size(source))).collect();
        Self { settings, inputs, ..Self::default() }
    }

    /// The bytes of all files, as they are packed.
    pub(super) fn size(&self) -> u64 {
        self.inputs.iter().map(|(_, size)| size).sum()
    }
}

/// The journal's file.
pub(super) struct Journal(PathBuf);

impl Journal {
    /// The journal of the unfinished file `part`.
    pub(super) fn of(part: &Path) -> Self {
        Self(part.with_extension("part.journal"))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Where a run that broke off has come to; `None` where there is none.
    ///
    /// # Errors
    /// The run had other settings or another input.
    pub(super) fn read(&self, now: &Progress, part: &Path) -> Result<Option<Progress>, Failure> {
        let Ok(text) = fs::read(&self.0) else { return Ok(None) };
        let wrong = |what: &str| {
            Failure::Usage(format!(
                "--resume: {what} since {} was written; leave --resume out to begin again",
                self.0.display()
            ))
        };
        let then: Progress = serde_json::from_slice(&text).map_err(|_| wrong("the journal's form has changed"))?;
        if then.settings != now.settings {
            return Err(wrong("the settings have changed"));
        }
        if then.inputs != now.inputs {
            return Err(wrong("the input has changed"));
        }
        if fs::metadata(part).map_or(0, |about| about.len()) < then.bytes {
            return Err(wrong("the unfinished output has lost bytes"));
        }
        Ok(Some(then))
    }

    pub(super) fn write(&self, progress: &Progress) -> io::Result<()> {
        let next = self.0.with_extension("journal.next");
        let mut file = fs::File::create(&next)?;
        file.write_all(&serde_json::to_vec(progress)?)?;
        file.sync_data()?;
        fs::rename(next, &self.0)
    }

    pub(super) fn remove(&self) {
        let _ = fs::remove_file(&self.0);
    }
}
