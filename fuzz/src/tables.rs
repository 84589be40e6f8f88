//! User tables: rows that are nearly valid.

use tinviet::{Analyzer, Dictionary, Policy, fact::award::AwardTable};

use super::{Verdict, draw::Draw, hold, text};

/// A table with these cells, some of them missing, doubled, or with what no cell should hold.
fn table(draw: &mut Draw<'_>, header: &str, cells: usize) -> String {
    let mut out = if draw.one_in(4) { String::new() } else { format!("{header}\n") };
    if draw.one_in(16) {
        out.insert(0, '\u{FEFF}');
    }
    for _ in 0..draw.below(8) {
        let mut row: Vec<String> = (0..cells).map(|_| cell(draw)).collect();
        match draw.below(12) {
            0 => row.truncate(1),
            1 => row.push(cell(draw)),
            2 => row.clear(),
            3 => row.insert(0, "# ".to_owned()),
            _ => {}
        }
        out.push_str(&row.join("\t"));
        out.push_str(draw.pick(&["\n", "\r\n", "\n\n", "\r", "\0\n"]));
    }
    out
}

fn cell(draw: &mut Draw<'_>) -> String {
    match draw.below(8) {
        0 => draw
            .pick(&["", "-", " ", "#", "(", "A.B", "Tp", "UBND", "HĐ", "\u{301}", "a\rb", "other", "1,2,3", "gold"])
            .to_owned(),
        1 => text::text(draw, 40),
        2..5 => text::short_form(draw),
        _ => text::word(draw).to_owned(),
    }
}

pub(super) fn any_dictionary(draw: &mut Draw<'_>) -> Dictionary {
    let mut dictionary = if draw.one_in(8) { Dictionary::empty() } else { Dictionary::builtin() };
    for _ in 0..draw.below(4) {
        let short = text::short_form(draw);
        dictionary = match draw.below(6) {
            0 => dictionary.without(&short),
            1 => dictionary.with(&short, &text::text(draw, 40)),
            _ => dictionary.with(&short, text::word(draw)),
        };
    }
    dictionary
}

pub(super) fn dictionary(draw: &mut Draw<'_>) -> Verdict {
    let table = table(draw, "short\tlong", 2);
    match Dictionary::builtin().with_table(&table) {
        Ok(dictionary) => {
            let text = format!("{table}\n{}", text::text(draw, 400));
            let again = Dictionary::builtin().with_table(&table);
            hold!(again.is_ok(), "read once only: {table:?}");
            let analyzer = Analyzer::builder().dictionary(dictionary).build();
            analyzer.analyze(&text).expand(Policy::All);
            Ok(())
        }
        Err(error) => line(&error, &table),
    }
}

/// A table of awards whose rows are good.
pub(super) fn any_awards(draw: &mut Draw<'_>) -> Option<AwardTable> {
    let mut table = "code\tname\n".to_owned();
    for row in 0..draw.below(4) {
        table.push_str(&format!("own-{row}\t{}\n", text::word(draw)));
    }
    AwardTable::parse(&table).ok()
}

pub(super) fn awards(draw: &mut Draw<'_>) -> Verdict {
    let header = "code\tname\tcategory\tclasses\taliases\tmention";
    let table = table(draw, header, 6);
    match AwardTable::parse(&table) {
        Ok(awards) => {
            let text = format!("{table}\n{}", text::text(draw, 400));
            for entry in awards.entries() {
                hold!(!entry.name.is_empty() && !entry.code.is_empty(), "an award without a name: {table:?}");
            }
            let analyzer = Analyzer::builder().awards(awards).build();
            analyzer.analyze(&text);
            Ok(())
        }
        Err(error) => line(&error, &table),
    }
}

/// An error of a table names a line of it.
fn line(error: &tinviet::Error, table: &str) -> Verdict {
    let line = error.line().unwrap_or(0);
    hold!((1..=table.lines().count().max(1)).contains(&line), "{error} of {table:?}");
    Ok(())
}
