//! Reads definitions without brackets: `…, gọi tắt là NLĐ`, `ABS là viết tắt của …`, `Liên đoàn Bóng đá Việt Nam - VFF`.

use std::ops::Range;

use super::{
    Belief, Form, Reader,
    bracket::INSIDE,
    floor_of,
    short::{is_foreign, is_open, short_at, short_before},
    text_of, trim_quotes,
};
use crate::{
    abbreviation::{
        DefinitionKind,
        align::Letters,
        gloss::{self, Evidence},
        shape::is_vietnamese,
    },
    lexicon::{Domain, NAME_HEADS, NameHead, is_quote, squeeze, table_sets, w},
    segment::{Case, Class, Gap},
};

/// How many tokens the long form after `viết tắt của` may have.
const LONG: usize = 20;
/// How many letters an unknown short form has at least after a dash, and words the name before it.
const NAMED: usize = 4;

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
    fn named(&mut self, cue: usize, from: usize, sentence: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let short = short_at(doc, from, sentence.end).filter(|short| !is_open(doc, short.end))?;
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
        for at in (floor.max(end.saturating_sub(INSIDE))..end).rev() {
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

    /// `Liên đoàn Bóng đá Việt Nam - VFF`, `thu gom rác tập trung – TGRTT`: a dash or comma separates two names more often than it
    /// defines one, so the letters must be the initials, or the dictionary must have the name before it.
    pub(super) fn apposed(&mut self, start: usize) {
        let doc = self.doc;
        let Some(mark) = start.checked_sub(1) else { return };
        if matches!(doc.key(mark), w::là) && mark > 0 && matches!(doc.key(mark - 1), w::gọi) {
            let sentence = doc.sentence_of(start);
            if mark > sentence.start
                && mark > 1
                && matches!(doc.key(mark - 2), w::còn | w::hay | w::được | w::đây | w::thường)
            {
                self.named(mark - 1, start, &sentence);
            }
            return;
        }
        let token = &doc.tokens()[start];
        if !matches!(doc.key(mark), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA)
            || token.case() != Case::Upper
            || token.gap() != Gap::Space
            || mark < 2
            || doc.tokens()[mark - 1].class() != Class::Word
        {
            return;
        }
        // `Ngân hàng Nhà nước- NHNN`
        let glued = !doc.is(mark, w::COMMA) && doc.tokens()[mark].gap() != Gap::Space;
        let Some(short) = short_at(doc, start, (start + 6).min(doc.tokens().len())) else { return };
        // `…, VN-Index giảm`, `- VTV3`: part of another name.
        let open = doc.tokens().get(short.end).is_some_and(|next| {
            next.is_glued() && (next.class() != Class::Mark || matches!(next.key(), w::HYPHEN_MINUS | w::EN_DASH))
                || next.class() == Class::Word && next.is_capitalised()
        });
        if open {
            return;
        }
        let floor = floor_of(doc, mark);
        let text = text_of(doc, &short);
        if glued || !text.is_ascii() || short.len() > 1 {
            self.apposed_initials(&short, &text, floor, mark);
            return;
        }
        let Some(known) = self.dictionary.known(squeeze(&text), &text) else {
            if !self.apposed_initials(&short, &text, floor, mark) && !doc.is(mark, w::COMMA) {
                self.apposed_name(&short, &text, floor, mark);
            }
            return;
        };
        if let Some(found) = gloss::before(doc, self.dictionary, floor..mark, &text, self.steps)
            && (gloss::is_sense(doc, &known, found.start, mark)
                || !doc.is(mark, w::COMMA) && gloss::is_sense_by_another_name(doc, &known, found.start, mark))
        {
            let belief = Belief::of_gloss(Evidence::Known, Form::Apposed);
            self.push(&short, found.start..mark, DefinitionKind::Gloss, belief);
        } else {
            self.apposed_initials(&short, &text, floor, mark);
        }
    }

    /// Initials after a dash, or, four or more, after a comma.
    fn apposed_initials(&mut self, short: &Range<usize>, text: &str, floor: usize, mark: usize) -> bool {
        let fewest = if self.doc.is(mark, w::COMMA) { 4 } else { 3 };
        text.chars().filter(|letter| letter.is_uppercase()).count() >= fewest
            && self.initials(short, floor, mark, Form::Apposed).is_some()
    }

    /// `Liên hiệp các Hội Khoa học Thủ đô - LHKHX`: letters that nobody knows, four or more, after the name of a body that holds none.
    fn apposed_name(&mut self, short: &Range<usize>, text: &str, floor: usize, mark: usize) {
        let doc = self.doc;
        if text.len() < NAMED || !text.bytes().all(|byte| byte.is_ascii_uppercase()) || is_vietnamese(text) {
            return;
        }
        let Some(found) = gloss::before(doc, self.dictionary, floor..mark, text, self.steps) else { return };
        let holds_another = (found.start..mark).any(|at| {
            let word = doc.text_of(at);
            let is_place = || {
                let known = self.dictionary.known(squeeze(word), word);
                known.is_some_and(|known| known.senses.iter().any(|sense| sense.domain == Domain::Geography))
            };
            doc.tokens()[at].case() == Case::Upper
                && word.chars().count() > 1
                && !gloss::is_firm_word(doc.key(at))
                && !is_place()
        });
        // A ship is named after its force: `Lực lượng Bảo vệ bờ biển - TAGALO`.
        let is_body =
            matches!(doc.phrase(&NAME_HEADS, found.start), Some((_, NameHead::Own))) && !doc.is(found.start, w::lực);
        if found.evidence == Evidence::Name && is_body && mark - found.start >= NAMED && !holds_another {
            let belief = Belief::of_gloss(Evidence::Name, Form::Apposed);
            self.push(short, found.start..mark, DefinitionKind::Gloss, belief);
        }
    }
}
