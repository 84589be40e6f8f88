//! The rows of the tables of `data/`: what every table's parser begins with.

use crate::bytes::Places;

/// The lines of a table below its header. Comments, which begin with `#`, stand above it. The iterator knows how many there are, so that what
/// is made of them need not grow.
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

/// What stands below the first line.
fn below(table: &str) -> &str {
    table.split_once('\n').map_or("", |(_, rest)| rest)
}

/// The first cell of a row, and the others with the tabs between them; nothing where there are no others.
pub(crate) fn split_cell(row: &str) -> (&str, &str) {
    let end = row.bytes().position(|byte| byte == b'\t').unwrap_or(row.len());
    (row.get(..end).unwrap_or_default(), row.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_header_are_no_rows() {
        let table = "# Source: usage.\n#\nname\tcode\nmột\t1\r\nhai\t2";
        assert_eq!(rows(table).collect::<Vec<_>>(), ["một\t1", "hai\t2"]);
        assert_eq!(rows(&format!("{table}\n")).size_hint(), (2, Some(2)));
        assert_eq!(rows("name\n").count() + rows("name").count() + rows("").count(), 0);
        assert_eq!(split_cell("một\t1\tunit"), ("một", "1\tunit"));
        assert_eq!(split_cell("một"), ("một", ""));
    }
}
