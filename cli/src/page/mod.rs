//! What the pages for people share: escaping, the languages of the interface, and values in words.

mod escape;
mod lang;
mod number;
mod time;
mod value;

pub(crate) use escape::{escape, write_escaped};
pub(crate) use lang::Lang;
pub(crate) use number::{grouped, number, scaled};
pub(crate) use value::{award, code, is_named, parts, words};
