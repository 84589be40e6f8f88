//! The figures of a report, as JSON has them.

use std::{collections::BTreeMap, time::Duration};

use serde::Serialize;

use super::{PERCENTAGES, sum::Sum, top::Top};

/// Length of the lists on the page and in the JSON.
const SHOWN: usize = 40;
const LISTED: usize = 1000;

/// What an archive holds.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) report: &'static str,
    pub(super) sources: Vec<String>,
    pub(super) documents: u64,
    pub(super) empty: u64,
    pub(super) failed: u64,
    pub(super) bytes: u64,
    pub(super) letters: u64,
    pub(super) facts: u64,
    pub(super) seconds: f64,
    pub(super) months: Vec<Month>,
    pub(super) undated: u64,
    pub(super) kinds: Vec<KindRow>,
    pub(super) years: Vec<Year>,
    pub(super) awards: Vec<AwardRow>,
    pub(super) conferrers: Vec<Named>,
    pub(super) conferrals: Vec<Conferral>,
    pub(super) issuers: Vec<Named>,
    pub(super) cited: Vec<Named>,
    pub(super) percentages: Vec<Bin>,
    pub(super) amounts: Vec<Bin>,
    pub(super) currencies: Vec<Named>,
    pub(super) abbreviations: BTreeMap<&'static str, u64>,
    pub(super) resolved: Vec<Short>,
    pub(super) ambiguous: Vec<Short>,
    pub(super) unknown: Vec<Short>,
    pub(super) normalization: Vec<Reason>,
    pub(super) encodings: Vec<Named>,
    pub(super) slowest: Vec<Slow>,
    pub(super) failures: Vec<Failure>,
    /// Whether rare names were dropped from the counts.
    pub(super) is_cut: bool,
}

#[derive(Serialize)]
pub(super) struct Month {
    pub(super) month: String,
    pub(super) documents: u64,
    pub(super) facts: u64,
}

#[derive(Serialize)]
pub(super) struct KindRow {
    pub(super) kind: String,
    pub(super) count: u64,
    pub(super) documents: u64,
    pub(super) per_document: f64,
    /// Per 10,000 letters.
    pub(super) density: f64,
}

#[derive(Serialize)]
pub(super) struct Year {
    pub(super) year: i16,
    pub(super) facts: u64,
}

#[derive(Serialize)]
pub(super) struct AwardRow {
    pub(super) award: String,
    pub(super) class: Option<String>,
    /// As the text has it, where the table has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) count: u64,
}

#[derive(Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) count: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) example: String,
}

#[derive(Serialize)]
pub(super) struct Conferral {
    /// The year of the event, otherwise of the document.
    pub(super) year: Option<String>,
    pub(super) award: String,
    pub(super) conferrer: String,
    pub(super) count: u64,
    pub(super) example: String,
}

/// From `from`, less than `to`; open where an end is null.
#[derive(Serialize)]
pub(super) struct Bin {
    pub(super) from: Option<u64>,
    pub(super) to: Option<u64>,
    pub(super) count: u64,
}

#[derive(Serialize)]
pub(super) struct Short {
    pub(super) short: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) long: Option<String>,
    pub(super) count: u64,
    pub(super) example: String,
}

#[derive(Serialize)]
pub(super) struct Reason {
    pub(super) reason: String,
    pub(super) count: u64,
    pub(super) documents: u64,
}

#[derive(Serialize)]
pub(super) struct Slow {
    pub(super) place: String,
    pub(super) milliseconds: f64,
    pub(super) bytes: usize,
}

#[derive(Serialize)]
pub(super) struct Failure {
    pub(super) place: String,
    pub(super) why: String,
}

impl Report {
    /// `asked` are the names of the kinds that were looked for.
    pub(super) fn new(sum: &Sum, mut sources: Vec<String>, asked: &[String], time: Duration) -> Self {
        sources.truncate(LISTED);
        let all = [&sum.awards, &sum.conferrers, &sum.conferrals, &sum.issuers, &sum.cited];
        let short = [&sum.resolved, &sum.ambiguous, &sum.unknown];
        Self {
            report: "tinviet-report/1",
            sources,
            documents: sum.documents,
            empty: sum.empty,
            failed: sum.failed,
            bytes: sum.bytes,
            letters: sum.letters,
            facts: sum.facts,
            seconds: round(time.as_secs_f64()),
            months: months(sum),
            undated: sum.months.get("").map_or(0, |count| count.documents),
            kinds: kinds(sum, asked),
            years: sum.years.iter().map(|(&year, &facts)| Year { year, facts }).collect(),
            awards: awards(&sum.awards),
            conferrers: named(&sum.conferrers, SHOWN),
            conferrals: conferrals(&sum.conferrals),
            issuers: named(&sum.issuers, SHOWN),
            cited: named(&sum.cited, SHOWN),
            percentages: percentages(sum),
            amounts: amounts(sum),
            currencies: counted(&sum.currencies),
            abbreviations: sum.sources.clone(),
            resolved: shorts(&sum.resolved, SHOWN),
            ambiguous: shorts(&sum.ambiguous, SHOWN),
            unknown: shorts(&sum.unknown, 2 * SHOWN),
            normalization: reasons(sum),
            encodings: counted(&sum.encodings),
            slowest: sum
                .slowest
                .iter()
                .map(|slow| Slow {
                    place: slow.place.clone(),
                    milliseconds: round(slow.time.as_secs_f64() * 1e3),
                    bytes: slow.bytes,
                })
                .collect(),
            failures: sum.failures.iter().cloned().map(|(place, why)| Failure { place, why }).collect(),
            is_cut: all.into_iter().chain(short).any(|top| top.is_cut),
        }
    }
}

fn months(sum: &Sum) -> Vec<Month> {
    let dated = sum.months.iter().filter(|(month, _)| !month.is_empty());
    let month = |(month, count): (&String, &super::sum::Count)| Month {
        month: month.clone(),
        documents: count.documents,
        facts: count.all,
    };
    dated.map(month).collect()
}

fn kinds(sum: &Sum, asked: &[String]) -> Vec<KindRow> {
    let per = |count: u64, of: u64| if of == 0 { 0.0 } else { round(count as f64 / of as f64) };
    let row = |kind: &String| {
        let count = sum.kinds.get(kind).copied().unwrap_or_default();
        KindRow {
            kind: kind.clone(),
            count: count.all,
            documents: count.documents,
            per_document: per(count.all, sum.documents),
            density: per(count.all * 10_000, sum.letters),
        }
    };
    asked.iter().map(row).collect()
}

fn awards(top: &Top) -> Vec<AwardRow> {
    let row = |(name, counted): (&str, &super::top::Counted)| {
        let mut cells = name.split('\t');
        let award = cells.next().unwrap_or_default().to_owned();
        let mut cell = || cells.next().filter(|cell| !cell.is_empty()).map(str::to_owned);
        AwardRow { award, class: cell(), name: cell(), count: counted.count }
    };
    top.first(SHOWN).into_iter().map(row).collect()
}

fn conferrals(top: &Top) -> Vec<Conferral> {
    let row = |(name, counted): (&str, &super::top::Counted)| {
        let mut cells = name.split('\t').map(str::to_owned);
        let (year, award, conferrer) = (cells.next()?, cells.next()?, cells.next()?);
        let year = (!year.is_empty()).then_some(year);
        Some(Conferral { year, award, conferrer, count: counted.count, example: counted.example.clone() })
    };
    top.first(LISTED).into_iter().filter_map(row).collect()
}

fn named(top: &Top, count: usize) -> Vec<Named> {
    let row = |(name, counted): (&str, &super::top::Counted)| Named {
        name: name.to_owned(),
        count: counted.count,
        example: counted.example.clone(),
    };
    top.first(count).into_iter().map(row).collect()
}

fn counted(counts: &BTreeMap<&'static str, u64>) -> Vec<Named> {
    let row = |(&name, &count): (&&str, &u64)| Named { name: name.to_owned(), count, example: String::new() };
    let mut rows: Vec<Named> = counts.iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

fn shorts(top: &Top, count: usize) -> Vec<Short> {
    let row = |(name, counted): (&str, &super::top::Counted)| {
        let (short, long) = name.split_once('\t').map_or((name, None), |(short, long)| (short, Some(long.to_owned())));
        Short { short: short.to_owned(), long, count: counted.count, example: counted.example.clone() }
    };
    top.first(count).into_iter().map(row).collect()
}

fn percentages(sum: &Sum) -> Vec<Bin> {
    let edge = |at: usize| PERCENTAGES.get(at).and_then(|edge| u64::try_from(*edge).ok());
    let bin = |at: usize| Bin {
        from: at.checked_sub(1).and_then(edge),
        to: edge(at),
        count: sum.percentages.get(&at).copied().unwrap_or_default(),
    };
    (0..=PERCENTAGES.len()).map(bin).collect()
}

/// By the power of ten.
fn amounts(sum: &Sum) -> Vec<Bin> {
    let power = |digits: usize| 10_u64.checked_pow(digits as u32);
    let bin = |digits: usize| Bin {
        from: if digits == 3 { None } else { power(digits - 1) },
        to: if digits == 16 { None } else { power(digits) },
        count: sum.amounts.get(&digits).copied().unwrap_or_default(),
    };
    (3..=16).map(bin).collect()
}

fn reasons(sum: &Sum) -> Vec<Reason> {
    let name = |reason| match serde_json::to_value(reason) {
        Ok(serde_json::Value::String(name)) => name,
        _ => format!("{reason:?}"),
    };
    let row = |(&reason, count): (&tinviet::normalize::Reason, &super::sum::Count)| Reason {
        reason: name(reason),
        count: count.all,
        documents: count.documents,
    };
    let mut rows: Vec<Reason> = sum.reasons.iter().map(row).collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
    rows
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
