//! The number of a document: `số 30/2020/NĐ-CP`, `số 03 / 2016/TT-BNNPTNT`, `67`, `30a`.

use super::symbol::Designation;
use crate::{
    lexicon::w,
    protect::{Shape, is_document_year},
    segment::{Class, Document, Gap},
    span::Cut as _,
};

/// A number at some token.
pub(super) struct NumberAt {
    pub(super) end: usize,
    pub(super) designation: Designation,
    pub(super) bare: bool,
    pub(super) numbered: bool,
}

/// The number at `at`, after an optional `số` or `số:`.
pub(super) fn at(doc: &Document<'_>, at: usize) -> Option<NumberAt> {
    let numbered = doc.is(at, w::số);
    let mut start = at;
    if numbered {
        start += 1 + usize::from(doc.is(start + 1, w::hiệu));
        start += usize::from(doc.is(start, w::COLON));
    }
    let token = doc.tokens().get(start)?;
    if token.gap() > Gap::Space {
        return None;
    }
    match token.class() {
        Class::Protected(Shape::DocumentNumber) => {
            let designation = Designation::new(doc.text_of(start));
            Some(NumberAt { end: start + 1, bare: false, designation, numbered })
        }
        // `Quyết định của Ngân hàng Nhà nước số 652/2001`: after the issuer there is no type word, so `protect` does not see a document number.
        // `Văn bản 2103/2009`: no month has that number.
        Class::Digits
            if is_year_of_number(doc, start + 1)
                && (numbered || doc.text_of(start).parse::<u32>().is_ok_and(|number| number > 12)) =>
        {
            let text = doc.text().cut(doc.span_of(start..start + 3).range());
            Some(NumberAt { end: start + 3, designation: Designation::new(text), bare: true, numbered })
        }
        // `số 03 / 2016/TT-BNNPTNT`
        Class::Digits if goes_on_after_stroke(doc, start) => {
            let text = doc.text().cut(doc.span_of(start..start + 3).range());
            Some(NumberAt { end: start + 3, designation: Designation::new(text), bare: false, numbered })
        }
        Class::Digits if token.span().len() <= 5 => {
            let mut end = start + 1;
            // `Nghị quyết 30a`.
            if doc.tokens().get(end).is_some_and(|next| next.is_glued() && next.class() == Class::Word) {
                if doc.text_of(end).chars().count() > 1 {
                    return None;
                }
                end += 1;
            }
            // Part of a date, a range, a decimal, a percentage or a code.
            let is_cut = doc.tokens().get(end).is_some_and(|next| {
                let goes_on =
                    doc.tokens().get(end + 1).is_some_and(|token| token.is_glued() && token.class() != Class::Mark);
                next.key() == w::PERCENT_SIGN || next.is_glued() && next.class() != Class::Word && goes_on
            });
            let text = doc.text().cut(doc.span_of(start..end).range());
            (!is_cut).then(|| NumberAt { end, designation: Designation::new(text), bare: true, numbered })
        }
        _ => None,
    }
}

/// Whether a stroke with a blank beside it parts the number at `at` from its year and symbol, which stand in one piece after it.
fn goes_on_after_stroke(doc: &Document<'_>, at: usize) -> bool {
    let Some(rest) = doc.tokens().get(at + 2).filter(|_| doc.key_after(at + 1) == w::SOLIDUS) else { return false };
    let year = doc.text_of(at + 2).get(..4).unwrap_or_default();
    rest.gap() <= Gap::Space
        && rest.class() == Class::Protected(Shape::DocumentNumber)
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && is_document_year(year)
}

/// Whether a stroke and the year of a document's number are at `at`, and nothing is glued on.
fn is_year_of_number(doc: &Document<'_>, at: usize) -> bool {
    let glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.is_glued());
    let digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits);
    doc.is(at, w::SOLIDUS)
        && glued(at)
        && glued(at + 1)
        && digits(at + 1)
        && is_document_year(doc.text_of(at + 1))
        && !(glued(at + 2) && (doc.is(at + 2, w::SOLIDUS) || doc.is(at + 2, w::HYPHEN_MINUS)))
}
