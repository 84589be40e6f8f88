//! The texts of the benchmarks, and the measurement.

#![allow(dead_code, unused_imports, reason = "no bench reads all of it")]

pub(crate) mod messy;
mod news;
mod table;
mod texts;

pub(crate) use news::news;
pub(crate) use table::{Passes, Run};
pub(crate) use texts::{Legacy, Text, all, legacy};
