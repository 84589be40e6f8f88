//! Reads Vietnamese news: canonical text, abbreviations with their meaning in the article, and typed facts with exact offsets.
//!
//! ```
//! let analysis = tinviet::analyze("Tỉ lệ cán bộ, đảng viên tham gia học tập đạt trên 95%.");
//! let fact = analysis.facts().next().unwrap();
//! assert_eq!(fact.text(), "trên 95%");
//! ```
#![forbid(unsafe_code)]

pub mod abbreviation;
mod analysis;
mod analyzer;
pub mod article;
pub mod encoding;
mod error;
pub mod fact;
mod lexicon;
pub mod normalize;
pub mod number;
pub mod protect;
pub mod segment;
pub mod span;
pub mod syllable;

use std::sync::LazyLock;

pub use abbreviation::{Abbreviations, Expanded, Expander, Policy};
#[cfg(feature = "schema")]
pub use analysis::schema;
pub use analysis::{Analysis, FactRef};
#[cfg(feature = "serde")]
pub use analysis::{SCHEMA, View, ViewOptions};
pub use analyzer::{Analyzer, Builder};
pub use error::{Error, ErrorKind};
pub use fact::{Fact, Kind, Value};
pub use lexicon::{Dictionary, Key};
pub use normalize::{Normalized, Normalizer, ToneStyle};
pub use number::{Bound, Decimal, Number};
pub use span::{OffsetIndex, OffsetMap, OffsetUnit, Span};

static DEFAULT: LazyLock<Analyzer> = LazyLock::new(Analyzer::default);

/// Analyses `text` with the default settings, shared by all callers. Linear, no I/O, never fails.
pub fn analyze(text: &str) -> Analysis<'_> {
    DEFAULT.analyze(text)
}
