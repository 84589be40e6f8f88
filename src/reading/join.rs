//! A word that the end of a line cuts: `doanh nghi-⏎ệp`, `30/2020/⏎NĐ-CP`.

use super::{evidence::Tail, line::Line, view::View};
use crate::{
    normalize::Normalizer,
    span::{Cut as _, Span},
    syllable::is_syllable,
};

/// How the two sides of a soft break come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// With a blank.
    Blank,
    /// With nothing: the hyphen or slash is the word's own.
    Nothing,
    /// As one syllable, whose halves these are; the hyphen between them goes.
    Syllable(Span),
}

/// How `before` and `after` come together. `is_cut` says that a soft hyphen stood at the end of `before`.
pub(super) fn join(text: &str, before: &Line, after: &Line, is_cut: bool) -> Join {
    let glued = before.tail == Tail::Hyphen || is_cut;
    if !glued || !text.cut(after.start..).starts_with(char::is_alphanumeric) {
        return Join::Blank;
    }
    let hyphen = if is_cut { 0 } else { text.cut(..before.end).chars().next_back().map_or(0, char::len_utf8) };
    let end = before.end - hyphen;
    let start = text.cut(..end).trim_end_matches(char::is_alphanumeric).len();
    let rest = text.cut(after.start..after.end);
    let width = rest.len() - rest.trim_start_matches(char::is_alphanumeric).len();
    // `ki-lô-⏎mét`: a word that has hyphens of its own goes on.
    let goes_on = text.cut(..start).ends_with(['-', '/']) || rest.cut(width..).starts_with(['-', '/']);
    let whole = [text.cut(start..end), rest.cut(..width)].concat();
    let is_word = rest.starts_with(char::is_lowercase) && is_syllable(&Normalizer::new().normalize(&whole).text);
    if is_word && !goes_on && !text.cut(end..before.end).starts_with(['/', '–']) {
        Join::Syllable(Span::new(start, after.start + width))
    } else if is_cut {
        Join::Blank
    } else {
        Join::Nothing
    }
}

/// Writes the break between `before` and `after` as `join` says.
pub(super) fn write(text: &str, before: &Line, after: &Line, join: Join, view: &mut View<'_>) {
    let gap = Span::new(before.end, after.start);
    match join {
        Join::Blank => view.replace(gap, " "),
        Join::Nothing => view.replace(gap, ""),
        Join::Syllable(word) => {
            let first = text.cut(word.start..before.end).trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let whole = [first, text.cut(after.start..word.end)].concat();
            // The halves had their tones placed apart: `ho-⏎à`.
            view.replace(word, &Normalizer::new().normalize(&whole).text);
        }
    }
}
