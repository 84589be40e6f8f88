//! Years: `năm 2021`, `2021` in company, `năm ngoái`, decades and centuries.

use super::{Piece, Reader, numeric::is_year};
use crate::{
    fact::time::{
        point::{Point, Year},
        words,
    },
    lexicon::w,
    segment::{Case, Class},
};

impl Reader<'_> {
    /// The year in digits at `index`: four digits, or after `năm` three.
    pub(in crate::fact::time) fn year_number(&self, index: usize, named: bool) -> Option<(i32, usize)> {
        let (year, width) = self.digits(index)?;
        let fits = match width {
            4 => is_year(year),
            3 => named && (self.goes_on(index + 1) || self.common_era(index + 1)),
            // `sinh năm 85` is told by `year`; `năm 40 sau Công nguyên`
            1 | 2 => named && self.common_era(index + 1),
            _ => false,
        };
        let clear = self.near(index) && (self.closes(index + 1) || self.glued_year_range(index + 1));
        (fits && clear).then_some((year, index + 1))
    }

    /// Whether a glued dash or stroke and another year follow: `2016-2021`, `1992-93`.
    pub(in crate::fact::time) fn glued_year_range(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::SOLIDUS)
            && self.glued(index + 1)
            && self.digits(index + 1).is_some_and(|(_, width)| width == 4 || width == 2)
            && self.closes(index + 2)
    }

    /// What stands behind a month, a quarter, a season …: the year, by its number or from now, or nothing. The token after.
    pub(in crate::fact::time) fn year_behind(&self, index: usize, bare: bool) -> Option<(Year, usize)> {
        if !self.near(index) {
            return None;
        }
        // `tháng 9/2020`, `quý IV-2016`
        if matches!(self.key(index), w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP)
            && self.glued(index)
            && self.glued(index + 1)
        {
            return self
                .digits(index + 1)
                .filter(|&(year, width)| width == 4 && is_year(year) && self.closes(index + 2))
                .map(|(year, _)| (Year::Full(year), index + 2));
        }
        // `quý IV - 2016`
        if matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH) && !self.glued(index + 1) {
            return self
                .year_number(index + 1, false)
                .filter(|&(_, end)| bare && !self.glued(end) && self.goes_on(end))
                .map(|(year, end)| (Year::Full(year), end));
        }
        let at = if self.is(index, w::của) { index + 1 } else { index };
        if self.then(at, w::năm) {
            return self.year_after_nam(at);
        }
        if bare && at == index && self.class(index) == Some(Class::Digits) {
            return self
                .year_number(index, false)
                .filter(|&(year, end)| (1900..=2100).contains(&year) && !self.counts(end))
                .map(|(year, end)| (Year::Full(year), end));
        }
        None
    }

    /// The year behind the word `năm` at `index`.
    pub(in crate::fact::time) fn year_after_nam(&self, index: usize) -> Option<(Year, usize)> {
        if let Some((year, end)) = self.year_number(index + 1, true) {
            return Some((if self.before_common_era(end) { Year::Before } else { Year::Full(year) }, end));
        }
        if let Some((end, point)) = self.doc.phrase(&words::UNITS, index) {
            return point.year.map(|year| (year, end));
        }
        if let Some((end, cycle)) = self.doc.phrase(&words::CYCLE, index + 1)
            && self.near(index + 1)
        {
            return Some((Year::Cycle(*cycle), end));
        }
        // `năm một nghìn chín trăm bốn mươi lăm`
        let numeral =
            self.numbers.starting_at(index + 1).filter(|_| self.near(index + 1) && self.is_word(index + 1))?;
        let value = i32::try_from(numeral.value.decimal()?.trunc().mantissa()).ok()?;
        is_year(value).then_some((Year::Full(value), numeral.tokens.end))
    }

    /// `sau Công nguyên`, `trước Công nguyên` at `index`.
    fn common_era(&self, index: usize) -> bool {
        self.before_common_era(index)
            || self.then(index, w::scn)
            || self.then(index, w::sau) && self.is(index + 1, w::công) && self.is(index + 2, w::nguyên)
    }

    fn before_common_era(&self, index: usize) -> bool {
        self.then(index, w::tcn)
            || self.then(index, w::trước) && self.is(index + 1, w::công) && self.is(index + 2, w::nguyên)
    }

    /// A year with its naming word at `index`, a decade, or a year told from now.
    pub(in crate::fact::time) fn year(&self, index: usize) -> Option<Piece> {
        match self.key(index) {
            w::năm => {
                // `sinh năm 85`
                if self.before(index) == w::sinh
                    && self.near(index + 1)
                    && let Some((year @ 20..=99, 2)) = self.digits(index + 1)
                    && self.closes(index + 2)
                {
                    return Some(Piece {
                        start: index,
                        core: index + 1,
                        end: index + 2,
                        point: Point::of_year(1900 + year),
                    });
                }
                let (year, mut end) = self.year_after_nam(index)?;
                // `năm Đinh Dậu 2017`
                if let (Year::Cycle(_), Some((number, after))) = (year, self.year_number(end, false)) {
                    let point = Point::of_year(number);
                    return Some(Piece { start: index, core: index + 1, end: after, point });
                }
                if self.common_era(end) {
                    end += if matches!(self.key(end), w::tcn | w::scn) { 1 } else { 3 };
                }
                let lunar = matches!(year, Year::Cycle(_));
                let core = if matches!(year, Year::Shift(_)) { index } else { index + 1 };
                Some(Piece { start: index, core, end, point: Point { year: Some(year), lunar, ..Point::EMPTY } })
            }
            w::sn => {
                let at = index + 1 + usize::from(self.is(index + 1, w::COLON) || self.is(index + 1, w::FULL_STOP));
                let (year, end) = self.year_number(at, false)?;
                Some(Piece { start: at, core: at, end, point: Point::of_year(year) })
            }
            _ => None,
        }
    }

    /// `những năm 1990`, `thập niên 90`, `thập kỷ 90 của thế kỷ trước`.
    pub(in crate::fact::time) fn decade(&self, index: usize) -> Option<Piece> {
        let at = match (self.key(index), self.key(index + 1)) {
            (w::những, w::năm) | (w::thập, w::niên | w::kỷ | w::kỉ) => index + 2,
            _ => return None,
        };
        let (value, width) = self.digits(at).filter(|_| self.near(at))?;
        let mut end = at + 1;
        let mut year = match width {
            4 if is_year(value) && value % 10 == 0 => value,
            2 if value % 10 == 0 && value > 0 || value == 0 => 1900 + value,
            _ => return None,
        };
        if let Some((first, after)) = self.century_behind(end) {
            if let (2, Some(first)) = (width, first) {
                year = first + value;
            }
            end = after;
        }
        if !self.closes(at + 1) && !self.glued_year_range(at + 1) {
            return None;
        }
        Some(Piece { start: index, core: at, end, point: Point { year: Some(Year::Decade(year)), ..Point::EMPTY } })
    }

    /// The century behind a decade, which belongs to it: `của thế kỷ XX`. Its first year where told, and the token after.
    pub(in crate::fact::time) fn century_behind(&self, index: usize) -> Option<(Option<i32>, usize)> {
        if !self.near(index) {
            return None;
        }
        let century = self.century(index + usize::from(self.is(index, w::của)))?;
        let first = match century.point.year {
            Some(Year::Century(first)) => Some(first),
            _ => None,
        };
        Some((first, century.end))
    }

    /// The number of a century at `index`, and the token after.
    pub(in crate::fact::time) fn century_number(&self, index: usize) -> Option<(u8, usize)> {
        let number = match self.small_digits(index, 30).filter(|_| self.near(index)).or_else(|| self.roman(index, 30)) {
            Some(number) => (number, index + 1),
            None => self.small_words(index).filter(|_| self.near(index))?,
        };
        (number.0 > 0).then_some(number)
    }

    /// `thế kỷ XX`, `thế kỷ 21`, `thế kỷ thứ 7`.
    pub(in crate::fact::time) fn century(&self, index: usize) -> Option<Piece> {
        let named = self.is(index, w::thế) && matches!(self.key(index + 1), w::kỷ | w::kỉ);
        if !named || !self.near(index + 1) {
            return None;
        }
        let mut at = index + 2;
        if self.then(at, w::thứ) {
            at += 1;
        }
        let piece =
            |end, year| Some(Piece { start: index, core: at, end, point: Point { year: Some(year), ..Point::EMPTY } });
        match self.key(at) {
            _ if !self.near(at) => return None,
            w::này => return piece(at + 1, Year::CenturyShift(0)),
            w::trước if !self.is(at + 1, w::công) => return piece(at + 1, Year::CenturyShift(-1)),
            w::tới | w::sau => return piece(at + 1, Year::CenturyShift(1)),
            _ => {}
        }
        let (number, end) = self.century_number(at)?;
        if !self.closes(end) && !self.is(end, w::HYPHEN_MINUS) && !self.is(end, w::EN_DASH) {
            return None;
        }
        if self.before_common_era(end) {
            return piece(end + if self.is(end, w::tcn) { 1 } else { 3 }, Year::Before);
        }
        piece(end, Year::Century((i32::from(number) - 1) * 100))
    }

    /// A Roman numeral in capitals, at most `max`.
    pub(in crate::fact::time) fn roman(&self, index: usize, max: u8) -> Option<u8> {
        if !self.near(index) || self.case(index) != Case::Upper {
            return None;
        }
        let text = self.doc.text_of(index);
        if text.len() > 6 {
            return None;
        }
        let digit = |byte| match byte {
            b'I' => Some(1i32),
            b'V' => Some(5),
            b'X' => Some(10),
            _ => None,
        };
        let (mut total, mut last) = (0, 0);
        for byte in text.bytes().rev() {
            let value = digit(byte)?;
            total += if value < last { -value } else { value };
            last = last.max(value);
        }
        u8::try_from(total).ok().filter(|value| (1..=max).contains(value))
    }
}
