//! How fast text becomes canonical, beside the two crates that check and make NFC.
//!
//! `cargo bench --bench normalize`. Texts: clean news, the same in NFD, in the other tone style, and in TCVN3; and what an attacker would
//! send. Every figure is of whole articles, one call each; throughput counts bytes of UTF-8 as they go in.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]

use std::{fs, hint::black_box, path::Path};

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use tinviet::{
    encoding::{self, Encoding},
    normalize::{Form, Normalizer, ToneStyle},
    protect,
};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The articles beside the project, or a paragraph of our own, repeated, where they are absent.
fn articles() -> Vec<String> {
    let clean = Normalizer::new();
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/bench/articles.jsonl");
    let Ok(lines) = fs::read_to_string(beside) else {
        return vec![include_str!("../fixtures/normalize/clean.txt").repeat(4); 300];
    };
    let text = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        clean.normalize(row["text"].as_str().expect("a text")).text.into_owned()
    };
    lines.lines().map(text).collect()
}

fn each<T>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &[String], mut call: impl FnMut(&str) -> T) {
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            for text in texts {
                black_box(call(black_box(text)));
            }
        });
    });
}

fn normalize(criterion: &mut Criterion) {
    let clean = articles();
    let nfd: Vec<String> = clean.iter().map(|text| text.nfd().collect()).collect();
    let second = Normalizer::new().tone_style(ToneStyle::SecondVowel);
    let moved: Vec<String> = clean.iter().map(|text| second.normalize(text).text.into_owned()).collect();
    let normalizer = Normalizer::new();
    let icu = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();

    let mut group = criterion.benchmark_group("clean");
    each(&mut group, "tinviet", &clean, |text| normalizer.normalize(text).map.is_identity());
    each(&mut group, "icu_normalizer is_normalized", &clean, |text| icu.is_normalized(text));
    each(&mut group, "unicode_normalization is_nfc", &clean, is_nfc);
    each(&mut group, "protect", &clean, |text| protect::find(text).len());
    group.finish();

    let mut group = criterion.benchmark_group("nfd");
    each(&mut group, "tinviet", &nfd, |text| normalizer.normalize(text).text.len());
    each(&mut group, "icu_normalizer normalize", &nfd, |text| icu.normalize(text).len());
    each(&mut group, "unicode_normalization nfc collect", &nfd, |text| text.nfc().collect::<String>().len());
    group.finish();

    let mut group = criterion.benchmark_group("dirty");
    each(&mut group, "second vowel", &moved, |text| normalizer.normalize(text).text.len());
    each(&mut group, "to nfd", &clean, |text| normalizer.clone().form(Form::Nfd).normalize(text).text.len());
    group.finish();

    let mut group = criterion.benchmark_group("hostile");
    for (name, unit) in [
        ("marks", "a\u{301}\u{302}\u{300}"),
        ("one letter, marks", "\u{301}"),
        ("look-alikes", "аоðƉ"),
        ("brackets", "<a ("),
    ] {
        each(&mut group, name, &[format!("a{}", unit.repeat(100_000))], |text| normalizer.normalize(text).text.len());
    }
    group.finish();

    let mut group = criterion.benchmark_group("legacy");
    let old: Vec<Vec<u8>> = clean.iter().filter_map(|text| encoding::encode(text, Encoding::Tcvn3).ok()).collect();
    group.throughput(Throughput::Bytes(old.iter().map(|bytes| bytes.len() as u64).sum()));
    group.bench_function("tcvn3 decode", |bencher| {
        bencher.iter(|| {
            old.iter()
                .map(|bytes| encoding::decode(bytes, Encoding::Tcvn3).map_or(0, |page| page.text.len()))
                .sum::<usize>()
        });
    });
    group.bench_function("detect", |bencher| {
        bencher.iter(|| old.iter().map(|bytes| encoding::detect(bytes).confidence).sum::<f32>());
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = normalize
}
criterion_main!(benches);
