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
/// stage's. This is the only place that says which family a number belongs to; `docs/facts.md` says the same to the reader.
///
/// - Time before all others: `9 tháng đầu năm` is no length of nine months, `ngày 5/3/2020` no fraction.
/// - Citations before amounts: `Nghị định 67 hộ …`, `30/2020/NĐ-CP`; they read the dates of the time stage and nest them.
/// - Percentages before money and counts, whose nouns may stand behind the sign: `5% đồng`, `95% hộ`.
/// - Money before durations and counts: the currencies are fewer and surer than the nouns (`5 đồng`, `3 bảng`).
/// - Durations before counts: the units of time are nouns too (`3 năm`, `5 tiếng`).
/// - Numbers take what is left. Awards and events come last, since they hold counts and dates.
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

/// Finds the facts of a document, by start, then longest first; spans are into the segmented text. Linear. `found` is room, and may hold
/// what was found of another document. What is asked for does not change what is found of it; the stages behind the last one that is asked
/// for do not run.
pub(crate) fn find(input: &Input<'_>, kinds: Kinds, found: &mut Found) -> Vec<Fact> {
    found.clear(input.doc.tokens().len());
    let wanted = |yields: &[Kind]| yields.iter().any(|&kind| kinds.has(kind));
    let last = STAGES.iter().rposition(|(_, yields)| wanted(yields));
    for (place, (stage, yields)) in STAGES.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        if place != NUMBERS || wanted(yields) {
            stage(input, found);
        }
    }
    found.take_facts(input.doc, kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that two families could take goes to the earlier stage; the page for the reader names the stages in their order.
    #[test]
    fn a_number_goes_to_the_first_family_that_knows_it() {
        let analyzer = crate::Analyzer::builder().kinds(Kind::ALL).build().unwrap();
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
        let stages: Vec<_> = STAGES[..=NUMBERS].iter().map(|(_, kinds)| kinds[0].name()).collect();
        assert_eq!(order[0], "time");
        assert_eq!(order[1..], stages[1..]);
    }
}
