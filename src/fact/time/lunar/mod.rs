//! The Vietnamese lunar calendar: months from new moon to new moon, years in which the winter solstice falls in the eleventh month,
//! reckoned at the meridian of Hà Nội time.
//!
//! New moons and the sun's longitude are computed from the series in Meeus, *Astronomical Algorithms*, cut to the terms that move a
//! day of 1900–2199 (the form that Hồ Ngọc Đức published for this calendar), rather than taken from a crate: two short series are
//! enough, and a general calendar crate has far more code. The offset is UTC+7, official since 1 January 1968 (decision 121/CP of 8
//! August 1967). Before that the printed calendars followed other meridians; UTC+8, that of the tables then in use, is used for the
//! years up to 1967. The new year differs between the two in: 1968, 1985, 2007, 2030, 2053.

pub(super) mod feasts;

use std::{f64::consts::PI, ops::Range, sync::OnceLock};

use jiff::civil::Date;

/// A day of the Vietnamese lunar calendar.
///
/// ```
/// use jiff::civil::date;
/// use tinviet::fact::time::lunar::LunarDate;
///
/// let tet = LunarDate::new_year(2017).to_civil().unwrap();
/// assert_eq!(tet, date(2017, 1, 28));
/// assert_eq!(LunarDate::from_civil(date(2017, 2, 6)).unwrap().day, 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LunarDate {
    /// The civil year in which the lunar year begins.
    pub year: i16,
    /// 1 (`Giêng`) to 12 (`Chạp`).
    pub month: u8,
    /// Whether it is a leap month, the second with its number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

impl LunarDate {
    /// The day `day` of the month `month` of the year that begins in the civil year `year`, not a leap month. Not validated until
    /// it is used.
    pub const fn new(year: i16, month: u8, day: u8) -> Self {
        Self { year, month, leap: false, day }
    }

    /// `mùng 1 Tết` of the civil year `year`.
    pub const fn new_year(year: i16) -> Self {
        Self::new(year, 1, 1)
    }

    /// The civil day; `None` if the month has no such day, the year no such leap month, or the year is outside 1200–2999, where
    /// the series are not accurate to a day.
    ///
    /// ```
    /// use tinviet::fact::time::lunar::LunarDate;
    /// assert_eq!(LunarDate::new(2024, 1, 15).to_civil().unwrap().to_string(), "2024-02-24"); // rằm tháng Giêng
    /// assert_eq!(LunarDate::new(2024, 13, 1).to_civil(), None);
    /// ```
    pub fn to_civil(self) -> Option<Date> {
        if !(1200..3000).contains(&self.year) || !(1..=12).contains(&self.month) || !(1..=30).contains(&self.day) {
            return None;
        }
        let year = i32::from(self.year);
        let zone = Zone::of(year);
        let first = if self.month < 11 { year - 1 } else { year };
        let moons = Moons::of(first, zone);
        let mut offset = (i32::from(self.month) - 11).rem_euclid(12);
        if let Some(leap) = moons.leap {
            let leap_month = (leap - 2).rem_euclid(12);
            if self.leap && i32::from(self.month) % 12 != leap_month % 12 {
                return None;
            }
            offset += i32::from(self.leap || offset >= leap);
        } else if self.leap {
            return None;
        }
        let start = moons.day(offset)?;
        let next = moons.day(offset + 1)?;
        let day = start + i32::from(self.day) - 1;
        if day < next { civil(day) } else { None }
    }

    /// The lunar day of a civil one; `None` outside 1200–2999.
    ///
    /// ```
    /// use tinviet::fact::time::lunar::LunarDate;
    /// let tet = LunarDate::from_civil(jiff::civil::date(2024, 2, 10)).unwrap();
    /// assert_eq!(tet, LunarDate::new_year(2024));
    /// ```
    pub fn from_civil(date: Date) -> Option<Self> {
        if !(1200..3000).contains(&date.year()) {
            return None;
        }
        let (year, day) = (i32::from(date.year()), julian(date));
        let zone = Zone::of(year);
        let (own, before) = (Moons::of(year, zone), Moons::of(year - 1, zone));
        let start = own.last_until(day).or_else(|| before.last_until(day))?;
        let (moons, mut lunar_year) = if own.first() >= start { (before, year) } else { (own, year + 1) };
        let months = (start - moons.first()) / 29;
        let (mut month, mut leap) = (months + 11, false);
        if let Some(at) = moons.leap
            && months >= at
        {
            month = months + 10;
            leap = months == at;
        }
        if month > 12 {
            month -= 12;
        }
        if month >= 11 && months < 4 {
            lunar_year -= 1;
        }
        Some(Self {
            year: lunar_year.try_into().ok()?,
            month: month.try_into().ok()?,
            leap,
            day: (day - start + 1).try_into().ok()?,
        })
    }

    /// The last day of its month.
    pub(super) fn last_of_month(self) -> Option<Self> {
        [30, 29].into_iter().map(|day| Self { day, ..self }).find(|date| date.to_civil().is_some())
    }
}

/// The meridian that a calendar follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Zone {
    Seven,
    Eight,
}

impl Zone {
    const fn of(year: i32) -> Self {
        if year < 1968 { Self::Eight } else { Self::Seven }
    }

    /// Hours east of Greenwich.
    const fn hours(self) -> f64 {
        match self {
            Self::Seven => 7.0,
            Self::Eight => 8.0,
        }
    }
}

/// The new moons from the eleventh month of a year on, up to the eleventh of the next and one more.
#[derive(Debug)]
struct Moons {
    days: [i32; 15],
    /// How many months after the eleventh the leap month stands, in a year that has one.
    leap: Option<i32>,
}

/// The years that [`Moons::of`] is asked for: those of [`LunarDate`], and one before and after.
const YEARS: Range<i32> = 1198..3002;
const COUNT: usize = YEARS.start.abs_diff(YEARS.end) as usize;

impl Moons {
    /// Those of the eleventh month of `year`. Reckoned once: the two series take some ten thousand instructions.
    fn of(year: i32, zone: Zone) -> &'static Self {
        static KNOWN: [[OnceLock<Moons>; COUNT]; 2] = [const { [const { OnceLock::new() }; COUNT] }; 2];
        static NONE: Moons = Moons { days: [0; 15], leap: None };
        let place = usize::try_from(year - YEARS.start).ok().and_then(|place| KNOWN[zone as usize].get(place));
        place.map_or(&NONE, |place| place.get_or_init(|| Self::reckoned(year, zone.hours())))
    }

    fn reckoned(year: i32, zone: f64) -> Self {
        let (a11, b11) = (month_11(year, zone), month_11(year + 1, zone));
        let k = lunation(f64::from(a11) + 0.5);
        let mut moons = k..;
        let days = std::array::from_fn(|_| moons.next().map_or(0, |k| new_moon_day(k, zone)));
        Self { days, leap: (b11 - a11 > 365).then(|| leap_offset(a11, zone)) }
    }

    /// The first day of the eleventh month.
    const fn first(&self) -> i32 {
        self.days[0]
    }

    /// The first day of the month `offset` months later.
    fn day(&self, offset: i32) -> Option<i32> {
        self.days.get(usize::try_from(offset).ok()?).copied()
    }

    /// The last new moon up to a day.
    fn last_until(&self, day: i32) -> Option<i32> {
        self.days.iter().copied().take_while(|start| *start <= day).last()
    }
}

/// The new moon of 1 January 1900 and the mean month, in days.
const EPOCH: f64 = 2_415_021.076_998_695;
const MONTH: f64 = 29.530_588_853;

/// The whole number below.
#[expect(clippy::cast_possible_truncation, reason = "days and months of the years 1200 to 3000")]
fn whole(number: f64) -> i32 {
    number.floor() as i32
}

fn lunation(day: f64) -> i32 {
    whole((day - 0.5 - EPOCH) / MONTH + 0.5)
}

/// The Julian day number at noon of the day.
fn julian(date: Date) -> i32 {
    const UNIX: i32 = 2_440_588;
    let days = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    // jiff's years are ±9999.
    UNIX + i32::try_from(days).unwrap_or(0)
}

fn civil(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(i64::from(day) - 2_440_588).ok()?).ok()
}

/// The moment of the `k`th new moon since 1900, as a Julian date in universal time (Meeus, ch. 49).
fn new_moon(k: i32) -> f64 {
    let k = f64::from(k);
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let sin = |degrees: f64| (degrees * PI / 180.0).sin();
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sin(166.56 + 132.87 * t - 0.009_173 * t2);
    // The sun's and the moon's mean anomaly, and the moon's argument of latitude.
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let periodic = (0.1734 - 0.000_393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun) - 0.4068 * sin(moon)
        + 0.0161 * sin(2.0 * moon)
        - 0.0004 * sin(3.0 * moon)
        + 0.0104 * sin(2.0 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2.0 * node + sun)
        - 0.0004 * sin(2.0 * node - sun)
        - 0.0006 * sin(2.0 * node + moon)
        + 0.0010 * sin(2.0 * node - moon)
        + 0.0005 * sin(2.0 * moon + sun);
    let delta = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    mean + periodic - delta
}

fn new_moon_day(k: i32, zone: f64) -> i32 {
    whole(new_moon(k) + 0.5 + zone / 24.0)
}

/// The twelfth of the zodiac in which the sun is as the day begins: 0 from the spring equinox, 9 from the winter solstice.
fn solar_sector(day: i32, zone: f64) -> i32 {
    let t = (f64::from(day) - 0.5 - zone / 24.0 - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let sin = |degrees: f64| (degrees * PI / 180.0).sin();
    let anomaly = 357.5291 + 35_999.050_3 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let mean = 280.46645 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.9146 - 0.004_817 * t - 0.000_014 * t2) * sin(anomaly)
        + (0.019_993 - 0.000_101 * t) * sin(2.0 * anomaly)
        + 0.000_29 * sin(3.0 * anomaly);
    whole((mean + centre).rem_euclid(360.0) / 30.0)
}

/// The first day of the eleventh month of `year`: the month of the winter solstice.
fn month_11(year: i32, zone: f64) -> i32 {
    let december = i16::try_from(year).ok().and_then(|year| Date::new(year, 12, 31).ok()).map_or(0, julian);
    let k = whole(f64::from(december - 2_415_021) / MONTH);
    let day = new_moon_day(k, zone);
    if solar_sector(day, zone) >= 9 { new_moon_day(k - 1, zone) } else { day }
}

/// How many months after the eleventh the leap month is: the first in which the sun enters no new sector.
fn leap_offset(a11: i32, zone: f64) -> i32 {
    let k = lunation(f64::from(a11) + 0.5);
    let mut last = solar_sector(new_moon_day(k + 1, zone), zone);
    for months in 2..14 {
        let sector = solar_sector(new_moon_day(k + months, zone), zone);
        if sector == last {
            return months - 1;
        }
        last = sector;
    }
    13
}

#[cfg(test)]
mod tests {
    use super::*;

    /// New years as the printed Vietnamese calendars have them; where China's differed, a day or a month apart, it is named.
    #[test]
    fn new_years() {
        for (year, month, day) in [
            (1954, 2, 3),
            (1968, 1, 29), // China: 30 January
            (1975, 2, 11),
            (1985, 1, 21), // China: 20 February
            (1986, 2, 9),
            (1990, 1, 27),
            (2000, 2, 5),
            (2007, 2, 17), // China: 18 February
            (2008, 2, 7),
            (2015, 2, 19),
            (2016, 2, 8),
            (2017, 1, 28),
            (2018, 2, 16),
            (2019, 2, 5),
            (2020, 1, 25),
            (2021, 2, 12),
            (2022, 2, 1),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2030, 2, 2),  // China: 3 February
            (2053, 2, 18), // China: 19 February
        ] {
            assert_eq!(LunarDate::new_year(year).to_civil(), Some(Date::constant(year, month, day)), "{year}");
        }
    }

    #[test]
    fn leap_months() {
        // 2017 had two sixth months, 2020 two fourth, 2023 two second.
        for (date, month) in [((2017, 7, 23), 6), ((2020, 5, 23), 4), ((2023, 3, 22), 2)] {
            let lunar = LunarDate::from_civil(Date::constant(date.0, date.1, date.2)).unwrap();
            assert_eq!((lunar.month, lunar.leap, lunar.day), (month, true, 1));
        }
    }

    #[test]
    fn there_and_back() {
        let mut date = Date::constant(1930, 1, 1);
        while date.year() < 2060 {
            if date.year() != 1967 && date.year() != 1968 {
                assert_eq!(LunarDate::from_civil(date).unwrap().to_civil(), Some(date), "{date}");
            }
            date = date.checked_add(jiff::Span::new().days(13)).unwrap();
        }
    }
}
