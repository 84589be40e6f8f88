//! What the finders of phrases and patterns share.

use std::{ops::Range, sync::Arc};

use crate::{
    fact::{Draft, Kind, OwnFact, OwnKind, Value},
    segment::Document,
    span::Span,
};

/// The state of a kind while texts are read.
#[derive(Clone, Debug)]
pub(super) struct Runtime {
    pub(super) own: Arc<OwnKind>,
    pub(super) takes: bool,
    /// Whether its facts are needed.
    pub(super) runs: bool,
}

/// The tokens covered by a range of text.
pub(super) fn covering(doc: &Document<'_>, place: Span) -> Range<usize> {
    let tokens = doc.tokens();
    let start = tokens.partition_point(|token| token.end as usize <= place.start);
    let rest = tokens.get(start..).unwrap_or_default();
    start..start + rest.partition_point(|token| (token.start as usize) < place.end)
}

pub(super) fn own_draft(fact: OwnFact, tokens: Range<usize>) -> Draft {
    Draft { kind: Kind::Own, core: tokens.clone(), tokens, value: Value::Own(Box::new(fact)), rule: "" }
}
