//! Reads the documents of `analyze` in batches, so that memory stays the same however long the input is.
//!
//! A batch of JSONL is what stands in the buffer when a line is asked for: a slow pipe is answered line by line, a file in pieces of
//! a quarter of a megabyte. Lines are parsed by the workers. A Parquet file gives some rows at a time, of the columns that are read.

use std::{
    collections::VecDeque,
    fmt,
    io::{BufRead as _, BufReader, Read},
    sync::Arc,
};

use arrow_array::RecordBatch;
use tinviet::{arrow::Documents, markup::Markup};

use super::{
    arguments::Input,
    meter::{Count, Counted},
    rows::{self, Rows},
};
use crate::{
    ending::{Failure, say},
    input::Source,
    markup::Text,
    row::{self, Document, Fields},
};

const BUFFER: usize = 1 << 18;

/// A document as it was read, or what went wrong in reading it.
pub(super) struct Raw {
    source: Arc<Source>,
    /// The number of its line in a JSONL file or of its row in a Parquet file, from 1.
    line: Option<usize>,
    content: Result<Content, String>,
}

/// What was read.
enum Content {
    Text(Vec<u8>),
    Line(Vec<u8>),
    Row(Arc<RecordBatch>, usize),
}

impl Raw {
    /// Row `row` of `batch`, which is row `line` of the file.
    pub(super) fn row(source: &Arc<Source>, line: usize, batch: &Arc<RecordBatch>, row: usize) -> Self {
        let content = Ok(Content::Row(Arc::clone(batch), row));
        Self { source: Arc::clone(source), line: Some(line), content }
    }

    /// A file that cannot be read, or no further than `line`.
    pub(super) fn failed(source: &Arc<Source>, line: Option<usize>, message: String) -> Self {
        Self { source: Arc::clone(source), line, content: Err(message) }
    }

    /// Where it comes from.
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// Where the document stands: `news.jsonl:203`.
    pub(super) fn place(&self) -> String {
        match self.line {
            None => self.source.to_string(),
            Some(line) => format!("{}:{line}", self.source),
        }
    }

    /// The document; its bytes where it is none.
    pub(super) fn document(self, fields: &Fields, markup: Markup) -> Result<Document, (String, Vec<u8>)> {
        let place = self.place();
        match self.content.map_err(|error| (error, Vec::new()))? {
            Content::Line(bytes) => row::parse(&bytes, fields).map_err(|error| (format!("{place}: {error}"), bytes)),
            Content::Text(bytes) => match Text::read(&place, bytes, markup) {
                Ok(read) => Ok(Document { id: self.source.id(), text: read.text, ..Document::default() }),
                Err(failure) => Err((message(&place, failure), Vec::new())),
            },
            Content::Row(batch, row) => {
                let wrong =
                    |error: &dyn fmt::Display, text: &str| (format!("{place}: {error}"), text.as_bytes().to_vec());
                let columns = rows::columns(&batch.schema(), fields);
                let documents = Documents::new(&batch, &columns).map_err(|error| wrong(&error, ""))?;
                let Some(text) = documents.text(row) else {
                    return Err(wrong(&format_args!("column {:?}: expected a text, found null", fields.text), ""));
                };
                let reference = documents.reference(row).map_err(|error| wrong(&error, text))?;
                let id = documents.id(row).map(|id| id.into_owned());
                Ok(Document { id, text: text.to_owned(), reference, passthrough: None })
            }
        }
    }
}

fn message(place: &str, failure: Failure) -> String {
    match failure {
        Failure::Document(message) | Failure::Usage(message) | Failure::Interrupted(message) => message,
        Failure::Output(error) => format!("{place}: {error}"),
    }
}

/// The form of a source: as asked for, else by its ending.
pub(super) fn form(source: &Source, asked: Option<Input>) -> Input {
    asked.unwrap_or_else(|| match source.ending().as_deref() {
        Some("jsonl" | "ndjson") => Input::Jsonl,
        Some("parquet") => Input::Parquet,
        _ => Input::Text,
    })
}

/// What is no text and no form that is read, by its ending: nobody means the facts of a whole table as one text.
fn unread(source: &Source, asked: Option<Input>) -> Option<&'static str> {
    match source.ending().as_deref().filter(|_| asked.is_none())? {
        "csv" | "tsv" => Some("a table is read as JSONL or Parquet; --input text takes it for one text"),
        "json" => Some("JSON is read as one object a line with --input jsonl; --input text takes it for one text"),
        _ => None,
    }
}

/// Reads one source after the other.
pub(super) struct Reader {
    sources: VecDeque<Arc<Source>>,
    asked: Option<Input>,
    fields: Fields,
    open: Option<Open>,
    /// Documents that an earlier run has done.
    skip: usize,
    count: Count,
}

/// A source that gives batch after batch.
enum Open {
    Lines(Lines),
    Rows(Box<Rows>),
}

impl Reader {
    /// Reads `sources` behind their first `skip` documents; `count` grows with the bytes read.
    pub(super) fn new(sources: Vec<Source>, asked: Option<Input>, fields: Fields, skip: usize, count: Count) -> Self {
        Self { sources: sources.into_iter().map(Arc::new).collect(), asked, fields, open: None, skip, count }
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
            if let Some(open) = &mut self.open {
                let batch = match open {
                    Open::Lines(lines) => lines.batch(),
                    Open::Rows(rows) => rows.batch(),
                };
                if !batch.is_empty() {
                    return Some(batch);
                }
                self.open = None;
            }
            let source = self.sources.pop_front()?;
            let count = Arc::clone(&self.count);
            if let Some(reason) = unread(&source, self.asked) {
                let message = format!("{source}: {reason}");
                return Some(vec![Raw::failed(&source, None, message)]);
            }
            let form = form(&source, self.asked);
            if form == Input::Parquet {
                match Rows::open(&source, &self.fields, count) {
                    Ok(rows) => self.open = Some(Open::Rows(Box::new(rows))),
                    Err(failure) => {
                        let message = message(&source.to_string(), failure);
                        return Some(vec![Raw::failed(&source, None, message)]);
                    }
                }
                continue;
            }
            let bytes = match source.open_through(|file| Box::new(Counted(file, count))) {
                Ok(file) if form == Input::Jsonl => {
                    self.open = Some(Open::Lines(Lines::new(source, file)));
                    continue;
                }
                Ok(mut file) => {
                    let mut bytes = Vec::new();
                    file.read_to_end(&mut bytes).map(|_| bytes).map_err(|error| source.failure(&error))
                }
                Err(failure) => Err(failure),
            };
            let content = bytes.map(Content::Text).map_err(|failure| message(&source.to_string(), failure));
            return Some(vec![Raw { source, line: None, content }]);
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
            let content = match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => {
                    self.ended = true;
                    if self.line == 1 {
                        say(format_args!("{}: is empty, there is nothing to analyse", self.source));
                    }
                    break;
                }
                // Its lines would each be named, and none of them could be read.
                Ok(_) if self.line == 1 && matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) => {
                    self.ended = true;
                    Err(format!(
                        "{}: expected UTF-8, found UTF-16; `iconv -f utf-16 -t utf-8` converts it",
                        self.source
                    ))
                }
                Ok(_) => {
                    if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                        bytes.drain(..3);
                    }
                    if bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    Ok(Content::Line(bytes))
                }
                Err(error) => {
                    self.ended = true;
                    Err(format!("{}:{}: {}", self.source, self.line, self.source.reason(&error)))
                }
            };
            batch.push(Raw { source: Arc::clone(&self.source), line: Some(self.line), content });
        }
        batch
    }
}
