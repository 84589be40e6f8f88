//! The `tinviet` program: one file a command, and what they share.
//!
//! It adds no analysis of its own: what it prints is the serialised form of the library's public types (`docs/output.md`).

mod abbreviations;
mod analyze;
mod completions;
mod ending;
mod expand;
mod input;
mod markup;
mod normalize;
mod output;
mod packing;
mod pipeline;
mod render;
mod row;
mod schema;
mod syllables;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads Vietnamese news: canonical text, abbreviations with their meaning, typed facts with exact offsets.
#[derive(Parser)]
#[command(name = "tinviet", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tinviet analyze article.txt                       the facts of an article
  tinviet analyze news.jsonl --output facts.csv     a row a fact, for a whole archive
  tinviet normalize old.txt > new.txt               the same text in canonical spelling

Exit status: 0 all done, 1 some document failed (the others are done), 2 the call was wrong.";

#[derive(Subcommand)]
enum Command {
    /// The whole analysis of each document
    Analyze(Box<analyze::Arguments>),
    /// The normalised text
    Normalize(normalize::Arguments),
    /// The text with its abbreviations expanded
    Expand(expand::Arguments),
    /// Each word taken apart as a Vietnamese syllable
    Syllables(syllables::Arguments),
    /// The abbreviations of a batch: how often, in which sense, which are unknown
    Abbreviations(abbreviations::Arguments),
    /// The JSON Schema of what `analyze` prints
    Schema(schema::Arguments),
    /// Completions for a shell
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(*arguments),
        Command::Normalize(arguments) => normalize::run(arguments),
        Command::Expand(arguments) => expand::run(arguments),
        Command::Syllables(arguments) => syllables::run(arguments),
        Command::Abbreviations(arguments) => abbreviations::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    ending::status(ended)
}
