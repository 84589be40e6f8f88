//! Reads definitions by a cue: `…, gọi tắt là NLĐ`, `ABS là viết tắt của …`.

use std::ops::Range;

use super::{
    Belief, Form, Reader,
    short::{is_foreign, is_open, short_at, short_before},
    text_of, trim_quotes,
};
use crate::{
    abbreviation::{DefinitionKind, align::Letters, gloss::Evidence},
    lexicon::{is_quote, table_sets, w},
    segment::{Class, Document},
};

/// How many tokens the long form after `viết tắt của` may have.
const LONG: usize = 20;
/// How many tokens may stand in a bracket before a semicolon and a cue.
const APART: usize = 72;

table_sets! {
    "abbreviations.tsv":
    /// Words between `viết tắt` and the long form: `của cụm từ tiếng Anh`.
    LEADS = "lead";
}

impl Reader<'_, '_> {
    /// A definition with `viết tắt` or `gọi tắt`; `tat` is the token `tắt`.
    pub(super) fn abbreviated(&mut self, tat: usize) -> usize {
        let doc = self.doc;
        let sentence = doc.sentence_of(tat);
        if tat <= sentence.start || !matches!(doc.key(tat - 1), w::gọi | w::viết) {
            return tat;
        }
        if matches!(doc.key(tat + 1), w::của | w::cho | w::từ | w::cụm)
            && let Some(last) = self.stands_for(tat, &sentence)
        {
            return last;
        }
        let mut from = tat + 1;
        while from < sentence.end && (doc.is(from, w::là) || is_quote(doc.key(from))) {
            from += 1;
        }
        self.named(tat - 1, from, &sentence).unwrap_or(tat)
    }

    /// `…, sau đây gọi tắt là NLĐ`: the short form at `from` defines the long form that ends before the cue, whose last word is at `cue`;
    /// returns the last token consumed.
    pub(super) fn named(&mut self, cue: usize, from: usize, sentence: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let short = short_at(doc, from, sentence.end).map(|short| with_number(doc, short));
        let short = short.filter(|short| !is_open(doc, short.end))?;
        let mut end = cue;
        while end > sentence.start
            && matches!(
                doc.key(end - 1),
                w::sau
                    | w::đây
                    | w::dưới
                    | w::từ
                    | w::được
                    | w::COMMA
                    | w::tên
                    | w::LEFT_PARENTHESIS
                    | w::HYPHEN_MINUS
                    | w::EN_DASH
                    | w::EM_DASH
                    | w::thường
                    | w::hay
                    | w::còn
                    | w::gọi
            )
        {
            end -= 1;
        }
        let end = trim_quotes(doc, end);
        let is_apart = end > sentence.start && doc.is(end - 1, w::SEMICOLON);
        if self.initials(&short, sentence.start, end, Form::Cue).is_none()
            && self.gloss(&short, sentence.start, end, Form::Cue).is_none()
            && is_apart
            && let Some(open) = self.opening_before(end, sentence.start)
        {
            let end = trim_quotes(doc, open);
            self.initials(&short, sentence.start, end, Form::Cue);
        }
        Some(short.end - 1)
    }

    /// `xét tuyển sớm (theo học bạ; viết tắt là XTS)`: the bracket in which a cue follows something else.
    fn opening_before(&mut self, end: usize, floor: usize) -> Option<usize> {
        let doc = self.doc;
        for at in (floor.max(end.saturating_sub(APART))..end).rev() {
            *self.steps += 1;
            match doc.key(at) {
                w::LEFT_PARENTHESIS => return Some(at),
                w::RIGHT_PARENTHESIS => return None,
                _ => {}
            }
        }
        None
    }

    /// `ABS là viết tắt của cụm từ Anti-lock Braking System`; returns the last token consumed.
    fn stands_for(&mut self, tat: usize, sentence: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let is = (sentence.start.max(tat.saturating_sub(4))..tat).rev().find(|&at| doc.is(at, w::là));
        // `WR-V (viết tắt của …)`, `DSLR - viết tắt cụm từ …`
        let is_mark =
            |at: &usize| matches!(doc.key(*at), w::LEFT_PARENTHESIS | w::HYPHEN_MINUS | w::EN_DASH | w::COMMA);
        let is = is.or_else(|| tat.checked_sub(2).filter(is_mark))?;
        let short = short_before(doc, trim_quotes(doc, is), sentence.start)?;
        let text = text_of(doc, &short);
        let letters = Letters::new(&text)?;
        let limit = sentence.end.min(tat + LONG);
        let mut from = (tat + 1..limit).find(|&at| !LEADS.has(doc.key(at))).unwrap_or(limit);
        let quoted = is_quote(doc.key(from));
        if quoted {
            from += 1;
        }
        for end in from + 2..=limit {
            *self.steps += 1;
            if let Some((at, 0)) = letters.start_of(doc, from, end, self.steps)
                && at == from
            {
                self.push(&short, from..end, DefinitionKind::Initialism, Belief::of_letters(&letters, 0, Form::Cue));
                return Some(end - 1);
            }
        }
        let is_name = |at: usize| {
            doc.tokens().get(at).is_some_and(|token| {
                token.class() == Class::Word
                    && (token.is_capitalised() || matches!(token.key(), w::of | w::r#for | w::and | w::the))
                    || token.key() == w::HYPHEN_MINUS && token.is_glued()
            })
        };
        let end = if quoted {
            (from..limit).find(|&at| is_quote(doc.key(at)))?
        } else {
            (from..limit).find(|&at| !is_name(at)).unwrap_or(limit)
        };
        (quoted || is_foreign(doc, from..end)).then_some(())?;
        self.push(&short, from..end, DefinitionKind::Gloss, Belief::of_gloss(Evidence::Foreign, Form::Cue));
        Some(end - 1)
    }
}

/// `MS-13`: a short form with the number that a hyphen joins to it.
fn with_number(doc: &Document<'_>, short: Range<usize>) -> Range<usize> {
    let is_joined = is_open(doc, short.end)
        && doc.is(short.end, w::HYPHEN_MINUS)
        && doc.tokens().get(short.end + 1).is_some_and(|token| token.class() == Class::Digits);
    short.start..short.end + if is_joined { 2 } else { 0 }
}
