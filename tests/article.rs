//! The parts of an article: the cases of `fixtures/article.toml`.

use serde::Deserialize;
use tinviet::{Span, article, segment::Document};

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    title: Option<String>,
    #[serde(default)]
    captions: Vec<String>,
    #[serde(default)]
    body: Vec<String>,
    #[serde(default)]
    byline: Vec<String>,
    #[serde(default)]
    dateline: Vec<String>,
    #[serde(default)]
    boilerplate: Vec<String>,
}

#[test]
fn parts_are_those_of_the_cases() {
    let file: File = toml::from_str(include_str!("../fixtures/article.toml")).unwrap();
    let mut failures = String::new();
    for case in file.case {
        for (line_end, form) in [("\n", "written"), ("\r\n", "CRLF")] {
            let text = case.text.replace('\n', line_end);
            let doc = Document::new(&text);
            let parts = article::find(&doc);
            let plain = |span: Span| text[span.range()].replace("\r\n", "\n");
            let got = (
                parts.title.map(plain),
                parts.captions.into_iter().map(plain).collect::<Vec<_>>(),
                parts.body.into_iter().map(plain).collect::<Vec<_>>(),
                [parts.byline, parts.dateline, parts.boilerplate]
                    .map(|spans| spans.into_iter().map(plain).collect::<Vec<_>>()),
            );
            let Case { title, captions, body, byline, dateline, boilerplate, .. } = case.clone();
            let want = (title, captions, body, [byline, dateline, boilerplate]);
            if got != want {
                failures += &format!("\n{} ({form})\n  want {want:?}\n  got  {got:?}", case.name);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Every token is in one part, and the parts do not overlap.
#[test]
fn parts_cover_the_text_once() {
    let file: File = toml::from_str(include_str!("../fixtures/article.toml")).unwrap();
    for case in file.case {
        let doc = Document::new(&case.text);
        let parts = article::find(&doc);
        let all: Vec<Span> = [
            parts.title.into_iter().collect(),
            parts.captions,
            parts.body,
            parts.byline,
            parts.dateline,
            parts.boilerplate,
        ]
        .concat();
        for token in doc.tokens() {
            let holders = all.iter().filter(|part| part.contains(token.span())).count();
            assert_eq!(holders, 1, "{}: {:?}", case.name, &case.text[token.span().range()]);
        }
    }
}
