//! Charts as inline SVG. Widths are percentages and heights are pixels, so that text has the same size on every screen.

use std::io::{self, Write};

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

/// Columns side by side, with the highest one labelled.
pub(super) fn columns(title: &str, columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    const HEIGHT: f64 = 150.0;
    const TOP: f64 = 18.0;
    let highest = columns.iter().map(|column| column.value).max().unwrap_or(1).max(1) as f64;
    let width = 100.0 / columns.len().max(1) as f64;
    let total = HEIGHT + TOP + 20.0;
    write!(out, "<svg class=\"columns-chart\" role=\"img\" aria-label=\"{title}\" width=\"100%\" height=\"{total}\">")?;
    for line in [0.0, 0.5, 1.0] {
        let y = TOP + HEIGHT * (1.0 - line);
        write!(out, "<line x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>")?;
    }
    for (place, column) in columns.iter().enumerate() {
        // Anything above zero is visible, however small.
        let height = (column.value as f64 / highest * HEIGHT).max(if column.value > 0 { 1.5 } else { 0.0 });
        let (x, y) = (place as f64 * width + width * 0.08, TOP + HEIGHT - height);
        write!(out, "<rect x=\"{x:.3}%\" y=\"{y:.1}\" width=\"{:.3}%\" height=\"{height:.1}\">", width * 0.84)?;
        write!(out, "<title>{}: {}</title></rect>", column.name, column.shown)?;
    }
    if let Some((place, column)) =
        columns.iter().enumerate().max_by_key(|(place, column)| (column.value, usize::MAX - place))
    {
        text(place as f64 * width + width / 2.0, TOP - 5.0, &column.shown, out)?;
    }
    for place in labelled(columns.len()) {
        if let Some(column) = columns.get(place) {
            text(place as f64 * width + width / 2.0, TOP + HEIGHT + 15.0, &column.name, out)?;
        }
    }
    writeln!(out, "</svg>")
}

/// The columns that get a label: at most five, including the first and the last.
fn labelled(count: usize) -> Vec<usize> {
    let step = count.div_ceil(5).max(1);
    let mut places: Vec<usize> = (0..count).step_by(step).collect();
    if let (Some(last), Some(end)) = (places.last().copied(), count.checked_sub(1))
        && last != end
    {
        // Adjacent labels would overlap on a small screen.
        if end - last < step {
            places.pop();
        }
        places.push(end);
    }
    places
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
    use super::labelled;

    #[test]
    fn the_first_and_the_last_column_are_named() {
        assert!(labelled(0).is_empty());
        assert_eq!(labelled(1), [0]);
        assert_eq!(labelled(9), [0, 2, 4, 6, 8]);
        for count in 1..200 {
            let places = labelled(count);
            assert!(
                places.len() <= 5 && places[0] == 0 && places[places.len() - 1] == count - 1,
                "{count}: {places:?}"
            );
        }
    }
}
