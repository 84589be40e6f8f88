//! Years: `năm 2021`, `2021` in context, `năm ngoái`, decades and centuries.

use super::{Piece, Reader, numeric::is_year};
use crate::{
    fact::time::{
        point::{Point, Year},
        words,
    },
    lexicon::{table_sets, w},
    number::in_words,
    segment::{Case, Class},
};

table_sets! {
    "times.tsv":
    /// What comes before a year of two digits.
    BEFORE_SHORT_YEAR = "before_short_year";
    /// Words after `năm qua` that make a clause of it: `năm qua đi`.
    PASSING = "passing";
}

impl Reader<'_> {
    /// The year in digits at `index`: four digits, or after `năm` three; before the Common Era any, which are then counted down from 0
    /// with their `trước Công nguyên` (`208 TCN` is −207).
    pub(in crate::fact::time) fn year_number(&self, index: usize, named: bool) -> Option<(i32, usize)> {
        let (year, width) = self.digits(index)?;
        if let Some(end) = self.before_common_era(index + 1)
            && self.near(index)
            && year > 0
        {
            return Some((1 - year, end));
        }
        let fits = match width {
            4 => is_year(year),
            3 => named && (self.goes_on(index + 1) || self.common_era(index + 1).is_some()),
            // `sinh năm 85` is read by `year`; `năm 40 sau Công nguyên`
            1 | 2 => named && self.common_era(index + 1).is_some(),
            _ => false,
        };
        let clear = self.near(index)
            && (self.closes(index + 1) || self.glued_year_range(index + 1) || self.glued_day(index + 1));
        (fits && clear).then_some((year, index + 1))
    }

    /// Whether a glued dash and a day with its month in words follow: `2024–5 tháng 1`.
    fn glued_day(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH)
            && self.small_digits(index + 1, 31).is_some()
            && self.then(index + 2, w::tháng)
    }

    /// Whether a glued dash or stroke and another year follow: `2016-2021`, `1992-93`.
    pub(in crate::fact::time) fn glued_year_range(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::SOLIDUS)
            && self.glued(index + 1)
            && self.digits(index + 1).is_some_and(|(_, width)| width == 4 || width == 2)
            && self.closes(index + 2)
    }

    /// What comes after a month, a quarter, a season …: the year, by its number or from now, or nothing. The token after.
    pub(in crate::fact::time) fn year_after(&self, index: usize, bare: bool) -> Option<(Year, usize)> {
        if !self.near(index) {
            return None;
        }
        // `tháng 9/2020`, `quý IV-2016`, `tháng 6 /2017`
        if matches!(self.key(index), w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP)
            && (self.glued(index) || self.is(index, w::SOLIDUS))
            && self.glued(index + 1)
        {
            return self
                .digits(index + 1)
                .filter(|&(year, width)| {
                    width == 4 && is_year(year) && (self.closes(index + 2) || self.range_follows(index + 2))
                })
                .map(|(year, _)| (Year::Full(year), index + 2));
        }
        // `quý IV - 2016`
        if matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH) && !self.glued(index + 1) {
            return self
                .year_number(index + 1, false)
                .filter(|&(_, end)| bare && self.closes(end) && self.goes_on(end))
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

    /// The year after the word `năm` at `index`, also of `năm tài chính 2016`.
    pub(in crate::fact::time) fn year_after_nam(&self, index: usize) -> Option<(Year, usize)> {
        if let Some((year, end)) = self.year_number(index + 1, true) {
            return Some((Year::Full(year), end));
        }
        if self.then(index + 1, w::tài) && self.then(index + 2, w::chính) {
            return self.year_number(index + 3, false).map(|(year, end)| (Year::Full(year), end));
        }
        if let Some((end, point)) = self.doc.phrase(&words::UNITS, index) {
            return point.year.map(|year| (year, end));
        }
        if let Some((end, cycle)) = self.doc.phrase(&words::CYCLE, index + 1)
            && self.near(index + 1)
        {
            return Some((Year::Cycle(*cycle), end));
        }
        self.year_in_words(index + 1).map(|(year, end)| (Year::Full(year), end))
    }

    /// A year in words at `index`: `một nghìn chín trăm bốn mươi lăm`, `hai nghìn không trăm hai mươi tư`, `một chín bốn lăm`.
    fn year_in_words(&self, index: usize) -> Option<(i32, usize)> {
        if !self.near(index) || !self.is_word(index) {
            return None;
        }
        if let Some(year) = self.year_by_digits(index) {
            return Some((year, index + 4));
        }
        if let Some(year) = self.year_by_halves(index) {
            return Some(year);
        }
        // Not from the document's numerals: there, `năm hai nghìn …` is one number that begins with a five.
        words::unit_of(self.key(index))?;
        let numeral = in_words(self.doc, index)?;
        let value = i32::try_from(numeral.value.decimal()?.trunc().mantissa()).ok()?;
        let end = numeral.tokens.end;
        // A round thousand is more likely a count.
        (is_year(value) && (value % 100 != 0 || self.goes_on(end))).then_some((value, end))
    }

    /// A year whose century is said digit by digit, and what follows it as one number: `một chín bảy mươi lăm`, `hai không mười chín`.
    fn year_by_halves(&self, index: usize) -> Option<(i32, usize)> {
        let century = match (self.key(index), self.key(index + 1)) {
            (w::một, w::chín) => 1900,
            (w::hai, w::không) => 2000,
            _ => return None,
        };
        let numeral = in_words(self.doc, index + 2).filter(|_| self.near(index + 1) && self.near(index + 2))?;
        let rest = i32::try_from(numeral.value.decimal()?.trunc().mantissa()).ok()?;
        (10..100).contains(&rest).then_some((century + rest, numeral.tokens.end))
    }

    /// A year whose four digits are said one by one.
    fn year_by_digits(&self, index: usize) -> Option<i32> {
        let digit = |at: usize| match self.key(at) {
            _ if !self.near(at) => None,
            w::không => Some(0),
            w::mốt => Some(1),
            w::tư => Some(4),
            w::lăm | w::nhăm => Some(5),
            key => words::unit_of(key),
        };
        let year = (index..index + 4).try_fold(0, |year, at| Some(year * 10 + i32::from(digit(at)?)))?;
        (is_year(year) && digit(index + 4).is_none()).then_some(year)
    }

    /// Two years of the Common Era that say so, after which they may have fewer than four digits: `780-1180 sau Công nguyên`.
    pub(in crate::fact::time) fn pair_of_common_era(&self, index: usize) -> Option<(i32, i32, usize)> {
        let (first, _) = self.digits(index).filter(|_| self.opens(index))?;
        let dash = matches!(self.key(index + 1), w::HYPHEN_MINUS | w::EN_DASH | w::đến) && self.near(index + 1);
        let (last, _) = self.digits(index + 2).filter(|_| dash && self.near(index + 2))?;
        let end = self.common_era(index + 3)?;
        (0 < first && first < last).then_some((first, last, end))
    }

    /// `sau Công nguyên`, `SCN` at `index`: the token after.
    pub(in crate::fact::time) fn common_era(&self, index: usize) -> Option<usize> {
        match self.key(index) {
            _ if !self.near(index) => None,
            w::scn => Some(index + 1),
            w::sau => self.era_after(index + 1),
            _ => None,
        }
    }

    /// `trước Công nguyên`, `trước CN`, `TCN` at `index`: the token after.
    pub(in crate::fact::time) fn before_common_era(&self, index: usize) -> Option<usize> {
        match self.key(index) {
            _ if !self.near(index) => None,
            w::tcn => Some(index + 1),
            w::trước => self.era_after(index + 1),
            _ => None,
        }
    }

    fn era_after(&self, index: usize) -> Option<usize> {
        match self.key(index) {
            w::công if self.then(index + 1, w::nguyên) => Some(index + 2),
            w::cn if self.case(index) == Case::Upper && self.near(index) => Some(index + 1),
            _ => None,
        }
    }

    /// A year with its naming word at `index`, a decade, or a year told from now.
    pub(in crate::fact::time) fn year(&self, index: usize) -> Option<Piece> {
        match self.key(index) {
            w::năm => {
                if let Some(year) = self.short_year(index) {
                    let point = Point::of_year(year);
                    return Some(Piece { start: index, core: index + 1, end: index + 2, point });
                }
                let (year, mut end) = self.year_after_nam(index)?;
                // `năm Đinh Dậu 2017`
                if let (Year::Cycle(_), Some((number, after))) = (year, self.year_number(end, false)) {
                    let point = Point::of_year(number);
                    return Some(Piece { start: index, core: index + 1, end: after, point });
                }
                if let Some(after) = self.common_era(end) {
                    end = after;
                }
                let lunar = matches!(year, Year::Cycle(_));
                let core = match year {
                    Year::Shift(_) => index,
                    _ if self.is(index + 1, w::tài) => index + 3,
                    _ => index + 1,
                };
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

    /// The year of two digits after the `năm` at `index`: `sinh năm 85`, `từ năm 70`. Without `sinh` only one of the later half of its
    /// century, after a word that leads to a time; the first years of our era are told with theirs.
    fn short_year(&self, index: usize) -> Option<i32> {
        let (year, 2) = self.digits(index + 1)? else { return None };
        if !self.near(index + 1) || !self.closes(index + 2) {
            return None;
        }
        let fits = match self.before(index) {
            w::sinh => year >= 20,
            key => {
                year >= 50
                    && BEFORE_SHORT_YEAR.has(key)
                    && self.common_era(index + 2).is_none()
                    && self.goes_on(index + 2)
            }
        };
        fits.then_some(1900 + year)
    }

    /// Whether `năm qua` that ends before `end` is a clause, or half of `từ năm qua năm`.
    pub(super) fn is_passing(&self, index: usize, end: usize) -> bool {
        self.is(index, w::năm)
            && end == index + 2
            && self.is(index + 1, w::qua)
            && self.near(end)
            && (self.is(end, w::năm) || PASSING.has(self.key(end)))
    }

    /// Whether `cuối`, `đầu` or `giữa` is at `index`, before a number: the part of a decade that is meant.
    pub(in crate::fact::time) fn edge_of_decade(&self, index: usize) -> bool {
        matches!(self.key(index), w::đầu | w::giữa | w::cuối)
            && self.near(index)
            && self.near(index + 1)
            && self.digits(index + 1).is_some_and(|(value, width)| matches!(width, 2 | 4) && value % 10 == 0)
    }

    /// `những năm 1990`, `những năm cuối 80`, `thập niên 90`, `thập kỷ 90 của thế kỷ trước`.
    pub(in crate::fact::time) fn decade(&self, index: usize) -> Option<Piece> {
        let at = match (self.key(index), self.key(index + 1)) {
            (w::những, w::năm) => index + 2 + usize::from(self.edge_of_decade(index + 2)),
            (w::thập, w::niên | w::kỷ | w::kỉ) => index + 2,
            _ => return None,
        };
        // `những năm đầu 20 tuổi`
        if at > index + 2 && (self.counts(at + 1) || self.then(at + 1, w::tuổi)) {
            return None;
        }
        let (value, width) = self.digits(at).filter(|_| self.near(at))?;
        let mut end = at + 1;
        let mut year = match width {
            4 if is_year(value) && value % 10 == 0 => value,
            2 if value % 10 == 0 && value > 0 || value == 0 => 1900 + value,
            _ => return None,
        };
        if let Some((first, after)) = self.century_after(end) {
            if let (2, Some(first)) = (width, first) {
                year = first + value;
            }
            end = after;
        }
        if !self.closes(at + 1) && !self.glued_year_range(at + 1) {
            return None;
        }
        // `những năm 1970-1975` are those six years.
        let dash = matches!(self.key(at + 1), w::HYPHEN_MINUS | w::EN_DASH) && self.near(at + 2);
        if dash && self.digits(at + 2).is_some_and(|(last, width)| width == 4 && last > year && last % 10 != 0) {
            return None;
        }
        Some(Piece { start: index, core: at, end, point: Point { year: Some(Year::Decade(year)), ..Point::EMPTY } })
    }

    /// The century after a decade, which belongs to it: `của thế kỷ XX`. Its first year where told, and the token after.
    pub(in crate::fact::time) fn century_after(&self, index: usize) -> Option<(Option<i32>, usize)> {
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
        // `nửa thế kỷ trước`, `hơn một thế kỷ sau` are durations.
        // The number of a decade is no count of centuries: `những năm 60 thế kỷ trước`.
        let counts = |from: usize| {
            !matches!(
                self.before(from),
                w::năm | w::niên | w::kỷ | w::kỉ | w::HYPHEN_MINUS | w::EN_DASH | w::đến | w::và | w::COMMA
            )
        };
        let counted = self.before(index) == w::nửa
            || self.near(index) && self.numbers.ending_at(index).is_some_and(|numeral| counts(numeral.tokens.start));
        let piece =
            |end, year| Some(Piece { start: index, core: at, end, point: Point { year: Some(year), ..Point::EMPTY } });
        match self.key(at) {
            _ if !self.near(at) => return None,
            w::này | w::trước | w::tới | w::sau if counted => return None,
            w::này => return piece(at + 1, Year::CenturyShift(0)),
            w::trước if !self.is(at + 1, w::công) => return piece(at + 1, Year::CenturyShift(-1)),
            w::tới | w::sau => return piece(at + 1, Year::CenturyShift(1)),
            _ => {}
        }
        let (number, end) = self.century_number(at)?;
        if !self.closes(end) && !self.is(end, w::HYPHEN_MINUS) && !self.is(end, w::EN_DASH) {
            return None;
        }
        if let Some(after) = self.before_common_era(end) {
            return piece(after, Year::Before);
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
