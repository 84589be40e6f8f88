//! `tinviet report`: what an archive holds, on one page or as JSON.
//!
//! The archive is read as a stream and nothing of it is kept but counts: of names only the commoner ones, so memory does not grow with it.

mod chart;
mod data;
mod page;
mod sum;
mod top;

use std::{
    io::Write as _,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use tinviet::{Analyzer, Scratch};

use crate::{
    ending::{Failure, Tally, say},
    fault,
    identity::{self, Written},
    input::{self, Source},
    markup::{self, Analyzers, Asked},
    output::Output,
    page::Lang,
    pipeline::{Step, Weighed, ordered},
    reader::{Count, Input, Raw, Reader, Settings},
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
  tinviet report archive/ --format json | jq .kinds")]
pub(crate) struct Arguments {
    /// Files to read, also packed (.gz, .zst), folders of them, patterns in quotes; none or `-` is standard input
    files: Vec<PathBuf>,
    /// Write to a file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The form [default: by the ending of --output, else html]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The language of the page
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// The user's own abbreviations
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// The user's own awards, a table like data/awards.tsv
    #[arg(long, value_name = "FILE")]
    awards: Option<PathBuf>,
    /// How the documents are marked up
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The form of the input [default: by the file's ending; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The field, or the column, that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The field that holds the document's own date
    #[arg(long, value_name = "NAME", default_value = "date")]
    date_field: String,
    /// The largest text, or line of JSONL, that is read
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_size: Size,
    /// How many threads analyse [default: one a processor]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// One page that fetches nothing
    Html,
    /// The same figures as JSON
    Json,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let mut builder = Analyzer::builder();
    if let Some(path) = &arguments.dictionary {
        builder = builder.dictionary(input::dictionary(path)?);
    }
    if let Some(path) = &arguments.awards {
        builder = builder.awards(input::awards(path)?);
    }
    let format = arguments.format.map_or_else(|| of_ending(arguments.output.as_deref()), Ok)?;
    let analyzers = Analyzers::new(arguments.markup, &builder);
    let sources = Source::found(&arguments.files)?;
    let written: Vec<Written> =
        arguments.output.as_deref().map(|path| Written { option: "--output", path }).into_iter().collect();
    identity::check(&sources, &written)?;
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
    let report = data::Report::new(&sum, names, began.elapsed());
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
        }
        Format::Html => page::write(&report, arguments.lang, &mut out)?,
    }
    out.finish()?;
    Ok(Tally { done: sum.documents as usize, failed: sum.failed as usize })
}

fn of_ending(output: Option<&Path>) -> Result<Format, Failure> {
    match output.and_then(Path::extension).and_then(|ending| ending.to_str()) {
        None | Some("html" | "htm") => Ok(Format::Html),
        Some("json") => Ok(Format::Json),
        Some(ending) => {
            Err(Failure::Usage(format!("--output: a report is .html or .json, not .{ending}; or say --format")))
        }
    }
}

/// What is done with every batch.
struct Work {
    analyzers: Analyzers,
    settings: Settings,
}

impl Weighed for Sum {
    /// What a batch counts is small beside its texts.
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
