//! The counts of an archive. Each batch has its own, added up in input order: the same input gives the same report.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use tinviet::{
    Analysis, Decimal, Value,
    abbreviation::Source,
    encoding,
    fact::{AwardEvent, Citation, time::Edtf},
    normalize::Reason,
};

use super::top::Top;
use crate::{excerpt, page, row::Document};

/// How many failed documents, and how many slow ones, are listed.
const NAMED: usize = 20;
const SLOW: usize = 10;

/// Number of mentions, and of documents that have one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub(super) all: u64,
    pub(super) documents: u64,
}

impl Count {
    fn add(&mut self, later: Self) {
        self.all += later.all;
        self.documents += later.documents;
    }
}

/// A slow document.
#[derive(Debug)]
pub(super) struct Slow {
    pub(super) time: Duration,
    pub(super) bytes: usize,
    pub(super) place: String,
}

/// The sums of some documents.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub(super) documents: u64,
    pub(super) empty: u64,
    pub(super) failed: u64,
    pub(super) bytes: u64,
    pub(super) letters: u64,
    pub(super) facts: u64,
    /// By month (`2016-03`); documents without a date have an empty key.
    pub(super) months: BTreeMap<String, Count>,
    /// By name, own kinds included.
    pub(super) kinds: BTreeMap<String, Count>,
    /// Dated facts by their year.
    pub(super) years: BTreeMap<i16, u64>,
    pub(super) awards: Top,
    pub(super) conferrers: Top,
    /// Year, award and conferrer, separated by tabs.
    pub(super) conferrals: Top,
    pub(super) issuers: Top,
    pub(super) cited: Top,
    pub(super) percentages: BTreeMap<usize, u64>,
    pub(super) amounts: BTreeMap<usize, u64>,
    pub(super) currencies: BTreeMap<&'static str, u64>,
    pub(super) sources: BTreeMap<&'static str, u64>,
    /// Short and long form, separated by a tab.
    pub(super) resolved: Top,
    pub(super) ambiguous: Top,
    pub(super) unknown: Top,
    pub(super) reasons: HashMap<Reason, Count>,
    pub(super) encodings: BTreeMap<&'static str, u64>,
    pub(super) failures: Vec<(String, String)>,
    pub(super) slowest: Vec<Slow>,
}

impl Sum {
    /// Counts a document that took `time`.
    pub(super) fn document(&mut self, document: &Document, analysis: &Analysis<'_>, place: &str, time: Duration) {
        self.documents += 1;
        self.empty += u64::from(document.text.trim().is_empty());
        self.bytes += document.text.len() as u64;
        self.letters += document.text.chars().count() as u64;
        *self.encodings.entry(encoding::detect(document.text.as_bytes()).encoding.name()).or_default() += 1;
        let date = document.reference_date.map(|reference| reference.date);
        let date = date.or_else(|| analysis.page()?.date()?.get(..10)?.parse().ok());
        let month = date.map_or_else(String::new, |date| format!("{:04}-{:02}", date.year(), date.month()));
        let facts = analysis.facts().len() as u64;
        self.facts += facts;
        self.months.entry(month).or_default().add(Count { all: facts, documents: 1 });
        self.facts(analysis, date.map(|date| date.year()));
        self.abbreviations(analysis);
        let mut reasons: HashMap<Reason, u64> = HashMap::new();
        analysis.changes().for_each(|change| *reasons.entry(change.reason).or_default() += 1);
        for (reason, all) in reasons {
            self.reasons.entry(reason).or_default().add(Count { all, documents: 1 });
        }
        self.slow(Slow { time, bytes: document.text.len(), place: place.to_owned() });
    }

    /// Counts a document that cannot be read or analysed, with its bytes if known.
    pub(super) fn failure(&mut self, place: &str, why: String, bytes: &[u8]) {
        self.failed += 1;
        if !bytes.is_empty() && std::str::from_utf8(bytes).is_err() {
            *self.encodings.entry(encoding::detect(bytes).encoding.name()).or_default() += 1;
        }
        self.failures.push((place.to_owned(), why));
    }

    fn facts(&mut self, analysis: &Analysis<'_>, year: Option<i16>) {
        let mut own: BTreeMap<&str, u64> = BTreeMap::new();
        let facts: Vec<_> = analysis.facts().collect();
        for fact in &facts {
            *own.entry(fact.kind_name()).or_default() += 1;
            match fact.value() {
                Value::Time(time) => self.year(time.edtf.as_ref()),
                Value::Percentage(value) => self.percentage(value.low.decimal()),
                Value::Money(value) => {
                    *self.currencies.entry(value.currency).or_default() += 1;
                    if value.currency == "VND" {
                        self.amount(value.low.decimal());
                    }
                }
                Value::Award(award) => {
                    let class = award.class.as_deref().unwrap_or_default();
                    // An award without a name in the table is counted under its name in the text.
                    let name = if page::is_named(&award.code) { String::new() } else { line(fact.text()) };
                    self.awards.add(format!("{}\t{class}\t{name}", award.code), || fact.text().to_owned());
                }
                Value::Citation(citation) => self.citation(citation, fact.text()),
                Value::AwardEvent(event) if !event.negated => self.event(event, year, fact.text()),
                _ => {}
            }
        }
        for (kind, all) in own {
            let count = Count { all, documents: 1 };
            match self.kinds.get_mut(kind) {
                Some(sum) => sum.add(count),
                None => _ = self.kinds.insert(kind.to_owned(), count),
            }
        }
    }

    /// Only dates whose year is stated or resolved.
    fn year(&mut self, edtf: Option<&Edtf>) {
        if let Some(year) = edtf.and_then(known_year) {
            *self.years.entry(year).or_default() += 1;
        }
    }

    fn percentage(&mut self, value: Option<Decimal>) {
        let Some(value) = value else { return };
        let bin = super::PERCENTAGES.iter().position(|edge| value < Decimal::from(*edge));
        *self.percentages.entry(bin.unwrap_or(super::PERCENTAGES.len())).or_default() += 1;
    }

    /// Amounts in dong by their power of ten.
    fn amount(&mut self, value: Option<Decimal>) {
        let Some(value) = value else { return };
        let digits = value.trunc().abs().to_string().len();
        *self.amounts.entry(digits.clamp(3, 16)).or_default() += 1;
    }

    fn citation(&mut self, citation: &Citation, text: &str) {
        let issuer = citation.issuer.clone().or_else(|| citation.issuer_by_symbol().map(str::to_owned));
        issuer.into_iter().for_each(|issuer| self.issuers.add(issuer, || text.to_owned()));
        if let Some(designation) = &citation.designation {
            let name = citation.type_name().unwrap_or_default();
            self.cited.add(format!("{name} {designation}").trim().to_owned(), || text.to_owned());
        }
    }

    fn event(&mut self, event: &AwardEvent, year: Option<i16>, text: &str) {
        let own = event.date.as_ref().and_then(known_year);
        let year = own.or(year).map_or_else(String::new, |year| year.to_string());
        for conferrer in &event.conferrers {
            self.conferrers.add(conferrer.clone(), || text.to_owned());
            for award in &event.awards {
                self.conferrals.add(format!("{year}\t{}\t{conferrer}", award.code), || text.to_owned());
            }
        }
    }

    fn abbreviations(&mut self, analysis: &Analysis<'_>) {
        for mention in &analysis.abbreviations().occurrences {
            *self.sources.entry(mention.source.name()).or_default() += 1;
            let short = analysis.read(mention.span);
            let example = || excerpt::around(analysis.text(), mention.span);
            match (mention.source, &mention.expansion) {
                (Source::Ambiguous, _) => {
                    // By name: which sense comes first differs from mention to mention.
                    let mut long: Vec<&str> =
                        mention.candidates.iter().map(|candidate| &*candidate.expansion).collect();
                    long.sort_unstable();
                    self.ambiguous.add(format!("{short}\t{}", long.join(" | ")), example);
                }
                (Source::Unknown, _) => self.unknown.add(short.to_owned(), example),
                (_, Some(long)) => self.resolved.add(format!("{short}\t{}", &**long), example),
                _ => {}
            }
        }
    }

    fn slow(&mut self, slow: Slow) {
        self.slowest.push(slow);
        if self.slowest.len() > 2 * SLOW {
            self.settle();
        }
    }

    /// Keeps only the slowest, slowest first.
    fn settle(&mut self) {
        self.slowest.sort_by_key(|slow| std::cmp::Reverse(slow.time));
        self.slowest.truncate(SLOW);
    }

    /// Adds the counts of a later batch.
    pub(super) fn merge(&mut self, later: Self) {
        self.documents += later.documents;
        self.empty += later.empty;
        self.failed += later.failed;
        self.bytes += later.bytes;
        self.letters += later.letters;
        self.facts += later.facts;
        later.months.into_iter().for_each(|(key, count)| self.months.entry(key).or_default().add(count));
        later.kinds.into_iter().for_each(|(key, count)| self.kinds.entry(key).or_default().add(count));
        later.reasons.into_iter().for_each(|(key, count)| self.reasons.entry(key).or_default().add(count));
        add(&mut self.years, later.years);
        add(&mut self.percentages, later.percentages);
        add(&mut self.amounts, later.amounts);
        add(&mut self.currencies, later.currencies);
        add(&mut self.sources, later.sources);
        add(&mut self.encodings, later.encodings);
        self.awards.merge(later.awards);
        self.conferrers.merge(later.conferrers);
        self.conferrals.merge(later.conferrals);
        self.issuers.merge(later.issuers);
        self.cited.merge(later.cited);
        self.resolved.merge(later.resolved);
        self.ambiguous.merge(later.ambiguous);
        self.unknown.merge(later.unknown);
        self.failures.extend(later.failures);
        self.failures.truncate(NAMED);
        self.slowest.extend(later.slowest);
        self.settle();
    }
}

fn add<K: Ord>(own: &mut BTreeMap<K, u64>, later: BTreeMap<K, u64>) {
    later.into_iter().for_each(|(key, count)| *own.entry(key).or_default() += count);
}

/// The year of a date, where it is stated or resolved.
fn known_year(edtf: &Edtf) -> Option<i16> {
    let date = edtf.earliest().or_else(|| edtf.latest())?;
    (!edtf.to_string().contains('X')).then(|| date.year())
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
