//! EDTF as TIMEX3 values, the form of TimeML and of HeidelTime.

use super::{Date, Edge, Edtf, Form, Moment, Qualifier, bounds::months_of};

/// The attributes of a TIMEX3 element.
///
/// ```
/// let range: tinviet::fact::time::Edtf = "2016/2020".parse()?;
/// let timex = range.to_timex3();
/// assert_eq!((timex.value.as_str(), timex.begin.as_deref(), timex.end.as_deref()), ("P5Y", Some("2016"), Some("2020")));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Timex3 {
    /// `type`.
    pub kind: Timex3Type,
    /// `value`: `2024-Q2`, `2017-SU`, `199`, `2017-W06`; for an interval its length (`P4Y`), or `PX…` with an open end.
    pub value: String,
    /// `beginPoint` of an interval.
    pub begin: Option<String>,
    /// `endPoint` of an interval.
    pub end: Option<String>,
    /// Whether `mod` is `APPROX`.
    pub approximate: bool,
}

/// The TIMEX3 types of dates.
///
/// ```
/// use tinviet::fact::time::{Edtf, Timex3Type};
/// let time: Edtf = "2024-05-01T09:30".parse()?;
/// assert_eq!(time.to_timex3().kind, Timex3Type::Time);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Timex3Type {
    /// `DATE`.
    Date,
    /// `TIME`.
    Time,
    /// `DURATION`, of an interval.
    Duration,
}

impl Edtf {
    /// Converts to TIMEX3, which has no open ends and no divisions of the year except quarters, halves and seasons; whatever it
    /// cannot express becomes `X`.
    ///
    /// ```
    /// let edtf: tinviet::fact::time::Edtf = "2024-34".parse()?;
    /// assert_eq!(edtf.to_timex3().value, "2024-Q2");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn to_timex3(&self) -> Timex3 {
        match self.form {
            Form::Moment(moment) => Timex3 {
                kind: if moment.clock.is_some() { Timex3Type::Time } else { Timex3Type::Date },
                value: value(moment),
                begin: None,
                end: None,
                approximate: moment.qualifier > Qualifier::Uncertain,
            },
            Form::Interval(start, end) => {
                if let Some(week) = self.week() {
                    return Timex3 { kind: Timex3Type::Date, value: week, begin: None, end: None, approximate: false };
                }
                let point = |edge| match edge {
                    Edge::At(moment) => Some(value(moment)),
                    _ => None,
                };
                let approximate = [start, end]
                    .iter()
                    .any(|edge| matches!(edge, Edge::At(moment) if moment.qualifier > Qualifier::Uncertain));
                Timex3 {
                    kind: Timex3Type::Duration,
                    value: length(start, end),
                    begin: point(start),
                    end: point(end),
                    approximate,
                }
            }
        }
    }

    /// `2017-W06`, where the interval runs from a Monday to its Sunday.
    fn week(&self) -> Option<String> {
        let (Form::Interval(Edge::At(start), Edge::At(end)), Some(first), Some(last)) =
            (self.form, self.earliest(), self.latest())
        else {
            return None;
        };
        let whole = start.date?.day.is_some() && end.date?.day.is_some() && start.clock.is_none();
        let iso = first.iso_week_date();
        (whole
            && iso.weekday() == jiff::civil::Weekday::Monday
            && first.checked_add(jiff::Span::new().days(6)).ok()? == last)
            .then(|| format!("{:04}-W{:02}", iso.year(), iso.week()))
    }
}

fn value(moment: Moment) -> String {
    let plain = Moment { qualifier: Qualifier::Certain, ..moment };
    let Some(date) = moment.date else { return format!("XXXX-XX-XX{plain}") };
    let year = Moment::of(Date { month: None, day: None, ..date }).to_string();
    match (date.month.and_then(super::Digits::get), date.year.hidden) {
        (Some(21), _) => format!("{year}-SP"),
        (Some(22), _) => format!("{year}-SU"),
        (Some(23), _) => format!("{year}-FA"),
        (Some(24), _) => format!("{year}-WI"),
        (Some(quarter @ 33..=36), _) => format!("{year}-Q{}", quarter - 32),
        (Some(half @ 40..=41), _) => format!("{year}-H{}", half - 39),
        // A decade is the first three digits of its years, a century the first two.
        (None, 0b1 | 0b11) if date.month.is_none() => year.trim_end_matches('X').to_owned(),
        _ => plain.to_string(),
    }
}

/// The length of an interval, both ends included; `PX` where an end is open or unknown, or lies before the start.
fn length(start: Edge, end: Edge) -> String {
    let (Edge::At(Moment { date: Some(start), .. }), Edge::At(Moment { date: Some(end), .. })) = (start, end) else {
        return "PX".to_owned();
    };
    let written = |count: i64, unit: char| if count > 0 { format!("P{count}{unit}") } else { "PX".to_owned() };
    if let (Some(first), Some(last)) = (start.civil(), end.civil()) {
        return first
            .until(last)
            .map_or_else(|_| "PXD".to_owned(), |span| written(i64::from(span.get_days()) + 1, 'D'));
    }
    let (Some(first), Some(last)) = (start.year.get(), end.year.get()) else { return "PX".to_owned() };
    // Years may be as large as `Y2147483647`.
    let years = i64::from(last) - i64::from(first);
    match (start.month.and_then(super::Digits::get), end.month.and_then(super::Digits::get)) {
        (Some(from), Some(to)) => {
            let (from, to) =
                (if from > 12 { months_of(from).0 } else { from }, if to > 12 { months_of(to).1 } else { to });
            written(years * 12 + i64::from(to) - i64::from(from) + 1, 'M')
        }
        _ => written(years + 1, 'Y'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for (edtf, want) in [
            ("2021", "2021"),
            ("XXXX-04-30", "XXXX-04-30"),
            ("199X", "199"),
            ("19XX", "19"),
            ("2017-22", "2017-SU"),
            ("2024-40", "2024-H1"),
            ("T07:30", "XXXX-XX-XXT07:30"),
            ("2010~", "2010"),
            ("2017-02-06/2017-02-12", "2017-W06"),
            ("2021/2024", "P4Y"),
            ("2016-01/2016-09", "P9M"),
            ("2017-02-03/2017-02-05", "P3D"),
            ("2021/..", "PX"),
            ("2024/2021", "PX"),
            ("2017-02-05/2017-02-03", "PX"),
            ("2016-09/2016-01", "PX"),
            ("Y-2147483647/Y2147483647", "P4294967295Y"),
            ("Y2147483647/Y-2147483647", "PX"),
        ] {
            assert_eq!(edtf.parse::<Edtf>().unwrap().to_timex3().value, want, "{edtf}");
        }
    }
}
