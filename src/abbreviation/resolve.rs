//! Says what each mention means in this document, and why.
//!
//! A definition of the text decides, a user's entry even before it. Where the dictionary has one sense and nothing speaks against it,
//! that is it. Else the senses are weighed in points: what the dictionary gives a sense beforehand, the cues beside the mention and in its
//! sentence (`data/abbreviation_cues.tsv`), whether the text writes the sense out somewhere, the fields of life of the mentions
//! that are sure, and what spoke for the sense at the other mentions of the same short form. A sense is taken from [`ENOUGH`] points on
//! if it leads by [`LEAD`]; otherwise the mention is ambiguous. Rejected: probabilities from counts of definitions (people define the rare
//! sense) and a trained model (nobody could say why).

use crate::{
    abbreviation::{
        Candidate, Occurrence, Reason, Source,
        context::Context,
        definition::Definitions,
        mention::{Mention, What},
    },
    lexicon::{Domain, HashedMap, LongForm, Sense},
    segment::Document,
};

/// The least score of a sense that is taken.
const ENOUGH: i16 = 2;
/// How far the best sense must lead.
const LEAD: i16 = 2;
/// What the text writes out is what it may shorten.
const WRITTEN_OUT: i16 = 3;
/// A mention beside this one in a list, of the same field.
const LISTED: i16 = 2;
/// The most that the other mentions of the short form may say.
const ELSEWHERE: i16 = 3;

/// By how much the cues around a mention must prefer a sense for the rest of the document not to be asked.
const DECISIVE: i16 = 4;

/// What was found out about one mention.
struct Weighed<'a> {
    /// Its place in the list.
    at: usize,
    senses: &'a [Sense],
    /// Points of each sense with their reasons.
    points: Vec<(i16, Vec<Reason>)>,
    /// The part of the points that the mention's own sentence gave.
    local: Vec<i16>,
}

/// Resolves the mentions of `doc`. Linear: each mention is looked at with a bounded number of tokens around it.
pub(super) fn resolve(doc: &Document<'_>, definitions: &Definitions, mentions: &[Mention<'_>]) -> Vec<Occurrence> {
    let context = Context::new(doc);
    // One mention in ten has senses to weigh.
    let mut weighed: Vec<Weighed<'_>> = (0..mentions.len()).filter_map(|at| weigh(&context, mentions, at)).collect();
    if !weighed.is_empty() {
        hear_all(mentions, &fields(mentions), &context, &mut weighed);
    }
    let mut weighed = weighed.into_iter().peekable();
    mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let (expansion, source, candidates) = match &mention.what {
                What::Defined => {
                    let long = definitions.at(mention.hash, mention.tokens.start).map(|found| found.long.clone());
                    (long, Source::Definition, Vec::new())
                }
                What::Known(known) => {
                    let source = if known.user { Source::User } else { Source::Dictionary };
                    match weighed.next_if(|weighed| weighed.at == at) {
                        Some(weighed) => decide(weighed, source),
                        None => (known.senses.first().map(|sense| sense.long.clone()), source, Vec::new()),
                    }
                }
                What::Built(long) => (Some(long.clone()), Source::Dictionary, Vec::new()),
                What::Unknown => (None, Source::Unknown, Vec::new()),
                What::Protected => (None, Source::Protected, Vec::new()),
            };
            let expansion = expansion.map(|long| match &mention.number {
                Some(number) => LongForm::shared(&format!("{} {number}", &*long)),
                None => long,
            });
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

/// The senses of mention `at` with the points that its own surroundings give; `None` where there is nothing to weigh.
fn weigh<'a>(context: &Context<'_, '_>, mentions: &'a [Mention<'_>], at: usize) -> Option<Weighed<'a>> {
    let mention = &mentions[at];
    let What::Known(known) = &mention.what else { return None };
    if let [only] = known.senses
        && (known.user || only.prior >= ENOUGH && !context.may_be_doubted(mention, only))
    {
        return None;
    }
    let mut points: Vec<(i16, Vec<Reason>)> = known.senses.iter().map(|sense| (sense.prior, Vec::new())).collect();
    context.cues(mentions, at, known.senses, |sense, gain, reason| {
        points[sense].0 += gain;
        points[sense].1.push(Reason { cue: LongForm::fixed(reason), points: gain });
    });
    if known.senses.iter().any(|sense| context.is_said_before(mention, sense)) {
        for points in &mut points {
            add(points, -6, "a sense is written out right before the short form");
        }
    }
    let local = points.iter().zip(known.senses).map(|(points, sense)| points.0 - sense.prior).collect();
    Some(Weighed { at, senses: known.senses, points, local })
}

/// Adds what the rest of the document says.
fn hear_all(
    mentions: &[Mention<'_>],
    fields: &[u16; Domain::COUNT],
    context: &Context<'_, '_>,
    weighed: &mut [Weighed<'_>],
) {
    // What spoke for each sense at all mentions of a short form together.
    let mut together: HashedMap<(i16, Vec<i16>)> = HashedMap::default();
    for weighed in &*weighed {
        let (count, sums) =
            together.entry(mentions[weighed.at].hash).or_insert_with(|| (0, vec![0; weighed.local.len()]));
        *count = count.saturating_add(1);
        for (sum, local) in sums.iter_mut().zip(&weighed.local) {
            *sum = sum.saturating_add(*local);
        }
    }
    let mut written: HashedMap<Vec<bool>> = HashedMap::default();
    for own in weighed {
        let at = own.at;
        let neighbours = [at.checked_sub(1), Some(at + 1)];
        let listed: Vec<Domain> = neighbours
            .into_iter()
            .flatten()
            .filter(|&other| context.is_listed_with(mentions, at, other))
            .flat_map(|other| mentions[other].senses())
            .map(|sense| sense.domain)
            .collect();
        if own.senses.len() == 1 && own.senses[0].prior >= ENOUGH {
            continue;
        }
        // What stands beside the mention decides before what stands elsewhere.
        let mut nearest: Vec<i16> = own.local.clone();
        nearest.sort_unstable();
        if let [.., second, first] = nearest[..]
            && first - second >= DECISIVE
        {
            continue;
        }
        let hash = mentions[at].hash;
        let written =
            written.entry(hash).or_insert_with(|| own.senses.iter().map(|sense| context.holds(&sense.long)).collect());
        let top = fields.iter().copied().max().unwrap_or(0);
        for (index, sense) in own.senses.iter().enumerate() {
            let points = &mut own.points[index];
            if written.get(index) == Some(&true) {
                add(points, WRITTEN_OUT, "written out in the text");
            }
            if listed.contains(&sense.domain) {
                add(points, LISTED, "listed with a short form of the same field");
            }
            let field = fields[sense.domain as usize];
            // The field decides between senses; it does not make a word that is often something else a short form.
            if field >= 2 && own.senses.len() > 1 && sense.domain != Domain::General {
                add(points, if field == top { 2 } else { 1 }, "other short forms of the text are of this field");
            }
            if let Some((count, sums)) = together.get(&hash)
                && *count > 1
            {
                let others = sums.get(index).map_or(0, |sum| sum.saturating_sub(own.local[index])) / 2;
                add(points, others.clamp(-ELSEWHERE, ELSEWHERE), "the other mentions of the short form");
            }
        }
    }
}

fn add(points: &mut (i16, Vec<Reason>), gain: i16, reason: &'static str) {
    if gain != 0 {
        points.0 = points.0.saturating_add(gain);
        points.1.push(Reason { cue: LongForm::fixed(reason), points: gain });
    }
}

/// How many mentions with one sense only belong to each field of life, counting each short form once.
fn fields(mentions: &[Mention<'_>]) -> [u16; Domain::COUNT] {
    let mut fields = [0; Domain::COUNT];
    let mut seen: HashedMap<()> = HashedMap::default();
    for mention in mentions {
        if let [sense] = mention.senses()
            && sense.prior >= ENOUGH
            && seen.insert(mention.hash, ()).is_none()
        {
            fields[sense.domain as usize] += 1;
        }
    }
    fields
}

fn decide(weighed: Weighed<'_>, source: Source) -> (Option<LongForm>, Source, Vec<Candidate>) {
    let mut best: Option<usize> = None;
    for (index, (score, _)) in weighed.points.iter().enumerate() {
        if best.is_none_or(|best| *score > weighed.points[best].0) {
            best = Some(index);
        }
    }
    let Some(best) = best else { return (None, Source::Ambiguous, Vec::new()) };
    let score = weighed.points[best].0;
    let next = weighed.points.iter().enumerate().filter(|(index, _)| *index != best).map(|(_, points)| points.0).max();
    let plain = score >= ENOUGH && next.is_none_or(|next| score - next >= LEAD);
    let expansion = plain.then(|| weighed.senses[best].long.clone());
    if weighed.senses.len() == 1 && plain {
        return (expansion, source, Vec::new());
    }
    let mut candidates: Vec<Candidate> = weighed
        .senses
        .iter()
        .zip(weighed.points)
        .map(|(sense, (score, reasons))| Candidate { expansion: sense.long.clone(), source, score, reasons })
        .collect();
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    // One sense that nothing speaks for is no choice between several.
    let source = match (plain, candidates.len()) {
        (true, _) => source,
        (false, 1) => Source::Unknown,
        (false, _) => Source::Ambiguous,
    };
    (expansion, source, candidates)
}
