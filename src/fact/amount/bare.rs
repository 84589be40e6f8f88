//! Scaled numbers with no noun after them: `giá 3 triệu`, `dân số 90 triệu`. Money and counts share them; the word before decides.
//!
//! The next word decides whether a noun follows. Before a mark, the end, or a word that cannot start a noun, the number is certainly
//! bare (`Bare::Surely`); before a word that is in no table of nouns or measures, only with further evidence.

use crate::{
    fact::Input,
    lexicon::{MEASURES, NOUNS, NounRole, table_sets, w},
    number::{Form, Numeral},
    segment::{Class, Document, Gap},
};

/// How certain it is that no noun follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bare {
    /// The next word is not in any table of nouns.
    Perhaps,
    /// Nothing that could be a noun follows.
    Surely,
}

table_sets! {
    "amounts.tsv":
    /// Words that cannot begin the noun that a number counts.
    NO_NOUN = "no_noun";
}

/// Whether the numeral is a thousand or more, in words or with a scale word.
pub(super) fn is_scaled(numeral: &Numeral) -> bool {
    numeral.form != Form::Digits && numeral.value.is_at_least(1_000)
}

/// Whether the numeral that ends before token `at` is scaled, a thousand or more, and has no noun after it.
pub(crate) fn bare(input: &Input<'_>, at: usize) -> Option<Bare> {
    let doc = input.doc;
    let numeral = input.numbers.ending_at(at)?;
    if !is_scaled(numeral) {
        return None;
    }
    let Some(next) = doc.tokens().get(at).filter(|next| next.gap < Gap::Line) else { return Some(Bare::Surely) };
    match next.class {
        Class::Mark if next.key == w::PERCENT_SIGN => None,
        Class::Mark => Some(Bare::Surely),
        // A currency that money has left alone.
        Class::Word if matches!(next.key, w::đồng | w::franc) => None,
        Class::Word if NO_NOUN.has(next.key) => Some(Bare::Surely),
        Class::Word if next.gap == Gap::None => None,
        // `mấy trăm nghìn tiền thuốc`
        Class::Word if next.key == w::tiền => Some(Bare::Surely),
        // `tăng lên 211 tỷ chỉ sau một năm`, but `2 nghìn chỉ vàng`.
        Class::Word if next.key == w::chỉ && !matches!(doc.key(at + 1), w::vàng | w::bạc) => Some(Bare::Surely),
        // `siêu xe 7 tỷ cạnh chuồng gà`: nothing has that many sides.
        Class::Word if next.key == w::cạnh => Some(Bare::Surely),
        Class::Word if is_pronoun(doc, at) => Some(Bare::Surely),
        Class::Word if is_noun(doc, at) => None,
        Class::Word if is_end(doc, at) => Some(Bare::Surely),
        Class::Word => Some(Bare::Perhaps),
        // `200 triệu 1 năm`; otherwise a number after a number is a list or a table.
        Class::Digits if matches!(doc.key_after(at + 1), w::năm | w::tháng | w::ngày | w::tuần | w::đêm) => {
            Some(Bare::Surely)
        }
        Class::Digits | Class::Protected(_) => None,
    }
}

/// Whether a word for a person is alone at `at`, which after a large number begins a clause: `biệt thự 15 tỷ anh mới mua`.
pub(crate) fn is_pronoun(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.key(at), w::anh | w::chị | w::ông | w::cô)
        && doc.phrase(&NOUNS, at).is_none_or(|(end, _)| end == at + 1)
}

/// Whether the phrase ends before token `at`: a mark, the line's end, or a word that begins no noun.
pub(crate) fn ends_phrase(doc: &Document<'_>, at: usize) -> bool {
    let next = doc.tokens().get(at).filter(|next| next.gap < Gap::Line);
    next.is_none_or(|next| match next.class {
        Class::Mark => true,
        Class::Word => NO_NOUN.has(next.key) || is_end(doc, at),
        _ => false,
    })
}

/// Whether a word that ends noun phrases begins at token `at`.
fn is_end(doc: &Document<'_>, at: usize) -> bool {
    doc.phrase(&NOUNS, at).is_some_and(|(_, role)| matches!(role, NounRole::End | NounRole::Deed))
}

fn is_noun(doc: &Document<'_>, at: usize) -> bool {
    doc.phrase(&NOUNS, at).is_some_and(|(_, role)| !matches!(role, NounRole::End | NounRole::Deed))
        || doc.phrase(&MEASURES.phrases, at).is_some()
}
