//! What users call, over a thousand articles and over documents of growing length, as ratios to `unicode_sentences` of the same round.
//!
//! `cargo bench --bench rounds` (`--features arrow` for columns too; `-- --rounds 5`, `-- growth` for one group). A round runs each pass once, one after the
//! other, so that what else the machine does meets all of them; a ratio belongs to one round, and the table shows the median and the quartiles of them.
//! A thousand articles, since a processor learns the jumps of few by heart. `-- --tsv FILE` keeps the figures for `scripts/plot-growth`.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]

mod common;

use std::{env, fmt::Write as _, fs, hint::black_box, time::Instant};

use common::{messy, news};
use tinviet::{Analyzer, Dictionary, Input, Kind, OffsetUnit, Policy, Scratch, ViewOptions, fact::award::AwardTable};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// All of the news: a thousand articles, some 3.7 MB.
const ALL: usize = 3_700_000;
/// The lengths of the documents of the second group, each made of whole articles, and how much of them is read.
const LENGTHS: [usize; 5] = [3_000, 30_000, 300_000, 3_000_000, 10_000_000];

/// What a pass reads, and how.
struct Pass {
    name: String,
    run: Box<dyn FnMut()>,
    bytes: usize,
    /// Nanoseconds a byte, round by round.
    times: Vec<f64>,
}

fn main() {
    let asked: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let after = |flag: &str| asked.iter().position(|word| word == flag).and_then(|at| asked.get(at + 1));
    let rounds = after("--rounds").map_or(15, |count| count.parse().expect("--rounds takes a number"));
    let named = |group: &str| {
        !["calls", "texts", "growth"].iter().any(|one| asked.iter().any(|word| word == one))
            || asked.iter().any(|word| word == group)
    };
    let mut kept = String::from("group\tpass\tns_per_byte\tratio\tlower\tupper\n");
    for (group, passes) in [("calls", calls as fn() -> Vec<Pass>), ("texts", texts), ("growth", growth)] {
        if named(group) {
            report(group, &measured(passes(), rounds), &mut kept);
        }
    }
    if let Some(path) = after("--tsv") {
        fs::write(path, kept).expect("the file can be written");
    }
}

fn measured(mut passes: Vec<Pass>, rounds: usize) -> Vec<Pass> {
    for round in 0..=rounds {
        for pass in &mut passes {
            let begun = Instant::now();
            (pass.run)();
            // The first round makes the tables.
            if round > 0 {
                pass.times.push(begun.elapsed().as_nanos() as f64 / pass.bytes as f64);
            }
        }
    }
    passes
}

/// Prints a group; its first pass, or the last of `unicode_sentences`, is what the others are held against.
#[expect(clippy::print_stdout, reason = "it is what a bench is run for")]
fn report(group: &str, passes: &[Pass], kept: &mut String) {
    println!("\n{group:24}{:>10}{:>10}{:>16}", "ns/byte", "ratio", "quartiles");
    let mut first = &passes[0].times;
    for Pass { name, times, .. } in passes {
        if name.starts_with("unicode_sentences") {
            first = times;
        }
        let ratios: Vec<f64> = first.iter().zip(times).map(|(first, time)| first / time).collect();
        let [lower, ratio, upper] = [0.25, 0.5, 0.75].map(|part| quantile(&ratios, part));
        let time = quantile(times, 0.5);
        println!("{name:24}{time:>10.2}{ratio:>10.2}{:>16}", format!("{lower:.2}–{upper:.2}"));
        let _ = writeln!(kept, "{group}\t{name}\t{time:.3}\t{ratio:.3}\t{lower:.3}\t{upper:.3}");
    }
}

fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

fn pass<T>(name: impl Into<String>, articles: &[String], mut run: impl FnMut(&str) -> T + 'static) -> Pass {
    let articles = articles.to_vec();
    let bytes = articles.iter().map(String::len).sum();
    let run = move || {
        for article in &articles {
            black_box(run(black_box(article)));
        }
    };
    Pass { name: name.into(), run: Box::new(run), bytes, times: Vec::new() }
}

fn sentences(articles: &[String]) -> Pass {
    pass("unicode_sentences", articles, |text| text.unicode_sentences().count())
}

fn analysis(name: &str, articles: &[String], analyzer: Analyzer) -> Pass {
    let mut scratch = Scratch::new();
    pass(name, articles, move |text| analyzer.analyze(Input::new(text).scratch(&mut scratch)).facts().len())
}

/// An analysis and what is made of it.
fn made<T: 'static>(name: &str, articles: &[String], make: fn(&tinviet::Analysis<'_>) -> T) -> Pass {
    let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
    pass(name, articles, move |text| make(&analyzer.analyze(Input::new(text).scratch(&mut scratch))))
}

/// What users call and set.
fn calls() -> Vec<Pass> {
    let news = news(ALL);
    let own =
        || Dictionary::builtin().with("CLBTN", "câu lạc bộ thiếu nhi").with("hđt", "hội đồng trường").without("DN");
    let awards = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n").expect("it is a table");
    let builder = Analyzer::builder;
    let few = builder().kinds([Kind::Percentage, Kind::Date, Kind::YearRange]).build();
    let dated = builder().reference_date("2024-05-01".parse().expect("it is a date")).build();
    let mut passes = vec![
        sentences(&news),
        analysis("analyze", &news, Analyzer::default()),
        analysis("three kinds", &news, few),
        analysis("no kinds", &news, builder().kinds([]).build()),
        analysis("own dictionary", &news, builder().dictionary(own()).build()),
        analysis("own awards", &news, builder().awards(awards).build()),
        analysis("reference date", &news, dated),
        made("expand", &news, |analysis| analysis.expand(Policy::All).len()),
        made("JSON, bytes", &news, |analysis| analysis.view(ViewOptions::new()).to_json()),
        made("JSON, characters", &news, |analysis| {
            analysis.view(ViewOptions::new().offsets(OffsetUnit::Chars)).to_json()
        }),
    ];
    passes.extend(columns(&news));
    passes
}

#[cfg(not(feature = "arrow"))]
fn columns(_: &[String]) -> Vec<Pass> {
    Vec::new()
}

#[cfg(feature = "arrow")]
fn columns(articles: &[String]) -> Vec<Pass> {
    use std::sync::Arc;

    use tinviet::arrow::{
        Columns, Shape, analyze_batch,
        arrow_array::{ArrayRef, RecordBatch, StringArray},
    };

    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(articles));
    let batch = RecordBatch::try_from_iter([("text", texts)]).expect("a column of texts");
    let bytes = articles.iter().map(String::len).sum();
    let shapes = [("Arrow, flat", Shape::Flat), ("Arrow, nested", Shape::Nested)];
    shapes
        .map(|(name, shape)| {
            let (analyzer, batch) = (Analyzer::default(), batch.clone());
            let columns = Columns::new("text").shape(shape).offsets(OffsetUnit::Chars);
            let run = move || drop(black_box(analyze_batch(&analyzer, &batch, &columns)));
            Pass { name: name.into(), run: Box::new(run), bytes, times: Vec::new() }
        })
        .into()
}

/// The kinds of text that do not come clean; each is held against `unicode_sentences` over itself.
fn texts() -> Vec<Pass> {
    let clean = news(ALL);
    let nfd: Vec<String> = clean.iter().map(|text| text.nfd().collect()).collect();
    let messy: Vec<String> = clean.iter().zip(1..).map(|(text, seed)| messy::of(text, seed)).collect();
    [("clean", clean), ("NFD", nfd), ("messy", messy)]
        .into_iter()
        .flat_map(|(name, articles)| {
            let reference = Pass { name: format!("unicode_sentences, {name}"), ..sentences(&articles) };
            [reference, analysis(&format!("analyze, {name}"), &articles, Analyzer::default())]
        })
        .collect()
}

/// The same news as documents of growing length.
fn growth() -> Vec<Pass> {
    let news = news(LENGTHS[LENGTHS.len() - 1]);
    LENGTHS
        .into_iter()
        .map(|length| {
            let mut documents = vec![String::new()];
            for article in &news {
                match documents.last_mut() {
                    Some(last) if last.len() < length => {
                        last.push_str("\n\n");
                        last.push_str(article);
                    }
                    _ => documents.push(article.clone()),
                }
            }
            analysis(&format!("{} KB", length / 1000), &documents, Analyzer::default())
        })
        .collect()
}
