//! `tinviet analyze`: the main job. Documents come in as text or JSONL, are analysed in parallel, and go out in order.

mod config;
mod reader;

use std::{
    io::{self, IsTerminal as _, Write as _},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    thread,
};

use serde::Deserialize;
use tinviet::{Analyzer, Kind, OffsetUnit, ToneStyle};

use crate::{
    ending::{Failure, Tally, say},
    input::Source,
    output::Output,
    pipeline::{Step, ordered},
    render::{Format, Rendering},
    row::{self, Document, Fields},
};
use reader::{Raw, Reader};

/// Arguments of `analyze`. What a call leaves out comes from `--config`, then from the defaults.
#[derive(clap::Args, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
#[command(after_help = "\
Examples:
  tinviet analyze article.txt
  tinviet analyze --format html article.txt > article.html
  tinviet analyze --kinds award,award_event --no-text news.jsonl > awards.jsonl
  cat news.jsonl | tinviet analyze --input jsonl --offsets chars -")]
pub(crate) struct Arguments {
    /// Files to read; none or `-` is standard input
    #[serde(skip)]
    files: Vec<PathBuf>,
    /// The form of the input [default: by the file's ending; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The field of a JSONL object that holds the text [default: text]
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// The field that holds the document's name [default: id]
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// The field that holds the document's own reference date [default: date]
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
    /// Pass the other fields through, under "passthrough"
    #[arg(long)]
    keep_fields: bool,
    /// The form of the output [default: by the ending of --output; table on a terminal, jsonl for JSONL, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to a file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What offsets count [default: bytes]
    #[arg(long, value_enum)]
    offsets: Option<Offsets>,
    /// The date that relative and partial dates are read against: 2024-05-01, 2024-05-01T09:30, or auto (each text's own dateline)
    #[arg(long, value_name = "DATE", value_parser = checked_date)]
    reference_date: Option<String>,
    /// The kinds of fact to report, separated by commas [default: all but number and ordinal]
    #[arg(long, value_delimiter = ',', value_name = "KIND,…", value_parser = clap::builder::PossibleValuesParser::new(Kind::ALL.map(Kind::name)))]
    kinds: Vec<String>,
    /// The user's own abbreviations
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// Where the normalisation report wants tone marks [default: first-vowel]
    #[arg(long, value_enum)]
    tone_style: Option<Tones>,
    /// Leave the text out of the output
    #[arg(long)]
    no_text: bool,
    /// Name the rule that found each fact
    #[arg(long)]
    rules: bool,
    /// How many threads analyse [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Read settings from a file; those of the call go first
    #[arg(long, value_name = "FILE.toml")]
    #[serde(skip)]
    config: Option<PathBuf>,
}

/// A form of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Input {
    /// One file is one document
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Offsets {
    /// UTF-8 bytes: Rust
    Bytes,
    /// Code points: Python
    Chars,
    /// UTF-16 code units: JavaScript, Java
    Utf16,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Tones {
    /// hòa, thúy
    FirstVowel,
    /// hoà, thuý
    SecondVowel,
    /// As written
    Preserve,
}

fn checked_date(text: &str) -> Result<String, String> {
    if text == "auto" {
        return Ok(text.to_owned());
    }
    row::reference(text).map(|_| text.to_owned())
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let arguments = config::merged(arguments)?;
    let analyzer = analyzer(&arguments)?;
    let sources = Source::all(&arguments.files);
    let rendering = rendering(&arguments, &sources);
    let fields = Fields {
        text: arguments.text_field.clone().unwrap_or_else(|| "text".into()),
        id: arguments.id_field.clone().unwrap_or_else(|| "id".into()),
        date: arguments.date_field.clone().unwrap_or_else(|| "date".into()),
        keep: arguments.keep_fields,
    };
    let threads = arguments.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut out = match &arguments.output {
        None => Output::stdout(),
        Some(path) => Output::file(path)
            .map_err(|error| Failure::Usage(format!("--output {}: cannot be written: {error}", path.display())))?,
    };
    rendering.head(&mut out)?;

    let mut tally = Tally::default();
    let mut reader = Reader::new(sources, arguments.input);
    let work = |batch: Vec<Raw>| {
        let mut answer = Answer::default();
        for raw in batch {
            one(raw, &analyzer, &fields, &rendering, &mut answer);
        }
        answer
    };
    ordered(
        threads,
        || reader.next(),
        work,
        |step| {
            match step {
                Step::Done(answer) => {
                    out.write_all(&answer.bytes)?;
                    answer.complaints.iter().for_each(say);
                    tally.done += answer.done;
                    tally.failed += answer.failed;
                }
                Step::Idle => out.flush()?,
            }
            Ok(())
        },
    )?;
    rendering.tail(&mut out)?;
    out.finish()?;
    Ok(tally)
}

/// What a batch gave.
#[derive(Default)]
struct Answer {
    bytes: Vec<u8>,
    complaints: Vec<String>,
    done: usize,
    failed: usize,
}

fn one(raw: Raw, analyzer: &Analyzer, fields: &Fields, rendering: &Rendering, answer: &mut Answer) {
    let place = raw.place();
    let document = match raw.document(fields) {
        Ok(document) => document,
        Err(message) => {
            answer.failed += 1;
            answer.complaints.push(message);
            return;
        }
    };
    if document.text.is_empty() {
        answer.complaints.push(format!("{place}: is empty, there is nothing to analyse"));
    }
    let before = answer.bytes.len();
    // A fault of ours in one document must not cost an archive of a million its run.
    let done = catch_unwind(AssertUnwindSafe(|| {
        let Document { id, text, reference, passthrough } = &document;
        let analysis = match reference {
            Some(reference) => analyzer.analyze_at(text, Some(*reference)),
            None => analyzer.analyze(text),
        };
        rendering.document(&analysis, id.as_deref(), passthrough.as_ref(), &mut answer.bytes)
    }));
    match done {
        Ok(Ok(())) => answer.done += 1,
        failed => {
            answer.bytes.truncate(before);
            answer.failed += 1;
            let reason = match failed {
                Ok(Err(error)) => error.to_string(),
                _ => "a fault in tinviet; please report it with this document".to_owned(),
            };
            answer.complaints.push(format!("{place}: {reason}"));
        }
    }
}

fn analyzer(arguments: &Arguments) -> Result<Analyzer, Failure> {
    let mut builder = Analyzer::builder();
    if !arguments.kinds.is_empty() {
        let asked = |kind: &Kind| arguments.kinds.iter().any(|name| name == kind.name());
        builder = builder.kinds(Kind::ALL.into_iter().filter(asked));
    }
    if arguments.reference_date.as_deref() == Some("auto") {
        builder = builder.dateline(true);
    } else if let Some(date) = &arguments.reference_date {
        builder = builder.reference(row::reference(date).map_err(Failure::Usage)?);
    }
    if let Some(style) = arguments.tone_style {
        builder = builder.tone_style(match style {
            Tones::FirstVowel => ToneStyle::FirstVowel,
            Tones::SecondVowel => ToneStyle::SecondVowel,
            Tones::Preserve => ToneStyle::Preserve,
        });
    }
    if let Some(path) = &arguments.dictionary {
        builder = builder.dictionary(crate::input::dictionary(path)?);
    }
    builder.build().map_err(|error| Failure::Usage(error.to_string()))
}

fn rendering(arguments: &Arguments, sources: &[Source]) -> Rendering {
    let by_ending = arguments.output.as_ref().and_then(|path| match path.extension()?.to_str()? {
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    });
    let lines = sources.iter().any(|source| reader::form(source, arguments.input) == Input::Jsonl);
    let format = arguments.format.or(by_ending).unwrap_or_else(|| {
        if arguments.output.is_none() && io::stdout().is_terminal() {
            Format::Table
        } else if lines {
            Format::Jsonl
        } else {
            Format::Json
        }
    });
    Rendering {
        format,
        offsets: match arguments.offsets {
            None | Some(Offsets::Bytes) => OffsetUnit::Bytes,
            Some(Offsets::Chars) => OffsetUnit::Chars,
            Some(Offsets::Utf16) => OffsetUnit::Utf16,
        },
        text: !arguments.no_text,
        rules: arguments.rules,
    }
}
