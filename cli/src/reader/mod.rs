//! Reads documents in batches, so that memory does not grow with the input.
//!
//! A batch of JSONL is whatever the buffer contains when a line is requested: a slow pipe is answered line by line, a file in pieces of a
//! quarter of a megabyte. The workers parse lines and table rows. A Parquet file is read some rows at a time, and only the columns that are
//! needed.

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

/// An input format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Input {
    /// One file is one document
    Text,
    /// One JSON object per line
    Jsonl,
    /// One row per document
    Parquet,
    /// A table with a header row; the separator is a comma, or a semicolon or tab if the header uses it
    Csv,
    /// A table with a header row, separated by tabs
    Tsv,
}

/// How documents are read.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The format of all sources; `None` decides for each by its extension.
    pub(crate) input: Option<Input>,
    pub(crate) fields: Fields,
    /// The maximum size of a text or line.
    pub(crate) limit: Size,
    /// Whether to return the header of a table before its rows, for commands that write the table again.
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

/// A document as read, or the error from reading it.
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
    /// A file of lines that has none.
    Nothing,
}

/// Why a document cannot be analysed, and its bytes if known.
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

    /// A file that cannot be read, or not beyond `line`.
    fn failed(source: &Arc<Source>, line: Option<usize>, message: String) -> Self {
        Self { source: Arc::clone(source), line, content: Err(message) }
    }

    /// The size of its text as read; each row counts as an equal share of its batch.
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

    /// The location of the document: `news.jsonl:203`.
    pub(crate) fn place(&self) -> String {
        match self.line {
            None => self.source.to_string(),
            Some(line) => format!("{}:{line}", self.source),
        }
    }

    /// The header of a table as written, if this is one.
    pub(crate) fn head(&self) -> Option<&[u8]> {
        match &self.content {
            Ok(Content::Head(layout)) => Some(layout.head()),
            _ => None,
        }
    }

    /// The JSONL line or table row with its text replaced by the result of `write` and everything else unchanged, including the line end;
    /// `None` for a file of lines that has none.
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

    /// The document, named by its location if it has no name; `None` for a file of lines that has none.
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

/// The format of a source: as requested, otherwise by its extension.
pub(crate) fn form(source: &Source, asked: Option<Input>) -> Input {
    asked.unwrap_or_else(|| match source.ending().as_deref() {
        Some("jsonl" | "ndjson") => Input::Jsonl,
        Some("parquet") => Input::Parquet,
        Some("csv") => Input::Csv,
        Some("tsv") => Input::Tsv,
        _ => Input::Text,
    })
}

/// An unsupported format, by extension, and what to do about it: analysing its bytes as one text is never what
/// was meant.
fn unread(source: &Source, asked: Option<Input>) -> Option<&'static str> {
    if asked.is_some() {
        return None;
    }
    match source.ending().as_deref()? {
        "json" => {
            Some("use --input jsonl for JSON with one object per line, or --input text to read the file as one text")
        }
        other => input::foreign(other),
    }
}

impl Weighed for Vec<Raw> {
    fn weight(&self) -> usize {
        self.iter().map(Raw::weight).sum()
    }
}

/// Reads one source after another.
pub(crate) struct Reader {
    sources: VecDeque<Arc<Source>>,
    settings: Settings,
    open: Option<(Arc<Source>, Open)>,
    /// Documents that an earlier run finished.
    skip: usize,
    count: Count,
}

/// A source that yields batches, and an empty one at its end.
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
            // Skips whole batches if the input is unchanged, so the compressed pieces that follow stay the same.
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
                // A broken file may make the Parquet crate panic.
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
