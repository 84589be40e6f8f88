//! The settings; `tinviet.Analyzer` wraps the class.

use std::{collections::HashMap, fs, path::Path};

use pyo3::{
    prelude::*,
    types::{PyDict, PyType},
};
use tinviet::{Dictionary, Input, Markup, OwnKinds, Policy, fact::award::AwardTable};

use crate::{
    error::{Failure, Outcome, guard, text_of},
    names,
};

#[pyclass(frozen, module = "tinviet._tinviet")]
pub(crate) struct Analyzer {
    pub(crate) inner: tinviet::Analyzer,
    pub(crate) markup: Markup,
    pub(crate) rules: bool,
    settings: Py<PyDict>,
}

/// The path of a file of kinds, its text, and its tables once they have been read.
type KindsFile = (String, String, Option<HashMap<String, String>>);

/// The settings as `tinviet.Analyzer` passes them on.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Settings<'py> {
    kinds: Option<Vec<String>>,
    tone_style: String,
    reference_date: Bound<'py, PyAny>,
    /// Short forms with their long forms; `None` removes the short form.
    dictionary: Option<Vec<(String, Option<String>)>>,
    /// The name of a table, and its text.
    dictionary_table: Option<(String, String)>,
    awards: Option<(String, String)>,
    own_kinds: Option<KindsFile>,
    rules: bool,
    markup: String,
    line_breaks: String,
    tokenized: String,
}

#[pymethods]
impl Analyzer {
    #[new]
    fn new(settings: Bound<'_, PyDict>) -> PyResult<Self> {
        let given: Settings<'_> = settings.extract()?;
        let markup = names::markup(&given.markup)?;
        let mut builder = tinviet::Analyzer::builder()
            .tone_style(names::tone_style(&given.tone_style)?)
            .line_breaks(names::line_breaks(&given.line_breaks)?)
            .tokenized(names::tokenized(&given.tokenized)?)
            .markup(markup);
        if let Some(own) = &given.own_kinds {
            builder = builder.own_kinds(own_kinds(own, &settings)?);
        }
        if let Some(kinds) = given.kinds {
            builder = builder.kinds_named(kinds).map_err(Failure::from)?;
        }
        if given.reference_date.extract::<&str>().is_ok_and(|date| date == "auto") {
            builder = builder.dateline(true);
        } else if let Some(reference) = names::reference(&given.reference_date)? {
            builder = builder.reference_date(reference);
        }
        if given.dictionary.is_some() || given.dictionary_table.is_some() {
            builder = builder.dictionary(dictionary(given.dictionary, given.dictionary_table)?);
        }
        if let Some((name, table)) = given.awards {
            let table = guard(|| AwardTable::parse(&table))?;
            builder = builder.awards(table.map_err(|error| Failure::from(error).in_file(&name))?);
        }
        Ok(Self { inner: builder.build(), markup, rules: given.rules, settings: settings.unbind() })
    }

    #[pyo3(signature = (text, policy, markup))]
    fn expand(&self, text: &Bound<'_, PyAny>, policy: &str, markup: Option<&str>) -> PyResult<String> {
        let py = text.py();
        let markup = markup.map(names::markup).transpose()?;
        let (policy, text): (Policy, _) = (names::policy(policy)?, text_of(text)?);
        Ok(py.detach(|| guard(|| self.inner.analyze(Input::new(text).markup(markup)).expand(policy).into_owned()))?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (Py<PyDict>,)) {
        (py.get_type::<Self>(), (self.settings.clone_ref(py),))
    }
}

fn dictionary(pairs: Option<Vec<(String, Option<String>)>>, table: Option<(String, String)>) -> Outcome<Dictionary> {
    guard(|| {
        let mut own = Dictionary::builtin();
        if let Some((name, table)) = table {
            own = own.with_table(&table).map_err(|error| Failure::from(error).in_file(&name))?;
        }
        let add = |own: Dictionary, (short, long): (String, Option<String>)| match long {
            Some(long) => own.with(&short, &long),
            None => own.without(&short),
        };
        Ok(pairs.into_iter().flatten().fold(own, add))
    })?
}

/// Own kinds. Their tables are read once, from the folder of the file; the settings keep them, so that unpickling needs no files.
fn own_kinds((path, text, tables): &KindsFile, settings: &Bound<'_, PyDict>) -> PyResult<OwnKinds> {
    let mut read = HashMap::new();
    let table = |name: &str| {
        let text = match tables.as_ref().and_then(|tables| tables.get(name)) {
            Some(text) => text.clone(),
            None => fs::read_to_string(Path::new(path).with_file_name("").join(name))
                .map_err(|error| format!("{name}: {error}"))?,
        };
        read.insert(name.to_owned(), text.clone());
        Ok::<_, String>(text)
    };
    let own = guard(|| OwnKinds::parse_with(text, table))?.map_err(|error| Failure::from(error).in_file(path))?;
    settings.set_item("own_kinds", (path, text, read))?;
    Ok(own)
}
