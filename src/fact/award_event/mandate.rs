//! In whose name somebody acts: `thừa ủy quyền (của) Chủ tịch nước`, `thừa lệnh Giám đốc X`, `thay mặt A`.

use std::ops::Range;

use crate::{
    fact::award_event::noun::{self, Noun},
    lexicon::w,
    segment::{Class, Document},
};

/// How far before its verb a mandate may be, in tokens.
const REACH: usize = 48;

/// A mandate, which makes the authority the one who confers, whoever acts.
#[derive(Clone, Debug)]
pub(super) struct Mandate {
    /// Where its words begin.
    pub(super) start: usize,
    pub(super) authority: Range<usize>,
}

/// The last mandate in `floor..end`, where the adverbs of a verb begin.
pub(super) fn before(doc: &Document<'_>, floor: usize, end: usize) -> Option<Mandate> {
    let low = floor.max(end.saturating_sub(REACH));
    let (word, after) = (low..end).rev().find_map(|at| Some((at, past_words(doc, at)?)))?;
    let first = after + usize::from(doc.is(after, w::của));
    // `ủy quyền cho ông X` gives a mandate.
    if doc.is(first, w::cho) || first >= end {
        return None;
    }
    let stop = (first + 1..end).find(|at| ends_authority(doc, *at)).unwrap_or(end);
    Some(Mandate { start: opening(doc, low, word), authority: first..stop })
}

/// The token after the words of a mandate that begin at `at`.
fn past_words(doc: &Document<'_>, at: usize) -> Option<usize> {
    let words = matches!((doc.key(at), doc.text_of(at + 1)), (w::ủy, "quyền" | "nhiệm") | (w::thừa, "lệnh"));
    words.then_some(at + 2)
}

/// Where `thừa`, `được sự` or the like begins before `ủy quyền` at `word`.
fn opening(doc: &Document<'_>, floor: usize, word: usize) -> usize {
    let mut at = word;
    while at > floor && matches!(doc.key(at - 1), w::thừa | w::được | w::sự | w::nhận | w::theo) {
        at -= 1;
    }
    at
}

/// Whether the name of an authority ends before `at`: at a mark, or at the title of who acts in its name.
fn ends_authority(doc: &Document<'_>, at: usize) -> bool {
    let mark = doc.token(at).class() == Class::Mark && !doc.token(at).is_glued() || doc.is(at, w::COMMA);
    let actor = doc.is(at, w::đồng) && doc.is(at + 1, w::chí)
        || matches!(noun::head(doc, at), Some((_, Noun::Pronoun | Noun::Rank)));
    mark || actor
}

/// Whether `thay mặt` stands at `at`.
pub(super) fn is_behalf(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, w::thay) && doc.is(at + 1, w::mặt)
}

/// Whether `thay mặt` or a mandate opens the segment.
pub(super) fn opens(doc: &Document<'_>, segment: Range<usize>) -> bool {
    is_behalf(doc, segment.start)
        || (segment.start..segment.end.min(segment.start + 5)).any(|at| past_words(doc, at).is_some())
}
