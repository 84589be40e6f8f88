//! Dates in EDTF as words: `XXXX-07-24` is `24 July` or `ngày 24 tháng 7`.

use super::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date or an interval in words; other forms stay EDTF.
pub(super) fn words(edtf: &str, lang: Lang) -> String {
    let Some((from, to)) = edtf.split_once('/') else { return moment(edtf, lang).unwrap_or_else(|| edtf.into()) };
    let side = |part: &str| match part {
        ".." | "" => Some(String::new()),
        part => moment(part, lang),
    };
    let (Some(begin), Some(end)) = (side(from), side(to)) else { return edtf.into() };
    match (begin.is_empty(), end.is_empty()) {
        (true, true) => edtf.into(),
        (true, false) => format!("{} {end}", lang.pick("until", "đến")),
        (false, true) => format!("{} {begin}", lang.pick("from", "từ")),
        (false, false) if lang == Lang::En && is_year(&begin) && is_year(&end) => format!("{begin}–{end}"),
        (false, false) if lang == Lang::En => format!("{begin} to {end}"),
        (false, false) => format!("từ {begin} đến {end}"),
    }
}

fn is_year(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `3rd`.
pub(super) fn nth(digits: &str) -> String {
    let ending = match digits.as_bytes() {
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{digits}{ending}")
}

fn moment(text: &str, lang: Lang) -> Option<String> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let doubt = match text.get(bare.len()..)? {
        "" => "",
        "?" => lang.pick("perhaps ", "có thể "),
        _ => lang.pick("about ", "khoảng "),
    };
    let (day, clock) = bare.split_once('T').map_or((bare, None), |(day, clock)| (day, Some(clock)));
    let said = match (day, clock) {
        ("", Some(clock)) => hour(clock, lang),
        (day, None) => date(day, lang)?,
        (day, Some(clock)) if lang == Lang::En => format!("{} on {}", hour(clock, lang), date(day, lang)?),
        (day, Some(clock)) => format!("{} {}", hour(clock, lang), date(day, lang)?),
    };
    Some(format!("{doubt}{said}"))
}

fn hour(clock: &str, lang: Lang) -> String {
    match clock.split_once(':') {
        None if lang == Lang::En => format!("{clock}:00"),
        None => format!("{} giờ", clock.trim_start_matches('0')),
        Some(_) => clock.to_owned(),
    }
}

fn date(text: &str, lang: Lang) -> Option<String> {
    let (before, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let year = year_of(year, before, lang)?;
    let below = match (month, day) {
        (None | Some("XX"), None) => None,
        (None | Some("XX"), Some(day)) => Some(match lang {
            Lang::En => format!("the {}", nth(&small(day)?.to_string())),
            Lang::Vi => format!("ngày {}", small(day)?),
        }),
        (Some(month), None) => Some(division(month, lang)?),
        (Some(month), Some("XX")) => Some(division(month, lang)?),
        (Some(month), Some(day)) => Some(match lang {
            Lang::En => format!("{} {}", small(day)?, MONTHS.get(small(month)?.checked_sub(1)?)?),
            Lang::Vi => format!("ngày {} tháng {}", small(day)?, small(month)?),
        }),
    };
    Some(match (below, year) {
        (Some(below), Some(year)) if below.starts_with("the ") => format!("{below} of {year}"),
        (Some(below), Some(year)) => format!("{below} {year}"),
        (Some(below), None) => below,
        (None, Some(year)) => year,
        (None, None) => return None,
    })
}

/// The year in words. The inner `None` means that no digit is known, the outer one that it has no wording.
fn year_of(year: &str, before: bool, lang: Lang) -> Option<Option<String>> {
    let known = year.trim_end_matches('X');
    let vietnamese = lang == Lang::Vi;
    Some(Some(match (known.len(), year.len()) {
        (0, _) => return Some(None),
        (3, 4) if vietnamese => format!("những năm {known}0"),
        (3, 4) => format!("the {known}0s"),
        (2, 4) => {
            let century = known.parse::<u32>().ok()? + 1;
            if vietnamese {
                format!("thế kỷ {century}")
            } else {
                format!("the {} century", nth(&century.to_string()))
            }
        }
        (4, 4) if before => {
            // EDTF has a year 0.
            let year = known.parse::<u32>().ok()? + 1;
            if vietnamese { format!("năm {year} trước Công nguyên") } else { format!("{year} BC") }
        }
        (4, 4) if vietnamese => format!("năm {}", known.trim_start_matches('0')),
        (4, 4) => known.trim_start_matches('0').to_owned(),
        _ => return None,
    }))
}

/// A month, a season, a quarter or a half.
fn division(part: &str, lang: Lang) -> Option<String> {
    let number = small(part)?;
    let vietnamese = lang == Lang::Vi;
    Some(match number {
        1..=12 if vietnamese => format!("tháng {number}"),
        1..=12 => (*MONTHS.get(number - 1)?).to_owned(),
        21..=24 => {
            let at = number - 21;
            let names = if vietnamese {
                ["mùa xuân", "mùa hè", "mùa thu", "mùa đông"]
            } else {
                ["spring", "summer", "autumn", "winter"]
            };
            (*names.get(at)?).to_owned()
        }
        33..=36 if vietnamese => format!("quý {}", ["I", "II", "III", "IV"].get(number - 33)?),
        33..=36 => format!("the {} quarter", nth(&(number - 32).to_string())),
        40 => lang.pick("the first half", "nửa đầu").to_owned(),
        41 => lang.pick("the second half", "nửa cuối").to_owned(),
        _ => return None,
    })
}

fn small(digits: &str) -> Option<usize> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_words() {
        for (edtf, en, vi) in [
            ("1945-09-02", "2 September 1945", "ngày 2 tháng 9 năm 1945"),
            ("XXXX-07-24", "24 July", "ngày 24 tháng 7"),
            ("XXXX-XX-05", "the 5th", "ngày 5"),
            ("2024-34", "the 2nd quarter of 2024", "quý II năm 2024"),
            ("XXXX-40", "the first half", "nửa đầu"),
            ("2021/2024", "2021–2024", "từ năm 2021 đến năm 2024"),
            ("2021/..", "from 2021", "từ năm 2021"),
            (
                "2021-05-01/2021-05-03",
                "1 May 2021 to 3 May 2021",
                "từ ngày 1 tháng 5 năm 2021 đến ngày 3 tháng 5 năm 2021",
            ),
            ("../2030", "until 2030", "đến năm 2030"),
            ("T19:30", "19:30", "19:30"),
            ("XXXX-02-07T22:00", "22:00 on 7 February", "22:00 ngày 7 tháng 2"),
            ("1810~", "about 1810", "khoảng năm 1810"),
            ("196X", "the 1960s", "những năm 1960"),
            ("18XX", "the 19th century", "thế kỷ 19"),
            ("-0178", "179 BC", "năm 179 trước Công nguyên"),
            ("[2021,2022]", "[2021,2022]", "[2021,2022]"),
        ] {
            assert_eq!((words(edtf, Lang::En), words(edtf, Lang::Vi)), (en.into(), vi.into()), "{edtf}");
        }
    }
}
