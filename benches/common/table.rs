//! The passes of a run over named texts, and the final table of ratios, which can be compared between machines.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use serde_json::Value;

/// The references of the ratios, in column order.
const UNITS: [&str; 6] =
    ["unicode_sentences", "unicode_words", "ICU4X is_normalized", "ICU4X normalize", "is_nfc", "nfc().collect()"];

/// By text, pass and unit, the least that the ratio should be.
const GOALS: [(&str, &str, &str, f64); 8] = [
    ("clean", "normalize", "ICU4X is_normalized", 1.0),
    ("clean", "normalize", "is_nfc", 3.0),
    ("nfd", "normalize", "ICU4X normalize", 1.0),
    ("nfd", "normalize", "nfc().collect()", 4.0),
    ("clean", "words", "unicode_words", 4.0),
    ("clean", "segment", "unicode_words", 3.0),
    ("clean", "analyze, three kinds", "unicode_sentences", 2.2),
    ("clean", "analyze", "unicode_sentences", 1.5),
];

/// A run: what it has measured, text by text.
pub(crate) struct Run {
    criterion: Criterion,
    folder: PathBuf,
    began: SystemTime,
    groups: Vec<(String, Vec<&'static str>)>,
}

impl Run {
    /// A run with the settings of the command line.
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
        let criterion = Criterion::default()
            .output_directory(&folder)
            .sample_size(10)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(1))
            .configure_from_args();
        Self { criterion, folder, began: SystemTime::now(), groups: Vec::new() }
    }

    /// Measures `passes` over one kind of text.
    pub(crate) fn text(&mut self, name: &str, bytes: usize, passes: impl FnOnce(&mut Passes<'_>)) {
        let mut group = self.criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes as u64));
        let mut measured = Passes { group, names: Vec::new() };
        passes(&mut measured);
        measured.group.finish();
        self.groups.push((name.to_owned(), measured.names));
    }

    /// Prints the table.
    #[expect(clippy::print_stdout, reason = "it is what a bench is run for")]
    pub(crate) fn end(self) {
        self.criterion.final_summary();
        for (group, passes) in &self.groups {
            let rates: Vec<(&str, f64)> =
                passes.iter().filter_map(|pass| Some((*pass, rate(&self.folder, self.began, group, pass)?))).collect();
            if rates.is_empty() {
                continue;
            }
            let of = |unit: &str| rates.iter().find(|(pass, _)| *pass == unit).map(|(_, rate)| *rate);
            let units: Vec<(&str, f64)> = UNITS.iter().filter_map(|unit| Some((*unit, of(unit)?))).collect();
            let heads: String = units.iter().map(|(unit, _)| format!("{:>22}", format!("× {unit}"))).collect();
            println!("\n{group:24}{:>10}{:>10}{heads}", "MB/s", "ns/byte");
            for (pass, rate) in &rates {
                let ratios: String =
                    units.iter().map(|(unit, of)| format!("{:>22}", ratio(group, pass, unit, rate / of))).collect();
                println!("{pass:24}{rate:>10.1}{:>10.2}{ratios}", 1e3 / rate);
            }
        }
    }
}

/// The ratio, and its target if it has one.
fn ratio(group: &str, pass: &str, unit: &str, ratio: f64) -> String {
    let goal = GOALS.iter().find(|(text, name, of, _)| (*text, *name, *of) == (group, pass, unit));
    goal.map_or_else(|| format!("{ratio:.2}"), |(.., goal)| format!("{ratio:.2} of {goal:.1}"))
}

/// One group of Criterion over one kind of text.
pub(crate) struct Passes<'c> {
    group: BenchmarkGroup<'c, WallTime>,
    names: Vec<&'static str>,
}

impl Passes<'_> {
    /// Measures `pass` over all of `articles`, one call each.
    pub(crate) fn each<A, T>(&mut self, name: &'static str, articles: &[A], mut pass: impl FnMut(&A) -> T) {
        self.names.push(name);
        self.group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for article in articles {
                    black_box(pass(black_box(article)));
                }
            });
        });
    }
}

/// Megabytes per second of one pass, if this run has measured it.
fn rate(folder: &Path, began: SystemTime, group: &str, pass: &str) -> Option<f64> {
    let folder = folder.join(group).join(pass).join("new");
    let written = fs::metadata(folder.join("estimates.json")).and_then(|about| about.modified()).ok()?;
    let read = |name: &str| serde_json::from_slice::<Value>(&fs::read(folder.join(name)).ok()?).ok();
    let nanoseconds = read("estimates.json")?["median"]["point_estimate"].as_f64()?;
    let bytes = read("benchmark.json")?["throughput"]["Bytes"].as_f64()?;
    (written >= began).then(|| bytes * 1e3 / nanoseconds)
}
