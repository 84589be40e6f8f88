//! Compressed files, known by their ending: `.gz` and `.zst`, in and out.
//!
//! Output is packed by the threads that analyse, each batch as a member (gzip) or frame (zstd) of its own: both formats read on from one
//! to the next, packing does not wait for the writer, and a run that goes on later gives the same bytes.

use std::{
    io::{self, Read},
    path::Path,
};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// By the ending of a file's name.
    pub(crate) fn of(path: &Path) -> Self {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(ending) if ending.eq_ignore_ascii_case("gz") => Self::Gzip,
            Some(ending) if ending.eq_ignore_ascii_case("zst") => Self::Zstd,
            _ => Self::None,
        }
    }

    /// The ending under the packing, in small letters: `jsonl` of `news.jsonl.gz`.
    pub(crate) fn inner_ending(path: &Path) -> Option<String> {
        let name = match Self::of(path) {
            Self::None => path,
            _ => Path::new(path.file_stem()?),
        };
        Some(name.extension()?.to_str()?.to_ascii_lowercase())
    }

    /// Reads what was packed.
    pub(crate) fn unpack(self, file: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::None => file,
            Self::Gzip => Box::new(flate2::read::MultiGzDecoder::new(file)),
            Self::Zstd => Box::new(zstd::Decoder::new(file)?),
        })
    }

    /// Packs bytes as a member of their own.
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

#[cfg(test)]
mod tests {
    use super::*;

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
