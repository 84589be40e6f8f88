//! Finds the short forms that a text defines: `người lao động (NLĐ)`, `Liên minh châu Âu (EU)`, `…, gọi tắt là Ban Quản lý`.
//!
//! Each bracket is read by itself: a short one, closed on the same line, not nested, so an unbalanced one elsewhere
//! has no effect. It contains short forms, possibly after a cue (`gọi tắt là`) or with an English name, or, in reverse order, the long
//! form of the short form before it. `align` matches the letters with the words; if they do not match, `gloss` looks for the phrase of a
//! foreign or coined name.

mod apposed;
mod bracket;
mod cue;
mod firm;
mod foreign;
mod reverse;
mod short;

use std::{borrow::Cow, ops::Range};

use crate::{
    abbreviation::{
        Definition, DefinitionKind,
        align::{Letters, is_connective},
        gloss::{self, Evidence},
        shape::is_vietnamese,
    },
    lexicon::{
        CURRENCIES, Dictionary, GLOSS_WORDS, GlossRole, LongForm, NAME_HEADS, NameHead, Roles, Sense, is_quote,
        is_surname, squeeze, w,
    },
    segment::{Case, Class, Document, Gap},
};

/// From this confidence on, a definition decides what the short form means elsewhere in the text.
const PLAIN: f32 = 0.65;
/// The maximum number of words of a person's name.
const PERSON: usize = 4;
/// How far before a name in quotation marks the word for what it names may stand.
const KIND: usize = 7;

/// The definitions of a document, indexed by short form.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    pub(super) list: Vec<Definition>,
    /// The hash of the short form of each plain definition with its index, sorted. Not a hash map, because a text could choose
    /// colliding hashes.
    by_short: Vec<(u64, usize)>,
}

impl Definitions {
    /// The definition of a short form that applies at `token`: the last one before it, or the first one after.
    /// Logarithmic.
    pub(super) fn at(&self, hash: u64, token: usize) -> Option<&Definition> {
        let from = self.by_short.partition_point(|(other, _)| *other < hash);
        let to = self.by_short.partition_point(|(other, _)| *other <= hash);
        let places = self.by_short.get(from..to)?;
        let after =
            places.partition_point(|&(_, at)| self.list.get(at).is_some_and(|found| found.tokens.start <= token));
        let (_, at) = places.get(after.saturating_sub(1))?;
        self.list.get(*at)
    }

    /// Whether the document defines this short form.
    pub(super) fn has(&self, hash: u64) -> bool {
        !self.by_short.is_empty() && self.by_short.binary_search_by(|(other, _)| other.cmp(&hash)).is_ok()
    }
}

/// Finds the definitions of `doc`, in the order of the short forms. Linear; `steps` counts the comparisons.
pub(super) fn find(doc: &Document<'_>, dictionary: &Dictionary, steps: &mut usize) -> Definitions {
    let mut reader = Reader { doc, dictionary, list: Vec::new(), steps };
    let mut next = 0;
    for index in doc.triggers(Roles::DEFINITION | Roles::CAPITALS) {
        if index < next {
            continue;
        }
        let last = match doc.key(index) {
            w::LEFT_PARENTHESIS | w::LEFT_SQUARE_BRACKET => reader.bracket(index),
            w::tắt => reader.abbreviated(index),
            _ => {
                reader.apposed(index);
                index
            }
        };
        next = last.max(index) + 1;
    }
    let mut list = reader.list;
    list.sort_by_key(|definition| definition.tokens.start);
    let plain = list.iter().enumerate().filter(|(_, definition)| definition.confidence >= PLAIN);
    let mut by_short: Vec<(u64, usize)> = plain.map(|(at, definition)| (squeeze(&definition.short), at)).collect();
    by_short.sort_unstable();
    Definitions { list, by_short }
}

/// The state of reading a document.
struct Reader<'a, 't> {
    doc: &'a Document<'t>,
    dictionary: &'a Dictionary,
    list: Vec<Definition>,
    steps: &'a mut usize,
}

/// How a definition is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The short form in brackets.
    Bracket,
    /// The long form in brackets.
    Reverse,
    /// Words such as `gọi tắt là`.
    Cue,
    /// A dash or a comma.
    Apposed,
}

/// The confidence of a definition, from 0 to 1, with reasons.
struct Belief {
    confidence: f32,
    reasons: Vec<Cow<'static, str>>,
}

impl Belief {
    fn new(confidence: f32, reason: &'static str) -> Self {
        let mut reasons = Vec::with_capacity(4);
        reasons.push(reason.into());
        Self { confidence, reasons }
    }

    fn of_letters(letters: &Letters<'_>, cost: u8, form: Form) -> Self {
        let mut belief = Self::new(0.98, "the letters are the initials of the words");
        if letters.len() == 2 {
            belief.doubt(0.06, "two letters fit many words");
        }
        if cost > 0 {
            belief.doubt(0.03 * f32::from(cost.min(8)), "words were passed over, or letters agree loosely");
        }
        belief.with_form(form)
    }

    fn of_gloss(evidence: Evidence, form: Form) -> Self {
        let (confidence, reason) = match evidence {
            Evidence::Known => (0.97, "the dictionary knows the short form by these words"),
            Evidence::Name => (0.92, "a head noun in capitals begins the name"),
            Evidence::Quoted => (0.88, "a name in quotation marks"),
            Evidence::Term => (0.86, "a head noun begins the term"),
            Evidence::Kind => (0.78, "a word says what kind of term follows"),
            Evidence::Item => (0.72, "an item of a list"),
            Evidence::Foreign => (0.9, "words in another language"),
            Evidence::Noun => (0.6, "a noun phrase that nothing else marks"),
        };
        Self::new(confidence, reason).with_form(form)
    }

    fn with_form(mut self, form: Form) -> Self {
        match form {
            Form::Bracket => {}
            Form::Reverse => self.doubt(0.04, "the long form stands in the bracket"),
            Form::Cue => {
                self.confidence = (self.confidence + 0.1).min(0.99);
                self.reasons.push("the text says that one is short for the other".into());
            }
            Form::Apposed => self.doubt(0.1, "a dash or comma, no bracket"),
        }
        self
    }

    fn doubt(&mut self, by: f32, reason: &'static str) {
        self.confidence -= by;
        self.reasons.push(reason.into());
    }
}

impl Reader<'_, '_> {
    /// Defines `short` by the words that end at `end`, if its letters are their initials.
    fn initials(&mut self, short: &Range<usize>, floor: usize, end: usize, form: Form) -> Option<usize> {
        let text = text_of(self.doc, short);
        let letters = Letters::new(&text)?;
        let (start, cost) = letters.start_of(self.doc, floor, end, self.steps)?;
        let end = trim_end(self.doc, start, end);
        // `phòng thủ giai đoạn giữa trên mặt đất (GMD)`
        let is_border = || {
            let role = self.doc.phrase(&GLOSS_WORDS, start).map(|(_, role)| *role);
            !self.doc.token(start).is_capitalised() && matches!(role, Some(GlossRole::Border | GlossRole::Clause))
        };
        if cost > 0 && is_border() {
            return None;
        }
        // One word is another short form: `Công ty NSN (NSNmedia)`.
        if end == start + 1 || is_connective(self.doc.key(start)) || form == Form::Apposed && cost > 0 {
            return None;
        }
        if form == Form::Bracket && self.is_signature(short, start..end) || self.is_person(&text, start..end) {
            return None;
        }
        self.push(short, start..end, DefinitionKind::Initialism, Belief::of_letters(&letters, cost, form));
        Some(start)
    }

    /// Defines `short` by the phrase that ends at `end`, if it is clear.
    fn gloss(&mut self, short: &Range<usize>, floor: usize, end: usize, form: Form) -> Option<usize> {
        let text = text_of(self.doc, short);
        // `phí vào cửa 100 đôla Singapore (SGD)`
        if self.doc.phrase(&CURRENCIES, short.start).is_some_and(|(_, currency)| currency.code == text) {
            return None;
        }
        let end = trim_words(self.doc, floor, end);
        if self.is_of_one_word(&text, floor, end) || self.is_series(&text, floor, end) {
            return None;
        }
        let found = gloss::before(self.doc, self.dictionary, floor..end, &text, self.steps)?;
        if self.is_ticker(&text, found.start..end) {
            return None;
        }
        let long = found.start..trim_end(self.doc, found.start, end);
        self.push(short, long, DefinitionKind::Gloss, Belief::of_gloss(found.evidence, form));
        if found.evidence == Evidence::Quoted
            && let Some(kind) = kind_of(self.doc, floor, found.start)
            && let Some(last) = self.list.last_mut()
        {
            last.meaning = LongForm::shared(&format!("{kind} {}", last.long));
        }
        Some(found.start)
    }

    /// `Công ước về Vũ khí thông thường (CCW 2017)`: the year of a meeting, which its name does not say.
    fn dated(&mut self, short: &Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let last = short.end - 1;
        let has_year = short::has_number(doc, short) && doc.is_recent_year(last);
        has_year && self.gloss(&(short.start..last), floor, end, Form::Bracket).is_some()
    }

    /// `… bỏ trốn. Thanh Hà (TH)`: the name of a person, all of the last sentence of a line.
    fn is_signature(&self, short: &Range<usize>, long: Range<usize>) -> bool {
        let doc = self.doc;
        let is_last = doc.tokens().get(short.end + 1).is_none_or(|next| next.gap() >= Gap::Line);
        is_last
            && long.len() <= PERSON
            && doc.sentence_of(long.start).start == long.start
            && doc.phrase(&NAME_HEADS, long.start).is_none()
            && long.clone().all(|at| doc.token(at).case() == Case::Title)
    }

    /// `Mỹ Anh (MA)`, `Nguyễn Văn An (NVA)`: the name of a person, whose letters the text uses for once.
    fn is_person(&self, short: &str, long: Range<usize>) -> bool {
        let doc = self.doc;
        let is_name = |at: usize| {
            doc.token(at).class() == Class::Word
                && doc.token(at).case() == Case::Title
                && is_vietnamese(doc.text_of(at))
        };
        (2..=PERSON).contains(&long.len())
            && (long.len() == 2 || is_surname(doc.key(long.start)))
            && long.clone().all(is_name)
            && doc.phrase(&NAME_HEADS, long.start).is_none()
            && !self.dictionary.known(squeeze(short), short).is_some_and(|known| {
                let said = text_of(doc, &long);
                known.senses.iter().any(|sense| small(&sense.long).eq(small(&said)))
            })
    }

    /// `tên lửa Standard Missile 3 (SM)`: a number ends the words, and the short form does not say it.
    fn is_series(&self, short: &str, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let Some(last) = end.checked_sub(1).filter(|last| *last > floor) else { return false };
        doc.token(last).class() == Class::Digits
            && doc.token(last).gap() == Gap::Space
            && !doc.is_recent_year(last)
            && doc.token(last - 1).is_capitalised()
            && !short.contains(|letter: char| letter.is_ascii_digit())
    }

    fn push(&mut self, short: &Range<usize>, long: Range<usize>, kind: DefinitionKind, belief: Belief) {
        let doc = self.doc;
        let long = balanced(doc, long);
        // `ATM Erak Error (ATM)`: a name that holds its short form says nothing of it.
        if short.len() == 1 && long.clone().any(|at| doc.key(at) == doc.key(short.start)) {
            return;
        }
        let (text, long_text) = (text_of(doc, short), LongForm::shared(&text_of(doc, &long)));
        if *text == *long_text {
            return;
        }
        self.list.push(Definition {
            meaning: self.meaning(&text, &long_text, &long),
            short: text.into_owned(),
            long: long_text,
            kind,
            confidence: (belief.confidence * 100.0).round() / 100.0,
            reasons: belief.reasons,
            short_span: doc.span_of(short.clone()),
            long_span: doc.span_of(long),
            tokens: short.clone(),
        });
    }
}

impl Reader<'_, '_> {
    /// A long form as it stands elsewhere: the capital of a sentence is none of its own, nor is one that the dictionary does not write (`Bảo
    /// hiểm xã hội (BHXH)`). What begins as names do keeps its own.
    fn meaning(&self, short: &str, long: &LongForm, tokens: &Range<usize>) -> LongForm {
        let doc = self.doc;
        let others_small = || tokens.clone().skip(1).all(|at| !doc.token(at).is_capitalised());
        if !long.starts_with(char::is_uppercase) || !others_small() {
            return long.clone();
        }
        let known = self.dictionary.known(squeeze(short), short);
        let same = |sense: &&Sense| small(&sense.long).eq(small(long));
        if let Some(sense) = known.and_then(|known| known.senses.iter().find(same)) {
            return sense.long.clone();
        }
        // `Điện lực (ĐL)`: two words are a name just as often.
        if tokens.len() < 3 || !doc.starts_sentence(tokens.start) {
            return long.clone();
        }
        let head = doc.phrase(&NAME_HEADS, tokens.start).is_some_and(|(_, head)| *head != NameHead::None);
        // `Hệ thống` starts terms and names; one without another capital is a term.
        let term = matches!(doc.phrase(&GLOSS_WORDS, tokens.start), Some((_, GlossRole::Head)));
        if head && !term {
            return long.clone();
        }
        let mut letters = long.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        LongForm::shared(&first.chain(letters).collect::<String>())
    }
}

/// The letters of a text in lower case.
fn small(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// The first token that a long form before token `open` may contain: it crosses neither a sentence end nor a
/// bracket.
fn floor_of(doc: &Document<'_>, open: usize) -> usize {
    doc.sentence_of(open).start
}

/// The text of tokens with single spaces, which is nearly always the original text.
fn text_of<'a>(doc: &'a Document<'_>, tokens: &Range<usize>) -> Cow<'a, str> {
    if tokens.len() == 1 {
        return doc.text_of(tokens.start).into();
    }
    let text = doc.text().get(doc.span_of(tokens.clone()).range()).unwrap_or_default();
    let is_plain = text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if is_plain { text.into() } else { doc.string_of(tokens.clone()).into() }
}

/// The word for what a name in quotation marks names, in small letters: `đảng` of `đảng dân túy “Vì Tự do”`.
fn kind_of(doc: &Document<'_>, floor: usize, start: usize) -> Option<String> {
    let is_kind = |at: &usize| {
        let role = doc.phrase(&GLOSS_WORDS, *at).map(|(_, role)| *role);
        role == Some(GlossRole::Named) && doc.token(*at).class() == Class::Word
    };
    let at = (floor.max(start.saturating_sub(KIND))..start.saturating_sub(1)).rev().find(is_kind)?;
    let (end, _) = doc.phrase(&GLOSS_WORDS, at)?;
    Some(text_of(doc, &(at..end)).to_lowercase())
}

/// The end of the words before token `end`, without closing quotes.
fn trim_quotes(doc: &Document<'_>, mut end: usize) -> usize {
    while end > 0 && is_quote(doc.key(end - 1)) {
        end -= 1;
    }
    end
}

/// A long form with both or none of its quotation marks: `“Phong trào xanh” tự phát` is `Phong trào xanh`.
fn balanced(doc: &Document<'_>, long: Range<usize>) -> Range<usize> {
    let mut quotes = long.clone().filter(|at| is_quote(doc.key(*at)) && doc.text_of(*at) != "'");
    let Some(first) = quotes.next() else { return long };
    if quotes.count() % 2 == 1 {
        return long;
    }
    if first > long.start + 1 && long.start > 0 && is_quote(doc.key(long.start - 1)) {
        return long.start..first;
    }
    if is_quote(doc.key(long.end)) { long.start..long.end + 1 } else { long }
}

/// The end of the words before token `end`, without a word that leads to another name: `bán thời gian hay (PTGF)`.
fn trim_words(doc: &Document<'_>, floor: usize, mut end: usize) -> usize {
    while end > floor + 1 && matches!(doc.key(end - 1), w::hay | w::hoặc | w::là) {
        end -= 1;
    }
    end
}

/// The end of a long form without the marks after it.
fn trim_end(doc: &Document<'_>, start: usize, mut end: usize) -> usize {
    while end > start + 1 && doc.token(end - 1).class() == Class::Mark {
        end -= 1;
    }
    end
}
#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> usize {
        let mut steps = 0;
        find(&Document::new(text), &Dictionary::builtin(), &mut steps);
        steps
    }

    #[test]
    fn hostile_brackets_cost_a_bounded_number_of_steps_each() {
        for unit in [
            "(",
            "((",
            "A(",
            "NLĐ (",
            "(NLĐ) ",
            "người lao động (NLĐ) ",
            "NLĐ (người lao động) ",
            "(A) (B) ",
            "gọi tắt là NLĐ ",
            "Cục (FBI) ",
            "một hai ba bốn (MHBB",
            "tắt tắt ",
        ] {
            let text = unit.repeat((1 << 18) / unit.len());
            let [once, twice, thrice] = [1, 2, 3].map(|times| steps(&text.repeat(times)));
            // The first definitions have less before them to look through: what one more text adds tells, not the ratio.
            assert!(
                thrice - twice <= twice - once + 64,
                "{unit:?}: {once} steps for one text, {twice} for twice, {thrice} for three times"
            );
            // A bracket looks at most 24 tokens ahead and then aligns 14 letters with 44 words, four times.
            let brackets = text.matches(['(', 'ắ']).count();
            assert!(once <= brackets * 4 * 14 * 44 + 64, "{unit:?}: {once} steps for {brackets} brackets");
        }
    }

    #[test]
    fn a_megabyte_of_brackets_is_read() {
        for unit in ["(", "A(", "NLĐ (", "người lao động (NLĐ) và NLĐ "] {
            let text = unit.repeat((1 << 20) / unit.len());
            let doc = Document::new(&text);
            let found = crate::Abbreviations::find(&doc, &Dictionary::builtin());
            assert!(found.definitions.len() <= text.len() / 20, "{unit:?}");
        }
    }
}
