//! Columns in, columns out: a stream of batches, computed as it is read.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use arrow_array::{
    ArrayRef, Int64Array, RecordBatch, RecordBatchReader, UInt64Array, cast::AsArray as _, types::Int64Type,
};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use pyo3::{exceptions::PyKeyboardInterrupt, prelude::*};
use pyo3_arrow::{PyRecordBatchReader, PySchema, input::AnyRecordBatch};
use tinviet::arrow::{Columns, Documents, analyze_batch};

use crate::{
    analyzer::Analyzer,
    error::{Failure, Outcome, guard},
    names,
    pipe::Errors,
};

/// The rows that a thread takes at a time: few, so that an interrupt takes effect soon.
const SLICE: usize = 256;

/// Which columns are read and how, by their Python names.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Asked {
    text: String,
    id: Option<String>,
    date: Option<String>,
    shape: String,
    offsets: String,
    errors: String,
    n_threads: usize,
}

impl Asked {
    fn columns(self) -> Outcome<Columns> {
        let mut columns =
            Columns::new(self.text).offsets(names::unit(&self.offsets)?).shape(names::shape(&self.shape)?);
        if let Some(id) = self.id {
            columns = columns.id(id);
        }
        if let Some(date) = self.date {
            columns = columns.date(date);
        }
        Ok(columns)
    }
}

/// The schema of a stream, and what happened to its documents.
#[pyclass(frozen, module = "tinviet._tinviet")]
#[derive(Clone)]
pub(crate) struct Report {
    schema: SchemaRef,
    said: Arc<Mutex<Said>>,
}

#[derive(Default)]
struct Said {
    /// Documents that were skipped.
    passed: Vec<Failure>,
    /// The error that ended the stream.
    fatal: Option<Failure>,
    interrupted: bool,
}

impl Report {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Report {
    /// The schema of the stream, even after it has been read.
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySchema>> {
        Bound::new(py, PySchema::new(Arc::clone(&self.schema)))
    }

    /// The errors of the documents that were skipped so far.
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let passed = self.said().passed.clone();
        passed.iter().map(|failure| failure.object(py)).collect()
    }

    /// Raises the error that ended the stream, if there is one.
    fn check(&self) -> PyResult<()> {
        let (fatal, interrupted) = {
            let mut said = self.said();
            (said.fatal.take(), said.interrupted)
        };
        if interrupted {
            return Err(PyKeyboardInterrupt::new_err(()));
        }
        fatal.map_or(Ok(()), |failure| Err(failure.into()))
    }
}

/// The stream of the facts of `data`, and the report that is filled as it is read.
#[pyfunction]
pub(crate) fn analyze_arrow(
    analyzer: &Bound<'_, Analyzer>,
    data: AnyRecordBatch,
    asked: Asked,
) -> PyResult<(PyRecordBatchReader, Report)> {
    let errors = Errors::of(&asked.errors)?;
    let threads = match asked.n_threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let has_id = asked.id.is_some();
    let (text, date) = (asked.text.clone(), asked.date.clone());
    let (columns, input) = (asked.columns()?, data.into_reader()?);
    let schema = columns.schema(&input.schema()).map_err(Failure::from)?;
    let report = Report { schema: Arc::clone(&schema), said: Arc::default() };
    let reader = Reader { analyzer: analyzer.get().inner.clone(), columns, text, date, has_id, errors };
    let stream =
        Stream { reader, threads, input, schema, rest: None, ready: VecDeque::new(), row: 0, report: report.clone() };
    Ok((PyRecordBatchReader::new(Box::new(stream)), report))
}

/// Turns slices into facts.
struct Reader {
    analyzer: tinviet::Analyzer,
    columns: Columns,
    text: String,
    date: Option<String>,
    has_id: bool,
    errors: Errors,
}

impl Reader {
    /// The facts of a slice that starts at row `first` of the stream, and the skipped rows.
    fn read(&self, slice: &RecordBatch, first: usize) -> Outcome<(RecordBatch, Vec<Failure>)> {
        let mut passed = Vec::new();
        let mut slice = slice.clone();
        if self.errors != Errors::Raise {
            passed = self.bad_dates(&slice)?;
            slice = self.without(&slice, &passed)?;
        }
        let facts = loop {
            match self.try_read(&slice) {
                Ok(facts) => break facts,
                Err(failure) => {
                    let Some(fault) = self.at_fault(&slice) else { return Err(failure) };
                    if self.errors == Errors::Raise {
                        return Err(fault.1.of_row(first + fault.0));
                    }
                    slice = self.without(&slice, std::slice::from_ref(&fault))?;
                    passed.push(fault);
                }
            }
        };
        passed.sort_by_key(|(row, _)| *row);
        let passed = passed.into_iter().map(|(row, failure)| failure.of_row(first + row)).collect();
        Ok((if self.has_id { facts } else { counted_from(facts, first)? }, passed))
    }

    fn try_read(&self, slice: &RecordBatch) -> Outcome<RecordBatch> {
        Ok(guard(|| analyze_batch(&self.analyzer, slice, &self.columns))??)
    }

    /// The rows with invalid dates.
    fn bad_dates(&self, slice: &RecordBatch) -> Outcome<Vec<(usize, Failure)>> {
        let documents = Documents::new(slice, &self.columns)?;
        let date = |row| documents.reference_date(row).err().map(|error| (row, error.into()));
        Ok((0..slice.num_rows()).filter_map(date).collect())
    }

    /// The first row that fails by itself.
    fn at_fault(&self, slice: &RecordBatch) -> Option<(usize, Failure)> {
        let dates = self.bad_dates(slice).ok()?;
        let alone = |row| self.try_read(&slice.slice(row, 1)).err().map(|failure| (row, failure));
        dates.into_iter().next().or_else(|| (0..slice.num_rows()).find_map(alone))
    }

    /// The slice with null texts and dates in these rows.
    fn without(&self, slice: &RecordBatch, rows: &[(usize, Failure)]) -> Outcome<RecordBatch> {
        if rows.is_empty() {
            return Ok(slice.clone());
        }
        let kept = |row: usize| (!rows.iter().any(|(out, _)| *out == row)).then_some(row as u64);
        let kept: UInt64Array = (0..slice.num_rows()).map(kept).collect();
        let schema = slice.schema();
        let mut fields = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for (field, array) in schema.fields().iter().zip(slice.columns()) {
            let blanked = field.name() == &self.text || Some(field.name()) == self.date.as_ref();
            fields.push(Field::clone(field).with_nullable(true));
            arrays.push(if blanked {
                arrow_select::take::take(array, &kept, None).map_err(broken)?
            } else {
                Arc::clone(array)
            });
        }
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(broken)
    }
}

/// `facts` with `first` added to the column `row`, which counts from 0.
fn counted_from(facts: RecordBatch, first: usize) -> Outcome<RecordBatch> {
    let Some((index, _)) = facts.schema_ref().column_with_name("row").filter(|_| first > 0) else { return Ok(facts) };
    let (schema, mut columns, _) = facts.into_parts();
    let rows = columns[index].as_primitive::<Int64Type>();
    let counted: Int64Array = rows.unary(|row| row + first as i64);
    columns[index] = Arc::new(counted);
    RecordBatch::try_new(schema, columns).map_err(broken)
}

fn broken(error: ArrowError) -> Failure {
    Failure::new("internal", error.to_string())
}

/// Batches of texts becoming batches of facts.
struct Stream {
    reader: Reader,
    threads: usize,
    input: Box<dyn RecordBatchReader + Send>,
    schema: SchemaRef,
    /// The rest of a batch.
    rest: Option<RecordBatch>,
    ready: VecDeque<RecordBatch>,
    /// The number of rows read.
    row: usize,
    report: Report,
}

impl Stream {
    /// Reads one slice per thread.
    fn step(&mut self, batch: &RecordBatch) -> Outcome<()> {
        let rows = batch.num_rows();
        let starts: Vec<usize> = (0..rows.max(1)).step_by(SLICE).take(self.threads).collect();
        let (reader, first) = (&self.reader, self.row);
        let read = |start: usize| reader.read(&batch.slice(start, SLICE.min(rows - start)), first + start);
        let found: Vec<Outcome<_>> = if let [start] = starts[..] {
            vec![read(start)]
        } else {
            thread::scope(|scope| {
                let threads: Vec<_> = starts.iter().map(|&start| scope.spawn(move || read(start))).collect();
                let lost = || Err(Failure::new("internal", "a thread ended before its work did"));
                threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| lost())).collect()
            })
        };
        for found in found {
            let (facts, passed) = found?;
            self.ready.push_back(facts);
            if self.reader.errors == Errors::Collect {
                self.report.said().passed.extend(passed);
            }
        }
        let read = rows.min(starts.len() * SLICE);
        self.row += read;
        self.rest = (read < rows).then(|| batch.slice(read, rows - read));
        Ok(())
    }

    fn fail(&mut self, failure: Failure) -> ArrowError {
        let message = failure.message();
        self.report.said().fatal = Some(failure);
        ArrowError::ComputeError(message)
    }
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(facts) = self.ready.pop_front() {
                return Some(Ok(facts));
            }
            let interrupted = Python::attach(|py| py.check_signals().is_err());
            if interrupted {
                self.report.said().interrupted = true;
                return Some(Err(ArrowError::ComputeError("interrupted".into())));
            }
            let batch = match self.rest.take() {
                Some(rest) => rest,
                None => match self.input.next()? {
                    Ok(batch) => batch,
                    Err(error) => return Some(Err(error)),
                },
            };
            if let Err(failure) = self.step(&batch) {
                return Some(Err(self.fail(failure)));
            }
        }
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
