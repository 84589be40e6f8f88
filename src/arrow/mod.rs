//! Facts as columns: an Arrow batch of texts in, an Arrow batch of facts out. Parquet, Python, Polars, `DuckDB` and Spark all use
//! this form.
//!
//! Two shapes hold the same fields as the JSON (`docs/output.md`): [`Shape::Flat`] has one row per fact, [`Shape::Nested`] one row
//! per document with its facts as a list of structs. The same builders fill both, so they cannot differ.
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

mod documents;
mod facts;
mod lists;
mod rows;
mod texts;

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, UInt64Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::{
    Analyzer, Input, Scratch,
    error::{Error, ErrorKind},
    span::OffsetUnit,
};

pub use arrow_array;
pub use arrow_schema;
pub use documents::Documents;
pub use rows::FactsBuilder;
use rows::Rows;

/// The columns to read, and the form of the result.
///
/// ```
/// use tinviet::{OffsetUnit, arrow::{Columns, Shape}};
/// let columns = Columns::new("body").id("url").date("published").shape(Shape::Nested).offsets(OffsetUnit::Chars);
/// # let _ = columns;
/// ```
#[derive(Clone, Debug)]
pub struct Columns {
    text: String,
    id: Option<String>,
    date: Option<String>,
    shape: Shape,
    offsets: OffsetUnit,
}

/// How facts become rows.
///
/// ```
/// use tinviet::arrow::{FactsBuilder, Shape};
/// assert!(FactsBuilder::schema(Shape::Flat).field_with_name("kind").is_ok());
/// assert!(FactsBuilder::schema(Shape::Nested).field_with_name("facts").is_ok());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// One row per fact; documents without facts have none.
    #[default]
    Flat,
    /// One row per document, in the order of the input, with lists of structs.
    Nested,
}

impl Columns {
    /// Reads texts from the column `text`, with default settings.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), id: None, date: None, shape: Shape::Flat, offsets: OffsetUnit::Bytes }
    }

    /// The column with the ids of the documents, of any type; it is copied to the output. Without one, `row` counts from 0 in
    /// the batch.
    pub fn id(mut self, column: impl Into<String>) -> Self {
        self.id = Some(column.into());
        self
    }

    /// The column with each document's reference date: text (ISO 8601), `Date32` or a timestamp; may be null. A timestamp with a time zone
    /// is converted to Vietnamese time; one without is taken as local time.
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

    /// The schema of the result of [`analyze_batch`] for a batch with the schema `input`.
    ///
    /// # Errors
    /// A missing column, or one of an unsupported type.
    ///
    /// ```
    /// use arrow_schema::{DataType, Field, Schema};
    /// use tinviet::arrow::Columns;
    /// let input = Schema::new(vec![Field::new("text", DataType::Utf8, true)]);
    /// assert_eq!(Columns::new("text").schema(&input)?.field(0).name(), "row");
    /// assert!(Columns::new("body").schema(&input).is_err());
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn schema(&self, input: &Schema) -> Result<SchemaRef, Error> {
        documents::check(input, self)?;
        let id = match &self.id {
            Some(id) => Field::clone(column(input, id)?).with_name("id"),
            None => Field::new("row", DataType::Int64, false),
        };
        Ok(rows::schema(id, self.shape))
    }
}

/// Analyses a batch of texts. A null text has no facts. Linear in the bytes of the texts.
///
/// # Errors
/// A missing column, an unsupported type (texts are `Utf8`, `LargeUtf8`, `Utf8View` or a dictionary of these), or an invalid
/// date; the message names column and row.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{RecordBatch, StringArray};
/// use tinviet::{Analyzer, arrow::{Columns, analyze_batch}};
///
/// let texts = Arc::new(StringArray::from(vec!["Đạt 95%.", "Tăng 7% và 9%."]));
/// let batch = RecordBatch::try_from_iter([("text", texts as _)]).unwrap();
/// assert_eq!(analyze_batch(&Analyzer::default(), &batch, &Columns::new("text"))?.num_rows(), 3);
/// # Ok::<(), tinviet::Error>(())
/// ```
pub fn analyze_batch(analyzer: &Analyzer, batch: &RecordBatch, columns: &Columns) -> Result<RecordBatch, Error> {
    let schema = columns.schema(&batch.schema())?;
    let documents = Documents::new(batch, columns)?;
    let mut rows = Rows::new(columns.shape, columns.offsets);
    let (mut source, mut scratch) = (Vec::new(), Scratch::new());
    for row in 0..batch.num_rows() {
        if let Some(text) = documents.text(row) {
            let date = documents
                .reference_date(row)
                .map_err(|error| Error::new(ErrorKind::Setting, format!("row {row}, {error}")))?;
            rows.push(&analyzer.analyze(Input::new(text).reference_date(date).scratch(&mut scratch)));
        }
        rows.end_document();
        if columns.shape == Shape::Flat {
            source.resize(rows.facts(), row as u64);
        }
    }
    let id: ArrayRef = match (&columns.id, columns.shape) {
        (Some(id), Shape::Flat) => {
            let id = batch.column_by_name(id).ok_or_else(|| missing(id))?;
            arrow_select::take::take(id, &UInt64Array::from(source), None).map_err(broken)?
        }
        (Some(id), Shape::Nested) => Arc::clone(batch.column_by_name(id).ok_or_else(|| missing(id))?),
        (None, Shape::Flat) => Arc::new(Int64Array::from_iter_values(source.into_iter().map(|row| row as i64))),
        (None, Shape::Nested) => Arc::new(Int64Array::from_iter_values(0..batch.num_rows() as i64)),
    };
    rows.finish(id, schema)
}

fn column<'s>(schema: &'s Schema, name: &str) -> Result<&'s Arc<Field>, Error> {
    schema.fields().find(name).map(|(_, field)| field).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> Error {
    Error::new(ErrorKind::Setting, format!("no column \"{name}\" in the batch"))
}

fn broken(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Setting, "the columns do not form a batch").caused_by(error)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, Date32Array, DictionaryArray, LargeStringArray, StringArray, StringViewArray,
        TimestampMicrosecondArray, TimestampSecondArray, cast::AsArray as _, types::Int8Type,
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
    fn a_builder_gives_the_batch_of_a_batch() {
        let text: ArrayRef = Arc::new(StringArray::from(TEXTS.to_vec()));
        for shape in [Shape::Flat, Shape::Nested] {
            let mut builder = FactsBuilder::new(shape, OffsetUnit::Bytes);
            for (id, text) in ["a", "b", "c", "d"].into_iter().zip(TEXTS) {
                builder.append(Some(id), &Analyzer::default().analyze(text.unwrap_or_default()));
            }
            let want = analyzed(Arc::clone(&text), shape);
            let built = builder.finish().unwrap();
            assert_eq!(built.schema(), FactsBuilder::schema(shape));
            assert_eq!((built.columns(), built.num_rows()), (want.columns(), want.num_rows()), "{shape:?}");
        }
    }

    #[test]
    fn dates_are_read_from_days_and_moments() {
        let text: ArrayRef = Arc::new(StringArray::from(vec!["Hôm qua"; 2]));
        let evening = 1_714_593_600; // 2024-05-01T20:00:00Z, the next day in Việt Nam.
        let dates: [(ArrayRef, [Option<&str>; 2]); 4] = [
            (Arc::new(StringArray::from(vec![Some("2024-05-02"), None])), [Some("2024-05-01"), None]),
            (Arc::new(Date32Array::from(vec![19_844, -8887])), [Some("2024-04-30"), Some("1945-09-01")]),
            (Arc::new(TimestampSecondArray::from(vec![Some(evening), None])), [Some("2024-04-30"), None]),
            (
                Arc::new(TimestampMicrosecondArray::from(vec![evening * 1_000_000, -1]).with_timezone("UTC")),
                [Some("2024-05-01"), Some("1969-12-31")],
            ),
        ];
        for (date, want) in dates {
            let batch = RecordBatch::try_from_iter([("text", Arc::clone(&text)), ("date", date)]).unwrap();
            let columns = Columns::new("text").date("date").shape(Shape::Nested);
            let rows = analyze_batch(&Analyzer::default(), &batch, &columns).unwrap();
            let facts = rows.column_by_name("facts").unwrap().as_list::<i32>().values().as_struct().clone();
            let edtf: Vec<_> = facts.column_by_name("edtf").unwrap().as_string::<i32>().iter().collect();
            assert_eq!(edtf, want);
        }
    }

    #[test]
    fn errors_name_the_column_and_the_row() {
        let text: ArrayRef = Arc::new(StringArray::from(TEXTS.to_vec()));
        let call = |columns: &Columns| analyze_batch(&Analyzer::default(), &batch(Arc::clone(&text)), columns);
        assert_eq!(call(&Columns::new("text")).unwrap_err().to_string(), "no column \"text\" in the batch");
        let error = call(&Columns::new("body").date("id")).unwrap_err().to_string();
        assert!(error.starts_with("row 0, column \"id\": expected a date"), "{error}");
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4]));
        let error =
            analyze_batch(&Analyzer::default(), &batch(numbers), &Columns::new("body")).unwrap_err().to_string();
        assert!(error.starts_with("column \"body\": expected text"), "{error}");
    }
}
