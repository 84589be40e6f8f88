//! Resolves the meaning of each mention in this document, with reasons.
//!
//! A definition of the text decides, a user's entry even before it. Where the dictionary has one sense and nothing speaks against it,
//! that is it. Else the senses are weighed in points: what the dictionary gives a sense beforehand, the cues next to the mention and in its
//! sentence (`data/abbreviation_cues.tsv`), whether the text writes the sense out somewhere, the fields of life of the mentions
//! that are sure, and what spoke for the sense at the other mentions of the same short form. A sense is taken from [`ENOUGH`] points on
//! if it leads by [`LEAD`]; otherwise the mention is ambiguous. Rejected: probabilities from counts of definitions (people define the rare
//! sense) and a trained model (its decisions could not be explained).
//!
//! A text of a megabyte may hold half a million mentions, of which most are weighed alike: equal points with equal reasons are kept once.

use std::{
    hash::{BuildHasher, Hash, Hasher, RandomState},
    ops::Range,
    ptr,
    sync::Arc,
};

use crate::{
    abbreviation::{
        Candidate, Occurrence, Reason, Source,
        context::Context,
        definition::Definitions,
        mention::{Mention, What},
    },
    lexicon::{Domain, HashedMap, LongForm, Sense, mixed, w},
    narrow::to_u32,
    segment::{Document, Gap},
};

/// The minimum score of a sense that is accepted.
const ENOUGH: i16 = 2;
/// The required lead of the best sense.
const LEAD: i16 = 2;
/// A sense that the text spells out is likely the one it abbreviates.
const WRITTEN_OUT: i16 = 3;
/// Another mention of the same field in the same list.
const LISTED: i16 = 2;
/// The maximum contribution of the other mentions of the short form.
const ELSEWHERE: i16 = 3;

/// The lead from the cues around a mention that makes the rest of the document irrelevant.
const DECISIVE: i16 = 4;

/// The points of one sense, with what gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Points {
    score: i16,
    reasons: Vec<(&'static str, i16)>,
}

/// The texts of the reasons are left out: the points of each, in order, tell nearly all of them apart.
impl Hash for Points {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let with = |hash: u64, points: i16| mixed(hash ^ u64::from(points.cast_unsigned()));
        state.write_u64(self.reasons.iter().fold(with(0, self.score), |hash, (_, points)| with(hash, *points)));
    }
}

impl Points {
    fn add(&mut self, gain: i16, reason: &'static str) {
        if gain != 0 {
            self.score = self.score.saturating_add(gain);
            self.reasons.push((reason, gain));
        }
    }
}

/// What was found out about one mention.
struct Weighed {
    /// Its place in the list.
    at: u32,
    /// The number of what its own surroundings give.
    told: u32,
}

/// What the surroundings of a mention give, or of several that are weighed alike.
struct Told<'d> {
    senses: &'d [Sense],
    /// The points of each sense.
    points: Vec<Points>,
    /// The number of the short form.
    form: u32,
    /// By the fields of the neighbours in a list, on which a decision depends; sorted.
    decisions: Vec<(Fields, Decision)>,
}

impl Told<'_> {
    /// The parts of the senses' points that the mention's own sentence gave.
    fn local(&self) -> impl Iterator<Item = i16> {
        self.points.iter().zip(self.senses).map(|(points, sense)| points.score.saturating_sub(sense.prior))
    }
}

/// What all mentions of a short form that were weighed say together. Two spellings of it need not share their senses (`KH-KT`, `KHKT`).
struct Form {
    count: i16,
    /// What spoke for each sense.
    sums: Vec<i16>,
    /// Whether the text writes each sense out, once that is asked.
    written: Option<Vec<bool>>,
}

/// What a mention means.
#[derive(Clone)]
struct Decision {
    expansion: Option<LongForm>,
    source: Source,
    candidates: Arc<[Candidate]>,
}

/// Resolves the mentions of `doc`. Linear: each mention is looked at with a bounded number of tokens around it.
pub(super) fn resolve(doc: &Document<'_>, definitions: &Definitions, mentions: &[Mention<'_>]) -> Vec<Occurrence> {
    let context = Context::new(doc);
    let (weighed, mut deciding) = Deciding::new(mentions, &context);
    let nothing: Arc<[Candidate]> = Arc::default();
    let mut weighed = weighed.iter().peekable();
    let mut starts = Starts { sentences: doc.sentences() };
    mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let plain = |expansion, source| Decision { expansion, source, candidates: Arc::clone(&nothing) };
            let decision = match &mention.what {
                What::Defined => {
                    let long = definitions.at(mention.hash, mention.start()).map(|found| found.meaning.clone());
                    plain(long, Source::Definition)
                }
                What::Known { senses, user } => {
                    let source = if *user { Source::User } else { Source::Dictionary };
                    match weighed.next_if(|weighed| weighed.at as usize == at) {
                        Some(weighed) => deciding.decide(weighed, source, &nothing),
                        None => plain(senses.first().map(|sense| sense.long.clone()), source),
                    }
                }
                What::Built(long) => plain(Some(long.clone()), Source::Dictionary),
                What::Unknown => plain(None, Source::Unknown),
                What::Protected => plain(None, Source::Protected),
            };
            Occurrence {
                span: doc.span_of(mention.tokens()),
                expansion: decision.expansion,
                source: decision.source,
                candidates: decision.candidates,
                starts_sentence: starts.has(mention.start()) || is_opening(doc, mention.start()),
            }
        })
        .collect()
}

/// Whether a sentence begins at a token. A dash or a quotation mark within one is not a beginning: `(huyện Bình Chánh – PV)`, `các “DN ma”`.
#[cfg(feature = "serde")]
pub(crate) fn begins(doc: &Document<'_>, at: usize) -> bool {
    doc.sentence_of(at).start == at || is_opening(doc, at)
}

/// Whether a sentence begins with the dash or the quotation mark before a token.
fn is_opening(doc: &Document<'_>, at: usize) -> bool {
    doc.is_opened(at)
        && (at < 2
            || doc.sentence_of(at - 1).start == at - 1
            || doc.is(at - 2, w::COLON)
            || doc.token(at - 1).gap() >= Gap::Line)
}

/// The starts of sentences, asked for in the order of the text.
struct Starts<'a> {
    sentences: &'a [Range<usize>],
}

impl Starts<'_> {
    fn has(&mut self, at: usize) -> bool {
        while let [first, rest @ ..] = self.sentences
            && first.start < at
        {
            self.sentences = rest;
        }
        self.sentences.first().is_some_and(|first| first.start == at)
    }
}

/// The senses of mention `at` with the points that its own surroundings give; `None` where there is nothing to weigh.
fn weigh<'d>(context: &Context<'_, '_>, mentions: &[Mention<'d>], at: usize) -> Option<(&'d [Sense], Vec<Points>)> {
    let mention = &mentions[at];
    let What::Known { senses, user } = mention.what else { return None };
    if let [only] = senses
        && (user || only.prior >= ENOUGH && !context.may_be_doubted(mention, only))
    {
        return None;
    }
    let mut points: Vec<Points> =
        senses.iter().map(|sense| Points { score: sense.prior, reasons: Vec::new() }).collect();
    context.cues(mentions, at, senses, |sense, gain, reason| {
        if let Some(points) = points.get_mut(sense) {
            points.add(gain, reason);
        }
    });
    if senses.iter().any(|sense| context.is_said_before(mention, sense)) {
        for points in &mut points {
            points.add(-6, "a sense is written out right before the short form");
        }
    }
    Some((senses, points))
}

/// The rest of the document: its words, and the fields of life of its mentions that are sure.
struct Elsewhere<'a, 't> {
    context: &'a Context<'a, 't>,
    fields: [u16; Domain::COUNT],
}

/// What the mentions say of each other, and the decisions made so far.
struct Deciding<'a, 'd, 't> {
    mentions: &'a [Mention<'d>],
    elsewhere: Elsewhere<'a, 't>,
    told: Vec<Told<'d>>,
    forms: Vec<Form>,
}

impl<'a, 'd, 't> Deciding<'a, 'd, 't> {
    /// Weighs the mentions by their surroundings.
    fn new(mentions: &'a [Mention<'d>], context: &'a Context<'a, 't>) -> (Vec<Weighed>, Self) {
        let (mut weighed, mut told, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        // By the address of the senses and the points of each, and by that of the senses alone.
        let (mut alike, random): (HashedMap<u32>, _) = (HashedMap::default(), RandomState::new());
        let mut by_senses: HashedMap<u32> = HashedMap::default();
        // One mention in ten has senses to weigh.
        for at in 0..mentions.len() {
            let Some((senses, points)) = weigh(context, mentions, at) else { continue };
            let hash = random.hash_one((senses.as_ptr(), &points));
            let is_same = |other: &Told<'_>| ptr::eq(other.senses, senses) && other.points == points;
            let known = alike.get(&hash).copied().filter(|number| told.get(*number as usize).is_some_and(is_same));
            let number = known.unwrap_or_else(|| {
                let address = mixed(senses.as_ptr().addr() as u64);
                let form = *by_senses.entry(address).or_insert_with(|| {
                    forms.push(Form { count: 0, sums: vec![0; senses.len()], written: None });
                    to_u32(forms.len() - 1)
                });
                told.push(Told { senses, points, form, decisions: Vec::new() });
                let number = to_u32(told.len() - 1);
                alike.insert(hash, number);
                number
            });
            weighed.push(Weighed { at: to_u32(at), told: number });
            let own = &told[number as usize];
            let form = &mut forms[own.form as usize];
            form.count = form.count.saturating_add(1);
            for (sum, local) in form.sums.iter_mut().zip(own.local()) {
                *sum = sum.saturating_add(local);
            }
        }
        let fields = if weighed.is_empty() { [0; Domain::COUNT] } else { fields(mentions) };
        (weighed, Self { mentions, elsewhere: Elsewhere { context, fields }, told, forms })
    }

    fn decide(&mut self, weighed: &Weighed, source: Source, nothing: &Arc<[Candidate]>) -> Decision {
        let listed = self.listed(weighed.at as usize);
        let number = weighed.told as usize;
        let told = &self.told[number];
        let place = match told.decisions.binary_search_by_key(&listed, |(fields, _)| *fields) {
            Ok(place) => return told.decisions[place].1.clone(),
            Err(place) => place,
        };
        let mut points = told.points.clone();
        let form = &mut self.forms[told.form as usize];
        self.elsewhere.hear(told, form, listed, &mut points);
        let decision = decided(told.senses, &points, source, nothing);
        self.told[number].decisions.insert(place, (listed, decision.clone()));
        decision
    }

    /// The fields of the short forms next to mention `at` in a list.
    fn listed(&self, at: usize) -> Fields {
        let list = self.elsewhere.context.list_around(self.mentions, at);
        let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let listed = neighbours
            .filter_map(|other| self.mentions.get(other))
            .filter(|other| list.start <= other.start() && other.end() <= list.end);
        listed.flat_map(Mention::senses).fold(0, |fields, sense| fields | field_bit(sense.domain))
    }
}

impl Elsewhere<'_, '_> {
    /// Adds what the rest of the document says of a short form and of the fields of its senses.
    fn hear(&self, own: &Told<'_>, form: &mut Form, listed: Fields, scores: &mut [Points]) {
        let senses = own.senses;
        if let [only] = senses
            && only.prior >= ENOUGH
        {
            return;
        }
        // What is next to the mention decides before what is elsewhere.
        let (mut first, mut second) = (i16::MIN, i16::MIN);
        for local in own.local() {
            (first, second) = (first.max(local), second.max(first.min(local)));
        }
        if senses.len() > 1 && first.saturating_sub(second) >= DECISIVE {
            return;
        }
        let Form { count, sums, written } = form;
        let written =
            written.get_or_insert_with(|| senses.iter().map(|sense| self.context.holds(&sense.long)).collect());
        let top = self.fields.iter().copied().max().unwrap_or(0);
        for (index, ((sense, local), points)) in senses.iter().zip(own.local()).zip(scores).enumerate() {
            if written.get(index) == Some(&true) {
                points.add(WRITTEN_OUT, "written out in the text");
            }
            if listed & field_bit(sense.domain) != 0 {
                points.add(LISTED, "listed with a short form of the same field");
            }
            let field = self.fields[sense.domain as usize];
            // The field decides between senses; it does not make a word that is often something else a short form.
            if field >= 2 && senses.len() > 1 && sense.domain != Domain::General {
                points.add(if field == top { 2 } else { 1 }, "other short forms of the text are of this field");
            }
            if *count > 1 {
                let others = sums.get(index).map_or(0, |sum| sum.saturating_sub(local)) / 2;
                points.add(others.clamp(-ELSEWHERE, ELSEWHERE), "the other mentions of the short form");
            }
        }
    }
}

/// A set of fields of life, one bit each.
type Fields = u32;

const fn field_bit(domain: Domain) -> Fields {
    1 << domain as u8
}

/// How many mentions with one sense only belong to each field of life, counting each short form once.
fn fields(mentions: &[Mention<'_>]) -> [u16; Domain::COUNT] {
    let mut fields = [0_u16; Domain::COUNT];
    let mut seen: HashedMap<()> = HashedMap::default();
    for mention in mentions {
        if let [sense] = mention.senses()
            && sense.prior >= ENOUGH
            && seen.insert(mention.hash, ()).is_none()
        {
            let field = &mut fields[sense.domain as usize];
            *field = field.saturating_add(1);
        }
    }
    fields
}

fn decided(senses: &[Sense], scores: &[Points], source: Source, nothing: &Arc<[Candidate]>) -> Decision {
    let mut best: Option<usize> = None;
    for (index, points) in scores.iter().enumerate() {
        if best.is_none_or(|best| points.score > scores[best].score) {
            best = Some(index);
        }
    }
    let Some(best) = best else {
        return Decision { expansion: None, source: Source::Ambiguous, candidates: Arc::clone(nothing) };
    };
    let score = scores[best].score;
    let next = scores.iter().enumerate().filter(|(index, _)| *index != best).map(|(_, points)| points.score).max();
    let plain = score >= ENOUGH && next.is_none_or(|next| score - next >= LEAD);
    let expansion = senses.get(best).filter(|_| plain).map(|sense| sense.long.clone());
    if senses.len() == 1 && plain {
        return Decision { expansion, source, candidates: Arc::clone(nothing) };
    }
    let mut candidates: Vec<Candidate> = senses
        .iter()
        .zip(scores)
        .map(|(sense, points)| Candidate {
            expansion: sense.long.clone(),
            source,
            score: points.score,
            reasons: points
                .reasons
                .iter()
                .map(|(cue, points)| Reason { cue: LongForm::fixed(cue), points: *points })
                .collect(),
        })
        .collect();
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    // One sense that nothing speaks for is not a choice between several.
    let source = match (plain, candidates.len()) {
        (true, _) => source,
        (false, 1) => Source::Unknown,
        (false, _) => Source::Ambiguous,
    };
    Decision { expansion, source, candidates: candidates.into() }
}
