//! Facts as Python objects, created on access.

use std::sync::Arc;

use pyo3::{
    exceptions::PyIndexError,
    intern,
    prelude::*,
    sync::PyOnceLock,
    types::{PyList, PySequence, PySlice, PyString, PyTuple, PyType},
};
use tinviet::Kind;

use crate::{placed::Placed, value};

/// The facts of an analysis: a sequence that creates each fact on access.
#[pyclass(frozen, sequence, module = "tinviet")]
pub(crate) struct Facts {
    /// The Python object of the analysis, for pickles.
    analysis: Py<PyAny>,
    found: Arc<Placed>,
}

/// A callable with its arguments, for a pickle.
type Reduced<'py> = (Bound<'py, PyAny>, (Py<PyAny>, &'static str));

/// The iterator over them.
#[pyclass(module = "tinviet")]
pub(crate) struct FactIterator {
    found: Arc<Placed>,
    next: usize,
    end: usize,
}

impl Facts {
    pub(crate) const fn new(analysis: Py<PyAny>, found: Arc<Placed>) -> Self {
        Self { analysis, found }
    }

    fn at(&self, index: usize) -> Fact {
        Fact(Held::Found { found: Arc::clone(&self.found), index })
    }

    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let facts = (0..self.__len__()).map(|index| Bound::new(py, self.at(index)));
        PyTuple::new(py, facts.collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl Facts {
    fn __len__(&self) -> usize {
        self.found.facts().len()
    }

    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (py, len) = (index.py(), self.__len__());
        if index.is_instance_of::<PySlice>() {
            return self.tuple(py)?.as_any().get_item(index);
        }
        let wanted: isize = index.extract()?;
        let place = if wanted < 0 { wanted + len as isize } else { wanted };
        match usize::try_from(place) {
            Ok(place) if place < len => Ok(Bound::new(py, self.at(place))?.into_any()),
            _ => Err(PyIndexError::new_err(format!("fact {wanted} of {len}"))),
        }
    }

    fn __iter__(&self) -> FactIterator {
        FactIterator::new(Arc::clone(&self.found))
    }

    fn __eq__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<bool> {
        let py = other.py();
        if let Ok(other) = other.cast_exact::<Self>() {
            return Ok(Arc::ptr_eq(&self.found, &other.get().found) || self.tuple(py)?.eq(other.get().tuple(py)?)?);
        }
        if other.is_instance_of::<PyTuple>() || other.is_instance_of::<PyList>() {
            return self.tuple(py)?.eq(other.cast::<PySequence>()?.to_tuple()?);
        }
        Ok(false)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.tuple(py)?.hash()
    }

    /// The index of the first fact that equals this one.
    fn index(&self, fact: &Bound<'_, PyAny>) -> PyResult<usize> {
        self.tuple(fact.py())?.index(fact)
    }

    /// How many facts equal this one.
    fn count(&self, fact: &Bound<'_, PyAny>) -> PyResult<usize> {
        Ok(self.tuple(fact.py())?.iter().filter(|item| item.eq(fact).unwrap_or(false)).count())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        Ok((py.import("builtins")?.getattr("getattr")?, (self.analysis.clone_ref(py), "facts")))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let facts = (0..self.__len__()).map(|index| self.at(index).__repr__(py));
        Ok(format!("[{}]", facts.collect::<PyResult<Vec<_>>>()?.join(", ")))
    }
}

impl FactIterator {
    pub(crate) fn new(found: Arc<Placed>) -> Self {
        let end = found.facts().len();
        Self { found, next: 0, end }
    }
}

#[pymethods]
impl FactIterator {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<Fact> {
        let index = self.next;
        (index < self.end).then(|| {
            self.next += 1;
            Fact(Held::Found { found: Arc::clone(&self.found), index })
        })
    }

    fn __length_hint__(&self) -> usize {
        self.end - self.next
    }
}

/// One fact: its kind, its span, its text, its core (the span without naming and bounding words), and its typed value.
#[pyclass(frozen, module = "tinviet")]
pub(crate) struct Fact(Held);

enum Held {
    /// A fact of an analysis, which it keeps alive.
    Found { found: Arc<Placed>, index: usize },
    /// A fact by itself, from a pickle: the arguments of [`Fact::new`].
    Alone(Py<PyTuple>),
}

/// The position of each field among the arguments of [`Fact::new`].
mod field {
    pub(super) const NAMES: [&str; 7] = ["kind", "start", "end", "text", "core", "value", "rule"];
    pub(super) const KIND: usize = 0;
    pub(super) const START: usize = 1;
    pub(super) const END: usize = 2;
    pub(super) const TEXT: usize = 3;
    pub(super) const CORE: usize = 4;
    pub(super) const VALUE: usize = 5;
    pub(super) const RULE: usize = 6;
}

impl Fact {
    fn get<'py>(&self, py: Python<'py>, which: usize) -> PyResult<Bound<'py, PyAny>> {
        let (found, index) = match &self.0 {
            Held::Found { found, index } => (found, *index),
            Held::Alone(fields) => return fields.bind(py).get_item(which),
        };
        let Some(fact) = found.facts().nth(index) else {
            return Err(PyIndexError::new_err(index));
        };
        match which {
            field::KIND if fact.kind() == Kind::Own => Ok(PyString::intern(py, fact.kind_name()).into_any()),
            field::KIND => Ok(kind(py, fact.kind())),
            field::START => Ok(found.fact(index)[0].into_pyobject(py)?.into_any()),
            field::END => Ok(found.fact(index)[1].into_pyobject(py)?.into_any()),
            field::TEXT => Ok(PyString::new(py, fact.text()).into_any()),
            field::CORE => {
                let [.., start, end] = found.fact(index);
                Ok((start, end).into_pyobject(py)?.into_any())
            }
            field::VALUE => value::object(py, fact.value()),
            _ => Ok(PyString::intern(py, fact.rule()).into_any()),
        }
    }

    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        if let Held::Alone(fields) = &self.0 {
            return Ok(fields.bind(py).clone());
        }
        PyTuple::new(py, (0..field::NAMES.len()).map(|which| self.get(py, which)).collect::<PyResult<Vec<_>>>()?)
    }
}

/// The name of a kind, made once.
fn kind(py: Python<'_>, kind: Kind) -> Bound<'_, PyAny> {
    static NAMES: PyOnceLock<Vec<Py<PyString>>> = PyOnceLock::new();
    let names = NAMES
        .get_or_init(py, || Kind::ALL.into_iter().map(|kind| PyString::intern(py, kind.name()).unbind()).collect());
    match names.get(kind as usize) {
        Some(name) => name.bind(py).clone().into_any(),
        None => PyString::intern(py, kind.name()).into_any(),
    }
}

#[pymethods]
impl Fact {
    #[new]
    #[pyo3(signature = (kind, start, end, text, core, value, rule = ""))]
    #[expect(clippy::too_many_arguments, reason = "the fields of a class in Python")]
    fn new(
        kind: &Bound<'_, PyString>,
        start: usize,
        end: usize,
        text: &Bound<'_, PyString>,
        core: (usize, usize),
        value: &Bound<'_, PyAny>,
        rule: &str,
    ) -> PyResult<Self> {
        Ok(Self(Held::Alone((kind, start, end, text, core, value, rule).into_pyobject(kind.py())?.unbind())))
    }

    /// The name of its kind: ``percentage``.
    #[getter]
    fn kind<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::KIND)
    }

    /// Where it begins.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::START)
    }

    /// Where it ends.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::END)
    }

    /// The text as written; on a page, as a reader sees it.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::TEXT)
    }

    /// The span without naming and bounding words.
    #[getter]
    fn core<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::CORE)
    }

    /// The value, an object of its kind's class.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::VALUE)
    }

    /// The name of the rule that found it.
    #[getter]
    fn rule<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.get(py, field::RULE)
    }

    #[classattr]
    fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, field::NAMES)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let py = other.py();
        let Ok(other) = other.cast_exact::<Self>() else { return Ok(false) };
        // Compares what the fact says, not the rule that found it.
        let said = |fact: &Self| fact.fields(py).map(|fields| fields.get_slice(0, field::RULE));
        said(self)?.eq(said(other.get())?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        // The value of an own kind is a dictionary, which is not hashable.
        self.fields(py)?.get_slice(0, field::VALUE).hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        Ok((py.get_type::<Self>(), self.fields(py)?))
    }

    /// The fields by name, as in JSON, and the rule.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
        crate::record::to_dict(&field::NAMES, &self.fields(py)?)
    }

    pub(crate) fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (kind, text, value) = (self.kind(py)?, self.text(py)?, self.value(py)?);
        let (start, end) = (self.start(py)?, self.end(py)?);
        Ok(format!(
            "Fact(kind={}, start={start}, end={end}, text={}, value={})",
            kind.repr()?,
            text.repr()?,
            value.repr()?
        ))
    }
}

/// Registers the class as a sequence, for `isinstance` and `match`.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_class::<Facts>()?;
    module.add_class::<Fact>()?;
    let sequence = py.import("collections.abc")?.getattr(intern!(py, "Sequence"))?;
    sequence.call_method1(intern!(py, "register"), (py.get_type::<Facts>(),))?;
    Ok(())
}
