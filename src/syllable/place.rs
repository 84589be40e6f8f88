//! The letters of a word, and where its tone mark belongs.
//!
//! Removes the tone, splits off the onset, finds the rhyme, and puts the tone on the letter that the row of the rhyme names. It accepts
//! more than [`Syllable::parse`]: the tone may be on any letter, and the same tone on two letters counts once (`đựợc`), since these are
//! the errors to repair.

use super::{
    MAX_LETTERS, Syllable, ToneStyle,
    letter::{Base, Letter, Shape, Tone},
    table::{Rhyme, split_onset, table},
};

/// The letters of a word that is short enough to be a syllable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelled {
    letters: [Letter; MAX_LETTERS],
    length: usize,
}

impl Spelled {
    /// Reads a word of letters and combining marks; `None` if it contains anything else or more than seven letters.
    pub(crate) fn read(word: &str) -> Option<Self> {
        let none = Letter { base: Base::A, tone: Tone::Level, upper: false };
        let mut out = Self { letters: [none; MAX_LETTERS], length: 0 };
        for char in word.chars() {
            if let Some(letter) = Letter::read(char) {
                *out.letters.get_mut(out.length)? = letter;
                out.length += 1;
                continue;
            }
            let last = out.letters.get_mut(out.length.checked_sub(1)?)?;
            match mark(char)? {
                Mark::Tone(tone) if last.base.is_vowel() && matches!(last.tone, Tone::Level) => last.tone = tone,
                Mark::Shape(shape) => last.base = last.base.with_shape(shape)?,
                Mark::Tone(_) => return None,
            }
        }
        (out.length > 0).then_some(out)
    }

    /// The syllable that the letters spell, wherever its tone mark is, and the row of its rhyme.
    pub(super) fn syllable(&self) -> Option<(Syllable, &'static Rhyme)> {
        let mut tone = Tone::Level;
        let mut bases = [Base::A; MAX_LETTERS];
        for (base, letter) in bases.iter_mut().zip(&self.letters[..self.length]) {
            *base = letter.base;
            if letter.tone != Tone::Level {
                if tone != Tone::Level && tone != letter.tone {
                    return None;
                }
                tone = letter.tone;
            }
        }
        let (onset, at) = split_onset(&bases[..self.length])?;
        let rest = &bases[at..self.length];
        if rest.is_empty() || rest.len() > 4 {
            return None;
        }
        let (rhyme, row) = table().find(super::table::key(rest.iter().copied()))?;
        row.admits(onset, tone).then_some((Syllable { onset, rhyme, tone }, row))
    }

    /// Whether the tone is on one letter only, in the position of one of the two styles.
    pub(super) fn is_placed(&self, rhyme: &Rhyme) -> bool {
        let letters = &self.letters[..self.length];
        let mut toned = letters.iter().enumerate().filter(|(_, letter)| letter.tone != Tone::Level).map(|(at, _)| at);
        let start = self.length - rhyme.length;
        match (toned.next(), toned.next()) {
            (None, _) => true,
            (Some(at), None) => rhyme.slots.iter().any(|slot| start + usize::from(*slot) == at),
            _ => false,
        }
    }
}

/// Whether `word` spells a syllable, wherever its tone mark is.
pub(crate) fn spells_syllable(word: &str) -> bool {
    Spelled::read(word).is_some_and(|word| word.syllable().is_some())
}

/// A word whose tone mark has to move.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placement {
    after: [Letter; MAX_LETTERS],
    /// The letters that differ, as a range.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Placement {
    /// The letters from the first to the last that differ, as they should be.
    pub(crate) fn changed(&self) -> impl Iterator<Item = char> + '_ {
        self.after[self.first..=self.last].iter().map(|letter| letter.compose())
    }
}

/// Where the tone of the NFC word `word` belongs, if it has to move. Only for attested pairs of onset and rhyme: a foreign name such
/// as `Noé` follows the spelling rules by chance and must not change.
pub(crate) fn place(word: &str, style: ToneStyle) -> Option<Placement> {
    let before = Spelled::read(word)?;
    let (syllable, row) = before.syllable()?;
    if syllable.tone == Tone::Level || style == ToneStyle::Preserve || !row.is_attested(syllable.onset) {
        return None;
    }
    let start = before.length - row.length;
    // `gịa` is not a misspelling of `giạ`, a measure of grain: it is used for `gia` and for `rịa`, and which one is
    // meant is unknown.
    if syllable.onset() == "gi" && row.text == "a" && before.letters[1].tone == Tone::DotBelow {
        return None;
    }
    let slot = start + usize::from(row.slots[usize::from(style == ToneStyle::SecondVowel)]);
    let mut after = before.letters;
    for (at, letter) in after.iter_mut().enumerate().take(before.length) {
        letter.tone = if at == slot { syllable.tone } else { Tone::Level };
    }
    let differs = |at: &usize| before.letters[*at] != after[*at];
    let first = (0..before.length).find(differs)?;
    let last = (0..before.length).rfind(differs)?;
    Some(Placement { after, first, last })
}

/// A combining mark of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Tone(Tone),
    Shape(Shape),
}

/// Classifies a combining mark; U+0340 and U+0341 are old code points for grave and acute.
pub(crate) const fn mark(char: char) -> Option<Mark> {
    Some(match char {
        '\u{300}' | '\u{340}' => Mark::Tone(Tone::Grave),
        '\u{301}' | '\u{341}' => Mark::Tone(Tone::Acute),
        '\u{309}' => Mark::Tone(Tone::Hook),
        '\u{303}' => Mark::Tone(Tone::Tilde),
        '\u{323}' => Mark::Tone(Tone::DotBelow),
        '\u{306}' => Mark::Shape(Shape::Breve),
        '\u{302}' => Mark::Shape(Shape::Circumflex),
        '\u{31B}' => Mark::Shape(Shape::Horn),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(word: &str, style: ToneStyle) -> String {
        let Some(placement) = place(word, style) else { return word.to_owned() };
        let (mut letters, mut new): (Vec<char>, _) = (word.chars().collect(), placement.changed());
        letters[placement.first..=placement.last].fill_with(|| new.next().unwrap());
        letters.into_iter().collect()
    }

    #[test]
    fn tones_go_where_the_style_wants_them() {
        for (word, first, second) in [
            ("hoà", "hòa", "hoà"),
            ("UỶ", "ỦY", "UỶ"),
            ("hOÀ", "hÒA", "hOÀ"),
            ("HòA", "HòA", "HoÀ"),
            ("tòan", "toàn", "toàn"),
            ("qủa", "quả", "quả"),
            ("qúôc", "quốc", "quốc"),
            ("đựơc", "được", "được"),
            ("đựợc", "được", "được"),
            ("gỉa", "giả", "giả"),
            ("gịa", "gịa", "gịa"),
            ("Noé", "Noé", "Noé"),
            ("hữư", "hữư", "hữư"),
            ("IELTSKHÓA", "IELTSKHÓA", "IELTSKHÓA"),
        ] {
            assert_eq!(placed(word, ToneStyle::FirstVowel), first);
            assert_eq!(placed(word, ToneStyle::SecondVowel), second);
            assert_eq!(placed(word, ToneStyle::Preserve), word);
        }
    }
}
