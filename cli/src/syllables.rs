//! `tinviet syllables`: each word taken apart as a Vietnamese syllable.

use std::path::PathBuf;

use crate::{
    ending::{Failure, Tally},
    input,
};

/// Arguments of `syllables`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  echo 'nghiêng ngả' | tinviet syllables")]
pub(crate) struct Arguments {
    /// Files to read; none or `-` is standard input
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    input::each(&arguments.files, |source, bytes, _out| {
        input::text(source, bytes)?;
        Ok(())
    })
}
