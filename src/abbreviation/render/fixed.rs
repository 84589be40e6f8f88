//! Tells where a written text needs no second reading, which costs half an analysis: where nothing that is left in it could be a mention.
//!
//! What was written out holds no short form. What was not written out is read as before unless the new words reach it: a short form is put
//! together of neighbours, refused by the words of its sentence, and defined by the words of its sentence. So three distances in words are
//! enough. Where one is not kept, where a mention is left whose sense the whole document decides, or where the user has a dictionary, the
//! text is read again. In builds with debug assertions every text that is passed here is read again to hold this to its word.

use std::collections::HashSet;

use super::{Policy, Writer, Written, standing::Standing};
use crate::{
    abbreviation::{
        Abbreviations, Definition, DefinitionKind, Occurrence,
        compose::compose,
        mention::{BESIDE, Other},
    },
    lexicon::{Dictionary, Roles, Squeezed, squeeze},
    reading,
    segment::{Case, Document, Token, word_at},
    span::Span,
};

/// The words with which a long form agrees where it has the first of them too: no head of one is longer.
const AGREEING: usize = 12;
/// The words with which any long form agrees: the word for a body, a number, a name of two words.
const NEXT: usize = 4;
/// The words of a sentence that may define a short form: an alignment passes 44, a bracket holds 24.
const DEFINING: usize = 72;
/// How many bytes are searched for as many words.
const BYTES: usize = 1200;
/// Above this confidence the letters are the initials of the words right before the bracket, or the dictionary has these words.
const SURE: f32 = 0.96;
/// The same for initials of two letters.
const SURE_OF_TWO: f32 = 0.91;
/// How many bytes before a short form are searched for a bracket, which holds 24 words.
const BRACKET: usize = 480;

/// Whether reading `written`, which `writer` wrote, would find nothing to write. Linear.
pub(super) fn is_fixed(writer: &mut Writer<'_, '_>, abbreviations: &Abbreviations, written: &Written) -> bool {
    let Some(others) = &abbreviations.others else { return false };
    let (text, manner) = (writer.text, writer.manner);
    let reach = Reach { text, written, places: written.map.edits().map(|edit| edit.source).collect() };
    matches!(manner.policy, Policy::All | Policy::First)
        && !manner.dictionary.has_user_entries()
        && leaves_nothing_open(writer, &reach, abbreviations, written)
        && stands_free(text, written, manner.dictionary)
        && reach.leaves(others, abbreviations, manner.dictionary)
        && reading::is_readable(&written.text, manner.line_breaks, manner.tokenized)
}

/// Whether every mention with a meaning, or with several, was written out, but for the short forms of definitions and those that are said again.
fn leaves_nothing_open(
    writer: &mut Writer<'_, '_>,
    reach: &Reach<'_>,
    abbreviations: &Abbreviations,
    written: &Written,
) -> bool {
    let mut edits = written.map.edits().peekable();
    let mut definitions = abbreviations.definitions.iter().peekable();
    let mut said = Said::new(writer.manner.policy, abbreviations);
    let is_closed = abbreviations.occurrences.iter().all(|occurrence| {
        while edits.next_if(|edit| edit.source.end <= occurrence.span.start).is_some() {}
        while definitions.next_if(|found| found.short_span.end <= occurrence.span.start).is_some() {}
        if let Some(edit) = edits.peek().filter(|edit| edit.source == occurrence.span) {
            if said.is_asked {
                said.longs.insert(written.text.get(edit.target.range()).unwrap_or_default());
            }
            return true;
        }
        let is_open = occurrence.expansion.is_some() || !occurrence.candidates.is_empty();
        !is_open
            || definitions.peek().is_some_and(|found| found.short_span == occurrence.span)
            || said.leaves(writer, reach, occurrence)
    });
    is_closed && said.stand(written)
}

/// What introduces a short form for the policy that writes out only its first mention.
struct Said<'a> {
    is_asked: bool,
    defined: HashSet<&'a str>,
    /// What was written out so far.
    longs: HashSet<&'a str>,
    /// The mentions whose long forms, as they would be written there, must stand before them in other words of the text.
    again: Vec<(Span, String)>,
}

impl<'a> Said<'a> {
    fn new(policy: Policy, abbreviations: &'a Abbreviations) -> Self {
        let is_asked = policy == Policy::First;
        let shorts = abbreviations.definitions.iter().map(|found| found.short.as_str());
        let defined = if is_asked { shorts.collect() } else { HashSet::new() };
        Self { is_asked, defined, longs: HashSet::new(), again: Vec::new() }
    }

    /// Whether a mention is left again: the text defines it, or its only meaning was written out before it, as it would be here; or it may
    /// [stand](Self::stand) there in other words.
    fn leaves(&mut self, writer: &mut Writer<'_, '_>, reach: &Reach<'_>, occurrence: &Occurrence) -> bool {
        let (Some(long), Some(short)) = (occurrence.expansion.as_deref(), occurrence.span.of(writer.text)) else {
            return false;
        };
        if !self.is_asked || !occurrence.candidates.is_empty() {
            return false;
        }
        if self.defined.contains(short) {
            return true;
        }
        if reach.may_agree(occurrence.span, long) {
            return false;
        }
        let long = writer.written(occurrence, short, long).filter(|long| !self.longs.contains(long.as_str()));
        self.again.extend(long.map(|long| (occurrence.span, long)));
        true
    }

    /// Whether the long forms of the mentions that are left stand before them in the written text, as the next reading will ask. Linear.
    fn stand(&self, written: &Written) -> bool {
        let Some((last, _)) = self.again.last() else { return true };
        let before = written.text.get(..written.map.target(*last).start).unwrap_or_default();
        let standing = Standing::of(before, self.again.iter().map(|(_, long)| long.as_str()));
        let mut forms = self.again.iter().enumerate();
        forms.all(|(form, (span, _))| standing.is_before(form, written.map.target(*span).start))
    }
}

/// Whether a blank or a mark parts what was written from its neighbours, and no word of it can be a short form.
fn stands_free(text: &str, written: &Written, dictionary: &Dictionary) -> bool {
    // These hang words together, as those of an address.
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '@' | '_' | '#' | '&' | '+' | '\\');
    let mut longs: Vec<&str> = Vec::with_capacity(written.map.edits().len());
    let is_free = written.map.edits().all(|edit| {
        let before = text.get(..edit.source.start).and_then(|before| before.chars().next_back());
        let after = text.get(edit.source.end..).and_then(|after| after.chars().next());
        let long = written.text.get(edit.target.range()).unwrap_or_default();
        longs.push(long);
        before.is_none_or(|before| !joins(before) && before != '.')
            && (long.ends_with(' ') || after.is_none_or(|after| !joins(after)))
    });
    longs.sort_unstable();
    longs.dedup();
    is_free && longs.into_iter().all(|long| is_plain(long, dictionary))
}

/// The words that may start or define a short form.
const SHORT: Roles = Roles::CAPITALS.union(Roles::SHORT_FORM).union(Roles::PROTECTED).union(Roles::DEFINITION);

/// Whether no word of a long form can be a short form: at most single ones that the dictionary does not have (`Bộ Y tế`, `Báo VnExpress`).
fn is_plain(long: &str, dictionary: &Dictionary) -> bool {
    if are_small(long) {
        return true;
    }
    let (doc, mut last) = (Document::new(long), None);
    doc.beginnings(SHORT, None::<fn(&Token) -> bool>).all(|at| {
        let (word, case) = (doc.text_of(at), doc.token(at).case());
        let is_alone = last.is_none_or(|last| at > last + 2);
        last = Some(at);
        is_alone
            && (case == Case::Mixed || word.chars().count() == 1 && case == Case::Upper)
            && !dictionary.has(squeeze(word))
    })
}

/// Whether a text is of words in small letters, at most with a first capital, none of which can be a short form, like most long forms.
fn are_small(text: &str) -> bool {
    let mut at = 0;
    loop {
        let (end, key, case) = word_at(text, at);
        if end == at || !matches!(case, Case::Lower | Case::Title) || Roles::of(key).any(SHORT) {
            return false;
        }
        match text.as_bytes().get(end) {
            None => return true,
            Some(b' ') => at = end + 1,
            Some(_) => return false,
        }
    }
}

/// A text with the places that were written out in it.
struct Reach<'t> {
    text: &'t str,
    written: &'t Written,
    places: Vec<Span>,
}

impl Reach<'_> {
    /// Whether what was written changes neither what the other words are nor what is defined.
    fn leaves(&self, others: &[Other], abbreviations: &Abbreviations, dictionary: &Dictionary) -> bool {
        abbreviations.definitions.iter().all(|found| self.keeps(found, dictionary))
            && !others.iter().any(|other| self.changes(other, dictionary))
            && !self.may_define(others)
    }

    /// Whether a definition still holds, or its short form has no meaning without it. Words further left may give it another long form, but not
    /// where the nearest words are its initials, or those that the dictionary has for it.
    fn keeps(&self, found: &Definition, dictionary: &Dictionary) -> bool {
        let surest = if found.short.chars().count() == 2 && found.kind == DefinitionKind::Initialism {
            SURE_OF_TWO
        } else {
            SURE
        };
        let whole = Span::new(found.long_span.start, self.end_of_bracket(found));
        let stands =
            || found.confidence > surest && found.long_span.end <= found.short_span.start && self.is_untouched(whole);
        !self.reaches(found.short_span, DEFINING) || is_nothing_else(&found.short, dictionary) || stands()
    }

    /// Where the bracket around the short form of a definition ends, or the short form without one: what else is in it decides whether it defines.
    fn end_of_bracket(&self, found: &Definition) -> usize {
        let end = found.short_span.end;
        let before = self.text.get(found.long_span.end..found.short_span.start).unwrap_or_default();
        if !before.contains(['(', '[']) {
            return end;
        }
        let inside = self.text.as_bytes().get(end..).unwrap_or_default().iter().take(BRACKET);
        let close = inside.take_while(|byte| !matches!(byte, b')' | b']' | b'\n' | b'\r')).count();
        end + close
    }

    /// Whether a place that was written out may decide how a long form is written at a mention: it is next to it, or only words of the long
    /// form part the two.
    fn may_agree(&self, mention: Span, long: &str) -> bool {
        let beside = || {
            let (before, after) = (self.text.get(..mention.start), self.text.get(mention.end..));
            let last = before.and_then(|before| words_of(before).next_back());
            let next = after.and_then(|after| words_of(after).next());
            [last, next].into_iter().flatten().any(|word| is_word_of(long, word))
        };
        self.has_near(mention, NEXT) || self.has_near(mention, AGREEING) && beside()
    }

    /// Whether a place that was written out stands within so many words.
    fn has_near(&self, word: Span, words: usize) -> bool {
        self.between(word).any(|between| has_fewer(between, words))
    }

    /// Whether a word may be a mention, or part of one, among the words that were written.
    fn changes(&self, other: &Other, dictionary: &Dictionary) -> bool {
        let reach = usize::from(other.reach);
        if reach == 0 {
            return self.has_near(other.span, 0) && !self.is_parted(other.span, dictionary);
        }
        let beside = usize::from(BESIDE);
        self.has_near(other.span, reach.min(beside)) || reach > beside && self.reaches(other.span, reach)
    }

    /// Whether only a stroke is between an unknown word and what was written (`Ảnh: AFP/TTXVN`), and the two make no short form.
    fn is_parted(&self, word: Span, dictionary: &Dictionary) -> bool {
        let short = |place: Span| place.of(self.text).unwrap_or_default();
        let long = |place: Span| self.written.map.target(place).of(&self.written.text).unwrap_or_default();
        // A number would make a code of it.
        let is_letter = |letter: char| letter.is_alphabetic();
        let [before, next] = self.neighbours(word);
        before.is_none_or(|(place, between)| {
            let ends = || [short(place), long(place)].iter().all(|text| text.ends_with(is_letter));
            !has_fewer(between, 0) || between == b"/" && ends()
        }) && next.is_none_or(|(place, between)| {
            let begins = || [short(place), long(place)].iter().all(|text| text.starts_with(is_letter));
            !has_fewer(between, 0) || between == b"/" && begins() && !may_join(short(word), long(place), dictionary)
        })
    }

    /// Whether a word that may become the short form of a definition stands elsewhere too.
    fn may_define(&self, others: &[Other]) -> bool {
        if others.len() < 2 {
            return false;
        }
        let hash_of = |other: &Other| squeeze(other.span.of(self.text).unwrap_or_default());
        let is_explained = memchr::memmem::find(self.text.as_bytes(), "tắt".as_bytes()).is_some();
        let may_be_defined =
            |other: &&Other| self.may_be_defined(other.span, is_explained) && self.reaches(other.span, DEFINING);
        let mut defined: Vec<u64> = others.iter().filter(may_be_defined).map(hash_of).collect();
        if defined.is_empty() {
            return false;
        }
        defined.sort_unstable();
        defined.dedup();
        others.iter().filter(|other| defined.binary_search(&hash_of(other)).is_ok()).count() > defined.len()
    }

    /// Whether a word stands where definitions have their short form: in or before a bracket, after a dash, a comma or `gọi là`; anywhere in a text
    /// that explains short forms.
    fn may_be_defined(&self, word: Span, is_explained: bool) -> bool {
        let (Some(before), Some(after)) = (self.text.get(..word.start), self.text.get(word.end..)) else { return true };
        let is_blank = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '‘' | '’' | '\'');
        if after.trim_start_matches(is_blank).starts_with(['(', '[']) {
            return true;
        }
        let capitals = capitals_of(word.of(self.text).unwrap_or_default());
        // Elsewhere a short form has two capitals, if in two words.
        if capitals < 2 && !is_led_to_capitals(after) {
            return false;
        }
        let words = before.trim_end_matches(is_blank);
        let near = before.as_bytes().get(before.len().saturating_sub(BRACKET)..).unwrap_or_default();
        let bracket = memchr::memrchr3(b'(', b'[', b'\n', near).and_then(|at| near.get(at..));
        is_explained
            || words.ends_with("là")
            || words.ends_with(',') && capitals >= 4
            || words.ends_with(['-', '–', '—']) && capitals >= 3
            || bracket.is_some_and(|open| open.first() != Some(&b'\n') && memchr::memchr2(b')', b']', open).is_none())
    }

    /// Whether nothing was written in a stretch of text.
    fn is_untouched(&self, stretch: Span) -> bool {
        let after = self.places.partition_point(|place| place.end <= stretch.start);
        self.places.get(after).is_none_or(|place| place.start >= stretch.end)
    }

    /// Whether a place that was written out stands within so many words of the same line.
    fn reaches(&self, word: Span, words: usize) -> bool {
        self.between(word).any(|between| {
            let first = between.get(..BYTES).unwrap_or(between);
            has_fewer(between, words) && memchr::memchr2(b'\n', b'\r', first).is_none()
        })
    }

    /// What stands between a word and the places before and after it.
    fn between(&self, word: Span) -> impl Iterator<Item = &[u8]> {
        self.neighbours(word).into_iter().flatten().map(|(_, between)| between)
    }

    /// The places before and after a word, each with what stands between the two.
    fn neighbours(&self, word: Span) -> [Option<(Span, &[u8])>; 2] {
        let after = self.places.partition_point(|place| place.end <= word.start);
        let bytes = self.text.as_bytes();
        let place = |at: usize| self.places.get(at).copied();
        let before = after.checked_sub(1).and_then(place);
        [
            before.and_then(|place| Some((place, bytes.get(place.end..word.start)?))),
            place(after).map(|place| (place, bytes.get(word.end..place.start).unwrap_or_default())),
        ]
    }
}

/// Whether there are no more words than `words`, or too many bytes to say.
fn has_fewer(between: &[u8], words: usize) -> bool {
    let spaces = between.iter().take(BYTES).filter(|byte| byte.is_ascii_whitespace());
    spaces.take(words + 1).count() <= words
}

fn capitals_of(word: &str) -> usize {
    word.chars().filter(|letter| letter.is_uppercase()).count()
}

/// Whether the next word may be another part of a short form: `G D`, `C2H`, but not `U23 Việt Nam`.
fn is_led_to_capitals(after: &str) -> bool {
    let mut words = words_of(after.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let next = words.next().and_then(|word| if word == "và" { words.next() } else { Some(word) });
    next.is_some_and(|word| match capitals_of(word) {
        0 => false,
        // A name, if the first of several letters.
        1 => word.chars().nth(1).is_none() || !word.starts_with(char::is_uppercase),
        _ => true,
    })
}

/// Whether a word and the first of a long form may be one short form, or the form goes on with capitals.
fn may_join(word: &str, long: &str, dictionary: &Dictionary) -> bool {
    let mut words = words_of(long);
    let mut joined = Squeezed::new();
    joined.push(word);
    joined.push(words.next().unwrap_or_default());
    dictionary.has(joined.get()) || words.next().is_none_or(|second| !second.starts_with(char::is_lowercase))
}

/// Whether a word is one of a long form, in any letter case.
fn is_word_of(long: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    words_of(&long.to_lowercase()).any(|other| other == word)
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a short form has no meaning but the one that the text gives it.
fn is_nothing_else(short: &str, dictionary: &Dictionary) -> bool {
    short.chars().all(char::is_alphabetic) && !dictionary.has(squeeze(short)) && compose(short, dictionary).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::abbreviation::render::{LineBreaks, Manner, Tokenized, settle::Kept};

    /// Whether a text written out is known to need no second reading.
    fn is_known_fixed(text: &str, policy: Policy) -> bool {
        let dictionary = Dictionary::builtin();
        let (line_breaks, tokenized) = (LineBreaks::default(), Tokenized::default());
        let manner = Manner { policy, dictionary: &dictionary, line_breaks, tokenized };
        let found = Abbreviations::find(&Document::new(text), &dictionary);
        manner.written(text, &found, &Kept::new()).is_some_and(|written| written.is_fixed)
    }

    #[test]
    fn what_is_left_and_near_decides() {
        for (text, all, first) in [
            ("UBND tỉnh họp với HĐND huyện.", true, true),
            (
                "UBND tỉnh họp. Hôm sau, đoàn của tỉnh về thăm bà con các làng ven sông và cùng ăn cơm, sau đó UBND xã báo cáo.",
                true,
                true,
            ),
            // Said again too near to the first.
            ("UBND tỉnh và UBND huyện họp.", true, false),
            ("UBND tỉnh họp với bà con ở xã và UBND huyện báo cáo.", true, true),
            // Said again without its head, which stands before it.
            (
                "Nghĩa vụ VAT tăng trong cả năm nay và còn tăng nữa vào các năm sau. Họ nộp thuế VAT từ quý này.",
                true,
                true,
            ),
            ("Bảo hiểm xã hội (BHXH) và UBND tỉnh họp.", true, true),
            // What is written out may be the long form of a bracket, and its short form stands elsewhere too.
            ("UBND tỉnh An Phú (UTP) họp; UTP báo cáo.", false, false),
            ("UBND tỉnh An Phú (UTP) họp.", true, true),
            // A sense that the rest of the text decides.
            ("UBND tỉnh gặp MU.", false, false),
            // What was written out touches a letter, or an unknown word follows without a space.
            ("UBND tỉnh và Hội TT-UBND.", false, false),
            ("ASEAN họp với FPT.", true, true),
            ("Ảnh của đoàn: AFP/TTXVN.", true, true),
            // Written out, a number no longer makes a code of what a stroke parts from it, and a bracket holds another list.
            ("Ở đường CMT8/VTV.", false, false),
            ("Gặp anh SQMinh Nhân (SN: 1990; VPA, xã).", false, false),
            // Initials, a class, teams: the words around them make no short form of one letter.
            ("Em N.T.A, lớp 10A7, gặp UBND xã.", true, true),
            ("UBND tỉnh mời đội U22 và đội U23 (ảnh: U22 tập).", true, true),
        ] {
            assert_eq!(is_known_fixed(text, Policy::All), all, "all: {text}");
            assert_eq!(is_known_fixed(text, Policy::First), first, "first: {text}");
            assert!(!is_known_fixed(text, Policy::Annotate), "{text}");
        }
    }

    #[test]
    fn long_forms_of_the_dictionary_are_canonical() {
        let table = include_str!("../../../data/abbreviations.tsv");
        let longs =
            table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split('\t').nth(1));
        for long in longs {
            assert!(crate::normalize::Normalizer::new().normalize(long).map.is_identity(), "{long}");
        }
    }
}
