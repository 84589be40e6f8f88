//! The facts of a text: percentages, dates, money, counts, citations, awards. One file per kind; `kind.rs` has the table of kinds,
//! `stage.rs` the order in which they are found.

mod amount;
pub mod award;
mod award_event;
mod citation;
mod display;
mod duration;
mod found;
#[cfg(feature = "serde")]
mod json;
mod kind;
mod money;
mod number;
mod own;
mod percentage;
mod quantity;
mod rule;
#[cfg(feature = "serde")]
mod serial;
mod stage;
pub mod time;

pub use award::Award;
pub use award_event::{AwardEvent, GivenAward, Recipient, RecipientType};
pub use citation::Citation;
pub use duration::{Duration, TimeUnit};
pub(crate) use found::{Draft, Found};
pub(crate) use kind::Kinds;
pub use kind::{Kind, Value};
pub use money::Money;
pub use number::{NumberValue, Ordinal};
pub use own::{FieldValue, HeldFact, OwnFact, OwnField};
#[cfg(feature = "own-kinds")]
pub(crate) use own::{OwnKind, RULE, Row};
pub use percentage::{Percentage, PercentageUnit};
pub use quantity::Quantity;
pub use rule::Rule;
pub(crate) use rule::RuleName;

use crate::{lexicon::Lexicon, number::Numbers, segment::Document, span::Span};
pub(crate) use stage::{Finder, Guest, Stage};

/// A code out of a table of the library: `VND`, `NĐ`.
// An alias, because `serde_derive` would otherwise read the value only from `'static` input.
pub type Code = &'static str;

/// One fact of a text.
///
/// ```
/// let analysis = tinviet::analyze("Đạt trên 95%.");
/// let fact = analysis.facts().next().unwrap();
/// assert_eq!((fact.span().range(), fact.core().range()), (7..16, 13..16));
/// assert_eq!((fact.kind_name(), fact.rule()), ("percentage", "percentage.sign"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) core: Span,
    pub(crate) value: Value,
    pub(crate) rule: RuleName,
}

impl Fact {
    /// The kind of the fact.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt 95%.");
    /// assert_eq!(analysis.facts().next().unwrap().kind(), tinviet::Kind::Percentage);
    /// ```
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The name of its kind in the output: [`Kind::name`], or the name that the user gave to an own kind.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt 95%.");
    /// assert_eq!(analysis.facts().next().unwrap().kind_name(), "percentage");
    /// ```
    pub fn kind_name(&self) -> &str {
        match &self.value {
            Value::Own(own) => own.kind(),
            _ => self.kind.name(),
        }
    }

    /// The span in the original, with its naming and bounding words.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Mức tăng trên 5%.");
    /// assert_eq!(&analysis.text()[analysis.facts().next().unwrap().span()], "trên 5%");
    /// ```
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The span without naming and bounding words: `24-7` of `ngày 24-7`.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Mức tăng trên 5%.");
    /// assert_eq!(&analysis.text()[analysis.facts().next().unwrap().core()], "5%");
    /// ```
    pub const fn core(&self) -> Span {
        self.core
    }

    /// Its value.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt trên 95%.");
    /// assert!(matches!(analysis.facts().next().unwrap().value(), tinviet::Value::Percentage(_)));
    /// ```
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The name of the rule that found it.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Đạt 95%.");
    /// assert_eq!(analysis.facts().next().unwrap().rule(), "percentage.sign");
    /// ```
    pub fn rule(&self) -> &str {
        match &self.value {
            Value::Own(own) => own.rule(),
            _ => self.rule.as_str(),
        }
    }
}

/// What a grammar may read: the finished layers below.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) numbers: &'a Numbers,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) reference: Option<time::ReferenceDate>,
}

/// Finds the facts of a document, by start, then longest first; spans are into the segmented text. Linear. `found` is room, and may hold
/// what was found in another document. `kinds` never changes a reported fact; it only skips stages that no requested kind needs. `guests`
/// are the user's own kinds, by their places.
pub(crate) fn find(input: &Input<'_>, kinds: Kinds, guests: &[Guest], found: &mut Found) -> Vec<Fact> {
    found.clear(input.doc.tokens().len());
    let needed = guests.iter().fold(kinds, |kinds, guest| kinds.with(guest.reads));
    let run_guests = |before: Option<Stage>, found: &mut Found| {
        for guest in guests.iter().filter(|guest| guest.before == before) {
            guest.finder.find(input, found);
        }
    };
    for stage in Stage::ALL {
        run_guests(Some(stage), found);
        if needed.need(stage) {
            let from = found.drafts().len();
            stage.find(input, found);
            found.withdraw_taken(from);
        }
    }
    run_guests(None, found);
    found.take_facts(input.doc, kinds)
}

/// What a short text says where it is one fact of a kind and nothing else.
#[cfg(feature = "own-kinds")]
pub(crate) fn alone(text: &str, kind: Kind, input: &Input<'_>) -> Option<Value> {
    let doc = Document::new(text);
    let numbers = Numbers::new(&doc);
    let facts = find(
        &Input { doc: &doc, numbers: &numbers, ..*input },
        [kind].into_iter().collect(),
        &[],
        &mut Found::default(),
    );
    facts.into_iter().find(|fact| fact.span == Span::new(0, text.len())).map(|fact| fact.value)
}

/// What each stage finds by itself, with no token taken by another. Events are left out: they are made of what other stages found.
pub(crate) fn find_alone(input: &Input<'_>) -> Vec<Fact> {
    let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::AwardEvent);
    let alone = |stage: Stage| {
        let mut found = Found::default();
        found.clear(input.doc.tokens().len());
        stage.find(input, &mut found);
        found.take_facts(input.doc, Kind::ALL.into_iter().collect())
    };
    stages.flat_map(alone).collect()
}

/// The JSON Schema of what a variant of [`Value`] holds.
#[cfg(feature = "schema")]
fn schema_of<T: schemars::JsonSchema>(
    _: fn(T) -> Value,
    generator: &mut schemars::SchemaGenerator,
) -> schemars::Schema {
    generator.subschema_for::<T>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that two families could take goes to the earlier stage; the page for the reader names the stages in their order.
    #[test]
    fn a_number_goes_to_the_first_family_that_knows_it() {
        let analyzer = crate::Analyzer::builder().kinds(Kind::ALL).build();
        for (text, number, kind) in [
            ("Sản lượng 9 tháng đầu năm 2016 tăng.", "9", Kind::DateRange),
            ("Hàng về ngày 5/3/2020 đủ cả.", "5", Kind::Date),
            ("Từ Nghị định 67 hộ nghèo vay được vốn.", "67", Kind::Citation),
            ("Có 95% hộ dân đồng ý.", "95", Kind::Percentage),
            ("Lãi 5% đồng vốn bỏ ra.", "5", Kind::Percentage),
            ("Món quà giá 500 bảng Anh.", "500", Kind::Money),
            ("Chị trả 2 triệu 1 tháng.", "2", Kind::Money),
            ("Họ chờ 5 tiếng ở bến.", "5", Kind::Duration),
            ("Xã có 3 tiếng nói.", "3", Kind::Quantity),
            ("Nhà có 5 đồng hồ.", "5", Kind::Quantity),
            ("Dãy số là 25251325.", "25251325", Kind::Number),
        ] {
            let analysis = analyzer.analyze(text);
            let at = text.find(number).unwrap();
            let holders: Vec<Kind> = analysis
                .facts()
                .filter(|fact| fact.span().start <= at && at < fact.span().end)
                .map(|fact| fact.kind())
                .collect();
            assert_eq!(holders, [kind], "{text}");
        }
    }

    #[test]
    fn the_page_names_the_stages_in_their_order() {
        let page = include_str!("../../docs/facts.md").replace('\n', " ");
        let from = page.find("The stages take numbers in this order: ").unwrap();
        let order = page[from..].split(": ").nth(1).unwrap().split('.').next().unwrap();
        let order: Vec<_> = order.split(", ").map(str::trim).collect();
        let stages: Vec<_> = Stage::ALL.iter().map(|stage| format!("{stage:?}").to_lowercase()).collect();
        assert_eq!(order, stages[..order.len()]);
    }
}
