//! The program from outside: its output, its errors and its exit status (`docs/output.md`).

mod run;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use run::{Run, folder, tinviet};
use serde_json::Value;

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_text_becomes_json() {
    let run = tinviet(&["analyze"], "Tỷ lệ đạt trên 95%.".as_bytes());
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["schema"], "tinviet/2");
    assert_eq!(json["id"], Value::Null);
    assert_eq!(json["facts"][0]["core"], serde_json::json!([23, 26]));
}

#[test]
fn offsets_count_what_is_asked_for() {
    let text = "🏅 Tỷ lệ đạt 95%.";
    for (unit, start) in [("bytes", 22), ("chars", 12), ("utf16", 13)] {
        let run = tinviet(&["analyze", "--offsets", unit, "--format", "jsonl"], text.as_bytes());
        assert_eq!(lines(&run)[0]["facts"][0]["start"], start, "{unit}");
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_are_done() {
    let input = "{\"id\": \"a\", \"text\": \"5%\"}\n{\n\n{\"id\": 4}\n\"text\"\n{\"id\": \"e\", \"text\": \"6%\", \"url\": 1.50}\n";
    let run = tinviet(&["analyze", "--input", "jsonl", "--no-text", "--keep-fields"], input.as_bytes());
    let rows = lines(&run);
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "e"]);
    assert!(rows[0].get("text").is_none());
    assert!(run.out.contains("\"passthrough\":{\"url\":1.50}"));
    for place in [
        "standard input:2: expected one JSON object per line: ",
        "standard input:5: expected one JSON object per line, found \"\\\"text\\\"\"",
        "standard input:4: no field \"text\"",
        "standard input:5: ",
    ] {
        assert!(run.complaints.contains(place), "{place:?} in {:?}", run.complaints);
    }
    assert_eq!(run.complaints.lines().count(), 3);
    assert_eq!(run.status, 1);
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_are_done() {
    let folder = folder("bad-files");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::write(path("good.txt"), "5%").unwrap();
    fs::write(path("latin.txt"), b"Ti\xEAn 5%").unwrap();
    fs::write(path("empty.txt"), "").unwrap();
    let run = tinviet(
        &["analyze", "--format", "jsonl", &path("none.txt"), &path("latin.txt"), &path("empty.txt"), &path("good.txt")],
        b"",
    );
    assert_eq!(run.status, 1);
    let rows = lines(&run);
    assert_eq!(
        rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(),
        [path("empty.txt"), path("good.txt")]
    );
    assert!(run.complaints.contains(&format!("{}: no such file", path("none.txt"))), "{}", run.complaints);
    assert!(run.complaints.contains(&format!("{}: byte 2: expected UTF-8, found 0xEA", path("latin.txt"))));
    assert!(run.complaints.contains(&format!("{}: is empty", path("empty.txt"))));
    let run = tinviet(&["analyze", &path("empty.txt")], b"");
    assert_eq!(run.status, 0);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = folder("unread");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let good = write("good.txt", b"5%");
    for (name, bytes, complaint) in [
        (
            "a.csv",
            &b"id,body\n1,5%\n"[..],
            ": no column \"text\" in the header (\"id\", \"body\"); name another with --text-field",
        ),
        ("a.json", b"{\"text\": \"5%\"}", ": use --input jsonl for JSON with one object per line"),
        ("utf16.jsonl", b"\xFF\xFE{\0}\0\n\0{\0}\0\n\0", ": expected UTF-8, found UTF-16; `iconv -f utf-16"),
        ("cut.jsonl.gz", b"\x1F\x8B", ":1: cannot decompress: "),
        ("cut.jsonl.zst", b"\x28\xB5\x2F\xFD", ":1: cannot decompress: "),
        ("cut.parquet", b"PAR1", ": not a Parquet file, or truncated: "),
        ("list.jsonl", b"[{\"text\": \"5%\"}]", ":1: expected one JSON object per line, found "),
    ] {
        let path = write(name, bytes);
        let run = tinviet(&["analyze", "--format", "jsonl", &path, &good], b"");
        assert_eq!((run.status, lines(&run).len()), (1, 1), "{name}: {}", run.complaints);
        assert!(run.complaints.contains(&format!("{path}{complaint}")), "{name}: {}", run.complaints);
        assert_eq!(run.complaints.lines().count(), 1, "{name}: {}", run.complaints);
    }
    let empty = write("empty.jsonl", b"");
    let run = tinviet(&["analyze", &empty], b"");
    assert_eq!((run.status, run.complaints.contains("is empty")), (0, true));
}

#[test]
fn a_call_that_is_wrong_ends_with_2() {
    let folder = folder("bad-calls");
    let config = folder.join("config.toml");
    fs::write(&config, "offsets = \"chars\"\nkind = [\"award\"]\n").unwrap();
    let config = config.to_str().unwrap();
    for (arguments, message) in [
        (&["analyze", "--format", "xml"][..], "invalid value 'xml'"),
        (&["analyze", "--kinds", "percentage,color"], "no kind \"color\"; expected one of percentage, date"),
        (&["analyze", "--reference-date", "1/5/2024"], "expected a date such as 2024-05-01"),
        (&["analyze", "--threads", "0"], "invalid value '0'"),
        (&["analyze", "--dictionary", "no-such.tsv"], "no-such.tsv"),
        (&["analyze", "--config", config], "config.toml:2: unknown field `kind`"),
        (&["analyze", "--output", "no/such/folder/x.json"], "cannot be written"),
        (&["summarize"], "unrecognized subcommand"),
    ] {
        let run = tinviet(arguments, b"");
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.complaints);
        assert!(run.complaints.contains(message), "{arguments:?}: {}", run.complaints);
        assert_eq!(run.out, "");
    }
}

#[test]
fn settings_come_from_a_file_and_the_call_goes_first() {
    let folder = folder("config");
    let config = folder.join("config.toml");
    fs::write(&config, "offsets = \"chars\"\nno_text = true\nkinds = [\"percentage\"]\nformat = \"jsonl\"\n").unwrap();
    let config = config.to_str().unwrap();
    let text = "Đạt 95% vào năm 2021.".as_bytes();
    let row = |more: &[&str]| lines(&tinviet(&[&["analyze", "--config", config], more].concat(), text)).remove(0);
    assert_eq!(row(&[])["facts"].as_array().unwrap().len(), 1);
    assert_eq!(row(&[])["facts"][0]["start"], 4);
    assert_eq!(row(&["--offsets", "bytes"])["facts"][0]["start"], 7);
}

#[test]
fn output_is_written_whole_or_not_at_all() {
    let folder = folder("output");
    let goal = folder.join("facts.csv");
    let goal_name = goal.to_str().unwrap();
    let run = tinviet(&["analyze", "--output", goal_name], "Tăng 2,5%, \"gần\" 7%".as_bytes());
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    let csv = fs::read_to_string(&goal).unwrap();
    assert!(csv.starts_with("id,kind,start,end,"));
    assert!(csv.contains("\n,percentage,6,10,6,10,\"2,5%\",2.5,,exact,percent,"), "{csv}");
    // Two runs at once leave no third file.
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    if Path::new("/dev/full").exists() {
        let run = tinviet(&["analyze", "--output", "/dev/full"], b"5%");
        assert_eq!(run.status, 1);
        assert!(run.complaints.contains("cannot write the results"));
    }
}

#[test]
fn every_number_of_threads_gives_the_same_order() {
    let input: String = (0..3000)
        .map(|n| format!("{{\"id\": {n}, \"text\": \"Năm {n} tăng {n}%. {}\"}}\n", "chữ ".repeat(n % 50)))
        .collect();
    let one = tinviet(&["analyze", "--input", "jsonl", "--threads", "1"], input.as_bytes());
    let four = tinviet(&["analyze", "--input", "jsonl", "--threads", "4"], input.as_bytes());
    assert_eq!(one.out.lines().count(), 3000);
    assert!(one.out == four.out, "the same rows in the same order");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tinviet"))
        .args(["analyze", "--input", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let row = format!("{{\"text\": \"{}\"}}\n", "Tăng 5%. ".repeat(500));
    for _ in 0..500 {
        if stdin.write_all(row.as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.len()), (Some(0), 0));
}

#[test]
fn what_would_act_on_a_terminal_or_a_page_is_defused() {
    let text = "\u{1b}]0;đổi tên\u{7}<script>alert(1)</script> Đạt 95\u{202E}%. tăng 7%\n";
    let table = tinviet(&["analyze", "--format", "table"], text.as_bytes()).out;
    assert!(!table.contains(['\u{1b}', '\u{7}', '\u{202E}']));
    let page = tinviet(&["analyze", "--format", "html"], text.as_bytes()).out;
    // The page's own script, whose hash it names, and no other.
    assert!(
        page.matches("<script").count() == 1 && page.contains("<script>\n\"use strict\";") && !page.contains('\u{1b}')
    );
    assert!(page.contains("&lt;script&gt;") && page.ends_with("</html>\n"));
}

#[test]
fn normalize_and_expand_print_the_text_and_nothing_else() {
    for (command, input, want) in [
        ("normalize", "Hoà bình", "Hòa bình"),
        ("normalize", "", ""),
        ("expand", "Toàn văn", "Toàn văn"),
        ("expand", "dòng\r\n", "dòng\r\n"),
    ] {
        let run = tinviet(&[command], input.as_bytes());
        assert_eq!((run.out.as_str(), run.status), (want, 0), "{command} {input:?}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in ["analyze", "normalize", "expand", "syllables", "abbreviations", "schema", "completions", "man"] {
        let run = tinviet(&[command, "--help"], b"");
        assert_eq!(run.status, 0);
        assert!(run.out.contains("Example") && run.out.contains(&format!("tinviet {command}")), "{command}");
    }
    assert!(tinviet(&["completions", "bash"], b"").out.contains("_tinviet"));
    let schema: Value = serde_json::from_str(&tinviet(&["schema"], b"").out).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], "tinviet/2");
}

/// Starts a run, gives it rows until its journal exists, and kills it.
fn kill_midway(call: &[String], journal: &Path, row: impl Fn(usize) -> String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tinviet"))
        .args(call)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The journal is written about once a second, with whatever batch comes then.
    for n in 0..400 {
        stdin.write_all(row(n).as_bytes()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(10));
        if journal.exists() {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_that_was_killed_goes_on_to_the_same_bytes() {
    let folder = folder("resume");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let row = |n: usize| format!("{{\"id\": {n}, \"text\": \"Năm {n} tăng {n}%.\"}}\n{{bad {n}\n");
    let input: String = (0..400).map(row).collect();
    let own = path("own.tsv");
    fs::write(&own, "XBQ\txưởng bản quyền\n").unwrap();
    let call = |goal: &str, more: &[&str]| {
        let outputs = ["--output", &path(goal), "--errors", &path("errors")];
        let arguments = [&["analyze", "--input", "jsonl", "--dictionary", &own], &outputs[..]].concat();
        [&arguments[..], more].concat().into_iter().map(String::from).collect::<Vec<_>>()
    };
    let run = |goal: &str, more: &[&str]| {
        let arguments = call(goal, more);
        tinviet(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), input.as_bytes())
    };
    for goal in ["facts.jsonl", "facts.csv.gz", "facts.jsonl.zst"] {
        assert_eq!(run(goal, &["--threads", "2"]).status, 1);
        let (whole, errors) = (fs::read(path(goal)).unwrap(), fs::read(path("errors")).unwrap());
        fs::remove_file(path(goal)).unwrap();

        let journal = folder.join(format!(".{goal}.part.journal"));
        kill_midway(&call(goal, &[]), &journal, row);
        assert!(journal.exists() && !Path::new(&path(goal)).exists());

        let changed = run(goal, &["--resume", "--kinds", "award"]);
        assert!(
            changed.status == 2 && changed.complaints.contains("the settings have changed"),
            "{}",
            changed.complaints
        );
        // The file of a setting counts with what is in it.
        fs::write(&own, "XBQ\txuất bản\n").unwrap();
        assert!(run(goal, &["--resume"]).complaints.contains("the settings have changed"));
        fs::write(&own, "XBQ\txưởng bản quyền\n").unwrap();
        let resumed = run(goal, &["--resume"]);
        assert!(resumed.complaints.starts_with("tinviet: resuming after "), "{}", resumed.complaints);
        assert_eq!(resumed.status, 1);
        assert_eq!(fs::read(path("errors")).unwrap(), errors);
        // Standard input arrives in pieces of other sizes, so compressed output has other members with the same content.
        let rows = |bytes: Vec<u8>| {
            let name = path(&format!("again.{goal}"));
            fs::write(&name, bytes).unwrap();
            match goal {
                "facts.jsonl.zst" => tinviet(&["analyze", "--format", "jsonl", &name], b"").out.into_bytes(),
                "facts.csv.gz" => tinviet(&["normalize", "--tone-style", "preserve", &name], b"").out.into_bytes(),
                _ => fs::read(&name).unwrap(),
            }
        };
        assert!(rows(fs::read(path(goal)).unwrap()) == rows(whole), "{goal}: the same documents");
        assert!(!journal.exists());
    }
}

#[test]
fn folders_patterns_and_packed_files_are_read() {
    let folder = folder("many");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("b")).unwrap();
    fs::write(path("a.txt"), "Tăng 5%").unwrap();
    fs::write(path("b/c.jsonl"), "{\"id\": \"c1\", \"text\": \"6%\"}\n{\"id\": \"c2\", \"text\": \"7%\"}\n").unwrap();
    fs::write(path("b/d.md"), "8%").unwrap();
    let ids = |arguments: &[&str]| {
        let run = tinviet(arguments, b"");
        assert_eq!((run.status, run.complaints.as_str()), (0, ""));
        lines(&run).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = folder.to_str().unwrap();
    assert_eq!(ids(&["analyze", all]), [&path("a.txt"), "c1", "c2"]);
    assert_eq!(ids(&["analyze", "--format", "jsonl", &path("*.txt")]), [path("a.txt")]);
    for packed in ["rows.jsonl.gz", "rows.jsonl.zst"] {
        let goal = path(packed);
        // A row of the output is a row of input too: it has an id and a text.
        assert_eq!(tinviet(&["analyze", all, "--output", &goal], b"").status, 0);
        assert_eq!(ids(&["analyze", &goal]), [&path("a.txt"), "c1", "c2"], "{packed}");
        fs::remove_file(goal).unwrap();
    }
    assert_eq!(tinviet(&["analyze", &path("*.none")], b"").status, 2);
    fs::write(path("torn.jsonl.gz"), b"\x1f\x8b\x08\x00\x00").unwrap();
    let run = tinviet(&["analyze", &path("torn.jsonl.gz")], b"");
    assert!(run.status == 1 && run.complaints.contains("torn.jsonl.gz"), "{}", run.complaints);
}
