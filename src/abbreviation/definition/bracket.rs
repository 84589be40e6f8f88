//! Reads one bracket: the short forms in it, or the long form of the short form before it.

use std::ops::Range;

use super::{
    Belief, Form, Reader, floor_of,
    short::{after_cue, has_number, is_listed, is_short_piece, short_after_english, short_at, shorts_in},
    text_of, trim_quotes,
};
use crate::{
    abbreviation::{
        DefinitionKind,
        align::Letters,
        gloss::{self, Evidence},
    },
    lexicon::{GLOSS_WORDS, GlossRole, Key, NAME_HEADS, w},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a bracket may contain.
const INSIDE: usize = 24;
/// How far before the end of a name a stroke may part its beginnings.
const PAIRED: usize = 8;

impl Reader<'_, '_> {
    /// Reads the bracket that opens at `open`; returns the last token consumed.
    pub(super) fn bracket(&mut self, open: usize) -> usize {
        let doc = self.doc;
        let closing = if doc.is(open, w::LEFT_PARENTHESIS) { w::RIGHT_PARENTHESIS } else { w::RIGHT_SQUARE_BRACKET };
        let Some((close, has_piece)) = closing_of(doc, open, closing, self.steps) else { return open };
        // Most brackets hold no short form, and follow none.
        if !has_piece {
            if open.checked_sub(1).is_some_and(|before| is_short_piece(doc, before)) {
                self.reverse(open, close, floor_of(doc, open));
            }
            return open;
        }
        let end = trim_quotes(doc, open);
        let floor = floor_of(doc, open);
        let inside = open + 1..close;
        if is_listed(doc, inside.clone()) {
            return close;
        }
        // `(CTCK Maritime – MSI)`, `(CTCK FPT – FPTS)`: a name that begins with a head, if in capitals.
        let is_headed = doc.phrase(&NAME_HEADS, inside.start).is_some();
        if is_headed && self.named_inside(inside.clone()) {
            return close;
        }
        let mut shorts = shorts_in(doc, inside.clone());
        if shorts.is_empty()
            && !is_headed
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
        if !self.each_spelled(&shorts, floor, end) {
            self.first_glossed(&shorts, floor, end, inside);
        }
        close
    }

    /// Several short forms in one bracket are aligned from the last backwards: `kinh tế - xã hội, quốc phòng - an ninh (KT-XH, QP-AN)`.
    fn each_spelled(&mut self, shorts: &[Range<usize>], floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let mut stop = end;
        let mut defined = false;
        for short in shorts.iter().rev() {
            if has_number(doc, short) {
                break;
            }
            let Some(start) = self.initials(short, floor, stop, Form::Bracket) else { break };
            defined = true;
            stop = start;
            while stop > floor
                && (doc.token(stop - 1).class() == Class::Mark || matches!(doc.key(stop - 1), w::và | w::hoặc))
            {
                stop -= 1;
            }
        }
        defined
    }

    /// The first short form of a bracket by what stands before it or, in English, beside it.
    fn first_glossed(&mut self, shorts: &[Range<usize>], floor: usize, end: usize, inside: Range<usize>) {
        let Some(first) = shorts.first() else { return };
        // A second form in the bracket is the same name in another spelling, or an English one.
        let spelled = shorts.len() > 1
            && !has_number(self.doc, first)
            && self.initials(first, floor, end, Form::Bracket).is_some();
        if spelled || shorts.len() > 2 {
            return;
        }
        if !self.numbered(first, floor, end)
            && !self.formula(first, floor, end)
            && !self.foreign_words(first, floor, end, Case::Lower)
            && !self.paired(first, floor, end)
            && self.gloss(first, floor, end, Form::Bracket).is_none()
            && !self.dated(first, floor, end)
            && !self.branch(first, floor, end)
        {
            self.english(first, inside);
            if !self.foreign_words(first, floor, end, Case::Title) {
                self.capitals(first, floor, end, Form::Bracket);
            }
        }
    }

    /// `Ford/Toyota Việt Nam (FVL/TMV)`: two short forms for two names with one end, which a stroke parts as it does them.
    fn paired(&mut self, short: &Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let text = text_of(doc, short);
        let is_short = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_word = |at: usize| doc.token(at).class() == Class::Word;
        let is_pair = text.split_once('/').is_some_and(|(one, other)| is_short(one) && is_short(other));
        let stroke = (floor.max(end.saturating_sub(PAIRED))..end).rev().find(|at| !is_word(*at));
        let Some(stroke) = stroke.filter(|at| is_pair && doc.is(*at, w::SOLIDUS) && doc.is_capitalised(at + 1)) else {
            return false;
        };
        // The second syllable of a word in capitals is small: `Dân chủ`.
        let second = |at: usize| at > floor && doc.token(at).case() == Case::Lower && doc.is_capitalised(at - 1);
        let ends = |at: usize| matches!(doc.phrase(&GLOSS_WORDS, at), Some((_, GlossRole::Border | GlossRole::Clause)));
        let mut start = stroke;
        let is_own = |at: usize| second(at) || doc.is_capitalised(at) && !ends(at);
        while start > floor && is_word(start - 1) && is_own(start - 1) {
            start -= 1;
        }
        // `liên minh Dân chủ/Xã hội …`
        let heads = |at: &usize| matches!(doc.phrase(&GLOSS_WORDS, *at), Some((end, GlossRole::Named)) if end == start);
        let head = (floor.max(start.saturating_sub(2))..start).find(heads).unwrap_or(start);
        if start < stroke {
            self.push(short, head..end, DefinitionKind::Gloss, Belief::of_gloss(Evidence::Name, Form::Bracket));
        }
        start < stroke
    }

    /// `Critical Communications World 2017 (CCW 2017)`, `Big Apple Music Awards 2017 (BAMA)`: a number that ends a name, whether its short
    /// form says it or not.
    fn numbered(&mut self, short: &Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let is_digits = |last: &usize| *last > floor && doc.token(*last).class() == Class::Digits;
        let Some(last) = end.checked_sub(1).filter(is_digits) else { return false };
        let said = has_number(doc, short);
        let (letters, long_end) = match said {
            true if doc.text_of(short.end - 1) == doc.text_of(last) => (short.start..short.end - 1, end),
            false if doc.is_recent_year(last) => (short.clone(), last),
            _ => return false,
        };
        let text = text_of(doc, &letters);
        let Some(letters) = Letters::new(&text).filter(|letters| letters.len() > 2) else { return false };
        let Some((start, 0)) = letters.start_of(doc, floor, last, self.steps) else { return false };
        self.push(short, start..long_end, DefinitionKind::Initialism, Belief::of_letters(&letters, 0, Form::Bracket));
        true
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
        let hangs =
            doc.token(mark).is_glued() && doc.token(mark + 1).is_glued() && doc.token(mark - 1).case() != Case::Title;
        if hangs || has_number(doc, &short) || (inside.start..mark).any(|at| doc.key(at) == first) {
            return false;
        }
        let text = text_of(doc, &short);
        let initials = Letters::new(&text)
            .and_then(|letters| Some((letters.start_of(doc, inside.start, mark, self.steps)?, letters)))
            .filter(|((start, cost), _)| *start == inside.start && *cost == 0);
        if let Some((_, letters)) = initials {
            let belief = Belief::of_letters(&letters, 0, Form::Apposed);
            self.push(&short, inside.start..mark, DefinitionKind::Initialism, belief);
            return true;
        }
        let found = gloss::before(doc, self.dictionary, inside.start..mark, &text, self.steps);
        match found {
            Some(found)
                if found.start == inside.start && matches!(found.evidence, Evidence::Name | Evidence::Known) =>
            {
                let belief = Belief::of_gloss(found.evidence, Form::Apposed);
                self.push(&short, inside.start..mark, DefinitionKind::Gloss, belief);
                true
            }
            _ => false,
        }
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
}

/// The token that closes the bracket, if it is near, on the same line, and without another bracket inside; whether a word of a short form
/// may stand in between.
fn closing_of(doc: &Document<'_>, open: usize, closing: Key, steps: &mut usize) -> Option<(usize, bool)> {
    let mut has_piece = false;
    for index in open + 1..(open + 2 + INSIDE).min(doc.tokens().len()) {
        *steps += 1;
        let token = doc.token(index);
        if token.gap() >= Gap::Line || matches!(token.key(), w::LEFT_PARENTHESIS | w::LEFT_SQUARE_BRACKET) {
            return None;
        }
        if token.key() == closing {
            return Some((index, has_piece));
        }
        has_piece |=
            matches!(token.case(), Case::Upper | Case::Mixed) | (token.case() == Case::Title && token.is_glued());
    }
    None
}
