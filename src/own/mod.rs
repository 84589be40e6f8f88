//! User-defined kinds of fact: phrases, and patterns over text and facts, from one file.
//!
//! The stages run them through [`Finder`](crate::fact::Finder) and know nothing else about them. Phrases and patterns both read a fixed view
//! of the text: canonical spelling, single spaces, no soft line breaks; spans are mapped back like those of all facts. A separate pass over
//! the source was rejected: it would see every spelling, markup and line wrapping as a different text.
//!
//! Phrases are found with a trie over tokens ([`trie`]), patterns sentence by sentence if a word that they require occurs ([`search`]).
//! `docs/own-kinds.md` is the user documentation.

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

/// User-defined kinds of fact, read from a file, for [`Builder::own_kinds`](crate::Builder::own_kinds).
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

/// A warning about a part of the file that can never match.
///
/// ```
/// let own = tinviet::OwnKinds::parse("[[kind]]\nname = 'sea'\nphrases = ['Biển Đông']")?;
/// assert!(own.warnings().is_empty());
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    file: Option<Box<str>>,
    line: usize,
    message: String,
}

impl Warning {
    /// The table that it is about; `None` for the file of kinds itself.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The message, without the location.
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

/// One of the kinds of a file; see [`OwnKinds::kinds`].
///
/// ```
/// let own = tinviet::OwnKinds::parse("[[kind]]\nname = 'sea'\nphrases = ['Biển Đông', 'vịnh Bắc Bộ']")?;
/// let sea = own.kinds().next().unwrap();
/// assert_eq!((sea.name(), sea.phrases()), ("sea", Some(2)));
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct KindInfo<'a>(&'a Planned);

impl<'a> KindInfo<'a> {
    /// Its name in the output.
    pub fn name(&self) -> &'a str {
        &self.0.name
    }

    /// The line on which it starts.
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

    /// Whether it claims its tokens, so that later stages cannot use them.
    pub const fn takes(&self) -> bool {
        self.0.takes
    }

    /// The stage before which it runs; `None` if it runs after all of them.
    pub fn before(&self) -> Option<&'a str> {
        self.0.before.map(Stage::name)
    }
}

impl OwnKinds {
    /// Parses a file of kinds (TOML) with inline phrases.
    ///
    /// # Errors
    /// [`Error::line`] says where, the message what was expected and what was found: a reserved or invalid name, an unknown key or type, a
    /// pattern that `regex` rejects, a placeholder for a kind that is not above it, a phrase without a letter, two phrases that are the same
    /// after folding but have different codes.
    ///
    /// ```
    /// let error = tinviet::OwnKinds::parse("[[kind]]\nname = 'plot'\npattern = 'thửa (\\d+'").unwrap_err();
    /// assert_eq!(error.line(), Some(3));
    /// assert!(error.to_string().contains("unclosed group"), "{error}");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with(text, |name| Err(format!("phrases in a file ({name:?}) need a reader: OwnKinds::parse_with")))
    }

    /// Like [`parse`](Self::parse), for a file that refers to tables of phrases; `read` returns the text of each.
    ///
    /// # Errors
    /// As for [`parse`](Self::parse), and those of `read`. [`Error::file`] names the table with the error.
    ///
    /// ```
    /// let file = "[[kind]]\nname = 'sea'\nphrases = 'seas.tsv'";
    /// let own = tinviet::OwnKinds::parse_with(file, |_| Ok::<_, std::io::Error>("name\nBiển Đông\n".to_owned()))?;
    /// assert_eq!(own.kinds().next().unwrap().phrases(), Some(1));
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn parse_with<E: fmt::Display>(text: &str, read: impl FnMut(&str) -> Result<String, E>) -> Result<Self, Error> {
        plan::plan(text, read)
    }

    /// The kinds, in the order of the file.
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = KindInfo<'_>> {
        self.kinds.iter().map(KindInfo)
    }

    /// The warnings, by file and line.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The kinds for the stages. With `names`, only these are reported; the kinds that they refer to run too.
    pub(crate) fn guests(&self, names: Option<&[String]>) -> Vec<Guest> {
        let is_asked = |kind: &Planned| names.is_none_or(|names| names.iter().any(|name| **name == *kind.name));
        let mut runs: Vec<bool> = self.kinds.iter().map(|kind| kind.takes || is_asked(kind)).collect();
        // A kind refers only to those above it.
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

    /// Checks that there is a kind with this name.
    pub(crate) fn check(&self, name: &str) -> Result<(), Error> {
        if self.kinds.iter().any(|kind| *kind.name == *name) {
            return Ok(());
        }
        let names: Vec<&str> = self.kinds.iter().map(|kind| &*kind.name).collect();
        let names = Kind::ALL.map(Kind::name).into_iter().chain(names).collect::<Vec<_>>().join(", ");
        Err(Error::new(ErrorKind::Setting, format!("no kind {name:?}; expected one of {names}")))
    }
}

/// Marks the own kinds that kind `index` refers to. As references only point up, one pass from the last kind marks all.
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
