//! `tinviet rules`: every rule that finds facts, with an example.

use std::io::Write as _;

use tinviet::fact::Rule;

use crate::{
    ending::{Failure, Tally},
    output::Output,
};

/// Arguments of `rules`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet rules
  tinviet rules percentage
  tinviet rules --format jsonl > rules.jsonl")]
pub(crate) struct Arguments {
    /// A table for people, one JSON line per rule, or a Markdown table
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Only rules whose name starts with this
    prefix: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Table,
    Jsonl,
    Markdown,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Tally, Failure> {
    let prefix = arguments.prefix.as_deref().unwrap_or_default();
    let rules: Vec<&Rule> = Rule::ALL.iter().filter(|rule| rule.name.starts_with(prefix)).collect();
    if rules.is_empty() {
        let why = format!("no rule starts with {prefix:?}; `tinviet rules` lists all");
        return Err(Failure::Usage(why));
    }
    let mut out = Output::stdout();
    if let Format::Markdown = arguments.format {
        writeln!(out, "| rule | what it reads | example |\n| --- | --- | --- |")?;
    }
    for Rule { name, about, example, page, .. } in rules {
        match arguments.format {
            Format::Table => writeln!(out, "{name}\n  {about}\n  such as: {example}\n  {page}\n")?,
            Format::Jsonl => {
                let row = serde_json::json!({ "name": name, "about": about, "example": example, "page": page });
                writeln!(out, "{row}")?;
            }
            Format::Markdown => {
                let link = page.trim_start_matches("docs/");
                writeln!(out, "| [`{name}`]({link}) | {about} | {example} |")?;
            }
        }
    }
    out.finish()?;
    Ok(Tally::default())
}
