//! The properties of pages: with any tags, the facts lie in the page and equal those of the readable text alone.

use tinviet::{Analysis, Analyzer, LineBreaks, Markup, Normalizer, Page, Policy, Span, Tokenized};

use super::{
    Verdict,
    draw::Draw,
    hold,
    oracle::{self, LONGEST, plain},
    pace, text as texts,
};

/// Pieces of pages, whole and broken.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<svg>",
    "</svg>",
    "<textarea>",
    "</textarea>",
    "<template>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<nav>",
    "</nav>",
    "<figcaption>",
    "<a href='/5%'>",
    "<td title='",
    "<i x=\"9%",
    ">",
    "<",
    "</",
    "<!",
    "<?",
    "<time datetime='2024-05-01'>",
    "<meta property='article:published_time' content='2024-05-01'>",
    "&nbsp;",
    "&amp;",
    "&#37;",
    "&#x1EA1;",
    "&#0;",
    "&#x110000;",
    "&",
    "&agrave",
    "# ",
    "## ",
    "* ",
    "> ",
    "```\n",
    "`",
    "**",
    "_",
    "[",
    "](/5%)",
    "![",
    "| a | b |\n|---|---|\n| ",
    "|",
    "\\",
    "    ",
    "---\n",
    "\n\n",
    "\n",
    "<details>",
    "<noscript>",
    "<plaintext>",
    "\0",
];

fn page(draw: &mut Draw<'_>) -> String {
    let mut out = String::new();
    for _ in 0..=draw.below(14) {
        for _ in 0..draw.below(4) {
            out.push_str(draw.pick(TAGS));
        }
        out.push_str(&texts::text(draw, 160));
        if out.len() > LONGEST || draw.is_empty() {
            break;
        }
    }
    out
}

pub(super) fn markup(draw: &mut Draw<'_>) -> Verdict {
    let markup = draw.pick(&[Markup::Html, Markup::Markdown]);
    let settings = Analyzer::builder().reference_date(oracle::reference_date()).tokenized(Tokenized::No);
    let pages = oracle::built(settings.clone().markup(markup));
    let plain = oracle::built(settings.line_breaks(LineBreaks::Hard));
    let source = page(draw);
    pace::held(source.len(), || pages.analyze(&source))?;
    texts::smallest_fault(&source, |source| {
        let analysis = pages.analyze(source);
        places(&analysis)?;
        let Some(page) = analysis.page() else { return Err("no page".to_owned()) };
        as_text(&analysis, page, &plain)?;
        written(&analysis, page)
    })
    .map_err(|fault| format!("{markup:?}: {fault}"))
}

/// Everything is on character boundaries of the page, in order.
fn places(analysis: &Analysis<'_>) -> Verdict {
    let source = analysis.text();
    let mut last = 0;
    for fact in analysis.facts() {
        let (span, core) = (fact.span(), fact.core());
        hold!(
            source.get(span.range()).is_some() && source.get(core.range()).is_some(),
            "{:?} at {span:?}, {core:?}",
            fact.kind()
        );
        hold!(last <= span.start, "order at {:?} {:?}", fact.kind(), fact.text());
        last = span.start;
        let text = fact.text();
        hold!(!text.is_empty() && text.trim() == text, "{:?} {text:?} has white space at an end", fact.kind());
    }
    for span in analysis.sentences() {
        hold!(source.get(span.range()).is_some(), "sentence {span:?}");
    }
    for mention in &analysis.abbreviations().occurrences {
        hold!(!analysis.read(mention.span).is_empty(), "mention {:?}", mention.span);
    }
    Ok(())
}

/// Where no code is marked, the facts are those of the readable text.
fn as_text(analysis: &Analysis<'_>, page: &Page<'_>, plain_text: &Analyzer) -> Verdict {
    if !page.code().is_empty() {
        return Ok(());
    }
    let alone = plain_text.analyze(page.text());
    hold!(
        alone.facts().len() == analysis.facts().len(),
        "{} facts, {} of the text",
        analysis.facts().len(),
        alone.facts().len()
    );
    for (fact, twin) in analysis.facts().zip(&alone) {
        let same =
            fact.kind() == twin.kind() && fact.text() == twin.text() && plain(fact.value()) == plain(twin.value());
        hold!(same, "{:?} {:?}, of the text {:?} {:?}", fact.kind(), fact.text(), twin.kind(), twin.text());
    }
    Ok(())
}

/// Rewriting a page keeps its tags, and maps back.
fn written(analysis: &Analysis<'_>, page: &Page<'_>) -> Verdict {
    let normalized = Normalizer::new().normalize_page(page);
    let expanded = analysis.expanded(Policy::All);
    for (name, text, map) in
        [("normalised", &normalized.text, &normalized.map), ("expanded", &expanded.text, &expanded.map)]
    {
        // A deletion at an end maps to nothing.
        let whole = map.source(Span::new(0, text.len()));
        hold!(analysis.text().get(whole.range()).is_some(), "{name}: whole {whole:?}");
        // A `<` that begins no tag may come back as an entity.
        let (tags, escaped) = (text.matches('<').count(), text.matches("&lt;").count());
        let before = analysis.text().matches('<').count();
        hold!(tags <= before && tags + escaped >= before, "{name} {text:?}");
    }
    Ok(())
}
