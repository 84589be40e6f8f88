//! The reverse order: `UBND (Ủy ban nhân dân)`.

use std::ops::Range;

use super::{
    Belief, Form, Reader,
    short::{is_foreign, short_before},
    text_of,
};
use crate::{
    abbreviation::{
        DefinitionKind,
        align::Letters,
        gloss::{self, Evidence},
        shape::is_vietnamese,
    },
    lexicon::{GLOSS_WORDS, GlossRole, is_quote, squeeze, w},
    segment::{Case, Class, Document, Gap},
};

impl Reader<'_, '_> {
    /// `UBND (Ủy ban nhân dân)`: the whole bracket is the long form of the short form before it. Initials of names (`N.T (ngụ tại …)`) do not
    /// count.
    pub(super) fn reverse(&mut self, open: usize, close: usize, floor: usize) {
        let doc = self.doc;
        let Some(short) = short_before(doc, open, floor) else { return };
        let text = text_of(doc, &short);
        let (from, close) = unquoted(doc, open + 1, close);
        if !self.reverse_initials(&short, &text, from..close) && !text.contains('.') && !is_in_name(doc, short.start) {
            self.reverse_gloss(&short, &text, from..close);
        }
    }

    /// The long form whose initials are the letters. The bracket may continue after a comma or dash; the long form ends before it.
    fn reverse_initials(&mut self, short: &Range<usize>, text: &str, inside: Range<usize>) -> bool {
        let doc = self.doc;
        let Some(letters) = Letters::new(text) else { return false };
        let Range { start: from, end: close } = inside;
        let is_end = |end: usize| {
            let mark = matches!(doc.key(end), w::COMMA | w::SEMICOLON | w::COLON | w::HYPHEN_MINUS | w::EN_DASH);
            end == close || mark
        };
        for end in (from + 1..=close).filter(|&end| is_end(end)) {
            let found = letters.start_of(doc, from, end, self.steps);
            if found != Some((from, 0)) || text.contains('.') && !is_foreign(doc, from..end) {
                continue;
            }
            if self.is_person(text, from..end) {
                return true;
            }
            let belief = Belief::of_letters(&letters, 0, Form::Reverse);
            self.push(short, from..end, DefinitionKind::Initialism, belief);
            return true;
        }
        false
    }

    /// `NASA (Cơ quan Hàng không và Vũ trụ Mỹ)`: a bracket after a short form is just as often its parent organisation (`PC45 (Công an
    /// tỉnh)`), so the dictionary must have that name, or it must be a lower-case term.
    fn reverse_gloss(&mut self, short: &Range<usize>, text: &str, inside: Range<usize>) {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let Range { start: from, end: close } = inside;
        let end = (from..close).find(|&at| matches!(doc.key(at), w::COMMA | w::SEMICOLON)).unwrap_or(close);
        let Some(letters) = Letters::new(text).filter(|_| end > from + 1) else { return };
        let known = dictionary.known(squeeze(text), text);
        if known.as_ref().is_some_and(|known| gloss::is_reordered(doc, known, from, close)) {
            self.push(short, from..close, DefinitionKind::Gloss, Belief::of_gloss(Evidence::Known, Form::Reverse));
            return;
        }
        // `chứng chỉ SGX (phân tích mẫu thịt, lượng nước)`: deeds that a comma parts are what it takes.
        let role = doc.phrase(&GLOSS_WORDS, from).map(|(_, role)| *role);
        let is_list = end < close && role == Some(GlossRole::Act);
        let evidence = match &known {
            Some(known)
                if gloss::is_known_as(doc, known, from)
                    || gloss::is_said(doc, known, from, close)
                    || gloss::is_tail(doc, known, from, end) =>
            {
                Evidence::Known
            }
            known
                if text.is_ascii()
                    && !is_list
                    && letters.len() > 2
                    && !known.as_ref().is_some_and(|known| gloss::is_spelled(text, known))
                    && gloss::is_term(doc, from, end, self.steps) =>
            {
                Evidence::Term
            }
            _ => return,
        };
        // `ADB (Ngân hàng Phát triển châu Á hỗ trợ vốn)`: the sense ends where its words do.
        let said = |end: &usize| known.as_ref().is_some_and(|known| gloss::is_said(doc, known, from, *end));
        let end = (end..=close).rev().chain((from + 2..end).rev()).find(said).unwrap_or(end);
        self.push(short, from..end, DefinitionKind::Gloss, Belief::of_gloss(evidence, Form::Reverse));
    }
}

/// What stands in a bracket without quotation marks around all of it.
fn unquoted(doc: &Document<'_>, from: usize, close: usize) -> (usize, usize) {
    let is_whole = close > from + 3 && is_quote(doc.key(from)) && is_quote(doc.key(close - 1));
    if is_whole { (from + 1, close - 1) } else { (from, close) }
}

/// `Northern Lights DACH (…)`: whether a short form ends a name in another language.
fn is_in_name(doc: &Document<'_>, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|before| {
        let (token, text) = (doc.token(before), doc.text_of(before));
        token.class() == Class::Word
            && token.case() == Case::Title
            && text.len() > 2
            && text.is_ascii()
            && !is_vietnamese(text)
            && doc.token(start).gap() == Gap::Space
    })
}
