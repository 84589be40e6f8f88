//! Reads Vietnamese news: canonical text, abbreviations with their meaning in the article, and typed facts with exact offsets.
//!
//! ```
//! use tinviet::{Bound, Value};
//!
//! let analysis = tinviet::analyze("Tỉ lệ cán bộ, đảng viên và người lao động (NLĐ) tham gia học tập đạt trên 95%.");
//! let fact = analysis.facts().next().unwrap();
//! assert_eq!(fact.text(), "trên 95%");
//! assert_eq!(&analysis.text()[fact.core().range()], "95%");
//! match fact.value() {
//!     Value::Percentage(percentage) => assert_eq!(percentage.bound, Bound::MoreThan),
//!     other => panic!("{other:?}"),
//! }
//! assert_eq!(&*analysis.abbreviations().definitions[0].long, "người lao động");
//! ```
//!
//! # Where to begin
//!
//! | you want | call |
//! | --- | --- |
//! | everything in an article | [`analyze`], or [`Analyzer::builder`] for other settings |
//! | the same for a web page or Markdown | [`Builder::markup`] |
//! | only some kinds of fact | [`Builder::kinds`], then [`Analysis::facts`] |
//! | `hôm qua` ("yesterday") resolved to a date | [`Builder::reference_date`], or [`Input::reference_date`] for each article |
//! | the text with its abbreviations expanded | [`Analysis::expand`]; add your own short forms with [`Builder::dictionary`] |
//! | canonical spelling, with offsets mapped back | [`Normalizer::normalize`] |
//! | the parts of a syllable | [`syllable::Syllable`] |
//! | why something was found, or not | [`Analyzer::explain`]; [`fact::Rule`] lists all rules with examples |
//! | tokens and sentences | [`segment::Document`] |
//! | JSON | [`Analysis::view`] (feature `serde`), its schema from `schema()` (feature `schema`); an [`Analysis`] can be deserialised from it |
//! | an analysis to keep or return | [`Analysis::into_owned`] |
//! | your own kinds of fact | `OwnKinds` (feature `own-kinds`), then `Builder::own_kinds` |
//! | your own awards | [`fact::award::AwardTable`], then [`Builder::awards`] |
//! | the article's own date (`(Dân trí) - 24/11/2026`) | [`Builder::dateline`] |
//! | TCVN3, VNI, VISCII and other old encodings | [`encoding::detect`] and [`encoding::decode`] |
//! | offsets for Python or JavaScript | [`ViewOptions::offsets`], or [`OffsetIndex`] to convert any offset |
//!
//! # What an offset is
//!
//! A [`Span`] is a half-open range of **bytes of the original text**, not of the normalised one, whatever normalisation composed,
//! moved or removed. Both ends are letter boundaries; a letter includes its combining marks. [`OffsetIndex`] converts byte offsets
//! to code points (Python) or UTF-16 units (JavaScript, Java), each in constant time.
//!
//! # The layers
//!
//! Each module uses only those before it in this list, and `tests/layers.rs` checks it: [`span`] · [`syllable`] · the lexicon · [`protect`] ·
//! [`encoding`] · [`markup`] · [`normalize`] · [`reading`] · [`segment`] · [`number`] · [`abbreviation`] · [`article`] · [`fact`] ·
//! [`Analysis`] · [`Analyzer`]. One scan produces the tokens. Each grammar starts at a trigger token and looks at a bounded number of tokens
//! on either side.
//!
//! # What is not done
//!
//! - No recognition of persons, places or organisations as such, no parts of speech, no parsing, no sentiment: rules read numbers,
//!   dates, documents, awards and short forms.
//! - No guesses: what a text does not say is `None`, and a short form with several senses and no evidence for one of them stays
//!   ambiguous, with its candidates.
//! - No spelling correction; only different ways of writing the same letters are unified.
//! - No I/O. The program in `cli/` reads files.
//!
//! # Untrusted input
//!
//! Any `&str` may be passed to [`analyze`]. Time and memory are linear in its length, nothing panics, nothing recurses on the
//! input, and this crate has no `unsafe` code. Texts of 4 GiB and more are not supported: a token stores its position in 32 bits.
//!
//! # Features
//!
//! | feature | adds |
//! | --- | --- |
//! | `serde` (default) | [`Analysis::view`]; `Serialize` and `Deserialize` for analyses, facts, their values and the named enums |
//! | `arrow` | `arrow::analyze_batch`: a batch of texts becomes a batch of facts |
//! | `html` | [`markup`]: web pages, read as browsers read them |
//! | `markdown` | [`markup`]: CommonMark, which may contain HTML (so it enables `html`) |
//! | `own-kinds` | `OwnKinds`: user-defined kinds of fact, from one file |
//! | `parallel` | `Analyzer::analyze_all` and `Analyzer::analyze_each`: many texts on all processors |
//! | `schema` | `schema()`, the JSON Schema of the output |
//!
//! A feature only adds API; none changes a result.
//!
//! # Types of other crates
//!
//! Types of four crates are part of the API, because callers compute with them: dates and times are [`jiff`]'s, exact decimals are
//! `rust_decimal`'s ([`Decimal`]) and, with their features, batches are `arrow`'s and schemas `schemars`'. `tinviet::jiff`, `tinviet::Decimal`
//! and `tinviet::arrow::{arrow_array, arrow_schema}` re-export the versions used here.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// No input may panic. Each exception says at its line why no input can trigger it.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice))]
#![cfg_attr(not(test), deny(clippy::cast_possible_truncation, clippy::cast_sign_loss))]

pub mod abbreviation;
mod analysis;
mod analyzer;
#[cfg(feature = "arrow")]
pub mod arrow;
pub mod article;
mod bytes;
pub mod encoding;
mod error;
pub mod fact;
mod input;
mod lexicon;
pub mod markup;
mod names;
mod narrow;
pub mod normalize;
pub mod number;
#[cfg(feature = "own-kinds")]
mod own;
#[cfg(feature = "parallel")]
mod parallel;
pub mod protect;
pub mod reading;
pub mod segment;
pub mod span;
#[cfg(not(fuzzing))]
mod steps;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod steps;
pub mod syllable;

use std::sync::LazyLock;

pub use abbreviation::{Abbreviations, Expanded, Expander, Policy};
#[cfg(feature = "schema")]
pub use analysis::schema;
pub use analysis::{Analysis, FactRef, Facts};
#[cfg(feature = "serde")]
pub use analysis::{SCHEMA, View, ViewOptions};
pub use analyzer::{Analyzer, Ask, Builder, Explanation, Lost, explain};
pub use error::{Error, ErrorKind};
pub use fact::{Fact, Kind, Value, time::ReferenceDate};
pub use input::{Input, Scratch};
pub use jiff;
pub use lexicon::{Dictionary, Key};
pub use markup::{Markup, Page};
pub use normalize::{Normalized, Normalizer, ToneStyle};
pub use number::{Bound, Decimal, Number};
#[cfg(feature = "own-kinds")]
pub use own::{KindInfo, OwnKinds, Warning};
pub use reading::{LineBreaks, Tokenized};
pub use span::{OffsetIndex, OffsetMap, OffsetUnit, Span};

/// The examples of the README and of `docs/` run as tests.
#[cfg(all(doctest, feature = "serde"))]
mod documentation {
    #[doc = include_str!("../README.md")]
    mod readme {}
    #[doc = include_str!("../docs/design.md")]
    mod design {}
    #[doc = include_str!("../docs/tutorial-rust.md")]
    mod tutorial {}
    #[doc = include_str!("../docs/events.md")]
    mod events {}
    #[doc = include_str!("../docs/time.md")]
    mod time {}
    #[doc = include_str!("../docs/abbreviations.md")]
    mod abbreviations {}
    #[cfg(feature = "html")]
    #[doc = include_str!("../docs/reading.md")]
    mod reading {}
    #[cfg(feature = "arrow")]
    #[doc = include_str!("../docs/pipelines.md")]
    mod pipelines {}
}

static DEFAULT: LazyLock<Analyzer> = LazyLock::new(Analyzer::default);

/// Analyses a text with the default settings. Linear time, no I/O, never fails. All callers share one
/// [`Analyzer`].
///
/// ```
/// let analysis = tinviet::analyze("Tăng 7%, đạt 2,5 tỷ đồng.");
/// let values: Vec<String> = analysis.facts().map(|fact| fact.value().to_string()).collect();
/// assert_eq!(values, ["7 %", "2500000000 VND"]);
/// ```
pub fn analyze<'t, 's>(input: impl Into<Input<'t, 's>>) -> Analysis<'t> {
    DEFAULT.analyze(input)
}

/// Everything that a program may want to share between threads can be shared.
#[cfg(test)]
#[test]
fn the_public_types_are_send_and_sync() {
    const fn shared<T: Send + Sync>() {}
    shared::<(
        Analysis<'_>,
        Analyzer,
        Builder,
        Input<'_, '_>,
        Scratch,
        Dictionary,
        Error,
        Expanded<'_>,
        Expander,
        Fact,
        Normalized<'_>,
    )>();
    shared::<(
        Normalizer,
        OffsetIndex<'_>,
        OffsetMap,
        abbreviation::Abbreviations,
        fact::award::AwardTable,
        segment::Document<'_>,
    )>();
}
