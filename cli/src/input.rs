//! Where documents come from: files and standard input, every failure named by its place.

use std::{
    fmt,
    fs::{self, File},
    io::{self, IsTerminal as _, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tinviet::{Dictionary, fact::award::AwardTable};

use crate::{
    ending::{Failure, Tally, say},
    fault, identity,
    output::Output,
    packing::Packing,
    signals,
    size::Size,
};

/// What a command reads that takes each file for one text.
#[derive(clap::Args)]
pub(crate) struct Texts {
    /// The largest text that is read
    #[arg(long, value_name = "SIZE", default_value_t)]
    pub(crate) max_size: Size,
    /// Files to read; none or `-` is standard input
    pub(crate) files: Vec<PathBuf>,
}

/// One place to read from.
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
    /// The sources that a command names: none is standard input, and so is `-`.
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

    /// The ending of the file's name, in small letters, without that of its packing.
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

    /// Opens the source; its own bytes, still packed, go through `wrap`.
    pub(crate) fn open_through(
        &self,
        wrap: impl FnOnce(Box<dyn io::Read + Send>) -> Box<dyn io::Read + Send>,
    ) -> Result<Box<dyn io::Read + Send>, Failure> {
        match self {
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    say("reading a text from the terminal; Ctrl-D on a line of its own ends it");
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
            // What is no pattern is the name of a file that is not there.
            let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists());
            let pattern = pattern.and_then(|text| Some((text, glob::glob(text).ok()?)));
            if path.is_dir() {
                let before = sources.len();
                walk(path, &mut sources);
                if sources.len() == before {
                    return Err(Failure::Usage(format!("{source}: holds no file that ends in {}", ENDINGS.join(", "))));
                }
            } else if let Some((pattern, matches)) = pattern {
                let before = sources.len();
                sources.extend(matches.flatten().filter(|path| path.is_file()).map(Self::File));
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
            // The system's own errors have a number, those of what is unpacked have none.
            Packing::Gzip | Packing::Zstd if error.raw_os_error().is_none() => {
                format!("cannot be unpacked: {error}; the file is cut short, or is not what its name says")
            }
            _ => reason(error),
        }
    }
}

/// What a file is, by its ending, that is no text, and what to do with it: nobody means its bytes.
pub(crate) fn foreign(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "pdf" => "a PDF is no text; `pdftotext -layout FILE` makes one of it",
        "doc" | "docx" | "odt" | "rtf" => {
            "a word processor's file is no text; `soffice --headless --convert-to txt:Text:UTF8 FILE` makes one of it"
        }
        "xls" | "xlsx" | "ods" => "a workbook is no text; save the sheet as CSV",
        "ppt" | "pptx" | "odp" | "epub" => "is no text; save it as text first",
        "zip" | "7z" | "rar" | "tar" | "tgz" | "bz2" | "xz" | "br" | "lz4" => {
            "is packed in a way that is not read; unpack it first (.gz and .zst are read as they are)"
        }
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "tif" | "tiff" | "mp3" | "mp4" => {
            "a picture, a sound or a film is no text"
        }
        "sqlite" | "db" => "a database is no text; export the table as CSV",
        _ => return None,
    })
}

/// What is said of something that is larger than may be read.
pub(crate) fn too_large(what: &str, limit: Size) -> String {
    format!("{what} is larger than {limit}; --max-size takes larger ones")
}

/// A file that is read to the end that it had when it was opened: one that has become shorter since would give a document cut short.
struct Whole {
    file: File,
    left: u64,
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            self.left = 0;
            return Err(io::Error::other("the file became shorter while it was read"));
        }
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

/// Why a file cannot be read.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// What is read of a folder, texts and JSONL also packed.
const ENDINGS: [&str; 7] = ["txt", "html", "htm", "xhtml", "jsonl", "ndjson", "parquet"];

fn walk(folder: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Reading it as a file will say why it cannot be.
        sources.push(Source::File(folder.to_owned()));
        return;
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        // A link to a folder is not followed: it may lead back here. One that leads nowhere is named when it is read.
        let is_lost = path.is_symlink() && fs::metadata(&path).is_err();
        if path.is_dir() && !path.is_symlink() {
            walk(&path, sources);
        } else if (path.is_file() || is_lost)
            && Packing::inner_ending(&path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        {
            sources.push(Source::File(path));
        }
    }
}

/// The text in `bytes`, which are UTF-8.
pub(crate) fn text(place: &dyn fmt::Display, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        Failure::Document(format!(
            "{place}: byte {at}: expected UTF-8, found 0x{byte:02X}; `tinviet normalize --encoding auto` converts other encodings"
        ))
    })
}

/// The built-in dictionary with the user's entries of `path` over it.
pub(crate) fn dictionary(path: &Path) -> Result<Dictionary, Failure> {
    let table = settings(path)?;
    Dictionary::builtin().with_table(&table).map_err(|error| wrong(path, &error))
}

/// The user's own awards.
pub(crate) fn awards(path: &Path) -> Result<AwardTable, Failure> {
    let table = settings(path)?;
    AwardTable::parse(&table).map_err(|error| wrong(path, &error))
}

/// A table or a configuration of the user's. A byte order mark, as Windows writes it, is no part of it.
pub(crate) fn settings(path: &Path) -> Result<String, Failure> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(Size::DEFAULT.0 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes: Vec<u8> = read().map_err(|error: io::Error| wrong(path, &reason(&error)))?;
    if Size::DEFAULT.is_passed_by(bytes.len()) {
        return Err(wrong(path, &format_args!("is larger than {}", Size::DEFAULT)));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        Failure::Usage(format!("{}:{line}: expected UTF-8; `iconv -t utf-8` converts other encodings", path.display()))
    })?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// What is wrong with a file of settings.
fn wrong(path: &Path, message: &dyn fmt::Display) -> Failure {
    Failure::Usage(format!("{}: {message}", path.display()))
}

/// Runs `work` on the bytes of each file, its answers going to standard output. A document that fails is named, and nothing of it is
/// printed; the others are done.
pub(crate) fn each(
    texts: &Texts,
    mut work: impl FnMut(&Source, Vec<u8>, &mut dyn Write) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let sources = Source::all(&texts.files);
    identity::check(&sources, &[])?;
    let out = Arc::new(Mutex::new(Some(Output::stdout())));
    save_on_signal(&out);
    let mut tally = Tally::default();
    for source in sources {
        signals::begin(&source);
        let mut answer = Vec::new();
        let foreign = source.ending().as_deref().and_then(foreign);
        let read = match foreign {
            Some(reason) => Err(Failure::Document(format!("{source}: {reason}"))),
            None => source.read(texts.max_size),
        };
        let done = read.and_then(|bytes| {
            let work = || {
                fault::provoke(&source);
                work(&source, bytes, &mut answer)
            };
            fault::guard(&source, work).map_err(Failure::Document).flatten()
        });
        match done {
            Ok(()) => {
                tally.done += 1;
                if let Some(out) = &mut *out.lock().unwrap_or_else(PoisonError::into_inner) {
                    out.write_all(&answer)?;
                }
            }
            Err(Failure::Document(message)) => {
                tally.failed += 1;
                say(message);
            }
            Err(failure) => return Err(failure),
        }
        signals::done(tally.done + tally.failed);
    }
    signals::end();
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
    out.take().unwrap_or_else(|| signals::wait()).finish()?;
    Ok(tally)
}

/// On a signal, what is done goes out whole.
fn save_on_signal(out: &Arc<Mutex<Option<Output>>>) {
    let out = Arc::clone(out);
    signals::watch(move || {
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.take()?.finish();
        Some(format!("interrupted: {}", signals::state()))
    });
}
