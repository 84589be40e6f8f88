//! One signal ends the program within a second, whether it is in the middle of a long document or waiting for a silent pipe.
//!
//! Neither an analysis nor a blocking read can be interrupted. So a separate thread receives the signal, saves the finished results, says
//! so, and ends the process. A flag polled by the run was tried: while a read blocks it goes unnoticed until the pipe is closed.

use std::{
    fmt, io, process,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread::{self, ThreadId},
    time::Duration,
};

use crate::ending::say;

/// The exit status of a run that was ended by a signal.
pub(crate) const STATUS: i32 = 130;

/// How long saving may take: a write to a pipe that nobody reads never returns.
const PATIENCE: Duration = Duration::from_millis(800);

/// Documents that are done.
static DONE: AtomicUsize = AtomicUsize::new(0);

/// The current document of each thread.
static IN_HAND: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

fn in_hand() -> MutexGuard<'static, Vec<(ThreadId, String)>> {
    IN_HAND.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records that this thread starts the document at `place`.
pub(crate) fn begin(place: &dyn fmt::Display) {
    use fmt::Write as _;
    let own = thread::current().id();
    let mut all = in_hand();
    let at = all.iter().position(|(thread, _)| *thread == own).unwrap_or_else(|| {
        all.push((own, String::new()));
        all.len() - 1
    });
    if let Some((_, name)) = all.get_mut(at) {
        name.clear();
        let _ = write!(name, "{place}");
    }
}

/// Records that this thread has no current document.
pub(crate) fn end() {
    let own = thread::current().id();
    in_hand().retain(|(thread, _)| *thread != own);
}

/// Records how many documents are done.
pub(crate) fn done(documents: usize) {
    DONE.store(documents, Ordering::Relaxed);
}

/// `3 documents are done, in hand: news.jsonl:4`.
pub(crate) fn state() -> String {
    const SHOWN: usize = 4;
    let done = DONE.load(Ordering::Relaxed);
    let mut out = format!("{done} document{} done", if done == 1 { " is" } else { "s are" });
    let all = in_hand();
    for (at, (_, place)) in all.iter().take(SHOWN).enumerate() {
        out += if at == 0 { ", in hand: " } else { ", " };
        out += place;
    }
    if all.len() > SHOWN {
        out += &format!(" and {} more", all.len() - SHOWN);
    }
    out
}

/// From now on a signal calls `save`, which reports what it saved, and ends the process. If the run has already finished, `save`
/// returns `None` and the run ends normally.
pub(crate) fn watch(save: impl FnOnce() -> Option<String> + Send + 'static) {
    let mut save = Some(save);
    let heard = move || match save.take() {
        Some(save) => {
            let (ended, end) = mpsc::channel();
            thread::spawn(move || match save() {
                Some(message) => leave(&message),
                None => drop(ended.send(())),
            });
            thread::spawn(move || {
                if end.recv_timeout(PATIENCE).is_err() {
                    leave(&format!("interrupted: {}", state()));
                }
            });
        }
        // A second signal ends the process at once.
        None => process::exit(STATUS),
    };
    // If no handler can be installed, the default one ends the process.
    let _ = listen(heard);
}

/// Waits for the exit that a signal has started.
pub(crate) fn wait() -> ! {
    loop {
        thread::park();
    }
}

fn leave(message: &str) -> ! {
    say(message);
    process::exit(STATUS)
}

#[cfg(unix)]
fn listen(mut heard: impl FnMut() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let mut signals = signal_hook::iterator::Signals::new(wanted)?;
    thread::Builder::new().name("signals".into()).spawn(move || signals.forever().for_each(|_| heard()))?;
    Ok(())
}

/// The signals that the parent process set to be ignored, one bit each: `nohup` must keep working.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

#[cfg(not(unix))]
fn listen(heard: impl FnMut() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(heard).map_err(io::Error::other)
}
