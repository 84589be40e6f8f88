//! `tinviet explain`: how a position in a text was read, and why.

use std::{io::Write as _, path::PathBuf};

use tinviet::{Ask, OffsetUnit};

use crate::{
    ending::{Failure, Tally},
    input::{self, Source},
    markup::{Analyzers, Asked, Text},
    output::Output,
    reader::{self, Input},
    size::Size,
    visible::visible,
};

/// Arguments of `explain`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet explain article.txt --at 1806
  tinviet explain article.txt --fact 3
  tinviet explain article.txt --at 1806 --offsets chars --format json")]
pub(crate) struct Arguments {
    /// The offset to explain, as the output states it
    #[arg(long, value_name = "N", required_unless_present = "fact")]
    at: Option<usize>,
    /// The number of the fact to explain, counted from 1 in the order of the output, as on the page
    #[arg(long, value_name = "N", conflicts_with = "at")]
    fact: Option<usize>,
    /// What the offset counts
    #[arg(long, value_enum, default_value_t = Unit::Bytes)]
    offsets: Unit,
    /// Text for people, or JSON with all spans in bytes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The kinds of fact to report, comma-separated [default: all but number and ordinal]
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Vec<String>,
    /// A file of your own kinds of fact: phrases and patterns (docs/own-kinds.md)
    #[arg(long, value_name = "FILE.toml")]
    kinds_file: Option<PathBuf>,
    /// Your own abbreviations
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// The date against which relative and partial dates are resolved
    #[arg(long, value_name = "DATE")]
    reference_date: Option<String>,
    /// The markup of the document
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The maximum size of a text
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_size: Size,
    /// The file to read; none or `-` means standard input
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Unit {
    Bytes,
    Chars,
    Utf16,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Tally, Failure> {
    let mut builder = crate::kinds::chosen(arguments.kinds_file.as_deref(), &arguments.kinds)?;
    if let Some(path) = &arguments.dictionary {
        builder = builder.dictionary(input::dictionary(path)?);
    }
    if let Some(date) = &arguments.reference_date {
        builder =
            builder.reference_date(date.parse().map_err(|error: tinviet::Error| Failure::Usage(error.to_string()))?);
    }
    let files: Vec<PathBuf> = arguments.file.iter().cloned().collect();
    let sources = Source::found(&files)?;
    let [source] = &sources[..] else {
        return Err(Failure::Usage("explain takes one text; name one file".into()));
    };
    if reader::form(source, None) != Input::Text {
        let way = format!("`sed -n 203p {source} | jq -r .text | tinviet explain --fact 3`");
        return Err(Failure::Usage(format!("{source}: explain takes one text; extract a row first: {way}")));
    }
    let bytes = input::whole(source, arguments.max_size)?;
    let analyzers = Analyzers::new(arguments.markup, &builder);
    let (markup, analyzer) = analyzers.of(source);
    let text = Text::read(source, bytes, *markup)?.text;
    let ask = match (arguments.at, arguments.fact) {
        (Some(at), _) => Ask::At(byte(&text, at, arguments.offsets)),
        (_, Some(number)) => {
            Ask::Fact(number.checked_sub(1).ok_or_else(|| Failure::Usage("--fact: facts are numbered from 1".into()))?)
        }
        _ => return Err(Failure::Usage("nothing to explain; give --at N or --fact N".into())),
    };
    let Some(explained) = analyzer.explain(&text, ask) else {
        return Err(Failure::Usage(match arguments.fact {
            Some(number) => format!("--fact {number}: {source} has {} facts", analyzer.analyze(&text).facts().len()),
            None => format!("--at: {source} has no word there; it is {} bytes long", text.len()),
        }));
    };
    let mut out = Output::stdout();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &explained)?;
            writeln!(out)?;
        }
        Format::Text => {
            for line in explained.to_string().lines() {
                writeln!(out, "{}", visible(line))?;
            }
        }
    }
    out.finish()?;
    Ok(Tally::default())
}

/// Converts an offset in another unit to bytes; past the end it stays past the end.
fn byte(text: &str, at: usize, unit: Unit) -> usize {
    let unit = match unit {
        Unit::Bytes => return at,
        Unit::Chars => OffsetUnit::Chars,
        Unit::Utf16 => OffsetUnit::Utf16,
    };
    let mut counted = 0;
    for (index, char) in text.char_indices() {
        if counted >= at {
            return index;
        }
        counted += if unit == OffsetUnit::Utf16 { char.len_utf16() } else { 1 };
    }
    text.len() + at.saturating_sub(counted)
}
