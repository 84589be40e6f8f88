//! Types of document, and the bodies that issue them, as type words and as symbols name them.

use std::{collections::HashMap, sync::LazyLock};

use super::Key;

/// A type of document: a row of `data/documents.tsv`.
#[derive(Debug)]
pub(crate) struct DocumentType {
    /// The type word in the text: `Nghị định`.
    pub(crate) name: &'static str,
    /// The type of a citation: `NĐ`.
    pub(crate) code: &'static str,
}

/// What a part of a document's symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SymbolPart {
    /// A type, by its code: the `NĐ` of `NĐ-CP`.
    Type(&'static str),
    /// Who issued it: the `CP` of `NĐ-CP`.
    Issuer(&'static str),
}

static TABLE: &str = include_str!("../../data/documents.tsv");
static ISSUERS: &str = include_str!("../../data/document_issuers.tsv");

/// The rows below the header, as cells.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

/// All types of document.
pub(crate) static DOCUMENT_TYPES: LazyLock<Vec<DocumentType>> = LazyLock::new(|| {
    rows(TABLE)
        .filter_map(|cells| match cells[..] {
            [name, code, ..] => Some(DocumentType { name, code }),
            _ => None,
        })
        .collect()
});

static PARTS: LazyLock<HashMap<Key, SymbolPart>> = LazyLock::new(|| {
    let mut parts = HashMap::new();
    for cells in rows(TABLE) {
        if let [_, code, symbols, ..] = cells[..] {
            for symbol in symbols.split(' ').filter(|symbol| !symbol.is_empty()) {
                parts.insert(Key::of(symbol), SymbolPart::Type(code));
            }
        }
    }
    for cells in rows(ISSUERS) {
        if let [symbol, issuer] = cells[..] {
            parts.entry(Key::of(symbol)).or_insert(SymbolPart::Issuer(issuer));
        }
    }
    parts
});

/// What one part of a symbol stands for: `NĐ`, `CP`, `QH13`; digits at its end are a term of office. Constant time.
pub(crate) fn symbol_part(part: &str) -> Option<SymbolPart> {
    PARTS.get(&Key::of(part.trim_end_matches(|c: char| c.is_ascii_digit()))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        for (table, width) in [(TABLE, 5), (ISSUERS, 2)] {
            let rows: Vec<_> = rows(table).collect();
            assert!(rows.iter().all(|cells| cells.len() == width), "a row has not {width} cells");
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "rows are not sorted by a unique first cell");
        }
        let mut codes: Vec<_> = DOCUMENT_TYPES.iter().map(|kind| kind.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), DOCUMENT_TYPES.len());
    }

    #[test]
    fn symbols_are_taken_apart() {
        assert_eq!(symbol_part("NĐ"), Some(SymbolPart::Type("NĐ")));
        assert_eq!(symbol_part("QH13"), Some(SymbolPart::Issuer("Quốc hội")));
        assert_eq!(symbol_part("TTg"), Some(SymbolPart::Issuer("Thủ tướng Chính phủ")));
        assert_eq!(symbol_part("XYZ"), None);
    }
}
