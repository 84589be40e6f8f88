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

/// What the scan yields.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) tokens: Vec<Token>,
    /// The tokens that a grammar may begin at, with their roles.
    pub(super) triggers: Vec<(u32, Roles)>,
}

/// The tokens of `text`. Linear. A text past 4 GiB is read up to there.
pub(super) fn scan(text: &str) -> Scanned {
    let mut out = Scanned::default();
    // A word of the news has 4.7 bytes and a space; a third of the tokens begin something.
    out.tokens.reserve(text.len() / 4 + 8);
    out.triggers.reserve(text.len() / 16 + 8);
    let protected = protect::find(text);
    let mut protected = protected.iter();
    let mut next = protected.next();
    let mut limit = next.map_or(text.len(), |protected| protected.span.start);
    let table = RolesTable::builtin();
    let bytes = text.as_bytes();
    let mut blocks = Blocks::new(text);
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while let Some(&byte) = bytes.get(at) {
        if at >= limit {
            if at > LONGEST_TEXT {
                break;
            }
            if let Some(Protected { span, shape }) = next {
                let shape = Class::Protected(*shape);
                out.push(token(at, span.end, Key::NONE, Roles::PROTECTED, shape, Case::None, gap));
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
                let capitals = if matches!(case, Case::Upper | Case::Mixed) { Roles::CAPITALS } else { Roles::NONE };
                out.push(token(at, end, key, table.of(key) | capitals, Class::Word, case, gap));
                (at, gap) = (end, Gap::None);
                // No protected stretch begins with a space.
                if bytes.get(at) == Some(&b' ') {
                    (at, gap) = (at + 1, Gap::Space);
                }
                continue;
            }
        }
        let (kind, width) = classify(text, at, byte);
        let end = at + width;
        match kind {
            Kind::Mark => {
                let key = Key::of_mark(&bytes[at..end]);
                out.push(token(at, end, key, table.of(key), Class::Mark, Case::None, gap));
                (at, gap) = (end, Gap::None);
            }
            Kind::Space => (at, gap) = (end, gap.max(Gap::Space)),
            Kind::Line => (at, gap) = (end, gap.and_line()),
            Kind::Digit => {
                let end = at + bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count();
                out.push(token(at, end, Key::NONE, Roles::DIGITS, Class::Digits, Case::None, gap));
                (at, gap) = (end, Gap::None);
            }
        }
    }
    out
}

/// Offsets of tokens are 32 bits wide.
const LONGEST_TEXT: usize = u32::MAX as usize - 64;

impl Scanned {
    #[inline]
    fn push(&mut self, token: Token) {
        // Written down first and kept by need: whether a word is a trigger is no branch that could be guessed.
        let roles = if token.gap >= Gap::Line { token.roles | Roles::LINE } else { token.roles };
        let kept = self.triggers.len() + usize::from(roles.any(Roles::TRIGGERS));
        self.triggers.push((self.tokens.len() as u32, roles));
        self.triggers.truncate(kept);
        self.tokens.push(token);
    }
}

#[inline]
const fn token(start: usize, end: usize, key: Key, roles: Roles, class: Class, case: Case, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, key, roles, class, case, gap }
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
