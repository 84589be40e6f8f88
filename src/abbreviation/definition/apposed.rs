//! Reads definitions by a dash, a comma or `hay` before the short form: `Liên đoàn Bóng đá Việt Nam - VFF`, `vùng đặc quyền kinh tế, hay EEZ`.

use std::ops::Range;

use super::{Belief, Form, Reader, floor_of, short::short_at, text_of, trim_quotes};
use crate::{
    abbreviation::{
        DefinitionKind,
        gloss::{self, Evidence},
        shape::is_vietnamese,
    },
    lexicon::{Domain, NAME_HEADS, NameHead, is_quote, squeeze, w, word_sets},
    segment::{Case, Class, Document, Gap, Token},
};

/// How many letters an unknown short form has at least after a dash, and words the name before it.
const NAMED: usize = 4;
/// How many letters it has at least before the year of an event, or after `hay`.
const DATED: usize = 3;
/// How many letters it has at most if some of them are small: `FiBL`.
const MIXED: usize = 7;
/// How many words a name in quotation marks may have.
const QUOTED: usize = 9;

word_sets! {
    /// What stands between a long form and its short form without a bracket.
    BEFORE = ["là", "hay", "hoặc", "-", "–", ","];
}

impl Reader<'_, '_> {
    /// `Liên đoàn Bóng đá Việt Nam - VFF`, `thu gom rác tập trung – TGRTT`: a dash or comma separates two names more often than it
    /// defines one, so the letters must be the initials, or the dictionary must have the name before it.
    pub(super) fn apposed(&mut self, start: usize) {
        if let Some(mark) = start.checked_sub(1).filter(|mark| BEFORE.has(self.doc.key(*mark))) {
            self.apposed_after(mark, start);
        }
    }

    fn apposed_after(&mut self, mark: usize, start: usize) {
        let doc = self.doc;
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
        if matches!(doc.key(mark), w::hay | w::hoặc) {
            self.or_called(start, mark);
            return;
        }
        let token = doc.token(start);
        if !matches!(doc.key(mark), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA)
            || token.case() != Case::Upper && !is_mixed(doc.text_of(start))
            || token.gap() != Gap::Space
            || mark < 2
            || doc.token(mark - 1).class() != Class::Word
        {
            return;
        }
        // `Ngân hàng Nhà nước- NHNN`
        let glued = !doc.is(mark, w::COMMA) && doc.token(mark).gap() != Gap::Space;
        let Some(short) = short_at(doc, start, start + 6) else { return };
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
            if !self.apposed_initials(&short, &text, floor, mark)
                && !doc.is(mark, w::COMMA)
                && !self.capitals(&short, floor, mark, Form::Apposed)
            {
                self.apposed_name(&short, &text, floor, mark);
            }
            return;
        };
        if gloss::may_be_sense(doc, &known, floor, mark)
            && let Some(found) = gloss::before(doc, self.dictionary, floor..mark, &text, self.steps)
            && (gloss::is_sense(doc, &known, found.start, mark)
                || !doc.is(mark, w::COMMA) && gloss::is_sense_by_another_name(doc, &known, found.start, mark))
        {
            let belief = Belief::of_gloss(Evidence::Known, Form::Apposed);
            self.push(&short, found.start..mark, DefinitionKind::Gloss, belief);
        } else if !self.apposed_initials(&short, &text, floor, mark) && !doc.is(mark, w::COMMA) {
            self.capitals(&short, floor, mark, Form::Apposed);
        }
    }

    /// Initials after a dash, or, four or more, after a comma.
    fn apposed_initials(&mut self, short: &Range<usize>, text: &str, floor: usize, mark: usize) -> bool {
        let fewest = if self.doc.is(mark, w::COMMA) { 4 } else { 3 };
        text.chars().filter(|letter| letter.is_uppercase()).count() >= fewest
            && self.initials(short, floor, mark, Form::Apposed).is_some()
    }

    /// `Liên hiệp các Hội Khoa học Thủ đô - LHKHX`: letters that nobody knows, four or more, after the name of a body that holds none, or three
    /// before the year of an event: `Giải bóng rổ chuyên nghiệp Việt Nam - VBA 2017`.
    fn apposed_name(&mut self, short: &Range<usize>, text: &str, floor: usize, mark: usize) {
        let doc = self.doc;
        let is_year = |token: &Token| token.class() == Class::Digits && token.gap() == Gap::Space;
        let dated = doc.is_recent_year(short.end) && doc.tokens().get(short.end).is_some_and(is_year);
        let is_upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
        let fewest = if dated { DATED } else { NAMED };
        if text.len() < fewest || !(is_upper || is_mixed(text)) || is_vietnamese(text) {
            return;
        }
        let Some(found) = gloss::before(doc, self.dictionary, floor..mark, text, self.steps) else { return };
        let holds_another = (found.start..mark).any(|at| {
            let word = doc.text_of(at);
            let is_place = || {
                let known = self.dictionary.known(squeeze(word), word);
                known.is_some_and(|known| known.senses.iter().any(|sense| sense.domain == Domain::Geography))
            };
            doc.token(at).case() == Case::Upper
                && word.chars().count() > 1
                && !gloss::is_firm_word(doc.key(at))
                && !is_place()
        });
        // A ship is named after its force: `Lực lượng Bảo vệ bờ biển - TAGALO`.
        let head = doc.phrase(&NAME_HEADS, found.start).map(|(_, head)| *head);
        let is_body = (dated || head == Some(NameHead::Own)) && !doc.is(found.start, w::lực);
        if found.evidence == Evidence::Name && is_body && mark - found.start >= NAMED && !holds_another {
            let belief = Belief::of_gloss(Evidence::Name, Form::Apposed);
            self.push(short, found.start..mark, DefinitionKind::Gloss, belief);
        }
    }

    /// `“gián đoạn thủy triều”, hay TDE`, `vùng đặc quyền kinh tế, hay EEZ`: another name for what a comma or quotation marks end, where the
    /// sentence or the clause ends after it. One of several things (`Man City hay PSG`) has neither before it.
    fn or_called(&mut self, start: usize, mark: usize) {
        let doc = self.doc;
        let Some(before) = mark.checked_sub(1) else { return };
        let comma = doc.is(before, w::COMMA) && doc.is(mark, w::hay);
        let end = trim_quotes(doc, before + usize::from(!comma));
        let quoted = end < before + usize::from(!comma);
        let short = short_at(doc, start, start + 2).filter(|short| short.len() == 1 && (comma || quoted));
        let Some(short) = short.filter(|short| ends_clause(doc, short.end)) else { return };
        let text = text_of(doc, &short);
        if text.len() < DATED || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return;
        }
        let floor = floor_of(doc, mark);
        if self.apposed_initials(&short, &text, floor, end) {
            return;
        }
        if quoted && let Some(long) = self.quotation(floor, end) {
            self.push(&short, long, DefinitionKind::Gloss, Belief::of_gloss(Evidence::Quoted, Form::Apposed));
            return;
        }
        let Some(found) = gloss::before(doc, self.dictionary, floor..end, &text, self.steps) else { return };
        if matches!(found.evidence, Evidence::Known | Evidence::Name | Evidence::Term) {
            let belief = Belief::of_gloss(found.evidence, Form::Apposed);
            self.push(&short, found.start..end, DefinitionKind::Gloss, belief);
        }
    }

    /// The words between quotation marks that end at `end`, after `là` or `gọi`: `gọi là “gián đoạn thủy triều”`.
    fn quotation(&mut self, floor: usize, end: usize) -> Option<Range<usize>> {
        let doc = self.doc;
        for at in (floor.max(end.saturating_sub(QUOTED))..end).rev() {
            *self.steps += 1;
            if is_quote(doc.key(at)) {
                let said = at > floor && matches!(doc.key(at - 1), w::là | w::gọi);
                return (said && end > at + 2).then_some(at + 1..end);
            }
            if doc.token(at).class() != Class::Word {
                return None;
            }
        }
        None
    }
}

/// Whether some letters of a short form are small, but no more than are capitals: `FiBL`. Names that are written together have more:
/// `WannaCry`.
fn is_mixed(text: &str) -> bool {
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    (DATED..=MIXED).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && capitals > 1
        && 2 * capitals >= text.len()
}

/// Whether a mark ends the clause before token `at`, or the text.
fn ends_clause(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_none_or(|token| {
        token.gap() >= Gap::Line
            || matches!(token.key(), w::FULL_STOP | w::COMMA | w::SEMICOLON | w::RIGHT_PARENTHESIS)
            || is_quote(token.key())
    })
}
