//! The texts that a bench reads, and what it measures over them.

mod messy;
mod news;
mod table;
mod texts;

pub(crate) use table::{Passes, Run};
pub(crate) use texts::{Legacy, Text, all, legacy};
