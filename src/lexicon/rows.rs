//! Iterates over the rows of the tables in `data/` and of user tables.

use crate::{Error, ErrorKind, bytes::Places};

/// The lines of a table after its header. Comments, which start with `#`, come before it. The iterator knows its length, so collections built
/// from it need not grow.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    let mut body = table;
    while body.starts_with('#') {
        body = below(body);
    }
    let body = below(body);
    let count =
        memchr::memchr_iter(b'\n', body.as_bytes()).count() + usize::from(!body.is_empty() && !body.ends_with('\n'));
    let mut ends = Places::new(body.as_bytes(), |byte, _| byte == b'\n');
    let mut from = 0;
    (0..count).map(move |_| {
        let end = ends.next(from).unwrap_or(body.len());
        let line = body.get(from..end).unwrap_or_default();
        from = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    })
}

/// The rows of a user table with their line numbers from 1; comments, blank lines and a byte order mark are skipped.
///
/// # Errors
/// A line with a control character. A stray carriage return would merge several rows or comments into one.
pub(crate) fn user_rows(table: &str) -> impl Iterator<Item = Result<(usize, &str), Error>> {
    let table = table.strip_prefix('\u{FEFF}').unwrap_or(table);
    table.split('\n').zip(1..).filter_map(|(row, line)| {
        let row = row.strip_suffix('\r').unwrap_or(row);
        match row.chars().find(|letter| letter.is_control() && *letter != '\t') {
            Some('\r') => {
                let message =
                    "found a carriage return within the line; lines end in a line feed, with or without one before it";
                Some(Err(Error::new(ErrorKind::Table, message).at_line(line)))
            }
            Some(other) => {
                let message = format!("expected text, found the control character U+{:04X}", u32::from(other));
                Some(Err(Error::new(ErrorKind::Table, message).at_line(line)))
            }
            None => (!row.trim().is_empty() && !row.starts_with('#')).then_some(Ok((line, row))),
        }
    })
}

/// Everything after the first line.
fn below(table: &str) -> &str {
    table.split_once('\n').map_or("", |(_, rest)| rest)
}

/// The set and the words of each row of a table in `data/grammar/`.
pub(crate) fn set_rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    rows(table).map(|row| {
        let (set, rest) = split_cell(row);
        (set, split_cell(rest).0)
    })
}

/// The first cell of a row, and the rest with its tabs; empty if there is only one cell.
pub(crate) fn split_cell(row: &str) -> (&str, &str) {
    let end = row.bytes().position(|byte| byte == b'\t').unwrap_or(row.len());
    (row.get(..end).unwrap_or_default(), row.get(end + 1..).unwrap_or_default())
}

/// The cells of a row. Cells are short, so a search for a tab by character would take most of the time.
pub(crate) fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        let (cell, after) = split_cell(row);
        rest = (cell.len() < row.len()).then_some(after);
        Some(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_users_have_their_lines_and_no_controls() {
        let read = |table| user_rows(table).collect::<Result<Vec<_>, _>>();
        let table = "\u{FEFF}# Nguồn\r\na\tA\r\n\r\n  \nb\tB";
        assert_eq!(read(table).unwrap(), [(2, "a\tA"), (5, "b\tB")]);
        for (table, line, message) in [
            ("a\tA\nb\tB\rc\tC\n", 2, "found a carriage return within the line"),
            ("# chú thích\ra\tA", 1, "found a carriage return"),
            ("a\tA\n\nb\tB\0\n", 3, "found the control character U+0000"),
        ] {
            let error = read(table).unwrap_err();
            assert!(error.line() == Some(line) && error.to_string().contains(message), "{table:?}: {error}");
        }
    }

    #[test]
    fn comments_and_header_are_no_rows() {
        let table = "# Source: usage.\n#\nname\tcode\nmột\t1\r\nhai\t2";
        assert_eq!(rows(table).collect::<Vec<_>>(), ["một\t1", "hai\t2"]);
        assert_eq!(rows(&format!("{table}\n")).size_hint(), (2, Some(2)));
        assert_eq!(rows("name\n").count() + rows("name").count() + rows("").count(), 0);
        assert_eq!(split_cell("một\t1\tunit"), ("một", "1\tunit"));
        assert_eq!(split_cell("một"), ("một", ""));
        for row in ["một\t1\tunit", "một", "", "một\t", "\t\t"] {
            assert_eq!(cells(row).collect::<Vec<_>>(), row.split('\t').collect::<Vec<_>>());
        }
    }
}
