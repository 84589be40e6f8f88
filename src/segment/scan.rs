//! The one scan over the text: bytes to tokens.

use std::hint::select_unpredictable;

use crate::{
    lexicon::{Key, Roles, RolesTable, State},
    protect::Protected,
    segment::{
        block::Block,
        token::{Case, Class, Gap, Token},
        triggers::Triggers,
        word,
    },
    span::Cut as _,
};

/// Reads `text` around its protected stretches into its tokens, and into those of them that a grammar may begin at, with their roles.
/// Both lists are empty and may have room. Linear; offsets of tokens are 32 bits wide.
pub(super) fn scan(text: &str, protected: &[Protected], tokens: &mut Vec<Token>, triggers: &mut Triggers) {
    // A word of the news has 4.7 bytes and a space; a third of the tokens begin something.
    tokens.reserve(text.len() / 4 + 8);
    triggers.reserve(text.len() / 16 + 8);
    let mut out = Out { tokens, triggers, table: RolesTable::builtin() };
    let mut protected = protected.iter();
    let mut next = protected.next();
    let bytes = text.as_bytes();
    let mut room = [0; _];
    // After the last token or the last stray white space, and what stands there but spaces.
    let (mut after, mut gap) = (0, Gap::Paragraph);
    let mut at = 0;
    while at < bytes.len() {
        let limit = next.map_or(bytes.len(), |protected| protected.span.start);
        if at >= limit {
            if let Some(Protected { span, shape }) = next {
                let shape = Class::Protected(*shape);
                out.push(token(at, span.end, Key::NONE, Roles::PROTECTED, shape, Case::None, gap.or_space(at > after)));
                (at, after, gap) = (span.end, span.end, Gap::None);
            }
            next = protected.next();
            continue;
        }
        let mut block = Block::at(text, at, limit);
        let window = block.window(text, &mut room);
        while let Some(place) = block.next() {
            let start = block.start + place;
            let before = gap.or_space(start > after);
            let word = block.word(place);
            // Nearly all tokens are short words; the rest is read elsewhere, out of the way of the loop.
            let Some((key, case, roles)) = word::read(window, place, word) else {
                // The loop's only unpredictable branch.
                (after, gap) = out.push_other(text, start, limit, word.width == 0, before);
                block.skip_to(after);
                continue;
            };
            after = start + word.width;
            gap = Gap::None;
            out.push(token(start, after, key, out.table.of(key) | roles, Class::Word, case, before));
        }
        at = after.max(block.end());
    }
    out.triggers.end();
}

/// A token without its place: where it ends, and what it is. The roles are those that no table has.
pub(super) struct Piece {
    pub(super) end: usize,
    key: Key,
    roles: Roles,
    pub(super) class: Class,
    case: Case,
}

/// What is no short word.
pub(super) enum Read {
    Piece(Piece),
    /// White space on one line, up to here.
    Space(usize),
    /// A line end, up to here.
    Line(usize),
}

/// Reads what begins with a byte of ASCII that is no letter. Digits and marks come in any order and are told apart without a jump.
#[inline]
fn ascii(bytes: &[u8], at: usize, limit: usize) -> Read {
    let byte = bytes[at];
    if byte <= b' ' || byte == 0x7F {
        return match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => Read::Line(at + 2),
            b'\n' | b'\r' | 0x0B | 0x0C => Read::Line(at + 1),
            _ => Read::Space(at + 1),
        };
    }
    let width = digits(bytes, at, limit);
    let is_mark = width == 0;
    Read::Piece(Piece {
        end: at + width.max(1),
        key: MARKS[usize::from(byte & 0x7F)],
        roles: select_unpredictable(is_mark, Roles::NONE, Roles::DIGITS),
        class: select_unpredictable(is_mark, Class::Mark, Class::Digits),
        case: Case::None,
    })
}

/// The keys of the marks of ASCII; none for the digits.
static MARKS: [Key; 128] = {
    let mut keys = [Key::NONE; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if !byte.is_ascii_digit() {
            keys[byte as usize] = State::new().with(byte).key();
        }
        byte += 1;
    }
    keys
};

/// How many digits go on from `at`, at most to `limit`: eight are looked at together.
#[inline]
pub(super) fn digits(bytes: &[u8], at: usize, limit: usize) -> usize {
    if let Some(eight) = bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        let low = u64::from_le_bytes(*eight) ^ 0x3030_3030_3030_3030;
        // The high half of a byte that is a digit is zero, and stays so when six is added. What is carried out of another one comes after it.
        let others = (low | low.wrapping_add(0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0;
        if others != 0 {
            return (others.trailing_zeros() as usize / 8).min(limit - at);
        }
    }
    bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Reads a long word, a word of another script, a mark past ASCII or white space past it.
#[inline(never)]
pub(super) fn rest(text: &str, at: usize, limit: usize) -> Read {
    let (end, key, case) = word::read_by_step(text, at, limit);
    if end > at {
        let roles = if matches!(case, Case::Upper | Case::Mixed) { Roles::CAPITALS } else { Roles::NONE };
        return Read::Piece(Piece { end, key, roles, class: Class::Word, case });
    }
    let letter = text.cut(at..).chars().next().unwrap_or('\u{FFFD}');
    let end = at + letter.len_utf8();
    match letter {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Read::Line(end),
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => Read::Space(end),
        _ if letter.is_whitespace() => Read::Space(end),
        _ => {
            let key = Key::of_mark(&text.as_bytes()[at..end]);
            Read::Piece(Piece { end, key, roles: Roles::NONE, class: Class::Mark, case: Case::None })
        }
    }
}

/// The two lists that the scan writes.
struct Out<'o> {
    tokens: &'o mut Vec<Token>,
    triggers: &'o mut Triggers,
    table: &'static RolesTable,
}

impl Out<'_> {
    /// Reads what is no short word at `at`, up to `limit`: where it ends, and what stands there if it is white space.
    #[inline(never)]
    fn push_other(&mut self, text: &str, at: usize, limit: usize, is_ascii: bool, gap: Gap) -> (usize, Gap) {
        match if is_ascii { ascii(text.as_bytes(), at, limit) } else { rest(text, at, limit) } {
            Read::Piece(Piece { end, key, roles, class, case }) => {
                self.push(token(at, end, key, self.table.of(key) | roles, class, case, gap));
                (end, Gap::None)
            }
            Read::Space(end) => (end, gap.or_space(true)),
            Read::Line(end) => (end, gap.and_line()),
        }
    }

    #[inline]
    fn push(&mut self, token: Token) {
        let roles = if token.gap >= Gap::Line { token.roles | Roles::LINE } else { token.roles };
        self.triggers.push(self.tokens.len(), roles);
        self.tokens.push(token);
    }
}

#[inline]
const fn token(start: usize, end: usize, key: Key, roles: Roles, class: Class, case: Case, gap: Gap) -> Token {
    Token { start: start as u32, end: end as u32, key, roles, class, case, gap }
}
