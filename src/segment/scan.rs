//! The one scan over the text: bytes to tokens.

use std::hint::select_unpredictable;

use crate::{
    bytes::BLOCK,
    lexicon::{Key, Roles, RolesTable, State},
    protect::Protected,
    segment::{
        block::Blocks,
        token::{Case, Class, Gap, Token},
        word,
    },
};

/// Reads `text` around its protected stretches into its tokens, and into those of them that a grammar may begin at, with their roles.
/// Both lists are empty and may have room. Linear; offsets of tokens are 32 bits wide.
pub(super) fn scan(text: &str, protected: &[Protected], tokens: &mut Vec<Token>, triggers: &mut Vec<(u32, Roles)>) {
    // A word of the news has 4.7 bytes and a space; a third of the tokens begin something.
    tokens.reserve(text.len() / 4 + 8);
    triggers.reserve(text.len() / 16 + 8);
    let mut out = Out { tokens, triggers };
    let mut protected = protected.iter();
    let mut next = protected.next();
    let table = RolesTable::builtin();
    let bytes = text.as_bytes();
    let (mut blocks, mut room) = (Blocks::new(text), [0; _]);
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while at < bytes.len() {
        let limit = next.map_or(bytes.len(), |protected| protected.span.start);
        if at >= limit {
            if let Some(Protected { span, shape }) = next {
                let shape = Class::Protected(*shape);
                out.push(token(at, span.end, Key::NONE, Roles::PROTECTED, shape, Case::None, gap));
                (at, gap) = (span.end, Gap::None);
            }
            next = protected.next();
            continue;
        }
        let block = blocks.holding(at, limit);
        let window = blocks.window(block.start, &mut room);
        let end_of_block = limit.min(block.start + BLOCK);
        // Words and spaces take turns: what is mostly so stands here, the rest is read elsewhere, out of the way of the loop.
        while at < end_of_block {
            let place = (at - block.start) % BLOCK;
            let (width, special) = block.word(place);
            let piece = match word::read(window, place, width, special) {
                Some((key, case)) => {
                    // Of so short words only a single letter is in capitals throughout.
                    let roles = select_unpredictable(case == Case::Upper, Roles::CAPITALS, Roles::NONE);
                    Piece { end: at + width, key, roles, class: Class::Word, case }
                }
                None => {
                    // A jump that is mostly guessed wrong, and the only one.
                    match if width == 0 { ascii(bytes, at, limit) } else { rest(text, at, limit) } {
                        Read::Piece(piece) => piece,
                        Read::Space(end) => {
                            (at, gap) = (end, gap.max(Gap::Space));
                            continue;
                        }
                        Read::Line(end) => {
                            (at, gap) = (end, gap.and_line());
                            continue;
                        }
                    }
                }
            };
            let Piece { end, key, roles, class, case } = piece;
            out.push(token(at, end, key, table.of(key) | roles, class, case, gap));
            // No protected stretch begins with a space.
            let is_space = bytes.get(end) == Some(&b' ');
            at = end + usize::from(is_space);
            gap = if is_space { Gap::Space } else { Gap::None };
        }
    }
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
        // The high half of a byte that is a digit is zero, and stays so when six is added. What is carried out of another one comes behind it.
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
    let letter = text[at..].chars().next().unwrap_or('\u{FFFD}');
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
    triggers: &'o mut Vec<(u32, Roles)>,
}

impl Out<'_> {
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
