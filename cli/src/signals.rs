//! One signal ends the program within a second, whatever it is doing: deep in one long document, or waiting for a quiet pipe.
//!
//! The library cannot be stopped inside a document, and a read not while it waits. So a thread of its own hears the signal, saves what is
//! done, says so, and ends the process. A flag that the run looks at now and then was tried: it is seen when the pipe ends.

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

/// The exit status of a run that was ended from outside.
pub(crate) const STATUS: i32 = 130;

/// How long saving what is done may take: a write into a pipe that nobody reads never ends.
const PATIENCE: Duration = Duration::from_millis(800);

/// Documents that are done.
static DONE: AtomicUsize = AtomicUsize::new(0);

/// What each thread works on.
static IN_HAND: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

fn in_hand() -> MutexGuard<'static, Vec<(ThreadId, String)>> {
    IN_HAND.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes that this thread begins the document at `place`.
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

/// Notes that this thread has nothing in hand.
pub(crate) fn end() {
    let own = thread::current().id();
    in_hand().retain(|(thread, _)| *thread != own);
}

/// Notes how many documents are done.
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

/// From now on a signal saves what is done with `save`, which says what it did, and ends the process. Where `save` finds that the
/// run has come to its end it gives `None`, and the run ends as if nothing had been.
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
        // A second signal means it.
        None => process::exit(STATUS),
    };
    // Where no handler can be set, the default one ends the process.
    let _ = listen(heard);
}

/// Waits for the end that a signal has begun.
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

/// The signals that whoever started the program had it ignore, a bit each: `nohup` means what it says.
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
