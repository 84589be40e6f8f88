//! `--awards FILE`: the user's own awards, and the error for a bad line.

mod run;

use run::{folder, tinviet};
use serde_json::Value;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/awards.tsv");
const TEXT: &str = "UBND huyện trao Bông lúa xanh hạng Nhì cho 3 hộ gia đình. BLX là giải của huyện. Dấu ấn phố biển còn mãi. Ông Lê Văn Sáu được tặng danh hiệu Dấu ấn phố biển.";

/// The kinds, texts and values of the facts of [`TEXT`].
fn facts(arguments: &[&str]) -> Vec<(String, String, Value)> {
    let mut call = vec!["analyze", "--kinds", "award,award_event", "--format", "jsonl"];
    call.extend(arguments);
    let run = tinviet(&call, TEXT.as_bytes());
    assert_eq!(run.status, 0, "{}", run.complaints);
    let analysis: Value = serde_json::from_str(&run.out).unwrap();
    let facts = analysis["facts"].as_array().unwrap().iter();
    facts
        .map(|fact| {
            let text = |name: &str| fact[name].as_str().unwrap().to_owned();
            (text("kind"), text("text"), fact["value"].clone())
        })
        .collect()
}

#[test]
fn the_users_awards_are_found_and_make_events() {
    let found = facts(&["--awards", TABLE]);
    let awards: Vec<&str> = found.iter().filter(|fact| fact.0 == "award").map(|fact| &*fact.1).collect();
    // A title that counts only when conferred is not found as an ordinary phrase.
    assert_eq!(awards, ["Bông lúa xanh hạng Nhì", "BLX", "Dấu ấn phố biển"]);
    let event = found.iter().find(|fact| fact.0 == "award_event").unwrap();
    assert_eq!(event.2["awards"][0]["code"], "bong-lua-xanh");
    assert_eq!(event.2["awards"][0]["class"], "2");
    assert_eq!(event.2["recipients"][0]["type"], "household");
    let without = facts(&[]);
    assert!(without.iter().all(|fact| fact.2["code"] != "bong-lua-xanh"), "{without:?}");
}

#[test]
fn a_bad_line_is_named_with_its_file() {
    let folder = folder("awards");
    for (name, table, said) in [
        ("no-code.tsv", "code\tname\na\tA\n\tKhông mã\n", "line 3: expected a code"),
        ("no-name.tsv", "code\tname\n# một dòng ghi chú\ncode-only\n", "line 3: expected a name"),
        ("accent.tsv", "code\tname\nbông-lúa\tBông lúa\n", "line 2: expected a code of a-z, 0-9 and hyphens"),
        ("head.tsv", "name\tcode\nA\ta\n", "line 1: expected a header"),
        ("mention.tsv", "code\tname\tmention\na\tA\tnever\n", "line 2: expected always or conferred"),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, table).unwrap();
        let run = tinviet(&["analyze", "--awards", path.to_str().unwrap()], b"x");
        assert_eq!(run.status, 2, "{name}");
        assert!(
            run.out.is_empty() && run.complaints.contains(name) && run.complaints.contains(said),
            "{}",
            run.complaints
        );
    }
    let run = tinviet(&["analyze", "--awards", "no-such.tsv"], b"x");
    assert!(run.status == 2 && run.complaints.contains("no-such.tsv"), "{}", run.complaints);
}
