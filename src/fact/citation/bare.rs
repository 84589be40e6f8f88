//! Numbers without a symbol: of which documents, and before which words, `Nghị định 67` is a citation.

use super::{Parts, Reader};
use crate::{
    lexicon::{DocumentType, Naming, table_sets, w},
    protect::is_document_year,
    segment::{Class, Gap},
};

table_sets! {
    "citations.tsv":
    /// Words that begin another phrase and that no number counts.
    OPENING = "opening";
}

impl Reader<'_> {
    /// Whether a bare number may be the number of a document of this kind, by the words around it.
    pub(super) fn may_be_bare(&self, start: usize, end: usize, kind: DocumentType, parts: &Parts) -> bool {
        let Some(designation) = &parts.designation else { return false };
        let number = designation.number.as_str();
        if self.is_scale(end) {
            return false;
        }
        let is_year = is_document_year(number);
        let is_led_by_zero = number.len() > 1 && number.starts_with('0');
        let stands_with_more = parts.issuer.is_some() || parts.date.is_some();
        match kind.naming {
            // `thông báo số 2019`: a telephone number.
            _ if parts.numbered && kind.code == Some("TB") && number.len() > 3 => {
                stands_with_more || self.doc.is(end, w::về)
            }
            _ if parts.numbered => !matches!(kind.code, Some("DA" | "CTr" | "PA" | "ĐA" | "HĐ" | "BB")),
            _ if is_year => false,
            Naming::Noun => true,
            Naming::Verbal => {
                let is_named = self.doc.token(start).is_capitalised() && !self.doc.starts_sentence(start);
                is_led_by_zero || stands_with_more || number.len() > 1 && (is_named || self.is_closed(end))
            }
            Naming::Treaty => kind.code == Some("NĐT") || kind.code == Some("CƯ") && number.len() > 1,
            Naming::Symbol | Naming::Law | Naming::Code => false,
        }
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(
            self.doc.key(at),
            w::triệu | w::tỷ | w::tỉ | w::nghìn | w::ngàn | w::trăm | w::chục | w::vạn | w::đồng | w::PERCENT_SIGN
        )
    }

    /// Whether the phrase ends at `at`: a mark, a line end, or a word that begins another phrase and that no number counts.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let Some(token) = self.doc.tokens().get(at) else { return true };
        token.gap() > Gap::Space
            || token.class() == Class::Mark && !matches!(token.key(), w::PERCENT_SIGN | w::SOLIDUS | w::HYPHEN_MINUS)
            || OPENING.has(token.key())
    }
}
