//! The progress of a run, kept next to its unfinished output, so that `--resume` neither repeats nor loses a document.
//!
//! The journal records how many documents are done and how many bytes of output they produced. It is written after those bytes, about
//! once a second, to a temporary file that is then renamed. So whenever the run is killed, the output has at least the recorded length,
//! and the next run truncates it there. The journal also records the settings and the input, because a file that mixes two runs is
//! worse than none.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};

use crate::{ending::Failure, input::Source};

/// What is done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// The settings that shape the output.
    settings: String,
    /// The files read, with their sizes and the times of their last change, in nanoseconds since 1970.
    inputs: Vec<(String, u64, u64)>,
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
        let input = |source: &Source| {
            let about = match source {
                Source::Stdin => None,
                Source::File(path) => fs::metadata(path).ok(),
            };
            let (size, time) = about.map_or((0, 0), |about| (about.len(), changed(&about)));
            (source.to_string(), size, time)
        };
        let inputs = sources.iter().map(input).collect();
        Self { settings, inputs, ..Self::default() }
    }

    /// The total size of all files, compressed.
    pub(super) fn size(&self) -> u64 {
        self.inputs.iter().map(|(_, size, _)| size).sum()
    }
}

/// When a file was last changed; 0 if the system does not tell.
fn changed(about: &fs::Metadata) -> u64 {
    let time = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or_default()
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

    /// The progress of the interrupted run; `None` if there was none.
    ///
    /// # Errors
    /// The run had other settings or another input.
    pub(super) fn read(&self, now: &Progress, part: &Path) -> Result<Option<Progress>, Failure> {
        let Ok(text) = fs::read(&self.0) else { return Ok(None) };
        let wrong = |what: &str| {
            Failure::Usage(format!(
                "--resume: {what} since {} was written; omit --resume to start over",
                self.0.display()
            ))
        };
        let then: Progress = serde_json::from_slice(&text).map_err(|_| wrong("the journal format has changed"))?;
        if then.settings != now.settings {
            return Err(wrong("the settings have changed"));
        }
        if then.inputs != now.inputs {
            return Err(wrong("the input has changed"));
        }
        if fs::metadata(part).map_or(0, |about| about.len()) < then.bytes {
            return Err(wrong("the unfinished output has been truncated"));
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
