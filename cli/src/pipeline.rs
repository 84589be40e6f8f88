//! Reads, processes and writes concurrently, with results in input order and bounded memory.
//!
//! One thread reads, several process, and the calling thread writes. For each batch the reader puts the receiver of a fresh channel into a
//! bounded queue. The writer waits for the batches in order while the workers finish them in any order; nothing is sorted. Memory holds at
//! most a few batches per worker, and no more bytes than a budget, so that an archive of long documents does not exhaust it.

use std::{
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
};

use crate::ending::Failure;

/// How many batches per worker may be ahead of the writer, which sometimes waits a tenth of a second for the disk.
const AHEAD: usize = 16;

/// How many bytes of input and output per worker may be in memory. Twice what the batches of an ordinary archive need; a longer document is
/// admitted when nothing else is in memory.
const BYTES: usize = 8 << 20;

/// Something whose size counts against the memory budget.
pub(crate) trait Weighed {
    /// Approximate size in bytes.
    fn weight(&self) -> usize;
}

/// What the writer receives.
pub(crate) enum Step<T> {
    /// A piece of the next result.
    Piece(T),
    /// The next result, or the rest of it.
    Done(T),
    /// Nothing more is ready now: a good time to flush.
    Idle,
}

/// What a worker sends.
enum Sent<T> {
    Piece(T),
    /// The end of a batch. If it is missing, the worker panicked.
    Done(T),
}

/// A batch, and the channel for its results.
type Job<B, R> = (B, SyncSender<Sent<R>>);

/// Runs `work` on the batches of `feed` in `threads` threads, and passes the results to `take` in order. `work` may send pieces of its result
/// early through its second argument; if that returns false, the rest is not wanted.
pub(crate) fn ordered<B: Weighed + Send, R: Weighed + Send>(
    threads: usize,
    mut feed: impl FnMut() -> Option<B> + Send,
    work: impl Fn(B, &mut dyn FnMut(R) -> bool) -> R + Sync,
    take: impl FnMut(Step<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if threads <= 1 {
        return alone(feed, work, take);
    }
    thread::scope(|scope| {
        let (jobs, queue) = sync_channel::<Job<B, R>>(threads);
        let (order, results) = sync_channel(threads * AHEAD);
        let queue = Arc::new(Mutex::new(queue));
        let budget = Arc::new(Budget::of(threads * BYTES));
        let work = &work;
        for number in 0..threads {
            let (queue, budget) = (Arc::clone(&queue), Arc::clone(&budget));
            let worker = move || worker(&queue, &budget, work);
            // If the system refuses more threads, go on with those that were started, as long as there is
            // one.
            match thread::Builder::new().spawn_scoped(scope, worker) {
                Ok(_) => {}
                Err(_) if number > 0 => break,
                Err(error) => return Err(Failure::Document(format!("cannot start a thread: {error}"))),
            }
        }
        drop(queue);
        // However this ends, the reader must stop waiting for memory.
        let budget = Closing(budget);
        let room = Arc::clone(&budget.0);
        scope.spawn(move || {
            while let Some(batch) = feed() {
                room.enter(batch.weight());
                let (answer, result) = sync_channel(1);
                if order.send(result).is_err() || jobs.send((batch, answer)).is_err() {
                    break;
                }
            }
        });
        // `results` is dropped when this call ends, which ends the reader, which ends the workers.
        write(results, &budget.0, take)
    })
}

/// Does everything in this thread.
fn alone<B, R>(
    mut feed: impl FnMut() -> Option<B>,
    work: impl Fn(B, &mut dyn FnMut(R) -> bool) -> R,
    mut take: impl FnMut(Step<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    while let Some(batch) = feed() {
        let mut taken = Ok(());
        let result = work(batch, &mut |piece| {
            if taken.is_ok() {
                taken = take(Step::Piece(piece));
            }
            taken.is_ok()
        });
        taken?;
        take(Step::Done(result))?;
        take(Step::Idle)?;
    }
    Ok(())
}

/// Processes the queue until it is closed.
fn worker<B: Weighed, R: Weighed>(
    queue: &Mutex<Receiver<Job<B, R>>>,
    budget: &Budget,
    work: &impl Fn(B, &mut dyn FnMut(R) -> bool) -> R,
) {
    loop {
        let job = queue.lock().map(|queue| queue.recv());
        let Ok(Ok((batch, answer))) = job else { break };
        let weight = batch.weight();
        // A piece waits until the previous one is taken, so a worker holds at most two.
        let result = work(batch, &mut |piece| {
            budget.becomes(0, piece.weight());
            answer.send(Sent::Piece(piece)).is_ok()
        });
        budget.becomes(weight, result.weight());
        // The writer may have given up; then nobody receives the result.
        let _ = answer.send(Sent::Done(result));
    }
}

/// Passes the results to `take` in the order of the batches.
fn write<R: Weighed>(
    results: Receiver<Receiver<Sent<R>>>,
    budget: &Budget,
    mut take: impl FnMut(Step<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    loop {
        let next = match results.try_recv() {
            Ok(next) => next,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                take(Step::Idle)?;
                match results.recv() {
                    Ok(next) => next,
                    Err(_) => return Ok(()),
                }
            }
        };
        let mut is_piece = true;
        while is_piece {
            // A batch without an end must not be dropped silently.
            let sent = next.recv().map_err(|_| Failure::Document("a bug in tinviet; please report it".into()))?;
            is_piece = matches!(sent, Sent::Piece(_));
            let (Sent::Piece(result) | Sent::Done(result)) = &sent;
            let weight = result.weight();
            take(match sent {
                Sent::Piece(piece) => Step::Piece(piece),
                Sent::Done(result) => Step::Done(result),
            })?;
            budget.becomes(weight, 0);
        }
    }
}

/// The memory budget for what is between reader and writer.
struct Budget {
    most: usize,
    held: Mutex<Held>,
    less: Condvar,
}

#[derive(Default)]
struct Held {
    bytes: usize,
    closed: bool,
}

impl Budget {
    fn of(most: usize) -> Self {
        Self { most, held: Mutex::default(), less: Condvar::new() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is memory. A batch larger than the budget is admitted when nothing else is in memory. The writer always drains what
    /// was admitted before, so the wait ends.
    fn enter(&self, bytes: usize) {
        let is_full = |held: &mut Held| !held.closed && held.bytes > 0 && held.bytes.saturating_add(bytes) > self.most;
        let mut held = self.less.wait_while(self.held(), is_full).unwrap_or_else(PoisonError::into_inner);
        held.bytes = held.bytes.saturating_add(bytes);
    }

    /// Changes the size of something from `before` to `after`.
    fn becomes(&self, before: usize, after: usize) {
        let mut held = self.held();
        held.bytes = held.bytes.saturating_sub(before).saturating_add(after);
        self.less.notify_one();
    }
}

/// Ends all waiting for memory when dropped.
struct Closing(Arc<Budget>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.held().closed = true;
        self.0.less.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::*;

    impl Weighed for u64 {
        fn weight(&self) -> usize {
            8
        }
    }

    /// A document that counts the bytes of all live documents.
    struct Large<'c>(usize, &'c AtomicUsize);

    impl<'c> Large<'c> {
        fn new(bytes: usize, alive: &'c AtomicUsize, most: &AtomicUsize) -> Self {
            most.fetch_max(alive.fetch_add(bytes, SeqCst) + bytes, SeqCst);
            Self(bytes, alive)
        }
    }

    impl Weighed for Large<'_> {
        fn weight(&self) -> usize {
            self.0
        }
    }

    impl Drop for Large<'_> {
        fn drop(&mut self) {
            self.1.fetch_sub(self.0, SeqCst);
        }
    }

    #[test]
    fn large_documents_wait_for_room() {
        const THREADS: usize = 3;
        // Many that fit together, single ones larger than the budget, and both.
        for sizes in [&[1 << 20][..], &[40 << 20], &[3 << 20, 100, 30 << 20, 7 << 20]] {
            let (alive, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let (mut read, mut taken) = (0, 0);
            let feed = || {
                read += 1;
                (read <= 300).then(|| Large::new(sizes[read % sizes.len()], &alive, &most))
            };
            ordered(
                THREADS,
                feed,
                |document, _| document,
                |step| {
                    if let Step::Done(_document) = step {
                        taken += 1;
                        thread::sleep(std::time::Duration::from_micros(200));
                    }
                    Ok(())
                },
            )
            .unwrap();
            let largest = *sizes.iter().max().unwrap();
            // The budget, and the one batch that waits for it.
            let bound = largest.max(THREADS * BYTES) + largest;
            assert_eq!(taken, 300);
            assert!(most.load(SeqCst) <= bound, "{} bytes at once, {bound} may be", most.load(SeqCst));
        }
    }

    #[test]
    fn a_writer_that_fails_ends_a_reader_that_waits_for_room() {
        let (alive, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let ended = ordered(
            2,
            || Some(Large::new(60 << 20, &alive, &most)),
            |document, _| document,
            |step| match step {
                Step::Idle => Ok(()),
                _ => Err(Failure::Document("enough".into())),
            },
        );
        assert!(matches!(ended, Err(Failure::Document(_))));
    }

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for threads in [1, 2, 7] {
            let mut numbers = 0..1000_u64;
            let mut got = Vec::new();
            let work = |number: u64, give: &mut dyn FnMut(u64) -> bool| {
                // Some take longer than later ones and come in pieces.
                for piece in 0..number % 3 {
                    assert!(give(10 * number + piece));
                }
                (0..(number * 7919) % 5000).fold(10 * number + number % 3, |sum, _| std::hint::black_box(sum))
            };
            ordered(
                threads,
                || numbers.next(),
                work,
                |step| {
                    if let Step::Done(number) | Step::Piece(number) = step {
                        got.push(number);
                    }
                    Ok(())
                },
            )
            .unwrap();
            let want = (0..1000).flat_map(|number| (0..=number % 3).map(move |piece| 10 * number + piece));
            assert_eq!(got, want.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_writer_that_fails_ends_the_run() {
        let mut count = 0_u64;
        let feed = || {
            count += 1;
            Some(count)
        };
        let ended = ordered(
            3,
            feed,
            |number, _| number,
            |step| match step {
                Step::Done(20) => Err(Failure::Document("enough".into())),
                _ => Ok(()),
            },
        );
        assert!(matches!(ended, Err(Failure::Document(_))));
    }
}
