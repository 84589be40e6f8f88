//! JSON round trip: an analysis that is serialised, deserialised and serialised again is the same, and expands in the same
//! way.
#![cfg(feature = "serde")]

use std::fs;

use proptest::prelude::*;
use tinviet::{Analysis, Analyzer, Fact, Input, Kind, Markup, Policy, ReferenceDate, ToneStyle};

/// Everything that an analysis may contain: every kind of fact, definitions, mentions, odd spelling, lines
/// and punctuation.
const PIECES: [&str; 28] = [
    "trên 95%",
    "ngày 2/9/1945",
    "hôm qua",
    "giai đoạn 2021 - 2024",
    "từ ngày 1/3 đến 5/4/2021",
    "gần 2 ngày",
    "2.800 tỷ đồng",
    "50.000đ/ngày",
    "110 mô hình",
    "95 trong số 139 tác phẩm",
    "lần thứ XII",
    "Nghị định số 30/2020/NĐ-CP của Chính phủ",
    "Thủ tướng Chính phủ tặng Bằng khen cho 2 tập thể và 1 cá nhân",
    "Huân chương Lao động hạng Nhì",
    "người lao động (NLĐ)",
    "NLĐ",
    "UBND tỉnh",
    "- CSGT",
    "“GD-ĐT”",
    "tòan hoà uỷ Ðảng",
    "to\u{E0}n tỉnh hoa\u{300}",
    "a&amp;b",
    "🏅",
    ". ",
    "\n",
    "\n\n",
    "<b>7</b>%",
    "ty\u{309}  le\u{323}\u{302}",
];

fn holds(analysis: &Analysis<'_>) -> Result<(), TestCaseError> {
    let json = serde_json::to_string(analysis).unwrap();
    let read: Analysis<'static> =
        serde_json::from_str(&json).map_err(|error| TestCaseError::fail(format!("{error}: {json}")))?;
    prop_assert_eq!(&serde_json::to_string(&read).unwrap(), &json);
    prop_assert_eq!(read.canonical(), analysis.canonical());
    prop_assert_eq!(read.text(), analysis.text());
    let facts = |analysis: &Analysis<'_>| analysis.facts().map(|fact| Fact::clone(&fact)).collect::<Vec<_>>();
    prop_assert_eq!(facts(&read), facts(analysis));
    for policy in Policy::ALL {
        prop_assert_eq!(read.expand(policy), analysis.expand(policy), "{} of {:?}", policy, analysis.text());
    }
    prop_assert_eq!(&serde_json::to_string(&analysis.clone().into_owned()).unwrap(), &json);
    for fact in analysis {
        let json = serde_json::to_string(&*fact).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Fact>(&json).unwrap(), &*fact);
        prop_assert_eq!(&serde_json::from_value::<Fact>(serde_json::from_str(&json).unwrap()).unwrap(), &*fact);
    }
    Ok(())
}

fn analyzer(style: ToneStyle) -> Analyzer {
    Analyzer::builder().kinds(Kind::ALL).tone_style(style).build()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn json_is_read_back(
        pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..16),
        markup in proptest::sample::select(Markup::ALL),
        style in proptest::sample::select(&ToneStyle::ALL[..]),
        dated in any::<bool>(),
    ) {
        let text: String =
            pieces.iter().flat_map(|&(piece, space)| [PIECES[piece], if space { " " } else { "" }]).collect();
        let date: Option<ReferenceDate> = dated.then(|| "2024-05-01".parse().unwrap());
        holds(&analyzer(style).analyze(Input::new(&text).reference_date(date).markup(markup)))?;
    }
}

#[test]
fn whole_articles_are_read_back() {
    let analyzer = analyzer(ToneStyle::FirstVowel);
    for file in fs::read_dir("fixtures/articles").unwrap() {
        let Ok(text) = fs::read_to_string(file.unwrap().path()) else { continue };
        holds(&analyzer.analyze(&text)).unwrap();
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let json = serde_json::to_string(&tinviet::analyze("Tỷ lệ trên 95%.")).unwrap();
    for (from, to, error) in [
        ("tinviet/2", "tinviet/1", "expected the schema \"tinviet/2\", found \"tinviet/1\""),
        ("\"text\":\"Tỷ lệ trên 95%.\",", "", "expected the text in it, found none"),
        ("\"start\":10", "\"start\":8", "8..19 is not a valid range of the text; expected offsets in bytes"),
        ("\"core\":[16,19]", "\"core\":[16,20]", "expected the core (16, 20) inside 10..19"),
        ("\"percentage\"", "\"percent\"", "unknown variant `percent`"),
    ] {
        assert!(json.contains(from), "{json}");
        let found = serde_json::from_str::<Analysis<'static>>(&json.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(found.contains(error), "{found}");
    }
}
