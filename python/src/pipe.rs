//! Many texts, in order. One thread analyses each text on request; several read a batch ahead.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread, vec,
};

use pyo3::{
    exceptions::PyRuntimeError,
    prelude::*,
    types::{PyIterator, PyString, PyTuple},
};
use tinviet::Scratch;

use crate::{
    analyzer::Analyzer,
    error::{Failure, Outcome, guard, owned},
    found::{Analysis, Asked},
    names,
    owned::{How, Owned},
};

/// The most bytes that a thread gets at a time, so that an interrupt takes effect soon.
const CHUNK: usize = 256 << 10;

/// What happens to a document that fails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    Raise,
    Skip,
    Collect,
}

impl Errors {
    pub(crate) fn of(name: &str) -> Outcome<Self> {
        match name {
            "raise" => Ok(Self::Raise),
            "skip" => Ok(Self::Skip),
            "collect" => Ok(Self::Collect),
            other => Err(Failure::unknown("errors", other, "raise, skip, collect")),
        }
    }
}

/// A text and what is known about it.
type Given = Outcome<(String, How)>;

/// What was found, and the settings of the call.
type Found = Outcome<(Owned, How)>;

/// Texts for a thread, and the channel for the answers.
struct Job {
    texts: Vec<Given>,
    answer: SyncSender<Vec<Found>>,
}

/// Threads that take jobs until the channel closes. They never touch Python.
struct Pool {
    jobs: Sender<Job>,
    stopped: Arc<AtomicBool>,
}

impl Pool {
    fn new(analyzer: &tinviet::Analyzer, threads: usize) -> PyResult<Self> {
        let (jobs, waiting) = mpsc::channel::<Job>();
        let (waiting, stopped) = (Arc::new(Mutex::new(waiting)), Arc::new(AtomicBool::new(false)));
        for _ in 0..threads {
            let (analyzer, waiting, stopped) = (analyzer.clone(), Arc::clone(&waiting), Arc::clone(&stopped));
            thread::Builder::new().name("tinviet".into()).spawn(move || work(&analyzer, &waiting, &stopped))?;
        }
        Ok(Self { jobs, stopped })
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}

fn work(analyzer: &tinviet::Analyzer, waiting: &Mutex<Receiver<Job>>, stopped: &AtomicBool) {
    let mut scratch = Scratch::new();
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { texts, answer }) = job else { return };
        let mut answers = Vec::with_capacity(texts.len());
        for text in texts {
            if stopped.load(Ordering::Relaxed) {
                return;
            }
            answers.push(analyze(analyzer, &mut scratch, text));
        }
        // If nobody is waiting any more, the pipe was dropped.
        let _ = answer.send(answers);
    }
}

fn analyze(analyzer: &tinviet::Analyzer, scratch: &mut Scratch, given: Given) -> Found {
    let (text, how) = given?;
    let found = guard(|| Owned::new(analyzer, scratch, text, how));
    if found.is_err() {
        // A panic may have left its lists in any state.
        *scratch = Scratch::new();
    }
    Ok((found?, how))
}

/// A chunk that is being analysed, with the contexts of its texts.
struct Pending {
    answers: Receiver<Vec<Found>>,
    contexts: Vec<Py<PyAny>>,
}

/// The analyses of an iterable of texts.
#[pyclass(module = "tinviet._tinviet")]
pub(crate) struct Pipe {
    asked: Asked,
    analyzer: tinviet::Analyzer,
    texts: Option<Py<PyIterator>>,
    dates: Option<Py<PyIterator>>,
    as_tuples: bool,
    errors: Errors,
    /// Texts in a chunk, and chunks that are read ahead.
    chunk: usize,
    ahead: usize,
    pool: Option<Mutex<Pool>>,
    scratch: Scratch,
    pending: Mutex<VecDeque<Pending>>,
    ready: vec::IntoIter<Found>,
    contexts: vec::IntoIter<Py<PyAny>>,
    /// What the iterable of texts raised; the texts before it come first.
    broken: Option<PyErr>,
    index: usize,
}

/// The settings of a pipe, by name.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Flow<'py> {
    reference_dates: Option<Bound<'py, PyAny>>,
    reference_date: Bound<'py, PyAny>,
    offsets: String,
    markup: Option<String>,
    batch_size: usize,
    n_threads: usize,
    as_tuples: bool,
    errors: String,
}

impl Pipe {
    fn new(asked: Asked, texts: &Bound<'_, PyAny>, flow: &Flow<'_>) -> PyResult<Self> {
        let threads = match flow.n_threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        if texts.is_instance_of::<PyString>() {
            return Err(Failure::new("setting", "texts: expected an iterable of texts, found one text").into());
        }
        if flow.batch_size == 0 {
            return Err(Failure::new("setting", "batch_size: expected 1 or more, found 0").into());
        }
        let analyzer = asked.analyzer.get().inner.clone();
        // Four chunks per thread are read ahead; together they are a batch per thread.
        let chunk = flow.batch_size.div_ceil(4);
        Ok(Self {
            pool: if threads > 1 { Some(Mutex::new(Pool::new(&analyzer, threads)?)) } else { None },
            asked,
            analyzer,
            texts: Some(texts.try_iter()?.unbind()),
            dates: flow.reference_dates.as_ref().map(|dates| dates.try_iter().map(Bound::unbind)).transpose()?,
            as_tuples: flow.as_tuples,
            errors: Errors::of(&flow.errors)?,
            chunk,
            ahead: 4 * threads,
            scratch: Scratch::new(),
            pending: Mutex::default(),
            ready: Vec::new().into_iter(),
            contexts: Vec::new().into_iter(),
            broken: None,
            index: 0,
        })
    }

    /// The next text and its context; `None` if there are no more, for whatever reason.
    fn read(&mut self, py: Python<'_>) -> Option<(Given, Option<Py<PyAny>>)> {
        match self.try_read(py) {
            Ok(Some(read)) => return Some(read),
            Ok(None) => {}
            Err(error) => self.broken = Some(error),
        }
        self.texts = None;
        None
    }

    fn try_read(&mut self, py: Python<'_>) -> PyResult<Option<(Given, Option<Py<PyAny>>)>> {
        let Some(texts) = &self.texts else { return Ok(None) };
        let Some(item) = texts.bind(py).clone().next().transpose()? else { return Ok(None) };
        let (text, context) = if self.as_tuples {
            let (text, context): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract().map_err(|_| {
                Failure::new(
                    "setting",
                    format!("as_tuples: item {} is not a pair of a text and its context", self.index),
                )
            })?;
            (text, Some(context.unbind()))
        } else {
            (item, None)
        };
        let date = match &self.dates {
            None => None,
            Some(dates) => match dates.bind(py).clone().next().transpose()? {
                Some(date) => Some(date),
                None => {
                    let message = format!("reference_dates: expected one for each text, found {} in all", self.index);
                    return Err(Failure::new("setting", message).into());
                }
            },
        };
        let reference = date.map_or(Ok(None), |date| names::reference(&date));
        let how = self.asked.how;
        let given =
            reference.and_then(|reference| Ok((owned(&text)?, How { reference: reference.or(how.reference), ..how })));
        self.index += 1;
        let given = match given {
            Ok(given) => Ok(given),
            // Any exception other than the package's own comes from the iterable.
            Err(error) => Err(Failure::of(py, &error).ok_or(error)?.of_document(self.index - 1)),
        };
        Ok(Some((given, context)))
    }

    /// Keeps the threads busy.
    fn fill(&mut self, py: Python<'_>) -> PyResult<()> {
        while self.texts.is_some() && locked(&self.pending).len() < self.ahead {
            let (mut texts, mut contexts, mut bytes) = (Vec::new(), Vec::new(), 0);
            while texts.len() < self.chunk && bytes < CHUNK {
                let Some((given, context)) = self.read(py) else { break };
                bytes += given.as_ref().map_or(0, |(text, _)| text.len());
                texts.push(given);
                contexts.extend(context);
            }
            if texts.is_empty() {
                return Ok(());
            }
            let (answer, answers) = mpsc::sync_channel(1);
            let Some(pool) = &self.pool else { return Ok(()) };
            locked(pool).jobs.send(Job { texts, answer }).map_err(|_| gone())?;
            locked(&self.pending).push_back(Pending { answers, contexts });
        }
        Ok(())
    }

    /// The next answer with its context.
    fn answer(&mut self, py: Python<'_>) -> PyResult<Option<(Found, Option<Py<PyAny>>)>> {
        if self.pool.is_none() {
            py.check_signals()?;
            let Some((given, context)) = self.read(py) else { return Ok(None) };
            let (analyzer, scratch) = (&self.analyzer, &mut self.scratch);
            return Ok(Some((py.detach(|| analyze(analyzer, scratch, given)), context)));
        }
        loop {
            if let Some(found) = self.ready.next() {
                return Ok(Some((found, self.contexts.next())));
            }
            self.fill(py)?;
            py.check_signals()?;
            let Some(pending) = locked(&self.pending).pop_front() else { return Ok(None) };
            let Pending { answers, contexts } = pending;
            self.ready = py.detach(move || answers.recv()).map_err(|_| gone())?.into_iter();
            self.contexts = contexts.into_iter();
        }
    }

    fn finish(&mut self) {
        self.texts = None;
        self.pool = None;
        locked(&self.pending).clear();
        self.ready = Vec::new().into_iter();
    }
}

/// The analyses of many texts.
#[pyfunction]
pub(crate) fn pipe(analyzer: Bound<'_, Analyzer>, texts: &Bound<'_, PyAny>, flow: Flow<'_>) -> PyResult<Pipe> {
    Pipe::new(Asked::new(analyzer, &flow.reference_date, &flow.offsets, flow.markup.as_deref())?, texts, &flow)
}

#[pymethods]
impl Pipe {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            let Some((found, context)) = self.answer(py)? else {
                return self.broken.take().map_or(Ok(None), Err);
            };
            let object = match found {
                Ok((found, how)) => {
                    let asked = Asked { how, analyzer: self.asked.analyzer.clone_ref(py), unit: self.asked.unit };
                    Bound::new(py, Analysis::new(found, asked))?.into_any()
                }
                Err(_) if self.errors == Errors::Skip => continue,
                Err(failure) if self.errors == Errors::Collect => failure.object(py)?,
                Err(failure) => {
                    self.finish();
                    return Err(failure.into());
                }
            };
            return match context {
                None => Ok(Some(object)),
                Some(context) => Ok(Some(PyTuple::new(py, [object, context.into_bound(py)])?.into_any())),
            };
        }
    }

    fn close(&mut self) {
        self.finish();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gone() -> PyErr {
    PyRuntimeError::new_err("a thread of the pipe ended before its work did")
}
