//! A row a fact. Cells are quoted as RFC 4180 says, rows end in a line feed.
//!
//! The columns are the fields that most kinds share; `value` holds the whole value as JSON, so nothing is lost. Cells are not defused
//! for spreadsheets: a text that begins with `-` is a number below nothing, and stays one.

use std::io::{self, Write};

use serde_json::Value;
use tinviet::{Analysis, OffsetIndex, OffsetUnit};

/// The fields of values that have a column of their own.
const FIELDS: [&str; 11] =
    ["low", "high", "bound", "unit", "measure", "currency", "edtf", "grain", "code", "class", "designation"];

pub(super) fn head(rules: bool, out: &mut dyn Write) -> io::Result<()> {
    let rule = if rules { ",rule" } else { "" };
    writeln!(out, "id,kind,start,end,core_start,core_end,text,{},value{rule}", FIELDS.join(","))
}

pub(super) fn document(
    analysis: &Analysis<'_>,
    id: Option<&str>,
    offsets: OffsetUnit,
    rules: bool,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let index = OffsetIndex::new(analysis.text(), offsets);
    for fact in analysis.facts() {
        cell(id.unwrap_or_default(), out);
        let (span, core) = (fact.span(), fact.core());
        write!(out, ",{},{},{}", fact.kind().name(), index.get(span.start), index.get(span.end))?;
        write!(out, ",{},{},", index.get(core.start), index.get(core.end))?;
        cell(fact.text(), out);
        let value = serde_json::to_value(fact.value())?;
        for field in FIELDS {
            out.push(b',');
            match value.get(field) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => cell(text, out),
                Some(other) => cell(&other.to_string(), out),
            }
        }
        out.push(b',');
        cell(&value.to_string(), out);
        if rules {
            out.push(b',');
            cell(fact.rule(), out);
        }
        out.push(b'\n');
    }
    Ok(())
}

fn cell(text: &str, out: &mut Vec<u8>) {
    // A cell with spaces at its ends is quoted too: some readers trim what is not.
    let plain = !text.contains(['"', ',', '\n', '\r']) && text.trim() == text;
    if plain {
        out.extend_from_slice(text.as_bytes());
    } else {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (text, want) in [
            ("trên 95%", "trên 95%"),
            ("2,5%", "\"2,5%\""),
            ("\"A\"", "\"\"\"A\"\"\""),
            ("a\nb", "\"a\nb\""),
            ("a\rb", "\"a\rb\""),
            (" a", "\" a\""),
            ("", ""),
        ] {
            let mut out = Vec::new();
            cell(text, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }
}
