//! Reading, working and writing at the same time, the results in the order of the input, with bounded memory.
//!
//! One thread reads, some work, the caller's writes. For each batch the reader puts the receiving end of a channel of its own into a
//! bounded queue, so the writer waits for batch after batch in order while the workers finish them in any; nothing is sorted and at
//! most a few batches a worker are in memory.

use std::{
    sync::{
        Arc, Mutex,
        mpsc::{self, TryRecvError, sync_channel},
    },
    thread,
};

use crate::ending::Failure;

/// How many batches a worker may be ahead of the writer, who now and then waits a tenth of a second for the disk.
const AHEAD: usize = 16;

/// What the writer is given.
pub(crate) enum Step<T> {
    /// The next result.
    Done(T),
    /// Nothing more is ready for now: a good time to flush.
    Idle,
}

/// Runs `work` on what `feed` gives, in `threads` threads, and gives the results to `take` in order.
pub(crate) fn ordered<B: Send, R: Send>(
    threads: usize,
    mut feed: impl FnMut() -> Option<B> + Send,
    work: impl Fn(B) -> R + Sync,
    mut take: impl FnMut(Step<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if threads <= 1 {
        while let Some(batch) = feed() {
            take(Step::Done(work(batch)))?;
            take(Step::Idle)?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let (jobs, queue) = sync_channel::<(B, mpsc::SyncSender<R>)>(threads);
        let (order, results) = sync_channel(threads * AHEAD);
        let queue = Arc::new(Mutex::new(queue));
        let work = &work;
        for number in 0..threads {
            let queue = Arc::clone(&queue);
            let worker = move || {
                loop {
                    let job = queue.lock().map(|queue| queue.recv());
                    let Ok(Ok((batch, answer))) = job else { break };
                    // The writer may have given up: then nobody waits for the answer.
                    let _ = answer.send(work(batch));
                }
            };
            // A system that gives no more threads does with those that it gave, if there is one.
            match thread::Builder::new().spawn_scoped(scope, worker) {
                Ok(_) => {}
                Err(_) if number > 0 => break,
                Err(error) => return Err(Failure::Document(format!("no thread can be started: {error}"))),
            }
        }
        drop(queue);
        scope.spawn(move || {
            while let Some(batch) = feed() {
                let (answer, result) = sync_channel(1);
                if order.send(result).is_err() || jobs.send((batch, answer)).is_err() {
                    break;
                }
            }
        });
        // `results` is dropped when this block ends, which ends the reader, which ends the workers.
        let results = results;
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
            // A batch without a result is one whose worker has faulted: it must not be missing silently.
            let result = next.recv().map_err(|_| Failure::Document("a fault in tinviet; please report it".into()))?;
            take(Step::Done(result))?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for threads in [1, 2, 7] {
            let mut numbers = 0..1000_u64;
            let mut got = Vec::new();
            let work = |number: u64| {
                // Some take longer than those after them.
                (0..(number * 7919) % 5000).fold(number, |sum, _| std::hint::black_box(sum))
            };
            ordered(
                threads,
                || numbers.next(),
                work,
                |step| {
                    if let Step::Done(number) = step {
                        got.push(number);
                    }
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(got, (0..1000).collect::<Vec<_>>());
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
            |number| number,
            |step| match step {
                Step::Done(20) => Err(Failure::Document("enough".into())),
                _ => Ok(()),
            },
        );
        assert!(matches!(ended, Err(Failure::Document(_))));
    }
}
