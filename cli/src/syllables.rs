//! `tinviet syllables`: the parts of each Vietnamese syllable.

use clap::{Args, ValueEnum};
use serde::Serialize;
use tinviet::syllable::{Tone, words};

use crate::{
    ending::{Failure, Tally},
    input,
};

/// Arguments of `syllables`.
#[derive(Args)]
#[command(after_help = "\
Example:
  echo 'nghiêng ngả' | tinviet syllables")]
pub(crate) struct Arguments {
    /// A table for people, or one JSON line per word
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    texts: input::Texts,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Jsonl,
}

#[derive(Serialize)]
struct Row<'t> {
    text: &'t str,
    valid: bool,
    onset: Option<&'static str>,
    medial: Option<&'static str>,
    nucleus: Option<&'static str>,
    coda: Option<&'static str>,
    tone: Option<Tone>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    input::each(&arguments.texts, |source, bytes, out| {
        for word in words(&input::text(source, bytes)?) {
            let syllable = word.syllable();
            let row = Row {
                text: word.text,
                valid: syllable.is_some(),
                onset: syllable.map(|syllable| syllable.onset()),
                medial: syllable.map(|syllable| syllable.medial()),
                nucleus: syllable.map(|syllable| syllable.nucleus()),
                coda: syllable.map(|syllable| syllable.coda()),
                tone: syllable.map(|syllable| syllable.tone()),
            };
            match arguments.format {
                Format::Jsonl => {
                    serde_json::to_writer(&mut *out, &row)?;
                    writeln!(out)?;
                }
                Format::Table => {
                    let cell = |part: Option<&'static str>| part.filter(|part| !part.is_empty()).unwrap_or("-");
                    let tone = row.tone.map_or("-".to_owned(), |tone| format!("{tone:?}"));
                    writeln!(
                        out,
                        "{:<12} {:<5} {:<4} {:<2} {:<3} {:<3} {tone}",
                        row.text,
                        if row.valid { "yes" } else { "no" },
                        cell(row.onset),
                        cell(row.medial),
                        cell(row.nucleus),
                        cell(row.coda)
                    )?;
                }
            }
        }
        Ok(())
    })
}
