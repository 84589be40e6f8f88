//! Classes of plain fields: equal by value, picklable, with a `repr` that omits empty fields.

/// Declares records: `Name(signature) { field: Type }`. A field is converted on access.
macro_rules! records {
    ($($(#[doc = $about:literal])* $name:ident $signature:tt { $($field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[doc = $about])*
            #[pyclass(frozen, from_py_object, module = "tinviet")]
            #[derive(Clone)]
            pub(crate) struct $name {
                $(pub(crate) $field: $type,)*
            }

            impl $crate::field::Shown for $name {
                fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    Ok(Bound::new(py, self.clone())?.into_any())
                }
            }

            #[pymethods]
            impl $name {
                #[new]
                #[pyo3(signature = $signature)]
                #[allow(clippy::too_many_arguments, reason = "the fields of a class in Python")]
                fn new($($field: $type),*) -> Self {
                    Self { $($field),* }
                }

                $(
                    #[getter]
                    fn $field<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                        $crate::field::Shown::show(&self.$field, py)
                    }
                )*

                #[classattr]
                fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, pyo3::types::PyTuple>> {
                    pyo3::types::PyTuple::new(py, [$(stringify!($field).trim_start_matches("r#")),*])
                }

                fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
                    let py = other.py();
                    match other.cast_exact::<Self>() {
                        Ok(other) => self.fields(py)?.eq(other.get().fields(py)?),
                        Err(_) => Ok(false),
                    }
                }

                fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
                    use pyo3::types::PyAnyMethods as _;

                    self.fields(py)?.hash()
                }

                fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                    $crate::record::written(stringify!($name), &[$(stringify!($field).trim_start_matches("r#")),*], &self.fields(py)?)
                }

                fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, pyo3::types::PyType>, Bound<'py, pyo3::types::PyTuple>)> {
                    Ok((py.get_type::<Self>(), self.fields(py)?))
                }

                /// The fields by name, as in JSON: numbers and dates are strings, records are dictionaries.
                fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
                    $crate::record::to_dict(&[$(stringify!($field).trim_start_matches("r#")),*], &self.fields(py)?)
                }
            }

            impl $name {
                fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
                    pyo3::types::PyTuple::new(py, [$($crate::field::Shown::show(&self.$field, py)?),*])
                }
            }
        )*

        /// Adds the classes to the module.
        pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $(module.add_class::<$name>()?;)*
            Ok(())
        }
    };
}

use pyo3::{
    intern,
    prelude::*,
    types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple},
};
pub(crate) use records;

/// `Percentage(low=Decimal('95'), bound='more_than')`.
pub(crate) fn written(name: &str, names: &[&str], fields: &Bound<'_, PyTuple>) -> PyResult<String> {
    let mut said = Vec::new();
    for (name, field) in names.iter().zip(fields) {
        let nothing = field.is_none() || field.cast::<PyTuple>().is_ok_and(|tuple| tuple.is_empty());
        if !nothing {
            said.push(format!("{name}={}", field.repr()?));
        }
    }
    Ok(format!("{name}({})", said.join(", ")))
}

pub(crate) fn to_dict<'py>(names: &[&str], fields: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(fields.py());
    for (name, field) in names.iter().zip(fields) {
        // `class_` is `class`, a keyword of Python.
        dict.set_item(name.trim_end_matches('_'), plain(&field)?)?;
    }
    Ok(dict)
}

/// A field as in JSON.
fn plain<'py>(field: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = field.py();
    if field.is_none() || field.is_instance_of::<PyBool>() || field.is_instance_of::<PyInt>() {
        return Ok(field.clone());
    }
    if field.is_instance_of::<PyFloat>() || field.is_exact_instance_of::<PyString>() {
        return Ok(field.clone());
    }
    if let Ok(tuple) = field.cast::<PyTuple>() {
        let items: Vec<_> = tuple.iter().map(|item| plain(&item)).collect::<PyResult<_>>()?;
        return Ok(PyList::new(py, items)?.into_any());
    }
    // The value of an own kind is JSON already. It is copied, so that changing the copy changes no fact.
    if let Ok(list) = field.cast::<PyList>() {
        let items: Vec<_> = list.iter().map(|item| plain(&item)).collect::<PyResult<_>>()?;
        return Ok(PyList::new(py, items)?.into_any());
    }
    if let Ok(dict) = field.cast::<PyDict>() {
        let copy = PyDict::new(py);
        for (name, item) in dict {
            copy.set_item(name, plain(&item)?)?;
        }
        return Ok(copy.into_any());
    }
    if field.hasattr(intern!(py, "to_dict"))? {
        return field.call_method0(intern!(py, "to_dict"));
    }
    Ok(field.str()?.into_any())
}
