//! Roman numerals: `XII` is 12.
//!
//! They are not in the list of numerals: `I`, `V`, `C`, `X` are far more often letters, and only a naming word before one
//! (`thế kỷ`, `quý`, `lần thứ`, `khóa`) makes it a number. The grammar with that word calls this module.

/// The value of a Roman numeral in capitals, 1 to 3,999; `None` for anything but the canonical spelling of its value.
///
/// ```
/// assert_eq!(tinviet::number::roman("XIV"), Some(14));
/// assert_eq!(tinviet::number::roman("IIII"), None);
/// ```
pub fn roman(text: &str) -> Option<u16> {
    if text.len() > LONGEST || text.is_empty() {
        return None;
    }
    let mut rest = text;
    let mut value = 0u16;
    for (digits, worth) in ROWS {
        while let Some(after) = rest.strip_prefix(digits) {
            value += worth;
            rest = after;
        }
    }
    // Greedy reading accepts `IIII` and `VIV` too, which are not the canonical spelling of their value.
    (rest.is_empty() && value < 4000 && spell(value) == text).then_some(value)
}

/// `MMMDCCCLXXXVIII`.
const LONGEST: usize = 15;

const ROWS: [(&str, u16); 13] = [
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

fn spell(mut value: u16) -> String {
    let mut out = String::new();
    for (digits, worth) in ROWS {
        while value >= worth {
            out.push_str(digits);
            value -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_one_spelling() {
        for value in 1..4000 {
            assert_eq!(roman(&spell(value)), Some(value));
        }
        for wrong in ["", "IIII", "VV", "IXIV", "IC", "xii", "XII.", "MMMM", "IVI", "A"] {
            assert_eq!(roman(wrong), None, "{wrong}");
        }
    }
}
