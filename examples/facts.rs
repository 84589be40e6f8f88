//! Prints the facts of the files named, each with its span and value: `cargo run --example facts -- fixtures/articles/lu-lut.txt`
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    for path in env::args().skip(1) {
        let text = fs::read_to_string(&path)?;
        for fact in tinviet::analyze(&text).facts() {
            println!("{path}:{:?} {} {:?} {:?}", fact.span().range(), fact.kind().name(), fact.text(), fact.value());
        }
    }
    Ok(())
}
