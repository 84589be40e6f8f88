//! No two facts of the amount family share a number, whatever the text: on random splices of all fixtures of facts.
//!
//! The family is percentage, money, duration, quantity, number and the dates: `docs/facts.md` says that a number belongs to one of them.
//! The splices cut the cases' texts at random character boundaries and join the pieces with and without space, so that units lose
//! their numbers and numbers meet strange neighbours. The seeds are fixed, so that a failure comes again.

use std::{fs, path::Path};

use tinviet::{Analyzer, Kind};

#[derive(serde::Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
}

/// Kinds of which no two facts may overlap. Citations hold dates, award events counts, so these are not here.
const FAMILY: [Kind; 5] = [Kind::Percentage, Kind::Money, Kind::Duration, Kind::Quantity, Kind::Number];

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
    let analyzer = Analyzer::builder().kinds(Kind::ALL).build().unwrap();
    for round in 0..4000u64 {
        let mut seed = round;
        let mut text = String::new();
        for _ in 0..next(&mut seed) % 8 + 2 {
            text.push_str(piece(&texts[next(&mut seed) % texts.len()], &mut seed));
            text.push_str(["", " ", ", ", " và ", "-", "\n"][next(&mut seed) % 6]);
        }
        let analysis = analyzer.analyze(&text);
        let mut last = None;
        for fact in analysis.facts() {
            let (span, core) = (fact.span(), fact.core());
            assert!(text.get(span.range()).is_some_and(|text| !text.is_empty()), "seed {round}: {span:?} of {text:?}");
            assert!(
                span.start <= core.start && core.start < core.end && core.end <= span.end,
                "seed {round}: {text:?}"
            );
            if !FAMILY.contains(&fact.kind()) {
                continue;
            }
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
