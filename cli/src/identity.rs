//! Which file a name refers to: no output may be an input or another output, under whatever name.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{ending::Failure, source::Source};

/// A regular file, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// An existing file: its device and inode.
    #[cfg(unix)]
    Node(u64, u64),
    /// A file that does not exist yet, by its full path.
    Path(PathBuf),
}

/// More links than operating systems follow.
const LINKS: usize = 40;

impl Identity {
    /// The file that `path` refers to; `None` for pipes and devices, which may be shared.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match fs::metadata(path) {
            Ok(about) => Self::of_metadata(&about, path),
            Err(_) => {
                let mut path = path.to_owned();
                // A link may point to a file that does not exist yet.
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

    /// The file of a standard stream, if the system can tell.
    fn of_stream(name: &str) -> Option<Self> {
        Self::of(Path::new(name)).filter(|found| !matches!(found, Self::Path(_)))
    }
}

/// A file that is written, and the option that names it.
pub(crate) struct Written<'a> {
    pub(crate) option: &'static str,
    pub(crate) path: &'a Path,
}

/// Rejects outputs that are also inputs or files of settings, or that are the same file. Without `--output`, standard output counts too: with
/// `>> news.jsonl` the run would read its own output for ever.
pub(crate) fn check(sources: &[Source], settings: &[PathBuf], written: &[Written<'_>]) -> Result<(), Failure> {
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
    let sources = sources.iter().map(|source| (Identity::of_source(source), source.to_string()));
    let settings = settings.iter().map(|path| (Identity::of(path), path.display().to_string()));
    for (own, name) in sources.chain(settings) {
        if let Some((_, goal)) = goals.iter().find(|(goal, _)| Some(goal) == own.as_ref()) {
            return Err(Failure::Usage(format!("{goal}: is the same file as the input {name}; name another")));
        }
    }
    Ok(())
}
