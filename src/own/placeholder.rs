//! Placeholders of patterns: `@{money}`, `@{date:opened}` become named groups of one symbol.

use super::view::sign;

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// The name of the kind.
    pub(super) kind: String,
    /// The name of the field.
    pub(super) field: String,
    /// Its position in the original pattern.
    pub(super) at: usize,
}

/// A pattern with its placeholders as groups.
#[derive(Debug, Default)]
pub(super) struct Translated {
    pub(super) pattern: String,
    pub(super) placeholders: Vec<Placeholder>,
    /// The starts of the pieces of the translated pattern, in it and in the original.
    places: Vec<(usize, usize)>,
}

impl Translated {
    /// Maps a position in the translated pattern to the original one.
    pub(super) fn written(&self, at: usize) -> usize {
        let stretch = self.places.partition_point(|(own, _)| *own <= at).checked_sub(1);
        let (own, written) = stretch.and_then(|index| self.places.get(index)).copied().unwrap_or_default();
        written + (at - own)
    }
}

/// Translates a pattern; `number` gives the index of each kind that a placeholder may refer to.
///
/// # Errors
/// The position of an unclosed placeholder, or of one with an invalid kind or field, and the message.
pub(super) fn translate(
    pattern: &str,
    mut number: impl FnMut(&str) -> Result<usize, String>,
) -> Result<Translated, (usize, String)> {
    let mut out = Translated { places: vec![(0, 0)], ..Translated::default() };
    let mut letters = pattern.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_brace = |letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
            letters.next_if(|(_, letter)| *letter == '{').is_some()
        };
        match letter {
            '\\' => {
                out.pattern.push(letter);
                let Some((_, escaped)) = letters.next() else { break };
                out.pattern.push(escaped);
                if escaped == '@' && is_brace(&mut letters) {
                    out.pattern.push_str("\\{");
                    out.places.push((out.pattern.len(), at + 3));
                }
            }
            '@' if is_brace(&mut letters) => {
                let inner: String =
                    letters.by_ref().map(|(_, letter)| letter).take_while(|letter| *letter != '}').collect();
                let end = at + 2 + inner.len() + 1;
                if pattern.get(..end).is_none_or(|before| !before.ends_with('}')) {
                    return Err((
                        at,
                        "expected `}` at the end of the placeholder; write `\\@{` for the literal text".to_owned(),
                    ));
                }
                let (kind, field) = inner.split_once(':').unwrap_or((&inner, &inner));
                let number = number(kind).map_err(|message| (at, message))?;
                if !is_field(field) {
                    let message = format!("expected a name of letters, digits and `_` for the field, found {field:?}");
                    return Err((at, message));
                }
                if out.placeholders.iter().any(|other| other.field == field) {
                    let message =
                        format!("two placeholders have the field {field:?}; name them, as in `@{{{kind}:first}}`");
                    return Err((at, message));
                }
                out.pattern.push_str(&format!("(?P<{field}>{})", sign(number)));
                out.places.push((out.pattern.len(), end));
                out.placeholders.push(Placeholder { kind: kind.to_owned(), field: field.to_owned(), at });
            }
            other => out.pattern.push(other),
        }
    }
    Ok(out)
}

/// Whether a name is a valid group name.
fn is_field(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_groups() {
        let number = |name: &str| if name == "money" { Ok(3) } else { Err(format!("no kind {name:?}")) };
        let translated = translate(r"giá @{money} \\@{money:to} \@{x} a@b", number).unwrap();
        assert_eq!(translated.pattern, "giá (?P<money>\u{F0003}) \\\\(?P<to>\u{F0003}) \\@\\{x} a@b");
        assert_eq!(
            translated.written(translated.pattern.find("a@b").unwrap()),
            r"giá @{money} \\@{money:to} \@{x} ".len()
        );
        for (pattern, at, message) in [
            ("a @{money", 2, "expected `}`"),
            ("@{gold}", 0, "no kind"),
            ("@{money} @{money}", 9, "two placeholders"),
            ("@{money:1}", 0, "expected a name"),
        ] {
            let (place, error) = translate(pattern, number).unwrap_err();
            assert!(place == at && error.starts_with(message), "{pattern}: {place} {error}");
        }
    }
}
