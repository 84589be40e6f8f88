//! Tables in UTF-16, as Excel writes them (`Unicode Text`), converted to UTF-8 while reading.

use std::io::{self, BufRead, BufReader, Cursor, Read};

/// The bytes of a table in UTF-8. UTF-16 is recognised by its byte order mark, or by an ASCII first letter, which headers
/// usually have.
pub(super) fn utf8(mut file: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::new();
    file.by_ref().take(2).read_to_end(&mut head)?;
    let order = match head[..] {
        [0xFF, 0xFE] | [1..=0xFF, 0] => Order::Little,
        [0xFE, 0xFF] | [0, 1..=0xFF] => Order::Big,
        _ => return Ok(Box::new(Cursor::new(head).chain(file))),
    };
    if head.contains(&0xFE) {
        head.clear();
    }
    let file = BufReader::new(Cursor::new(head).chain(file));
    Ok(Box::new(Utf16 { file, order, rest: Vec::new(), high: None, made: Cursor::new(Vec::new()) }))
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

struct Utf16<R> {
    file: R,
    order: Order,
    /// The first byte of an incomplete unit.
    rest: Vec<u8>,
    /// A high surrogate waiting for its low surrogate.
    high: Option<u16>,
    made: Cursor<Vec<u8>>,
}

impl<R: BufRead> Utf16<R> {
    /// Converts the next piece of the file. A lone surrogate, or half a unit at the end, becomes U+FFFD.
    fn turn(&mut self) -> io::Result<()> {
        let there = self.file.fill_buf()?;
        let (count, is_end) = (there.len(), there.is_empty());
        self.rest.extend_from_slice(there);
        self.file.consume(count);
        let whole = self.rest.len() / 2 * 2;
        let units = self.rest[..whole].chunks_exact(2).map(|unit| match (self.order, unit) {
            (Order::Little, &[low, high]) | (Order::Big, &[high, low]) => u16::from_le_bytes([low, high]),
            _ => 0xFFFD,
        });
        let mut units: Vec<u16> = self.high.take().into_iter().chain(units).collect();
        self.rest.drain(..whole);
        if is_end {
            units.extend(self.rest.drain(..).map(|_| 0xFFFD));
        } else {
            self.high = units.pop_if(|unit| matches!(unit, 0xD800..=0xDBFF));
        }
        let text: String = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.made = Cursor::new(text.into_bytes());
        Ok(())
    }

    fn is_at_end(&mut self) -> io::Result<bool> {
        Ok(self.rest.is_empty() && self.high.is_none() && self.file.fill_buf()?.is_empty())
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.made.read(buffer)?;
            if count > 0 || buffer.is_empty() || self.is_at_end()? {
                return Ok(count);
            }
            self.turn()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yields one byte at a time, so that every unit is split.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let end = buffer.len().min(1);
            self.0.read(&mut buffer[..end])
        }
    }

    #[test]
    fn both_orders_are_read_with_and_without_a_mark() {
        let text = "id\ttên 🏅\r\n";
        for (mark, turn) in [(true, false), (true, true), (false, false), (false, true)] {
            let units = mark.then_some('\u{FEFF}').into_iter().chain(text.chars()).collect::<String>();
            let bytes =
                units.encode_utf16().flat_map(|unit| if turn { unit.to_be_bytes() } else { unit.to_le_bytes() });
            let mut out = String::new();
            utf8(Box::new(Slow(Cursor::new(bytes.collect())))).unwrap().read_to_string(&mut out).unwrap();
            assert_eq!(out, text);
        }
        for (bytes, want) in [
            (&b"\xFF\xFEa\0\x3D\xD8b\0\x3D\xD8"[..], "a\u{FFFD}b\u{FFFD}"),
            (b"\xFF\xFEa\0b", "a\u{FFFD}"),
            (b"", ""),
            (b"x", "x"),
            (b"\xEF\xBB\xBFx", "\u{FEFF}x"),
        ] {
            let mut out = String::new();
            utf8(Box::new(Slow(Cursor::new(bytes.to_vec())))).unwrap().read_to_string(&mut out).unwrap();
            assert_eq!(out, want);
        }
    }
}
