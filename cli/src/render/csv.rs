//! One row per fact. Cells are quoted by RFC 4180; rows end in a line feed.
//!
//! The columns are the fields that most kinds share; `value` has the whole value as JSON, so nothing is lost. Cells are written verbatim
//! unless `--csv-safe` is set: a spreadsheet treats a text that begins with `=`, `+`, `-` or `@` as a formula and runs it.

use std::io::{self, Write};

use serde_json::Value;
use tinviet::{Analysis, OffsetIndex};

use super::Rendering;

/// The fields of values that have their own column.
const FIELDS: [&str; 11] =
    ["low", "high", "bound", "unit", "measure", "currency", "edtf", "grain", "code", "class", "designation"];

pub(super) fn head(rendering: &Rendering, out: &mut dyn Write) -> io::Result<()> {
    let mark = if rendering.bom { "\u{FEFF}" } else { "" };
    let rule = if rendering.rules { ",rule" } else { "" };
    writeln!(out, "{mark}id,kind,start,end,core_start,core_end,text,{},value{rule}", FIELDS.join(","))
}

pub(super) fn document(
    analysis: &Analysis<'_>,
    id: Option<&str>,
    rendering: &Rendering,
    out: &mut impl Write,
) -> io::Result<()> {
    let cell = |text: &str, out: &mut _| match rendering.defused && is_formula(text) {
        true => cell(&format!("'{text}"), out),
        false => cell(text, out),
    };
    let index = OffsetIndex::new(analysis.text(), rendering.offsets);
    for fact in analysis.facts() {
        cell(id.unwrap_or_default(), out)?;
        let (span, core) = (fact.span(), fact.core());
        write!(out, ",{},{},{}", fact.kind_name(), index.get(span.start), index.get(span.end))?;
        write!(out, ",{},{},", index.get(core.start), index.get(core.end))?;
        cell(fact.text(), out)?;
        let value = serde_json::to_value(fact.value())?;
        for field in FIELDS {
            out.write_all(b",")?;
            match value.get(field) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => cell(text, out)?,
                Some(other) => cell(&other.to_string(), out)?,
            }
        }
        out.write_all(b",")?;
        cell(&value.to_string(), out)?;
        if rendering.rules {
            out.write_all(b",")?;
            cell(fact.rule(), out)?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Whether a spreadsheet would evaluate the cell. A signed number evaluates to itself.
fn is_formula(text: &str) -> bool {
    let is_number = |rest: &str| {
        rest.contains(|char: char| char.is_ascii_digit())
            && rest.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '%'))
    };
    match text
        .trim_start_matches([' ', '\u{A0}'])
        .strip_prefix(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    {
        None => false,
        Some(rest) => !(text.starts_with(['-', '+']) && is_number(rest)),
    }
}

fn cell(text: &str, out: &mut impl Write) -> io::Result<()> {
    // A cell with leading or trailing spaces is quoted too: some readers trim unquoted cells.
    let plain = !text.contains(['"', ',', '\n', '\r']) && text.trim() == text;
    if plain { out.write_all(text.as_bytes()) } else { write!(out, "\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::{cell, is_formula};

    #[test]
    fn what_a_spreadsheet_would_compute_is_known() {
        for text in ["=cmd|' /C calc'!A0", "+1+2", "-2+3", "@SUM(A1)", "\t=1", " =1", "-", "＝1", "-0,5%a"] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["", "5%", "-0.5", "-0,5%", "+84", "a=b", "trên 95%"] {
            assert!(!is_formula(text), "{text}");
        }
    }

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
            cell(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }
}
