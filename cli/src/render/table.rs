//! Columns for a terminal: a line a fact, a line a short form. What would act on the terminal is made visible.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use serde_json::Value;
use tinviet::{Analysis, abbreviation::Source};
use unicode_width::UnicodeWidthStr as _;

use crate::visible::visible;

/// The widest a text may be before it is cut: two columns of it fit a terminal of 120.
const WIDEST: usize = 48;

pub(super) fn document(analysis: &Analysis<'_>, id: Option<&str>, out: &mut Vec<u8>) -> io::Result<()> {
    let name = visible(id.unwrap_or("standard input"));
    writeln!(out, "{name}\n{}", "─".repeat(name.width()))?;
    let rows: Vec<[String; 3]> = analysis
        .facts()
        .map(|fact| {
            let value = serde_json::to_value(fact.value())?;
            Ok([fact.kind().name().to_owned(), cut(&visible(fact.text())), visible(&summary(&value)).into_owned()])
        })
        .collect::<io::Result<_>>()?;
    columns(&rows, out)?;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for mention in &analysis.abbreviations().occurrences {
        let how = match mention.source {
            Source::Definition => "as the text defines it",
            Source::User => "your dictionary",
            Source::Dictionary => "dictionary",
            Source::Ambiguous => "ambiguous",
            _ => continue,
        };
        let long = match &mention.expansion {
            Some(long) => long.to_string(),
            None => mention.candidates.iter().map(|candidate| &*candidate.expansion).collect::<Vec<_>>().join(" | "),
        };
        let short = analysis.read(mention.span);
        if seen.insert((short, long.clone())) {
            rows.push([visible(short).into_owned(), cut(&visible(&long)), how.to_owned()]);
        }
    }
    if !rows.is_empty() {
        writeln!(out, "\nabbreviations")?;
        columns(&rows, out)?;
    }
    writeln!(out)
}

fn columns(rows: &[[String; 3]], out: &mut Vec<u8>) -> io::Result<()> {
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    let widths = [widest(0), widest(1)];
    for [first, second, third] in rows {
        for (cell, width) in [first, second].into_iter().zip(widths) {
            // `{:width$}` counts characters; combining marks and emoji need columns.
            write!(out, "  {cell}{}", " ".repeat(width - cell.width()))?;
        }
        writeln!(out, "  {third}")?;
    }
    Ok(())
}

fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if text[..at + char.len_utf8()].width() >= WIDEST {
            break;
        }
        end = at + char.len_utf8();
    }
    format!("{}…", text[..end].trim_end())
}

/// The fields that are not null: `low=95 bound=more_than unit=percent`. The bound `exact` goes without saying.
fn summary(value: &Value) -> String {
    let Value::Object(fields) = value else { return value.to_string() };
    let mut parts = Vec::new();
    for (name, value) in fields {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Array(list) if list.is_empty() => {}
            Value::String(text) if name == "bound" && text == "exact" => {}
            Value::String(text) if text.contains(' ') => parts.push(format!("{name}={text:?}")),
            Value::String(text) => parts.push(format!("{name}={text}")),
            Value::Array(list) => {
                let list: Vec<String> = list.iter().map(plain).collect();
                parts.push(format!("{name}=[{}]", list.join(", ")));
            }
            other => parts.push(format!("{name}={}", plain(other))),
        }
    }
    parts.join(" ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => format!("({})", summary(value)),
        other => other.to_string(),
    }
}
