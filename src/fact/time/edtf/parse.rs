//! Reads EDTF. A moment is split into its parts by width, each is checked against the calendar, and a remainder is an error.

use std::str::FromStr;

use super::{Clock, Date, Digits, Edge, Edtf, Form, Moment, Qualifier};
use crate::error::{Error, ErrorKind};
use crate::span::Cut as _;

/// Reads an expression; see [`Edtf`] for what is left out.
///
/// # Errors
/// Names the expression where it is not an EDTF of the kinds that are read, or a day that the calendar has not.
impl FromStr for Edtf {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let form = match text.split_once('/') {
            None => moment(text).map(Form::Moment),
            Some((start, end)) => match (edge(start), edge(end)) {
                // At least one end must be known.
                (Some(start), Some(end)) if matches!(start, Edge::At(_)) || matches!(end, Edge::At(_)) => {
                    Some(Form::Interval(start, end))
                }
                _ => None,
            },
        };
        form.map(|form| Self { form }).ok_or_else(|| {
            Error::new(
                ErrorKind::Setting,
                format!("expected an EDTF date such as 2024-05-01 or 2021/.., found {text:?}"),
            )
        })
    }
}

fn edge(text: &str) -> Option<Edge> {
    match text {
        ".." => Some(Edge::Open),
        "" => Some(Edge::Unknown),
        _ => moment(text).map(Edge::At),
    }
}

fn moment(text: &str) -> Option<Moment> {
    let (text, qualifier) = match text.as_bytes().last()? {
        b'?' => (text.cut(..text.len() - 1), Qualifier::Uncertain),
        b'~' => (text.cut(..text.len() - 1), Qualifier::Approximate),
        b'%' => (text.cut(..text.len() - 1), Qualifier::Both),
        _ => (text, Qualifier::Certain),
    };
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(clock(time)?)),
        None => (text, None),
    };
    let date = if day.is_empty() { None } else { Some(date(day)?) };
    match (&date, time) {
        (None, None) => None,
        // A time of day belongs to a day, or is alone.
        (Some(Date { day: None, .. }), Some(_)) => None,
        _ => Some(Moment { date, clock: time, qualifier }),
    }
}

fn date(text: &str) -> Option<Date> {
    if let Some(long) = text.strip_prefix('Y') {
        let value: i32 = long.parse().ok()?;
        return (value.unsigned_abs() > 9999).then_some(Date { year: Digits::known(value), month: None, day: None });
    }
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = text.split('-');
    let mut year = digits(parts.next()?, 4)?;
    // The standard does not say what an unknown digit of a year before Christ may be.
    if sign < 0 && year.hidden != 0 {
        return None;
    }
    year.value *= sign;
    let month = parts
        .next()
        .map(|part| digits(part, 2)?.narrow().filter(|&month| is_month(month)))
        .map_or(Some(None), |m| m.map(Some))?;
    let day = parts.next().map(|part| digits(part, 2)?.narrow()).map_or(Some(None), |d| d.map(Some))?;
    let date = Date { year, month, day };
    (parts.next().is_none() && day.is_none_or(|day| is_day(date, day))).then_some(date)
}

fn is_month(month: Digits<u8>) -> bool {
    month.get().is_none_or(|month| matches!(month, 1..=12 | 21..=41))
}

/// Whether the calendar has the day; what is not known is not held against it (`XXXX-02-29`).
fn is_day(date: Date, day: Digits<u8>) -> bool {
    let month = date.month.and_then(Digits::get);
    if month.is_some_and(|month| month > 12) {
        return false;
    }
    let Some(day) = day.get() else { return true };
    let Some(month) = month else { return (1..=31).contains(&day) };
    // An unknown year may be a leap year.
    let year = date.year.get().unwrap_or(2000);
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    jiff::civil::Date::new(year, month, day).is_ok()
}

/// Exactly `width` characters, each a digit or `X`.
fn digits(text: &str, width: usize) -> Option<Digits> {
    if text.len() != width {
        return None;
    }
    let mut out = Digits::known(0);
    for byte in text.bytes() {
        out.hidden <<= 1;
        out.value *= 10;
        match byte {
            b'0'..=b'9' => out.value += i32::from(byte - b'0'),
            b'X' => out.hidden |= 1,
            _ => return None,
        }
    }
    Some(out)
}

fn clock(text: &str) -> Option<Clock> {
    let mut parts =
        text.split(':').map(|part| digits(part, 2).and_then(Digits::get).and_then(|part| u8::try_from(part).ok()));
    let hour = parts.next()??;
    let minute = parts.next().map_or(Some(None), |part| part.map(Some))?;
    let second = parts.next().map_or(Some(None), |part| part.map(Some))?;
    let fits = hour < 24 && minute.is_none_or(|part| part < 60) && second.is_none_or(|part| part < 60);
    (fits && parts.next().is_none()).then_some(Clock { hour, minute, second })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for text in [
            "2021",
            "2020-09",
            "1945-09-02",
            "XXXX-04-30",
            "XXXX-XX-05",
            "XXXX-07",
            "2024-34",
            "199X",
            "19XX",
            "2010~",
            "2024-03-05T07:30",
            "T19",
            "T07:30",
            "2017-02-02T03:55:00",
            "2021/..",
            "../2030",
            "T12/T16",
            "0938",
            "-0001",
            "Y17000",
            "1984?",
            "2004-06%",
            "/1985-04",
            "XXXX-02-29",
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in [
            "",
            "2021-13",
            "2021-02-29",
            "2021-04-31",
            "21",
            "2021-4",
            "../..",
            "T24",
            "2021-34-01",
            "2021-05T10",
            "2021-05-01-01",
            "Y2021",
            "-19XX",
            "-XX30~",
            "a",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }
}
