//! The rows of a table: CSV and TSV, as RFC 4180 has them and as Excel writes them.
//!
//! Rows are separated here and parsed by the crate `csv` in the workers. Used alone, that crate would buffer a cell of any length, such as
//! one whose quote is never closed, and cannot continue after an error. `--errors` also needs each row as it was written.

use std::{
    io::{self, BufRead as _, BufReader, Cursor, Read},
    iter,
    ops::Range,
    sync::Arc,
};

use csv::ByteRecord;
use serde_json::value::to_raw_value;

use super::{Content, Raw, utf16::utf8};
use crate::{
    ending::Failure,
    input::{Source, too_large},
    row::{self, Document, Fields},
    size::Size,
};

const BUFFER: usize = 1 << 18;

/// The header of a table.
pub(super) struct Layout {
    /// Everything before the rows, as written.
    head: Vec<u8>,
    /// What ends a row.
    ending: &'static [u8],
    separator: u8,
    names: Vec<String>,
    text: usize,
    id: Option<usize>,
    date: Option<usize>,
}

pub(super) struct Table {
    source: Arc<Source>,
    rows: Rows,
    layout: Arc<Layout>,
    limit: Size,
    /// Whether the header is still to be returned.
    head: bool,
    ended: bool,
}

impl Table {
    /// Opens a table and reads its header. Without an explicit `separator`, the one that the header uses is taken.
    pub(super) fn open(
        source: &Arc<Source>,
        file: Box<dyn Read + Send>,
        separator: Option<u8>,
        fields: &Fields,
        limit: Size,
    ) -> Result<Self, Failure> {
        let wrong = |what: String| Failure::Document(format!("{source}: {what}"));
        let file = utf8(file).map_err(|error| source.failure(&error))?;
        let mut rows = Rows::new(file, separator);
        let mut header = Vec::new();
        let mut is_read = rows.next(limit, &mut header).map_err(|error| source.failure(&error))?;
        let (mut head, ending) = (header.clone(), rows.ending());
        if header.starts_with(b"\xEF\xBB\xBF") {
            header.drain(..3);
        }
        let mut separator = separator;
        // A line before the header that Excel writes and reads.
        if let Some(&[own]) = header.strip_prefix(b"sep=") {
            separator = Some(own);
            header.clear();
            is_read = rows.next(limit, &mut header).map_err(|error| source.failure(&error))?;
            head.extend_from_slice(ending);
            head.extend_from_slice(&header);
        }
        head.extend_from_slice(ending);
        if !matches!(is_read, Found::Row) {
            return Err(wrong(match is_read {
                Found::Large => too_large("the header", limit),
                _ => "is empty, expected a header row".to_owned(),
            }));
        }
        let layout = Layout { head, ending, ..Layout::of(&header, separator, fields).map_err(wrong)? };
        rows.separators = vec![layout.separator];
        Ok(Self { source: Arc::clone(source), rows, layout: Arc::new(layout), limit, head: false, ended: false })
    }

    /// Whether the header is returned before the rows.
    pub(super) fn headed(self, head: bool) -> Self {
        Self { head, ..self }
    }

    /// Empty at the end.
    pub(super) fn batch(&mut self) -> Vec<Raw> {
        let (mut batch, mut size) = (Vec::new(), 0);
        if std::mem::take(&mut self.head) {
            let content = Ok(Content::Head(Arc::clone(&self.layout)));
            batch.push(Raw { source: Arc::clone(&self.source), line: None, content });
        }
        while !self.ended && (batch.is_empty() || size < BUFFER && self.rows.reader.buffer().contains(&b'\n')) {
            let mut bytes = Vec::new();
            let read = self.rows.next(self.limit, &mut bytes);
            let line = self.rows.began;
            let failed = |message| Raw::failed(&self.source, Some(line), format!("{}:{line}: {message}", self.source));
            size += bytes.len();
            batch.push(match read {
                Ok(Found::End) => {
                    self.ended = true;
                    break;
                }
                Ok(Found::Row) => {
                    let content = Ok(Content::Cells(Arc::clone(&self.layout), bytes));
                    Raw { source: Arc::clone(&self.source), line: Some(line), content }
                }
                Ok(Found::Open) => failed("unclosed quoted cell".to_owned()),
                Ok(Found::Large) => failed(too_large("the row (or an unclosed quoted cell)", self.limit)),
                Err(error) => {
                    self.ended = true;
                    failed(self.source.reason(&error))
                }
            });
        }
        batch
    }
}

impl Layout {
    fn of(header: &[u8], separator: Option<u8>, fields: &Fields) -> Result<Self, String> {
        let read = |separator: u8| {
            let names = cells(header, separator)?;
            let names = names.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned());
            Ok((separator, names.collect::<Vec<_>>()))
        };
        let asked = separator.map_or_else(|| b",;\t".to_vec(), |own| vec![own]);
        let mut all = asked.into_iter().map(read).collect::<Result<Vec<_>, String>>()?;
        let found = all.iter().position(|(_, names)| names.contains(&fields.text));
        let best = found.or_else(|| (0..all.len()).max_by_key(|at| all[*at].1.len())).unwrap_or_default();
        let (separator, names) = all.swap_remove(best);
        let column = |name: &str| {
            let mut places = (0..names.len()).filter(|at| names[*at] == name);
            match (places.next(), places.next()) {
                (_, Some(_)) => Err(format!("column {name:?} appears twice in the header")),
                (first, None) => Ok(first),
            }
        };
        let Some(text) = column(&fields.text)? else {
            let shown = names.iter().take(12).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            return Err(format!("no column {:?} in the header ({shown}); name another with --text-field", fields.text));
        };
        let (id, date) = (column(&fields.id)?, column(&fields.date)?);
        Ok(Self { head: Vec::new(), ending: b"\n", separator, names, text, id, date })
    }

    /// Everything before the rows.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The cells of the row `bytes`; `None` where all are empty.
    fn checked(&self, bytes: &[u8]) -> Result<Option<ByteRecord>, String> {
        let cells = cells(bytes, self.separator)?;
        let count = self.names.len();
        if cells.iter().all(<[u8]>::is_empty) {
            return Ok(None);
        }
        // Some tools leave empty cells at the end; any other surplus or missing cell has shifted the rest.
        if cells.len() < count || cells.iter().skip(count).any(|cell| !cell.is_empty()) {
            return Err(format!("expected {count} cells, as in the header, found {}", cells.len()));
        }
        Ok(Some(cells))
    }

    /// The text of the cell in column `at`.
    fn cell<'c>(&self, cells: &'c ByteRecord, at: usize) -> Result<&'c str, String> {
        std::str::from_utf8(cells.get(at).unwrap_or_default()).map_err(|error| {
            let (byte, name) = (error.valid_up_to(), self.names.get(at).map_or("", String::as_str));
            format!("column {name:?}: byte {byte}: expected UTF-8; `iconv -t utf-8` converts other encodings")
        })
    }

    /// The row `bytes` with its text replaced by the result of `write` and the other cells unchanged byte for
    /// byte, with its line end.
    pub(super) fn rewritten(
        &self,
        bytes: &[u8],
        write: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Vec<u8>, String> {
        let cells = self.checked(bytes)?;
        let new = cells.map(|cells| self.cell(&cells, self.text).map(write)).transpose()?.flatten();
        let mut row = Vec::with_capacity(bytes.len() + self.ending.len());
        match (new, place_of(bytes, self.separator, self.text)) {
            (Some(new), Some(place)) => {
                let was_quoted = bytes.get(place.start) == Some(&b'"');
                row.extend_from_slice(bytes.get(..place.start).unwrap_or_default());
                push_cell(&mut row, &new, self.separator, was_quoted);
                row.extend_from_slice(bytes.get(place.end..).unwrap_or_default());
            }
            _ => row.extend_from_slice(bytes),
        }
        row.extend_from_slice(self.ending);
        Ok(row)
    }

    /// The document in the row `bytes`; `None` where all its cells are empty.
    pub(super) fn document(&self, bytes: &[u8], fields: &Fields) -> Result<Option<Document>, String> {
        let Some(cells) = self.checked(bytes)? else { return Ok(None) };
        let cell = |at: usize| self.cell(&cells, at);
        let id = self.id.map(cell).transpose()?.map(str::to_owned);
        let date = self.date.map(cell).transpose()?.map(str::trim).filter(|date| !date.is_empty());
        let reference_date = date.map(|date| row::date(date, fields)).transpose()?;
        let mut passthrough = fields.keep.then(Vec::new);
        if let Some(kept) = &mut passthrough {
            let own = [Some(self.text), self.id, self.date];
            for (at, name) in self.names.iter().enumerate().filter(|(at, _)| !own.contains(&Some(*at))) {
                kept.push((name.clone(), to_raw_value(cell(at)?).map_err(|error| error.to_string())?));
            }
        }
        Ok(Some(Document { id, text: cell(self.text)?.to_owned(), reference_date, passthrough }))
    }
}

/// The range of the cell with this number, including its quotes.
fn place_of(row: &[u8], separator: u8, number: usize) -> Option<Range<usize>> {
    let (mut state, mut start, mut count) = (State::Start, 0, 0);
    for (at, byte) in row.iter().chain(iter::once(&separator)).enumerate() {
        state = state.after(*byte, &[separator]);
        if state == State::Start || at == row.len() {
            if count == number {
                return Some(start..at);
            }
            (start, count) = (at + 1, count + 1);
        }
    }
    None
}

/// Writes a cell, quoted if it was quoted before or if its content requires it.
fn push_cell(row: &mut Vec<u8>, text: &str, separator: u8, was_quoted: bool) {
    let special = |byte: u8| byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
    if !was_quoted && !text.bytes().any(special) {
        row.extend_from_slice(text.as_bytes());
        return;
    }
    row.push(b'"');
    row.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    row.push(b'"');
}

/// The cells of one row, without their quotes.
fn cells(row: &[u8], separator: u8) -> Result<ByteRecord, String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(row);
    let mut cells = ByteRecord::new();
    reader.read_byte_record(&mut cells).map_err(|error| error.to_string())?;
    Ok(cells)
}

/// The result of reading a row.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Row,
    /// A row over the size limit; only its beginning was kept.
    Large,
    /// A row with a quoted cell that is never closed. Only its first line was read.
    Open,
    End,
}

/// The state of the row splitter, matching the crate `csv`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell: only here a quote opens.
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted cell, which closes it unless another follows.
    Quote,
}

impl State {
    /// The state after a byte that does not end a row.
    fn after(self, byte: u8, separators: &[u8]) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) | (Self::Start | Self::Quote, b'"') => Self::Quoted,
            (_, other) if separators.contains(&other) => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// Splits a table into rows.
struct Rows {
    reader: BufReader<Box<dyn Read + Send>>,
    /// Possible separators: several until the header has shown which one is used.
    separators: Vec<u8>,
    /// The next line, and the line on which the last row began, from 1.
    line: usize,
    began: usize,
    /// Whether the last row ended in a carriage return, which a line feed may follow.
    returned: bool,
    /// Whether the file has been re-read once because of an unclosed quote.
    again: bool,
}

impl Rows {
    fn new(file: Box<dyn Read + Send>, separator: Option<u8>) -> Self {
        let separators = separator.map_or_else(|| b",;\t".to_vec(), |own| vec![own]);
        let reader = BufReader::with_capacity(BUFFER, file);
        Self { reader, separators, line: 1, began: 1, returned: false, again: false }
    }

    /// The line end of the last row. A carriage return whose next byte is unknown is assumed to be part of
    /// CRLF.
    fn ending(&self) -> &'static [u8] {
        match (self.returned, self.reader.buffer().first()) {
            (false, _) => b"\n",
            (true, None | Some(b'\n')) => b"\r\n",
            (true, Some(_)) => b"\r",
        }
    }

    /// Reads the next row into `bytes`, without its line end. Blank lines are skipped.
    fn next(&mut self, limit: Size, bytes: &mut Vec<u8>) -> io::Result<Found> {
        loop {
            bytes.clear();
            self.began = self.line;
            let (state, is_whole) = self.cut(limit, bytes)?;
            match state {
                _ if !is_whole => return Ok(Found::Large),
                None if bytes.is_empty() => continue,
                Some(_) if bytes.is_empty() => return Ok(Found::End),
                Some(State::Quoted) => {
                    self.give_back(bytes);
                    return Ok(Found::Open);
                }
                _ => return Ok(Found::Row),
            }
        }
    }

    /// Reads up to the end of a row. Returns the state at the end of the file, or `None` if the row ended in a line
    /// end.
    fn cut(&mut self, limit: Size, bytes: &mut Vec<u8>) -> io::Result<(Option<State>, bool)> {
        let (mut state, mut is_whole) = (State::Start, true);
        loop {
            let there = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                there => there?,
            };
            if there.is_empty() {
                return Ok((Some(state), is_whole));
            }
            if self.returned {
                self.returned = false;
                if there.starts_with(b"\n") {
                    self.reader.consume(1);
                    continue;
                }
            }
            let mut end = None;
            for (at, byte) in there.iter().enumerate() {
                match (state, byte) {
                    (State::Quoted, b'\n') => self.line += 1,
                    (State::Quoted, _) => {}
                    (_, b'\n' | b'\r') => {
                        end = Some(at);
                        break;
                    }
                    _ => {}
                }
                state = state.after(*byte, &self.separators);
            }
            let kept = end.unwrap_or(there.len());
            let is_passed = is_whole && limit.is_passed_by(bytes.len() + kept);
            // A quote that nothing closes, and no text of that size.
            if is_passed && state == State::Quoted && !self.again && holds_rows(bytes, &self.separators) {
                return Ok((Some(State::Quoted), true));
            }
            is_whole &= !is_passed;
            if is_whole {
                bytes.extend_from_slice(&there[..kept]);
            }
            if let Some(end) = end {
                self.returned = there[end] == b'\r';
                self.line += 1;
                self.reader.consume(end + 1);
                return Ok((None, is_whole));
            }
            self.reader.consume(kept);
        }
    }

    /// Re-reads everything after the first line of `bytes`, and then the rest of the file, as separate rows: a stray quote must not cost all
    /// of them. Done only once, so that reading stays linear.
    fn give_back(&mut self, bytes: &mut Vec<u8>) {
        let Some(first) = bytes.iter().position(|byte| *byte == b'\n').filter(|_| !self.again) else { return };
        self.again = true;
        let again = Cursor::new(bytes.split_off(first + 1));
        self.line = self.began + 1;
        let rest = std::mem::replace(&mut self.reader, BufReader::new(Box::new(io::empty())));
        self.reader = BufReader::with_capacity(BUFFER, Box::new(again.chain(rest)));
    }
}

/// Whether the lines of `bytes` look like rows: the first ones have as many separators each.
fn holds_rows(bytes: &[u8], separators: &[u8]) -> bool {
    let count = |line: &[u8]| line.iter().filter(|byte| separators.contains(byte)).count();
    let mut lines = bytes.split(|byte| *byte == b'\n').take(ROWS);
    let Some(first) = lines.next().map(count) else { return false };
    let mut rest = lines.map(count).peekable();
    rest.peek().is_some() && rest.all(|count| count == first)
}

/// How many lines of a row that is too large must look like rows.
const ROWS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, String)> {
        let mut rows = Rows::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Some(b','));
        let mut all = Vec::new();
        loop {
            let mut bytes = Vec::new();
            match rows.next(Size::DEFAULT, &mut bytes).unwrap() {
                Found::End => return all,
                _ => all.push((rows.began, String::from_utf8(bytes).unwrap())),
            }
        }
    }

    /// The crate `csv` splits the whole file into the same rows.
    #[test]
    fn rows_are_cut_where_the_crate_cuts_them() {
        const LETTERS: [&str; 7] = ["a", "\"", ",", "\n", "\r", "\r\n", "ế"];
        for number in 0..7_usize.pow(5) {
            let text: String = (0..5).map(|place| LETTERS[number / 7_usize.pow(place) % 7]).collect();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let want: Vec<_> = reader.byte_records().map(Result::unwrap).collect();
            let cut = rows(&text);
            let is_open = cut.iter().any(|(_, row)| row.matches('"').count() % 2 == 1);
            let got: Vec<_> = cut.iter().map(|(_, row)| cells(row.as_bytes(), b',').unwrap()).collect();
            assert!(got == want || is_open, "{text:?}: {got:?} {want:?}");
        }
    }

    #[test]
    fn rows_have_the_line_they_begin_on() {
        let table = "id,text\r\n\r\n1,\"a\r\nb\"\r2,\"c\"\"\n\",\n\n3,d";
        assert_eq!(
            rows(table),
            [
                (1, "id,text".to_owned()),
                (3, "1,\"a\r\nb\"".to_owned()),
                (5, "2,\"c\"\"\n\",".to_owned()),
                (8, "3,d".to_owned())
            ]
        );
        // A stray quote costs its line.
        assert_eq!(
            rows("1,a\n2,\"b\n3,c\n4,d\n"),
            [(1, "1,a".to_owned()), (2, "2,\"b\n".to_owned()), (3, "3,c".to_owned()), (4, "4,d".to_owned())]
        );
    }
}
