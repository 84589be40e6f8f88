//! The one scan over the text: bytes to tokens.

use crate::{
    lexicon::{Key, Roles, RolesTable},
    protect::{self, Protected},
    segment::{
        token::{Case, Class, Gap, Token},
        word,
    },
};

/// Appends the tokens of `text`. Linear; allocates only what `out` needs. A text past 4 GiB is read up to there.
pub(super) fn scan(text: &str, out: &mut Vec<Token>) {
    let protected = protect::find(text);
    let mut protected = protected.iter().peekable();
    let roles = RolesTable::builtin();
    let bytes = text.as_bytes();
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while at < bytes.len() && at < u32::MAX as usize - 64 {
        if let Some(Protected { span, shape }) = protected.next_if(|p| p.span.start == at) {
            out.push(token(at, span.end, Key::NONE, Class::Protected(*shape), Case::None, gap));
            (at, gap) = (span.end, Gap::None);
            continue;
        }
        let limit = protected.peek().map_or(bytes.len(), |p| p.span.start);
        let (kind, width) = classify(text, at);
        match kind {
            Kind::Space => {
                gap = gap.max(Gap::Space);
                at += width;
            }
            Kind::Line => {
                gap = match gap {
                    Gap::Line | Gap::Paragraph => Gap::Paragraph,
                    _ => Gap::Line,
                };
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { width };
            }
            Kind::Digit => {
                let end = at + bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count();
                out.push(token(at, end, Key::NONE, Class::Digits, Case::None, gap));
                (at, gap) = (end, Gap::None);
            }
            Kind::Letter => {
                let (end, key, case) = word::read(text, at, limit);
                out.push(Token { roles: roles.of(key), ..token(at, end, key, Class::Word, case, gap) });
                (at, gap) = (end, Gap::None);
            }
            Kind::Mark => {
                let end = at + width;
                out.push(token(at, end, Key::of(&text[at..end]), Class::Mark, Case::None, gap));
                (at, gap) = (end, Gap::None);
            }
        }
    }
}

fn token(start: usize, end: usize, key: Key, class: Class, case: Case, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, key, roles: Roles::NONE, class, case, gap }
}

enum Kind {
    Space,
    Line,
    Digit,
    Letter,
    Mark,
}

fn classify(text: &str, at: usize) -> (Kind, usize) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        let kind = match byte {
            b'\n' | b'\r' | 0x0B | 0x0C => Kind::Line,
            b' ' | 0..0x20 | 0x7F => Kind::Space,
            b'0'..=b'9' => Kind::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            _ => Kind::Mark,
        };
        return (kind, 1);
    }
    let letter = text[at..].chars().next().unwrap_or('\u{FFFD}');
    let kind = match letter {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Kind::Line,
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => Kind::Space,
        _ if letter.is_whitespace() => Kind::Space,
        _ if letter.is_alphabetic() => Kind::Letter,
        _ => Kind::Mark,
    };
    (kind, letter.len_utf8())
}
