//! `tinviet expand`: the text with its abbreviations expanded.

mod columns;

use std::{cell::Cell, fmt, io, iter, path::PathBuf};

use clap::ValueEnum;
use tinviet::{Dictionary, Expander, Markup, Page};

use crate::{
    ending::{Failure, Tally},
    identity, input,
    markup::{self, Asked, Text},
    output::Output,
    reader::{self, Count, Input, Raw, Reader, Settings},
    row::Fields,
    signals,
    size::Size,
    source::Source,
};

/// Arguments of `expand`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet expand article.txt
  echo 'Sở GD-ĐT họp với UBND tỉnh.' | tinviet expand --policy all
  tinviet expand bai.html > bai-day-du.html
  tinviet expand archive.jsonl.zst > archive-full.jsonl
  tinviet expand --text-field noi_dung bang.csv > bang-day-du.csv")]
pub(crate) struct Arguments {
    /// Which mentions to expand
    #[arg(long, value_enum, default_value_t = Policy::First)]
    policy: Policy,
    /// Your own abbreviations: one per line, short form, tab, long form
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// The markup of the input: tags are kept, the text between them is expanded
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The field of a JSONL object, or the column of a table or Parquet file, to expand; the others stay as they are
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The input format [default: by file extension; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    #[command(flatten)]
    texts: input::Texts,
}

#[derive(Clone, Copy, ValueEnum)]
enum Policy {
    /// The first mention of each short form
    First,
    /// Every mention
    All,
    /// The first mention, as `người lao động (NLĐ)`
    Annotate,
}

/// One document.
enum Document {
    Whole(Source),
    /// A line of JSONL or a row of a table, or the head of one.
    Line(Raw),
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(source) => source.fmt(f),
            Self::Line(raw) => f.write_str(&raw.place()),
        }
    }
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let dictionary = arguments.dictionary.as_deref().map_or_else(|| Ok(Dictionary::builtin()), input::dictionary)?;
    let expander = Expander::new(match arguments.policy {
        Policy::First => tinviet::Policy::First,
        Policy::All => tinviet::Policy::All,
        Policy::Annotate => tinviet::Policy::Annotate,
    })
    .dictionary(dictionary);
    let limit = arguments.texts.max_size;
    let fields = Fields { text: arguments.text_field, id: String::new(), date: String::new(), keep: false };
    let settings = Settings { input: arguments.input, fields, limit, heads: true };
    let sources = Source::all(&arguments.texts.files);
    identity::check(&sources, &[], &[])?;
    if sources.iter().any(|source| reader::form(source, arguments.input) == Input::Parquet) {
        return columns(&sources, &settings, arguments.markup, &expander);
    }
    let documents = sources.into_iter().flat_map(|source| documents(source, &settings));
    let (heads, mut head) = (Cell::new(0), Vec::new());
    let tally = input::through(documents, |document, out| match document {
        Document::Whole(source) => whole(&source, settings.limit, arguments.markup, &expander, out),
        Document::Line(raw) => {
            if let Some(own) = raw.head() {
                heads.set(heads.get() + 1);
                // Tables with the same header become one table.
                if head != own {
                    head = own.to_vec();
                    out.write_all(own)?;
                }
                return Ok(());
            }
            let (place, markup) = (raw.place(), arguments.markup.of(raw.source()));
            let new = raw.rewritten(&settings.fields, |text| {
                markup::warn(&place, text, markup);
                expanded(&expander, markup, text)
            });
            Ok(out.write_all(&new.map_err(Failure::Document)?.unwrap_or_default())?)
        }
    })?;
    Ok(Tally { done: tally.done - heads.get(), ..tally })
}

/// The documents of a source.
fn documents(source: Source, settings: &Settings) -> Box<dyn Iterator<Item = Document>> {
    if reader::form(&source, settings.input) == Input::Text {
        return Box::new(iter::once(Document::Whole(source)));
    }
    let mut lines = Reader::new(vec![source], settings.clone(), 0, Count::default());
    Box::new(iter::from_fn(move || lines.next()).flatten().map(Document::Line))
}

/// A text with its abbreviations expanded; `None` if nothing changes.
fn expanded(expander: &Expander, markup: Markup, text: &str) -> Option<String> {
    let expanded = match markup {
        Markup::Plain => expander.expand(text),
        _ => expander.expand_page(&Page::read(text, markup)),
    };
    (expanded.text != text).then(|| expanded.text.into_owned())
}

/// Expands a file that is one text.
fn whole(
    source: &Source,
    limit: Size,
    asked: Asked,
    expander: &Expander,
    out: &mut dyn io::Write,
) -> Result<(), Failure> {
    let markup = asked.of(source);
    let read = Text::read(source, input::whole(source, limit)?, markup)?;
    markup::warn(source, &read.text, markup);
    if markup == Markup::Plain {
        return Ok(out.write_all(expander.expand(&read.text).text.as_bytes())?);
    }
    let expanded = expander.expand_page(&Page::read(&read.text, markup));
    Ok(out.write_all(&read.rewritten(&expanded.text, &expanded.map)?)?)
}

/// Expands a Parquet file. It has one index, so several files cannot be concatenated.
fn columns(sources: &[Source], settings: &Settings, asked: Asked, expander: &Expander) -> Result<Tally, Failure> {
    let [source] = sources else {
        return Err(Failure::Usage("only one Parquet file can be expanded at a time; name one file".into()));
    };
    let markup = asked.of(source);
    signals::watch(|| Some(format!("interrupted: {}; the file is cut short", signals::state())));
    signals::begin(source);
    let write = |text: &str| expanded(expander, markup, text);
    let mut out = Output::stdout();
    columns::rewrite(source, &settings.fields.text, settings.limit, &write, &mut out)?;
    signals::end();
    out.finish()?;
    Ok(Tally { done: 1, failed: 0 })
}
