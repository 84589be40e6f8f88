//! Writes a text out with its abbreviations expanded.
//!
//! Works on the original: what is not written out stays byte for byte as it was. The short form inside its own definition is never
//! touched, so `người lao động (NLĐ)` does not become `người lao động (người lao động)`. Expanding a second time changes nothing: what
//! was written out is no short form any more, and a policy that writes out only the first mention passes over a short form whose
//! long form already stands before it.

use std::{borrow::Cow, collections::HashSet};

use crate::{
    abbreviation::{Abbreviations, Occurrence},
    lexicon::Dictionary,
    markup::{Page, Rewritten},
    normalize::{Normalizer, ToneStyle},
    segment::{Document, Lists},
    span::{OffsetMap, Span},
};

/// Which mentions are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Policy {
    /// The first mention of each short form, unless the text defines it.
    #[default]
    First,
    /// Every mention.
    All,
    /// The first mention, as `người lao động (NLĐ)`, unless the text defines it.
    Annotate,
}

/// Writes texts out by one policy.
///
/// ```
/// use tinviet::{Dictionary, Expander, Policy};
/// let expander = Expander::new(Policy::Annotate).dictionary(Dictionary::builtin().with("CLB", "câu lạc bộ"));
/// let expanded = expander.expand("Các CLB của tỉnh.");
/// assert_eq!(expanded.text, "Các câu lạc bộ (CLB) của tỉnh.");
/// assert_eq!(expanded.map.source((5..19).into()), (5..8).into()); // `câu lạc bộ` came from `CLB`
/// ```
#[derive(Clone, Debug, Default)]
pub struct Expander {
    policy: Policy,
    dictionary: Dictionary,
}

/// A text written out, with the way back.
#[derive(Clone, Debug)]
pub struct Expanded<'t> {
    /// The text; borrowed where nothing was written out.
    pub text: Cow<'t, str>,
    /// Leads every byte back to the original.
    pub map: OffsetMap,
}

impl Expander {
    /// An expander for this policy, with the built-in dictionary.
    pub const fn new(policy: Policy) -> Self {
        Self { policy, dictionary: Dictionary::builtin() }
    }

    /// The dictionary to read texts with.
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = dictionary;
        self
    }

    /// Finds the abbreviations of `text` and writes them out. Linear.
    pub fn expand<'t>(&self, text: &'t str) -> Expanded<'t> {
        let normalized = Normalizer::new().normalize(text);
        let mut abbreviations = Abbreviations::find(&Document::new(&normalized.text), &self.dictionary);
        abbreviations.map(&normalized.map);
        self.write(text, &abbreviations)
    }

    /// Finds the abbreviations of a page and writes them out between its tags: see [`Page::rewrite`]. Linear.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::{Expander, Markup, Page, Policy};
    /// let page = Page::read("<p class=UBND><b>UBND</b> tỉnh", Markup::Html);
    /// let expanded = Expander::new(Policy::All).expand_page(&page);
    /// assert_eq!(expanded.text, "<p class=UBND><b>Ủy ban nhân dân</b> tỉnh");
    /// # }
    /// ```
    pub fn expand_page<'t>(&self, page: &Page<'t>) -> Expanded<'t> {
        let normalized = Normalizer::new().normalize(page.text());
        let code: Vec<Span> = page.code().iter().map(|span| normalized.map.target(*span)).collect();
        let doc = Document::reusing(&normalized.text, &code, Lists::default());
        let mut abbreviations = Abbreviations::find(&doc, &self.dictionary);
        abbreviations.map(&normalized.map);
        write_back(page, &self.write(page.text(), &abbreviations))
    }

    /// Writes a page out; `abbreviations` are those of the page, with spans into its source. Linear.
    pub(crate) fn write_page<'t>(&self, page: &Page<'t>, abbreviations: &Abbreviations) -> Expanded<'t> {
        let mut abbreviations = abbreviations.clone();
        abbreviations.move_spans(|span| page.map().target(span));
        write_back(page, &self.write(page.text(), &abbreviations))
    }

    /// Writes `text` out; `abbreviations` are those of `text`, with spans into it. Linear.
    pub fn write<'t>(&self, text: &'t str, abbreviations: &Abbreviations) -> Expanded<'t> {
        let mut writer = Writer {
            text,
            dictionary: &self.dictionary,
            style: Style::of(text),
            policy: self.policy,
            introduced: HashSet::new(),
        };
        let (mut out, mut map, mut from) = (String::new(), OffsetMap::identity(), 0);
        let defined: HashSet<&str> = abbreviations.definitions.iter().map(|found| found.short.as_str()).collect();
        let mut definitions = abbreviations.definitions.iter().peekable();
        for occurrence in &abbreviations.occurrences {
            while definitions.next_if(|found| found.short_span.end <= occurrence.span.start).is_some() {}
            let defining = definitions.peek();
            // The long form of a definition keeps its nested short forms where notes would tear it from its bracket.
            if defining.is_some_and(|found| {
                found.short_span.overlaps(occurrence.span)
                    || self.policy == Policy::Annotate && found.long_span.overlaps(occurrence.span)
            }) {
                continue;
            }
            let Some(written) = writer.written(occurrence, &defined) else { continue };
            out.push_str(text.get(from..occurrence.span.start).unwrap_or_default());
            let start = out.len();
            out.push_str(&written);
            map.push(occurrence.span, Span::new(start, out.len()), 0);
            from = occurrence.span.end;
        }
        if from == 0 {
            return Expanded { text: Cow::Borrowed(text), map };
        }
        out.push_str(text.get(from..).unwrap_or_default());
        Expanded { text: Cow::Owned(out), map }
    }
}

/// The page with what was written out in its text.
fn write_back<'t>(page: &Page<'t>, expanded: &Expanded<'_>) -> Expanded<'t> {
    let edits = expanded.map.edits().map(|edit| (edit.source, &expanded.text[edit.target.range()]));
    let Rewritten { text, map } = page.rewrite(edits);
    Expanded { text, map }
}

/// Where the text puts the tones of `hòa`, `ủy`: what is written in follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    FirstVowel,
    SecondVowel,
}

impl Style {
    /// The style of most of the text's syllables that show one; the press's where none does.
    fn of(text: &str) -> Self {
        let (mut first, mut second) = (0, 0);
        for word in text.split(|letter: char| !letter.is_alphabetic()) {
            if word.len() < 3 || word.is_ascii() {
                continue;
            }
            let has = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
            if has(&[
                "òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "Ủy", "ÚY",
                "ỦY", "ÓA", "ÒA",
            ]) {
                first += 1;
            } else if has(&[
                "oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "Uỷ", "UỶ",
                "UÝ", "OÁ", "OÀ",
            ]) && !word.to_lowercase().starts_with('q')
            {
                second += 1;
            }
        }
        if second > first { Self::SecondVowel } else { Self::FirstVowel }
    }
}

struct Writer<'t, 'd> {
    text: &'t str,
    dictionary: &'d Dictionary,
    style: Style,
    policy: Policy,
    introduced: HashSet<(String, String)>,
}

impl Writer<'_, '_> {
    /// What is written in the place of a mention, if anything.
    fn written(&mut self, occurrence: &Occurrence, defined: &HashSet<&str>) -> Option<String> {
        let long = occurrence.expansion.as_deref()?;
        let short = self.text.get(occurrence.span.range())?;
        // `Nhà nước Hồi giáo IS` says it already.
        if self.text.get(..occurrence.span.start).is_some_and(|before| before.trim_end().ends_with(long)) {
            return None;
        }
        let introduces = if self.is_named(occurrence, long) { "Thành phố Hồ Chí Minh" } else { long };
        let mut written = self.nested(self.agreed(occurrence, long));
        if self.style == Style::SecondVowel {
            written = Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize(&written).text.into_owned();
        }
        if self.policy != Policy::All {
            if defined.contains(short)
                || !self.introduced.insert((short.trim_end_matches('.').to_owned(), introduces.to_owned()))
            {
                return None;
            }
            // Expanding a second time must change nothing, so a long form that stands before counts as the first mention.
            if self.stands_before(&written, occurrence.span.start) {
                return None;
            }
        }
        if self.policy == Policy::Annotate {
            written.push_str(" (");
            written.push_str(short.trim_end_matches('.'));
            written.push(')');
        }
        // `TP.Bắc Ninh`, `P.26`: the dot was all that parted the two.
        if self.text.get(occurrence.span.end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            written.push(' ');
        }
        Some(written)
    }

    /// A long form with the short forms inside it written out too: `Ngân hàng TMCP Á Châu`, or a second run would change the text again.
    fn nested(&self, written: String) -> String {
        let capitals = written.split(' ').any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
        if !capitals {
            return written;
        }
        let found = Abbreviations::find(&Document::new(&written), self.dictionary);
        let mut out = String::new();
        let mut from = 0;
        for occurrence in &found.occurrences {
            let Some(long) = &occurrence.expansion else { continue };
            out.push_str(&written[from..occurrence.span.start]);
            out.push_str(long);
            from = occurrence.span.end;
        }
        out.push_str(&written[from..]);
        out
    }

    /// The long form as it must stand here: in the case of a sentence's beginning, without the words that stand before it already.
    fn agreed(&self, occurrence: &Occurrence, long: &str) -> String {
        let before = self.text.get(..occurrence.span.start).unwrap_or_default();
        // `thuế VAT` is `thuế giá trị gia tăng`, `đài VTV` is `đài Truyền hình Việt Nam`.
        let long = dropped(before, long);
        let named = self.is_named(occurrence, long);
        let mut letters = long.chars();
        match letters.next() {
            Some(first) if occurrence.starts_sentence || named => first.to_uppercase().chain(letters).collect(),
            _ => long.to_owned(),
        }
    }

    /// `TP. Hồ Chí Minh` names the town after a man: `thành phố` is part of the name.
    fn is_named(&self, occurrence: &Occurrence, long: &str) -> bool {
        let after = self.text.get(occurrence.span.end..).unwrap_or_default().trim_start();
        long == "thành phố" && ["Hồ Chí Minh", "HCM"].iter().any(|name| after.starts_with(name))
    }

    /// Whether the text before `end` introduced the long form: as it would be written here, or with a capital at a sentence's beginning.
    /// A capital elsewhere is part of a name (`Đảng ủy Khối Cơ quan và Doanh nghiệp`).
    fn stands_before(&self, written: &str, end: usize) -> bool {
        let before = self.text.get(..end).unwrap_or_default();
        let mut letters = written.chars();
        let Some(first) = letters.next() else { return false };
        let small: String = first.to_lowercase().chain(letters.clone()).collect();
        let capital: String = first.to_uppercase().chain(letters).collect();
        before.contains(written)
            || before.contains(&small)
            || before.match_indices(&capital).any(|(at, _)| {
                let last = before[..at].chars().rev().find(|letter| *letter == '\n' || !letter.is_whitespace());
                last.is_none_or(|last| !last.is_alphanumeric() && !matches!(last, ',' | ';' | ')' | '/'))
            })
    }
}

/// The long form without the words that it begins with and `before` ends with. At least one word stays.
fn dropped<'l>(before: &str, long: &'l str) -> &'l str {
    let Some(before) = before.strip_suffix(' ') else { return long };
    let mut ends: Vec<usize> = long.match_indices(' ').map(|(at, _)| at).take(3).collect();
    while let Some(end) = ends.pop() {
        let opening = &long[..end];
        let Some(from) = before.len().checked_sub(opening.len()) else { continue };
        let Some(last) = before.get(from..) else { continue };
        if last.to_lowercase() == opening.to_lowercase() && !before[..from].ends_with(char::is_alphanumeric) {
            return &long[end + 1..];
        }
    }
    long
}
