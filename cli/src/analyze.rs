//! `tinviet analyze`: the main job. Documents come in as text, JSONL or Parquet, are analysed in parallel, and go out in order.

mod arguments;
mod batch;
mod config;
mod goal;
mod journal;
mod meter;
mod sheet;

use std::{
    io::Write as _,
    mem,
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

pub(crate) use arguments::Arguments;

use crate::{
    ending::{Failure, Tally},
    input::Source,
    packing::Packing,
    pipeline::{Step, ordered},
    reader::{self, Count, Input, Reader},
    render::{Format, Rendering},
    signals,
};
use batch::Work;
use goal::Goal;
use meter::Meter;
use sheet::Sheet;

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let arguments = config::merged(arguments)?;
    let analyzers = arguments::analyzers(&arguments)?;
    let sources = Source::found(&arguments.files)?;
    let rendering = arguments::rendering(&arguments, &sources)?;
    arguments::check(&arguments, &sources, rendering)?;
    let settings = arguments::settings(&arguments);
    let threads = threads(&arguments, &sources);
    let packing = arguments.output.as_deref().map_or(Packing::None, Packing::of);
    let shape = arguments::shape(&arguments);
    let mut goal = Goal::open(&arguments, &sources, Sheet::open(rendering.format, shape)?)?;
    let mut head = Head { rendering, packing, is_written: goal.progress.documents > 0 };
    // That of a page has the title of its first document.
    if rendering.format != Format::Html {
        head.write(None, &mut goal)?;
    }

    let count = Count::default();
    let meter = Arc::new(Meter::new(goal.progress.size(), Arc::clone(&count)));
    let mut reader = Reader::new(sources, settings.clone(), goal.progress.documents, count);
    let work = Work { analyzers, settings, rendering, shape, packing };
    let goal = Held::new(goal, &meter);
    let ended = ordered(
        threads,
        || reader.next(),
        |batch, give| work.batch(batch, give),
        |step| {
            let mut held = goal.lock();
            let Some(goal) = &mut *held else { return Ok(()) };
            if let Step::Piece(answer) | Step::Done(answer) = &step {
                head.write(answer.title.as_deref(), goal)?;
            }
            match step {
                Step::Piece(piece) => goal.piece(piece),
                Step::Done(answer) => {
                    goal.take(answer, &meter)?;
                    meter.show(goal.progress.documents);
                    Ok(())
                }
                Step::Idle => Ok(goal.out.flush()?),
            }
        },
    );
    meter.end();
    // Held to the end: a signal that comes now finds the run ended.
    let mut held = goal.lock();
    let Some(mut goal) = held.take() else { signals::wait() };
    if let Err(failure) = ended {
        goal.give_up(&failure);
        return Err(failure);
    }
    head.write(None, &mut goal)?;
    let mut tail = Vec::new();
    rendering.tail(&mut tail)?;
    goal.write(&packing.pack(tail)?)?;
    goal.finish()
}

/// How many threads are worth their start.
fn threads(arguments: &Arguments, sources: &[Source]) -> usize {
    match sources {
        // One document: threads would cost a quarter of the time that it takes.
        [source] if reader::form(source, arguments.input) == Input::Text => 1,
        _ => arguments.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
    }
}

/// What stands before the first document, written once.
struct Head {
    rendering: Rendering,
    packing: Packing,
    is_written: bool,
}

impl Head {
    fn write(&mut self, title: Option<&str>, goal: &mut Goal) -> Result<(), Failure> {
        if mem::replace(&mut self.is_written, true) {
            return Ok(());
        }
        let mut head = Vec::new();
        self.rendering.head(title, &mut head)?;
        goal.write(&self.packing.pack(head)?)
    }
}

/// The goal, which a signal may end at any time between two batches.
struct Held(Arc<Mutex<Option<Goal>>>);

impl Held {
    fn new(goal: Goal, meter: &Arc<Meter>) -> Self {
        signals::done(goal.progress.documents);
        let goal = Arc::new(Mutex::new(Some(goal)));
        let (held, meter) = (Self(Arc::clone(&goal)), Arc::clone(meter));
        signals::watch(move || {
            let goal = held.lock().take()?;
            meter.end();
            Some(goal.interrupted())
        });
        Self(goal)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Goal>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
