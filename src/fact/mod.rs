//! The facts of a text: percentages, dates, money, counts, citations, awards. One file a kind; the stages stand here.

mod amount;
pub mod award;
mod award_event;
mod citation;
mod duration;
mod found;
mod money;
mod number;
mod percentage;
mod quantity;
pub mod time;
mod value;

pub use award::Award;
pub use award_event::{AwardEvent, Recipient, RecipientType};
pub use citation::Citation;
pub use duration::{Duration, TimeUnit};
pub(crate) use found::{Draft, Found};
pub use money::Money;
pub use number::{NumberValue, Ordinal};
pub use percentage::{Percentage, PercentageUnit};
pub use quantity::Quantity;
pub use value::Value;

use crate::{lexicon::Lexicon, number::Numbers, segment::Document, span::Span};

/// The kinds of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[repr(u8)]
pub enum Kind {
    /// `trên 95%`.
    Percentage,
    /// `ngày 2/9/1945`, `quý II`, `năm 2021`.
    Date,
    /// `giai đoạn 2021 - 2024`.
    YearRange,
    /// `từ ngày 1/3 đến 5/4/2021`.
    DateRange,
    /// `gần 2 ngày`.
    Duration,
    /// `2.800 tỷ đồng`.
    Money,
    /// `110 mô hình`.
    Quantity,
    /// A number that is part of no other fact; only when asked for.
    Number,
    /// `lần thứ XII`; only when asked for.
    Ordinal,
    /// `Nghị định số 30/2020/NĐ-CP`.
    Citation,
    /// `Huân chương Lao động hạng Nhất`.
    Award,
    /// `2 tập thể được Thủ tướng Chính phủ tặng Bằng khen`.
    AwardEvent,
}

impl Kind {
    /// All kinds, in the order of [`Kind`].
    pub const ALL: [Self; 12] = [
        Self::Percentage,
        Self::Date,
        Self::YearRange,
        Self::DateRange,
        Self::Duration,
        Self::Money,
        Self::Quantity,
        Self::Number,
        Self::Ordinal,
        Self::Citation,
        Self::Award,
        Self::AwardEvent,
    ];

    /// The name in the output and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percentage => "percentage",
            Self::Date => "date",
            Self::YearRange => "year_range",
            Self::DateRange => "date_range",
            Self::Duration => "duration",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Citation => "citation",
            Self::Award => "award",
            Self::AwardEvent => "award_event",
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// What is reported by default: all but `number` and `ordinal`.
    pub const DEFAULT: Self =
        Self(((1 << Kind::ALL.len()) - 1) & !(1 << Kind::Number as u16) & !(1 << Kind::Ordinal as u16));

    /// Whether `kind` is in the set.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |set, kind| set | 1 << kind as u16))
    }
}

/// One fact of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) core: Span,
    pub(crate) value: Value,
    pub(crate) rule: &'static str,
}

impl Fact {
    /// What sort of fact it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Where it stands in the original, with its naming and bounding words.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The span without naming and bounding words: `24-7` of `ngày 24-7`.
    pub const fn core(&self) -> Span {
        self.core
    }

    /// What it says.
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The name of the rule that found it.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }
}

/// What a grammar may read: the finished layers below.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) numbers: &'a Numbers,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) reference: Option<time::Reference>,
}

type Stage = fn(&Input<'_>, &mut Found);

/// The order in which numbers and names are taken, and the kinds that each stage yields: a token that one stage claims is no other
/// stage's.
const STAGES: [(Stage, &[Kind]); 9] = [
    (time::find, &[Kind::Date, Kind::YearRange, Kind::DateRange]),
    (citation::find, &[Kind::Citation]),
    (percentage::find, &[Kind::Percentage]),
    (money::find, &[Kind::Money]),
    (duration::find, &[Kind::Duration]),
    (quantity::find, &[Kind::Quantity]),
    (number::find, &[Kind::Number, Kind::Ordinal]),
    (award::find, &[Kind::Award]),
    (award_event::find, &[Kind::AwardEvent]),
];

/// The stage whose facts are in no other stage's way, so that it runs only if they are wanted.
const NUMBERS: usize = 6;

/// Finds the facts of a document, by start, then longest first; spans are into the segmented text. Linear. What is asked for does not
/// change what is found of it; the stages behind the last one that is asked for do not run.
pub(crate) fn find(input: &Input<'_>, kinds: Kinds) -> Vec<Fact> {
    let mut found = Found::new(input.doc.tokens().len());
    let wanted = |yields: &[Kind]| yields.iter().any(|&kind| kinds.has(kind));
    let last = STAGES.iter().rposition(|(_, yields)| wanted(yields));
    for (place, (stage, yields)) in STAGES.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        if place != NUMBERS || wanted(yields) {
            stage(input, &mut found);
        }
    }
    found.into_facts(input.doc, kinds)
}
