//! Readable JSON: one field per line, lists of numbers on one line, as `"core": [1806, 1809]`.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Indents objects and keeps lists on one line unless they contain an object.
#[derive(Default)]
pub(super) struct Indented {
    depth: usize,
    /// For each depth, whether the object or list has an element yet.
    filled: Vec<bool>,
}

impl Indented {
    fn line<W: Write + ?Sized>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:1$}", "", 2 * self.depth)
    }
}

impl Formatter for Indented {
    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.filled.push(false);
        out.write_all(b"{")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if let Some(filled) = self.filled.last_mut() {
            *filled = true;
        }
        self.line(out)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled.pop() == Some(true) {
            self.line(out)?;
        }
        out.write_all(b"}")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;
    use serde_json::{Serializer, json};

    use super::Indented;

    #[test]
    fn lists_stay_on_their_line() {
        let mut out = Vec::new();
        let value = json!({"core": [1, 2], "none": [], "facts": [{"a": 1}, {"b": {}}], "spans": [[0, 1], [2, 3]]});
        value.serialize(&mut Serializer::with_formatter(&mut out, Indented::default())).unwrap();
        let want = "{\n  \"core\": [1, 2],\n  \"none\": [],\n  \"facts\": [{\n    \"a\": 1\n  }, {\n    \"b\": {}\n  }],\n  \"spans\": [[0, 1], [2, 3]]\n}";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
