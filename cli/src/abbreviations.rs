//! `tinviet abbreviations`: the short forms of a batch, how often each is used, in which sense, and which are not known.
//!
//! The first two columns are those of a dictionary: a newsroom fills in the long forms that are missing, deletes the other rows, and
//! hands the file to `--dictionary`.

use std::{
    collections::{BTreeMap, HashMap},
    iter,
    path::PathBuf,
};

use tinviet::{Abbreviations, Dictionary, Normalizer, Page, abbreviation, segment::Document};

use crate::{
    ending::{Failure, Tally, say},
    excerpt, fault, identity,
    input::{self, Source},
    markup::{self, Asked},
    output::Output,
    reader::{Count, Input, Reader, Settings},
    row::Fields,
    signals,
    size::Size,
    visible::visible,
};

/// Arguments of `abbreviations`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tinviet abbreviations news/*.txt
  tinviet abbreviations --unknown archive.jsonl > our-own.tsv")]
pub(crate) struct Arguments {
    /// List only short forms that are unknown or ambiguous
    #[arg(long)]
    unknown: bool,
    /// Leave out short forms that are used less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_count: usize,
    /// Your own abbreviations: one per line, short form, tab, long form
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// The markup of the documents
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// The JSONL field, or the column of a table or Parquet file, that contains the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The input format [default: by file extension; text on standard input]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// The maximum size of a text, or of a JSONL line
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_size: Size,
    /// Files (.gz and .zst too), folders, or quoted patterns to read; none or `-` means standard input
    files: Vec<PathBuf>,
}

/// The key of a count: the short form as written, how its sense is known, the sense.
type Key = (String, &'static str, String);

#[derive(Default)]
struct Use {
    count: usize,
    documents: usize,
    example: String,
}

impl Use {
    /// Adds the counts of a later document.
    fn add(&mut self, later: Self) {
        self.count += later.count;
        self.documents += later.documents;
        if self.example.is_empty() {
            self.example = later.example;
        }
    }
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let dictionary = arguments.dictionary.as_deref().map_or_else(|| Ok(Dictionary::builtin()), input::dictionary)?;
    let sources = Source::found(&arguments.files)?;
    identity::check(&sources, &[], &[])?;
    signals::watch(|| Some(format!("interrupted: {}; nothing is counted", signals::state())));
    let fields = Fields { text: arguments.text_field, id: "id".into(), date: String::new(), keep: false };
    let settings = Settings { input: arguments.input, fields, limit: arguments.max_size, heads: false };
    let mut reader = Reader::new(sources, settings.clone(), 0, Count::default());
    let mut uses: HashMap<Key, Use> = HashMap::new();
    let mut tally = Tally::default();
    for raw in iter::from_fn(|| reader.next()).flatten() {
        let place = raw.place();
        signals::begin(&place);
        let number = tally.done + 1;
        let counted = fault::guard(&place, || {
            fault::provoke(&place);
            let markup = arguments.markup.of(raw.source());
            let document = raw.document(&settings, markup).map_err(|bad| bad.message)?;
            let text = document.map(|document| document.text).unwrap_or_default();
            // Counted separately first, so that half a document is never part of the sum.
            let mut own = HashMap::new();
            markup::warn(&place, &text, markup);
            count(Page::read(&text, markup).text(), &dictionary, &mut own);
            Ok(own)
        });
        match counted.flatten() {
            Ok(own) => {
                tally.done = number;
                own.into_iter().for_each(|(key, used)| uses.entry(key).or_default().add(used));
            }
            Err(message) => {
                tally.failed += 1;
                say(message);
            }
        }
        signals::done(tally.done + tally.failed);
    }
    signals::end();
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

/// Counts the short forms of one document.
fn count(text: &str, dictionary: &Dictionary, uses: &mut HashMap<Key, Use>) {
    let normalized = Normalizer::new().normalize(text);
    let doc = Document::new(&normalized.text);
    for found in Abbreviations::find(&doc, dictionary).occurrences {
        let source = match found.source {
            abbreviation::Source::Definition => "definition",
            abbreviation::Source::User => "user",
            abbreviation::Source::Dictionary => "dictionary",
            abbreviation::Source::Ambiguous => "ambiguous",
            abbreviation::Source::Protected => continue,
            _ => "unknown",
        };
        let short = plain(&doc.text()[found.span.range()]);
        let used = uses.entry((short, source, found.expansion.as_deref().unwrap_or_default().to_owned())).or_default();
        used.count += 1;
        used.documents = 1;
        if used.example.is_empty() {
            used.example = visible(&excerpt::around(doc.text(), found.span)).into_owned();
        }
    }
}

/// The text on one line, without tabs.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
