//! The news text of all benchmarks.

use std::{fs, path::Path};

use tinviet::Normalizer;

/// About `bytes` of articles in canonical form: those next to the repository if they exist, otherwise our own; repeated if there are too few.
pub(crate) fn news(bytes: usize) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let clean = |text: &str| Normalizer::new().normalize(text).text.into_owned();
    let mut texts: Vec<String> = match fs::read_to_string(root.join("../shared/data/bench/articles.jsonl")) {
        Ok(lines) => lines
            .lines()
            .map(|line| {
                let row: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
                clean(row["text"].as_str().expect("a text"))
            })
            .collect(),
        Err(_) => fs::read_dir(root.join("fixtures/articles"))
            .expect("fixtures/articles is part of the repository")
            .map(|entry| entry.expect("the folder can be read").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .map(|path| clean(&fs::read_to_string(path).expect("an article is UTF-8")))
            .collect(),
    };
    texts.sort();
    let mut size = 0;
    texts.iter().cycle().take_while(|text| (size < bytes, size += text.len()).0).cloned().collect()
}
