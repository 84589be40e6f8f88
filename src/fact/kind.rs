//! The table of kinds, the single place with what every kind must declare.
//!
//! The enum [`Kind`], its names, the defaults, the value of each kind, its JSON Schema and the stage that finds it are all generated from the
//! rows below. A new kind needs a row here, a stage, a value type with its grammar, its cases and its docs.

use std::cmp::Ordering;

#[cfg(feature = "schema")]
use crate::fact::schema_of;
use crate::fact::{
    Award, AwardEvent, Citation, Duration, Money, NumberValue, Ordinal, OwnFact, Percentage, Quantity, stage::Stage,
    time::Time,
};

/// What a variant of [`Value`] holds.
#[cfg(feature = "serde")]
pub(super) trait Holds {
    type Held;
}

macro_rules! kinds {
    (
        values { $($(#[$of:meta])* $value:ident($held:ty),)* }
        kinds { $($(#[$about:meta])* $kind:ident $name:literal $payload:ident $stage:ident $default:literal;)* }
    ) => {
        /// The kinds of fact.
        ///
        /// ```
        /// use tinviet::Kind;
        ///
        /// assert_eq!("award_event".parse::<Kind>()?, Kind::AwardEvent);
        /// assert_eq!(Kind::YearRange.to_string(), "year_range");
        /// # Ok::<(), tinviet::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$about])* $kind,)*
            /// A user-defined kind; [`Fact::kind_name`](crate::Fact::kind_name) is its name.
            Own,
        }

        impl Kind {
            /// All built-in kinds, in the order of [`Kind`].
            pub const ALL: [Self; [$(Self::$kind),*].len()] = [$(Self::$kind),*];

            /// The name in the output and on the command line. There, facts of own kinds have the names that the user gave
            /// them.
            ///
            /// ```
            /// assert_eq!(tinviet::Kind::AwardEvent.name(), "award_event");
            /// ```
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                    Self::Own => "own",
                }
            }

            /// Whether facts of this kind are reported by default.
            ///
            /// ```
            /// use tinviet::Kind;
            /// assert!(Kind::Money.is_default() && !Kind::Ordinal.is_default());
            /// ```
            pub const fn is_default(self) -> bool {
                match self {
                    $(Self::$kind => $default,)*
                    Self::Own => true,
                }
            }

            /// The stage that finds it; own kinds have none.
            pub(crate) const fn stage(self) -> Option<Stage> {
                match self {
                    $(Self::$kind => Some(Stage::$stage),)*
                    Self::Own => None,
                }
            }

            /// The JSON Schema of its value.
            #[cfg(feature = "schema")]
            pub(crate) fn value_schema(self, generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                match self {
                    $(Self::$kind => schema_of(Value::$payload, generator),)*
                    Self::Own => generator.subschema_for::<crate::fact::OwnFact>(),
                }
            }
        }

        /// The typed value of a fact.
        ///
        /// ```
        /// use tinviet::Value;
        /// let analysis = tinviet::analyze("Vốn 2.800 tỷ đồng, đạt trên 95%.");
        /// for fact in analysis.facts() {
        ///     match fact.value() {
        ///         Value::Money(money) => assert_eq!(money.currency, "VND"),
        ///         Value::Percentage(percentage) => assert_eq!(percentage.low.to_string(), "95"),
        ///         _ => unreachable!(),
        ///     }
        /// }
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
        #[non_exhaustive]
        pub enum Value {
            $($(#[$of])* $value($held),)*
            /// Of [`Kind::Own`].
            Own(Box<OwnFact>),
        }

        /// The variants of [`Value`] as types.
        #[cfg(feature = "serde")]
        pub(super) mod variant {
            $(pub(in crate::fact) struct $value;)*
        }

        $(
            #[cfg(feature = "serde")]
            impl Holds for variant::$value {
                type Held = $held;
            }
        )*

        /// A kind and its value, as a fact's JSON has them.
        #[cfg(feature = "serde")]
        #[derive(serde::Deserialize)]
        #[serde(tag = "kind", content = "value", rename_all = "snake_case")]
        pub(super) enum Content {
            $($kind(<variant::$payload as Holds>::Held),)*
        }

        #[cfg(feature = "serde")]
        impl Content {
            pub(super) fn into_parts(self) -> (Kind, Value) {
                match self {
                    $(Self::$kind(value) => (Kind::$kind, Value::$payload(value)),)*
                }
            }
        }

        $(
            impl From<$held> for Value {
                fn from(value: $held) -> Self {
                    Self::$value(value)
                }
            }
        )*
    };
}

kinds! {
    values {
        /// Of [`Kind::Percentage`].
        Percentage(Percentage),
        /// Of [`Kind::Date`], [`Kind::YearRange`] and [`Kind::DateRange`].
        Time(Time),
        /// Of [`Kind::Duration`].
        Duration(Duration),
        /// Of [`Kind::Money`].
        Money(Money),
        /// Of [`Kind::Quantity`].
        Quantity(Quantity),
        /// Of [`Kind::Number`].
        Number(NumberValue),
        /// Of [`Kind::Ordinal`].
        Ordinal(Ordinal),
        /// Of [`Kind::Citation`].
        Citation(Box<Citation>),
        /// Of [`Kind::Award`].
        Award(Award),
        /// Of [`Kind::AwardEvent`].
        AwardEvent(Box<AwardEvent>),
    }
    // Name in the output, type of its value, stage that finds it, whether it is reported by default.
    kinds {
        /// `trên 95%`.
        Percentage "percentage" Percentage Percentage true;
        /// `ngày 2/9/1945`, `quý II`, `năm 2021`.
        Date "date" Time Time true;
        /// `giai đoạn 2021 - 2024`.
        YearRange "year_range" Time Time true;
        /// `từ ngày 1/3 đến 5/4/2021`.
        DateRange "date_range" Time Time true;
        /// `gần 2 ngày`.
        Duration "duration" Duration Duration true;
        /// `2.800 tỷ đồng`.
        Money "money" Money Money true;
        /// `110 mô hình`.
        Quantity "quantity" Quantity Quantity true;
        /// A number that is not part of another fact; only on request.
        Number "number" Number Number false;
        /// `lần thứ XII`; only on request.
        Ordinal "ordinal" Ordinal Number false;
        /// `Nghị định số 30/2020/NĐ-CP`.
        Citation "citation" Citation Citation true;
        /// `Huân chương Lao động hạng Nhất`.
        Award "award" Award Award true;
        /// `2 tập thể được Thủ tướng Chính phủ tặng Bằng khen`.
        AwardEvent "award_event" AwardEvent AwardEvent true;
    }
}

impl Kind {
    /// Which of two kinds is found by the earlier stage.
    pub(crate) fn stage_order(self, other: Self) -> Ordering {
        self.stage().cmp(&other.stage())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u32);

impl Kinds {
    /// What is reported by default: all but `number` and `ordinal`.
    pub(crate) const DEFAULT: Self = {
        let (mut set, mut index) = (1 << Kind::Own as u32, 0);
        while index < Kind::ALL.len() {
            set |= (Kind::ALL[index].is_default() as u32) << index;
            index += 1;
        }
        Self(set)
    };

    /// Whether `kind` is in the set.
    pub(crate) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// The kinds of both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `stage` must run for these kinds: to find one of them, or for a later stage to read.
    pub(super) const fn need(self, stage: Stage) -> bool {
        /// For each stage the kinds that it must run for.
        const SERVED: [u32; Stage::ALL.len()] = {
            let (mut served, mut place) = ([0; Stage::ALL.len()], 0);
            while place < Stage::ALL.len() * Kind::ALL.len() {
                let (stage, kind) = (Stage::ALL[place / Kind::ALL.len()], Kind::ALL[place % Kind::ALL.len()]);
                if let Some(own) = kind.stage()
                    && (own as usize == stage as usize || stage.is_read() && (stage as usize) < own as usize)
                {
                    served[stage as usize] |= 1 << kind as u32;
                }
                place += 1;
            }
            served
        };
        self.0 & SERVED[stage as usize] != 0
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |set, kind| set | 1 << kind as u32))
    }
}
