//! Dates that lean on the day of the article: `hôm qua`, `ngày 30/4`. Without a reference date nothing is guessed.
#![allow(clippy::print_stdout, reason = "an example prints")]

use jiff::civil::date;
use tinviet::{Value, analyze, fact::time::Reference};

fn main() -> Result<(), tinviet::Error> {
    let text = "Chiều hôm qua, đoàn rời Hà Nội; dự kiến ngày 30/4 trở về.";
    let dated = tinviet::Analyzer::builder().reference(Reference { date: date(2024, 4, 20), time: None }).build()?;
    for (name, analysis) in [("without a date", analyze(text)), ("on 2024-04-20", dated.analyze(text))] {
        for fact in analysis.facts() {
            if let Value::Time(time) = fact.value() {
                let edtf = time.edtf.as_ref().map(ToString::to_string);
                println!("{name}: {} = {}", fact.text(), edtf.as_deref().unwrap_or("unknown"));
            }
        }
    }
    Ok(())
}
