//! Sentence ends that know `TP. HCM`, `Th.S` and `1.234`.

use std::ops::Range;

use crate::segment::token::{Case, Class, Gap, Token};

/// Splits the tokens into sentences: every token is in one, none crosses a line end. Linear.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for index in 1..tokens.len() {
        if tokens[index].gap >= Gap::Line || ends_before(text, tokens, index) {
            sentences.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Whether a sentence ends between token `index - 1` and token `index`.
fn ends_before(text: &str, tokens: &[Token], index: usize) -> bool {
    let of = |token: &Token| &text[token.span().range()];
    let next = &tokens[index];
    if next.gap == Gap::None
        || !(matches!(next.case, Case::Title | Case::Upper) || matches!(next.class, Class::Digits | Class::Mark))
    {
        return false;
    }
    if next.class == Class::Mark
        && !matches!(of(next), "“" | "\"" | "‘" | "'" | "(" | "[" | "-" | "–" | "•" | "*" | "+")
    {
        return false;
    }
    // Closing quotes and brackets belong to the sentence that they close.
    let mut last = index - 1;
    while last > 0
        && matches!(of(&tokens[last]), "”" | "\"" | "’" | "'" | ")" | "]" | "»")
        && tokens[last].gap == Gap::None
    {
        last -= 1;
    }
    match of(&tokens[last]) {
        "!" | "?" | "…" => true,
        "." => last == 0 || !is_short(text, tokens, last - 1),
        _ => false,
    }
}

/// Whether a full stop behind token `index` marks a short form (`TP.`, `ông A.`, `1.`), not an end.
fn is_short(text: &str, tokens: &[Token], index: usize) -> bool {
    let token = &tokens[index];
    let word = &text[token.span().range()];
    match token.class {
        Class::Word => {
            matches!(
                word,
                "TP" | "Tp"
                    | "tp"
                    | "TX"
                    | "TT"
                    | "Q"
                    | "P"
                    | "ThS"
                    | "Th"
                    | "GS"
                    | "PGS"
                    | "TS"
                    | "BS"
                    | "Ths"
                    | "Mr"
                    | "Mrs"
                    | "Dr"
                    | "St"
                    | "Tr"
                    | "tr"
                    | "KTS"
                    | "NXB"
                    | "Nxb"
            ) || token.case == Case::Upper && word.chars().count() == 1
        }
        // A list number at the start of a line.
        Class::Digits => token.gap >= Gap::Line,
        _ => false,
    }
}
