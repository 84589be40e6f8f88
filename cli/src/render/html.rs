//! One self-contained page: each text with its facts and abbreviations marked, and a list of the facts beside it.
//!
//! Facts nest, and may overlap without nesting (an act of conferring and the citation that it ends in). HTML can only nest: an element
//! that another's end cuts is closed there and opened again after it. No script, nothing is fetched.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use serde_json::Value;
use tinviet::{Analysis, Kind, Span};

use crate::visible::turns;

pub(super) fn head(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", include_str!("page.html").trim_end())?;
    writeln!(out)
}

pub(super) fn tail(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</main>\n</html>")
}

/// Something that is marked in the text.
struct Mark<'a> {
    span: Span,
    element: &'static str,
    class: &'a str,
    note: &'a str,
}

const ABBREVIATION: &str = "abbreviation";
const TITLE: &str = "title";

pub(super) fn document(analysis: &Analysis<'_>, id: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let notes = analysis.facts().map(|fact| Ok(note(&serde_json::to_value(fact.value())?)));
    let notes = notes.collect::<io::Result<Vec<String>>>()?;
    let names: Vec<String> = analysis.facts().map(|fact| fact.kind_name().to_owned()).collect();
    let mut marks: Vec<Mark<'_>> = analysis
        .facts()
        .zip(&notes)
        .zip(&names)
        .map(|((fact, note), name)| Mark { span: fact.span(), element: "mark", class: name, note })
        .collect();
    for mention in &analysis.abbreviations().occurrences {
        if let Some(note) = &mention.expansion {
            marks.push(Mark { span: mention.span, element: "mark", class: ABBREVIATION, note });
        }
    }
    let title = analysis.structure().title.map(|span| Mark { span, element: "strong", class: TITLE, note: "" });
    marks.extend(title);
    marks.retain(|mark| !mark.span.is_empty());
    // The sort is stable: of marks with the same span a fact is outside its abbreviation.
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let kinds: BTreeSet<(Kind, &String)> = analysis.facts().map(|fact| fact.kind()).zip(&names).collect();

    writeln!(out, "<section>\n<header><h2>{}</h2>", escape(id.unwrap_or("standard input")))?;
    write!(out, "<p class=\"legend\">")?;
    for (_, name) in kinds {
        let count = names.iter().filter(|other| *other == name).count();
        key(name, count, out)?;
    }
    match marks.iter().filter(|mark| mark.class == ABBREVIATION).count() {
        0 => {}
        count => key(ABBREVIATION, count, out)?,
    }
    if marks.iter().all(|mark| mark.class == TITLE) {
        write!(out, "nothing found")?;
    }
    write!(out, "</p></header>\n<div class=\"columns\">\n<article lang=\"vi\">")?;
    if let Some(page) = analysis.page() {
        for mark in &mut marks {
            mark.span = page.map().target(mark.span);
        }
        marks.retain(|mark| !mark.span.is_empty());
    }
    body(analysis.page().map_or(analysis.text(), |page| page.text()), &marks, out)?;
    writeln!(out, "</article>")?;
    if analysis.facts().len() == 0 {
        return writeln!(out, "</div>\n</section>");
    }
    writeln!(out, "<aside><table>")?;
    for (fact, note) in analysis.facts().zip(&notes) {
        let (class, text) = (fact.kind_name(), escape(fact.text()));
        write!(out, "<tr{}><td><i></i></td><td><span lang=\"vi\">{text}</span>", attributes(class))?;
        writeln!(out, "<small>{} · {}</small></td></tr>", class.replace('_', " "), escape(note))?;
    }
    writeln!(out, "</table></aside>\n</div>\n</section>")
}

/// A kind and how often it stands in the text.
fn key(class: &str, count: usize, out: &mut impl Write) -> io::Result<()> {
    let name = class.replace('_', " ");
    match hue_of(class) {
        Some(hue) => write!(out, "<span class=\"key own\" style=\"--hue: {hue}\">{name} <b>{count}</b></span> "),
        None => write!(out, "<span class=\"key {class}\">{name} <b>{count}</b></span> "),
    }
}

/// The text with its marks: at each place where one begins or ends, those that end are closed and those cut by them opened again.
fn body(text: &str, marks: &[Mark<'_>], out: &mut impl Write) -> io::Result<()> {
    let mut places: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    places.push(text.len());
    places.sort_unstable();
    places.dedup();
    let mut open: Vec<&Mark<'_>> = Vec::new();
    let mut next = marks.iter().peekable();
    let mut done = 0;
    for place in places {
        write!(out, "{}", escape(&text[done..place]))?;
        done = place;
        if let Some(lowest) = open.iter().position(|mark| mark.span.end <= place) {
            let rest = open.split_off(lowest);
            for mark in rest.iter().rev() {
                write!(out, "</{}>", mark.element)?;
            }
            for mark in rest.into_iter().filter(|mark| mark.span.end > place) {
                begin(mark, out)?;
                open.push(mark);
            }
        }
        while let Some(mark) = next.next_if(|mark| mark.span.start <= place) {
            begin(mark, out)?;
            open.push(mark);
        }
    }
    Ok(())
}

fn begin(mark: &Mark<'_>, out: &mut impl Write) -> io::Result<()> {
    if mark.note.is_empty() {
        return write!(out, "<{}>", mark.element);
    }
    let name = mark.class.replace('_', " ");
    write!(out, "<{}{} title=\"{name}: {}\">", mark.element, attributes(mark.class), escape(mark.note))
}

/// The class of a mark, with its colour where the page has none for it. Names of own kinds are letters, digits, `_` and `-`.
fn attributes(class: &str) -> String {
    match hue_of(class) {
        Some(hue) => format!(" class=\"own\" style=\"--hue: {hue}\""),
        None => format!(" class=\"{class}\""),
    }
}

/// The colour of an own kind, always the same for the same name.
fn hue_of(class: &str) -> Option<String> {
    if class == ABBREVIATION || Kind::ALL.iter().any(|kind| kind.name() == class) {
        return None;
    }
    let hash = class.bytes().fold(17_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
    // Steps of the golden angle part neighbours.
    Some(format!("hsl({} 60% 48%)", hash.wrapping_mul(137) % 360))
}

/// A value in a line: the fields that are not null, without the names that speak for themselves.
fn note(value: &Value) -> String {
    match value {
        // A fact that a field of an own kind holds says what it says alone.
        Value::Object(fields) if fields.keys().eq(["kind", "fact", "value"]) => note(&fields["value"]),
        Value::Object(fields) => {
            let parts = fields.iter().filter_map(|(name, value)| match (name.as_str(), value) {
                (_, Value::Null | Value::Bool(false)) => None,
                (_, Value::Array(list)) if list.is_empty() => None,
                ("bound", Value::String(bound)) if bound == "exact" => None,
                // The numbers of other facts, which stand marked inside.
                ("facts", _) => None,
                ("low" | "high" | "unit" | "edtf" | "currency" | "code" | "type" | "text", value) => Some(note(value)),
                (name, value) => Some(format!("{} {}", name.replace('_', " "), note(value))),
            });
            parts.collect::<Vec<_>>().join(" · ")
        }
        Value::Array(list) => list.iter().map(note).collect::<Vec<_>>().join(", "),
        Value::String(text) => text.replace('_', " "),
        other => other.to_string(),
    }
}

/// Text for an element or an attribute in double quotes. Control characters, which HTML forbids, become U+FFFD; marks that turn the direction of
/// writing are shown by their number, not obeyed.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(char),
            '\r' => {}
            char if char.is_control() => out.push('\u{FFFD}'),
            char if turns(char) => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, spans: &[(usize, usize)]) -> String {
        let marks: Vec<_> = spans
            .iter()
            .map(|&(start, end)| Mark { span: Span::new(start, end), element: "b", class: "", note: "" })
            .collect();
        let mut out = Vec::new();
        body(text, &marks, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_nest_and_those_that_overlap_are_cut() {
        assert_eq!(page("abcdef", &[(0, 4), (1, 2)]), "<b>a<b>b</b>cd</b>ef");
        assert_eq!(page("abcdef", &[(0, 3), (2, 5)]), "<b>ab<b>c</b></b><b>de</b>f");
        assert_eq!(page("abcdef", &[(0, 6), (0, 2), (2, 6)]), "<b><b>ab</b><b>cdef</b></b>");
        assert_eq!(page("<&>", &[(1, 2)]), "&lt;<b>&amp;</b>&gt;");
    }

    #[test]
    fn nothing_of_the_text_becomes_markup() {
        assert_eq!(escape("<script>\"'\u{0}\r\n"), "&lt;script&gt;&quot;&#39;\u{FFFD}\n");
        assert_eq!(escape("a\u{202E}b"), "a\\u{202e}b");
    }
}
