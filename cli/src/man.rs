//! `tinviet man`: the manual pages, made from the same arguments as `--help`.

use std::{fs, io, path::PathBuf};

use clap::CommandFactory as _;

use crate::{
    ending::{Failure, Tally},
    output::Output,
};

/// Arguments of `man`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet man | man -l -
  tinviet man --output /usr/local/share/man/man1")]
pub(crate) struct Arguments {
    /// Write one page per command into this folder, instead of the main page to standard output
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Tally, Failure> {
    // `tinviet help analyze` would get a page of its own, the same as that of `tinviet analyze`.
    let mut program = crate::Arguments::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = &arguments.output else {
        let mut out = Output::stdout();
        clap_mangen::Man::new(program).render(&mut out)?;
        out.finish()?;
        return Ok(Tally::default());
    };
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        clap_mangen::generate_to(program, folder)
    };
    write().map_err(|error| Failure::Usage(format!("--output {}: cannot be written: {error}", folder.display())))?;
    Ok(Tally::default())
}
