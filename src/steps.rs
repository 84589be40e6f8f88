//! Counts the steps of an analysis, so that tests can compare them with the length of the text. Unlike timings, counts do not depend on the
//! load of the machine.
//!
//! A step is one token query on a document. Counted in unit tests and under the fuzzer; elsewhere it costs nothing.

/// One step.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(any(test, fuzzing))]
    TAKEN.with(|taken| taken.set(taken.get() + 1));
}

#[cfg(any(test, fuzzing))]
thread_local! {
    static TAKEN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The maximum number of steps per token. Random texts of any length take at most 103, hostile ones 156, rows of opening quotes between verbs of
/// giving without a giver, repeated, 326: each verb looks for who gives in the first 360 tokens of the sentence, each quote for its end.
#[cfg(any(test, fuzzing))]
#[cfg_attr(test, allow(unreachable_pub, reason = "public to the fuzzer"))]
pub const MOST: u64 = 400;

/// How many steps `work` takes.
#[cfg(any(test, fuzzing))]
#[cfg_attr(test, allow(unreachable_pub, reason = "public to the fuzzer"))]
pub fn steps_of<T>(work: impl FnOnce() -> T) -> u64 {
    let before = TAKEN.get();
    work();
    TAKEN.get() - before
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "the fuzzer uses the rest")]
#[path = "../fuzz/src/draw.rs"]
mod draw;
#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "the fuzzer uses the rest")]
#[path = "../fuzz/src/text.rs"]
mod text;

#[cfg(test)]
mod tests {
    use super::{MOST, draw, steps_of, text};
    use crate::{Analyzer, Kind, segment::Document};

    /// Steps per token, without the fixed cost of any text.
    fn pace(analyzer: &Analyzer, text: &str) -> u64 {
        let tokens = Document::new(text).tokens().len().max(64) as u64;
        steps_of(|| analyzer.analyze(text)) / tokens
    }

    fn held(texts: impl Iterator<Item = String>) {
        let analyzer = Analyzer::builder().kinds(Kind::ALL).reference_date("2020-06-15".parse().unwrap()).build();
        let mut most = 0;
        for text in texts {
            let pace = pace(&analyzer, &text);
            most = most.max(pace);
            assert!(pace <= MOST, "{pace} steps a token: {}", &text[..text.floor_char_boundary(600)]);
        }
        assert!(most > 10, "nothing is counted");
    }

    /// Concatenated fuzzer texts of about `bytes` bytes.
    fn splice(round: u64, bytes: usize) -> String {
        let mut out = String::new();
        for part in 0.. {
            if out.len() >= bytes {
                break;
            }
            out += &text::text(&mut draw::Draw::new(&draw::bytes(round * 1000 + part, 200)), 2000);
        }
        out
    }

    #[test]
    fn short_texts_take_few_steps() {
        held((0..1000).map(|round| text::text(&mut draw::Draw::new(&draw::bytes(round, 240)), 3000)));
    }

    #[test]
    fn long_texts_take_no_more() {
        held((0..12).map(|round| splice(round, 64 << 10)));
    }

    #[test]
    fn hostile_texts_take_no_more() {
        let pieces: Vec<String> = serde_json::from_str(include_str!("../fixtures/hostile.json")).unwrap();
        held(pieces.iter().map(|piece| piece.repeat((16 << 10) / piece.len() + 1)));
    }

    /// One piece of a random text repeated, so that any list that a sentence can fill becomes as long as the
    /// text.
    #[test]
    fn one_piece_again_and_again_takes_no_more() {
        held((0..200).map(|round| {
            let piece = text::text(&mut draw::Draw::new(&draw::bytes(round, 24)), 200);
            let piece = piece.replace(['\n', '\r', '.', '!', '?'], " ");
            piece.repeat((8 << 10) / (piece.len() + 1) + 1)
        }));
    }
}
