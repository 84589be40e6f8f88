//! Whole articles: the facts of each text of `fixtures/articles`, as a reviewed snapshot.
//!
//! `cargo insta review` shows the effect of a change of the rules. A snapshot is the current result, errors included; the cases of
//! `fixtures/fact` are what the result should be.
#![cfg(feature = "serde")]

use std::{fmt::Write as _, fs, path::Path};

use tinviet::{Analysis, Span};

#[test]
fn articles_are_read_as_they_were_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "the articles are there");
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let shown = shown(&tinviet::analyze(&text));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_suffix(name);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("fixtures/articles/{name}.txt"));
        settings.bind(|| insta::assert_snapshot!("article", shown));
    }
}

/// Pages in the style of Vietnamese sites, each with the markup of its authoring tool: see `fixtures/pages`.
#[cfg(feature = "markdown")]
#[test]
fn pages_are_read_as_they_were_reviewed() {
    use tinviet::{Analyzer, Markup, encoding, markup};

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "the pages are there");
    for path in paths {
        let (name, ending) = (path.file_stem().unwrap().to_str().unwrap(), path.extension().unwrap().to_str().unwrap());
        let bytes = fs::read(&path).unwrap();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let bytes = error.as_bytes();
                encoding::decode(bytes, markup::charset(bytes).unwrap()).unwrap().text.into_owned()
            }
        };
        let analyzer = Analyzer::builder().markup(Markup::of_ending(ending)).dateline(true).build();
        let analysis = analyzer.analyze(&text);
        let page = analysis.page().unwrap();
        let shown = format!("{}\ndate: {}\n\n{}", shown(&analysis), page.date().unwrap_or("(none)"), page.text());
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_suffix(name);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("fixtures/pages/{name}.{ending}"));
        settings.bind(|| insta::assert_snapshot!("page", shown));
    }
}

/// The analysis as readable lines, without offsets, which all other tests check.
fn shown(analysis: &Analysis<'_>) -> String {
    let mut out = String::new();
    let text = |span: Span| analysis.read(span);
    let structure = analysis.structure();
    let parts = [
        ("caption", &structure.captions),
        ("byline", &structure.byline),
        ("dateline", &structure.dateline),
        ("boilerplate", &structure.boilerplate),
    ];
    // A title that is in the head of a page is not text.
    let title = structure.title.map_or("(none)", |span| match text(span).trim() {
        "" => &analysis.text()[span.range()],
        _ => text(span),
    });
    writeln!(out, "title: {title}\nsentences: {}", analysis.sentences().len()).unwrap();
    for (name, spans) in parts {
        spans.iter().for_each(|&span| writeln!(out, "{name}: {}", text(span)).unwrap());
    }
    out.push_str("\nfacts\n");
    for fact in analysis.facts() {
        let value = serde_json::to_string(fact.value()).unwrap();
        writeln!(out, "  {:12}{:?} {value}", fact.kind().name(), fact.text()).unwrap();
    }
    out.push_str("\nabbreviations\n");
    for mention in &analysis.abbreviations().occurrences {
        let long = mention.expansion.as_ref().map_or("(open)", |long| &**long);
        writeln!(out, "  {:10}{long} [{:?}]", text(mention.span), mention.source).unwrap();
    }
    out.push_str("\nchanges\n");
    for change in analysis.changes() {
        writeln!(out, "  {:?} -> {:?} {:?}", text(change.span), change.replacement, change.reason).unwrap();
    }
    out
}
