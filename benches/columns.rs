//! The library's throughput on a batch of columns, the reference for Python's Arrow path (`python/examples/rate.py`, the same batch).
//!
//! `cargo bench --features arrow --bench columns -- --quick`
#![allow(missing_docs, reason = "the macros of criterion document nothing")]

use std::{fs, hint::black_box, sync::Arc};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tinviet::{
    Analyzer, OffsetUnit,
    arrow::{Columns, Shape, analyze_batch},
};

/// Rows of the batch.
const ROWS: usize = 2000;

fn columns(criterion: &mut Criterion) {
    let mut paths: Vec<_> = fs::read_dir("fixtures/articles").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let articles: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(articles.iter().cycle().take(ROWS)));
    let bytes: usize = articles.iter().cycle().take(ROWS).map(String::len).sum();
    let batch = RecordBatch::try_from_iter([("text", texts)]).unwrap();
    let analyzer = Analyzer::default();
    let mut group = criterion.benchmark_group("columns");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    for (name, shape) in [("flat", Shape::Flat), ("nested", Shape::Nested)] {
        let columns = Columns::new("text").shape(shape).offsets(OffsetUnit::Chars);
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(analyze_batch(&analyzer, &batch, &columns).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, columns);
criterion_main!(benches);
