//! A long form: a string that is cheap to clone.

use std::{fmt, ops::Deref, sync::Arc};

/// The long form of an abbreviation. Dereferences to `str`; cloning copies no text.
///
/// ```
/// use tinviet::abbreviation::LongForm;
/// let long = LongForm::from("người lao động");
/// assert_eq!((long.len(), long.to_string().as_str()), (20, "người lao động"));
/// ```
#[derive(Clone)]
pub struct LongForm(Repr);

#[derive(Clone)]
enum Repr {
    Fixed(&'static str),
    Shared(Arc<str>),
}

impl LongForm {
    pub(crate) const fn fixed(text: &'static str) -> Self {
        Self(Repr::Fixed(text))
    }

    pub(crate) fn shared(text: &str) -> Self {
        Self(Repr::Shared(text.into()))
    }
}

impl From<&str> for LongForm {
    fn from(text: &str) -> Self {
        Self::shared(text)
    }
}

impl Deref for LongForm {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Repr::Fixed(text) => text,
            Repr::Shared(text) => text,
        }
    }
}

impl fmt::Debug for LongForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for LongForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for LongForm {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for LongForm {}

impl PartialEq<str> for LongForm {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for LongForm {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for LongForm {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::shared(&std::borrow::Cow::<str>::deserialize(deserializer)?))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for LongForm {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LongForm".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
