//! Reads a folder of articles (`*.txt`), or one article, and writes a register of awards in CSV, as an emulation board keeps it: one line for each
//! award of each recipient, with its position in the article. If each award has its own count (`26 giải Nhất, 79 giải Nhì`), `number` is that count,
//! and no recipient gets all of them. Recipients that one number counts together (`30 tập thể, cá nhân`) are one line.
//! `cargo run --example award_table -- FOLDER > register.csv`
//!
//! `conferrer` has several authorities separated by `; `. `award` is the name as written, `number` how many of it were given, `listed` the name in
//! the table of awards. `recipients` is their number (empty if the text gives none), `period` and `date` are EDTF, `given` is `no` if the award was
//! proposed, refused or withdrawn. `start` and `end` count bytes of the article. Without a folder it reads the articles of the fixtures.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::{env, error, fs, path::PathBuf};

use tinviet::{
    Analyzer, Kind, Value,
    fact::{AwardEvent, GivenAward, Recipient, RecipientType, award::AwardTable},
};

const COLUMNS: [&str; 18] = [
    "article",
    "conferrer",
    "award",
    "number",
    "listed",
    "class",
    "recipient_type",
    "recipients",
    "recipient",
    "reason",
    "period",
    "date",
    "place",
    "given",
    "code",
    "start",
    "end",
    "text",
];

fn main() -> Result<(), Box<dyn error::Error>> {
    let analyzer = Analyzer::builder().kinds([Kind::Award, Kind::AwardEvent]).build();
    println!("{}", COLUMNS.join(","));
    for file in articles()? {
        let text = fs::read_to_string(&file)?;
        let article = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let analysis = analyzer.analyze(&text);
        for fact in analysis.facts() {
            let Value::AwardEvent(event) = fact.value() else { continue };
            let span = fact.span();
            for middle in rows(event) {
                let mut row = vec![article.clone()];
                row.extend(middle);
                row.extend([span.start.to_string(), span.end.to_string(), fact.text().to_owned()]);
                println!("{}", row.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(","));
            }
        }
    }
    Ok(())
}

/// The articles of the folder, sorted by name.
fn articles() -> Result<Vec<PathBuf>, Box<dyn error::Error>> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("fixtures/articles"), PathBuf::from);
    let mut files: Vec<PathBuf> = if folder.is_dir() {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?
    } else {
        vec![folder]
    };
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    Ok(files)
}

/// The cells from `conferrer` to `code`, for each award of each recipient. If the text does not name a recipient, the cell is empty: the
/// award still belongs in the register.
fn rows(event: &AwardEvent) -> Vec<Vec<String>> {
    let text = |value: Option<&dyn ToString>| value.map(ToString::to_string).unwrap_or_default();
    let mut recipients = parties(&event.recipients);
    if recipients.is_empty() {
        recipients.push(Party::default());
    }
    // `196 học sinh: 26 giải Nhất, 79 giải Nhì`: the number of all winners is not the number of any one award.
    let shared = event.awards.len() > 1 && event.awards.iter().any(|award| award.count.is_some());
    // `4 cá nhân đạt giải Nhất, 8 giải Nhì`: the four got the first prize alone.
    let first_only = |award: &GivenAward| {
        let counted = matches!(&event.recipients[..], [one] if one.count.as_deref().is_some_and(|count| count != "1"));
        counted && award.count.is_some() && event.awards.first().is_some_and(|first| first.count.is_none())
    };
    let nobody = [Party::default()];
    let mut rows = Vec::new();
    for award in &event.awards {
        // Families of prizes have no name in the table.
        let listed = AwardTable::builtin().get(&award.code).filter(|entry| !entry.name.contains('('));
        for party in if first_only(award) { &nobody[..] } else { &recipients[..] } {
            rows.push(vec![
                event.conferrers.join("; "),
                award.name.clone().unwrap_or_else(|| "khen thưởng".to_owned()),
                number(award, &event.recipients),
                listed.map(|entry| entry.name.to_string()).unwrap_or_default(),
                award.class.clone().unwrap_or_default(),
                party.kind.clone(),
                party.count.clone().filter(|count| !shared || count == "1").unwrap_or_default(),
                party.text.clone(),
                event.reason.clone().unwrap_or_default(),
                text(event.period.as_ref().map(|period| period as _)),
                text(event.date.as_ref().map(|date| date as _)),
                event.place.clone().unwrap_or_default(),
                if event.negated { "no" } else { "yes" }.to_owned(),
                award.code.clone(),
            ]);
        }
    }
    rows
}

/// Those who fill the recipient's cells of one line.
#[derive(Default)]
struct Party {
    kind: String,
    count: Option<String>,
    text: String,
}

/// The recipients, those together that one number counts: of `12 tập thể và cá nhân` the second has no count of its own and no `các` or `nhiều`.
fn parties(recipients: &[Recipient]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    // Whether the last line has a count that the next noun may share, or none, as the next: `cho tổ chức, cá nhân`.
    let mut open = false;
    for recipient in recipients {
        let kind = match recipient.recipient_type {
            RecipientType::Collective => "tập thể",
            RecipientType::Individual => "cá nhân",
            RecipientType::Household => "hộ gia đình",
            RecipientType::Named => "nêu tên",
            _ => "khác",
        };
        let plain =
            recipient.count.is_none() && !PLURAL.iter().any(|word| recipient.text.to_lowercase().starts_with(word));
        if let Some(last) = parties.last_mut().filter(|_| open && plain) {
            last.text = format!("{}, {}", last.text, recipient.text);
            if !last.kind.ends_with(kind) {
                last.kind = format!("{}, {kind}", last.kind);
            }
        } else {
            open = recipient.count.as_deref() != Some("1") && recipient.recipient_type != RecipientType::Named;
            parties.push(Party { kind: kind.to_owned(), count: recipient.count.clone(), text: recipient.text.clone() });
        }
    }
    parties
}

/// Words that begin a phrase in the plural with no number.
const PLURAL: [&str; 6] = ["các ", "những ", "nhiều ", "một số ", "mọi ", "mỗi "];

/// The number of awards in one row: of `3 huy chương vàng thuộc về A, B và C` one each; of `24 giải khuyến khích cho A, B và C` nobody can tell.
fn number(award: &GivenAward, recipients: &[Recipient]) -> String {
    let several = recipients.len() > 1 && recipients.iter().all(|recipient| recipient.count.as_deref() == Some("1"));
    match &award.count {
        Some(count) if several && *count == recipients.len().to_string() => "1".to_owned(),
        Some(_) if several => String::new(),
        count => count.clone().unwrap_or_default(),
    }
}

/// A CSV cell (RFC 4180), quoted if it contains a comma, a quotation mark or a line end. A cell that a spreadsheet would run as a formula gets
/// an apostrophe before it.
fn escaped(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
