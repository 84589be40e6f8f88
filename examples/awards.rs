//! Who gave what to whom: a table of the award events in an article, with settings that report nothing else.
#![allow(clippy::print_stdout, reason = "an example prints")]

use tinviet::{Analyzer, Kind, Value};

const ARTICLE: &str = include_str!("../fixtures/articles/khen-thuong.txt");

fn main() {
    let analyzer = Analyzer::builder().kinds([Kind::AwardEvent]).build();
    for fact in analyzer.analyze(ARTICLE).facts() {
        let Value::AwardEvent(event) = fact.value() else { continue };
        let awards: Vec<_> = event.awards.iter().map(|award| award.code.to_string()).collect();
        println!("{} gave {}", event.conferrers.join(", "), awards.join(", "));
        for recipient in &event.recipients {
            println!("    to {} ({:?}, {:?})", recipient.text, recipient.recipient_type, recipient.count);
        }
    }
}
