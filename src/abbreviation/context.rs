//! What stands around a mention: the words before and behind it, its sentence, the rest of the document.

use std::{cell::OnceCell, collections::HashSet};

use crate::{
    abbreviation::mention::{Mention, What, is_syllable},
    lexicon::{Cue, Domain, Key, Pattern, Place, Sense, SenseClass, class_cues, cues_of, keys},
    segment::{Case, Class, Document, Gap},
};

/// How far a sentence is looked at on each side of a mention.
const NEAR: usize = 28;
/// How many short forms of one list are passed over.
const LIST: usize = 5;

keys! {
    DOT = ".", COMMA = ",", HYPHEN = "-", DASH = "–", AMPERSAND = "&", SLASH = "/", VA = "và", HAY = "hay", HOAC = "hoặc", PLUS = "+",
    HUYEN = "huyện", TINH = "tỉnh", THI = "thị", THANH = "thành", TP = "tp", TX = "tx", H = "h", T = "t", QUAN = "quận",
}

/// Surnames that nine in ten Vietnamese bear: a full name begins with one.
const SURNAMES: [&str; 48] = [
    "an", "bùi", "bạch", "cao", "chu", "châu", "doãn", "dương", "giang", "huỳnh", "hoàng", "hà", "hồ", "hứa", "khổng",
    "kiều", "la", "lâm", "lã", "lê", "lý", "lương", "lưu", "lại", "mai", "ngô", "nghiêm", "nguyễn", "ninh", "phan",
    "phùng", "phạm", "quách", "thái", "tô", "tôn", "tạ", "tống", "trương", "trần", "trịnh", "từ", "vi", "võ", "vũ",
    "đinh", "đoàn", "đặng",
];
const MORE_SURNAMES: [&str; 8] = ["đào", "đỗ", "đàm", "đồng", "đậu", "ông", "văn", "thân"];

/// The surroundings of the mentions of one document.
pub(super) struct Context<'a, 't> {
    doc: &'a Document<'t>,
    /// For each mention, the first token of the list of short forms that it ends.
    lists: Vec<(usize, usize)>,
    keys: OnceCell<HashSet<Key>>,
}

impl<'a, 't> Context<'a, 't> {
    pub(super) fn new(doc: &'a Document<'t>, mentions: &[Mention<'_>]) -> Self {
        let lists = (0..mentions.len()).map(|at| list_around(doc, mentions, at)).collect();
        Self { doc, lists, keys: OnceCell::new() }
    }

    /// Whether the table has cues for the mention's short form.
    pub(super) fn has_cues(&self, mention: &Mention<'_>) -> bool {
        !cues_of(mention.hash).is_empty()
    }

    /// Calls `hear` with each cue that holds for a sense of mention `at`: the sense's index, the points, the reason.
    pub(super) fn cues(
        &self,
        mentions: &[Mention<'_>],
        at: usize,
        senses: &[Sense],
        mut hear: impl FnMut(usize, i16, &'static str),
    ) {
        let mention = &mentions[at];
        let (first, end) = self.lists.get(at).copied().unwrap_or((mention.tokens.start, mention.tokens.end));
        for cue in cues_of(mention.hash) {
            let mut told = None;
            for (index, sense) in senses.iter().enumerate() {
                if cue.long.is_none_or(|long| *long == *sense.long)
                    && *told.get_or_insert_with(|| self.holds_cue(cue, mention, first, end))
                {
                    hear(index, cue.points, cue.reason);
                }
            }
        }
        for (index, sense) in senses.iter().enumerate() {
            let Some(class) = class_of(sense) else { continue };
            for cue in class_cues(class) {
                if self.holds_cue(cue, mention, first, end) {
                    hear(index, cue.points, cue.reason);
                }
            }
        }
    }

    fn holds_cue(&self, cue: &Cue, mention: &Mention<'_>, first: usize, end: usize) -> bool {
        cue.patterns.iter().any(|pattern| match cue.place {
            Place::Before => {
                self.is_before(pattern, mention.tokens.start)
                    || first != mention.tokens.start && self.is_before(pattern, first)
            }
            Place::After => {
                self.is_after(pattern, mention.tokens.end) || end != mention.tokens.end && self.is_after(pattern, end)
            }
            Place::Near => self.is_near(pattern, mention),
            Place::Document => match pattern {
                Pattern::Words(words) => self.holds_words(words),
                _ => false,
            },
        })
    }

    fn is_before(&self, pattern: &Pattern, start: usize) -> bool {
        let doc = self.doc;
        match pattern {
            Pattern::Words(words) => start
                .checked_sub(words.len())
                .is_some_and(|from| self.words_at(words, from) && self.is_one_line(from, start)),
            Pattern::Number => start > 0 && doc.tokens()[start - 1].class() == Class::Digits,
            Pattern::Foreign => start > 0 && self.is_foreign(start - 1),
            Pattern::Name => start > 0 && doc.tokens()[start - 1].case() == Case::Title,
            Pattern::Person | Pattern::PlaceIn => false,
        }
    }

    fn is_after(&self, pattern: &Pattern, end: usize) -> bool {
        let doc = self.doc;
        // The dot of `TS.` and what stands behind it.
        let end = if doc.is(end, DOT)
            && doc.tokens()[end].is_glued()
            && !matches!(pattern, Pattern::Words(words) if words.first() == Some(&DOT))
        {
            end + 1
        } else {
            end
        };
        let Some(next) = doc.tokens().get(end).filter(|next| next.gap() <= Gap::Space) else { return false };
        match pattern {
            Pattern::Words(words) => self.words_at(words, end) && self.is_one_line(end, end + words.len()),
            Pattern::Number => next.class() == Class::Digits,
            Pattern::Foreign => self.is_foreign(end),
            Pattern::Name => next.case() == Case::Title,
            Pattern::Person => self.is_person(end),
            Pattern::PlaceIn => self.is_place_in(end),
        }
    }

    fn is_near(&self, pattern: &Pattern, mention: &Mention<'_>) -> bool {
        let Pattern::Words(words) = pattern else { return false };
        let sentence = self.doc.sentence_of(mention.tokens.start);
        let from = sentence.start.max(mention.tokens.start.saturating_sub(NEAR));
        let to = sentence.end.min(mention.tokens.end + NEAR);
        (from..to).any(|index| !mention.tokens.contains(&index) && self.words_at(words, index))
    }

    fn words_at(&self, words: &[Key], from: usize) -> bool {
        self.doc.tokens().get(from..from + words.len()).is_some_and(|tokens| {
            tokens
                .iter()
                .zip(words)
                .all(|(token, word)| token.key() == *word && (*word != Key::NONE || token.class() == Class::Digits))
        })
    }

    fn is_one_line(&self, from: usize, to: usize) -> bool {
        self.doc
            .tokens()
            .get(from + 1..=to.min(self.doc.tokens().len().saturating_sub(1)))
            .is_none_or(|tokens| tokens.iter().all(|token| token.gap() <= Gap::Space))
    }

    fn is_foreign(&self, index: usize) -> bool {
        self.doc.tokens().get(index).is_some_and(|token| {
            token.class() == Class::Word
                && token.case() == Case::Title
                && !is_syllable(&self.doc.text_of(index).to_uppercase())
        })
    }

    /// A surname and another word in capitals, or three words in capitals.
    fn is_person(&self, index: usize) -> bool {
        let doc = self.doc;
        let title = |index: usize| {
            doc.tokens().get(index).is_some_and(|token| {
                token.class() == Class::Word && token.is_capitalised() && token.gap() <= Gap::Space
            })
        };
        let text = doc.text_of(index).to_lowercase();
        title(index)
            && title(index + 1)
            && (SURNAMES.contains(&text.as_str()) || MORE_SURNAMES.contains(&text.as_str()) || title(index + 2))
    }

    /// One to three words in capitals, a comma, and a word for what holds the place.
    fn is_place_in(&self, index: usize) -> bool {
        let doc = self.doc;
        let title = |index: usize| {
            doc.tokens().get(index).is_some_and(|token| token.class() == Class::Word && token.is_capitalised())
        };
        let mut end = index;
        while end < index + 3 && title(end) {
            end += 1;
        }
        end > index
            && doc.is(end, COMMA)
            && matches!(doc.key(end + 1), HUYEN | TINH | THI | THANH | TP | TX | H | T | QUAN)
    }

    /// Whether the words of `long` stand right before `start`.
    pub(super) fn stands_before(&self, start: usize, long: &str) -> bool {
        let doc = self.doc;
        let mut index = start;
        for word in long.rsplit(' ') {
            let word = word.trim_end_matches(',');
            if word == "-" {
                continue;
            }
            let Some(before) = index.checked_sub(1) else { return false };
            if doc.tokens()[index].gap() > Gap::Space || doc.key(before) != Key::of(word) {
                return false;
            }
            index = before;
        }
        index < start
    }

    /// Whether the document writes `long` out.
    pub(super) fn holds(&self, long: &str) -> bool {
        let words: Vec<Key> =
            long.split([' ', ',']).filter(|word| !word.is_empty() && *word != "-").map(Key::of).collect();
        self.holds_words(&words)
    }

    fn holds_words(&self, words: &[Key]) -> bool {
        let keys = self.keys.get_or_init(|| self.doc.tokens().iter().map(|token| token.key()).collect());
        let Some(first) = words.first() else { return false };
        words.iter().all(|word| keys.contains(word))
            && self.doc.tokens().iter().enumerate().any(|(index, token)| {
                token.key() == *first && {
                    let mut rest = self.doc.tokens()[index..]
                        .iter()
                        .map(|token| token.key())
                        .filter(|key| !matches!(*key, COMMA | HYPHEN | DASH));
                    words.iter().all(|word| rest.next() == Some(*word))
                }
            })
    }

    /// Whether two mentions stand in one list: `ĐH, CĐ và TC`.
    pub(super) fn is_listed_with(&self, mentions: &[Mention<'_>], at: usize, other: usize) -> bool {
        match (self.lists.get(at), mentions.get(other)) {
            (Some(&(first, end)), Some(other)) => first <= other.tokens.start && other.tokens.end <= end,
            _ => false,
        }
    }
}

/// The list of short forms that mention `at` stands in, as its first and its last token.
fn list_around(doc: &Document<'_>, mentions: &[Mention<'_>], at: usize) -> (usize, usize) {
    let (mut first, mut end) = (mentions[at].tokens.start, mentions[at].tokens.end);
    if !matches!(mentions[at].what, What::Known(_)) {
        return (first, end);
    }
    let joins = |left: usize, right: usize| {
        right == left + 1
            && matches!(doc.key(left), COMMA | HYPHEN | DASH | AMPERSAND | SLASH | VA | HAY | HOAC | PLUS)
            && doc.tokens()[left].gap() <= Gap::Space
    };
    for step in 1..=LIST {
        let Some(other) = at.checked_sub(step).map(|other| &mentions[other]) else { break };
        if matches!(other.what, What::Protected) || !joins(other.tokens.end, first) {
            break;
        }
        first = other.tokens.start;
    }
    for step in 1..=LIST {
        let Some(other) = mentions.get(at + step) else { break };
        if matches!(other.what, What::Protected) || !joins(end, other.tokens.start) {
            break;
        }
        end = other.tokens.end;
    }
    (first, end)
}

fn class_of(sense: &Sense) -> Option<SenseClass> {
    match sense.domain {
        Domain::Title => Some(SenseClass::Title),
        Domain::Geography if sense.long.starts_with(char::is_lowercase) => Some(SenseClass::Unit),
        Domain::Geography => Some(SenseClass::Place),
        _ => None,
    }
}
