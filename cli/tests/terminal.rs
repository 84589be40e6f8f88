//! What the program says to people: the table, wrong first words, files that are not text, manual pages (`docs/output.md`).

mod run;

use std::fs;

use run::{folder, program, run, tinviet};
use unicode_width::UnicodeWidthStr as _;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/articles/khen-thuong.txt");

#[test]
fn a_table_is_as_wide_as_it_may_be() {
    let table = |columns: Option<&str>| {
        let mut program = program();
        program.args(["analyze", "--format", "table", ARTICLE]).env_remove("COLUMNS");
        columns.map(|columns| program.env("COLUMNS", columns));
        run(&mut program, b"").out
    };
    let widest = |out: &str| out.lines().skip(1).map(str::width).max().unwrap();
    assert!(widest(&table(None)) <= 80 && widest(&table(None)) > 70);
    assert!(widest(&table(Some("60"))) <= 60);
    assert!(!table(Some("2000")).contains('…'));
    assert!(!table(None).contains('\u{1b}'));
    let empty = tinviet(&["analyze", "--format", "table"], "Trời đẹp.".as_bytes());
    assert!(empty.out.contains("  nothing found\n"), "{}", empty.out);
}

#[test]
fn a_file_in_place_of_a_command_is_answered_with_the_command() {
    let told = tinviet(&["article.txt"], b"");
    assert_eq!(told.status, 2);
    assert!(told.complaints.contains("did you mean: tinviet analyze article.txt"), "{}", told.complaints);
    assert!(tinviet(&["analyse"], b"").complaints.contains("analyze"));
}

#[test]
fn what_is_no_text_is_refused_with_what_to_do() {
    let folder = folder("foreign");
    let good = folder.join("good.txt");
    fs::write(&good, "5%").unwrap();
    for (name, way) in [
        ("a.pdf", "`pdftotext FILE`"),
        ("a.DOCX", "`soffice --headless --convert-to txt:Text:UTF8 FILE`"),
        ("a.xlsx", "save the sheet as CSV"),
        ("a.zip", "unpack it first"),
    ] {
        let path = folder.join(name);
        fs::write(&path, "PK 5%").unwrap();
        for command in ["analyze", "normalize", "expand", "syllables", "abbreviations"] {
            let run = tinviet(&[command, path.to_str().unwrap(), good.to_str().unwrap()], b"");
            assert!(run.status == 1 && run.complaints.contains(way), "{command} {name}: {}", run.complaints);
            assert!(!run.out.contains("PK"), "{command} {name}");
        }
        let asked = tinviet(&["analyze", "--input", "text", path.to_str().unwrap()], b"");
        assert_eq!(asked.status, 0, "{}", asked.complaints);
    }
}

#[test]
fn manual_pages_are_made_of_the_arguments() {
    let folder = folder("man");
    let page = tinviet(&["man"], b"");
    assert!(page.status == 0 && page.out.contains(".TH tinviet 1"), "{}", page.out);
    assert_eq!(tinviet(&["man", "--output", folder.to_str().unwrap()], b"").status, 0);
    for name in ["tinviet.1", "tinviet-analyze.1", "tinviet-man.1"] {
        assert!(fs::read_to_string(folder.join(name)).unwrap().contains(".TH"), "{name}");
    }
}
