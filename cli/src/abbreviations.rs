//! `tinviet abbreviations`: the short forms of a batch, how often each is used, in which sense, and which are not known.
//!
//! The first two columns are those of a dictionary: a newsroom fills in the long forms that are missing, deletes the other rows, and
//! hands the file to `--dictionary`.

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use tinviet::{Abbreviations, Dictionary, Normalizer, Page, abbreviation::Source, segment::Document};

use crate::{
    ending::{Failure, Tally, say},
    input,
    markup::{self, Asked, Text},
    output::Output,
    row::{self, Fields},
};

/// Arguments of `abbreviations`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet abbreviations news/*.txt
  tinviet abbreviations --unknown archive.jsonl > our-own.tsv")]
pub(crate) struct Arguments {
    /// Only short forms that are not known or whose sense is not plain
    #[arg(long)]
    unknown: bool,
    /// Leave out what is used less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_count: usize,
    /// The user's own abbreviations: a line each, short form, tab, long form
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// How the documents are marked up
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The field of the text in JSONL
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// Files to read, `.jsonl` with a document a line; none or `-` is standard input
    files: Vec<PathBuf>,
}

/// What is counted apart: the short form as written, how its sense is known, the sense.
type Key = (String, &'static str, String);

#[derive(Default)]
struct Use {
    count: usize,
    documents: usize,
    /// The last document that it was seen in, from 1.
    last: usize,
    example: String,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let dictionary = arguments.dictionary.as_deref().map_or_else(|| Ok(Dictionary::builtin()), input::dictionary)?;
    let fields = Fields { text: arguments.text_field, id: "id".into(), date: String::new(), keep: false };
    let mut uses: HashMap<Key, Use> = HashMap::new();
    let (mut number, mut bad) = (0, 0);
    let mut tally = input::each(&arguments.files, |source, bytes, _| {
        let markup = arguments.markup.of(source);
        if !matches!(source.ending().as_deref(), Some("jsonl" | "ndjson")) {
            number += 1;
            let Text { text, .. } = Text::read(source, bytes, markup)?;
            markup::warn(source, &text, markup);
            count(Page::read(&text, markup).text(), &dictionary, number, &mut uses);
            return Ok(());
        }
        for (at, line) in
            bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty())
        {
            match row::parse(line, &fields) {
                Ok(document) => {
                    number += 1;
                    count(Page::read(&document.text, markup).text(), &dictionary, number, &mut uses);
                }
                Err(message) => {
                    bad += 1;
                    say(format!("{source}:{}: {message}", at + 1));
                }
            }
        }
        Ok(())
    })?;
    tally.failed += bad;
    let sorted: BTreeMap<_, _> = uses
        .iter()
        .filter(|((_, source, _), used)| {
            used.count >= arguments.min_count && (!arguments.unknown || matches!(*source, "unknown" | "ambiguous"))
        })
        .map(|(key, used)| ((std::cmp::Reverse(used.count), key), used))
        .collect();
    let mut out = Output::stdout();
    write(&mut out, &sorted)?;
    out.finish()?;
    Ok(tally)
}

fn write(
    out: &mut impl std::io::Write,
    sorted: &BTreeMap<(std::cmp::Reverse<usize>, &Key), &Use>,
) -> std::io::Result<()> {
    writeln!(out, "short\tlong\tsource\tcount\tdocuments\texample")?;
    for ((_, (short, source, long)), used) in sorted {
        writeln!(out, "{short}\t{long}\t{source}\t{}\t{}\t{}", used.count, used.documents, used.example)?;
    }
    Ok(())
}

fn count(text: &str, dictionary: &Dictionary, number: usize, uses: &mut HashMap<Key, Use>) {
    let normalized = Normalizer::new().normalize(text);
    let doc = Document::new(&normalized.text);
    for found in Abbreviations::find(&doc, dictionary).occurrences {
        let source = match found.source {
            Source::Definition => "definition",
            Source::User => "user",
            Source::Dictionary => "dictionary",
            Source::Ambiguous => "ambiguous",
            Source::Protected => continue,
            _ => "unknown",
        };
        let span = found.span.range();
        let short = plain(&doc.text()[span.clone()]);
        let used = uses.entry((short, source, found.expansion.as_deref().unwrap_or_default().to_owned())).or_default();
        used.count += 1;
        if used.last != number {
            used.documents += 1;
            used.last = number;
        }
        if used.example.is_empty() {
            used.example = plain(around(doc.text(), span));
        }
    }
}

/// The words around a span: what an editor needs to see the sense.
fn around(text: &str, span: std::ops::Range<usize>) -> &str {
    const LETTERS: usize = 48;
    let before = text[..span.start].char_indices().rev().take(LETTERS).last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..].char_indices().nth(LETTERS).map_or(text.len(), |(at, _)| span.end + at);
    &text[before..after]
}

/// The text on one line, without tabs.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
