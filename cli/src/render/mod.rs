//! The output formats, one file each.

mod csv;
mod html;
mod json;
mod table;

use std::{
    env,
    io::{self, IsTerminal as _, Write},
};

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap as _};
use serde_json::value::RawValue;
use tinviet::{Analysis, OffsetUnit, View, ViewOptions};

use crate::page::Lang;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// Indented JSON, one object after another
    Json,
    /// One JSON object per line
    Jsonl,
    /// One row per fact
    Csv,
    /// Columns for a terminal
    Table,
    /// One page with the facts marked in the text
    Html,
    /// A Parquet file of columns
    Parquet,
    /// An Arrow file (IPC) of columns
    Arrow,
}

impl Format {
    /// Whether it is columnar (written by `analyze/sheet.rs`), not document by document.
    pub(crate) const fn is_columns(self) -> bool {
        matches!(self, Self::Parquet | Self::Arrow)
    }
}

/// How analyses are printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rendering {
    pub(crate) format: Format,
    pub(crate) offsets: OffsetUnit,
    pub(crate) text: bool,
    pub(crate) rules: bool,
    /// Whether CSV cells that a spreadsheet would read as a formula are escaped.
    pub(crate) defused: bool,
    /// Whether CSV begins with a byte order mark.
    pub(crate) bom: bool,
    pub(crate) look: Look,
    /// The language of a page.
    pub(crate) lang: Lang,
}

/// The capabilities of the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Width in columns.
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

impl Look {
    /// Those of standard output: the width of the terminal, otherwise `COLUMNS`, otherwise 80.
    pub(crate) fn of_stdout() -> Self {
        let is_terminal = io::stdout().is_terminal();
        let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let own = terminal_size::terminal_size().filter(|_| is_terminal).map(|(width, _)| usize::from(width.0));
        let width = own.or(asked).filter(|width| *width > 0).unwrap_or(80);
        // https://no-color.org: set and not empty.
        let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        Self { width, colour: is_terminal && !is_plain }
    }
}

/// Input fields that are copied to the output.
pub(crate) type Passthrough = Vec<(String, Box<RawValue>)>;

/// What is known of a document besides its text.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) id: Option<&'a str>,
    /// Its location, which distinguishes it from all others of the run.
    pub(crate) place: &'a str,
    pub(crate) passthrough: Option<&'a Passthrough>,
}

impl Rendering {
    /// Writes what comes before the first document, whose title becomes the page title.
    pub(crate) fn head(&self, title: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Csv => csv::head(self, out),
            Format::Html => html::head(title, self.lang, out),
            _ => Ok(()),
        }
    }

    /// Writes what comes after the last document.
    pub(crate) fn tail(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Html => html::tail(self.lang, out),
            _ => Ok(()),
        }
    }

    /// The title of a document, if the format needs it at the top.
    pub(crate) fn title(&self, analysis: &Analysis<'_>) -> Option<String> {
        (self.format == Format::Html).then(|| html::title(analysis)).flatten()
    }

    /// One document.
    pub(crate) fn document(&self, analysis: &Analysis<'_>, about: About<'_>, out: &mut impl Write) -> io::Result<()> {
        let About { id, place, passthrough } = about;
        let mut options = ViewOptions::new().offsets(self.offsets).text(self.text).rules(self.rules);
        if let Some(id) = id {
            options = options.id(id);
        }
        match self.format {
            Format::Json => {
                let mut indented = serde_json::Serializer::with_formatter(&mut *out, json::Indented::default());
                Whole { view: analysis.view(options), passthrough }.serialize(&mut indented)?;
                out.write_all(b"\n")
            }
            Format::Jsonl => {
                match passthrough {
                    None => analysis.view(options).write_json(&mut *out)?,
                    passthrough => {
                        serde_json::to_writer(&mut *out, &Whole { view: analysis.view(options), passthrough })?
                    }
                }
                out.write_all(b"\n")
            }
            Format::Csv => csv::document(analysis, id, self, out),
            Format::Table => table::document(analysis, id, self.look, out),
            Format::Html => html::document(analysis, id, place, self.lang, out),
            Format::Parquet | Format::Arrow => Ok(()),
        }
    }
}

/// The library's JSON, followed by the passed-through fields.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    view: View<'a>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_map")]
    passthrough: Option<&'a Passthrough>,
}

fn as_map<S: Serializer>(fields: &Option<&Passthrough>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (name, value) in fields.iter().copied().flatten() {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
