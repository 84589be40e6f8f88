//! The facts of `fixtures/fact/*.toml`: each case as written, in NFD, with CRLF, and inside a longer text.
//!
//! A case has a `text` and the expected facts. `at` is the text of the span, `core` (default: the same) that of the core, and `value`
//! has the fields to compare, where the string `"null"` requires a null. Of the kinds that the file is about (`kinds = […]` at its
//! top, otherwise the kind that it is named after, otherwise every expected kind) nothing else may be found: `want = []` expects
//! none. `date = "2024-05-01"` or `"2024-05-01T09:30"` is the document's reference date; `only = ["crlf"]` picks some of the four
//! forms.
//!
//! `TINVIET_CASE=name` runs the cases with this name, or of this file. The facts are read from the JSON form, so that it is tested
//! too.
#![cfg(feature = "serde")]

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

use serde::Deserialize;
use serde_json::Value;
use tinviet::{Analyzer, Input, Kind, ReferenceDate, ViewOptions};
use unicode_normalization::UnicodeNormalization as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Option<Vec<String>>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    date: Option<String>,
    only: Option<Vec<Form>>,
    want: Vec<Want>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Want {
    kind: String,
    at: String,
    core: Option<String>,
    #[serde(default)]
    value: Value,
}

/// The form in which the text of a case is analysed.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Written,
    Nfd,
    Crlf,
    Inside,
}

impl Form {
    const ALL: [Self; 4] = [Self::Written, Self::Nfd, Self::Crlf, Self::Inside];

    /// The form of any piece of the text.
    fn of(self, text: &str) -> String {
        match self {
            Self::Written | Self::Inside => text.to_owned(),
            Self::Nfd => text.nfd().collect(),
            Self::Crlf => text.replace('\n', "\r\n"),
        }
    }

    /// The form of the whole text: `Inside` puts paragraphs without facts around it, with letters of one to four bytes.
    fn whole(self, text: &str) -> String {
        match self {
            Self::Inside => {
                format!(
                    "Bạn đọc viết 🏅\n\nĐường phố đông vui, ai cũng vội vã.\n\n{text}\n\nTrời trong xanh và gió nhẹ.\n"
                )
            }
            _ => self.of(text),
        }
    }
}

/// A fact from the JSON form.
struct Got {
    kind: String,
    text: String,
    core: String,
    range: (usize, usize),
    value: Value,
}

#[test]
fn every_case_finds_its_facts() {
    let pick = env::var("TINVIET_CASE").ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fact");
    let mut paths: Vec<_> = fs::read_dir(&folder).expect("fixtures/fact").map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let analyzer = Analyzer::builder().kinds(Kind::ALL).build();
    let composes = tinviet::Normalizer::new().normalize("e\u{302}").text == "ê";
    let (mut report, mut failed, mut run) = (String::new(), 0, 0);
    for path in paths {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file: File = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let kinds = kinds_of(&file, &stem);
        let mut names = BTreeSet::new();
        for case in &file.case {
            assert!(names.insert(&case.name), "{}: two cases are named {:?}", path.display(), case.name);
            if pick.as_ref().is_some_and(|pick| *pick != case.name && *pick != stem) {
                continue;
            }
            for form in Form::ALL {
                let chosen = case.only.as_ref().is_none_or(|only| only.contains(&form));
                if !chosen || form == Form::Crlf && !case.text.contains('\n') || form == Form::Nfd && !composes {
                    continue;
                }
                run += 1;
                let faults = faults_of(&analyzer, &kinds, case, form);
                if !faults.is_empty() {
                    failed += 1;
                    writeln!(report, "\nfixtures/fact/{stem}.toml, {:?}, {form:?}:\n{faults}", case.name).unwrap();
                }
            }
        }
    }
    assert!(failed == 0, "{failed} of {run} runs failed\n{report}");
    assert!(run > 0, "no case is named {pick:?}");
}

/// The kinds of which a case must name every fact.
fn kinds_of(file: &File, stem: &str) -> BTreeSet<String> {
    let known = |name: &str| Kind::ALL.iter().any(|kind| kind.name() == name);
    let kinds: BTreeSet<String> = match &file.kinds {
        Some(kinds) => kinds.iter().cloned().collect(),
        None if known(stem) => [stem.to_owned()].into(),
        None => file.case.iter().flat_map(|case| &case.want).map(|want| want.kind.clone()).collect(),
    };
    for kind in file.case.iter().flat_map(|case| &case.want).map(|want| &want.kind).chain(&kinds) {
        assert!(known(kind), "{stem}.toml: no kind is named {kind:?}");
    }
    kinds
}

fn faults_of(analyzer: &Analyzer, kinds: &BTreeSet<String>, case: &Case, form: Form) -> String {
    let text = form.whole(&case.text);
    let mut left = analyse(analyzer, &text, case.date.as_deref());
    let mut faults = String::new();
    for want in &case.want {
        let (at, core) = (form.of(&want.at), form.of(want.core.as_ref().unwrap_or(&want.at)));
        assert!(text.contains(&at), "case {:?}: the text has no {:?}", case.name, want.at);
        match left.iter().position(|got| got.kind == want.kind && got.text == at) {
            None => writeln!(faults, "  missing  {} {at:?}", want.kind).unwrap(),
            Some(index) => {
                let got = left.remove(index);
                if got.core != core {
                    writeln!(faults, "  core of  {} {at:?} is {:?}, wanted {core:?}", want.kind, got.core).unwrap();
                }
                let place = format!("{} {at:?}", want.kind);
                differences(&want.value, &got.value, &place, &mut faults);
            }
        }
    }
    left.retain(|got| kinds.contains(&got.kind));
    for got in left {
        let (start, end) = got.range;
        let marked = format!("{}⟦{}⟧{}", &text[..start], &text[start..end], &text[end..]);
        writeln!(faults, "  unwanted {} {}\n           in {}", got.kind, got.value, shown(&marked)).unwrap();
    }
    if !faults.is_empty() {
        write!(faults, "  text     {}", shown(&text)).unwrap();
    }
    faults
}

/// The text on one line; marks stay marks, which `{:?}` would escape in NFD.
fn shown(text: &str) -> String {
    text.replace('\r', "␍").replace('\n', "⏎")
}

fn analyse(analyzer: &Analyzer, text: &str, date: Option<&str>) -> Vec<Got> {
    let reference = date.map(|date| match date.parse::<jiff::civil::DateTime>() {
        Ok(moment) if date.contains('T') => ReferenceDate { date: moment.date(), time: Some(moment.time()) },
        _ => ReferenceDate { date: date.parse().expect("an ISO date"), time: None },
    });
    let analysis = analyzer.analyze(Input::new(text).reference_date(reference));
    let view = serde_json::to_value(analysis.view(ViewOptions::new())).unwrap();
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let facts = view["facts"].as_array().unwrap().iter().map(|fact| {
        let range = (place(&fact["start"]), place(&fact["end"]));
        assert_eq!(text.get(range.0..range.1), fact["text"].as_str(), "the text of a fact is its span's");
        Got {
            kind: fact["kind"].as_str().unwrap().to_owned(),
            text: text[range.0..range.1].to_owned(),
            core: text[place(&fact["core"][0])..place(&fact["core"][1])].to_owned(),
            range,
            value: fact["value"].clone(),
        }
    });
    facts.collect()
}

/// Records where `got` differs from `want`: in tables only the expected fields, in lists every element.
fn differences(want: &Value, got: &Value, place: &str, faults: &mut String) {
    match (want, got) {
        (Value::Null, _) => {}
        (Value::Object(want), Value::Object(got)) => {
            for (name, want) in want {
                differences(want, got.get(name).unwrap_or(&Value::Null), &format!("{place} {name}"), faults);
            }
        }
        (Value::Array(want), Value::Array(got)) if want.len() == got.len() => {
            for (index, (want, got)) in want.iter().zip(got).enumerate() {
                differences(want, got, &format!("{place} {index}"), faults);
            }
        }
        (Value::String(want), Value::Null) if want == "null" => {}
        _ if want == got => {}
        _ => writeln!(faults, "  value of {place} is {got}, wanted {want}").unwrap(),
    }
}
