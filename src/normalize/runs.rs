//! Runs of letters, and the protection of those that must not change.

use crate::{
    lexicon::is_letter,
    protect::{self, Protected, Shape},
    span::{Cut as _, Span},
};

/// The runs of letters and combining marks in `text`, in order. Linear.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.cut(at..).find(belongs)?;
        let end = text.cut(start..).find(|char| !belongs(char)).map_or(text.len(), |length| start + length);
        at = end;
        Some(Span::new(start, end))
    })
}

/// The run of letters at `place`, or the one that ends there, and where to continue after it. It starts at `from` or later; it is empty
/// if there is no letter. `place` may be inside a character.
pub(super) fn run_around(text: &str, from: usize, place: usize) -> (Span, usize) {
    let place = (from..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(from);
    let before = text.cut(from..place).char_indices().rev().take_while(|(_, char)| belongs(*char)).last();
    let start = before.map_or(place, |(at, _)| from + at);
    let rest = text.cut(place..);
    let end = place + rest.find(|char| !belongs(char)).unwrap_or(rest.len());
    let next = if end == place { place + rest.chars().next().map_or(0, char::len_utf8) } else { end };
    (Span::new(start, end), next.max(from))
}

fn belongs(char: char) -> bool {
    match char {
        '\u{300}'..='\u{36F}' => true,
        // Unusual spaces and symbols, for which Unicode's tables are slow.
        '\u{80}'..='\u{A9}' | '\u{2000}'..='\u{206F}' | '\u{3000}' => false,
        _ => is_letter(char),
    }
}

/// Says whether a run lies in a URL, an e-mail address or similar. It searches for them lazily: clean text never asks.
pub(super) struct Shield<'t> {
    text: &'t str,
    spared: &'static [Shape],
    found: Option<std::iter::Peekable<std::vec::IntoIter<Protected>>>,
}

impl<'t> Shield<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self::sparing(text, &[])
    }

    /// A shield that does not protect shapes of the kinds `spared`.
    pub(super) const fn sparing(text: &'t str, spared: &'static [Shape]) -> Self {
        Self { text, spared, found: None }
    }

    /// Whether `span` touches something protected. Must be called with ascending spans.
    pub(super) fn covers(&mut self, span: Span) -> bool {
        let found = self.found.get_or_insert_with(|| protect::find(self.text).into_iter().peekable());
        while found.next_if(|protected| protected.span.end <= span.start).is_some() {}
        found.peek().is_some_and(|protected| protected.span.overlaps(span) && !self.spared.contains(&protected.shape))
    }
}
