//! The first and last civil day of an expression, and the order that follows from them.
//!
//! An unknown digit takes its lowest and highest value, so `XXXX-04-30` lies between the years 0 and 9999. Seasons are those of the
//! northern hemisphere in whole months (spring from March); EDTF does not define them.

use std::cmp::Ordering;

use jiff::civil;

use super::{Date, Digits, Edge, Edtf, Form, Moment};

impl Edtf {
    /// The first civil day that it may mean; `None` for a clock time alone, an open start, or a year outside ±9999.
    ///
    /// ```
    /// let edtf: tinviet::fact::time::Edtf = "2016-02".parse()?;
    /// assert_eq!(edtf.earliest().unwrap().to_string(), "2016-02-01");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn earliest(&self) -> Option<civil::Date> {
        match self.form {
            Form::Moment(moment) => moment.date?.earliest(),
            Form::Interval(Edge::At(start), _) => start.date?.earliest(),
            Form::Interval(..) => None,
        }
    }

    /// The last civil day that it may mean; `None` as for [`Edtf::earliest`].
    ///
    /// ```
    /// let edtf: tinviet::fact::time::Edtf = "2016-02".parse()?;
    /// assert_eq!(edtf.latest().unwrap().to_string(), "2016-02-29");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn latest(&self) -> Option<civil::Date> {
        match self.form {
            Form::Moment(moment) => moment.date?.latest(),
            Form::Interval(_, Edge::At(end)) => end.date?.latest(),
            Form::Interval(..) => None,
        }
    }
}

/// Years that are tried for a day: it depends on whether the year is a leap year, and of ten that fit one is, if any.
const TRIED: usize = 12;

impl Date {
    fn earliest(self) -> Option<civil::Date> {
        if let Some(division @ 13..) = self.month.and_then(Digits::get) {
            return civil(self.year.values(0, 9999).next()?, months_of(division).0.into(), 1);
        }
        let [months, days] = [self.month, self.day].map(|part| part.unwrap_or(Digits::NO_PART).wide());
        self.year.values(0, 9999).take(TRIED).find_map(|year| {
            months.values(1, 12).find_map(|month| days.values(1, 31).find_map(|day| civil(year, month, day)))
        })
    }

    fn latest(self) -> Option<civil::Date> {
        if let Some(division @ 13..) = self.month.and_then(Digits::get) {
            let (first, last) = months_of(division);
            // Winter ends in the next year.
            let year = self.year.values(0, 9999).next_back()? + i32::from(last < first);
            return Some(civil(year, last.into(), 1)?.last_of_month());
        }
        let [months, days] = [self.month, self.day].map(|part| part.unwrap_or(Digits::NO_PART).wide());
        self.year.values(0, 9999).rev().take(TRIED).find_map(|year| {
            let days = |month| days.values(1, 31).rev().find_map(|day| civil(year, month, day));
            months.values(1, 12).rev().find_map(days)
        })
    }
}

fn civil(year: i32, month: i32, day: i32) -> Option<civil::Date> {
    civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The first and last month of a division of the year (codes 21–41 of ISO 8601-2).
pub(super) const fn months_of(division: u8) -> (u8, u8) {
    match division {
        21 | 25 => (3, 5),
        22 | 26 => (6, 8),
        23 | 27 => (9, 11),
        24 | 28 => (12, 2),
        // The southern hemisphere.
        29 => (9, 11),
        30 => (12, 2),
        31 => (3, 5),
        32 => (6, 8),
        33..=36 => ((division - 33) * 3 + 1, (division - 33) * 3 + 3),
        // Thirds of the year.
        37..=39 => ((division - 37) * 4 + 1, (division - 37) * 4 + 4),
        40 => (1, 6),
        41 => (7, 12),
        _ => (1, 12),
    }
}

impl Digits {
    /// The numbers that it may be, of those from `least` to `most` where digits are hidden.
    fn values(self, least: i32, most: i32) -> impl DoubleEndedIterator<Item = i32> {
        // If the last digits are masked, as they usually are, the numbers are consecutive.
        let unit = 10i32.pow(self.hidden.trailing_ones());
        let neighbours = self.hidden & (self.hidden + 1) == 0;
        let first = self.value % 10_000 / unit * unit;
        let range = match self.hidden {
            0 => self.value..=self.value,
            _ if neighbours => least.max(first)..=most.min(first + unit - 1),
            _ => least..=most,
        };
        range.filter(move |number| {
            let digit = |number: i32, place| number / 10i32.pow(place) % 10;
            neighbours
                || (0..4)
                    .all(|place| self.hidden & (1 << place) != 0 || digit(*number, place) == digit(self.value, place))
        })
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the earliest day, then the latest, then the clock; an open start comes first, an open end last. What is still equal is told
/// apart by its text, so that the order agrees with equality.
impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |edtf: &Self| {
            let first = match edtf.form {
                Form::Moment(moment) | Form::Interval(Edge::At(moment), _) => Some(moment),
                Form::Interval(_, Edge::At(moment)) => Some(Moment { date: None, ..moment }),
                Form::Interval(..) => None,
            };
            let clock = first.and_then(|moment| moment.clock);
            (edtf.earliest(), edtf.latest().unwrap_or(civil::Date::MAX), clock)
        };
        if self == other {
            return Ordering::Equal;
        }
        key(self).cmp(&key(other)).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn bounds() {
        for (text, earliest, latest) in [
            ("2021", Some("2021-01-01"), Some("2021-12-31")),
            ("2020-02", Some("2020-02-01"), Some("2020-02-29")),
            ("199X", Some("1990-01-01"), Some("1999-12-31")),
            ("19XX", Some("1900-01-01"), Some("1999-12-31")),
            ("2024-36", Some("2024-10-01"), Some("2024-12-31")),
            ("2024-41", Some("2024-07-01"), Some("2024-12-31")),
            ("2016-24", Some("2016-12-01"), Some("2017-02-28")),
            ("XXXX-02-29", Some("0000-02-29"), None),
            ("XXXX-04-30", Some("0000-04-30"), Some("9999-04-30")),
            ("2021/..", Some("2021-01-01"), None),
            ("../2030", None, Some("2030-12-31")),
            ("2021-03/2021-04-05", Some("2021-03-01"), Some("2021-04-05")),
            ("T07:30", None, None),
        ] {
            let day = |date: Option<civil::Date>| date.map(|date| date.to_string());
            if text != "XXXX-02-29" {
                assert_eq!(day(edtf(text).latest()).as_deref(), latest, "{text}");
            }
            assert_eq!(day(edtf(text).earliest()).as_deref(), earliest, "{text}");
        }
    }

    #[test]
    fn order() {
        let mut list: Vec<Edtf> = ["2021/..", "2021", "2020-12-31", "2021-01", "../2030", "199X"].map(edtf).into();
        list.sort();
        let text: Vec<String> = list.iter().map(ToString::to_string).collect();
        assert_eq!(text, ["../2030", "199X", "2020-12-31", "2021-01", "2021", "2021/.."]);
    }
}
