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
//! | the same of a web page or of Markdown | [`Builder::markup`] |
//! | facts of some kinds | [`Builder::kinds`], then [`Analysis::facts`] |
//! | dates such as `hôm qua` resolved | [`Builder::reference_date`], or [`Input::reference_date`] for each article's own |
//! | the text with its abbreviations written out | [`Analysis::expand`]; your own short forms through [`Builder::dictionary`] |
//! | canonical spelling and the way back | [`Normalizer::normalize`] |
//! | a syllable taken apart | [`syllable::Syllable`] |
//! | why something was found, or not | [`Analyzer::explain`]; all rules with an example: [`fact::Rule`] |
//! | tokens and sentences | [`segment::Document`] |
//! | JSON | [`Analysis::view`] (feature `serde`), its schema from `schema()` (feature `schema`); an [`Analysis`] is read back from it |
//! | an analysis to keep or return | [`Analysis::into_owned`] |
//! | your own awards | [`fact::award::AwardTable`], then [`Builder::awards`] |
//! | the article's own date (`(Dân trí) - 24/11/2026`) | [`Builder::dateline`] |
//! | TCVN3, VNI, VISCII and other old encodings | [`encoding::detect`] and [`encoding::decode`] |
//! | offsets for Python or JavaScript | [`ViewOptions::offsets`], or [`OffsetIndex`] for your own |
//!
//! # What an offset is
//!
//! A [`Span`] is a half-open range of **bytes of the original**, as it was given: not of the normalised text, whatever was composed,
//! moved or left out on the way. Both ends lie on letters, a letter being taken with all its marks. [`OffsetIndex`] turns
//! bytes into code points (Python) or UTF-16 units (JavaScript, Java) in constant time each.
//!
//! # The layers
//!
//! Each module knows only those above it, and `tests/layers.rs` holds them to it:
//! [`span`] · [`syllable`] · the lexicon · [`protect`] · [`encoding`] · [`markup`] · [`normalize`] · [`reading`] · [`segment`] · [`number`] ·
//! [`abbreviation`] · [`article`] · [`fact`] · [`Analysis`] · [`Analyzer`]. One scan makes tokens; each grammar begins at a token
//! that can begin it and walks a bounded number to either side.
//!
//! # What is not done
//!
//! - No names of persons, places or bodies as such, no parts of speech, no parse, no sentiment: rules read numbers, dates,
//!   documents, awards and short forms.
//! - No guesses: what a text does not say is `None`, and a short form with several senses and no cue stays open, with its candidates.
//! - Spelling is not corrected; only different ways to write the same letters become one.
//! - No I/O. The program in `cli/` reads files.
//!
//! # Untrusted input
//!
//! Any `&str` may be given to [`analyze`]. Time and memory are linear in its length, nothing panics, nothing recurses on the input,
//! and there is no `unsafe` here. Texts of 4 GiB and more are not for this library: a token keeps its place in 32 bits.
//!
//! # Features
//!
//! | feature | adds |
//! | --- | --- |
//! | `serde` (default) | [`Analysis::view`]; analyses, facts, their values and the named enums to JSON and back |
//! | `arrow` | `arrow::analyze_batch`: a batch of texts becomes a batch of facts |
//! | `html` | [`markup`]: pages of the web, read as browsers read them |
//! | `markdown` | [`markup`]: CommonMark, with raw HTML in it (and so `html`) |
//! | `own-kinds` | `OwnKinds`: kinds of fact of the user's own, from one file |
//! | `parallel` | `Analyzer::analyze_all` and `Analyzer::analyze_each`: many texts on all processors |
//! | `schema` | `schema()`, the JSON Schema of that form |
//!
//! A feature only adds; none changes a result.
//!
//! # Types of other crates
//!
//! Three crates are part of the API, each because its type is what callers compute with: dates and times are [`jiff`]'s, exact decimals are
//! `rust_decimal`'s ([`Decimal`]), and behind their features batches are `arrow`'s and schemas `schemars`'. `tinviet::jiff`, `tinviet::Decimal`
//! and `tinviet::arrow::{arrow_array, arrow_schema}` are these crates at the version used here.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// What a text decides ends no program: each exception says why it cannot.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice))]

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

/// Analyses a text with the default settings, shared by all callers. Linear, no I/O, never fails.
///
/// ```
/// let analysis = tinviet::analyze("Tăng 7%, đạt 2,5 tỷ đồng.");
/// let values: Vec<String> = analysis.facts().map(|fact| fact.value().to_string()).collect();
/// assert_eq!(values, ["7 %", "2500000000 VND"]);
/// ```
pub fn analyze<'t, 's>(input: impl Into<Input<'t, 's>>) -> Analysis<'t> {
    DEFAULT.analyze(input)
}

/// All that a program may want to share between threads can be.
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
