//! One scan over the text: tokens, sentences, paragraphs.

mod block;
mod scan;
mod sentence;
mod stretches;
mod token;
mod triggers;
mod word;
mod words;

use std::{mem, ops::Range};

pub(crate) use stretches::is_passed_over;
pub use token::{Case, Class, Gap, Token};
pub(crate) use word::word_at;
pub use words::{Words, words};

use crate::{
    bytes::{padded, value_of_digits},
    lexicon::{COMPOUNDS, CompoundRole, Key, Phrases, Roles, compounds, word_sets},
    protect::{self, Protected},
    span::{Cut as _, Span},
    steps::step,
};

word_sets! {
    /// Quotation marks and bullets after which a sentence may start.
    OPENING = ["“", "\"", "‘", "-", "–", "•", "*"];
}

/// A segmented text, the input of all later layers. Spans are in [`Document::text`].
///
/// ```
/// use tinviet::segment::Document;
/// let doc = Document::new("Xã có 3 hộ. Huyện có 5.");
/// assert_eq!((doc.tokens().len(), doc.sentences().len()), (9, 2));
/// ```
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    lists: Lists,
}

/// The lists of a document without its text, for reuse by the next document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    protected: Vec<Protected>,
    tokens: Vec<Token>,
    triggers: triggers::Triggers,
    sentences: Vec<Range<usize>>,
    /// Only for long documents.
    pairs: Option<Box<stretches::Pairs>>,
}

impl<'t> Document<'t> {
    /// Segments `text`, which should be normalised with the tone on the first vowel, as [`Key`]s are. Linear. Text past 4 GiB is ignored.
    ///
    /// ```
    /// let doc = tinviet::segment::Document::new("Đạt 95%.");
    /// assert_eq!(doc.tokens().len(), 4);
    /// ```
    pub fn new(text: &'t str) -> Self {
        Self::reusing(text, &[], Lists::default())
    }

    /// [`new`](Self::new) reusing the lists of another document. `code` are disjoint ranges, in order, that are not text.
    pub(crate) fn reusing(text: &'t str, code: &[Span], mut lists: Lists) -> Self {
        // Offsets of tokens are 32 bits wide.
        const LONGEST: usize = u32::MAX as usize;
        let read = match text.len() {
            ..=LONGEST => text,
            _ => (LONGEST - 3..=LONGEST).rev().find_map(|end| text.get(..end)).unwrap_or_default(),
        };
        let Lists { protected, tokens, triggers, sentences, pairs } = &mut lists;
        protected.clear();
        tokens.clear();
        triggers.clear();
        sentences.clear();
        protect::find_into(read, protected);
        protect::add_code(code, protected);
        scan::scan(read, protected, tokens, triggers);
        stretches::Pairs::renew(pairs, tokens);
        let mut sentences = mem::take(sentences);
        let mut doc = Self { text, lists };
        sentence::split(&doc, &mut sentences);
        doc.lists.sentences = sentences;
        doc
    }

    /// The lists, for reuse.
    pub(crate) fn into_lists(self) -> Lists {
        self.lists
    }

    /// The text that was segmented.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Đạt 95%.").text(), "Đạt 95%.");
    /// ```
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens, in order.
    ///
    /// ```
    /// let doc = tinviet::segment::Document::new("Đạt 95%.");
    /// assert_eq!(doc.tokens()[1].span(), (7..9).into());
    /// ```
    pub fn tokens(&self) -> &[Token] {
        step();
        &self.lists.tokens
    }

    /// Token `index`; beyond the text [`Token::NONE`], which has no letters, no key and a paragraph before it. Grammars look at tokens through this
    /// and [`Document::tokens_in`], so that no text can make them look past its end.
    pub(crate) fn token(&self, index: usize) -> &Token {
        step();
        self.lists.tokens.get(index).unwrap_or(&Token::NONE)
    }

    /// The tokens of `range`; none where it does not lie in the text.
    pub(crate) fn tokens_in(&self, range: Range<usize>) -> &[Token] {
        step();
        self.lists.tokens.get(range).unwrap_or_default()
    }

    /// The indices of the tokens with one of `roles`, a subset of [`Roles::TRIGGERS`], in order.
    pub(crate) fn triggers(&self, roles: Roles) -> impl Iterator<Item = usize> + Clone + '_ {
        self.lists.triggers.with(roles)
    }

    /// Those of [`triggers`](Self::triggers) in `tokens`.
    pub(crate) fn triggers_in(&self, tokens: Range<usize>, roles: Roles) -> impl Iterator<Item = usize> + '_ {
        let triggers = self.lists.triggers.from(tokens.start, roles);
        triggers.skip_while(move |index| *index < tokens.start).take_while(move |index| *index < tokens.end)
    }

    /// The tokens at which a grammar may start: those with one of `roles` and, if user entries or a reference date allow other words as a start, those that
    /// `also` picks.
    pub(crate) fn beginnings<'d>(
        &'d self,
        roles: Roles,
        also: Option<impl Fn(&Token) -> bool + 'd>,
    ) -> impl Iterator<Item = usize> + 'd {
        let mut triggers = self.lists.triggers.with(roles);
        let mut all = self.lists.tokens.iter().zip(0..);
        std::iter::from_fn(move || match &also {
            None => triggers.next(),
            Some(also) => all.find(|(token, _)| token.roles.any(roles) || also(token)).map(|(_, index)| index),
        })
    }

    /// The sentences as ranges of tokens, in order; every token is in one.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Mưa lớn. Nước lên.").sentences(), [0..3, 3..6]);
    /// ```
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.lists.sentences
    }

    /// The sentence that token `index` is in, as a range of tokens. Logarithmic.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Mưa lớn. Nước lên.").sentence_of(4), 3..6);
    /// ```
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        step();
        let at = self.lists.sentences.partition_point(|sentence| sentence.end <= index);
        self.lists.sentences.get(at).cloned().unwrap_or(index..index)
    }

    /// The text of a token.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Đạt 95%.").text_of(1), "95");
    /// ```
    pub fn text_of(&self, index: usize) -> &'t str {
        step();
        self.lists.tokens.get(index).map_or("", |token| self.text.cut(token.span().range()))
    }

    /// The value of token `index` and how many digits it has, if it is one of up to eight digits, as nearly all numbers are. They are read at
    /// once: a loop over them mispredicts its end.
    #[inline]
    pub(crate) fn short_number(&self, index: usize) -> Option<(u64, usize)> {
        let token = self.token(index);
        let width = token.span().len();
        if token.class != Class::Digits || width > 8 {
            return None;
        }
        let window = match self.text.as_bytes().get(token.start as usize..).and_then(<[u8]>::first_chunk) {
            Some(window) => *window,
            None => padded(self.text.as_bytes(), token.start as usize, 0),
        };
        Some((value_of_digits(window, width), width))
    }

    /// The span of a range of tokens.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Đạt 95%.").span_of(1..3), (7..10).into());
    /// ```
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        step();
        match (
            self.lists.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.lists.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::default(),
        }
    }

    /// The text of a range of tokens, with single spaces for any white space: the form of strings in values.
    ///
    /// ```
    /// assert_eq!(tinviet::segment::Document::new("Bộ  Y\ttế").string_of(0..3), "Bộ Y tế");
    /// ```
    pub fn string_of(&self, tokens: Range<usize>) -> String {
        let span = self.span_of(tokens.clone());
        if self.is_tidy(tokens.clone()) {
            return self.text.cut(span.range()).to_owned();
        }
        let mut out = String::with_capacity(span.len());
        for index in tokens {
            if !out.is_empty() && self.lists.tokens.get(index).is_some_and(|token| token.gap != Gap::None) {
                out.push(' ');
            }
            out.push_str(self.text_of(index));
        }
        out
    }

    /// Whether nothing but single spaces stands between tokens of `range`.
    fn is_tidy(&self, range: Range<usize>) -> bool {
        self.tokens_in(range).windows(2).all(|pair| {
            let [before, token] = pair else { return false };
            let is_space = || self.text.as_bytes().get(before.end as usize) == Some(&b' ');
            match token.gap {
                Gap::None => true,
                Gap::Space => token.start == before.end + 1 && is_space(),
                Gap::Line | Gap::Paragraph => false,
            }
        })
    }

    /// [`string_of`](Self::string_of) in lower case.
    pub(crate) fn small_string_of(&self, tokens: Range<usize>) -> String {
        let is_small =
            |token: &Token| token.class == Class::Mark || token.class == Class::Word && token.case == Case::Lower;
        let small = self.lists.tokens.get(tokens.clone()).is_some_and(|tokens| tokens.iter().all(is_small));
        let string = self.string_of(tokens);
        if small { string } else { string.to_lowercase() }
    }

    /// The key of token `index`; [`Key::NONE`] past the end.
    ///
    /// ```
    /// use tinviet::{Key, segment::Document};
    /// assert_eq!(Document::new("NĂM").key(0), Key::of("năm"));
    /// ```
    pub fn key(&self, index: usize) -> Key {
        step();
        self.lists.tokens.get(index).map_or(Key::NONE, |token| token.key)
    }

    /// The key of the token before token `index` on the same line, otherwise [`Key::NONE`].
    pub(crate) fn key_before(&self, index: usize) -> Key {
        let token =
            index.checked_sub(1).filter(|_| self.lists.tokens.get(index).is_some_and(|token| token.gap < Gap::Line));
        token.map_or(Key::NONE, |before| self.key(before))
    }

    /// The key of token `index` if it is on the same line as the token before it, otherwise [`Key::NONE`].
    pub(crate) fn key_after(&self, index: usize) -> Key {
        self.lists.tokens.get(index).filter(|token| token.gap < Gap::Line).map_or(Key::NONE, |token| token.key)
    }

    /// Whether token `index` has this key.
    ///
    /// ```
    /// use tinviet::{Key, segment::Document};
    /// assert!(Document::new("Năm 2021").is(0, Key::of("năm")));
    /// ```
    pub fn is(&self, index: usize, key: Key) -> bool {
        self.key(index) == key
    }

    /// Whether token `index` has this key and is written in this letter case: `giật` is a verb, `Giật` may be a name.
    pub(crate) fn is_in(&self, case: Case, index: usize, key: Key) -> bool {
        self.is(index, key) && self.lists.tokens.get(index).is_some_and(|token| token.case == case)
    }

    /// What token `index` is; `None` past the end.
    pub(crate) fn class_of(&self, index: usize) -> Option<Class> {
        step();
        self.lists.tokens.get(index).map(|token| token.class)
    }

    /// What stands between token `index` and the one before it; `None` past the end.
    pub(crate) fn gap_of(&self, index: usize) -> Option<Gap> {
        step();
        self.lists.tokens.get(index).map(|token| token.gap)
    }

    /// Whether token `index` begins with a capital.
    pub(crate) fn is_capitalised(&self, index: usize) -> bool {
        step();
        self.lists.tokens.get(index).is_some_and(Token::is_capitalised)
    }

    /// Whether token `index` is digits or a number word: `5`, `năm`, `nhiều`.
    pub(crate) fn is_number(&self, index: usize) -> bool {
        step();
        self.lists.tokens.get(index).is_some_and(|token| token.roles.any(Roles::DIGITS | Roles::NUMBER))
    }

    /// Whether token `index` is written like a year of the last century or of this one: `1975`, `2017`.
    pub(crate) fn is_recent_year(&self, index: usize) -> bool {
        matches!(self.text_of(index).as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _])
    }

    /// The longest phrase of `table` at token `index` on one line: the token after it, and its value.
    #[inline]
    pub(crate) fn phrase<'p, T>(&self, table: &'p Phrases<T>, index: usize) -> Option<(usize, &'p T)> {
        let first = self.key(index);
        if !table.may_begin(first) {
            return None;
        }
        self.phrase_from(table, index, first)
    }

    fn phrase_from<'p, T>(&self, table: &'p Phrases<T>, index: usize, first: Key) -> Option<(usize, &'p T)> {
        let word = |place: usize| self.word_on_line(index + 1 + place);
        table.longest(first, word).map(|(words, value)| (index + words, value))
    }

    /// The key of token `index` where no line ends before it; for looking up phrases word by word.
    #[inline]
    pub(crate) fn word_on_line(&self, index: usize) -> Key {
        step();
        self.lists.tokens.get(index).filter(|token| token.gap <= Gap::Space).map_or(Key::NONE, |token| token.key)
    }

    /// Whether the word or phrase from token `start` to `end` is only the start of a compound: the `đồng` of `đồng hồ`, the `ký` of
    /// `ký tự`.
    pub(crate) fn begins_compound(&self, start: usize, end: usize) -> bool {
        self.phrase(&COMPOUNDS, start).is_some_and(|(after, role)| role.begins() && after > end)
    }

    /// Whether the word at `index` is only the end of a compound: the `số` of `dân số`, the `năm` of `quanh năm`.
    pub(crate) fn ends_compound(&self, index: usize) -> bool {
        let [longest, _] = compounds::LONGEST;
        if !compounds::may_end(self.key(index)) {
            return false;
        }
        (index.saturating_sub(longest - 1)..index)
            .any(|start| self.phrase(&COMPOUNDS, start).is_some_and(|(end, role)| role.ends() && end == index + 1))
    }

    /// Whether the word or the digits at `index` are part of a saying, whose numbers do not count anything: `ba chân bốn cẳng`,
    /// `7 lá 1 hoa`.
    pub(crate) fn is_in_saying(&self, index: usize) -> bool {
        let [_, longest] = compounds::LONGEST;
        let tokens = self.tokens();
        let key = |at: usize| match tokens.get(at) {
            Some(token) if token.class == Class::Digits && token.span().len() > 2 => Key::NONE,
            Some(token) if token.class == Class::Digits => compounds::spoken(self.text_of(at)),
            Some(token) => token.key,
            None => Key::NONE,
        };
        // A saying has more words than one: the number and a neighbour.
        let may_be_said = |at: usize| compounds::may_be_said(key(at));
        if !may_be_said(index) || !may_be_said(index + 1) && !index.checked_sub(1).is_some_and(may_be_said) {
            return false;
        }
        (index.saturating_sub(longest - 1)..=index).any(|start| {
            let first = key(start);
            let on_line = |at: usize| tokens.get(at).is_some_and(|token| token.gap <= Gap::Space);
            let word = |place: usize| if on_line(start + 1 + place) { key(start + 1 + place) } else { Key::NONE };
            COMPOUNDS.may_begin(first)
                && COMPOUNDS
                    .longest(first, word)
                    .is_some_and(|(words, role)| *role == CompoundRole::Saying && start + words > index)
        })
    }

    /// Whether the word at `index` follows an opening quotation mark or bullet.
    pub(crate) fn is_opened(&self, index: usize) -> bool {
        index > 0 && OPENING.has(self.key(index - 1))
    }

    /// Whether the word at `index` starts a sentence or follows an opening quotation mark or bullet.
    pub(crate) fn starts_sentence(&self, index: usize) -> bool {
        self.is_opened(index) || self.lists.sentences.binary_search_by(|sentence| sentence.start.cmp(&index)).is_ok()
    }
}
