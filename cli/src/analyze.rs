//! `tinviet analyze`: the main job. Documents come in as text, JSONL or Parquet, are analysed in parallel, and go out in order.

mod arguments;
mod batch;
mod config;
mod goal;
mod journal;
mod meter;
mod reader;
mod rows;
mod sheet;

use std::{
    io::{self, IsTerminal as _, Write as _},
    mem,
    num::NonZeroUsize,
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use tinviet::{Scratch, arrow::FactsBuilder};

pub(crate) use arguments::Arguments;

use crate::{
    ending::{Failure, Tally},
    input::Source,
    packing::Packing,
    pipeline::{Step, ordered},
};
use arguments::Input;
use batch::{Answer, one};
use goal::Goal;
use meter::Meter;
use reader::{Raw, Reader};
use sheet::Sheet;

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let arguments = config::merged(arguments)?;
    let analyzers = arguments::analyzers(&arguments)?;
    let sources = Source::found(&arguments.files)?;
    let rendering = arguments::rendering(&arguments, &sources);
    arguments::check(&arguments, &sources, rendering)?;
    let fields = arguments::fields(&arguments);
    let threads = match &sources[..] {
        // One document: threads would cost a quarter of the time that it takes.
        [source] if reader::form(source, arguments.input) == Input::Text => 1,
        _ => arguments.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
    };
    let packing = arguments.output.as_deref().map_or(Packing::None, Packing::of);
    let shape = arguments::shape(&arguments);
    let mut goal = Goal::open(&arguments, &sources, Sheet::open(rendering.format, shape)?)?;
    if goal.progress.documents == 0 {
        let mut head = Vec::new();
        rendering.head(&mut head)?;
        goal.write(&packing.pack(head)?)?;
    }

    let interrupted = watch(&sources);
    let count = meter::Count::default();
    let meter = Meter::new(goal.progress.size(), Arc::clone(&count));
    let mut reader = Reader::new(sources, arguments.input, fields.clone(), goal.progress.documents, count);
    let feed = || if interrupted.load(Ordering::Relaxed) { None } else { reader.next() };
    let work = |batch: Vec<Raw>| {
        let mut answer = Answer { documents: batch.len(), ..Answer::default() };
        let mut facts = rendering.format.is_columns().then(|| FactsBuilder::new(shape, rendering.offsets));
        let mut scratch = Scratch::new();
        for raw in batch {
            one(raw, &analyzers, &mut scratch, &fields, &rendering, facts.as_mut(), &mut answer);
        }
        answer.rows = facts.map(FactsBuilder::finish);
        answer.packed = packing.pack(mem::take(&mut answer.bytes));
        answer
    };
    let ended = ordered(threads, feed, work, |step| match step {
        Step::Done(answer) => {
            goal.take(answer, &meter)?;
            meter.show(goal.progress.documents);
            Ok(())
        }
        Step::Idle => Ok(goal.out.flush()?),
    });
    meter.end();
    if let Err(failure) = ended {
        goal.give_up(&failure);
        return Err(failure);
    }
    if interrupted.load(Ordering::Relaxed) {
        return Err(goal.interrupted());
    }
    let mut tail = Vec::new();
    rendering.tail(&mut tail)?;
    goal.write(&packing.pack(tail)?)?;
    goal.finish()
}

/// Set by Ctrl-C, or by whoever ends the process kindly. Standard input from a terminal is left to the terminal: a read that waits for a
/// key would not see the flag.
fn watch(sources: &[Source]) -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let waits = sources.contains(&Source::Stdin) && io::stdin().is_terminal();
    let set = Arc::clone(&flag);
    if !waits {
        // A second signal means it; and where no handler can be set, the default one ends the process.
        let _ = ctrlc::set_handler(move || {
            if set.swap(true, Ordering::Relaxed) {
                process::exit(130);
            }
        });
    }
    flag
}
