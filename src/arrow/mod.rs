//! Facts as columns: an Arrow batch of texts in, an Arrow batch of facts out. The one form behind Parquet, Python, Polars, `DuckDB`
//! and Spark.
//!
//! Two shapes hold the same fields as the JSON (`docs/output.md`): [`Shape::Flat`] has a row a fact, [`Shape::Nested`] a row a
//! document with its facts as a list of structs. One set of builders fills both, so that they cannot differ.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
//! use tinviet::{Analyzer, arrow::{Columns, Shape, analyze_batch}};
//!
//! let text: ArrayRef = Arc::new(StringArray::from(vec![Some("Tỉ lệ đạt trên 95%."), None]));
//! let batch = RecordBatch::try_from_iter([("text", text)])?;
//! let facts = analyze_batch(&Analyzer::default(), &batch, &Columns::new("text").shape(Shape::Flat))?;
//! assert_eq!(facts.num_rows(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod facts;
mod lists;
mod texts;

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, Int64Array, ListArray, RecordBatch, StructArray, UInt64Array};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::{
    Analyzer,
    error::{Error, ErrorKind},
    fact::time::Reference,
    span::{OffsetIndex, OffsetUnit},
};

/// Which columns are read, and what comes out.
#[derive(Clone, Debug)]
pub struct Columns {
    text: String,
    id: Option<String>,
    date: Option<String>,
    shape: Shape,
    offsets: OffsetUnit,
}

/// How facts become rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// A row a fact; documents without facts have none.
    #[default]
    Flat,
    /// A row a document, in the order of the input, with lists of structs.
    Nested,
}

impl Columns {
    /// Reads texts from the column `text`; every other setting is the default.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), id: None, date: None, shape: Shape::Flat, offsets: OffsetUnit::Bytes }
    }

    /// The column that names the documents, of any type; it is passed through. Without one, `row` counts from 0 in the batch.
    pub fn id(mut self, column: impl Into<String>) -> Self {
        self.id = Some(column.into());
        self
    }

    /// The column with each document's own reference date or date-time (ISO 8601); null where there is none.
    pub fn date(mut self, column: impl Into<String>) -> Self {
        self.date = Some(column.into());
        self
    }

    /// How facts become rows.
    pub const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// The unit of all offsets.
    pub const fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.offsets = unit;
        self
    }

    /// The schema of what [`analyze_batch`] makes of a batch with the schema `input`.
    ///
    /// # Errors
    /// A column that is named and not there, or whose type cannot be read.
    pub fn schema(&self, input: &Schema) -> Result<SchemaRef, Error> {
        texts::check(input, &self.text)?;
        if let Some(date) = &self.date {
            texts::check(input, date)?;
        }
        let id = match &self.id {
            Some(id) => Field::clone(column(input, id)?).with_name("id"),
            None => Field::new("row", DataType::Int64, false),
        };
        let mut fields = vec![Arc::new(id)];
        match self.shape {
            Shape::Flat => fields.extend(facts::fields().iter().cloned()),
            Shape::Nested => {
                fields.push(Arc::new(list_field("facts", DataType::Struct(facts::fields()))));
                fields.push(Arc::new(list_field("definitions", DataType::Struct(lists::definition_fields()))));
                fields.push(Arc::new(list_field("occurrences", DataType::Struct(lists::occurrence_fields()))));
                fields.push(Arc::new(list_field("sentences", DataType::Struct(lists::span_fields()))));
            }
        }
        Ok(Arc::new(Schema::new(fields)))
    }
}

/// Analyses a batch of texts. A null text has no facts. Linear in the bytes of the texts.
///
/// # Errors
/// A column that is named and not there, a type that cannot be read (texts are `Utf8`, `LargeUtf8`, `Utf8View` or a dictionary of
/// these), or a date that is none: the message names column and row.
pub fn analyze_batch(analyzer: &Analyzer, batch: &RecordBatch, columns: &Columns) -> Result<RecordBatch, Error> {
    let schema = columns.schema(&batch.schema())?;
    let texts = texts::Texts::new(batch, &columns.text)?;
    let dates = columns.date.as_deref().map(|date| texts::Texts::new(batch, date)).transpose()?;
    let mut rows = Rows::default();
    for row in 0..batch.num_rows() {
        if let Some(text) = texts.get(row) {
            let reference = match dates.as_ref().and_then(|dates| dates.get(row)) {
                Some(date) => Some(date.parse::<Reference>().map_err(|error| {
                    let name = columns.date.as_deref().unwrap_or_default();
                    Error::new(ErrorKind::Setting, format!("column \"{name}\", row {row}: {error}"))
                })?),
                None => None,
            };
            let analysis = match reference {
                Some(reference) => analyzer.analyze_at(text, Some(reference)),
                None => analyzer.analyze(text),
            };
            rows.push(&analysis, &OffsetIndex::new(text, columns.offsets), columns.shape);
        }
        rows.end_document(row);
    }
    rows.finish(batch, columns, schema)
}

/// The rows in the making, for both shapes.
#[derive(Default)]
struct Rows {
    facts: facts::Builder,
    lists: lists::Builders,
    /// The row of the input that each fact came from.
    source: Vec<u64>,
    /// The number of facts up to the end of each document.
    ends: Vec<usize>,
}

impl Rows {
    fn push(&mut self, analysis: &crate::Analysis<'_>, index: &OffsetIndex<'_>, shape: Shape) {
        for fact in analysis.facts() {
            self.facts.push(&fact, fact.text(), index);
        }
        if shape == Shape::Nested {
            self.lists.push(analysis, index);
        }
    }

    fn end_document(&mut self, row: usize) {
        self.source.resize(self.facts.len(), row as u64);
        self.ends.push(self.facts.len());
        self.lists.end_document();
    }

    fn finish(self, batch: &RecordBatch, columns: &Columns, schema: SchemaRef) -> Result<RecordBatch, Error> {
        let source = UInt64Array::from(self.source);
        let facts = self.facts.finish();
        let arrays = match columns.shape {
            Shape::Flat => {
                let id = match &columns.id {
                    Some(id) => {
                        arrow_select::take::take(batch.column_by_name(id).ok_or_else(|| missing(id))?, &source, None)
                            .map_err(broken)?
                    }
                    None => Arc::new(Int64Array::from_iter_values(source.values().iter().map(|&row| row as i64)))
                        as ArrayRef,
                };
                std::iter::once(id).chain(facts.columns().iter().cloned()).collect()
            }
            Shape::Nested => {
                let id = match &columns.id {
                    Some(id) => Arc::clone(batch.column_by_name(id).ok_or_else(|| missing(id))?),
                    None => Arc::new(Int64Array::from_iter_values(0..batch.num_rows() as i64)) as ArrayRef,
                };
                let [definitions, occurrences, sentences] = self.lists.finish();
                vec![id, list_of(facts, &self.ends), definitions, occurrences, sentences]
            }
        };
        RecordBatch::try_new(schema, arrays).map_err(broken)
    }
}

fn column<'s>(schema: &'s Schema, name: &str) -> Result<&'s Arc<Field>, Error> {
    schema.fields().find(name).map(|(_, field)| field).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> Error {
    Error::new(ErrorKind::Setting, format!("no column \"{name}\" in the batch"))
}

fn broken(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Setting, "the columns do not make a batch").caused_by(error)
}

fn list_field(name: &str, item: DataType) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new("item", item, false))), false)
}

/// A list a document over `values`; `ends` has the number of values up to the end of each.
fn list_of(values: StructArray, ends: &[usize]) -> ArrayRef {
    let offsets: Vec<i32> = std::iter::once(0).chain(ends.iter().map(|&end| end as i32)).collect();
    let item = Arc::new(Field::new("item", values.data_type().clone(), false));
    Arc::new(ListArray::new(item, OffsetBuffer::new(offsets.into()), Arc::new(values), None))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, DictionaryArray, LargeStringArray, StringArray, StringViewArray, cast::AsArray as _, types::Int8Type,
    };

    use super::*;

    const TEXTS: [Option<&str>; 4] =
        [Some("Đạt trên 95% và 12,5 tỷ đồng."), None, Some("Không có gì."), Some("Ngày 2/9/1945.")];

    fn batch(text: ArrayRef) -> RecordBatch {
        let id: ArrayRef = Arc::new(StringArray::from(vec!["a", "b", "c", "d"]));
        RecordBatch::try_from_iter([("id", id), ("body", text)]).unwrap()
    }

    fn analyzed(text: ArrayRef, shape: Shape) -> RecordBatch {
        analyze_batch(&Analyzer::default(), &batch(text), &Columns::new("body").id("id").shape(shape)).unwrap()
    }

    #[test]
    fn each_way_to_store_text_gives_the_same_rows() {
        let want = analyzed(Arc::new(StringArray::from(TEXTS.to_vec())), Shape::Flat);
        assert_eq!(
            want.column_by_name("id").unwrap().as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
            ["a", "a", "d"]
        );
        assert_eq!(analyzed(Arc::new(LargeStringArray::from(TEXTS.to_vec())), Shape::Flat), want);
        assert_eq!(analyzed(Arc::new(StringViewArray::from(TEXTS.to_vec())), Shape::Flat), want);
        assert_eq!(analyzed(Arc::new(TEXTS.into_iter().collect::<DictionaryArray<Int8Type>>()), Shape::Flat), want);
    }

    #[test]
    fn nested_rows_hold_the_flat_ones() {
        let text: ArrayRef = Arc::new(StringArray::from(TEXTS.to_vec()));
        let (flat, nested) = (analyzed(Arc::clone(&text), Shape::Flat), analyzed(text, Shape::Nested));
        assert_eq!(nested.num_rows(), TEXTS.len());
        let lists = nested.column_by_name("facts").unwrap().as_list::<i32>();
        assert_eq!(lists.offsets().lengths().collect::<Vec<_>>(), [2, 0, 0, 1]);
        for (column, values) in lists.values().as_struct().columns().iter().zip(&flat.columns()[1..]) {
            assert_eq!(column, values);
        }
    }

    #[test]
    fn decimals_and_days_stand_beside_their_texts() {
        let rows = analyzed(Arc::new(StringArray::from(TEXTS.to_vec())), Shape::Flat);
        let low = rows.column_by_name("low_decimal").unwrap().as_primitive::<arrow_array::types::Decimal128Type>();
        assert_eq!(low.value(1), 12_500_000_000 * 10i128.pow(10));
        let day = rows.column_by_name("earliest").unwrap().as_primitive::<arrow_array::types::Date32Type>();
        assert_eq!(day.value(2), -8887); // 1945-09-02, before 1970.
    }

    #[test]
    fn errors_name_the_column_and_the_row() {
        let text: ArrayRef = Arc::new(StringArray::from(TEXTS.to_vec()));
        let call = |columns: &Columns| analyze_batch(&Analyzer::default(), &batch(Arc::clone(&text)), columns);
        assert_eq!(call(&Columns::new("text")).unwrap_err().to_string(), "no column \"text\" in the batch");
        let error = call(&Columns::new("body").date("id")).unwrap_err().to_string();
        assert!(error.starts_with("column \"id\", row 0: expected a date"), "{error}");
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4]));
        let error =
            analyze_batch(&Analyzer::default(), &batch(numbers), &Columns::new("body")).unwrap_err().to_string();
        assert!(error.starts_with("column \"body\": expected text"), "{error}");
    }
}
