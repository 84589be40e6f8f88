//! What a fact says, whatever its kind.

use crate::fact::{
    Award, AwardEvent, Citation, Duration, Money, NumberValue, Ordinal, Percentage, Quantity, time::Time,
};

/// The typed value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[non_exhaustive]
pub enum Value {
    /// Of [`Kind::Percentage`](crate::Kind::Percentage).
    Percentage(Percentage),
    /// Of [`Kind::Date`](crate::Kind::Date), [`Kind::YearRange`](crate::Kind::YearRange) and [`Kind::DateRange`](crate::Kind::DateRange).
    Time(Time),
    /// Of [`Kind::Duration`](crate::Kind::Duration).
    Duration(Duration),
    /// Of [`Kind::Money`](crate::Kind::Money).
    Money(Money),
    /// Of [`Kind::Quantity`](crate::Kind::Quantity).
    Quantity(Quantity),
    /// Of [`Kind::Number`](crate::Kind::Number).
    Number(NumberValue),
    /// Of [`Kind::Ordinal`](crate::Kind::Ordinal).
    Ordinal(Ordinal),
    /// Of [`Kind::Citation`](crate::Kind::Citation).
    Citation(Box<Citation>),
    /// Of [`Kind::Award`](crate::Kind::Award).
    Award(Award),
    /// Of [`Kind::AwardEvent`](crate::Kind::AwardEvent).
    AwardEvent(Box<AwardEvent>),
}

impl Value {
    /// Takes the value out and leaves one that says nothing.
    pub(crate) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Award(Award { code: String::new(), class: None }))
    }
}
