//! Compares fast routines with reference implementations that are too simple to be wrong, on the texts of the
//! fuzzer.

use tinviet::{
    Key, Span,
    fact::time::Edtf,
    protect,
    segment::{Case, Class, Document, Gap},
};

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a crate of its own in `fuzz/`, whose programs use the rest"
)]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

/// The properties of a token.
#[derive(Debug, PartialEq)]
struct Token {
    span: Span,
    class: Class,
    case: Case,
    gap: Gap,
    key: Key,
}

fn is_word(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '\u{300}'..='\u{36F}')
}

fn is_line_end(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_space(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn case(word: &str) -> Case {
    let upper = word.chars().filter(|char| char.is_uppercase()).count();
    match upper {
        0 => Case::Lower,
        _ if upper == word.chars().count() => Case::Upper,
        1 if word.starts_with(char::is_uppercase) => Case::Title,
        _ => Case::Mixed,
    }
}

/// The tokens of a text, character by character.
fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut protected = protect::find(text).into_iter().peekable();
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while let Some(char) = text[at..].chars().next() {
        let limit = protected.peek().map_or(text.len(), |found| found.span.start);
        let (end, class) = if at == limit {
            let found = protected.next().unwrap();
            (found.span.end, Class::Protected(found.shape))
        } else {
            let run = |is: fn(char) -> bool| at + text[at..limit].find(|char| !is(char)).unwrap_or(limit - at);
            match char {
                _ if is_word(char) => (run(is_word), Class::Word),
                '0'..='9' => (run(|char| char.is_ascii_digit()), Class::Digits),
                _ if is_line_end(char) => {
                    at += if text[at..].starts_with("\r\n") { 2 } else { char.len_utf8() };
                    gap = if gap < Gap::Line { Gap::Line } else { Gap::Paragraph };
                    continue;
                }
                _ if is_space(char) => {
                    at += char.len_utf8();
                    gap = gap.max(Gap::Space);
                    continue;
                }
                _ => (at + char.len_utf8(), Class::Mark),
            }
        };
        let token = &text[at..end];
        let (case, key) = match class {
            Class::Word => (case(token), Key::of(token)),
            Class::Mark => (Case::None, Key::of(token)),
            _ => (Case::None, Key::NONE),
        };
        out.push(Token { span: Span::new(at, end), class, case, gap, key });
        (at, gap) = (end, Gap::None);
    }
    out
}

#[test]
fn tokens_are_those_of_a_plain_scan() {
    for round in 0..4000 {
        let text = fuzz::finds::any_text(&fuzz::draw::bytes(round, 200));
        let doc = Document::new(&text);
        let have: Vec<Token> = doc
            .tokens()
            .iter()
            .map(|token| Token {
                span: token.span(),
                class: token.class(),
                case: token.case(),
                gap: token.gap(),
                key: token.key(),
            })
            .collect();
        let want = tokens(&text);
        let first = want.iter().zip(&have).find(|(want, have)| want != have);
        assert!(first.is_none() && want.len() == have.len(), "round {round}: {first:?} in {text:?}");
    }
}

/// Whether a number written with `width` places may be `pattern`, in which `X` is any digit.
fn may_be(number: i32, pattern: &str) -> bool {
    let digits = format!("{number:0width$}", width = pattern.len());
    digits.len() == pattern.len() && digits.bytes().zip(pattern.bytes()).all(|(digit, own)| own == b'X' || own == digit)
}

#[test]
fn bounds_are_those_of_all_days() {
    let days: Vec<jiff::civil::Date> = (0..=9999)
        .filter(|year| (1990..=2004).contains(year) || *year <= 8 || *year >= 9990)
        .flat_map(|year| {
            (1..=12)
                .flat_map(move |month| (1..=31).filter_map(move |day| jiff::civil::Date::new(year, month, day).ok()))
        })
        .collect();
    for year in ["2000", "2001", "199X", "XXXX", "0004", "9999"] {
        for month in ["", "02", "XX", "12", "1X", "0X", "X2"] {
            for day in ["", "29", "31", "XX", "3X", "X9"] {
                if month.is_empty() && !day.is_empty() {
                    continue;
                }
                let text = [year, month, day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
                let Ok(edtf) = text.parse::<Edtf>() else { continue };
                let fits = |date: &&jiff::civil::Date| {
                    may_be(date.year().into(), year)
                        && (month.is_empty() || may_be(date.month().into(), month))
                        && (day.is_empty() || may_be(date.day().into(), day))
                };
                let (first, last) = (days.iter().find(fits), days.iter().rev().find(fits));
                assert_eq!((edtf.earliest(), edtf.latest()), (first.copied(), last.copied()), "{text}");
            }
        }
    }
}
