//! Checks the layers: a module of the library uses only those above it in `LAYERS`, a kind of fact never calls the `find` of another, and every set
//! of words has a reader.
//!
//! It reads the `crate::` paths of every file, including grouped imports; names that `lib.rs` re-exports count as the module that
//! they come from. Comments, and unit tests at the end of a file, may refer to anything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The modules in the order of the tour in `lib.rs`.
const LAYERS: [&str; 24] = [
    "steps",
    "narrow",
    "error",
    "bytes",
    "span",
    "syllable",
    "lexicon",
    "protect",
    "encoding",
    "markup",
    "normalize",
    "reading",
    "segment",
    "number",
    "abbreviation",
    "article",
    "fact",
    "own",
    "names",
    "analysis",
    "input",
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
            // Every path must lead to a layer, so that a new module cannot be missing from this list.
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
    let tests = ["mod tests", "pub(super) mod tests"].map(|tests| text.find(&format!("#[cfg(test)]\n{tests}")));
    let text = &text[..tests.into_iter().flatten().min().unwrap_or(text.len())];
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The first segment after `crate::`: of `crate::{number::{Bound, Number}, span::Span}` `number` and `span`.
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

/// A set with a misspelt name in a table of words would be read by nobody: each is declared beside the name of its table.
#[test]
fn every_set_of_the_tables_of_words_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources: Vec<String> =
        rust_files(&root.join("src")).iter().map(|path| code(&fs::read_to_string(path).unwrap())).collect();
    let mut faults = BTreeSet::new();
    for entry in fs::read_dir(root.join("data/grammar")).unwrap() {
        let path = entry.unwrap().path();
        let table = path.file_name().unwrap().to_str().unwrap().to_owned();
        // A table of phrases that `build.rs` has laid out is read by its name.
        let laid = format!("\"{}\"", table.trim_end_matches(".tsv"));
        let reads = |source: &&String| source.contains(&table) || source.contains(&laid);
        let readers: Vec<&String> = sources.iter().filter(reads).collect();
        let text = fs::read_to_string(&path).unwrap();
        let mut rows = text.lines().skip_while(|line| line.starts_with('#'));
        // The other tables are lists without sets.
        if !rows.next().unwrap().starts_with("set\t") {
            assert!(!readers.is_empty(), "{table} is read by nobody");
            continue;
        }
        for set in rows.map(|row| row.split('\t').next().unwrap()) {
            if !readers.iter().any(|source| source.contains(&format!("\"{set}\""))) {
                faults.insert(format!("{table}: {set}"));
            }
        }
    }
    assert!(faults.is_empty(), "sets that no file reads: {faults:?}");
}

/// An index that a text decides may lie past its end: `Document::token` says what is not there, an index expression would panic.
#[test]
fn no_source_indexes_the_tokens_of_a_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let faults: Vec<String> = rust_files(&root.join("src"))
        .iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            let code = code(&text);
            code.split("mod tests").next().unwrap().contains("tokens()[")
        })
        .map(|path| path.display().to_string())
        .collect();
    assert!(faults.is_empty(), "`doc.tokens()[…]` in {faults:?}: use `doc.token(…)` or `doc.tokens_in(…)`");
}

/// Who looks for the table of a word finds it in the page about words.
#[test]
fn the_page_about_words_names_every_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/words.md")).unwrap();
    for folder in ["data", "data/grammar"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(
                path.is_dir() || page.contains(&format!("`{name}`")),
                "docs/words.md does not name {folder}/{name}"
            );
        }
    }
}

/// A file of the library, the program or the Python package, as the path of its module: `["fact", "time", "read", "day"]`.
type Module = Vec<String>;

/// No two files of a folder import each other in a circle: to read one you would have to know the other first. A folder counts as the file of
/// its name. A module may use its children and its parents.
#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    let mut faults = Vec::new();
    for crate_root in ["src", "cli/src", "python/src"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(crate_root);
        let modules: BTreeMap<Module, String> = rust_files(&root)
            .iter()
            .map(|path| (module_of(&root, path), code(&fs::read_to_string(path).unwrap())))
            .collect();
        for folder in modules.keys().map(|module| &module[..module.len().saturating_sub(1)]).collect::<BTreeSet<_>>() {
            faults.extend(
                circles(&neighbours(folder, &modules))
                    .into_iter()
                    .map(|circle| format!("{crate_root}/{}: {}", folder.join("/"), circle.join(", "))),
            );
        }
    }
    assert!(faults.is_empty(), "files that import each other:\n{}", faults.join("\n"));
}

fn rust_files(root: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

fn module_of(root: &Path, path: &Path) -> Module {
    let path = path.strip_prefix(root).unwrap().with_extension("");
    let mut module: Module = path.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    if module.last().is_some_and(|name| matches!(&**name, "mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

/// Which modules directly in `folder` refer to which others there, including their children.
fn neighbours(folder: &[String], modules: &BTreeMap<Module, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, code) in modules.iter().filter(|(module, _)| module.len() > folder.len() && module.starts_with(folder))
    {
        let own = &module[folder.len()];
        let used = graph.entry(own.clone()).or_default();
        for path in named_paths(module, code) {
            if path.len() > folder.len() && path.starts_with(folder) && path[folder.len()] != *own {
                used.insert(path[folder.len()].clone());
            }
        }
    }
    graph
}

/// The paths from `crate`, `super` or `self` in a file, with grouped imports expanded.
fn named_paths(module: &[String], code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let start = before.rfind(|char: char| !char.is_alphanumeric() && char != '_').map_or(0, |at| at + 1);
        let base = match &before[start..] {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" if !before[..start].ends_with("::") => module[..module.len().saturating_sub(1)].to_vec(),
            _ => continue,
        };
        walk_tree(&code[at + 2..], base, &mut found);
    }
    found
}

/// Reads one path or group of paths, as after `use crate::`; returns the rest.
fn walk_tree<'t>(tree: &'t str, base: Module, found: &mut Vec<Module>) -> &'t str {
    let tree = tree.trim_start();
    if let Some(mut rest) = tree.strip_prefix('{') {
        loop {
            rest = walk_tree(rest, base.clone(), found).trim_start();
            rest = match rest.strip_prefix(',') {
                Some(more) if !more.trim_start().starts_with('}') => more,
                Some(more) => return more.trim_start().strip_prefix('}').unwrap_or(""),
                None => return rest.strip_prefix('}').unwrap_or(""),
            };
            if rest.is_empty() {
                return "";
            }
        }
    }
    let end = tree.find(|char: char| !char.is_alphanumeric() && char != '_' && char != '#').unwrap_or(tree.len());
    let mut path = base;
    match &tree[..end] {
        "super" => drop(path.pop()),
        "self" | "" => {}
        name => path.push(name.to_owned()),
    }
    match tree[end..].strip_prefix("::") {
        Some(rest) => walk_tree(rest, path, found),
        None => {
            found.push(path);
            // `*` and `as name` end a path too.
            let rest = &tree[end..];
            &rest[rest.find([',', '}', ';', '\n', '(', ')']).unwrap_or(rest.len())..]
        }
    }
}

/// The strongly connected groups of two or more.
fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(at) = open.pop() {
            for next in graph.get(at).into_iter().flatten() {
                if graph.contains_key(next) && seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<_, _> = graph.keys().map(|name| (name.clone(), reach(name))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (name, others) in &reached {
        let circle: Vec<_> = others.iter().filter(|other| reached[*other].contains(name)).cloned().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[test]
fn a_circle_is_seen_through_groups_and_folders() {
    let modules = |files: &[(&str, &str)]| -> BTreeMap<Module, String> {
        files.iter().map(|(path, code)| (path.split('/').map(str::to_owned).collect(), (*code).to_owned())).collect()
    };
    let circle = modules(&[
        ("a/b", "use crate::{a::{c::deep::X, d}, span::Span};"),
        ("a/c/deep", "use super::super::b::Y;"),
        ("a/d", "fn f() { crate::span::g() }"),
        ("span", ""),
    ]);
    assert_eq!(circles(&neighbours(&["a".to_owned()], &circle)), [["b", "c"]]);
    assert!(circles(&neighbours(&[], &circle)).is_empty());
}
