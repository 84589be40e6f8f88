//! The Python package: thin over the library and its Arrow form. What Python sees is documented in `python/tinviet`.
//!
//! `field.rs` and `record.rs` make classes of plain fields and `value.rs` those of the values. `analyzer.rs` has the settings, `found.rs` and
//! `facts.rs` an analysis and its facts, `pipe.rs` many of them, `columns.rs` the Arrow form, `text.rs` the layers below. No panic gets past
//! `error.rs`.
#![allow(missing_docs, reason = "the docs are in the Python stubs")]

mod analyzer;
mod columns;
mod error;
mod facts;
mod field;
mod found;
mod html;
mod names;
mod owned;
mod pipe;
mod placed;
mod record;
mod text;
mod value;

use pyo3::prelude::*;

#[pymodule]
fn _tinviet(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<analyzer::Analyzer>()?;
    module.add_class::<found::Analysis>()?;
    module.add_class::<pipe::Pipe>()?;
    module.add_class::<columns::Report>()?;
    module.add_function(wrap_pyfunction!(found::analyze, module)?)?;
    module.add_function(wrap_pyfunction!(pipe::pipe, module)?)?;
    module.add_function(wrap_pyfunction!(columns::analyze_arrow, module)?)?;
    value::add(module)?;
    found::add(module)?;
    facts::register(module)?;
    text::register(module)
}
