//! Table columns: which header belongs to a cell, and which unit the header names.
//!
//! `Doanh thu (tỷ đồng)` above `1.250` states the unit once for the whole column. A cell that contains only a number
//! takes it.

use super::line::Line;
use crate::span::Cut as _;

/// The maximum number of columns and rows of one cell, and of columns of a table. Wider tables are used for page layout.
const WIDEST: u32 = 64;

/// The longest unit, in bytes: `triệu đồng/người/năm`.
const LONGEST: usize = 40;

/// Labels before a unit in a header or its bracket.
const LABELS: [&str; 4] = ["đvt", "đơn vị tính", "đơn vị", "đv"];

/// A cell of a table.
#[derive(Clone, Copy, Debug)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
    width: u32,
    is_head: bool,
}

/// An open table.
#[derive(Debug, Default)]
struct Grid {
    number: u32,
    row: u32,
    column: u32,
    /// For each column, how many further rows are covered by a cell of an earlier row.
    taken: Vec<u32>,
    /// The number of the open cell; 0 means none.
    cell: u32,
    /// Whether it has headers or a caption: other tables may be for layout only.
    is_data: bool,
}

/// The tables of a page so far.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Grid>,
    cells: Vec<Cell>,
    count: u32,
}

impl Tables {
    pub(super) fn begin(&mut self) {
        self.count += 1;
        self.open.push(Grid { number: self.count, ..Grid::default() });
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Records that the innermost table has headers or a caption.
    pub(super) fn set_data(&mut self) {
        self.open.last_mut().into_iter().for_each(|grid| grid.is_data = true);
    }

    /// Whether the innermost table has headers or a caption.
    pub(super) fn is_data(&self) -> bool {
        self.open.last().is_some_and(|grid| grid.is_data)
    }

    /// The number of the open cell; 0 means none.
    pub(super) fn cell(&self) -> u32 {
        self.open.last().map_or(0, |grid| grid.cell)
    }

    /// Starts a row of the innermost table.
    pub(super) fn begin_row(&mut self) {
        if let Some(grid) = self.open.last_mut() {
            grid.cell = 0;
            if grid.column > 0 {
                grid.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
                (grid.row, grid.column) = (grid.row + 1, 0);
            }
        }
    }

    /// Starts a cell of the innermost table, with its number of columns and rows.
    pub(super) fn begin_cell(&mut self, is_head: bool, columns: u32, rows: u32) {
        let Some(grid) = self.open.last_mut() else { return };
        while grid.taken.get(grid.column as usize).is_some_and(|rows| *rows > 0) {
            grid.column += 1;
        }
        let (width, rows) = (columns.clamp(1, WIDEST), rows.clamp(1, WIDEST));
        self.cells.push(Cell { table: grid.number, row: grid.row, column: grid.column, width, is_head });
        grid.cell = u32::try_from(self.cells.len()).unwrap_or_default();
        let end = grid.column + width;
        if rows > 1 && end <= WIDEST {
            grid.taken.resize(grid.taken.len().max(end as usize), 0);
            // The current row is included, and counted down when the next one starts.
            grid.taken.iter_mut().skip(grid.column as usize).take(width as usize).for_each(|taken| *taken = rows);
        }
        grid.column = end;
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self) {
        self.open.last_mut().into_iter().for_each(|grid| grid.cell = 0);
    }

    /// The ends of cells that contain only a number, each with the unit of its column header, in text order. Linear.
    pub(super) fn units(&self, text: &str, lines: &[Line]) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        // The unit of each column. Nested tables are rare, and used for layout.
        let (mut table, mut columns): (u32, Vec<Option<String>>) = (0, Vec::new());
        let mut headless = false;
        for block in lines.chunk_by(|a, b| a.context.cell == b.context.cell) {
            let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
            let Some(cell) = first.context.cell.checked_sub(1).and_then(|at| self.cells.get(at as usize)) else {
                continue;
            };
            if cell.table != table {
                (table, headless) = (cell.table, !cell.is_head);
                columns.clear();
            }
            let content = text.cut(first.span.start..last.span.end);
            let is_head = cell.is_head && cell.row < 3 || headless && cell.row == 0;
            if is_head && let Some(unit) = unit(content) {
                let end = (cell.column + cell.width).min(WIDEST) as usize;
                columns.resize(columns.len().max(end), None);
                columns.iter_mut().take(end).skip(cell.column as usize).for_each(|column| *column = Some(unit.clone()));
            } else if !is_head
                && is_number(content)
                && let Some(Some(unit)) = columns.get(cell.column as usize)
            {
                out.push((last.span.end, unit.clone()));
            }
        }
        out
    }
}

/// Whether a cell holds a number, or two with a dash between, and nothing else.
fn is_number(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '–', '−', '+']);
    text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.ends_with(|letter: char| letter.is_ascii_digit())
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '\u{A0}' | '-' | '–'))
}

/// The unit in a column header: in its last bracket, after a label or a comma, or as a symbol at its end.
fn unit(head: &str) -> Option<String> {
    let head = head.trim();
    let inner = match head.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?.1,
        None if head.ends_with(['%', '‰']) => head.rsplit_once(char::is_whitespace).map_or(head, |(_, sign)| sign),
        None => head.rsplit_once([':', ',']).map(|(_, unit)| unit)?,
    };
    let lower = inner.trim().to_lowercase();
    let unit = LABELS.iter().find_map(|label| lower.strip_prefix(label)).unwrap_or(&lower);
    let unit = unit.trim_start_matches([':', ' ']).split_whitespace().collect::<Vec<_>>().join(" ");
    let unit = thousands(&unit);
    let is_unit =
        !unit.is_empty() && unit.len() <= LONGEST && unit.starts_with(|letter: char| !letter.is_ascii_digit());
    is_unit.then_some(unit)
}

/// `1.000 đồng` means thousands.
fn thousands(unit: &str) -> String {
    match unit.split_once(' ') {
        Some(("1000" | "1.000", unit)) => format!("nghìn {unit}"),
        Some(("1.000.000" | "1000000", unit)) => format!("triệu {unit}"),
        _ => unit.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_name_units() {
        for (head, want) in [
            ("Doanh thu (tỷ đồng)", Some("tỷ đồng")),
            ("Doanh thu\n(ĐVT: Triệu đồng)", Some("triệu đồng")),
            ("Giá (1.000 đồng/kg)", Some("nghìn đồng/kg")),
            ("Đơn vị tính: tấn", Some("tấn")),
            ("Diện tích, ha", Some("ha")),
            ("Tăng trưởng %", Some("%")),
            ("%", Some("%")),
            ("Năm 2020", None),
            ("Tên xã", None),
            ("Kế hoạch (2024)", None),
        ] {
            assert_eq!(unit(head).as_deref(), want, "{head}");
        }
    }

    #[test]
    fn numbers_alone() {
        for (text, want) in
            [("1.250", true), ("-1,5", true), ("5 - 7", true), ("-", false), ("12%", false), ("A4", false), ("", false)]
        {
            assert_eq!(is_number(text), want, "{text}");
        }
    }

    #[test]
    fn cells_stand_in_columns() {
        let mut tables = Tables::default();
        tables.begin();
        tables.begin_row();
        tables.begin_cell(true, 1, 2);
        tables.begin_cell(true, 2, 1);
        tables.begin_row();
        tables.begin_cell(true, 1, 1);
        tables.begin_cell(true, 1, 1);
        tables.begin_row();
        tables.begin_cell(false, 1, 1);
        let columns: Vec<_> = tables.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(columns, [(0, 0), (0, 1), (1, 1), (1, 2), (2, 0)]);
    }
}
