//! `tinviet schema`: the JSON Schema of what `analyze` prints.

use std::io::Write as _;

use crate::{
    ending::{Failure, Tally},
    output::Output,
};

/// Arguments of `schema`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  tinviet schema > tinviet-1.schema.json")]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: Arguments) -> Result<Tally, Failure> {
    let mut out = Output::stdout();
    serde_json::to_writer_pretty(&mut out, &serde_json::json!({ "title": tinviet::SCHEMA }))?;
    out.write_all(b"\n")?;
    out.finish()?;
    Ok(Tally::default())
}
