//! Tokens and sentences: the cases of `fixtures/segment.toml`, and properties.

use proptest::prelude::*;
use serde::Deserialize;
use tinviet::{
    Key,
    segment::{self, Class, Document, Gap},
};

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
}

fn sentences(text: &str) -> Vec<String> {
    let doc = Document::new(text);
    doc.sentences().iter().map(|tokens| text[doc.span_of(tokens.clone()).range()].to_owned()).collect()
}

#[test]
fn sentences_end_where_the_cases_say() {
    let file: File = toml::from_str(include_str!("../fixtures/segment.toml")).unwrap();
    let mut failures = String::new();
    for Case { name, text } in file.case {
        let want: Vec<String> = text
            .lines()
            .flat_map(|line| line.split('|'))
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
        let got = sentences(&text.replace(" | ", " ").replace('|', ""));
        if got != want {
            failures += &format!("\n{name}\n  want {want:?}\n  got  {got:?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

proptest! {
    /// Tokens are in order, on character boundaries and without white space, and between them is only white space.
    #[test]
    fn tokens_and_gaps_rebuild_the_text(text in hostile()) {
        let doc = Document::new(&text);
        let mut at = 0;
        for (index, token) in doc.tokens().iter().enumerate() {
            let span = token.span();
            prop_assert!(span.start >= at && span.end > span.start);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            let between = &text[at..span.start];
            prop_assert!(between.chars().all(is_blank), "{between:?} is no gap");
            prop_assert_eq!(token.gap() == Gap::None, between.is_empty() && index > 0);
            at = span.end;
        }
        prop_assert!(text[at..].chars().all(is_blank));
    }

    /// Each token is the same as when read letter by letter, and as long as possible.
    #[test]
    fn tokens_are_what_their_letters_say(text in hostile()) {
        let doc = Document::new(&text);
        let mut before = None;
        for (index, token) in doc.tokens().iter().enumerate() {
            let own = doc.text_of(index);
            match token.class() {
                Class::Word => {
                    prop_assert!(own.chars().all(|letter| letter.is_alphabetic() || is_combining(letter)), "{own:?}");
                    prop_assert_eq!(token.key(), Key::of(own));
                    let capitals = own.chars().filter(|letter| letter.is_uppercase()).count();
                    let case = match capitals {
                        0 => segment::Case::Lower,
                        _ if capitals == own.chars().count() => segment::Case::Upper,
                        1 if own.starts_with(char::is_uppercase) => segment::Case::Title,
                        _ => segment::Case::Mixed,
                    };
                    prop_assert_eq!(token.case(), case, "{}", own);
                }
                Class::Digits => prop_assert!(own.bytes().all(|byte| byte.is_ascii_digit()), "{own:?}"),
                Class::Mark => prop_assert_eq!(own.chars().count(), 1),
                _ => {}
            }
            let goes_on = token.gap() == Gap::None && before == Some(token.class());
            prop_assert!(!goes_on || !matches!(token.class(), Class::Word | Class::Digits), "{own:?} in {text:?}");
            before = Some(token.class());
        }
    }

    /// Every token is in one sentence, and a sentence never crosses a line end.
    #[test]
    fn sentences_cover_the_tokens(text in hostile()) {
        let doc = Document::new(&text);
        let mut next = 0;
        for sentence in doc.sentences() {
            prop_assert_eq!(sentence.start, next);
            prop_assert!(sentence.end > sentence.start);
            next = sentence.end;
            for index in sentence.clone() {
                prop_assert_eq!(doc.sentence_of(index), sentence.clone());
                prop_assert!(index == sentence.start || doc.tokens()[index].gap() < Gap::Line);
            }
        }
        prop_assert_eq!(next, doc.tokens().len());
    }
}

/// Texts of pieces that are special to the scan, and of arbitrary characters.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "TP. ",
            "Hà Nội",
            ". ",
            "...",
            "…",
            "“",
            "”",
            "\"",
            "(",
            ")",
            "1.234",
            "30/2020/NĐ-CP",
            "29A-123.45",
            "BĐ 99909-TS",
            "19h30",
            "ông ",
            "A. ",
            "\n",
            "\r\n",
            "\n\n",
            "\u{A0}",
            "\u{200B}",
            "\u{301}",
            "\u{2028}",
            "#",
            "@",
            "http://a.b",
            "%",
            "- ",
            "🏅",
            "ừ",
            "Ừ",
            "x",
            "X",
            "nghiêng ",
            "Đường",
            "iPhone",
            "đặc trưng của vùng đất này ",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
