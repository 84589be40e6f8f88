//! Finds the start of the phrase for a foreign or coined short form: `Liên minh châu Âu (EU)`, `hệ thống phanh (ABS)`.
//!
//! The letters do not help here, so the phrase itself must show it. A name starts at its head noun in capitals (`Tổ chức`, `Cục`), the
//! outermost of the name (`Ủy ban A và Kế hoạch B`), not that of its owner (`Bộ Công an Cục …`). A lower-case term starts at its head noun
//! (`hệ thống`, `tên lửa`), after the verb, preposition or mark that ends the preceding words. If the dictionary has a sense that starts
//! with the same words, they are the head. Rejected: the first capital before the bracket without a head noun (it cuts `Giám đốc Cục …`
//! and joins names to their owners).

mod evidence;
mod name;
mod sense;
mod shape;
mod term;

pub(super) use evidence::{Evidence, Gloss};
pub(super) use sense::{
    is_firm_word, is_known_as, is_reordered, is_said, is_sense, is_sense_by_another_name, is_spelled, is_tail,
    may_be_sense,
};
pub(super) use term::is_term;

use std::ops::Range;

use self::{
    name::{enumerated, name_in, owns_another, part_of, quoted_in, short_itself},
    sense::{Openings, is_foreign_sense, is_source, is_trade},
    shape::Shape,
    term::{item_in, noun_in, term_in},
};
use crate::{
    abbreviation::{align::initial, compose::compose, region::Region},
    lexicon::{Dictionary, GLOSS_WORDS, GlossRole, Known, NAME_HEADS, NameHead, Sense, squeeze, w},
    segment::Document,
};

/// The phrase for `short` at the end of `within`, if it is clear.
pub(super) fn before(
    doc: &Document<'_>,
    dictionary: &Dictionary,
    within: Range<usize>,
    short: &str,
    steps: &mut usize,
) -> Option<Gloss> {
    let Range { start: floor, end } = within;
    if !may_gloss(short, dictionary) {
        return None;
    }
    let known = known_as(dictionary, short);
    let openings = Openings::of(short, known.as_ref());
    if let Some(start) = openings.before(doc, floor, end, steps) {
        let start = outer_head(doc, floor, start);
        return (end - start >= 2).then_some(Gloss { start, evidence: Evidence::Known });
    }
    let region = Region::before(doc, floor, end, steps);
    let shape = Shape::of(short);
    // `(V.CAR)` is a brand.
    if shape.marks && names_two(short, dictionary) || short.split('.').next().is_some_and(|first| first.len() < 2) {
        return None;
    }
    let given = Given { doc, dictionary, short, shape, known, floor, end };
    if let Some(start) = name_in(doc, &region) {
        return given.name(&region, start, &openings, steps);
    }
    if !short.is_ascii() {
        return None;
    }
    given.term(&region)
}

/// What the dictionary knows of a short form, or of its singular in English: `MSMEs`.
fn known_as<'d>(dictionary: &'d Dictionary, short: &str) -> Option<Known<'d>> {
    let singular =
        || short.strip_suffix('s').filter(|rest| rest.len() > 2 && rest.bytes().all(|byte| byte.is_ascii_uppercase()));
    dictionary
        .known(squeeze(short), short)
        .or_else(|| singular().and_then(|rest| dictionary.known(squeeze(rest), rest)))
}

/// A short form, and where the phrase before it may stand.
struct Given<'a> {
    doc: &'a Document<'a>,
    dictionary: &'a Dictionary,
    short: &'a str,
    shape: Shape<'a>,
    known: Option<Known<'a>>,
    floor: usize,
    end: usize,
}

impl Given<'_> {
    /// The name at `start`, if the short form may stand for it.
    fn name(&self, region: &Region, start: usize, openings: &Openings<'_>, steps: &mut usize) -> Option<Gloss> {
        let (doc, short, end) = (self.doc, self.short, self.end);
        if owns_another(doc, region, start) || says_another(doc, self.dictionary, region, start, short) {
            return None;
        }
        let known_as = openings.open_at(doc, start, end);
        let full = self.shape.letters > 2 && end - start > 3;
        let numbered = self.shape.is_numbered();
        let firm = is_firm_word(doc.key(start + 1));
        if !(known_as || numbered || self.known.as_ref().is_none_or(|known| may_name(short, known, full, firm)))
            || end - start < 2
            || !self.shape.suits(doc, start, end, true)
        {
            return None;
        }
        // If the dictionary has the inner name, the short form does not stand for the outer one.
        let part = if known_as { None } else { part_of(doc, self.floor, start, steps) };
        Some(Gloss { start: part.unwrap_or(start), evidence: Evidence::Name })
    }

    /// The lower-case term, the quotation or the list item before it.
    fn term(&self, region: &Region) -> Option<Gloss> {
        let (doc, short, shape, end) = (self.doc, self.short, &self.shape, self.end);
        // A sense that only its context may bring up says nothing here.
        let known = self.known.as_ref().filter(|known| known.senses.iter().any(|sense| sense.prior > 0));
        if known.is_some_and(|known| is_spelled(short, known)) {
            // `đảng Lao động (PT)`: a name in another language, if none of its words begins with one of the letters. `bệnh viện Nhi đồng (TP.HCM)`
            // says where it is.
            let is_place = known.and_then(|known| known.senses.first()).is_some_and(is_source);
            return term_in(doc, region)
                .filter(|gloss| !shape.marks && !is_place && is_named(doc, gloss))
                .filter(|gloss| has_none_of(doc, gloss.start..end, short) && suits_term(doc, shape, gloss, end, true));
        }
        if shape.letters > 2
            && let Some(start) = enumerated(doc, self.floor, region)
        {
            return Some(Gloss { start, evidence: Evidence::Name });
        }
        let gloss = quoted_in(doc, region)
            .or_else(|| term_in(doc, region))
            .or_else(|| item_in(doc, region))
            .or_else(|| noun_in(doc, region, short))?;
        suits_term(doc, shape, &gloss, end, known.is_some()).then_some(gloss)
    }
}

/// Whether a short form may stand for a name that it does not spell. Sources such as `(TTXVN)`, `(BHXH VN)`, composed of Vietnamese
/// initials, are not glosses.
fn may_gloss(short: &str, dictionary: &Dictionary) -> bool {
    short.chars().filter(|letter| letter.is_uppercase()).count() > 1
        && compose(&short.replace(' ', ""), dictionary).is_none()
}

/// `(ASEAN-EU)`: the parts between its marks are separate short forms.
fn names_two(short: &str, dictionary: &Dictionary) -> bool {
    let mut pieces = short.split(['-', '/']).filter(|piece| !piece.is_empty());
    pieces.clone().count() > 1 && pieces.all(|piece| dictionary.known(squeeze(piece), piece).is_some())
}

/// Whether a known short form may stand for the name before it: if it has a foreign sense, or the organisation is named in full, whatever else its
/// letters may mean: `Bộ An ninh nội địa Mỹ (DHS)`. A paper or a place stands in brackets beside a name.
fn may_name(short: &str, known: &Known<'_>, is_full: bool, is_firm: bool) -> bool {
    let stands_beside = |sense: &Sense| is_source(sense) && !(is_firm && is_trade(sense));
    is_full && is_spelled(short, known) && !known.senses.iter().any(stands_beside)
        || known.senses.iter().any(|sense| is_foreign_sense(short, sense))
}

/// Whether a name ends in its own short form, so that the bracket says something else, unless it is the name in English (`Công ty phần mềm
/// FPT (FPT Software)`), or has a letter more (`Công ty chứng khoán FPT (FPTS)`), or is known to end so.
fn says_another(doc: &Document<'_>, dictionary: &Dictionary, region: &Region, start: usize, short: &str) -> bool {
    short_itself(doc, dictionary, region, start).is_some_and(|own| {
        let longer = short.strip_prefix(own).is_some_and(|rest| rest.starts_with(' ') || rest.len() == 1);
        let ends = |sense: &Sense| sense.long.rsplit(' ').next() == Some(own);
        !longer && !dictionary.known(squeeze(short), short).is_some_and(|known| known.senses.iter().any(ends))
    })
}

/// `Lực lượng vệ binh Cách mạng`, `Các lực lượng Dân chủ`: the beginning of a name of which the dictionary knows all but its head in capitals.
fn outer_head(doc: &Document<'_>, floor: usize, start: usize) -> usize {
    if doc.token(start).is_capitalised() {
        // `Lực lượng Vệ binh Cách mạng`
        let force = start >= floor + 2 && doc.is(start - 2, w::lực) && doc.is(start - 1, w::lượng);
        return if force && doc.token(start - 2).is_capitalised() { start - 2 } else { start };
    }
    let is_head = |at: &usize| {
        doc.token(*at).is_capitalised()
            && matches!(doc.phrase(&NAME_HEADS, *at), Some((end, NameHead::Own)) if end >= start)
    };
    (floor.max(start.saturating_sub(2))..start).find(is_head).unwrap_or(start)
}

/// Whether a term is the name of a body that only its head in small letters begins: `đảng Lao động`.
fn is_named(doc: &Document<'_>, gloss: &Gloss) -> bool {
    let head = doc.phrase(&GLOSS_WORDS, gloss.start).filter(|(_, role)| **role == GlossRole::Named);
    gloss.evidence == Evidence::Term
        && head.is_some_and(|(end, _)| doc.tokens().get(end).is_some_and(|token| token.is_capitalised()))
}

/// Whether no word begins with a letter of the short form.
fn has_none_of(doc: &Document<'_>, mut tokens: Range<usize>, short: &str) -> bool {
    tokens.all(|at| {
        let first = doc.text_of(at).chars().next().map(|letter| initial(letter).1);
        !short.chars().any(|letter| Some(letter) == first)
    })
}

/// Whether a short form of this shape may stand for a lower-case term that ends right before token `end`.
fn suits_term(doc: &Document<'_>, shape: &Shape<'_>, gloss: &Gloss, end: usize, is_known: bool) -> bool {
    // Each letter stands for a foreign word, which takes at least one syllable here. `hệ thống trên` is not a term.
    let syllables = end - gloss.start;
    // `ngân hàng TMCP Công thương (VietinBank)`: a name in all but its head.
    let named = is_named(doc, gloss);
    // Two letters with another sense in the dictionary have that sense, unless the number is the term's: `PP17`.
    (!is_known || shape.letters > 2 || named || shape.is_numbered())
        && shape.suits(doc, gloss.start, end, named)
        && (!shape.hyphened || gloss.evidence == Evidence::Term)
        && (!shape.joined || matches!(gloss.evidence, Evidence::Term | Evidence::Kind))
        && (syllables + 1 >= shape.letters || named && shape.letters > 7)
        && !doc.is(end - 1, w::trên)
}
