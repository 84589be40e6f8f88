//! Types of document and their issuers, as named by type words and by symbols.

#[cfg(feature = "serde")]
use std::collections::HashSet;
use std::{collections::HashMap, sync::LazyLock};

use super::{Key, Phrases, Roles, rows, split_cell};

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
static ISSUERS: &str = include_str!("../../data/document_issuers.tsv");
static LAW_NAMES: &str = include_str!("../../data/laws.tsv");
static SECTOR_NAMES: &str = include_str!("../../data/sectors.tsv");

/// The rows of a table, split into cells.
fn cells(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows(table).map(|row| row.split('\t').collect())
}

/// Type words that are not in the table of types: they name several types, or one in other words.
const OTHER_TYPE_WORDS: &[(&str, Option<&str>, Naming)] = &[
    ("văn bản", None, Naming::Verbal),
    ("giấy phép", None, Naming::Symbol),
    ("giấy chứng nhận", None, Naming::Symbol),
    ("bản án", None, Naming::Symbol),
    ("công hàm", None, Naming::Symbol),
    ("sắc luật", None, Naming::Noun),
    ("thông tư liên bộ", Some("TTLT"), Naming::Noun),
    ("công văn hỏa tốc", Some("CV"), Naming::Noun),
    ("công điện khẩn", Some("CĐ"), Naming::Noun),
    ("công điện hỏa tốc", Some("CĐ"), Naming::Noun),
    ("nđ", Some("NĐ"), Naming::Noun),
    ("nq", Some("NQ"), Naming::Noun),
    ("qđ", Some("QĐ"), Naming::Verbal),
    ("ttlt", Some("TTLT"), Naming::Symbol),
    ("cv", Some("CV"), Naming::Symbol),
    ("tt", Some("TT"), Naming::Symbol),
    ("kl", Some("KL"), Naming::Symbol),
    ("chương trình hành động", Some("CTr"), Naming::Symbol),
    ("blhs", Some("BL"), Naming::Code),
    ("blds", Some("BL"), Naming::Code),
    ("bltths", Some("BL"), Naming::Code),
    ("blttds", Some("BL"), Naming::Code),
    ("bllđ", Some("BL"), Naming::Code),
    ("blhh", Some("BL"), Naming::Code),
];

fn naming(code: &str) -> Naming {
    match code {
        "Luật" | "BL" | "PL" => Naming::Law,
        "HP" | "HƯ" | "HĐi" | "CƯ" | "NĐT" => Naming::Treaty,
        "NĐ" | "NQ" | "NQLT" | "TT" | "TTLT" | "CV" | "CĐ" | "SL" | "TTr" | "AL" => Naming::Noun,
        "QĐ" | "CT" | "KL" | "QĐi" | "TB" | "HD" => Naming::Verbal,
        _ => Naming::Symbol,
    }
}

/// The type words, each with its type.
pub(crate) static TYPE_WORDS: LazyLock<Phrases<DocumentType>> = LazyLock::new(|| {
    let types = cells(TABLE).filter_map(|cells| match cells[..] {
        [name, code, ..] => Some((name, DocumentType { code: Some(code), naming: naming(code) })),
        _ => None,
    });
    let others = OTHER_TYPE_WORDS.iter().map(|&(word, code, naming)| (word, DocumentType { code, naming }));
    Phrases::new(types.chain(others))
});

/// The type code equal to `text`, as a `'static` string of the table.
#[cfg(feature = "serde")]
pub(crate) fn document_code(text: &str) -> Option<&'static str> {
    static CODES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| cells(TABLE).filter_map(|cells| cells.get(1).copied()).collect());
    CODES.get(text).copied()
}

/// The name of the type with this code: `Nghị định` of `NĐ`.
pub(crate) fn document_name(code: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        // If several names have one code, the first row wins.
        let rows = cells(TABLE).filter_map(|cells| Some((*cells.get(1)?, *cells.first()?)));
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

static PARTS: LazyLock<HashMap<Key, SymbolPart>> = LazyLock::new(|| {
    let mut parts = HashMap::new();
    for cells in cells(TABLE) {
        if let [_, code, symbols, ..] = cells[..] {
            for symbol in symbols.split(' ').filter(|symbol| !symbol.is_empty()) {
                parts.insert(Key::of(symbol), SymbolPart::Type(code));
            }
        }
    }
    for cells in cells(ISSUERS) {
        if let [symbol, issuer] = cells[..] {
            parts.entry(Key::of(symbol)).or_insert(SymbolPart::Issuer(issuer));
        }
    }
    parts
});

/// The meaning of one part of a symbol: `NĐ`, `CP`, `QH13`; digits at its end are a term of office. Constant time.
pub(crate) fn symbol_part(part: &str) -> Option<SymbolPart> {
    PARTS.get(&Key::of(part.trim_end_matches(|c: char| c.is_ascii_digit()))).copied()
}

/// The spelling of a known part of a symbol: `TTg` for `ttg`.
pub(crate) fn symbol_spelling(part: &str) -> Option<&'static str> {
    static SPELLINGS: LazyLock<HashMap<Key, &'static str>> = LazyLock::new(|| {
        let types = cells(TABLE).flat_map(|cells| cells.get(2).copied().unwrap_or_default().split(' '));
        let issuers = cells(ISSUERS).filter_map(|cells| cells.first().copied());
        let mut spellings = HashMap::new();
        for symbol in types.chain(issuers).filter(|symbol| !symbol.is_empty()) {
            spellings.entry(Key::of(symbol)).or_insert(symbol);
        }
        spellings
    });
    SPELLINGS.get(&Key::of(part)).copied()
}

/// The first words of the type words, for the scan.
pub(super) const DOCUMENT_WORDS: &[(&str, Roles)] = &[
    ("luật", Roles::DOCUMENT),
    ("bộ", Roles::DOCUMENT),
    ("hiến", Roles::DOCUMENT),
    ("pháp", Roles::DOCUMENT),
    ("lệnh", Roles::DOCUMENT),
    ("nghị", Roles::DOCUMENT),
    ("thông", Roles::DOCUMENT),
    ("sắc", Roles::DOCUMENT),
    ("điều", Roles::DOCUMENT),
    ("hiệp", Roles::DOCUMENT),
    ("công", Roles::DOCUMENT),
    ("quyết", Roles::DOCUMENT),
    ("chỉ", Roles::DOCUMENT),
    ("quy", Roles::DOCUMENT),
    ("hướng", Roles::DOCUMENT),
    ("chương", Roles::DOCUMENT),
    ("kế", Roles::DOCUMENT),
    ("phương", Roles::DOCUMENT),
    ("đề", Roles::DOCUMENT),
    ("dự", Roles::DOCUMENT),
    ("báo", Roles::DOCUMENT),
    ("biên", Roles::DOCUMENT),
    ("tờ", Roles::DOCUMENT),
    ("hợp", Roles::DOCUMENT),
    ("bản", Roles::DOCUMENT),
    ("giấy", Roles::DOCUMENT),
    ("phiếu", Roles::DOCUMENT),
    ("kết", Roles::DOCUMENT),
    ("cương", Roles::DOCUMENT),
    ("văn", Roles::DOCUMENT),
    ("nđ", Roles::DOCUMENT),
    ("nq", Roles::DOCUMENT),
    ("qđ", Roles::DOCUMENT),
    ("ttlt", Roles::DOCUMENT),
    ("cv", Roles::DOCUMENT),
    ("tt", Roles::DOCUMENT),
    ("kl", Roles::DOCUMENT),
    ("án", Roles::DOCUMENT),
    ("blhs", Roles::DOCUMENT),
    ("blds", Roles::DOCUMENT),
    ("bltths", Roles::DOCUMENT),
    ("blttds", Roles::DOCUMENT),
    ("bllđ", Roles::DOCUMENT),
    ("blhh", Roles::DOCUMENT),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        for (table, width) in [(TABLE, 5), (ISSUERS, 2), (LAW_NAMES, 1), (SECTOR_NAMES, 1)] {
            let rows: Vec<_> = cells(table).collect();
            assert!(rows.iter().all(|cells| cells.len() == width), "a row has not {width} cells");
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "rows are not sorted by a unique first cell");
        }
        let mut codes: Vec<_> = cells(TABLE).map(|cells| cells[1]).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }

    #[test]
    fn the_scan_knows_the_first_word_of_each_type_word() {
        let names = cells(TABLE).map(|cells| cells[0].to_lowercase());
        for name in names.chain(OTHER_TYPE_WORDS.iter().map(|(word, ..)| (*word).to_owned())) {
            let first = name.split(' ').next().unwrap();
            assert!(DOCUMENT_WORDS.iter().any(|(word, _)| *word == first), "{name}");
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
