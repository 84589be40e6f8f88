//! A text with its facts marked, for notebooks: a fragment with its own colours and without scripts.

use std::fmt::Write as _;

use tinviet::{Analysis, Value};

/// The colours of a few kinds; the others share one. Light enough for dark text in every theme, since the text's colour is set too.
const COLOURS: [(&str, &str); 8] = [
    ("percentage", "#cfe8ff"),
    ("date", "#ffe3b3"),
    ("money", "#d5f5c8"),
    ("quantity", "#e6dcff"),
    ("citation", "#ffd6d6"),
    ("award", "#fff3a6"),
    ("award_event", "#fff9d6"),
    ("duration", "#d0f4f0"),
];

/// The text as a reader sees it, with each fact marked; a fact inside another is marked inside its mark. Facts that overlap otherwise keep
/// the first.
pub(crate) fn marked(analysis: &Analysis<'_>) -> String {
    let mut out = String::from("<div style=\"white-space:pre-wrap;line-height:1.6\">");
    let page = analysis.page();
    let text = page.map_or(analysis.text(), |page| page.text());
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for fact in analysis.facts() {
        let span = page.map_or(fact.span(), |page| page.map().target(fact.span()));
        close(&mut out, text, &mut open, &mut at, span.start);
        let inside = open.last().is_none_or(|&end| span.end <= end);
        if span.start < at || !inside || span.start >= span.end {
            continue;
        }
        push(&mut out, text.get(at..span.start).unwrap_or_default());
        at = span.start;
        let kind = fact.kind_name();
        let colour = COLOURS.iter().find(|(name, _)| *name == kind).map_or("#e8e8e8", |(_, colour)| colour);
        let _ = write!(out, "<mark style=\"background:{colour};color:#111;border-radius:3px;padding:0 2px\" title=\"");
        push(&mut out, &format!("{kind}: {}", said(fact.value())));
        out.push_str("\">");
        open.push(span.end);
    }
    close(&mut out, text, &mut open, &mut at, usize::MAX);
    push(&mut out, text.get(at..).unwrap_or_default());
    out.push_str("</div>");
    out
}

/// Closes the marks that end at or before `until`.
fn close(out: &mut String, text: &str, open: &mut Vec<usize>, at: &mut usize, until: usize) {
    while let Some(&end) = open.last().filter(|&&end| end <= until) {
        push(out, text.get(*at..end).unwrap_or_default());
        *at = end.max(*at);
        out.push_str("</mark>");
        open.pop();
    }
}

/// A value on one line, as JSON.
fn said(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Text as HTML. Bidirectional control characters are made visible, so that a text cannot pose as another.
fn push(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "[U+{:04X}]", u32::from(char));
            }
            other => out.push(other),
        }
    }
}
