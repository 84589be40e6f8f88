//! The awards of the Vietnamese press with their classes, categories and sources: `data/awards.tsv` and the user's own tables.
//!
//! The table has names, not rules: `fact/award/` decides which words around a name make it a mention. User tables have the same
//! format, so they can start as a copy of the built-in one; only the first two columns are required.

use std::{borrow::Cow, collections::HashSet, hash::BuildHasherDefault, sync::LazyLock};

use super::{Key, OwnPhrases, cells, is_letter, key::KeyHasher, user_rows};
use crate::{
    error::{Error, ErrorKind},
    narrow::to_u32,
};

/// One award, title, medal, prize or certificate.
///
/// ```
/// let table = tinviet::fact::award::AwardTable::builtin();
/// let entry = table.get("bang-khen").unwrap();
/// assert_eq!((&*entry.name, &*entry.category), ("Bằng khen", "certificate"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AwardEntry {
    /// The canonical name folded to ASCII and hyphenated: `huan-chuong-lao-dong`. Several rows may share `other`.
    pub code: Box<str>,
    /// The name in full: `Huân chương Lao động`.
    pub name: Box<str>,
    /// `order`, `medal`, `state-title`, `emulation-title`, `certificate`, `badge`, `prize` …
    pub category: Box<str>,
    /// Its classes: `1`, `2`, `3`, `gold` … Empty if it has none.
    pub classes: Vec<Box<str>>,
    /// Other names: short forms, former names, other spellings.
    pub aliases: Vec<Box<str>>,
    /// When the bare name counts as a mention.
    pub mention: Mention,
    /// Who may confer it, in English, if this is regulated.
    pub conferrer: Option<Box<str>>,
    /// The law or the usage that it comes from.
    pub source: Box<str>,
    /// How reliable name, classes and conferrer are.
    pub checked: Checked,
}

/// When the name of an award counts as a mention of it.
///
/// ```
/// use tinviet::fact::award::{AwardTable, Mention};
/// assert_eq!(AwardTable::builtin().get("bang-khen").unwrap().mention, Mention::Always);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Mention {
    /// Everywhere: `Bằng khen`.
    Always,
    /// Only with a verb of conferring, `danh hiệu` or quotes: `gia đình văn hóa` is also an ordinary phrase.
    Conferred,
}

/// How reliable a row of the table is.
///
/// ```
/// use tinviet::fact::award::{AwardTable, Checked};
/// assert_eq!(AwardTable::builtin().get("huan-chuong-lao-dong").unwrap().checked, Checked::Sure);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Checked {
    /// Defined in the law that is given as source.
    Sure,
    /// Not in any law, but used in the press.
    Usage,
    /// Wording, level or conferrer is uncertain.
    Unsure,
}

/// A name in the table of phrases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AwardName {
    /// The index of its row.
    pub(crate) entry: u32,
    /// Whether it is a mention only if it is conferred ([`Mention::Conferred`]).
    pub(crate) gated: bool,
    /// Whether it is a short form, which counts only in capitals.
    pub(crate) short: bool,
}

/// A table of awards, for browsing and look-up.
///
/// ```
/// use tinviet::fact::award::AwardTable;
/// let table = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n")?;
/// assert_eq!(table.get("ngon-co-dau").map(|entry| &*entry.name), Some("Ngọn cờ đầu"));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct AwardTable {
    entries: Vec<AwardEntry>,
    /// The aliases that are mentions only if they are conferred.
    gated: Gated,
    names: OwnPhrases<AwardName>,
}

/// Aliases with the indices of their rows.
type Gated = HashSet<(usize, Box<str>), BuildHasherDefault<KeyHasher>>;

#[expect(clippy::expect_used, reason = "no text decides it: the table is part of the library")]
static BUILTIN: LazyLock<AwardTable> = LazyLock::new(|| {
    AwardTable::parse(include_str!("../../data/awards.tsv")).expect("the built-in table is held by a test")
});

impl AwardTable {
    /// The built-in table: some 80 awards with 300 names.
    ///
    /// ```
    /// let table = tinviet::fact::award::AwardTable::builtin();
    /// let order = table.get("huan-chuong-lao-dong").unwrap();
    /// assert_eq!(&*order.name, "Huân chương Lao động");
    /// assert_eq!(order.classes.len(), 3);
    /// ```
    ///
    /// The table can be browsed by category, by conferrer, by how reliable a row is:
    /// ```
    /// use tinviet::fact::award::{AwardTable, Checked};
    ///
    /// let entries = AwardTable::builtin().entries();
    /// let medals: Vec<&str> = entries.iter().filter(|entry| &*entry.category == "medal").map(|entry| &*entry.name).collect();
    /// assert!(medals.contains(&"Huy chương Hữu nghị"));
    /// // What is to be checked before a board relies on it.
    /// let doubtful = entries.iter().filter(|entry| entry.checked == Checked::Unsure);
    /// for entry in doubtful {
    ///     assert_ne!(entry.category.as_ref(), "order", "every order is in the law: {}", entry.name);
    /// }
    /// ```
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Parses a table: one award per line, with tab-separated columns that the first line other than a comment names, `code` and
    /// `name` first. Comments start with `#`. Names should be NFC with the tone on the first vowel (`hòa`), as
    /// [`Builder::awards`](crate::Builder::awards) makes them.
    ///
    /// # Errors
    /// A line without code or name, with an invalid cell or an unknown column; [`Error::line`] says which.
    ///
    /// ```
    /// use tinviet::fact::award::AwardTable;
    /// let table = AwardTable::parse("code\tname\nngon-co-dau\tNgọn cờ đầu\n")?;
    /// assert_eq!(&*table.entries()[0].name, "Ngọn cờ đầu");
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn parse(table: &str) -> Result<Self, Error> {
        let mut columns: Option<Vec<&str>> = None;
        let mut entries = Vec::new();
        let mut gated = Gated::default();
        for row in user_rows(table) {
            let (line, row) = row?;
            let wrong = |message: String| Error::new(ErrorKind::Table, message).at_line(line);
            let Some(columns) = &columns else {
                columns = Some(header(row).map_err(wrong)?);
                continue;
            };
            entries.push(AwardEntry::parse(columns, row, entries.len(), &mut gated).map_err(wrong)?);
        }
        Ok(Self::new(entries, gated))
    }

    fn new(entries: Vec<AwardEntry>, gated: Gated) -> Self {
        let rows =
            entries.iter().enumerate().flat_map(|(index, entry)| entry.names().map(move |name| (index, entry, name)));
        let names = OwnPhrases::new(rows.map(|(index, entry, name)| {
            let gated = entry.mention == Mention::Conferred || gated.contains(&(index, name.into()));
            let short = !name.contains(' ') && name.chars().all(char::is_uppercase);
            (spaced(name), AwardName { entry: to_u32(index), gated, short })
        }));
        Self { entries, gated, names }
    }

    /// Rewrites every name: user tables are normalised in the same way as texts.
    pub(crate) fn map_names(self, rewrite: impl Fn(&str) -> String) -> Self {
        let mut entries = self.entries;
        for entry in &mut entries {
            entry.name = rewrite(&entry.name).into();
            for alias in &mut entry.aliases {
                *alias = rewrite(alias).into();
            }
        }
        let gated = self.gated.iter().map(|(entry, name)| (*entry, rewrite(name).into())).collect();
        Self::new(entries, gated)
    }

    /// The rows, in the order of the table.
    ///
    /// ```
    /// use tinviet::fact::award::AwardTable;
    /// assert!(AwardTable::builtin().entries().iter().any(|entry| &*entry.category == "order"));
    /// ```
    pub fn entries(&self) -> &[AwardEntry] {
        &self.entries
    }

    /// The first row with this code. Linear.
    ///
    /// ```
    /// use tinviet::fact::award::AwardTable;
    /// assert_eq!(&*AwardTable::builtin().get("bang-khen").unwrap().name, "Bằng khen");
    /// ```
    pub fn get(&self, code: &str) -> Option<&AwardEntry> {
        self.entries.iter().find(|entry| &*entry.code == code)
    }

    /// Whether a name may start with this word: the cheap question before [`longest`](Self::longest).
    #[inline]
    pub(crate) fn may_begin(&self, first: Key) -> bool {
        self.names.view().may_begin(first)
    }

    /// The longest name that starts with the word `first` and continues with those that `word` gives, by their number from 0 on: its number of
    /// tokens and its row.
    pub(crate) fn longest(&self, first: Key, word: impl Fn(usize) -> Key) -> Option<(usize, AwardName, &AwardEntry)> {
        let (words, name) = self.names.view().longest(first, word)?;
        Some((words, *name, self.entries.get(name.entry as usize)?))
    }

    /// The first word of each name, and the second, if it has one.
    pub(crate) fn heads(&self) -> impl Iterator<Item = (Key, Option<Key>)> + '_ {
        self.names.view().phrases().map(|(first, second, ..)| (first, second))
    }
}

/// The columns that a table may have; `code` and `name` come first.
const COLUMNS: [&str; 9] =
    ["code", "name", "category", "classes", "aliases", "mention", "conferrer", "source", "checked"];

fn header(row: &str) -> Result<Vec<&str>, String> {
    let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
    if !columns.starts_with(&COLUMNS[..2]) {
        return Err("expected a header that starts with the columns code and name, separated by a tab".into());
    }
    match columns.iter().find(|name| !COLUMNS.contains(name)) {
        Some(other) => Err(format!("expected the columns {}, found {other:?}", COLUMNS.join(", "))),
        None => Ok(columns),
    }
}

impl AwardEntry {
    fn parse(columns: &[&str], line: &str, index: usize, gated: &mut Gated) -> Result<Self, String> {
        let mut entry = Self {
            code: "".into(),
            name: "".into(),
            category: "other".into(),
            classes: Vec::new(),
            aliases: Vec::new(),
            mention: Mention::Always,
            conferrer: None,
            source: "".into(),
            checked: Checked::Usage,
        };
        for (column, cell) in columns.iter().zip(cells(line)) {
            let cell = cell.trim();
            if cell.is_empty() || cell == "-" {
                continue;
            }
            if *column == "aliases" {
                for alias in cell.split('|').map(str::trim).filter(|alias| !alias.is_empty()) {
                    let name = alias.strip_prefix('?').unwrap_or(alias);
                    if name.len() < alias.len() {
                        gated.insert((index, name.into()));
                    }
                    entry.aliases.push(name.into());
                }
            } else {
                entry.set(column, cell)?;
            }
        }
        if entry.code.is_empty() {
            return Err("expected a code in the first column, found nothing".into());
        }
        if !entry.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Err(format!("expected a code of a-z, 0-9 and hyphens, found {:?}", entry.code));
        }
        if entry.name.is_empty() {
            return Err(format!("expected a name after the code {:?}, found nothing", entry.code));
        }
        Ok(entry)
    }

    /// Stores the cell of a column other than `aliases`.
    fn set(&mut self, column: &str, cell: &str) -> Result<(), String> {
        match column {
            "code" => self.code = cell.into(),
            "name" => self.name = cell.into(),
            "category" => self.category = cell.into(),
            "classes" => self.classes = cell.split(',').map(|class| class.trim().into()).collect(),
            "mention" => {
                self.mention = match cell {
                    "always" => Mention::Always,
                    "conferred" => Mention::Conferred,
                    _ => return Err(format!("expected always or conferred in the column mention, found {cell:?}")),
                }
            }
            "conferrer" => self.conferrer = Some(cell.into()),
            "source" => self.source = cell.into(),
            "checked" => {
                self.checked = match cell {
                    "sure" => Checked::Sure,
                    "usage" => Checked::Usage,
                    "unsure" => Checked::Unsure,
                    _ => return Err(format!("expected sure, usage or unsure in the column checked, found {cell:?}")),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The names that a text may use. A name that contains a bracket, such as `Giải (of a contest)`,
    /// describes a family and is left out.
    fn names(&self) -> impl Iterator<Item = &str> {
        let own = (!self.name.contains('(')).then_some(&*self.name);
        own.into_iter().chain(self.aliases.iter().map(|alias| &**alias))
    }
}

/// Character classes of the scan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Space,
    Letter,
    Digit,
    Mark,
}

/// The name with punctuation and digits separated by spaces, as the scan tokenises them.
fn spaced(name: &str) -> Cow<'_, str> {
    if name.chars().all(|letter| letter == ' ' || is_letter(letter)) {
        return name.into();
    }
    let mut out = String::with_capacity(name.len() + 4);
    let mut last = Part::Space;
    for letter in name.chars() {
        let part = match letter {
            ' ' => Part::Space,
            '0'..='9' => Part::Digit,
            _ if is_letter(letter) => Part::Letter,
            _ => Part::Mark,
        };
        if last != Part::Space && part != Part::Space && (last != part || part == Part::Mark) {
            out.push(' ');
        }
        out.push(letter);
        last = part;
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_table_is_sorted_and_its_names_are_unique() {
        let table = AwardTable::builtin();
        assert!(table.entries.windows(2).all(|pair| pair[0].code < pair[1].code));
        let mut seen = HashSet::new();
        for entry in &table.entries {
            for name in entry.names() {
                assert!(seen.insert(spaced(name).to_lowercase()), "{name} stands twice");
                assert!(!name.contains("  ") && name.trim() == name, "{name:?}");
            }
            for class in &entry.classes {
                let known = ["1", "2", "3", "special", "consolation", "A", "B", "C", "gold", "silver", "bronze"];
                assert!(known.contains(&&**class), "{class}");
            }
        }
        assert!(table.entries.len() > 70);
    }

    #[test]
    fn marks_and_digits_are_tokens() {
        assert_eq!(spaced("Xã, phường"), "Xã , phường");
        assert_eq!(spaced("Sinh viên 5 tốt"), "Sinh viên 5 tốt");
        assert_eq!(spaced("lịch sử - văn hóa"), "lịch sử - văn hóa");
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = AwardTable::parse("code\tname\nco-don-vi\tCờ đơn vị\n\tKhông mã\n").unwrap_err();
        assert_eq!(error.line(), Some(3));
        assert!(AwardTable::parse("name\tcode\n").is_err());
        assert!(AwardTable::parse("code\tname\tmention\na\tA\tnever\n").is_err());
        assert!(AwardTable::parse("").unwrap().entries().is_empty());
    }
}
