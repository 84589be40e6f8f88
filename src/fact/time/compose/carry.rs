//! What the parts of a range or a list take from each other, and how a point determines its kind.

use super::{Finding, What};
use crate::fact::{
    Kind,
    time::{
        edtf::Clock,
        point::{Day, Part, Point, Year},
    },
};

/// A number that only the end of its range explains.
pub(super) fn bare_number(point: &Point) -> bool {
    matches!(point.day, Some(Day::Number(_)))
        && point.part.is_none()
        && point.weekday.is_none()
        && point.clock.is_none()
        && point.day_part.is_none()
        && !point.lunar
        && point.year.is_none()
}

/// Whether an open range may start here: a day, month, year or hour of the calendar.
pub(super) fn is_edge(point: &Point) -> bool {
    !matches!(point.year, Some(Year::Shift(_) | Year::Context | Year::Past))
        && !matches!(point.day, Some(Day::Shift(_) | Day::Context(_)))
        && !matches!(point.part, Some(Part::MonthShift(_) | Part::QuarterShift(_)))
        && point.week.is_none()
        && (point.weekday.is_none() || point.day.is_some())
}

/// Whether `khoảng` before it makes it approximate: a year, a month, a day of the calendar.
pub(super) fn is_calendar(point: &Point) -> bool {
    point.clock.is_none()
        && !point.lunar
        && point.day_part.is_none()
        && point.weekday.is_none()
        && point.week.is_none()
        && matches!(point.day, None | Some(Day::Number(_)))
        && matches!(point.part, None | Some(Part::Month(_)))
        && !matches!(point.year, Some(Year::Shift(_) | Year::Past | Year::Decade(_) | Year::Century(_)))
}

pub(super) fn kind_of(first: Point, last: Option<Point>) -> Kind {
    if first.is_year() && last.is_none_or(|last| last.is_year()) { Kind::YearRange } else { Kind::DateRange }
}

pub(super) fn same_grain(first: &Point, last: &Point) -> bool {
    first.grain() == last.grain() || first.clock.is_some() && last.clock.is_some()
}

/// Gives each end of a range what only the other tells; `None` where the two cannot be one range.
pub(super) fn carry(mut first: Point, mut last: Point) -> Option<(Point, Point)> {
    // `từ đêm 9/7 đến 13 giờ ngày 10/7`: each end has its day.
    let both_dated = first.clock.is_none() && numbered_day(&first).is_some() && first.part.is_some() && last.has_day();
    if last.clock.is_some() && !both_dated {
        return carry_clock(first, last);
    }
    if first.clock.is_some() && !last.has_day() {
        return None;
    }
    if first.lunar != last.lunar {
        // `từ mùng 6 đến 15 tháng Giêng`
        (first.lunar, last.lunar) = (true, true);
    }
    if numbered_day(&first).is_some() && first.part.is_none() && first.weekday.is_none() {
        first.part = last.part;
    }
    if numbered_day(&last).is_some() && last.part.is_none() && last.weekday.is_none() {
        last.part = first.part;
    }
    if let (Some(a), Some(b)) = (place_in_year(&first), place_in_year(&last)) {
        return carry_year(first, last, a > b);
    }
    if first.year.is_none() && !first.is_clock() && first.weekday.is_none() {
        first.year = last.year;
    } else if let (Some(Year::Full(a)), Some(Year::Full(b))) = (first.year, last.year)
        && (a > b || a == b && first.is_year() && last.is_year())
    {
        return None;
    }
    Some((first, last))
}

/// [`carry`] where the range ends at a clock time.
fn carry_clock(mut first: Point, mut last: Point) -> Option<(Point, Point)> {
    if first.clock.is_none() {
        // `từ 12-16 giờ`: the number was an hour.
        let Some(Day::Number(hour)) = first.day else { return None };
        if hour > 23 || !bare_number(&first) {
            return None;
        }
        first = Point::EMPTY;
        first.clock = Some(Clock { hour, minute: None, second: None });
    }
    if first.day_part.is_none() && first.clock.is_some_and(|clock| clock.hour <= 12) {
        let (from, to) = (first.clock.map_or(0, |clock| clock.hour), last.clock.map_or(0, |clock| clock.hour));
        if from < to {
            first.day_part = last.day_part;
        }
    }
    if !first.has_day() {
        (first.day, first.part, first.year, first.weekday) = (last.day, last.part, last.year, last.weekday);
    } else if !last.has_day() {
        (last.day, last.part, last.year, last.weekday) = (first.day, first.part, first.year, first.weekday);
    }
    Some((first, last))
}

/// Gives both ends their years; `inverted` says that the start is later in its year than the end.
fn carry_year(mut first: Point, mut last: Point, inverted: bool) -> Option<(Point, Point)> {
    match (first.year, last.year) {
        (None, Some(Year::Full(year))) => first.year = Some(Year::Full(year - i32::from(inverted))),
        (Some(Year::Full(year)), None) => last.year = Some(Year::Full(year + i32::from(inverted))),
        (None, other) => first.year = other,
        (other, None) => last.year = other,
        (Some(Year::Full(a)), Some(Year::Full(b))) if a > b => return None,
        _ => {}
    }
    // Two days of one month cannot run backwards.
    let backwards = inverted && first.part == last.part && first.year.is_none();
    (!backwards).then_some((first, last))
}

/// The day of the month that is told by its number.
const fn numbered_day(point: &Point) -> Option<u8> {
    match point.day {
        Some(Day::Number(day)) => Some(day),
        _ => None,
    }
}

/// Where in its year the month or quarter is, with the day.
fn place_in_year(point: &Point) -> Option<(u16, Option<u8>)> {
    match point.part {
        Some(Part::Month(month)) => Some((u16::from(month) * 32, numbered_day(point))),
        Some(Part::Quarter(quarter)) => Some((u16::from(quarter) * 96, None)),
        _ => None,
    }
}

/// Gives the members of a list the month and year that only a later, or an earlier, one tells.
pub(super) fn carry_back(list: &mut [Finding]) {
    if list.len() < 2 {
        return;
    }
    let (mut part, mut year) = (None, None);
    for finding in list.iter_mut().rev() {
        let What::Point(point) = &mut finding.what else { continue };
        let numbered = matches!(point.day, Some(Day::Number(_))) && point.weekday.is_none();
        if numbered && point.part.is_none() {
            point.part = part;
        }
        if point.year.is_none()
            && (numbered && point.part.is_some() || matches!(point.part, Some(Part::Month(_) | Part::Quarter(_))))
        {
            point.year = year;
        }
        (part, year) = (point.part, point.year);
    }
}
