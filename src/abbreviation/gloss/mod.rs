//! Finds where the phrase begins that a foreign or coined short form stands for: `Liên minh châu Âu (EU)`, `hệ thống phanh (ABS)`.
//!
//! The letters say nothing here, so the phrase must say it itself. A name begins at its head noun in capitals (`Tổ chức`, `Cục`), the
//! outermost of a name (`Ủy ban A và Kế hoạch B`), not that of its owner (`Bộ Công an Cục …`). A term in small letters begins at its
//! head noun (`hệ thống`, `tên lửa`), after the verb, preposition or mark that ends the words before it. Where the dictionary knows the
//! short form by a sense that begins with the same words, they are the head. Rejected: the first capital before the bracket without a head
//! noun (it cuts `Giám đốc Cục …` and joins names to their owners).

mod evidence;
mod name;
mod sense;
mod shape;
mod term;

pub(super) use evidence::{Evidence, Gloss};
pub(super) use sense::{is_known_as, is_said, is_sense, is_spelled};
pub(super) use term::is_term;

use self::{
    name::{enumerated, is_short_itself, name_in, owns_another, part_of, quoted_in},
    sense::{Openings, is_foreign_sense, names_sources},
    shape::Shape,
    term::{item_in, noun_in, term_in},
};
use crate::{
    abbreviation::{compose::compose, region::Region},
    lexicon::{Dictionary, Known, squeeze, w},
    segment::Document,
};

/// The phrase that ends right before token `end` and that `short` stands for, where that is plain.
pub(super) fn before(
    doc: &Document<'_>,
    dictionary: &Dictionary,
    floor: usize,
    end: usize,
    short: &str,
    steps: &mut usize,
) -> Option<Gloss> {
    if short.chars().filter(|letter| letter.is_uppercase()).count() < 2 {
        return None;
    }
    // Sources such as `(TTXVN)`, `(BHXH VN)`, put together of Vietnamese initials, gloss nothing.
    if compose(&short.replace(' ', ""), dictionary).is_some() {
        return None;
    }
    let known = dictionary.known(squeeze(short), short);
    let openings = Openings::of(short, known.as_ref());
    if let Some(start) = openings.before(doc, floor, end, steps) {
        return (end - start >= 2).then_some(Gloss { start, evidence: Evidence::Known });
    }
    let region = Region::before(doc, floor, end, steps);
    let shape = Shape::of(short);
    // `(V.CAR)` is a brand.
    if shape.marks && names_two(short, dictionary) || short.split('.').next().is_some_and(|first| first.len() < 2) {
        return None;
    }
    if let Some(start) = name_in(doc, &region) {
        if owns_another(doc, &region, start) || is_short_itself(doc, dictionary, end) {
            return None;
        }
        let known_as = openings.open_at(doc, start, end);
        let full = shape.letters > 2 && end - start > 3;
        if !(known_as || known.as_ref().is_none_or(|known| may_name(short, known, full)))
            || end - start < 2
            || !shape.suits(doc, start, end, true)
        {
            return None;
        }
        // Where the dictionary knows the short form by the inner name, the outer one is not what it stands for.
        let part = if known_as { None } else { part_of(doc, floor, start, steps) };
        return Some(Gloss { start: part.unwrap_or(start), evidence: Evidence::Name });
    }
    if !short.is_ascii() || known.as_ref().is_some_and(|known| is_spelled(short, known)) {
        return None;
    }
    if shape.letters > 2
        && known.is_none()
        && let Some(start) = enumerated(doc, floor, &region)
    {
        return Some(Gloss { start, evidence: Evidence::Name });
    }
    let gloss = quoted_in(doc, &region)
        .or_else(|| term_in(doc, &region))
        .or_else(|| item_in(doc, &region))
        .or_else(|| noun_in(doc, &region, short))?;
    suits_term(doc, &shape, &gloss, end, known.is_some()).then_some(gloss)
}

/// `(ASEAN-EU)`: the parts between its marks are short forms of their own.
fn names_two(short: &str, dictionary: &Dictionary) -> bool {
    let mut pieces = short.split(['-', '/']).filter(|piece| !piece.is_empty());
    pieces.clone().count() > 1 && pieces.all(|piece| dictionary.known(squeeze(piece), piece).is_some())
}

/// Whether a short form that the dictionary knows may stand for the name before it: where it has a foreign sense, or the body is named in full, which
/// is no clinic then, whatever else its letters may mean: `Bộ An ninh nội địa Mỹ (DHS)`.
fn may_name(short: &str, known: &Known<'_>, is_full: bool) -> bool {
    is_full && is_spelled(short, known) && !names_sources(known)
        || known.senses.iter().any(|sense| is_foreign_sense(short, sense))
}

/// Whether a term in small letters that ends right before token `end` may be what a short form of this shape stands for.
fn suits_term(doc: &Document<'_>, shape: &Shape<'_>, gloss: &Gloss, end: usize, is_known: bool) -> bool {
    // Each letter stands for a word of the other language, which takes a syllable or more here. `hệ thống trên` is no term.
    let syllables = end - gloss.start;
    let named = doc.tokens().get(gloss.start + 1).is_some_and(|token| token.is_capitalised());
    // Two letters that the dictionary knows as something else mean that.
    (!is_known || shape.letters > 2 || gloss.evidence == Evidence::Term && named)
        && shape.suits(doc, gloss.start, end, false)
        && (!shape.hyphened || gloss.evidence == Evidence::Term)
        && syllables + 1 >= shape.letters
        && !doc.is(end - 1, w::trên)
}
