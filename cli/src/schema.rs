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
    let mut schema = serde_json::to_value(tinviet::schema())?;
    // The library does not know these fields; the program passes them through.
    schema["properties"]["passthrough"] = serde_json::json!({
        "description": "The other input fields, with --keep-fields.",
        "type": "object"
    });
    let mut out = Output::stdout();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    out.write_all(b"\n")?;
    out.finish()?;
    Ok(Tally::default())
}
