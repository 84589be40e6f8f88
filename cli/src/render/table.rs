//! Columns for a terminal: one line per fact, one per short form. Terminal control sequences are made visible.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    io::{self, Write},
};

use serde_json::Value;
use tinviet::{Analysis, abbreviation::Source};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Look;
use crate::visible::visible;

pub(super) fn document(analysis: &Analysis<'_>, id: Option<&str>, look: Look, out: &mut impl Write) -> io::Result<()> {
    let name = visible(id.unwrap_or("standard input"));
    let (bold, plain) = if look.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    writeln!(out, "{bold}{name}{plain}\n{}", "─".repeat(name.width().min(look.width)))?;
    let rows: Vec<[String; 3]> = analysis
        .facts()
        .map(|fact| {
            let value = serde_json::to_value(fact.value())?;
            Ok([fact.kind_name().to_owned(), line(fact.text()), line(&summary(&value))])
        })
        .collect::<io::Result<_>>()?;
    columns(&rows, look, out)?;
    let short = abbreviations(analysis);
    if !short.is_empty() {
        writeln!(out, "\n{bold}abbreviations{plain}")?;
        columns(&short, look, out)?;
    }
    if rows.is_empty() && short.is_empty() {
        writeln!(out, "  nothing found")?;
    }
    writeln!(out)
}

/// The short forms with a meaning, each sense once.
fn abbreviations(analysis: &Analysis<'_>) -> Vec<[String; 3]> {
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
            rows.push([line(short), line(&long), how.to_owned()]);
        }
    }
    rows
}

/// The text on one line: line breaks and tabs become spaces, and terminal control sequences are made visible.
fn line(text: &str) -> String {
    let text: Cow<'_, str> = if text.contains(['\n', '\r', '\t']) {
        text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").into()
    } else {
        text.into()
    };
    visible(&text).into_owned()
}

/// Between two columns.
const GAP: usize = 2;

fn columns(rows: &[[String; 3]], look: Look, out: &mut impl Write) -> io::Result<()> {
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    // The text gets half of the width after the first column, and whatever the last column does not need.
    let first = widest(0).min(look.width / 3);
    let room = look.width.saturating_sub(first + 3 * GAP);
    let second = widest(1).min((room / 2).max(room.saturating_sub(widest(2))));
    let third = room.saturating_sub(second);
    let (colour, plain) = if look.colour { ("\u{1b}[36m", "\u{1b}[0m") } else { ("", "") };
    for [kind, text, value] in rows {
        let (kind, text, value) = (cut(kind, first), cut(text, second), cut(value, third));
        // `{:width$}` counts characters; combining marks and emoji need columns.
        let pad = |cell: &str, width: usize| " ".repeat(width.saturating_sub(cell.width()));
        let row = format!("  {colour}{kind}{plain}{}  {text}{}  {value}", pad(&kind, first), pad(&text, second));
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// The text in at most `width` columns, cut at a word boundary if that keeps at least half.
fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return text.into();
    }
    let (mut end, mut word, mut used) = (0, 0, 0);
    for (at, char) in text.char_indices() {
        // The last column is for the ellipsis.
        used += char.width().unwrap_or_default();
        if used >= width.max(1) {
            break;
        }
        if char == ' ' {
            word = at;
        }
        end = at + char.len_utf8();
    }
    // A word may end exactly at the limit.
    let is_between = text[end..].starts_with(' ');
    let end = if is_between || word * 2 < end { end } else { word };
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';'])).into()
}

/// The fields that are not null: `low=95 bound=more_than unit=percent`. The bound `exact` is omitted.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_words_by_their_width() {
        for (text, width, want) in [
            ("trên 95%", 8, "trên 95%"),
            ("Luật Thi đua, Khen thưởng", 15, "Luật Thi đua…"),
            ("Luật Thi đua, Khen thưởng", 20, "Luật Thi đua, Khen…"),
            ("không-có-chỗ-nào-để-cắt", 10, "không-có-…"),
            ("e\u{302}\u{301}e\u{302}\u{301}e\u{302}\u{301}", 2, "e\u{302}\u{301}…"),
            ("🏅🏅🏅", 4, "🏅…"),
            ("chữ", 0, "…"),
        ] {
            let got = cut(text, width);
            assert_eq!(got, want);
            assert!(got.width() <= width.max(1), "{got}");
        }
    }

    #[test]
    fn rows_fill_the_width_and_no_more() {
        let row = |text: &str| {
            ["citation".to_owned(), text.to_owned(), "type=NĐ number=30 symbol=NĐ-CP date=2020-03-05".to_owned()]
        };
        let rows = [row("Nghị định số 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ"), row("Nghị định này")];
        for width in [1, 20, 40, 80, 200] {
            let mut out = Vec::new();
            columns(&rows, Look { width, colour: false }, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.lines().all(|line| line.width() <= width.max(10)), "{width}: {out}");
            assert!(width < 200 || !out.contains('…'), "{out}");
        }
    }
}
