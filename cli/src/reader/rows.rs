//! The rows of a Parquet file: row groups are streamed, and only the columns that are needed are read.
//!
//! A Parquet file has its index at the end, so it must be a file and not a pipe. It is compressed internally, not as a whole.

use std::{
    fs::File,
    sync::{Arc, atomic::Ordering},
};

use arrow_schema::{DataType, Schema};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
};
use tinviet::arrow::{Columns, Shape};

use super::{Count, Raw};
use crate::{ending::Failure, input::Source, packing::Packing, row::Fields};

/// Rows per batch: some hundreds of kilobytes of news, as with JSONL.
const ROWS: usize = 64;

/// The columns to read from a file with `schema`: names and dates only if present, as in JSONL.
pub(super) fn columns(schema: &Schema, fields: &Fields) -> Columns {
    let has = |name: &str| schema.fields().find(name).is_some();
    let mut columns = Columns::new(&fields.text).shape(Shape::Flat);
    if has(&fields.id) {
        columns = columns.id(&fields.id);
    }
    if has(&fields.date) {
        columns = columns.date(&fields.date);
    }
    columns
}

/// An open Parquet file.
pub(super) struct Rows {
    source: Arc<Source>,
    /// `None` after an error: the crate's iterator would return the same error for ever.
    reader: Option<ParquetRecordBatchReader>,
    /// Rows read.
    row: usize,
    /// Bytes and rows of the file: progress in bytes is estimated from the rows read.
    size: u64,
    total: u64,
    count: Count,
    counted: u64,
}

impl Rows {
    pub(super) fn open(source: &Arc<Source>, fields: &Fields, count: Count) -> Result<Self, Failure> {
        let wrong = |what: &dyn std::fmt::Display| Failure::Document(format!("{source}: {what}"));
        let Source::File(path) = &**source else {
            return Err(wrong(
                &"a Parquet file has its index at the end and cannot be read from a pipe; expected a file name",
            ));
        };
        if Packing::of(path) != Packing::None {
            return Err(wrong(&"a Parquet file is compressed internally; expected one without .gz or .zst"));
        }
        let file = File::open(path).map_err(|error| source.failure(&error))?;
        let about = file.metadata().map_err(|error| source.failure(&error))?;
        if about.is_dir() {
            return Err(wrong(&"is a directory, expected a Parquet file"));
        }
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)
            .map_err(|error| wrong(&format_args!("not a Parquet file, or truncated: {error}")))?;
        let schema = Arc::clone(builder.schema());
        if schema.fields().find(&fields.text).is_none() {
            return Err(wrong(&format_args!("no column {:?}; name another with --text-field", fields.text)));
        }
        columns(&schema, fields).schema(&schema).map_err(|error| wrong(&error))?;
        if let Some((_, field)) = schema.fields().find(&fields.id)
            && !names(field.data_type())
        {
            return Err(wrong(&format_args!(
                "column {:?}: expected texts or whole numbers, found {}; name another with --id-field",
                fields.id,
                field.data_type()
            )));
        }
        let asked = [&fields.text, &fields.id, &fields.date];
        let roots = schema.fields().iter().enumerate().filter(|(_, field)| asked.contains(&field.name()));
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.map(|(at, _)| at));
        let total = builder.metadata().file_metadata().num_rows().max(1) as u64;
        let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|error| wrong(&error))?;
        Ok(Self {
            source: Arc::clone(source),
            reader: Some(reader),
            row: 0,
            size: about.len(),
            total,
            count,
            counted: 0,
        })
    }

    /// Empty at the end.
    pub(super) fn batch(&mut self) -> Vec<Raw> {
        match self.reader.as_mut().and_then(Iterator::next) {
            None => Vec::new(),
            Some(Ok(batch)) => {
                let batch = Arc::new(batch);
                let first = self.row + 1;
                self.row += batch.num_rows();
                let read = (u128::from(self.size) * self.row as u128 / u128::from(self.total)) as u64;
                self.count.fetch_add(read.saturating_sub(self.counted), Ordering::Relaxed);
                self.counted = read;
                (0..batch.num_rows()).map(|row| Raw::row(&self.source, first + row, &batch, row)).collect()
            }
            Some(Err(error)) => {
                self.reader = None;
                let line = self.row + 1;
                let message = format!("{}:{line}: cannot be read from here on: {error}", self.source);
                vec![Raw::failed(&self.source, Some(line), message)]
            }
        }
    }
}

/// Whether a column of this type can name documents.
fn names(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => names(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        other => other.is_integer(),
    }
}
