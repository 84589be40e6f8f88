//! Step 5: puts each tone mark on the vowel that the chosen style asks for.
//!
//! Takes the tone off, splits the syllable, sets the tone by rules a–f of `docs/normalize.md`. A list of replacements is shorter but wrong:
//! it turns `hoàn` into `hòan`, misses `HOÀ` and breaks `IELTSKHÓA`. Only valid syllables are touched. One pass.

use super::{
    Reason,
    rewrite::{Rewrite, Rewritten},
    runs::{Shield, runs},
};
use crate::{
    span::Span,
    syllable::{ToneStyle, place},
};

/// Moves the tone marks of a text that has passed the steps before.
pub(super) fn apply(text: &str, style: ToneStyle) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut shield = Shield::new(text);
    for run in runs(text) {
        let word = &text[run.range()];
        if word.is_ascii() {
            continue;
        }
        let Some(placement) = place(word, style).filter(|_| !shield.covers(run)) else { continue };
        let mut places = word.char_indices().skip(placement.first);
        let start = places.next().map_or(0, |(at, _)| at);
        let end = word.char_indices().nth(placement.last).map_or(word.len(), |(at, char)| at + char.len_utf8());
        let with: String = placement.changed().collect();
        rewrite.replace(Span::new(run.start + start, run.start + end), &with, Reason::TonePlacement);
    }
    rewrite.finish()
}
