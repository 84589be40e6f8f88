//! Types of document and their issuers, as named by type words and by symbols.

#[cfg(feature = "serde")]
use std::collections::HashSet;
use std::{collections::HashMap, sync::LazyLock};

use super::{HashedMap, Key, Phrases, cells, rows, split_cell};

/// How a type of document is recognised from the words around its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// A noun that a bare number may follow: `Nghị định 67`.
    Noun,
    /// Just as often a verb or a common noun: `quyết định 2 phương án`; a bare number needs more evidence.
    Verbal,
    /// Cited only with `số` or a symbol: `Kế hoạch số 12`, `Dự án …/DA-UBND`.
    Symbol,
    /// Cited by name and year: `Luật Đất đai 2013`.
    Law,
    /// A code, cited by its short form and year: `BLHS 1999`.
    Code,
    /// Cited by name and year, with `về` and `của` in the name, or by number: `Công ước 1982`, `Nghị định thư 7`.
    Treaty,
}

impl Naming {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "noun" => Self::Noun,
            "verbal" => Self::Verbal,
            "symbol" => Self::Symbol,
            "law" => Self::Law,
            "code" => Self::Code,
            "treaty" => Self::Treaty,
            _ => return None,
        })
    }
}

/// The type named by a type word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentType {
    /// The type of a citation: `NĐ`; `None` for words that name no particular type (`văn bản`).
    pub(crate) code: Option<&'static str>,
    /// How it is cited.
    pub(crate) naming: Naming,
}

/// The meaning of a part of a document's symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SymbolPart {
    /// A type, by its code: `NĐ` in `NĐ-CP`.
    Type(&'static str),
    /// The issuer: `CP` in `NĐ-CP`.
    Issuer(&'static str),
}

static TABLE: &str = include_str!("../../data/documents.tsv");
/// Type words beside the names of the types.
static OTHER_WORDS: &str = include_str!("../../data/document_words.tsv");
static ISSUERS: &str = include_str!("../../data/document_issuers.tsv");
static LAW_NAMES: &str = include_str!("../../data/laws.tsv");
static SECTOR_NAMES: &str = include_str!("../../data/sectors.tsv");

/// The rows of a table, split into cells.
fn split_rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows(table).map(|row| cells(row).collect())
}

/// The type words, each with its type.
pub(crate) static TYPE_WORDS: LazyLock<Phrases<DocumentType>> = LazyLock::new(|| {
    let named = |word, code: &'static str, naming| {
        let code = Some(code).filter(|code| !code.is_empty());
        Some((word, DocumentType { code, naming: Naming::named(naming)? }))
    };
    let types = split_rows(TABLE).filter_map(|cells| match cells[..] {
        [name, code, .., naming] => named(name, code, naming),
        _ => None,
    });
    let others = split_rows(OTHER_WORDS).filter_map(|cells| match cells[..] {
        [word, code, naming, ..] => named(word, code, naming),
        _ => None,
    });
    Phrases::new(types.chain(others))
});

/// The type code equal to `text`, as a `'static` string of the table.
#[cfg(feature = "serde")]
pub(crate) fn document_code(text: &str) -> Option<&'static str> {
    static CODES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| split_rows(TABLE).filter_map(|cells| cells.get(1).copied()).collect());
    CODES.get(text).copied()
}

/// The name of the type with this code: `Nghị định` of `NĐ`.
pub(crate) fn document_name(code: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        // If several names have one code, the first row wins.
        let rows = split_rows(TABLE).filter_map(|cells| Some((*cells.get(1)?, *cells.first()?)));
        rows.fold(HashMap::new(), |mut names, (code, name)| {
            names.entry(code).or_insert(name);
            names
        })
    });
    NAMES.get(code).copied()
}

/// The names of laws, without the type word.
pub(crate) static LAWS: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(LAW_NAMES));

/// The responsibilities of ministries and departments.
pub(crate) static SECTORS: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(SECTOR_NAMES));

/// The first cells of a table as phrases, with commas as separate words, like tokens, and with either dash.
fn phrases(table: &'static str) -> Phrases<()> {
    let names = || rows(table).map(|row| split_cell(row).0.replace(", ", " , "));
    let dashed = names().filter(|name| name.contains(" - ")).map(|name| name.replace(" - ", " – "));
    Phrases::new(names().chain(dashed).map(|name| (name, ())))
}

/// By the number of the key.
static PARTS: LazyLock<HashedMap<SymbolPart>> = LazyLock::new(|| {
    let mut parts = HashedMap::default();
    for row in rows(TABLE) {
        let (code, rest) = split_cell(split_cell(row).1);
        for symbol in split_cell(rest).0.split(' ').filter(|symbol| !symbol.is_empty()) {
            parts.insert(Key::of(symbol).get(), SymbolPart::Type(code));
        }
    }
    for row in rows(ISSUERS) {
        let (symbol, issuer) = split_cell(row);
        parts.entry(Key::of(symbol).get()).or_insert(SymbolPart::Issuer(issuer));
    }
    parts
});

/// The meaning of one part of a symbol: `NĐ`, `CP`, `QH13`; digits at its end are a term of office. Constant time.
pub(crate) fn symbol_part(part: &str) -> Option<SymbolPart> {
    PARTS.get(&Key::of(part.trim_end_matches(|c: char| c.is_ascii_digit())).get()).copied()
}

/// The spelling of a known part of a symbol: `TTg` for `ttg`.
pub(crate) fn symbol_spelling(part: &str) -> Option<&'static str> {
    static SPELLINGS: LazyLock<HashMap<Key, &'static str>> = LazyLock::new(|| {
        let types = split_rows(TABLE).flat_map(|cells| cells.get(2).copied().unwrap_or_default().split(' '));
        let issuers = split_rows(ISSUERS).filter_map(|cells| cells.first().copied());
        let mut spellings = HashMap::new();
        for symbol in types.chain(issuers).filter(|symbol| !symbol.is_empty()) {
            spellings.entry(Key::of(symbol)).or_insert(symbol);
        }
        spellings
    });
    SPELLINGS.get(&Key::of(part)).copied()
}

/// The first word of each type word, and the second, if it has one.
pub(super) fn heads() -> impl Iterator<Item = (Key, Option<Key>)> {
    rows(TABLE).chain(rows(OTHER_WORDS)).map(|row| {
        let mut words = split_cell(row).0.split(' ').map(Key::of);
        (words.next().unwrap_or_default(), words.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        for (table, width) in [(TABLE, 6), (OTHER_WORDS, 4), (ISSUERS, 2), (LAW_NAMES, 1), (SECTOR_NAMES, 1)] {
            let rows: Vec<_> = split_rows(table).collect();
            assert!(rows.iter().all(|cells| cells.len() == width), "a row has not {width} cells");
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "rows are not sorted by a unique first cell");
        }
        let mut codes: Vec<_> = split_rows(TABLE).map(|cells| cells[1]).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }

    #[test]
    fn each_type_word_says_how_it_is_cited() {
        let namings = split_rows(TABLE).map(|cells| cells[5]).chain(split_rows(OTHER_WORDS).map(|cells| cells[2]));
        assert!(namings.into_iter().all(|naming| Naming::named(naming).is_some()));
        for cells in split_rows(OTHER_WORDS) {
            assert!(cells[1].is_empty() || document_name(cells[1]).is_some(), "{cells:?}: no type has this code");
            assert!(cells[3].to_lowercase().starts_with(cells[0]), "{cells:?}: the example shows the word");
        }
    }

    #[test]
    fn symbols_are_taken_apart() {
        assert_eq!(symbol_part("NĐ"), Some(SymbolPart::Type("NĐ")));
        assert_eq!(symbol_part("QH13"), Some(SymbolPart::Issuer("Quốc hội")));
        assert_eq!(symbol_part("TTg"), Some(SymbolPart::Issuer("Thủ tướng Chính phủ")));
        assert_eq!(symbol_part("XYZ"), None);
    }
}
