//! Where the results of a run go, with the journal of how far it has come and the list of what failed.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{
    arguments::Arguments,
    batch::Answer,
    journal::{Journal, Progress},
    meter::Meter,
    sheet::Sheet,
};
use crate::{
    ending::{Failure, Tally, say},
    input::Source,
    output::{Output, part_of},
};

/// How often the journal is written: what a run that is killed repeats at most.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) struct Goal {
    pub(super) out: Output,
    pub(super) progress: Progress,
    /// Where rows become a file of columns.
    sheet: Option<Sheet>,
    /// The unfinished file where nobody can go on with it.
    useless: Option<PathBuf>,
    journal: Option<(Journal, PathBuf)>,
    errors: Option<File>,
    written: Instant,
}

impl Goal {
    pub(super) fn open(arguments: &Arguments, sources: &[Source], sheet: Option<Sheet>) -> Result<Self, Failure> {
        if arguments.resume && sheet.is_some() {
            let why = "a Parquet or Arrow file has its index at its end, so half a one cannot be gone on with";
            return Err(Failure::Usage(format!(
                "--resume: {why}; write .jsonl.zst, or a file for each part of the input"
            )));
        }
        let mut progress = Progress::new(arguments.fingerprint(), sources);
        let part = arguments.output.as_deref().and_then(part_of);
        let (part, useless) = if sheet.is_none() { (part, None) } else { (None, part.map(|(part, _)| part)) };
        let journal = part.map(|(part, _)| (Journal::of(&part), part));
        match &journal {
            Some((journal, part)) if arguments.resume => {
                if let Some(then) = journal.read(&progress, part)? {
                    say(format_args!("going on behind {} documents", then.documents));
                    progress = then;
                }
            }
            None if arguments.resume => {
                return Err(Failure::Usage("--resume: needs --output with the name of a file".into()));
            }
            _ => {}
        }
        let wrong = |option: &str, path: &Path, error: &io::Error| {
            let reason = match error.kind() {
                io::ErrorKind::NotFound => "its folder is not there".to_owned(),
                io::ErrorKind::IsADirectory => "is a directory, expected the name of a file".to_owned(),
                io::ErrorKind::PermissionDenied => "not allowed to write it".to_owned(),
                _ => error.to_string(),
            };
            Failure::Usage(format!("{option} {}: cannot be written: {reason}", path.display()))
        };
        let out = match &arguments.output {
            None => Output::stdout(),
            Some(path) => Output::file(path, progress.bytes).map_err(|error| wrong("--output", path, &error))?,
        };
        let errors = match &arguments.errors {
            None => None,
            Some(path) => {
                let file =
                    OpenOptions::new().write(true).create(true).truncate(false).open(path).and_then(|mut file| {
                        // A device has no length to set.
                        if file.metadata()?.is_file() {
                            file.set_len(progress.error_bytes)?;
                            file.seek(SeekFrom::End(0))?;
                        }
                        Ok(file)
                    });
                Some(file.map_err(|error| wrong("--errors", path, &error))?)
            }
        };
        Ok(Self { out, progress, sheet, useless, journal, errors, written: Instant::now() })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.progress.bytes += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes what a batch gave, and the journal when it is time.
    pub(super) fn take(&mut self, answer: Answer, meter: &Meter) -> Result<(), Failure> {
        self.write(&answer.packed?)?;
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
        if self.journal.is_some() && self.written.elapsed() >= BETWEEN {
            self.note()?;
        }
        Ok(())
    }

    /// The journal comes behind the bytes that it speaks of.
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

    /// Ends a run that somebody has ended.
    pub(super) fn interrupted(mut self) -> Failure {
        let done = self.progress.documents;
        if self.sheet.is_some() {
            discard(self.useless.as_deref());
            let why = "a file of columns is written whole or not at all";
            return Failure::Interrupted(format!("interrupted behind {done} documents: {why}"));
        }
        match self.note().and_then(|()| self.out.flush()) {
            Err(error) => Failure::Output(error),
            Ok(()) if self.journal.is_some() => {
                Failure::Interrupted(format!("interrupted: {done} documents are done, --resume goes on behind them"))
            }
            Ok(()) => Failure::Interrupted(format!("interrupted: {done} documents are done")),
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
        self.out.finish()?;
        if let Some((journal, _)) = self.journal {
            journal.remove();
        }
        Ok(Tally { done: self.progress.done, failed: self.progress.failed })
    }
}

fn discard(part: Option<&Path>) {
    if let Some(part) = part {
        let _ = fs::remove_file(part);
    }
}
