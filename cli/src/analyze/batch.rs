//! One batch of documents and its output.

use std::{
    io::{self, Write},
    mem,
};

use arrow_array::RecordBatch;
use tinviet::{
    Analyzer, Input, Scratch,
    arrow::{FactsBuilder, Shape},
};

use crate::{
    fault,
    markup::{self, Analyzers},
    packing::Packing,
    pipeline::Weighed,
    reader::{Raw, Settings},
    render::{About, Rendering},
    row::Document,
    signals,
};

/// What is done with every document.
pub(super) struct Work {
    pub(super) analyzers: Analyzers,
    pub(super) settings: Settings,
    pub(super) rendering: Rendering,
    pub(super) shape: Shape,
    pub(super) packing: Packing,
}

/// A batch sends its output in pieces of this many bytes: more than the output of a batch of news, far less than that of a
/// very long document.
const PIECE: usize = 4 << 20;

/// The output of a batch, or a piece of it, which has only bytes.
pub(super) struct Answer {
    pub(super) packed: io::Result<Vec<u8>>,
    /// Used instead of bytes if the output is columnar.
    pub(super) rows: Option<Result<RecordBatch, tinviet::Error>>,
    pub(super) complaints: Vec<String>,
    /// Lines for `--errors`.
    pub(super) errors: Vec<u8>,
    pub(super) documents: usize,
    pub(super) done: usize,
    pub(super) failed: usize,
    pub(super) empty: Empty,
    /// That of the first document, where a page needs it.
    pub(super) title: Option<String>,
}

/// Documents without a text: counted, since an archive may hold a million of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Empty {
    count: usize,
    first: String,
}

impl Empty {
    fn note(&mut self, place: String) {
        self.add(Self { count: 1, first: place });
    }

    pub(super) fn add(&mut self, later: Self) {
        if self.count == 0 {
            self.first = later.first;
        }
        self.count += later.count;
    }

    pub(super) fn message(&self) -> Option<String> {
        match self.count {
            0 => None,
            1 => Some(format!("{}: is empty", self.first)),
            count => Some(format!("{count} documents are empty; the first is {}", self.first)),
        }
    }
}

impl Work {
    /// Analyses the documents of a batch. Long output goes to `give` piece by piece.
    pub(super) fn batch(&self, batch: Vec<Raw>, give: &mut dyn FnMut(Answer) -> bool) -> Answer {
        let facts = self.rendering.format.is_columns().then(|| FactsBuilder::new(self.shape, self.rendering.offsets));
        let out = Out { bytes: Vec::new(), packing: self.packing, give, is_cut: false, title: None };
        let mut bench = Bench { scratch: Scratch::new(), out, facts };
        let mut answer = Answer { documents: batch.len(), ..Answer::default() };
        for raw in batch {
            self.one(raw, &mut bench, &mut answer);
            if answer.packed.is_err() {
                break;
            }
        }
        signals::end();
        answer.title = bench.out.title.take();
        answer.rows = bench.facts.map(FactsBuilder::finish);
        if answer.packed.is_ok() {
            answer.packed = self.packing.pack(bench.out.bytes);
        }
        answer
    }

    fn one(&self, raw: Raw, bench: &mut Bench<'_>, answer: &mut Answer) {
        let place = raw.place();
        signals::begin(&place);
        let (markup, analyzer) = self.analyzers.of(raw.source());
        let document = match fault::guard(&place, || raw.document(&self.settings, *markup)) {
            Ok(Ok(Some(document))) => document,
            Ok(Ok(None)) => return answer.empty.note(place),
            Ok(Err(bad)) => return answer.fail(&place, bad.message, &bad.bytes),
            Err(fault) => return answer.fail(&place, fault, b""),
        };
        if document.text.is_empty() {
            answer.empty.note(place.clone());
        }
        markup::warn(&place, &document.text, *markup);
        let before = bench.out.begin();
        // A bug that one document triggers must not abort a run over a million.
        match fault::guard(&place, || {
            fault::provoke(&place);
            self.analyze(analyzer, &document, &place, bench)
        }) {
            Ok(Ok(())) => answer.done += 1,
            failed => {
                bench.out.forget(before);
                // The scratch may be inconsistent after a panic.
                bench.scratch = Scratch::new();
                let message = failed.map_or_else(|fault| fault, |_| format!("{place}: cannot be written"));
                // Part of it has been written: anything after it would be unreadable.
                if bench.out.is_cut {
                    answer.packed = Err(io::Error::other(message.clone()));
                }
                answer.fail(&place, message, document.text.as_bytes());
            }
        }
    }

    fn analyze(&self, analyzer: &Analyzer, document: &Document, place: &str, bench: &mut Bench<'_>) -> io::Result<()> {
        let Document { id, text, reference_date, passthrough } = document;
        let input = Input::new(text).reference_date(*reference_date).scratch(&mut bench.scratch);
        let analysis = analyzer.analyze(input);
        match &mut bench.facts {
            Some(facts) => {
                facts.append(id.as_deref(), &analysis);
                Ok(())
            }
            None => {
                if bench.out.title.is_none() {
                    bench.out.title = self.rendering.title(&analysis);
                }
                let about = About { id: id.as_deref(), place, passthrough: passthrough.as_ref() };
                self.rendering.document(&analysis, about, &mut bench.out)
            }
        }
    }
}

/// What a worker needs to process a batch.
struct Bench<'g> {
    scratch: Scratch,
    out: Out<'g>,
    facts: Option<FactsBuilder>,
}

/// The output bytes of a batch, passed on in pieces if there are many: the output of one document may be fifty times its
/// text.
struct Out<'g> {
    bytes: Vec<u8>,
    packing: Packing,
    give: &'g mut dyn FnMut(Answer) -> bool,
    /// Whether a piece of the current document has been sent.
    is_cut: bool,
    /// That of the first document, where a page needs it.
    title: Option<String>,
}

impl Out<'_> {
    /// Marks the start of a document.
    fn begin(&mut self) -> usize {
        self.is_cut = false;
        self.bytes.len()
    }

    /// Discards what the current document has written, if none of it was sent.
    fn forget(&mut self, begin: usize) {
        if !self.is_cut {
            self.bytes.truncate(begin);
        }
    }

    fn go_on(&mut self) -> io::Result<()> {
        self.is_cut = true;
        let packed = self.packing.pack(mem::take(&mut self.bytes));
        match (self.give)(Answer { packed, title: self.title.clone(), ..Answer::default() }) {
            true => Ok(()),
            false => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Write for Out<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() < PIECE { Ok(()) } else { self.go_on() }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            packed: Ok(Vec::new()),
            rows: None,
            complaints: Vec::new(),
            errors: Vec::new(),
            documents: 0,
            done: 0,
            failed: 0,
            empty: Empty::default(),
            title: None,
        }
    }
}

impl Weighed for Answer {
    fn weight(&self) -> usize {
        let rows = self.rows.as_ref().and_then(|rows| rows.as_ref().ok()).map_or(0, RecordBatch::get_array_memory_size);
        self.packed.as_ref().map_or(0, Vec::capacity) + self.errors.capacity() + rows
    }
}

impl Answer {
    fn fail(&mut self, place: &str, message: String, bytes: &[u8]) {
        self.failed += 1;
        let document = (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes.trim_ascii_end()));
        let row = serde_json::json!({ "place": place, "error": message, "document": document });
        self.errors.extend_from_slice(row.to_string().as_bytes());
        self.errors.push(b'\n');
        self.complaints.push(message);
    }
}
