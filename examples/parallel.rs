//! Counts each kind of fact in a folder: articles from an iterator, analysed on all processors, in order and in constant memory.
//!
//! `cargo run --release --features parallel --example parallel -- fixtures/articles/*.txt`
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example prints")]

use std::{collections::BTreeMap, error::Error, fs};

use tinviet::Analyzer;

fn main() -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::default();
    // Files are read on demand, a few hundred ahead; a file that cannot be read is reported and skipped.
    let articles = std::env::args().skip(1).filter_map(|path| {
        let text = fs::read_to_string(&path).inspect_err(|error| eprintln!("{path}: {error}"));
        text.ok()
    });
    let mut total: BTreeMap<&str, usize> = BTreeMap::new();
    for kinds in analyzer
        .analyze_each(articles, |_, analysis| analysis.facts().map(|fact| fact.kind().name()).collect::<Vec<_>>())
    {
        for kind in kinds {
            *total.entry(kind).or_default() += 1;
        }
    }
    for (kind, count) in total {
        println!("{count:6}  {kind}");
    }
    Ok(())
}
