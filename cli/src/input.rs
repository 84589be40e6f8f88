//! Where documents come from: files and standard input, read whole, every failure named by its place.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read as _, Write},
    path::{Path, PathBuf},
};

use tinviet::{Dictionary, fact::award::AwardTable};

use crate::{
    ending::{Failure, Tally, say},
    output::Output,
    packing::Packing,
};

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
            Self::Stdin => Ok(wrap(Box::new(io::stdin()))),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| self.failure(&error))?;
                if file.metadata().is_ok_and(|about| about.is_dir()) {
                    return Err(Failure::Document(format!("{self}: is a directory, expected files: {self}/*")));
                }
                Packing::of(path).unpack(wrap(Box::new(file))).map_err(|error| self.failure(&error))
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
            let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists());
            if path.is_dir() {
                let before = sources.len();
                walk(path, &mut sources).map_err(|error| source.failure(&error))?;
                if sources.len() == before {
                    return Err(Failure::Usage(format!("{source}: holds no file that ends in {}", ENDINGS.join(", "))));
                }
            } else if let Some(pattern) = pattern {
                let matches = glob::glob(pattern).map_err(|error| Failure::Usage(format!("{source}: {error}")))?;
                let before = sources.len();
                sources.extend(matches.flatten().filter(|path| path.is_file()).map(Self::File));
                if sources.len() == before {
                    return Err(Failure::Usage(format!("{source}: no file matches")));
                }
            } else {
                sources.push(source);
            }
        }
        Ok(sources)
    }

    /// All bytes of the source.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(|error| self.failure(&error))?;
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

fn walk(folder: &Path, sources: &mut Vec<Source>) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // A link to a folder is not followed: it may lead back here.
        if path.is_dir() && !path.is_symlink() && !hidden {
            walk(&path, sources)?;
        } else if path.is_file()
            && !hidden
            && Packing::inner_ending(&path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        {
            sources.push(Source::File(path));
        }
    }
    Ok(())
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
    let wrong = |message: &dyn fmt::Display| Failure::Usage(format!("{}: {message}", path.display()));
    let table = fs::read_to_string(path).map_err(|error| wrong(&reason(&error)))?;
    Dictionary::builtin().with_table(&table).map_err(|error| wrong(&error))
}

/// The user's own awards.
pub(crate) fn awards(path: &Path) -> Result<AwardTable, Failure> {
    let wrong = |message: &dyn fmt::Display| Failure::Usage(format!("{}: {message}", path.display()));
    let table = fs::read_to_string(path).map_err(|error| wrong(&reason(&error)))?;
    AwardTable::parse(&table).map_err(|error| wrong(&error))
}

/// Runs `work` on the bytes of each file, its answers going to standard output. A document that fails is named, the others are done.
pub(crate) fn each(
    files: &[PathBuf],
    mut work: impl FnMut(&Source, Vec<u8>, &mut dyn Write) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let mut out = Output::stdout();
    let mut tally = Tally::default();
    for source in Source::all(files) {
        match source.read().and_then(|bytes| work(&source, bytes, &mut out)) {
            Ok(()) => tally.done += 1,
            Err(Failure::Document(message)) => {
                tally.failed += 1;
                say(message);
            }
            Err(failure) => return Err(failure),
        }
    }
    out.finish()?;
    Ok(tally)
}
