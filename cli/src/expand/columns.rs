//! Expands one column of a Parquet file, row group by row group; the other columns are copied unchanged.

use std::{fs::File, io::Write, sync::Arc};

use arrow_array::{
    Array as _, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray, cast::AsArray as _,
};
use arrow_schema::DataType;
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::{Compression, ZstdLevel},
    file::{metadata::ParquetMetaData, properties::WriterProperties},
};

use crate::{
    ending::Failure,
    fault,
    input::{self, Source},
    size::Size,
};

/// Rows at a time.
const ROWS: usize = 1024;
/// The key of the Arrow schema in the metadata, which the writer adds itself.
const ARROW: &str = "ARROW:schema";

/// Writes the file `path` to `out`, with each text of column `name` replaced by the result of `write`. Nulls
/// stay null.
pub(super) fn rewrite<W: Write + Send>(
    source: &Source,
    name: &str,
    limit: Size,
    write: &dyn Fn(&str) -> Option<String>,
    out: W,
) -> Result<(), Failure> {
    let wrong = |what: &dyn std::fmt::Display| Failure::Document(format!("{source}: {what}"));
    let Source::File(path) = source else {
        return Err(wrong(
            &"a Parquet file has its index at the end and cannot be read from a pipe; expected a file name",
        ));
    };
    let file = File::open(path).map_err(|error| source.failure(&error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(|error| wrong(&format_args!("not a Parquet file, or truncated: {error}")))?;
    let schema = Arc::clone(builder.schema());
    let Some((column, field)) = schema.fields().find(name) else {
        return Err(wrong(&format_args!("no column {name:?}; name another with --text-field")));
    };
    if !is_text(field.data_type()) {
        let message = format_args!("column {name:?}: expected texts, found {}", field.data_type());
        return Err(wrong(&message));
    }
    let properties = properties(builder.metadata());
    let reader = builder.with_batch_size(ROWS).build().map_err(|error| wrong(&error))?;
    let broken = |error: parquet::errors::ParquetError| Failure::Output(std::io::Error::other(error));
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties)).map_err(broken)?;
    let mut row = 0;
    for batch in reader {
        let batch = batch.map_err(|error| wrong(&format_args!("cannot be read after row {row}: {error}")))?;
        let new = |text: &str| match limit.is_passed_by(text.len()) {
            true => Err(input::too_large("a text", limit)),
            false => Ok(write(text)),
        };
        let written = fault::guard(source, || written(batch.column(column), &new)).flatten();
        let mut columns = batch.columns().to_vec();
        columns[column] = written.map_err(|message| wrong(&format_args!("after row {row}: {message}")))?;
        row += batch.num_rows();
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|error| wrong(&error))?;
        writer.write(&batch).map_err(broken)?;
    }
    writer.close().map_err(broken)?;
    Ok(())
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_text(values),
        other => matches!(other, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
    }
}

/// Keeps the metadata of the file, and its compression if it has any.
fn properties(about: &ParquetMetaData) -> WriterProperties {
    let notes = about.file_metadata().key_value_metadata().cloned().unwrap_or_default();
    let notes = notes.into_iter().filter(|note| note.key != ARROW).collect();
    let first = about.row_groups().first().and_then(|group| group.columns().first());
    let compression = match first.map(|column| column.compression()) {
        Some(Compression::LZO) | None => Compression::ZSTD(ZstdLevel::default()),
        Some(own) => own,
    };
    WriterProperties::builder().set_compression(compression).set_key_value_metadata(Some(notes)).build()
}

/// The column with its texts expanded, in the same type. In a dictionary array each value is expanded once.
fn written(column: &ArrayRef, write: &dyn Fn(&str) -> Result<Option<String>, String>) -> Result<ArrayRef, String> {
    let new = |text: Option<&str>| text.map(|text| Ok(write(text)?.unwrap_or_else(|| text.to_owned()))).transpose();
    Ok(match column.data_type() {
        DataType::Utf8 => Arc::new(column.as_string::<i32>().iter().map(new).collect::<Result<StringArray, String>>()?),
        DataType::LargeUtf8 => {
            Arc::new(column.as_string::<i64>().iter().map(new).collect::<Result<LargeStringArray, String>>()?)
        }
        DataType::Utf8View => {
            Arc::new(column.as_string_view().iter().map(new).collect::<Result<StringViewArray, String>>()?)
        }
        DataType::Dictionary(..) => {
            let column = column.as_any_dictionary();
            column.with_values(written(column.values(), write)?)
        }
        other => return Err(format!("expected texts, found {other}")),
    })
}
