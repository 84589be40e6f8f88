//! Pages and Markdown: the readable text, the map back, and rewriting a page.

use std::{
    fs,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use serde::Deserialize;
use tinviet::{Analyzer, Expander, Markup, Normalizer, Page, Policy, Span, markup::Part};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A row of `fixtures/markup/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    source: String,
    text: String,
    title: Option<String>,
    captions: Option<Vec<String>>,
    boilerplate: Option<Vec<String>>,
    code: Option<Vec<String>>,
    /// Cells with the units of their columns.
    units: Option<Vec<String>>,
    head: Option<String>,
    date: Option<String>,
    #[serde(default)]
    no_date: bool,
}

impl Case {
    /// The first error in the page, if any.
    fn fault(&self, markup: Markup) -> Option<String> {
        let page = Page::read(&self.source, markup);
        let part = |wanted: Part| -> Vec<&str> {
            page.parts()
                .iter()
                .filter(|(_, part)| *part == wanted)
                .map(|(span, _)| &page.text()[span.range()])
                .collect()
        };
        let code: Vec<&str> = page.code().iter().map(|span| &page.text()[span.range()]).collect();
        let units: Vec<String> = page
            .units()
            .iter()
            .map(|(end, unit)| format!("{} {unit}", page.text()[..*end].rsplit('\n').next().unwrap_or_default()))
            .collect();
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        let differs = |name: &str, have: &[&str], want: &Option<Vec<String>>| match want {
            Some(want) if want != have => Some(format!("{name}: {have:?}")),
            _ => None,
        };
        let title = self.title.clone().map(|title| vec![title]);
        let head = page.title().map(|span| &self.source[span.range()]);
        let asked = self.head.is_some().then_some(&self.head);
        (page.text() != self.text)
            .then(|| format!("text: {:?}", page.text()))
            .or_else(|| differs("title", &part(Part::Title), &title))
            .or_else(|| differs("captions", &part(Part::Caption), &self.captions))
            .or_else(|| differs("boilerplate", &part(Part::Boilerplate), &self.boilerplate))
            .or_else(|| differs("code", &code, &self.code))
            .or_else(|| differs("units", &units, &self.units))
            .or_else(|| asked.filter(|want| want.as_deref() != head).map(|_| format!("head: {head:?}")))
            .or_else(|| (self.no_date && page.date().is_some()).then(|| format!("date: {:?}", page.date())))
            .or_else(|| {
                let wrong = self.date.is_some() && page.date() != self.date.as_deref();
                wrong.then(|| format!("date: {:?}", page.date()))
            })
    }
}

#[test]
fn a_cell_takes_the_unit_of_its_column() {
    let source =
        "<table><tr><th>Quý<th>Doanh thu (tỷ đồng)<th>Tăng (%)<tr><td>I<td><b>1.250</b>,5<td>-7</table><p>Hết 5/2024.";
    let analysis = Analyzer::builder().markup(Markup::Html).build();
    let analysis = analysis.analyze(source);
    let facts: Vec<_> =
        analysis.facts().map(|fact| (fact.text(), fact.value().to_string(), &source[fact.span().range()])).collect();
    assert_eq!(
        facts[..2],
        [("1.250,5", "1250500000000 VND".to_owned(), "1.250</b>,5"), ("-7", "-7 %".to_owned(), "-7"),]
    );
    assert!(analysis.sentences().iter().all(|span| !source[span.range()].is_empty()));
}

#[test]
fn pages_read_as_a_reader_reads_them() {
    let mut faults = String::new();
    for (file, markup) in [("html", Markup::Html), ("markdown", Markup::Markdown)] {
        let path = format!("{}/fixtures/markup/{file}.toml", env!("CARGO_MANIFEST_DIR"));
        let cases: Cases = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for case in cases.case {
            if let Some(fault) = case.fault(markup) {
                faults += &format!("\n{file}.toml: {}: {fault}", case.name);
            }
            let page = Page::read(&case.source, markup);
            assert_eq!(way_back(&page), None, "{}", case.name);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The first error in the map back: a letter of the text that differs from the source at its position, or a span that does not map back to
/// itself.
fn way_back(page: &Page<'_>) -> Option<String> {
    let mut last = 0;
    for (at, letter) in page.text().char_indices().filter(|(_, letter)| !letter.is_ascii_whitespace()) {
        let span = Span::new(at, at + letter.len_utf8());
        let source = page.map().source(span);
        let there = page.source().get(source.range());
        let spelt = there.is_some_and(|there| there.starts_with('&') || there.chars().eq([letter]));
        if !spelt || source.start < last || page.map().target(source) != span {
            return Some(format!("{span:?} {letter:?} came from {source:?} {there:?}"));
        }
        last = source.start;
    }
    None
}

#[test]
fn pages_are_written_back_between_their_tags() {
    let expand =
        |source: &str, markup| Expander::new(Policy::All).expand_page(&Page::read(source, markup)).text.into_owned();
    let normalize =
        |source: &str, markup| Normalizer::new().normalize_page(&Page::read(source, markup)).text.into_owned();
    for (source, want) in [
        (
            "<p title=UBND>Họp với <b>UBND</b> tỉnh<!-- UBND --></p>",
            "<p title=UBND>Họp với <b>Ủy ban nhân dân</b> tỉnh<!-- UBND --></p>",
        ),
        ("<p>Họp với <b>U</b>B<i>ND</i> tỉnh", "<p>Họp với <b>Ủy ban nhân dân</b><i></i> tỉnh"),
        ("<p>Gõ <code>UBND</code>, UBND.", "<p>Gõ <code>UBND</code>, Ủy ban nhân dân."),
    ] {
        assert_eq!(expand(source, Markup::Html), want);
    }
    assert_eq!(
        expand("Họp với **UBND** [tỉnh](UBND) `UBND`", Markup::Markdown),
        "Họp với **Ủy ban nhân dân** [tỉnh](UBND) `UBND`"
    );
    for (source, want) in [
        (
            "<p class='tòan'>T&ograve;an <b>tỉnh</b>, tòan&nbsp;quốc, H&agrave; N&#7897;i",
            "<p class='tòan'>Toàn <b>tỉnh</b>, toàn&nbsp;quốc, H&agrave; N&#7897;i",
        ),
        ("<p>o<b>&#768;</b>", "<p>ò<b></b>"),
        ("<p>x", "<p>x"),
    ] {
        assert_eq!(normalize(source, Markup::Html), want);
    }
    assert_eq!(normalize("*tòan* tỉnh `tòan`", Markup::Markdown), "*toàn* tỉnh `tòan`");
}

#[test]
fn an_analysis_of_a_page_speaks_of_its_source() {
    let source = "<title>Báo Làng</title><p>C&aacute;c người lao <b>động</b> (NLĐ) đạt <i>trên</i> 95&#37; k&#7871; hoạch; NLĐ t&ograve;an tỉnh.";
    let analyzer = Analyzer::builder().markup(Markup::Html).build();
    let analysis = analyzer.analyze(source);
    let fact = analysis.facts().next().unwrap();
    assert_eq!((&source[fact.span().range()], fact.text()), ("trên</i> 95&#37;", "trên 95%"));
    let definition = &analysis.abbreviations().definitions[0];
    assert_eq!(&source[definition.long_span.range()], "người lao <b>động");
    assert_eq!(analysis.read(definition.long_span), "người lao động");
    assert_eq!(&source[analysis.structure().title.unwrap().range()], "Báo Làng");
    let change = analysis.changes().next().unwrap();
    assert_eq!((&source[change.span.range()], &*change.replacement), ("&ograve;a", "oà"));
    assert!(
        analysis.expand(Policy::All).ends_with("; Người lao động t&ograve;an tỉnh.")
            || analysis.expand(Policy::All).ends_with("; người lao động t&ograve;an tỉnh.")
    );
    assert_eq!(analysis.markup(), Markup::Html);
}

#[test]
fn a_page_tells_its_own_date() {
    let analyzer = Analyzer::builder().markup(Markup::Html).dateline(true).build();
    for (page, want) in [
        ("<meta property=article:published_time content=2024-05-01T20:00:00Z><p>Hôm nay", "2024-05-02"),
        ("<meta name=pubdate content='2024-05-01 20:00 ICT'><p>Hôm nay", "2024-05-01"),
        ("<p>Thứ hai, 05/06/2017, 10:30 (GMT+7)<p>Hôm nay", "2017-06-05"),
    ] {
        let analysis = analyzer.analyze(page);
        let json = serde_json::to_value(analysis.view(tinviet::ViewOptions::new())).unwrap();
        let facts = json["facts"].as_array().unwrap();
        assert_eq!(facts.last().unwrap()["value"]["edtf"], want, "{page}");
    }
}

#[test]
fn hostile_pages_take_linear_time() {
    const PIECES: [&str; 26] = [
        "<",
        "</",
        "<!--",
        "<!",
        "<?",
        "&",
        "&#",
        "&#x1",
        "&amp",
        "<a ",
        "<a b=\"",
        "<div>",
        "</div>",
        "<div hidden>",
        "<table><tr><td>",
        "<svg>",
        "<svg></svg><title>",
        "<h1>",
        "<li><ul>",
        "<nav></p>",
        "<pre>\n",
        "<code>a ",
        "<b>1</b>% ",
        "</>&amp;",
        "<p><meta name=date content=\"2",
        "\r\n\0<script>",
    ];
    const MARKDOWN: [&str; 14] =
        ["*", "**a ", "_a*", "[", "![", "[a](", "`", "``` ", "> ", "- ", "| a ", "<b>", "<!--", "[^1]: "];
    let pages = PIECES.iter().map(|piece| (*piece, Markup::Html));
    let mut faults = String::new();
    for (piece, markup) in pages.chain(MARKDOWN.iter().map(|piece| (*piece, Markup::Markdown))) {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len() + 1);
            let start = Instant::now();
            let page = Page::read(&text, markup);
            assert!(page.text().len() <= text.len() + 2);
            start.elapsed()
        };
        let (small, large) = (time(16 << 10), time(128 << 10));
        if large > small.max(Duration::from_millis(20)) * 28 {
            faults += &format!("\n{piece:?}: {small:?}, {large:?}");
        }
    }
    // An end tag whose start tag is a million tags away.
    let deep = format!("<nav><table>{}{}", "<div>".repeat(200_000), "</nav></article>".repeat(200_000));
    let start = Instant::now();
    Page::read(&deep, Markup::Html);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn a_tag_may_have_any_number_of_attributes() {
    for attribute in [
        "a=\"x\" ",
        "a=\"\"\n",
        "a=\"it's > b\" ",
        "a\"b='x' c=\"d\" ",
        "a = \"x\" b='y' c=z ",
        "đ=\"đ=đ\" ",
        "=\"a\" ",
    ] {
        let page = format!("<p {}>5%</p><p>6 km", attribute.repeat(50_000));
        let analyzer = Analyzer::builder().markup(Markup::Html).build();
        let texts: Vec<_> = analyzer.analyze(&page).facts().map(|fact| fact.text().to_owned()).collect();
        assert_eq!(
            texts.get(texts.len().saturating_sub(2)..),
            Some(&["5%".to_owned(), "6 km".to_owned()][..]),
            "{attribute}"
        );
    }
}

#[test]
fn a_table_that_is_cut_is_read_once() {
    // The parser fills in at most 2¹⁸ cells, and reports the row after them twice.
    for rows in [513, 514, 515, 2000] {
        let page = format!("{}\n{}\n{}\n5%", "|a".repeat(512), "|-".repeat(512), "|5\n".repeat(rows));
        let page = Page::read(&page, Markup::Markdown);
        assert_eq!(page.text().matches('5').count(), rows + 1);
    }
}

/// Words and facts for the pages.
const WORDS: [&str; 20] = [
    "đạt",
    "95%",
    "trên",
    "12",
    "hộ",
    "5,5",
    "tỷ",
    "đồng",
    "ngày",
    "20/11/2019",
    "UBND",
    "tỉnh",
    "(NLĐ)",
    "người",
    "lao",
    "động",
    "số",
    "30/2020/NĐ-CP",
    "R&D",
    "a<b",
];

fn paragraph() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..14).prop_map(|words| words.join(" ") + ".")
}

/// Invisible markup that may be between two words of a page.
const UNSEEN: [&str; 10] = [
    "<b>",
    "</b>",
    "<a href='/5%?a=1&b=2'>",
    "</a>",
    "<!-- 7% -->",
    "<script>var x = '<p>8%</p>';</script>",
    "<em class=\"x y\">",
    "</em>",
    "<span title=\"9%\">",
    "</span>",
];

/// A page of the paragraphs: each letter may be an entity, each gap other white space, and tags stand anywhere between words.
fn page_of(paragraphs: &[String], seed: u64) -> String {
    let mut state = seed | 1;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut page = String::from("<!DOCTYPE html><title>1%</title><style>p{width:2%}</style>");
    for paragraph in paragraphs {
        let (open, close) = match random(5) {
            0 => ("<p>", ""),
            1 => ("<table><tr><td>", "</td></tr></table>"),
            2 => ("<div class=a><section>", "</section></div>"),
            3 => ("<ul><li>", "</ul>"),
            _ => ("<p style='x'>\n", "\n</p>\n"),
        };
        page += open;
        for letter in paragraph.chars() {
            let unseen = if random(6) == 0 { UNSEEN[random(10) as usize] } else { "" };
            match letter {
                ' ' => {
                    page += unseen;
                    page += [" ", "\n", "  ", "\r\n\t"][random(4) as usize];
                    page += if random(9) == 0 { "<i></i>" } else { "" };
                }
                '<' => page += "&lt;",
                '&' => page += "&amp;",
                letter if random(7) == 0 => page += &format!("&#{};", u32::from(letter)),
                letter if random(9) == 0 => page += &format!("&#x{:X};", u32::from(letter)),
                letter => page.push(letter),
            }
        }
        page += close;
    }
    page
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// The facts of a text are the same as those of its page, each at its position in the source.
    #[test]
    fn a_page_has_the_facts_of_its_text(paragraphs in proptest::collection::vec(paragraph(), 1..5), seed in any::<u64>()) {
        let text = paragraphs.join("\n\n");
        let source = page_of(&paragraphs, seed);
        let page = Page::read(&source, Markup::Html);
        prop_assert_eq!(page.text(), &text, "{}", &source);
        prop_assert_eq!(way_back(&page), None);
        let analysis = Analyzer::builder().markup(Markup::Html).build().analyze(&source);
        let plain = tinviet::analyze(&text);
        let facts = |analysis: &tinviet::Analysis<'_>, map: &dyn Fn(Span) -> Span| -> Vec<_> {
            analysis.facts().map(|fact| (map(fact.span()), fact.text().to_owned(), fact.value().clone())).collect()
        };
        prop_assert_eq!(facts(&analysis, &|span| page.map().target(span)), facts(&plain, &|span| span));
        // Rewriting the page is the same as rewriting its text, and keeps the tags.
        let expanded = analysis.expand(Policy::All).into_owned();
        let again = Page::read(&expanded, Markup::Html);
        prop_assert_eq!(again.text(), &*plain.expand(Policy::All));
    }

    /// Any input is read, and every span of the text maps to the source.
    #[test]
    fn anything_is_read(source in "(<|>|/|&|;|#|!|-|p|b|div|h1|table|td|svg|script|title|a|95%| |\n|\"|=|'|`|\\*|\\[|\\]|đ|\\|){0,60}") {
        for markup in [Markup::Html, Markup::Markdown] {
            let page = Page::read(&source, markup);
            for (at, letter) in page.text().char_indices() {
                let span = page.map().source(Span::new(at, at + letter.len_utf8()));
                prop_assert!(source.get(span.range()).is_some());
            }
            let analysis = Analyzer::builder().markup(markup).build().analyze(&source);
            for fact in analysis.facts() {
                prop_assert!(source.get(fact.span().range()).is_some() && !fact.text().is_empty());
            }
            analysis.expand(Policy::All);
            Normalizer::new().normalize_page(&page);
        }
    }
}
