//! The texts that a bench reads, and the table that it prints at the end.

mod messy;
mod news;
mod table;
mod texts;

pub(crate) use table::print;
pub(crate) use texts::{Legacy, Text, all, legacy};
