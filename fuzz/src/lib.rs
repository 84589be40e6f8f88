//! The fuzz targets, one per part of the library; generators are in `text`, properties in `oracle`.
//!
//! libFuzzer runs the targets through `fuzz_targets/`, `rounds` and `tests/fuzz.rs` run them with the same bytes every time. `docs/testing.md` lists
//! the properties.

mod config;
pub mod draw;
mod oracle;
mod output;
mod pace;
#[cfg(feature = "markdown")]
mod pages;
#[cfg(feature = "schema")]
mod schema;
mod tables;
mod text;

use draw::Draw;

/// The laws for texts that were found once.
pub mod finds {
    pub use super::oracle::{expands, normalizes, paragraphs, text};

    /// A text that the bytes choose.
    pub fn any_text(bytes: &[u8]) -> String {
        super::text::text(&mut super::Draw::new(bytes), 2000)
    }
}

/// The result of checking a property: nothing, or how it is broken.
pub type Verdict = Result<(), String>;

/// A part of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Facts, with all laws about them: the forms of a text, paragraphs alone, other kinds, one scratch, all processors.
    Analyze,
    /// Every step of normalisation, in every combination.
    Normalize,
    /// Each encoding, encoded and decoded.
    Decode,
    /// Detection of the encoding of bytes.
    Detect,
    /// Expansion with three policies and arbitrary dictionaries.
    Expand,
    /// Facts by analyzers of any settings, with users' short forms and awards.
    Config,
    /// Pages and Markdown.
    Markup,
    /// Dates in EDTF.
    Edtf,
    /// Users' tables of abbreviations.
    Dictionary,
    /// Users' tables of awards.
    Awards,
    /// The JSON form, in all units of offsets.
    Jsonl,
    /// Batches of columns.
    Arrow,
}

impl Target {
    pub const ALL: [Self; 12] = [
        Self::Analyze,
        Self::Normalize,
        Self::Decode,
        Self::Detect,
        Self::Expand,
        Self::Config,
        Self::Markup,
        Self::Edtf,
        Self::Dictionary,
        Self::Awards,
        Self::Jsonl,
        Self::Arrow,
    ];

    /// The name of its file in `fuzz_targets/`.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// What the laws say of what `bytes` choose.
    pub fn verdict(self, bytes: &[u8]) -> Verdict {
        let draw = &mut Draw::new(bytes);
        match self {
            Self::Analyze => oracle::analyze(draw),
            Self::Normalize => oracle::normalize(draw),
            Self::Decode => oracle::decode(draw),
            Self::Detect => oracle::detect(draw),
            Self::Expand => oracle::expand(draw),
            Self::Config => config::config(draw),
            #[cfg(feature = "markdown")]
            Self::Markup => pages::markup(draw),
            #[cfg(not(feature = "markdown"))]
            Self::Markup => Ok(()),
            Self::Edtf => oracle::edtf(draw),
            Self::Dictionary => tables::dictionary(draw),
            Self::Awards => tables::awards(draw),
            Self::Jsonl => output::jsonl(draw),
            Self::Arrow => output::arrow(draw),
        }
    }

    /// Panics if a property is broken.
    pub fn check(self, bytes: &[u8]) {
        if let Err(fault) = self.verdict(bytes) {
            panic!("{self:?}: {fault}");
        }
    }
}

/// Gives up with what the message says unless the law holds.
macro_rules! hold {
    ($law:expr, $($message:tt)+) => {
        if !$law {
            return Err(format!($($message)+));
        }
    };
}
use hold;
