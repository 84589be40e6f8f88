//! Finds where the long forms of an expansion already occur in the text.
//!
//! The words of all of them form a trie, with which the text is searched once: a separate search for each would be quadratic in a text with
//! many.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
};

/// How many words of a long form are compared.
const WORDS: usize = 32;
/// How many long forms are searched for one by one.
const FEW: usize = 32;

/// For each of several long forms, the end of its first mention in a text.
pub(super) struct Standing {
    ends: Vec<Option<usize>>,
}

impl Standing {
    /// Looks for `longs` in `text`. Linear in both.
    pub(super) fn of<'l>(text: &str, longs: impl Iterator<Item = &'l str>) -> Self {
        let mut tree = Tree::default();
        let mut count = 0;
        for long in longs {
            if count >= FEW || may_stand(text, long) {
                tree.add(long, count);
            }
            count += 1;
        }
        let mut ends = vec![None; count];
        if tree.forms.is_empty() {
            return Self { ends };
        }
        let words: Vec<(usize, &str)> = words_of(text).collect();
        for (at, &(start, first)) in words.iter().enumerate() {
            if !tree.firsts.may_hold(first) {
                continue;
            }
            let Some(mut node) = tree.step(0, tree.hash(&small_first(first))) else { continue };
            let mut last = at;
            loop {
                for &(form, begins_small) in tree.forms.get(node).map_or(&[][..], Vec::as_slice) {
                    let Some(end) = ends.get_mut(form).filter(|end| end.is_none()) else { continue };
                    // A capital elsewhere is part of a name: `Đảng ủy Khối Cơ quan và Doanh nghiệp`.
                    if !(begins_small && first.starts_with(char::is_uppercase) && !opens(text, start)) {
                        *end = words.get(last).map(|(from, word)| from + word.len());
                    }
                }
                let next = words.get(last + 1).and_then(|(_, word)| tree.step(node, tree.hash(word)));
                let Some(next) = next else { break };
                (node, last) = (next, last + 1);
            }
        }
        Self { ends }
    }

    /// Whether the long form with this index occurs before `offset`.
    pub(super) fn is_before(&self, form: usize, offset: usize) -> bool {
        self.ends.get(form).copied().flatten().is_some_and(|end| end <= offset)
    }
}

/// The words of all long forms, from a root.
#[derive(Default)]
struct Tree {
    /// The words come from untrusted text, so the hasher is seeded.
    hasher: RandomState,
    steps: HashMap<(usize, u64), usize>,
    firsts: Ends,
    /// The long forms that end at a node, and whether each begins with a lower-case letter.
    forms: Vec<Vec<(usize, bool)>>,
}

impl Tree {
    fn add(&mut self, long: &str, form: usize) {
        if self.forms.is_empty() {
            self.forms.push(Vec::new());
        }
        let mut node = 0;
        if let Some((_, first)) = words_of(long).next() {
            self.firsts.add(first);
        }
        for (at, (_, word)) in words_of(long).take(WORDS).enumerate() {
            let hash = if at == 0 { self.hash(&small_first(word)) } else { self.hash(word) };
            let next = self.forms.len();
            node = *self.steps.entry((node, hash)).or_insert(next);
            if node == next {
                self.forms.push(Vec::new());
            }
        }
        if let Some(forms) = self.forms.get_mut(node).filter(|_| node > 0) {
            forms.push((form, long.starts_with(char::is_lowercase)));
        }
    }

    fn hash(&self, word: &str) -> u64 {
        self.hasher.hash_one(word)
    }

    fn step(&self, node: usize, hash: u64) -> Option<usize> {
        self.steps.get(&(node, hash)).copied()
    }
}

/// The lengths and last bytes of words, one bit each: nearly all words of a text fail here. A capital at the beginning changes neither, but in
/// words of one letter, whose last byte is not asked for.
#[derive(Default)]
struct Ends([u64; 4]);

impl Ends {
    fn add(&mut self, word: &str) {
        let (at, bit) = Self::place(word);
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= bit;
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = Self::place(word);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(word: &str) -> (usize, u64) {
        let is_short = word.chars().nth(1).is_none();
        let last = if is_short { 0 } else { word.as_bytes().last().copied().unwrap_or_default() };
        let length = if is_short { 0 } else { word.len() };
        let bits = usize::from(last).wrapping_add(37 * length) & 255;
        (bits >> 6, 1 << (bits & 63))
    }
}

/// Whether each word of `long` is somewhere in the text, but for the first letter: nearly always one is not, and to find that out costs little.
fn may_stand(text: &str, long: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    let mut words = words_of(long).map(|(_, word)| word).take(WORDS);
    let mut first = words.next().unwrap_or_default().chars();
    first.next();
    words.all(has) && has(first.as_str())
}

/// A word with its first letter small.
fn small_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether a sentence, item or quotation begins at `start`.
fn opens(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let last = before.chars().rev().find(|letter| *letter == '\n' || !letter.is_whitespace());
    last.is_none_or(|last| !last.is_alphanumeric() && !matches!(last, ',' | ';' | ')' | '/'))
}

/// What a byte says about words: one of ASCII may part them, some begin what may be another mark, which is looked at letter by letter.
const PARTS: u8 = 1;
const ODD: u8 = 2;
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < table.len() {
        table[at] = match at {
            0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A => 0,
            0..0x80 => PARTS,
            0xC2 | 0xE2.. => ODD,
            _ => 0,
        };
        at += 1;
    }
    table
};

/// The words of a text with their offsets: letters, digits and the marks on them.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let class = |byte: &u8| BYTES.get(usize::from(*byte)).copied().unwrap_or(PARTS);
        let bytes = text.as_bytes();
        loop {
            let start = at + bytes.get(at..)?.iter().position(|byte| class(byte) != PARTS)?;
            let mut odd = 0;
            let rest = bytes.get(start..).unwrap_or_default();
            let parted = rest.iter().position(|byte| {
                let class = class(byte);
                odd |= class;
                class == PARTS
            });
            let length = parted.unwrap_or(rest.len());
            if odd & ODD == 0 {
                at = start + length;
                return Some((start, text.get(start..at)?));
            }
            let (from, word) = first_word(text.get(start..start + length)?);
            if !word.is_empty() {
                at = start + from + word.len();
                return Some((start + from, word));
            }
            at = start + length;
        }
    })
}

/// The first word of a piece that may hold marks beyond ASCII; empty if there is none.
fn first_word(piece: &str) -> (usize, &str) {
    let is_part = |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&letter);
    let from = piece.find(is_part).unwrap_or(piece.len());
    let rest = piece.get(from..).unwrap_or_default();
    let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    (from, rest.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_forms_stand_where_they_are_written() {
        let text = "Người lao động và Ủy ban nhân dân. Hội Người mù họp, khám, chữa bệnh.";
        let longs = ["người lao động", "Ủy ban nhân dân", "người mù", "khám chữa bệnh", "người"];
        let standing = Standing::of(text, longs.into_iter());
        let found: Vec<bool> = (0..longs.len()).map(|form| standing.is_before(form, text.len())).collect();
        assert_eq!(found, [true, true, false, true, true]);
        assert!(!standing.is_before(1, 10));
    }
}
