//! `tinviet analyze`: the main job. Documents come in as text, JSONL or Parquet, are analysed in parallel, and go out in order.

mod config;
mod goal;
mod journal;
mod meter;
mod reader;
mod rows;
mod sheet;

use std::{
    io::{self, IsTerminal as _, Write as _},
    mem,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use arrow_array::RecordBatch;
use serde::Deserialize;
use tinviet::{
    Analyzer, Kind, OffsetUnit, Scratch, ToneStyle,
    arrow::{FactsBuilder, Shape},
    fact::time::Reference,
};

use crate::{
    ending::{Failure, Tally},
    input::Source,
    packing::Packing,
    pipeline::{Step, ordered},
    render::{Format, Rendering},
    row::{Document, Fields},
};
use goal::Goal;
use meter::Meter;
use reader::{Raw, Reader};
use sheet::Sheet;

/// Arguments of `analyze`. What a call leaves out comes from `--config`, then from the defaults.
#[derive(clap::Args, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
#[command(after_help = "\
Examples:
  tinviet analyze article.txt
  tinviet analyze --format html article.txt > article.html
  tinviet analyze --kinds award,award_event --no-text news.jsonl > awards.jsonl
  cat news.jsonl | tinviet analyze --input jsonl --offsets chars -
  tinviet analyze archive.parquet --output facts.parquet
  tinviet analyze 'archive/*.jsonl.zst' --output facts.jsonl.zst --errors failed.jsonl --resume")]
pub(crate) struct Arguments {
    /// Files to read, also packed (.gz, .zst), folders of them, patterns in quotes; none or `-` is standard input
    #[serde(skip)]
    files: Vec<PathBuf>,
    /// The form of the input [default: by the file's ending; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The field of a JSONL object, or the column of a Parquet file, that holds the text [default: text]
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
    /// What a row of Parquet or Arrow is: a fact, or a document with its facts as a list [default: flat]
    #[arg(long, value_enum)]
    shape: Option<Rowed>,
    /// Write to a file, whole or not at all; one that ends in .gz or .zst is packed
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on where a run with the same --output broke off; begins where there was none
    #[arg(long)]
    #[serde(skip)]
    resume: bool,
    /// Collect the documents that fail, each with its place and the reason, as JSONL
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
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
    /// The user's own awards, a table like data/awards.tsv
    #[arg(long, value_name = "FILE")]
    awards: Option<PathBuf>,
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

impl Arguments {
    /// The settings that shape the output, for the journal.
    fn shape(&self) -> String {
        let Self { input, text_field, id_field, date_field, keep_fields, format, shape, output, offsets, .. } = self;
        let Self { reference_date, kinds, dictionary, awards, tone_style, no_text, rules, .. } = self;
        format!(
            "{} {:?}",
            env!("CARGO_PKG_VERSION"),
            (
                (input, text_field, id_field, date_field, keep_fields, format, shape, output, offsets),
                (reference_date, kinds, dictionary, awards, tone_style, no_text, rules)
            )
        )
    }
}

/// A form of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Input {
    /// One file is one document
    Text,
    /// One JSON object a line
    Jsonl,
    /// One row a document
    Parquet,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rowed {
    /// A row a fact
    Flat,
    /// A row a document
    Nested,
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
    text.parse::<Reference>().map(|_| text.to_owned()).map_err(|error| error.to_string())
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let arguments = config::merged(arguments)?;
    let analyzer = analyzer(&arguments)?;
    let sources = Source::found(&arguments.files)?;
    let rendering = rendering(&arguments, &sources);
    check(&arguments, &sources, rendering)?;
    let fields = Fields {
        text: arguments.text_field.clone().unwrap_or_else(|| "text".into()),
        id: arguments.id_field.clone().unwrap_or_else(|| "id".into()),
        date: arguments.date_field.clone().unwrap_or_else(|| "date".into()),
        keep: arguments.keep_fields,
    };
    let threads = match &sources[..] {
        // One document: threads would cost a quarter of the time that it takes.
        [source] if reader::form(source, arguments.input) == Input::Text => 1,
        _ => arguments.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
    };
    let packing = arguments.output.as_deref().map_or(Packing::None, Packing::of);
    let shape = match arguments.shape {
        None | Some(Rowed::Flat) => Shape::Flat,
        Some(Rowed::Nested) => Shape::Nested,
    };
    let mut goal = Goal::open(&arguments, &sources, Sheet::open(rendering.format, shape)?)?;
    if goal.progress.documents == 0 {
        let mut head = Vec::new();
        rendering.head(&mut head)?;
        goal.write(&packing.pack(head)?)?;
    }

    let interrupted = watch(&sources);
    let count = meter::Count::default();
    let meter = Meter::new(goal.progress.size(), Arc::clone(&count));
    let mut reader = Reader::new(sources, arguments.input, fields.clone(), goal.progress.documents, count);
    let feed = || if interrupted.load(Ordering::Relaxed) { None } else { reader.next() };
    let work = |batch: Vec<Raw>| {
        let mut answer = Answer { documents: batch.len(), ..Answer::default() };
        let mut facts = rendering.format.is_columns().then(|| FactsBuilder::new(shape, rendering.offsets));
        let mut scratch = Scratch::new();
        for raw in batch {
            one(raw, &analyzer, &mut scratch, &fields, &rendering, facts.as_mut(), &mut answer);
        }
        answer.rows = facts.map(FactsBuilder::finish);
        answer.packed = packing.pack(mem::take(&mut answer.bytes));
        answer
    };
    let ended = ordered(threads, feed, work, |step| match step {
        Step::Done(answer) => {
            goal.take(answer, &meter)?;
            meter.show(goal.progress.documents);
            Ok(())
        }
        Step::Idle => Ok(goal.out.flush()?),
    });
    meter.end();
    if let Err(failure) = ended {
        goal.give_up(&failure);
        return Err(failure);
    }
    if interrupted.load(Ordering::Relaxed) {
        return Err(goal.interrupted());
    }
    let mut tail = Vec::new();
    rendering.tail(&mut tail)?;
    goal.write(&packing.pack(tail)?)?;
    goal.finish()
}

/// Set by Ctrl-C, or by whoever ends the process kindly. Standard input from a terminal is left to the terminal: a read that waits for a
/// key would not see the flag.
fn watch(sources: &[Source]) -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let waits = sources.contains(&Source::Stdin) && io::stdin().is_terminal();
    let set = Arc::clone(&flag);
    if !waits {
        // A second signal means it; and where no handler can be set, the default one ends the process.
        let _ = ctrlc::set_handler(move || {
            if set.swap(true, Ordering::Relaxed) {
                process::exit(130);
            }
        });
    }
    flag
}

/// What a batch gave.
struct Answer {
    bytes: Vec<u8>,
    packed: io::Result<Vec<u8>>,
    /// In place of bytes, where the output is one of columns.
    rows: Option<Result<RecordBatch, tinviet::Error>>,
    complaints: Vec<String>,
    /// Lines for `--errors`.
    errors: Vec<u8>,
    documents: usize,
    done: usize,
    failed: usize,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            packed: Ok(Vec::new()),
            rows: None,
            complaints: Vec::new(),
            errors: Vec::new(),
            documents: 0,
            done: 0,
            failed: 0,
        }
    }
}

impl Answer {
    fn fail(&mut self, place: &str, message: String, bytes: &[u8]) {
        self.failed += 1;
        let document = (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes.trim_ascii_end()));
        let row = serde_json::json!({ "place": place, "error": message, "document": document });
        self.errors.extend_from_slice(row.to_string().as_bytes());
        self.errors.push(b'\n');
        self.complaints.push(message);
    }
}

fn one(
    raw: Raw,
    analyzer: &Analyzer,
    scratch: &mut Scratch,
    fields: &Fields,
    rendering: &Rendering,
    facts: Option<&mut FactsBuilder>,
    answer: &mut Answer,
) {
    let place = raw.place();
    let document = match raw.document(fields) {
        Ok(document) => document,
        Err((message, bytes)) => return answer.fail(&place, message, &bytes),
    };
    if document.text.is_empty() {
        answer.complaints.push(format!("{place}: is empty, there is nothing to analyse"));
    }
    let before = answer.bytes.len();
    // A fault of ours in one document must not cost an archive of a million its run.
    let done = catch_unwind(AssertUnwindSafe(|| {
        let Document { id, text, reference, passthrough } = &document;
        let analysis = match reference {
            Some(reference) => analyzer.analyze_with_at(scratch, text, Some(*reference)),
            None => analyzer.analyze_with(scratch, text),
        };
        if let Some(facts) = facts {
            facts.append(id.as_deref(), &analysis);
            return Ok(());
        }
        rendering.document(&analysis, id.as_deref(), passthrough.as_ref(), &mut answer.bytes)
    }));
    match done {
        Ok(Ok(())) => answer.done += 1,
        failed => {
            answer.bytes.truncate(before);
            let reason = match failed {
                Ok(Err(error)) => error.to_string(),
                _ => "a fault in tinviet; please report it with this document".to_owned(),
            };
            answer.fail(&place, format!("{place}: {reason}"), document.text.as_bytes());
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
        builder = builder.reference(date.parse().map_err(|error: tinviet::Error| Failure::Usage(error.to_string()))?);
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
    if let Some(path) = &arguments.awards {
        builder = builder.awards(crate::input::awards(path)?);
    }
    builder.build().map_err(|error| Failure::Usage(error.to_string()))
}

/// What columns cannot do is said before anything is read.
fn check(arguments: &Arguments, sources: &[Source], rendering: Rendering) -> Result<(), Failure> {
    let wrong = |message: &str| Err(Failure::Usage(message.into()));
    if arguments.keep_fields && sources.iter().any(|source| reader::form(source, arguments.input) == Input::Parquet) {
        return wrong("--keep-fields: not from Parquet; join the other columns by id");
    }
    if !rendering.format.is_columns() {
        return match arguments.shape {
            Some(_) => wrong("--shape: only the output forms parquet and arrow have one"),
            None => Ok(()),
        };
    }
    if arguments.keep_fields || arguments.rules {
        return wrong("--keep-fields, --rules: columns have neither; write jsonl");
    }
    match &arguments.output {
        None if io::stdout().is_terminal() => wrong("columns are not for a terminal; name a file with --output"),
        Some(path) if Packing::of(path) != Packing::None => {
            wrong("--output: Parquet and Arrow files are not packed again; leave .gz or .zst out")
        }
        _ => Ok(()),
    }
}

fn rendering(arguments: &Arguments, sources: &[Source]) -> Rendering {
    let by_ending = arguments.output.as_ref().and_then(|path| match Packing::inner_ending(path)?.as_str() {
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "html" | "htm" => Some(Format::Html),
        "parquet" => Some(Format::Parquet),
        "arrow" => Some(Format::Arrow),
        _ => None,
    });
    let lines = sources.iter().any(|source| reader::form(source, arguments.input) != Input::Text);
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
