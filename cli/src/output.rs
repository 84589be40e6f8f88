//! Where results go: standard output, or a file that is written atomically.
//!
//! A file is first written as `.NAME.part` in the same folder and renamed at the end, so that an interrupted run leaves the old file in
//! place, and its own partial output for another run to resume. The partial file is locked while it is written, since two runs with the
//! same output would mix their bytes. An output that is not a regular file (`/dev/null`, a named pipe) is written directly.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Seek as _, SeekFrom, Stdout, Write},
    path::{Path, PathBuf},
};

use crate::identity::Identity;

const BUFFER: usize = 1 << 16;

/// An open output.
pub(crate) enum Output {
    Stdout(BufWriter<Stdout>),
    Device(BufWriter<File>),
    File(BufWriter<File>, Part),
}

/// The unfinished file, and its final name.
pub(crate) struct Part {
    path: PathBuf,
    goal: PathBuf,
}

/// The path where an output is written until it is done; `None` if it is not a regular file. A symbolic link is kept: its target is
/// replaced.
pub(crate) fn part_of(goal: &Path) -> Option<(PathBuf, PathBuf)> {
    if fs::metadata(goal).is_ok_and(|about| !about.is_file()) {
        return None;
    }
    // A link to a file that is not there yet is kept, too.
    let linked = || Some(goal.parent()?.join(fs::read_link(goal).ok()?));
    let goal = fs::canonicalize(goal).ok().or_else(linked).unwrap_or_else(|| goal.to_owned());
    let mut name = OsString::from(".");
    name.push(goal.file_name().unwrap_or_default());
    name.push(".part");
    Some((goal.with_file_name(name), goal))
}

/// Opens a file that no other run is writing, and locks it until it is closed, however the process ends.
pub(crate) fn locked(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            // Some file systems have no locks; go on without.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
        // Between opening and locking, the other run may have renamed the file: then this is no longer the unfinished one.
        let own = Identity::of_metadata(&file.metadata()?, path);
        if own == Identity::of(path) {
            return Ok(file);
        }
    }
}

impl Output {
    pub(crate) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))
    }

    /// Opens the unfinished file of `goal` without changing it; see [`keep`](Self::keep).
    ///
    /// # Errors
    /// `WouldBlock` if another run is writing it.
    pub(crate) fn file(goal: &Path) -> io::Result<Self> {
        let Some((path, goal)) = part_of(goal) else {
            return Ok(Self::Device(BufWriter::with_capacity(BUFFER, OpenOptions::new().write(true).open(goal)?)));
        };
        let file = locked(&path)?;
        Ok(Self::File(BufWriter::with_capacity(BUFFER, file), Part { path, goal }))
    }

    /// Resumes after the first `kept` bytes of the unfinished file.
    pub(crate) fn keep(&mut self, kept: u64) -> io::Result<()> {
        if let Self::File(out, _) = self {
            let file = out.get_mut();
            file.set_len(kept)?;
            file.seek(SeekFrom::End(0))?;
        }
        Ok(())
    }

    /// Flushes the buffer and syncs the file.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::File(out, _) => out.get_ref().sync_data(),
            _ => Ok(()),
        }
    }

    /// Removes the unfinished file of a run that cannot be resumed.
    pub(crate) fn discard(self) {
        if let Self::File(_, part) = &self {
            // What failed is said already; a file that cannot be removed says no more.
            let _ = fs::remove_file(&part.path);
        }
    }

    /// Flushes the buffer and renames the file to its final name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::File(out, part) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                // Without this a full disk may go unnoticed until after the rename.
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
