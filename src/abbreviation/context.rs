//! The context of a mention: the words before and after it, its sentence, the rest of the document.

use std::{cell::OnceCell, ops::Range};

use crate::{
    abbreviation::{
        mention::{Mention, What},
        shape::is_syllable,
    },
    lexicon::{Cue, Domain, Filter, Key, Pattern, Place, Sense, SenseClass, class_cues, cues_of, is_surname, w},
    segment::{Case, Class, Document, Gap, Token, is_passed_over},
};

/// How many tokens of the sentence are considered on each side of a mention.
const NEAR: usize = 28;
/// How many short forms of one list are skipped.
const LIST: usize = 5;

/// The surroundings of the mentions of one document.
pub(super) struct Context<'a, 't> {
    doc: &'a Document<'t>,
    /// The keys of the document, block by block; most senses have a word that is nowhere in one.
    keys: OnceCell<Vec<Filter<64>>>,
}

/// The tokens that one filter of the document stands for: an article has one, and a long text is not searched as a whole for each sense.
const BLOCK: usize = 1024;
/// The tokens after a block that its filter knows too, so that a long form may begin in it.
const BEYOND: usize = 64;

/// The tokens around a mention, with a filter of their keys: a short form may have hundreds of cues, most of which do not
/// occur.
struct Near {
    tokens: Range<usize>,
    mention: Range<usize>,
    keys: Filter<4>,
}

/// The words right before and after a mention: most cues are none of them.
struct Beside {
    before: Filter<1>,
    after: Filter<1>,
}

impl Beside {
    /// Whether a cue may apply, as far as the words next to the mention tell.
    fn may_hold(&self, cue: &Cue) -> bool {
        let Some(touching) = &cue.touching else { return true };
        match cue.place {
            Place::Before => self.before.may_meet(touching),
            Place::After => self.after.may_meet(touching),
            Place::Near | Place::Document => true,
        }
    }
}

fn filter_of<const WORDS: usize>(tokens: &[Token]) -> Filter<WORDS> {
    let mut filter = Filter::EMPTY;
    tokens.iter().for_each(|token| filter.add(token.key()));
    filter
}

impl<'a, 't> Context<'a, 't> {
    pub(super) const fn new(doc: &'a Document<'t>) -> Self {
        Self { doc, keys: OnceCell::new() }
    }

    /// Whether a cue may count against the only sense of the mention's short form; evidence for it would change nothing.
    pub(super) fn may_be_doubted(&self, mention: &Mention<'_>, sense: &Sense) -> bool {
        let cues = cues_of(mention.hash);
        let is_against = |cue: &Cue| cue.points < 0;
        !cues.is_empty()
            && (cues.iter().any(is_against)
                || class_of(sense).is_some_and(|class| class_cues(class).iter().any(is_against))
                || self.is_said_before(mention, sense))
    }

    /// `công ty cổ phần CP`: a long form is not repeated, so this is a name. Organisations, however, do appear next to their short
    /// form.
    pub(super) fn is_said_before(&self, mention: &Mention<'_>, sense: &Sense) -> bool {
        !matches!(sense.domain, Domain::Foreign | Domain::Company) && self.stands_before(mention.start(), &sense.long)
    }

    /// Calls `hear` with each cue that applies to a sense of mention `at`: the sense's index, the points, the reason.
    pub(super) fn cues(
        &self,
        mentions: &[Mention<'_>],
        at: usize,
        senses: &[Sense],
        mut hear: impl FnMut(usize, i16, &'static str),
    ) {
        let mention = &mentions[at];
        let list = list_around(self.doc, mentions, at);
        let near = self.near(mention);
        let beside = self.beside(mention, &list);
        for cue in cues_of(mention.hash) {
            if !beside.may_hold(cue) {
                continue;
            }
            let mut told = None;
            for (index, sense) in senses.iter().enumerate() {
                if cue.long.is_none_or(|long| *long == *sense.long)
                    && *told.get_or_insert_with(|| self.holds_cue(cue, mention, &near, &list))
                {
                    hear(index, cue.points, cue.reason);
                }
            }
        }
        for (index, sense) in senses.iter().enumerate() {
            let Some(class) = class_of(sense) else { continue };
            for cue in class_cues(class) {
                if beside.may_hold(cue) && self.holds_cue(cue, mention, &near, &list) {
                    hear(index, cue.points, cue.reason);
                }
            }
        }
    }

    /// The words next to a mention and next to the list that it is in.
    fn beside(&self, mention: &Mention<'_>, list: &Range<usize>) -> Beside {
        let mut beside = Beside { before: Filter::EMPTY, after: Filter::EMPTY };
        for before in [mention.start(), list.start].into_iter().filter_map(|start| start.checked_sub(1)) {
            beside.before.add(self.doc.key(before));
        }
        // The second one after the dot of `TS.`.
        for end in [mention.end(), list.end] {
            beside.after.add(self.doc.key(end));
            beside.after.add(self.doc.key(end + 1));
        }
        beside
    }

    fn holds_cue(&self, cue: &Cue, mention: &Mention<'_>, near: &Near, list: &Range<usize>) -> bool {
        // A word may refer to a whole list (`trường ĐH, CĐ`), a name or number only to its neighbour.
        let listed = |pattern: &Pattern| matches!(pattern, Pattern::Words(_));
        let (start, last) = (mention.start(), mention.end());
        let (first, end) = (list.start, list.end);
        cue.patterns.iter().any(|pattern| match cue.place {
            Place::Before => {
                self.is_before(pattern, start) || first != start && listed(pattern) && self.is_before(pattern, first)
            }
            Place::After => {
                self.is_after(pattern, last) || end != last && listed(pattern) && self.is_after(pattern, end)
            }
            Place::Near => self.is_near(pattern, near),
            Place::Document => match pattern {
                Pattern::Words(words) => self.holds_words(words),
                _ => false,
            },
        })
    }

    #[inline]
    fn is_before(&self, pattern: &Pattern, start: usize) -> bool {
        let doc = self.doc;
        match pattern {
            Pattern::Words(words) => {
                // Most words do not stand there.
                (start == 0 || words.last().is_none_or(|last| *last == doc.key(start - 1)))
                    && start
                        .checked_sub(words.len())
                        .is_some_and(|from| self.words_at(words, from) && self.is_one_line(from, start))
            }
            Pattern::Number => start > 0 && doc.token(start - 1).class() == Class::Digits,
            Pattern::Foreign => start > 0 && self.is_foreign(start - 1),
            Pattern::Name => start > 0 && doc.token(start - 1).case() == Case::Title,
            Pattern::Person | Pattern::PlaceIn => false,
        }
    }

    fn is_after(&self, pattern: &Pattern, end: usize) -> bool {
        let doc = self.doc;
        // The dot of `TS.`, and what follows it.
        let end = if doc.is(end, w::FULL_STOP)
            && doc.token(end).is_glued()
            && !matches!(pattern, Pattern::Words(words) if words.first() == Some(&w::FULL_STOP))
        {
            end + 1
        } else {
            end
        };
        let Some(next) = doc.tokens().get(end).filter(|next| next.gap() <= Gap::Space) else { return false };
        match pattern {
            Pattern::Words(words) => {
                words.first().is_none_or(|first| *first == next.key())
                    && self.words_at(words, end)
                    && self.is_one_line(end, end + words.len())
            }
            Pattern::Number => next.class() == Class::Digits,
            Pattern::Foreign => self.is_foreign(end),
            Pattern::Name => next.case() == Case::Title,
            Pattern::Person => self.is_person(end),
            Pattern::PlaceIn => self.is_place_in(end),
        }
    }

    fn is_near(&self, pattern: &Pattern, near: &Near) -> bool {
        let Pattern::Words(words) = pattern else { return false };
        words.first().is_some_and(|first| near.keys.may_hold(*first))
            && near.tokens.clone().any(|index| !near.mention.contains(&index) && self.words_at(words, index))
    }

    /// The tokens around a mention in its sentence.
    fn near(&self, mention: &Mention<'_>) -> Near {
        let sentence = self.doc.sentence_of(mention.start());
        let from = sentence.start.max(mention.start().saturating_sub(NEAR));
        let to = sentence.end.min(mention.end() + NEAR);
        let keys = filter_of(self.doc.tokens().get(from..to).unwrap_or_default());
        Near { tokens: from..to, mention: mention.tokens(), keys }
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
        title(index) && title(index + 1) && (is_surname(doc.key(index)) || title(index + 2))
    }

    /// One to three capitalised words, a comma, and a word for the enclosing place.
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
            && doc.is(end, w::COMMA)
            && matches!(
                doc.key(end + 1),
                w::huyện | w::tỉnh | w::thị | w::thành | w::tp | w::tx | w::h | w::t | w::quận
            )
    }

    /// Whether the words of `long` come right before `start`.
    fn stands_before(&self, start: usize, long: &str) -> bool {
        let doc = self.doc;
        // Words of another length are other words.
        let last = long.bytes().rev().take_while(|byte| *byte != b' ').count();
        if !long.ends_with([',', '-'])
            && start.checked_sub(1).is_none_or(|before| doc.token(before).span().len() != last)
        {
            return false;
        }
        let mut index = start;
        for word in long.rsplit(' ') {
            let word = word.trim_end_matches(',');
            if word == "-" {
                continue;
            }
            let Some(before) = index.checked_sub(1) else { return false };
            if doc.token(index).gap() > Gap::Space || doc.key(before) != Key::of(word) {
                return false;
            }
            index = before;
        }
        index < start
    }

    /// Whether the document contains `long` in full.
    pub(super) fn holds(&self, long: &str) -> bool {
        let words: Vec<Key> =
            long.split([' ', ',']).filter(|word| !word.is_empty() && *word != "-").map(Key::of).collect();
        self.holds_words(&words)
    }

    fn holds_words(&self, words: &[Key]) -> bool {
        let tokens = self.doc.tokens();
        let Some(first) = words.first() else { return false };
        let begins_at = |index: usize| {
            let mut rest = tokens[index..].iter().map(Token::key).filter(|key| !is_passed_over(*key));
            tokens[index].key() == *first && words.iter().all(|word| rest.next() == Some(*word))
        };
        if self.doc.is_long() {
            return self.doc.stretches(words).any(|mut stretch| stretch.any(begins_at));
        }
        let keys = self.keys.get_or_init(|| {
            let block = |from: usize| &tokens[from..tokens.len().min(from + BLOCK + BEYOND)];
            (0..tokens.len()).step_by(BLOCK).map(|from| filter_of(block(from))).collect()
        });
        // A form with so many words and commas is no block's own.
        let is_long = words.len() > BEYOND / 2;
        (0..tokens.len()).step_by(BLOCK).zip(keys).any(|(from, keys)| {
            (is_long || words.iter().all(|word| keys.may_hold(*word)))
                && (from..tokens.len().min(from + BLOCK)).any(begins_at)
        })
    }

    /// The tokens of the list of short forms that contains mention `at`: `ĐH, CĐ và TC`.
    pub(super) fn list_around(&self, mentions: &[Mention<'_>], at: usize) -> Range<usize> {
        list_around(self.doc, mentions, at)
    }
}

/// The tokens of the list of short forms that contains mention `at`.
fn list_around(doc: &Document<'_>, mentions: &[Mention<'_>], at: usize) -> Range<usize> {
    let (mut first, mut end) = (mentions[at].start(), mentions[at].end());
    if !matches!(mentions[at].what, What::Known { .. }) {
        return first..end;
    }
    let joins = |left: usize, right: usize| {
        right == left + 1
            && matches!(
                doc.key(left),
                w::COMMA
                    | w::HYPHEN_MINUS
                    | w::EN_DASH
                    | w::AMPERSAND
                    | w::SOLIDUS
                    | w::và
                    | w::hay
                    | w::hoặc
                    | w::PLUS_SIGN
            )
            && doc.token(left).gap() <= Gap::Space
    };
    for step in 1..=LIST {
        let Some(other) = at.checked_sub(step).map(|other| &mentions[other]) else { break };
        if matches!(other.what, What::Protected) || !joins(other.end(), first) {
            break;
        }
        first = other.start();
    }
    for step in 1..=LIST {
        let Some(other) = mentions.get(at + step) else { break };
        if matches!(other.what, What::Protected) || !joins(end, other.start()) {
            break;
        }
        end = other.end();
    }
    first..end
}

fn class_of(sense: &Sense) -> Option<SenseClass> {
    match sense.domain {
        Domain::Title => Some(SenseClass::Title),
        Domain::Geography if sense.long.starts_with(char::is_lowercase) => Some(SenseClass::Unit),
        Domain::Geography => Some(SenseClass::Place),
        _ => None,
    }
}
