//! Which file a name leads to: no goal may be one of the files that are read, by whatever name, nor another goal.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{ending::Failure, source::Source};

/// A plain file, whatever it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// One that is there: its device and its number on it.
    #[cfg(unix)]
    Node(u64, u64),
    /// One that is not there yet, by its full name.
    Path(PathBuf),
}

/// More links than a system follows.
const LINKS: usize = 40;

impl Identity {
    /// The file that `path` leads to; `None` for pipes and devices, which many may use at once.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match fs::metadata(path) {
            Ok(about) => Self::of_metadata(&about, path),
            Err(_) => {
                let mut path = path.to_owned();
                // A link may lead to a file that is not there yet.
                for _ in 0..LINKS {
                    let Ok(next) = fs::read_link(&path) else { break };
                    path = path.parent().unwrap_or(Path::new("")).join(next);
                }
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let folder = fs::canonicalize(folder).ok()?;
                Some(Self::Path(folder.join(path.file_name()?)))
            }
        }
    }

    #[cfg(unix)]
    pub(crate) fn of_metadata(about: &fs::Metadata, _path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        about.is_file().then(|| Self::Node(about.dev(), about.ino()))
    }

    #[cfg(not(unix))]
    pub(crate) fn of_metadata(about: &fs::Metadata, path: &Path) -> Option<Self> {
        about.is_file().then(|| fs::canonicalize(path).ok().map(Self::Path)).flatten()
    }

    fn of_source(source: &Source) -> Option<Self> {
        match source {
            Source::Stdin => Self::of_stream("/dev/stdin"),
            Source::File(path) => Self::of(path),
        }
    }

    /// The file behind a standard stream, where the system can tell.
    fn of_stream(name: &str) -> Option<Self> {
        Self::of(Path::new(name)).filter(|found| !matches!(found, Self::Path(_)))
    }
}

/// A file that is written, and the option that names it.
pub(crate) struct Written<'a> {
    pub(crate) option: &'static str,
    pub(crate) path: &'a Path,
}

/// Refuses goals that are read too, or are one file. Without `--output` standard output is one: `>> news.jsonl` would be read for ever.
pub(crate) fn check(read: &[Source], written: &[Written<'_>]) -> Result<(), Failure> {
    let mut goals = Vec::new();
    if written.iter().all(|goal| goal.option != "--output")
        && let Some(own) = Identity::of_stream("/dev/stdout")
    {
        goals.push((own, "standard output".to_owned()));
    }
    for Written { option, path } in written {
        let Some(own) = Identity::of(path) else { continue };
        let name = format!("{option} {}", path.display());
        if let Some((_, other)) = goals.iter().find(|(other, _)| *other == own) {
            return Err(Failure::Usage(format!("{name}: is the same file as {other}; name another")));
        }
        goals.push((own, name));
    }
    if goals.is_empty() {
        return Ok(());
    }
    for source in read {
        let own = Identity::of_source(source);
        if let Some((_, goal)) = goals.iter().find(|(goal, _)| Some(goal) == own.as_ref()) {
            return Err(Failure::Usage(format!("{goal}: is the same file as the input {source}; name another")));
        }
    }
    Ok(())
}
