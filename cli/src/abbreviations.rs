//! `tinviet abbreviations`: what the built-in dictionary knows of a short form.

use crate::{
    ending::{Failure, Tally},
    output::Output,
};

/// Arguments of `abbreviations`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  tinviet abbreviations UBND HĐND")]
pub(crate) struct Arguments {
    /// Short forms to look up; none lists all
    short_forms: Vec<String>,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let _ = arguments.short_forms;
    Output::stdout().finish()?;
    Ok(Tally::default())
}
