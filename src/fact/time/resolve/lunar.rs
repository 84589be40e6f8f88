//! Resolves lunar days and months: the one nearest to the reference date, or on the side that the words indicate.
//!
//! The calendar itself is `fact/time/lunar`; here only the year is chosen, among the reference's own and its neighbours, since a lunar
//! year begins between January and February.

use jiff::{ToSpan as _, civil::Date};

use super::{Anchor, Way};
use crate::fact::time::{
    edtf::{Edge, Edtf, Moment},
    lunar::LunarDate,
    point::{Day, Part, Point},
};

impl Anchor {
    /// Lunar days and months: the nearest, or by the words the last or the next.
    pub(super) fn lunar(&self, point: Point) -> Option<Edtf> {
        let today = LunarDate::from_civil(self.today)?;
        let year = match point.year {
            Some(_) => Some(i16::try_from(self.known_year(point)?).ok()?),
            None => None,
        };
        let years = || match year {
            Some(year) => year..=year,
            // Any one month is a leap month about every nineteenth year, rarely after less than eight.
            None if point.leap => today.year - 30..=today.year + 30,
            None => today.year - 1..=today.year + 1,
        };
        let month = match point.part {
            Some(Part::Month(month)) => Some(month),
            Some(_) => return None,
            None => None,
        };
        let lunar = |year, month, day| LunarDate { leap: point.leap, ..LunarDate::new(year, month, day) };
        let civil = |year: i16, month: u8, day: Day| match day {
            Day::Number(day) => lunar(year, month, day).to_civil().or_else(|| {
                // `30 Tết` of a short month is its last day.
                (day == 30).then(|| lunar(year, month, 29).to_civil()).flatten()
            }),
            Day::Last => lunar(year, month, 1).last_of_month()?.to_civil(),
            _ => None,
        };
        let pick = |days: Vec<Date>| {
            let distance = |day: &Date| day.duration_since(self.today).as_hours().unsigned_abs();
            match self.way {
                Way::Past => days.into_iter().filter(|day| *day <= self.today).max(),
                Way::Future => days.into_iter().filter(|day| *day >= self.today).min(),
                Way::Near => days.into_iter().min_by_key(distance),
            }
        };
        match (month, point.day) {
            (Some(month), Some(day)) => {
                let days: Vec<Date> = years().filter_map(|year| civil(year, month, day)).collect();
                pick(days).map(Edtf::from)
            }
            (Some(month), None) => {
                let days: Vec<Date> = years().filter_map(|year| civil(year, month, Day::Number(1))).collect();
                let first = pick(days)?;
                let last = LunarDate::from_civil(first)?.last_of_month()?.to_civil()?;
                Some(Edtf::interval(Edge::At(Moment::of(first.into())), Edge::At(Moment::of(last.into()))))
            }
            // `mùng 1`, `rằm`: of the current month or a neighbour; a year without a month does not decide.
            (None, Some(Day::Number(day))) => {
                let start = self.today.checked_sub((i64::from(today.day) - 1).days()).ok()?;
                let before = LunarDate::from_civil(start.yesterday().ok()?)?;
                let after = LunarDate::from_civil(start.checked_add(32.days()).ok()?)?;
                let months = [before, today, after];
                pick(months.into_iter().filter_map(|month| LunarDate { day, ..month }.to_civil()).collect())
                    .map(Edtf::from)
            }
            (None, None) => year.map(|year| Edtf::from_year(year.into())),
            _ => None,
        }
    }
}
