//! A report as one page that fetches nothing and runs no script. Every chart has a table.

use std::io::{self, Write};

use super::{
    chart::{self, Column},
    data::{Bin, Named, Report, Short},
};
use crate::page::{self, Lang, escape, grouped};

pub(super) fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let title = lang.word("report.title");
    writeln!(out, "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">", lang.code())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(
        out,
        "<title>{title} · tinviet</title>\n<style>\n{}</style>\n<main>\n<h1>{title}</h1>",
        include_str!("page.css")
    )?;
    let mut page = Page { report, lang, out };
    page.summary()?;
    page.contents()?;
    page.months()?;
    page.kinds()?;
    page.years()?;
    page.awards()?;
    page.conferrals()?;
    page.named("report.issuers", "report.issuer", &report.issuers)?;
    page.named("report.cited", "report.cited_one", &report.cited)?;
    page.bins("report.percentages", &report.percentages, "%")?;
    page.bins("report.amounts", &report.amounts, "")?;
    page.named("report.currencies", "report.currency", &report.currencies)?;
    page.abbreviations()?;
    page.reasons()?;
    page.named("report.encodings", "report.encoding", &report.encodings)?;
    page.troubles()?;
    writeln!(out, "</main>\n</html>")
}

/// The headings, in order.
const SECTIONS: [&str; 19] = [
    "report.months",
    "report.kinds",
    "report.years",
    "report.awards",
    "report.conferrers",
    "report.conferrals",
    "report.issuers",
    "report.cited",
    "report.percentages",
    "report.amounts",
    "report.currencies",
    "report.sources",
    "report.resolved",
    "report.ambiguous",
    "report.unknown",
    "report.reasons",
    "report.encodings",
    "report.slowest",
    "report.failures",
];

/// The `id` of a heading.
fn id(name: &str) -> &str {
    name.trim_start_matches("report.")
}

/// A cell: text, or a number with a bar that shows its share of the largest.
enum Cell {
    Name(String),
    /// A name with an example below it.
    Example(String, String),
    Number(String),
    Bar(f64),
}

struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn word(&self, name: &str) -> String {
        self.lang.word(name).into_owned()
    }

    fn count(&self, count: u64) -> Cell {
        Cell::Number(grouped(count, self.lang))
    }

    fn decimal(&self, value: f64) -> Cell {
        Cell::Number(page::number(&format!("{value:.2}"), self.lang))
    }

    fn heading(&mut self, name: &str) -> io::Result<()> {
        let heading = self.word(name);
        writeln!(self.out, "<h2 id=\"{}\">{heading}</h2>", id(name))
    }

    fn table(&mut self, heads: &[&str], rows: Vec<Vec<Cell>>) -> io::Result<()> {
        if rows.is_empty() {
            let none = self.word("report.none");
            return writeln!(self.out, "<p class=\"none\">{none}</p>");
        }
        write!(self.out, "<table><thead><tr>")?;
        for (place, head) in heads.iter().enumerate() {
            match *head {
                "" => write!(self.out, "<td class=\"bars\"></td>")?,
                head => {
                    let is_number = rows.first().is_some_and(|row| matches!(row.get(place), Some(Cell::Number(_))));
                    let class = if is_number { " class=\"number\"" } else { "" };
                    write!(self.out, "<th scope=\"col\"{class}>{}</th>", self.lang.word(head))?;
                }
            }
        }
        writeln!(self.out, "</tr></thead><tbody>")?;
        for row in rows {
            write!(self.out, "<tr>")?;
            for (place, cell) in row.into_iter().enumerate() {
                match cell {
                    Cell::Example(name, example) => {
                        let (name, example) = (escape(&name), escape(&example));
                        write!(self.out, "<th scope=\"row\">{name}<small>{example}</small></th>")?;
                    }
                    Cell::Name(name) if place == 0 => write!(self.out, "<th scope=\"row\">{}</th>", escape(&name))?,
                    Cell::Name(name) => write!(self.out, "<td>{}</td>", escape(&name))?,
                    Cell::Number(number) => write!(self.out, "<td class=\"number\">{number}</td>")?,
                    Cell::Bar(share) => {
                        write!(self.out, "<td class=\"bars\">")?;
                        chart::bar(share, self.out)?;
                        write!(self.out, "</td>")?;
                    }
                }
            }
            writeln!(self.out, "</tr>")?;
        }
        writeln!(self.out, "</tbody></table>")
    }

    fn summary(&mut self) -> io::Result<()> {
        let (report, lang) = (self.report, self.lang);
        let size = page::number(&format!("{:.1}", report.bytes as f64 / 1e6), lang);
        let each = report.facts as f64 / report.documents.max(1) as f64;
        let sources = report.sources.iter().take(3).map(|source| escape(source)).collect::<Vec<_>>().join(", ");
        let more = report.sources.len().saturating_sub(3);
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        writeln!(self.out, "<p class=\"file\">{sources}{more}</p>\n<dl class=\"figures\">")?;
        let figures = [
            ("report.documents", grouped(report.documents, lang)),
            ("report.facts", grouped(report.facts, lang)),
            ("report.per_document", page::number(&format!("{each:.1}"), lang)),
            ("report.size", format!("{size} MB")),
            ("report.failed", grouped(report.failed, lang)),
            ("report.empty", grouped(report.empty, lang)),
            ("report.time", format!("{} s", page::number(&format!("{:.1}", report.seconds), lang))),
        ];
        for (name, figure) in figures {
            let name = self.word(name);
            writeln!(self.out, "<div><dt>{name}</dt><dd>{figure}</dd></div>")?;
        }
        writeln!(self.out, "</dl>")?;
        if report.is_cut {
            let cut = self.word("report.cut");
            writeln!(self.out, "<p class=\"file\">{cut}</p>")?;
        }
        Ok(())
    }

    /// Links to the sections.
    fn contents(&mut self) -> io::Result<()> {
        let name = self.word("report.contents");
        write!(self.out, "<nav aria-label=\"{name}\"><ul>")?;
        for section in SECTIONS {
            let (id, word) = (id(section), self.word(section));
            write!(self.out, "<li><a href=\"#{id}\">{word}</a></li>")?;
        }
        writeln!(self.out, "</ul></nav>")
    }

    /// A column chart with a collapsible table.
    fn chart(&mut self, heading: &str, head: &str, columns: &[Column]) -> io::Result<()> {
        self.heading(heading)?;
        if columns.is_empty() {
            return self.table(&[], Vec::new());
        }
        let (title, open) = (self.word(heading), self.word("report.table"));
        writeln!(self.out, "<figure>")?;
        chart::columns(&title, columns, self.lang, self.out)?;
        writeln!(self.out, "<details><summary>{open}</summary>")?;
        let row = |column: &Column| vec![Cell::Name(column.name.clone()), Cell::Number(column.shown.clone())];
        self.table(&[head, "report.count"], columns.iter().map(row).collect())?;
        writeln!(self.out, "</details></figure>")
    }

    fn months(&mut self) -> io::Result<()> {
        let lang = self.lang;
        let column = |(name, value): (String, u64)| Column { name, value, shown: grouped(value, lang) };
        // Months without a document are columns too, unless that would span centuries.
        let rows: Vec<(String, u64)> =
            self.report.months.iter().map(|month| (month.month.clone(), month.documents)).collect();
        let columns: Vec<Column> = filled(rows).into_iter().map(column).collect();
        self.chart("report.months", "report.month", &columns)?;
        if self.report.undated > 0 {
            let (undated, count) = (self.word("report.undated"), grouped(self.report.undated, lang));
            writeln!(self.out, "<p class=\"file\">{undated}: {count}</p>")?;
        }
        Ok(())
    }

    fn kinds(&mut self) -> io::Result<()> {
        self.heading("report.kinds")?;
        let most = self.report.kinds.iter().map(|row| row.count).max().unwrap_or(1).max(1) as f64;
        let rows = self.report.kinds.iter().map(|row| {
            vec![
                Cell::Name(self.word(&row.kind)),
                self.count(row.count),
                Cell::Bar(row.count as f64 / most),
                self.count(row.documents),
                self.decimal(row.density),
            ]
        });
        let rows = rows.collect();
        self.table(&["report.kind", "report.count", "", "report.in_documents", "report.density"], rows)
    }

    fn years(&mut self) -> io::Result<()> {
        let lang = self.lang;
        let all: u64 = self.report.years.iter().map(|year| year.facts).sum();
        // The years around the median: a single fact from 938 must not squeeze all others.
        let (mut before, mut first, mut last) = (0, None, None);
        for year in &self.report.years {
            before += year.facts;
            if first.is_none() && before * 100 > all {
                first = Some(year.year);
            }
            if last.is_none() && before * 200 >= all * 199 {
                last = Some(year.year);
            }
        }
        let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
        let columns: Vec<Column> = match self.report.years.is_empty() || i32::from(last) - i32::from(first) > 400 {
            true => Vec::new(),
            false => (first..=last)
                .map(|year| {
                    let found = self.report.years.iter().find(|one| one.year == year);
                    let value = found.map_or(0, |one| one.facts);
                    Column { name: year.to_string(), value, shown: grouped(value, lang) }
                })
                .collect(),
        };
        self.chart("report.years", "report.year", &columns)
    }

    fn awards(&mut self) -> io::Result<()> {
        self.heading("report.awards")?;
        let most = self.report.awards.first().map_or(1, |row| row.count).max(1) as f64;
        let rows = self.report.awards.iter().map(|row| {
            let name = || page::award(&row.award, row.class.as_deref(), self.lang);
            let name = row.name.clone().unwrap_or_else(name);
            vec![Cell::Name(name), self.count(row.count), Cell::Bar(row.count as f64 / most)]
        });
        let rows = rows.collect();
        self.table(&["report.award", "report.count", ""], rows)?;
        self.named("report.conferrers", "report.conferrer", &self.report.conferrers)
    }

    fn conferrals(&mut self) -> io::Result<()> {
        const SHOWN: usize = 60;
        self.heading("report.conferrals")?;
        let rows = self.report.conferrals.iter().take(SHOWN).map(|row| {
            vec![
                Cell::Example(row.conferrer.clone(), row.example.clone()),
                Cell::Name(page::award(&row.award, None, self.lang)),
                Cell::Number(row.year.clone().unwrap_or_else(|| "–".into())),
                self.count(row.count),
            ]
        });
        let rows = rows.collect();
        self.table(&["report.conferrer", "report.award", "report.year", "report.count"], rows)
    }

    fn named(&mut self, heading: &str, head: &str, rows: &[Named]) -> io::Result<()> {
        self.heading(heading)?;
        let most = rows.first().map_or(1, |row| row.count).max(1) as f64;
        let row =
            |row: &Named| vec![Cell::Name(row.name.clone()), self.count(row.count), Cell::Bar(row.count as f64 / most)];
        let rows = rows.iter().map(row).collect();
        self.table(&[head, "report.count", ""], rows)
    }

    /// A distribution; the last but one bin of percentages is exactly 100%.
    fn bins(&mut self, heading: &str, bins: &[Bin], unit: &str) -> io::Result<()> {
        self.heading(heading)?;
        let lang = self.lang;
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1) as f64;
        let edge = |edge: u64| page::scaled(&edge.to_string(), lang);
        let name = |bin: &Bin| match (bin.from, bin.to) {
            (Some(100), Some(101)) => format!("100{unit}"),
            (Some(101), None) => format!("{} 100{unit}", lang.word("report.over")),
            (Some(from), Some(to)) if unit.is_empty() => format!("{} – {}", edge(from), edge(to)),
            (Some(from), Some(to)) => format!("{from}–{to}{unit}"),
            (Some(from), None) => format!("{} {}{unit}", lang.word("report.over"), edge(from)),
            (None, Some(to)) => format!("{} {}{unit}", lang.word("report.under"), edge(to)),
            (None, None) => String::new(),
        };
        if bins.iter().all(|bin| bin.count == 0) {
            return self.table(&[], Vec::new());
        }
        let row = |bin: &Bin| vec![Cell::Name(name(bin)), self.count(bin.count), Cell::Bar(bin.count as f64 / most)];
        let rows = bins.iter().map(row).collect();
        self.table(&["report.range", "report.count", ""], rows)
    }

    fn abbreviations(&mut self) -> io::Result<()> {
        self.heading("report.sources")?;
        let all = &self.report.abbreviations;
        let most = all.values().copied().max().unwrap_or(1).max(1) as f64;
        let row = |(name, count): (&&str, &u64)| {
            vec![Cell::Name(self.word(name)), self.count(*count), Cell::Bar(*count as f64 / most)]
        };
        let rows = all.iter().map(row).collect();
        self.table(&["report.source", "report.count", ""], rows)?;
        self.shorts("report.resolved", &self.report.resolved)?;
        self.shorts("report.ambiguous", &self.report.ambiguous)?;
        self.shorts("report.unknown", &self.report.unknown)?;
        let hint = self.word("report.dictionary");
        writeln!(self.out, "<p class=\"file\">{hint}</p>")
    }

    fn shorts(&mut self, heading: &str, shorts: &[Short]) -> io::Result<()> {
        self.heading(heading)?;
        let has_long = shorts.iter().any(|short| short.long.is_some());
        let row = |short: &Short| {
            let mut cells = vec![Cell::Name(short.short.clone())];
            cells.extend(short.long.clone().map(Cell::Name));
            cells.extend([self.count(short.count), Cell::Name(short.example.clone())]);
            cells
        };
        let rows = shorts.iter().map(row).collect();
        let heads: &[&str] = match has_long {
            true => &["report.short", "report.long", "report.count", "report.example"],
            false => &["report.short", "report.count", "report.example"],
        };
        self.table(heads, rows)
    }

    fn reasons(&mut self) -> io::Result<()> {
        self.heading("report.reasons")?;
        let most = self.report.normalization.first().map_or(1, |row| row.count).max(1) as f64;
        let rows = self.report.normalization.iter().map(|row| {
            let name = Cell::Name(self.word(&row.reason));
            vec![name, self.count(row.count), Cell::Bar(row.count as f64 / most), self.count(row.documents)]
        });
        let rows = rows.collect();
        self.table(&["report.reason", "report.count", "", "report.in_documents"], rows)
    }

    fn troubles(&mut self) -> io::Result<()> {
        self.heading("report.slowest")?;
        let slow = self.report.slowest.iter().map(|slow| {
            let size = page::number(&format!("{:.1}", slow.bytes as f64 / 1e3), self.lang);
            let time = page::number(&slow.milliseconds.to_string(), self.lang);
            vec![Cell::Name(slow.place.clone()), Cell::Number(format!("{time} ms")), Cell::Number(format!("{size} kB"))]
        });
        let slow = slow.collect();
        self.table(&["report.place", "report.time", "report.size"], slow)?;
        self.heading("report.failures")?;
        let failed = self.report.failures.iter();
        let failed = failed.map(|one| vec![Cell::Name(one.place.clone()), Cell::Name(one.why.clone())]).collect();
        self.table(&["report.place", "report.why"], failed)
    }
}

/// All months from the first to the last, including empty ones, up to 40 years.
fn filled(rows: Vec<(String, u64)>) -> Vec<(String, u64)> {
    let index = |month: &str| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()? - 1)
    };
    let ends = rows.first().and_then(|(month, _)| index(month)).zip(rows.last().and_then(|(month, _)| index(month)));
    match ends {
        Some((first, last)) if last - first <= 480 => {
            let mut next = rows.into_iter().peekable();
            let name = |at: usize| format!("{:04}-{:02}", at / 12, at % 12 + 1);
            let all = (first..=last).map(name).map(|name| {
                let count = next.next_if(|(month, _)| *month == name).map_or(0, |(_, count)| count);
                (name, count)
            });
            all.collect()
        }
        _ => rows,
    }
}
