//! Sentence boundaries, aware of `TP. HCM`, `Th.S`, `1.234`, initials, list numbers and quotation.
//!
//! Decided at each mark that may end a sentence, from at most three tokens on each side. The full stop is hard: half of those after a
//! capital letter do not end a sentence (`TP. HCM`, `V. Gorbatko`), half do (`37 độ C. Ngày mai`, `Ảnh: A.V. Theo ông`). The following
//! words decide: Vietnamese names capitalise each syllable, so a capitalised word before a lower-case one starts a sentence, unless it
//! is foreign. A list of short forms was rejected: it cannot tell `của TP. Tuy nhiên` from `của TP. Huế`, and it lacks every new
//! initial. Line ends always end sentences.

use std::ops::Range;

use crate::{
    lexicon::{Key, Roles, table_sets, w, word_sets},
    segment::{
        Document,
        token::{Case, Class, Gap, Token},
    },
    span::Cut as _,
    syllable::is_syllable,
};

table_sets! {
    "sentences.tsv":
    /// Titles: a name always follows.
    TITLES = "title";
    /// Other short forms before names.
    POSTS = "post";
    /// Those that are also short forms in lower case.
    SMALL_TITLES = "small_title";
    /// Administrative levels, and a title that is a budget too: a name usually follows.
    LEVELS = "level";
    /// Words before a letter that is not an initial but a measure or a label: `37 độ C.`, `bảng F.`.
    LETTERED = "lettered";
    /// Words that start sentences but rarely names.
    STARTERS = "starter";
}

word_sets! {
    CLOSERS = ["”", "\"", "’", "'", ")", "]", "»"];
    OPENERS = ["“", "\"", "‘", "'", "«", "(", "["];
}

/// Splits the tokens into `sentences`, which must be empty: every token is in one, and none crosses a line
/// end. Linear.
pub(super) fn split(doc: &Document<'_>, sentences: &mut Vec<Range<usize>>) {
    let (text, tokens) = (doc.text(), doc.tokens());
    sentences.reserve(text.len() / 128 + 1);
    let mut splitter = Splitter { text, tokens, start: 0 };
    for index in doc.triggers(Roles::CLOSING | Roles::LINE) {
        if tokens[index].gap >= Gap::Line && index > splitter.start {
            splitter.push(index, sentences);
        }
        let next = index + 1;
        if tokens[index].class == Class::Mark
            && tokens.get(next).is_some_and(|token| token.gap < Gap::Line)
            && splitter.ends_before(next)
        {
            splitter.push(next, sentences);
        }
    }
    if splitter.start < tokens.len() {
        splitter.push(tokens.len(), sentences);
    }
}

/// The tokens, and the start of the current sentence.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: usize,
}

impl Splitter<'_> {
    /// Adds the sentence that ends before `end`, split in two if it starts with a photo credit that ran into it.
    #[inline]
    fn push(&mut self, end: usize, sentences: &mut Vec<Range<usize>>) {
        if self.tokens[self.start].key == w::ảnh
            && let Some(credit) = self.credit_end(end)
        {
            sentences.push(self.start..credit);
            self.start = credit;
        }
        sentences.push(self.start..end);
        self.start = end;
    }

    /// Whether a sentence ends between token `index - 1`, a punctuation mark, and token `index`.
    fn ends_before(&self, index: usize) -> bool {
        let next = &self.tokens[index];
        let last = if is_closer(&self.tokens[index - 1]) { self.before_closers(index) } else { index - 1 };
        let mark = self.tokens[last].key;
        if mark != w::FULL_STOP && !matches!(mark, w::EXCLAMATION_MARK | w::QUESTION_MARK | w::HORIZONTAL_ELLIPSIS) {
            return false;
        }
        let is_ellipsis = || {
            mark == w::HORIZONTAL_ELLIPSIS
                || mark == w::FULL_STOP && last > self.start && self.tokens[last - 1].key == w::FULL_STOP
        };
        if next.gap == Gap::None {
            return last + 1 == index
                && (mark == w::FULL_STOP && self.is_space_missing(index)
                    || is_ellipsis() && self.is_glued_clause(index));
        }
        if !self.may_begin(index) {
            return false;
        }
        // `một đồng xu... “vật may mắn”`: the sentence continues in the quotation.
        if is_opener(next) && is_ellipsis() {
            return self
                .tokens
                .get(index + 1)
                .is_none_or(|after| after.class != Class::Word || after.case != Case::Lower);
        }
        mark != w::FULL_STOP || last == self.start || !self.is_short(last - 1, index)
    }

    /// The last token before the closing quotes and brackets before token `index`, which belong to the sentence before them. At most four, so
    /// that a row of brackets stays linear.
    fn before_closers(&self, index: usize) -> usize {
        let mut last = index - 1;
        let floor = self.start.max(index.saturating_sub(5));
        while last > floor && is_closer(&self.tokens[last]) && self.tokens[last].gap == Gap::None {
            last -= 1;
        }
        last
    }

    /// Whether a new clause follows an ellipsis without a space: `giá thuốc...Bộ trưởng sẽ`.
    fn is_glued_clause(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|next| next.case == Case::Title)
            && (self.begins_clause(index) || self.tokens.get(index).is_some_and(|next| STARTERS.has(next.key)))
    }

    /// The end of a photo credit at the start of a sentence that a crawler joined to the next: `Ảnh: Hải Minh Sáng 3/5, tỉnh họp`. All words
    /// of a name are capitalised, so from the third on, a capitalised word before a lower-case one or a number starts a sentence.
    #[cold]
    fn credit_end(&self, end: usize) -> Option<usize> {
        const LONGEST_NAME: usize = 8;
        let start = self.start;
        if self.tokens.get(start + 1)?.key != w::COLON {
            return None;
        }
        for at in start + 2..end.min(start + 2 + LONGEST_NAME) {
            let token = &self.tokens[at];
            if token.class != Class::Word || token.case == Case::Lower {
                return None;
            }
            if at > start + 2 && self.is_after_source(start + 2, at, end) {
                return Some(at);
            }
            let dated =
                self.tokens.get(at + 1).is_some_and(|next| next.class == Class::Digits && next.gap == Gap::Space);
            if at > start + 3 && token.case == Case::Title && (self.begins_clause(at) || dated) {
                return Some(at);
            }
        }
        None
    }

    /// Whether the foreign name of a source ends at `at` and a sentence starts: `Ảnh: Reuters Các Tiểu vương quốc … cho biết`, `Ảnh: AFP Bộ
    /// Quốc phòng hôm nay`.
    fn is_after_source(&self, first: usize, at: usize, end: usize) -> bool {
        let is_vietnamese = |index: usize| is_syllable(self.text.cut(self.tokens[index].span().range()));
        let is_source = |index: usize| {
            let token = &self.tokens[index];
            let text = self.text.cut(token.span().range());
            let foreign = token.case == Case::Upper && text.chars().count() > 1 || !is_vietnamese(index);
            foreign && !TITLES.has(token.key) && !POSTS.has(token.key)
        };
        self.tokens[at].case == Case::Title
            && is_vietnamese(at)
            && (first..at).all(is_source)
            && self.tokens.get(at + 1..end).is_some_and(|rest| rest.iter().any(|token| token.case == Case::Lower))
    }

    /// Whether a sentence may start with token `index`: a capital, a digit, or an opening mark before one.
    fn may_begin(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        match token.class {
            Class::Word => token.case != Case::Lower,
            Class::Digits | Class::Protected(_) => true,
            Class::Mark => match token.key {
                w::BULLET | w::ASTERISK | w::PLUS_SIGN => true,
                // `“Ai đó?” - ông hỏi`: a dash starts a sentence only before a capital.
                w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH => self
                    .tokens
                    .get(index + 1)
                    .is_some_and(|after| after.class != Class::Mark && after.case != Case::Lower || is_opener(after)),
                _ => is_opener(token),
            },
        }
    }

    /// Whether a full stop without a space after it still ends a sentence: `gia.Các bên`, `29A-123.45.Vụ việc`.
    fn is_space_missing(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(2).map(|before| &self.tokens[before]) else { return false };
        let is_word = match before.class {
            Class::Word => match before.case {
                Case::Lower => before.end - before.start > 1,
                // `Chelsea.Được`, but `Th.S` and `Tp.Hà`.
                Case::Title => before.end - before.start > 3,
                _ => false,
            },
            // `1.Quyết định` is a list number.
            Class::Digits | Class::Protected(_) => index - 2 > self.start,
            Class::Mark => is_closer(before),
        };
        // `quốc gia.“Việc nhà nước`; a straight quotation mark before a space is a closing one.
        let opens = is_opener(&self.tokens[index]);
        if opens && self.tokens.get(index + 1).is_none_or(|token| token.gap != Gap::None) {
            return false;
        }
        // `bản.Ảnh: Minh Châu`
        if self.tokens[index].key == w::ảnh && self.tokens.get(index + 1).is_some_and(|token| token.key == w::COLON) {
            return is_word;
        }
        let begin = if opens { index + 1 } else { index };
        is_word && self.tokens.get(begin).is_some_and(|next| next.case == Case::Title) && self.begins_clause(begin)
    }

    /// Whether a full stop after token `index` marks a short form (`TP.`, `ông A.`, `1.`), not a sentence end; `next`
    /// follows it.
    fn is_short(&self, index: usize, next: usize) -> bool {
        let token = &self.tokens[index];
        let letters = token.end - token.start;
        let is_small = token.case == Case::Lower;
        // Most words before a full stop: no lower-case word of more than three letters is a short form.
        if is_small && letters > 3 {
            return false;
        }
        match token.class {
            // A list number: `1. Nguồn gốc`.
            Class::Digits => index == self.start && self.tokens[next].class == Class::Word,
            Class::Word => {
                match token.key {
                    key if TITLES.has(key) && (!is_small || SMALL_TITLES.has(key)) => true,
                    w::no if token.case == Case::Title => self.tokens[next].class == Class::Digits,
                    // `anh T.V. (30 tuổi)`: the brackets belong to the name.
                    _ if token.case == Case::Upper
                        && letters == 1
                        && self.tokens[next].key == w::LEFT_PARENTHESIS
                        && !self.is_credit(next + 1)
                        && self.is_initial(index) =>
                    {
                        true
                    }
                    // `Sở TT&TT.` is a complete short form.
                    _ if index > self.start && self.tokens[index - 1].key == w::AMPERSAND => false,
                    key if LEVELS.has(key) && (index > self.start || !is_small) => {
                        self.is_short_city(next) || !self.begins_sentence(next)
                    }
                    // A list letter or numeral: `a. Quy mô`, `II. Kết quả`.
                    _ if index == self.start && (letters == 1 || is_roman(self.text.cut(token.span().range()))) => true,
                    _ if token.case == Case::Upper && letters == 1 => {
                        self.is_initial(index) && !self.begins_sentence(next)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether a source or a photo credit starts at `index`: `(Theo Báo Mẫu)`, `(Ảnh: Minh)`.
    fn is_credit(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| matches!(token.key, w::theo | w::ảnh | w::nguồn))
    }

    /// Whether the capital letter at `index` may be the initial of a name: `V. Gorbatko`, `J.K. Simmons`, `ông A. Tuấn`.
    fn is_initial(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let Some(before) = index.checked_sub(1).filter(|_| index > self.start).map(|before| &self.tokens[before])
        else {
            return true;
        };
        match before.class {
            // `J.K.`, `(M. Romae)`, but `37°C.` and `23/5/A.`.
            Class::Mark => before.key == w::FULL_STOP || token.gap != Gap::None || is_opener(before),
            Class::Word => !LETTERED.has(before.key),
            // `4X.`, `5G.`.
            _ => false,
        }
    }

    /// Whether the words from `index` start a sentence rather than continue a name.
    fn begins_sentence(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        STARTERS.has(token.key) || is_opener(token) || self.begins_clause(index)
    }

    /// Whether there is one of the two cities with one-syllable names at `index`: `TP. Huế được`, but `TP. Vinh danh`.
    fn is_short_city(&self, index: usize) -> bool {
        let [token, after] = [index, index + 1].map(|at| self.tokens.get(at).map_or(Key::NONE, |token| token.key));
        token == w::huế || token == w::vinh && after != w::danh
    }

    /// Whether a capitalised Vietnamese syllable before a lower-case word shows that no name starts at `index`.
    fn begins_clause(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let Some(after) = self.tokens.get(index + 1) else { return false };
        token.class == Class::Word
            && after.class == Class::Word
            && after.case == Case::Lower
            && after.gap == Gap::Space
            && is_syllable(self.text.cut(token.span().range()))
    }
}

fn is_closer(token: &Token) -> bool {
    CLOSERS.has(token.key)
}

fn is_opener(token: &Token) -> bool {
    OPENERS.has(token.key)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
