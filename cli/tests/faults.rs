//! Broken, oversized and hostile input, and conflicting outputs: each is reported, and no other document is lost (`docs/untrusted.md`). What needs a
//! small disk, a full one or a kill at any moment is in `scripts/faults`.

mod run;

use std::{fs, path::Path, process::Command, sync::Arc};

use arrow_array::{ArrayRef, BinaryArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use run::{Folder, ids, program, run, says, tinviet};
use serde_json::Value;

#[test]
fn a_fault_of_ours_costs_its_document_and_no_other() {
    let folder = Folder::new("panic");
    let good = folder.write("good.txt", "Tăng 5% ở TP.HCM");
    let bad = folder.write("bad.txt", "Tăng 5% ở TP.HCM");
    for command in ["analyze", "normalize", "expand", "syllables", "abbreviations"] {
        let whole = tinviet(&[command, &good], b"");
        let run = run(program().args([command, &bad, &good]).env("TINVIET_FAULT", "bad.txt"), b"");
        says(&run, 1, &[&format!("{bad}: a bug in tinviet (fault.rs:"), "please report it with this document"]);
        assert!(!run.complaints.contains("panicked"), "{}", run.complaints);
        assert_eq!(run.complaints.lines().count(), 1);
        assert_eq!(run.out, whole.out, "{command}");
    }
    let rows = folder.write(
        "rows.jsonl",
        "{\"id\": \"a\", \"text\": \"5%\"}\n{\"id\": \"b\", \"text\": \"6%\"}\n{\"id\": \"c\", \"text\": \"7%\"}\n",
    );
    for goal in ["o.jsonl", "o.csv", "o.parquet", "o.arrow"] {
        let errors = folder.path("errors.jsonl");
        let goal = folder.path(goal);
        let call = ["analyze", &rows, "--output", &goal, "--errors", &errors];
        says(
            &run(program().args(call).env("TINVIET_FAULT", "rows.jsonl:2"), b""),
            1,
            &["rows.jsonl:2: a bug in tinviet"],
        );
        let error: Value = serde_json::from_str(folder.read("errors.jsonl").trim()).unwrap();
        assert_eq!(error["document"], "6%");
    }
    assert_eq!(folder.read("o.jsonl").lines().count(), 2);
    // Outside of any document.
    let run = run(program().arg("schema").env("TINVIET_FAULT", "the run"), b"");
    says(&run, 1, &["tinviet: the run: a bug in tinviet"]);
}

fn parquet(path: &str, column: ArrayRef) {
    let batch = RecordBatch::try_from_iter([("text", column)]).unwrap();
    let mut writer = ArrowWriter::try_new(fs::File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn a_broken_parquet_file_is_named_once_and_the_next_is_done() {
    let folder = Folder::new("broken-parquet");
    let path = folder.path("whole.parquet");
    let texts = (0..400).map(|number| format!("Năm {number} tăng {number}%, nhất là ở tỉnh {}.", number * 7919 % 1000));
    parquet(&path, Arc::new(StringArray::from_iter_values(texts)));
    let whole = fs::read(&path).unwrap();
    let good = folder.write("good.jsonl", "{\"id\": \"good\", \"text\": \"5%\"}\n");
    for (at, mask) in (0..whole.len()).step_by(whole.len() / 48).chain(4..16).flat_map(|at| [(at, 0x01), (at, 0xFF)]) {
        let mut bytes = whole.clone();
        bytes[at] ^= mask;
        let path = folder.write("broken.parquet", &bytes);
        let run = tinviet(&["analyze", "--no-text", &path, &good], b"");
        let named = run.complaints.lines().filter(|line| line.contains("broken.parquet")).count();
        assert!(named <= 1 && run.complaints.len() < 2000, "byte {at}: {}", run.complaints);
        assert_eq!(ids(&run).last().unwrap(), "good", "byte {at}");
    }
    // A column of bytes that is wrongly declared as text.
    let path = folder.path("latin.parquet");
    let rows = (0..100).map(|row| if row == 70 { &b"Ti\xEAn 5%"[..] } else { b"Tien 5%" });
    parquet(&path, Arc::new(BinaryArray::from_iter_values(rows)));
    let run = tinviet(&["analyze", "--no-text", &path, &good], b"");
    says(&run, 1, &["latin.parquet: "]);
    assert_eq!(run.complaints.lines().count(), 1, "{}", run.complaints);
    assert_eq!(ids(&run), ["good"]);
}

#[test]
fn no_goal_is_a_file_that_is_read_or_another_goal() {
    let folder = Folder::new("same-file");
    let row = "{\"text\": \"5%\"}\n";
    let input = folder.write("in.jsonl", row);
    let table = folder.write("own.tsv", "XBQ\txưởng bản quyền\n");
    let phrases = folder.write("phrases.tsv", "name\tcode\ncầu treo\t1\n");
    let kinds = folder.write("kinds.toml", "[[kind]]\nname = \"bridge\"\nphrases = \"phrases.tsv\"\n");
    let config = folder.write("tinviet.toml", "no_text = true\n");
    let out = folder.path("out.jsonl");
    let hard = folder.path("hard.jsonl");
    fs::hard_link(&input, &hard).unwrap();
    let indirect = folder.path("./../same-file/in.jsonl");
    let mut calls = vec![
        vec!["--errors", &input],
        vec!["--output", &input],
        vec!["--output", &hard],
        vec!["--output", &indirect],
        vec!["--output", &out, "--errors", &out],
        vec!["--dictionary", &table, "--errors", &table],
        vec!["--dictionary", &table, "--output", &table, "--format", "csv"],
        vec!["--kinds-file", &kinds, "--errors", &kinds],
        vec!["--kinds-file", &kinds, "--errors", &phrases],
        vec!["--config", &config, "--output", &config, "--format", "csv"],
    ];
    let (soft, lost) = (folder.path("soft.jsonl"), folder.path("lost.jsonl"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&input, &soft).unwrap();
        std::os::unix::fs::symlink("out.jsonl", &lost).unwrap();
        calls.push(vec!["--output", &soft]);
        calls.push(vec!["--errors", &soft]);
        calls.push(vec!["--output", &out, "--errors", &lost]);
    }
    for call in calls {
        let run = tinviet(&[&["analyze", &input], &call[..]].concat(), b"");
        says(&run, 2, &["is the same file as "]);
        assert!(run.out.is_empty() && folder.read("in.jsonl") == row && !Path::new(&out).exists(), "{call:?}");
    }
    // In a folder that is read, and by way of the shell.
    let all = folder.0.to_str().unwrap();
    says(&tinviet(&["analyze", all, "--output", &input], b""), 2, &["is the same file as the input"]);
    #[cfg(unix)]
    for command in ["analyze", "expand", "normalize", "syllables", "abbreviations"] {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("\"$0\" {command} {input} >> {input}"), env!("CARGO_BIN_EXE_tinviet")]);
        let run = run(
            shell
                .stdin(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .stdout(std::process::Stdio::piped()),
            b"",
        );
        says(&run, 2, &["standard output: is the same file as the input"]);
    }
    assert_eq!(folder.read("in.jsonl"), row);
}

#[cfg(unix)]
#[test]
fn a_pattern_neither_follows_links_in_circles_nor_drops_those_that_lead_nowhere() {
    let folder = Folder::new("circles");
    folder.write("in.jsonl", "{\"text\": \"5%\"}\n");
    for link in ["a", "b"] {
        std::os::unix::fs::symlink(".", folder.path(link)).unwrap();
    }
    let found = tinviet(&["analyze", "--format", "csv", &folder.path("**/*.jsonl")], b"");
    assert_eq!((found.status, found.out.matches("5%,").count()), (0, 1), "{}", found.out);
    std::os::unix::fs::symlink("gone", folder.path("lost.jsonl")).unwrap();
    for pattern in ["*.jsonl", "**/*.jsonl"] {
        says(&tinviet(&["analyze", &folder.path(pattern)], b""), 1, &["lost.jsonl"]);
    }
}

#[test]
fn threads_have_a_cap() {
    let folder = Folder::new("threads");
    let config = folder.write("config.toml", "offsets = \"bytes\"\nthreads = 0\n");
    for call in [&["--threads", "0"][..], &["--threads", "100000"], &["--threads", "x"], &["--threads", "-1"]] {
        says(&tinviet(&[&["analyze"], call].concat(), b"5%"), 2, &["expected a number of threads from 1 to 256"]);
    }
    says(
        &tinviet(&["analyze", "--config", &config], b"5%"),
        2,
        &["config.toml:2: expected a number of threads from 1"],
    );
    let rows = "{\"text\": \"5%\"}\n".repeat(500);
    let run = tinviet(&["analyze", "--input", "jsonl", "--threads", "256"], rows.as_bytes());
    assert_eq!((run.status, run.out.lines().count()), (0, 500));
}

#[test]
fn what_is_too_large_is_named_and_the_others_are_done() {
    let folder = Folder::new("size");
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "x".repeat(3 << 20));
    let rows = folder
        .write("rows.jsonl", format!("{{\"id\": \"a\", \"text\": \"5%\"}}\n{long}{{\"id\": \"c\", \"text\": \"6%\"}}"));
    let errors = folder.path("errors.jsonl");
    let run = tinviet(&["analyze", "--max-size", "1M", "--errors", &errors, &rows], b"");
    says(&run, 1, &["rows.jsonl:2: the line is larger than 1M; raise the limit with --max-size"]);
    assert_eq!(ids(&run), ["a", "c"]);
    assert!(folder.read("errors.jsonl").len() < 1000);
    assert_eq!(ids(&tinviet(&["analyze", "--max-size", "4M", "--no-text", &rows], b"")), ["a", "long", "c"]);
    // The last line, with and without a line feed, up to the byte.
    let row = "{\"id\": \"a\", \"text\": \"5%\"}";
    for (end, size, status) in
        [("", row.len(), 0), ("\n", row.len() + 1, 0), ("", row.len() - 1, 1), ("\n", row.len() - 1, 1)]
    {
        let run = tinviet(
            &["analyze", "--input", "jsonl", "--max-size", &size.to_string()],
            format!("{row}{end}").as_bytes(),
        );
        assert_eq!((run.status, run.out.lines().count()), (status, 1 - status as usize), "{size}: {}", run.complaints);
    }
    let good = folder.write("good.txt", "Tăng 5%");
    let large = folder.write("large.txt", "x".repeat(2 << 20));
    for command in ["analyze", "normalize", "expand", "syllables", "abbreviations"] {
        let run = tinviet(&[command, "--max-size", "1M", &large, &good], b"");
        says(&run, 1, &["large.txt: the text is larger than 1M; raise the limit with --max-size"]);
        assert_eq!(run.out, tinviet(&[command, &good], b"").out, "{command}");
    }
    // An endless input is not read to the end.
    if Path::new("/dev/zero").exists() {
        says(&tinviet(&["analyze", "/dev/zero"], b""), 1, &["/dev/zero: the text is larger than 64M"]);
        says(&tinviet(&["analyze", "--input", "text", "--max-size", "0"], b""), 2, &["expected a size such as 500K"]);
    }
    let packed = folder.path("packed.txt.zst");
    fs::write(&packed, zstd::encode_all(&vec![b' '; 3 << 20][..], 0).unwrap()).unwrap();
    says(&tinviet(&["analyze", "--max-size", "1M", &packed], b""), 1, &["packed.txt.zst: the text is larger than 1M"]);
}

#[test]
fn every_fact_can_be_traced_to_its_document() {
    let folder = Folder::new("ids");
    let rows = "{\"text\": \"5%\"}\n\n{\"id\": null, \"text\": \"6%\"}\n{\"id\": \"\", \"text\": \"7%\"}\n{\"id\": 12345678901234567890123, \"text\": \"8%\"}\n{\"text\": \"9%\", \"id\": 1e400, \"n\": -1e999}\n";
    let rows = folder.write("rows.jsonl", rows);
    let want = [&*format!("{rows}:1"), &format!("{rows}:3"), &format!("{rows}:4"), "12345678901234567890123", "1e400"];
    let run = tinviet(&["analyze", "--keep-fields", &rows], b"");
    assert_eq!((run.status, ids(&run)), (0, want.map(String::from).to_vec()));
    assert!(run.out.contains("\"n\":-1e999"));
    let csv = tinviet(&["analyze", "--format", "csv", &rows], b"").out;
    assert_eq!(csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect::<Vec<_>>(), want);
    for form in ["table", "html", "json"] {
        let out = tinviet(&["analyze", "--format", form, &rows], b"").out;
        assert!(want.iter().all(|id| out.contains(id)), "{form}");
    }
    let goal = folder.path("facts.parquet");
    assert_eq!(tinviet(&["analyze", &rows, "--output", &goal], b"").status, 0);
    let file = fs::File::open(&goal).unwrap();
    let batches =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let batches: Vec<_> = batches.map(Result::unwrap).collect();
    let column = |batch: &RecordBatch| {
        let names = arrow_array::cast::AsArray::as_string::<i32>(batch.column_by_name("id").unwrap()).clone();
        names.iter().map(|name| name.unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(batches.iter().flat_map(column).collect::<Vec<_>>(), want);
    // A Parquet file without a column of names.
    let path = folder.path("texts.parquet");
    parquet(&path, Arc::new(StringArray::from(vec!["5%", "6%"])));
    assert_eq!(ids(&tinviet(&["analyze", &path], b"")), [format!("{path}:1"), format!("{path}:2")]);
    assert_eq!(ids(&tinviet(&["analyze", "--input", "jsonl"], b"{\"text\": \"5%\"}")), ["standard input:1"]);
}

#[test]
fn odd_json_is_read_or_named() {
    let deep = |count: usize| "[".repeat(count) + &"]".repeat(count);
    let rows = [
        "{\"id\": \"half\", \"text\": \"5% \\ud83d\", \"\\ud800\": \"\\udfff\"}".to_owned(),
        format!("{{\"id\": \"deep\", \"text\": \"5%\", \"more\": {}}}", deep(200_000)),
        format!("{{\"id\": {}, \"text\": \"5%\"}}", deep(200_000)),
        "{\"id\": \"nul\", \"text\": \"5%\\u0000 6%\"}".to_owned(),
        "{\"id\": \"twice\", \"text\": \"5%\", \"text\": \"6%\"}".to_owned(),
        "{\"id\": \"cut\", \"text\": \"5%".to_owned(),
        deep(200_000),
        "{\"id\": \"last\", \"text\": \"7%\"}".to_owned(),
    ];
    let run = tinviet(&["analyze", "--input", "jsonl", "--keep-fields"], rows.join("\n").as_bytes());
    says(
        &run,
        1,
        &[
            "standard input:5: field \"text\" stands twice",
            "standard input:6: expected one JSON object per line: EOF while parsing a string",
            "standard input:7: expected one JSON object per line, found \"[[[",
        ],
    );
    assert_eq!(run.complaints.lines().count(), 3, "{}", run.complaints);
    assert!(run.complaints.len() < 2000);
    let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap_or(Value::Null)).collect();
    assert!(run.out.contains("\"text\":\"5% \u{FFFD}\""));
    let named = ["nul", "last"].map(|id| rows.iter().find(|row| row["id"] == id).unwrap()["text"].as_str().unwrap());
    assert_eq!(named, ["5%\0 6%", "7%"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn empty_documents_are_counted_and_not_named_one_by_one() {
    let rows = "{\"text\": \"\"}\n".repeat(10_000);
    let run = tinviet(&["analyze", "--input", "jsonl", "--no-text"], rows.as_bytes());
    assert_eq!((run.status, run.out.lines().count()), (0, 10_000));
    assert_eq!(run.complaints, "tinviet: 10000 documents are empty; the first is standard input:1\n");
    let run = tinviet(&["analyze", "--input", "jsonl"], b"{\"text\": \"5%\"}\n{\"text\": \"\"}\n");
    assert_eq!(run.complaints, "tinviet: standard input:2: is empty\n");
}

#[test]
#[cfg(unix)]
fn names_cannot_act_on_a_terminal() {
    let folder = Folder::new("names");
    let name = folder.path("\u{1b}[31mred\u{7}\u{202E}.txt");
    for command in ["analyze", "expand", "abbreviations"] {
        let run = tinviet(&[command, &name], b"");
        says(&run, 1, &["\\u{1b}[31mred\\u{7}\\u{202e}.txt: no such file"]);
        assert!(!run.complaints.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{:?}", run.complaints);
    }
    for call in [&["analyze", "--format", "\u{1b}[31m"][..], &["\u{1b}[2J"], &["analyze", "--\u{1b}]0;x\u{7}"]] {
        let run = tinviet(call, b"");
        assert!(run.status == 2 && !run.complaints.contains(['\u{1b}', '\u{7}']), "{:?}", run.complaints);
    }
    let text = folder.write("\u{1b}[31m.txt", "5%");
    let table = tinviet(&["analyze", "--format", "table", &text], b"").out;
    assert!(!table.contains('\u{1b}') && table.contains("\\u{1b}"));
}

#[test]
fn cells_that_a_spreadsheet_would_compute_are_defused_on_demand() {
    let rows =
        "{\"id\": \"=cmd|' /C calc'!A0\", \"text\": \"Giảm -5%.\"}\n{\"id\": \"a,b\\n\\\"c\\\"\", \"text\": \"5%\"}\n";
    let call = ["analyze", "--input", "jsonl", "--format", "csv", "--kinds", "percentage"];
    let plain = tinviet(&call, rows.as_bytes()).out;
    assert!(plain.contains("\n=cmd|' /C calc'!A0,percentage,"), "{plain}");
    assert!(plain.contains("\n\"a,b\n\"\"c\"\"\",percentage,"), "{plain}");
    let safe = tinviet(&[&call[..], &["--csv-safe"]].concat(), rows.as_bytes()).out;
    assert!(safe.contains("\n'=cmd|' /C calc'!A0,percentage,"), "{safe}");
    assert_eq!(plain.replace("\n=cmd", "\n'=cmd"), safe);
    says(
        &tinviet(&["analyze", "--csv-safe", "--format", "json"], b"5%"),
        2,
        &["--csv-safe, --bom: only for --format csv"],
    );
}

#[test]
fn tables_and_settings_are_read_as_windows_writes_them_or_their_line_is_named() {
    let folder = Folder::new("settings");
    let text = "UBND huyện trao Bông lúa xanh cho XBQ.".as_bytes();
    let facts = |arguments: &[&str]| {
        let run = tinviet(&[&["analyze", "--format", "jsonl"], arguments].concat(), text);
        says(&run, 0, &[]);
        run.out
    };
    let awards = folder.write("awards.tsv", "\u{FEFF}code\tname\r\nbong-lua-xanh\tBông lúa xanh\r\n");
    assert!(facts(&["--awards", &awards]).contains("\"bong-lua-xanh\""));
    let own = folder.write("own.tsv", "\u{FEFF}XBQ\txưởng bản quyền\r\n");
    assert!(facts(&["--dictionary", &own]).contains("xưởng bản quyền"));
    let config = folder.write("config.toml", "\u{FEFF}kinds = [\"percentage\"]\r\nno_text = true\r\n");
    assert!(!facts(&["--config", &config]).contains("\"text\":\"UBND"));
    for (option, name, content, message) in [
        (
            "--dictionary",
            "cr.tsv",
            "# ours\nXBQ\txưởng\rBXQ\tban\n",
            "cr.tsv: line 2: found a carriage return within the line",
        ),
        (
            "--dictionary",
            "nul.tsv",
            "XBQ\txưởng\0\n",
            "nul.tsv: line 1: expected text, found the control character U+0000",
        ),
        (
            "--dictionary",
            "key.tsv",
            "short\tlong\tmeaning\nXBQ\tx\ty\n",
            "key.tsv: line 1: expected the columns short, long",
        ),
        ("--awards", "cr-awards.tsv", "code\tname\na\tA\rb\tB\n", "cr-awards.tsv: line 2: found a carriage return"),
        (
            "--awards",
            "key-awards.tsv",
            "# ours\ncode\tname\tcolour\na\tA\tred\n",
            "key-awards.tsv: line 2: expected the columns code, name",
        ),
        ("--config", "key.toml", "\nno_texts = true\n", "key.toml:2: unknown field `no_texts`"),
        ("--config", "type.toml", "no_text = true\noffsets = \"words\"\n", "type.toml:2: unknown variant `words`"),
    ] {
        let path = folder.write(name, content);
        says(&tinviet(&["analyze", option, &path], text), 2, &[message]);
    }
    let latin = folder.write("latin.tsv", b"XBQ\tx\nYBQ\tTi\xEAn\n");
    says(&tinviet(&["expand", "--dictionary", &latin], text), 2, &["latin.tsv:2: expected UTF-8"]);
}

#[test]
fn a_count_of_abbreviations_is_a_dictionary() {
    let folder = Folder::new("own-tsv");
    let archive = folder
        .write("archive.txt", "UBND tỉnh họp với XBQ. Người lao động (NLĐ) và XBQ. TS, CP và ĐH.\tGD-ĐT \"x\"\r\n");
    for more in [&[][..], &["--unknown"]] {
        let count = tinviet(&[&["abbreviations", &archive], more].concat(), b"");
        assert_eq!(count.status, 0);
        assert!(count.out.contains("\nXBQ\t\tunknown\t2\t1\t"), "{}", count.out);
        let own = folder.write("own.tsv", &count.out);
        says(&tinviet(&["expand", "--dictionary", &own], b"XBQ"), 0, &[]);
        let filled = folder.write("filled.tsv", count.out.replace("\nXBQ\t\t", "\nXBQ\txưởng bản quyền\t"));
        let run = tinviet(&["expand", "--policy", "all", "--dictionary", &filled], "Hôm nay XBQ họp.".as_bytes());
        assert_eq!((run.status, run.out.as_str()), (0, "Hôm nay xưởng bản quyền họp."), "{}", run.complaints);
    }
}

#[test]
fn packed_files_are_read_as_their_tools_read_them() {
    let folder = Folder::new("packed");
    let row = b"{\"id\": \"a\", \"text\": \"5%\"}\n";
    let plain = folder.write("plain.jsonl", row);
    let (gzip, zstd) = (folder.path("out.jsonl.gz"), folder.path("out.jsonl.zst"));
    for goal in [&gzip, &zstd] {
        assert_eq!(tinviet(&["analyze", &plain, "--output", goal], b"").status, 0);
    }
    let good = folder.write("good.jsonl", "{\"id\": \"good\", \"text\": \"5%\"}\n");
    let bytes = fs::read(&gzip).unwrap();
    let padded = folder.write("padded.jsonl.gz", [&bytes[..], &[0; 1000]].concat());
    let run = tinviet(&["analyze", &padded, &good], b"");
    assert_eq!((run.status, run.complaints.as_str(), ids(&run)), (0, "", vec!["a".to_owned(), "good".to_owned()]));
    let mut torn = bytes.clone();
    torn[bytes.len() / 2] ^= 0x55;
    for (name, bytes) in [
        ("cut.jsonl.gz", &bytes[..bytes.len() - 9]),
        ("torn.jsonl.gz", &torn),
        ("tail.jsonl.gz", &[&bytes[..], b"rubbish"].concat()),
        ("none.jsonl.gz", b""),
        ("other.jsonl.gz", row),
        ("cut.jsonl.zst", &fs::read(&zstd).unwrap()[..20]),
        ("other.jsonl.zst", row),
    ] {
        let path = folder.write(name, bytes);
        let run = tinviet(&["analyze", &path, &good], b"");
        says(&run, 1, &[name, "cannot decompress: ", "the file is truncated or has the wrong extension"]);
        assert_eq!(run.complaints.lines().filter(|line| line.contains("cannot decompress")).count(), 1);
        assert_eq!(ids(&run).last().unwrap(), "good", "{name}");
    }
}

#[test]
fn an_ending_that_is_no_form_is_refused() {
    let folder = Folder::new("endings");
    for name in ["facts.xlsx", "facts.txt", "facts.xlsx.gz", "facts.jsonl.bz2"] {
        let run = tinviet(&["analyze", "--output", &folder.path(name)], b"5%");
        says(&run, 2, &["is not an output format; use .json, .jsonl, .csv", ".parquet or .arrow"]);
    }
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
    for (name, more) in [("facts.txt", &["--format", "csv"][..]), ("facts", &[])] {
        says(&tinviet(&[&["analyze", "--output", &folder.path(name)], more].concat(), b"5%"), 0, &[]);
    }
}
