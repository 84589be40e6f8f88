//! The user's own kinds of fact: phrases, and patterns over text and over facts, from one file.
//!
//! The stages run them through [`Finder`](crate::fact::Finder), as they run themselves, and know nothing else of them. Both kinds read one
//! fixed view of a text: canonical spelling, one blank for any run of blanks, soft line breaks gone; the way back is that of all facts. A pass
//! of its own over the source was rejected: it would see each spelling, each form of a page and each broken line as another text.
//!
//! Phrases are found in a trie over tokens ([`trie`]), patterns sentence by sentence where a word that they need stands ([`search`]). The
//! rules for the user are in `docs/own-kinds.md`.

mod field;
mod file;
mod finder;
mod literal;
mod pattern;
mod phrases;
mod placeholder;
mod plan;
mod runtime;
mod search;
mod table;
mod trie;
mod trigger;
mod view;
mod word;

use std::{fmt, sync::Arc};

use crate::{
    error::{Error, ErrorKind},
    fact::{Guest, Kind, Kinds, OwnKind, Stage},
};
use finder::{Group, GroupFinder};
use plan::Planned;
use runtime::Runtime;

/// Kinds of fact of the user's own, read from a file; [`Builder::own_kinds`](crate::Builder::own_kinds) takes them.
///
/// ```
/// use tinviet::{Analyzer, OwnKinds};
///
/// let own = OwnKinds::parse(r#"
///     [[kind]]
///     name = "body"
///     phrases = ["Bộ Y tế", "Sở Y tế"]
///
///     [[kind]]
///     name = "casualties"
///     pattern = '@{quantity:dead} (?:đã )?(?:chết|thiệt mạng)'
/// "#)?;
/// let analyzer = Analyzer::builder().own_kinds(own).build();
/// let analysis = analyzer.analyze("Theo Bộ  Y tế, 3 người đã thiệt mạng.");
/// let own: Vec<_> = analysis.facts().filter(|fact| fact.kind() == tinviet::Kind::Own).collect();
/// assert_eq!((own[0].kind_name(), own[0].text()), ("body", "Bộ  Y tế"));
/// assert_eq!((own[1].rule(), own[1].value().to_string()), ("own.casualties", "dead=3 người".to_owned()));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct OwnKinds {
    kinds: Vec<Planned>,
    groups: Vec<(Option<Stage>, Arc<Group>)>,
    warnings: Vec<Warning>,
}

/// What a file of kinds says that no text can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    file: Option<Box<str>>,
    line: usize,
    message: String,
}

impl Warning {
    /// The table that it speaks of; `None` for the file of kinds itself.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What it says, without its place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}: ")?;
        }
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// One of the kinds of a file, as [`OwnKinds::kinds`] gives it.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo<'a>(&'a Planned);

impl<'a> KindInfo<'a> {
    /// Its name in the output.
    pub fn name(&self) -> &'a str {
        &self.0.name
    }

    /// The line on which it begins.
    pub const fn line(&self) -> usize {
        self.0.line
    }

    /// How many phrases it has; `None` for a pattern.
    pub fn phrases(&self) -> Option<usize> {
        self.0.pattern.is_none().then_some(self.0.phrases)
    }

    /// The fields of its pattern, each with its type or, for a placeholder, with the name of its kind.
    pub fn fields(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.pattern.iter().flat_map(|pattern| &pattern.fields).map(|field| match &field.read {
            pattern::Read::As(kind) => (&*field.name, kind.name()),
            pattern::Read::Fact(kind) => (&*field.name, &**kind),
        })
    }

    /// Whether its tokens are no later stage's.
    pub const fn takes(&self) -> bool {
        self.0.takes
    }

    /// The stage that it runs before; `None` after all.
    pub fn before(&self) -> Option<&'a str> {
        self.0.before.map(Stage::name)
    }
}

impl OwnKinds {
    /// Reads a file of kinds (TOML) whose phrases stand in it.
    ///
    /// # Errors
    /// [`Error::line`] says where, the message what was expected and what stood there: a name that is taken or cannot be one, a key or type
    /// that there is not, a pattern that `regex` refuses, a placeholder that names no kind before it, a phrase without a letter, two phrases
    /// that are one after folding and have different codes.
    ///
    /// ```
    /// let error = tinviet::OwnKinds::parse("[[kind]]\nname = 'plot'\npattern = 'thửa (\\d+'").unwrap_err();
    /// assert_eq!(error.line(), Some(3));
    /// assert!(error.to_string().contains("unclosed group"), "{error}");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with(text, |name| Err(format!("phrases in a file ({name:?}) need a reader: OwnKinds::parse_with")))
    }

    /// [`parse`](Self::parse) of a file that names tables of phrases; `read` gives the text of each.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and what `read` says. [`Error::file`] names the table that is wrong.
    pub fn parse_with<E: fmt::Display>(text: &str, read: impl FnMut(&str) -> Result<String, E>) -> Result<Self, Error> {
        plan::plan(text, read)
    }

    /// The kinds, in the order of the file.
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = KindInfo<'_>> {
        self.kinds.iter().map(KindInfo)
    }

    /// What no text can have, by file and line.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The kinds as the stages run them. Where names are given, only kinds of these names are reported; those that they read run too.
    pub(crate) fn guests(&self, names: Option<&[String]>) -> Vec<Guest> {
        let is_asked = |kind: &Planned| names.is_none_or(|names| names.iter().any(|name| **name == *kind.name));
        let mut runs: Vec<bool> = self.kinds.iter().map(|kind| kind.takes || is_asked(kind)).collect();
        // A kind reads those above it only.
        for index in (0..self.kinds.len()).rev().filter(|index| runs[*index]).collect::<Vec<_>>() {
            mark_read(&self.kinds, index, &mut runs);
        }
        let kinds: Arc<[Runtime]> = self
            .kinds
            .iter()
            .zip(&runs)
            .map(|(kind, runs)| Runtime {
                own: Arc::new(OwnKind { reported: is_asked(kind), ..kind.own() }),
                takes: kind.takes,
                runs: *runs,
            })
            .collect();
        let groups = self.groups.iter().filter(|(_, group)| group.kinds().any(|kind| runs.get(kind) == Some(&true)));
        groups
            .map(|(before, group)| {
                let patterns = group.patterns.iter().filter(|(kind, _)| runs.get(*kind) == Some(&true));
                let reads =
                    patterns.flat_map(|(_, pattern)| &pattern.stands).filter_map(|(kind, _)| Kind::ALL.get(*kind));
                let reads: Kinds = reads.copied().collect();
                Guest {
                    before: *before,
                    reads,
                    finder: Arc::new(GroupFinder { group: Arc::clone(group), kinds: Arc::clone(&kinds) }),
                }
            })
            .collect()
    }

    /// Checks that each name is that of a kind.
    pub(crate) fn check(&self, name: &str) -> Result<(), Error> {
        if self.kinds.iter().any(|kind| *kind.name == *name) {
            return Ok(());
        }
        let names: Vec<&str> = self.kinds.iter().map(|kind| &*kind.name).collect();
        let names = Kind::ALL.map(Kind::name).into_iter().chain(names).collect::<Vec<_>>().join(", ");
        Err(Error::new(ErrorKind::Setting, format!("no kind {name:?}; expected one of {names}")))
    }
}

/// Marks the own kinds that kind `index` reads. As each reads kinds above it only, one walk from the last kind up marks all.
fn mark_read(kinds: &[Planned], index: usize, runs: &mut [bool]) {
    let mut open = vec![index];
    while let Some(index) = open.pop() {
        let pattern = kinds.get(index).and_then(|kind| kind.pattern.as_ref());
        for (number, _) in pattern.into_iter().flat_map(|pattern| &pattern.stands) {
            let read = number.checked_sub(search::FIRST_OWN).filter(|own| *own < index);
            if let Some(read) = read
                && let Some(run) = runs.get_mut(read)
                && !std::mem::replace(run, true)
            {
                open.push(read);
            }
        }
    }
}
