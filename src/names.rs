//! The names of enum variants in every interface: JSON, CSV, Arrow, Python and the command line. One table, from which `name`,
//! [`Display`](std::fmt::Display) and [`FromStr`](std::str::FromStr) are generated.

use std::{fmt, str::FromStr};

use crate::{
    abbreviation::{DefinitionKind, Policy, Source},
    error::{Error, ErrorKind},
    fact::{
        Kind, PercentageUnit, RecipientType, TimeUnit,
        time::{Calendar, Grain},
    },
    number::Bound,
    span::OffsetUnit,
    syllable::ToneStyle,
};

/// The variant with this name, or an error that lists the names.
fn read<T: Copy>(what: &str, text: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, Error> {
    all.iter().copied().find(|&variant| name(variant) == text).ok_or_else(|| {
        let names: Vec<_> = all.iter().copied().map(name).collect();
        Error::new(ErrorKind::Setting, format!("no {what} {text:?}; expected one of {}", names.join(", ")))
    })
}

/// Implements `Display` and `FromStr` by the names of the variants.
macro_rules! texts {
    ($($what:literal $type:ident;)*) => {
        $(
            /// The name in the output.
            impl fmt::Display for $type {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(self.name())
                }
            }

            /// Parses the name in the output. An error lists the valid names.
            impl FromStr for $type {
                type Err = Error;

                fn from_str(text: &str) -> Result<Self, Error> {
                    read($what, text, &Self::ALL, Self::name)
                }
            }
        )*
    };
}

macro_rules! names {
    ($($what:literal $type:ident { $($variant:ident = $name:literal),* $(,)? })*) => {
        $(
            impl $type {
                /// All variants, in declaration order.
                pub const ALL: [Self; [$(Self::$variant),*].len()] = [$(Self::$variant),*];

                /// The name in the output.
                pub const fn name(self) -> &'static str {
                    match self {
                        $(Self::$variant => $name,)*
                    }
                }
            }

            texts! { $what $type; }
        )*

        #[cfg(all(test, feature = "serde"))]
        #[test]
        fn names_are_those_of_serde() {
            $(
                for variant in $type::ALL {
                    assert_eq!(serde_json::to_value(variant).unwrap(), variant.name());
                    assert_eq!(serde_json::from_value::<$type>(variant.name().into()).unwrap(), variant);
                    assert_eq!(variant.to_string().parse::<$type>().unwrap(), variant);
                }
                assert!("".parse::<$type>().unwrap_err().to_string().starts_with(concat!("no ", $what)));
            )*
        }
    };
}

texts! { "kind" Kind; }

names! {
    "bound" Bound {
        Exact = "exact", MoreThan = "more_than", AtLeast = "at_least", LessThan = "less_than", AtMost = "at_most",
        Nearly = "nearly", About = "about", Vague = "vague",
    }
    "unit of percentages" PercentageUnit {
        Percent = "percent", PercentagePoint = "percentage_point", PerMille = "per_mille",
    }
    "unit of time" TimeUnit {
        Second = "second", Minute = "minute", Hour = "hour", Day = "day", Week = "week", Month = "month", Quarter = "quarter",
        Year = "year", Decade = "decade", Century = "century",
    }
    "grain" Grain {
        Century = "century", Decade = "decade", Year = "year", HalfYear = "half_year", Quarter = "quarter", Season = "season",
        Month = "month", Week = "week", Day = "day", Hour = "hour", Minute = "minute", Second = "second",
    }
    "calendar" Calendar { Lunar = "lunar" }
    "type of recipient" RecipientType {
        Collective = "collective", Individual = "individual", Household = "household", Named = "named", Other = "other",
    }
    "kind of definition" DefinitionKind { Initialism = "initialism", Gloss = "gloss" }
    "source" Source {
        Definition = "definition", User = "user", Dictionary = "dictionary", Ambiguous = "ambiguous", Unknown = "unknown",
        Protected = "protected",
    }
    "policy" Policy { First = "first", All = "all", Annotate = "annotate" }
    "tone style" ToneStyle { FirstVowel = "first-vowel", SecondVowel = "second-vowel", Preserve = "preserve" }
    "unit of offsets" OffsetUnit { Bytes = "bytes", Chars = "chars", Utf16 = "utf16", Graphemes = "graphemes" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse::<Kind>().unwrap(), kind);
        }
        let error = "percent".parse::<Kind>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setting);
        assert!(error.to_string().starts_with("no kind \"percent\"; expected one of percentage, date, "), "{error}");
    }
}
