//! Phrases with their rows: from a user table, or from a list in the file of kinds.

use std::{collections::HashSet, sync::Arc};

use toml::Spanned;

use super::file::line_of;
use crate::{
    error::{Error, ErrorKind},
    fact::Row,
    lexicon::{is_letter, user_rows},
};

/// A phrase as written, its line and its row.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) line: usize,
    pub(super) text: Box<str>,
    pub(super) row: Arc<Row>,
}

/// The names of the columns.
type Columns = Arc<[Box<str>]>;

/// Reads a table: columns separated by tabs and named in the first line that is not a comment, `name` among them.
pub(super) fn of_table(table: &str) -> Result<Vec<Phrase>, Error> {
    let mut columns: Option<(Columns, usize)> = None;
    let mut phrases = Vec::new();
    for row in user_rows(table) {
        let (line, row) = row?;
        let wrong = |message: String| Error::new(ErrorKind::Table, message).at_line(line);
        let cells = row.split('\t').map(|cell| cell.trim().into());
        let Some((columns, name)) = &columns else {
            columns = Some(header(cells.collect()).map_err(wrong)?);
            continue;
        };
        let cells: Box<[Box<str>]> = cells.collect();
        if cells.len() > columns.len() {
            let message = format!("expected at most {} cells, one per column, found {}", columns.len(), cells.len());
            return Err(wrong(message));
        }
        let text = cells.get(*name).cloned().unwrap_or_default();
        phrases.push(checked(line, text, columns, cells)?);
    }
    match columns {
        Some(_) => Ok(phrases),
        None => Err(Error::new(
            ErrorKind::Table,
            "expected a first line that names the columns, `name` among them, found none",
        )),
    }
}

/// The names of the columns, and which of them has the phrases.
fn header(columns: Vec<Box<str>>) -> Result<(Columns, usize), String> {
    let mut seen = HashSet::new();
    if let Some(column) = columns.iter().find(|column| column.is_empty() || !seen.insert(&***column)) {
        return Err(format!("expected distinct column names, found {column:?}"));
    }
    let name = columns.iter().position(|column| **column == *"name").ok_or_else(|| {
        let found: Vec<&str> = columns.iter().map(|column| &**column).collect();
        format!("expected a column \"name\" with the phrases, found {}", found.join(", "))
    })?;
    Ok((columns.into(), name))
}

/// Reads a list in the file of kinds: its only column is `name`.
pub(super) fn of_list(file: &str, list: &[Spanned<String>]) -> Result<Vec<Phrase>, Error> {
    let columns: Columns = Arc::new(["name".into()]);
    let phrases = list.iter().map(|phrase| {
        let text: Box<str> = phrase.get_ref().trim().into();
        checked(line_of(file, &phrase.span()), text.clone(), &columns, Box::new([text]))
    });
    phrases.collect()
}

fn checked(line: usize, text: Box<str>, columns: &Columns, cells: Box<[Box<str>]>) -> Result<Phrase, Error> {
    let wrong = |message: String| Err(Error::new(ErrorKind::Table, message).at_line(line));
    if !text.chars().any(is_letter) {
        return wrong(format!("expected a phrase with a letter in it, found {text:?}; use a pattern for numbers"));
    }
    if text.chars().any(char::is_control) {
        return wrong(format!("expected a phrase on one line, found {text:?}"));
    }
    Ok(Phrase { line, text, row: Arc::new(Row { columns: Arc::clone(columns), cells }) })
}
