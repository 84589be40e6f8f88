//! Converts Vietnamese text to one canonical spelling, leaves other text unchanged, and reports the changes.
//!
//! The steps run in the order given at [`Normalizer::normalize`], each on the result of the previous one and with its own map back; the
//! maps are composed at the end. A single pass was rejected: the steps work on different units (bytes, clusters, words), and most texts
//! need none of them.
//!
//! ```
//! use tinviet::normalize::{Normalizer, Reason};
//!
//! let text = Normalizer::new().normalize("Ðảng uỷ tòan tỉnh");
//! assert_eq!(text.text, "Đảng ủy toàn tỉnh");
//! let first = text.changes().next().unwrap();
//! assert_eq!((first.span.range(), &*first.replacement, first.reason), (0..2, "Đ", Reason::LookAlike));
//! ```
//!
//! The rules and their sources are in `docs/normalize.md`.

mod clean;
mod draft;
mod iy;
mod letters;
mod lookalike;
mod options;
mod print;
mod rewrite;
mod runs;
mod source;
mod tone;

use std::borrow::Cow;

pub use options::{Entities, Fold, Form, IY, Mojibake, Punctuation, Spaces};

pub use crate::syllable::ToneStyle;
use crate::{
    markup::{self, Page},
    span::{Cut as _, OffsetMap, Span},
    syllable::Syllable,
};
use draft::Draft;

/// The settings of normalisation. It can be a `const`.
///
/// ```
/// use tinviet::{Normalizer, ToneStyle};
/// const BOOKS: Normalizer = Normalizer::new().tone_style(ToneStyle::SecondVowel);
/// assert_eq!(BOOKS.normalize("hòa").text, "hoà");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    tone_style: ToneStyle,
    form: Form,
    entities: Entities,
    mojibake: Mojibake,
    spaces: Spaces,
    punctuation: Punctuation,
    i_y: IY,
    fold: Fold,
}

/// A normalised text with a map back to the original.
///
/// ```
/// let normalized = tinviet::Normalizer::new().normalize("Ðảng uỷ");
/// assert_eq!(normalized.text, "Đảng ủy");
/// assert_eq!(normalized.changes().count(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    /// The text; borrowed if nothing changed.
    pub text: Cow<'t, str>,
    /// The map back to the original.
    pub map: OffsetMap,
}

/// One change, with its span in the original.
///
/// ```
/// let text = tinviet::Normalizer::new().normalize("tòan");
/// let change = text.changes().next().unwrap().into_owned();
/// assert!(!change.span.is_empty() && !change.replacement.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'n> {
    /// The span in the original.
    pub span: Span,
    /// The new text.
    pub replacement: Cow<'n, str>,
    /// The reason. If two steps changed the same range, the reason of the later one.
    pub reason: Reason,
}

/// Why a range was changed.
///
/// ```
/// use tinviet::normalize::{Normalizer, Reason};
/// let text = Normalizer::new().normalize("tòan");
/// assert_eq!(text.changes().next().unwrap().reason, Reason::TonePlacement);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[repr(u8)]
pub enum Reason {
    /// An HTML entity became its letter.
    Entity,
    /// UTF-8 that was decoded as another encoding was repaired.
    Mojibake,
    /// An invisible character was removed.
    Invisible,
    /// A letter and its marks were composed.
    Marks,
    /// A vowel has two different tones or vowel marks. Nothing is guessed; the marks are put into canonical
    /// order.
    ConflictingMarks,
    /// A full-width character became ASCII.
    FullWidth,
    /// A letter that only looks Vietnamese was replaced by the Vietnamese one.
    LookAlike,
    /// The tone mark moved.
    TonePlacement,
    /// White space became a space, a line feed, or nothing.
    Space,
    /// A quotation mark or dash became ASCII.
    Punctuation,
    /// `i` became `y`, or the reverse.
    #[cfg_attr(feature = "serde", serde(rename = "i_y"))]
    IY,
    /// A letter lost its marks.
    Folded,
    /// Letters and marks were decomposed ([`Form::Nfd`]).
    Decomposed,
}

impl Reason {
    const ALL: [Self; 13] = [
        Self::Entity,
        Self::Mojibake,
        Self::Invisible,
        Self::Marks,
        Self::ConflictingMarks,
        Self::FullWidth,
        Self::LookAlike,
        Self::TonePlacement,
        Self::Space,
        Self::Punctuation,
        Self::IY,
        Self::Folded,
        Self::Decomposed,
    ];
}

impl Change<'_> {
    /// The same change without borrowed data.
    ///
    /// ```
    /// let change = {
    ///     let normalized = tinviet::Normalizer::new().normalize("tòan");
    ///     normalized.changes().next().unwrap().into_owned()
    /// };
    /// assert_eq!(change.replacement, "oà");
    /// ```
    pub fn into_owned(self) -> Change<'static> {
        Change { span: self.span, replacement: Cow::Owned(self.replacement.into_owned()), reason: self.reason }
    }
}

impl Normalized<'_> {
    /// The same text without borrowed data.
    ///
    /// ```
    /// let text = String::from("tòan");
    /// let normalized = tinviet::Normalizer::new().normalize(&text).into_owned();
    /// drop(text);
    /// assert_eq!(normalized.text, "toàn");
    /// ```
    pub fn into_owned(self) -> Normalized<'static> {
        Normalized { text: Cow::Owned(self.text.into_owned()), map: self.map }
    }

    /// The changes, in order. Conflicting marks are reported even if the text did not change.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Reason};
    /// let normalized = Normalizer::new().normalize("tòan tỉnh");
    /// assert_eq!(normalized.changes().next().unwrap().reason, Reason::TonePlacement);
    /// ```
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> {
        self.map.edits().map(|edit| Change {
            span: edit.source,
            replacement: Cow::Borrowed(self.text.cut(edit.target.range())),
            reason: Reason::ALL[usize::from(edit.tag)],
        })
    }
}

/// How often entities and mojibake are searched for again.
const ROUNDS: usize = 16;

impl Normalizer {
    /// The default settings: NFC, tone on the first vowel, and all optional steps off.
    ///
    /// ```
    /// assert_eq!(tinviet::Normalizer::new().normalize("hoà").text, "hòa");
    /// ```
    pub const fn new() -> Self {
        Self {
            tone_style: ToneStyle::FirstVowel,
            form: Form::Nfc,
            entities: Entities::Keep,
            mojibake: Mojibake::Keep,
            spaces: Spaces::Keep,
            punctuation: Punctuation::Keep,
            i_y: IY::Keep,
            fold: Fold::Keep,
        }
    }

    /// Where to put tone marks.
    ///
    /// ```
    /// use tinviet::{Normalizer, ToneStyle};
    /// assert_eq!(Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize("hòa").text, "hoà");
    /// ```
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.tone_style = style;
        self
    }

    /// Whether letters with marks are composed or decomposed.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Form};
    /// assert_eq!(Normalizer::new().form(Form::Nfd).normalize("à").text, "a\u{300}");
    /// ```
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// What to do with HTML entities.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Entities};
    /// assert_eq!(Normalizer::new().entities(Entities::Letters).normalize("t&agrave;i &lt;").text, "tài &lt;");
    /// ```
    pub const fn entities(mut self, entities: Entities) -> Self {
        self.entities = entities;
        self
    }

    /// What to do with UTF-8 that was decoded as another encoding.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Mojibake};
    /// assert_eq!(Normalizer::new().mojibake(Mojibake::Repair).normalize("Tiáº¿ng Viá»‡t").text, "Tiếng Việt");
    /// ```
    pub const fn mojibake(mut self, mojibake: Mojibake) -> Self {
        self.mojibake = mojibake;
        self
    }

    /// What to do with white space.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Spaces};
    /// assert_eq!(Normalizer::new().spaces(Spaces::Ascii).normalize("hai\u{A0} xã").text, "hai xã");
    /// ```
    pub const fn spaces(mut self, spaces: Spaces) -> Self {
        self.spaces = spaces;
        self
    }

    /// What to do with quotation marks and dashes.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Punctuation};
    /// assert_eq!(Normalizer::new().punctuation(Punctuation::Ascii).normalize("“hai” – ba").text, "\"hai\" - ba");
    /// ```
    pub const fn punctuation(mut self, punctuation: Punctuation) -> Self {
        self.punctuation = punctuation;
        self
    }

    /// Whether to unify words that are written with `i` or `y`.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::IY};
    /// assert_eq!(Normalizer::new().i_y(IY::Y).normalize("quí một").text, "quý một");
    /// ```
    pub const fn i_y(mut self, i_y: IY) -> Self {
        self.i_y = i_y;
        self
    }

    /// Whether to remove diacritics.
    ///
    /// ```
    /// use tinviet::{Normalizer, normalize::Fold};
    /// assert_eq!(Normalizer::new().fold(Fold::Ascii).normalize("Đường đi").text, "Duong di");
    /// ```
    pub const fn fold(mut self, fold: Fold) -> Self {
        self.fold = fold;
        self
    }

    /// Normalises `text`. Linear for any text; never fails. Canonical Vietnamese allocates nothing; words that need a closer look (`Łódź`) are listed.
    ///
    /// The steps: entities and mojibake (optional); invisible characters, marks and full-width ASCII; white space and punctuation
    /// (optional); look-alikes; tone marks; then, all optional, `i` and `y`, folding to ASCII, and NFD.
    ///
    /// ```
    /// let normalized = tinviet::Normalizer::new().normalize("Uỷ ban tòan tỉnh");
    /// assert_eq!(normalized.text, "Ủy ban toàn tỉnh");
    /// assert_eq!(normalized.changes().len(), 2);
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut out = Draft::new(text);
        self.read_source(&mut out);
        self.spell(&mut out);
        // A step may have created an entity (`＆agrave;`), and a repair may reveal another layer. Each repair halves the text, so real text
        // never needs two rounds.
        for _ in 0..ROUNDS {
            if !self.read_source(&mut out) {
                break;
            }
            self.spell(&mut out);
        }
        out.finish()
    }

    /// Decodes entities and mojibake if requested; returns whether there were any.
    fn read_source(&self, out: &mut Draft<'_>) -> bool {
        let steps = out.steps();
        if self.entities == Entities::Letters {
            out.step(source::entities);
        }
        if self.mojibake == Mojibake::Repair {
            out.step(source::mojibake);
        }
        out.steps() > steps
    }

    /// All other steps.
    fn spell(&self, out: &mut Draft<'_>) {
        // What the automaton accepts needs none of the steps up to the tone marks.
        out.doubt(self.tone_style);
        let mut seen = out.join();
        // Before the steps that look at the context of a word, which must see the same text as a second pass would. One space or one invisible
        // character less may bring a mark to its letter (`O`, two blanks, a tone mark).
        for _ in 0..ROUNDS {
            let before = out.steps();
            if self.spaces == Spaces::Ascii {
                out.step(print::spaces);
            }
            let again = if out.steps() > before {
                out.doubt(self.tone_style);
                out.join()
            } else if seen.deleted.is_empty() {
                break;
            } else {
                out.rejoin(&seen.deleted)
            };
            seen = letters::Seen { doubtful: seen.doubtful || again.doubtful, ..again };
        }
        if self.punctuation == Punctuation::Ascii {
            let before = out.steps();
            out.step(print::punctuation);
            if out.steps() > before {
                out.doubt(self.tone_style);
            }
        }
        if seen.doubtful {
            out.step_at_doubts(lookalike::apply);
        }
        if self.tone_style != ToneStyle::Preserve {
            out.step_at_doubts(|text, doubts| tone::apply(text, self.tone_style, doubts));
        }
        if self.i_y != IY::Keep {
            out.step(|text| iy::apply(text, self.i_y));
        }
        if self.fold == Fold::Ascii {
            out.step(print::fold);
            // `ño` with a Cyrillic `о` is a word of no language that is looked for, `no` is one.
            if seen.doubtful {
                out.step_at_doubts(lookalike::apply);
                out.step(print::fold);
            }
            // `hí sinh` is not in the list, `hi sinh` is.
            if self.i_y != IY::Keep {
                out.step(|text| iy::apply(text, self.i_y));
            }
        }
        if self.form == Form::Nfd {
            out.step(letters::decompose);
        }
    }
}

impl Normalizer {
    /// Normalises the text of a page between its tags: see [`Page::rewrite`]. Linear.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::{Markup, Normalizer, Page};
    /// let page = Page::read("<p title='tòan'>tòan <b>tỉnh</b> &amp; x&atilde;", Markup::Html);
    /// assert_eq!(Normalizer::new().normalize_page(&page).text, "<p title='tòan'>toàn <b>tỉnh</b> &amp; x&atilde;");
    /// # }
    /// ```
    pub fn normalize_page<'t>(&self, page: &Page<'t>) -> markup::Rewritten<'t> {
        let normalized = self.normalize(page.text());
        page.rewrite(normalized.map.edits().map(|edit| (edit.source, normalized.text.cut(edit.target.range()))))
    }
}

/// A key that is the same for all spellings of a word or phrase, and different for other words: `lí` and `lý`, `hoà` and `Hòa` share one,
/// `túi` and `túy` do not. It is not a spelling, and not for display.
///
/// It is the canonical text with the tone on the first vowel, in lower case, with ASCII spaces and punctuation, and with `i` for a `y`
/// that follows the onset and ends the syllable. Limits: `mì` and `mỳ`, or `Mỹ` (America) and `mĩ` (beautiful), share a key too.
///
/// ```
/// use tinviet::normalize::variant_key;
/// assert_eq!(variant_key("Quí Hoà"), variant_key("quý hòa"));
/// assert_ne!(variant_key("túi"), variant_key("túy"));
/// ```
pub fn variant_key(text: &str) -> String {
    const CANONICAL: Normalizer = Normalizer::new().spaces(Spaces::Ascii).punctuation(Punctuation::Ascii);
    // `T` has no letter with a diaeresis, `t` has.
    let text = CANONICAL.normalize(text).text.to_lowercase();
    let text = CANONICAL.normalize(&text).text;
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for run in runs::runs(&text) {
        let syllable = Syllable::parse(text.cut(run.range()));
        let Some(syllable) = syllable.filter(|syllable| syllable.rhyme() == "y" && !syllable.onset().is_empty()) else {
            continue;
        };
        out.push_str(text.cut(copied..run.start));
        match Syllable::compose(syllable.onset(), "i", syllable.tone()) {
            Some(other) => out.push_str(&other.to_string()),
            None => out.push_str(text.cut(run.range())),
        }
        copied = run.end;
    }
    out.push_str(text.cut(copied..));
    out
}
