//! A folder of articles (`*.txt`), or one article, to a register of awards in CSV, one line a recipient:
//! `cargo run --example award_table -- FOLDER`.
//! Without a folder it reads the articles of the fixtures.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::{env, error, fs, path::PathBuf};

use tinviet::{Analyzer, Kind, Value, fact::award::AwardTable};

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("fixtures/articles"), PathBuf::from);
    let mut files: Vec<PathBuf> = if folder.is_dir() {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?
    } else {
        vec![folder]
    };
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let analyzer = Analyzer::builder().kinds([Kind::AwardEvent]).build()?;
    println!("file,award,class,conferrers,recipient,type,count,reason,period,date,valid,text");
    for file in files {
        let text = fs::read_to_string(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        for fact in analyzer.analyze(&text).facts() {
            let Value::AwardEvent(event) = fact.value() else { continue };
            for award in &event.awards {
                // The register shows the award by its name, as the law has it.
                let title = AwardTable::builtin().get(&award.code).map_or(&*award.code, |entry| &*entry.name);
                for recipient in &event.recipients {
                    let period = event.period.as_ref().map(ToString::to_string).unwrap_or_default();
                    let date = event.date.as_ref().map(ToString::to_string).unwrap_or_default();
                    let kind = format!("{:?}", recipient.recipient_type).to_lowercase();
                    let cells = [
                        &*name,
                        title,
                        award.class.as_deref().unwrap_or_default(),
                        &event.conferrers.join("; "),
                        &recipient.text,
                        &kind,
                        recipient.count.as_deref().unwrap_or_default(),
                        event.reason.as_deref().unwrap_or_default(),
                        &period,
                        &date,
                        if event.negated { "no" } else { "yes" },
                        fact.text(),
                    ];
                    println!("{}", cells.map(escaped).join(","));
                }
            }
        }
    }
    Ok(())
}

/// A cell of CSV (RFC 4180): quoted where it holds a comma, a quote or a line end.
fn escaped(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
