//! A pattern of a user's kind, made ready to run.

use std::{collections::BTreeMap, sync::Arc};

use regex::Regex;
use regex_syntax::{
    ast::parse::Parser,
    hir::{Hir, translate::Translator},
};
use toml::Spanned;

use super::{
    file::FieldType,
    literal,
    placeholder::{self, Placeholder, Translated},
    trigger::{self, Trigger},
    view::sign,
};

/// A pattern, its fields and what it needs.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    pub(super) fields: Vec<Field>,
    pub(super) trigger: Trigger,
    /// The kinds that stand in, by their numbers, with the signs that they stand in as.
    pub(super) stands: Vec<(usize, char)>,
}

/// A named group.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: Arc<str>,
    pub(super) group: usize,
    pub(super) read: Read,
}

/// What a named group is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    As(FieldType),
    /// The fact whose sign it holds.
    Fact(Arc<str>),
}

/// What is wrong with a pattern, and its place there where it has one.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Option<usize>,
    pub(super) message: String,
}

impl Fault {
    fn new(at: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self { at: at.into(), message: message.into() }
    }
}

impl Pattern {
    /// Makes a pattern ready; `number` gives the numbers of the kinds that its placeholders may name. What cannot be brought into the view of
    /// texts is said beside it.
    pub(super) fn new(
        written: &str,
        types: &BTreeMap<String, Spanned<FieldType>>,
        mut number: impl FnMut(&str) -> Result<usize, String>,
    ) -> Result<(Self, Vec<String>), Fault> {
        let mut stands = Vec::new();
        let translated = placeholder::translate(written, |kind| {
            let number = number(kind)?;
            if !stands.contains(&(number, sign(number))) {
                stands.push((number, sign(number)));
            }
            Ok(number)
        })
        .map_err(|(at, message)| Fault::new(at, message))?;
        let (hir, canonical, mut warnings) = parsed(written, &translated)?;
        let regex = Regex::new(&canonical).map_err(|error| Fault::new(None, one_line(&error.to_string())))?;
        if regex.is_match("") {
            warnings.push("it also matches the empty string; such matches are skipped".to_owned());
        }
        let fields = fields(&regex, &translated.placeholders, types)?;
        Ok((Self { regex, fields, trigger: trigger::of(&hir), stands }, warnings))
    }
}

/// The pattern as `regex` takes it, with its literals as texts have them.
fn parsed(written: &str, translated: &Translated) -> Result<(Hir, String, Vec<String>), Fault> {
    let at = |offset: usize| Some(translated.written(offset).min(written.len()));
    let pattern = &translated.pattern;
    let ast = Parser::new()
        .parse(pattern)
        .map_err(|error| Fault::new(at(error.span().start.offset), error.kind().to_string()))?;
    let translate = |pattern: &str, ast| Translator::new().translate(pattern, ast);
    translate(pattern, &ast).map_err(|error| Fault::new(at(error.span().start.offset), error.kind().to_string()))?;
    let (canonical, warnings) = literal::rewrite(pattern, &ast);
    // What was a pattern stays one: only letters were put in the place of letters.
    let ast = Parser::new().parse(&canonical).map_err(|error| Fault::new(None, error.kind().to_string()))?;
    let hir = translate(&canonical, &ast).map_err(|error| Fault::new(None, error.kind().to_string()))?;
    Ok((hir, canonical, warnings))
}

fn fields(
    regex: &Regex,
    placeholders: &[Placeholder],
    types: &BTreeMap<String, Spanned<FieldType>>,
) -> Result<Vec<Field>, Fault> {
    let mut fields = Vec::new();
    for (group, name) in regex.capture_names().enumerate() {
        let Some(name) = name else { continue };
        let read = match placeholders.iter().find(|placeholder| placeholder.field == name) {
            Some(placeholder) => Read::Fact(placeholder.kind.as_str().into()),
            None => Read::As(types.get(name).map(|field| *field.get_ref()).unwrap_or_default()),
        };
        fields.push(Field { name: name.into(), group, read });
    }
    for name in types.keys() {
        match fields.iter().find(|field| *field.name == **name) {
            None => {
                let message =
                    format!("expected a group `(?<{name}>…)` for the field {name:?}, found none in the pattern");
                return Err(Fault::new(None, message));
            }
            Some(Field { read: Read::Fact(kind), .. }) => {
                let message = format!(
                    "the field {name:?} is a whole fact of kind {kind:?} and has the type of that kind; remove it from `fields`"
                );
                return Err(Fault::new(None, message));
            }
            Some(_) => {}
        }
    }
    Ok(fields)
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}
