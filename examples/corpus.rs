//! Reads an archive and reports failures and slow documents: `scripts/corpus news.jsonl.zst`.
//!
//! Each line of standard input is a JSON object with `text` and perhaps `id`. Each document is analysed on a separate thread that is abandoned after
//! [`PATIENCE`], so a document that never ends is reported and the others are processed. Slow documents are measured again, since the machine may be
//! busy. The exit status is 1 if a document failed or took more than [`SLOW`] times the median per byte.

use std::{
    fmt::Write as _,
    io::{self, BufRead as _},
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use tinviet::{Analyzer, Input, Kind, Scratch};

/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many times the median a document may take, by byte.
const SLOW: f64 = 30.0;

/// The minimum length for the rate, because every document has a fixed cost.
const SHORT: usize = 1000;

/// The result of an analysis: how long it took, and how many facts it found.
type Outcome = Result<(Duration, usize), &'static str>;

#[derive(serde::Deserialize)]
struct Row {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
}

struct Document {
    id: String,
    text: Arc<str>,
    /// Nanoseconds per byte.
    pace: f64,
    facts: usize,
}

/// A thread that analyses texts, one at a time.
struct Worker {
    texts: mpsc::Sender<Arc<str>>,
    outcomes: mpsc::Receiver<Outcome>,
}

impl Worker {
    fn new() -> Self {
        let ((texts, inbox), (outbox, outcomes)) = (mpsc::channel::<Arc<str>>(), mpsc::channel());
        thread::spawn(move || {
            let analyzer = Analyzer::builder().kinds(Kind::ALL).build();
            let mut scratch = Scratch::new();
            for text in inbox {
                let start = Instant::now();
                let run = AssertUnwindSafe(|| analyzer.analyze(Input::new(&text).scratch(&mut scratch)).facts().len());
                let outcome = panic::catch_unwind(run).map(|facts| (start.elapsed(), facts)).map_err(|_| "panicked");
                if outbox.send(outcome).is_err() {
                    return;
                }
            }
        });
        Self { texts, outcomes }
    }

    fn analyze(&mut self, text: &Arc<str>) -> Outcome {
        let sent = self.texts.send(Arc::clone(text)).is_ok();
        match self.outcomes.recv_timeout(PATIENCE) {
            Ok(outcome) if sent => outcome,
            _ => {
                // Its thread continues with the text until the program ends.
                *self = Self::new();
                Err("did not end")
            }
        }
    }
}

fn main() -> ExitCode {
    let (mut documents, mut failures, mut worker) = (Vec::new(), Vec::new(), Worker::new());
    for (number, line) in (1..).zip(io::stdin().lock().lines()) {
        let row = line
            .map_err(|error| error.to_string())
            .and_then(|line| serde_json::from_str::<Row>(&line).map_err(|error| error.to_string()));
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                failures.push(format!("line {number}: {error}"));
                continue;
            }
        };
        let id = row.id.as_str().map_or_else(|| format!("line {number}"), str::to_owned);
        let text: Arc<str> = row.text.into();
        match worker.analyze(&text) {
            Ok((time, facts)) => documents.push(Document { pace: pace(time, &text), id, text, facts }),
            Err(what) => failures.push(format!("{id} {what}")),
        }
    }
    report(&mut documents, &mut failures, &mut worker)
}

fn pace(time: Duration, text: &str) -> f64 {
    time.as_nanos() as f64 / text.len().max(SHORT) as f64
}

fn report(documents: &mut [Document], failures: &mut Vec<String>, worker: &mut Worker) -> ExitCode {
    documents.sort_by(|one, other| other.pace.total_cmp(&one.pace));
    let median = documents.get(documents.len() / 2).map_or(0.0, |document| document.pace);
    for document in documents.iter_mut().take_while(|document| document.pace > SLOW / 4.0 * median) {
        for _ in 0..3 {
            if let Ok((time, _)) = worker.analyze(&document.text) {
                document.pace = document.pace.min(pace(time, &document.text));
            }
        }
    }
    documents.sort_by(|one, other| other.pace.total_cmp(&one.pace));
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let facts: usize = documents.iter().map(|document| document.facts).sum();
    let mut out = format!(
        "{} documents, {} failed, {:.1} MB\n",
        documents.len() + failures.len(),
        failures.len(),
        bytes as f64 / 1e6
    );
    let _ = writeln!(
        out,
        "{:.2} facts a kilobyte, median {median:.0} ns a byte; the slowest, in medians:",
        facts as f64 / bytes.max(1) as f64 * 1e3
    );
    for Document { id, text, pace, facts } in documents.iter().take(10) {
        let _ = writeln!(out, "{:8.1}  {id}, {} bytes, {facts} facts", pace / median, text.len());
    }
    failures.extend(
        documents
            .iter()
            .filter(|document| document.pace > SLOW * median)
            .map(|document| format!("{} took {:.0} medians", document.id, document.pace / median)),
    );
    for failure in &*failures {
        let _ = writeln!(out, "FAILED: {failure}");
    }
    write(&out);
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[allow(clippy::print_stdout, reason = "the program's report")]
fn write(text: &str) {
    print!("{text}");
}
