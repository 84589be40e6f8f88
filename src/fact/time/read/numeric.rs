//! Days and months in digits: `2/9/1945`, `24-7`, `12.11.2013`, `9/2020`, `2017-02-10`, `20-25/11`.
//!
//! A full date with a four-digit year is a date by its shape alone. Everything shorter needs a naming word or the context that the
//! callers require, because scores (`2-1`), fractions (`1/3`), votes (`60/63`) and prices (`10.6`) look the same.

use super::{Reader, feast::is_feast_day};
use crate::{
    fact::time::point::{Day, Point, Year},
    lexicon::{Key, w},
};

/// Digits that make a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeric {
    pub(super) point: Point,
    /// The day that a range ends on, of the same month: `20-25/11`.
    pub(super) until: Option<u8>,
    pub(super) end: usize,
    pub(super) separator: Key,
    /// Whether a year of four digits is told.
    pub(super) full: bool,
}

impl Reader<'_> {
    /// The separator at `index` between two numbers; both its sides touch it, or neither where `wide`.
    fn separator(&self, index: usize, wide: bool) -> Option<Key> {
        let key = match self.key(index) {
            w::EN_DASH | w::EM_DASH => w::HYPHEN_MINUS,
            key @ (w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP) => key,
            _ => return None,
        };
        let fits =
            if wide { self.near(index) && self.near(index + 1) } else { self.glued(index) && self.glued(index + 1) };
        fits.then_some(key)
    }

    /// The date in digits at `index`. `named`: the word `ngày` or a part of the day comes before it.
    pub(super) fn numeric(&self, index: usize, named: bool) -> Option<Numeric> {
        let (first, width) = self.digits(index)?;
        if !self.opens(index) && !named {
            return None;
        }
        if width == 4 {
            return self.iso(index, first);
        }
        if width > 2 {
            return None;
        }
        self.day_month(index, first, false).or_else(|| if named { self.day_month(index, first, true) } else { None })
    }

    fn day_month(&self, index: usize, first: i32, wide: bool) -> Option<Numeric> {
        let separator = self.separator(index + 1, wide)?;
        let (second, width) = self.digits(index + 2)?;
        let numeric = |point, end, full| Numeric { point, until: None, end, separator, full };
        if width == 4 {
            // `9/2020`
            let closes = self.closes(index + 3) || self.range_follows(index + 3);
            let fits = !wide && (1..=12).contains(&first) && is_year(second) && closes;
            let point = Point { year: Some(Year::Full(second)), ..Point::of_month(u8::try_from(first).ok()?) };
            return fits.then(|| numeric(point, index + 3, true));
        }
        if width > 2 {
            return None;
        }
        let third = self.separator(index + 3, wide);
        // `20-25/11`, `5-7/3/2017`: a range of days, then the month.
        if separator == w::HYPHEN_MINUS && third == Some(w::SOLIDUS) && !wide {
            return self.days_of_month(index, first, second);
        }
        if third == Some(separator)
            && let Some((year, width)) = self.digits(index + 4)
        {
            let year = match width {
                4 if is_year(year) => Year::Full(year),
                2 if !wide => Year::Short(u8::try_from(year).ok()?),
                _ => return None,
            };
            let point = Point { year: Some(year), ..day_of(first, second, Some(year))? };
            let closes = self.closes(index + 5)
                || self.range_follows(index + 5)
                || self.stroke_between_dates(index + 5).is_some();
            return closes.then(|| numeric(point, index + 5, width == 4));
        }
        let end = index + 3;
        // `3-9 tháng 3`, `từ 3-6 tháng`: two days of one month, or a length.
        let named = matches!(self.before(index), w::ngày | w::hôm);
        if separator == w::HYPHEN_MINUS && first < second && self.is_counted_time(end, named) {
            return None;
        }
        let closes = if wide {
            separator == w::HYPHEN_MINUS && self.is_wide_day(index, first, second)
        } else {
            self.closes(end) || self.range_follows(end)
        };
        let point = day_of(first, second, None)?;
        closes.then(|| numeric(point, end, false))
    }

    /// Whether a number before `index` counts a unit of time, or days of the month that is named there: `3-9 tháng 3`, `2-3 năm trước`.
    /// Only after `ngày` (`named`) the year may be told from now: `ngày 5-6 năm nay`.
    pub(super) fn is_counted_time(&self, index: usize, named: bool) -> bool {
        self.near(index)
            && match self.key(index) {
                w::tháng | w::tuần | w::quý | w::giây => true,
                w::năm => match self.year_after_nam(index) {
                    Some((Year::Shift(_), _)) => !named,
                    year => year.is_none(),
                },
                _ => false,
            }
    }

    /// Whether spaces around the dash part a day and its month, not two days: `Ngày 19 – 4`, `ngày 8 - 3`. The days of a range ascend,
    /// so that only a smaller second number, or the day of a feast, speaks for a month.
    fn is_wide_day(&self, index: usize, first: i32, second: i32) -> bool {
        let feast = u8::try_from(first).ok().zip(u8::try_from(second).ok()).is_some_and(is_feast_day);
        let end = index + 3;
        (first > second || feast) && self.closes(end) && self.goes_on(end) && self.separator(end, true).is_none()
    }

    /// Whether a glued dash with another date in digits follows: `20/11-25/11`, `12.6-18.6`, `2/2016-5/2017`.
    pub(super) fn range_follows(&self, index: usize) -> bool {
        self.separator(index, false) == Some(w::HYPHEN_MINUS)
            && self.small_digits(index + 1, 31).is_some()
            && matches!(self.separator(index + 2, false), Some(w::SOLIDUS | w::FULL_STOP))
            && self
                .digits(index + 3)
                .is_some_and(|(value, width)| if width == 4 { is_year(value) } else { value <= 12 })
    }

    /// Whether the stroke at `index` parts two full dates with other marks, and whether the second is a later year of the first:
    /// `21-6-1925/21-6-2017`, but `21-3-2017/20-4-2017`.
    pub(in crate::fact::time) fn stroke_between_dates(&self, index: usize) -> Option<bool> {
        const DATE: usize = 5;
        let first = index.checked_sub(DATE)?;
        let mark = self.separator(first + 1, false).filter(|mark| *mark != w::SOLIDUS)?;
        let is_date = |at: usize| {
            self.separator(at + 1, false) == Some(mark)
                && self.separator(at + 3, false) == Some(mark)
                && self.digits(at + 4).is_some_and(|(year, width)| width == 4 && is_year(year))
        };
        let number = |at: usize| self.digits(at).map(|(value, _)| value);
        let same = (0..=2).step_by(2).all(|part| number(first + part) == number(index + 1 + part));
        (self.separator(index, false) == Some(w::SOLIDUS) && is_date(first) && is_date(index + 1)).then_some(same)
    }

    fn days_of_month(&self, index: usize, first: i32, last: i32) -> Option<Numeric> {
        let month = self.small_digits(index + 4, 12)?;
        if self.range_follows(index + 1) && self.separator(index + 1, false) == Some(w::SOLIDUS) {
            return None;
        }
        let (mut end, mut year) = (index + 5, None);
        if self.separator(end, false) == Some(w::SOLIDUS)
            && let Some((value, 4)) = self.digits(end + 1)
            && is_year(value)
        {
            (end, year) = (end + 2, Some(Year::Full(value)));
        }
        day_of(last, month.into(), year)?;
        let point = Point { year, ..day_of(first, month.into(), year)? };
        let until = u8::try_from(last).ok()?;
        (first < last && self.closes(end)).then_some(Numeric {
            point,
            until: Some(until),
            end,
            separator: w::SOLIDUS,
            full: year.is_some(),
        })
    }

    /// Days of one month at `index`: the first, the last, the token after. `20-25/11`; after `ngày` also `20-25`.
    pub(in crate::fact::time) fn days_of_one_month(&self, index: usize, named: bool) -> Option<(Point, Point, usize)> {
        if let Some(numeric) = self.numeric(index, named) {
            let last = Point { day: Some(Day::Number(numeric.until?)), ..numeric.point };
            return Some((numeric.point, last, numeric.end));
        }
        let first = self.small_digits(index, 31).filter(|day| *day > 0 && (named || self.opens(index)))?;
        self.separator(index + 1, false).filter(|key| *key == w::HYPHEN_MINUS)?;
        let last = self.small_digits(index + 2, 31)?;
        let day = |day| Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        // `ngày 3-9 tháng 3`
        if first < last
            && let Some((until, end)) = self.month_after(index + 3, last, named)
            && (named || until.year.is_some() || self.goes_on(end) && !self.counts(end))
        {
            return Some((Point { day: Some(Day::Number(first)), ..until }, until, end));
        }
        (named && first < last && self.closes(index + 3) && !self.counts(index + 3))
            .then(|| (day(first), day(last), index + 3))
    }

    /// `2017-02-10`, `2017/02/10`, `2017.02.10`.
    fn iso(&self, index: usize, year: i32) -> Option<Numeric> {
        let separator = self.separator(index + 1, false)?;
        let month = self.small_digits(index + 2, 12)?;
        let day = self.small_digits(index + 4, 31)?;
        // With dots, two digits each and no further number: an IP address has three dots.
        let dotted = |at| self.digits(at).is_some_and(|(_, width)| width == 2);
        let fits = (separator != w::FULL_STOP || dotted(index + 2) && dotted(index + 4))
            && is_year(year)
            && self.separator(index + 3, false) == Some(separator)
            && self.closes(index + 5);
        let year = Year::Full(year);
        let point = Point { year: Some(year), ..day_of(day.into(), month.into(), Some(year))? };
        fits.then_some(Numeric { point, until: None, end: index + 5, separator, full: true })
    }
}

/// Years that a news text writes with four digits.
pub(in crate::fact::time) const fn is_year(year: i32) -> bool {
    matches!(year, 1000..=2199)
}

/// The day of a month, where the calendar has it; without a year a leap year is possible.
pub(in crate::fact::time) fn day_of(day: i32, month: i32, year: Option<Year>) -> Option<Point> {
    let year = match year {
        Some(Year::Full(year)) => year,
        _ => 2000,
    };
    // Building an impossible date allocates an error message, so the month is built first.
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let first = jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
    let fits = day <= i32::from(first.days_in_month());
    if fits { Some(Point::of_day(day.try_into().ok()?, month.try_into().ok()?)) } else { None }
}
