//! One document as it comes in: a line of JSONL, or a whole file of text.

use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use tinviet::ReferenceDate;

/// The fields of a JSONL object that are read.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
    /// Whether to pass the others through.
    pub(crate) keep: bool,
}

/// A document to be analysed.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) reference_date: Option<ReferenceDate>,
    /// The other fields, byte for byte: a number keeps all its digits.
    pub(crate) passthrough: Option<Vec<(String, Box<RawValue>)>>,
}

/// Reads the fields of one JSONL line, and returns the line without its line end. An error says what was expected and what was
/// found.
fn found<'l>(line: &'l [u8], fields: &Fields) -> Result<(&'l str, Found<'l>), String> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        let byte = line.get(at).copied().unwrap_or_default();
        format!("byte {at} of the line: expected UTF-8, found 0x{byte:02X}; `iconv -t utf-8` converts other encodings")
    })?;
    // A line end inside a string would be reported as an error in the string.
    let line = line.trim_end_matches(['\n', '\r']);
    // Input that is not JSON at all is shown, since the parser's own message would only say where.
    if !line.trim_start().starts_with('{') {
        let shown: String = line.trim().chars().take(24).collect();
        let way = if shown.starts_with('[') { "; `jq -c '.[]'` turns a list into lines" } else { "" };
        return Err(format!("expected one JSON object per line, found {shown:?}{way}"));
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let found = Row(fields).deserialize(&mut json).and_then(|found| json.end().map(|()| found));
    let found = found.map_err(|error| match error.classify() {
        serde_json::error::Category::Data => strip(&error),
        _ => format!("expected one JSON object per line: {}", strip(&error)),
    })?;
    Ok((line, found))
}

/// The text among the fields.
fn text_of(found: &Found<'_>, fields: &Fields) -> Result<String, String> {
    match found.text.map(RawValue::get) {
        None => Err(format!("no field {:?}; name another with --text-field", fields.text)),
        Some(raw) => {
            string(raw).ok_or_else(|| format!("field {:?}: expected a string, found {}", fields.text, sort_of(raw)))
        }
    }
}

/// A JSONL line with its text replaced by the result of `write` and everything else unchanged byte for byte; an unchanged text
/// keeps its bytes too.
pub(crate) fn rewritten(
    line: &[u8],
    fields: &Fields,
    write: impl FnOnce(&str) -> Option<String>,
) -> Result<String, String> {
    let (line, found) = found(line, fields)?;
    let text = text_of(&found, fields)?;
    let Some((raw, new)) = found.text.map(RawValue::get).zip(write(&text)) else { return Ok(line.to_owned()) };
    // The value is a piece of the line.
    let at = (raw.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at + raw.len()..).unwrap_or_default());
    Ok(format!("{before}{}{after}", serde_json::Value::String(new)))
}

/// Reads one JSONL line. An error says what was expected and what was found.
pub(crate) fn parse(line: &[u8], fields: &Fields) -> Result<Document, String> {
    let (_, found) = found(line, fields)?;
    let text = text_of(&found, fields)?;
    let reference_date = match found.date.map(RawValue::get).filter(|raw| *raw != "null") {
        None => None,
        Some(raw) => {
            let date = string(raw)
                .ok_or_else(|| format!("field {:?}: expected a date, found {}", fields.date, sort_of(raw)))?;
            Some(self::date(&date, fields)?)
        }
    };
    // A number keeps its digits as they are written, however many.
    let id = found.id.map(RawValue::get).filter(|raw| *raw != "null");
    let id = id.map(|raw| string(raw).unwrap_or_else(|| raw.to_owned()));
    Ok(Document { id, text, reference_date, passthrough: fields.keep.then_some(found.others) })
}

/// The document's reference date.
pub(crate) fn date(text: &str, fields: &Fields) -> Result<ReferenceDate, String> {
    text.parse().map_err(|error| format!("field {:?}: {error}; name another with --date-field", fields.date))
}

fn strip(error: &serde_json::Error) -> String {
    // Every object is a single line, so the parser's line number says nothing.
    error.to_string().replace(" at line 1 column ", " at byte ")
}

/// The string in `raw`; `None` if it is something else.
fn string(raw: &str) -> Option<String> {
    let mut json = serde_json::Deserializer::from_str(raw);
    Lossy.deserialize(&mut json).ok()
}

/// The type of a value, by its first character.
fn sort_of(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "a truth value",
        Some(b'"') => "a string",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => "a number",
    }
}

/// A string in which a lone surrogate (`\ud83d`, as in a text truncated by UTF-16 units) becomes U+FFFD. Serde's `String` rejects it.
struct Lossy;

impl<'de> DeserializeSeed<'de> for Lossy {
    type Value = String;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<String, E> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(text.to_owned());
        }
        // A lone surrogate arrives as three bytes from ED A0 80 on, which are not UTF-8; it becomes one
        // U+FFFD.
        let mut out = String::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            match rest {
                [0xED, 0xA0..=0xBF, _, after @ ..] => {
                    out.push('\u{FFFD}');
                    rest = after;
                }
                _ => {
                    let until = rest.windows(2).skip(1).position(|pair| matches!(pair, [0xED, 0xA0..=0xBF]));
                    let (before, after) = rest.split_at(until.map_or(rest.len(), |at| at + 1));
                    out.push_str(&String::from_utf8_lossy(before));
                    rest = after;
                }
            }
        }
        Ok(out)
    }
}

/// Reads an object field by field; unneeded fields are skipped without being stored.
struct Row<'f>(&'f Fields);

#[derive(Default)]
struct Found<'de> {
    text: Option<&'de RawValue>,
    id: Option<&'de RawValue>,
    date: Option<&'de RawValue>,
    others: Vec<(String, Box<RawValue>)>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = Found<'de>;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found<'de>, A::Error> {
        let mut found = Found::default();
        while let Some(name) = map.next_key_seed(Lossy)? {
            let Fields { text, id, date, keep } = self.0;
            let field = if name == *text {
                &mut found.text
            } else if name == *id {
                &mut found.id
            } else if name == *date {
                &mut found.date
            } else if *keep {
                found.others.push((name, map.next_value()?));
                continue;
            } else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            // It would be unclear which of the two is meant.
            if field.replace(map.next_value()?).is_some() {
                return Err(de::Error::custom(format_args!("field {name:?} stands twice")));
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
        assert!(row.reference_date.unwrap().time.is_some());
        let kept: Vec<_> = row.passthrough.unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(kept, [r#"url="x""#, "n=1.0000000000000000001"]);
    }

    #[test]
    fn a_line_is_rewritten_in_its_text_alone() {
        let line = br#" {"n": 1.00, "text" : "a\u1eadp", "text2":"\u0061"} "#;
        let new = |new: Option<&str>| rewritten(line, &fields(), |_| new.map(str::to_owned)).unwrap();
        assert_eq!(new(Some("b\"\n")), r#" {"n": 1.00, "text" : "b\"\n", "text2":"\u0061"} "#);
        assert_eq!(new(None).as_bytes(), line);
    }

    #[test]
    fn an_id_keeps_its_digits_and_half_a_surrogate_pair_costs_no_document() {
        let id = |line: &str| parse(line.as_bytes(), &fields()).unwrap().id;
        assert_eq!(id(r#"{"id": 12345678901234567890123, "text": ""}"#).unwrap(), "12345678901234567890123");
        assert_eq!(id(r#"{"text": "", "n": 1e400, "id": 1e400}"#).unwrap(), "1e400");
        assert_eq!(id(r#"{"id": null, "text": "", "n": -1E-9999}"#), None);
        let text = |line: &str| parse(line.as_bytes(), &fields()).unwrap().text;
        assert_eq!(
            text(r#"{"text": "a\ud83d b\uDE00\ud83d\uDE00í\ud83d\ud83d", "x\ud800": "\udfff"}"#),
            "a\u{FFFD} b\u{FFFD}\u{1F600}í\u{FFFD}\u{FFFD}"
        );
        let deep = format!("{{\"text\": \"5%\", \"deep\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(text(&deep), "5%");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, message) in [
            (&b"{"[..], "expected one JSON object per line: EOF while parsing an object at byte 1"),
            (b"[1]", "expected one JSON object per line, found \"[1]\"; `jq -c '.[]'` turns a list into lines"),
            (b"id,text", "expected one JSON object per line, found \"id,text\""),
            (br#"{"a": 1}"#, "no field \"text\"; name another with --text-field"),
            (br#"{"text": "a", "text": "b"}"#, "field \"text\" stands twice at byte 26"),
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
