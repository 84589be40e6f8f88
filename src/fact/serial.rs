//! Custom deserialisation for fields of values.

use std::borrow::Cow;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};

use crate::lexicon::{currency_code, document_code};

/// A code of ISO 4217 that the library knows.
pub(super) fn currency<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    currency_code(&text).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &"a currency of ISO 4217"))
}

/// The code of a type of document that the library knows, or null.
pub(super) fn document_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'static str>, D::Error> {
    let Some(text) = Option::<Cow<'_, str>>::deserialize(deserializer)? else { return Ok(None) };
    let expected = &"the code of a type of document, such as NĐ";
    document_code(&text).map(Some).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), expected))
}
