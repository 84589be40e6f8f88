//! How fast text becomes canonical, beside the two crates that check and make NFC.
//!
//! `cargo bench --bench normalize`; the last lines are a table of how often faster than each crate it is, by the best round of each. Texts:
//! clean news, the same in NFD, in the other tone style, and in TCVN3; and what an attacker would send. Every figure is of whole articles,
//! one call each; throughput counts bytes of UTF-8 as they go in.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]

#[path = "common/news.rs"]
mod news;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use tinviet::{
    encoding::{self, Encoding},
    normalize::{Form, Normalizer, ToneStyle},
    protect,
};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// As much as the thousand articles beside the project have.
const SIZE: usize = 3_700_000;

/// Measures `call` on all `texts`; answers how many megabytes a second its best round did, 0 where it did not run.
fn each<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    texts: &[String],
    mut call: impl FnMut(&str) -> T,
) -> f64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut best = Duration::MAX;
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|rounds| {
            let start = Instant::now();
            for _ in 0..rounds {
                let round = Instant::now();
                for text in texts {
                    black_box(call(black_box(text)));
                }
                best = best.min(round.elapsed());
            }
            start.elapsed()
        });
    });
    if best == Duration::MAX { 0.0 } else { bytes as f64 / best.as_secs_f64() / 1e6 }
}

/// The rates of one kind of text: ours first, then the others by name and with the least that ours should be times theirs.
struct Rates {
    text: &'static str,
    ours: f64,
    others: Vec<(&'static str, f64, f64)>,
}

/// Prints the [`Rates`] as a table; those that did not run are left out.
#[expect(clippy::print_stdout, reason = "it is what a bench is run for")]
fn print(tables: &[Rates]) {
    println!("{:6} {:36} {:>7} {:>7} {:>6}", "text", "call", "MB/s", "ratio", "goal");
    for Rates { text, ours, others } in tables.iter().filter(|rates| rates.ours > 0.0) {
        println!("{text:6} {:36} {ours:7.0}", "tinviet Normalizer::normalize");
        for (call, rate, goal) in others.iter().filter(|(_, rate, _)| *rate > 0.0) {
            println!("{text:6} {call:36} {rate:7.0} {:7.2} {goal:6.1}", ours / rate);
        }
    }
}

fn normalize(criterion: &mut Criterion) {
    let clean = news::news(SIZE);
    let nfd: Vec<String> = clean.iter().map(|text| text.nfd().collect()).collect();
    let second = Normalizer::new().tone_style(ToneStyle::SecondVowel);
    let moved: Vec<String> = clean.iter().map(|text| second.normalize(text).text.into_owned()).collect();
    let normalizer = Normalizer::new();
    let icu = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();

    let mut group = criterion.benchmark_group("clean");
    let ours = each(&mut group, "tinviet", &clean, |text| normalizer.normalize(text).map.is_identity());
    let checks = each(&mut group, "icu_normalizer is_normalized", &clean, |text| icu.is_normalized(text));
    let is_nfc = each(&mut group, "unicode_normalization is_nfc", &clean, is_nfc);
    let others = vec![("icu_normalizer is_normalized", checks, 1.0), ("unicode_normalization is_nfc", is_nfc, 3.0)];
    let of_clean = Rates { text: "clean", ours, others };
    each(&mut group, "protect", &clean, |text| protect::find(text).len());
    group.finish();

    let mut group = criterion.benchmark_group("nfd");
    let ours = each(&mut group, "tinviet", &nfd, |text| normalizer.normalize(text).text.len());
    let icu = each(&mut group, "icu_normalizer normalize", &nfd, |text| icu.normalize(text).len());
    let collected =
        each(&mut group, "unicode_normalization nfc collect", &nfd, |text| text.nfc().collect::<String>().len());
    let others =
        vec![("icu_normalizer normalize", icu, 1.0), ("unicode_normalization nfc().collect()", collected, 4.0)];
    let of_nfd = Rates { text: "NFD", ours, others };
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

    print(&[of_clean, of_nfd]);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = normalize
}
criterion_main!(benches);
