//! Onset, medial, nucleus, coda and tone of a Vietnamese syllable.
//!
//! Vietnamese writes each syllable as a separate word, and uses at most some 7,000 of them. Whether a word is a syllable decides what
//! normalisation may change: marks are moved and look-alike letters repaired only if the result is a syllable.
//!
//! Spelling is regular, so the parts can be found by rule: `qu` is always an onset, `gi` only before a vowel (`gì` is `g` + `i`),
//! otherwise the onset is the consonants up to the first vowel; the rest must be one of the 168 rhymes of `data/rhymes.tsv`. A list of all
//! syllables was rejected: the longest public one has 17,974 entries, a fifth of which are never used.
//!
//! ```
//! use tinviet::syllable::{Syllable, Tone};
//!
//! let syllable: Syllable = "nghiêng".parse()?;
//! assert_eq!((syllable.onset(), syllable.nucleus(), syllable.coda()), ("ngh", "iê", "ng"));
//! assert_eq!(syllable.with_tone(Tone::Hook).unwrap().to_string(), "nghiểng");
//! assert!("kông".parse::<Syllable>().is_err());
//! # Ok::<(), tinviet::Error>(())
//! ```

pub(crate) mod letter;
mod packed;
mod place;
mod table;
mod words;

use std::{fmt, str::FromStr};

pub use letter::Tone;
pub(crate) use packed::{Packed, PackedLetter};
pub(crate) use place::{Mark, Placement, mark, place, spells_syllable};
pub use words::{Word, Words, words};

use crate::{
    error::{Error, ErrorKind},
    narrow::low_byte,
};
use letter::Letter;
use table::table;

/// Where the tone mark of an open `oa`, `oe`, `uy` goes.
///
/// Named by position, because sources disagree on which is "old" and which "new".
///
/// ```
/// use tinviet::{Normalizer, ToneStyle};
/// assert_eq!(Normalizer::new().tone_style(ToneStyle::FirstVowel).normalize("hoà").text, "hòa");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ToneStyle {
    /// `hòa`, `khỏe`, `thúy`: used by the press.
    #[default]
    FirstVowel,
    /// `hoà`, `khoẻ`, `thuý`: used in schoolbooks.
    SecondVowel,
    /// As written.
    Preserve,
}

/// A well-formed syllable, without its letter case.
///
/// ```
/// let syllable: tinviet::syllable::Syllable = "nghiêng".parse()?;
/// assert_eq!(syllable.to_string(), "nghiêng");
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Syllable {
    onset: u8,
    rhyme: u8,
    tone: Tone,
}

/// The longest syllable has seven letters: `nghiêng`.
pub(crate) const MAX_LETTERS: usize = 7;

impl Syllable {
    /// Parses `word` in any letter case, NFC or NFD, with the tone mark placed by one of the two styles; `None` if it is not
    /// a syllable. Linear in the word, allocates nothing.
    ///
    /// ```
    /// use tinviet::syllable::Syllable;
    /// assert_eq!(Syllable::parse("HOÀ"), Syllable::parse("hòa"));
    /// assert!(Syllable::parse("tòan").is_none() && Syllable::parse("hac").is_none() && Syllable::parse("nghang").is_none());
    /// ```
    pub fn parse(word: &str) -> Option<Self> {
        let word = place::Spelled::read(word)?;
        let (syllable, rhyme) = word.syllable()?;
        word.is_placed(rhyme).then_some(syllable)
    }

    /// Builds the syllable of an onset (`""` for none), a rhyme without tone (`iêng`) and a tone, all in lower case; `None` if the
    /// three do not combine.
    ///
    /// ```
    /// use tinviet::syllable::{Syllable, Tone};
    /// assert_eq!(Syllable::compose("ngh", "iêng", Tone::Level).unwrap().to_string(), "nghiêng");
    /// assert!(Syllable::compose("k", "ông", Tone::Level).is_none());
    /// ```
    pub fn compose(onset: &str, rhyme: &str, tone: Tone) -> Option<Self> {
        let onset = table::onset_id(onset.as_bytes())?;
        if rhyme.chars().count() > 4 {
            return None;
        }
        let (id, found) = table().find(table::key(table::bases(rhyme)))?;
        (found.text == rhyme && found.admits(onset, tone)).then_some(Self { onset, rhyme: id, tone })
    }

    /// Every syllable whose onset and rhyme occur together in news text, in each tone of the rhyme, sorted by
    /// onset: 12,433.
    pub fn attested() -> impl Iterator<Item = Self> {
        (0..low_byte(table::ONSETS.len())).flat_map(|onset| {
            let rhymes = table().rhymes().iter().enumerate().filter(move |(_, rhyme)| rhyme.is_attested(onset));
            rhymes.flat_map(move |(id, rhyme)| {
                let tones = Tone::ALL.into_iter().filter(|tone| rhyme.tones >> *tone as u8 & 1 != 0);
                tones.map(move |tone| Self { onset, rhyme: low_byte(id), tone })
            })
        })
    }

    fn row(self) -> &'static table::Rhyme {
        // The id comes from this table.
        &table().rhymes()[usize::from(self.rhyme)]
    }

    /// The consonants before the rhyme: the `ngh` of `nghiêng`, the `qu` of `quý`; empty if there are none.
    ///
    /// ```
    /// assert_eq!("nghiêng".parse::<tinviet::syllable::Syllable>()?.onset(), "ngh");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn onset(self) -> &'static str {
        table::ONSETS[usize::from(self.onset)]
    }

    /// The glide before the nucleus: the `o` of `hoàn`, the `u` of `thuý`; usually empty.
    ///
    /// ```
    /// assert_eq!("hoàn".parse::<tinviet::syllable::Syllable>()?.medial(), "o");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn medial(self) -> &'static str {
        self.row().medial
    }

    /// The vowel, without its tone: the `iê` of `nghiêng`.
    ///
    /// ```
    /// assert_eq!("nghiêng".parse::<tinviet::syllable::Syllable>()?.nucleus(), "iê");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn nucleus(self) -> &'static str {
        self.row().nucleus
    }

    /// The end of the syllable: the `ch` of `sách`, the `i` of `hai`; may be empty.
    ///
    /// ```
    /// assert_eq!("sách".parse::<tinviet::syllable::Syllable>()?.coda(), "ch");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn coda(self) -> &'static str {
        self.row().coda
    }

    /// Medial, nucleus and coda, without the tone: the `oan` of `hoàn`.
    ///
    /// ```
    /// assert_eq!("hoàn".parse::<tinviet::syllable::Syllable>()?.rhyme(), "oan");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn rhyme(self) -> &'static str {
        self.row().text
    }

    /// The tone.
    ///
    /// ```
    /// use tinviet::syllable::{Syllable, Tone};
    /// assert_eq!("hoàn".parse::<Syllable>()?.tone(), Tone::Grave);
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub const fn tone(self) -> Tone {
        self.tone
    }

    /// Whether onset, rhyme and tone occur in news text. A well-formed syllable may still not exist: `dáp`.
    ///
    /// ```
    /// use tinviet::syllable::Syllable;
    /// assert!("hoàn".parse::<Syllable>()?.is_attested() && !"dáp".parse::<Syllable>()?.is_attested());
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn is_attested(self) -> bool {
        self.row().is_attested(self.onset) && self.row().tones >> self.tone as u8 & 1 != 0
    }

    /// The same syllable in another tone; `None` if the coda does not allow it: p t c ch take only acute and dot
    /// below.
    ///
    /// ```
    /// use tinviet::syllable::{Syllable, Tone};
    /// assert_eq!("hoàn".parse::<Syllable>()?.with_tone(Tone::Acute).unwrap().to_string(), "hoán");
    /// assert!("sách".parse::<Syllable>()?.with_tone(Tone::Grave).is_none());
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn with_tone(self, tone: Tone) -> Option<Self> {
        self.row().admits(self.onset, tone).then_some(Self { tone, ..self })
    }

    /// The spelling in lower case. [`ToneStyle::Preserve`] has nothing to preserve here and means the first vowel.
    ///
    /// ```
    /// use tinviet::syllable::{Syllable, ToneStyle};
    /// let syllable: Syllable = "hòa".parse()?;
    /// assert_eq!(syllable.spell(ToneStyle::SecondVowel), "hoà");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn spell(self, style: ToneStyle) -> String {
        let row = self.row();
        let slot = row.slots[usize::from(style == ToneStyle::SecondVowel)];
        let mut out = String::with_capacity(12);
        out.push_str(self.onset());
        for (index, base) in table::bases(row.text).enumerate() {
            let tone = if index == usize::from(slot) { self.tone } else { Tone::Level };
            out.push(Letter { base, tone, upper: false }.compose());
        }
        out
    }

    /// The spelling in ASCII: `nghieng`, `duong`.
    ///
    /// ```
    /// assert_eq!("đường".parse::<tinviet::syllable::Syllable>()?.fold(), "duong");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn fold(self) -> String {
        let letters = self.onset().chars().chain(self.rhyme().chars());
        letters.filter_map(Letter::read).map(|letter| char::from(letter.fold())).collect()
    }
}

impl fmt::Display for Syllable {
    /// The spelling in lower case, with the tone on the first vowel.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spell(ToneStyle::FirstVowel))
    }
}

impl FromStr for Syllable {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        Self::parse(word).ok_or_else(|| {
            let shown: String = word.chars().take(24).collect();
            Error::new(ErrorKind::Syllable, format!("expected a Vietnamese syllable, found {shown:?}"))
        })
    }
}

/// Whether `word` is a Vietnamese syllable, as [`Syllable::parse`] reads it.
///
/// ```
/// assert!(tinviet::syllable::is_syllable("toàn"));
/// assert!(!tinviet::syllable::is_syllable("street"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    Syllable::parse(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_hard_ones() {
        for (word, parts) in [
            ("gì", ["g", "", "i", ""]),
            ("gìn", ["g", "", "i", "n"]),
            ("giếng", ["gi", "", "ê", "ng"]),
            ("giữa", ["gi", "", "ưa", ""]),
            ("quý", ["qu", "", "y", ""]),
            ("quốc", ["qu", "", "ô", "c"]),
            ("khuỷu", ["kh", "u", "y", "u"]),
            ("khuya", ["kh", "u", "ya", ""]),
            ("xoong", ["x", "", "oo", "ng"]),
            ("yểu", ["", "", "yê", "u"]),
            ("ỷ", ["", "", "y", ""]),
            ("người", ["ng", "", "ươ", "i"]),
        ] {
            let syllable = Syllable::parse(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!([syllable.onset(), syllable.medial(), syllable.nucleus(), syllable.coda()], parts, "{word}");
            assert_eq!(syllable.to_string(), word);
        }
    }

    #[test]
    fn what_no_rule_builds_is_refused() {
        for word in
            "kông cế nghang hac mẻt ngiêng gé toat bìc qong thrường wa jắc đ âi lắk đrăng cápm ruợu kháí q".split(' ')
        {
            assert_eq!(Syllable::parse(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_attested_is_read_back() {
        assert_eq!(Syllable::attested().count(), 12_433);
        for syllable in Syllable::attested() {
            for style in [ToneStyle::FirstVowel, ToneStyle::SecondVowel] {
                assert_eq!(Syllable::parse(&syllable.spell(style)), Some(syllable));
            }
        }
    }
}
