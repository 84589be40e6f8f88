//! The dictionary of short forms: the built-in one of `data/abbreviations.tsv`, overridden by the user's entries.
//!
//! A short form is looked up by the hash of its letters and digits alone, so that `GD-ĐT`, `GD&ĐT` and `GD ĐT` all reach `GDĐT`; a
//! row spelled exactly as in the text takes precedence. The built-in table and that of the user are lists with an index sorted by hash, and a
//! look-up takes two comparisons.

mod builtin;
mod columns;
mod cue;
mod domain;
mod firsts;
mod long_form;
mod squeeze;
mod table;

pub(crate) use cue::{Cue, Pattern, Place, SenseClass, class_cues, cues_of};
pub(crate) use domain::Domain;
pub use long_form::LongForm;
pub(crate) use squeeze::{Squeezed, squeeze};
pub(crate) use table::{Known, Sense};

use self::{
    columns::{Column, Columns},
    firsts::Firsts,
    table::Table,
};
use super::{Key, is_letter, user_rows};
use crate::{Error, ErrorKind};

/// A dictionary of short forms: the built-in one, the user's additions, and the entries that the user
/// removed.
///
/// The user's entries take precedence over definitions in the article, and those over the built-in
/// dictionary.
/// ```
/// use tinviet::{Analyzer, Dictionary};
/// let dictionary = Dictionary::builtin().with("KĐT", "khu đô thị Ánh Sao").without("DN");
/// let analyzer = Analyzer::builder().dictionary(dictionary).build();
/// assert_eq!(analyzer.analyze("KĐT mới").expand(tinviet::Policy::All), "Khu đô thị Ánh Sao mới");
/// ```
#[derive(Clone, Debug)]
pub struct Dictionary {
    builtin: bool,
    user: Table,
    removed: Vec<u64>,
    /// The length in tokens of the user's longest short form.
    pub(crate) widest: usize,
    /// The first words of those that are not in capitals. Only they may start at a word that the built-in dictionary never looks at.
    firsts: Firsts,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Dictionary {
    /// The built-in dictionary.
    ///
    /// ```
    /// let dictionary = tinviet::Dictionary::builtin();
    /// assert_eq!(dictionary.meanings("UBND").next(), Some("Ủy ban nhân dân"));
    /// ```
    pub const fn builtin() -> Self {
        Self { builtin: true, user: Table::EMPTY, removed: Vec::new(), widest: 0, firsts: Firsts::NONE }
    }

    /// An empty dictionary: until entries are added, only definitions in the text count.
    ///
    /// ```
    /// assert_eq!(tinviet::Dictionary::empty().meanings("UBND").next(), None);
    /// ```
    pub const fn empty() -> Self {
        Self { builtin: false, user: Table::EMPTY, removed: Vec::new(), widest: 0, firsts: Firsts::NONE }
    }

    /// Adds a short form or changes its meaning; the last call for a short form wins.
    ///
    /// ```
    /// let dictionary = tinviet::Dictionary::builtin().with("CCHC", "cải cách hành chính");
    /// assert_eq!(dictionary.meanings("CCHC").next(), Some("cải cách hành chính"));
    /// ```
    #[must_use]
    pub fn with(mut self, short: &str, long: &str) -> Self {
        self.user.take_out(short);
        self.add(short, long, Domain::default(), None);
        self.user.finish();
        self.firsts.finish();
        self
    }

    /// Removes a short form, including a built-in one; it is then unknown.
    ///
    /// ```
    /// assert_eq!(tinviet::Dictionary::builtin().without("UBND").meanings("UBND").next(), None);
    /// ```
    #[must_use]
    pub fn without(mut self, short: &str) -> Self {
        self.user.take_out(short);
        self.user.finish();
        self.firsts.finish();
        self.removed.push(squeeze(short));
        self
    }

    /// Adds the rows of a table: one per line with short form, tab, long form. A third cell may name the domain (`health`); lines with
    /// `#` are skipped. Several rows of one short form are several senses, the most usual first; `-` as long form removes the short
    /// form. A header row may name further columns: those of the built-in table, and those of `tinviet abbreviations`, whose rows
    /// without a long form are skipped.
    ///
    /// # Errors
    /// A line without a tab, or with an empty cell, an unknown domain or column, or a control character; [`Error::line`] says
    /// which.
    ///
    /// ```
    /// let dictionary = tinviet::Dictionary::builtin().with_table("CCHC\tcải cách hành chính\nUBND\t-\n")?;
    /// assert_eq!(dictionary.meanings("CCHC").next(), Some("cải cách hành chính"));
    /// assert_eq!(dictionary.meanings("UBND").next(), None);
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn with_table(mut self, table: &str) -> Result<Self, Error> {
        let mut columns = Columns::default();
        for row in user_rows(table) {
            let (line, row) = row?;
            let read = match row.strip_prefix("short\tlong").filter(|rest| rest.is_empty() || rest.starts_with('\t')) {
                Some(rest) => Columns::named(rest).map(|named| columns = named),
                None => self.add_row(&columns, row),
            };
            read.map_err(|message| Error::new(ErrorKind::Table, message).at_line(line))?;
        }
        self.user.finish();
        self.firsts.finish();
        Ok(self)
    }

    fn add_row(&mut self, columns: &Columns, row: &str) -> Result<(), String> {
        let mut cells = row.split('\t').map(str::trim);
        let (short, long) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if short.is_empty() {
            return Err("expected a short form before the tab, found nothing".into());
        }
        let (mut domain, mut prior) = (Domain::default(), None);
        for (at, cell) in cells.enumerate().filter(|(_, cell)| !cell.is_empty()) {
            match columns.after_long.get(at) {
                Some(Column::Domain) => domain = Domain::of(cell).ok_or_else(|| unknown_domain(cell))?,
                Some(Column::Prior) => {
                    prior = Some(cell.parse().map_err(|_| format!("expected a number of points, found {cell:?}"))?);
                }
                Some(Column::Unread) => {}
                None => return Err(format!("expected at most {} cells, found {cell:?} after them", columns.count())),
            }
        }
        match long {
            "" if columns.counted => {}
            "" => return Err(format!("expected a long form after the tab, found nothing (short form \"{short}\")")),
            "-" => {
                self.user.take_out(short);
                self.removed.push(squeeze(short));
            }
            _ => self.add(short, long, domain, prior),
        }
        Ok(())
    }

    /// The long forms of a short form, the most usual first; the user's replace the built-in ones. Short forms that are composed during
    /// analysis (`UBMTTQVN` from `UBMTTQ` and `VN`) have no entry.
    ///
    /// ```
    /// let dictionary = tinviet::Dictionary::builtin();
    /// assert_eq!(dictionary.meanings("GD-ĐT").next(), dictionary.meanings("GDĐT").next());
    /// ```
    pub fn meanings(&self, short: &str) -> impl Iterator<Item = &str> {
        self.known(squeeze(short), short).into_iter().flat_map(|known| known.senses.iter().map(|sense| &*sense.long))
    }

    fn add(&mut self, short: &str, long: &str, domain: Domain, prior: Option<i16>) {
        self.removed.retain(|hash| *hash != squeeze(short));
        self.widest = self.widest.max(2 * short.chars().count());
        let first = short.split(|letter: char| !is_letter(letter)).find(|word| !word.is_empty()).unwrap_or_default();
        // A capital after the first letter, or a single capital letter.
        let capitals = first.chars().skip(1).any(char::is_uppercase)
            || first.chars().count() == 1 && first.starts_with(char::is_uppercase);
        if !capitals {
            self.firsts.add(Key::of(first));
        }
        // Collapse white space, as pages do.
        let long = long.split_whitespace().collect::<Vec<_>>().join(" ");
        self.user.push(LongForm::shared(short), LongForm::shared(&long), domain, prior);
    }

    /// The entry of the short form whose letters have this hash; if there are several, the one spelled like `surface`.
    /// Logarithmic.
    #[inline]
    pub(crate) fn known(&self, hash: u64, surface: &str) -> Option<Known<'_>> {
        if self.builtin && !self.has_user_entries() && self.removed.is_empty() {
            return builtin::find(hash, surface);
        }
        self.known_to_user(hash, surface)
    }

    fn known_to_user(&self, hash: u64, surface: &str) -> Option<Known<'_>> {
        if self.has_user_entries()
            && let Some(known) = self.user.find(hash, surface)
        {
            return Some(known);
        }
        if !self.builtin || self.is_removed(hash) {
            return None;
        }
        builtin::find(hash, surface)
    }

    /// Whether any short form, removed or not, has letters with this hash: the cheap test before [`known`](Self::known).
    pub(crate) fn has(&self, hash: u64) -> bool {
        self.has_user_entries() && self.user.has(hash) || self.builtin && builtin::has(hash)
    }

    /// Whether the user removed the short form whose letters have this hash.
    pub(crate) fn is_removed(&self, hash: u64) -> bool {
        self.removed.contains(&hash)
    }

    /// The first words of the user's short forms that are not in capitals.
    pub(crate) const fn first_words(&self) -> &Firsts {
        &self.firsts
    }

    /// Whether the user has added entries.
    pub(crate) const fn has_user_entries(&self) -> bool {
        self.widest > 0
    }
}

fn unknown_domain(cell: &str) -> String {
    format!(
        "expected a domain such as health or law in the third cell, found {cell:?}; other columns need a header row"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells() -> impl Iterator<Item = Vec<&'static str>> {
        crate::lexicon::rows(include_str!("../../../data/abbreviations.tsv")).map(|row| row.split('\t').collect())
    }

    #[test]
    fn table_is_sound() {
        let mut last = "";
        let mut seen = std::collections::HashSet::new();
        for row in cells() {
            let [short, long, domain, prior, form] = row[..] else { panic!("expected five cells: {row:?}") };
            assert!(last <= short, "not sorted: {row:?}");
            assert!(seen.insert((short, long)), "twice: {row:?}");
            assert!(!long.is_empty() && long.trim() == long && !long.contains("  "), "{row:?}");
            assert!(Domain::of(domain).is_some(), "no such domain: {row:?}");
            assert!(prior.is_empty() || prior.parse::<i16>().is_ok(), "{row:?}");
            assert!(matches!(form, "" | "irregular"), "{row:?}");
            last = short;
        }
    }

    #[test]
    fn forms_that_are_not_in_capitals_have_the_role_that_finds_them() {
        for row in cells() {
            let word = row[0].split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
            let mixed = word.chars().filter(|letter| letter.is_uppercase()).count() > 1;
            if word.chars().any(char::is_lowercase) && !mixed {
                let roles = crate::lexicon::RolesTable::builtin().of(crate::lexicon::Key::of(word));
                assert!(roles.any(crate::lexicon::Roles::SHORT_FORM), "{row:?}");
            }
        }
    }

    #[test]
    fn separators_do_not_hide_a_short_form() {
        let dictionary = Dictionary::builtin();
        for short in ["GD-ĐT", "GD&ĐT", "GDĐT", "GD - ĐT"] {
            assert_eq!(dictionary.meanings(short).collect::<Vec<_>>(), ["Giáo dục và Đào tạo"], "{short}");
        }
        // A row with exactly this spelling wins.
        assert_eq!(dictionary.meanings("KH-KT").next(), Some("khoa học - kỹ thuật"));
        assert_eq!(dictionary.meanings("KHKT").next(), Some("khoa học kỹ thuật"));
    }

    #[test]
    fn the_last_call_for_a_short_form_wins() {
        let dictionary = Dictionary::builtin().with("CCHC", "cải cách hồ sơ").with("CCHC", "cải cách hành chính công");
        assert_eq!(dictionary.meanings("CCHC").collect::<Vec<_>>(), ["cải cách hành chính công"]);
        let dictionary = dictionary.without("CCHC");
        assert_eq!(dictionary.meanings("CCHC").count(), 0);
        assert_eq!(dictionary.with("CCHC", "cũ").meanings("CCHC").collect::<Vec<_>>(), ["cũ"]);
        assert_eq!(Dictionary::empty().meanings("UBND").count(), 0);
    }
}
