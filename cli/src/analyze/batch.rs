//! One batch of documents and what came of it.

use std::io;

use arrow_array::RecordBatch;
use tinviet::{
    Analyzer, Input, Scratch,
    arrow::{FactsBuilder, Shape},
};

use crate::{
    fault,
    markup::{self, Analyzers},
    packing::Packing,
    reader::{Raw, Settings},
    render::Rendering,
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

/// What a batch gave.
pub(super) struct Answer {
    pub(super) packed: io::Result<Vec<u8>>,
    /// In place of bytes, where the output is one of columns.
    pub(super) rows: Option<Result<RecordBatch, tinviet::Error>>,
    pub(super) complaints: Vec<String>,
    /// Lines for `--errors`.
    pub(super) errors: Vec<u8>,
    pub(super) documents: usize,
    pub(super) done: usize,
    pub(super) failed: usize,
    pub(super) empty: Empty,
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
            1 => Some(format!("{}: is empty, there is nothing to analyse", self.first)),
            count => {
                Some(format!("{count} documents are empty, there is nothing to analyse; the first is {}", self.first))
            }
        }
    }
}

impl Work {
    /// Analyses the documents of a batch.
    pub(super) fn batch(&self, batch: Vec<Raw>) -> Answer {
        let facts = self.rendering.format.is_columns().then(|| FactsBuilder::new(self.shape, self.rendering.offsets));
        let mut bench = Bench { scratch: Scratch::new(), bytes: Vec::new(), facts };
        let mut answer = Answer {
            packed: Ok(Vec::new()),
            rows: None,
            complaints: Vec::new(),
            errors: Vec::new(),
            documents: batch.len(),
            done: 0,
            failed: 0,
            empty: Empty::default(),
        };
        for raw in batch {
            self.one(raw, &mut bench, &mut answer);
        }
        signals::end();
        answer.rows = bench.facts.map(FactsBuilder::finish);
        answer.packed = self.packing.pack(bench.bytes);
        answer
    }

    fn one(&self, raw: Raw, bench: &mut Bench, answer: &mut Answer) {
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
        let before = bench.bytes.len();
        // A fault of ours in one document must not cost an archive of a million its run.
        match fault::guard(&place, || {
            fault::provoke(&place);
            self.analyze(analyzer, &document, bench)
        }) {
            Ok(Ok(())) => answer.done += 1,
            failed => {
                bench.bytes.truncate(before);
                // What a fault left in it is not to be trusted.
                bench.scratch = Scratch::new();
                let message = failed.map_or_else(|fault| fault, |_| format!("{place}: cannot be written"));
                answer.fail(&place, message, document.text.as_bytes());
            }
        }
    }

    fn analyze(&self, analyzer: &Analyzer, document: &Document, bench: &mut Bench) -> io::Result<()> {
        let Document { id, text, reference_date, passthrough } = document;
        let input = Input::new(text).reference_date(*reference_date).scratch(&mut bench.scratch);
        let analysis = analyzer.analyze(input);
        match &mut bench.facts {
            Some(facts) => {
                facts.append(id.as_deref(), &analysis);
                Ok(())
            }
            None => self.rendering.document(&analysis, id.as_deref(), passthrough.as_ref(), &mut bench.bytes),
        }
    }
}

/// What a batch is worked with.
struct Bench {
    scratch: Scratch,
    bytes: Vec<u8>,
    facts: Option<FactsBuilder>,
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
