//! Finds the short forms that a text defines: `người lao động (NLĐ)`, `Liên minh châu Âu (EU)`, `…, gọi tắt là Ban Quản lý`.
//!
//! A bracket is read by itself: at most [`INSIDE`] tokens, closed on its own line, none inside another, so that an unbalanced one
//! elsewhere costs nothing. What it holds are short forms, perhaps behind a cue (`gọi tắt là`), or, in the reverse order, the long form of
//! the short form before it. `align` lays the letters over the words; where they do not fit, `gloss` looks for a foreign or coined
//! name's noun phrase.

use std::ops::Range;

use crate::{
    abbreviation::{
        Definition, DefinitionKind,
        align::{Letters, is_connective},
        gloss,
    },
    lexicon::{Dictionary, Key, LongForm, Roles, squeeze, w},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a bracket may hold.
const INSIDE: usize = 24;
/// How many short forms one bracket may define.
const SHORTS: usize = 4;

/// The definitions of a document, and the way to them from a short form.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    pub(super) list: Vec<Definition>,
    /// The hash of each short form and its place in `list`, sorted. No hash table: its keys would be the text's choice, and letters whose hashes
    /// collide would make it quadratic.
    by_short: Vec<(u64, usize)>,
}

impl Definitions {
    /// The definition of a short form that counts at `token`: the last one before it, or the first one after. Logarithmic.
    pub(super) fn at(&self, hash: u64, token: usize) -> Option<&Definition> {
        let definition = |&(own, at): &(u64, usize)| self.list.get(at).filter(|_| own == hash);
        let after = self.by_short.partition_point(|&(own, at)| {
            let start = self.list.get(at).map_or(0, |definition| definition.tokens.start);
            (own, start) <= (hash, token)
        });
        let before = after.checked_sub(1).and_then(|last| self.by_short.get(last)).and_then(definition);
        before.or_else(|| self.by_short.get(after).and_then(definition))
    }

    /// Whether the document defines this short form. Logarithmic.
    pub(super) fn has(&self, hash: u64) -> bool {
        self.by_short.binary_search_by_key(&hash, |&(own, _)| own).is_ok()
    }
}

/// Finds the definitions of `doc`, by the place of the short form. Linear; `steps` counts the comparisons.
pub(super) fn find(doc: &Document<'_>, dictionary: &Dictionary, steps: &mut usize) -> Definitions {
    let mut reader = Reader { doc, dictionary, list: Vec::new(), steps };
    let mut next = 0;
    for index in doc.triggers(Roles::DEFINITION | Roles::CAPITALS) {
        if index < next {
            continue;
        }
        let last = match doc.key(index) {
            w::LEFT_PARENTHESIS | w::LEFT_SQUARE_BRACKET => reader.bracket(index),
            w::tắt => reader.named(index),
            _ => {
                reader.apposed(index);
                index
            }
        };
        next = last.max(index) + 1;
    }
    let mut list = reader.list;
    list.sort_by_key(|definition| definition.tokens.start);
    let mut by_short: Vec<_> =
        list.iter().enumerate().map(|(at, definition)| (squeeze(&definition.short), at)).collect();
    by_short.sort_unstable();
    Definitions { list, by_short }
}

/// What the reading of a document gathers.
struct Reader<'a, 't> {
    doc: &'a Document<'t>,
    dictionary: &'a Dictionary,
    list: Vec<Definition>,
    steps: &'a mut usize,
}

impl Reader<'_, '_> {
    /// Reads the bracket that opens at `open`; the last token read for good.
    fn bracket(&mut self, open: usize) -> usize {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let closing = if doc.is(open, w::LEFT_PARENTHESIS) { w::RIGHT_PARENTHESIS } else { w::RIGHT_SQUARE_BRACKET };
        let Some(close) = closing_of(doc, open, closing, self.steps) else { return open };
        let end = trim_quotes(doc, open);
        let floor = floor_of(doc, open);
        let shorts = shorts_in(doc, open + 1..close);
        if shorts.is_empty() {
            self.reverse(open, close, floor);
            return open;
        }
        // Several short forms of one bracket are laid from the last backwards: `kinh tế - xã hội, quốc phòng - an ninh (KT-XH, QP-AN)`.
        let mut stop = end;
        let mut defined = 0;
        for short in shorts.iter().rev() {
            let text = short_text(doc, short);
            let Some(letters) = Letters::new(&text) else { break };
            let Some((start, _)) = letters.start_of(doc, floor, stop, self.steps) else { break };
            if is_connective(doc.key(start)) {
                break;
            }
            self.push(short, start..trim_end(doc, start, stop), DefinitionKind::Initialism);
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
            let text = short_text(doc, first);
            if let Some(letters) = (shorts.len() > 1).then(|| Letters::new(&text)).flatten()
                && let Some((start, _)) = letters.start_of(doc, floor, end, self.steps)
            {
                self.push(first, start..end, DefinitionKind::Initialism);
            } else if let Some(start) = gloss::start_of(doc, dictionary, floor, end, &text, self.steps) {
                self.push(first, start..end, DefinitionKind::Gloss);
            }
        }
        close
    }

    /// `…, gọi tắt là NLĐ` without brackets; `tat` is the token `tắt`.
    fn named(&mut self, tat: usize) -> usize {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let sentence = doc.sentence_of(tat);
        if tat <= sentence.start || !matches!(doc.key(tat - 1), w::gọi | w::viết) {
            return tat;
        }
        let mut from = tat + 1;
        while from < sentence.end && (doc.is(from, w::là) || is_quote(doc.key(from))) {
            from += 1;
        }
        let Some(short) = short_at(doc, from, sentence.end) else { return tat };
        let mut end = tat - 1;
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
                    | w::thường
            )
        {
            end -= 1;
        }
        let text = short_text(doc, &short);
        let end = trim_quotes(doc, end);
        if let Some(letters) = Letters::new(&text)
            && let Some((start, _)) = letters.start_of(doc, sentence.start, end, self.steps)
            && !is_connective(doc.key(start))
        {
            self.push(&short, start..trim_end(doc, start, end), DefinitionKind::Initialism);
        } else if let Some(start) = gloss::start_of(doc, dictionary, sentence.start, end, &text, self.steps) {
            self.push(&short, start..trim_end(doc, start, end), DefinitionKind::Gloss);
        }
        short.end - 1
    }

    /// `Liên đoàn Bóng đá Việt Nam - VFF`, `Liên minh châu Âu, EU`: a dash or a comma parts two names more often than it defines one, so that
    /// the dictionary must know the short form by the name before it.
    fn apposed(&mut self, short: usize) {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let Some(mark) =
            short.checked_sub(1).filter(|&mark| matches!(doc.key(mark), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA))
        else {
            return;
        };
        let token = &doc.tokens()[short];
        if token.case() != Case::Upper
            || token.gap() != Gap::Space
            || mark < 2
            || doc.tokens()[mark - 1].class() != Class::Word
        {
            return;
        }
        let text = doc.text_of(short);
        // Vietnamese initials stand in brackets.
        if !text.is_ascii() || !doc.is(mark, w::COMMA) && doc.tokens()[mark].gap() != Gap::Space {
            return;
        }
        let alone = short_at(doc, short, (short + 6).min(doc.tokens().len())).is_some_and(|short| short.len() == 1);
        let Some(known) = dictionary.known(squeeze(text), text).filter(|_| alone) else { return };
        let floor = floor_of(doc, mark);
        if let Some(start) = gloss::start_of(doc, dictionary, floor, mark, text, self.steps)
            && gloss::is_sense(doc, &known, start, mark)
        {
            self.push(&(short..short + 1), start..mark, DefinitionKind::Gloss);
        }
    }

    /// `UBND (Ủy ban nhân dân)`: the whole bracket is the long form of the short form before it. Initials of names (`N.T (ngụ tại …)`) are none.
    fn reverse(&mut self, open: usize, close: usize, floor: usize) {
        let (doc, dictionary) = (self.doc, self.dictionary);
        let mut start = open;
        while start > floor
            && is_short_piece(doc, start - 1)
            && (start == open || doc.tokens()[start].gap() == Gap::None)
        {
            start -= 1;
        }
        if start == open || doc.tokens()[start].class() != Class::Word {
            return;
        }
        let text = short_text(doc, &(start..open));
        if text.contains('.') {
            return;
        }
        let Some(letters) = Letters::new(&text) else { return };
        // The bracket may go on behind a comma or dash; the long form ends before it.
        let from = open + 1;
        for end in (from + 1..=close).filter(|&end| {
            end == close || matches!(doc.key(end), w::COMMA | w::SEMICOLON | w::HYPHEN_MINUS | w::EN_DASH)
        }) {
            if let Some((at, 0)) = letters.start_of(doc, from, end, self.steps)
                && at == from
            {
                self.push(&(start..open), from..end, DefinitionKind::Initialism);
                return;
            }
        }
        // `NASA (Cơ quan Hàng không và Vũ trụ Mỹ)`: what stands in brackets behind a short form is as often the body that it belongs to
        // (`PC45 (Công an tỉnh)`), so that the dictionary must know it by that name.
        let end = (from..close).find(|&at| matches!(doc.key(at), w::COMMA | w::SEMICOLON)).unwrap_or(close);
        if end > from + 1
            && let Some(known) = dictionary.known(squeeze(&text), &text)
            && gloss::is_known_as(doc, &known, from)
        {
            self.push(&(start..open), from..end, DefinitionKind::Gloss);
        }
    }

    fn push(&mut self, short: &Range<usize>, long: Range<usize>, kind: DefinitionKind) {
        let doc = self.doc;
        self.list.push(Definition {
            short: short_text(doc, short),
            long: LongForm::shared(&doc.string_of(long.clone())),
            kind,
            short_span: doc.span_of(short.clone()),
            long_span: doc.span_of(long),
            tokens: short.clone(),
        });
    }
}

/// The token that closes the bracket, if it does so soon, on the same line, with no other bracket inside.
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

/// The first token that a long form before token `open` may hold: it crosses neither a sentence end nor a bracket.
fn floor_of(doc: &Document<'_>, open: usize) -> usize {
    doc.sentence_of(open).start
}

/// The short forms that a bracket names, in order; none if it holds anything else.
fn shorts_in(doc: &Document<'_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut index = after_cue(doc, inside.clone());
    let cued = index > inside.start;
    while index < inside.end && found.len() < SHORTS {
        if is_quote(doc.key(index)) {
            index += 1;
            continue;
        }
        let Some(short) = short_at(doc, index, inside.end) else { break };
        index = short.end;
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
            // Behind a cue the short form counts whatever follows it.
            _ if cued => return found,
            _ => return Vec::new(),
        }
    }
    // `(EU - European Union)`, `(HNX: mã chứng khoán …)`: the first one, explained.
    if index < inside.end {
        found.truncate(1);
    }
    found
}

/// The token behind a cue (`sau đây gọi tắt là`, `viết tắt`, `tên tiếng Anh là`) that a bracket may begin with.
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
                if index < inside.start + 8 => {}
            w::gọi | w::viết | w::tắt => seen = true,
            w::là | w::COLON if seen || index > inside.start => return index + 1,
            _ => break,
        }
        index += 1;
    }
    if seen { index } else { inside.start }
}

/// The short form that begins at `start`: pieces in capitals, parted by marks with or without spaces (`LĐ - TB & XH`), by `và`.
fn short_at(doc: &Document<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
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
        // A spaced dash parts two names (`EU - ASEAN`) as often as it joins; the letters decide, so joining comes first.
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

/// Whether a token may be part of a short form: capitals, mixed case (`ThS`), digits.
fn is_short_piece(doc: &Document<'_>, index: usize) -> bool {
    doc.tokens().get(index).is_some_and(|token| match token.class() {
        Class::Word => matches!(token.case(), Case::Upper | Case::Mixed),
        Class::Digits => token.gap() == Gap::None,
        _ => false,
    })
}

fn short_text(doc: &Document<'_>, short: &Range<usize>) -> String {
    doc.string_of(short.clone())
}

fn is_quote(key: Key) -> bool {
    matches!(
        key,
        w::LEFT_DOUBLE_QUOTATION_MARK
            | w::RIGHT_DOUBLE_QUOTATION_MARK
            | w::QUOTATION_MARK
            | w::LEFT_SINGLE_QUOTATION_MARK
            | w::RIGHT_SINGLE_QUOTATION_MARK
            | w::APOSTROPHE
    )
}

/// The end of the words before token `end`, without closing quotes.
fn trim_quotes(doc: &Document<'_>, mut end: usize) -> usize {
    while end > 0 && is_quote(doc.key(end - 1)) {
        end -= 1;
    }
    end
}

/// The end of a long form without the marks behind it.
fn trim_end(doc: &Document<'_>, start: usize, mut end: usize) -> usize {
    while end > start + 1 && doc.tokens()[end - 1].class() == Class::Mark {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> usize {
        let mut steps = 0;
        find(&Document::new(text), &Dictionary::builtin(), &mut steps);
        steps
    }

    #[test]
    fn hostile_brackets_cost_a_bounded_number_of_steps_each() {
        for unit in [
            "(",
            "((",
            "A(",
            "NLĐ (",
            "(NLĐ) ",
            "người lao động (NLĐ) ",
            "NLĐ (người lao động) ",
            "(A) (B) ",
            "gọi tắt là NLĐ ",
            "Cục (FBI) ",
            "một hai ba bốn (MHBB",
            "tắt tắt ",
        ] {
            let text = unit.repeat((1 << 18) / unit.len());
            let (once, twice) = (steps(&text), steps(&text.repeat(2)));
            assert!(twice <= 2 * once + 64, "{unit:?}: {once} steps for one text, {twice} for twice the text");
            // A bracket looks at most 24 tokens ahead and lays 14 letters over 44 words behind it, four times.
            let brackets = text.matches(['(', 'ắ']).count();
            assert!(once <= brackets * 4 * 14 * 44 + 64, "{unit:?}: {once} steps for {brackets} brackets");
        }
    }

    #[test]
    fn a_megabyte_of_brackets_is_read() {
        for unit in ["(", "A(", "NLĐ (", "người lao động (NLĐ) và NLĐ "] {
            let text = unit.repeat((1 << 20) / unit.len());
            let doc = Document::new(&text);
            let found = crate::Abbreviations::find(&doc, &Dictionary::builtin());
            assert!(found.definitions.len() <= text.len() / 20, "{unit:?}");
        }
    }
}
