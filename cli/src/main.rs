//! The `tinviet` program.
#![allow(clippy::print_stderr, reason = "a program speaks on standard error")]

use std::io::{self, BufRead as _, Write as _};

use clap::{Parser, Subcommand};

/// Reads Vietnamese news.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The whole analysis of each document.
    Analyze {
        #[arg(long, default_value = "jsonl")]
        input: String,
        #[arg(long, default_value = "jsonl")]
        format: String,
        #[arg(long, default_value = "bytes")]
        offsets: String,
        #[arg(long)]
        no_text: bool,
        #[arg(long, value_delimiter = ',')]
        kinds: Vec<String>,
        files: Vec<String>,
    },
}

fn main() -> io::Result<()> {
    let Command::Analyze { input: _, format: _, offsets, no_text, kinds, files: _ } = Arguments::parse().command;
    let offsets = match offsets.as_str() {
        "chars" => tinviet::OffsetUnit::Chars,
        "utf16" => tinviet::OffsetUnit::Utf16,
        _ => tinviet::OffsetUnit::Bytes,
    };
    let mut builder = tinviet::Analyzer::builder();
    if !kinds.is_empty() {
        builder =
            builder.kinds(tinviet::Kind::ALL.into_iter().filter(|kind| kinds.iter().any(|name| name == kind.name())));
    }
    let analyzer = builder.build().map_err(io::Error::other)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let (id, text) = (row["id"].as_str(), row["text"].as_str().unwrap_or_default());
        let reference = row["date"].as_str().and_then(|date| {
            let date: jiff::civil::DateTime = date.parse().ok()?;
            Some(tinviet::fact::time::Reference { date: date.date(), time: Some(date.time()) })
        });
        let analysis = analyzer.analyze_at(text, reference);
        serde_json::to_writer(&mut out, &analysis.view(tinviet::ViewOptions { id, offsets, text: !no_text }))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
