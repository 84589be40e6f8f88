//! Clean text costs no memory.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tinviet::normalize::Normalizer;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn clean_text_allocates_nothing() {
    let clean = include_str!("../fixtures/normalize/clean.txt").repeat(50);
    let normalizer = Normalizer::new();
    let region = Region::new(ALLOCATOR);
    let normalized = normalizer.normalize(&clean);
    assert!(normalized.map.is_identity());
    let change = region.change();
    assert_eq!((change.allocations, change.reallocations), (0, 0));
}
