//! `tinviet expand`: the text with its abbreviations written out.

use std::path::PathBuf;

use crate::{
    ending::{Failure, Tally},
    input,
};

/// Arguments of `expand`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  tinviet expand article.txt")]
pub(crate) struct Arguments {
    /// Files to read; none or `-` is standard input
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    input::each(&arguments.files, |source, bytes, out| {
        let text = input::text(source, bytes)?;
        Ok(out.write_all(text.as_bytes())?)
    })
}
