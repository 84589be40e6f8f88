//! The commands in the README and `docs/` print what the pages show: each `$ tinviet …` of a `console` block is run in a folder that has all of
//! the root, a `news.jsonl`, and a `kinds.toml` of the kinds that the page has shown so far.
//! `TINVIET_README=write cargo test -p tinviet-cli --test readme` updates the output.
#![cfg(unix)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

#[test]
fn calls_print_what_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let binaries = Path::new(env!("CARGO_BIN_EXE_tinviet")).parent().unwrap();
    let path = format!("{}:{}", binaries.display(), env::var("PATH").unwrap());
    let mut pages = vec![root.join("README.md"), root.join("README.vi.md")];
    pages.extend(fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path()));
    let mut calls = 0;
    for page in pages.iter().filter(|page| page.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(page).unwrap();
        let mut wanted = String::with_capacity(text.len());
        let mut rest = text.as_str();
        let folder = folder(root, page);
        let mut kinds = String::new();
        while let Some((before, block)) = rest.split_once("```console\n") {
            let (block, after) = block.split_once("```").expect("a block ends");
            for (_, toml) in before.split("```toml\n").skip(1).filter_map(|block| block.split_once("[[kind]]")) {
                kinds += &format!("[[kind]]{}\n", toml.split("```").next().unwrap_or_default());
                fs::write(folder.join("kinds.toml"), &kinds).unwrap();
            }
            let mut shown = String::new();
            for call in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
                let done = Command::new("sh")
                    .args(["-c", call])
                    .current_dir(&folder)
                    .env("PATH", &path)
                    .env_remove("COLUMNS")
                    .output()
                    .unwrap();
                let out = String::from_utf8(done.stdout).unwrap();
                shown += &format!("$ {call}\n");
                if !out.trim_end().is_empty() {
                    shown += &format!("{}\n", out.trim_end());
                }
                calls += 1;
            }
            wanted += &format!("{before}```console\n{shown}```");
            rest = after;
        }
        wanted += rest;
        if env::var_os("TINVIET_README").is_some_and(|what| what == "write") {
            fs::write(page, wanted).unwrap();
        } else {
            assert!(text == wanted, "{} shows another output than today's; it would be\n{wanted}", page.display());
        }
    }
    assert!(calls > 0, "the README shows a call");
}

/// A folder for the calls of a page, with links to what the root has.
fn folder(root: &Path, page: &Path) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme").join(page.file_stem().unwrap());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("target")).unwrap();
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != "target" {
            std::os::unix::fs::symlink(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
    let news = "{\"id\": \"1\", \"text\": \"Bản án số 05/2024/HSST phạt bị cáo hơn 20 triệu đồng.\"}\n";
    fs::write(folder.join("news.jsonl"), news).unwrap();
    folder
}
