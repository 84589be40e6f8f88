//! The contents of an analysis as Python classes. Objects are created on first access, except for the analysis itself.

use std::sync::Arc;

use pyo3::{intern, prelude::*, types::PyTuple};
use tinviet::{OffsetUnit, Policy, Scratch, Span, ViewOptions};

use crate::{
    analyzer::Analyzer,
    error::{guard, owned},
    facts::{FactIterator, Facts},
    field::{Name, Shown},
    html, names,
    owned::{How, Owned},
    placed::Placed,
    record::records,
};

records! {
    /// A change of normalisation: its range, the new text, and the reason.
    Change(start, end, replacement, reason) { start: usize, end: usize, replacement: String, reason: Name, }
    /// The spans of the parts of an article.
    Structure(title, captions, body, byline, dateline, boilerplate) {
        title: Option<(usize, usize)>, captions: Vec<(usize, usize)>, body: Vec<(usize, usize)>, byline: Vec<(usize, usize)>,
        dateline: Vec<(usize, usize)>, boilerplate: Vec<(usize, usize)>,
    }
    /// A short form defined in the text.
    Definition(short, long, kind, confidence, reasons, short_start, short_end, long_start, long_end) {
        short: String, long: String, kind: Name, confidence: f32, reasons: Vec<Name>,
        short_start: usize, short_end: usize, long_start: usize, long_end: usize,
    }
    /// A mention of a short form; ``expansion`` is ``None`` if its meaning is unknown.
    Abbreviation(start, end, short, expansion, source, candidates=Vec::new()) {
        start: usize, end: usize, short: String, expansion: Option<String>, source: Name, candidates: Vec<Candidate>,
    }
    /// A sense of a short form that was considered.
    Candidate(expansion, source, score, reasons=Vec::new()) { expansion: String, source: Name, score: i64, reasons: Vec<Reason>, }
    /// A cue for or against a sense.
    Reason(cue, points) { cue: String, points: i64, }
}

/// How an analysis was requested: enough to repeat it, which is what a pickle does.
pub(crate) struct Asked {
    pub(crate) analyzer: Py<Analyzer>,
    pub(crate) how: How,
    pub(crate) unit: OffsetUnit,
}

impl Asked {
    pub(crate) fn new(
        analyzer: Bound<'_, Analyzer>,
        reference_date: &Bound<'_, PyAny>,
        offsets: &str,
        markup: Option<&str>,
    ) -> PyResult<Self> {
        let how = How {
            reference: names::reference(reference_date)?,
            markup: markup.map_or(Ok(analyzer.get().markup), names::markup)?,
        };
        Ok(Self { how, unit: names::unit(offsets)?, analyzer: analyzer.unbind() })
    }
}

/// The analysis of one text.
#[pyfunction]
#[pyo3(signature = (analyzer, text, reference_date, offsets, markup))]
pub(crate) fn analyze(
    analyzer: Bound<'_, Analyzer>,
    text: &Bound<'_, PyAny>,
    reference_date: &Bound<'_, PyAny>,
    offsets: &str,
    markup: Option<&str>,
) -> PyResult<Analysis> {
    let py = text.py();
    let asked = Asked::new(analyzer, reference_date, offsets, markup)?;
    let text = owned(text)?;
    let found =
        py.detach(|| guard(|| Owned::new(&asked.analyzer.get().inner, &mut Scratch::new(), text, asked.how)))?;
    Ok(Analysis::new(found, asked))
}

/// The analysis of one text.
#[pyclass(frozen, module = "tinviet")]
pub(crate) struct Analysis {
    found: Arc<Placed>,
    asked: Asked,
}

impl Analysis {
    pub(crate) fn new(found: Owned, asked: Asked) -> Self {
        Self { found: Arc::new(Placed::new(found, asked.unit)), asked }
    }

    fn json(&self, id: Option<&str>, text: bool, rules: bool) -> PyResult<String> {
        let mut options = ViewOptions::new().offsets(self.asked.unit).text(text).rules(rules);
        if let Some(id) = id {
            options = options.id(id);
        }
        Ok(guard(|| self.found.view(options).to_json())?)
    }
}

#[pymethods]
impl Analysis {
    /// The text that was analysed.
    #[getter]
    fn text(&self) -> &str {
        self.found.text()
    }

    /// The text in canonical spelling; of a page, its readable text.
    #[getter]
    fn canonical(&self) -> &str {
        self.found.canonical()
    }

    /// How the text was marked up: ``plain``, ``html`` or ``markdown``.
    #[getter]
    fn markup(&self) -> &'static str {
        self.found.markup().name()
    }

    /// The unit of all offsets.
    #[getter]
    fn offsets(&self) -> &'static str {
        self.asked.unit.name()
    }

    /// The facts, by start, then longest first: a sequence whose items are created on access.
    #[getter]
    fn facts(slf: &Bound<'_, Self>) -> Facts {
        Facts::new(slf.clone().into_any().unbind(), Arc::clone(&slf.get().found))
    }

    /// The parts of the article.
    #[getter]
    fn structure(&self) -> Structure {
        let (at, parts) = (self.found.pairs(), self.found.structure());
        let all = |spans: &[Span]| spans.iter().copied().map(&at).collect();
        Structure {
            title: parts.title.map(&at),
            captions: all(&parts.captions),
            body: all(&parts.body),
            byline: all(&parts.byline),
            dateline: all(&parts.dateline),
            boilerplate: all(&parts.boilerplate),
        }
    }

    /// The sentences, in order, as ``(start, end)``.
    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.found.sentences().iter().copied().map(self.found.pairs()).collect::<Vec<_>>())
    }

    /// What normalisation would change, in order.
    #[getter]
    fn normalization<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let at = self.found.pairs();
        let changes = self.found.changes().map(|change| {
            let (start, end) = at(change.span);
            Change { start, end, replacement: change.replacement.into_owned(), reason: names::reason(change.reason) }
        });
        changes.collect::<Vec<_>>().show(py)
    }

    /// Short forms that the text defines.
    #[getter]
    fn definitions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let at = self.found.pairs();
        let definitions = self.found.abbreviations().definitions.iter().map(|definition| {
            let ((short_start, short_end), (long_start, long_end)) =
                (at(definition.short_span), at(definition.long_span));
            Definition {
                short: self.found.read(definition.short_span).to_owned(),
                long: self.found.read(definition.long_span).to_owned(),
                kind: Name::of(definition.kind.name()),
                confidence: definition.confidence,
                reasons: definition.reasons.iter().cloned().map(Name).collect(),
                short_start,
                short_end,
                long_start,
                long_end,
            }
        });
        definitions.collect::<Vec<_>>().show(py)
    }

    /// Mentions of short forms, with the senses that were considered.
    #[getter]
    fn abbreviations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let at = self.found.pairs();
        let mentions = self.found.abbreviations().occurrences.iter().map(|mention| {
            let (start, end) = at(mention.span);
            Abbreviation {
                start,
                end,
                short: self.found.read(mention.span).to_owned(),
                expansion: mention.expansion.as_ref().map(|long| long.to_string()),
                source: Name::of(mention.source.name()),
                candidates: mention.candidates.iter().map(candidate).collect(),
            }
        });
        mentions.collect::<Vec<_>>().show(py)
    }

    /// The text with its abbreviations written out: ``first`` mention, ``all``, or ``annotate`` as ``người lao động (NLĐ)``.
    #[pyo3(signature = (policy = "first"))]
    fn expand(&self, py: Python<'_>, policy: &str) -> PyResult<String> {
        let policy: Policy = names::policy(policy)?;
        Ok(py.detach(|| guard(|| self.found.expand(policy).into_owned()))?)
    }

    /// The JSON form, as the program prints it.
    #[pyo3(signature = (*, id = None, text = true, rules = None))]
    fn to_json(&self, py: Python<'_>, id: Option<&str>, text: bool, rules: Option<bool>) -> PyResult<String> {
        let rules = rules.unwrap_or(self.asked.analyzer.get().rules);
        py.detach(|| self.json(id, text, rules))
    }

    /// The JSON form as dictionaries and lists.
    #[pyo3(signature = (*, id = None, text = true, rules = None))]
    fn to_dict<'py>(
        &self,
        py: Python<'py>,
        id: Option<&str>,
        text: bool,
        rules: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let json = self.to_json(py, id, text, rules)?;
        py.import(intern!(py, "json"))?.call_method1(intern!(py, "loads"), (json,))
    }

    fn __iter__(slf: &Bound<'_, Self>) -> FactIterator {
        FactIterator::new(Arc::clone(&slf.get().found))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast_exact::<Self>() else { return false };
        let (this, that) = (&self.found, &other.get().found);
        self.asked.unit == other.get().asked.unit
            && this.text() == that.text()
            && this.markup() == that.markup()
            && this.facts().map(|fact| (*fact).clone()).eq(that.facts().map(|fact| (*fact).clone()))
            && this.structure() == that.structure()
            && this.sentences() == that.sentences()
            && this.changes().eq(that.changes())
            && this.abbreviations().definitions == that.abbreviations().definitions
            && this.abbreviations().occurrences == that.abbreviations().occurrences
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};

        let mut hasher = DefaultHasher::new();
        self.found.text().hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    /// A pickle holds the text and the settings; unpickling repeats the analysis, which is faster and smaller than storing thousands of objects.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let again = py.import("tinviet._types")?.getattr("_again")?;
        let reference = self.asked.how.reference.as_ref().map(names::written);
        let (analyzer, text) = (self.asked.analyzer.clone_ref(py), self.found.text());
        let arguments =
            (analyzer, text, reference, self.offsets(), self.asked.how.markup.name(), env!("CARGO_PKG_VERSION"));
        Ok((again, arguments.into_pyobject(py)?))
    }

    fn __repr__(&self) -> String {
        let mut start: String =
            self.found.text().chars().take(30).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if start.len() < self.found.text().len() {
            start.push('…');
        }
        let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        format!(
            "Analysis('{start}', {}, {}, {})",
            count(self.found.facts().len(), "fact"),
            count(self.found.abbreviations().occurrences.len(), "abbreviation"),
            count(self.found.sentences().len(), "sentence"),
        )
    }

    /// The text with its facts marked, for notebooks.
    fn _repr_html_(&self) -> String {
        html::marked(&self.found)
    }
}

fn candidate(candidate: &tinviet::abbreviation::Candidate) -> Candidate {
    Candidate {
        expansion: candidate.expansion.to_string(),
        source: Name::of(candidate.source.name()),
        score: candidate.score.into(),
        reasons: candidate
            .reasons
            .iter()
            .map(|reason| Reason { cue: reason.cue.to_string(), points: reason.points.into() })
            .collect(),
    }
}
