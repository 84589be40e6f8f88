//! Turns the parsed file into runnable kinds: names, stages, and the kinds that each may refer to.

use std::{collections::HashMap, fmt, sync::Arc};

use toml::Spanned;

use super::{
    OwnKinds, Warning,
    file::{self, RawKind, RawPhrases, Sameness, line_of},
    finder::Group,
    pattern::{Fault, Pattern},
    search::{FIRST_OWN, Triggers},
    table,
    trie::{Source, Trie},
};
use crate::{
    error::{Error, ErrorKind},
    fact::{Kind, OwnKind, RULE, Stage},
    narrow,
};

/// The maximum number of kinds in a file: each one that a pattern refers to needs its own symbol.
const MOST: usize = 10_000;

/// How deep references between kinds may be.
const DEEPEST: usize = 16;

/// Names that the output uses for something else.
const RESERVED: [&str; 2] = ["own", "abbreviation"];

/// The longest name.
const LONGEST_NAME: usize = 64;

/// A kind of the file.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) number: usize,
    pub(super) name: Box<str>,
    pub(super) line: usize,
    pub(super) before: Option<Stage>,
    pub(super) takes: bool,
    pub(super) phrases: usize,
    pub(super) pattern: Option<Arc<Pattern>>,
    /// The depth of its references.
    depth: usize,
}

impl Planned {
    pub(super) fn own(&self) -> OwnKind {
        OwnKind { number: self.number, rule: format!("{RULE}{}", self.name).into(), reported: true }
    }
}

/// The phrases of the kinds that run before the same stage and are read in the same way.
type Shelf = HashMap<(Option<Stage>, bool), Vec<Source>>;

/// A file being read.
struct Reader<'t, R> {
    text: &'t str,
    read: R,
    kinds: Vec<Planned>,
    shelf: Shelf,
    /// The tables that phrases came from, by kind.
    tables: HashMap<usize, String>,
    warnings: Vec<Warning>,
}

/// Reads a file of kinds.
pub(super) fn plan<E: fmt::Display>(
    text: &str,
    read: impl FnMut(&str) -> Result<String, E>,
) -> Result<OwnKinds, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let raw = file::read(text)?.kind;
    if raw.len() > MOST {
        return Err(Error::new(ErrorKind::Kinds, format!("expected at most {MOST} kinds, found {}", raw.len())));
    }
    let (kinds, shelf, tables) = (Vec::new(), HashMap::new(), HashMap::new());
    let mut reader = Reader { text, read, kinds, shelf, tables, warnings: Vec::new() };
    for kind in raw {
        reader.kind(kind)?;
    }
    reader.finish()
}

impl<R, E> Reader<'_, R>
where
    R: FnMut(&str) -> Result<String, E>,
    E: fmt::Display,
{
    fn wrong<T>(&self, at: &Spanned<T>, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Kinds, message).at_line(line_of(self.text, &at.span()))
    }

    fn kind(&mut self, raw: RawKind) -> Result<(), Error> {
        self.check_name(&raw.name)?;
        let number = self.kinds.len();
        let before = match &raw.before {
            Some(before) => Some(self.stage(before)?),
            None => None,
        };
        let mut kind = Planned {
            number,
            name: raw.name.get_ref().as_str().into(),
            line: line_of(self.text, &raw.name.span()),
            before,
            takes: raw.takes,
            phrases: 0,
            pattern: None,
            depth: 0,
        };
        match (&raw.phrases, &raw.pattern) {
            (Some(phrases), None) => kind.phrases = self.phrases(&kind, phrases, &raw)?,
            (None, Some(pattern)) => self.pattern(&mut kind, pattern, &raw)?,
            _ => {
                let message = format!("kind {:?}: expected either `phrases` or `pattern`", kind.name);
                return Err(self.wrong(&raw.name, message));
            }
        }
        self.kinds.push(kind);
        Ok(())
    }

    fn check_name(&self, name: &Spanned<String>) -> Result<(), Error> {
        let text = name.get_ref();
        let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
        let is_name = text.chars().next().is_some_and(char::is_alphabetic) && text.chars().all(is_letter);
        if !is_name || text.len() > LONGEST_NAME {
            let message = format!(
                "expected a name that starts with a letter and has only letters, digits, `_` and `-`, at most {LONGEST_NAME} bytes, found {text:?}"
            );
            return Err(self.wrong(name, message));
        }
        let is_taken = Kind::ALL.iter().any(|kind| kind.name() == text) || RESERVED.contains(&text.as_str());
        if is_taken {
            return Err(self.wrong(name, format!("{text:?} is a built-in name; choose another one")));
        }
        match self.kinds.iter().find(|kind| *kind.name == **text) {
            Some(other) => {
                Err(self.wrong(name, format!("{text:?} is also the name of the kind on line {}", other.line)))
            }
            None => Ok(()),
        }
    }

    fn stage(&self, name: &Spanned<String>) -> Result<Stage, Error> {
        let text = name.get_ref();
        let of_kind = || Kind::ALL.iter().find(|kind| kind.name() == text).and_then(|kind| kind.stage());
        let stage = Stage::ALL.into_iter().find(|stage| stage.name() == text).or_else(of_kind);
        stage.ok_or_else(|| {
            let names = Stage::ALL.map(Stage::name).join(", ");
            self.wrong(name, format!("expected a stage in `before`, one of {names}, found {text:?}"))
        })
    }

    /// Adds the phrases of a kind and returns their number.
    fn phrases(&mut self, kind: &Planned, phrases: &Spanned<RawPhrases>, raw: &RawKind) -> Result<usize, Error> {
        if !raw.fields.is_empty() {
            return Err(self.wrong(&raw.name, format!("kind {:?}: `fields` belong to a pattern", kind.name)));
        }
        let phrases = match phrases.get_ref() {
            RawPhrases::List(list) => table::of_list(self.text, list)?,
            RawPhrases::Table(name) => {
                let table = (self.read)(name).map_err(|error| self.wrong(phrases, error.to_string()))?;
                self.tables.insert(kind.number, name.clone());
                table::of_table(&table).map_err(|error| error.in_file(name))?
            }
        };
        let count = phrases.len();
        let ignores = |setting: &Option<Spanned<Sameness>>| {
            setting.as_ref().is_some_and(|setting| *setting.get_ref() == Sameness::Ignore)
        };
        let source = Source { kind: narrow::to_u32(kind.number), ignores_case: ignores(&raw.case), phrases };
        self.shelf.entry((kind.before, ignores(&raw.marks))).or_default().push(source);
        Ok(count)
    }

    fn pattern(&mut self, kind: &mut Planned, written: &Spanned<String>, raw: &RawKind) -> Result<(), Error> {
        if let Some(setting) = raw.marks.as_ref().or(raw.case.as_ref()) {
            let message = "`marks` and `case` are settings for phrases; in a pattern use `(?i)` to ignore case";
            return Err(self.wrong(setting, message));
        }
        let mut depth = 0;
        let made = Pattern::new(written.get_ref(), &raw.fields, |name| {
            let (number, deep) = self.stands(kind, name)?;
            depth = depth.max(deep + 1);
            Ok(number)
        });
        let (pattern, warnings) = made.map_err(|Fault { at, message }| {
            let message = format!("kind {:?}: {message}", kind.name);
            self.in_pattern(written, at, message)
        })?;
        if depth > DEEPEST {
            let message = format!(
                "kind {:?}: kinds refer to each other {depth} levels deep; the maximum is {DEEPEST}",
                kind.name
            );
            return Err(self.wrong(written, message));
        }
        let line = line_of(self.text, &written.span());
        let message = |message: String| format!("kind {:?}: {message}", kind.name);
        self.warnings.extend(warnings.into_iter().map(|text| Warning { file: None, line, message: message(text) }));
        (kind.depth, kind.pattern) = (depth, Some(Arc::new(pattern)));
        Ok(())
    }

    /// An error with its position in a pattern: the character, and the line if the pattern has several.
    fn in_pattern(&self, written: &Spanned<String>, at: Option<usize>, message: String) -> Error {
        let first = line_of(self.text, &written.span());
        let Some(before) = at.and_then(|at| written.get_ref().get(..at)) else {
            return self.wrong(written, message);
        };
        let (above, column) =
            (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        // A pattern in triple quotes may start on the next line.
        let opened = self.text.get(written.span().start..).unwrap_or_default();
        let skipped = ["'''\n", "\"\"\"\n", "'''\r\n", "\"\"\"\r\n"].iter().any(|quotes| opened.starts_with(quotes));
        let rest: String = written.get_ref().get(before.len()..).unwrap_or_default().chars().take(20).collect();
        let place = if rest.is_empty() { "at the end".to_owned() } else { format!("at character {column}, {rest:?}") };
        Error::new(ErrorKind::Kinds, format!("{message}, {place}")).at_line(first + usize::from(skipped) + above)
    }

    /// The index of a kind that another one may refer to, and its depth.
    fn stands(&self, kind: &Planned, name: &str) -> Result<(usize, usize), String> {
        if let Some(index) = Kind::ALL.iter().position(|built_in| built_in.name() == name) {
            let stage = Kind::ALL.get(index).and_then(|kind| kind.stage());
            return match kind.before {
                Some(before) if stage >= Some(before) => Err(format!(
                    "{name:?} is found after this kind, which runs before {:?}; leave out `before`",
                    before.name()
                )),
                _ => Ok((index, 0)),
            };
        }
        let Some(own) = self.kinds.iter().find(|own| *own.name == *name) else {
            let built_in = Kind::ALL.map(Kind::name).join(", ");
            return Err(format!("no kind {name:?}; expected one of {built_in}, or a kind above this one in the file"));
        };
        let runs_later = match (own.before, kind.before) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(own), Some(before)) => own > before,
        };
        if runs_later {
            return Err(format!("{name:?} is found after this kind; give it the same `before` or an earlier one"));
        }
        Ok((FIRST_OWN + own.number, own.depth))
    }

    fn finish(mut self) -> Result<OwnKinds, Error> {
        let mut groups: Vec<(Option<Stage>, Group)> = Vec::new();
        let mut shelf: Vec<_> = std::mem::take(&mut self.shelf).into_iter().collect();
        shelf.sort_by_key(|(place, _)| *place);
        for ((before, folded), sources) in shelf {
            let first = sources.first().map_or(0, |source| source.kind);
            let (trie, notices) =
                Trie::new(folded, sources).map_err(|(kind, error)| match self.tables.get(&(kind as usize)) {
                    Some(table) => error.in_file(table),
                    None => error,
                })?;
            let file = self.tables.get(&(first as usize)).map(|table| table.as_str().into());
            self.warnings.extend(notices.into_iter().map(|(line, message)| Warning {
                file: file.clone(),
                line,
                message,
            }));
            group_at(&mut groups, before).tries.push(Arc::new(trie));
        }
        for kind in &self.kinds {
            if let Some(pattern) = &kind.pattern {
                group_at(&mut groups, kind.before).patterns.push((kind.number, Arc::clone(pattern)));
            }
        }
        for (_, group) in &mut groups {
            group.triggers = Triggers::new(&group.patterns);
        }
        let groups = groups.into_iter().map(|(before, group)| (before, Arc::new(group))).collect();
        Ok(OwnKinds { kinds: self.kinds, groups, warnings: self.warnings })
    }
}

fn group_at(groups: &mut Vec<(Option<Stage>, Group)>, before: Option<Stage>) -> &mut Group {
    let at = groups.iter().position(|(place, _)| *place == before).unwrap_or_else(|| {
        groups.push((before, Group::default()));
        groups.len() - 1
    });
    &mut groups[at].1
}
