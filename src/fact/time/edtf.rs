//! The Library of Congress Extended Date/Time Format (ISO 8601-2:2019), as far as the news needs it.

use std::fmt;

/// An EDTF expression: `2021-04-05`, `XXXX-07`, `2021/..`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf(Box<str>);

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
