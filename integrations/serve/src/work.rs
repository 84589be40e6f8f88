//! Answers a request body. Runs on threads of its own, one for each concurrent request.

use std::cell::RefCell;

use serde_json::{Value, json, value::RawValue};
use tinviet::{Input, Markup, Page, Scratch, ViewOptions};

use crate::{
    fault::Fault,
    request::{Analyze, Batch, Date, Document, Expand, NoDate, Normalize, Object, One, reference_date},
};

/// A function from a body to its answer.
pub(crate) type Work = fn(&[u8], usize) -> Result<String, Fault>;

thread_local! {
    /// The memory that the analyses of a thread share.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

fn read<'b, T: serde::Deserialize<'b>>(body: &'b [u8]) -> Result<T, Fault> {
    let Object(body) = serde_json::from_slice(body).map_err(|error| Fault::body(error.to_string()))?;
    Ok(body)
}

impl<O, D> One<O, D> {
    fn split(self) -> (Document<D>, O) {
        (Document { text: self.text, id: self.id, reference_date: self.reference_date }, self.options.0)
    }
}

/// The answers to a batch; a document that fails is replaced by its error.
fn each<D>(
    documents: &[Object<Document<D>>],
    most: usize,
    one: impl Fn(&Document<D>) -> Result<String, Fault>,
) -> Result<String, Fault> {
    if documents.len() > most {
        let message = format!("documents: expected {most} at most, found {}", documents.len());
        return Err(Fault::new(axum::http::StatusCode::UNPROCESSABLE_ENTITY, "size", message));
    }
    let mut answers = Vec::with_capacity(documents.len());
    for Object(document) in documents {
        let answer = one(document).or_else(|fault| failed(document, &fault))?;
        answers.push(RawValue::from_string(answer).map_err(|error| Fault::internal(error.to_string()))?);
    }
    written(&json!({ "documents": answers }))
}

fn failed<D>(document: &Document<D>, fault: &Fault) -> Result<String, Fault> {
    let mut error = fault.json();
    error["id"] = json!(document.id);
    written(&error)
}

fn written(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::internal(error.to_string()))
}

fn analyzed(options: &Analyze) -> Result<impl Fn(&Document<Date>) -> Result<String, Fault> + use<'_>, Fault> {
    let (analyzer, offsets) = (options.analyzer()?, options.offsets()?);
    Ok(move |document: &Document<Date>| {
        let date = reference_date(document.reference_date.as_ref())?;
        let analysis = SCRATCH.with_borrow_mut(|scratch| {
            analyzer.analyze(Input::new(&document.text).reference_date(date).scratch(scratch))
        });
        let mut view = ViewOptions::new().offsets(offsets).rules(options.rules).text(options.with_text);
        if let Some(id) = &document.id {
            view = view.id(id);
        }
        written(&analysis.view(view))
    })
}

fn normalized(options: &Normalize) -> Result<impl Fn(&Document<NoDate>) -> Result<String, Fault>, Fault> {
    let (normalizer, markup) = (options.normalizer()?, options.markup()?);
    Ok(move |document: &Document<NoDate>| {
        let text = match markup {
            Markup::Plain => normalizer.normalize(&document.text).text.into_owned(),
            markup => normalizer.normalize_page(&Page::read(&document.text, markup)).text.into_owned(),
        };
        written(&named(document, text))
    })
}

fn expanded(options: &Expand) -> Result<impl Fn(&Document<NoDate>) -> Result<String, Fault>, Fault> {
    let (analyzer, policy) = (options.analyzer()?, options.policy()?);
    Ok(move |document: &Document<NoDate>| {
        let text = SCRATCH.with_borrow_mut(|scratch| {
            analyzer.analyze(Input::new(&document.text).scratch(scratch)).expand(policy).into_owned()
        });
        written(&named(document, text))
    })
}

fn named<D>(document: &Document<D>, text: String) -> Value {
    json!({ "id": document.id, "text": text })
}

pub(crate) fn analyze(body: &[u8], _: usize) -> Result<String, Fault> {
    let (document, options) = read::<One<Analyze, Date>>(body)?.split();
    analyzed(&options)?(&document)
}

pub(crate) fn analyze_batch(body: &[u8], most: usize) -> Result<String, Fault> {
    let batch: Batch<Analyze, Date> = read(body)?;
    each(&batch.documents, most, analyzed(&batch.options.0)?)
}

pub(crate) fn normalize(body: &[u8], _: usize) -> Result<String, Fault> {
    let (document, options) = read::<One<Normalize, NoDate>>(body)?.split();
    normalized(&options)?(&document)
}

pub(crate) fn normalize_batch(body: &[u8], most: usize) -> Result<String, Fault> {
    let batch: Batch<Normalize, NoDate> = read(body)?;
    each(&batch.documents, most, normalized(&batch.options.0)?)
}

pub(crate) fn expand(body: &[u8], _: usize) -> Result<String, Fault> {
    let (document, options) = read::<One<Expand, NoDate>>(body)?.split();
    expanded(&options)?(&document)
}

pub(crate) fn expand_batch(body: &[u8], most: usize) -> Result<String, Fault> {
    let batch: Batch<Expand, NoDate> = read(body)?;
    each(&batch.documents, most, expanded(&batch.options.0)?)
}
