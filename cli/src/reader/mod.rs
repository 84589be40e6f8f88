//! Reads documents in batches, so that memory stays the same however long the input is.
//!
//! A batch of JSONL is what stands in the buffer when a line is asked for: a slow pipe is answered line by line, a file in pieces of
//! a quarter of a megabyte. Lines and the rows of tables are parsed by the workers. A Parquet file gives some rows at a time, of the columns
//! that are read.

mod lines;
mod rows;
mod table;
mod utf16;

use std::{
    collections::VecDeque,
    fmt,
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use arrow_array::RecordBatch;
use serde::Deserialize;
use tinviet::{arrow::Documents, markup::Markup};

use crate::{
    ending::Failure,
    fault,
    input::{self, Source},
    markup::Text,
    pipeline::Weighed,
    row::{self, Document, Fields},
    signals,
    size::Size,
};
use lines::Lines;
use rows::Rows;
use table::{Layout, Table};

/// A form of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Input {
    /// One file is one document
    Text,
    /// One JSON object a line
    Jsonl,
    /// One row a document
    Parquet,
    /// A table with a header, its cells parted by commas, or by semicolons or tabs where the header shows them
    Csv,
    /// A table with a header, its cells parted by tabs
    Tsv,
}

/// How documents are read.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The form of all sources; each by its ending where nobody asked.
    pub(crate) input: Option<Input>,
    pub(crate) fields: Fields,
    /// The largest text or line.
    pub(crate) limit: Size,
    /// Whether the head of a table comes before its rows: for what writes the table anew.
    pub(crate) heads: bool,
}

/// Bytes read so far, counted where the files are read.
pub(crate) type Count = Arc<AtomicU64>;

/// A reader that counts.
struct Counted<R>(R, Count);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A document as it was read, or what went wrong in reading it.
pub(crate) struct Raw {
    source: Arc<Source>,
    /// The number of its line in a JSONL file or a table, or of its row in a Parquet file, from 1.
    line: Option<usize>,
    content: Result<Content, String>,
}

/// What was read.
enum Content {
    Text(Vec<u8>),
    Line(Vec<u8>),
    Row(Arc<RecordBatch>, usize),
    Cells(Arc<Layout>, Vec<u8>),
    /// What stands before the rows of a table.
    Head(Arc<Layout>),
    /// A file of lines without one.
    Nothing,
}

/// Why a document cannot be analysed, and its bytes as far as they are known.
pub(crate) struct Bad {
    pub(crate) message: String,
    pub(crate) bytes: Vec<u8>,
}

impl Raw {
    /// Row `row` of `batch`, which is row `line` of the file.
    fn row(source: &Arc<Source>, line: usize, batch: &Arc<RecordBatch>, row: usize) -> Self {
        let content = Ok(Content::Row(Arc::clone(batch), row));
        Self { source: Arc::clone(source), line: Some(line), content }
    }

    /// A file that cannot be read, or no further than `line`.
    fn failed(source: &Arc<Source>, line: Option<usize>, message: String) -> Self {
        Self { source: Arc::clone(source), line, content: Err(message) }
    }

    /// The bytes of its text as they were read; rows have equal parts of their batch.
    fn weight(&self) -> usize {
        match &self.content {
            Ok(Content::Text(bytes) | Content::Line(bytes) | Content::Cells(_, bytes)) => bytes.len(),
            Ok(Content::Row(batch, _)) => batch.get_array_memory_size() / batch.num_rows().max(1),
            _ => 0,
        }
    }

    /// Where it comes from.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// Where the document stands: `news.jsonl:203`.
    pub(crate) fn place(&self) -> String {
        match self.line {
            None => self.source.to_string(),
            Some(line) => format!("{}:{line}", self.source),
        }
    }

    /// The head of a table as it stands, where this is one.
    pub(crate) fn head(&self) -> Option<&[u8]> {
        match &self.content {
            Ok(Content::Head(layout)) => Some(layout.head()),
            _ => None,
        }
    }

    /// The line of JSONL or the row of a table with its text as `write` gives it, all else as it was, with its line end; `None` for a file
    /// without one.
    pub(crate) fn rewritten(
        self,
        fields: &Fields,
        write: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Option<Vec<u8>>, String> {
        let place = self.place();
        let new = match self.content? {
            Content::Line(bytes) => row::rewritten(&bytes, fields, write).map(|line| Some((line + "\n").into_bytes())),
            Content::Cells(layout, bytes) => layout.rewritten(&bytes, write).map(Some),
            _ => Ok(None),
        };
        new.map_err(|error| format!("{place}: {error}"))
    }

    /// The document, whose place is its name where it has none; `None` for a file of lines without one.
    pub(crate) fn document(self, settings: &Settings, markup: Markup) -> Result<Option<Document>, Bad> {
        let place = self.place();
        let is_line = self.line.is_some();
        let mut document = match self.content {
            Err(message) => return Err(Bad { message, bytes: Vec::new() }),
            Ok(Content::Nothing | Content::Head(_)) => return Ok(None),
            Ok(Content::Line(bytes)) => row::parse(&bytes, &settings.fields)
                .map_err(|error| Bad { message: format!("{place}: {error}"), bytes })?,
            Ok(Content::Cells(layout, bytes)) => match layout.document(&bytes, &settings.fields) {
                Ok(Some(document)) => document,
                Ok(None) => return Ok(None),
                Err(error) => return Err(Bad { message: format!("{place}: {error}"), bytes }),
            },
            Ok(Content::Text(bytes)) => {
                let read = Text::read(&place, bytes, markup).map_err(|failure| bad(&place, failure))?;
                Document { id: self.source.id(), text: read.text, ..Document::default() }
            }
            Ok(Content::Row(batch, row)) => of_row(&batch, row, settings)
                .map_err(|(error, bytes)| Bad { message: format!("{place}: {error}"), bytes })?,
        };
        if is_line && document.id.as_deref().is_none_or(str::is_empty) {
            document.id = Some(place);
        }
        Ok(Some(document))
    }
}

fn of_row(batch: &RecordBatch, row: usize, settings: &Settings) -> Result<Document, (String, Vec<u8>)> {
    let wrong = |error: &dyn fmt::Display, text: &str| (error.to_string(), text.as_bytes().to_vec());
    let columns = rows::columns(&batch.schema(), &settings.fields);
    let documents = Documents::new(batch, &columns).map_err(|error| wrong(&error, ""))?;
    let Some(text) = documents.text(row) else {
        return Err(wrong(&format_args!("column {:?}: expected a text, found null", settings.fields.text), ""));
    };
    if settings.limit.is_passed_by(text.len()) {
        return Err(wrong(&input::too_large("the text", settings.limit), ""));
    }
    let reference_date = documents.reference_date(row).map_err(|error| wrong(&error, text))?;
    let id = documents.id(row).map(|id| id.into_owned());
    Ok(Document { id, text: text.to_owned(), reference_date, passthrough: None })
}

fn bad(place: &str, failure: Failure) -> Bad {
    let message = match failure {
        Failure::Document(message) | Failure::Usage(message) => message,
        Failure::Output(error) => format!("{place}: {error}"),
    };
    Bad { message, bytes: Vec::new() }
}

/// The form of a source: as asked for, else by its ending.
pub(crate) fn form(source: &Source, asked: Option<Input>) -> Input {
    asked.unwrap_or_else(|| match source.ending().as_deref() {
        Some("jsonl" | "ndjson") => Input::Jsonl,
        Some("parquet") => Input::Parquet,
        Some("csv") => Input::Csv,
        Some("tsv") => Input::Tsv,
        _ => Input::Text,
    })
}

/// What is no form that is read, by its ending, and what to do: nobody means the facts of its bytes as one text.
fn unread(source: &Source, asked: Option<Input>) -> Option<&'static str> {
    if asked.is_some() {
        return None;
    }
    match source.ending().as_deref()? {
        "json" => Some("JSON is read as one object a line with --input jsonl; --input text takes it for one text"),
        other => input::foreign(other),
    }
}

impl Weighed for Vec<Raw> {
    fn weight(&self) -> usize {
        self.iter().map(Raw::weight).sum()
    }
}

/// Reads one source after the other.
pub(crate) struct Reader {
    sources: VecDeque<Arc<Source>>,
    settings: Settings,
    open: Option<(Arc<Source>, Open)>,
    /// Documents that an earlier run has done.
    skip: usize,
    count: Count,
}

/// A source that gives batch after batch, and an empty one at its end.
enum Open {
    Lines(Lines),
    Rows(Box<Rows>),
    Table(Table),
}

impl Reader {
    /// Reads `sources` after their first `skip` documents; `count` grows with the bytes read.
    pub(crate) fn new(sources: Vec<Source>, settings: Settings, skip: usize, count: Count) -> Self {
        Self { sources: sources.into_iter().map(Arc::new).collect(), settings, open: None, skip, count }
    }

    /// The next batch, never empty.
    pub(crate) fn next(&mut self) -> Option<Vec<Raw>> {
        loop {
            let mut batch = self.any()?;
            // Whole batches, as long as the input is the one that was read before: the pieces packed after them stay the same.
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
            if let Some((source, open)) = &mut self.open {
                // A broken file may be more than the crate that reads it was made for.
                let read = fault::guard(source, || match open {
                    Open::Lines(lines) => lines.batch(),
                    Open::Rows(rows) => rows.batch(),
                    Open::Table(table) => table.batch(),
                });
                match read {
                    Ok(batch) if batch.is_empty() => self.open = None,
                    Ok(batch) => return Some(batch),
                    Err(message) => {
                        let failed = Raw::failed(source, None, message);
                        self.open = None;
                        return Some(vec![failed]);
                    }
                }
            }
            let source = self.sources.pop_front()?;
            signals::begin(&source);
            let opened = fault::guard(&source, || self.begin(&source)).map_err(Failure::Document).flatten();
            signals::end();
            match opened {
                Ok(Begun::Open(open)) => self.open = Some((source, open)),
                Ok(Begun::Text(bytes)) => {
                    return Some(vec![Raw { source, line: None, content: Ok(Content::Text(bytes)) }]);
                }
                Err(failure) => {
                    let message = bad(&source.to_string(), failure).message;
                    return Some(vec![Raw::failed(&source, None, message)]);
                }
            }
        }
    }

    fn begin(&self, source: &Arc<Source>) -> Result<Begun, Failure> {
        if let Some(reason) = unread(source, self.settings.input) {
            return Err(Failure::Document(format!("{source}: {reason}")));
        }
        let count = Arc::clone(&self.count);
        let form = form(source, self.settings.input);
        if form == Input::Parquet {
            return Ok(Begun::Open(Open::Rows(Box::new(Rows::open(source, &self.settings.fields, count)?))));
        }
        let file = source.open_through(|file| Box::new(Counted(file, count)))?;
        let (fields, limit, heads) = (&self.settings.fields, self.settings.limit, self.settings.heads);
        let table =
            |file, separator| Table::open(source, file, separator, fields, limit).map(|table| table.headed(heads));
        Ok(match form {
            Input::Jsonl => Begun::Open(Open::Lines(Lines::new(Arc::clone(source), file, limit))),
            Input::Csv => Begun::Open(Open::Table(table(file, None)?)),
            Input::Tsv => Begun::Open(Open::Table(table(file, Some(b'\t'))?)),
            Input::Text | Input::Parquet => Begun::Text(source.read_through(file, limit)?),
        })
    }
}

/// A source that has been opened, or read.
enum Begun {
    Open(Open),
    Text(Vec<u8>),
}
