//! Writes a text out with its abbreviations expanded.
//!
//! Works on the original: what is not written out stays byte for byte as it was. The short form inside its own definition is never
//! touched, so `người lao động (NLĐ)` does not become `người lao động (người lao động)`. Expanding a second time changes nothing: what
//! was written out is no short form any more, and a policy that writes out only the first mention passes over a short form whose
//! long form already stands before it.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use crate::{
    abbreviation::{Abbreviations, Definition, Occurrence},
    span::{OffsetMap, Span},
};

/// Which mentions are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Policy {
    /// The first mention of each short form, unless the text defines it.
    #[default]
    First,
    /// Every mention.
    All,
    /// The first mention, as `người lao động (NLĐ)`, unless the text defines it.
    Annotate,
}

/// Writes texts out by one policy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expander {
    policy: Policy,
}

/// A text written out, with the way back.
#[derive(Clone, Debug)]
pub struct Expanded<'t> {
    /// The text; borrowed where nothing was written out.
    pub text: Cow<'t, str>,
    /// Leads every byte back to the original.
    pub map: OffsetMap,
}

impl Expander {
    /// An expander for this policy.
    pub const fn new(policy: Policy) -> Self {
        Self { policy }
    }

    /// Writes `text` out; `abbreviations` are those of `text`, with spans into it. Linear.
    pub fn expand<'t>(&self, text: &'t str, abbreviations: &Abbreviations) -> Expanded<'t> {
        let mut out = String::new();
        let (mut map, mut from) = (OffsetMap::identity(), 0);
        let mut introduced = HashSet::new();
        let defined: HashMap<&str, &Definition> = if self.policy == Policy::All {
            HashMap::new()
        } else {
            abbreviations.definitions.iter().map(|definition| (definition.short.as_str(), definition)).collect()
        };
        let mut definitions = abbreviations.definitions.iter().peekable();
        for occurrence in &abbreviations.occurrences {
            while definitions.next_if(|definition| definition.short_span.end <= occurrence.span.start).is_some() {}
            let inside = definitions.peek().is_some_and(|definition| definition.short_span.overlaps(occurrence.span));
            let Some(long) = occurrence.expansion.as_deref().filter(|_| !inside) else { continue };
            let Some(short) = text.get(occurrence.span.range()) else { continue };
            if self.policy != Policy::All && (defined.contains_key(short) || !introduced.insert((short, long))) {
                continue;
            }
            let Some(written) = written(text, occurrence, long) else { continue };
            if self.policy != Policy::All && stands_before(text, &written, occurrence.span.start) {
                continue;
            }
            out.push_str(text.get(from..occurrence.span.start).unwrap_or_default());
            let start = out.len();
            out.push_str(&written);
            if self.policy == Policy::Annotate {
                out.push_str(" (");
                out.push_str(short);
                out.push(')');
            }
            map.push(occurrence.span, Span::new(start, out.len()), 0);
            from = occurrence.span.end;
        }
        if from == 0 {
            return Expanded { text: Cow::Borrowed(text), map };
        }
        out.push_str(text.get(from..).unwrap_or_default());
        Expanded { text: Cow::Owned(out), map }
    }
}

/// What is written in the place of a mention.
fn written(text: &str, occurrence: &Occurrence, long: &str) -> Option<String> {
    let _ = text;
    let mut letters = long.chars();
    let first = letters.next()?;
    Some(if occurrence.starts_sentence { first.to_uppercase().chain(letters).collect() } else { long.to_owned() })
}

/// Whether the long form already stands in the text before the mention.
fn stands_before(text: &str, written: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|before| before.contains(written))
}
