//! The outputs of a run: the results, the journal of its progress, and the list of failed documents.

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

/// How often the journal is written. A killed run repeats at most this much work.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) struct Goal {
    pub(super) out: Output,
    pub(super) progress: Progress,
    /// Bytes written of the unfinished batch.
    begun: u64,
    /// Documents without a text.
    empty: Empty,
    /// The writer of columnar output.
    sheet: Option<Sheet>,
    /// The unfinished file, if it cannot be resumed.
    useless: Option<PathBuf>,
    journal: Option<(Journal, PathBuf)>,
    errors: Option<File>,
    written: Instant,
}

impl Goal {
    /// Opens the outputs of a run. Nothing is touched if one of them cannot be written or is also an input.
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
        let settings = arguments.reading().files();
        check(arguments, sources, &settings, part.as_deref())?;
        let mut out = match &arguments.output {
            None => Output::stdout(),
            Some(path) => Output::file(path).map_err(|error| wrong("--output", path, &error))?,
        };
        let errors = arguments.errors.as_deref();
        let mut errors =
            errors.map(|path| errors_file(path).map_err(|error| wrong("--errors", path, &error))).transpose()?;
        let mut progress = Progress::new(arguments.fingerprint(&settings), sources);
        let (part, useless) = if sheet.is_none() { (part, None) } else { (None, part) };
        let journal = part.map(|part| (Journal::of(&part), part));
        if let Some((journal, part)) = journal.as_ref().filter(|_| arguments.resume)
            && let Some(then) = journal.read(&progress, part)?
        {
            say(format_args!("resuming after {} documents", then.documents));
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

    /// Writes the first part of a batch's output. The journal does not count it until the batch is done.
    pub(super) fn piece(&mut self, piece: Answer) -> Result<(), Failure> {
        let bytes = piece.packed?;
        self.begun += bytes.len() as u64;
        Ok(self.out.write_all(&bytes)?)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.progress.bytes += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes the output of a batch, and the journal if it is due.
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

    /// The journal is written after the bytes that it records.
    fn note(&mut self) -> io::Result<()> {
        if let Some((journal, _)) = &self.journal {
            self.out.settle()?;
            journal.write(&self.progress)?;
            self.written = Instant::now();
        }
        Ok(())
    }

    /// Keeps the journal for the next run, if it can still be written.
    pub(super) fn give_up(&mut self, failure: &Failure) {
        discard(self.useless.as_deref());
        if matches!(failure, Failure::Output(error) if error.kind() != io::ErrorKind::BrokenPipe)
            && let Some((_, part)) = &self.journal
        {
            say(format_args!("finished documents are in {}; continue with --resume", part.display()));
        }
    }

    /// Saves the results of an interrupted run, and says so.
    pub(super) fn interrupted(mut self) -> String {
        let state = signals::state();
        if self.sheet.is_some() {
            discard(self.useless.as_deref());
            return format!("interrupted: {state}; Parquet and Arrow files are written only as a whole");
        }
        match self.note().and_then(|()| self.out.flush()) {
            Err(error) => format!("interrupted: {state}; cannot write the results: {error}"),
            Ok(()) if self.journal.is_some() => format!("interrupted: {state}; continue with --resume"),
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

/// No file may be both input and output, or be written twice.
fn check(arguments: &Arguments, sources: &[Source], settings: &[PathBuf], part: Option<&Path>) -> Result<(), Failure> {
    let journal = part.map(|part| Journal::of(part).path().to_owned());
    let written = [
        ("--output", arguments.output.as_deref()),
        ("--errors", arguments.errors.as_deref()),
        ("the unfinished output", part),
        ("the journal", journal.as_deref()),
    ];
    let written: Vec<_> =
        written.into_iter().filter_map(|(option, path)| Some(Written { option, path: path? })).collect();
    let settings: Vec<PathBuf> = settings.iter().chain(&arguments.config).cloned().collect();
    identity::check(sources, &settings, &written)
}

/// Opens the list of failed documents without truncating it yet.
fn errors_file(path: &Path) -> io::Result<File> {
    // A device has no length to set and may have several writers.
    match fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        true => OpenOptions::new().write(true).open(path),
        false => locked(path),
    }
}

fn wrong(option: &str, path: &Path, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory, expected the name of a file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::WouldBlock => {
            "another run is writing it; name another file, or wait for that run to finish".to_owned()
        }
        _ => error.to_string(),
    };
    Failure::Usage(format!("{option} {}: cannot be written: {reason}", path.display()))
}

fn discard(part: Option<&Path>) {
    if let Some(part) = part {
        let _ = fs::remove_file(part);
    }
}
