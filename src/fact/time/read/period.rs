//! Periods longer than a day: months, spans of months, weeks; quarters, halves and seasons are in `part`, years in `year`.

use super::{Piece, Reader, numeric::is_year};
use crate::{
    fact::time::{
        point::{Day, Part, Point, Week, Year},
        words,
    },
    lexicon::{Key, table_sets, w},
    number::Decimal,
    segment::{Case, Class},
};

impl Reader<'_> {
    /// The week, month, quarter, half, season, year, decade or century at `index`.
    pub(in crate::fact::time) fn period(&self, index: usize) -> Option<Piece> {
        if let Some((end, point)) = self.doc.phrase(&words::UNITS, index) {
            let plain = Piece { start: index, core: index, end, point: *point };
            return self.is_relative(index, end).then_some(plain);
        }
        match self.key(index) {
            w::tháng | w::thg => self.month(index),
            w::quý | w::quí => self.quarter(index),
            w::nửa => self.half(index),
            w::bán => self.half_year(index),
            w::mùa => self.season(index),
            w::xuân | w::hạ | w::hè | w::thu | w::đông => self.short_season(index),
            w::tuần => self.week(index),
            w::thế => self.century(index),
            w::thập | w::những => self.decade(index),
            w::năm | w::sn => self.year(index).or_else(|| self.five_months(index)),
            _ => match self.class(index)? {
                Class::Digits => self.in_digits(index),
                Class::Word => self.parts_of_year(index),
                _ => None,
            },
        }
    }

    /// Whether a phrase such as `tháng sau` is a time and not the start of another phrase: `năm sau đó`, `tháng qua` of `3 tháng qua`.
    fn is_relative(&self, index: usize, end: usize) -> bool {
        if !self.near(index) {
            return true;
        }
        let last = index.checked_sub(1);
        let counted = last.is_some_and(|last| {
            self.class(last) == Some(Class::Digits) || self.is_word(last) && self.numbers.ending_at(index).is_some()
        });
        !(counted
            // `ở tuổi tứ tuần này`
            || self.is(index, w::tuần) && self.doc.ends_compound(index)
            || QUANTIFYING.has(self.before(index))
            // `500.000 bảng/tuần sau thuế`: what the slash leads to is for how long.
            || self.before(index) == w::SOLIDUS
                && self.is_word(index.wrapping_sub(2))
                && !matches!(self.key(index.wrapping_sub(2)), w::này | w::nay | w::trước | w::qua | w::ngoái)
            || self.is_until_now(end)
            || self.is_passing(index, end)
            || self.is_comparison(index, end)
            // `tuần này qua tuần khác`
            || self.is(end.wrapping_sub(1), w::này)
                && matches!(self.key(end), w::qua | w::sang | w::đến)
                && self.is(end + 1, self.key(index))
                && self.is(end + 2, w::khác)
            || self.is(index, w::quý) && PRECIOUS.has(self.before(index))
            // `sang năm 2016`
            || self.is(index, w::sang) && self.class(end) == Some(Class::Digits)
            || self.is(end.wrapping_sub(1), w::sau) && self.near(end) && matches!(self.key(end), w::đó | w::khi))
    }

    /// Whether `tới` that ends before `end` is a part of `tới nay`, `tới giờ`: `từ đầu năm tới nay`.
    fn is_until_now(&self, end: usize) -> bool {
        let now = || {
            self.then(end, w::nay)
                || self.then(end, w::giờ) && self.class(end + 1) != Some(Class::Digits)
                || self.then(end, w::bây) && self.then(end + 1, w::giờ)
        };
        self.is(end.wrapping_sub(1), w::tới) && now()
    }

    /// Whether the phrase `index..end` is half of a comparison that holds for any month: `tháng sau cao hơn tháng trước`.
    fn is_comparison(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 6;
        let unit = self.key(index);
        let sentence = self.doc.sentence_of(index);
        match self.key(end - 1) {
            w::sau if end == index + 2 => {
                let last = sentence.end.min(end + REACH);
                (end..last).any(|at| self.is(at, unit) && self.is(at + 1, w::trước))
                    && (end..last).any(|at| self.is(at, w::hơn))
            }
            w::trước if end == index + 2 => {
                let first = sentence.start.max(index.saturating_sub(REACH + 2));
                (first..index).any(|at| self.is(at, unit) && self.is(at + 1, w::sau))
                    && (first..index).any(|at| self.is(at, w::hơn))
            }
            _ => false,
        }
    }

    /// Whether the number before the unit at `index` counts the members of the list after it: `hai tháng 7 và 8`, `3 tháng 7, 8, 9`.
    fn counts_list(&self, index: usize) -> bool {
        const MOST: i64 = 6;
        let Some(count) = self.numbers.ending_at(index).and_then(|numeral| numeral.value.decimal()) else {
            return false;
        };
        let Some(count) = (2..=MOST).find(|&value| Decimal::from(value) == count) else { return false };
        let mut at = index + 1;
        for member in 1..=count {
            if !self.near(at) || self.small_digits(at, 12).is_none() {
                return false;
            }
            at += 1;
            if member < count {
                at += usize::from(self.then(at, w::COMMA) && self.then(at + 1, w::và));
                if !matches!(self.key(at), w::COMMA | w::và) {
                    return false;
                }
                at += 1;
            }
        }
        !self.counts(at)
    }

    /// Whether a score stands before `index`: the `0` of `1-0 tháng 6 năm 1997` counts no months.
    fn ends_score(&self, index: usize) -> bool {
        let score = index.checked_sub(3).filter(|_| self.glued(index - 1) && self.glued(index - 2));
        let dash = matches!(self.key(index.wrapping_sub(2)), w::HYPHEN_MINUS | w::EN_DASH);
        let goals = |at: usize| self.small_digits(at, 20);
        dash && score.is_some_and(|first| goals(first).zip(goals(first + 2)).is_some_and(|(first, last)| first >= last))
    }

    /// Whether a number with a bound before it counts the months at `index`: `hơn 1 tháng cuối năm 2014`.
    fn is_more_than_one(&self, index: usize) -> bool {
        self.near(index)
            && self.numbers.ending_at(index).is_some_and(|one| {
                matches!(self.before(one.tokens.start), w::hơn | w::gần | w::khoảng | w::chừng | w::ngót)
            })
    }

    fn month(&self, index: usize) -> Option<Piece> {
        // `một tháng 5 lần`, `6 tháng 2017`: the number before it counts months.
        let digits = self.class(index + 1) == Some(Class::Digits);
        let counted = digits && self.near(index) && self.numbers.ending_at(index).is_some() && !self.ends_score(index);
        if counted && !self.counts_list(index) {
            return None;
        }
        let at = index + 1;
        if self.is(at, w::đầu) || self.is(at, w::cuối) {
            // `những tháng đầu năm` is no single month, `hơn 1 tháng cuối năm` a length.
            if words::is_several(self.before(index)) || self.is_more_than_one(index) {
                return None;
            }
            return self.edge_month(index);
        }
        // `tháng 12/2016`, `tháng 12-2016`, `tháng 9.2016`
        let (month, mut end, lunar) = match self.month_name(at) {
            Some(name) => name,
            // `2 tháng 7,8/2017`
            None if counted => (self.small_digits(at, 12)?, at + 1, false),
            None => return None,
        };
        if self.counts(end) || self.before(index) == w::mỗi {
            return None;
        }
        // `Cách mạng Tháng Tám` and the streets, squares and factories called after it.
        if self.case(index) == Case::Title && self.case(at) == Case::Title && !lunar && !self.doc.starts_sentence(index)
        {
            return None;
        }
        let lunar = lunar && !self.is_transfer(index);
        let leap = self.then(end, w::nhuận);
        end += usize::from(leap);
        let mut point = Point { lunar: lunar || leap, leap, ..Point::of_month(month) };
        if let Some((year, after)) = self.year_after(end, true) {
            point.year = Some(year);
            point.lunar |= matches!(year, Year::Cycle(_));
            end = after;
        } else if self.then(end, w::COMMA)
            && self.then(end + 1, w::năm)
            && let Some((year @ Year::Full(_), after)) = self.year_after_nam(end + 1)
        {
            point.year = Some(year);
            end = after;
        }
        if let Some(after) = self.lunar_mark(end) {
            point.lunar = true;
            end = after;
        }
        Some(Piece { start: index, core: at, end, point })
    }

    /// Whether the month at `index` is that in which players change clubs, by the civil calendar: `kỳ chuyển nhượng tháng Giêng`.
    fn is_transfer(&self, index: usize) -> bool {
        const REACH: usize = 8;
        self.is(index + 1, w::giêng)
            && (self.doc.sentence_of(index).start.max(index.saturating_sub(REACH))..index)
                .any(|at| self.is(at, w::chuyển) && self.is(at + 1, w::nhượng))
    }

    /// `tháng đầu tiên của năm 2017`, `tháng cuối cùng của năm`.
    fn edge_month(&self, index: usize) -> Option<Piece> {
        let first = self.is(index + 1, w::đầu);
        let mut at = index + 2;
        if self.then(at, if first { w::tiên } else { w::cùng }) {
            at += 1;
        }
        if self.then(at, w::của) {
            at += 1;
        }
        let (year, end) = match self.year_after(at, true) {
            Some((year, end)) => (Some(year), end),
            None if self.then(at, w::năm) => (None, at + 1),
            None => return None,
        };
        let point = Point { year, ..Point::of_month(if first { 1 } else { 12 }) };
        Some(Piece { start: index, core: index, end, point })
    }

    /// `tuần đầu tiên của tháng 9 năm 2017`, `tuần thứ 2 của tháng 3`, `tuần cuối tháng 6`.
    fn week(&self, index: usize) -> Option<Piece> {
        let (nth, mut at) = match self.key(index + 1) {
            w::đầu => (1, index + 2 + usize::from(self.then(index + 2, w::tiên))),
            w::thứ => self.small(index + 2, 5)?,
            _ => return None,
        };
        if self.then(at, w::của) {
            at += 1;
        }
        if !self.then(at, w::tháng) {
            return None;
        }
        let month = self.month(at)?;
        let point = Point { week: Some(Week::Nth(nth)), ..month.point };
        Some(Piece { start: index, core: index, end: month.end, point })
    }

    /// Whether a bare year ends the name of a law: `Luật Đấu thầu 2013`, `Bộ luật Hình sự 2015`, `Hiến pháp 2013`.
    fn names_law(&self, index: usize) -> bool {
        const LONGEST: usize = 12;
        for at in (index.saturating_sub(LONGEST)..index).rev() {
            if !self.near(at + 1) || !self.is_word(at) && !self.is(at, w::COMMA) {
                return false;
            }
            let code = self.is(at, w::luật) && (self.case(at) != Case::Lower || self.before(at) == w::bộ);
            if code
                || matches!(self.key(at), w::pháp)
                    && matches!(self.before(at), w::hiến)
                    && self.case(at - 1) != Case::Lower
            {
                return true;
            }
        }
        false
    }

    /// A span of months or quarters, `12-2016` or `2016`, in digits without a naming word before it.
    pub(super) fn in_digits(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.parts_of_year(index).or_else(|| self.letter_quarter(index)) {
            return Some(piece);
        }
        if let Some(numeric) = self.numeric(index, false)
            && numeric.point.day.is_none()
            && (MONTH_CUES.has(self.before(index))
                || self.before(index) == w::LEFT_PARENTHESIS
                || self.is_term(index)
                || self.month_range_follows(numeric.end))
        {
            return Some(Piece { start: index, core: index, end: numeric.end, point: numeric.point });
        }
        // `2015 là năm …`, `2016 cũng là năm …`
        let is = index + 1 + usize::from(matches!(self.key(index + 1), w::cũng | w::vẫn | w::sẽ));
        if let Some((year, 4)) = self.digits(index)
            && self.then(is, w::là)
            && self.then(is + 1, w::năm)
            && is_year(year)
            && (self.doc.starts_sentence(index) || is > index + 1 && self.before(index) == w::COMMA)
        {
            return Some(Piece { start: index, core: index, end: index + 1, point: Point::of_year(year) });
        }
        let (year, end) = self.year_number(index, false)?;
        let cued = match self.before(index) {
            w::đến | w::tới | w::từ | w::hơn => false,
            _ if year <= 0 => true,
            // `“Finding Nemo” (2003)`
            w::LEFT_PARENTHESIS => self.closes_years(end),
            // `(sửa đổi 2018)`, `(sửa đổi, bổ sung 2017)`
            w::đổi | w::sung => {
                self.is(end, w::RIGHT_PARENTHESIS)
                    && (2..=5).any(|back| index.checked_sub(back).is_some_and(|at| self.is(at, w::sửa)))
            }
            // `Năm xuất bản: 2016`
            w::COLON => {
                (2..5).any(|back| index.checked_sub(back).is_some_and(|at| self.is(at, w::năm) && self.near(at + 1)))
            }
            // `trong 2016, …`
            w::trong => self.ends_clause(end) && self.near(index),
            key => (words::YEAR_CUES.has(key) || self.is_planned(index)) && self.goes_on(end) || self.names_law(index),
        };
        (cued && self.opens(index) && (year >= 1800 || year <= 0)).then_some(Piece {
            start: index,
            core: index,
            end,
            point: Point::of_year(year),
        })
    }

    /// Whether a bracket that began with a year closes at `at`, with nothing but further years in it: `(2007, 2013 và 2015)`.
    fn closes_years(&self, mut at: usize) -> bool {
        const LONGEST: usize = 16;
        for _ in 0..LONGEST {
            let next = match self.key(at) {
                w::RIGHT_PARENTHESIS => return true,
                w::COMMA | w::SEMICOLON | w::và => at + 1,
                _ => return false,
            };
            let Some((_, end)) = self.year_number(next, false) else { return false };
            at = end;
        }
        false
    }

    /// Whether the words before a year name what is told by the year: `so với thực hiện 2014`, `ngân sách Nhà nước 2015`, `mùa giải 2017`,
    /// `thời điểm 2015`, `năm mới 2017`.
    fn is_planned(&self, index: usize) -> bool {
        let back = |by: usize| index.checked_sub(by).map_or(Key::NONE, |at| self.key(at));
        self.near(index)
            && match (back(2), back(1)) {
                (w::thực, w::hiện)
                | (w::ngân, w::sách)
                | (w::thời, w::điểm)
                | (w::mùa, w::giải | w::vụ | w::bóng)
                | (w::niên, w::vụ | w::độ)
                | (w::năm, w::mới)
                | (w::kế, w::hoạch)
                | (w::giai, w::đoạn) => true,
                (w::nhà, w::nước) => (back(4), back(3)) == (w::ngân, w::sách),
                // `bầu cử Mỹ 2016`, `bầu cử tổng thống Mỹ 2016`
                _ => (2..=ELECTION)
                    .any(|by| (back(by), back(by - 1)) == (w::bầu, w::cử) && self.are_words(index - by, index)),
            }
    }

    /// Whether nothing but words of one line stands from token `from` to token `to`.
    fn are_words(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.is_word(at)) && (from + 1..to).all(|at| self.near(at))
    }

    /// Whether the word before a month in digits tells a term or a moment: `hết hạn 11/2025`, `tính đến thời điểm 1/2017`.
    fn is_term(&self, index: usize) -> bool {
        let back = |by: usize| index.checked_sub(by).map_or(Key::NONE, |at| self.key(at));
        match self.before(index) {
            w::hạn => true,
            w::điểm => back(2) == w::thời,
            w::gian => back(2) == w::thời,
            w::COLON => matches!(back(2), w::hạn | w::gian | w::điểm),
            _ => false,
        }
    }

    /// Whether a dash or `đến` and another month with its year follow a month in digits: `3/2021 - 12/2023`, `1/1980-3/1983`.
    fn month_range_follows(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::đến | w::tới)
            && self.near(index)
            && self.near(index + 1)
            && self
                .numeric(index + 1 + usize::from(self.is(index + 1, w::tháng)), true)
                .is_some_and(|second| second.point.day.is_none() && second.separator == w::SOLIDUS)
    }

    /// `6 tháng đầu năm 2024`, `9 tháng 2016`, `sáu tháng cuối năm`, `2 quý đầu năm`, `10 ngày đầu tháng 3`.
    fn parts_of_year(&self, index: usize) -> Option<Piece> {
        let (count, at) =
            self.small(index, 31).or_else(|| if self.near(index) { None } else { self.small_at_line(index) })?;
        if !self.opens(index) || count == 0 {
            return None;
        }
        let unit = self.key(at);
        // `6T2024`, `9T/2024`
        if unit == w::t && self.glued(at) && self.case(at) == Case::Upper {
            return self.months_by_letter(index, count, at + 1);
        }
        if !self.near(at) || !matches!(unit, w::tháng | w::quý | w::ngày) {
            return None;
        }
        let mut end = at + 1;
        let edge = match self.key(end) {
            w::đầu => Some(true),
            w::cuối => Some(false),
            _ => None,
        };
        if edge.is_some() {
            end += 1 + usize::from(self.then(end + 1, w::tiên));
        }
        if self.then(end, w::của) {
            end += 1;
        }
        if unit == w::ngày {
            return self.days_of(index, count, edge?, end);
        }
        let year = self.year_after(end, true);
        // `6 tháng 2017`, `6 tháng năm 2017`, `6 tháng/2017`; in `6 tháng năm ngoái` the year decides too.
        let (year, end) = match year {
            Some((year, after)) => (Some(year), after),
            None if edge.is_some() && self.then(end, w::năm) => (None, end + 1),
            None => return None,
        };
        if year.is_some_and(|year| edge.is_none() && !matches!(year, Year::Full(_) | Year::Shift(_))) {
            return None;
        }
        let months = if unit == w::quý { count.checked_mul(3)? } else { count };
        let part = match (months, edge) {
            (1, Some(true)) => Part::Month(1),
            _ => months_of_year(months, edge.unwrap_or(true))?,
        };
        Some(Piece { start: index, core: index, end, point: Point { year, part: Some(part), ..Point::EMPTY } })
    }

    /// `năm tháng đầu năm 2017`: five months, where the year has no edge of its own.
    fn five_months(&self, index: usize) -> Option<Piece> {
        let is_five = self.then(index + 1, w::tháng) && matches!(self.key(index + 2), w::đầu | w::cuối);
        if is_five { self.parts_of_year(index) } else { None }
    }

    /// `6T2024`: so many months of the year after the letter, which ends before `at`.
    fn months_by_letter(&self, index: usize, count: u8, at: usize) -> Option<Piece> {
        let (year, end) = match self.digits(at) {
            Some((year, 4)) if is_year(year) && self.glued(at) && self.closes(at + 1) => (Year::Full(year), at + 1),
            _ if self.is(at, w::SOLIDUS) => self.year_after(at, false)?,
            _ => return None,
        };
        let point = Point { year: Some(year), part: Some(months_of_year(count, true)?), ..Point::EMPTY };
        Some(Piece { start: index, core: index, end, point })
    }

    fn small_at_line(&self, index: usize) -> Option<(u8, usize)> {
        match self.class(index)? {
            Class::Digits => self.small_digits(index, 31).map(|value| (value, index + 1)),
            _ => self.small_words(index),
        }
    }

    fn days_of(&self, index: usize, count: u8, first: bool, at: usize) -> Option<Piece> {
        if !self.then(at, w::tháng) {
            return None;
        }
        let month = self.month(at)?;
        let Some(Part::Month(number)) = month.point.part else { return None };
        let year = match month.point.year {
            Some(Year::Full(year)) => i16::try_from(year).ok()?,
            _ => 2000,
        };
        let length = jiff::civil::Date::new(year, number as i8, 1).ok()?.days_in_month().unsigned_abs();
        // `một ngày cuối tháng ba` is one of them.
        if !(2..=length).contains(&count) {
            return None;
        }
        let days = if first { (1, count) } else { (length - count + 1, length) };
        let point = Point { day: Some(Day::Days(days.0, days.1)), ..month.point };
        Some(Piece { start: index, core: index, end: month.end, point })
    }
}

/// How far before its year an election is named, in words: `bầu cử tổng thống Hàn Quốc 2017`.
const ELECTION: usize = 7;

/// The first or the last months of a year; six of them are a half.
fn months_of_year(months: u8, first: bool) -> Option<Part> {
    match (months, first) {
        (6, first) => Some(Part::Half(if first { 1 } else { 2 })),
        (2..=12, true) => Some(Part::Months(1, months)),
        (2..=12, false) => Some(Part::Months(13 - months, 12)),
        _ => None,
    }
}

table_sets! {
    "times.tsv":
    /// Words before `quý` that is precious: `đá quý này`, `kim loại quý`.
    PRECIOUS = "precious";
    /// Words before a unit of time that is counted or distributed: `mỗi năm sau`, `suốt tuần này`.
    QUANTIFYING = "quantifying";
    /// Words before a month and a year in digits: `cuối 3/2017`.
    MONTH_CUES = "before_month";
}
