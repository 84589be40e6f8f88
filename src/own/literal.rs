//! Converts the literals of a pattern to the view of texts: NFC, tone on the first vowel, single spaces.
//!
//! The literals are rewritten at their positions in the syntax tree, because as text `\bhoà` would be one word.

use regex_syntax::ast::{self, Ast, ClassSetItem, GroupKind, LiteralKind, Span};

use crate::normalize::Normalizer;

/// The replacements, in order, and warnings about what cannot be converted.
#[derive(Default)]
struct Rewriting {
    edits: Vec<(Span, String)>,
    warnings: Vec<String>,
}

/// The pattern with its literals converted, and warnings about those that cannot be.
pub(super) fn rewrite(pattern: &str, ast: &Ast) -> (String, Vec<String>) {
    let mut rewriting = Rewriting::default();
    // Without recursion: patterns nest as deep as `regex` lets them.
    let mut open = vec![ast];
    while let Some(ast) = open.pop() {
        match ast {
            Ast::Concat(concat) => {
                rewriting.concat(&concat.asts);
                open.extend(concat.asts.iter().filter(|ast| !matches!(ast, Ast::Literal(_))));
            }
            Ast::Alternation(alternation) => open.extend(&alternation.asts),
            Ast::Group(group) => open.push(&group.ast),
            Ast::Repetition(repetition) => open.push(&repetition.ast),
            Ast::Literal(literal) => rewriting.run(&[literal]),
            Ast::ClassBracketed(class) => {
                if let ast::ClassSet::Item(item) = &class.kind {
                    rewriting.class(item);
                }
            }
            _ => {}
        }
    }
    let Rewriting { mut edits, warnings } = rewriting;
    edits.sort_by_key(|(span, _)| span.start.offset);
    let (mut out, mut copied) = (String::with_capacity(pattern.len()), 0);
    for (span, with) in edits {
        out.push_str(pattern.get(copied..span.start.offset).unwrap_or_default());
        out.push_str(&with);
        copied = span.end.offset;
    }
    out.push_str(pattern.get(copied..).unwrap_or_default());
    (out, warnings)
}

impl Rewriting {
    /// Consecutive literals are converted together.
    fn concat(&mut self, asts: &[Ast]) {
        let mut run: Vec<&ast::Literal> = Vec::new();
        for (index, ast) in asts.iter().enumerate() {
            match ast {
                Ast::Literal(literal) if run.last().is_none_or(|last| last.span.end == literal.span.start) => {
                    run.push(literal);
                }
                Ast::Literal(literal) => {
                    self.run(&run);
                    run = vec![literal];
                }
                other => {
                    self.run(&run);
                    let after = asts.get(index + 1);
                    if let Some(last) = run.last() {
                        self.split_tone(last.c, other, after);
                    }
                    run.clear();
                }
            }
        }
        self.run(&run);
    }

    fn run(&mut self, run: &[&ast::Literal]) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        if let Some(literal) = run.iter().find(|literal| matches!(literal.c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}')) {
            let letter = literal.c;
            self.warnings.push(format!(
                "{letter:?} never matches: a sentence has no line end, and any run of white space is one space; write a space"
            ));
        }
        if !run.iter().all(|literal| matches!(literal.kind, LiteralKind::Verbatim)) {
            // An escaped sign has no tone; the letters next to it are few.
            for part in run.split(|literal| !matches!(literal.kind, LiteralKind::Verbatim)) {
                self.run(part);
            }
            return;
        }
        let written: String = run.iter().map(|literal| literal.c).collect();
        let mut canonical = String::with_capacity(written.len());
        for letter in Normalizer::new().normalize(&written).text.chars() {
            match letter {
                letter if letter.is_whitespace() && canonical.ends_with(' ') => {}
                letter if letter.is_whitespace() => canonical.push(' '),
                letter => canonical.push(letter),
            }
        }
        if canonical.contains(is_mark) {
            self.warnings.push(format!(
                "{written:?} has a combining mark that does not belong to a letter there; write each letter with its marks composed (NFC)"
            ));
        }
        if canonical != written {
            self.edits.push((Span::new(first.span.start, last.span.end), canonical));
        }
    }

    fn class(&mut self, item: &ClassSetItem) {
        let mut open = vec![item];
        while let Some(item) = open.pop() {
            match item {
                ClassSetItem::Literal(literal) if is_mark(literal.c) => {
                    self.warnings.push(
                        "a class has a combining mark apart from its letter; write each letter with its marks composed (NFC)"
                            .to_owned(),
                    );
                }
                ClassSetItem::Union(union) => open.extend(&union.items),
                _ => {}
            }
        }
    }

    /// `ho[àả]`: texts have the tone on the `o`, and no literal of the pattern can be moved there.
    fn split_tone(&mut self, before: char, next: &Ast, after: Option<&Ast>) {
        let goes_on = matches!(after, Some(Ast::Literal(literal)) if literal.c.is_alphabetic());
        if matches!(before, 'o' | 'u' | 'O' | 'U') && !goes_on && begins_toned(next) {
            self.warnings.push(format!(
                "the vowel after {before:?} has a tone mark, but texts are read with it on the first vowel (`hòa`, not `hoà`); write the words out"
            ));
        }
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Whether what follows a vowel may begin with a toned `a`, `e` or `y`.
fn begins_toned(ast: &Ast) -> bool {
    const TONED: &str = "àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ";
    match ast {
        Ast::Literal(literal) => TONED.contains(literal.c),
        Ast::ClassBracketed(class) => match &class.kind {
            ast::ClassSet::Item(ClassSetItem::Union(union)) => union
                .items
                .iter()
                .any(|item| matches!(item, ClassSetItem::Literal(literal) if TONED.contains(literal.c))),
            ast::ClassSet::Item(ClassSetItem::Literal(literal)) => TONED.contains(literal.c),
            _ => false,
        },
        Ast::Repetition(repetition) => matches!(&*repetition.ast, Ast::Literal(literal) if TONED.contains(literal.c)),
        Ast::Group(group) if !matches!(group.kind, GroupKind::NonCapturing(ref flags) if !flags.items.is_empty()) => {
            match &*group.ast {
                Ast::Literal(literal) => TONED.contains(literal.c),
                Ast::Alternation(alternation) => {
                    let first = |ast: &Ast| matches!(ast, Ast::Literal(literal) if TONED.contains(literal.c));
                    alternation.asts.iter().any(first)
                }
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(pattern: &str) -> (String, Vec<String>) {
        rewrite(pattern, &ast::parse::Parser::new().parse(pattern).unwrap())
    }

    #[test]
    fn literals_are_brought_into_the_view() {
        for (pattern, want) in [
            (r"\bhoà bình", r"\bhòa bình"),
            ("tho\u{309}a(?:  thuận)?", "thỏa(?: thuận)?"),
            (r"số\s+(?<n>\d+)", r"số\s+(?<n>\d+)"),
            ("(?:uỷ|Uỷ) ban\u{A0}nhân dân", "(?:ủy|Ủy) ban nhân dân"),
            (r"a\.b", r"a\.b"),
        ] {
            assert_eq!(rewritten(pattern), (want.to_owned(), Vec::new()), "{pattern}");
        }
    }

    #[test]
    fn what_cannot_be_is_said() {
        for pattern in ["ho[àả]", "ho(?:à|ả)", r"a\nb", "[a\u{301}]", "ha\u{301}?", r"x\ty"] {
            assert_eq!(rewritten(pattern).1.len(), 1, "{pattern}");
        }
        for pattern in ["ho[àả]ng", "qu[aà]n"] {
            assert_eq!(rewritten(pattern).1, Vec::<String>::new(), "{pattern}");
        }
    }
}
