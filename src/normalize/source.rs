//! Step 0, as far as it works on text: HTML entities and mojibake.

use super::{
    Reason,
    rewrite::{Rewrite, Rewritten},
};
use crate::{
    encoding::{decode_entities, repair_mojibake},
    span::{Cut as _, Span},
};

/// Decodes the entities of letters.
pub(super) fn entities(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some((letter, length)) = decode_entities(text.cut(at..)) {
            rewrite.replace_char(Span::new(at, at + length), letter, Reason::Entity);
        }
    }
    rewrite.finish()
}

/// Repairs mojibake, line by line: one wrong paragraph is often pasted into a right text.
pub(super) fn mojibake(text: &str) -> Option<Rewritten> {
    let mut rewrite = Rewrite::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (span, with) in repair_mojibake(line) {
            rewrite.replace(Span::new(start + span.start, start + span.end), &with, Reason::Mojibake);
        }
        start += line.len();
    }
    rewrite.finish()
}
