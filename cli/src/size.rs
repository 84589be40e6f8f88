//! The size limit for one text: `--max-size`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, de};

/// A number of bytes, as people write it: `64M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size(pub(crate) u64);

impl Size {
    /// A book has one or two megabytes; an analysis takes some tens of bytes per byte of text.
    pub(crate) const DEFAULT: Self = Self(64 << 20);

    /// Whether this many bytes exceed the limit.
    pub(crate) const fn is_passed_by(self, bytes: usize) -> bool {
        bytes as u64 > self.0
    }
}

impl Default for Size {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|unit: char| !unit.is_ascii_digit());
        let shift = match text[digits.len()..].to_ascii_uppercase().as_str() {
            "" | "B" => Some(0),
            "K" | "KB" | "KIB" => Some(10),
            "M" | "MB" | "MIB" => Some(20),
            "G" | "GB" | "GIB" => Some(30),
            _ => None,
        };
        let bytes = digits.parse::<u64>().ok().zip(shift).and_then(|(count, shift)| count.checked_mul(1 << shift));
        match bytes {
            Some(bytes) if bytes > 0 => Ok(Self(bytes)),
            _ => Err(format!("expected a size such as 500K, 64M or 2G, found {text:?}")),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes % (1 << 30) == 0 => write!(f, "{}G", bytes >> 30),
            bytes if bytes % (1 << 20) == 0 => write!(f, "{}M", bytes >> 20),
            bytes if bytes % (1 << 10) == 0 => write!(f, "{}K", bytes >> 10),
            bytes => write!(f, "{bytes}"),
        }
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(u64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Number(bytes) => bytes.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for (text, bytes) in
            [("1", 1), ("500K", 500 << 10), ("64M", 64 << 20), ("2g", 2 << 30), ("3 ", 0), ("10MB", 10 << 20)]
        {
            assert_eq!(text.parse::<Size>().map_or(0, |size| size.0), bytes, "{text}");
        }
        for text in ["", "0", "-1", "M", "1.5M", "64T", "99999999999999999999", "1é"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
        assert_eq!(Size::DEFAULT.to_string(), "64M");
    }
}
