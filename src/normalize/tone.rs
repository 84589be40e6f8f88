//! Step 5: puts each tone mark on the vowel that the style requires.
//!
//! It removes the tone, splits the syllable, and sets the tone by rules a–f of `docs/normalize.md`. A list of replacements is shorter but
//! wrong: it turns `hoàn` into `hòan`, misses `HOÀ` and breaks `IELTSKHÓA`. Only valid syllables are changed. One pass.

use std::ops::Range;

use super::{
    Reason,
    clean::{self, CURSORS},
    rewrite::{Rewrite, Rewritten},
    runs::{Shield, run_around},
    source::begins_mojibake,
};
use crate::{
    span::{Cut as _, Span},
    syllable::{Placement, ToneStyle, place},
};

/// Moves the tone marks in the ranges `doubts` of the result of the previous steps; the others need no change. Linear; examines only
/// doubtful words.
pub(super) fn apply(text: &str, style: ToneStyle, doubts: &[Range<usize>]) -> Option<Rewritten> {
    let table = clean::table(style);
    let mut rewrite = Rewrite::new(text);
    let mut shield = Shield::new(text);
    let mut moves: [Vec<(Span, Placement)>; CURSORS] = Default::default();
    for block in doubts {
        table.walk(text.as_bytes(), block.clone(), |cursor, from, doubt| {
            let (run, next) = run_around(text, from, doubt);
            moves[cursor].extend(place(text.cut(run.range()), style).map(|placement| (run, placement)));
            next
        });
        for (run, placement) in moves.iter_mut().flat_map(|moves| moves.drain(..)) {
            if shield.covers(run) || begins_mojibake(text.cut(run.range()), text.cut(run.end..)) {
                continue;
            }
            let mut letters = text.cut(run.range()).char_indices();
            let start = letters.nth(placement.first).map_or(0, |(at, _)| at);
            let end = letters.nth(placement.last - placement.first).map_or(run.len(), |(at, _)| at);
            let mut buffer = [0; 32];
            let mut length = 0;
            for letter in placement.changed() {
                length += letter.encode_utf8(&mut buffer[length..]).len();
            }
            let with = std::str::from_utf8(&buffer[..length]).unwrap_or_default();
            rewrite.replace(Span::new(run.start + start, run.start + end), with, Reason::TonePlacement);
        }
    }
    rewrite.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        normalize::runs::runs,
        syllable::{Syllable, Tone, letter::Letter},
    };

    /// The same without the automaton: examines every run of letters.
    fn slow(text: &str, style: ToneStyle) -> String {
        let mut out = text.to_owned();
        let runs: Vec<_> = runs(text).collect();
        for run in runs.into_iter().rev() {
            let word = &text[run.range()];
            let Some(placement) = place(word, style) else { continue };
            let mut letters: Vec<char> = word.chars().collect();
            for (letter, new) in letters[placement.first..].iter_mut().zip(placement.changed()) {
                *letter = new;
            }
            out.replace_range(run.range(), &letters.into_iter().collect::<String>());
        }
        out
    }

    /// Each attested syllable with its tone on each vowel and on each pair of vowels, in both styles, in various contexts.
    #[test]
    fn the_automaton_doubts_whatever_the_slow_twin_changes() {
        let mut checks = 0;
        for syllable in Syllable::attested() {
            let toneless: Vec<Letter> = syllable
                .with_tone(Tone::Level)
                .map_or_else(|| syllable.spell(ToneStyle::FirstVowel), |level| level.spell(ToneStyle::FirstVowel))
                .chars()
                .filter_map(Letter::read)
                .map(|letter| Letter { tone: Tone::Level, ..letter })
                .collect();
            for first in 0..toneless.len() {
                for second in first..toneless.len() {
                    let spelled = toneless.iter().enumerate().map(|(at, letter)| {
                        let tone = if at == first || at == second { syllable.tone() } else { Tone::Level };
                        Letter { tone, ..*letter }.compose()
                    });
                    let word: String = spelled.collect();
                    for text in [word.clone(), format!("({word}) "), format!("đã {word},x"), word.to_uppercase()] {
                        for style in [ToneStyle::FirstVowel, ToneStyle::SecondVowel] {
                            let doubts: Vec<_> = clean::table(style).doubts(&text).collect();
                            let fast = apply(&text, style, &doubts).map_or(text.clone(), |(text, _)| text);
                            assert_eq!(fast, slow(&text, style), "{style:?}: {text}");
                            checks += 1;
                        }
                    }
                }
            }
        }
        assert!(checks > 500_000);
    }
}
