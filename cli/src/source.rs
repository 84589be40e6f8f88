//! An input by its name: standard input, a file, or the files of a folder or pattern.

use std::{
    fmt,
    fs::{self, File},
    io::{self, IsTerminal as _, Read},
    path::{Path, PathBuf},
};

use crate::{
    ending::{Failure, say},
    packing::Packing,
    size::Size,
};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

impl Source {
    /// The sources that a command names: no name means standard input, and so does `-`.
    pub(crate) fn all(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Stdin];
        }
        let source = |path: &PathBuf| if path == Path::new("-") { Self::Stdin } else { Self::File(path.clone()) };
        files.iter().map(source).collect()
    }

    /// The document's name in the output.
    pub(crate) fn id(&self) -> Option<String> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path.to_string_lossy().into_owned()),
        }
    }

    /// The extension of the file name in lower case, without that of the compression.
    pub(crate) fn ending(&self) -> Option<String> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Packing::inner_ending(path),
        }
    }

    /// Opens the source.
    pub(crate) fn open(&self) -> Result<Box<dyn io::Read + Send>, Failure> {
        self.open_through(|file| file)
    }

    /// Opens the source; `wrap` sees its raw bytes, still compressed.
    pub(crate) fn open_through(
        &self,
        wrap: impl FnOnce(Box<dyn io::Read + Send>) -> Box<dyn io::Read + Send>,
    ) -> Result<Box<dyn io::Read + Send>, Failure> {
        match self {
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    say("reading from the terminal; end with Ctrl-D on a line of its own");
                }
                Ok(wrap(Box::new(io::stdin())))
            }
            Self::File(path) => {
                let file = File::open(path).map_err(|error| self.failure(&error))?;
                let about = file.metadata().map_err(|error| self.failure(&error))?;
                if about.is_dir() {
                    return Err(Failure::Document(format!("{self}: is a directory, expected files: {self}/*")));
                }
                let left = if about.is_file() { about.len() } else { 0 };
                Packing::of(path).unpack(wrap(Box::new(Whole { file, left }))).map_err(|error| self.failure(&error))
            }
        }
    }

    /// The sources that `analyze` reads: a folder stands for the texts, JSONL and Parquet files in it, in the order of their names, at any
    /// depth; a pattern that names no file (`'news/*.jsonl'` in quotes) for those that match it.
    pub(crate) fn found(files: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        let mut sources = Vec::new();
        for source in Self::all(files) {
            let Self::File(path) = &source else {
                sources.push(source);
                continue;
            };
            // Anything else is the name of a missing file.
            let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists());
            let pattern = pattern.and_then(|text| Some((text, matching(text)?)));
            if path.is_dir() {
                let before = sources.len();
                walk(path, &mut sources);
                if sources.len() == before {
                    return Err(Failure::Usage(format!(
                        "{source}: contains no file with the extension {}",
                        ENDINGS.join(", ")
                    )));
                }
            } else if let Some((pattern, matches)) = pattern {
                let before = sources.len();
                sources.extend(matches.into_iter().filter(|path| path.is_file() || is_lost(path)).map(Self::File));
                if sources.len() == before {
                    return Err(Failure::Usage(format!("{pattern}: no file matches")));
                }
            } else {
                sources.push(source);
            }
        }
        Ok(sources)
    }

    /// All bytes of the source.
    pub(crate) fn read(&self, limit: Size) -> Result<Vec<u8>, Failure> {
        self.read_through(self.open()?, limit)
    }

    /// All bytes of the source, which has been opened as `file`.
    pub(crate) fn read_through(&self, file: impl Read, limit: Size) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let mut file = file.take(limit.0.saturating_add(1));
        file.read_to_end(&mut bytes).map_err(|error| self.failure(&error))?;
        if limit.is_passed_by(bytes.len()) {
            return Err(Failure::Document(format!("{self}: {}", too_large("the text", limit))));
        }
        Ok(bytes)
    }

    /// What went wrong in reading.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::Document(format!("{self}: {}", self.reason(error)))
    }

    /// The same without the name.
    pub(crate) fn reason(&self, error: &io::Error) -> String {
        let packing = match self {
            Self::Stdin => Packing::None,
            Self::File(path) => Packing::of(path),
        };
        match packing {
            // Errors of the system have a number, those of decompression have none.
            Packing::Gzip | Packing::Zstd if error.raw_os_error().is_none() => {
                format!("cannot decompress: {error}; the file is truncated or has the wrong extension")
            }
            _ => reason(error),
        }
    }
}

/// For a file that is not text, by its extension: what it is and what to do. Analysing its bytes is never
/// what was meant.
pub(crate) fn foreign(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "pdf" => "a PDF is not plain text; convert it with `pdftotext FILE`",
        "doc" | "docx" | "odt" | "rtf" => {
            "a word processor file is not plain text; convert it with `soffice --headless --convert-to txt:Text:UTF8 FILE`"
        }
        "xls" | "xlsx" | "ods" => "a workbook is not plain text; save the sheet as CSV",
        "ppt" | "pptx" | "odp" | "epub" => "not plain text; save it as text first",
        "zip" | "7z" | "rar" | "tar" | "tgz" | "bz2" | "xz" | "br" | "lz4" => {
            "this kind of archive is not supported; unpack it first (.gz and .zst are read directly)"
        }
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "tif" | "tiff" | "mp3" | "mp4" => {
            "an image, audio or video file is not text"
        }
        "sqlite" | "db" => "a database is not text; export the table as CSV",
        _ => return None,
    })
}

/// The message for something over the size limit.
pub(crate) fn too_large(what: &str, limit: Size) -> String {
    format!("{what} is larger than {limit}; raise the limit with --max-size")
}

/// A file that is read up to the length that it had when opened. One that was truncated since would give an incomplete document.
struct Whole {
    file: File,
    left: u64,
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            self.left = 0;
            return Err(io::Error::other("the file was truncated while being read"));
        }
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

/// Why a file cannot be read.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The files read from a folder; texts and JSONL may be compressed.
const ENDINGS: [&str; 7] = ["txt", "html", "htm", "xhtml", "jsonl", "ndjson", "parquet"];

/// The sources of a folder. What is hidden is left out; a folder in it that cannot be read is a source too, so that reading it will report why.
fn walk(folder: &Path, sources: &mut Vec<Source>) {
    let is_shown = |path: &Path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let is_read = |path: &PathBuf| {
        path.is_dir()
            || (path.is_file() || is_lost(path))
                && Packing::inner_ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    let mut paths = Vec::new();
    below(folder, &is_shown, &mut paths);
    sources.extend(paths.into_iter().filter(is_read).map(Source::File));
}

/// Whether the path is a link that leads nowhere, which is reported when it is read.
fn is_lost(path: &Path) -> bool {
    path.is_symlink() && fs::metadata(path).is_err()
}

/// The paths that a pattern matches, in order; `None` if it is none.
fn matching(pattern: &str) -> Option<Vec<PathBuf>> {
    if !pattern.contains("**") {
        return Some(glob::glob(pattern).ok()?.flatten().collect());
    }
    // `glob` follows links to folders here, and two that lead back to their own folder would keep it busy for ever.
    let pattern = pattern.trim_start_matches("./");
    let compiled = glob::Pattern::new(pattern).ok()?;
    let is_plain = |part: &&str| !part.contains(['*', '?', '[']);
    let folder: String = pattern.split_inclusive('/').take_while(is_plain).collect();
    let mut paths = Vec::new();
    below(Path::new(&folder), &|_: &Path| true, &mut paths);
    let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
    paths.retain(|path| compiled.matches_path_with(path, options));
    Some(paths)
}

/// The wanted paths below a folder that are no folders, in order, and folders that cannot be read. A link to a folder is not followed: it may be
/// circular.
fn below(folder: &Path, is_wanted: &impl Fn(&Path) -> bool, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }) else {
        paths.push(folder.to_owned());
        return;
    };
    let mut names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    for path in names.into_iter().map(|name| folder.join(name)).filter(|path| is_wanted(path)) {
        if !path.is_dir() {
            paths.push(path);
        } else if !path.is_symlink() {
            below(&path, is_wanted, paths);
        }
    }
}
