//! Evaluates the bytes of a document in each code page, without decoding them.
//!
//! A table gives the letter of each byte. The bytes are split once, at separators common to all code pages. ASCII pieces are the same in all
//! of them. For the others the maximum number of words is known, so a code page is abandoned as soon as the rest could not make it
//! Vietnamese. Both shortcuts are exact: the tests compare with a reference implementation that decodes to strings and takes eight times as
//! long.

use std::sync::LazyLock;

use super::{
    Encoding, decode,
    evidence::{Evidence, Sight, Word},
    page::{self, Pairs},
};
use crate::narrow::{low_byte, to_u32};

/// The bytes of a document, split once for all code pages.
pub(super) struct Sample<'b> {
    bytes: &'b [u8],
    /// Whether each byte occurs.
    seen: [bool; 256],
    /// The evidence of the ASCII pieces, which is the same in every code page.
    shared: Evidence,
    /// The others.
    pieces: Vec<Piece>,
    /// The maximum number of non-ASCII words in all of them.
    most: u32,
}

struct Piece {
    start: u32,
    end: u32,
    /// Each non-ASCII word has a non-ASCII byte, and there is another one between two words.
    most: u32,
}

/// The class of a byte in any code page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or digit of ASCII.
    Ascii,
    /// Depends on the code page: non-ASCII bytes, and the control characters that are letters in VISCII or VPS.
    Special,
    Between,
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Between; 256];
    let mut byte = 0;
    while byte < 256 {
        if low_byte(byte).is_ascii_alphanumeric() {
            kinds[byte] = Kind::Ascii;
        } else if is_special(low_byte(byte)) {
            kinds[byte] = Kind::Special;
        }
        byte += 1;
    }
    kinds
};

/// Whether a byte may be a non-ASCII letter. VISCII and VPS have letters among the control characters: six of them, and fourteen.
pub(super) const fn is_special(byte: u8) -> bool {
    matches!(byte, 0x80..|2..=6| 0x10..=0x1E)
}

impl<'b> Sample<'b> {
    /// `bytes` must be less than 4 GiB.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let mut out = Self { bytes, seen: [false; 256], shared: Evidence::default(), pieces: Vec::new(), most: 0 };
        let ascii = &reading(Encoding::Windows1252).alone;
        let mut at = 0;
        while at < bytes.len() {
            let (start, mut special) = (at, 0);
            while let Some(&byte) = bytes.get(at) {
                let kind = KINDS[usize::from(byte)];
                out.seen[usize::from(byte)] = true;
                if kind == Kind::Between {
                    break;
                }
                special += u32::from(kind == Kind::Special);
                at += 1;
            }
            if special > 0 {
                let most = special.div_ceil(2);
                out.most += most;
                out.pieces.push(Piece { start: to_u32(start), end: to_u32(at), most });
            } else if at > start {
                let mut word = Word::default();
                for byte in &bytes[start..at] {
                    word.take(ascii[usize::from(*byte)], &mut out.shared);
                }
                word.end(&mut out.shared);
            }
            at += 1;
        }
        out
    }

    /// Evaluates the sample as `encoding`, one of the code pages. `None` if a byte is invalid in it, or as soon as `goes_on` rejects the
    /// evidence so far, given how many telling words can still come.
    fn read(&self, encoding: Encoding, goes_on: impl Fn(&Evidence, u32) -> bool) -> Option<Evidence> {
        let reading = reading(encoding);
        if reading.open.iter().any(|byte| self.seen[usize::from(*byte)]) {
            return None;
        }
        let (mut out, mut more) = (self.shared, self.most);
        for piece in &self.pieces {
            if !goes_on(&out, more) {
                return None;
            }
            more -= piece.most;
            let bytes = &self.bytes[piece.start as usize..piece.end as usize];
            let before = out;
            if !reading.read(bytes, &mut out) {
                // A mark after a letter that is not in the table, as in `ñ`: one word in a thousand.
                out = before;
                out.read(&decode(bytes, encoding).ok()?.text);
            }
        }
        Some(out)
    }

    /// The evidence for a code page, if it gives a Vietnamese text and weighs more than `least`.
    pub(super) fn vietnamese(&self, encoding: Encoding, least: i64) -> Option<Evidence> {
        let can_win = |evidence: &Evidence, more: u32| {
            evidence.can_be_vietnamese(more) && evidence.weight() + 3 * i64::from(more) > least
        };
        let evidence = self.read(encoding, can_win)?;
        // In these, `à` and `é` have other bytes than in windows-1252, so they are as significant as `ả`.
        let all_own = matches!(encoding, Encoding::Tcvn3 | Encoding::Vni);
        let evidence = if all_own { evidence.own_all() } else { evidence };
        (evidence.is_vietnamese() && evidence.weight() > least).then_some(evidence)
    }

    /// Whether the text as windows-1252 weighs `weight` or more.
    pub(super) fn western_weighs(&self, weight: i64) -> bool {
        let can_reach = |evidence: &Evidence, more: u32| evidence.weight() + 3 * i64::from(more) >= weight;
        self.read(Encoding::Windows1252, can_reach).is_some_and(|evidence| evidence.weight() >= weight)
    }

    /// Whether every non-ASCII word is a syllable in windows-1252.
    pub(super) fn is_right_as_it_stands(&self) -> bool {
        self.read(Encoding::Windows1252, |_, _| true).is_some_and(|evidence| evidence.is_right())
    }
}

/// A code page, prepared for reading words.
struct Reading {
    page: &'static page::Page,
    alone: [Sight; 256],
    /// Whether each byte is a mark that combines with any letter before it.
    marks: [bool; 256],
    /// The invalid bytes.
    open: Vec<u8>,
}

fn reading(encoding: Encoding) -> &'static Reading {
    static READINGS: LazyLock<[Reading; 6]> = LazyLock::new(|| page::ENCODINGS.map(Reading::new));
    &READINGS[page::index(encoding)]
}

impl Reading {
    fn new(encoding: Encoding) -> Self {
        let page = page::of(encoding);
        let (mut alone, mut marks) = ([Sight::BETWEEN; 256], [false; 256]);
        for (byte, (sight, mark)) in (0..=u8::MAX).zip(alone.iter_mut().zip(&mut marks)) {
            *sight = page.alone(byte).map_or(Sight::BETWEEN, Sight::of);
            *mark = page.is_mark(byte);
        }
        let open = (0..=u8::MAX).filter(|byte| page.alone(*byte).is_none()).collect();
        Self { page, alone, marks, open }
    }

    /// Reads a piece; false if it has a mark that is not in the table of pairs.
    fn read(&self, bytes: &[u8], out: &mut Evidence) -> bool {
        let pairs: &Pairs = self.page.pairs();
        let mut word = Word::default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if let Some(letter) = bytes.get(at + 1).and_then(|next| pairs.get(byte, *next)) {
                word.take(Sight::of(letter), out);
                at += 2;
                continue;
            }
            if self.marks[usize::from(byte)] {
                return false;
            }
            word.take(self.alone[usize::from(byte)], out);
            at += 1;
        }
        word.end(out);
        true
    }
}

/// The maximum number of words that can only be VIQR: a second `d`, a vowel mark after a vowel, a tone mark inside a word.
pub(super) fn typed_marks(bytes: &[u8]) -> usize {
    let is_shape = |byte: u8| matches!(byte, b'(' | b'^' | b'+' | b'*');
    let is_vowel = |byte: u8| matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let tells = |three: &&[u8]| match three {
        [b'd' | b'D', b'd' | b'D', ..] => true,
        [before, sign, ..] if is_shape(*sign) => is_vowel(*before),
        [before, b'`' | b'\'' | b'?' | b'~' | b'.', after] => {
            (is_vowel(*before) || is_shape(*before)) && (after.is_ascii_alphabetic() || *after == b'\\')
        }
        _ => false,
    };
    // `windows(3)` skips the last two bytes.
    bytes.windows(3).filter(tells).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::{encode, evidence::tests::slow};

    #[test]
    fn bytes_say_what_the_decoded_text_says() {
        let text = "Thủ tướng: “Đến 2025, 95% số xã đạt chuẩn”; UBND huyện Đắk R'lấp, GS.TS Nguyễn Văn A, ở iPhone x2, El niño, à.";
        let mut samples: Vec<Vec<u8>> = vec![(0..=u8::MAX).collect(), b"a\xF2 n\xDE u\xDE\xEC \xEC".to_vec()];
        for page in page::ENCODINGS {
            let plain: String = text.chars().filter(|char| encode(&char.to_string(), page).is_ok()).collect();
            let bytes = encode(&plain, page).unwrap_or_default();
            samples.extend((0..bytes.len()).map(|at| bytes[at..].to_vec()));
            samples.push(bytes);
        }
        for bytes in samples {
            for page in page::ENCODINGS {
                let decoded = decode(&bytes, page).ok();
                let read = Sample::new(&bytes).read(page, |_, _| true);
                assert_eq!(read, decoded.as_ref().map(|page| slow(&page.text)), "{page:?} {bytes:X?}");
                assert_eq!(read, decoded.map(|page| Evidence::of(&page.text)), "{page:?} {bytes:X?}");
            }
        }
    }

    #[test]
    fn a_page_is_left_only_when_it_has_lost() {
        let text = "Đảng và Nhà nước luôn quan tâm đến đời sống của nhân dân các dân tộc";
        let bytes = encode(text, Encoding::Tcvn3).unwrap_or_default();
        for cut in 1..bytes.len() {
            let sample = Sample::new(&bytes[..cut]);
            for page in page::ENCODINGS {
                let whole = sample.read(page, |_, _| true);
                let whole = whole
                    .map(|found| if matches!(page, Encoding::Tcvn3 | Encoding::Vni) { found.own_all() } else { found });
                let kept = whole.filter(|found| found.is_vietnamese() && found.weight() > 0);
                assert_eq!(sample.vietnamese(page, 0), kept, "{page:?} {cut}");
            }
        }
    }
}
