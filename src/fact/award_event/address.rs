//! Addresses, whose parts stand where a subject may: `tại phường 12, quận 5 trao`, `Sinh ra ở Naples, Italy, X được trao`.

use std::ops::Range;

use crate::{
    fact::award_event::{clause::segment_before, noun},
    lexicon::{Key, w},
    segment::Document,
};

/// Whether the phrase is the last part of an address: a place after a comma, before which `tại` or `ở` opens another place.
pub(super) fn is_address(doc: &Document<'_>, floor: usize, phrase: &Range<usize>) -> bool {
    phrase.start > floor
        && doc.is(phrase.start - 1, w::COMMA)
        && is_place_word(doc.key(phrase.start))
        && segment_before(doc, floor, phrase.start - 1)
            .any(|at| matches!(doc.key(at), w::tại | w::ở) && is_place_word(doc.key(at + 1)))
}

/// Whether a bare name says more of a place: the segment before ends with `ở` or `tại` and a name, after a verb that opens it.
pub(super) fn is_located(doc: &Document<'_>, floor: usize, name: &Range<usize>) -> bool {
    if name.start <= floor + 2 || !doc.is(name.start - 1, w::COMMA) || noun::capitals(doc, name.start) != name.end {
        return false;
    }
    let place = segment_before(doc, floor, name.start - 1);
    place.clone().rev().take(5).any(|at| {
        matches!(doc.key(at), w::ở | w::tại) && at + 1 < place.end && noun::capitals(doc, at + 1) == place.end
    })
}

fn is_place_word(key: Key) -> bool {
    matches!(key, w::phường | w::quận | w::huyện | w::xã | w::tỉnh | w::thôn | w::số)
}
