//! The fields of records as Python objects: `Decimal`, `Fraction`, dates in EDTF, names.

use std::{borrow::Cow, str::FromStr};

use pyo3::{
    prelude::*,
    sync::PyOnceLock,
    types::{PyString, PyTuple, PyType},
};
use tinviet::{fact::time::Edtf, number::Number};

use crate::error::Failure;

/// How a field becomes a Python object.
pub(crate) trait Shown {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// A number: `Decimal`, or `Ratio` if the text has a fraction.
#[derive(Clone)]
pub(crate) struct Amount(pub(crate) Number);

/// A date in EDTF.
#[derive(Clone)]
pub(crate) struct Day(pub(crate) Edtf);

/// One of the library's names: `more_than`.
#[derive(Clone)]
pub(crate) struct Name(pub(crate) Cow<'static, str>);

impl Name {
    pub(crate) const fn of(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

/// Reads what Python passes: a string, or an object whose `str` is one.
fn parse<T: FromStr<Err = tinviet::Error>>(object: &Bound<'_, PyAny>) -> PyResult<T> {
    Ok(object.str()?.to_cow()?.parse().map_err(Failure::from)?)
}

impl<'a, 'py> FromPyObject<'a, 'py> for Amount {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        parse(&object).map(Self)
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Day {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        parse(&object).map(Self)
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Name {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(Cow::Owned(object.extract()?)))
    }
}

impl Shown for Amount {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static RATIO: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        match &self.0 {
            Number::Ratio(part, whole) => RATIO.import(py, "tinviet._types", "Ratio")?.call1((*part, *whole)),
            number => {
                let decimal = DECIMAL.import(py, "decimal", "Decimal")?;
                // Most counts are small, and making an int is faster than parsing its digits.
                match number.decimal().filter(|decimal| decimal.scale() == 0).map(i64::try_from) {
                    Some(Ok(whole)) => decimal.call1((whole,)),
                    _ => decimal.call1((number.to_string(),)),
                }
            }
        }
    }
}

impl Shown for Day {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static EDTF: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        EDTF.import(py, "tinviet._types", "Edtf")?.call1((self.0.to_string(),))
    }
}

impl Shown for Name {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::intern(py, &self.0).into_any())
    }
}

impl Shown for String {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, self).into_any())
    }
}

macro_rules! plain {
    ($($type:ty),*) => {
        $(impl Shown for $type {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.into_pyobject(py)?.to_owned().into_bound_py_any(py)
            }
        })*
    };
}

use pyo3::IntoPyObjectExt as _;

plain! { bool, usize, i64, f32, (usize, usize) }

impl<T: Shown> Shown for Option<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |field| field.show(py))
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items: Vec<_> = self.iter().map(|item| item.show(py)).collect::<PyResult<_>>()?;
        Ok(PyTuple::new(py, items)?.into_any())
    }
}
