//! Lays out the tables of phrases, so that a program that reads one article need not build them: that was four fifths of its work.
//!
//! The words of `data/` become keys here, by the code of the library itself. The files in `OUT_DIR` have the lengths of lists,
//! then the lists, and for a table of phrases the names of its values. `src/lexicon/laid.rs` reads them.

use std::{env, fs, io, path::Path};

use key::{Key, is_letter, mixed};
use phrases::{Entry, OwnPhrases};
use squeeze::squeeze;

#[allow(dead_code, unreachable_pub, reason = "the library has the uses")]
#[path = "src/lexicon/key.rs"]
mod key;
#[allow(dead_code, reason = "the library has the uses")]
#[path = "src/narrow.rs"]
mod narrow;
#[allow(dead_code, reason = "the library has the uses")]
#[path = "src/lexicon/phrases.rs"]
mod phrases;

#[path = "src/lexicon/short_form/squeeze.rs"]
mod squeeze;

/// What the modules of the library name by their paths there.
mod lexicon {
    pub(crate) use crate::is_letter;
}

/// A table of phrases: its name, its files in `data/`, and the columns of the phrase and of the name of its value, if it has one.
type Table = (&'static str, &'static [&'static str], usize, Option<usize>);

const TABLES: [Table; 10] = [
    ("award_nouns", &["award_nouns.tsv"], 0, Some(1)),
    ("body_tails", &["grammar/body_tails.tsv"], 0, None),
    ("boilerplate", &["boilerplate.tsv"], 0, Some(1)),
    ("company_forms", &["grammar/company_forms.tsv"], 0, None),
    ("compounds", &["compounds.tsv"], 0, Some(1)),
    ("gloss_words", &["gloss_words.tsv"], 0, Some(1)),
    ("name_heads", &["name_heads.tsv"], 0, Some(1)),
    ("nouns", &["nouns.tsv", "noun_ends.tsv"], 0, Some(1)),
    ("people_of", &["grammar/people_of.tsv"], 0, None),
    ("places", &["grammar/places.tsv"], 1, Some(0)),
];

fn main() -> io::Result<()> {
    for source in [
        "build.rs",
        "src/lexicon/key.rs",
        "src/lexicon/phrases.rs",
        "src/lexicon/short_form/squeeze.rs",
        "src/narrow.rs",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for (name, files, phrase, value) in TABLES {
        let mut text = String::new();
        for file in files {
            println!("cargo::rerun-if-changed=data/{file}");
            let table = fs::read_to_string(Path::new("data").join(file))?;
            let rows = table.lines().skip_while(|line| line.starts_with('#')).skip(1);
            text.extend(rows.flat_map(|row| [row, "\n"]));
        }
        fs::write(Path::new(&out).join(name), laid(&text, phrase, value))?;
    }
    for name in ["abbreviations", "abbreviation_cues"] {
        println!("cargo::rerun-if-changed=data/{name}.tsv");
        let table = fs::read_to_string(format!("data/{name}.tsv"))?;
        fs::write(Path::new(&out).join(name), index(&table))?;
    }
    Ok(())
}

/// The file of the index of a table of short forms: groups of lines with one first cell, by its hash. The hash of a class (`@title`) is turned round, so
/// that no short form has it.
fn index(table: &str) -> Vec<u8> {
    let (mut groups, mut at, mut last) = (Vec::<[u64; 3]>::new(), 0, "");
    let lines = table.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), at, line)
    });
    for (from, to, line) in lines.skip_while(|(_, _, line)| line.starts_with('#')).skip(1) {
        let short = line.split(['\t', '\r', '\n']).next().unwrap_or_default();
        match groups.last_mut() {
            Some([_, _, end]) if last == short => *end = to as u64,
            _ => groups.push([
                if short.starts_with('@') { !squeeze(short) } else { squeeze(short) },
                from as u64,
                to as u64,
            ]),
        }
        last = short;
    }
    groups.sort_unstable_by_key(|[hash, from, _]| (mixed(*hash), *from));
    let bits = groups.len().next_power_of_two().ilog2();
    let high = |hash: u64| mixed(hash) >> (64 - bits);
    let starts = (0..=1 << bits).map(|start| groups.partition_point(|[hash, ..]| high(*hash) < start) as u32);
    let mut file = [(1 << bits) + 1, groups.len() as u64].map(u64::to_le_bytes).concat();
    file.extend(starts.flat_map(u32::to_le_bytes));
    file.extend(groups.iter().flat_map(|[hash, ..]| hash.to_le_bytes()));
    file.extend(groups.iter().flat_map(|[_, from, to]| (from | to << 32).to_le_bytes()));
    file
}

/// The file of a table of phrases with these rows.
fn laid(rows: &str, phrase: usize, value: Option<usize>) -> Vec<u8> {
    let mut names: Vec<&str> = Vec::new();
    let rows = rows.lines().map(|row| {
        let cell = |column| row.split('\t').nth(column).unwrap_or_default();
        let name = value.map_or("", cell);
        let index = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        (cell(phrase), index as u32)
    });
    let table = OwnPhrases::new(rows.collect::<Vec<_>>());
    let lists = [table.firsts.len(), table.pairs.len(), table.starts.len(), table.entries.len(), table.words.len()];
    let lengths = lists.into_iter().chain([names.len()]).map(|length| (length as u64).to_le_bytes());
    let entries = table.entries.iter().map(|entry| {
        let mut entry = Entry::of_bytes(entry);
        entry.value = table.values[entry.value as usize];
        entry.bytes()
    });
    let mut file: Vec<u8> = lengths.flatten().collect();
    file.extend(table.firsts.concat());
    file.extend(table.pairs.concat());
    file.extend(table.starts.concat());
    file.extend(entries.flatten());
    file.extend(table.words.concat());
    file.extend(names.iter().flat_map(|name| [name, "\n"]).collect::<String>().into_bytes());
    file
}
