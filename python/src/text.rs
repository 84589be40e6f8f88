//! The layers below facts: spelling, syllables, encodings.

use pyo3::{
    prelude::*,
    types::{PyBytes, PyTuple},
};
use tinviet::{
    Markup, Normalizer, OffsetIndex, Page,
    encoding::{self, Encoding},
    normalize::{Change as Changed, Fold, Mojibake},
    syllable,
};

use crate::{
    error::{Failure, guard, text_of},
    field::{Name, Shown as _},
    found::Change,
    names,
    record::records,
};

records! {
    /// A text in canonical spelling, with its changes.
    Normalized(text, changes) { text: String, changes: Vec<Change>, }
    /// The encoding of some bytes, and the confidence in it, from 0 to 1.
    Detection(encoding, confidence) { encoding: Name, confidence: f32, }
    /// A word split into its parts; they are ``None`` if it is not a Vietnamese syllable.
    Syllable(text, start, end, valid, onset=None, medial=None, nucleus=None, coda=None, tone=None) {
        text: String, start: usize, end: usize, valid: bool,
        onset: Option<Name>, medial: Option<Name>, nucleus: Option<Name>, coda: Option<Name>, tone: Option<Name>,
    }
}

/// The settings of `normalize`, by their names.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Spelling {
    tone_style: String,
    form: String,
    spaces: String,
    punctuation: String,
    i_y: String,
    entities: String,
    mojibake: String,
    markup: String,
    offsets: String,
}

impl Spelling {
    fn normalizer(&self) -> Result<Normalizer, Failure> {
        Ok(Normalizer::new()
            .tone_style(names::tone_style(&self.tone_style)?)
            .form(names::form(&self.form)?)
            .spaces(names::spaces(&self.spaces)?)
            .punctuation(names::punctuation(&self.punctuation)?)
            .i_y(names::i_y(&self.i_y)?)
            .entities(names::entities(&self.entities)?)
            .mojibake(names::mojibake(&self.mojibake)?))
    }
}

/// The text in canonical spelling.
#[pyfunction]
fn normalize(py: Python<'_>, text: &Bound<'_, PyAny>, spelling: Spelling) -> PyResult<String> {
    let (normalizer, markup, text) = (spelling.normalizer()?, names::markup(&spelling.markup)?, text_of(text)?);
    Ok(py.detach(|| {
        guard(|| match markup {
            Markup::Plain => normalizer.normalize(text).text.into_owned(),
            markup => normalizer.normalize_page(&Page::read(text, markup)).text.into_owned(),
        })
    })?)
}

/// The same with its changes, as offsets into the original text.
#[pyfunction]
fn normalize_changes(py: Python<'_>, text: &Bound<'_, PyAny>, spelling: Spelling) -> PyResult<Normalized> {
    let (normalizer, markup, text) = (spelling.normalizer()?, names::markup(&spelling.markup)?, text_of(text)?);
    let unit = names::unit(&spelling.offsets)?;
    Ok(py.detach(|| {
        guard(|| {
            let offsets = OffsetIndex::new(text, unit);
            let change = |change: Changed<'_>, span: tinviet::Span| Change {
                start: offsets.get(span.start),
                end: offsets.get(span.end),
                replacement: change.replacement.into_owned(),
                reason: names::reason(change.reason),
            };
            if markup == Markup::Plain {
                let normalized = normalizer.normalize(text);
                let changes = normalized
                    .changes()
                    .map(|found| {
                        let span = found.span;
                        change(found, span)
                    })
                    .collect();
                return Normalized { text: normalized.text.into_owned(), changes };
            }
            let page = Page::read(text, markup);
            let read = normalizer.normalize(page.text());
            let changes = read
                .changes()
                .map(|found| {
                    let span = page.map().source(found.span);
                    change(found, span)
                })
                .collect();
            Normalized { text: normalizer.normalize_page(&page).text.into_owned(), changes }
        })
    })?)
}

/// The text in ASCII letters: ``đường`` becomes ``duong``.
#[pyfunction]
fn fold(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = text_of(text)?;
    Ok(py.detach(|| guard(|| Normalizer::new().fold(Fold::Ascii).normalize(text).text.into_owned()))?)
}

/// A key that all spellings of a word share, and that no other word has.
#[pyfunction]
fn variant_key(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = text_of(text)?;
    Ok(py.detach(|| guard(|| tinviet::normalize::variant_key(text)))?)
}

/// The text with mojibake repaired: lines of UTF-8 that were decoded as another encoding.
#[pyfunction]
fn fix_mojibake(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = text_of(text)?;
    let normalizer = Normalizer::new().mojibake(Mojibake::Repair).tone_style(tinviet::ToneStyle::Preserve);
    Ok(py.detach(|| guard(|| normalizer.normalize(text).text.into_owned()))?)
}

/// The words of a text, each split into its parts.
#[pyfunction]
#[pyo3(signature = (text, *, offsets = "chars"))]
fn syllables<'py>(text: &Bound<'py, PyAny>, offsets: &str) -> PyResult<Bound<'py, PyTuple>> {
    let (py, unit, text) = (text.py(), names::unit(offsets)?, text_of(text)?);
    let words = guard(|| {
        let offsets = OffsetIndex::new(text, unit);
        let part = |part: &'static str| Some(Name::of(part));
        let word = |word: syllable::Word<'_>| {
            let found = word.syllable();
            Syllable {
                text: word.text.to_owned(),
                start: offsets.get(word.span.start),
                end: offsets.get(word.span.end),
                valid: found.is_some(),
                onset: found.and_then(|found| part(found.onset())),
                medial: found.and_then(|found| part(found.medial())),
                nucleus: found.and_then(|found| part(found.nucleus())),
                coda: found.and_then(|found| part(found.coda())),
                tone: found.and_then(|found| part(tone(found.tone()))),
            }
        };
        syllable::words(text).map(word).collect::<Vec<_>>()
    })?;
    Ok(words.show(py)?.cast_into()?)
}

const fn tone(tone: syllable::Tone) -> &'static str {
    use syllable::Tone::{Acute, DotBelow, Grave, Hook, Level, Tilde};
    match tone {
        Level => "level",
        Grave => "grave",
        Acute => "acute",
        Hook => "hook",
        Tilde => "tilde",
        DotBelow => "dot_below",
    }
}

/// The encoding of some bytes.
#[pyfunction]
fn detect(py: Python<'_>, data: &[u8]) -> PyResult<Detection> {
    let found = py.detach(|| guard(|| encoding::detect(data)))?;
    Ok(Detection { encoding: Name::of(found.encoding.name()), confidence: found.confidence })
}

/// Bytes as text: ``auto`` detects the encoding, and also converts lines that were pasted from an old font.
#[pyfunction]
#[pyo3(signature = (data, encoding = "auto"))]
fn decode(py: Python<'_>, data: &[u8], encoding: &str) -> PyResult<String> {
    let named: Option<Encoding> = if encoding == "auto" { None } else { Some(names::encoding(encoding)?) };
    let decoded = py.detach(|| {
        guard(|| match named {
            Some(encoding) => encoding::decode(data, encoding).map(|decoded| decoded.text.into_owned()),
            None => encoding::decode_auto(data).map(|(decoded, _)| decoded.text.into_owned()),
        })
    })?;
    Ok(decoded.map_err(Failure::from)?)
}

/// Text as bytes of an encoding; decoding them gives the text in NFC.
#[pyfunction]
fn encode<'py>(text: &Bound<'py, PyAny>, encoding: &str) -> PyResult<Bound<'py, PyBytes>> {
    let (py, named, text) = (text.py(), names::encoding(encoding)?, text_of(text)?);
    let bytes = py.detach(|| guard(|| encoding::encode(text, named)))?.map_err(Failure::from)?;
    Ok(PyBytes::new(py, &bytes))
}

/// The JSON Schema of the JSON form, as text.
#[pyfunction]
fn schema_json() -> PyResult<String> {
    let schema = guard(tinviet::schema)?;
    Ok(serde_json::to_string(&schema).map_err(|error| Failure::new("internal", error.to_string()))?)
}

/// The first and last civil day of an expression in EDTF, as text, each if it is known.
#[pyfunction]
fn edtf_bounds(text: &str) -> PyResult<(Option<String>, Option<String>)> {
    let edtf: tinviet::fact::time::Edtf = text.parse().map_err(Failure::from)?;
    Ok((edtf.earliest().map(|day| day.to_string()), edtf.latest().map(|day| day.to_string())))
}

/// Panics, which no input does, so that tests can check how a panic is reported.
#[pyfunction]
fn _fail() -> PyResult<()> {
    Ok(guard(|| panic!("asked to"))?)
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add(module)?;
    module.add_function(wrap_pyfunction!(normalize, module)?)?;
    module.add_function(wrap_pyfunction!(normalize_changes, module)?)?;
    module.add_function(wrap_pyfunction!(fold, module)?)?;
    module.add_function(wrap_pyfunction!(variant_key, module)?)?;
    module.add_function(wrap_pyfunction!(fix_mojibake, module)?)?;
    module.add_function(wrap_pyfunction!(syllables, module)?)?;
    module.add_function(wrap_pyfunction!(detect, module)?)?;
    module.add_function(wrap_pyfunction!(decode, module)?)?;
    module.add_function(wrap_pyfunction!(encode, module)?)?;
    module.add_function(wrap_pyfunction!(schema_json, module)?)?;
    module.add_function(wrap_pyfunction!(edtf_bounds, module)?)?;
    module.add_function(wrap_pyfunction!(_fail, module)?)
}
