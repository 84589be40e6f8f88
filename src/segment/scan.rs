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
    let mut protected = protected.iter();
    let mut next = protected.next();
    let mut limit = next.map_or(text.len(), |protected| protected.span.start);
    let roles = RolesTable::builtin();
    let bytes = text.as_bytes();
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
        // Not a jump table: words and spaces take turns, and two tests that are mostly right beat one jump that is mostly wrong.
        let kind = KINDS[usize::from(byte)];
        if matches!(kind, Kind::Letter | Kind::Wide) {
            let (end, key, case) = word::read(text, at, limit);
            if end > at {
                out.push(Token { roles: roles.of(key), ..token(at, end, key, Class::Word, case, gap) });
                (at, gap) = (end, Gap::None);
                if at < limit && bytes[at] == b' ' {
                    (at, gap) = (at + 1, Gap::Space);
                }
                continue;
            }
            let (kind, width) = classify_wide(text, at);
            match kind {
                Kind::Space => gap = gap.max(Gap::Space),
                Kind::Line => gap = gap.and_line(),
                _ => {
                    out.push(mark(text, at, width, gap));
                    gap = Gap::None;
                }
            }
            at += width;
        } else if kind == Kind::Mark {
            out.push(mark(text, at, 1, gap));
            (at, gap) = (at + 1, Gap::None);
        } else if kind == Kind::Space {
            (at, gap) = (at + 1, gap.max(Gap::Space));
        } else if kind == Kind::Digit {
            let end = at + bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count();
            out.push(token(at, end, Key::NONE, Class::Digits, Case::None, gap));
            (at, gap) = (end, Gap::None);
        } else {
            gap = gap.and_line();
            at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
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

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Line,
    Digit,
    Letter,
    Mark,
    /// A character of two bytes or more: mostly a letter.
    Wide,
}

static KINDS: [Kind; 256] = {
    let mut table = [Kind::Wide; 256];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = match byte as u8 {
            b'\n' | b'\r' | 0x0B | 0x0C => Kind::Line,
            b' ' | 0..0x20 | 0x7F => Kind::Space,
            b'0'..=b'9' => Kind::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    table
};

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
