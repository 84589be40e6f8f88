//! Text columns of any storage type.

use arrow_array::{
    Array as _, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray, cast::AsArray as _,
};
use arrow_schema::{DataType, Schema};

use crate::{
    arrow::{column, missing},
    error::{Error, ErrorKind},
};

/// A text column, read by row without copies.
pub(super) enum Texts<'a> {
    Utf8(&'a StringArray),
    LargeUtf8(&'a LargeStringArray),
    Utf8View(&'a StringViewArray),
    Dictionary { keys: Vec<usize>, array: &'a ArrayRef, values: Box<Texts<'a>> },
}

impl<'a> Texts<'a> {
    pub(super) fn new(batch: &'a RecordBatch, name: &str) -> Result<Self, Error> {
        let array = batch.column_by_name(name).ok_or_else(|| missing(name))?;
        Self::of(array).ok_or_else(|| no_text(name, array.data_type()))
    }

    pub(super) fn of(array: &'a ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => array.as_string_opt().map(Self::Utf8),
            DataType::LargeUtf8 => array.as_string_opt().map(Self::LargeUtf8),
            DataType::Utf8View => array.as_string_view_opt().map(Self::Utf8View),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary_opt()?;
                // No values, no keys: every row is null.
                let keys =
                    if dictionary.values().is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
                Some(Self::Dictionary { keys, array, values: Box::new(Self::of(dictionary.values())?) })
            }
            _ => None,
        }
    }

    /// The text of a row; `None` if it is null.
    pub(super) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(array) => array.is_valid(row).then(|| array.value(row)),
            Self::LargeUtf8(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Utf8View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Dictionary { keys, array, values } => {
                if array.is_valid(row) {
                    values.get(*keys.get(row)?)
                } else {
                    None
                }
            }
        }
    }
}

/// Checks that the column `name` exists and has text.
pub(super) fn check(schema: &Schema, name: &str) -> Result<(), Error> {
    let data_type = column(schema, name)?.data_type();
    if is_text(data_type) { Ok(()) } else { Err(no_text(name, data_type)) }
}

/// Whether a column of this type is one of texts.
pub(super) fn is_text(data_type: &DataType) -> bool {
    let inner = match data_type {
        DataType::Dictionary(_, values) => values,
        other => other,
    };
    matches!(inner, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn no_text(name: &str, found: &DataType) -> Error {
    Error::new(
        ErrorKind::Setting,
        format!("column \"{name}\": expected text (Utf8, LargeUtf8, Utf8View or a dictionary of these), found {found}"),
    )
}
