//! A time limit relative to the machine: fifty times the usual time per byte.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use super::{Verdict, hold};

/// The last times per byte, in nanoseconds.
static PACES: Mutex<Vec<u64>> = Mutex::new(Vec::new());

/// Allowance for a busy machine.
const GRACE: Duration = Duration::from_millis(400);

/// Runs `work` on a text of `bytes`, and again if it took long, since the machine may be busy.
pub(super) fn held<T>(bytes: usize, work: impl Fn() -> T) -> Verdict {
    let mut verdict = Ok(());
    for _ in 0..4 {
        let start = Instant::now();
        work();
        verdict = within(start.elapsed(), bytes);
        if verdict.is_ok() {
            break;
        }
    }
    verdict
}

fn within(time: Duration, bytes: usize) -> Verdict {
    // Short texts have a fixed cost.
    let bytes = bytes.max(200) as u64;
    let pace = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX) / bytes;
    let Ok(mut paces) = PACES.lock() else { return Ok(()) };
    if paces.len() < 200 {
        paces.push(pace);
        paces.sort_unstable();
        return Ok(());
    }
    let median = paces[paces.len() / 2];
    hold!(time < GRACE || pace <= 50 * median, "{time:?} for {bytes} bytes; most texts take {median} ns a byte");
    Ok(())
}
