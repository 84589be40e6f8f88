//! Reads one bracket: the short forms in it, or the long form of the short form before it.

use std::ops::Range;

use super::{Form, Reader, floor_of, is_quote, text_of, trim_quotes};
use crate::{
    abbreviation::{
        DefinitionKind,
        align::Letters,
        gloss::{self, Evidence},
        shape::is_vietnamese,
    },
    lexicon::{Key, NAME_HEADS, squeeze, table_sets, w},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a bracket may contain.
pub(super) const INSIDE: usize = 24;
/// How many short forms one bracket may define.
const SHORTS: usize = 4;
/// How many words in another language may hold the letters of a short form.
const FOREIGN: usize = 3;
/// The longest number that may follow a short form: `SARCON 85`, `DIFF 2017`.
const NUMBER: usize = 4;

table_sets! {
    "abbreviations.tsv":
    /// English words that name an event: `FA Cup` is none of the names of its body.
    EVENTS = "event";
}

impl Reader<'_, '_> {
    /// Reads the bracket that opens at `open`; returns the last token consumed.
    pub(super) fn bracket(&mut self, open: usize) -> usize {
        let doc = self.doc;
        let closing = if doc.is(open, w::LEFT_PARENTHESIS) { w::RIGHT_PARENTHESIS } else { w::RIGHT_SQUARE_BRACKET };
        let Some(close) = closing_of(doc, open, closing, self.steps) else { return open };
        let end = trim_quotes(doc, open);
        let floor = floor_of(doc, open);
        let inside = open + 1..close;
        let mut shorts = shorts_in(doc, inside.clone());
        // `(CTCK Maritime – MSI)` has a head that is no English.
        if shorts.is_empty()
            && doc.phrase(&NAME_HEADS, inside.start).is_none()
            && let Some(short) = short_after_english(doc, inside.clone())
        {
            shorts.push(short);
        }
        if shorts.is_empty() {
            if self.named_inside(inside.clone()) {
                return close;
            }
            if !self.repeated_head(inside, floor, end) {
                self.reverse(open, close, floor);
            }
            return open;
        }
        // Several short forms in one bracket are aligned from the last backwards:
        // `kinh tế - xã hội, quốc phòng - an ninh (KT-XH, QP-AN)`.
        let mut stop = end;
        let mut defined = 0;
        for short in shorts.iter().rev() {
            if has_number(doc, short) {
                break;
            }
            let Some(start) = self.initials(short, floor, stop, Form::Bracket) else { break };
            defined += 1;
            stop = start;
            while stop > floor
                && (doc.tokens()[stop - 1].class() == Class::Mark || matches!(doc.key(stop - 1), w::và | w::hoặc))
            {
                stop -= 1;
            }
        }
        if defined == 0
            && let Some(first) = shorts.first()
        {
            // A second form in the bracket is the same name in another spelling, or an English one.
            let spelled = shorts.len() > 1
                && !has_number(doc, first)
                && self.initials(first, floor, end, Form::Bracket).is_some();
            if !spelled
                && shorts.len() < 3
                && !self.foreign_words(first, floor, end, Case::Lower)
                && self.gloss(first, floor, end, Form::Bracket).is_none()
                && !self.dated(first, floor, end)
            {
                self.english(first, open + 1..close);
                self.foreign_words(first, floor, end, Case::Title);
            }
        }
        close
    }

    /// `(Công ty Chứng khoán Sài Gòn - Hà Nội - SHS)`: the name and its short form, parted by a dash, are all that a bracket holds.
    fn named_inside(&mut self, inside: Range<usize>) -> bool {
        let doc = self.doc;
        let is_dash = |at: &usize| matches!(doc.key(*at), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH);
        let Some(mark) = (inside.start + 2..inside.end).rev().find(is_dash) else { return false };
        let Some(short) = short_at(doc, mark + 1, inside.end).filter(|short| short.end == inside.end) else {
            return false;
        };
        // `(CTCP Chứng khoán KIS Việt Nam - KIS)`: a name that holds its short form says nothing of it.
        let first = doc.key(short.start);
        // `(Bộ NN-PTNT)`
        let hangs = doc.tokens()[mark].is_glued()
            && doc.tokens()[mark + 1].is_glued()
            && doc.tokens()[mark - 1].case() != Case::Title;
        if hangs || has_number(doc, &short) || (inside.start..mark).any(|at| doc.key(at) == first) {
            return false;
        }
        let text = text_of(doc, &short);
        let initials = Letters::new(&text)
            .and_then(|letters| Some((letters.start_of(doc, inside.start, mark, self.steps)?, letters)))
            .filter(|((start, cost), _)| *start == inside.start && *cost == 0);
        if let Some((_, letters)) = initials {
            let belief = super::Belief::of_letters(&letters, 0, Form::Apposed);
            self.push(&short, inside.start..mark, DefinitionKind::Initialism, belief);
            return true;
        }
        let found = gloss::before(doc, self.dictionary, inside.start..mark, &text, self.steps);
        match found {
            Some(found)
                if found.start == inside.start && matches!(found.evidence, Evidence::Name | Evidence::Known) =>
            {
                let belief = super::Belief::of_gloss(found.evidence, Form::Apposed);
                self.push(&short, inside.start..mark, DefinitionKind::Gloss, belief);
                true
            }
            _ => false,
        }
    }

    /// `(UJM - Universal Japanese Motorcycle)` after words that are not a long form: the English is the long form if the letters are
    /// its initials.
    fn english(&mut self, short: &Range<usize>, inside: Range<usize>) {
        let doc = self.doc;
        let from_mark =
            |at: usize| at + usize::from(doc.tokens().get(at).is_some_and(|token| token.class() == Class::Mark));
        let words = if short.start == inside.start {
            from_mark(short.end)..inside.end
        } else {
            inside.start..short.start.saturating_sub(1)
        };
        if words.len() < 2 || !is_foreign(doc, words.clone()) {
            return;
        }
        let text = text_of(doc, short);
        let Some(letters) = Letters::new(&text) else { return };
        if letters.start_of(doc, words.start, words.end, self.steps) == Some((words.start, 0)) {
            let belief = super::Belief::of_letters(&letters, 0, Form::Bracket);
            self.push(short, words, DefinitionKind::Initialism, belief);
        }
    }

    /// `polypropylene (PP)`, `Hyperfocal Distance (HFD)`: foreign words that hold the letters in order, each word its first.
    fn foreign_words(&mut self, short: &Range<usize>, floor: usize, end: usize, case: Case) -> bool {
        let doc = self.doc;
        let text = text_of(doc, short);
        if !(2..=5).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        let is_foreign = |at: &usize| {
            let (token, word) = (&doc.tokens()[*at], doc.text_of(*at));
            token.class() == Class::Word && token.case() == case && word.is_ascii() && !is_vietnamese(word)
        };
        let first = floor.max(end.saturating_sub(FOREIGN));
        let count = (first..end).rev().take_while(is_foreign).count();
        // A name of one word is a firm's, with its ticker: `Viglacera (VGC)`.
        let fewest = if case == Case::Title { 2 } else { 1 };
        let found = (end - count..=end.saturating_sub(fewest)).find(|&start| {
            let words: Vec<&str> = (start..end).map(|at| doc.text_of(at)).collect();
            words.iter().any(|word| word.len() > 6) && holds(&words, text.as_bytes())
        });
        if let Some(start) = found {
            let belief = super::Belief::new(0.85, "the letters stand in the words in order");
            self.push(short, start..end, DefinitionKind::Initialism, belief);
        }
        found.is_some()
    }

    /// `Sở Tài nguyên và Môi trường (Sở TN&MT)`: the head noun is repeated, so the short form is what follows it.
    fn repeated_head(&mut self, inside: Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let from = after_cue(doc, inside.clone());
        let Some(at) = (from + 1..inside.end.min(from + 4)).find(|&at| is_short_piece(doc, at)) else { return false };
        let Some(short) = short_at(doc, at, inside.end).filter(|short| short.end == inside.end) else { return false };
        let text = text_of(doc, &short);
        let Some((start, _)) = Letters::new(&text).and_then(|letters| letters.start_of(doc, floor, end, self.steps))
        else {
            return false;
        };
        let head = at - from;
        let is_said =
            start >= floor + head && (0..head).all(|word| doc.key(start - head + word) == doc.key(from + word));
        is_said && self.initials(&short, start, end, Form::Bracket).is_some()
    }

    /// `UBND (Ủy ban nhân dân)`: the whole bracket is the long form of the short form before it. Initials of names (`N.T (ngụ tại …)`) do not
    /// count.
    fn reverse(&mut self, open: usize, close: usize, floor: usize) {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let Some(short) = short_before(doc, open, floor) else { return };
        let text = text_of(doc, &short);
        if text.contains('.') {
            return;
        }
        let Some(letters) = Letters::new(&text) else { return };
        // The bracket may continue after a comma or dash; the long form ends before it.
        let from = open + 1;
        for end in (from + 1..=close).filter(|&end| {
            end == close || matches!(doc.key(end), w::COMMA | w::SEMICOLON | w::HYPHEN_MINUS | w::EN_DASH)
        }) {
            if let Some((at, 0)) = letters.start_of(doc, from, end, self.steps)
                && at == from
            {
                let belief = super::Belief::of_letters(&letters, 0, Form::Reverse);
                self.push(&short, from..end, DefinitionKind::Initialism, belief);
                return;
            }
        }
        // `NASA (Cơ quan Hàng không và Vũ trụ Mỹ)`: a bracket after a short form is just as often its parent organisation
        // (`PC45 (Công an tỉnh)`), so the dictionary must have that name, or it must be a lower-case term.
        let end = (from..close).find(|&at| matches!(doc.key(at), w::COMMA | w::SEMICOLON)).unwrap_or(close);
        if end <= from + 1 {
            return;
        }
        let known = dictionary.known(squeeze(&text), &text);
        let evidence = match &known {
            Some(known) if gloss::is_known_as(doc, known, from) || gloss::is_said(doc, known, from, close) => {
                Evidence::Known
            }
            known
                if text.is_ascii()
                    && letters.len() > 2
                    && !known.as_ref().is_some_and(|known| gloss::is_spelled(&text, known))
                    && gloss::is_term(doc, from, end, self.steps) =>
            {
                Evidence::Term
            }
            _ => return,
        };
        // `ADB (Ngân hàng Phát triển châu Á hỗ trợ vốn)`: the sense ends where its words do.
        let said = |end: &usize| known.as_ref().is_some_and(|known| gloss::is_said(doc, known, from, *end));
        let end = (end..=close).rev().chain((from + 2..end).rev()).find(said).unwrap_or(end);
        self.push(&short, from..end, DefinitionKind::Gloss, super::Belief::of_gloss(evidence, Form::Reverse));
    }
}

/// The token that closes the bracket, if it is near, on the same line, and without another bracket inside.
fn closing_of(doc: &Document<'_>, open: usize, closing: Key, steps: &mut usize) -> Option<usize> {
    for index in open + 1..(open + 2 + INSIDE).min(doc.tokens().len()) {
        *steps += 1;
        let token = &doc.tokens()[index];
        if token.gap() >= Gap::Line || matches!(token.key(), w::LEFT_PARENTHESIS | w::LEFT_SQUARE_BRACKET) {
            return None;
        }
        if token.key() == closing {
            return Some(index);
        }
    }
    None
}

/// Whether words hold letters in order, each word at least its first letter.
fn holds(words: &[&str], letters: &[u8]) -> bool {
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

/// The short forms in a bracket, in order; empty if it contains anything else.
fn shorts_in(doc: &Document<'_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut index = after_cue(doc, inside.clone());
    let cued = index > inside.start;
    while index < inside.end && found.len() < SHORTS {
        if is_quote(doc.key(index)) {
            index += 1;
            continue;
        }
        let Some(mut short) = short_at(doc, index, inside.end) else { break };
        // A number or an English word that ends the bracket belongs to it: `SOM 2`, `PV Power`.
        if short.end + 1 == inside.end && (is_own_number(doc, &short) || is_trade_word(doc, short.end)) {
            short.end += 1;
        }
        index = short.end;
        if is_open(doc, index) {
            return Vec::new();
        }
        found.push(short);
        while index < inside.end && is_quote(doc.key(index)) {
            index += 1;
        }
        match doc.key(index) {
            _ if index == inside.end => return found,
            w::COMMA
            | w::SEMICOLON
            | w::SOLIDUS
            | w::HYPHEN_MINUS
            | w::EN_DASH
            | w::EM_DASH
            | w::và
            | w::hoặc
            | w::hay
            | w::COLON => index += 1,
            // After a cue the short form counts whatever follows it.
            _ if cued => return found,
            _ => return Vec::new(),
        }
    }
    if found.len() == SHORTS && index < inside.end {
        return Vec::new();
    }
    // `(RSI, W%R, STO…)`: one of a list that goes on.
    if index < inside.end && doc.is(index - 1, w::COMMA) && is_short_piece(doc, index) {
        return Vec::new();
    }
    // `(EU - European Union)`, `(HNX: mã chứng khoán …)`: the first one, explained.
    if index < inside.end {
        found.truncate(1);
    }
    found
}

/// Whether the number after a short form belongs to it: `SOM 2`, but not `SN 1987`.
fn is_own_number(doc: &Document<'_>, short: &Range<usize>) -> bool {
    doc.tokens().get(short.end).is_some_and(|token| token.class() == Class::Digits && token.span().len() <= NUMBER)
        && !doc.is(short.start, w::sn)
}

/// Whether a token is an English word in a firm's name: the `Power` of `PV Power`. That of a tournament is another name (`FA Cup`).
fn is_trade_word(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    let text = doc.text_of(at);
    token.class() == Class::Word
        && token.case() == Case::Title
        && token.gap() == Gap::Space
        && text.is_ascii()
        && text.len() > 3
        && !is_vietnamese(text)
        && !EVENTS.has(token.key())
}

/// Whether a short form continues after `end`, like a code or another kind of name: `IL-38 SD`, `VNPT-Net`.
pub(super) fn is_open(doc: &Document<'_>, end: usize) -> bool {
    let (Some(mark), Some(after)) = (doc.tokens().get(end), doc.tokens().get(end + 1)) else { return false };
    mark.is_glued()
        && after.is_glued()
        && matches!(mark.key(), w::HYPHEN_MINUS | w::SOLIDUS)
        && match after.class() {
            Class::Digits => true,
            // `VNPT-Net`
            Class::Word => {
                let text = doc.text_of(end + 1);
                !is_vietnamese(text) || after.case() == Case::Title && text.is_ascii()
            }
            _ => false,
        }
}

/// The short form after its English: `(Anti-lock Braking System – ABS)`, `(Alpha-Hydroxy Acid hay AHA)`.
fn short_after_english(doc: &Document<'_>, inside: Range<usize>) -> Option<Range<usize>> {
    let mark = (inside.start + 1..inside.end).rev().find(|&at| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::COMMA | w::COLON | w::hay | w::hoặc)
    })?;
    let short = short_at(doc, mark + 1, inside.end).filter(|short| short.end == inside.end)?;
    // A list of codes is not English: `(EUR, JPY, GBP)`.
    let words = doc.tokens().get(inside.start..mark)?;
    let spelled =
        words.iter().any(|token| token.class() == Class::Word && !matches!(token.case(), Case::Upper | Case::Mixed));
    (spelled && is_foreign(doc, inside.start..mark)).then_some(short)
}

/// Whether tokens are words in another language: without diacritics, and with a word that is not a Vietnamese
/// syllable.
pub(super) fn is_foreign(doc: &Document<'_>, tokens: Range<usize>) -> bool {
    let is_plain = |at: usize| match doc.tokens()[at].class() {
        Class::Word => doc.text_of(at).is_ascii(),
        Class::Mark => {
            matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA | w::AMPERSAND | w::SOLIDUS)
                || is_quote(doc.key(at))
        }
        _ => false,
    };
    tokens.len() > 1
        && tokens.clone().all(is_plain)
        && tokens.clone().any(|at| {
            let text = doc.text_of(at);
            doc.tokens()[at].class() == Class::Word && text.len() > 2 && !is_vietnamese(text)
        })
}

/// The token after a cue (`sau đây gọi tắt là`, `viết tắt`, `tên tiếng Anh là`) at the start of a bracket.
fn after_cue(doc: &Document<'_>, inside: Range<usize>) -> usize {
    let mut index = inside.start;
    let mut seen = false;
    while index < inside.end {
        match doc.key(index) {
            w::sau
            | w::đây
            | w::dưới
            | w::từ
            | w::tên
            | w::được
            | w::chung
            | w::tiếng
            | w::anh
            | w::giao
            | w::dịch
            | w::thường
            | w::hay
            | w::còn
                if index < inside.start + 8 => {}
            w::gọi | w::viết | w::tắt => seen = true,
            w::là | w::COLON if seen || index > inside.start => return index + 1,
            _ => break,
        }
        index += 1;
    }
    if seen { index } else { inside.start }
}

/// The short form at `start`: pieces in capitals, separated by marks with or without spaces (`LĐ - TB & XH`), by `và`.
pub(super) fn short_at(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    if !is_short_piece(doc, start) || doc.tokens().get(start)?.class() != Class::Word {
        return None;
    }
    let mut end = start + 1;
    while end < limit && end < start + 14 {
        let glued = doc.tokens()[end].gap() == Gap::None;
        // `GD ĐT`, `NS ƯT`: the letters decide whether the pieces are one.
        if (glued || doc.tokens()[end].class() == Class::Word) && is_short_piece(doc, end) {
            end += 1;
            continue;
        }
        let joins = matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND | w::và)
            || glued && matches!(doc.key(end), w::COMMA | w::FULL_STOP | w::SOLIDUS);
        let spaced = doc.tokens().get(end + 1).is_some_and(|token| token.gap() != Gap::None);
        let capitals = end + 1 < limit && is_short_piece(doc, end + 1) && doc.tokens()[end + 1].class() == Class::Word;
        // A spaced dash separates two names (`EU - ASEAN`) as often as it joins one; the letters decide, so joining is
        // tried first.
        if joins && capitals && (glued != spaced || !glued) {
            end += 2;
        } else {
            break;
        }
    }
    let capitals = doc.tokens()[start..end]
        .iter()
        .zip(start..)
        .map(|(_, index)| doc.text_of(index).chars().filter(|letter| letter.is_uppercase()).count())
        .sum::<usize>();
    (capitals >= 2).then_some(start..end)
}

/// The short form that ends right before `end`: pieces without spaces.
pub(super) fn short_before(doc: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut start = end;
    let is_glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap() == Gap::None);
    while start > floor && is_short_piece(doc, start - 1) && (start == end || is_glued(start)) {
        start -= 1;
        // `WR-V`, `R&D`
        if start > floor + 1
            && is_glued(start)
            && is_glued(start - 1)
            && matches!(doc.key(start - 1), w::HYPHEN_MINUS | w::AMPERSAND)
        {
            start -= 1;
        }
    }
    (start < end && doc.tokens()[start].class() == Class::Word).then_some(start..end)
}

/// Whether a token may be part of a short form: capitals, mixed case (`ThS`), digits.
fn is_short_piece(doc: &Document<'_>, index: usize) -> bool {
    doc.tokens().get(index).is_some_and(|token| match token.class() {
        Class::Word => matches!(token.case(), Case::Upper | Case::Mixed),
        Class::Digits => token.gap() == Gap::None,
        _ => false,
    })
}

/// Whether a separate number ends a short form: `SARCON 85`.
pub(super) fn has_number(doc: &Document<'_>, short: &Range<usize>) -> bool {
    short.len() > 1
        && doc
            .tokens()
            .get(short.end - 1)
            .is_some_and(|token| token.class() == Class::Digits && token.gap() == Gap::Space)
}
