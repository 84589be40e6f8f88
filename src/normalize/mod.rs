//! One call makes any Vietnamese text canonical, keeps every other text as it is, and says what it changed.
//!
//! The steps run in the order of the list in [`Normalizer::normalize`], each on the result of the one before, each with its own map back;
//! the maps are joined at the end. One pass for everything was rejected: the steps read different things (bytes, clusters, words), and most
//! texts need none of them.
//!
//! ```
//! use tinviet::normalize::{Normalizer, Reason};
//!
//! let text = Normalizer::new().normalize("Ðảng uỷ tòan tỉnh");
//! assert_eq!(text.text, "Đảng ủy toàn tỉnh");
//! let first = text.changes().next().unwrap();
//! assert_eq!((first.span.range(), &*first.replacement, first.reason), (0..2, "Đ", Reason::LookAlike));
//! ```
//!
//! The rules and their sources are in `docs/normalize.md`.

mod letters;
mod lookalike;
mod rewrite;
mod runs;
mod tone;

use std::borrow::Cow;

use crate::span::{OffsetMap, Span};
pub use crate::syllable::ToneStyle;
use rewrite::Rewritten;

/// The settings of normalisation.
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    tone_style: ToneStyle,
    form: Form,
}

/// How letters with marks are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// One character a letter: `ệ`.
    #[default]
    Nfc,
    /// The letter and its marks apart: `e` + dot below + circumflex.
    Nfd,
}

/// A normalised text that remembers where each byte came from.
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    /// The text; borrowed where nothing changed.
    pub text: Cow<'t, str>,
    /// The way back to the original.
    pub map: OffsetMap,
}

/// One change, with its place in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'n> {
    /// The stretch of the original.
    pub span: Span,
    /// What stands there now.
    pub replacement: Cow<'n, str>,
    /// Why. Where two steps touched one stretch, the later one's reason.
    pub reason: Reason,
}

/// Why a stretch was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[repr(u8)]
pub enum Reason {
    /// An invisible character went.
    Invisible,
    /// A letter and its marks came together.
    Marks,
    /// A vowel bears two different tones or shapes. Nothing is guessed; the marks are in canonical order.
    ConflictingMarks,
    /// A full-width character became ASCII.
    FullWidth,
    /// A letter that only looks Vietnamese became the one that it stands for.
    LookAlike,
    /// The tone mark moved.
    TonePlacement,
    /// Letters and marks were written apart ([`Form::Nfd`]).
    Decomposed,
}

impl Reason {
    const ALL: [Self; 7] = [
        Self::Invisible,
        Self::Marks,
        Self::ConflictingMarks,
        Self::FullWidth,
        Self::LookAlike,
        Self::TonePlacement,
        Self::Decomposed,
    ];
}

impl Change<'_> {
    /// The same change, borrowing nothing.
    pub fn into_owned(self) -> Change<'static> {
        Change { span: self.span, replacement: Cow::Owned(self.replacement.into_owned()), reason: self.reason }
    }
}

impl Normalized<'_> {
    /// What was changed, in order. A conflict is reported even where its text stayed.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> {
        self.map.edits().iter().map(|edit| Change {
            span: edit.source,
            replacement: Cow::Borrowed(&self.text[edit.target.range()]),
            reason: Reason::ALL[usize::from(edit.tag)],
        })
    }
}

impl Normalizer {
    /// The default settings: NFC, tone on the first vowel.
    pub const fn new() -> Self {
        Self { tone_style: ToneStyle::FirstVowel, form: Form::Nfc }
    }

    /// Where tone marks go.
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.tone_style = style;
        self
    }

    /// How letters with marks are written out.
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// Normalises `text`. Linear, whatever the text; never fails; allocates nothing where nothing changes.
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut out = Draft { original: text, text: Cow::Borrowed(text), map: OffsetMap::identity() };
        let (rewritten, doubtful) = letters::apply(&out.text);
        out.take(rewritten);
        if doubtful {
            out.step(lookalike::apply);
        }
        if self.tone_style != ToneStyle::Preserve {
            out.step(|text| tone::apply(text, self.tone_style));
        }
        if self.form == Form::Nfd {
            out.step(letters::decompose);
        }
        out.finish()
    }
}

/// A text on its way through the steps.
struct Draft<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    map: OffsetMap,
}

impl<'t> Draft<'t> {
    fn step(&mut self, step: impl FnOnce(&str) -> Option<Rewritten>) {
        let rewritten = step(&self.text);
        self.take(rewritten);
    }

    fn take(&mut self, rewritten: Option<Rewritten>) {
        if let Some((text, map)) = rewritten {
            self.map = if self.map.is_identity() { map } else { self.map.then(&map) };
            self.text = Cow::Owned(text);
        }
    }

    fn finish(mut self) -> Normalized<'t> {
        // One step may undo what another did; a conflict is worth its report all the same.
        let (original, text) = (self.original, &self.text);
        self.map.retain(|edit| {
            edit.tag == Reason::ConflictingMarks as u8 || original[edit.source.range()] != text[edit.target.range()]
        });
        if matches!(&self.text, Cow::Owned(text) if text == original) {
            self.text = Cow::Borrowed(original);
        }
        Normalized { text: self.text, map: self.map }
    }
}
