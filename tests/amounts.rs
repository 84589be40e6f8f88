//! No two facts of the amount family share a number: a property test on random splices of all fact fixtures.
//!
//! The family is the dates, percentage, money, duration, quantity, number and ordinal: `docs/facts.md` says that a number belongs to one of
//! them. Citations hold dates, but nothing else of the family; what is in a document's number belongs to the citation alone. The splices
//! cut the cases' texts at random character boundaries and join the pieces with and without space, so that units lose their numbers and
//! numbers get unusual neighbours. The seeds are fixed, so failures are reproducible.

use std::{fs, path::Path};

use tinviet::{Analyzer, Kind, Policy, Value};

#[derive(serde::Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
}

/// Kinds of which no two facts may overlap. Award events hold all of them.
const FAMILY: [Kind; 9] = [
    Kind::Date,
    Kind::YearRange,
    Kind::DateRange,
    Kind::Percentage,
    Kind::Money,
    Kind::Duration,
    Kind::Quantity,
    Kind::Number,
    Kind::Ordinal,
];

/// Kinds that a citation may hold.
const DATES: [Kind; 3] = [Kind::Date, Kind::YearRange, Kind::DateRange];

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fact");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| toml::from_str::<File>(&fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().flat_map(|path| read(path).case).map(|case| case.text).collect()
}

/// Mixes the bits of a number (SplitMix64).
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*seed ^ *seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ mixed >> 31) as usize
}

/// A piece of `text` between two character boundaries.
fn piece<'t>(text: &'t str, seed: &mut u64) -> &'t str {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (one, other) = (bounds[next(seed) % bounds.len()], bounds[next(seed) % bounds.len()]);
    &text[one.min(other)..one.max(other)]
}

#[test]
fn a_number_belongs_to_one_fact() {
    let texts = texts();
    let analyzer = Analyzer::builder().kinds(Kind::ALL).build();
    for round in 0..40_000u64 {
        let mut seed = round;
        let mut text = String::new();
        for _ in 0..next(&mut seed) % 8 + 2 {
            text.push_str(piece(&texts[next(&mut seed) % texts.len()], &mut seed));
            text.push_str(["", " ", ", ", " và ", "-", "\n"][next(&mut seed) % 6]);
        }
        let analysis = analyzer.analyze(&text);
        let mut last = None;
        let mut cited = 0;
        for fact in analysis.facts() {
            let (span, core) = (fact.span(), fact.core());
            assert!(text.get(span.range()).is_some_and(|text| !text.is_empty()), "seed {round}: {span:?} of {text:?}");
            assert!(
                span.start <= core.start && core.start < core.end && core.end <= span.end,
                "seed {round}: {text:?}"
            );
            if fact.kind() == Kind::Citation {
                assert!(cited <= span.start, "seed {round}: two citations share {:?} in {text:?}", fact.text());
                let free = last.is_none_or(|(kind, end)| end <= span.start || DATES.contains(&kind));
                assert!(free, "seed {round}: {last:?} and the citation {:?} in {text:?}", fact.text());
                cited = span.end;
            }
            if !FAMILY.contains(&fact.kind()) {
                continue;
            }
            let nests = cited <= span.start || DATES.contains(&fact.kind());
            assert!(nests, "seed {round}: {:?} {:?} in a citation in {text:?}", fact.kind(), fact.text());
            if let Some((kind, end)) = last {
                assert!(
                    end <= span.start,
                    "seed {round}: {kind:?} and {:?} share {:?} in {text:?}",
                    fact.kind(),
                    fact.text()
                );
            }
            last = Some((fact.kind(), span.end));
        }
    }
}

/// Every symbol of the table of types with many issuers, with and without a year: the number belongs to the citation, the date next to it is
/// a date too, and nothing in the number is written out.
#[test]
fn a_document_number_is_one_thing() {
    let analyzer = Analyzer::builder().kinds(Kind::ALL).build();
    let types = include_str!("../data/documents.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let issuers = ["CP", "TTg", "BCT", "BTC", "UBND", "HĐND", "TW", "BGDĐT", "BLĐTBXH", "NHNN", "TU"];
    let mut seen = 0;
    for row in types {
        let mut cells = row.split('\t');
        let (name, code, symbols) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        for symbol in symbols.split(' ').filter(|symbol| !symbol.is_empty()) {
            for issuer in issuers {
                for number in [
                    format!("30/2020/{symbol}-{issuer}"),
                    format!("05-{symbol}/{issuer}"),
                    format!("12/{symbol}-{issuer}"),
                ] {
                    let text = format!("Theo {name} số {number} ngày 5/3/2020, xã chi 5% cho 3 hộ.");
                    let analysis = analyzer.analyze(&text);
                    let start = text.find(&number).unwrap();
                    let end = start + number.len();
                    let mut citations = 0;
                    let mut dated = false;
                    for fact in analysis.facts() {
                        let span = fact.span();
                        dated |= fact.kind() == Kind::Date && fact.text() == "ngày 5/3/2020";
                        if span.start >= end || span.end <= start {
                            continue;
                        }
                        let Value::Citation(citation) = fact.value() else {
                            panic!("{:?} {:?} in {text:?}", fact.kind(), fact.text())
                        };
                        assert_eq!(citation.designation.as_deref(), Some(number.as_str()), "{text}");
                        assert_eq!(citation.type_by_symbol(), Some(code), "{text}");
                        assert!(citation.issuer_by_symbol().is_some(), "{text}");
                        assert_eq!(citation.date.map(|date| date.to_string()).as_deref(), Some("2020-03-05"), "{text}");
                        citations += 1;
                    }
                    assert!(citations == 1 && dated, "{citations} citations in {text:?}");
                    assert!(analysis.expand(Policy::All).contains(&number), "{text}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn hostile_texts_end_and_do_not_panic() {
    for unit in [
        "từ ",
        "hàng ",
        "một trăm ",
        "năm ",
        "1.",
        "1,",
        "1/",
        "5-",
        "5 - ",
        "- ",
        "không phẩy ",
        "tỷ tỷ ",
        "khoảng hơn ",
        "triệu nghìn ",
        "9",
        "9 999 ",
        "$",
        "$1 ",
        "USD ",
        "1 và ",
        "1, ",
        "mười mấy ",
        "nửa ",
        "phần ba ",
        "lẻ ",
        "rưỡi ",
        "giữa 1 và ",
        "từ 1 đến ",
        "lên ",
        "5 % ",
        "đồng ",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        let analysis = Analyzer::default().analyze(&text);
        for fact in analysis.facts() {
            assert!(!fact.text().is_empty());
        }
    }
}
