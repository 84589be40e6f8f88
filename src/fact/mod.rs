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

use std::ops::Range;

use crate::{
    lexicon::{Lexicon, Roles},
    number::{Numbers, Numeral},
    segment::{Document, Gap},
    span::Span,
};
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
    /// Where a stage is to begin facts; it may look further.
    window: Window,
}

impl<'a> Input<'a> {
    /// All of a document.
    pub(crate) fn new(
        doc: &'a Document<'a>,
        numbers: &'a Numbers,
        lexicon: &'a Lexicon,
        reference: Option<time::ReferenceDate>,
    ) -> Self {
        Self { doc, numbers, lexicon, reference, window: Window::of(0..doc.tokens().len(), numbers) }
    }

    /// The numerals of the window, with their indices in the list.
    pub(crate) fn numerals(&self) -> impl Iterator<Item = (usize, &'a Numeral)> + use<'a> {
        let Window { numerals, .. } = self.window;
        let list = self.numbers.as_slice().get(numerals.range()).unwrap_or_default();
        (numerals.start..).zip(list)
    }

    /// The tokens of the window with one of `roles`.
    pub(crate) fn triggers(&self, roles: Roles) -> impl Iterator<Item = usize> + use<'a> {
        self.doc.triggers_in(self.window.tokens.range(), roles)
    }
}

/// A part of a document that ends at a line end.
#[derive(Clone, Copy, Debug)]
struct Window {
    tokens: Span,
    /// The indices of its numerals.
    numerals: Span,
}

impl Window {
    /// How many tokens fit into the second-level cache, with all that is found in them.
    const LENGTH: usize = 1 << 13;

    fn of(tokens: Range<usize>, numbers: &Numbers) -> Self {
        let before = |token: usize| numbers.as_slice().partition_point(|numeral| numeral.tokens.start < token);
        Self { numerals: Span::new(before(tokens.start), before(tokens.end)), tokens: tokens.into() }
    }

    /// The windows of a document, in order.
    fn all<'a>(input: &Input<'a>) -> impl Iterator<Item = Self> + use<'a> {
        let Input { doc, numbers, .. } = *input;
        let mut sentences = doc.sentences().iter();
        let mut start = 0;
        std::iter::from_fn(move || {
            let from = start;
            let is_next = |at: usize| at >= from + Self::LENGTH && doc.token(at).gap >= Gap::Line;
            let is_last = from + Self::LENGTH >= doc.tokens().len();
            let end = if is_last { None } else { sentences.find(|sentence| is_next(sentence.start)) };
            start = end.map_or(doc.tokens().len(), |sentence| sentence.start);
            (from < start).then(|| Self::of(from..start, numbers))
        })
    }
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
    let run = |stage: Stage, input: &Input<'_>, found: &mut Found| {
        run_guests(Some(stage), found);
        if needed.need(stage) {
            let from = found.drafts().len();
            stage.find(input, found);
            found.withdraw_taken(from);
        }
    };
    // A user's kinds read all that the stages before them found.
    if input.doc.tokens().len() <= 2 * Window::LENGTH || !guests.is_empty() {
        Stage::ALL.into_iter().for_each(|stage| run(stage, input, found));
    } else {
        // Each stage goes over all numbers: these, and the tokens around them, would come from memory each time.
        for stages in Stage::ALL.chunk_by(|one, next| one.is_local() && next.is_local()) {
            let windows = (stages.len() > 1).then(|| Window::all(input));
            for window in windows.into_iter().flatten().chain((stages.len() == 1).then_some(input.window)) {
                found.begin();
                stages.iter().for_each(|stage| run(*stage, &Input { window, ..*input }, found));
            }
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
        &Input::new(&doc, &numbers, input.lexicon, input.reference),
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

    /// A long document is read window by window, which must not show.
    #[test]
    fn a_line_says_in_a_long_document_what_it_says_alone() {
        let analyzer = crate::Analyzer::builder().kinds(Kind::ALL).build();
        let line = "Năm 2020, xã có 3 hộ và một người già, tăng 5%-7%\tthu 2 tỷ đồng, chi 300 triệu trong 3 năm, đứng thứ 2.\n";
        let alone = analyzer.analyze(line);
        let long = line.repeat(3 * Window::LENGTH / 24);
        let facts = analyzer.analyze(&long);
        let mut facts = facts.facts();
        assert!(alone.facts().len() > 5);
        for at in (0..long.len()).step_by(line.len()) {
            for fact in alone.facts() {
                let span = Span::new(at + fact.span().start, at + fact.span().end);
                assert_eq!(
                    facts.next().map(|fact| (fact.span(), fact.value().clone())),
                    Some((span, fact.value().clone()))
                );
            }
        }
        assert!(facts.next().is_none());
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
