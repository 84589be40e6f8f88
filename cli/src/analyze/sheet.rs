//! Facts as a Parquet or an Arrow file, written as a stream: at most one row group is in memory.
//!
//! Both writers write to a buffer that is then copied to the output, so that a full disk, a broken pipe and the final rename are
//! handled in one place for all formats. A row group ends only between batches of the input, so the same input gives the same bytes
//! for any number of threads.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::properties::{EnabledStatistics, WriterProperties},
};
use tinviet::arrow::{FactsBuilder, Shape};

use crate::render::Format;

/// Size of a row group in the file, about 300,000 facts: small enough to keep in memory during analysis, large enough that one
/// column of it is read efficiently.
const GROUP: usize = 16 << 20;

/// An open file of columns.
pub(super) struct Sheet {
    writer: Writer,
    made: Made,
}

enum Writer {
    Parquet(Box<ArrowWriter<Made>>),
    Arrow(Box<FileWriter<Made>>),
}

/// Bytes that a writer has produced and that are still to be written out.
#[derive(Clone, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Made {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sheet {
    /// A file in `format`; `None` if the format is not columnar.
    pub(super) fn open(format: Format, shape: Shape) -> io::Result<Option<Self>> {
        let made = Made::default();
        let schema = FactsBuilder::schema(shape);
        let writer = match format {
            Format::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_statistics_enabled(EnabledStatistics::Chunk)
                    .set_max_row_group_row_count(None)
                    .build();
                let writer = ArrowWriter::try_new(made.clone(), schema, Some(properties)).map_err(io::Error::other)?;
                Writer::Parquet(Box::new(writer))
            }
            Format::Arrow => {
                Writer::Arrow(Box::new(FileWriter::try_new(made.clone(), &schema).map_err(io::Error::other)?))
            }
            _ => return Ok(None),
        };
        Ok(Some(Self { writer, made }))
    }

    /// Adds rows and returns the bytes to write.
    pub(super) fn write(&mut self, rows: &RecordBatch) -> io::Result<Vec<u8>> {
        match &mut self.writer {
            _ if rows.num_rows() == 0 => {}
            Writer::Parquet(writer) => {
                writer.write(rows).map_err(io::Error::other)?;
                if writer.in_progress_size() >= GROUP {
                    writer.flush().map_err(io::Error::other)?;
                }
            }
            Writer::Arrow(writer) => writer.write(rows).map_err(io::Error::other)?,
        }
        Ok(self.made.take())
    }

    /// Finishes the file and returns the remaining bytes.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        match self.writer {
            Writer::Parquet(writer) => drop(writer.close().map_err(io::Error::other)?),
            Writer::Arrow(mut writer) => writer.finish().map_err(io::Error::other)?,
        }
        Ok(self.made.take())
    }
}
