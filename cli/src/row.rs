//! One document as it comes in: a line of JSONL, or a whole file of text.

use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::{Value, value::RawValue};
use tinviet::fact::time::Reference;

/// The fields of a JSONL object that are read.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
    /// Whether the others are passed through.
    pub(crate) keep: bool,
}

/// A document to be analysed.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) reference: Option<Reference>,
    /// The other fields, byte for byte: a number keeps all its digits.
    pub(crate) passthrough: Option<Vec<(String, Box<RawValue>)>>,
}

/// Reads one line of JSONL; an error says what was expected and what stood there.
pub(crate) fn parse(line: &[u8], fields: &Fields) -> Result<Document, String> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        format!(
            "byte {at} of the line: expected UTF-8, found 0x{:02X}; `iconv -t utf-8` converts other encodings",
            line[at]
        )
    })?;
    // What is no JSON at all is shown, since the parser's own message would only say where.
    if !line.trim_start().starts_with('{') {
        let shown: String = line.trim().chars().take(24).collect();
        let way = if shown.starts_with('[') { "; `jq -c '.[]'` makes lines of a list" } else { "" };
        return Err(format!("expected one JSON object a line, found {shown:?}{way}"));
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let found = Row(fields).deserialize(&mut json).and_then(|found| json.end().map(|()| found));
    let found = found.map_err(|error| match error.classify() {
        serde_json::error::Category::Data => strip(&error),
        _ => format!("expected one JSON object a line: {}", strip(&error)),
    })?;
    let text = match found.text {
        Some(Value::String(text)) => text,
        Some(other) => return Err(format!("field {:?}: expected a string, found {}", fields.text, sort_of(&other))),
        None => return Err(format!("no field {:?}; name another with --text-field", fields.text)),
    };
    let id = match found.id {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id),
        Some(other) => Some(other.to_string()),
    };
    let reference = match found.date {
        None | Some(Value::Null) => None,
        Some(Value::String(date)) => Some(
            date.parse::<Reference>()
                .map_err(|error| format!("field {:?}: {error}; name another with --date-field", fields.date))?,
        ),
        Some(other) => return Err(format!("field {:?}: expected a date, found {}", fields.date, sort_of(&other))),
    };
    Ok(Document { id, text, reference, passthrough: fields.keep.then_some(found.others) })
}

fn strip(error: &serde_json::Error) -> String {
    // Every object is a line of its own, so the number of the line inside it says nothing.
    error.to_string().replace(" at line 1 column ", " at byte ")
}

fn sort_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Reads an object field by field; those that nobody asked for are skipped without being kept.
struct Row<'f>(&'f Fields);

#[derive(Default)]
struct Found {
    text: Option<Value>,
    id: Option<Value>,
    date: Option<Value>,
    others: Vec<(String, Box<RawValue>)>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = Found;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(name) = map.next_key::<String>()? {
            let Fields { text, id, date, keep } = self.0;
            if name == *text {
                found.text = Some(map.next_value()?);
            } else if name == *id {
                found.id = Some(map.next_value()?);
            } else if name == *date {
                found.date = Some(map.next_value()?);
            } else if *keep {
                found.others.push((name, map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields { text: "text".into(), id: "id".into(), date: "date".into(), keep: true }
    }

    #[test]
    fn a_row_gives_its_document() {
        let line =
            br#"{"id": 7, "url": "x", "n": 1.0000000000000000001, "text": "a\u1eadp", "date": "2024-05-01T09:30"}"#;
        let row = parse(line, &fields()).unwrap();
        assert_eq!((row.id.as_deref(), row.text.as_str()), (Some("7"), "a\u{1EAD}p"));
        assert!(row.reference.unwrap().time.is_some());
        let kept: Vec<_> = row.passthrough.unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(kept, [r#"url="x""#, "n=1.0000000000000000001"]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, message) in [
            (&b"{"[..], "expected one JSON object a line: EOF while parsing an object at byte 1"),
            (b"[1]", "expected one JSON object a line, found \"[1]\"; `jq -c '.[]'` makes lines of a list"),
            (b"id,text", "expected one JSON object a line, found \"id,text\""),
            (br#"{"a": 1}"#, "no field \"text\"; name another with --text-field"),
            (br#"{"text": 1}"#, "field \"text\": expected a string, found a number"),
            (
                b"{\"text\": \"\xFF\"}",
                "byte 10 of the line: expected UTF-8, found 0xFF; `iconv -t utf-8` converts other encodings",
            ),
            (
                br#"{"text": "", "date": "hom qua"}"#,
                "field \"date\": expected a date such as 2024-05-01 or 2024-05-01T09:30, found \"hom qua\"; name another with --date-field",
            ),
        ] {
            assert_eq!(parse(line, &fields()).unwrap_err(), message);
        }
    }
}
