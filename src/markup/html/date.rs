//! The date of a page from its metadata.

use memchr::memmem;

use super::attributes::{Attribute, Attributes};
use crate::span::Cut;

/// The reliability of each source of the date: the first of the most reliable is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// `<meta property="article:published_time" content="…">`.
    Meta,
    /// `"datePublished": "…"` in a script of JSON-LD.
    Json,
    /// `itemprop="datePublished"` on any element.
    Item,
    /// `<time datetime="…">` outside boilerplate.
    Time,
}

/// Names of `<meta>` tags with the publication date.
const NAMES: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "date",
];

/// The best date so far.
#[derive(Default)]
pub(super) struct Date(Option<(Sure, String)>);

impl Date {
    fn offer(&mut self, sure: Sure, date: &str) {
        let date = date.trim();
        let is_date = date.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
            && date.as_bytes().get(4) == Some(&b'-');
        if is_date && self.0.as_ref().is_none_or(|(best, _)| sure < *best) {
            self.0 = Some((sure, date.to_owned()));
        }
    }

    /// Looks for a date in the attributes of a tag. `is_time`: it is a visible `<time>` in the article.
    pub(super) fn tag(&mut self, attributes: &Attributes, is_meta: bool, is_time: bool) {
        let names = |name: &str| {
            let property = attributes.get(Attribute::Property).unwrap_or_default();
            property.split(' ').any(|property| property.eq_ignore_ascii_case(name))
        };
        let value = attributes.get(Attribute::Datetime).or_else(|| attributes.get(Attribute::Content));
        let Some(value) = value else { return };
        if is_meta && NAMES.iter().any(|name| names(name)) {
            self.offer(Sure::Meta, value);
        } else if names("datePublished") {
            self.offer(Sure::Item, value);
        } else if is_time {
            self.offer(Sure::Time, value);
        }
    }

    /// A script of JSON-LD.
    pub(super) fn json(&mut self, script: &str) {
        const KEY: &str = "\"datePublished\"";
        let Some(at) = memmem::find(script.as_bytes(), KEY.as_bytes()) else { return };
        let value = script.cut(at + KEY.len()..).trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.and_then(|value| value.strip_prefix('"')) else { return };
        // A date is ASCII, and no longer than 2024-05-01T09:30:00.000+07:00.
        let end = value.bytes().take(40).position(|byte| byte == b'"' || !byte.is_ascii());
        self.offer(Sure::Json, end.map_or("", |end| value.cut(..end)));
    }

    pub(super) fn into_string(self) -> Option<String> {
        self.0.map(|(_, date)| date)
    }
}
