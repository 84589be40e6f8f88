//! Instructions per byte of each layer, counted by callgrind: reproducible under any load.
//!
//! `scripts/instructions` runs this, divides by the bytes and compares the figures with `benches/instructions.tsv`. It needs valgrind
//! and `gungraun-runner` of the same version as the dependency.

#![allow(missing_docs, reason = "the macros make public modules")]

#[path = "common/distinct.rs"]
mod distinct;

use std::{fs, hint::black_box, path::Path};

use gungraun::{Callgrind, Dhat, LibraryBenchmarkConfig, prelude::*};
use tinviet::{
    Abbreviations, Analyzer, Dictionary, Input, Kind, Normalizer, Scratch, number::Numbers, segment::Document,
};

/// The articles of `fixtures/`, in one text. Nothing is initialised yet that an analysis creates on first
/// use.
fn cold() -> (Analyzer, String) {
    let mut names: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles"))
        .expect("fixtures/articles is part of the repository")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    names.sort();
    let articles: Vec<String> =
        names.iter().map(|name| fs::read_to_string(name).expect("an article is UTF-8")).collect();
    let clean = Normalizer::new().normalize(&articles.join("\n\n")).text.into_owned();
    (Analyzer::default(), clean)
}

/// The same, with everything initialised that is created on first use, so that it is not counted.
fn news() -> (Analyzer, String) {
    let (analyzer, clean) = cold();
    black_box(analyzer.analyze(&clean).facts().len());
    (analyzer, clean)
}

fn decomposed() -> (Analyzer, String) {
    let (analyzer, text) = news();
    let text = Normalizer::new().form(tinviet::normalize::Form::Nfd).normalize(&text).text.into_owned();
    (analyzer, text)
}

fn few_kinds() -> (Analyzer, String) {
    let (_, text) = news();
    let builder = Analyzer::builder().kinds([Kind::Percentage, Kind::Date, Kind::YearRange]);
    let analyzer = builder.build();
    black_box(analyzer.analyze(&text).facts().len());
    (analyzer, text)
}

#[library_benchmark]
#[bench::clean(news())]
#[bench::decomposed(decomposed())]
fn normalize((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let length = Normalizer::new().normalize(black_box(&text)).text.len();
    (analyzer, text, length)
}

#[library_benchmark]
#[bench::clean(news())]
fn segment((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let tokens = Document::new(black_box(&text)).tokens().len();
    (analyzer, text, tokens)
}

#[library_benchmark]
#[bench::clean(news())]
fn segment_and_number((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let numbers = Numbers::new(&Document::new(black_box(&text))).iter().len();
    (analyzer, text, numbers)
}

#[library_benchmark]
#[bench::all_kinds(news())]
#[bench::first(cold())]
#[bench::few_kinds(few_kinds())]
#[bench::decomposed(decomposed())]
fn analyze((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let facts = analyzer.analyze(black_box(&text)).facts().len();
    (analyzer, text, facts)
}

fn warm() -> (Analyzer, String, Scratch) {
    let ((analyzer, text), mut scratch) = (news(), Scratch::new());
    black_box(analyzer.analyze(Input::new(&text).scratch(&mut scratch)).facts().len());
    (analyzer, text, scratch)
}

#[library_benchmark]
#[bench::scratch(warm())]
fn analyze_with((analyzer, text, mut scratch): (Analyzer, String, Scratch)) -> (Analyzer, String, Scratch, usize) {
    let facts = analyzer.analyze(Input::new(black_box(&text)).scratch(&mut scratch)).facts().len();
    (analyzer, text, scratch, facts)
}

#[library_benchmark]
#[bench::clean(news())]
fn abbreviations((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let found = Abbreviations::find(&Document::new(black_box(&text)), &Dictionary::default()).occurrences.len();
    (analyzer, text, found)
}

/// Pieces that make a grammar start and fail, or read as far as its limits allow.
fn pieces() -> Vec<String> {
    serde_json::from_str(include_str!("../fixtures/hostile.json")).expect("the list is JSON")
}

/// How many hostile texts there are: one piece repeated, and those without repetition.
fn texts() -> usize {
    pieces().len() + distinct::TEXTS.len()
}

/// The bytes of a hostile text, and of one of twice its length.
const ONCE: usize = 16 << 10;
const TWICE: usize = 2 * ONCE;

/// The text with this number, and an analyzer that has read it.
fn hostile_text(place: usize, bytes: usize) -> (Analyzer, String) {
    let analyzer = Analyzer::default();
    let pieces = pieces();
    let text = |bytes: usize| match pieces.get(place) {
        Some(piece) => piece.repeat(bytes / piece.len() + 1),
        None => distinct::text(distinct::TEXTS[place - pieces.len()].1, bytes),
    };
    // Everything created on first use is initialised here; the longer text may need a table that the shorter one
    // does not.
    black_box(analyzer.analyze(&text(TWICE)).facts().len());
    (analyzer, text(bytes))
}

fn once(place: usize) -> (Analyzer, String) {
    hostile_text(place, ONCE)
}

fn twice(place: usize) -> (Analyzer, String) {
    hostile_text(place, TWICE)
}

#[library_benchmark]
#[benches::once(iter = 0..texts(), setup = once)]
#[benches::twice(iter = 0..texts(), setup = twice)]
fn hostile((analyzer, text): (Analyzer, String)) -> (Analyzer, String, usize) {
    let facts = analyzer.analyze(black_box(&text)).facts().len();
    (analyzer, text, facts)
}

library_benchmark_group!(
    name = layers,
    config = LibraryBenchmarkConfig::default().tool(Dhat::default()),
    benchmarks = [normalize, segment, segment_and_number, abbreviations, analyze, analyze_with]
);
library_benchmark_group!(name = hostile_texts, benchmarks = hostile);
main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = [layers, hostile_texts]
);
