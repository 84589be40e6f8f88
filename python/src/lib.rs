//! The Python package: thin over the library and its Arrow form. What Python sees is documented in `python/tinviet/__init__.py`.
#![allow(missing_docs, reason = "the docs of a Python module stand where Python programmers read them")]

use std::{str::FromStr as _, sync::Arc};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::{exceptions::PyValueError, prelude::*};
use pyo3_arrow::{PyRecordBatchReader, input::AnyRecordBatch};
use tinviet::{
    Dictionary, Input, Kind, Markup, Normalizer, OffsetUnit, Page, Policy, ReferenceDate, ToneStyle, ViewOptions,
    arrow::{Columns, Shape, analyze_batch},
};

/// The settings and the run; `tinviet.Analyzer` wraps it.
#[pyclass(frozen)]
struct Analyzer(tinviet::Analyzer);

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (kinds, tone_style, reference_date, dictionary, markup))]
    fn new(
        kinds: Option<Vec<String>>,
        tone_style: &str,
        reference_date: Option<&str>,
        dictionary: Option<Vec<(String, String)>>,
        markup: &str,
    ) -> PyResult<Self> {
        let mut builder = tinviet::Analyzer::builder().tone_style(tone(tone_style)?).markup(marked_up(markup)?);
        if let Some(kinds) = kinds {
            let kinds: Vec<Kind> = kinds.iter().map(|name| kind(name)).collect::<PyResult<_>>()?;
            builder = builder.kinds(kinds);
        }
        match reference_date {
            None => {}
            Some("auto") => builder = builder.dateline(true),
            Some(date) => builder = builder.reference_date(reference_date_of(date)?),
        }
        if let Some(entries) = dictionary {
            let builtin = Dictionary::builtin();
            let own = entries.into_iter().fold(builtin, |dictionary, (short, long)| dictionary.with(&short, &long));
            builder = builder.dictionary(own);
        }
        Ok(Self(builder.build()))
    }

    /// The analysis as JSON (`docs/output.md`).
    #[pyo3(signature = (text, reference_date, offsets, markup))]
    fn analyze_json(
        &self,
        py: Python<'_>,
        text: &str,
        reference_date: Option<&str>,
        offsets: &str,
        markup: Option<&str>,
    ) -> PyResult<String> {
        let markup = markup.map(marked_up).transpose()?;
        let offsets = unit(offsets)?;
        let date = reference_date.map(reference_date_of).transpose()?;
        py.detach(|| {
            let analysis = self.0.analyze(Input::new(text).reference_date(date).markup(markup));
            serde_json::to_string(&analysis.view(ViewOptions::new().offsets(offsets))).map_err(value_error)
        })
    }

    #[pyo3(signature = (text, policy, markup))]
    fn expand(&self, py: Python<'_>, text: &str, policy: &str, markup: Option<&str>) -> PyResult<String> {
        let markup = markup.map(marked_up).transpose()?;
        let policy = match policy {
            "first" => Policy::First,
            "all" => Policy::All,
            "annotate" => Policy::Annotate,
            other => return Err(unknown("policy", other, "first, all, annotate")),
        };
        Ok(py.detach(|| self.0.analyze(Input::new(text).markup(markup)).expand(policy).into_owned()))
    }

    /// A stream of batches of facts, made as it is read.
    #[pyo3(signature = (data, text, id, date, shape, offsets))]
    fn analyze_arrow(
        &self,
        data: AnyRecordBatch,
        text: &str,
        id: Option<&str>,
        date: Option<&str>,
        shape: &str,
        offsets: &str,
    ) -> PyResult<PyRecordBatchReader> {
        let mut columns = Columns::new(text).offsets(unit(offsets)?).shape(match shape {
            "flat" => Shape::Flat,
            "nested" => Shape::Nested,
            other => return Err(unknown("shape", other, "flat, nested")),
        });
        if let Some(id) = id {
            columns = columns.id(id);
        }
        if let Some(date) = date {
            columns = columns.date(date);
        }
        let input = data.into_reader()?;
        let schema = columns.schema(&input.schema()).map_err(value_error)?;
        Ok(PyRecordBatchReader::new(Box::new(Stream { analyzer: self.0.clone(), columns, input, schema })))
    }
}

/// Batches of texts becoming batches of facts.
struct Stream {
    analyzer: tinviet::Analyzer,
    columns: Columns,
    input: Box<dyn RecordBatchReader + Send>,
    schema: SchemaRef,
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.input.next()?;
        Some(batch.and_then(|batch| {
            analyze_batch(&self.analyzer, &batch, &self.columns)
                .map_err(|error| ArrowError::ExternalError(Box::new(error)))
        }))
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

#[pyfunction]
fn normalize(py: Python<'_>, text: &str, tone_style: &str, form: &str, markup: &str) -> PyResult<String> {
    let markup = marked_up(markup)?;
    let form = match form {
        "nfc" => tinviet::normalize::Form::Nfc,
        "nfd" => tinviet::normalize::Form::Nfd,
        other => return Err(unknown("form", other, "nfc, nfd")),
    };
    let normalizer = Normalizer::new().tone_style(tone(tone_style)?).form(form);
    Ok(py.detach(|| match markup {
        Markup::Plain => normalizer.normalize(text).text.into_owned(),
        markup => normalizer.normalize_page(&Page::read(text, markup)).text.into_owned(),
    }))
}

fn kind(name: &str) -> PyResult<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<_> = Kind::ALL.into_iter().map(Kind::name).collect();
        unknown("kind", name, &names.join(", "))
    })
}

fn tone(name: &str) -> PyResult<ToneStyle> {
    match name {
        "first-vowel" => Ok(ToneStyle::FirstVowel),
        "second-vowel" => Ok(ToneStyle::SecondVowel),
        "preserve" => Ok(ToneStyle::Preserve),
        other => Err(unknown("tone_style", other, "first-vowel, second-vowel, preserve")),
    }
}

fn unit(name: &str) -> PyResult<OffsetUnit> {
    match name {
        "chars" => Ok(OffsetUnit::Chars),
        "bytes" => Ok(OffsetUnit::Bytes),
        "utf16" => Ok(OffsetUnit::Utf16),
        other => Err(unknown("offsets", other, "chars, bytes, utf16")),
    }
}

fn marked_up(name: &str) -> PyResult<Markup> {
    Markup::from_str(name).map_err(value_error)
}

fn reference_date_of(date: &str) -> PyResult<ReferenceDate> {
    ReferenceDate::from_str(date).map_err(value_error)
}

fn unknown(what: &str, found: &str, known: &str) -> PyErr {
    PyValueError::new_err(format!("{what}: expected one of {known}, found {found:?}"))
}

fn value_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymodule]
fn _tinviet(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Analyzer>()?;
    module.add_function(wrap_pyfunction!(normalize, module)?)
}
