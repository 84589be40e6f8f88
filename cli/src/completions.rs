//! `tinviet completions`: shell completion scripts.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{
    ending::{Failure, Tally},
    output::Output,
};

/// Arguments of `completions`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  tinviet completions bash > ~/.local/share/bash-completion/completions/tinviet")]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Tally, Failure> {
    // Into memory first: `generate` panics if it cannot write, for example into a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::Arguments::command(), "tinviet", &mut script);
    let mut out = Output::stdout();
    out.write_all(&script)?;
    out.finish()?;
    Ok(Tally::default())
}
