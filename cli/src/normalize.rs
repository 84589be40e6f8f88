//! `tinviet normalize`: the canonical text, and nothing else.

use std::path::PathBuf;

use tinviet::Normalizer;

use crate::{
    ending::{Failure, Tally},
    input,
};

/// Arguments of `normalize`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  tinviet normalize article.txt")]
pub(crate) struct Arguments {
    /// Files to read; none or `-` is standard input
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let normalizer = Normalizer::new();
    input::each(&arguments.files, |source, bytes, out| {
        let text = input::text(source, bytes)?;
        Ok(out.write_all(normalizer.normalize(&text).text.as_bytes())?)
    })
}
