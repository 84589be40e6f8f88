//! Allocations of the library: none for clean text, and for an analysis only those of its facts.
//!
//! The counts are per process, and the test harness has threads that allocate, so this is a separate program with a single
//! thread.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tinviet::{Analyzer, Input, Scratch, normalize::Normalizer};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    clean_text_allocates_nothing();
    an_analysis_allocates_for_its_facts_alone();
    tokens_allocate_nothing();
}

fn clean_text_allocates_nothing() {
    let clean = include_str!("../fixtures/normalize/clean.txt").repeat(50);
    let normalizer = Normalizer::new();
    let region = Region::new(ALLOCATOR);
    let normalized = normalizer.normalize(&clean);
    assert!(normalized.map.is_identity());
    let change = region.change();
    assert_eq!((change.allocations, change.reallocations), (0, 0));
}

/// The allocations of a second analysis of `text` that reuses the memory of the first.
fn allocations(analyzer: &Analyzer, scratch: &mut Scratch, text: &str) -> usize {
    analyzer.analyze(Input::new(text).scratch(scratch));
    let region = Region::new(ALLOCATOR);
    let analysis = analyzer.analyze(Input::new(text).scratch(scratch));
    let change = region.change();
    drop(analysis);
    change.allocations + change.reallocations
}

/// The analyzer reuses its lists for the next text: what remains are the values of the facts and the lists of the result.
fn an_analysis_allocates_for_its_facts_alone() {
    let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
    let mut total = (0, 0);
    for article in [
        include_str!("../fixtures/articles/bong-da.txt"),
        include_str!("../fixtures/articles/khen-thuong.txt"),
        include_str!("../fixtures/articles/kinh-te.txt"),
    ] {
        let facts = analyzer.analyze(article).facts().count();
        let asked = allocations(&analyzer, &mut scratch, article);
        total = (total.0 + asked, total.1 + facts);
    }
    assert!(total.0 <= 4 * total.1, "{} allocations for {} facts", total.0, total.1);
}

fn tokens_allocate_nothing() {
    let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
    let prose = "Con đường làng quanh co chạy giữa những hàng tre xanh mát. ";
    let [short, long] = [20, 2_000].map(|times| allocations(&analyzer, &mut scratch, &prose.repeat(times)));
    assert!(long <= short, "{short} allocations for a page, {long} for a book");
}
