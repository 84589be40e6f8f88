//! The Library of Congress Extended Date/Time Format (ISO 8601-2:2019), as far as news needs it.
//!
//! All of levels 0 and 1; of level 2, unspecified digits in any position (`XXXX-XX-05`) and the divisions of a year (`2024-34`). Not
//! supported, because nothing here produces them: sets (`[1667,1668]`), exponents (`Y17E7`), significant digits (`1950S2`) and a
//! qualifier on one part (`2004-06~-11`). Clock times without a day (`T07:30`) are ISO 8601-1, an addition to EDTF.
//!
//! The parts are stored as numbers with a mask of unspecified digits, not as text. So a value is `Copy`, equality does not depend on
//! how a value was made, and bounds need no parser. [`parse`](Edtf::from_str) reads, [`bounds`](Edtf::earliest) compare.
//! Specification: <https://www.loc.gov/standards/datetime/>.

mod bounds;
mod parse;
mod timex;

use std::fmt;

pub use timex::{Timex3, Timex3Type};

/// An EDTF expression: `2021-04-05`, `XXXX-07`, `2021/..`.
///
/// Values order by their earliest, then by their latest civil day.
/// ```
/// use tinviet::fact::time::Edtf;
///
/// let quarter: Edtf = "2024-34".parse()?;
/// assert_eq!(quarter.earliest().unwrap().to_string(), "2024-04-01");
/// assert_eq!(quarter.latest().unwrap().to_string(), "2024-06-30");
/// assert_eq!(quarter.to_timex3().value, "2024-Q2");
/// assert!("2024-02-30".parse::<Edtf>().is_err());
/// assert!("XXXX-04-30".parse::<Edtf>()?.day().is_none());
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    pub(super) form: Form,
}

/// One moment, or a time from one edge to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Moment(Moment),
    Interval(Edge, Edge),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    /// `..`: open.
    Open,
    /// Empty: unknown.
    Unknown,
    At(Moment),
}

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Moment {
    pub(super) date: Option<Date>,
    pub(super) clock: Option<Clock>,
    pub(super) qualifier: Qualifier,
}

/// A year with what is known below it. `month` may be a division of the year: 21–24 seasons, 33–36 quarters, 40–41 halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Date {
    pub(super) year: Digits,
    pub(super) month: Option<Digits<u8>>,
    pub(super) day: Option<Digits<u8>>,
}

/// A number of which some digits are not known: bit 0 of `hidden` is the last digit. A month or day is a `u8`: with `i32` for all, a
/// fact would take 56 bytes more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Digits<N = i32> {
    pub(super) value: N,
    pub(super) hidden: u8,
}

/// A time of day as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
}

/// How sure a moment is: nothing, `?`, `~`, `%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Qualifier {
    #[default]
    Certain,
    Uncertain,
    Approximate,
    Both,
}

impl<N: Copy> Digits<N> {
    pub(super) const fn known(value: N) -> Self {
        Self { value, hidden: 0 }
    }

    /// The number, where all digits are known.
    pub(super) const fn get(self) -> Option<N> {
        if self.hidden == 0 { Some(self.value) } else { None }
    }
}

impl Digits<u8> {
    /// A month or day of which nothing is known.
    pub(super) const NO_PART: Self = Self { value: 0, hidden: 0b11 };

    fn wide(self) -> Digits {
        Digits { value: self.value.into(), hidden: self.hidden }
    }
}

impl Digits {
    /// A year of which nothing is known.
    pub(super) const NO_YEAR: Self = Self { value: 0, hidden: 0b1111 };

    fn narrow(self) -> Option<Digits<u8>> {
        Some(Digits { value: self.value.try_into().ok()?, hidden: self.hidden })
    }

    fn write(self, f: &mut fmt::Formatter<'_>, width: u8) -> fmt::Result {
        if self.hidden == 0 {
            if self.value < 0 {
                f.write_str("-")?;
            }
            return write!(f, "{:0width$}", self.value.unsigned_abs(), width = usize::from(width));
        }
        for place in (0..width).rev() {
            if self.hidden & (1 << place) != 0 {
                f.write_str("X")?;
            } else {
                write!(f, "{}", self.value / 10i32.pow(u32::from(place)) % 10)?;
            }
        }
        Ok(())
    }
}

impl Moment {
    pub(super) const fn of(date: Date) -> Self {
        Self { date: Some(date), clock: None, qualifier: Qualifier::Certain }
    }
}

impl Edtf {
    /// The year `year` of the Common Era; 0 is 1 BC.
    ///
    /// ```
    /// assert_eq!(tinviet::fact::time::Edtf::from_year(2021).to_string(), "2021");
    /// ```
    pub const fn from_year(year: i32) -> Self {
        Self::moment(Moment::of(Date { year: Digits::known(year), month: None, day: None }))
    }

    /// The interval from the first year to the second.
    ///
    /// ```
    /// assert_eq!(tinviet::fact::time::Edtf::from_years(2021, 2024).to_string(), "2021/2024");
    /// ```
    pub const fn from_years(first: i32, last: i32) -> Self {
        Self::interval(
            Edge::At(Moment::of(Date { year: Digits::known(first), month: None, day: None })),
            Edge::At(Moment::of(Date { year: Digits::known(last), month: None, day: None })),
        )
    }

    pub(super) const fn moment(moment: Moment) -> Self {
        Self { form: Form::Moment(moment) }
    }

    pub(super) const fn interval(start: Edge, end: Edge) -> Self {
        Self { form: Form::Interval(start, end) }
    }

    /// Whether it runs from one time to another: `2021/2024`, `2021/..`.
    ///
    /// ```
    /// use tinviet::fact::time::Edtf;
    /// assert!(Edtf::from_years(2021, 2024).is_interval() && !Edtf::from_year(2021).is_interval());
    /// ```
    pub const fn is_interval(&self) -> bool {
        matches!(self.form, Form::Interval(..))
    }

    /// The civil day, if the expression is a single day; ignores the clock time.
    ///
    /// ```
    /// use tinviet::fact::time::Edtf;
    /// assert_eq!("2024-05-01".parse::<Edtf>()?.day().unwrap().to_string(), "2024-05-01");
    /// assert_eq!("2024-05".parse::<Edtf>()?.day(), None);
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn day(&self) -> Option<jiff::civil::Date> {
        let Form::Moment(Moment { date: Some(date), .. }) = self.form else { return None };
        date.civil()
    }

    /// The date and time, if the expression is a single moment to the hour or finer.
    ///
    /// ```
    /// use tinviet::fact::time::Edtf;
    /// assert_eq!("2024-05-01T09:30".parse::<Edtf>()?.datetime().unwrap().to_string(), "2024-05-01T09:30:00");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn datetime(&self) -> Option<jiff::civil::DateTime> {
        let Form::Moment(Moment { clock: Some(clock), .. }) = self.form else { return None };
        Some(self.day()?.to_datetime(clock.civil()?))
    }
}

impl Date {
    pub(super) fn civil(&self) -> Option<jiff::civil::Date> {
        let (year, month, day) = (self.year.get()?, self.month?.get()?, self.day?.get()?);
        jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

impl Clock {
    fn civil(self) -> Option<jiff::civil::Time> {
        let part = |part: Option<u8>| part.unwrap_or(0).try_into().ok();
        jiff::civil::Time::new(self.hour.try_into().ok()?, part(self.minute)?, part(self.second)?, 0).ok()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self {
            year: Digits::known(date.year().into()),
            month: Some(Digits::known(date.month().unsigned_abs())),
            day: Some(Digits::known(date.day().unsigned_abs())),
        }
    }
}

impl From<jiff::civil::Date> for Edtf {
    fn from(date: jiff::civil::Date) -> Self {
        Self::moment(Moment::of(date.into()))
    }
}

impl From<jiff::civil::DateTime> for Edtf {
    fn from(moment: jiff::civil::DateTime) -> Self {
        let second = u8::try_from(moment.second()).unwrap_or(0);
        let clock = Clock {
            hour: u8::try_from(moment.hour()).unwrap_or(0),
            minute: Some(u8::try_from(moment.minute()).unwrap_or(0)),
            second: (second != 0).then_some(second),
        };
        Self::moment(Moment { date: Some(moment.date().into()), clock: Some(clock), qualifier: Qualifier::Certain })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            if date.year.value.unsigned_abs() > 9999 {
                f.write_str("Y")?;
            }
            date.year.write(f, 4)?;
            for part in [date.month, date.day].into_iter().flatten() {
                f.write_str("-")?;
                part.wide().write(f, 2)?;
            }
        }
        if let Some(clock) = self.clock {
            write!(f, "T{:02}", clock.hour)?;
            for part in [clock.minute, clock.second].into_iter().flatten() {
                write!(f, ":{part:02}")?;
            }
        }
        f.write_str(match self.qualifier {
            Qualifier::Certain => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::Both => "%",
        })
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
            Self::At(moment) => moment.fmt(f),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Moment(moment) => moment.fmt(f),
            Form::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Edtf {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Extended Date/Time Format (ISO 8601-2:2019): 2021-04-05, XXXX-07, 2021/..; clock times as T07:30.",
            "type": "string",
            "pattern": "^[0-9XT~:./-]+$"
        })
    }
}
