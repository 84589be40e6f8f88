//! Parquet in, Parquet and Arrow out, and what happens to an output when the disk is full (`docs/pipelines.md`).

mod run;

use std::{
    fs::{self, File},
    path::Path,
    process::Command,
    sync::Arc,
};

use arrow_array::{
    Array as _, ArrayRef, Date32Array, DictionaryArray, Int64Array, RecordBatch, StringArray, StringViewArray,
    StructArray,
    cast::AsArray as _,
    types::{Int8Type, Int64Type},
};
use parquet::arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder};
use run::{folder, tinviet};
use serde_json::Value;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/articles");

fn write(path: &str, columns: Vec<(&str, ArrayRef)>, group: usize) {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
    let batch = batch.unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    for start in (0..batch.num_rows()).step_by(group) {
        writer.write(&batch.slice(start, group.min(batch.num_rows() - start))).unwrap();
        writer.flush().unwrap();
    }
    writer.close().unwrap();
}

fn parquet(path: &str) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

fn arrow(path: &str) -> Vec<RecordBatch> {
    arrow_ipc::reader::FileReader::try_new(File::open(path).unwrap(), None).unwrap().map(Result::unwrap).collect()
}

/// A fact as document, kind, text and place.
type Fact = (String, String, String, i64, i64);

fn facts(id: &str, facts: &StructArray) -> Vec<Fact> {
    let text = |name: &str, row: usize| facts.column_by_name(name).unwrap().as_string::<i32>().value(row).to_owned();
    let number = |name: &str, row: usize| facts.column_by_name(name).unwrap().as_primitive::<Int64Type>().value(row);
    let fact = |row| (id.to_owned(), text("kind", row), text("text", row), number("start", row), number("end", row));
    (0..facts.len()).map(fact).collect()
}

fn flat(batches: &[RecordBatch]) -> Vec<Fact> {
    let mut all = Vec::new();
    for batch in batches {
        let id = batch.column_by_name("id").unwrap().as_string::<i32>();
        let rows = StructArray::from(batch.clone());
        for row in 0..batch.num_rows() {
            all.extend(facts(id.value(row), &rows.slice(row, 1)));
        }
    }
    all
}

fn nested(batches: &[RecordBatch]) -> Vec<Fact> {
    let mut all = Vec::new();
    for batch in batches {
        let id = batch.column_by_name("id").unwrap().as_string::<i32>();
        let lists = batch.column_by_name("facts").unwrap().as_list::<i32>();
        for row in 0..batch.num_rows() {
            all.extend(facts(id.value(row), lists.value(row).as_struct()));
        }
    }
    all
}

fn json(lines: &str) -> Vec<Fact> {
    let mut all = Vec::new();
    for line in lines.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        for fact in document["facts"].as_array().unwrap() {
            let text = |name: &str| fact[name].as_str().unwrap().to_owned();
            let id = document["id"].as_str().unwrap().to_owned();
            all.push((id, text("kind"), text("text"), fact["start"].as_i64().unwrap(), fact["end"].as_i64().unwrap()));
        }
    }
    all
}

#[test]
fn each_form_holds_the_same_facts() {
    let folder = folder("columns");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let mut articles: Vec<_> = fs::read_dir(ARTICLES).unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.sort();
    let id: StringArray = articles.iter().map(|path| path.to_str()).collect();
    let text: StringViewArray = articles.iter().map(|path| Some(fs::read_to_string(path).unwrap())).collect();
    write(
        &path("in.parquet"),
        vec![("text", Arc::new(text)), ("unread", Arc::new(id.clone())), ("id", Arc::new(id))],
        3,
    );

    let from_parquet = tinviet(&["analyze", "--offsets", "chars", &path("in.parquet")], b"");
    assert_eq!((from_parquet.status, from_parquet.complaints.as_str()), (0, ""));
    let files: Vec<_> = articles.iter().map(|path| path.to_str().unwrap()).collect();
    let from_files = tinviet(&[&["analyze", "--offsets", "chars", "--format", "jsonl"], &*files].concat(), b"");
    assert!(from_parquet.out == from_files.out);

    let want = json(&from_files.out);
    assert!(want.len() > 100);
    let to = |goal: &str, more: &[&str]| {
        let goal = path(goal);
        let from = path("in.parquet");
        let run = tinviet(&[&["analyze", "--offsets", "chars", "--output", &goal, &from], more].concat(), b"");
        assert_eq!((run.status, run.complaints.as_str()), (0, ""));
        goal
    };
    assert_eq!(flat(&parquet(&to("flat.parquet", &[]))), want);
    assert_eq!(flat(&arrow(&to("flat.arrow", &["--threads", "1"]))), want);
    assert_eq!(nested(&parquet(&to("nested.parquet", &["--shape", "nested"]))), want);
    assert_eq!(nested(&arrow(&to("nested.arrow", &["--shape", "nested"]))), want);
    // What was read from files of text, and through a pipe, is the same again.
    let goal = path("files.parquet");
    assert_eq!(tinviet(&[&["analyze", "--offsets", "chars", "--output", &goal], &*files].concat(), b"").status, 0);
    assert_eq!(flat(&parquet(&goal)), want);
    // Neither partial file nor journal is left.
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 6);
}

#[test]
fn rows_that_fail_are_named_and_the_others_are_done() {
    let folder = folder("bad-rows");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let id: ArrayRef = Arc::new(Int64Array::from(vec![7, 8, 9]));
    let text: ArrayRef = Arc::new(StringArray::from(vec![Some("Hôm qua"), None, Some("Hôm nay")]));
    let day: ArrayRef = Arc::new(Date32Array::from(vec![Some(19_844), None, None]));
    let date: ArrayRef = Arc::new(StringArray::from(vec![Some("hom qua"), None, Some("2024-05-02")]));
    let columns = vec![("id", id), ("text", text), ("day", day), ("date", date)];
    write(&path("in.parquet"), columns, 2);
    let errors = path("errors.jsonl");
    let by_day = ["analyze", "--date-field", "day", "--no-text", "--errors", &errors, &path("in.parquet")];
    let run = tinviet(&by_day, b"");
    assert_eq!(run.status, 1);
    let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), ["7", "9"]);
    assert_eq!(rows[0]["facts"][0]["value"]["edtf"], "2024-04-30");
    let place = format!("{}:2", path("in.parquet"));
    assert!(run.complaints.contains(&format!("{place}: column \"text\": expected a text, found null")));
    let error: Value = serde_json::from_str(fs::read_to_string(&errors).unwrap().trim()).unwrap();
    assert_eq!(error["place"], place);
    let run = tinviet(&["analyze", &path("in.parquet")], b"");
    assert!(run.complaints.contains("in.parquet:1: column \"date\": expected a date such as"), "{}", run.complaints);
    assert_eq!((run.status, run.out.lines().count()), (1, 1));

    fs::write(path("torn.parquet"), "PAR1 torn").unwrap();
    for (call, message) in [
        (&["--text-field", "body"][..], "in.parquet: no column \"body\"; name another with --text-field"),
        (&["--text-field", "id"], "in.parquet: column \"id\": expected text"),
        (&["--id-field", "day"], "in.parquet: column \"day\": expected texts or whole numbers, found Date32"),
        (&["--date-field", "id"], "in.parquet: column \"id\": expected dates"),
    ] {
        let run = tinviet(&[&["analyze", &path("in.parquet")], call].concat(), b"");
        assert!(run.status == 1 && run.complaints.contains(message), "{call:?}: {}", run.complaints);
    }
    for (call, message) in [
        (&[&*path("torn.parquet")][..], "torn.parquet: "),
        (&["--input", "parquet", "-"], "standard input: a Parquet file has its index at the end"),
    ] {
        let run = tinviet(&[&["analyze"], call].concat(), b"");
        assert!(run.status == 1 && run.complaints.contains(message), "{call:?}: {}", run.complaints);
    }
}

#[test]
fn what_an_output_cannot_do_is_said_first() {
    let folder = folder("columns-calls");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (call, message) in [
        (
            &["--output", &*path("o.parquet"), "--resume"][..],
            "--resume: a partial Parquet or Arrow file cannot be resumed",
        ),
        (&["--output", &path("o.parquet.zst")], "are compressed internally"),
        (&["--output", &path("o.arrow"), "--rules"], "not available for Parquet and Arrow"),
        (&["--output", &path("o.jsonl"), "--shape", "nested"], "--shape: only for --format parquet or arrow"),
        (&["--input", "parquet", "--keep-fields"], "--keep-fields: not available for Parquet"),
        (&["--format", "csv", "--keep-fields"], "--keep-fields: only for --format json or jsonl"),
        (&["--format", "table", "--rules"], "--rules: not available for tables"),
        (&["--output", &path("o.html"), "--rules"], "--rules: not available for tables and pages"),
        (&["--output", &path("o.html"), "--no-text"], "--no-text: a page is its text"),
    ] {
        let run = tinviet(&[&["analyze"], call].concat(), b"5%");
        assert!(run.status == 2 && run.complaints.contains(message), "{call:?}: {}", run.complaints);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_full_disk_ends_with_its_reason_and_no_half_file() {
    // Numbers that do not compress well, so that no format fits on the disk.
    let row = |n: u64| format!("{{\"id\": {n}, \"text\": \"Thu {}.{:03} đồng.\"}}\n", n * 7919 % 99_991, n * 31 % 1000);
    let input: String = (1..6000).map(row).collect();
    if Path::new("/dev/full").exists() {
        for form in ["jsonl", "csv", "parquet", "arrow"] {
            let call = ["analyze", "--input", "jsonl", "--output", "/dev/full", "--format", form];
            let run = tinviet(&call, input.as_bytes());
            assert!(
                run.status == 1 && run.complaints.contains("cannot write the results"),
                "{form}: {}",
                run.complaints
            );
        }
    }
    let folder = folder("full-disk");
    let disk = folder.to_str().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=32k", "tinviet-test", disk]).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        #[expect(clippy::print_stderr, reason = "a test that cannot run says so")]
        {
            eprintln!("skipped: no small disk may be mounted here");
        }
        return;
    }
    let mut seen = Vec::new();
    for name in ["facts.jsonl", "facts.csv.gz", "facts.parquet", "facts.arrow"] {
        let goal = folder.join(name);
        fs::write(&goal, "what stood there before").unwrap();
        let run = tinviet(&["analyze", "--input", "jsonl", "--output", goal.to_str().unwrap()], input.as_bytes());
        let part = folder.join(format!(".{name}.part")).exists();
        seen.push((name, run.status, run.complaints, fs::read_to_string(&goal).unwrap_or_default(), part));
        for entry in fs::read_dir(&folder).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
    assert!(Command::new("umount").arg(disk).status().unwrap().success());
    for (name, status, complaints, before, part) in seen {
        assert!(status == 1 && complaints.contains("cannot write the results: "), "{name}: {complaints}");
        assert_eq!(before, "what stood there before", "{name}");
        // A partial file is kept if --resume can continue it.
        assert_eq!(part, name.contains(".jsonl") || name.contains(".csv"), "{name}");
    }
}

#[test]
fn one_column_of_a_parquet_file_is_written_out() {
    let folder = folder("parquet-expand");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let texts = [Some("UBND xã và UBND huyện."), None, Some("Không có gì."), Some("UBND xã và UBND huyện.")];
    let want = [
        Some("Ủy ban nhân dân xã và UBND huyện."),
        None,
        Some("Không có gì."),
        Some("Ủy ban nhân dân xã và UBND huyện."),
    ];
    let kinds = |texts: [Option<&str>; 4]| -> [ArrayRef; 3] {
        [
            Arc::new(StringArray::from(texts.to_vec())),
            Arc::new(StringViewArray::from(texts.to_vec())),
            Arc::new(texts.into_iter().collect::<DictionaryArray<Int8Type>>()),
        ]
    };
    for (number, (text, want)) in kinds(texts).into_iter().zip(kinds(want)).enumerate() {
        let source = path(&format!("{number}.parquet"));
        let id: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None, Some(3), Some(4)]));
        write(&source, vec![("id", Arc::clone(&id)), ("tin", text), ("UBND", Arc::clone(&id))], 2);
        let goal = path(&format!("{number}-full.parquet"));
        let run = Command::new(env!("CARGO_BIN_EXE_tinviet"))
            .args(["expand", "--text-field", "tin", &source])
            .stdout(File::create(&goal).unwrap())
            .status()
            .unwrap();
        assert!(run.success());
        let batches = parquet(&goal);
        let batch = only(&batches);
        assert_eq!(batch.column_by_name("tin").unwrap(), &want);
        assert_eq!((batch.column_by_name("id"), batch.column_by_name("UBND")), (Some(&id), Some(&id)));
    }
    let run = tinviet(&["expand", &path("0.parquet"), &path("1.parquet")], b"");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.complaints.contains("only one Parquet file can be expanded"), "{}", run.complaints);
    let run = tinviet(&["expand", "--text-field", "id", &path("0.parquet")], b"");
    assert!(
        run.status == 1 && run.complaints.contains("column \"id\": expected texts, found Int64"),
        "{}",
        run.complaints
    );
}

/// The only batch.
fn only(batches: &[RecordBatch]) -> &RecordBatch {
    let [batch] = batches else { panic!("expected one batch, found {}", batches.len()) };
    batch
}
