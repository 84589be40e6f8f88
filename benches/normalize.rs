//! Throughput of normalisation, compared with the two crates that check and produce NFC.
//!
//! `cargo bench --bench normalize` ends with a table of ratios. Texts: clean news, the same in NFD and in the other tone style, and hostile
//! ones. All figures are for whole articles, one call each; throughput is in input bytes.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]

#[path = "common/news.rs"]
mod news;
#[path = "common/table.rs"]
mod table;

use table::Run;
use tinviet::normalize::{Form, Normalizer, ToneStyle};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// As much as the thousand articles beside the project have.
const SIZE: usize = 3_700_000;

fn main() {
    let clean = news::news(SIZE);
    let nfd: Vec<String> = clean.iter().map(|text| text.nfd().collect()).collect();
    let second = Normalizer::new().tone_style(ToneStyle::SecondVowel);
    let moved: Vec<String> = clean.iter().map(|text| second.normalize(text).text.into_owned()).collect();
    let normalizer = Normalizer::new();
    let to_nfd = Normalizer::new().form(Form::Nfd);
    let icu = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let bytes = |texts: &[String]| texts.iter().map(String::len).sum();

    let mut run = Run::new();
    run.text("clean", bytes(&clean), |passes| {
        passes.each("normalize", &clean, |text| normalizer.normalize(text).map.is_identity());
        passes.each("ICU4X is_normalized", &clean, |text| icu.is_normalized(text));
        passes.each("is_nfc", &clean, |text| is_nfc(text));
        passes.each("to NFD", &clean, |text| to_nfd.normalize(text).text.len());
    });
    run.text("nfd", bytes(&nfd), |passes| {
        passes.each("normalize", &nfd, |text| normalizer.normalize(text).text.len());
        passes.each("ICU4X normalize", &nfd, |text| icu.normalize(text).len());
        passes.each("nfc().collect()", &nfd, |text| text.nfc().collect::<String>().len());
    });
    run.text("second vowel", bytes(&moved), |passes| {
        passes.each("normalize", &moved, |text| normalizer.normalize(text).text.len());
    });
    for (name, unit) in [
        ("hostile marks", "a\u{301}\u{302}\u{300}"),
        ("hostile letter", "\u{301}"),
        ("hostile look-alikes", "аоðƉ"),
        ("hostile brackets", "<a ("),
    ] {
        let text = [format!("a{}", unit.repeat(100_000))];
        run.text(name, bytes(&text), |passes| {
            passes.each("normalize", &text, |text| normalizer.normalize(text).text.len());
        });
    }
    run.end();
}
