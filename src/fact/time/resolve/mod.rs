//! Resolves times with a reference date, by the rules of `docs/time.md#reference`.
//!
//! Only what the text leaves open is filled in. Past or future is decided by the words next to the time (`tới`, `vừa qua`), then by the
//! nearest tense word in its sentence (`sẽ`, `đã`), otherwise by proximity: the reference's own year, unless the day lies within two
//! months across the turn of the year.

mod lunar;

use crate::lexicon::w;
use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, Time as Clocktime, Weekday},
};

use crate::fact::time::{
    Calendar, Grain, ReferenceDate, Time,
    compose::{Finding, What},
    edtf::{self, Clock, Digits, Edge, Edtf, Form, Moment},
    point::{Day, Part, Point, Week, Year},
    read::Reader,
};

/// Which way from the reference date a partial date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Past,
    Future,
    Near,
}

/// What resolution needs besides the finding: the reference, and the day that was told last.
#[derive(Debug)]
pub(super) struct Context {
    reference: Option<ReferenceDate>,
    last: Option<(Date, usize)>,
}

/// The days across a turn of the year that are nearer than the reference's own year.
const ACROSS_THE_YEAR: u64 = 60;

impl Context {
    pub(super) const fn new(reference: Option<ReferenceDate>) -> Self {
        Self { reference, last: None }
    }

    /// What the finding says, against the reference date where there is one.
    pub(super) fn value(&mut self, reader: &Reader<'_>, finding: &Finding) -> Time {
        let (told, grain, lunar) = match finding.what {
            What::Point(point) => (point.edtf(), point.grain(), point.lunar),
            What::Range(first, last) => {
                let point = first.or(last).unwrap_or(Point::EMPTY);
                (range(first.map(|point| point.edtf()), last.map(|point| point.edtf())), point.grain(), point.lunar)
            }
        };
        let mut value = Time { edtf: told, grain, calendar: lunar.then_some(Calendar::Lunar), unresolved: None };
        let Some(reference) = self.reference else { return value };
        let resolved = self.resolve(reader, finding, reference);
        if let Some(resolved) = resolved
            && Some(resolved) != told
        {
            (value.edtf, value.unresolved) = (Some(resolved), told);
            // A clock time with a day has minutes.
            if matches!(finding.what, What::Point(point) if point.has_day()) && value.grain == Grain::Hour {
                value.grain = Grain::Minute;
            }
        }
        if let Some(day) = value.edtf.and_then(|edtf| edtf.day()) {
            self.last = Some((day, finding.end));
        }
        value
    }

    fn resolve(&self, reader: &Reader<'_>, finding: &Finding, reference: ReferenceDate) -> Option<Edtf> {
        let way = way(reader, finding);
        // `ngày 30/4/1975, lúc 11 giờ`: the hour belongs to the day right before it.
        let beside = self.last.filter(|(_, end)| finding.start >= *end && finding.start - end <= 2).map(|(day, _)| day);
        let anchor =
            Anchor { today: reference.date, time: reference.time, last: self.last.map(|(day, _)| day), beside, way };
        match finding.what {
            What::Point(point) => anchor.point(point),
            What::Range(Some(first), Some(last)) => anchor.range(first, last),
            What::Range(first, last) => {
                let resolve = |point: Option<Point>| point.map(|point| anchor.point(point).or_else(|| point.edtf()));
                range(resolve(first), resolve(last))
            }
        }
    }
}

/// The interval between two edges; `None` inside where an edge cannot be told, outside where it is open.
fn range(first: Option<Option<Edtf>>, last: Option<Option<Edtf>>) -> Option<Edtf> {
    let edge = |edtf: Option<Option<Edtf>>, is_end: bool| match edtf {
        None => Some(Edge::Open),
        Some(edtf) => match edtf?.form {
            Form::Moment(moment) => Some(Edge::At(moment)),
            // A week or a lunar month as an end of a range.
            Form::Interval(start, end) => Some(if is_end { end } else { start }),
        },
    };
    Some(Edtf::interval(edge(first, false)?, edge(last, true)?))
}

/// Past or future, by the words around the time.
fn way(reader: &Reader<'_>, finding: &Finding) -> Way {
    match reader.key(finding.end) {
        _ if !reader.near(finding.end) => {}
        w::tới | w::sắp => return Way::Future,
        w::qua => return Way::Past,
        w::vừa if matches!(reader.key(finding.end + 1), w::qua | w::rồi) => return Way::Past,
        _ => {}
    }
    if matches!(reader.before(finding.start), w::hồi) || matches!(reader.key(finding.start), w::hôm | w::bữa) {
        return Way::Past;
    }
    // The nearest tense marker in the sentence, on either side.
    const REACH: usize = 12;
    let sentence = reader.doc.sentence_of(finding.start);
    for distance in 1..=REACH {
        let right = Some(finding.end - 1 + distance).filter(|at| *at < sentence.end);
        let left = finding.start.checked_sub(distance).filter(|at| *at >= sentence.start);
        for at in [right, left].into_iter().flatten() {
            match reader.key(at) {
                w::sẽ | w::sắp => return Way::Future,
                w::kiến if reader.before(at) == w::dự => return Way::Future,
                w::đã | w::từng => return Way::Past,
                w::vừa if !matches!(reader.key(at + 1), w::qua | w::rồi) => return Way::Past,
                _ => {}
            }
        }
    }
    Way::Near
}

/// The reference date as seen from one finding.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    today: Date,
    time: Option<Clocktime>,
    last: Option<Date>,
    beside: Option<Date>,
    way: Way,
}

impl Anchor {
    fn point(&self, point: Point) -> Option<Edtf> {
        if point.now {
            let time = self.time?;
            let clock = Clock {
                hour: time.hour().unsigned_abs(),
                minute: Some(time.minute().unsigned_abs()),
                second: Some(time.second().unsigned_abs()),
            };
            return Some(Edtf::moment(Moment { clock: Some(clock), ..Moment::of(self.today.into()) }));
        }
        let clock = point.clock24();
        if let Some(clock) = clock
            && !point.has_day()
            && point.part.is_none()
        {
            return self.clock(&point, clock);
        }
        let edtf = self.date(point)?;
        let Some(clock) = clock else { return Some(approximate(edtf, point.approximate)) };
        let day = edtf.day()?;
        if clock.hour == 24 {
            return Some(day.tomorrow().ok()?.to_datetime(Clocktime::midnight()).into());
        }
        Some(Edtf::moment(Moment {
            clock: Some(Clock { minute: clock.minute.or(Some(0)), ..clock }),
            ..Moment::of(day.into())
        }))
    }

    /// A clock time without a day: that of the day right before it in the text, otherwise its next occurrence.
    fn clock(&self, point: &Point, clock: Clock) -> Option<Edtf> {
        let minute = clock.minute.unwrap_or(0);
        let at = |day: Date, hour: u8| {
            let time = Clocktime::new(hour as i8, minute as i8, clock.second.unwrap_or(0) as i8, 0).ok()?;
            Some(day.to_datetime(time))
        };
        let moment = match (self.beside, self.time) {
            (Some(day), _) => at(day, clock.hour)?,
            (None, Some(now)) => {
                let now = self.today.to_datetime(now);
                // Without a part of the day, hours 1–12 may be in the morning or the afternoon.
                let twice = point.day_part.is_none() && (1..=12).contains(&clock.hour);
                let other = (clock.hour + 12) % 24;
                let tomorrow = self.today.tomorrow().ok()?;
                let mut moments = vec![at(self.today, clock.hour)?, at(tomorrow, clock.hour)?];
                if twice {
                    moments.extend([at(self.today, other)?, at(tomorrow, other)?]);
                }
                moments.into_iter().filter(|moment| *moment > now).min()?
            }
            (None, None) => return None,
        };
        Some(with_clock(moment, clock))
    }

    fn date(&self, point: Point) -> Option<Edtf> {
        if point.lunar {
            return self.lunar(point);
        }
        if let Some(week) = point.week {
            return self.week(point, week);
        }
        match point.day {
            Some(Day::Shift(days)) => return Some(self.today.checked_add(i64::from(days).days()).ok()?.into()),
            Some(Day::Context(days)) => return Some(self.last?.checked_add(i64::from(days).days()).ok()?.into()),
            Some(Day::Number(day)) => return self.day(point, day).map(Edtf::from),
            Some(Day::Last) => return Some(self.month(point)?.last_of_month().into()),
            Some(Day::Days(first, last)) => {
                let month = self.month(point)?;
                let edge = |day: u8| Some(Edge::At(Moment::of(month.with().day(day as i8).build().ok()?.into())));
                return Some(Edtf::interval(edge(first)?, edge(last)?));
            }
            None => {}
        }
        match point.weekday {
            Some(weekday) => self.weekday(weekday).map(Edtf::from),
            None => self.part_of_year(point),
        }
    }

    /// The month, quarter, half, season or year of a point without a day.
    fn part_of_year(&self, point: Point) -> Option<Edtf> {
        let whole = |year: i32, part: Option<u8>| {
            Some(Edtf::moment(Moment::of(edtf::Date {
                year: Digits::known(year),
                month: part.map(Digits::known),
                day: None,
            })))
        };
        match point.part {
            Some(Part::Month(_) | Part::MonthShift(_)) => {
                let month = self.month(point)?;
                whole(month.year().into(), Some(month.month().unsigned_abs()))
            }
            Some(Part::Quarter(quarter)) => {
                let months = ((quarter - 1) * 3 + 1, quarter * 3);
                whole(self.year_of(point, months)?, Some(32 + quarter))
            }
            Some(Part::QuarterShift(by)) => {
                let quarter =
                    i32::from(self.today.year()) * 4 + (i32::from(self.today.month()) - 1) / 3 + i32::from(by);
                whole(quarter.div_euclid(4), Some(33 + u8::try_from(quarter.rem_euclid(4)).ok()?))
            }
            Some(Part::Half(half)) => whole(self.year_of(point, (half * 6 - 5, half * 6))?, Some(39 + half)),
            Some(Part::Season(season)) => {
                let first = season * 3;
                whole(self.year_of(point, (first, (first + 2).min(12)))?, Some(20 + season))
            }
            Some(Part::Months(first, last)) => {
                let year = self.year_of(point, (first, last))?;
                let edge = |month: u8| {
                    Edge::At(Moment::of(edtf::Date {
                        year: Digits::known(year),
                        month: Some(Digits::known(month)),
                        day: None,
                    }))
                };
                Some(Edtf::interval(edge(first), edge(last)))
            }
            None => match point.year? {
                Year::CenturyShift(by) => {
                    let first = i32::from(self.today.year()).div_euclid(100) * 100 + i32::from(by) * 100;
                    let year = Digits { value: first, hidden: 0b11 };
                    Some(Edtf::moment(Moment::of(edtf::Date { year, month: None, day: None })))
                }
                Year::Decade(_) | Year::Century(_) => None,
                _ => whole(self.known_year(point)?, None),
            },
        }
    }

    /// The year where it is told, outright or from the reference's.
    fn known_year(&self, point: Point) -> Option<i32> {
        let today = i32::from(self.today.year());
        match point.year? {
            Year::Full(year) => Some(year),
            Year::Shift(by) => Some(today + i32::from(by)),
            // Two digits: nearest to the reference.
            Year::Short(year) => (0..3)
                .map(|century| (today / 100 - 1 + century) * 100 + i32::from(year))
                .min_by_key(|year| (year - today).abs()),
            Year::Context => self.last.map(|day| day.year().into()),
            Year::Cycle(place) => {
                // 4 CE was Giáp Tý.
                let ahead = (i32::from(place) - (today - 4)).rem_euclid(60);
                Some(today + if ahead > 30 { ahead - 60 } else { ahead })
            }
            Year::Decade(_) | Year::Century(_) | Year::CenturyShift(_) | Year::Past | Year::Before => None,
        }
    }

    /// The year of a span of months: told, or the reference's, moved where the words say past or future.
    fn year_of(&self, point: Point, (first, last): (u8, u8)) -> Option<i32> {
        if point.year.is_some() {
            return self.known_year(point);
        }
        let (year, now) = (i32::from(self.today.year()), self.today.month().unsigned_abs());
        Some(match self.way {
            Way::Past if first > now => year - 1,
            Way::Future if last < now => year + 1,
            _ => year,
        })
    }

    /// The first day of the month that is meant.
    fn month(&self, point: Point) -> Option<Date> {
        let month = match point.part? {
            Part::Month(month) => month,
            Part::MonthShift(by) => {
                return self.today.first_of_month().checked_add(i64::from(by).months()).ok();
            }
            _ => return None,
        };
        let year = if point.year.is_some() {
            self.known_year(point)?
        } else {
            let (year, now) = (i32::from(self.today.year()), self.today.month().unsigned_abs());
            match self.way {
                Way::Past if month > now => year - 1,
                Way::Future if month < now => year + 1,
                // The last month as seen from the first, and vice versa.
                Way::Near if (month, now) == (12, 1) => year - 1,
                Way::Near if (month, now) == (1, 12) => year + 1,
                _ => year,
            }
        };
        Date::new(year.try_into().ok()?, month as i8, 1).ok()
    }

    fn day(&self, point: Point, day: u8) -> Option<Date> {
        let on = |year: i32, month: u8| Date::new(year.try_into().ok()?, month as i8, day as i8).ok();
        match point.part {
            Some(Part::Month(month)) => {
                if point.year.is_some() {
                    return on(self.known_year(point)?, month);
                }
                let year = i32::from(self.today.year());
                if point.feast && self.way == Way::Near {
                    return on(year, month);
                }
                // 29 February is looked for in the neighbouring years.
                let reach = if (day, month) == (29, 2) { 8 } else { 1 };
                let days = (year - reach..=year + reach).filter_map(|year| on(year, month));
                self.choose(days, year)
            }
            Some(Part::MonthShift(_)) => self.month(point)?.with().day(day as i8).build().ok(),
            Some(_) => None,
            None => {
                let month = self.today.first_of_month();
                let at = |by: i64| month.checked_add(by.months()).ok()?.with().day(day as i8).build().ok();
                match self.way {
                    Way::Past => (0..3).filter_map(|by| at(-by)).find(|date| *date <= self.today),
                    Way::Future => (0..3).filter_map(at).find(|date| *date >= self.today),
                    Way::Near => at(0),
                }
            }
        }
    }

    /// One of the days, which are in order, by the way; `year` is the reference's.
    fn choose(&self, days: impl Iterator<Item = Date> + Clone, year: i32) -> Option<Date> {
        match self.way {
            Way::Past => days.filter(|day| *day <= self.today).last(),
            Way::Future => days.clone().find(|day| *day >= self.today),
            Way::Near => {
                let distance = |day: Date| day.duration_since(self.today).as_hours().unsigned_abs() / 24;
                let own = days.clone().find(|day| i32::from(day.year()) == year);
                let nearest = days.min_by_key(|day| distance(*day))?;
                if own.is_none() || distance(nearest) <= ACROSS_THE_YEAR { Some(nearest) } else { own }
            }
        }
    }

    fn weekday(&self, weekday: u8) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
        if self.today.weekday() == weekday && self.way == Way::Near {
            return Some(self.today);
        }
        self.today.nth_weekday(if self.way == Way::Past { -1 } else { 1 }, weekday).ok()
    }

    fn week(&self, point: Point, week: Week) -> Option<Edtf> {
        let monday = match week {
            Week::Shift(by) => {
                let back = i64::from(self.today.weekday().to_monday_zero_offset());
                self.today.checked_add((i64::from(by) * 7 - back).days()).ok()?
            }
            Week::Nth(nth) => {
                let month = self.month(point)?;
                let first = if month.weekday() == Weekday::Monday {
                    month
                } else {
                    month.nth_weekday(1, Weekday::Monday).ok()?
                };
                first.checked_add((i64::from(nth) * 7 - 7).days()).ok()?
            }
        };
        if let Some(weekday) = point.weekday {
            return Some(monday.checked_add((i64::from(weekday) - 1).days()).ok()?.into());
        }
        let sunday = monday.checked_add(6.days()).ok()?;
        Some(Edtf::interval(Edge::At(Moment::of(monday.into())), Edge::At(Moment::of(sunday.into()))))
    }

    /// Both ends of a range: the first by the rules of a point, the second not before it.
    fn range(&self, first: Point, last: Point) -> Option<Edtf> {
        let start = self.point(first).or_else(|| first.edtf())?;
        let Some(day) = start.earliest() else {
            let end = self.point(last).or_else(|| last.edtf())?;
            return range(Some(Some(start)), Some(Some(end)));
        };
        let open = last.year.is_none() && matches!(last.part, None | Some(Part::Month(_) | Part::Quarter(_)));
        // An end without a year is the next such day after the start.
        let anchor = if open && !matches!(last.day, Some(Day::Shift(_))) {
            Self {
                today: day,
                time: start.datetime().map(DateTime::time),
                way: Way::Future,
                beside: Some(day),
                ..*self
            }
        } else {
            *self
        };
        // Two hours of one day.
        let same = (first.day, first.part, first.year, first.weekday) == (last.day, last.part, last.year, last.weekday);
        if let (true, true, Some(clock), Some(day)) =
            (same, last.has_day(), last.clock24().filter(|clock| clock.hour < 24), start.day())
        {
            let end =
                Moment { clock: Some(Clock { minute: clock.minute.or(Some(0)), ..clock }), ..Moment::of(day.into()) };
            return range(Some(Some(start)), Some(Some(Edtf::moment(end))));
        }
        let mut end = anchor.point(last).or_else(|| last.edtf())?;
        if let (Some(from), Some(to)) = (start.datetime(), end.datetime())
            && to < from
            && last.is_clock()
        {
            end = with_clock(to.checked_add(1.day()).ok()?, last.clock24()?);
        }
        range(Some(Some(start)), Some(Some(end)))
    }
}

fn with_clock(moment: DateTime, clock: Clock) -> Edtf {
    let clock = Clock {
        hour: moment.hour().unsigned_abs(),
        minute: Some(moment.minute().unsigned_abs()),
        second: clock.second,
    };
    Edtf::moment(Moment { clock: Some(clock), ..Moment::of(moment.date().into()) })
}

fn approximate(edtf: Edtf, approximate: bool) -> Edtf {
    match edtf.form {
        Form::Moment(moment) if approximate => {
            Edtf::moment(Moment { qualifier: edtf::Qualifier::Approximate, ..moment })
        }
        _ => edtf,
    }
}
