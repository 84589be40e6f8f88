//! Reads the documents of `analyze` in batches, so that memory stays the same however long the input is.
//!
//! A batch of JSONL is what stands in the buffer when a line is asked for: a slow pipe is answered line by line, a file in pieces of
//! a quarter of a megabyte. Lines are parsed by the workers.

use std::{
    collections::VecDeque,
    fmt,
    io::{BufRead as _, BufReader, Read},
    sync::Arc,
};

use super::{
    Input,
    meter::{Count, Counted},
};
use crate::{
    ending::Failure,
    input::{self, Source},
    row::{self, Document, Fields},
};

const BUFFER: usize = 1 << 18;

/// A document as its bytes, or what went wrong in reading it.
pub(super) struct Raw {
    source: Arc<Source>,
    /// The number of its line in a JSONL file, from 1.
    line: Option<usize>,
    bytes: Result<Vec<u8>, String>,
}

impl Raw {
    /// Where the document stands: `news.jsonl:203`.
    pub(super) fn place(&self) -> String {
        match self.line {
            None => self.source.to_string(),
            Some(line) => format!("{}:{line}", self.source),
        }
    }

    /// The document; its bytes where it is none.
    pub(super) fn document(self, fields: &Fields) -> Result<Document, (String, Vec<u8>)> {
        let place = self.place();
        let bytes = self.bytes.map_err(|error| (error, Vec::new()))?;
        match self.line {
            Some(_) => row::parse(&bytes, fields).map_err(|error| (format!("{place}: {error}"), bytes)),
            None => match input::text(&place, bytes) {
                Ok(text) => Ok(Document { id: self.source.id(), text, ..Document::default() }),
                Err(Failure::Document(message) | Failure::Usage(message) | Failure::Interrupted(message)) => {
                    Err((message, Vec::new()))
                }
                Err(Failure::Output(error)) => Err((format!("{place}: {error}"), Vec::new())),
            },
        }
    }
}

/// The form of a source: as asked for, else by its ending.
pub(super) fn form(source: &Source, asked: Option<Input>) -> Input {
    asked.unwrap_or_else(|| match source.ending().as_deref() {
        Some("jsonl" | "ndjson") => Input::Jsonl,
        _ => Input::Text,
    })
}

/// Reads one source after the other.
pub(super) struct Reader {
    sources: VecDeque<Arc<Source>>,
    asked: Option<Input>,
    lines: Option<Lines>,
    /// Documents that an earlier run has done.
    skip: usize,
    count: Count,
}

impl Reader {
    /// Reads `sources` behind their first `skip` documents; `count` grows with the bytes read.
    pub(super) fn new(sources: Vec<Source>, asked: Option<Input>, skip: usize, count: Count) -> Self {
        Self { sources: sources.into_iter().map(Arc::new).collect(), asked, lines: None, skip, count }
    }

    /// The next batch, never empty.
    pub(super) fn next(&mut self) -> Option<Vec<Raw>> {
        loop {
            let mut batch = self.any()?;
            // Whole batches, as long as the input is the one that was read before: the pieces packed behind them stay the same.
            let skipped = self.skip.min(batch.len());
            self.skip -= skipped;
            batch.drain(..skipped);
            if !batch.is_empty() {
                return Some(batch);
            }
        }
    }

    fn any(&mut self) -> Option<Vec<Raw>> {
        loop {
            if let Some(lines) = &mut self.lines {
                let batch = lines.batch();
                if !batch.is_empty() {
                    return Some(batch);
                }
                self.lines = None;
            }
            let source = self.sources.pop_front()?;
            let count = Arc::clone(&self.count);
            let file = source.open_through(|file| Box::new(Counted(file, count)));
            let bytes = match (form(&source, self.asked), file) {
                (Input::Jsonl, Ok(file)) => {
                    self.lines = Some(Lines::new(source, file));
                    continue;
                }
                (Input::Text, Ok(mut file)) => {
                    let mut bytes = Vec::new();
                    file.read_to_end(&mut bytes).map(|_| bytes).map_err(|error| source.failure(&error))
                }
                (_, Err(failure)) => Err(failure),
            };
            let bytes = bytes.map_err(|failure| match failure {
                Failure::Document(message) | Failure::Usage(message) | Failure::Interrupted(message) => message,
                Failure::Output(error) => error.to_string(),
            });
            return Some(vec![Raw { source, line: None, bytes }]);
        }
    }
}

/// The lines of one JSONL source; blank ones are counted and skipped.
struct Lines {
    source: Arc<Source>,
    reader: BufReader<Box<dyn Read + Send>>,
    line: usize,
    ended: bool,
}

impl Lines {
    fn new(source: Arc<Source>, file: Box<dyn Read + Send>) -> Self {
        Self { source, reader: BufReader::with_capacity(BUFFER, file), line: 0, ended: false }
    }

    /// Empty at the end.
    fn batch(&mut self) -> Vec<Raw> {
        let mut batch = Vec::new();
        while !self.ended && (batch.is_empty() || self.reader.buffer().contains(&b'\n')) {
            self.line += 1;
            let mut bytes = Vec::new();
            let bytes = match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(_) => {
                    if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                        bytes.drain(..3);
                    }
                    if bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    Ok(bytes)
                }
                Err(error) => {
                    self.ended = true;
                    Err(format!("{}: cannot be read: {error}", Place(&self.source, self.line)))
                }
            };
            batch.push(Raw { source: Arc::clone(&self.source), line: Some(self.line), bytes });
        }
        batch
    }
}

struct Place<'a>(&'a Source, usize);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0, self.1)
    }
}
