//! A limit of time that grows with the machine: fifty times what most texts take a byte.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use super::{Verdict, hold};

/// The last times a byte, in nanoseconds.
static PACES: Mutex<Vec<u64>> = Mutex::new(Vec::new());

/// What a machine that is busy with other things may take at any time.
const GRACE: Duration = Duration::from_millis(400);

/// Runs `work` on a text of `bytes`; again where it took long, since the machine is busy with other things.
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
    // Short texts cost what every text does.
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
