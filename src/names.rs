//! The names of enum variants in every output: JSON, CSV, Arrow and Python. They are those that `serde` writes.

use crate::{
    abbreviation::{DefinitionKind, Source},
    fact::{
        PercentageUnit, RecipientType, TimeUnit,
        time::{Calendar, Grain},
    },
    number::Bound,
};

macro_rules! names {
    ($($type:ident { $($variant:ident = $name:literal),* $(,)? })*) => {
        $(
            impl $type {
                /// The name in the output.
                pub const fn name(self) -> &'static str {
                    match self {
                        $(Self::$variant => $name,)*
                    }
                }
            }
        )*

        #[cfg(all(test, feature = "serde"))]
        #[test]
        fn names_are_those_of_serde() {
            $($(
                assert_eq!(serde_json::to_value($type::$variant).unwrap(), $name);
            )*)*
        }
    };
}

names! {
    Bound {
        Exact = "exact", MoreThan = "more_than", AtLeast = "at_least", LessThan = "less_than", AtMost = "at_most",
        Nearly = "nearly", About = "about", Vague = "vague",
    }
    PercentageUnit { Percent = "percent", PercentagePoint = "percentage_point", PerMille = "per_mille" }
    TimeUnit {
        Second = "second", Minute = "minute", Hour = "hour", Day = "day", Week = "week", Month = "month", Quarter = "quarter",
        Year = "year", Decade = "decade", Century = "century",
    }
    Grain {
        Century = "century", Decade = "decade", Year = "year", HalfYear = "half_year", Quarter = "quarter", Season = "season",
        Month = "month", Week = "week", Day = "day", Hour = "hour", Minute = "minute", Second = "second",
    }
    Calendar { Lunar = "lunar" }
    RecipientType {
        Collective = "collective", Individual = "individual", Household = "household", Named = "named", Other = "other",
    }
    DefinitionKind { Initialism = "initialism", Gloss = "gloss" }
    Source {
        Definition = "definition", User = "user", Dictionary = "dictionary", Ambiguous = "ambiguous", Unknown = "unknown",
        Protected = "protected",
    }
}
