//! The lines of a JSONL file; blank ones are counted and skipped.

use std::{
    io::{self, BufRead as _, BufReader, Read},
    sync::Arc,
};

use super::{Content, Raw};
use crate::{
    input::{Source, too_large},
    size::Size,
};

const BUFFER: usize = 1 << 18;

pub(super) struct Lines {
    source: Arc<Source>,
    reader: BufReader<Box<dyn Read + Send>>,
    limit: Size,
    line: usize,
    ended: bool,
}

impl Lines {
    pub(super) fn new(source: Arc<Source>, file: Box<dyn Read + Send>, limit: Size) -> Self {
        Self { source, reader: BufReader::with_capacity(BUFFER, file), limit, line: 0, ended: false }
    }

    /// Empty at the end.
    pub(super) fn batch(&mut self) -> Vec<Raw> {
        let mut batch = Vec::new();
        while !self.ended && (batch.is_empty() || self.reader.buffer().contains(&b'\n')) {
            self.line += 1;
            batch.extend(self.next());
        }
        batch
    }

    /// The next line; nothing for a blank one.
    fn next(&mut self) -> Option<Raw> {
        let mut bytes = Vec::new();
        let is_whole = self.read(&mut bytes);
        self.ended = bytes.is_empty() || is_whole.is_err();
        let (source, line) = (&self.source, Some(self.line));
        let failed = |message: String| Some(Raw::failed(source, line, format!("{source}:{}: {message}", self.line)));
        match is_whole {
            Err(error) => failed(source.reason(&error)),
            Ok(false) => failed(too_large("the line", self.limit)),
            Ok(true) if bytes.is_empty() && self.line == 1 => {
                Some(Raw { source: Arc::clone(source), line: None, content: Ok(Content::Nothing) })
            }
            // Otherwise every line would be reported, since none could be read.
            Ok(true) if self.line == 1 && matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) => {
                self.ended = true;
                let message = format!("{source}: expected UTF-8, found UTF-16; `iconv -f utf-16 -t utf-8` converts it");
                Some(Raw::failed(source, None, message))
            }
            Ok(true) => {
                if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                    bytes.drain(..3);
                }
                let is_blank = bytes.trim_ascii().is_empty();
                (!is_blank).then(|| Raw { source: Arc::clone(source), line, content: Ok(Content::Line(bytes)) })
            }
        }
    }

    /// Reads a line into `bytes`. A line over the limit is skipped without being stored: then the result is false and `bytes` has
    /// only its beginning.
    fn read(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let limit = self.limit.0.saturating_add(1);
        self.reader.by_ref().take(limit).read_until(b'\n', bytes)?;
        if bytes.ends_with(b"\n") || !self.limit.is_passed_by(bytes.len()) {
            return Ok(true);
        }
        bytes.truncate(1);
        self.reader.skip_until(b'\n')?;
        Ok(false)
    }
}
