//! Reads line-wrapped text and the output of tokenisers.
//!
//! Otherwise every grammar would have to handle these forms. Instead the canonical text is rewritten once as a reader would read it, with
//! a map back, and all later layers work on that. The rewritten text is internal: spans are mapped back to the original input. A text with
//! one paragraph per line is not copied; checking that takes a search for line ends and a look at both sides of each.
//!
//! Rejected: changing the gaps between tokens after the scan. It copies nothing, but protected ranges, document numbers and split words
//! are read before there are tokens.
//!
//! The rules are in `docs/reading.md`.

mod breaks;
mod evidence;
mod fit;
mod join;
mod line;
mod tokenized;
mod view;

use std::borrow::Cow;

use view::View;

use crate::{normalize::Normalized, span::OffsetMap};

/// What a single line break means.
///
/// ```
/// use tinviet::{Analyzer, LineBreaks};
/// let analyzer = Analyzer::builder().line_breaks(LineBreaks::Hard).build();
/// assert_eq!(analyzer.analyze("Đạt\n95%").sentences().len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineBreaks {
    /// Decided for each break from the lines around it.
    #[default]
    Auto,
    /// Each break ends a paragraph.
    Hard,
    /// A break is a space; only blank lines end a paragraph.
    Soft,
}

/// Whether a text is the output of a tokeniser: `tập_thể`, `30 / 2020 / NĐ - CP`.
///
/// ```
/// use tinviet::{Analyzer, Tokenized};
/// let analyzer = Analyzer::builder().tokenized(Tokenized::Yes).build();
/// assert_eq!(analyzer.analyze("khen 3 tập_thể").facts().next().unwrap().text(), "3 tập_thể");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tokenized {
    /// Decided for the document as a whole.
    #[default]
    Auto,
    /// Underscores and spaces belong to the text.
    No,
    /// Underscores between syllables are spaces, and spaces around punctuation are ignored.
    Yes,
}

/// The readable text, and the map back to its source; `None` if they are the same.
pub(crate) type Read = Option<(String, OffsetMap)>;

/// Reads `normalized`, which was made from `original`. Linear.
fn read(original: &str, normalized: &Normalized<'_>, line_breaks: LineBreaks, tokenized: Tokenized) -> Read {
    // A soft hyphen is invisible, so canonical text no longer has it.
    let is_cut = |at: usize| {
        !normalized.map.is_identity()
            && original
                .get(..normalized.map.source((at..at + 1).into()).start)
                .is_some_and(|before| before.ends_with('\u{AD}'))
    };
    let flowing = breaks::soften(&normalized.text, line_breaks, is_cut);
    let text = flowing.as_ref().map_or(&*normalized.text, |(text, _)| text);
    match (tokenized::join(text, tokenized), flowing) {
        (None, flowing) => flowing,
        (joined, None) => joined,
        (Some((text, joined)), Some((_, flowing))) => Some((text, flowing.then(&joined))),
    }
}

/// The readable form of `original`, which was normalised to `normalized`, and the map back to it. Linear; nothing is copied if the text is already
/// readable.
pub(crate) fn readable<'n>(
    original: &str,
    normalized: &'n Normalized<'_>,
    line_breaks: LineBreaks,
    tokenized: Tokenized,
) -> (Cow<'n, str>, Cow<'n, OffsetMap>) {
    match read(original, normalized, line_breaks, tokenized) {
        Some((read, map)) => (Cow::Owned(read), Cow::Owned(normalized.map.then(&map))),
        None => (Cow::Borrowed(&*normalized.text), Cow::Borrowed(&normalized.map)),
    }
}

/// Whether canonical text is already readable. Linear, and much faster than [`readable`], which may still find nothing to change where this
/// says no.
pub(crate) fn is_readable(text: &str, line_breaks: LineBreaks, tokenized: Tokenized) -> bool {
    breaks::are_hard(text, line_breaks) && !tokenized::is_joined(text, tokenized)
}

/// Adds the units of columns to table cells: inserts each of `units` at its position, after a space.
pub(crate) fn with_units<'u>(text: &str, units: impl Iterator<Item = (usize, &'u str)>) -> Read {
    let mut view = View::new(text);
    for (at, unit) in units {
        view.replace((at..at).into(), &format!(" {unit}"));
    }
    view.finish()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde::Deserialize;

    use super::*;
    use crate::normalize::Normalizer;

    #[derive(Deserialize)]
    struct File {
        case: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        text: String,
        read: Option<String>,
    }

    fn read_text(text: &str) -> String {
        let normalized = Normalizer::new().normalize(text);
        let read = read(text, &normalized, LineBreaks::Auto, Tokenized::Auto);
        read.map_or_else(|| normalized.text.into_owned(), |(text, _)| text)
    }

    #[test]
    fn every_case_reads_as_it_should() {
        let file: File = toml::from_str(include_str!("../../fixtures/reading.toml")).unwrap();
        let mut report = String::new();
        for Case { name, text, read } in &file.case {
            let kept = text.replace('\u{AD}', "");
            let want = read.as_ref().unwrap_or(&kept);
            for [text, want] in [[text.clone(), want.clone()], [text, want].map(|text| text.replace('\n', "\r\n"))] {
                let got = read_text(&text);
                if got != want {
                    writeln!(report, "{name}\n  want {want:?}\n  got  {got:?}").unwrap();
                }
            }
        }
        assert!(report.is_empty(), "{report}");
    }

    #[test]
    fn the_map_leads_back_over_breaks_and_joined_words() {
        let text = "Nhiều doanh nghi-\nệp đạt 95\r\n  % kế hoạch ho-\nà bình.";
        let normalized = Normalizer::new().normalize(text);
        let (read, map) = read(text, &normalized, LineBreaks::Auto, Tokenized::Auto).unwrap();
        assert_eq!(read, "Nhiều doanh nghiệp đạt 95 % kế hoạch hòa bình.");
        for (word, source) in [("nghiệp", "nghi-\nệp"), ("95 %", "95\r\n  %"), ("hòa", "ho-\nà"), ("bình", "bình")]
        {
            let at = read.find(word).unwrap();
            assert_eq!(&text[map.source((at..at + word.len()).into()).range()], source);
        }
    }

    #[test]
    fn settings_decide_without_evidence() {
        let text = "Chợ phiên đông khách\nBà con vui.\n\nMai họp tiếp.";
        let normalized = Normalizer::new().normalize(text);
        let read = |breaks| read(text, &normalized, breaks, Tokenized::No).map(|(text, _)| text);
        assert_eq!(read(LineBreaks::Hard), None);
        assert_eq!(read(LineBreaks::Auto), None);
        assert_eq!(read(LineBreaks::Soft).as_deref(), Some("Chợ phiên đông khách Bà con vui.\n\nMai họp tiếp."));
    }
}
