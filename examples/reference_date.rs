//! Dates that depend on the day of the article: `hôm qua`, `ngày 30/4`. Without a reference date nothing is
//! guessed.
#![allow(clippy::print_stdout, reason = "an example prints")]

use tinviet::{Analyzer, Input, Value};

fn main() -> Result<(), tinviet::Error> {
    let text = "Chiều hôm qua, đoàn rời Hà Nội; dự kiến ngày 30/4 trở về.";
    let analyzer = Analyzer::default();
    for (name, date) in [("without a date", None), ("on 2024-04-20", Some("2024-04-20".parse()?))] {
        for fact in &analyzer.analyze(Input::new(text).reference_date(date)) {
            if let Value::Time(time) = fact.value() {
                let edtf = time.edtf.as_ref().map(ToString::to_string);
                println!("{name}: {} = {}", fact.text(), edtf.as_deref().unwrap_or("unknown"));
            }
        }
    }
    Ok(())
}
