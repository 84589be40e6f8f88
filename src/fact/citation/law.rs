//! Laws, codes, ordinances, constitutions and treaties by name and year: `Luật Đất đai năm 2013`, `Bộ luật Hình sự 2015`,
//! `Công ước Liên hợp quốc về Luật Biển 1982`.
//!
//! The year must follow the name directly: in `Luật Đầu tư công … ngân sách nhà nước năm 2015` it belongs to something else.
//! `data/laws.tsv` shows where known names end; others are read word by word up to the year, and rejected at the first word that
//! cannot be in a name.

use super::{Parts, Reader};
use crate::{
    fact::{
        Draft, Kind, Value, amount,
        time::{Edtf, Grain, Time},
    },
    lexicon::{DocumentType, Key, LAWS, Naming, TYPE_WORDS, table_sets, w},
    protect::Shape,
    segment::{Case, Class, Gap},
};

/// The maximum number of words of a law's name: `Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam` has 20.
const LONGEST: usize = 24;

table_sets! {
    "citations.tsv":
    /// Words over which no name of a law continues.
    ENDS_NAME = "ends_name";
}

impl Reader<'_> {
    /// The law whose type word is at `start..after`, if a year, a date or a number comes after its name. The token after.
    pub(super) fn law(&self, start: usize, after: usize, kind: DocumentType, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = self.doc;
        let first = doc.tokens().get(after)?;
        if first.gap() > Gap::Space {
            return None;
        }
        let is_common = doc.token(start).case() == Case::Lower;
        if is_common && start > 0 && doc.is(start, w::luật) && matches!(doc.key(start - 1), w::pháp | w::kỷ | w::quân)
        {
            return None;
        }
        // `Luật sửa đổi, bổ sung một số điều của Luật …`: the amended law is the one that is named.
        if doc.is(after, w::sửa) {
            return None;
        }
        // `dự luật BLHS 2015`
        if self.is_code(after) {
            return None;
        }
        // A known name ends where the table says: in `Luật Đầu tư công và quyết toán … năm 2015` the year belongs to something else.
        if let Some((end, ())) = doc.phrase(&LAWS, after) {
            return self.law_end(start, self.amended(end), kind, out);
        }
        let is_treaty = kind.naming == Naming::Treaty;
        // A year right after the type word: `Hiến pháp 2013`, `Công ước 1982`.
        if is_treaty
            && !is_common | (kind.code == Some("HP"))
            && let Some(end) = self.law_end(start, after, kind, out)
        {
            return Some(end);
        }
        if !(first.is_capitalised() || is_treaty && !is_common) {
            return None;
        }
        let mut at = after;
        while at - after < LONGEST {
            let token = doc.tokens().get(at)?;
            if token.gap() > Gap::Space
                || token.class() != Class::Word && !matches!(token.key(), w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND)
                || ends_name(token.key(), is_treaty)
                || !is_treaty && token.key() == w::luật && !doc.is(at - 1, w::pháp)
            {
                return None;
            }
            at += 1;
            if let Some(end) = self.law_end(start, self.amended(at), kind, out) {
                return Some(end);
            }
        }
        None
    }

    /// The code whose short form is at `start`, if its year or number comes right after it: `BLHS 1999`, `BLDS năm 2015`.
    pub(super) fn code(&self, start: usize, after: usize, kind: DocumentType, out: &mut Vec<Draft>) -> Option<usize> {
        self.law_end(start, self.amended(after), kind, out)
    }

    /// Whether the short form of a code is at `at`.
    fn is_code(&self, at: usize) -> bool {
        self.doc.phrase(&TYPE_WORDS, at).is_some_and(|(_, kind)| kind.naming == Naming::Code)
    }

    /// Passes over `(sửa đổi)`, `(sửa đổi, bổ sung)`, or the short form (`(UNCLOS)`, `(BLHS)`) after a name. Without brackets the year is that
    /// of the amendment: `Bộ luật Lao động sửa đổi năm 2017`.
    fn amended(&self, at: usize) -> usize {
        let doc = self.doc;
        let is_short_form =
            doc.tokens().get(at + 1).is_some_and(|token| token.case() == Case::Upper || token.case() == Case::Mixed);
        if doc.is(at, w::LEFT_PARENTHESIS) && is_short_form && doc.is(at + 2, w::RIGHT_PARENTHESIS) {
            return at + 3;
        }
        let mut end = at + 1;
        if !(doc.is(at, w::LEFT_PARENTHESIS) && doc.is(end, w::sửa) && doc.is(end + 1, w::đổi)) {
            return at;
        }
        end += 2;
        let comma = usize::from(doc.is(end, w::COMMA));
        if doc.is(end + comma, w::bổ) && doc.is(end + comma + 1, w::sung) {
            end += comma + 2;
        }
        if doc.is(end, w::RIGHT_PARENTHESIS) { end + 1 } else { at }
    }

    /// The end of the citation if a number, a date or a year is at `at`, right after the name.
    fn law_end(&self, start: usize, at: usize, kind: DocumentType, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = self.doc;
        if doc.tokens().get(at)?.gap() > Gap::Space {
            return None;
        }
        // `Luật Đất đai các năm 1993, 2003 và 2013`
        let at = at + usize::from(doc.is(at, w::các) && doc.is(at + 1, w::năm));
        let mut parts = Parts::default();
        let number = at + usize::from(doc.is(at, w::số));
        if matches!(doc.tokens().get(number).map(|token| token.class()), Some(Class::Protected(Shape::DocumentNumber)))
        {
            let end = self.parts(at, false, &mut parts);
            self.push(start..end, kind.code, parts, out);
            return Some(end);
        }
        if let Some((tokens, date)) = self.date(at) {
            // A date without its year dates something else.
            if !date.to_string().starts_with(|c: char| c.is_ascii_digit()) || doc.is(at, w::tháng) {
                return None;
            }
            let end = tokens.end;
            parts.date = Some(*date);
            self.push(start..end, kind.code, parts, out);
            return Some(self.further_years(at, end, kind, out));
        }
        let year = at + usize::from(doc.is(at, w::năm));
        let end = self.year_end(year)?;
        let date = Edtf::from_year(doc.text_of(year).parse().ok()?);
        parts.date = Some(date);
        self.push(start..end, kind.code, parts, out);
        // The time stage does not know laws in lower case, so it reads the year as a date, unless it begins a range (`năm 2009 đến nay`).
        if !self.found.is_free(at..end) {
            return Some(end);
        }
        out.push(Draft {
            kind: Kind::Date,
            tokens: at..end,
            core: year..end,
            value: Value::Time(Time { edtf: Some(date), grain: Grain::Year, calendar: None, unresolved: None }),
            rule: "date.law",
        });
        Some(end)
    }

    /// The further years of a law whose first year is at `first..end`, each a citation of its own: `Luật Đấu thầu 2005 và 2013`,
    /// `Hiến pháp 1946, 1959, 1980`. The token after the last.
    fn further_years(&self, first: usize, end: usize, kind: DocumentType, out: &mut Vec<Draft>) -> usize {
        let doc = self.doc;
        let (mut last, mut bound) = (end, false);
        let mut years = Vec::new();
        for _ in 0..8 {
            let and = last + usize::from(doc.is(last, w::COMMA));
            let at = and + usize::from(doc.is(and, w::và));
            let Some((tokens, date)) = (at > last).then(|| self.date(at)).flatten() else { break };
            // A year with its own `năm` belongs to something else, unless it is joined by `và` to one that has it too.
            let is_year = self.year_end(tokens.end - 1) == Some(tokens.end) && tokens.len() <= 2;
            let stray = doc.is(at, w::năm) && !(doc.is(first, w::năm) && at > and);
            if !is_year || stray || !(self.is_closed(tokens.end) || amount::ends_phrase(doc, tokens.end)) {
                break;
            }
            bound |= at > and;
            years.push((tokens.clone(), *date));
            last = tokens.end;
        }
        if !bound && years.len() < 2 {
            return end;
        }
        for (tokens, date) in years {
            self.push(tokens, kind.code, Parts { date: Some(date), ..Parts::default() }, out);
        }
        last
    }

    /// The token after a bare year at `at` that is not part of a range, a date or a longer number.
    fn year_end(&self, at: usize) -> Option<usize> {
        let token = self.doc.tokens().get(at)?;
        let is_year = token.class() == Class::Digits
            && ("1800".."2100").contains(&self.doc.text_of(at))
            && token.span().len() == 4;
        let goes_on = |at: usize| self.doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits);
        let is_cut = matches!(self.doc.key(at + 1), w::HYPHEN_MINUS | w::EN_DASH | w::SOLIDUS) && goes_on(at + 2)
            || matches!(self.doc.key(at + 1), w::FULL_STOP | w::COMMA)
                && goes_on(at + 2)
                && self.doc.token(at + 2).is_glued();
        (is_year && !is_cut).then_some(at + 1)
    }
}

/// Whether no name continues over this word.
fn ends_name(key: Key, is_treaty: bool) -> bool {
    match key {
        w::của | w::về | w::với => !is_treaty,
        _ => ENDS_NAME.has(key),
    }
}
