//! Splits the number and symbol of a document: `30/2020/NĐ-CP` is number `30`, symbol `2020/NĐ-CP`, type `NĐ`, issuer
//! `Chính phủ`.
//!
//! `protect` has already found it; here it is only parsed. Source of the form: Decree 30/2020/NĐ-CP, article 8.

use crate::{
    lexicon::{SymbolPart, symbol_part, symbol_spelling},
    span::Cut as _,
};

/// A number with what comes after it, spaces dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Designation {
    /// `30`.
    pub(super) number: String,
    /// `2020/NĐ-CP`.
    pub(super) symbol: Option<String>,
    /// `30/2020/NĐ-CP`.
    pub(super) whole: String,
}

impl Designation {
    /// Reads a document number as it is in the text: `1992/QĐ - BTC`, `67/2014 NĐ-CP`, `67`.
    pub(super) fn new(text: &str) -> Self {
        // A space between a year and a symbol stands for the slash; all others are dropped.
        let mut whole = String::with_capacity(text.len());
        for piece in text.split_whitespace() {
            let ends_in_digit = whole.ends_with(|c: char| c.is_ascii_digit());
            if ends_in_digit && piece.starts_with(char::is_uppercase) {
                whole.push('/');
            }
            whole.push_str(piece);
        }
        let whole = canonical(whole);
        let cut = whole.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == 'đ' || c == 'Đ'));
        let (number, symbol) = match cut.and_then(|at| whole.split_at_checked(at)) {
            Some((number, rest)) => {
                let mut rest = rest.chars();
                rest.next();
                (number.to_owned(), Some(rest.as_str().to_owned()).filter(|symbol| !symbol.is_empty()))
            }
            None => (whole.clone(), None),
        };
        Self { number, symbol, whole }
    }

    /// The same symbol after another number: the `15` of `15, 16/2021/NĐ-CP`.
    pub(super) fn with_number(&self, number: &str) -> Self {
        let whole = format!("{number}{}", self.whole.cut(self.number.len()..));
        Self { number: number.to_owned(), symbol: self.symbol.clone(), whole }
    }

    /// The type that the symbol names: `NĐ` of `NĐ-CP`, `QĐ` of `QĐUB`, none of `TTg-CN`. After the body that signs, the letters are those of
    /// who wrote it: `NHNN-PC` is of its legal department, and no `Phiếu chuyển`.
    pub(super) fn document_type(&self) -> Option<&'static str> {
        let is_year = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
        let first = parts(self.symbol.as_deref()?).find(|part| !is_year(part))?;
        match symbol_part(first) {
            Some(SymbolPart::Type(code)) => Some(code),
            Some(SymbolPart::Issuer(_)) | None => glued(first).map(|(code, _)| code),
        }
    }

    /// The body that the symbol names: `Chính phủ` of `NĐ-CP`.
    pub(super) fn issuer(&self) -> Option<&'static str> {
        parts(self.symbol.as_deref()?).find_map(|part| match symbol_part(part) {
            Some(SymbolPart::Issuer(issuer)) => Some(issuer),
            _ => glued(part).map(|(_, issuer)| issuer),
        })
    }

    /// Whether any part of the symbol is known.
    pub(super) fn is_known(&self) -> bool {
        self.document_type().is_some() || self.issuer().is_some()
    }
}

/// The marks that OCR and typists put for `/` and `-`, and the capitals of a symbol in lower case: `15/2020/nđ-cp` is `15/2020/NĐ-CP`.
fn canonical(whole: String) -> String {
    let is_lower = whole.contains(['/', '-']) && !whole.contains(char::is_uppercase);
    let has_marks = whole.contains(['\u{2044}', '\u{2010}', '\u{2011}', '\u{2013}']);
    if !is_lower && !has_marks {
        return whole;
    }
    let whole: String = whole
        .chars()
        .map(|c| match c {
            '\u{2044}' => '/',
            '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
            other => other,
        })
        .collect();
    if !is_lower {
        return whole;
    }
    let mut out = String::with_capacity(whole.len());
    for piece in whole.split_inclusive(['/', '-']) {
        let (part, mark) = piece.split_at(piece.trim_end_matches(['/', '-']).len());
        // `18a/nq-cp`: the letter of an inserted document stays in lower case.
        let is_number = part.starts_with(|c: char| c.is_ascii_digit());
        match symbol_spelling(part) {
            _ if is_number => out.push_str(part),
            Some(spelling) => out.push_str(spelling),
            None => out.extend(part.chars().flat_map(char::to_uppercase)),
        }
        out.push_str(mark);
    }
    out
}

fn parts(symbol: &str) -> impl Iterator<Item = &str> {
    symbol.split(['/', '-', '.', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}']).filter(|part| !part.is_empty())
}

/// A type and an issuer written as one part: `QĐUB`, `NQTW`.
fn glued(part: &str) -> Option<(&'static str, &'static str)> {
    let (at, _) = part.char_indices().nth(2)?;
    match (symbol_part(part.cut(..at))?, symbol_part(part.cut(at..))?) {
        (SymbolPart::Type(code), SymbolPart::Issuer(issuer)) => Some((code, issuer)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        for (text, number, symbol, whole, code, issuer) in [
            ("30/2020/NĐ-CP", "30", Some("2020/NĐ-CP"), "30/2020/NĐ-CP", Some("NĐ"), Some("Chính phủ")),
            ("01-KL/TW", "01", Some("KL/TW"), "01-KL/TW", Some("KL"), Some("Trung ương Đảng")),
            ("1992/QĐ - BTC", "1992", Some("QĐ-BTC"), "1992/QĐ-BTC", Some("QĐ"), Some("Bộ Tài chính")),
            ("67/2014 NĐ-CP", "67", Some("2014/NĐ-CP"), "67/2014/NĐ-CP", Some("NĐ"), Some("Chính phủ")),
            ("993/QĐUB", "993", Some("QĐUB"), "993/QĐUB", Some("QĐ"), Some("Ủy ban nhân dân")),
            ("152/TTg-CN", "152", Some("TTg-CN"), "152/TTg-CN", None, Some("Thủ tướng Chính phủ")),
            ("3851/NHNN-PC", "3851", Some("NHNN-PC"), "3851/NHNN-PC", None, Some("Ngân hàng Nhà nước Việt Nam")),
            ("18a/NQ-CP", "18a", Some("NQ-CP"), "18a/NQ-CP", Some("NQ"), Some("Chính phủ")),
            ("83/2009", "83", Some("2009"), "83/2009", None, None),
            ("67", "67", None, "67", None, None),
            ("15/2020/nđ-cp", "15", Some("2020/NĐ-CP"), "15/2020/NĐ-CP", Some("NĐ"), Some("Chính phủ")),
            ("37/qđ-ttg", "37", Some("QĐ-TTg"), "37/QĐ-TTg", Some("QĐ"), Some("Thủ tướng Chính phủ")),
            ("11 – NQ/TW", "11", Some("NQ/TW"), "11-NQ/TW", Some("NQ"), Some("Trung ương Đảng")),
            ("30⁄2020⁄NĐ‑CP", "30", Some("2020/NĐ-CP"), "30/2020/NĐ-CP", Some("NĐ"), Some("Chính phủ")),
        ] {
            let read = Designation::new(text);
            assert_eq!((read.number.as_str(), read.symbol.as_deref(), read.whole.as_str()), (number, symbol, whole));
            assert_eq!((read.document_type(), read.issuer()), (code, issuer), "{text}");
        }
        assert_eq!(Designation::new("16/2021/NĐ-CP").with_number("15").whole, "15/2021/NĐ-CP");
    }
}
