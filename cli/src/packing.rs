//! Compressed files, recognised by extension: `.gz` and `.zst`, for input and output.
//!
//! The worker threads compress the output, each batch as a separate member (gzip) or frame (zstd). Both formats allow concatenation,
//! compression does not wait for the writer, and a resumed run produces the same bytes.

use std::{
    io::{self, BufRead as _, BufReader, Read},
    path::Path,
};

use flate2::bufread::GzDecoder;

const BUFFER: usize = 1 << 16;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// By the extension of a file's name.
    pub(crate) fn of(path: &Path) -> Self {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(ending) if ending.eq_ignore_ascii_case("gz") => Self::Gzip,
            Some(ending) if ending.eq_ignore_ascii_case("zst") => Self::Zstd,
            _ => Self::None,
        }
    }

    /// The extension before that of the compression, in lower case: `jsonl` of `news.jsonl.gz`.
    pub(crate) fn inner_ending(path: &Path) -> Option<String> {
        let name = match Self::of(path) {
            Self::None => path,
            _ => Path::new(path.file_stem()?),
        };
        Some(name.extension()?.to_str()?.to_ascii_lowercase())
    }

    /// Decompresses a stream.
    pub(crate) fn unpack(self, file: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::None => file,
            Self::Gzip => Box::new(Members::Between(BufReader::with_capacity(BUFFER, file))),
            Self::Zstd => Box::new(zstd::Decoder::new(file)?),
        })
    }

    /// Compresses bytes as a separate member.
    pub(crate) fn pack(self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        if bytes.is_empty() {
            return Ok(bytes);
        }
        match self {
            Self::None => Ok(bytes),
            Self::Gzip => {
                let mut packed = Vec::with_capacity(bytes.len() / 4);
                flate2::read::GzEncoder::new(&*bytes, flate2::Compression::default()).read_to_end(&mut packed)?;
                Ok(packed)
            }
            Self::Zstd => zstd::encode_all(&*bytes, 0),
        }
    }
}

/// Reads the members of a gzip file one after another. Zeros after a member are padding, as tapes and block devices leave it: `gzip`
/// skips them, `flate2` reports a broken member.
enum Members<R> {
    Within(GzDecoder<BufReader<R>>),
    Between(BufReader<R>),
    Ended,
}

impl<R: Read> Members<R> {
    /// The state after `file`: between two members.
    fn next(mut file: BufReader<R>, is_first: bool) -> io::Result<Self> {
        loop {
            let there = file.fill_buf()?;
            if there.is_empty() {
                return if is_first { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Self::Ended) };
            }
            let zeros = there.iter().take_while(|byte| **byte == 0).count();
            if is_first || zeros < there.len() {
                file.consume(if is_first { 0 } else { zeros });
                return Ok(Self::Within(GzDecoder::new(file)));
            }
            file.consume(zeros);
        }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut is_first = true;
        loop {
            match std::mem::replace(self, Self::Ended) {
                Self::Ended => return Ok(0),
                Self::Between(file) => *self = Self::next(file, is_first)?,
                Self::Within(mut member) => {
                    let count = member.read(buffer)?;
                    if count > 0 || buffer.is_empty() {
                        *self = Self::Within(member);
                        return Ok(count);
                    }
                    is_first = false;
                    *self = Self::Between(member.into_inner());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_after_a_member_are_padding() {
        let read = |bytes: Vec<u8>| {
            let mut text = String::new();
            let file: Box<dyn Read + Send> = Box::new(io::Cursor::new(bytes));
            Packing::Gzip.unpack(file).unwrap().read_to_string(&mut text).map(|_| text)
        };
        let member = |text: &str| Packing::Gzip.pack(text.into()).unwrap();
        let zeros = vec![0; 70_000];
        assert_eq!(read([member("mot "), zeros.clone(), member("hai"), zeros.clone()].concat()).unwrap(), "mot hai");
        assert!(read([member("mot"), b"rubbish".to_vec()].concat()).is_err());
        assert!(read(member("mot")[..10].to_vec()).is_err());
        assert!(read(zeros).is_err() && read(Vec::new()).is_err());
    }

    #[test]
    fn members_read_on_from_one_to_the_next() {
        for packing in [Packing::None, Packing::Gzip, Packing::Zstd] {
            let packed = [packing.pack(b"mot ".to_vec()).unwrap(), packing.pack(b"hai".to_vec()).unwrap()].concat();
            let mut text = String::new();
            packing.unpack(Box::new(io::Cursor::new(packed))).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "mot hai", "{packing:?}");
        }
        assert_eq!(Packing::inner_ending(Path::new("a/news.JSONL.gz")).as_deref(), Some("jsonl"));
        assert_eq!(Packing::inner_ending(Path::new("a/news.txt")).as_deref(), Some("txt"));
        assert_eq!(Packing::inner_ending(Path::new("news")), None);
    }
}
