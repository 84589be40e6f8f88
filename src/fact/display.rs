//! Values for people: `> 95 %`, `2021/2024`, `~ 2800000000000 VND`. For programs there is JSON.

use std::fmt::{self, Display, Formatter};

use crate::{
    fact::{
        Award, AwardEvent, Citation, Duration, GivenAward, Money, NumberValue, Ordinal, Percentage, PercentageUnit,
        Quantity, Recipient, Value, time::Time,
    },
    number::{Bound, Number},
};

impl Bound {
    /// The sign of the bound before a number: `>`, `≥`, `<`, `≤`, `~`; empty for an exact number and for a vague one, which has a
    /// range.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Exact | Self::Vague => "",
            Self::MoreThan => "> ",
            Self::AtLeast => "≥ ",
            Self::LessThan => "< ",
            Self::AtMost => "≤ ",
            Self::Nearly => "↗ ",
            Self::About => "~ ",
        }
    }
}

/// `> 95`, `5–7`.
fn amount(f: &mut Formatter<'_>, bound: Bound, low: &Number, high: Option<&Number>) -> fmt::Result {
    write!(f, "{}{low}", bound.sign())?;
    match high {
        Some(high) => write!(f, "–{high}"),
        None => Ok(()),
    }
}

/// `> 95 %`, `0.5 pp`.
impl Display for Percentage {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        amount(f, self.bound, &self.low, self.high.as_ref())?;
        f.write_str(match self.unit {
            PercentageUnit::Percent => " %",
            PercentageUnit::PercentagePoint => " pp",
            PercentageUnit::PerMille => " ‰",
        })
    }
}

/// The EDTF, `2021-04-05`; if there is none, how fine the time is, `lunar day`.
impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(edtf) = &self.edtf {
            return write!(f, "{edtf}");
        }
        if let Some(calendar) = self.calendar {
            write!(f, "{calendar} ")?;
        }
        write!(f, "{}", self.grain)
    }
}

/// `5–10 year`.
impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        amount(f, self.bound, &self.low, self.high.as_ref())?;
        write!(f, " {}", self.unit)
    }
}

/// `~ 2800000000000 VND`.
impl Display for Money {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        amount(f, self.bound, &self.low, self.high.as_ref())?;
        write!(f, " {}", self.currency)
    }
}

/// `110 mô hình`.
impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        amount(f, self.bound, &self.low, self.high.as_ref())?;
        match &self.unit {
            Some(unit) => write!(f, " {unit}"),
            None => Ok(()),
        }
    }
}

/// `21`.
impl Display for NumberValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        amount(f, self.bound, &self.low, self.high.as_ref())
    }
}

/// `12.`, as an ordinal is written in figures.
impl Display for Ordinal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.value)
    }
}

/// `NĐ 30/2020/NĐ-CP, Chính phủ, 2020-03-05, Điều 5`: what is known of it.
impl Display for Citation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = [self.document_type, self.designation.as_deref()];
        f.write_str(&name.into_iter().flatten().collect::<Vec<_>>().join(" "))?;
        if let Some(issuer) = &self.issuer {
            write!(f, ", {issuer}")?;
        }
        if let Some(date) = &self.date {
            write!(f, ", {date}")?;
        }
        match &self.pinpoint {
            Some(pinpoint) => write!(f, ", {pinpoint}"),
            None => Ok(()),
        }
    }
}

/// `huan-chuong-lao-dong (1)`.
impl Display for Award {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.class {
            Some(class) => write!(f, "{} ({class})", self.code),
            None => f.write_str(&self.code),
        }
    }
}

/// `3 × huy-chuong (gold)`.
impl Display for GivenAward {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(count) = &self.count {
            write!(f, "{count} × ")?;
        }
        match &self.class {
            Some(class) => write!(f, "{} ({class})", self.code),
            None => f.write_str(&self.code),
        }
    }
}

/// As written.
impl Display for Recipient {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// `Thủ tướng Chính phủ → 2 tập thể: bang-khen`, with `not:` before it where it did not come about.
impl Display for AwardEvent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("not: ")?;
        }
        list(f, &self.conferrers)?;
        f.write_str(" → ")?;
        list(f, &self.recipients)?;
        f.write_str(": ")?;
        list(f, &self.awards)
    }
}

/// `a, b`; `?` for none.
fn list<T: Display>(f: &mut Formatter<'_>, items: &[T]) -> fmt::Result {
    let Some((first, others)) = items.split_first() else { return f.write_str("?") };
    write!(f, "{first}")?;
    others.iter().try_for_each(|item| write!(f, ", {item}"))
}

/// What the value of its kind writes.
///
/// ```
/// let analysis = tinviet::analyze("Tỷ lệ đạt trên 95% trong giai đoạn 2021 - 2024, chi khoảng 1,5 tỷ đồng.");
/// let values: Vec<_> = analysis.facts().map(|fact| fact.value().to_string()).collect();
/// assert_eq!(values, ["> 95 %", "2021/2024", "~ 1500000000 VND"]);
/// ```
impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percentage(value) => value.fmt(f),
            Self::Time(value) => value.fmt(f),
            Self::Duration(value) => value.fmt(f),
            Self::Money(value) => value.fmt(f),
            Self::Quantity(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Ordinal(value) => value.fmt(f),
            Self::Citation(value) => value.fmt(f),
            Self::Award(value) => value.fmt(f),
            Self::AwardEvent(value) => value.fmt(f),
            Self::Own(value) => value.fmt(f),
        }
    }
}
