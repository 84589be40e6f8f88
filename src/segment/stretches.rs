//! Where in a long document a phrase may begin.

use std::{ops::Range, sync::OnceLock};

use crate::{
    lexicon::{Key, w},
    narrow::low_bits,
    segment::{Document, Token},
};

/// How many tokens a stretch has.
const LENGTH: usize = 1024;
/// The tokens after a stretch that its bits know too, so that a phrase may begin in it.
const BEYOND: usize = 64;
/// A document of at most so many tokens is searched as a whole.
const FEW: usize = 16 * LENGTH;
/// How many stretches share a list: it fits into the first-level cache.
const TOGETHER: usize = 32;
/// How many bits a stretch has.
const BITS: usize = 8192;

/// A filter of the pairs of neighbouring words for each stretch, commas and dashes left out.
///
/// A single word of most phrases is everywhere in a long text, two of them together are not. The filters of 32 stretches are one list of words, a
/// bit a stretch: a pair is asked for in all of them at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(OnceLock<Vec<u32>>);

impl Pairs {
    /// Makes `pairs` those of new tokens, if these are so many that a search should ask them first.
    ///
    /// In a box, because the compiler could not take a document that may change by itself to stay the same between two looks at it: 1% of the
    /// instructions of all texts.
    pub(super) fn renew(pairs: &mut Option<Box<Self>>, tokens: &[Token]) {
        if tokens.len() > FEW {
            pairs.get_or_insert_default().0.take();
        }
    }

    /// The filters of these tokens, made when they are first asked for.
    fn of(&self, tokens: &[Token]) -> &[u32] {
        self.0.get_or_init(|| {
            let count = tokens.len().div_ceil(LENGTH);
            let mut filters = vec![0; count.div_ceil(TOGETHER) * BITS];
            for (group, filters) in filters.chunks_exact_mut(BITS).enumerate() {
                for stretch in TOGETHER * group..count.min(TOGETHER * (group + 1)) {
                    let end = tokens.len().min((stretch + 1) * LENGTH + BEYOND);
                    let keys = tokens.get(stretch * LENGTH..end).unwrap_or_default().iter().map(Token::key);
                    let mut before = Key::NONE;
                    for key in keys.filter(|key| !is_passed_over(*key)) {
                        filters[place(before, key)] |= 1 << (stretch % TOGETHER);
                        before = key;
                    }
                }
            }
            filters
        })
    }
}

/// Whether a phrase is read over this mark.
pub(crate) const fn is_passed_over(key: Key) -> bool {
    matches!(key, w::COMMA | w::HYPHEN_MINUS | w::EN_DASH)
}

/// The bit of a pair of words.
const fn place(before: Key, key: Key) -> usize {
    let bits = before.get().rotate_left(25) ^ key.get();
    low_bits(bits ^ bits >> 29) % BITS
}

impl Document<'_> {
    /// Whether it is so long that a search should ask [`Document::stretches`] first.
    pub(crate) fn is_long(&self) -> bool {
        self.lists.tokens.len() > FEW
    }

    /// The stretches of the tokens of a [long](Self::is_long) document in which `words` may begin, with commas and dashes between them or not; in
    /// order.
    pub(crate) fn stretches(&self, words: &[Key]) -> impl Iterator<Item = Range<usize>> {
        let tokens = &self.lists.tokens;
        // A stretch and what is known beyond it holds no phrase of so many words and commas for certain.
        let words = if words.len() <= BEYOND / 2 { words } else { &[] };
        let filters = self.lists.pairs.as_ref().map_or(&[][..], |pairs| pairs.of(tokens));
        let filters = filters.chunks_exact(BITS).enumerate();
        let groups = filters.map(move |(group, filters)| {
            let mut words = words.iter().copied().filter(|word| !is_passed_over(*word));
            let mut before = words.next();
            let pairs = words.filter_map(|word| Some(filters[place(before.replace(word)?, word)]));
            (group, pairs.fold(u32::MAX, |all, bits| all & bits))
        });
        groups.flat_map(move |(group, bits)| {
            let held = (0..TOGETHER).filter(move |stretch| bits >> stretch & 1 != 0);
            held.map(move |stretch| (TOGETHER * group + stretch) * LENGTH)
                .map(|from| from.min(tokens.len())..tokens.len().min(from + LENGTH))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_begins_in_its_stretch_only() {
        let filler = "xã có nhiều hộ nghèo, ".repeat(FEW / 4);
        let text = format!("{filler}thị xã, Hà – Nam {filler}");
        let doc = Document::new(&text);
        let words = ["thị", "xã", "hà", "nam"].map(Key::of);
        let at = doc.tokens().iter().position(|token| token.key() == words[0]).unwrap();
        assert!(doc.is_long());
        let stretches: Vec<_> = doc.stretches(&words).collect();
        assert!(stretches.len() < 8 && stretches.iter().any(|stretch| stretch.contains(&at)), "{stretches:?}");
        assert_eq!(doc.stretches(&words[..1]).flatten().count(), doc.tokens().len());
        assert!(!Document::new("thị xã").is_long());
    }
}
