//! The awards that an act gives: each name with the classes that stand behind it alone (`giải Nhất, Nhì, Ba`).

use std::ops::Range;

use crate::{
    fact::{Award, Found, Kind, Value, award::class},
    segment::{Case, Document, Gap},
};

/// An award of the sentence: its tokens with elided classes, and the draft it came from.
#[derive(Clone, Debug)]
pub(super) struct Prize<'f> {
    pub(super) tokens: Range<usize>,
    pub(super) award: &'f Award,
    /// The classes behind it, of awards of the same name: `giải Nhất, Nhì, Ba`.
    pub(super) elided: Vec<&'static str>,
    pub(super) draft: usize,
}

impl Prize<'_> {
    /// The awards that it names.
    pub(super) fn awards(&self) -> impl Iterator<Item = Award> {
        let elided = self.elided.iter().map(|class| Award::new(&self.award.code, Some(class)));
        std::iter::once(self.award.clone()).chain(elided)
    }
}

/// The awards of a document with their elided classes, by start.
pub(super) fn prizes<'f>(doc: &Document<'_>, found: &'f Found) -> Vec<Prize<'f>> {
    let mut prizes: Vec<Prize<'f>> = Vec::new();
    for (draft, fact) in found.drafts().iter().enumerate() {
        let Value::Award(award) = &fact.value else { continue };
        if fact.kind != Kind::Award {
            continue;
        }
        // `ban tổ chức giải X`: part of a name of those who give.
        let before = fact.tokens.start.checked_sub(1).map_or("", |at| doc.text_of(at));
        if matches!(before, "chức" | "BTC" | "khảo" | "Chức") {
            continue;
        }
        if is_borne(doc, &fact.tokens) {
            continue;
        }
        let (end, elided) = class::elided(doc, fact.tokens.end, award.class.as_deref());
        prizes.push(Prize { tokens: fact.tokens.start..end, award, elided, draft });
    }
    prizes
}

/// Whether a title in its short form stands before the name of who bears it: `như NSND Minh Châu, NSƯT Quang Thắng`.
fn is_borne(doc: &Document<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |at| doc.text_of(at));
    tokens.len() == 1
        && doc.tokens()[tokens.start].case() == Case::Upper
        && doc.tokens().get(tokens.end).is_some_and(|next| next.case() == Case::Title && next.gap() == Gap::Space)
        && doc.text_of(tokens.start).starts_with('N')
        && !matches!(before, "hiệu" | "tặng" | "phong" | "trao" | "nhận" | "là")
}
