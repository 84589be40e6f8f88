//! Throughput of each layer and of the whole analysis in MB/s, compared with other libraries on the same text in the same run.
//!
//! `cargo bench --bench analysis` (`-- --quick` in two minutes, `-- clean` for one kind of text) ends with a table of ratios, which are more
//! meaningful than the rates, because those depend on the machine. Every rate is per byte of the original text, so that the times of the layers
//! add up; layers that need canonical text read the result of `normalize`.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]

mod common;

use common::{Legacy, Passes, Run, Text};
use icu_normalizer::ComposingNormalizerBorrowed;
use tinviet::{
    Abbreviations, Analyzer, Dictionary, Input, Kind, Normalizer, Scratch, encoding,
    number::Numbers,
    protect,
    segment::{self, Document},
};
use unicode_segmentation::UnicodeSegmentation as _;

fn main() {
    let mut run = Run::new();
    for text in &common::all() {
        run.text(text.name, text.articles.iter().map(String::len).sum(), |passes| layers(passes, text));
    }
    for text in &common::legacy() {
        let name = format!("bytes of {}", text.name);
        run.text(&name, text.articles.iter().map(Vec::len).sum(), |passes| decoding(passes, text));
    }
    run.end();
}

fn layers(passes: &mut Passes<'_>, text: &Text) {
    let articles = &text.articles;
    let icu = ComposingNormalizerBorrowed::new_nfc();
    passes.each("memcpy", articles, |text| text.as_bytes().to_vec());
    passes.each("from_utf8", articles, |text| std::str::from_utf8(text.as_bytes()).is_ok());
    passes.each("unicode_sentences", articles, |text| text.unicode_sentences().count());
    passes.each("unicode_words", articles, |text| text.unicode_words().count());
    if articles.iter().all(|text| icu.is_normalized(text)) {
        passes.each("ICU4X is_normalized", articles, |text| icu.is_normalized(text));
    } else {
        // The check would end at the first letter that is not.
        passes.each("ICU4X normalize", articles, |text| icu.normalize(text).len());
    }
    passes.each("is_nfc", articles, |text| unicode_normalization::is_nfc(text));

    let normalizer = Normalizer::new();
    passes.each("normalize", articles, |text| normalizer.normalize(text).text.len());
    let normalized: Vec<_> = articles.iter().map(|text| normalizer.normalize(text)).collect();
    passes.each("protect", &normalized, |text| protect::find(&text.text).len());
    passes.each("words", &normalized, |text| segment::words(&text.text).count());
    passes.each("segment", &normalized, |text| Document::new(&text.text).tokens().len());
    let documents: Vec<_> = normalized.iter().map(|text| Document::new(&text.text)).collect();
    passes.each("numbers", &documents, |document| Numbers::new(document).as_slice().len());
    let dictionary = Dictionary::default();
    passes.each("abbreviations", &documents, |document| Abbreviations::find(document, &dictionary).occurrences.len());

    let kinds = |kinds: &[Kind]| Analyzer::builder().kinds(kinds.iter().copied()).build();
    let (none, few, whole) = (kinds(&[]), kinds(&[Kind::Percentage, Kind::Date, Kind::YearRange]), Analyzer::default());
    let mut scratch = Scratch::new();
    passes.each("analyze, no kinds", articles, |text| {
        none.analyze(Input::new(text).scratch(&mut scratch)).sentences().len()
    });
    passes.each("analyze, three kinds", articles, |text| {
        few.analyze(Input::new(text).scratch(&mut scratch)).facts().len()
    });
    passes.each("analyze", articles, |text| whole.analyze(Input::new(text).scratch(&mut scratch)).facts().len());
    passes.each("analyze, no scratch", articles, |text| whole.analyze(text).facts().len());
}

/// From the bytes of a legacy font on.
fn decoding(passes: &mut Passes<'_>, text: &Legacy) {
    let articles = &text.articles;
    passes.each("memcpy", articles, Vec::clone);
    passes.each("detect", articles, |bytes| encoding::detect(bytes).confidence);
    passes.each("decode", articles, |bytes| encoding::decode(bytes, text.encoding).map_or(0, |page| page.text.len()));
    let analyzer = Analyzer::default();
    passes.each("decode and analyze", articles, |bytes| {
        encoding::decode(bytes, text.encoding).map_or(0, |page| analyzer.analyze(&page.text).facts().len())
    });
}
