//! Number words: a generator spells integers in every way that newspapers use, and all are read back.
//!
//! Every integer from 0 to 1,000,000 in the plain northern and southern spellings and in one of the other mixtures, and 100,000 larger
//! ones up to 10¹⁸ in two mixtures each; the mixtures are determined by the integer, so failures are reproducible. Single cases, including
//! negative ones, are in `fixtures/number.toml`.

use std::fmt::Write as _;

use serde::Deserialize;
use tinviet::{
    number::{Numbers, Numeral},
    segment::Document,
};

/// How a speaker spells numbers.
#[derive(Clone, Copy)]
struct Spelling {
    thousand: &'static str,
    milliard: &'static str,
    filler: &'static str,
    seven: &'static str,
    /// The ones after tens.
    four: &'static str,
    five: &'static str,
    /// `không trăm` before a group that has no hundreds and comes after a larger one.
    zero_hundreds: bool,
    /// `hai lăm` for `hai mươi lăm`.
    elided_tens: bool,
    /// `hăm lăm` for `hai mươi lăm`.
    twenty: bool,
}

const NORTH: Spelling = Spelling {
    thousand: "nghìn",
    milliard: "tỷ",
    filler: "linh",
    seven: "bảy",
    four: "tư",
    five: "lăm",
    zero_hundreds: true,
    elided_tens: false,
    twenty: false,
};

const SOUTH: Spelling = Spelling {
    thousand: "ngàn",
    milliard: "tỉ",
    filler: "lẻ",
    seven: "bảy",
    four: "bốn",
    five: "lăm",
    zero_hundreds: false,
    ..NORTH
};

impl Spelling {
    /// One of the mixtures, selected by the bits of `choice`.
    fn mixture(choice: u64) -> Self {
        let bit = |place: u32| choice >> place & 1 == 1;
        let of = |place, yes, no| if bit(place) { yes } else { no };
        Self {
            thousand: of(0, "nghìn", "ngàn"),
            milliard: of(1, "tỷ", "tỉ"),
            filler: of(2, "linh", "lẻ"),
            seven: of(3, "bảy", "bẩy"),
            four: of(4, "tư", "bốn"),
            five: of(5, "lăm", "nhăm"),
            zero_hundreds: bit(6),
            elided_tens: bit(7),
            twenty: bit(8),
        }
    }

    fn digit(&self, digit: u64) -> &'static str {
        match digit {
            7 => self.seven,
            _ => ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"][digit as usize],
        }
    }

    /// A group below 1,000; `inner` says that a larger one comes before it.
    fn group(&self, group: u64, inner: bool, out: &mut Vec<&'static str>) {
        let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        let named = hundreds > 0 || inner && self.zero_hundreds;
        if named {
            out.extend([self.digit(hundreds), "trăm"]);
        }
        match tens {
            0 if ones == 0 && group > 0 => {}
            0 if named || inner => out.extend([self.filler, if ones == 4 { self.four } else { self.digit(ones) }]),
            0 => out.push(self.digit(ones)),
            1 => {
                out.push("mười");
                match ones {
                    0 => {}
                    5 => out.push(self.five),
                    _ => out.push(self.digit(ones)),
                }
            }
            _ => {
                let tail = match ones {
                    0 => None,
                    1 => Some("mốt"),
                    4 => Some(self.four),
                    5 => Some(self.five),
                    _ => Some(self.digit(ones)),
                };
                // Without `mươi` only the tails that tell tens make a number of two bare digits.
                let told = matches!(tail, Some("mốt" | "tư" | "lăm" | "nhăm"));
                if tens == 2 && self.twenty && ones > 0 {
                    out.push("hăm");
                } else if self.elided_tens && told {
                    out.push(self.digit(tens));
                } else {
                    out.extend([self.digit(tens), "mươi"]);
                }
                out.extend(tail);
            }
        }
    }

    fn spell(&self, number: u64) -> String {
        let mut out = Vec::new();
        self.number(number, false, &mut out);
        out.join(" ")
    }

    fn number(&self, number: u64, inner: bool, out: &mut Vec<&'static str>) {
        if number >= 1_000_000_000 {
            self.number(number / 1_000_000_000, inner, out);
            out.push(self.milliard);
            if !number.is_multiple_of(1_000_000_000) {
                self.number(number % 1_000_000_000, true, out);
            }
            return;
        }
        let mut inner = inner;
        for (worth, name) in [(1_000_000, "triệu"), (1000, self.thousand)] {
            let group = number / worth % 1000;
            if group > 0 {
                self.group(group, inner, out);
                out.push(name);
                inner = true;
            }
        }
        if !number.is_multiple_of(1000) || number == 0 {
            self.group(number % 1000, inner, out);
        }
    }
}

/// Mixes the bits of a number (SplitMix64).
fn mix(seed: u64) -> u64 {
    let seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let seed = (seed ^ seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let seed = (seed ^ seed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    seed ^ seed >> 31
}

/// Reads many numbers, one per line, and compares each with the spelled integer.
fn hold(numbers: &[(u64, Spelling)]) {
    let mut text = String::new();
    for (number, spelling) in numbers {
        let _ = writeln!(text, "{}", spelling.spell(*number));
    }
    let doc = Document::new(&text);
    let read = Numbers::new(&doc);
    let mut read = read.iter();
    for (line, (number, _)) in text.lines().zip(numbers) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let got = read.next();
        let right = got.is_some_and(|numeral: &Numeral| {
            numeral.span.start == start
                && numeral.span.end == start + line.len()
                && numeral.value == (*number).into()
                && numeral.high.is_none()
        });
        assert!(
            right,
            "{line:?} is {number}, read {:?} as {:?}",
            got.map(|n| &text[n.span.range()]),
            got.map(|n| n.value.to_string())
        );
    }
    assert!(read.next().is_none());
}

#[test]
fn every_integer_to_a_million() {
    let numbers: Vec<u64> = (0..=1_000_000).collect();
    for chunk in numbers.chunks(5000) {
        for spelling in [Some(NORTH), Some(SOUTH), None] {
            let spelled: Vec<_> =
                chunk.iter().map(|&n| (n, spelling.unwrap_or_else(|| Spelling::mixture(mix(n))))).collect();
            hold(&spelled);
        }
    }
}

#[test]
fn larger_integers() {
    let numbers: Vec<u64> = (0..100_000).map(|seed| mix(seed) % 10u64.pow(7 + (seed % 12) as u32)).collect();
    for chunk in numbers.chunks(5000) {
        for salt in [1, 2] {
            let spelled: Vec<_> = chunk.iter().map(|&n| (n, Spelling::mixture(mix(n ^ salt)))).collect();
            hold(&spelled);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    want: Vec<Want>,
}

/// A numeral: its text, its value, and optionally the upper end and the reading with a thousands comma.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Want {
    at: String,
    value: String,
    high: Option<String>,
    english: Option<String>,
}

#[test]
fn cases() {
    let file: File = toml::from_str(include_str!("../fixtures/number.toml")).unwrap();
    let mut failures = String::new();
    for case in &file.case {
        let doc = Document::new(&case.text);
        let got: Vec<_> = Numbers::new(&doc)
            .iter()
            .map(|numeral| Want {
                at: case.text[numeral.span.range()].to_owned(),
                value: numeral.value.to_string(),
                high: numeral.high.as_ref().map(ToString::to_string),
                english: numeral.alternative.as_ref().map(ToString::to_string),
            })
            .collect();
        if got != case.want {
            let _ = writeln!(failures, "{}: {:?}\n  wanted {:?}\n  got    {got:?}", case.name, case.text, case.want);
        }
    }
    assert!(failures.is_empty(), "fixtures/number.toml:\n{failures}");
}
