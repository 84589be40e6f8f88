//! The shapes that nobody may change or read into: URL, e-mail, domain, handle, hashtag, code, document number, plate.

use crate::span::Span;

/// What a protected stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Shape {
    /// `https://vi.example/tin%20moi`.
    Url,
    /// `toasoan@baomoi.example`.
    Email,
    /// `baomoi.com.vn`.
    Domain,
    /// `@toasoan`.
    Handle,
    /// `#HàNội`.
    Hashtag,
    /// `BĐ 99909-TS`, `A320-neo`: letters and digits that name a thing.
    Code,
    /// `01-KL/TW`, `30/2020/NĐ-CP`: the number and symbol of a document.
    DocumentNumber,
    /// `29A-123.45`.
    Plate,
}

/// A protected stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

/// The protected stretches of `text`, in order, none overlapping. Linear.
pub fn find(text: &str) -> Vec<Protected> {
    let _ = text;
    Vec::new()
}
