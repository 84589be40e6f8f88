//! The documents of a batch: text, id and reference date of each row, from columns of various types.

use std::borrow::Cow;

use arrow_array::{
    Array as _, ArrayRef, Date32Array, RecordBatch,
    cast::AsArray as _,
    types::{
        ArrowPrimitiveType, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
        TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
        UInt64Type,
    },
};
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::{SignedDuration, Timestamp, civil, tz};

use crate::{
    arrow::{Columns, column, missing, texts, texts::Texts},
    error::{Error, ErrorKind},
    fact::time::ReferenceDate,
};

/// The documents of a batch, read by row without copies.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{RecordBatch, StringArray};
/// use tinviet::arrow::{Columns, Documents};
///
/// let (ids, texts) = (StringArray::from(vec!["a"]), StringArray::from(vec!["Đạt 95%."]));
/// let batch = RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)]).unwrap();
/// let documents = Documents::new(&batch, &Columns::new("text").id("id"))?;
/// assert_eq!((documents.id(0).as_deref(), documents.text(0)), (Some("a"), Some("Đạt 95%.")));
/// # Ok::<(), tinviet::Error>(())
/// ```
pub struct Documents<'b> {
    texts: Texts<'b>,
    id: Option<&'b ArrayRef>,
    dates: Option<(String, Dates<'b>)>,
}

impl<'b> Documents<'b> {
    /// The documents of `batch`, from the columns named by `columns`.
    ///
    /// # Errors
    /// A missing column, or one of an unsupported type.
    pub fn new(batch: &'b RecordBatch, columns: &Columns) -> Result<Self, Error> {
        let array = |name: &str| batch.column_by_name(name).ok_or_else(|| missing(name));
        Ok(Self {
            texts: Texts::new(batch, &columns.text)?,
            id: columns.id.as_deref().map(array).transpose()?,
            dates: match &columns.date {
                None => None,
                Some(name) => {
                    let array = array(name)?;
                    Some((name.clone(), Dates::of(array).ok_or_else(|| no_date(name, array.data_type()))?))
                }
            },
        })
    }

    /// The text of a row; `None` if it is null.
    pub fn text(&self, row: usize) -> Option<&'b str> {
        self.texts.get(row)
    }

    /// The id of a row as text; `None` if it is null, if there is no id column, or if that has neither strings nor integers.
    pub fn id(&self, row: usize) -> Option<Cow<'b, str>> {
        let array = self.id?;
        if let Some(texts) = Texts::of(array) {
            return texts.get(row).map(Cow::Borrowed);
        }
        let number = match array.data_type() {
            DataType::Int8 => value::<Int8Type>(array, row)?.to_string(),
            DataType::Int16 => value::<Int16Type>(array, row)?.to_string(),
            DataType::Int32 => value::<Int32Type>(array, row)?.to_string(),
            DataType::Int64 => value::<Int64Type>(array, row)?.to_string(),
            DataType::UInt8 => value::<UInt8Type>(array, row)?.to_string(),
            DataType::UInt16 => value::<UInt16Type>(array, row)?.to_string(),
            DataType::UInt32 => value::<UInt32Type>(array, row)?.to_string(),
            DataType::UInt64 => value::<UInt64Type>(array, row)?.to_string(),
            _ => return None,
        };
        Some(Cow::Owned(number))
    }

    /// The reference date of a row; `None` if it is null or there is no date column.
    ///
    /// # Errors
    /// An invalid date; the message names the column.
    pub fn reference_date(&self, row: usize) -> Result<Option<ReferenceDate>, Error> {
        let Some((name, dates)) = &self.dates else { return Ok(None) };
        dates.get(row).map_err(|error| Error::new(ErrorKind::Setting, format!("column \"{name}\": {error}")))
    }
}

/// A column of dates.
enum Dates<'b> {
    Text(Texts<'b>),
    Days(&'b Date32Array),
    /// Timestamps in a unit; `true` if the column has a time zone.
    Moments(&'b ArrayRef, TimeUnit, bool),
}

impl<'b> Dates<'b> {
    fn of(array: &'b ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Date32 => array.as_primitive_opt().map(Self::Days),
            DataType::Timestamp(unit, zone) => Some(Self::Moments(array, *unit, zone.is_some())),
            _ => Texts::of(array).map(Self::Text),
        }
    }

    fn get(&self, row: usize) -> Result<Option<ReferenceDate>, Error> {
        let moment = match self {
            Self::Text(texts) => return texts.get(row).map(str::parse).transpose(),
            Self::Days(array) => {
                let Some(days) = array.is_valid(row).then(|| array.value(row)) else { return Ok(None) };
                SignedDuration::from_hours(i64::from(days) * 24)
            }
            Self::Moments(array, unit, _) => {
                let moment = match unit {
                    TimeUnit::Second => value::<TimestampSecondType>(array, row).map(SignedDuration::from_secs),
                    TimeUnit::Millisecond => {
                        value::<TimestampMillisecondType>(array, row).map(SignedDuration::from_millis)
                    }
                    TimeUnit::Microsecond => {
                        value::<TimestampMicrosecondType>(array, row).map(SignedDuration::from_micros)
                    }
                    TimeUnit::Nanosecond => {
                        value::<TimestampNanosecondType>(array, row).map(SignedDuration::from_nanos)
                    }
                };
                let Some(moment) = moment else { return Ok(None) };
                moment
            }
        };
        let stamp = Timestamp::from_duration(moment)
            .map_err(|_| Error::new(ErrorKind::Setting, "expected a date between the years 1 and 9999"))?;
        Ok(Some(match self {
            Self::Moments(_, _, true) => ReferenceDate::at(stamp),
            Self::Moments(..) => {
                let there = tz::TimeZone::UTC.to_datetime(stamp);
                ReferenceDate { date: there.date(), time: Some(there.time()) }
            }
            _ => ReferenceDate { date: day(stamp), time: None },
        }))
    }
}

fn day(stamp: Timestamp) -> civil::Date {
    tz::TimeZone::UTC.to_datetime(stamp).date()
}

fn value<T: ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> Option<T::Native> {
    let array = array.as_primitive_opt::<T>()?;
    array.is_valid(row).then(|| array.value(row))
}

/// Checks that the columns exist and have supported types.
pub(super) fn check(schema: &Schema, columns: &Columns) -> Result<(), Error> {
    texts::check(schema, &columns.text)?;
    if let Some(name) = &columns.date {
        let data_type = column(schema, name)?.data_type();
        if !matches!(data_type, DataType::Date32 | DataType::Timestamp(..)) && !texts::is_text(data_type) {
            return Err(no_date(name, data_type));
        }
    }
    Ok(())
}

fn no_date(name: &str, found: &DataType) -> Error {
    Error::new(
        ErrorKind::Setting,
        format!("column \"{name}\": expected dates (text, Date32 or Timestamp), found {found}"),
    )
}
