//! The `tinviet` program: one file per command, and what they share.
//!
//! It adds no analysis of its own: what it prints is the serialised form of the library's public types (`docs/output.md`).

mod abbreviations;
mod analyze;
mod completions;
mod ending;
mod excerpt;
mod expand;
mod explain;
mod fault;
mod identity;
mod input;
mod kinds;
mod man;
mod markup;
mod normalize;
mod output;
mod packing;
mod page;
mod pipeline;
mod reader;
mod reading;
mod render;
mod report;
mod row;
mod rules;
mod schema;
mod signals;
mod size;
mod source;
mod syllables;
mod visible;

use std::{
    env,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

use clap::{
    Parser, Subcommand,
    error::{ContextKind, ContextValue, ErrorKind},
};

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
  tinviet analyze news.jsonl --output facts.csv     one row per fact, for a whole archive
  tinviet normalize old.txt > new.txt               the same text in canonical spelling

Exit status: 0 success, 1 some documents failed (the others are done), 2 wrong usage.";

#[derive(Subcommand)]
enum Command {
    /// Analyse each document: facts, abbreviations, structure
    Analyze(Box<analyze::Arguments>),
    /// Print the text in canonical spelling
    Normalize(normalize::Arguments),
    /// Print the text with its abbreviations expanded
    Expand(expand::Arguments),
    /// Print the parts of each Vietnamese syllable
    Syllables(syllables::Arguments),
    /// Count the abbreviations of a batch: frequency, senses, which are unknown
    Abbreviations(abbreviations::Arguments),
    /// Check a file of your own kinds of fact
    Kinds(kinds::Arguments),
    /// Explain how a position in a text was read
    Explain(Box<explain::Arguments>),
    /// Summarise an archive, as one page or as JSON
    Report(Box<report::Arguments>),
    /// List every rule that finds facts, with an example
    Rules(rules::Arguments),
    /// Print the JSON Schema of the output of `analyze`
    Schema(schema::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Write the manual pages
    Man(man::Arguments),
}

fn main() -> ExitCode {
    fault::hush();
    let command = match Arguments::try_parse() {
        Ok(arguments) => arguments.command,
        Err(error) => return refused(&error),
    };
    // Panics in a document are caught where it is processed; this catches all others.
    let ended = fault::guard(&"the run", || run(command));
    ending::status(ended.map_err(ending::Failure::Document).flatten())
}

fn run(command: Command) -> Result<ending::Tally, ending::Failure> {
    fault::provoke(&"the run");
    match command {
        Command::Analyze(arguments) => analyze::run(*arguments),
        Command::Normalize(arguments) => normalize::run(arguments),
        Command::Expand(arguments) => expand::run(arguments),
        Command::Syllables(arguments) => syllables::run(arguments),
        Command::Abbreviations(arguments) => abbreviations::run(arguments),
        Command::Kinds(arguments) => kinds::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Report(arguments) => report::run(*arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}

/// Wrong usage, or a request for help. The message repeats what was typed, which may contain terminal control sequences.
fn refused(error: &clap::Error) -> ExitCode {
    // If the first argument is a file, `analyze` was meant.
    if let (ErrorKind::InvalidSubcommand, Some(ContextValue::String(name))) =
        (error.kind(), error.get(ContextKind::InvalidSubcommand))
        && (Path::new(name).exists() || name.contains(['.', '/', '*']))
    {
        return ending::status(Err(ending::Failure::Usage(format!(
            "no command is named {name:?}; did you mean: tinviet analyze {name}"
        ))));
    }
    let typed = env::args_os().skip(1).any(|argument| argument.to_string_lossy().chars().any(visible::acts));
    if typed && error.use_stderr() {
        let lines = error.render().to_string();
        for line in lines.lines() {
            let _ = writeln!(io::stderr(), "{}", visible::visible(line));
        }
    } else {
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
