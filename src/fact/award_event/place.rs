//! Places that stand where a person's name may stand: `nhạc sĩ Việt Nam`, `nữ sinh Đà Nẵng`, `cầu thủ Anh`.

use std::ops::Range;

use crate::{
    lexicon::{Key, phrase_tables, w},
    segment::{Case, Class, Document},
};

/// Where a name is that of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Anywhere.
    Any,
    /// Right after a word for a person.
    Town,
    /// There too, unless a foreign name follows: a country of one syllable.
    Country,
}

phrase_tables! { PLACES: Place = place_of, "places"; }

const fn place_of(set: &[u8]) -> Option<Place> {
    Some(match set {
        b"place" => Place::Any,
        b"town" => Place::Town,
        b"country" => Place::Country,
        _ => return None,
    })
}

/// Whether a place that begins like a person's name stands at `at`.
pub(super) fn is_place(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.phrase(&PLACES, at), Some((_, Place::Any)))
}

/// Whether `name`, right after a word for a person, says where that person is from and nothing else: `nữ sinh Đà Nẵng`.
pub(super) fn is_origin(doc: &Document<'_>, name: Range<usize>) -> bool {
    matches!(doc.phrase(&PLACES, name.start), Some((end, _)) if end >= name.end)
}

/// Where a person's name begins in `name`, which may say first where the person is from: `người đẹp Thái Lan | Anna Miller`, `phi công Liên Xô và
/// Nga | Viktor Gromov`.
pub(super) fn past_origin(doc: &Document<'_>, name: Range<usize>) -> usize {
    let mut at = name.start;
    for _ in 0..3 {
        let Some((end, place)) = doc.phrase(&PLACES, at).filter(|(end, _)| *end < name.end) else { break };
        let joined = matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH | w::và);
        let rest = end + usize::from(joined)..name.end;
        let another = doc.is(end, w::và) && doc.phrase(&PLACES, rest.start).is_some();
        if !doc.token(at).is_capitalised() || !(another || names_one(doc, &rest, *place)) {
            break;
        }
        at = rest.start;
    }
    at
}

/// Whether what stands after a place is the name of a person and not the rest of one: `Thái Lan Anh` is a whole name.
fn names_one(doc: &Document<'_>, rest: &Range<usize>, place: Place) -> bool {
    let words = || rest.clone().filter(|at| doc.token(*at).class() == Class::Word);
    let foreign = words().any(|at| crate::syllable::Syllable::parse(doc.text_of(at)).is_none());
    let capital = doc.tokens().get(rest.start).is_some_and(|token| token.case() == Case::Title);
    capital && (foreign || place != Place::Country && words().count() >= 2)
}

/// The word for a part of the country at `at`, with what it is called after it.
pub(super) fn place_word(doc: &Document<'_>, at: usize) -> Option<Key> {
    let named =
        |at: usize| doc.tokens().get(at).is_some_and(|next| next.is_capitalised() || next.class() == Class::Digits);
    match doc.key(at) {
        w::thành if doc.is(at + 1, w::phố) && named(at + 2) => Some(w::phố),
        key @ (w::tỉnh | w::huyện | w::quận | w::xã | w::phường | w::tp | w::thôn) if named(at + 1) => {
            Some(key)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::set_rows;

    #[test]
    fn the_table_is_sorted_and_its_sets_are_known() {
        let rows: Vec<_> = set_rows(include_str!("../../../data/grammar/places.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
        assert!(rows.iter().all(|(set, _)| place_of(set.as_bytes()).is_some()), "{rows:?}");
    }
}
