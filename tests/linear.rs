//! Eight times the text takes about eight times the time, whatever the text: hostile pieces are repeated, and the time is held only
//! against a bound that a quadratic step breaks; `scripts/instructions` counts the same texts exactly. A row of `)` once cost 30 s for 128 KiB.

use std::time::{Duration, Instant};

/// Pieces that make a grammar begin and give up again, or walk as far as it may.
static HOSTILE: &str = include_str!("../fixtures/hostile.json");

const SMALL: usize = 8 << 10;
const LARGE: usize = 64 << 10;

#[test]
fn hostile_texts_take_linear_time() {
    let mut failures = String::new();
    let pieces: Vec<String> = serde_json::from_str(HOSTILE).unwrap();
    for piece in pieces {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len() + 1);
            let start = Instant::now();
            let analysis = tinviet::analyze(&text);
            let facts = analysis.facts().len();
            (start.elapsed(), facts)
        };
        let (small, _) = time(SMALL);
        let (large, _) = time(LARGE);
        // Eight times the text. Sixty-four times the time is what a quadratic step takes; machines that are busy take up to three
        // times as long as they should.
        let bound = small.max(Duration::from_millis(20)) * 28;
        if large > bound {
            failures += &format!("\n{piece:?}: {} KiB took {small:?}, {} KiB took {large:?}", SMALL >> 10, LARGE >> 10);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
