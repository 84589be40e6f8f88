//! Own kinds: the cases of `fixtures/own_kinds/*.toml` in each form of the text, and the errors of a file of kinds.
//!
//! A file of cases names the kinds that it is about: `file`, one of `examples/kinds/`, or `kinds`, the text of one. A case has a `text` and the
//! expected facts of own kinds, with `at`, the text of each, and `value`, the fields to compare. Nothing else of these kinds may be found. A
//! case runs as written, in NFD, with the other tone style, with doubled and no-break spaces, with each space as a soft line break, and as a
//! page: the facts are at the same positions in the source. `only = ["written"]` picks some of the forms.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use tinviet::{Analyzer, Kind, LineBreaks, Normalizer, OwnKinds, ToneStyle, ViewOptions};
use unicode_normalization::UnicodeNormalization as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    file: Option<String>,
    kinds: Option<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    only: Option<Vec<Form>>,
    want: Vec<Want>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Want {
    kind: String,
    at: String,
    #[serde(default)]
    value: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Written,
    Nfd,
    Tones,
    Blanks,
    Wrapped,
    #[cfg_attr(not(feature = "html"), allow(dead_code))]
    Html,
}

impl Form {
    const ALL: &'static [Self] = &[
        Self::Written,
        Self::Nfd,
        Self::Tones,
        Self::Blanks,
        Self::Wrapped,
        #[cfg(feature = "html")]
        Self::Html,
    ];

    /// The form of any piece of the text that ends at words.
    fn of(self, text: &str) -> String {
        match self {
            Self::Written => text.to_owned(),
            Self::Nfd => text.nfd().collect(),
            Self::Tones => Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize(text).text.into_owned(),
            Self::Blanks => text.replace(' ', " \u{A0}\t"),
            Self::Wrapped => text.replace(' ', "\n"),
            Self::Html => text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace(' ', "</i> <b></b>\n<i>")
                .replace('ô', "&ocirc;"),
        }
    }

    fn analyzer(self, own: &OwnKinds) -> Analyzer {
        let builder = Analyzer::builder().own_kinds(own.clone());
        let builder = match self {
            Self::Wrapped => builder.line_breaks(LineBreaks::Soft),
            #[cfg(feature = "html")]
            Self::Html => builder.markup(tinviet::Markup::Html),
            _ => builder,
        };
        builder.build()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn kinds_of(file: &File, name: &str) -> OwnKinds {
    let own = match (&file.file, &file.kinds) {
        (Some(path), None) => kinds_in(&root().join("examples/kinds").join(path)),
        (None, Some(text)) => OwnKinds::parse(text).unwrap_or_else(|error| panic!("{name}: {error}")),
        _ => panic!("{name}: expected either `file` or `kinds`"),
    };
    assert_eq!(own.warnings(), [], "{name}");
    own
}

fn kinds_in(path: &Path) -> OwnKinds {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let read = |table: &str| fs::read_to_string(path.with_file_name(table));
    OwnKinds::parse_with(&text, read).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_case_finds_its_facts_in_every_form() {
    let pick = std::env::var("TINVIET_CASE").ok();
    let mut report = String::new();
    for path in files("fixtures/own_kinds") {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let file: File =
            toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let own = kinds_of(&file, &name);
        for form in Form::ALL {
            let analyzer = form.analyzer(&own);
            for case in &file.case {
                let is_chosen = case.only.as_ref().is_none_or(|only| only.contains(form));
                if !is_chosen || pick.as_ref().is_some_and(|pick| *pick != case.name && !name.starts_with(pick)) {
                    continue;
                }
                let faults = faults_of(&analyzer, case, *form);
                if !faults.is_empty() {
                    write!(report, "\n{name}, {:?}, {form:?}:\n{faults}", case.name).unwrap();
                }
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths
}

/// Syllables that the forms of a text write in different ways.
const SYLLABLES: [&str; 16] =
    ["Bộ", "Hoà", "Thuỷ", "khoẻ", "Đường", "Quý", "Uỷ", "ban", "Y", "tế", "Nguyễn", "giữ", "toà", "loè", "Ấn", "xuý"];

/// Words around them, of which no phrase is made.
const AROUND: [&str; 12] =
    ["hôm", "nay", "mưa", "lớn,", "kéo", "dài", "ở", "(vùng", "cao)", "phía", "trên", "\u{201C}sông\u{201D}"];

fn some(words: &'static [&'static str], count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), count).prop_map(|words| words.join(" "))
}

/// The faults of a text in all forms.
fn faults_in_every_form(own: &OwnKinds, case: &Case) -> String {
    Form::ALL.iter().map(|form| faults_of(&form.analyzer(own), case, *form)).collect()
}

/// A text about money, a day and a share, as people write them, with the words that the patterns of [`OVER_FACTS`] ask for.
fn over_facts() -> impl Strategy<Value = String> {
    let money = (1..999u32, proptest::sample::select(&["tỷ đồng", "triệu USD", "nghìn đồng"][..]));
    let paid = (money, some(&SYLLABLES, 1..3)).prop_map(|((sum, unit), who)| format!("chi {sum} {unit} cho {who}"));
    let day = (1..29u32, 1..13u32, 2000..2030u32);
    let held = day.prop_map(|(day, month, year)| format!("hòa giải ngày {day}/{month}/{year}"));
    let share = (1..99u32, 1..99u32).prop_map(|(whole, tenths)| format!("trên {whole},{tenths}% số hộ khoẻ"));
    prop_oneof![paid, held, share]
}

const OVER_FACTS: &str = r"
[[kind]]
name = 'paid'
pattern = 'chi @{money:sum} cho (?<who>\S+)'
[[kind]]
name = 'hearing'
pattern = 'hoà giải @{date:day}'
[[kind]]
name = 'healthy'
pattern = '@{percentage} (?:số )?hộ khỏe'
";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// A phrase is found at the same position in the source, however that is written.
    #[test]
    fn phrases_are_found_in_every_form(
        before in some(&AROUND, 0..6), phrase in some(&SYLLABLES, 1..6), after in some(&AROUND, 1..6),
    ) {
        let own = OwnKinds::parse(&format!("[[kind]]\nname = 'x'\nphrases = [{phrase:?}]")).unwrap();
        let text = format!("{before} {phrase} {after}.").trim_start().to_owned();
        let want = vec![Want { kind: "x".to_owned(), at: phrase, value: Value::Null }];
        let case = Case { name: String::new(), text, only: None, want };
        let faults = faults_in_every_form(&own, &case);
        prop_assert!(faults.is_empty(), "{faults}");
    }

    /// A pattern over facts finds there what it finds in plain text, with the same values.
    #[test]
    fn patterns_over_facts_find_the_same_in_every_form(
        before in some(&AROUND, 0..6), told in over_facts(), after in some(&AROUND, 0..6),
    ) {
        let own = OwnKinds::parse(OVER_FACTS).unwrap();
        let text = format!("{before} {told} {after}.").trim_start().to_owned();
        let analyzer = Form::Written.analyzer(&own);
        let plain = serde_json::to_value(analyzer.analyze(&text).view(ViewOptions::new())).unwrap();
        let facts = plain["facts"].as_array().unwrap().iter();
        let want: Vec<_> = facts
            .filter(|fact| Kind::ALL.iter().all(|kind| kind.name() != fact["kind"]))
            .map(|fact| Want {
                kind: fact["kind"].as_str().unwrap().to_owned(),
                at: fact["text"].as_str().unwrap().to_owned(),
                value: fact["value"].clone(),
            })
            .collect();
        prop_assert_eq!(want.len(), 1, "{}", text);
        let case = Case { name: String::new(), text, only: None, want };
        let faults = faults_in_every_form(&own, &case);
        prop_assert!(faults.is_empty(), "{faults}");
    }
}

/// What a word segmenter has written is read as what it was made from.
#[test]
fn tokenised_texts_have_the_same_facts() {
    let own = OwnKinds::parse(CHAIN).unwrap();
    let analyzer = Analyzer::builder().own_kinds(own).tokenized(tinviet::Tokenized::Yes).build();
    let analysis = analyzer.analyze("Hôm_nay , Bộ_Y_tế đến , thửa số 12 hộ .");
    let facts: Vec<_> = analysis.facts().filter(|fact| fact.kind() == Kind::Own).collect();
    let found: Vec<_> = facts.iter().map(|fact| (fact.kind_name(), &analysis.text()[fact.span().range()])).collect();
    assert_eq!(found, [("visit", "Bộ_Y_tế đến"), ("body", "Bộ_Y_tế"), ("plot", "thửa số 12 hộ")]);
}

/// 34 provinces and cities, 11 of them as before, the other 23 of 52 former ones: resolution 202/2025/QH15.
#[test]
fn the_provinces_are_those_of_the_resolution() {
    let table = fs::read_to_string(root().join("examples/kinds/provinces.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0].replace([' ', '-', '–', '.'], ""), cells[1], cells[2])
    });
    let (now, former): (Vec<_>, Vec<_>) = rows.partition(|(.., successor)| successor.is_empty());
    let codes: BTreeSet<&str> = now.iter().map(|(_, code, _)| *code).collect();
    assert_eq!(codes.len(), 34);
    let grown: BTreeSet<&str> = former.iter().map(|(_, code, _)| *code).collect();
    let kept: Vec<&str> = codes.difference(&grown).copied().collect();
    // Huế is the eleventh: its land had another name until it became a city, half a year before.
    let as_before = [
        "cao-bang",
        "dien-bien",
        "ha-noi",
        "ha-tinh",
        "lai-chau",
        "lang-son",
        "nghe-an",
        "quang-ninh",
        "son-la",
        "thanh-hoa",
    ];
    assert_eq!(kept, as_before);
    assert_eq!(grown.len(), 23 + 1);
    // The former ones whose names are gone, each once, and the present ones: the 63, and Huế.
    let spellings = ["BắcCạn", "Kontum", "ĐăkNông", "ĐắcNông"];
    let names: BTreeSet<&str> =
        former.iter().map(|(name, ..)| &**name).filter(|name| !spellings.contains(name)).collect();
    assert_eq!(names.len() + codes.len(), 63 + 1, "{names:?}");
    for (name, code, successor) in &former {
        assert!(now.iter().any(|(now, own, _)| own == code && *now == successor.replace(' ', "")), "{name}");
    }
}

/// Every ready file has cases that find and cases that must not.
#[test]
fn every_ready_file_has_its_cases() {
    for path in files("examples/kinds") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let cases = fs::read_to_string(root().join("fixtures/own_kinds").join(name))
            .unwrap_or_else(|error| panic!("fixtures/own_kinds/{name}: {error}"));
        let file: File = toml::from_str(&cases).unwrap();
        assert_eq!(file.file.as_deref(), Some(name));
        let (with, without): (Vec<_>, Vec<_>) = file.case.iter().partition(|case| !case.want.is_empty());
        assert!(with.len() >= 3 && without.len() >= 3, "{name}: {} find, {} must not", with.len(), without.len());
    }
}

fn faults_of(analyzer: &Analyzer, case: &Case, form: Form) -> String {
    // The pieces between facts keep their positions in every form.
    let mut ends: Vec<usize> =
        case.want.iter().flat_map(|want| range_of(case, want)).chain([0, case.text.len()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let (mut text, mut places) = (String::new(), vec![(0, 0)]);
    for pair in ends.windows(2) {
        text.push_str(&form.of(&case.text[pair[0]..pair[1]]));
        places.push((pair[1], text.len()));
    }
    let place = |at: usize| places.iter().find(|(written, _)| *written == at).unwrap().1;
    let analysis = analyzer.analyze(&text);
    let view = serde_json::to_value(analysis.view(ViewOptions::new())).unwrap();
    let mut left: Vec<&Value> = view["facts"].as_array().unwrap().iter().collect();
    left.retain(|fact| Kind::ALL.iter().all(|kind| kind.name() != fact["kind"]));
    let mut faults = String::new();
    for want in &case.want {
        let [start, end] = range_of(case, want).map(place);
        let found = left.iter().position(|got| got["kind"] == *want.kind && got["start"] == start && got["end"] == end);
        match found.map(|index| left.remove(index)) {
            None => writeln!(faults, "  missing  {} {:?} at {start}..{end}", want.kind, &text[start..end]).unwrap(),
            Some(got) => differences(&want.value, &got["value"], &want.at, &mut faults),
        }
    }
    for got in left {
        writeln!(
            faults,
            "  unwanted {} {} {}..{} {}",
            got["kind"], got["text"], got["start"], got["end"], got["value"]
        )
        .unwrap();
    }
    if !faults.is_empty() {
        writeln!(faults, "  text     {text:?}").unwrap();
    }
    faults
}

fn range_of(case: &Case, want: &Want) -> [usize; 2] {
    let start =
        case.text.find(&want.at).unwrap_or_else(|| panic!("case {:?}: the text has no {:?}", case.name, want.at));
    [start, start + want.at.len()]
}

/// Records where `got` differs from `want`; `"null"` requires a null.
fn differences(want: &Value, got: &Value, place: &str, faults: &mut String) {
    match (want, got) {
        (Value::Null, _) => {}
        (Value::Object(want), Value::Object(got)) => {
            for (name, want) in want {
                differences(want, got.get(name).unwrap_or(&Value::Null), &format!("{place} {name}"), faults);
            }
        }
        (Value::String(want), Value::Null) if want == "null" => {}
        _ if want == got => {}
        _ => writeln!(faults, "  value of {place} is {got}, wanted {want}").unwrap(),
    }
}

#[test]
fn what_is_wrong_has_its_line_and_what_to_do() {
    let kind = |rest: &str| format!("[[kind]]\nname = \"x\"\n{rest}");
    let body = "[[kind]]\nname = \"body\"\nphrases = [\"Bộ Y tế\"]\n";
    for (text, line, message) in [
        (kind("phrase = []"), 3, "unknown field `phrase`"),
        ("[[kinds]]".to_owned(), 1, "unknown field `kinds`"),
        (kind(""), 2, "expected either `phrases` or `pattern`"),
        (kind("phrases = []\npattern = 'a'"), 2, "expected either"),
        ("[[kind]]\nname = \"money\"\npattern = 'a'".to_owned(), 2, "is a built-in name"),
        ("[[kind]]\nname = \"a b\"\npattern = 'a'".to_owned(), 2, "expected a name that starts with a letter"),
        (format!("{body}{body}"), 5, "is also the name of the kind on line 2"),
        (kind("pattern = 'a(?<n>b'"), 3, "unclosed group, at character 2, \"(?<n>b\""),
        (kind("pattern = '''\na\n(b'''"), 5, "unclosed group, at character 1, \"(b\""),
        (kind("pattern = '\\p{Latn1}'"), 3, "Unicode property not found, at character 1"),
        (kind("pattern = '(?:a{1000}){1000}'"), 3, "exceeds size limit"),
        (kind("pattern = '@{gold}'"), 3, "no kind \"gold\"; expected one of percentage"),
        (kind("pattern = '@{x}'"), 3, "or a kind above this one"),
        (kind("pattern = '@{money'"), 3, "expected `}` at the end of the placeholder"),
        (kind("pattern = '@{money} @{money}'"), 3, "two placeholders have the field \"money\""),
        (kind("pattern = '@{money}'\nbefore = \"citation\""), 3, "\"money\" is found after this kind"),
        (
            format!("{body}[[kind]]\nname = \"y\"\npattern = '@{{body}}'\nbefore = \"time\""),
            6,
            "\"body\" is found after this kind",
        ),
        (kind("pattern = 'a'\nbefore = \"later\""), 4, "expected a stage in `before`, one of time, citation"),
        (kind("pattern = '(?<n>a)'\nfields = { n = \"int\" }"), 4, "unknown variant `int`"),
        (kind("pattern = '(?<n>a)'\nfields = { m = \"code\" }"), 3, "expected a group `(?<m>…)`"),
        (kind("pattern = '@{money}'\nfields = { money = \"code\" }"), 3, "is a whole fact of kind \"money\""),
        (kind("phrases = [\"a\"]\nfields = { m = \"code\" }"), 2, "`fields` belong to a pattern"),
        (kind("pattern = 'a'\ncase = \"ignore\""), 4, "`marks` and `case` are settings for phrases"),
        (kind("phrases = [\"a\"]\ncase = \"small\""), 4, "unknown variant `small`"),
        (kind("phrases = [\n  \"a\",\n  \"36\",\n]"), 5, "expected a phrase with a letter in it, found \"36\""),
        (kind("phrases = \"a.tsv\""), 3, "need a reader"),
        (kind(&format!("phrases = [\"{}\"]", "a ".repeat(65))), 3, "at most 64 words"),
    ] {
        let error = OwnKinds::parse(&text).expect_err(&text);
        assert_eq!((error.line(), error.kind() == tinviet::ErrorKind::Setting), (Some(line), false), "{text}: {error}");
        assert!(error.to_string().contains(message), "{text}: {error}");
    }
}

#[test]
fn a_table_that_is_wrong_is_named() {
    let parse = |table: &str, rest: &str| {
        let text = format!("[[kind]]\nname = \"body\"\nphrases = \"bodies.tsv\"\n{rest}");
        OwnKinds::parse_with(&text, |_| Ok::<_, String>(table.to_owned()))
    };
    for (table, rest, line, message) in [
        ("", "", None, "expected a first line that names the columns"),
        ("code\tx\n", "", Some(1), "expected a column \"name\""),
        ("name\tname\n", "", Some(1), "expected distinct column names"),
        ("name\tcode\nA\tb\tc\n", "", Some(2), "expected at most 2 cells"),
        ("name\tcode\n\tb\n", "", Some(2), "expected a phrase with a letter"),
        ("# a\nname\tcode\nHoà Bình\tb\nHòa Bình\tc\n", "", Some(4), "after folding it is the same as line 3"),
        ("name\tcode\nA b\tb\nA B\tc\n", "case = \"ignore\"", Some(3), "expected one code for one phrase"),
        ("name\tcode\nĐà Lạt\tb\nDa Lat\tc\n", "marks = \"ignore\"", Some(3), "expected one code for one phrase"),
    ] {
        let error = parse(table, rest).expect_err(table);
        assert_eq!((error.file(), error.line()), (Some("bodies.tsv"), line), "{table:?}: {error}");
        assert!(error.to_string().contains(message), "{table:?}: {error}");
    }
    assert!(parse("name\tcode\nA b\tb\nA B\tc\nA b\tb\n", "").is_ok());
    let text = "[[kind]]\nname = \"body\"\nphrases = \"bodies.tsv\"";
    let error = OwnKinds::parse_with(text, |name| Err(format!("{name}: is not there"))).unwrap_err();
    assert_eq!(error.to_string(), "line 3: bodies.tsv: is not there");
}

#[test]
fn what_no_text_can_have_is_a_warning_with_its_line() {
    for (rest, message) in [
        ("pattern = 'ho[àả] bình'", "the vowel after 'o' has a tone"),
        (r"pattern = 'a\nb'", "never matches"),
        ("pattern = 'a*'", "matches the empty string"),
        ("phrases = [\"a\u{301}\u{300}n\"]", "has two tone or vowel marks"),
    ] {
        let own = OwnKinds::parse(&format!("[[kind]]\nname = \"x\"\n{rest}")).unwrap();
        let [warning] = own.warnings() else { panic!("{rest}: {:?}", own.warnings()) };
        assert!(warning.line() == 3 && warning.message().contains(message), "{rest}: {warning}");
    }
}

const CHAIN: &str = "
[[kind]]
name = \"body\"
phrases = [\"Bộ Y tế\"]
[[kind]]
name = \"visit\"
pattern = '@{body} đến'
[[kind]]
name = \"plot\"
pattern = 'thửa số (?<n>\\d+) hộ'
before = \"time\"
takes = true
";

#[test]
fn kinds_are_chosen_by_their_names() {
    let found = |names: &[&str]| {
        let own = OwnKinds::parse(CHAIN).unwrap();
        let analyzer = Analyzer::builder().own_kinds(own).kinds_named(names.iter().copied()).unwrap().build();
        let analysis = analyzer.analyze("Bộ Y tế đến, thửa số 12 hộ, 3 hộ nghèo.");
        analysis.facts().map(|fact| format!("{} {}", fact.kind_name(), fact.text())).collect::<Vec<_>>()
    };
    assert_eq!(found(&["visit"]), ["visit Bộ Y tế đến"]);
    // A kind claims its tokens whether or not it is reported.
    assert_eq!(found(&["quantity", "body"]), ["body Bộ Y tế", "quantity 3 hộ nghèo"]);
    let own = OwnKinds::parse(CHAIN).unwrap();
    assert!(Analyzer::builder().own_kinds(own.clone()).kinds_named(["gold"]).is_err());
    let analyzer = Analyzer::builder().own_kinds(own).kinds([Kind::Quantity]).build();
    assert_eq!(analyzer.analyze("Bộ Y tế có 3 hộ.").facts().len(), 1);
}

/// A kind that is not reported has no index.
#[test]
fn a_held_fact_has_its_place_in_the_answer() {
    let own = "[[kind]]\nname = \"dead\"\npattern = '@{quantity} chết'\n";
    for (names, place) in [(&["quantity", "dead"][..], Value::from(1)), (&["dead"], Value::Null)] {
        let own = OwnKinds::parse(own).unwrap();
        let analyzer = Analyzer::builder().own_kinds(own).kinds_named(names.iter().copied()).unwrap().build();
        let analysis = analyzer.analyze("Có 3 người chết.");
        let view = serde_json::to_value(analysis.view(ViewOptions::new())).unwrap();
        assert_eq!(view["facts"][0]["value"]["quantity"]["fact"], place);
    }
}

/// Eight times the text takes about eight times the time, whatever is in it and in the file.
#[test]
fn hostile_texts_and_files_take_linear_time() {
    use std::time::{Duration, Instant};
    let prefixes: Vec<String> = (1..64).map(|words| format!("{:?}", "a ".repeat(words).trim_end())).collect();
    let list = |phrases: &[String]| format!("[[kind]]\nname = \"x\"\nphrases = [{}]", phrases.join(", "));
    let pattern = |pattern: &str| format!("[[kind]]\nname = \"x\"\npattern = '{pattern}'");
    for (kinds, piece) in [
        (list(&prefixes), "a "),
        (list(&["\"a b\"".to_owned()]), "a b "),
        (pattern(".*[^A-Z]|[A-Z]"), "A"),
        (pattern("a.*?z"), "a "),
        (pattern("(?:a|aa|aaa)+b"), "a"),
        (pattern("a*"), "b"),
        (pattern("(?:.*z)?"), "b "),
        (pattern("@{quantity:a}.*@{quantity:b} z"), "3 người "),
        (pattern(r"(?:\w{1,9}x){1,3}"), "aaaaaaaa"),
        (pattern("(?:aa|aaa|aaaa|aaaaa|b)c"), "a"),
    ] {
        let analyzer = Analyzer::builder().own_kinds(OwnKinds::parse(&kinds).unwrap()).build();
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let once = || {
                let start = Instant::now();
                std::hint::black_box(analyzer.analyze(&text).facts().len());
                start.elapsed()
            };
            // The better of two runs, since the machine may be busy for a while.
            once().min(once())
        };
        let (small, large) = (time(8 << 10), time(64 << 10));
        assert!(large <= small.max(Duration::from_millis(20)) * 28, "{kinds}: {small:?}, {large:?}");
    }
}

/// Sixteen times the text takes about sixteen times the time: of words that begin phrases which are prefixes of one another, and of a
/// megabyte that is one word and a phrase itself.
#[test]
fn long_texts_of_phrases_take_linear_time() {
    use std::time::{Duration, Instant};
    let prefixes: Vec<String> = (1..=64).map(|words| vec!["ba"; words].join(" ")).collect();
    let time = |phrases: &[String], text: &str| {
        let once = || {
            let start = Instant::now();
            let own = OwnKinds::parse(&format!("[[kind]]\nname = \"x\"\nphrases = {phrases:?}")).unwrap();
            let count = Analyzer::builder().own_kinds(own).build().analyze(text).facts().len();
            assert!(count > 0, "nothing found in {} bytes", text.len());
            start.elapsed()
        };
        once().min(once())
    };
    let of_prefixes = |bytes: usize| time(&prefixes, &"ba ".repeat(bytes / 3));
    let of_one_word = |bytes: usize| time(&["x".repeat(bytes)], &("x".repeat(bytes) + "."));
    for (small, large) in
        [(of_prefixes(8 << 10), of_prefixes(128 << 10)), (of_one_word(64 << 10), of_one_word(1 << 20))]
    {
        assert!(large <= small.max(Duration::from_millis(20)) * 56, "{small:?}, {large:?}");
    }
}
