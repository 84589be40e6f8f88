//! The date against which relative and partial dates are resolved.

use std::str::FromStr;

use jiff::{Timestamp, civil, tz};

use crate::error::{Error, ErrorKind};

/// The date, optionally with a time, against which relative and partial dates are resolved.
///
/// ```
/// use tinviet::fact::time::ReferenceDate;
///
/// let reference: ReferenceDate = "2024-05-01T20:00:00Z".parse()?;
/// assert_eq!(reference.date.to_string(), "2024-05-02"); // 3 o'clock in Việt Nam
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day.
    pub date: civil::Date,
    /// The time of day, if known.
    pub time: Option<civil::Time>,
}

impl ReferenceDate {
    /// A moment, read on the clock of Việt Nam.
    pub(crate) fn at(moment: Timestamp) -> Self {
        let there = tz::TimeZone::fixed(tz::offset(7)).to_datetime(moment);
        Self { date: there.date(), time: Some(there.time()) }
    }
}

/// Reads an ISO 8601 date or date-time.
///
/// A moment in UTC (`Z`) is read on the clock of Việt Nam, UTC+7: an article of 20:00Z says `hôm nay` of the next day. Any other offset
/// is the writer's own clock and stays.
impl FromStr for ReferenceDate {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || {
            let expected = "expected a date such as 2024-05-01 or 2024-05-01T09:30";
            Error::new(ErrorKind::Setting, format!("{expected}, found {text:?}"))
        };
        if text.ends_with(['Z', 'z']) {
            let moment: Timestamp = text.parse().map_err(|_| wrong())?;
            return Ok(Self::at(moment));
        }
        let moment: civil::DateTime = text.parse().map_err(|_| wrong())?;
        Ok(Self { date: moment.date(), time: text.contains(':').then(|| moment.time()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_is_read_on_the_clock_of_viet_nam() {
        let there: ReferenceDate = "2024-05-01T20:00:00Z".parse().unwrap();
        assert_eq!((there.date, there.time), (civil::date(2024, 5, 2), Some(civil::time(3, 0, 0, 0))));
        assert_eq!("2024-05-01".parse::<ReferenceDate>().unwrap().time, None);
        assert_eq!("2024-05-01 09:30".parse::<ReferenceDate>().unwrap().time, Some(civil::time(9, 30, 0, 0)));
        assert!("hôm qua".parse::<ReferenceDate>().unwrap_err().to_string().starts_with("expected a date"));
    }
}
