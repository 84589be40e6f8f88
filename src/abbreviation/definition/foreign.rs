//! Long forms in another language: `(UJM - Universal Japanese Motorcycle)`, `polypropylene (PP)`.

use std::ops::Range;

use super::{Belief, Form, Reader, short::is_foreign, text_of};
use crate::{
    abbreviation::{DefinitionKind, align::Letters, shape::is_vietnamese},
    lexicon::{table_sets, w},
    segment::{Case, Class, Document},
};

/// How many words in another language may hold the letters of a short form.
const FOREIGN: usize = 3;
/// How many letters a word with a capital has that may be a substance: `Triclorometan`.
const LONG_NAME: usize = 8;
/// How many Vietnamese words the name of a substance may begin with.
const BEFORE: usize = 3;
/// How the names of substances end in another language.
const SUFFIXES: [&str; 8] = ["ene", "en", "ine", "in", "ol", "ide", "ate", "one"];
/// Symbols of chemical elements that compounds in the news are made of, those of two letters first.
const ELEMENTS: [&str; 22] = [
    "Cl", "Na", "Ca", "Mg", "Al", "Si", "Fe", "Cu", "Zn", "Mn", "Ba", "Br", "Ag", "Pb", "Hg", "H", "C", "N", "O", "S",
    "F", "K",
];

table_sets! {
    "abbreviations.tsv":
    /// Words before or in the name of a substance: `axit clohydric`, `khí metan`.
    SUBSTANCES = "substance";
    /// Those of them that say that the letters after it are a formula, whatever their case: `axit clohydric (HCL)`.
    ACIDS = "acid";
    /// Words before the name of a maker of things.
    MAKERS = "maker";
}

impl Reader<'_, '_> {
    /// `(UJM - Universal Japanese Motorcycle)` after words that are not a long form: the English is the long form if the letters are
    /// its initials.
    pub(super) fn english(&mut self, short: &Range<usize>, inside: Range<usize>) {
        let doc = self.doc;
        let from_mark =
            |at: usize| at + usize::from(doc.tokens().get(at).is_some_and(|token| token.class() == Class::Mark));
        let words = if short.start == inside.start {
            // `HFCS - High-Fructose Corn Syrup, gọi tắt là đường lỏng`
            let from = from_mark(short.end);
            from..(from..inside.end).find(|at| doc.is(*at, w::COMMA)).unwrap_or(inside.end)
        } else {
            inside.start..short.start.saturating_sub(1)
        };
        if words.len() < 2 || !is_foreign(doc, words.clone()) {
            return;
        }
        let text = text_of(doc, short);
        let Some(letters) = Letters::new(&text) else { return };
        // `maturity-onset diabetes of young`: `of` has no letter.
        let small = words.clone().filter(|at| matches!(doc.key(*at), w::of | w::the | w::r#for | w::and)).count();
        let found = letters.start_of(doc, words.start, words.end, self.steps);
        if found.is_some_and(|(start, cost)| start == words.start && usize::from(cost) <= small.min(letters.len() / 2))
        {
            let belief = Belief::of_letters(&letters, 0, Form::Bracket);
            self.push(short, words, DefinitionKind::Initialism, belief);
        }
    }

    /// `polypropylene (PP)`, `Hyperfocal Distance (HFD)`: foreign words that hold the letters in order, each word its first.
    pub(super) fn foreign_words(&mut self, short: &Range<usize>, floor: usize, end: usize, case: Case) -> bool {
        let doc = self.doc;
        let text = text_of(doc, short);
        if !(2..=5).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        let is_foreign = |at: &usize| {
            let (token, word) = (doc.token(*at), doc.text_of(*at));
            token.class() == Class::Word && token.case() == case && word.is_ascii() && !is_vietnamese(word)
        };
        let first = floor.max(end.saturating_sub(FOREIGN));
        let count = (first..end).rev().take_while(is_foreign).count();
        // A name of one word is a firm's, with its ticker, which has three letters: `Viglacera (VGC)`.
        let alone = case == Case::Lower || end > floor && is_alone(doc, floor, end - 1, &text);
        let fewest = if alone { 1 } else { 2 };
        let found = (end - count..=end.saturating_sub(fewest)).find(|&start| {
            let words: Vec<&str> = (start..end).map(|at| doc.text_of(at)).collect();
            words.iter().any(|word| word.len() > 6) && holds(&words, text.as_bytes())
        });
        if let Some(start) = found {
            let belief = super::Belief::new(0.85, "the letters stand in the words in order");
            let start = with_substance(doc, floor, start);
            self.push(short, start..end, DefinitionKind::Initialism, belief);
        }
        found.is_some()
    }

    /// `Athena InfoSecurity (AIS)`, `Visual Basic for Applications - VBA`: words in another language whose capitals are the letters, whether each
    /// begins a word or not.
    pub(super) fn capitals(&mut self, short: &Range<usize>, floor: usize, end: usize, form: Form) -> bool {
        let doc = self.doc;
        let text = text_of(doc, short);
        if !(3..=5).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        let (mut start, mut rest) = (end, &*text);
        while start > floor && end - start < 3 * FOREIGN && !rest.is_empty() {
            let (token, word) = (doc.token(start - 1), doc.text_of(start - 1));
            // `Hay'at Tahrir Al-Sham`: what a mark joins, and the article.
            let joint = token.class() == Class::Mark && token.is_glued() && matches!(word, "-" | "'" | "’");
            let small = joint
                || matches!(token.key(), w::of | w::the | w::r#for | w::and) && start < end
                || token.case() == Case::Lower && token.is_glued();
            let own = word.chars().filter(char::is_ascii_uppercase).collect::<String>();
            match rest.strip_suffix(&*own) {
                Some(before) if small || word.starts_with(char::is_uppercase) && token.case() != Case::Upper => {
                    rest = before
                }
                _ if matches!(word, "Al" | "El") => {}
                _ => return false,
            }
            start -= 1;
        }
        let found = rest.is_empty() && is_foreign(doc, start..end) && end - start > 1;
        if found {
            let belief = Belief::new(0.9, "the capitals of the words are the letters").with_form(form);
            self.push(short, start..end, DefinitionKind::Initialism, belief);
        }
        found
    }

    /// `axit clohydric (HCl)`, `nitrogen dioxide (NO2)`: a formula after the name of its substance.
    pub(super) fn formula(&mut self, short: &Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let text = text_of(doc, short);
        if !is_formula(&text) {
            return false;
        }
        let mut first = end;
        while first > floor && end - first < 2 * FOREIGN {
            let word = chain_start(doc, floor, first - 1);
            if !is_foreign_word(doc, word..first) {
                break;
            }
            first = word;
        }
        if first == end {
            return false;
        }
        let start = with_substance(doc, floor, first);
        // `quán Disco (CO2)`: a short word with a capital is a name.
        let is_name = |at: usize| doc.token(at).case() == Case::Title && doc.text_of(at).len() < LONG_NAME;
        if start == first && (first..end).all(is_name) {
            return false;
        }
        let marked = text.contains(|letter: char| letter.is_ascii_digit() || letter.is_ascii_lowercase());
        if !marked && !(start..end).any(|at| ACIDS.has(doc.key(at))) {
            return false;
        }
        let belief = Belief::new(0.85, "a formula after the name of its substance");
        self.push(short, start..end, DefinitionKind::Gloss, belief);
        true
    }
}

/// Whether a word with a capital holds the letters of a short form alone: that of a substance (`Polypropylene (PP)`), or the name of a maker of
/// which two letters are left (`tập đoàn Volkswagen (VW)`).
fn is_alone(doc: &Document<'_>, floor: usize, at: usize, text: &str) -> bool {
    let word = doc.text_of(at);
    let is_substance = || word.len() > LONG_NAME && SUFFIXES.iter().any(|suffix| word.ends_with(suffix));
    let is_maker = || text.len() == 2 && word.len() >= LONG_NAME && at > floor && MAKERS.has(doc.key(at - 1));
    is_substance() || is_maker()
}

/// The beginning of a substance whose own word is at `start`: `axit clohydric`.
fn with_substance(doc: &Document<'_>, floor: usize, start: usize) -> usize {
    let words = (floor.max(start.saturating_sub(BEFORE))..start).rev();
    start - words.take_while(|at| SUBSTANCES.has(doc.key(*at))).count()
}

/// The first token of words that hyphens join: `mê-tan`.
fn chain_start(doc: &Document<'_>, floor: usize, last: usize) -> usize {
    let mut at = last;
    while at >= floor + 2 && doc.token(at).is_glued() && doc.is(at - 1, w::HYPHEN_MINUS) && doc.token(at - 1).is_glued()
    {
        at -= 2;
    }
    at
}

/// Whether a word, or a chain of them, is none of Vietnamese.
fn is_foreign_word(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let last = tokens.end - 1;
    doc.token(last).class() == Class::Word
        && matches!(doc.token(last).case(), Case::Lower | Case::Title)
        && (tokens.len() > 1 || doc.text_of(last).len() > 2 && !is_vietnamese(doc.text_of(last)))
}

/// Whether letters and digits are a chemical formula of two elements or more: `NO2`, `HCl`. Its capitals may be all there is (`HCL`).
fn is_formula(text: &str) -> bool {
    let (mut rest, mut elements, mut common) = (text, 0, false);
    while !rest.is_empty() {
        let element = ELEMENTS.iter().find(|element| {
            rest.get(..element.len()).is_some_and(|letters| letters.eq_ignore_ascii_case(element))
                && rest.starts_with(|letter: char| letter.is_ascii_uppercase())
        });
        let Some(element) = element else { return false };
        elements += 1;
        common |= matches!(*element, "O" | "H" | "Cl" | "F");
        let after = rest.get(element.len()..).unwrap_or_default();
        let digits = after.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if after.len() - digits.len() > 2 {
            return false;
        }
        rest = digits;
    }
    common && elements > 1
}

/// Whether words hold letters in order, each word at least its first letter.
pub(super) fn holds(words: &[&str], letters: &[u8]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    (1..=letters.len().saturating_sub(rest.len())).any(|count| {
        let (own, others) = letters.split_at(count);
        let mut bytes = word.bytes();
        let begins = own.first().is_some_and(|first| bytes.next().is_some_and(|byte| byte.eq_ignore_ascii_case(first)));
        begins
            && own.iter().skip(1).all(|letter| bytes.any(|byte| byte.eq_ignore_ascii_case(letter)))
            && holds(rest, others)
    })
}
