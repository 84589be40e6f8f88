//! The calls that are shown without their output do what they say: the `sh` blocks of the README and of `docs/`, and the examples of every `--help`,
//! which `docs/reference.md` repeats. What needs another program (cargo, pip, curl, DuckDB) is left out.
#![cfg(unix)]

mod run;

use std::{env, fs, path::Path, process::Command, sync::Arc};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use run::{folder, tinviet};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const TEXT: &str = "Ngày 5/3/2016, Bộ trưởng Bộ Y tế tặng Bằng khen cho 3 tập thể; UBND tỉnh họp.";

#[test]
fn calls_without_output_succeed() {
    let folder = folder("examples");
    inputs(&folder);
    let mut calls = Vec::new();
    for page in ["README.md", "README.vi.md", "docs/pipelines.md"] {
        let page = fs::read_to_string(format!("{ROOT}/{page}")).unwrap();
        let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
        calls.extend(blocks.flat_map(str::lines).filter(|line| line.starts_with("tinviet")).map(str::to_owned));
    }
    let reference = fs::read_to_string(format!("{ROOT}/docs/reference.md")).unwrap();
    let shown = reference.split("\nExamples:\n").skip(1).filter_map(|rest| rest.split("```").next());
    calls.extend(shown.flat_map(str::lines).filter(|line| line.contains("tinviet")).map(|line| line.trim().to_owned()));
    assert!(calls.len() > 50, "{calls:#?}");
    let path = Path::new(env!("CARGO_BIN_EXE_tinviet")).parent().unwrap();
    let path = format!("{}:{}", path.display(), env::var("PATH").unwrap());
    for call in calls.iter().filter(|call| !call.contains("duckdb")) {
        // Not into this machine's own folders, and without a pager.
        let call = call.replace("/usr/local/share/man", "man").replace("man -l -", "cat");
        let done = Command::new("sh")
            .args(["-c", &call])
            .current_dir(&folder)
            .envs([("PATH", &*path), ("HOME", folder.to_str().unwrap())])
            .output()
            .unwrap();
        let complaints = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{call}: {} {complaints}", done.status);
    }
}

#[test]
fn the_lines_of_the_search_page_are_those_of_the_example_that_is_compiled() {
    let page = fs::read_to_string(format!("{ROOT}/docs/search.md")).unwrap();
    let example = fs::read_to_string(format!("{ROOT}/integrations/tantivy/examples/index.rs")).unwrap();
    let shown = page.split("```rust,ignore\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(shown.lines().all(|line| example.lines().any(|other| other.trim() == line)), "{shown}");
}

/// Everything that the calls read, by the names that they use.
fn inputs(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    for name in ["archive", "news", "kho-tin", ".local/share/bash-completion/completions"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    // Some calls ask for a fact by its number or its place.
    let article = fs::read(format!("{ROOT}/fixtures/articles/khen-thuong.txt")).unwrap();
    for name in ["article.txt", "bai-bao.txt", "news/a.txt", "kho-tin/a.txt", "archive/a.txt", "words.txt"] {
        write(name, &article);
    }
    write("old.txt", "Uỷ ban tòan quốc hoà thuận".as_bytes());
    write("kinds.toml", "[[kind]]\nname = \"plot\"\npattern = 'thửa đất số (?<plot>\\d+)'\n".as_bytes());
    for name in ["page.html", "bai.html"] {
        write(name, format!("<p>{TEXT}</p>").as_bytes());
    }
    write("bang.csv", format!("id,noi_dung\n1,\"{TEXT}\"\n").as_bytes());
    let rows = format!("{{\"id\": \"1\", \"text\": \"{TEXT}\", \"date\": \"2016-03-06\"}}\n").repeat(3);
    for name in ["news.jsonl", "archive.jsonl", "archive/b.jsonl"] {
        write(name, rows.as_bytes());
    }
    for name in ["archive.jsonl.zst", "archive/c.jsonl.zst"] {
        let goal = folder.join(name);
        let packed = tinviet(&["analyze", "--input", "jsonl", "--output", goal.to_str().unwrap()], rows.as_bytes());
        assert_eq!(packed.status, 0, "{}", packed.complaints);
    }
    let column = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; 3])) };
    let named = [("id", "1"), ("text", TEXT), ("url", "1"), ("body", TEXT), ("published", "2016-03-06")];
    let batch = RecordBatch::try_from_iter(named.map(|(name, text)| (name, column(text)))).unwrap();
    for name in ["news.parquet", "archive.parquet", "archive/d.parquet"] {
        let mut writer =
            ArrowWriter::try_new(fs::File::create(folder.join(name)).unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }
}
