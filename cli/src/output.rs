//! Where results go: standard output, or a file that is written whole or not at all.
//!
//! A file is written beside its goal under another name and renamed at the end, so that a run that is broken off leaves what stood
//! there before. A goal that is no plain file (`/dev/null`, a named pipe) is written to as it is.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, StdoutLock, Write},
    path::{Path, PathBuf},
    process,
};

const BUFFER: usize = 1 << 16;

/// An open goal. Dropped before [`finish`](Self::finish), it leaves no file behind.
pub(crate) enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    Device(BufWriter<File>),
    File(BufWriter<File>, Part),
}

/// The unfinished file, removed unless it was renamed.
pub(crate) struct Part {
    path: PathBuf,
    goal: PathBuf,
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the rename there is nothing under this name; in every other case nobody wants what is there.
        let _ = fs::remove_file(&self.path);
    }
}

impl Output {
    pub(crate) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
    }

    /// Opens a file beside `goal`, to be renamed to it.
    pub(crate) fn file(goal: &Path) -> io::Result<Self> {
        if fs::metadata(goal).is_ok_and(|about| !about.is_file()) {
            return Ok(Self::Device(BufWriter::with_capacity(BUFFER, OpenOptions::new().write(true).open(goal)?)));
        }
        // A symbolic link stays one: the file that it leads to is replaced.
        let goal = fs::canonicalize(goal).unwrap_or_else(|_| goal.to_owned());
        let mut name = OsString::from(".");
        name.push(goal.file_name().unwrap_or_default());
        name.push(format!(".{}.part", process::id()));
        let path = goal.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self::File(BufWriter::with_capacity(BUFFER, file), Part { path, goal }))
    }

    /// Writes out what is left and gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::File(out, part) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                // Without this a full disk may show only after the rename.
                file.sync_all()?;
                if let Ok(old) = fs::metadata(&part.goal) {
                    fs::set_permissions(&part.path, old.permissions())?;
                }
                fs::rename(&part.path, &part.goal)
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) | Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) | Self::File(out, _) => out.flush(),
        }
    }
}
