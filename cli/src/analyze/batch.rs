//! One batch of documents and what came of it.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

use arrow_array::RecordBatch;
use tinviet::{Scratch, arrow::FactsBuilder};

use super::reader::Raw;
use crate::{
    markup::{self, Analyzers},
    render::Rendering,
    row::{Document, Fields},
};

/// What a batch gave.
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    pub(super) packed: io::Result<Vec<u8>>,
    /// In place of bytes, where the output is one of columns.
    pub(super) rows: Option<Result<RecordBatch, tinviet::Error>>,
    pub(super) complaints: Vec<String>,
    /// Lines for `--errors`.
    pub(super) errors: Vec<u8>,
    pub(super) documents: usize,
    pub(super) done: usize,
    pub(super) failed: usize,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            packed: Ok(Vec::new()),
            rows: None,
            complaints: Vec::new(),
            errors: Vec::new(),
            documents: 0,
            done: 0,
            failed: 0,
        }
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

/// Analyses one document into `answer`, or into `facts` where there are columns.
pub(super) fn one(
    raw: Raw,
    analyzers: &Analyzers,
    scratch: &mut Scratch,
    fields: &Fields,
    rendering: &Rendering,
    facts: Option<&mut FactsBuilder>,
    answer: &mut Answer,
) {
    let place = raw.place();
    let (markup, analyzer) = analyzers.of(raw.source());
    let document = match raw.document(fields, *markup) {
        Ok(document) => document,
        Err((message, bytes)) => return answer.fail(&place, message, &bytes),
    };
    if document.text.is_empty() {
        answer.complaints.push(format!("{place}: is empty, there is nothing to analyse"));
    }
    markup::warn(&place, &document.text, *markup);
    let before = answer.bytes.len();
    // A fault of ours in one document must not cost an archive of a million its run.
    let done = catch_unwind(AssertUnwindSafe(|| {
        let Document { id, text, reference, passthrough } = &document;
        let analysis = analyzer.analyze_with_at(scratch, text, *reference);
        if let Some(facts) = facts {
            facts.append(id.as_deref(), &analysis);
            return Ok(());
        }
        rendering.document(&analysis, id.as_deref(), passthrough.as_ref(), &mut answer.bytes)
    }));
    match done {
        Ok(Ok(())) => answer.done += 1,
        failed => {
            answer.bytes.truncate(before);
            let reason = match failed {
                Ok(Err(error)) => error.to_string(),
                _ => "a fault in tinviet; please report it with this document".to_owned(),
            };
            answer.fail(&place, format!("{place}: {reason}"), document.text.as_bytes());
        }
    }
}
