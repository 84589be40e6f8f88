//! `rounds TARGET SECONDS [FIRST]`: runs a target round by round without libFuzzer; `all` runs all of them in turn.
//!
//! Prints the number of rounds, and each failure with its round and the shortest bytes that reproduce it; the exit status is 1 if there was any.
//! A round that takes over a minute ends the program.
#![allow(clippy::print_stdout)]

use std::{
    collections::HashSet,
    panic,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use tinviet_fuzz::{Target, draw};

/// How many rounds have begun.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Bytes a round: more than a text takes, so that texts end by choice.
const BYTES: usize = 240;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (name, seconds) = (arguments.next().unwrap_or_default(), arguments.next().and_then(|word| word.parse().ok()));
    let targets: Vec<Target> =
        Target::ALL.into_iter().filter(|target| name == "all" || name == target.name()).collect();
    let (Some(seconds), false) = (seconds, targets.is_empty()) else {
        println!("usage: rounds TARGET|all SECONDS [FIRST]; targets: {:?}", Target::ALL.map(Target::name));
        return ExitCode::from(2);
    };
    let first = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(0);
    panic::set_hook(Box::new(|_| {}));
    thread::spawn(watch);
    let mut faults = 0;
    for target in &targets {
        faults += run(*target, Duration::from_secs(seconds) / targets.len() as u32, first);
    }
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ends the program when no round ends.
fn watch() {
    loop {
        let before = BEGUN.load(Relaxed);
        thread::sleep(Duration::from_secs(60));
        if BEGUN.load(Relaxed) == before {
            println!("round {before} of this run hangs");
            std::process::exit(1);
        }
    }
}

fn run(target: Target, time: Duration, first: u64) -> usize {
    let (start, mut round, mut seen) = (Instant::now(), first, HashSet::new());
    while start.elapsed() < time {
        let bytes = draw::bytes(round, BYTES);
        if let Some(fault) = fault(target, &bytes) {
            // The first words of a failure name the property: one example each.
            let law: String = fault
                .split([':', '"'])
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .take(4)
                .collect::<Vec<_>>()
                .join(" ");
            if seen.len() < 40 && seen.insert(law) {
                let short = shorter(target, bytes);
                let fault = self::fault(target, &short).unwrap_or_default();
                println!("{} round {round}: {fault}\n", target.name());
            }
        }
        round += 1;
    }
    println!("{}: {} rounds, {} faults", target.name(), round - first, seen.len());
    seen.len()
}

fn fault(target: Target, bytes: &[u8]) -> Option<String> {
    BEGUN.fetch_add(1, Relaxed);
    match panic::catch_unwind(|| target.verdict(bytes)) {
        Ok(verdict) => verdict.err(),
        Err(cause) => {
            let text = cause.downcast_ref::<String>().cloned();
            Some(format!(
                "panic: {}",
                text.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
            ))
        }
    }
}

/// Fewer and smaller bytes that still break a property.
fn shorter(target: Target, mut bytes: Vec<u8>) -> Vec<u8> {
    let limit = Instant::now() + Duration::from_secs(10);
    let mut step = bytes.len() / 2;
    while step > 0 && Instant::now() < limit {
        let mut at = 0;
        while at < bytes.len() {
            let mut tried = bytes.clone();
            tried.drain(at..(at + step).min(bytes.len()));
            if fault(target, &tried).is_some() {
                bytes = tried;
            } else {
                at += step;
            }
        }
        step /= 2;
    }
    for at in 0..bytes.len() {
        let old = std::mem::take(&mut bytes[at]);
        if fault(target, &bytes).is_none() {
            bytes[at] = old;
        }
    }
    bytes
}
