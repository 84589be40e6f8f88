//! Says what each mention means in this document, and why.

use crate::{
    abbreviation::{
        Candidate, Occurrence, Source,
        definition::Definitions,
        mention::{Mention, What},
    },
    lexicon::Sense,
    segment::Document,
};

/// The least score of a sense that is taken.
const ENOUGH: i16 = 2;
/// How far the best sense must lead.
const LEAD: i16 = 2;

/// Resolves the mentions.
pub(super) fn resolve(doc: &Document<'_>, definitions: &Definitions, mentions: &[Mention<'_>]) -> Vec<Occurrence> {
    mentions
        .iter()
        .map(|mention| {
            let (expansion, source, candidates) = match &mention.what {
                What::Defined(_) => {
                    let long =
                        definitions.at(mention.hash, mention.tokens.start).map(|definition| definition.long.clone());
                    (long, Source::Definition, Vec::new())
                }
                What::Known(known) => {
                    let source = if known.user { Source::User } else { Source::Dictionary };
                    let (best, candidates) = weigh(known.senses, source);
                    match best {
                        Some(sense) => (Some(sense.long.clone()), source, candidates),
                        None => (None, Source::Ambiguous, candidates),
                    }
                }
                What::Unknown => (None, Source::Unknown, Vec::new()),
                What::Protected => (None, Source::Protected, Vec::new()),
            };
            Occurrence {
                span: doc.span_of(mention.tokens.clone()),
                expansion,
                source,
                candidates,
                tokens: mention.tokens.clone(),
                starts_sentence: doc.starts_sentence(mention.tokens.start),
            }
        })
        .collect()
}

fn weigh(senses: &[Sense], source: Source) -> (Option<&Sense>, Vec<Candidate>) {
    let score = |sense: &Sense| sense.prior;
    let Some(best) = senses.iter().rev().max_by_key(|sense| score(sense)) else { return (None, Vec::new()) };
    let second = senses.iter().filter(|sense| !std::ptr::eq(*sense, best)).map(score).max();
    let plain = score(best) >= ENOUGH && second.is_none_or(|second| score(best) - second >= LEAD);
    let candidates = if senses.len() > 1 || !plain {
        senses
            .iter()
            .map(|sense| Candidate { expansion: sense.long.clone(), source, score: score(sense), reasons: Vec::new() })
            .collect()
    } else {
        Vec::new()
    };
    (plain.then_some(best), candidates)
}
