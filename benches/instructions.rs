//! Instructions per byte of each layer, counted by callgrind: reproducible under any load.
//!
//! `scripts/instructions` runs this, divides by the bytes and compares the figures with `benches/instructions.tsv`. It needs valgrind
//! and `gungraun-runner` of the same version as the dependency.

#![allow(missing_docs, reason = "the macros make public modules")]

#[path = "common/distinct.rs"]
mod distinct;
#[path = "common/messy.rs"]
mod messy;

use std::{fs, hint::black_box, path::Path};

use gungraun::{Callgrind, Dhat, LibraryBenchmarkConfig, prelude::*};
use tinviet::{
    Abbreviations, Analysis, Analyzer, Dictionary, Input, Kind, Normalizer, OffsetUnit, Policy, Scratch, ViewOptions,
    fact::award::AwardTable, number::Numbers, segment::Document,
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

/// The news with false spaces, look-alikes, markup and the like.
fn untidy() -> (Analyzer, String) {
    let (analyzer, text) = news();
    let text = messy::of(&text, 1);
    black_box(analyzer.analyze(&text).facts().len());
    (analyzer, text)
}

/// The news [`LONG`] times, as one document.
fn long() -> (Analyzer, String) {
    let (analyzer, text) = news();
    (analyzer, vec![text; LONG].join("\n\n"))
}

/// How often a long document has the news; `scripts/instructions` knows it too.
const LONG: usize = 20;

/// The news, and the analyzer, which has read it once.
fn set(analyzer: Analyzer) -> (Analyzer, String) {
    let (_, text) = cold();
    black_box(analyzer.analyze(&text).facts().len());
    (analyzer, text)
}

fn few_kinds() -> (Analyzer, String) {
    set(Analyzer::builder().kinds([Kind::Percentage, Kind::Date, Kind::YearRange]).build())
}

fn own_short_forms() -> (Analyzer, String) {
    let own = Dictionary::builtin().with("CLBTN", "câu lạc bộ thiếu nhi").with("hđt", "hội đồng trường").without("DN");
    set(Analyzer::builder().dictionary(own).build())
}

fn own_awards() -> (Analyzer, String) {
    let awards = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n").expect("it is a table");
    set(Analyzer::builder().awards(awards).build())
}

fn reference_date() -> (Analyzer, String) {
    set(Analyzer::builder().reference_date("2024-05-01".parse().expect("it is a date")).build())
}

/// What is written out: an analysis of the news, which has been written out once.
fn read() -> Analysis<'static> {
    let (analyzer, text) = news();
    let analysis = analyzer.analyze(&text).into_owned();
    black_box(analysis.expand(Policy::All).len());
    black_box(analysis.view(ViewOptions::new().offsets(OffsetUnit::Chars)).to_json().len());
    analysis
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
#[bench::messy(untidy())]
#[bench::long(long())]
#[bench::own_short_forms(own_short_forms())]
#[bench::own_awards(own_awards())]
#[bench::reference_date(reference_date())]
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

#[library_benchmark]
#[bench::all(read())]
fn expand(analysis: Analysis<'static>) -> (Analysis<'static>, usize) {
    let length = black_box(&analysis).expand(Policy::All).len();
    (analysis, length)
}

#[library_benchmark]
#[bench::bytes(read(), OffsetUnit::Bytes)]
#[bench::characters(read(), OffsetUnit::Chars)]
fn json(analysis: Analysis<'static>, unit: OffsetUnit) -> (Analysis<'static>, usize) {
    let length = black_box(&analysis).view(ViewOptions::new().offsets(unit)).to_json().len();
    (analysis, length)
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

// An allocation counts if the benchmark is on its stack, of which DHAT keeps twelve calls otherwise: what the compiler inlines would decide.
library_benchmark_group!(
    name = layers,
    config = LibraryBenchmarkConfig::default().tool(Dhat::with_args(["--num-callers=100"])),
    benchmarks = [normalize, segment, segment_and_number, abbreviations, analyze, analyze_with, expand, json]
);
// A list that grows past this size gets pages of its own, which move without a copy. Otherwise the layout of the heap would decide what the growth costs,
// and the two lengths of a text would differ by it.
library_benchmark_group!(
    name = hostile_texts,
    config = LibraryBenchmarkConfig::default().env("GLIBC_TUNABLES", "glibc.malloc.mmap_threshold=65536"),
    benchmarks = hostile
);
main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = [layers, hostile_texts]
);
