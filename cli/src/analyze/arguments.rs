//! The arguments of `analyze`, the library settings that follow from them, and which of them conflict.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{self, IsTerminal as _},
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use tinviet::{ToneStyle, arrow::Shape};

use crate::{
    ending::Failure,
    input::Source,
    markup::{Analyzers, Asked},
    packing::Packing,
    page::Lang,
    reader::{self, Input},
    reading::{Breaks, Joined, KindName, Offsets, Reading, checked_date, threads},
    render::{Format, Look, Rendering},
    row::Fields,
    size::Size,
};

/// Arguments of `analyze`. Missing ones come from `--config`, then from the defaults.
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
    /// Files (.gz and .zst too), folders, or quoted patterns to read; none or `-` means standard input
    #[serde(skip)]
    pub(super) files: Vec<PathBuf>,
    /// The input format [default: by file extension; text on standard input]
    #[arg(long, value_enum)]
    pub(super) input: Option<Input>,
    /// The markup of the documents [default: auto, by file extension]
    #[arg(long, value_enum)]
    pub(super) markup: Option<Asked>,
    /// The JSONL field, or the column of a table or Parquet file, that contains the text [default: text]
    #[arg(long, value_name = "NAME")]
    pub(super) text_field: Option<String>,
    /// The field that contains the document's name [default: id]
    #[arg(long, value_name = "NAME")]
    pub(super) id_field: Option<String>,
    /// The field that contains the document's reference date [default: date]
    #[arg(long, value_name = "NAME")]
    pub(super) date_field: Option<String>,
    /// Copy the other input fields to the output, under "passthrough"
    #[arg(long)]
    pub(super) keep_fields: bool,
    /// The output format [default: by the extension of --output; otherwise table on a terminal, jsonl for JSONL input, or json]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// What a Parquet or Arrow row is: a fact, or a document with a list of facts [default: flat]
    #[arg(long, value_enum)]
    pub(super) shape: Option<Rowed>,
    /// Write to this file, atomically; it is compressed if the name ends in .gz or .zst
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Resume an interrupted run with the same --output; starts from the beginning if there was none
    #[arg(long)]
    #[serde(skip)]
    pub(super) resume: bool,
    /// Write the documents that fail to this file as JSONL, each with its location and the reason
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    /// What offsets count [default: bytes]
    #[arg(long, value_enum)]
    pub(super) offsets: Option<Offsets>,
    /// The date against which relative and partial dates are resolved: 2024-05-01, 2024-05-01T09:30, or auto (the date of the page, or the text's dateline)
    #[arg(long, value_name = "DATE", value_parser = checked_date)]
    pub(super) reference_date: Option<String>,
    /// The kinds of fact to report, comma-separated, own kinds included [default: all but number and ordinal]
    #[arg(long, value_delimiter = ',', value_name = "KIND,…", value_parser = KindName)]
    pub(super) kinds: Vec<String>,
    /// A file of your own kinds of fact: phrases and patterns (docs/own-kinds.md)
    #[arg(long, value_name = "FILE.toml")]
    pub(super) kinds_file: Option<PathBuf>,
    /// Your own abbreviations
    #[arg(long, value_name = "FILE")]
    pub(super) dictionary: Option<PathBuf>,
    /// Your own awards, a table like data/awards.tsv
    #[arg(long, value_name = "FILE")]
    pub(super) awards: Option<PathBuf>,
    /// Where the normalisation report expects tone marks [default: first-vowel]
    #[arg(long, value_enum)]
    pub(super) tone_style: Option<Tones>,
    /// What a single line break means [default: auto]
    #[arg(long, value_enum)]
    pub(super) line_breaks: Option<Breaks>,
    /// Whether the texts are the output of a tokeniser [default: auto]
    #[arg(long, value_enum)]
    pub(super) tokenized: Option<Joined>,
    /// Leave the text out of the output
    #[arg(long)]
    pub(super) no_text: bool,
    /// Name the rule that found each fact
    #[arg(long)]
    pub(super) rules: bool,
    /// The language of the HTML page: its interface and the names of kinds, awards and units [default: en]
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
    /// Put ' before CSV cells that a spreadsheet would read as a formula
    #[arg(long)]
    pub(super) csv_safe: bool,
    /// Begin CSV with a byte order mark, which Excel needs to recognise UTF-8
    #[arg(long)]
    pub(super) bom: bool,
    /// The maximum size of a text, or of a JSONL line [default: 64M]
    #[arg(long, value_name = "SIZE")]
    pub(super) max_size: Option<Size>,
    /// The number of worker threads [default: one per processor]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = threads)]
    #[serde(deserialize_with = "threads_of_config")]
    pub(super) threads: Option<NonZeroUsize>,
    /// Read settings from this file; command-line options take precedence
    #[arg(long, value_name = "FILE.toml")]
    #[serde(skip)]
    pub(super) config: Option<PathBuf>,
}

impl Arguments {
    /// How the texts are read.
    pub(super) fn reading(&self) -> Reading {
        Reading {
            markup: self.markup,
            reference_date: self.reference_date.clone(),
            kinds: self.kinds.clone(),
            kinds_file: self.kinds_file.clone(),
            dictionary: self.dictionary.clone(),
            awards: self.awards.clone(),
            line_breaks: self.line_breaks,
            tokenized: self.tokenized,
        }
    }

    /// The settings that shape the output, for the journal, with what their `files` hold.
    pub(super) fn fingerprint(&self, files: &[PathBuf]) -> String {
        let Self { input, text_field, id_field, date_field, keep_fields, format, shape, output, offsets, .. } = self;
        let Self {
            reference_date,
            kinds,
            kinds_file,
            dictionary,
            awards,
            tone_style,
            no_text,
            rules,
            csv_safe,
            bom,
            max_size,
            ..
        } = self;
        let mut held = DefaultHasher::new();
        files.iter().for_each(|file| fs::read(file).unwrap_or_default().hash(&mut held));
        format!(
            "{} {:x} {:?}",
            env!("CARGO_PKG_VERSION"),
            held.finish(),
            (
                (input, text_field, id_field, date_field, keep_fields, format, shape, output, offsets),
                (
                    reference_date,
                    (kinds, kinds_file),
                    dictionary,
                    awards,
                    tone_style,
                    no_text,
                    rules,
                    csv_safe,
                    bom,
                    max_size,
                    (self.markup, self.line_breaks, self.tokenized, self.lang)
                )
            )
        )
    }
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rowed {
    /// One row per fact
    Flat,
    /// One row per document
    Nested,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tones {
    /// hòa, thúy
    FirstVowel,
    /// hoà, thuý
    SecondVowel,
    /// As written
    Preserve,
}

pub(super) fn analyzers(arguments: &Arguments) -> Result<Analyzers, Failure> {
    let reading = arguments.reading();
    let (mut builder, _) = reading.builder()?;
    if let Some(style) = arguments.tone_style {
        builder = builder.tone_style(match style {
            Tones::FirstVowel => ToneStyle::FirstVowel,
            Tones::SecondVowel => ToneStyle::SecondVowel,
            Tones::Preserve => ToneStyle::Preserve,
        });
    }
    Ok(reading.analyzers(&builder))
}

fn threads_of_config<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<NonZeroUsize>, D::Error> {
    let count = i64::deserialize(deserializer)?;
    threads(&count.to_string()).map(Some).map_err(serde::de::Error::custom)
}

/// How documents are read, and which fields hold their parts.
pub(super) fn settings(arguments: &Arguments) -> reader::Settings {
    let fields = Fields {
        text: arguments.text_field.clone().unwrap_or_else(|| "text".into()),
        id: arguments.id_field.clone().unwrap_or_else(|| "id".into()),
        date: arguments.date_field.clone().unwrap_or_else(|| "date".into()),
        keep: arguments.keep_fields,
    };
    reader::Settings { input: arguments.input, fields, limit: arguments.max_size.unwrap_or_default(), heads: false }
}

/// What a row of columns is.
pub(super) const fn shape(arguments: &Arguments) -> Shape {
    match arguments.shape {
        None | Some(Rowed::Flat) => Shape::Flat,
        Some(Rowed::Nested) => Shape::Nested,
    }
}

/// Options that the output does not support are rejected before anything is read.
pub(super) fn check(arguments: &Arguments, sources: &[Source], rendering: Rendering) -> Result<(), Failure> {
    let wrong = |message: &str| Err(Failure::Usage(message.into()));
    if arguments.keep_fields && sources.iter().any(|source| reader::form(source, arguments.input) == Input::Parquet) {
        return wrong("--keep-fields: not available for Parquet; join the other columns by id");
    }
    if (arguments.csv_safe || arguments.bom) && rendering.format != Format::Csv {
        return wrong("--csv-safe, --bom: only for --format csv");
    }
    if arguments.lang.is_some() && rendering.format != Format::Html {
        return wrong("--lang: only for --format html");
    }
    if !rendering.format.is_columns() {
        if arguments.keep_fields && !matches!(rendering.format, Format::Json | Format::Jsonl) {
            return wrong("--keep-fields: only for --format json or jsonl");
        }
        if arguments.rules && matches!(rendering.format, Format::Table | Format::Html) {
            return wrong("--rules: not available for tables and pages; write json, jsonl or csv");
        }
        if arguments.no_text && rendering.format == Format::Html {
            return wrong("--no-text: a page is its text; write json, jsonl or csv");
        }
        return match arguments.shape {
            Some(_) => wrong("--shape: only for --format parquet or arrow"),
            None => Ok(()),
        };
    }
    if arguments.keep_fields || arguments.rules {
        return wrong("--keep-fields, --rules: not available for Parquet and Arrow; write jsonl");
    }
    match &arguments.output {
        None if io::stdout().is_terminal() => {
            wrong("Parquet and Arrow cannot be written to a terminal; name a file with --output")
        }
        Some(path) if Packing::of(path) != Packing::None => {
            wrong("--output: Parquet and Arrow files are compressed internally; omit .gz or .zst")
        }
        _ => Ok(()),
    }
}

pub(super) fn rendering(arguments: &Arguments, sources: &[Source]) -> Result<Rendering, Failure> {
    let by_ending = match &arguments.output {
        Some(path) if arguments.format.is_none() => of_ending(path)?,
        _ => None,
    };
    let lines = sources.iter().any(|source| reader::form(source, arguments.input) != Input::Text);
    let format = arguments.format.or(by_ending).unwrap_or_else(|| {
        // A table has no place for rules and other fields.
        if arguments.output.is_none() && io::stdout().is_terminal() && !arguments.rules && !arguments.keep_fields {
            Format::Table
        } else if lines {
            Format::Jsonl
        } else {
            Format::Json
        }
    });
    Ok(Rendering {
        format,
        offsets: arguments.offsets.unwrap_or_default().unit(),
        text: !arguments.no_text,
        rules: arguments.rules,
        defused: arguments.csv_safe,
        bom: arguments.bom,
        lang: arguments.lang.unwrap_or_default(),
        look: match arguments.output {
            None => Look::of_stdout(),
            Some(_) => Look { width: Look::of_stdout().width, colour: false },
        },
    })
}

/// The format for the extension of an output name; `None` if it has no extension, like a device.
fn of_ending(path: &Path) -> Result<Option<Format>, Failure> {
    let Some(ending) = Packing::inner_ending(path) else { return Ok(None) };
    Ok(Some(match ending.as_str() {
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        "html" | "htm" => Format::Html,
        "parquet" => Format::Parquet,
        "arrow" => Format::Arrow,
        _ => {
            return Err(Failure::Usage(format!(
                "--output {}: .{ending} is not an output format; use .json, .jsonl, .csv (each also .gz or .zst), .html, \
                 .parquet or .arrow, or say --format",
                path.display()
            )));
        }
    }))
}
