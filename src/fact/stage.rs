//! The order of the stages.

use std::{fmt::Debug, sync::Arc};

use crate::fact::{
    Found, Input, Kinds, award, award_event, citation, duration, money, number, percentage, quantity, time,
};

/// The order in which numbers and names are taken: a token that one stage claims is no other stage's. This is the only place that says which
/// family a number belongs to; `docs/facts.md` says the same to the reader.
///
/// - Time before all others: `9 tháng đầu năm` is not a length of nine months, `ngày 5/3/2020` no fraction.
/// - Citations before amounts: `Nghị định 67 hộ …`, `30/2020/NĐ-CP`; they read the dates of the time stage and nest them.
/// - Percentages before money and counts, whose nouns may follow the sign: `5% đồng`, `95% hộ`.
/// - Money before durations and counts: the currencies are fewer and surer than the nouns (`5 đồng`, `3 bảng`).
/// - Durations before counts: the units of time are nouns too (`3 năm`, `5 tiếng`).
/// - Numbers take what is left. Awards and events come last, since they hold counts and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Stage {
    Time,
    Citation,
    Percentage,
    Money,
    Duration,
    Quantity,
    Number,
    Award,
    AwardEvent,
}

impl Stage {
    pub(crate) const ALL: [Self; 9] = [
        Self::Time,
        Self::Citation,
        Self::Percentage,
        Self::Money,
        Self::Duration,
        Self::Quantity,
        Self::Number,
        Self::Award,
        Self::AwardEvent,
    ];

    /// The name that the user knows it by.
    #[cfg(feature = "own-kinds")]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Citation => "citation",
            Self::Percentage => "percentage",
            Self::Money => "money",
            Self::Duration => "duration",
            Self::Quantity => "quantity",
            Self::Number => "number",
            Self::Award => "award",
            Self::AwardEvent => "award_event",
        }
    }

    /// Whether it reads each number by its line alone, so that it may read a long document window by window.
    pub(super) fn is_local(self) -> bool {
        (Self::Percentage..=Self::Number).contains(&self)
    }

    /// Whether a later stage may read what it found. Nothing reads bare numbers.
    pub(super) const fn is_read(self) -> bool {
        !matches!(self, Self::Number)
    }
}

/// What finds facts: a stage, or kinds of the user's own.
pub(crate) trait Finder: Debug + Send + Sync {
    /// Adds what it finds in a document. Linear.
    fn find(&self, input: &Input<'_>, found: &mut Found);
}

/// Own kinds and their place among the stages.
#[derive(Clone, Debug)]
pub(crate) struct Guest {
    /// The stage that comes after it; `None` at the end.
    pub(crate) before: Option<Stage>,
    /// The built-in kinds that it reads.
    pub(crate) reads: Kinds,
    pub(crate) finder: Arc<dyn Finder>,
}

impl Finder for Stage {
    fn find(&self, input: &Input<'_>, found: &mut Found) {
        match self {
            Self::Time => time::find(input, found),
            Self::Citation => citation::find(input, found),
            Self::Percentage => percentage::find(input, found),
            Self::Money => money::find(input, found),
            Self::Duration => duration::find(input, found),
            Self::Quantity => quantity::find(input, found),
            Self::Number => number::find(input, found),
            Self::Award => award::find(input, found),
            Self::AwardEvent => award_event::find(input, found),
        }
    }
}
