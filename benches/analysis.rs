//! Normalising and the whole analysis, in MB/s, beside `unicode_sentences` over the same text in the same run: the one figure that
//! can be compared between machines is the ratio.
//!
//! The texts: articles as they come (`../shared/data/bench/articles.jsonl` where it is there, else `fixtures/articles` repeated), the
//! same in NFD, and hostile ones that would show a grammar that is not linear.
#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tinviet::Normalizer;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// About how much text a pass reads.
const SIZE: usize = 400_000;

fn articles() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = match fs::read_to_string(root.join("../shared/data/bench/articles.jsonl")) {
        Ok(lines) => lines
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().nfc().collect()
            })
            .collect(),
        Err(_) => fs::read_dir(root.join("fixtures/articles"))
            .unwrap()
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap().nfc().collect())
            .collect(),
    };
    texts.sort();
    let mut size = 0;
    texts.iter().cycle().take_while(|text| (size < SIZE, size += text.len()).0).cloned().collect()
}

fn benches(criterion: &mut Criterion) {
    let clean = articles();
    let nfd: Vec<String> = clean.iter().map(|text| text.nfd().collect()).collect();
    let hostile = ["từ ", "( ", "1.", "năm ngày tháng ", "A", "số 1/", "tặng Bằng khen cho "]
        .map(|piece| piece.repeat(50_000 / piece.len()))
        .to_vec();
    for (name, texts) in [("clean", &clean), ("nfd", &nfd), ("hostile", &hostile)] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum())).sample_size(10);
        group.bench_function("unicode_sentences", |bencher| {
            bencher.iter(|| texts.iter().map(|text| text.unicode_sentences().count()).sum::<usize>());
        });
        group.bench_function("normalize", |bencher| {
            let normalizer = Normalizer::new();
            bencher.iter(|| texts.iter().map(|text| normalizer.normalize(black_box(text)).text.len()).sum::<usize>());
        });
        group.bench_function("analyze", |bencher| {
            bencher.iter(|| texts.iter().map(|text| tinviet::analyze(black_box(text)).facts().len()).sum::<usize>());
        });
        group.finish();
    }
}

criterion_group!(analysis, benches);
criterion_main!(analysis);
