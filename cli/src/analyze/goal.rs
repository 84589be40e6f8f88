//! Where the results of a run go, with the journal of how far it has come and the list of what failed.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek as _, SeekFrom, Write as _},
    mem,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{
    arguments::Arguments,
    batch::{Answer, Empty},
    journal::{Journal, Progress},
    meter::Meter,
    sheet::Sheet,
};
use crate::{
    ending::{Failure, Tally, say},
    identity::{self, Written},
    input::Source,
    output::{Output, locked, part_of},
    signals,
};

/// How often the journal is written: what a run that is killed repeats at most.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) struct Goal {
    pub(super) out: Output,
    pub(super) progress: Progress,
    /// Bytes written of a batch that is not done.
    begun: u64,
    /// Documents without a text.
    empty: Empty,
    /// Where rows become a file of columns.
    sheet: Option<Sheet>,
    /// The unfinished file where nobody can go on with it.
    useless: Option<PathBuf>,
    journal: Option<(Journal, PathBuf)>,
    errors: Option<File>,
    written: Instant,
}

impl Goal {
    /// Opens the goals of a run. Nothing is touched where one of them cannot be written, or is a file that is read.
    pub(super) fn open(arguments: &Arguments, sources: &[Source], sheet: Option<Sheet>) -> Result<Self, Failure> {
        let part = arguments.output.as_deref().and_then(part_of).map(|(part, _)| part);
        if arguments.resume && sheet.is_some() {
            let why = "a partial Parquet or Arrow file cannot be resumed, because its index is at its end";
            return Err(Failure::Usage(format!(
                "--resume: {why}; write .jsonl.zst, or a file for each part of the input"
            )));
        }
        if arguments.resume && part.is_none() {
            return Err(Failure::Usage("--resume: needs --output with the name of a file".into()));
        }
        check(arguments, sources, part.as_deref())?;
        let mut out = match &arguments.output {
            None => Output::stdout(),
            Some(path) => Output::file(path).map_err(|error| wrong("--output", path, &error))?,
        };
        let errors = arguments.errors.as_deref();
        let mut errors =
            errors.map(|path| errors_file(path).map_err(|error| wrong("--errors", path, &error))).transpose()?;
        let mut progress = Progress::new(arguments.fingerprint(), sources);
        let (part, useless) = if sheet.is_none() { (part, None) } else { (None, part) };
        let journal = part.map(|part| (Journal::of(&part), part));
        if let Some((journal, part)) = journal.as_ref().filter(|_| arguments.resume)
            && let Some(then) = journal.read(&progress, part)?
        {
            say(format_args!("going on after {} documents", then.documents));
            progress = then;
        }
        out.keep(progress.bytes)?;
        if let Some(file) = &mut errors
            && file.metadata()?.is_file()
        {
            file.set_len(progress.error_bytes)?;
            file.seek(SeekFrom::End(0))?;
        }
        Ok(Self {
            out,
            progress,
            begun: 0,
            empty: Empty::default(),
            sheet,
            useless,
            journal,
            errors,
            written: Instant::now(),
        })
    }

    /// Writes the beginning of what a batch gives. The journal does not know of it until the batch is done.
    pub(super) fn piece(&mut self, piece: Answer) -> Result<(), Failure> {
        let bytes = piece.packed?;
        self.begun += bytes.len() as u64;
        Ok(self.out.write_all(&bytes)?)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.progress.bytes += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes what a batch gave, and the journal when it is time.
    pub(super) fn take(&mut self, answer: Answer, meter: &Meter) -> Result<(), Failure> {
        self.write(&answer.packed?)?;
        self.progress.bytes += mem::take(&mut self.begun);
        if let (Some(sheet), Some(rows)) = (&mut self.sheet, answer.rows) {
            let bytes = sheet.write(&rows.map_err(io::Error::other)?)?;
            self.write(&bytes)?;
        }
        if let Some(errors) = &mut self.errors {
            errors.write_all(&answer.errors)?;
            self.progress.error_bytes += answer.errors.len() as u64;
        }
        answer.complaints.iter().for_each(|complaint| meter.say(complaint));
        self.progress.documents += answer.documents;
        self.progress.done += answer.done;
        self.progress.failed += answer.failed;
        self.empty.add(answer.empty);
        signals::done(self.progress.documents);
        if self.journal.is_some() && self.written.elapsed() >= BETWEEN {
            self.note()?;
        }
        Ok(())
    }

    /// The journal comes after the bytes that it speaks of.
    fn note(&mut self) -> io::Result<()> {
        if let Some((journal, _)) = &self.journal {
            self.out.settle()?;
            journal.write(&self.progress)?;
            self.written = Instant::now();
        }
        Ok(())
    }

    /// Leaves the journal, if it can still be written, for the next run.
    pub(super) fn give_up(&mut self, failure: &Failure) {
        discard(self.useless.as_deref());
        if matches!(failure, Failure::Output(error) if error.kind() != io::ErrorKind::BrokenPipe)
            && let Some((_, part)) = &self.journal
        {
            say(format_args!("what is done stays in {}; --resume goes on from there", part.display()));
        }
    }

    /// Saves what is done of a run that somebody has ended, and says so.
    pub(super) fn interrupted(mut self) -> String {
        let state = signals::state();
        if self.sheet.is_some() {
            discard(self.useless.as_deref());
            return format!("interrupted: {state}; a file of columns is written whole or not at all");
        }
        match self.note().and_then(|()| self.out.flush()) {
            Err(error) => format!("interrupted: {state}; cannot write the results: {error}"),
            Ok(()) if self.journal.is_some() => format!("interrupted: {state}; --resume goes on from there"),
            Ok(()) => format!("interrupted: {state}"),
        }
    }

    pub(super) fn finish(self) -> Result<Tally, Failure> {
        let useless = self.useless.clone();
        self.end().inspect_err(|_| discard(useless.as_deref()))
    }

    fn end(mut self) -> Result<Tally, Failure> {
        if let Some(sheet) = self.sheet.take() {
            let bytes = sheet.finish()?;
            self.write(&bytes)?;
        }
        self.empty.message().into_iter().for_each(say);
        self.out.finish()?;
        if let Some((journal, _)) = self.journal {
            journal.remove();
        }
        Ok(Tally { done: self.progress.done, failed: self.progress.failed })
    }
}

/// No file is both read and written, or written twice.
fn check(arguments: &Arguments, sources: &[Source], part: Option<&Path>) -> Result<(), Failure> {
    let journal = part.map(|part| Journal::of(part).path().to_owned());
    let written = [
        ("--output", arguments.output.as_deref()),
        ("--errors", arguments.errors.as_deref()),
        ("the unfinished output", part),
        ("the journal", journal.as_deref()),
    ];
    let written: Vec<_> =
        written.into_iter().filter_map(|(option, path)| Some(Written { option, path: path? })).collect();
    let settings = [&arguments.dictionary, &arguments.awards, &arguments.config];
    let settings = settings.into_iter().flatten().map(|path| Source::File(path.clone()));
    let read: Vec<Source> = sources.iter().cloned().chain(settings).collect();
    identity::check(&read, &written)
}

/// Opens the list of what failed; it stays as it is for now.
fn errors_file(path: &Path) -> io::Result<File> {
    // A device has no length to set, and many may write to it.
    match fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        true => OpenOptions::new().write(true).open(path),
        false => locked(path),
    }
}

fn wrong(option: &str, path: &Path, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "its folder is not there".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory, expected the name of a file".to_owned(),
        io::ErrorKind::PermissionDenied => "not allowed to write it".to_owned(),
        io::ErrorKind::WouldBlock => "another run is writing it; name another file, or wait for its end".to_owned(),
        _ => error.to_string(),
    };
    Failure::Usage(format!("{option} {}: cannot be written: {reason}", path.display()))
}

fn discard(part: Option<&Path>) {
    if let Some(part) = part {
        let _ = fs::remove_file(part);
    }
}
