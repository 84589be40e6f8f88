//! Builds a numeral from its parts.

use crate::{
    lexicon::w,
    number::{Certainty, Decimal, Form, Number, Numeral, words::Reader},
    segment::{Case, Document, Gap},
};

/// The power of ten.
pub(super) fn ten_to(power: u32) -> Option<Decimal> {
    10i128.checked_pow(power).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// Builds a numeral without a scale and with one reading; `certainty` is given by its form, and may be lowered for its letter case or for a single word.
pub(super) fn numeral(reader: &Reader<'_>, end: usize, value: Number, form: Form, certainty: Certainty) -> Numeral {
    let (doc, start) = (reader.doc, reader.start);
    let certainty = match form {
        Form::Digits | Form::Scaled => Certainty::Sure,
        _ if is_like_a_name(doc, start, end) => Certainty::Doubtful,
        _ if end > start + 1 => certainty,
        _ => match doc.key(start) {
            w::năm | w::ba | w::chín | w::không | w::mấy | w::nửa => Certainty::Doubtful,
            _ => certainty.min(Certainty::Likely),
        },
    };
    Numeral {
        tokens: start..end,
        span: doc.span_of(start..end),
        value,
        high: None,
        alternative: None,
        scale: Decimal::ONE,
        form,
        certainty,
    }
}

/// Whether words are capitalised without need (`Năm Căn`, `anh Sáu`), or start a sentence and are followed by the second part of a name
/// (`Ba Đình`).
fn is_like_a_name(doc: &Document<'_>, start: usize, end: usize) -> bool {
    let is_title = |index: usize| {
        doc.tokens().get(index).is_some_and(|token| token.case == Case::Title && token.gap <= Gap::Space)
    };
    match doc.tokens().get(start).map(|token| token.case) {
        Some(Case::Title) if doc.starts_sentence(start) => {
            (start + 1..end).any(is_title) || end == start + 1 && is_title(end)
        }
        Some(Case::Title) => true,
        _ => (start + 1..end).any(is_title),
    }
}
