//! The lists next to the text: what each fact says, and what each short form means.

use std::{
    collections::{HashMap, hash_map::Entry as Slot},
    fmt,
    io::{self, Write},
};

use tinviet::{
    Analysis, Span, Value,
    abbreviation::{Definition, Occurrence, Source},
};

use super::kinds;
use crate::page::{self, Lang, escape};

/// A prefix for the element ids of a document that no other document shares.
pub(super) struct Ids(u64);

impl Ids {
    /// From the document's location: FNV-1a, shortened for readability.
    pub(super) fn new(place: &str) -> Self {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(place.bytes().fold(0xcbf2_9ce4_8422_2325, hash) & 0xFFFF_FFFF_FFFF)
    }
}

impl fmt::Display for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{:x}", self.0)
    }
}

/// A short form with one meaning, and its mentions.
pub(super) struct Entry<'a> {
    pub(super) short: &'a str,
    /// The first mention; all have the same meaning.
    pub(super) first: &'a Occurrence,
    /// With their index among all mentions of the document.
    pub(super) mentions: Vec<(usize, Span)>,
    /// The long forms that the text defines it by.
    pub(super) definitions: Vec<Span>,
    pub(super) defined: Option<&'a Definition>,
}

/// The short forms that mean something, in the order of the text.
pub(super) fn entries<'a>(analysis: &'a Analysis<'_>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut places: HashMap<_, usize> = HashMap::new();
    let all = analysis.abbreviations();
    let means = |one: &&Occurrence| one.expansion.is_some() || one.source == Source::Ambiguous;
    for (number, mention) in all.occurrences.iter().enumerate().filter(|(_, one)| means(one)) {
        let short = analysis.read(mention.span);
        match places.entry((short, mention.expansion.as_deref(), mention.source)) {
            Slot::Occupied(place) => {
                let entry = entries.get_mut(*place.get());
                entry.into_iter().for_each(|entry| entry.mentions.push((number, mention.span)));
            }
            Slot::Vacant(place) => {
                place.insert(entries.len());
                let mentions = vec![(number, mention.span)];
                entries.push(Entry { short, first: mention, mentions, definitions: Vec::new(), defined: None });
            }
        }
    }
    let mut defined: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.first.source == Source::Definition) {
        defined.entry(entry.short).or_default().push(place);
    }
    for definition in &all.definitions {
        let Some(places) = defined.get(&*definition.short) else { continue };
        // A short form that is defined twice has two meanings; its letter case may have been corrected.
        let long = definition.long.to_lowercase();
        let same = |place: &&usize| {
            let meaning = entries.get(**place).and_then(|entry| entry.first.expansion.as_deref());
            meaning.is_some_and(|meaning| meaning.to_lowercase() == long)
        };
        let place = places.iter().find(same).or(places.first()).copied();
        if let Some(entry) = place.and_then(|place| entries.get_mut(place)) {
            entry.definitions.push(definition.long_span);
            entry.defined = entry.defined.or(Some(definition));
        }
    }
    entries
}

/// Each fact in one line, for screen readers.
pub(super) fn labels(analysis: &Analysis<'_>, lang: Lang) -> Vec<String> {
    analysis
        .facts()
        .map(|fact| format!("{}, {}", lang.word(fact.kind_name()), page::words(fact.value(), fact.text(), lang)))
        .collect()
}

/// The facts in their order.
pub(super) fn facts(
    analysis: &Analysis<'_>,
    shown: &[bool],
    ids: &Ids,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    if analysis.facts().len() == 0 {
        return Ok(());
    }
    writeln!(out, "<h2>{}</h2>\n<ol class=\"facts\">", lang.word("page.facts"))?;
    for (index, fact) in analysis.facts().enumerate() {
        let (number, name) = (index + 1, fact.kind_name());
        write!(out, "<li id=\"{ids}-f{number}\"{}><p>", kinds::attributes("entry ", name, ""))?;
        match shown.get(index) {
            Some(true) => {
                let back = lang.word("page.in_text");
                write!(
                    out,
                    "<a class=\"num\" href=\"#{ids}-m{number}\" aria-label=\"{number}, {back}\">{number}</a> "
                )?;
            }
            _ => write!(out, "<span class=\"num\">{number}</span> ")?,
        }
        write!(out, "<b>{}</b> ", lang.word(name))?;
        match fact.value() {
            Value::AwardEvent(event) => {
                let negated = if event.negated { lang.word("page.negated") } else { "".into() };
                write!(out, "<span class=\"says\">{negated}</span></p><dl class=\"parts\">")?;
                for (name, said) in page::parts(event, lang) {
                    write!(out, "<div><dt>{}</dt><dd lang=\"vi\">{}</dd></div>", lang.word(name), escape(&said))?;
                }
                write!(out, "</dl>")?;
            }
            value => {
                let words = page::words(value, fact.text(), lang);
                write!(out, "<span class=\"says\">{}</span></p>", escape(&words))?;
                // A value that repeats the text is shown once.
                if words.replace('\u{A0}', "").to_lowercase() != fact.text().to_lowercase() {
                    write!(out, "<q lang=\"vi\">{}</q>", escape(fact.text()))?;
                }
            }
        }
        write!(out, "<dl class=\"more\">")?;
        if let Value::AwardEvent(event) = fact.value()
            && !event.facts.is_empty()
        {
            let links = event.facts.iter().map(|fact| format!("<a href=\"#{ids}-f{0}\">{0}</a>", fact + 1));
            pair("page.holds", &links.collect::<Vec<_>>().join(" "), lang, out)?;
        }
        let core = escape(analysis.read(fact.core()));
        pair("page.core", &format!("<span lang=\"vi\">{core}</span>"), lang, out)?;
        pair("page.code", &format!("<code>{}</code>", escape(&page::code(fact.value()))), lang, out)?;
        pair("page.rule", &format!("<code>{}</code>", escape(fact.rule())), lang, out)?;
        let Span { start, end, .. } = fact.span();
        pair("page.place", &format!("{start}–{end} {}", lang.word("page.bytes")), lang, out)?;
        writeln!(out, "</dl></li>")?;
    }
    writeln!(out, "</ol>")
}

fn pair(name: &str, value: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", lang.word(name))
}

/// More mentions of one short form than this are no use to a reader.
const PLACES: usize = 24;

/// The short forms with their meanings.
pub(super) fn abbreviations(entries: &[Entry<'_>], ids: &Ids, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>{}</h2>\n<ol class=\"short-forms\">", lang.word("page.abbreviations"))?;
    for (index, entry) in entries.iter().enumerate() {
        write!(out, "<li id=\"{ids}-a{}\" class=\"entry abbreviation\">", index + 1)?;
        write!(out, "<p><b lang=\"vi\">{}</b> ", escape(entry.short))?;
        if let Some(long) = &entry.first.expansion {
            write!(out, "<span class=\"says\" lang=\"vi\">{}</span>", escape(long))?;
        }
        write!(out, "</p><p class=\"source\">{}</p>", lang.word(entry.first.source.name()))?;
        candidates(entry, lang, out)?;
        write!(out, "<dl class=\"more\">")?;
        if let Some(defined) = entry.defined {
            let sure = page::number(&format!("{:.2}", defined.confidence), lang);
            let why = defined.reasons.join(", ");
            pair("page.confidence", &escape(&format!("{sure} ({why})")), lang, out)?;
        }
        write!(out, "</dl><p class=\"mentions\">{}:", lang.word("page.mentions"))?;
        for (place, (number, _)) in entry.mentions.iter().take(PLACES).enumerate() {
            write!(out, " <a href=\"#{ids}-o{number}\">{}</a>", place + 1)?;
        }
        match entry.mentions.len().saturating_sub(PLACES) {
            0 => {}
            rest => write!(out, " +{rest}")?,
        }
        writeln!(out, "</p></li>")?;
    }
    writeln!(out, "</ol>")
}

/// The senses that were weighed, with what spoke for each.
fn candidates(entry: &Entry<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    // A single candidate is no choice.
    if entry.first.candidates.len() < 2 {
        return Ok(());
    }
    write!(out, "<p class=\"weighed\">{}:</p><ul>", lang.word("page.candidates"))?;
    for candidate in entry.first.candidates.iter() {
        let is_chosen = entry.first.expansion.as_deref() == Some(&*candidate.expansion);
        let chosen = if is_chosen { format!(" <em>{}</em>", lang.word("page.chosen")) } else { String::new() };
        let points = format!("{} {}", candidate.score, lang.word("page.points"));
        write!(out, "<li><span lang=\"vi\">{}</span>{chosen}: {points}", escape(&candidate.expansion))?;
        let cues = candidate.reasons.iter().map(|reason| format!("{} {:+}", &*reason.cue, reason.points));
        match cues.collect::<Vec<_>>().join(", ") {
            cues if cues.is_empty() => write!(out, " <small>({})</small></li>", lang.word("page.no_cue"))?,
            cues => write!(out, " <small lang=\"vi\">({})</small></li>", escape(&cues))?,
        }
    }
    write!(out, "</ul>")
}
