//! Own kinds in the program: `--kinds-file` in every form of the output, `tinviet kinds check` as `docs/own-kinds.md` shows it.

mod run;

use std::{fs, path::PathBuf};

use run::{folder, tinviet};
use serde_json::Value;

/// The file that the tutorial ends with.
fn tutorial(name: &str) -> PathBuf {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/own-kinds.md")).unwrap();
    let steps = page.split("## Reference").next().unwrap();
    let blocks = steps.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap());
    let path = folder(name).join("kinds.toml");
    fs::write(&path, blocks.collect::<String>()).unwrap();
    path
}

/// Every call of the tutorial prints what it shows; `…` stands for the lines about the kinds.
#[test]
fn the_tutorial_says_what_the_program_prints() {
    let path = tutorial("kinds_tutorial");
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/own-kinds.md")).unwrap();
    let mut calls = 0;
    for block in page.split("```console\n$ tinviet kinds check kinds.toml '").skip(1) {
        let (text, shown) = block.split("```").next().unwrap().split_once("'\n").unwrap();
        let run = tinviet(&["kinds", "check", path.to_str().unwrap(), text], b"");
        assert_eq!((run.status, &*run.complaints), (0, ""));
        let want = shown.rsplit("\n\n").next().unwrap().trim_start_matches("…\n");
        assert!(run.out.ends_with(&format!("\n\n{want}")), "{text}: {}\nwanted {want}", run.out);
        calls += 1;
    }
    assert_eq!(calls, 3);
}

const TEXT: &str = "Toà án nhân dân tối cao xem lại bản án 05/2024/HSST và phạt bị cáo hơn 20 triệu đồng.";

#[test]
fn own_kinds_stand_in_every_form() {
    let path = tutorial("kinds_forms");
    let file = path.to_str().unwrap();
    let run = |more: &[&str]| {
        let run = tinviet(&[&["analyze", "--kinds-file", file], more].concat(), TEXT.as_bytes());
        assert_eq!(run.status, 0, "{}", run.complaints);
        run.out
    };
    let json: Value = serde_json::from_str(&run(&["--format", "jsonl", "--rules"])).unwrap();
    let rules: Vec<_> = json["facts"].as_array().unwrap().iter().map(|fact| fact["rule"].as_str().unwrap()).collect();
    assert!(["own.court", "own.court_case", "own.fine"].iter().all(|rule| rules.contains(rule)), "{rules:?}");
    let csv = run(&["--format", "csv", "--kinds", "court_case"]);
    assert!(
        csv.contains(",court_case,") && csv.contains(r#""{""number"":""5"",""year"":""2024"",""type"":""HSST""}""#),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let page = run(&["--format", "html"]);
    assert!(page.contains("court case") && page.contains("--hue: hsl("), "{page}");
    assert!(run(&["--format", "table"]).contains("court_case"));
}

#[test]
fn what_is_wrong_names_its_file_and_line() {
    let folder = folder("kinds_wrong");
    let file = folder.join("kinds.toml");
    let check = |kinds: &str| {
        fs::write(&file, kinds).unwrap();
        let run = tinviet(&["kinds", "check", file.to_str().unwrap(), "Bộ Y tế"], b"");
        (run.status, run.complaints, run.out)
    };
    fs::write(folder.join("bodies.tsv"), "name\tcode\nHoà\tA\nHòa\tB\n").unwrap();
    for (kinds, place, message) in [
        ("[[kind]]\nname = \"x\"\npattern = '('\n", "kinds.toml:3: ", "unclosed group"),
        ("[[kind]]\nname = \"x\"\nphrases = \"bodies.tsv\"\n", "bodies.tsv:3: ", "expected one code for one phrase"),
        ("[[kind]]\nname = \"x\"\nphrases = \"none.tsv\"\n", "kinds.toml:3: ", "none.tsv"),
        ("kind = 1\n", "kinds.toml:1: ", "invalid type"),
    ] {
        let (status, complaints, _) = check(kinds);
        assert!(status == 2 && complaints.contains(place) && complaints.contains(message), "{kinds}: {complaints}");
    }
    // A warning does not end the run.
    let (status, complaints, out) = check("[[kind]]\nname = \"x\"\npattern = 'ho[àả]|Bộ'\n");
    assert!(status == 0 && complaints.contains("kinds.toml:3: kind \"x\": the vowel after 'o'"), "{complaints}");
    assert!(out.ends_with("x: Bộ\n"), "{out}");
    let run = tinviet(&["analyze", "--kinds-file", file.to_str().unwrap(), "--kinds", "y"], b"");
    assert!(
        run.status == 2 && run.complaints.contains("no kind \"y\"; expected one of percentage"),
        "{}",
        run.complaints
    );
}

#[test]
fn graphemes_are_a_unit() {
    let run =
        tinviet(&["analyze", "--format", "jsonl", "--offsets", "graphemes"], "🇻🇳 e\u{302}\u{323} tăng 5%".as_bytes());
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&json["facts"][0]["start"], &json["facts"][0]["end"]), (&Value::from(9), &Value::from(11)));
}
