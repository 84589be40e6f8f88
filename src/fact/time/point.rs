//! A point in time as stated in the text, before any reference date: year, part of the year, day, hour.
//!
//! The readers fill in the fields in the order of the text; [`Point::edtf`] gives what is known without a reference date,
//! `resolve` what is known with one. It is a struct of options, not an enum of combinations, because parts combine freely:
//! `9 giờ tối thứ Hai ngày 5 tháng 3 năm ngoái`.

use crate::fact::time::{
    Grain,
    edtf::{Clock, Date, Digits, Edge, Edtf, Moment, Qualifier},
};

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Full(i32),
    /// Two digits of a full date.
    Short(u8),
    /// `năm nay` 0, `năm ngoái` −1.
    Shift(i16),
    /// `cùng năm`: the year mentioned before.
    Context,
    /// `năm qua`: the last twelve months, no year of the calendar.
    Past,
    /// The position in the cycle of sixty: `năm Mậu Tuất`.
    Cycle(u8),
    /// The first year of a decade.
    Decade(i32),
    /// The first year of a century as the news counts it (`thế kỷ XX` 1900).
    Century(i32),
    /// `thế kỷ này` 0.
    CenturyShift(i16),
    /// A century before the Common Era: not expressed. Years have a sign.
    Before,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Month(u8),
    MonthShift(i16),
    Quarter(u8),
    QuarterShift(i16),
    Half(u8),
    Season(u8),
    /// From the first month to the last: `9 tháng đầu năm`.
    Months(u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Number(u8),
    /// `hôm qua` −1.
    Shift(i16),
    /// `cùng ngày` 0, `hôm sau` 1: counted from the day mentioned before.
    Context(i16),
    /// The last of its month or year.
    Last,
    /// From the first day to the last of a month: `10 ngày đầu tháng 3`.
    Days(u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Week {
    Shift(i16),
    /// The nth of its month, from 1.
    Nth(u8),
}

/// What a text says of one point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<Year>,
    pub(super) part: Option<Part>,
    pub(super) week: Option<Week>,
    pub(super) day: Option<Day>,
    /// Monday is 1.
    pub(super) weekday: Option<u8>,
    pub(super) day_part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    /// Whether the clock's hour already counts from midnight.
    pub(super) full_clock: bool,
    pub(super) lunar: bool,
    /// Whether the month is the second of its number: `tháng 6 nhuận`.
    pub(super) leap: bool,
    /// Told by a feast; only a reference date makes it a date.
    pub(super) feast: bool,
    /// `bây giờ`.
    pub(super) now: bool,
    pub(super) approximate: bool,
}

impl Point {
    pub(super) const EMPTY: Self = Self {
        year: None,
        part: None,
        week: None,
        day: None,
        weekday: None,
        day_part: None,
        clock: None,
        full_clock: false,
        lunar: false,
        leap: false,
        feast: false,
        now: false,
        approximate: false,
    };

    pub(super) const fn of_year(year: i32) -> Self {
        Self { year: Some(Year::Full(year)), ..Self::EMPTY }
    }

    pub(super) const fn of_month(month: u8) -> Self {
        Self { part: Some(Part::Month(month)), ..Self::EMPTY }
    }

    pub(super) const fn of_day(day: u8, month: u8) -> Self {
        Self { part: Some(Part::Month(month)), day: Some(Day::Number(day)), ..Self::EMPTY }
    }

    /// Takes from `other` every field that is not told here.
    pub(super) fn fill(&mut self, other: Self) {
        self.year = self.year.or(other.year);
        self.part = self.part.or(other.part);
        self.week = self.week.or(other.week);
        self.day = self.day.or(other.day);
        self.weekday = self.weekday.or(other.weekday);
        self.day_part = self.day_part.or(other.day_part);
        self.clock = self.clock.or(other.clock);
        self.lunar |= other.lunar;
        self.leap |= other.leap;
        self.feast |= other.feast;
        self.now |= other.now;
    }

    /// Whether the day is told, by number or otherwise.
    pub(super) const fn has_day(&self) -> bool {
        self.day.is_some() || self.weekday.is_some()
    }

    /// Whether this is a year and nothing finer.
    pub(super) const fn is_year(&self) -> bool {
        self.year.is_some()
            && self.part.is_none()
            && self.week.is_none()
            && !self.has_day()
            && self.clock.is_none()
            && !matches!(self.year, Some(Year::Decade(_) | Year::Century(_) | Year::CenturyShift(_)))
    }

    /// Whether there is a clock time and no day.
    pub(super) const fn is_clock(&self) -> bool {
        self.clock.is_some() && !self.has_day()
    }

    pub(super) fn grain(&self) -> Grain {
        if let Some(clock) = self.clock {
            return match (clock.second, clock.minute) {
                (Some(_), _) => Grain::Second,
                (_, Some(_)) => Grain::Minute,
                _ if matches!(self.day, Some(Day::Number(_))) => Grain::Minute,
                _ => Grain::Hour,
            };
        }
        if self.now {
            return Grain::Second;
        }
        if self.has_day() || self.day_part.is_some() {
            return Grain::Day;
        }
        if self.week.is_some() {
            return Grain::Week;
        }
        match (self.part, self.year) {
            (Some(Part::Month(_) | Part::MonthShift(_) | Part::Months(..)), _) => Grain::Month,
            (Some(Part::Quarter(_) | Part::QuarterShift(_)), _) => Grain::Quarter,
            (Some(Part::Half(_)), _) => Grain::HalfYear,
            (Some(Part::Season(_)), _) => Grain::Season,
            (None, Some(Year::Decade(_))) => Grain::Decade,
            (None, Some(Year::Century(_) | Year::CenturyShift(_))) => Grain::Century,
            _ => Grain::Year,
        }
    }

    /// The clock with the part of the day worked in: `3 giờ chiều` is 15:00.
    pub(super) fn clock24(&self) -> Option<Clock> {
        let clock = self.clock?;
        let hour = match (self.day_part, clock.hour) {
            _ if self.full_clock => clock.hour,
            (Some(DayPart::Morning), 12) => 0,
            (Some(DayPart::Noon), hour @ 1..=3) => hour + 12,
            (Some(DayPart::Afternoon | DayPart::Evening), hour @ 1..=11) => hour + 12,
            (Some(DayPart::Night), 12) => 0,
            (Some(DayPart::Night), hour @ 6..=11) => hour + 12,
            (_, hour) => hour,
        };
        Some(Clock { hour, ..clock })
    }

    /// What is known without a reference date.
    pub(super) fn edtf(&self) -> Option<Edtf> {
        if self.lunar || self.feast || self.now {
            return None;
        }
        let clock = self.clock24();
        let interval = |year: Digits, from: (u8, Option<u8>), to: (u8, Option<u8>)| {
            let edge = |(month, day): (u8, Option<u8>)| {
                Edge::At(Moment::of(Date { year, month: Some(Digits::known(month)), day: day.map(Digits::known) }))
            };
            Some(Edtf::interval(edge(from), edge(to)))
        };
        if let Some(Part::Months(first, last)) = self.part {
            return interval(self.known_year()?, (first, None), (last, None));
        }
        if let (Some(Day::Days(first, last)), Some(Part::Month(month))) = (self.day, self.part) {
            return interval(self.known_year()?, (month, Some(first)), (month, Some(last)));
        }
        let date = self.date();
        let moment = match (date, clock) {
            (Some(date), Some(clock)) if clock.hour == 24 => Moment {
                date: Some(next_day(date)?),
                clock: Some(Clock { hour: 0, minute: Some(0), second: None }),
                qualifier: Qualifier::Certain,
            },
            (Some(date), Some(clock)) if date.day.is_some() => Moment {
                date: Some(date),
                clock: Some(Clock { minute: clock.minute.or(Some(0)), ..clock }),
                qualifier: Qualifier::Certain,
            },
            (None, Some(clock)) => Moment { date: None, clock: Some(clock), qualifier: Qualifier::Certain },
            (Some(date), None) => Moment::of(date),
            _ => return None,
        };
        let qualifier = if self.approximate { Qualifier::Approximate } else { Qualifier::Certain };
        Some(Edtf::moment(Moment { qualifier, ..moment }))
    }

    /// The year with what is not known of it; `None` where EDTF has no form for it.
    fn known_year(&self) -> Option<Digits> {
        Some(match self.year {
            Some(Year::Full(year)) => Digits::known(year),
            Some(Year::Short(year)) => Digits::known(i32::from(year) + if year < 50 { 2000 } else { 1900 }),
            Some(Year::Decade(year)) => Digits { value: year, hidden: 0b1 },
            Some(Year::Century(year)) => Digits { value: year, hidden: 0b11 },
            Some(Year::Before | Year::Cycle(_)) => return None,
            None | Some(Year::Shift(_) | Year::Context | Year::Past | Year::CenturyShift(_)) => Digits::NO_YEAR,
        })
    }

    fn date(&self) -> Option<Date> {
        let year = self.known_year()?;
        let part = |value: u8| Some(Digits::known(value));
        match (self.day, self.part) {
            (Some(Day::Number(day)), Some(Part::Month(month))) => {
                Some(Date { year, month: part(month), day: part(day) })
            }
            (Some(Day::Number(day)), None | Some(Part::MonthShift(_))) => {
                Some(Date { year, month: Some(Digits::NO_PART), day: part(day) })
            }
            (Some(Day::Last), Some(Part::Month(month))) => {
                let first = jiff::civil::Date::new(year.get()?.try_into().ok()?, month as i8, 1).ok()?;
                Some(first.last_of_month().into())
            }
            (Some(_), _) => None,
            (None, _)
                if self.weekday.is_some() || self.week.is_some() || self.day_part.is_some() && self.clock.is_none() =>
            {
                None
            }
            (None, Some(Part::Month(month))) => Some(Date { year, month: part(month), day: None }),
            (None, Some(Part::Quarter(quarter))) => Some(Date { year, month: part(32 + quarter), day: None }),
            (None, Some(Part::Half(half))) => Some(Date { year, month: part(39 + half), day: None }),
            (None, Some(Part::Season(season))) => Some(Date { year, month: part(20 + season), day: None }),
            (None, Some(_)) => None,
            (None, None) => (year != Digits::NO_YEAR).then_some(Date { year, month: None, day: None }),
        }
    }
}

/// The day after; where the year is not told a leap year is assumed possible.
fn next_day(date: Date) -> Option<Date> {
    let year = date.year.get().unwrap_or(2000);
    let (month, day) = (date.month?.get()?, date.day?.get()?);
    let next = jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
        .ok()?
        .tomorrow()
        .ok()?;
    let mut next = Date::from(next);
    if date.year.get().is_none() {
        next.year = date.year;
    }
    Some(next)
}
