//! Holds the layers: a module of the library uses only those above it in `LAYERS`, and a kind of fact never calls another's `find`.
//!
//! Reads the `crate::` paths of every file, those of grouped imports too; names that `lib.rs` re-exports count for the module that
//! they come from. Comments, and unit tests at a file's end, may point anywhere.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The modules in the order of the tour in `lib.rs`.
const LAYERS: [&str; 19] = [
    "error",
    "span",
    "bytes",
    "syllable",
    "lexicon",
    "protect",
    "encoding",
    "markup",
    "normalize",
    "segment",
    "number",
    "abbreviation",
    "article",
    "fact",
    "names",
    "analysis",
    "analyzer",
    "parallel",
    "arrow",
];

#[test]
fn no_module_uses_a_later_one() {
    let exports = exports(&code(&source("lib.rs")));
    let mut faults = Vec::new();
    for (path, module) in files() {
        let own = layer(&module).unwrap_or_else(|| panic!("{}: {module} has no layer", path.display()));
        for used in paths(&code(&fs::read_to_string(&path).unwrap())) {
            let used = exports.get(&used).unwrap_or(&used);
            // Every path leads to a layer, so that a new module cannot slip past this list.
            match layer(used) {
                Some(other) if other > own => faults.push(format!("{}: {module} uses {used}", path.display())),
                Some(_) => {}
                None => faults.push(format!("{}: `crate::{used}` is in no layer", path.display())),
            }
        }
    }
    assert!(faults.is_empty(), "upward paths:\n{}", faults.join("\n"));
}

#[test]
fn only_the_list_of_stages_calls_a_find() {
    let faults: Vec<String> = files()
        .into_iter()
        .filter(|(path, module)| module == "fact" && !path.ends_with("fact/mod.rs"))
        .filter(|(path, _)| {
            let text = code(&fs::read_to_string(path).unwrap());
            ["time", "citation", "percentage", "money", "duration", "quantity", "award", "award_event"].iter().any(
                |kind| text.contains(&format!("fact::{kind}::find")) || text.contains(&format!("super::{kind}::find")),
            )
        })
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(faults.is_empty(), "a kind of fact reads another's drafts, it does not run its grammar: {faults:?}");
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == module)
}

fn source(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)).unwrap()
}

/// Every file of the library but `lib.rs`, with the module at the root that it belongs to.
fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && path != root.join("lib.rs") {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let module = Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap().to_owned();
                files.push((path, module));
            }
        }
    }
    files
}

/// The text without comments and without the unit tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// What follows `crate::`, one level deep: of `crate::{number::{Bound, Number}, span::Span}` `number` and `span`.
fn paths(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    let mut found = Vec::new();
    for piece in code.split("crate::").skip(1) {
        let Some(group) = piece.strip_prefix('{') else {
            found.push(word(piece));
            continue;
        };
        let (mut depth, mut start) = (0_usize, 0);
        for (at, char) in group.char_indices() {
            match char {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push(word(group[start..at].trim()));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(word(group[start..at].trim()));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The names that `lib.rs` re-exports, with their modules.
fn exports(code: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for line in code.split(';') {
        let Some((_, line)) = line.split_once("pub use ") else { continue };
        let Some((module, names)) = line.split_once("::") else { continue };
        for name in names.trim_matches(['{', '}', ' ', '\n']).split(',') {
            let name = name.rsplit("::").next().unwrap_or_default().trim().trim_end_matches('}');
            exports.insert(name.to_owned(), module.trim().to_owned());
        }
    }
    exports
}

#[test]
fn grouped_imports_are_read() {
    assert_eq!(paths("use crate::{number::{Bound, Number}, span::Span};"), ["number", "span"]);
    assert_eq!(paths("let x = crate::fact::find(y); $crate::lexicon::Key"), ["fact", "lexicon"]);
    assert_eq!(exports("pub use fact::{Fact, Kind};\npub use lexicon::Key;")["Kind"], "fact");
}
