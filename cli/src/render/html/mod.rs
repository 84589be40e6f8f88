//! One self-contained page: each text with its facts and abbreviations marked, and lists that explain them.
//!
//! Everything works without a script: a number after each fact links to its entry in the list, and back. The script adds cards, and a table of
//! contents if there are several documents: the page is written as a stream, so their number is not known at the top. Only that script may run
//! (`script-src` names its hash), and nothing is fetched.

mod kinds;
mod list;
mod text;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use tinviet::{Analysis, Kind, Span};

use crate::page::{Lang, escape, grouped};
use list::{Entry, Ids};
use text::{Mark, Sort};

/// The SHA-256 of `page.js`, with which the page allows that script and no other; a test checks it.
const SCRIPT: &str = include_str!("page.js.sha256");

/// Everything up to the first document; `title` is the title of the page.
pub(super) fn head(title: Option<&str>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (code, script) = (lang.code(), SCRIPT.trim());
    writeln!(out, "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    write!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    )?;
    writeln!(out, "script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'\">")?;
    let title = title.map_or("tinviet".into(), |title| format!("{} · tinviet", escape(title)));
    writeln!(out, "<title>{title}</title>\n<style>\n{}</style>", include_str!("page.css"))?;
    let contents = lang.word("page.contents");
    writeln!(out, "<main>\n<nav id=\"contents\" aria-label=\"{contents}\" data-name=\"{contents}\" hidden></nav>")
}

/// After the last document.
pub(super) fn tail(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (facts, close, list) = (lang.word("page.facts"), lang.word("page.close"), lang.word("page.to_list"));
    writeln!(
        out,
        "<div id=\"card\" role=\"dialog\" aria-label=\"{facts}\" data-list=\"{list}\" data-close=\"{close}\" hidden></div>"
    )?;
    writeln!(out, "</main>\n<script>{}</script>\n</html>", include_str!("page.js"))
}

/// The article's title, if it has one that can be read.
pub(super) fn title(analysis: &Analysis<'_>) -> Option<String> {
    let span = analysis.structure().title?;
    let title = match analysis.read(span).trim() {
        // The title of a web page may be outside its text.
        "" => analysis.text().get(span.range())?.trim(),
        title => title,
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// One document. `place` distinguishes it from all others of the run.
pub(super) fn document(
    analysis: &Analysis<'_>,
    id: Option<&str>,
    place: &str,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ids = Ids::new(place);
    let entries = list::entries(analysis);
    let text = analysis.page().map_or(analysis.text(), |page| page.text());
    let marks = marks(analysis, &entries);
    let mut shown = vec![false; analysis.facts().len()];
    for mark in &marks {
        if let Sort::Fact(fact) = mark.sort {
            shown[fact] = true;
        }
    }
    let file = escape(id.unwrap_or(&lang.word("page.stdin")));

    writeln!(out, "<section id=\"{ids}\" class=\"document\">\n<header>")?;
    // A title at the start of the text becomes the heading, with its marks; any other is printed before the
    // text.
    let head = first_line(analysis, text, &marks);
    let facts: Vec<_> = analysis.facts().collect();
    let page = text::Page {
        kinds: facts.iter().map(|fact| fact.kind_name()).collect(),
        text,
        marks: &marks,
        edges: text::edges(&marks),
        ids: &ids,
        lang,
        labels: list::labels(analysis, lang),
    };
    match (head, title(analysis)) {
        (Some(span), _) => {
            write!(out, "<h1 lang=\"vi\">")?;
            page.write(span, out)?;
            writeln!(out, "</h1>")?;
        }
        (None, Some(title)) => writeln!(out, "<h1 lang=\"vi\">{}</h1>", escape(&title))?,
        (None, None) => writeln!(out, "<h1>{file}</h1>")?,
    }
    writeln!(out, "<p class=\"file\">{file}</p>")?;
    legend(analysis, &entries, &ids, lang, out)?;
    writeln!(out, "</header>\n<div class=\"columns\">")?;
    write!(out, "<article lang=\"vi\">")?;
    let start = head.map_or(0, |span| span.end);
    let start = start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\n', '\r']).len());
    page.write(Span::new(start, text.len()), out)?;
    writeln!(out, "</article>")?;
    if analysis.facts().len() > 0 || !entries.is_empty() {
        writeln!(out, "<div class=\"list\" id=\"{ids}-list\">")?;
        list::facts(analysis, &shown, &ids, lang, out)?;
        list::abbreviations(&entries, &ids, lang, out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</div>\n</section>")
}

/// All marks in the readable text; of two that start together, the outer one comes first.
fn marks(analysis: &Analysis<'_>, entries: &[Entry<'_>]) -> Vec<Mark> {
    let parts = analysis.structure();
    let part = |class: &'static str| move |span: &Span| Mark { span: *span, sort: Sort::Part(class) };
    let mut marks: Vec<Mark> = parts.captions.iter().map(part("caption")).collect();
    marks.extend(parts.byline.iter().map(part("byline")));
    marks.extend(parts.dateline.iter().map(part("dateline")));
    marks.extend(parts.boilerplate.iter().map(part("boilerplate")));
    marks.extend(parts.title.iter().map(part("title")));
    for (place, entry) in entries.iter().enumerate() {
        marks.extend(entry.definitions.iter().map(|&long| Mark { span: long, sort: Sort::Definition(place) }));
        marks.extend(entry.mentions.iter().map(|&(number, span)| Mark { span, sort: Sort::Short(place, number) }));
    }
    let facts = analysis.facts().enumerate();
    marks.extend(facts.map(|(index, fact)| Mark { span: fact.span(), sort: Sort::Fact(index) }));
    if let Some(page) = analysis.page() {
        marks.iter_mut().for_each(|mark| mark.span = page.map().target(mark.span));
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.sort.rank()));
    marks
}

/// The title's span in the readable text, if nothing comes before it and no mark crosses its end.
fn first_line(analysis: &Analysis<'_>, text: &str, marks: &[Mark]) -> Option<Span> {
    let title = analysis.structure().title?;
    let span = analysis.page().map_or(title, |page| page.map().target(title));
    let is_first = !span.is_empty() && text.get(..span.start)?.trim().is_empty();
    let crosses = |mark: &Mark| mark.span.start < span.end && span.end < mark.span.end;
    (is_first && !marks.iter().any(crosses)).then_some(span)
}

/// The kinds with their counts, each with a switch.
fn legend(
    analysis: &Analysis<'_>,
    entries: &[Entry<'_>],
    ids: &Ids,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Built-in kinds in their order, then the user's.
    let mut counts: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    let facts: Vec<_> = analysis.facts().collect();
    facts.iter().for_each(|fact| *counts.entry((fact.kind(), fact.kind_name())).or_default() += 1);
    if counts.is_empty() && entries.is_empty() {
        return writeln!(out, "<p class=\"nothing\">{}</p>", lang.word("page.nothing"));
    }
    counts.keys().try_for_each(|(_, name)| kinds::switch(name, out))?;
    write!(out, "<p class=\"legend\">")?;
    let mentions = entries.iter().map(|entry| entry.mentions.len()).sum();
    let short = (mentions > 0).then_some(("abbreviation", mentions));
    for (name, count) in counts.iter().map(|((_, name), count)| (*name, *count)).chain(short) {
        write!(out, "<label{}><input type=\"checkbox\" checked> ", kinds::attributes("key ", name, ""))?;
        write!(out, "{} <b>{}</b></label> ", escape(&lang.word(name)), grouped(count as u64, lang))?;
    }
    write!(out, "</p>\n<p class=\"hint\">{} ", lang.word("page.hint"))?;
    writeln!(out, "<a href=\"#{ids}-list\">{}</a></p>", lang.word("page.skip"))
}
