//! The rows of the tables of `data/`: what every table's parser begins with.

/// The lines of a table below its header, without its comments, which begin with `#`.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr::memchr_iter(b'\n', table.as_bytes()).chain([table.len()]);
    let lines = ends.filter_map(move |end| {
        let line = table.get(from..end)?;
        from = end + 1;
        Some(line.strip_suffix('\r').unwrap_or(line))
    });
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1)
}

/// The first cell of a row, and the others with the tabs between them; nothing where there are no others.
pub(crate) fn split_cell(row: &str) -> (&str, &str) {
    let end = memchr::memchr(b'\t', row.as_bytes()).unwrap_or(row.len());
    (row.get(..end).unwrap_or_default(), row.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_header_are_no_rows() {
        let table = "# Source: usage.\n#\nname\tcode\nmột\t1\r\n# Bớt.\nhai\t2";
        assert_eq!(rows(table).collect::<Vec<_>>(), ["một\t1", "hai\t2"]);
        assert_eq!(rows("name\n").count() + rows("").count(), 0);
        assert_eq!(split_cell("một\t1\tunit"), ("một", "1\tunit"));
        assert_eq!(split_cell("một"), ("một", ""));
    }
}
