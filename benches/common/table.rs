//! The table of ratios that ends a run: what can be compared between machines.

use std::{fs, path::Path, time::SystemTime};

use serde_json::Value;

/// What the ratios are taken to, in the order of the columns.
const UNITS: [&str; 4] = ["unicode_sentences", "unicode_words", "ICU4X is_normalized", "ICU4X normalize"];

/// Prints what this run has measured, text by text, from what Criterion has written into `folder` since `began`.
#[expect(clippy::print_stdout, reason = "it is what a bench is run for")]
pub(crate) fn print(folder: &Path, began: SystemTime, groups: &[(String, Vec<&str>)]) {
    for (group, passes) in groups {
        let rates: Vec<(&str, f64)> =
            passes.iter().filter_map(|pass| Some((*pass, rate(folder, began, group, pass)?))).collect();
        if rates.is_empty() {
            continue;
        }
        let of = |unit: &str| rates.iter().find(|(pass, _)| *pass == unit).map(|(_, rate)| *rate);
        let units: Vec<(&str, f64)> = UNITS.iter().filter_map(|unit| Some((*unit, of(unit)?))).collect();
        let heads: String = units.iter().map(|(unit, _)| format!("{:>22}", format!("× {unit}"))).collect();
        println!("\n{group:24}{:>10}{:>10}{heads}", "MB/s", "ns/byte");
        for (pass, rate) in &rates {
            let ratios: String = units.iter().map(|(_, unit)| format!("{:>22.2}", rate / unit)).collect();
            println!("{pass:24}{rate:>10.1}{:>10.2}{ratios}", 1e3 / rate);
        }
    }
}

/// Megabytes a second of one pass, if this run has measured it.
fn rate(folder: &Path, began: SystemTime, group: &str, pass: &str) -> Option<f64> {
    let folder = folder.join(group).join(pass).join("new");
    let written = fs::metadata(folder.join("estimates.json")).and_then(|about| about.modified()).ok()?;
    let read = |name: &str| serde_json::from_slice::<Value>(&fs::read(folder.join(name)).ok()?).ok();
    let nanoseconds = read("estimates.json")?["median"]["point_estimate"].as_f64()?;
    let bytes = read("benchmark.json")?["throughput"]["Bytes"].as_f64()?;
    (written >= began).then(|| bytes * 1e3 / nanoseconds)
}
