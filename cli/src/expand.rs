//! `tinviet expand`: the text with its abbreviations written out.

use std::path::PathBuf;

use clap::ValueEnum;
use tinviet::{Dictionary, Expander, Markup, Page};

use crate::{
    ending::{Failure, Tally},
    input,
    markup::{self, Asked, Text},
};

/// Arguments of `expand`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet expand article.txt
  echo 'Sở GD-ĐT họp với UBND tỉnh.' | tinviet expand --policy all
  tinviet expand bai.html > bai-day-du.html")]
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

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let dictionary = arguments.dictionary.as_deref().map_or_else(|| Ok(Dictionary::builtin()), input::dictionary)?;
    let expander = Expander::new(match arguments.policy {
        Policy::First => tinviet::Policy::First,
        Policy::All => tinviet::Policy::All,
        Policy::Annotate => tinviet::Policy::Annotate,
    })
    .dictionary(dictionary);
    input::each(&arguments.texts, |source, bytes, out| {
        let markup = arguments.markup.of(source);
        let read = Text::read(source, bytes, markup)?;
        let text = &read.text;
        markup::warn(source, text, markup);
        if markup == Markup::Plain {
            return Ok(out.write_all(expander.expand(text).text.as_bytes())?);
        }
        let expanded = expander.expand_page(&Page::read(text, markup));
        Ok(out.write_all(&read.rewritten(&expanded.text, &expanded.map)?)?)
    })
}
