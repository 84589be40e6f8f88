//! One call makes any Vietnamese text canonical, keeps every other text as it is, and says what it changed.
//!
//! The steps run in the order of the list in [`Normalizer::normalize`], each on the result of the one before, each with its own map back;
//! the maps are joined at the end. One pass for everything was rejected: the steps read different things (bytes, clusters, words), and most
//! texts need none of them.
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
use rewrite::Rewritten;

/// The settings of normalisation. A `const` can hold one.
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

/// A normalised text that remembers where each byte came from.
///
/// ```
/// let normalized = tinviet::Normalizer::new().normalize("Ðảng uỷ");
/// assert_eq!(normalized.text, "Đảng ủy");
/// assert_eq!(normalized.changes().count(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    /// The text; borrowed where nothing changed.
    pub text: Cow<'t, str>,
    /// The way back to the original.
    pub map: OffsetMap,
}

/// One change, with its place in the original.
///
/// ```
/// let text = tinviet::Normalizer::new().normalize("tòan");
/// let change = text.changes().next().unwrap().into_owned();
/// assert!(!change.span.is_empty() && !change.replacement.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'n> {
    /// The stretch of the original.
    pub span: Span,
    /// What stands there now.
    pub replacement: Cow<'n, str>,
    /// Why. Where two steps touched one stretch, the later one's reason.
    pub reason: Reason,
}

/// Why a stretch was changed.
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
    /// UTF-8 that was read as another encoding was read again.
    Mojibake,
    /// An invisible character went.
    Invisible,
    /// A letter and its marks came together.
    Marks,
    /// A vowel bears two different tones or shapes. Nothing is guessed; the marks are in canonical order.
    ConflictingMarks,
    /// A full-width character became ASCII.
    FullWidth,
    /// A letter that only looks Vietnamese became the one that it stands for.
    LookAlike,
    /// The tone mark moved.
    TonePlacement,
    /// White space became a space, a line feed, or nothing.
    Space,
    /// A quotation mark or dash became ASCII.
    Punctuation,
    /// `i` became `y`, or the other way.
    #[cfg_attr(feature = "serde", serde(rename = "i_y"))]
    IY,
    /// A letter lost its marks.
    Folded,
    /// Letters and marks were written apart ([`Form::Nfd`]).
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
    /// The same change, borrowing nothing.
    pub fn into_owned(self) -> Change<'static> {
        Change { span: self.span, replacement: Cow::Owned(self.replacement.into_owned()), reason: self.reason }
    }
}

impl Normalized<'_> {
    /// The same text, borrowing nothing.
    pub fn into_owned(self) -> Normalized<'static> {
        Normalized { text: Cow::Owned(self.text.into_owned()), map: self.map }
    }

    /// What was changed, in order. A conflict is reported even where its text stayed.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> {
        self.map.edits().map(|edit| Change {
            span: edit.source,
            replacement: Cow::Borrowed(self.text.cut(edit.target.range())),
            reason: Reason::ALL[usize::from(edit.tag)],
        })
    }
}

/// How often entities and mojibake are looked for again.
const ROUNDS: usize = 16;

impl Normalizer {
    /// The default settings: NFC, tone on the first vowel, everything optional as it is.
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

    /// Where tone marks go.
    pub const fn tone_style(mut self, style: ToneStyle) -> Self {
        self.tone_style = style;
        self
    }

    /// How letters with marks are written out.
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// What becomes of HTML entities.
    pub const fn entities(mut self, entities: Entities) -> Self {
        self.entities = entities;
        self
    }

    /// What becomes of UTF-8 that was read as another encoding.
    pub const fn mojibake(mut self, mojibake: Mojibake) -> Self {
        self.mojibake = mojibake;
        self
    }

    /// What becomes of white space.
    pub const fn spaces(mut self, spaces: Spaces) -> Self {
        self.spaces = spaces;
        self
    }

    /// What becomes of quotation marks and dashes.
    pub const fn punctuation(mut self, punctuation: Punctuation) -> Self {
        self.punctuation = punctuation;
        self
    }

    /// Whether words that are written with `i` or `y` get one spelling.
    pub const fn i_y(mut self, i_y: IY) -> Self {
        self.i_y = i_y;
        self
    }

    /// Whether letters lose their marks.
    pub const fn fold(mut self, fold: Fold) -> Self {
        self.fold = fold;
        self
    }

    /// Normalises `text`. Linear, whatever the text; never fails; allocates nothing where nothing changes.
    ///
    /// The steps: entities and mojibake where asked; invisible characters, marks and full-width ASCII; white space and punctuation where
    /// asked; look-alikes; tones; then, where asked, `i` and `y`, the fold to ASCII, and NFD.
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut out = Draft { original: text, text: Cow::Borrowed(text), map: OffsetMap::identity(), steps: 0 };
        self.read_source(&mut out);
        self.spell(&mut out);
        // A step may have made an entity (`＆agrave;`), and a repair shows the one below it. Each halves what it repairs, so that no text of
        // people needs two rounds.
        for _ in 0..ROUNDS {
            if !self.read_source(&mut out) {
                break;
            }
            self.spell(&mut out);
        }
        out.finish()
    }

    /// Entities and mojibake, where asked: whether there were any.
    fn read_source(&self, out: &mut Draft<'_>) -> bool {
        let steps = out.steps;
        if self.entities == Entities::Letters {
            out.step(source::entities);
        }
        if self.mojibake == Mojibake::Repair {
            out.step(source::mojibake);
        }
        out.steps > steps
    }

    /// All steps on a text whose letters stand in it.
    fn spell(&self, out: &mut Draft<'_>) {
        // The automaton passes what needs neither step, so that the tone step goes on where the first doubt was.
        let mut passed = out.text.len();
        let doubts =
            clean::table(self.tone_style).doubts(&out.text, 0).inspect(|doubt| passed = passed.min(doubt.start));
        let (rewritten, doubtful) = letters::apply(&out.text, doubts);
        let steps = out.steps;
        out.take(rewritten);
        // Before the steps that ask what a word stands in: they must read what a second pass would read.
        if self.spaces == Spaces::Ascii {
            out.step(print::spaces);
        }
        if self.punctuation == Punctuation::Ascii {
            out.step(print::punctuation);
        }
        if doubtful {
            out.step(lookalike::apply);
        }
        if self.tone_style != ToneStyle::Preserve {
            let from = if out.steps == steps { passed } else { 0 };
            out.step(|text| tone::apply(text, self.tone_style, from));
        }
        if self.i_y != IY::Keep {
            out.step(|text| iy::apply(text, self.i_y));
        }
        if self.fold == Fold::Ascii {
            out.step(print::fold);
            // `hí sinh` is no word of the list, `hi sinh` is.
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
/// `túi` and `túy` do not. It is no spelling, and not for print.
///
/// Canonical text with the tone on the first vowel, in small letters, with ASCII spaces and punctuation, and `i` for the `y` that ends a
/// syllable after its onset. What it cannot know: `mì` and `mỳ`, or `Mỹ` the country and `mĩ` the beautiful, share a key too.
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

/// A text on its way through the steps.
struct Draft<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    map: OffsetMap,
    /// How many steps changed something.
    steps: usize,
}

impl<'t> Draft<'t> {
    fn step(&mut self, step: impl FnOnce(&str) -> Option<Rewritten>) {
        let rewritten = step(&self.text);
        self.take(rewritten);
    }

    fn take(&mut self, rewritten: Option<Rewritten>) {
        if let Some((text, map)) = rewritten {
            self.map = if self.map.is_identity() { map } else { self.map.then(&map) };
            self.text = Cow::Owned(text);
            self.steps += 1;
        }
    }

    fn finish(mut self) -> Normalized<'t> {
        let original = self.original;
        if self.steps > 1 {
            // One step may undo what another did; a conflict is worth its report all the same.
            let text = &self.text;
            self.map.retain(|edit| {
                edit.tag == Reason::ConflictingMarks as u8
                    || original.cut(edit.source.range()) != text.cut(edit.target.range())
            });
        }
        if matches!(&self.text, Cow::Owned(text) if text == original) {
            self.text = Cow::Borrowed(original);
        }
        Normalized { text: self.text, map: self.map }
    }
}
