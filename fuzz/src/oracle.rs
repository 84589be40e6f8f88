//! The properties that must hold for every text.

use std::cell::RefCell;

use tinviet::{
    Analysis, Analyzer, Builder, Expander, Input, Kind, LineBreaks, Normalizer, Policy, Scratch, Span, Tokenized,
    Value,
    encoding::{self, Encoding},
    fact::time::{Edtf, ReferenceDate},
    normalize::{Entities, Fold, Form, IY, Mojibake, Punctuation, Spaces, ToneStyle, variant_key},
};
use unicode_normalization::UnicodeNormalization as _;

use super::{Verdict, draw::Draw, hold, pace, tables, text as texts};

/// How long a text is at most, about.
pub(super) const LONGEST: usize = 3000;

/// Kinds that share no number: `docs/facts.md#number`.
const AMOUNTS: [Kind; 9] = [
    Kind::Date,
    Kind::YearRange,
    Kind::DateRange,
    Kind::Percentage,
    Kind::Money,
    Kind::Duration,
    Kind::Quantity,
    Kind::Number,
    Kind::Ordinal,
];

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
    /// All kinds, with the reference date set by hand, so that no text decides it.
    pub(super) static ANALYZER: Analyzer = built(settings());
}

/// All kinds are asked for.
pub(super) fn built(settings: Builder) -> Analyzer {
    settings.kinds(Kind::ALL).build()
}

fn settings() -> Builder {
    Analyzer::builder().reference_date(reference_date())
}

/// With an analyzer that is told what else a whole document decides: how its lines end and whether a tokeniser has been through it.
fn apart<T>(law: impl FnOnce(&Analyzer) -> T) -> T {
    thread_local! {
        static APART: Analyzer = built(settings().line_breaks(LineBreaks::Hard).tokenized(Tokenized::No));
    }
    APART.with(law)
}

pub(super) fn reference_date() -> ReferenceDate {
    "2020-06-15".parse().expect("a date")
}

/// The value of a fact independent of its position: an event refers to its facts by index.
pub(super) fn plain(value: &Value) -> Value {
    let mut value = value.clone();
    if let Value::AwardEvent(event) = &mut value {
        event.facts.clear();
        event.awards.iter_mut().for_each(|award| award.fact = None);
    }
    value
}

pub(super) fn analyze(draw: &mut Draw<'_>) -> Verdict {
    ANALYZER.with(|analyzer| {
        if draw.one_in(3) {
            let paragraphs = [0; 3].map(|_| texts::paragraph(draw, 300));
            return apart(|analyzer| three_paragraphs(analyzer, paragraphs));
        }
        let text = texts::text(draw, LONGEST);
        pace::held(text.len(), || analyzer.analyze(&text))?;
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|_| draw.one_in(2)).collect();
        texts::smallest_fault(&text, |text| laws(&settings(), analyzer, text, &kinds))?;
        parallel(analyzer, &text, draw)
    })
}

/// The laws about facts, for this text and all kinds.
pub fn text(text: &str) -> Verdict {
    ANALYZER.with(|analyzer| laws(&settings(), analyzer, text, &Kind::ALL))
}

/// The laws about paragraphs, for these.
pub fn paragraphs(paragraphs: [&str; 3]) -> Verdict {
    apart(|analyzer| paragraphs_alone(analyzer, &paragraphs.map(str::to_owned)))
}

/// The laws about normalisation, with every set of options that the bytes choose.
pub fn normalizes(text: &str) -> Verdict {
    (0..400).try_for_each(|round| normalized(&any_normalizer(&mut Draw::new(&super::draw::bytes(round, 16))), text))
}

/// The laws about writing out, with the built-in dictionary.
pub fn expands(text: &str) -> Verdict {
    [Policy::First, Policy::All, Policy::Annotate]
        .into_iter()
        .try_for_each(|policy| expanded(&Expander::new(policy), text))
}

/// What holds of one text, read by an analyzer of these settings.
pub(super) fn laws(settings: &Builder, analyzer: &Analyzer, text: &str, kinds: &[Kind]) -> Verdict {
    let analysis = analyzer.analyze(text);
    facts(&analysis)?;
    parts(&analysis)?;
    #[cfg(fuzzing)]
    steps(analyzer, text)?;
    let warm = SCRATCH.with_borrow_mut(|scratch| same(&analysis, &analyzer.analyze(Input::new(text).scratch(scratch))));
    warm.map_err(|fault| format!("one scratch: {fault}"))?;
    forms(analyzer, text)?;
    fewer_kinds(settings, &analysis, kinds).map_err(|fault| format!("fewer kinds: {fault}"))
}

/// The steps that a token may cost, as the library's own tests have it.
#[cfg(fuzzing)]
fn steps(analyzer: &Analyzer, text: &str) -> Verdict {
    let tokens = tinviet::segment::Document::new(text).tokens().len().max(64) as u64;
    let steps = tinviet::steps::steps_of(|| analyzer.analyze(text));
    hold!(steps <= tinviet::steps::MOST * tokens, "{steps} steps for {tokens} tokens");
    Ok(())
}

/// Spans, cores, order and overlaps of the facts.
fn facts(analysis: &Analysis<'_>) -> Verdict {
    let text = analysis.text();
    let mut last = (0, usize::MAX);
    let mut ends = [0; Kind::ALL.len()];
    let mut taken = (0, Kind::Number, String::new());
    for fact in analysis.facts() {
        let (span, core, kind) = (fact.span(), fact.core(), fact.kind());
        let here = text.get(span.range()).ok_or_else(|| format!("{span:?} inside a character"))?;
        hold!(!here.is_empty() && here.trim() == here, "{kind:?} {here:?} has white space at an end");
        hold!(fact.text() == here, "{kind:?} says {:?} and stands at {here:?}", fact.text());
        hold!(
            text.get(core.range()).is_some() && span.contains(core) && !core.is_empty(),
            "core {core:?} of {kind:?} {here:?}"
        );
        let order = (span.start, usize::MAX - span.end);
        hold!(
            last.0 < order.0 || last.0 == order.0 && (last.1 <= order.1 || last.1 == usize::MAX),
            "order at {kind:?} {here:?}"
        );
        last = order;
        let end = &mut ends[kind as usize];
        hold!(*end <= span.start, "two of {kind:?} share {here:?}");
        *end = span.end;
        if AMOUNTS.contains(&kind) {
            // `3 ngày trước` is a date next to a reference date, and its `3 ngày` a duration.
            let is_reckoned =
                matches!(taken.1, Kind::Date | Kind::DateRange) && kind == Kind::Duration && span.end <= taken.0;
            hold!(taken.0 <= span.start || is_reckoned, "{kind:?} {here:?} shares its number with {}", taken.2);
            taken = (taken.0.max(span.end), kind, format!("{kind:?} {here:?}"));
        }
    }
    Ok(())
}

/// Sentences, abbreviations, changes and the parts of the article.
fn parts(analysis: &Analysis<'_>) -> Verdict {
    let text = analysis.text();
    let row = |name: &str, spans: &mut dyn Iterator<Item = Span>| {
        let mut end = 0;
        for span in spans {
            hold!(span.start >= end && text.get(span.range()).is_some(), "{name} {span:?} after {end}");
            end = span.end;
        }
        Ok(())
    };
    row("sentence", &mut analysis.sentences().iter().copied())?;
    row("mention", &mut analysis.abbreviations().occurrences.iter().map(|found| found.span))?;
    row("change", &mut analysis.changes().map(|change| change.span))?;
    for definition in &analysis.abbreviations().definitions {
        for span in [definition.short_span, definition.long_span] {
            hold!(text.get(span.range()).is_some_and(|text| !text.is_empty()), "definition {span:?}");
        }
    }
    let structure = analysis.structure();
    let ends = structure.byline.iter().chain(&structure.dateline).chain(&structure.boilerplate);
    let spans = structure.title.iter().chain(&structure.captions).chain(&structure.body).chain(ends);
    for span in spans {
        hold!(text.get(span.range()).is_some(), "part {span:?}");
    }
    Ok(())
}

/// Whether two analyses are equal.
fn same(one: &Analysis<'_>, other: &Analysis<'_>) -> Verdict {
    let mut others = other.facts();
    for fact in one.facts() {
        let twin = others.next();
        hold!(twin.is_some_and(|twin| *twin == *fact), "{:?} {:?}", fact.kind(), fact.text());
    }
    hold!(others.next().is_none(), "a fact more");
    let (one, other) = (one.abbreviations(), other.abbreviations());
    hold!(one.definitions == other.definitions && one.occurrences == other.occurrences, "abbreviations");
    Ok(())
}

/// NFC, NFD and CRLF give equal values.
fn forms(analyzer: &Analyzer, text: &str) -> Verdict {
    let values = |text: &str| -> Vec<(Kind, String, Value)> {
        let analysis = analyzer.analyze(text);
        analysis
            .facts()
            .map(|fact| (fact.kind(), fact.text().nfc().collect::<String>().replace("\r\n", "\n"), plain(fact.value())))
            .collect()
    };
    let lines = text.replace('\r', "");
    let composed: String = lines.nfc().collect();
    let want = values(&composed);
    let breaks = composed.replace('\n', "\r\n");
    for (name, form) in [("NFD", composed.nfd().collect::<String>()), ("CRLF", breaks)] {
        let have = values(&form);
        let first = want.iter().zip(&have).find(|(want, have)| want != have);
        hold!(
            want.len() == have.len() && first.is_none(),
            "{name}: {} facts, {} in NFC, first {first:?}",
            have.len(),
            want.len()
        );
    }
    Ok(())
}

/// Requesting other kinds changes no fact.
fn fewer_kinds(settings: &Builder, all: &Analysis<'_>, kinds: &[Kind]) -> Verdict {
    let analyzer = settings.clone().kinds(kinds.iter().copied()).build();
    let analysis = analyzer.analyze(all.text());
    let mut fewer = analysis.facts();
    for fact in all.facts().filter(|fact| kinds.contains(&fact.kind())) {
        let found = fewer.next();
        let equal = |found: &tinviet::Fact| {
            found.span() == fact.span() && found.core() == fact.core() && plain(found.value()) == plain(fact.value())
        };
        hold!(
            found.is_some_and(|found| equal(&found)),
            "{:?} {:?} of {kinds:?}, {:?}",
            fact.kind(),
            fact.text(),
            found.map(|found| found.text())
        );
    }
    hold!(fewer.next().is_none(), "a fact more of {kinds:?}");
    Ok(())
}

#[cfg(feature = "parallel")]
fn parallel(analyzer: &Analyzer, text: &str, draw: &mut Draw<'_>) -> Verdict {
    if !draw.one_in(16) {
        return Ok(());
    }
    let texts: Vec<&str> = text.split('\n').collect();
    for (text, analysis) in texts.iter().zip(analyzer.analyze_all(&texts)) {
        same(&analyzer.analyze(text), &analysis).map_err(|fault| format!("parallel: {fault} in {text:?}"))?;
    }
    Ok(())
}

#[cfg(not(feature = "parallel"))]
fn parallel(_: &Analyzer, _: &str, _: &mut Draw<'_>) -> Verdict {
    Ok(())
}

/// Between blank lines amounts and times have the values that they have alone. A date without its year may take it from the text before.
fn paragraphs_alone(analyzer: &Analyzer, paragraphs: &[String; 3]) -> Verdict {
    let whole = paragraphs.join("\n\n");
    let analysis = analyzer.analyze(&whole);
    facts(&analysis)?;
    let mut start = 0;
    for paragraph in paragraphs {
        let inside = Span::new(start, start + paragraph.len());
        let amounts = |analysis: &Analysis<'_>, inside: Span| -> Vec<(Kind, String, Span, Option<Value>)> {
            let facts = analysis.facts().filter(|fact| inside.contains(fact.span()) && AMOUNTS.contains(&fact.kind()));
            facts
                .map(|fact| {
                    let value = (!matches!(fact.value(), Value::Time(_)) || names_year(fact.text()))
                        .then(|| fact.value().clone());
                    let core = Span::new(fact.core().start - inside.start, fact.core().end - inside.start);
                    (fact.kind(), fact.text().to_owned(), core, value)
                })
                .collect()
        };
        let alone = analyzer.analyze(paragraph);
        let (want, have) = (amounts(&alone, Span::new(0, paragraph.len())), amounts(&analysis, inside));
        if let Some(at) = (0..want.len().max(have.len())).find(|&at| want.get(at) != have.get(at)) {
            return Err(format!("paragraph alone {:?}, here {:?}", want.get(at), have.get(at)));
        }
        start = inside.end + 2;
    }
    Ok(())
}

fn names_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// Three paragraphs, each alone and all in one text.
pub(super) fn three_paragraphs(analyzer: &Analyzer, paragraphs: [String; 3]) -> Verdict {
    paragraphs_alone(analyzer, &paragraphs).map_err(|_| smaller_paragraphs(analyzer, paragraphs))
}

/// The failure for the smallest paragraphs that show one.
fn smaller_paragraphs(analyzer: &Analyzer, mut paragraphs: [String; 3]) -> String {
    for _ in 0..2 {
        for place in 0..3 {
            let text = paragraphs[place].clone();
            paragraphs[place] = texts::smallest(&text, |text| {
                let mut tried = paragraphs.clone();
                tried[place] = text.to_owned();
                paragraphs_alone(analyzer, &tried).is_err()
            });
        }
    }
    format!("{}: {paragraphs:?}", paragraphs_alone(analyzer, &paragraphs).err().unwrap_or_default())
}

pub(super) fn normalize(draw: &mut Draw<'_>) -> Verdict {
    let normalizer = any_normalizer(draw);
    let text = texts::text(draw, LONGEST);
    pace::held(text.len(), || normalizer.normalize(&text))?;
    texts::smallest_fault(&text, |text| normalized(&normalizer, text))
        .map_err(|fault| format!("{fault} with {normalizer:?}"))
}

fn normalized(normalizer: &Normalizer, text: &str) -> Verdict {
    let once = normalizer.normalize(text);
    let twice = normalizer.normalize(&once.text);
    hold!(twice.text == once.text, "twice {:?}, once {:?}", twice.text, once.text);
    // Applying the changes to the old text gives the new one.
    let (mut made, mut copied) = (String::new(), 0);
    for change in once.changes() {
        made.push_str(text.get(copied..change.span.start).ok_or_else(|| format!("change {change:?}"))?);
        made.push_str(&change.replacement);
        copied = change.span.end;
    }
    made.push_str(text.get(copied..).unwrap_or_default());
    hold!(made == once.text, "changes make {made:?}, not {:?}", once.text);
    let whole = once.map.source(Span::new(0, once.text.len()));
    hold!(text.get(whole.range()).is_some(), "whole {whole:?}");
    let key = variant_key(text);
    hold!(variant_key(&key) == key, "key {key:?}, again {:?}", variant_key(&key));
    Ok(())
}

fn any_normalizer(draw: &mut Draw<'_>) -> Normalizer {
    let mut out = Normalizer::new()
        .tone_style(draw.pick(&[ToneStyle::FirstVowel, ToneStyle::SecondVowel, ToneStyle::Preserve]))
        .i_y(draw.pick(&[IY::Keep, IY::Y, IY::I]));
    if draw.one_in(3) {
        out = out.form(Form::Nfd);
    }
    if draw.one_in(2) {
        out = out.entities(Entities::Letters);
    }
    if draw.one_in(2) {
        out = out.mojibake(Mojibake::Repair);
    }
    if draw.one_in(3) {
        out = out.spaces(Spaces::Ascii);
    }
    if draw.one_in(3) {
        out = out.punctuation(Punctuation::Ascii);
    }
    if draw.one_in(4) {
        out = out.fold(Fold::Ascii);
    }
    out
}

const PAGES: [Encoding; 11] = [
    Encoding::Utf8,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viqr,
    Encoding::ViqrStar,
    Encoding::Viscii,
    Encoding::Windows1258,
    Encoding::Vps,
    Encoding::Windows1252,
];

pub(super) fn decode(draw: &mut Draw<'_>) -> Verdict {
    let page = draw.pick(&PAGES);
    if draw.one_in(2) {
        let text = texts::text(draw, LONGEST);
        let Ok(bytes) = encoding::encode(&text, page) else { return Ok(()) };
        let read = encoding::decode(&bytes, page)
            .map_err(|error| format!("{page:?} writes {text:?} and cannot read it: {error}"))?;
        let same =
            read.text.nfc().eq(text.strip_prefix('\u{FEFF}').unwrap_or(&text).nfc()) || read.text.nfc().eq(text.nfc());
        hold!(same, "{page:?} makes {:?} of {text:?}", read.text);
        return Ok(());
    }
    let bytes = draw.rest();
    let Ok(read) = encoding::decode(bytes, page) else { return Ok(()) };
    // Every letter maps back to existing bytes, in order.
    let mut last = 0;
    for (at, letter) in read.text.char_indices() {
        let source = read.source(at..at + letter.len_utf8());
        hold!(last <= source.start && source.end <= bytes.len(), "{letter:?} of {bytes:X?} leads to {source:?}");
        last = source.start;
    }
    Ok(())
}

pub(super) fn detect(draw: &mut Draw<'_>) -> Verdict {
    let own = draw.one_in(2);
    let bytes = if own {
        let page = draw.pick(&PAGES);
        let text = texts::text(draw, LONGEST);
        let Ok(bytes) = encoding::encode(&text, page) else { return Ok(()) };
        bytes
    } else {
        draw.rest().to_vec()
    };
    pace::held(bytes.len(), || encoding::detect(&bytes))?;
    let found = encoding::detect(&bytes);
    hold!((0.0..=1.0).contains(&found.confidence), "{found:?}");
    if let Err(error) = encoding::decode(&bytes, found.encoding) {
        return Err(format!("{found:?}, but {error}: {bytes:X?}"));
    }
    Ok(())
}

pub(super) fn expand(draw: &mut Draw<'_>) -> Verdict {
    let dictionary = tables::any_dictionary(draw);
    let text = texts::text(draw, LONGEST);
    for policy in [Policy::First, Policy::All, Policy::Annotate] {
        let expander = Expander::new(policy).dictionary(dictionary.clone());
        pace::held(text.len(), || expander.expand(&text))?;
        texts::smallest_fault(&text, |text| expanded(&expander, text))
            .map_err(|fault| format!("{policy:?}: {fault}"))?;
    }
    Ok(())
}

fn expanded(expander: &Expander, text: &str) -> Verdict {
    let once = expander.expand(text);
    let whole = once.map.source(Span::new(0, once.text.len()));
    hold!(whole == Span::new(0, text.len()), "whole {whole:?}");
    let twice = expander.expand(&once.text);
    hold!(twice.text == once.text, "twice {:?}, once {:?}", twice.text, once.text);
    Ok(())
}

pub(super) fn edtf(draw: &mut Draw<'_>) -> Verdict {
    const PARTS: &[&str] = &[
        "2020", "-", "02", "29", "XX", "X", "/", "..", "T", ":", "30", "~", "?", "%", "Y", "0000", "9999", "-06", "34",
        "24", "60", "19XX", "199X", "Z", "1", " ",
    ];
    let text: String = (0..=draw.below(9)).map(|_| draw.pick(PARTS)).collect();
    let Ok(read) = text.parse::<Edtf>() else { return Ok(()) };
    let written = read.to_string();
    let again: Edtf = written.parse().map_err(|error| format!("{text:?} is written {written:?}: {error}"))?;
    hold!(again == read, "{text:?} is written {written:?}, which is {again:?}");
    let (earliest, latest) = (read.earliest(), read.latest());
    let rises = earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest);
    // An interval may be written backwards.
    hold!(rises || read.is_interval(), "{text:?} from {earliest:?} to {latest:?}");
    if let Some(day) = read.day() {
        hold!(earliest == Some(day) && latest == Some(day), "{text:?} is {day}, from {earliest:?} to {latest:?}");
    }
    read.to_timex3();
    Ok(())
}
