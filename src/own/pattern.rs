//! A compiled pattern of a user-defined kind.

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
    trigger::{self, Needs},
    view::sign,
};

/// A pattern, its fields and requirements.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    pub(super) fields: Vec<Field>,
    pub(super) needs: Needs,
    /// The kinds that it refers to, by index, with the symbols that replace their facts.
    pub(super) stands: Vec<(usize, char)>,
}

/// A named group.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: Arc<str>,
    pub(super) group: usize,
    pub(super) read: Read,
}

/// The type of a named group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    As(FieldType),
    /// The fact whose symbol it contains.
    Fact(Arc<str>),
}

/// An error in a pattern, with its position if known.
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
    /// Compiles a pattern; `number` gives the indices of the kinds that its placeholders may refer to. Also returns warnings about what
    /// cannot be converted to the view.
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
        Ok((Self { regex, fields, needs: trigger::of(&hir), stands }, warnings))
    }
}

/// The pattern for `regex`, with its literals converted.
fn parsed(written: &str, translated: &Translated) -> Result<(Hir, String, Vec<String>), Fault> {
    let at = |offset: usize| Some(translated.written(offset).min(written.len()));
    let pattern = &translated.pattern;
    let ast = Parser::new()
        .parse(pattern)
        .map_err(|error| Fault::new(at(error.span().start.offset), error.kind().to_string()))?;
    let translate = |pattern: &str, ast| Translator::new().translate(pattern, ast);
    translate(pattern, &ast).map_err(|error| Fault::new(at(error.span().start.offset), error.kind().to_string()))?;
    let (canonical, warnings) = literal::rewrite(pattern, &ast);
    // It is still a valid pattern: only letters were replaced by letters.
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
