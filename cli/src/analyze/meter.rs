//! A progress bar: bytes read, documents done, rate and time left. Shown after a second or two, and only on a terminal.

use std::{
    io::{self, IsTerminal as _},
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{ending::say, reader::Count};

pub(super) struct Meter {
    bar: Option<ProgressBar>,
    count: Count,
    total: u64,
    began: Instant,
}

impl Meter {
    /// A progress bar for `total` bytes, shown only if standard error is a terminal.
    pub(super) fn new(total: u64, count: Count) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
            let form = if total > 0 {
                "{bar:30} {bytes}/{total_bytes} {msg} {bytes_per_sec} {eta} left"
            } else {
                "{bytes} {msg} {bytes_per_sec} {elapsed}"
            };
            bar.with_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar, count, total, began: Instant::now() }
    }

    pub(super) fn show(&self, documents: usize) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && self.began.elapsed() > Duration::from_millis(1500) {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
        let read = self.count.load(Ordering::Relaxed);
        // Compressed files yield more bytes than their size.
        bar.set_position(if self.total > 0 { read.min(self.total) } else { read });
        bar.set_message(format!("{documents} documents"));
    }

    /// Prints a message without breaking the progress line.
    pub(super) fn say(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(message)),
            None => say(message),
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
