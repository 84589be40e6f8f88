//! The one scan over the text: bytes to tokens.

use crate::{
    lexicon::{Key, Roles, RolesTable},
    protect::{self, Protected},
    segment::{
        block::Blocks,
        token::{Case, Class, Gap, Token},
        word,
    },
};

/// Appends the tokens of `text`. Linear; allocates only what `out` needs. A text past 4 GiB is read up to there.
pub(super) fn scan(text: &str, out: &mut Vec<Token>) {
    let protected = protect::find(text);
    let mut protected = protected.iter();
    let mut next = protected.next();
    let mut limit = next.map_or(text.len(), |protected| protected.span.start);
    let roles = RolesTable::builtin();
    let bytes = text.as_bytes();
    let mut blocks = Blocks::new(text);
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while let Some(&byte) = bytes.get(at) {
        if at >= limit {
            if at > LONGEST_TEXT {
                break;
            }
            if let Some(Protected { span, shape }) = next {
                out.push(token(at, span.end, Key::NONE, Class::Protected(*shape), Case::None, gap));
                (at, gap) = (span.end, Gap::None);
            }
            next = protected.next();
            limit = next.map_or(text.len(), |protected| protected.span.start);
            continue;
        }
        // Words and spaces take turns: tests that are mostly right come first, and the jump that is mostly wrong is left to the rest.
        let (width, special) = blocks.word(at);
        if width > 0 {
            let (end, key, case) = word::read(text, at, limit, width, special);
            if end > at {
                out.push(Token { roles: roles.of(key), ..token(at, end, key, Class::Word, case, gap) });
                (at, gap) = (end, Gap::None);
                if at < limit && bytes[at] == b' ' {
                    (at, gap) = (at + 1, Gap::Space);
                }
                continue;
            }
        }
        let (kind, width) = classify(text, at, byte);
        match kind {
            Kind::Mark => {
                out.push(mark(text, at, width, gap));
                (at, gap) = (at + width, Gap::None);
            }
            Kind::Space => (at, gap) = (at + width, gap.max(Gap::Space)),
            Kind::Line => (at, gap) = (at + width, gap.and_line()),
            Kind::Digit => {
                let end = at + bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count();
                out.push(token(at, end, Key::NONE, Class::Digits, Case::None, gap));
                (at, gap) = (end, Gap::None);
            }
        }
    }
}

/// Offsets of tokens are 32 bits wide.
const LONGEST_TEXT: usize = u32::MAX as usize - 64;

fn token(start: usize, end: usize, key: Key, class: Class, case: Case, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, key, roles: Roles::NONE, class, case, gap }
}

fn mark(text: &str, at: usize, width: usize, gap: Gap) -> Token {
    let end = at + width;
    token(at, end, Key::of(&text[at..end]), Class::Mark, Case::None, gap)
}

/// What begins at a byte where no word does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Line,
    Digit,
    Mark,
}

/// What `byte`, which stands at `at`, begins, and how wide that is; the first digit only of a number.
fn classify(text: &str, at: usize, byte: u8) -> (Kind, usize) {
    match byte {
        b'\r' if text.as_bytes().get(at + 1) == Some(&b'\n') => (Kind::Line, 2),
        b'\n' | b'\r' | 0x0B | 0x0C => (Kind::Line, 1),
        0..=b' ' | 0x7F => (Kind::Space, 1),
        b'0'..=b'9' => (Kind::Digit, 1),
        0x80.. => classify_wide(text, at),
        _ => (Kind::Mark, 1),
    }
}

/// What a character of two bytes or more is that is no letter, and its width.
fn classify_wide(text: &str, at: usize) -> (Kind, usize) {
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
        _ => Kind::Mark,
    };
    (kind, letter.len_utf8())
}
