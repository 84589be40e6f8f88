//! `tinviet expand`: the text with its abbreviations written out.

use std::{fmt, iter, path::PathBuf};

use clap::ValueEnum;
use tinviet::{Dictionary, Expander, Markup, Page};

use crate::{
    ending::{Failure, Tally},
    identity, input,
    markup::{self, Asked, Text},
    reader::{self, Count, Input, Raw, Reader, Settings},
    row::{self, Fields},
    source::Source,
};

/// Arguments of `expand`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet expand article.txt
  echo 'Sở GD-ĐT họp với UBND tỉnh.' | tinviet expand --policy all
  tinviet expand bai.html > bai-day-du.html
  tinviet expand archive.jsonl.zst > archive-full.jsonl")]
pub(crate) struct Arguments {
    /// Which mentions are written out
    #[arg(long, value_enum, default_value_t = Policy::First)]
    policy: Policy,
    /// The user's own abbreviations: a line each, short form, tab, long form
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// How the input is marked up: tags stay, the text between them is written out
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The field of a JSONL object that is written out; the others stay as they are
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The form of the input [default: by the file's ending; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Form>,
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

/// A form of the input.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One file is one document
    Text,
    /// One JSON object a line, each a document of its own
    Jsonl,
}

/// One document.
enum Document {
    Whole(Source),
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
    let settings = Settings { input: Some(Input::Jsonl), fields: fields.clone(), limit };
    let sources = Source::all(&arguments.texts.files);
    identity::check(&sources, &[])?;
    let documents = sources.into_iter().flat_map(|source| -> Box<dyn Iterator<Item = Document>> {
        let form = reader::form(&source, None);
        if arguments.input.map_or(form == Input::Jsonl, |form| form == Form::Jsonl) {
            let mut lines = Reader::new(vec![source], settings.clone(), 0, Count::default());
            Box::new(iter::from_fn(move || lines.next()).flatten().map(Document::Line))
        } else {
            Box::new(iter::once(Document::Whole(source)))
        }
    });
    input::through(documents, |document, out| match document {
        Document::Whole(source) => {
            let markup = arguments.markup.of(&source);
            let read = Text::read(&source, input::whole(&source, limit)?, markup)?;
            markup::warn(&source, &read.text, markup);
            if markup == Markup::Plain {
                return Ok(out.write_all(expander.expand(&read.text).text.as_bytes())?);
            }
            let expanded = expander.expand_page(&Page::read(&read.text, markup));
            Ok(out.write_all(&read.rewritten(&expanded.text, &expanded.map)?)?)
        }
        Document::Line(raw) => {
            let (place, markup) = (raw.place(), arguments.markup.of(raw.source()));
            let Some(line) = raw.line().map_err(Failure::Document)? else { return Ok(()) };
            let new = row::rewritten(&line, &fields, |text| {
                markup::warn(&place, text, markup);
                let expanded = match markup {
                    Markup::Plain => expander.expand(text),
                    _ => expander.expand_page(&Page::read(text, markup)),
                };
                (expanded.text != text).then(|| expanded.text.into_owned())
            });
            let new = new.map_err(|error| Failure::Document(format!("{place}: {error}")))?;
            Ok(writeln!(out, "{new}")?)
        }
    })
}
