//! The fixtures of `fixtures/abbreviation/`: definitions, senses of short forms, expansion.

use std::{fs, path::Path};

use serde::Deserialize;
use tinviet::{Analyzer, Dictionary, Expander, Markup, Page, Policy, abbreviation::Source};
use unicode_normalization::UnicodeNormalization as _;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// The user's own dictionary, as a table.
    dictionary: Option<String>,
    /// `short = long` of each definition, in order.
    definitions: Option<Vec<String>>,
    /// `short = long`, `short ? ` for ambiguous, `short` alone for unknown, `short !` for protected; each mention, in order.
    mentions: Option<Vec<String>>,
    first: Option<String>,
    all: Option<String>,
    annotate: Option<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new("fixtures/abbreviation").join(file);
    let table = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File = toml::from_str(&table).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let wanted = std::env::var("TINVIET_CASE").ok();
    file.case.into_iter().filter(|case| wanted.as_ref().is_none_or(|name| *name == case.name)).collect()
}

fn dictionary(case: &Case) -> Dictionary {
    let builtin = Dictionary::builtin();
    case.dictionary.as_ref().map_or(builtin.clone(), |table| {
        builtin.with_table(table).unwrap_or_else(|error| panic!("{}: {error}", case.name))
    })
}

/// NFC with single spaces, for comparing a decomposed text with a composed one.
fn plain(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_reading(case: &Case, text: &str, form: &str) {
    let analyzer = Analyzer::builder().dictionary(dictionary(case)).kinds([]).build();
    let analysis = analyzer.analyze(text);
    let found = analysis.abbreviations();
    if let Some(want) = &case.definitions {
        let have: Vec<String> = found
            .definitions
            .iter()
            .map(|found| format!("{} = {}", &text[found.short_span.range()], &text[found.long_span.range()]))
            .map(|line| plain(&line))
            .collect();
        assert_eq!(have, *want, "definitions of {} ({form}): {text}", case.name);
    }
    if let Some(want) = &case.mentions {
        let have: Vec<String> = found
            .occurrences
            .iter()
            .map(|found| {
                let short = &text[found.span.range()];
                match (&found.expansion, found.source) {
                    (Some(long), _) => format!("{short} = {long}"),
                    (None, Source::Ambiguous) => format!("{short} ?"),
                    (None, Source::Protected) => format!("{short} !"),
                    (None, _) => short.to_owned(),
                }
            })
            .map(|line| plain(&line))
            .collect();
        assert_eq!(have, *want, "mentions of {} ({form}): {text}", case.name);
    }
}

#[test]
fn texts_are_read_as_the_fixtures_say() {
    for file in ["definition.toml", "mention.toml", "sense.toml", "user.toml"] {
        for case in cases(file) {
            check_reading(&case, &case.text, "as written");
            check_reading(&case, &case.text.nfd().collect::<String>(), "NFD");
            check_reading(&case, &case.text.replace('\n', "\r\n"), "CRLF");
        }
    }
}

#[test]
fn texts_are_written_out_as_the_fixtures_say() {
    for case in cases("render.toml") {
        for (policy, want) in
            [(Policy::First, &case.first), (Policy::All, &case.all), (Policy::Annotate, &case.annotate)]
        {
            let Some(want) = want else { continue };
            let expander = Expander::new(policy).dictionary(dictionary(&case));
            let once = expander.expand(&case.text);
            assert_eq!(once.text, *want, "{}, {policy:?}", case.name);
            let twice = expander.expand(&once.text);
            assert_eq!(twice.text, once.text, "{}, {policy:?}: a second time", case.name);
            // Text that was not expanded maps back to itself.
            let whole = once.map.source((0..once.text.len()).into());
            assert_eq!(whole.range(), 0..case.text.len(), "{}, {policy:?}: way back", case.name);
        }
    }
}

#[test]
fn the_way_back_leads_to_what_was_written_out() {
    let text = "Sở GD-ĐT và UBND tỉnh họp.";
    let expanded = Expander::new(Policy::All).expand(text);
    let at = expanded.text.find("Ủy ban nhân dân").unwrap();
    let source = expanded.map.source((at..at + "Ủy ban nhân dân".len()).into());
    assert_eq!(&text[source.range()], "UBND");
    let at = expanded.text.find("họp").unwrap();
    assert_eq!(&text[expanded.map.source((at..at + "họp".len()).into()).range()], "họp");
}

#[test]
fn a_users_table_is_read_or_its_fault_is_named() {
    let table = "# ours\nshort\tlong\nHKH\tHội Khuyến học tỉnh\nDN\t-\n";
    let dictionary = Dictionary::builtin().with_table(table).unwrap();
    assert_eq!(dictionary.meanings("HKH").collect::<Vec<_>>(), ["Hội Khuyến học tỉnh"]);
    assert_eq!(dictionary.meanings("DN").count(), 0);
    assert_eq!(dictionary.meanings("UBND").collect::<Vec<_>>(), ["Ủy ban nhân dân"]);
    let error = Dictionary::builtin().with_table("UBND\tỦy ban\nNLĐ\t\n").unwrap_err();
    assert_eq!(error.line(), Some(2));
    assert_eq!(error.to_string(), "line 2: expected a long form after the tab, found nothing (short form \"NLĐ\")");
    for (table, line, message) in [
        ("HKH\tHội Khuyến học\rNLĐ\tngười lao động\n", 1, "found a carriage return within the line"),
        ("# ours\nHKH\tHội\0 Khuyến học\n", 2, "found the control character U+0000"),
        ("short\tlong\tmeaning\n", 1, "expected the columns short, long, domain, prior, found \"meaning\""),
        ("HKH\tHội Khuyến học\tschool\n", 1, "expected a domain such as health"),
        ("HKH\tHội Khuyến học\teducation\tmuch\n", 1, "expected a number of points"),
        ("short\tlong\nHKH\tHội Khuyến học\teducation\n", 2, "expected at most 2 cells"),
    ] {
        let error = Dictionary::builtin().with_table(table).unwrap_err();
        assert!(error.line() == Some(line) && error.to_string().contains(message), "{table:?}: {error}");
    }
    let counted = "short\tlong\tsource\tcount\tdocuments\texample\nXBQ\t\tunknown\t3\t2\thọp với XBQ\nHKH\tHội Khuyến học\tuser\t1\t1\tHKH\n";
    let dictionary = Dictionary::builtin().with_table(counted).unwrap();
    assert_eq!(dictionary.meanings("XBQ").count(), 0);
    assert_eq!(dictionary.meanings("HKH").collect::<Vec<_>>(), ["Hội Khuyến học"]);
}

/// Few mentions and many words in capitals on one line, each of which might be reached.
#[test]
fn writing_out_takes_linear_time() {
    for piece in ["KXA (KXB) ", "KXA, ", "XI ", "(VOV) ", "NHKXA ", "đội KXA gặp đội KXB trên sân nhà vào tối qua "]
    {
        let time = |bytes: usize| {
            let text = format!("UBND tỉnh họp. {}", piece.repeat(bytes / piece.len()));
            let start = std::time::Instant::now();
            assert!(!Expander::new(Policy::All).expand(&text).text.is_empty());
            assert!(!Expander::new(Policy::First).expand(&text).text.is_empty());
            start.elapsed()
        };
        let (small, large) = (time(16 << 10), time(128 << 10));
        let bound = small.max(std::time::Duration::from_millis(20)) * 28;
        assert!(large < bound, "{piece:?}: 16 KiB took {small:?}, 128 KiB {large:?}");
    }
}

/// Words and short forms that may be adjacent in a text.
const PIECES: [&str; 44] = [
    "Tp",
    "TP.",
    "Hồ Chí Minh",
    "HCM",
    "HĐND",
    "HĐ",
    "ND",
    "UBND",
    "GD-ĐT",
    "NĐ-CP",
    "CP",
    "Thông tư",
    "/",
    "TT-BX",
    "TS",
    "BTV",
    "DN",
    "các",
    "công ty",
    "người lao động",
    "(NLĐ)",
    "NLĐ",
    ".",
    ",",
    "\n",
    "Sở",
    "Bộ",
    "GTVT",
    "(",
    ")",
    "KXA",
    "kxb",
    "KXA KXD",
    "TT",
    "5",
    "0",
    "THPT",
    "VPHC",
    "VHXH",
    "QPAN",
    "LĐ",
    "-",
    "XH",
    "Nguyễn An",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn writing_out_twice_is_writing_out_once(
        words in proptest::collection::vec(0..PIECES.len(), 0..24),
        entries in proptest::collection::vec((0..PIECES.len(), proptest::collection::vec(0..PIECES.len(), 1..5)), 0..5),
    ) {
        let joined = |words: &[usize]| words.iter().map(|word| PIECES[*word]).collect::<Vec<_>>().join(" ");
        let text = joined(&words);
        let dictionary = entries.iter().fold(Dictionary::builtin(), |dictionary, (short, long)| {
            let long = joined(long).replace('\n', " ");
            let short = PIECES[*short];
            if long.trim().is_empty() || short.trim().is_empty() { dictionary } else { dictionary.with(short, &long) }
        });
        for policy in [Policy::First, Policy::All, Policy::Annotate] {
            let expander = Expander::new(policy).dictionary(dictionary.clone());
            let once = expander.expand(&text);
            let twice = expander.expand(&once.text);
            proptest::prop_assert_eq!(&twice.text, &once.text, "{:?} of {:?} with {:?}", policy, &text, &entries);
            // An analysis expands in the same way, without reading its text again.
            let builder = Analyzer::builder().dictionary(dictionary.clone()).kinds([]);
            let analysed = builder.clone().build().analyze(&text).expand(policy);
            proptest::prop_assert_eq!(&analysed, &once.text, "{:?} of {:?} with {:?}", policy, &text, &entries);
            // Pages, if this build supports them.
            let page = format!("<p>{}</p>", text.replace('\n', "</p>\n<p>"));
            for markup in Markup::ALL.iter().copied().filter(|markup| markup.name() == "html") {
                let once = expander.expand_page(&Page::read(&page, markup)).text;
                let twice = expander.expand_page(&Page::read(&once, markup)).text;
                proptest::prop_assert_eq!(&twice, &once, "{:?} of {:?} with {:?}", policy, &page, &entries);
                let analysed = builder.clone().markup(markup).build().analyze(&page).expand(policy);
                proptest::prop_assert_eq!(&analysed, &once, "{:?} of {:?} with {:?}", policy, &page, &entries);
            }
        }
    }
}

/// The short forms of the dictionary, with a few that it does not have.
fn short_forms() -> Vec<&'static str> {
    let table = include_str!("../data/abbreviations.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    table
        .filter_map(|line| line.split('\t').next())
        .chain(["KXA", "UTP", "FPT Telecom", "XI", "M&A", "VnXa", "A", "tp"])
        .collect()
}

/// What stands between short forms: marks, and more and more words.
const BETWEEN: [&str; 24] = [
    " ",
    " ",
    " ",
    "-",
    " - ",
    "/",
    ".",
    ". ",
    ", ",
    " (",
    ") ",
    "\n",
    " và ",
    " 5 ",
    " tỉnh An Phú ",
    " Sở ",
    " gọi tắt là ",
    " là viết tắt của ",
    " ảnh: ",
    " cổ phiếu ",
    " 12 ",
    " đã họp với bà con ",
    " sau khi đoàn của huyện về thăm các làng ven sông và ăn cơm, ",
    " trong lúc mưa to gió lớn kéo dài nhiều ngày liền làm hư hại ruộng vườn, nhà cửa, cầu cống và đường sá của bà con ở các làng ven sông ",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
    /// Where nothing needs to be read again, nothing is: debug assertions in the library read it nevertheless.
    #[test]
    fn writing_out_any_short_forms_twice_is_once(
        pieces in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0..BETWEEN.len()), 1..12),
        few in 1_usize..6,
    ) {
        // Few of them, so that some stand there twice.
        let shorts = short_forms();
        let few: Vec<&str> = pieces.iter().take(few).map(|(short, _)| *short.get(&shorts)).collect();
        let text: String = pieces.iter().map(|(short, between)| format!("{}{}", short.get(&few), BETWEEN[*between])).collect();
        for policy in [Policy::First, Policy::All, Policy::Annotate] {
            let once = tinviet::analyze(&text).expand(policy);
            proptest::prop_assert_eq!(&tinviet::analyze(&once).expand(policy), &once, "{:?} of {:?}", policy, &text);
        }
    }
}
