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
