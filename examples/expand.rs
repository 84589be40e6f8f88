//! Expands the abbreviations of a text, and maps a position in the result back to the original.
#![allow(clippy::print_stdout, reason = "an example prints")]

use tinviet::{Analyzer, Dictionary, Policy, Span};

fn main() {
    let dictionary = Dictionary::builtin().with("CCHC", "cải cách hành chính");
    let analyzer = Analyzer::builder().dictionary(dictionary).build();
    let text = "UBND tỉnh đẩy mạnh CCHC; người lao động (NLĐ) hài lòng, tỷ lệ NLĐ đồng thuận đạt 95%.";
    let analysis = analyzer.analyze(text);
    println!("first     {}", analysis.expand(Policy::First));
    println!("annotate  {}", analysis.expand(Policy::Annotate));

    let expanded = analysis.expanded(Policy::All);
    println!("all       {}", expanded.text);
    if let Some(at) = expanded.text.find("95%") {
        let source = expanded.map.source(Span::new(at, at + 3));
        println!("95% is at {at} here and at {} in the original: {}", source.start, &text[source.range()]);
    }
}
