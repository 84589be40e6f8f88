//! Words that are split at the end of a line: `doanh nghi-⏎ệp`, `30/2020/⏎NĐ-CP`.

use super::{evidence::Tail, line::Line, view::View};
use crate::{
    normalize::Normalizer,
    span::{Cut as _, Span},
    syllable::is_syllable,
};

/// How to join the two sides of a soft break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// With a space.
    Blank,
    /// Directly: the hyphen or slash is part of the word.
    Nothing,
    /// As the halves of one syllable; the hyphen is removed.
    Syllable(Span),
}

/// How to join `before` and `after`. `is_cut` says that there was a soft hyphen at the end of `before`.
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
    // `ki-lô-⏎mét`: a word with other hyphens continues.
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

/// Replaces the break between `before` and `after` according to `join`.
pub(super) fn write(text: &str, before: &Line, after: &Line, join: Join, view: &mut View<'_>) {
    let gap = Span::new(before.end, after.start);
    match join {
        Join::Blank => view.replace(gap, " "),
        Join::Nothing => view.replace(gap, ""),
        Join::Syllable(word) => {
            let first = text.cut(word.start..before.end).trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let whole = [first, text.cut(after.start..word.end)].concat();
            // The tone mark was placed in each half separately: `ho-⏎à`.
            view.replace(word, &Normalizer::new().normalize(&whole).text);
        }
    }
}
