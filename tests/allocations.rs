//! What the library asks of the allocator: nothing for clean text, and for an analysis what its facts hold.

use std::{alloc::System, sync::Mutex};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tinviet::{Analyzer, Scratch, normalize::Normalizer};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The counts are the process's: one test at a time.
static COUNTING: Mutex<()> = Mutex::new(());

#[test]
fn clean_text_allocates_nothing() {
    let _alone = COUNTING.lock();
    let clean = include_str!("../fixtures/normalize/clean.txt").repeat(50);
    let normalizer = Normalizer::new();
    let counts = (0..3).map(|_| {
        let region = Region::new(ALLOCATOR);
        let normalized = normalizer.normalize(&clean);
        assert!(normalized.map.is_identity());
        let change = region.change();
        change.allocations + change.reallocations
    });
    assert_eq!(counts.min(), Some(0));
}

/// What a second analysis of `text` asks of the allocator, in the room that the first one left: the least of three, since the thread that
/// reports the tests allocates too.
fn allocations(analyzer: &Analyzer, scratch: &mut Scratch, text: &str) -> usize {
    analyzer.analyze_with(scratch, text);
    let counts = (0..3).map(|_| {
        let region = Region::new(ALLOCATOR);
        let analysis = analyzer.analyze_with(scratch, text);
        let change = region.change();
        drop(analysis);
        change.allocations + change.reallocations
    });
    counts.min().unwrap_or(0)
}

/// The analyzer keeps its lists from one text to the next: what is left are the values of the facts and the lists of the answer.
#[test]
fn an_analysis_allocates_for_its_facts_alone() {
    let _alone = COUNTING.lock();
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

#[test]
fn tokens_allocate_nothing() {
    let _alone = COUNTING.lock();
    let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
    let prose = "Con đường làng quanh co chạy giữa những hàng tre xanh mát. ";
    let [short, long] = [20, 2_000].map(|times| allocations(&analyzer, &mut scratch, &prose.repeat(times)));
    assert!(long <= short, "{short} allocations for a page, {long} for a book");
}
