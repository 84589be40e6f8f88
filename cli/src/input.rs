//! Where documents come from: files and standard input, every failure named by its place.

use std::{
    fmt,
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tinviet::{Dictionary, fact::award::AwardTable};

pub(crate) use crate::source::{Source, foreign, reason, too_large};
use crate::{
    ending::{Failure, Tally, say},
    fault, identity,
    output::Output,
    signals,
    size::Size,
};

/// The input of a command that treats each file as one text.
#[derive(clap::Args)]
pub(crate) struct Texts {
    /// The maximum size of a text
    #[arg(long, value_name = "SIZE", default_value_t)]
    pub(crate) max_size: Size,
    /// Files to read; none or `-` means standard input
    pub(crate) files: Vec<PathBuf>,
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

/// A table or a configuration file. A byte order mark, as Windows writes it, is dropped.
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
pub(crate) fn wrong(path: &Path, message: &dyn fmt::Display) -> Failure {
    Failure::Usage(format!("{}: {message}", path.display()))
}

/// Runs `work` on the bytes of each file and prints the results. A document that fails is reported and prints nothing; the others
/// are processed.
pub(crate) fn each(
    texts: &Texts,
    mut work: impl FnMut(&Source, Vec<u8>, &mut dyn Write) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let sources = Source::all(&texts.files);
    identity::check(&sources, &[], &[])?;
    through(sources, |source, out| {
        let bytes = whole(&source, texts.max_size)?;
        work(&source, bytes, out)
    })
}

/// The bytes of a file that is one text.
pub(crate) fn whole(source: &Source, limit: Size) -> Result<Vec<u8>, Failure> {
    match source.ending().as_deref().and_then(foreign) {
        Some(reason) => Err(Failure::Document(format!("{source}: {reason}"))),
        None => source.read(limit),
    }
}

/// Like [`each`], for documents that name themselves by `Display`.
pub(crate) fn through<T: fmt::Display>(
    documents: impl IntoIterator<Item = T>,
    mut work: impl FnMut(T, &mut dyn Write) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let out = Arc::new(Mutex::new(Some(Output::stdout())));
    save_on_signal(&out);
    let mut tally = Tally::default();
    for document in documents {
        let place = document.to_string();
        signals::begin(&place);
        let mut answer = Vec::new();
        let work = || {
            fault::provoke(&place);
            work(document, &mut answer)
        };
        let done = fault::guard(&place, work).map_err(Failure::Document).flatten();
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

/// On a signal, finished documents are written out.
fn save_on_signal(out: &Arc<Mutex<Option<Output>>>) {
    let out = Arc::clone(out);
    signals::watch(move || {
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.take()?.finish();
        Some(format!("interrupted: {}", signals::state()))
    });
}
