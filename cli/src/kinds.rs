//! `tinviet kinds check`: checks a file of own kinds, lists what is in it, and shows what each kind finds in a text, with its groups marked.
//! It makes writing a pattern a short loop: change it, look, change it again.

use std::{
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use tinviet::{
    Analyzer, Builder, Kind, OwnKinds, Span, Value,
    fact::{FieldValue, OwnFact},
};

use crate::{
    ending::{Failure, Tally, say},
    input,
    output::Output,
    visible::visible,
};

/// Arguments of `kinds`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Check a file of own kinds and show what each finds in the texts
    #[command(after_help = "\
Examples:
  tinviet kinds check kinds.toml
  tinviet kinds check kinds.toml 'Ông có thửa đất số 12, tờ bản đồ số 7.'
  tinviet kinds check kinds.toml - < article.txt")]
    Check(Check),
}

#[derive(clap::Args)]
struct Check {
    /// The file of kinds (TOML, see docs/own-kinds.md)
    file: PathBuf,
    /// Texts to search; `-` reads standard input
    texts: Vec<String>,
}

/// A builder for the kinds that were requested by name, including those of a file of own kinds, and the names of all that
/// it reports; without names, the default ones.
pub(crate) fn chosen(file: Option<&Path>, names: &[String]) -> Result<(Builder, Vec<String>), Failure> {
    let mut builder = Analyzer::builder();
    let mut all: Vec<String> =
        Kind::ALL.into_iter().filter(|kind| kind.is_default()).map(|kind| kind.name().to_owned()).collect();
    if let Some(path) = file {
        let own = read(path)?;
        all.extend(own.kinds().map(|kind| kind.name().to_owned()));
        builder = builder.own_kinds(own);
    }
    if !names.is_empty() {
        let named = builder.kinds_named(names.iter());
        builder = named.map_err(|error| Failure::Usage(format!("--kinds: {error}")))?;
        all = names.to_vec();
    }
    Ok((builder, all))
}

/// Reads a file of kinds and the tables that it names, from the same folder. Patterns that can never match are reported on
/// standard error.
pub(crate) fn read(path: &Path) -> Result<OwnKinds, Failure> {
    let text = input::settings(path)?;
    let table = |name: &str| {
        input::settings(&path.with_file_name("").join(name)).map_err(|failure| match failure {
            Failure::Usage(message) => message,
            _ => format!("{name}: cannot be read"),
        })
    };
    let own = OwnKinds::parse_with(&text, table).map_err(|error| {
        let message = error.to_string();
        match (error.file(), error.line()) {
            // The error is in the table.
            (Some(file), line) => {
                let message = message.strip_prefix(&format!("{file}: ")).unwrap_or(&message);
                placed(&path.with_file_name("").join(file), line, message)
            }
            (None, line) => placed(path, line, &message),
        }
    })?;
    for warning in own.warnings() {
        let file = warning.file().map_or_else(|| path.to_owned(), |file| path.with_file_name("").join(file));
        say(format_args!("{}:{}: {}", file.display(), warning.line(), warning.message()));
    }
    Ok(own)
}

/// A file of kinds and the tables that it names.
pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
    let mut files = vec![path.to_owned()];
    let table = |name: &str| {
        let table = path.with_file_name("").join(name);
        let text = input::settings(&table).map_err(|_| "cannot be read");
        files.push(table);
        text
    };
    if let Ok(text) = input::settings(path) {
        // Faults are reported where the kinds are read for use.
        let _ = OwnKinds::parse_with(&text, table);
    }
    files
}

/// `kinds.toml:14: …`.
fn placed(path: &Path, line: Option<usize>, message: &str) -> Failure {
    match line {
        Some(line) => {
            let message = message.strip_prefix(&format!("line {line}: ")).unwrap_or(message);
            Failure::Usage(format!("{}:{line}: {message}", path.display()))
        }
        None => input::wrong(path, &message),
    }
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let Command::Check(Check { file, texts }) = arguments.command;
    let own = read(&file)?;
    let mut out = Output::stdout();
    for kind in own.kinds() {
        let mut about = match kind.phrases() {
            Some(1) => "1 phrase".to_owned(),
            Some(count) => format!("{count} phrases"),
            None => "a pattern".to_owned(),
        };
        for (name, read_as) in kind.fields() {
            about.push_str(&format!(", {name}: {read_as}"));
        }
        if kind.takes() {
            about.push_str(", takes its tokens");
        }
        if let Some(stage) = kind.before() {
            about.push_str(&format!(", before {stage}"));
        }
        writeln!(out, "{} (line {}): {about}", kind.name(), kind.line())?;
    }
    let analyzer = Analyzer::builder().kinds([Kind::Own]).own_kinds(own).build();
    for text in texts {
        let text = if text == "-" { stdin()? } else { text };
        writeln!(out)?;
        show(&analyzer, &text, &mut out)?;
    }
    out.finish()?;
    Ok(Tally::default())
}

fn stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    input::text(&"standard input", bytes)
}

/// The text, and below it each fact with its groups marked and read.
fn show(analyzer: &Analyzer, text: &str, out: &mut Output) -> Result<(), Failure> {
    let analysis = analyzer.analyze(text);
    for fact in &analysis {
        let Value::Own(own) = fact.value() else { continue };
        writeln!(out, "{}: {}", own.kind(), line(&marked(text, fact.span(), own)))?;
        for (column, cell) in own.columns() {
            writeln!(out, "    {column} = {}", line(cell.unwrap_or("-")))?;
        }
        for field in own.fields() {
            let value = field.value().map_or_else(|| "-".to_owned(), value_of);
            writeln!(out, "    {} = {}", field.name(), line(&value))?;
        }
    }
    if analysis.facts().len() == 0 {
        writeln!(out, "nothing found in: {}", line(text))?;
    }
    Ok(())
}

fn value_of(value: &FieldValue) -> String {
    match value {
        FieldValue::Fact(held) => format!("{} ({})", held.value, held.kind),
        other => other.to_string(),
    }
}

/// A fact with its groups in brackets: `thửa đất số [plot 12], tờ bản đồ số [sheet 7]`.
fn marked(text: &str, span: Span, own: &OwnFact) -> String {
    let mut marks: Vec<(usize, bool, &str)> = Vec::new();
    for field in own.fields() {
        if let Some(group) = field.span().filter(|group| !group.is_empty() && span.contains(*group)) {
            marks.push((group.start, true, field.name()));
            marks.push((group.end, false, ""));
        }
    }
    // Closing brackets go before opening ones.
    marks.sort_by_key(|(place, begins, _)| (*place, *begins));
    let (mut out, mut done) = (String::new(), span.start);
    for (place, begins, name) in marks {
        out.push_str(text.get(done..place).unwrap_or_default());
        if begins {
            out.push_str(&format!("[{name} "));
        } else {
            out.push(']');
        }
        done = place;
    }
    out.push_str(text.get(done..span.end).unwrap_or_default());
    out
}

/// A text on one line, with terminal control sequences made visible.
fn line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
