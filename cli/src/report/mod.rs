//! `tinviet report`: a summary of an archive, as one page or as JSON.
//!
//! The archive is streamed and only counts are kept, for names only the more frequent ones, so memory does not grow with it.

mod chart;
mod data;
mod page;
mod sum;
mod top;

use std::{
    io::{self, Write as _},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use tinviet::Scratch;

use crate::{
    ending::{Failure, Tally, say},
    fault,
    identity::{self, Written},
    input::Source,
    markup::{self, Analyzers},
    output::Output,
    page::Lang,
    pipeline::{Step, Weighed, ordered},
    reader::{Count, Input, Raw, Reader, Settings},
    reading::{Reading, threads},
    row::Fields,
    signals,
    size::Size,
};
use sum::Sum;

/// The upper ends of the bins of percentages; the last bin is open.
const PERCENTAGES: [i64; 13] = [0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 101];

/// Arguments of `report`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet report archive.jsonl --output report.html
  tinviet report 'archive/*.jsonl.zst' --lang vi --output report.html
  tinviet report archive/ --kinds-file kinds.toml --output report.html
  tinviet report archive/ --format json | jq .kinds")]
pub(crate) struct Arguments {
    /// Files (.gz and .zst too), folders, or quoted patterns to read; none or `-` means standard input
    files: Vec<PathBuf>,
    /// Write to this file, atomically
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The output format [default: by the extension of --output, otherwise html]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The language of the page
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// The input format [default: by file extension; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The field or column that contains the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The field that contains the document's date
    #[arg(long, value_name = "NAME", default_value = "date")]
    date_field: String,
    #[command(flatten)]
    reading: Reading,
    /// The maximum size of a text, or of a JSONL line
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_size: Size,
    /// The number of worker threads [default: one per processor]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = threads)]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// One self-contained HTML page
    Html,
    /// The same figures as JSON
    Json,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let (builder, kinds) = arguments.reading.builder()?;
    let format = arguments.format.map_or_else(|| of_ending(arguments.output.as_deref()), Ok)?;
    let analyzers = arguments.reading.analyzers(&builder);
    let sources = Source::found(&arguments.files)?;
    let written: Vec<Written> =
        arguments.output.as_deref().map(|path| Written { option: "--output", path }).into_iter().collect();
    identity::check(&sources, &arguments.reading.files(), &written)?;
    let mut out = match &arguments.output {
        None => Output::stdout(),
        Some(path) => {
            Output::file(path).map_err(|error| Failure::Usage(format!("--output {}: {error}", path.display())))?
        }
    };
    signals::watch(|| Some(format!("interrupted: {}; no report is written", signals::state())));
    let names: Vec<String> = sources.iter().map(ToString::to_string).collect();
    let fields = Fields { text: arguments.text_field, id: "id".into(), date: arguments.date_field, keep: false };
    let settings = Settings { input: arguments.input, fields, limit: arguments.max_size, heads: false };
    let mut reader = Reader::new(sources, settings.clone(), 0, Count::default());
    let threads = arguments.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let work = Work { analyzers, settings };
    let (began, mut sum) = (Instant::now(), Sum::default());
    ordered(
        threads,
        || reader.next(),
        |batch, _| work.batch(batch),
        |step| {
            if let Step::Piece(one) | Step::Done(one) = step {
                one.failures.iter().for_each(|(_, why)| say(why));
                sum.merge(one);
                signals::done((sum.documents + sum.failed) as usize);
            }
            Ok(())
        },
    )?;
    let report = data::Report::new(&sum, names, &kinds, began.elapsed());
    if let Err(error) = write(&report, format, arguments.lang, &mut out) {
        out.discard();
        return Err(error.into());
    }
    out.finish()?;
    Ok(Tally { done: sum.documents as usize, failed: sum.failed as usize })
}

fn write(report: &data::Report, format: Format, lang: Lang, out: &mut Output) -> io::Result<()> {
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, report)?;
            writeln!(out)?;
        }
        Format::Html => page::write(report, lang, out)?,
    }
    out.flush()
}

fn of_ending(output: Option<&Path>) -> Result<Format, Failure> {
    match output.and_then(Path::extension).and_then(|ending| ending.to_str()) {
        None | Some("html" | "htm") => Ok(Format::Html),
        Some("json") => Ok(Format::Json),
        Some(ending) => {
            Err(Failure::Usage(format!("--output: expected .html or .json, found .{ending}; or give --format")))
        }
    }
}

/// What is done with every batch.
struct Work {
    analyzers: Analyzers,
    settings: Settings,
}

impl Weighed for Sum {
    /// The counts of a batch are small compared with its texts.
    fn weight(&self) -> usize {
        size_of::<Self>()
    }
}

impl Work {
    fn batch(&self, batch: Vec<Raw>) -> Sum {
        let (mut sum, mut scratch) = (Sum::default(), Scratch::new());
        for raw in batch {
            self.one(raw, &mut scratch, &mut sum);
        }
        signals::end();
        sum
    }

    fn one(&self, raw: Raw, scratch: &mut Scratch, sum: &mut Sum) {
        let place = raw.place();
        signals::begin(&place);
        let (markup, analyzer) = self.analyzers.of(raw.source());
        let document = match fault::guard(&place, || raw.document(&self.settings, *markup)) {
            Ok(Ok(Some(document))) => document,
            Ok(Ok(None)) => return,
            Ok(Err(bad)) => return sum.failure(&place, bad.message, &bad.bytes),
            Err(fault) => return sum.failure(&place, fault, b""),
        };
        markup::warn(&place, &document.text, *markup);
        let analysed = fault::guard(&place, || {
            fault::provoke(&place);
            let began = Instant::now();
            let input = tinviet::Input::new(&document.text).reference_date(document.reference_date).scratch(scratch);
            (analyzer.analyze(input), began.elapsed())
        });
        let counted = analysed
            .and_then(|(analysis, time)| fault::guard(&place, || sum.document(&document, &analysis, &place, time)));
        if let Err(fault) = counted {
            *scratch = Scratch::new();
            sum.failure(&place, fault, b"");
        }
    }
}
