//! The same fact with offsets in three units, and as JSON with offsets in characters, as Python counts them.
#![allow(clippy::print_stdout, reason = "an example prints")]

use tinviet::{OffsetIndex, OffsetUnit, ViewOptions};

fn main() -> serde_json::Result<()> {
    let text = "🏅 Tỷ lệ đạt trên 95%.";
    let analysis = tinviet::analyze(text);
    for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
        let index = OffsetIndex::new(text, unit);
        for fact in analysis.facts() {
            println!("{unit:?}: {}..{} {}", index.get(fact.span().start), index.get(fact.span().end), fact.text());
        }
    }
    let options = ViewOptions::new().id("example").offsets(OffsetUnit::Chars).text(false);
    println!("{}", serde_json::to_string_pretty(&analysis.view(options))?);
    Ok(())
}
