//! Charts as inline SVG. Widths are percentages and heights are pixels, so that text has the same size on every screen.

use std::io::{self, Write};

use crate::page::{Lang, grouped};

/// A bar in a table cell, next to the same figure as a number.
pub(super) fn bar(share: f64, out: &mut dyn Write) -> io::Result<()> {
    let width = (share * 100.0).clamp(0.0, 100.0);
    write!(
        out,
        "<svg class=\"bar\" width=\"100%\" height=\"14\" aria-hidden=\"true\"><rect width=\"{width:.2}%\" height=\"14\" rx=\"2\"/></svg>"
    )
}

/// One column of a chart.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) value: u64,
    /// Its value as the language writes it.
    pub(super) shown: String,
}

/// Columns side by side over lines at round numbers, with the highest one labelled.
pub(super) fn columns(title: &str, columns: &[Column], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    const HEIGHT: f64 = 150.0;
    const TOP: f64 = 18.0;
    let highest = columns.iter().map(|column| column.value).max().unwrap_or(1).max(1);
    let step = step(highest);
    let top = step.saturating_mul(highest.div_ceil(step)) as f64;
    let lines: Vec<(f64, String)> = (0..=highest.div_ceil(step))
        .map(|line| line.saturating_mul(step))
        .map(|value| (TOP + HEIGHT * (1.0 - value as f64 / top), grouped(value, lang)))
        .collect();
    let total = HEIGHT + TOP + 20.0;
    // Two pictures: the numbers need a width in pixels, the columns one in per cent.
    let room = lines.iter().map(|(_, name)| name.chars().count()).max().unwrap_or(1) * 8;
    write!(out, "<div class=\"chart\"><svg aria-hidden=\"true\" width=\"{room}\" height=\"{total}\">")?;
    for (y, name) in &lines {
        write!(out, "<text x=\"100%\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>", y + 4.0)?;
    }
    write!(
        out,
        "</svg><svg class=\"columns-chart\" role=\"img\" aria-label=\"{title}\" width=\"100%\" height=\"{total}\">"
    )?;
    for (y, _) in &lines {
        write!(out, "<line x1=\"0\" x2=\"100%\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>")?;
    }
    let width = 100.0 / columns.len().max(1) as f64;
    let height = |column: &Column| column.value as f64 / top * HEIGHT;
    for (place, column) in columns.iter().enumerate() {
        // Anything above zero is visible, however small.
        let height = height(column).max(if column.value > 0 { 1.5 } else { 0.0 });
        let (x, y) = (place as f64 * width + width * 0.08, TOP + HEIGHT - height);
        write!(out, "<rect x=\"{x:.3}%\" y=\"{y:.1}\" width=\"{:.3}%\" height=\"{height:.1}\">", width * 0.84)?;
        write!(out, "<title>{}: {}</title></rect>", column.name, column.shown)?;
    }
    let middle = |place: usize| place as f64 * width + width / 2.0;
    let first = |place: &usize| usize::MAX - place;
    if let Some((place, column)) = columns.iter().enumerate().max_by_key(|(place, column)| (column.value, first(place)))
    {
        text(middle(place), TOP + HEIGHT - height(column) - 5.0, &column.shown, out)?;
    }
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    for (place, name) in labels(&names) {
        text(middle(place), TOP + HEIGHT + 15.0, name, out)?;
    }
    writeln!(out, "</svg></div>")
}

/// The distance between lines: 1, 2 or 5 times a power of ten, so that there are at most four steps.
fn step(highest: u64) -> u64 {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    let mut steps = powers.flat_map(|power| [1, 2, 5].map(|times| power.saturating_mul(times)));
    steps.find(|step| highest.div_ceil(*step) <= 4).unwrap_or(u64::MAX)
}

/// The columns that get a label, at most five: round years, or the Januaries of round years.
fn labels<'n>(names: &[&'n str]) -> Vec<(usize, &'n str)> {
    if names.len() <= 5 {
        return names.iter().copied().enumerate().collect();
    }
    let number = |name: &str| match name.split_once('-') {
        Some((year, month)) => Some(year.parse::<usize>().ok()? * 12 + month.parse::<usize>().ok()? - 1),
        None => name.parse().ok(),
    };
    let is_months = names.iter().all(|name| name.contains('-'));
    let steps: &[usize] = if is_months { &[2, 3, 6, 12, 24, 60, 120, 240] } else { &[2, 5, 10, 20, 50, 100, 200, 500] };
    let step = steps.iter().copied().find(|step| names.len() <= 5 * step).unwrap_or(1000);
    let round = |(_, name): &(usize, &str)| number(name).is_some_and(|number| number.is_multiple_of(step));
    // The column of a January is labelled with the year alone.
    let short = |(place, name): (usize, &'n str)| {
        (place, if step >= 12 && is_months { name.get(..4).unwrap_or(name) } else { name })
    };
    names.iter().copied().enumerate().filter(round).map(short).collect()
}

fn text(x: f64, y: f64, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let anchor = match x {
        x if x < 6.0 => "start",
        x if x > 94.0 => "end",
        _ => "middle",
    };
    let x = match anchor {
        "start" => 0.0,
        "end" => 100.0,
        _ => x,
    };
    write!(out, "<text x=\"{x:.2}%\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>")
}

#[cfg(test)]
mod tests {
    use super::{labels, step};

    #[test]
    fn lines_stand_at_round_numbers() {
        for (highest, want) in [
            (1, 1),
            (4, 1),
            (5, 2),
            (230, 100),
            (11_576, 5_000),
            (40_000, 10_000),
            (u64::MAX, 5_000_000_000_000_000_000),
        ] {
            assert_eq!(step(highest), want, "{highest}");
        }
    }

    #[test]
    fn round_years_and_months_are_named() {
        let years: Vec<String> = (1968..=2030).map(|year| year.to_string()).collect();
        let months: Vec<String> = (0..57).map(|at| format!("{}-{:02}", 2015 + at / 12, at % 12 + 1)).collect();
        let named = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            labels(&names).into_iter().map(|(place, name)| format!("{place} {name}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(named(&[]), "");
        assert_eq!(named(&years), "12 1980, 32 2000, 52 2020");
        assert_eq!(named(&years[..4]), "0 1968, 1 1969, 2 1970, 3 1971");
        assert_eq!(named(&months), "0 2015, 12 2016, 24 2017, 36 2018, 48 2019");
        assert_eq!(named(&months[..8]), "0 2015-01, 2 2015-03, 4 2015-05, 6 2015-07");
        for count in 6..400 {
            let years: Vec<String> = (1900..1900 + count).map(|year: usize| year.to_string()).collect();
            assert!((1..=5).contains(&named(&years).split(", ").count()), "{count}");
        }
    }
}
