//! Converts analyses to rows in both shapes.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, builder::StringBuilder};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::{
    Analysis,
    arrow::{Shape, broken, facts, lists},
    error::Error,
    span::{OffsetIndex, OffsetUnit},
};

/// The schema with the documents' names in the column `id`.
pub(super) fn schema(id: Field, shape: Shape) -> SchemaRef {
    let mut fields = vec![Arc::new(id)];
    match shape {
        Shape::Flat => fields.extend(facts::fields().iter().cloned()),
        Shape::Nested => {
            fields.push(Arc::new(list_field("facts", DataType::Struct(facts::fields()))));
            fields.push(Arc::new(list_field("definitions", DataType::Struct(lists::definition_fields()))));
            fields.push(Arc::new(list_field("occurrences", DataType::Struct(lists::occurrence_fields()))));
            fields.push(Arc::new(list_field("sentences", DataType::Struct(lists::span_fields()))));
        }
    }
    Arc::new(Schema::new(fields))
}

/// The rows being built, without the ids of the documents.
pub(super) struct Rows {
    shape: Shape,
    offsets: OffsetUnit,
    facts: facts::Builder,
    lists: lists::Builders,
    /// The number of facts up to the end of each document.
    ends: Vec<usize>,
}

impl Rows {
    pub(super) fn new(shape: Shape, offsets: OffsetUnit) -> Self {
        Self { shape, offsets, facts: facts::Builder::default(), lists: lists::Builders::default(), ends: Vec::new() }
    }

    /// The number of facts so far.
    pub(super) const fn facts(&self) -> usize {
        self.facts.len()
    }

    /// Adds the content of a document; [`Self::end_document`] ends it. A document that is only ended is
    /// empty.
    pub(super) fn push(&mut self, analysis: &Analysis<'_>) {
        let index = OffsetIndex::new(analysis.text(), self.offsets);
        for fact in analysis.facts() {
            self.facts.push(&fact, fact.text(), &index);
        }
        if self.shape == Shape::Nested {
            self.lists.push(analysis, &index);
        }
    }

    pub(super) fn end_document(&mut self) {
        self.ends.push(self.facts.len());
        self.lists.end_document();
    }

    /// The batch with the column `id`, which has one value per row.
    pub(super) fn finish(self, id: ArrayRef, schema: SchemaRef) -> Result<RecordBatch, Error> {
        let facts = self.facts.finish();
        let columns = match self.shape {
            Shape::Flat => std::iter::once(id).chain(facts.columns().iter().cloned()).collect(),
            Shape::Nested => {
                let [definitions, occurrences, sentences] = self.lists.finish()?;
                vec![id, lists::list_of(facts, &self.ends)?, definitions, occurrences, sentences]
            }
        };
        RecordBatch::try_new(schema, columns).map_err(broken)
    }
}

/// Builds a batch from single analyses, for documents that do not come as columns.
///
/// ```
/// use tinviet::{OffsetUnit, arrow::{FactsBuilder, Shape}};
///
/// let mut facts = FactsBuilder::new(Shape::Flat, OffsetUnit::Bytes);
/// facts.append(Some("a.txt"), &tinviet::analyze("Tỉ lệ đạt trên 95%."));
/// assert_eq!(facts.finish()?.num_rows(), 1);
/// # Ok::<(), tinviet::Error>(())
/// ```
pub struct FactsBuilder {
    rows: Rows,
    id: StringBuilder,
}

impl FactsBuilder {
    /// No rows yet.
    pub fn new(shape: Shape, offsets: OffsetUnit) -> Self {
        Self { rows: Rows::new(shape, offsets), id: StringBuilder::new() }
    }

    /// The schema of [`Self::finish`]: that of [`analyze_batch`](super::analyze_batch) with `id` as nullable text.
    pub fn schema(shape: Shape) -> SchemaRef {
        schema(Field::new("id", DataType::Utf8, true), shape)
    }

    /// Adds a document.
    pub fn append(&mut self, id: Option<&str>, analysis: &Analysis<'_>) {
        let before = self.rows.facts();
        self.rows.push(analysis);
        self.rows.end_document();
        let rows = match self.rows.shape {
            Shape::Flat => self.rows.facts() - before,
            Shape::Nested => 1,
        };
        for _ in 0..rows {
            self.id.append_option(id);
        }
    }

    /// The batch.
    ///
    /// # Errors
    /// Only after a panic inside [`Self::append`] that the caller has caught.
    pub fn finish(mut self) -> Result<RecordBatch, Error> {
        let schema = Self::schema(self.rows.shape);
        self.rows.finish(Arc::new(self.id.finish()), schema)
    }
}

fn list_field(name: &str, item: DataType) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new("item", item, false))), false)
}
