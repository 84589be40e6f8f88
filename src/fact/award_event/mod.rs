//! Award events: who gave what to whom, for what, in which years. Contract: `docs/facts.md#award_event`.

mod address;
mod apart;
mod begins;
mod body;
mod clause;
mod conferrer;
mod decision;
mod ellipsis;
mod elsewhere;
mod event;
mod extent;
mod frame;
mod govern;
mod implied;
mod left;
mod mandate;
mod member;
mod mood;
mod noun;
mod object;
mod party;
mod place;
mod prize;
mod reason;
mod recipient;
mod run_on;
mod sentence;
mod sides;
mod stretch;
mod subject;
mod unreal;
mod verb;
mod voice;
mod when;
mod whose;
mod words;

use crate::{
    fact::{Draft, Found, Input, Kind, Value, time::Edtf},
    lexicon::Roles,
};

/// One event in which an award was given.
///
/// ```
/// use tinviet::Value;
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::AwardEvent]).build();
/// let analysis = analyzer.analyze("Thủ tướng Chính phủ tặng Bằng khen cho 2 tập thể.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::AwardEvent(value) = fact.value() else { panic!() };
/// assert_eq!(value.conferrers, ["Thủ tướng Chính phủ"]);
/// assert_eq!((&*value.awards[0].code, value.recipients[0].text.as_str()), ("bang-khen", "2 tập thể"));
/// assert!(!value.negated);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AwardEvent {
    /// The awards. Each is listed once, however often the clause names it.
    pub awards: Vec<GivenAward>,
    /// The conferrers, as written.
    pub conferrers: Vec<String>,
    /// The recipients.
    pub recipients: Vec<Recipient>,
    /// The reason.
    pub reason: Option<String>,
    /// The period of merit.
    pub period: Option<Edtf>,
    /// Whether the text says that it was not given, was withdrawn or is only proposed.
    pub negated: bool,
    /// The date of the event, if the clause states it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub date: Option<Edtf>,
    /// The place of the event as written, if the clause states it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub place: Option<String>,
    /// The facts that it consists of (awards, counts, period, date): their indices in the list of facts, ascending.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub facts: Vec<usize>,
}

/// An award of an event.
///
/// ```
/// use tinviet::Value;
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::AwardEvent]).build();
/// let analysis = analyzer.analyze("Ông nhận Huân chương Lao động hạng Nhất.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::AwardEvent(value) = fact.value() else { panic!() };
/// let award = &value.awards[0];
/// assert_eq!((&*award.code, award.class.as_deref()), ("huan-chuong-lao-dong", Some("1")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GivenAward {
    /// As in [`Award::code`](crate::fact::Award::code); `commendation` for praise without a named award.
    pub code: String,
    /// As in [`Award::class`](crate::fact::Award::class).
    pub class: Option<String>,
    /// As written, with its class. A class that stands alone (`giải Nhất, Nhì`) has the name of the award before it. `None` for a
    /// commendation.
    pub name: Option<String>,
    /// How many were given (`3 HCV`), as a decimal, if the text says so.
    pub count: Option<String>,
    /// The index in the list of facts of the award fact that names it. `None` for a commendation and for a class that
    /// stands alone.
    pub fact: Option<usize>,
}

/// A recipient of an award.
///
/// ```
/// use tinviet::{Value, fact::RecipientType};
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::AwardEvent]).build();
/// let analysis = analyzer.analyze("Thủ tướng Chính phủ tặng Bằng khen cho 2 tập thể.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::AwardEvent(value) = fact.value() else { panic!() };
/// let recipient = &value.recipients[0];
/// assert_eq!(recipient.recipient_type, RecipientType::Collective);
/// assert_eq!(recipient.count.as_ref().map(ToString::to_string).as_deref(), Some("2"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recipient {
    /// The type of recipient.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub recipient_type: RecipientType,
    /// How many, as a decimal.
    pub count: Option<String>,
    /// As written.
    pub text: String,
}

/// The types of recipients.
///
/// ```
/// use tinviet::fact::RecipientType;
/// assert_eq!("individual".parse::<RecipientType>()?, RecipientType::Individual);
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RecipientType {
    /// `tập thể`, `đơn vị`.
    Collective,
    /// `cá nhân`, `đồng chí`.
    Individual,
    /// `hộ`, `gia đình`.
    Household,
    /// A person or organisation by name.
    Named,
    /// Anything else.
    Other,
}

/// Finds the acts of every sentence that names an award or a verb of praise. Linear: a sentence is read once, from each of its verbs
/// a bounded number of tokens.
pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let prizes = prize::prizes(doc, found);
    let mut next = 0;
    let mut verbs = doc.triggers(Roles::CONFERRING).filter(|&at| verb::confers_alone(doc, at)).peekable();
    if prizes.is_empty() && verbs.peek().is_none() {
        return;
    }
    let facts = reason::Facts::new(found);
    let mut events: Vec<Draft> = Vec::new();
    for sentence in doc.sentences() {
        let first = next;
        while prizes.get(next).is_some_and(|prize| prize.tokens.start < sentence.end) {
            next += 1;
        }
        let here = &prizes[first..next];
        while verbs.next_if(|&verb| verb < sentence.start).is_some() {}
        if here.is_empty() && verbs.peek().is_none_or(|&verb| verb >= sentence.end) {
            continue;
        }
        let mut given = 0;
        for clause in run_on::parts(doc, sentence.clone()) {
            let own = given;
            while here.get(given).is_some_and(|prize| prize.tokens.start < clause.end) {
                given += 1;
            }
            for event in sentence::read(input, &facts, clause, &here[own..given]) {
                events.push(Draft {
                    kind: Kind::AwardEvent,
                    core: event.tokens.clone(),
                    tokens: event.tokens,
                    value: Value::AwardEvent(Box::new(event.value)),
                    rule: event.rule,
                });
            }
        }
    }
    // Facts of one kind never overlap: of two readings the first is kept.
    events.sort_by_key(|draft| (draft.tokens.start, draft.tokens.end));
    let mut end = 0;
    for event in events {
        if event.tokens.start >= end {
            end = event.tokens.end;
            found.add(event);
        }
    }
}
