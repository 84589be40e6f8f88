//! Where results go: standard output, or a file that is written whole or not at all.
//!
//! A file is written beside its goal as `.NAME.part` and renamed at the end, so that a run that is broken off leaves what stood there
//! before, and what it has done for another run to go on from. A goal that is no plain file (`/dev/null`, a named pipe) is
//! written to as it is.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek as _, SeekFrom, StdoutLock, Write},
    path::{Path, PathBuf},
};

const BUFFER: usize = 1 << 16;

/// An open goal.
pub(crate) enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    Device(BufWriter<File>),
    File(BufWriter<File>, Part),
}

/// The unfinished file, and the name that it will have.
pub(crate) struct Part {
    path: PathBuf,
    goal: PathBuf,
}

/// Where a goal is written until it is done; `None` where it is no plain file. A symbolic link stays one: what it leads to is replaced.
pub(crate) fn part_of(goal: &Path) -> Option<(PathBuf, PathBuf)> {
    if fs::metadata(goal).is_ok_and(|about| !about.is_file()) {
        return None;
    }
    let goal = fs::canonicalize(goal).unwrap_or_else(|_| goal.to_owned());
    let mut name = OsString::from(".");
    name.push(goal.file_name().unwrap_or_default());
    name.push(".part");
    Some((goal.with_file_name(name), goal))
}

impl Output {
    pub(crate) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
    }

    /// Opens the unfinished file of `goal` with its first `kept` bytes, which are there.
    pub(crate) fn file(goal: &Path, kept: u64) -> io::Result<Self> {
        let Some((path, goal)) = part_of(goal) else {
            return Ok(Self::Device(BufWriter::with_capacity(BUFFER, OpenOptions::new().write(true).open(goal)?)));
        };
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
        file.set_len(kept)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self::File(BufWriter::with_capacity(BUFFER, file), Part { path, goal }))
    }

    /// Writes out what is left, so that it outlasts this process.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::File(out, _) => out.get_ref().sync_data(),
            _ => Ok(()),
        }
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
