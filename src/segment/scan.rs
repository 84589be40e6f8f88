//! The single scan over the text, from bytes to tokens.

use std::hint::select_unpredictable;

use crate::{
    bytes::digits,
    lexicon::{Key, Roles, RolesTable, State},
    narrow::to_u32,
    protect::Protected,
    segment::{
        block::{Block, Window},
        token::{Case, Class, Gap, Token},
        triggers::Triggers,
        word,
    },
    span::Cut as _,
};

/// Splits `text` outside its protected ranges into tokens, and lists those at which a grammar may start, with their roles. Both lists
/// must be empty; their capacity is reused. Linear; token offsets have 32 bits.
pub(super) fn scan(text: &str, protected: &[Protected], tokens: &mut Vec<Token>, triggers: &mut Triggers) {
    // A word of news text has 4.7 bytes and a space; a third of the tokens are triggers.
    tokens.reserve(text.len() / 4 + 8);
    triggers.reserve(text.len() / 16 + 8);
    let mut out = Out { tokens, triggers, table: RolesTable::builtin() };
    let mut protected = protected.iter();
    let mut next = protected.next();
    let bytes = text.as_bytes();
    let mut room = [0; _];
    // The position after the last token or unusual white space, and the gap there apart from spaces.
    let (mut after, mut gap) = (0, Gap::Paragraph);
    let mut at = 0;
    while at < bytes.len() {
        let limit = next.map_or(bytes.len(), |protected| protected.span.start);
        if at >= limit {
            if let Some(Protected { span, shape }) = next {
                let class = Class::Protected(*shape);
                let piece = Piece { end: span.end, key: Key::NONE, roles: Roles::PROTECTED, class, case: Case::None };
                out.push(piece.token(at, gap.or_space(at > after)));
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
            // Nearly all tokens are short words; the rest is handled out of line.
            let Some((key, case)) = word::read(window, place, word) else {
                // The loop's only unpredictable branches.
                if word.width == 0 {
                    (after, gap) = out.push_ascii(bytes, start, limit, before);
                    block.pass_to(after);
                } else {
                    let read = other(text, &block, window, place, limit);
                    (after, gap) = out.push_read(read, start, before);
                    block.skip_to(after);
                }
                continue;
            };
            after = start + word.width;
            gap = Gap::None;
            out.push_piece(start, Piece { end: after, key, roles: Roles::NONE, class: Class::Word, case }, before);
        }
        at = after.max(block.end());
    }
    out.triggers.end();
}

/// A token without its start and the gap before it. The roles are only those that are in no table.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) end: usize,
    key: Key,
    roles: Roles,
    pub(super) class: Class,
    case: Case,
}

impl Piece {
    const fn word(end: usize, key: Key, case: Case) -> Self {
        let roles = if matches!(case, Case::Upper | Case::Mixed) { Roles::CAPITALS } else { Roles::NONE };
        Self { end, key, roles, class: Class::Word, case }
    }

    #[inline]
    const fn token(self, start: usize, gap: Gap) -> Token {
        let Self { end, key, roles, class, case } = self;
        Token { start: to_u32(start), end: to_u32(end), key, roles, class, case, gap }
    }
}

/// Anything but a short word.
pub(super) enum Read {
    Piece(Piece),
    /// White space on one line, up to here.
    Space(usize),
    /// A line end, up to here.
    Line(usize),
}

/// Reads a token that starts with an ASCII byte other than a letter. Digits and punctuation come in any order and are
/// distinguished without a branch.
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

/// The keys of ASCII punctuation; [`Key::NONE`] for digits.
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

/// Reads what starts with a letter or another byte that is not ASCII, and is no word for [`word::read`].
#[inline(never)]
fn other(text: &str, block: &Block, window: &Window, place: usize, limit: usize) -> Read {
    let at = block.start + place;
    match window.get(place..) {
        // Quotation marks, dashes, ellipses, bullets.
        Some([0xE2, 0x80, last @ 0x90..=0xA7, ..]) => {
            let key = Key::of_mark(&[0xE2, 0x80, *last]);
            return Read::Piece(Piece { end: at + 3, key, roles: Roles::NONE, class: Class::Mark, case: Case::None });
        }
        // The no-break space; spaces of other widths, and what shows nothing.
        Some([0xC2, 0xA0, ..]) => return Read::Space(at + 2),
        Some([0xE2, 0x80, 0x80..=0x8F, ..] | [0xE3, 0x80, 0x80, ..]) => return Read::Space(at + 3),
        _ => {}
    }
    match word::read_capitals(block, window, place) {
        Some((width, key, case)) => Read::Piece(Piece::word(at + width, key, case)),
        None => rest(text, at, limit),
    }
}

/// Reads a long word, a word of another script, or non-ASCII punctuation or white space.
#[inline(never)]
pub(super) fn rest(text: &str, at: usize, limit: usize) -> Read {
    let (end, key, case) = word::read_by_step(text, at, limit);
    if end > at {
        return Read::Piece(Piece::word(end, key, case));
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
    /// Reads a token that starts with an ASCII byte other than a letter: returns its end, and the gap if it is white space.
    #[inline(never)]
    fn push_ascii(&mut self, bytes: &[u8], at: usize, limit: usize, gap: Gap) -> (usize, Gap) {
        self.push_read(ascii(bytes, at, limit), at, gap)
    }

    #[inline]
    fn push_read(&mut self, read: Read, at: usize, gap: Gap) -> (usize, Gap) {
        match read {
            Read::Piece(piece) => {
                self.push_piece(at, piece, gap);
                (piece.end, Gap::None)
            }
            Read::Space(end) => (end, gap.or_space(true)),
            Read::Line(end) => (end, gap.and_line()),
        }
    }

    /// Adds a token with the roles that the tables give its word.
    // A call for each word costs more than all else that is done here.
    #[inline(always)]
    fn push_piece(&mut self, start: usize, piece: Piece, gap: Gap) {
        let roles = self.table.of(piece.key) | piece.roles;
        self.push(Piece { roles, ..piece }.token(start, gap));
    }

    #[inline]
    fn push(&mut self, token: Token) {
        let roles = if token.gap >= Gap::Line { token.roles | Roles::LINE } else { token.roles };
        self.triggers.push(self.tokens.len(), roles);
        self.tokens.push(token);
    }
}
