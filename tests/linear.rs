//! Eight times the text takes about eight times the time for any text. Hostile pieces are repeated, and the time is compared only with a bound
//! that a quadratic step exceeds; `scripts/instructions` counts the same texts exactly. A run of `)` once took 30 s for 128 KiB.

use std::time::{Duration, Instant};

/// Pieces that make a grammar start and fail, or read as far as its limits allow.
static HOSTILE: &str = include_str!("../fixtures/hostile.json");

#[path = "../benches/common/distinct.rs"]
mod distinct;

#[allow(dead_code, unreachable_pub, reason = "the fuzzer uses the rest")]
#[path = "../fuzz/src/draw.rs"]
mod draw;

#[allow(dead_code, unreachable_pub, reason = "the fuzzer uses the rest")]
#[path = "../fuzz/src/text.rs"]
mod text;

const SMALL: usize = 8 << 10;
const LARGE: usize = 64 << 10;

#[test]
fn texts_that_never_say_the_same_twice_take_linear_time() {
    let failures = failures(distinct::TEXTS.iter().map(|(name, piece)| (*name, |bytes| distinct::text(*piece, bytes))));
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn hostile_texts_take_linear_time() {
    let pieces: Vec<String> = serde_json::from_str(HOSTILE).unwrap();
    let failures =
        failures(pieces.iter().map(|piece| (piece.as_str(), |bytes: usize| piece.repeat(bytes / piece.len() + 1))));
    assert!(failures.is_empty(), "{failures}");
}

/// Texts of the fuzzer, each of them once, without line ends between them.
#[test]
fn random_splices_take_linear_time() {
    let splice = |round: u64, bytes: usize| {
        let mut out = String::with_capacity(bytes + 4096);
        for part in 0.. {
            if out.len() >= bytes {
                break;
            }
            let piece = text::text(&mut draw::Draw::new(&draw::bytes(round << 32 | part, 120)), 400);
            out.extend(piece.chars().filter(|char| !matches!(char, '\n' | '\r')));
        }
        out
    };
    let names: Vec<String> = (0..40).map(|round| format!("splice {round}")).collect();
    let failures =
        failures(names.iter().zip(0..).map(|(name, round)| (name.as_str(), move |bytes| splice(round, bytes))));
    assert!(failures.is_empty(), "{failures}");
}

/// The names of the texts that take disproportionately long.
fn failures<'n>(texts: impl Iterator<Item = (&'n str, impl Fn(usize) -> String)>) -> String {
    let mut failures = String::new();
    for (name, text) in texts {
        let time = |bytes: usize| {
            let text = text(bytes);
            let start = Instant::now();
            let analysis = tinviet::analyze(&text);
            let facts = analysis.facts().len();
            (start.elapsed(), facts)
        };
        let (small, _) = time(SMALL);
        let (large, _) = time(LARGE);
        // Eight times the text. A quadratic step takes sixty-four times as long; a busy machine takes up to three times as long
        // as an idle one.
        let bound = small.max(Duration::from_millis(20)) * 28;
        if large > bound {
            failures += &format!("\n{name:?}: {} KiB took {small:?}, {} KiB took {large:?}", SMALL >> 10, LARGE >> 10);
        }
    }
    failures
}
