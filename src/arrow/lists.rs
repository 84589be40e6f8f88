//! What a nested row holds next to its facts: definitions and mentions of abbreviations, and sentences.

use std::sync::Arc;

use arrow_array::{
    Array as _, ArrayRef, ListArray, StructArray,
    builder::{Float32Builder, Int64Builder, StringBuilder},
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};

use crate::{
    Analysis, Error, ErrorKind,
    span::{OffsetIndex, Span},
};

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Utf8, nullable)
}

fn offset(name: &str) -> Field {
    Field::new(name, DataType::Int64, false)
}

pub(super) fn definition_fields() -> Fields {
    Fields::from(vec![
        text("short", false),
        text("long", false),
        text("kind", false),
        Field::new("confidence", DataType::Float32, false),
        offset("short_start"),
        offset("short_end"),
        offset("long_start"),
        offset("long_end"),
    ])
}

pub(super) fn occurrence_fields() -> Fields {
    Fields::from(vec![
        offset("start"),
        offset("end"),
        text("short", false),
        text("expansion", true),
        text("source", false),
    ])
}

pub(super) fn span_fields() -> Fields {
    Fields::from(vec![offset("start"), offset("end")])
}

/// Two columns of offsets.
#[derive(Default)]
struct Spans {
    start: Int64Builder,
    end: Int64Builder,
}

impl Spans {
    fn push(&mut self, span: Span, index: &OffsetIndex<'_>) {
        self.start.append_value(index.get(span.start) as i64);
        self.end.append_value(index.get(span.end) as i64);
    }

    fn finish(mut self) -> [ArrayRef; 2] {
        [Arc::new(self.start.finish()), Arc::new(self.end.finish())]
    }
}

#[derive(Default)]
struct Definitions {
    short: StringBuilder,
    long: StringBuilder,
    kind: StringBuilder,
    confidence: Float32Builder,
    short_span: Spans,
    long_span: Spans,
    ends: Vec<usize>,
    count: usize,
}

#[derive(Default)]
struct Occurrences {
    span: Spans,
    short: StringBuilder,
    expansion: StringBuilder,
    source: StringBuilder,
    ends: Vec<usize>,
    count: usize,
}

#[derive(Default)]
struct Sentences {
    span: Spans,
    ends: Vec<usize>,
    count: usize,
}

/// The three lists in the making.
#[derive(Default)]
pub(super) struct Builders {
    definitions: Definitions,
    occurrences: Occurrences,
    sentences: Sentences,
}

impl Builders {
    pub(super) fn push(&mut self, analysis: &Analysis<'_>, index: &OffsetIndex<'_>) {
        let abbreviations = analysis.abbreviations();
        let slice = |span: Span| analysis.read(span);
        let list = &mut self.definitions;
        for definition in &abbreviations.definitions {
            list.short.append_value(slice(definition.short_span));
            list.long.append_value(slice(definition.long_span));
            list.kind.append_value(definition.kind.name());
            list.confidence.append_value(definition.confidence);
            list.short_span.push(definition.short_span, index);
            list.long_span.push(definition.long_span, index);
            list.count += 1;
        }
        let list = &mut self.occurrences;
        for occurrence in &abbreviations.occurrences {
            list.span.push(occurrence.span, index);
            list.short.append_value(slice(occurrence.span));
            list.expansion.append_option(occurrence.expansion.as_deref());
            list.source.append_value(occurrence.source.name());
            list.count += 1;
        }
        for span in analysis.sentences() {
            self.sentences.span.push(*span, index);
            self.sentences.count += 1;
        }
    }

    pub(super) fn end_document(&mut self) {
        self.definitions.ends.push(self.definitions.count);
        self.occurrences.ends.push(self.occurrences.count);
        self.sentences.ends.push(self.sentences.count);
    }

    /// The definitions, occurrences and sentences, a list a document each.
    pub(super) fn finish(self) -> Result<[ArrayRef; 3], Error> {
        let Self { mut definitions, mut occurrences, sentences } = self;
        let ([short_start, short_end], [long_start, long_end]) =
            (definitions.short_span.finish(), definitions.long_span.finish());
        let columns: Vec<ArrayRef> = vec![
            Arc::new(definitions.short.finish()),
            Arc::new(definitions.long.finish()),
            Arc::new(definitions.kind.finish()),
            Arc::new(definitions.confidence.finish()),
            short_start,
            short_end,
            long_start,
            long_end,
        ];
        let definition_list = list_of(StructArray::new(definition_fields(), columns, None), &definitions.ends)?;
        let [start, end] = occurrences.span.finish();
        let columns: Vec<ArrayRef> = vec![
            start,
            end,
            Arc::new(occurrences.short.finish()),
            Arc::new(occurrences.expansion.finish()),
            Arc::new(occurrences.source.finish()),
        ];
        let occurrence_list = list_of(StructArray::new(occurrence_fields(), columns, None), &occurrences.ends)?;
        let columns = sentences.span.finish().to_vec();
        let sentence_list = list_of(StructArray::new(span_fields(), columns, None), &sentences.ends)?;
        Ok([definition_list, occurrence_list, sentence_list])
    }
}

/// A list a document over `values`; `ends` has the number of values up to the end of each.
///
/// # Errors
/// More values than a list of Arrow can count.
pub(super) fn list_of(values: StructArray, ends: &[usize]) -> Result<ArrayRef, Error> {
    let offsets: Result<Vec<i32>, _> = std::iter::once(Ok(0)).chain(ends.iter().map(|&end| end.try_into())).collect();
    let offsets = offsets.map_err(|_| {
        let count = ends.last().copied().unwrap_or_default();
        Error::new(ErrorKind::Setting, format!("expected a batch with at most {} values, found {count}", i32::MAX))
    })?;
    let item = Arc::new(Field::new("item", values.data_type().clone(), false));
    Ok(Arc::new(ListArray::new(item, OffsetBuffer::new(offsets.into()), Arc::new(values), None)))
}
