//! `tinviet explain`: how a position in a text was read, and why.

use std::{io::Write as _, path::PathBuf};

use tinviet::Ask;

use crate::{
    ending::{Failure, Tally},
    input::{self, Source},
    markup::Text,
    output::Output,
    reader::{self, Input},
    reading::{Offsets, Reading},
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
    #[arg(long, value_enum, default_value_t)]
    offsets: Offsets,
    /// Text for people, or JSON with all spans in bytes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
    /// The maximum size of a text
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_size: Size,
    /// The file to read; none or `-` means standard input
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Tally, Failure> {
    let (builder, _) = arguments.reading.builder()?;
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
    let analyzers = arguments.reading.analyzers(&builder);
    let (markup, analyzer) = analyzers.of(source);
    let text = Text::read(source, bytes, *markup)?.text;
    let ask = match (arguments.at, arguments.fact) {
        (Some(at), _) => Ask::At(arguments.offsets.byte(&text, at)),
        (_, Some(number)) => {
            Ask::Fact(number.checked_sub(1).ok_or_else(|| Failure::Usage("--fact: facts are numbered from 1".into()))?)
        }
        _ => return Err(Failure::Usage("nothing to explain; give --at N or --fact N".into())),
    };
    let Some(explained) = analyzer.explain(&text, ask) else {
        return Err(Failure::Usage(match arguments.fact {
            Some(number) => format!("--fact {number}: {source} has {} facts", analyzer.analyze(&text).facts().len()),
            None => format!("--at: {source} has no word there; it is {} long", arguments.offsets.length(&text)),
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
