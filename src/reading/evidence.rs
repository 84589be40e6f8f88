//! Evidence from the start and end of a line about the breaks before and after it.

use crate::{
    lexicon::{Key, word_sets},
    span::Cut as _,
};

/// The start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A lower-case word.
    Small,
    /// A capitalised word.
    Capital,
    Digit,
    /// Punctuation that cannot start a line by itself: `)`, `,`, `%`.
    Closing,
    /// `- `, `•`, `1.`, `a)`, `Điều 5.`: a list item, or a speaker in a dialogue.
    Bullet,
    /// `Địa chỉ: …`: a capital and few words before a colon.
    Label,
    Other,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// A full stop, a question or exclamation mark, a colon, a semicolon; closing quotation marks and brackets may follow.
    Stop,
    /// A word, a comma.
    Open,
    /// A hyphen or slash right after a word.
    Hyphen,
    /// A word that cannot be the last: `của`, `và`; or an unclosed bracket or quotation mark.
    Asks,
    /// A word that a number follows: `số`, `Điều`.
    AsksNumber,
    /// A word that a name follows: `Luật`, `ông`, `huyện`.
    AsksName,
}

/// The shape of a line as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    /// A row with tabs or wide gaps, a rule, a picture placeholder, a link: it joins no other line.
    Alone,
    /// All capitals.
    Capitals,
    /// It ends in a photo credit, or is one.
    Caption,
}

word_sets! {
    /// Words that never end a paragraph or a headline, without those that also end a compound (`hiện tại`, `tự do`, `quen thuộc`).
    JOINING = ["của", "và", "với", "hoặc", "các", "những", "bởi", "nhưng", "nhằm", "gồm", "cho"];
    /// A number follows these.
    BEFORE_NUMBERS = ["số", "ngày", "tháng", "năm", "điều", "khoản", "điểm", "hơn", "gần", "khoảng", "trên", "dưới", "tới", "quý", "lần", "từ", "đạt"];
    /// With a capital they start a name and do not end it; titles of persons also do in lower case.
    BEFORE_NAMES = ["bệnh", "cục", "hđnd", "luật", "nghị", "sở", "tp", "ubnd"];
    /// Titles of persons.
    PERSONS = ["ông", "bà"];
    /// Headings of parts of a law: `Điều 5.`, `Chương II`.
    PARTS = ["điều", "chương", "mục", "phần", "phụ", "khoản"];
    /// Words before the colon of a photo credit.
    CREDITS = ["ảnh", "photo", "clip", "video"];
}

/// The widest label in bytes: `Chịu trách nhiệm xuất bản:`.
const LONGEST_LABEL: usize = 48;
/// The most words of a label.
const LABEL_WORDS: usize = 6;
/// The widest credit after `Ảnh:` in characters.
const LONGEST_CREDIT: usize = 40;
/// The minimum length of a heading in capitals; anything shorter is a short form.
const SHORTEST_CAPITALS: usize = 12;

const CLOSERS: [char; 8] = ['”', '"', '’', '\'', ')', ']', '»', '*'];

/// Classifies the start of a line; `word` is its first word.
pub(super) fn head(content: &str, word: &str) -> Head {
    if is_bullet(content, word) {
        return Head::Bullet;
    }
    let Some(first) = content.chars().next() else { return Head::Other };
    match first {
        ')' | ']' | ',' | '.' | ';' | '%' | '”' | '’' | '»' | '!' | '?' if !word.starts_with("...") => {
            Head::Closing
        }
        _ if first.is_ascii_digit() => Head::Digit,
        // `iPhone` counts as capitalised, and so do addresses. `date: 2026-01-27`.
        _ if first.is_lowercase() && word.is_ascii() && word.ends_with(':') => Head::Label,
        _ if first.is_lowercase() => match word.contains(char::is_uppercase) || is_address(word) {
            true => Head::Other,
            false => Head::Small,
        },
        _ if first.is_uppercase() => match is_label(content) {
            true => Head::Label,
            false => Head::Capital,
        },
        _ => Head::Other,
    }
}

/// Classifies the end of a line.
pub(super) fn tail(content: &str) -> Tail {
    let inner = content.trim_end_matches(CLOSERS);
    match inner.chars().next_back() {
        None | Some('.' | '!' | '?' | '…' | ':' | ';') => return Tail::Stop,
        _ => {}
    }
    let Some(last) = content.chars().next_back() else { return Tail::Stop };
    let before = content.cut(..content.len() - last.len_utf8());
    match last {
        '-' | '\u{2010}' | '/' | '–' => {
            return match before.chars().next_back() {
                Some(letter) if letter.is_alphanumeric() && !is_address(last_word(content)) => Tail::Hyphen,
                Some(letter) if letter.is_whitespace() && last != '/' => Tail::AsksName,
                _ => Tail::Open,
            };
        }
        '(' | '[' | '“' | '‘' | '«' | '&' | '+' => return Tail::Asks,
        _ => {}
    }
    match asked(content) {
        Tail::Open if is_unclosed(content) => Tail::Asks,
        tail => tail,
    }
}

/// What the last word of the line requires after it.
pub(super) fn asked(content: &str) -> Tail {
    let word = last_word(content);
    let key = Key::of(word);
    if JOINING.has(key) {
        Tail::Asks
    } else if BEFORE_NUMBERS.has(key) {
        Tail::AsksNumber
    } else if PERSONS.has(key)
        || BEFORE_NAMES.has(key) && word.starts_with(char::is_uppercase)
        || ["Thường vụ", "Huân chương", "Huy chương"].iter().any(|name| content.ends_with(name))
    {
        Tail::AsksName
    } else {
        Tail::Open
    }
}

/// Classifies the shape of a line.
pub(super) fn shape(content: &str) -> Shape {
    let is_link = !content.contains(char::is_whitespace) && is_address(content);
    let is_sign = content.starts_with('[') && content.ends_with(']');
    let is_row =
        memchr::memchr2(b'\t', b'|', content.as_bytes()).is_some() || has_gap(content) && content.contains("    ");
    if is_link || is_sign || is_row || !content.contains(char::is_alphanumeric) {
        Shape::Alone
    } else if is_capitals(content) {
        Shape::Capitals
    } else if is_caption(content) {
        Shape::Caption
    } else {
        Shape::Text
    }
}

/// Whether two blanks stand together somewhere. Branch-free, so that the compiler vectorises it.
pub(super) fn has_gap(content: &str) -> bool {
    let (bytes, nexts) = (content.as_bytes(), content.as_bytes().get(1..).unwrap_or_default());
    bytes.iter().zip(nexts).fold(false, |any, (byte, next)| any | (*byte == b' ') & (*next == b' '))
}

/// Whether a bracket or quotation mark of the line is unclosed at its end.
fn is_unclosed(content: &str) -> bool {
    let mut depth = 0i32;
    // The quotation marks start with E2.
    for at in memchr::memchr3_iter(b'(', b')', 0xE2, content.as_bytes()) {
        match content.as_bytes().get(at..) {
            Some([b'(', ..] | [0xE2, 0x80, 0x9C, ..]) => depth += 1,
            Some([b')', ..] | [0xE2, 0x80, 0x9D, ..]) => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}

/// The last word of the line, without punctuation.
fn last_word(content: &str) -> &str {
    content
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Whether the line is a list item or starts with a dialogue dash.
fn is_bullet(content: &str, word: &str) -> bool {
    let mut letters = content.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (
            Some('•' | '●' | '▪' | '■' | '◦' | '‣' | '►' | '▶' | '★' | '✓' | '✔' | '☑' | '➢' | '➤' | '❖' | '⮚' | '#'),
            _,
        ) => true,
        (Some('*' | '+' | '-' | '–' | '—' | '·' | '−'), Some(next)) => {
            next.is_whitespace() || next.is_uppercase() || matches!(next, '“' | '"')
        }
        _ => is_number(word) || is_part(content, word),
    }
}

/// `1.`, `12)`, `1.2.`, `(3)`, `a)`, `IV.`.
fn is_number(word: &str) -> bool {
    let Some(inner) = word.strip_suffix(['.', ')']) else { return false };
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let mut letters = inner.chars();
    // `ý.` and `ở.` end sentences.
    let is_letter_alone =
        letters.next().is_some_and(|letter| letter.is_ascii_alphabetic() || letter == 'đ') && letters.next().is_none();
    let is_roman = !inner.is_empty() && inner.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let is_counted = inner.len() <= 6
        && inner.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    is_letter_alone || is_roman || is_counted
}

/// `Điều 5. Phạm vi`, `Chương II`.
fn is_part(content: &str, word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) || !PARTS.has(Key::of(word)) {
        return false;
    }
    let Some(number) = content.cut(word.len()..).split_whitespace().next() else { return false };
    let is_last = content.trim_end().ends_with(number);
    let inner = number.trim_end_matches(['.', ':']);
    let is_counted =
        !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'I' | b'V' | b'X'));
    is_counted && (inner.len() < number.len() || is_last)
}

/// Whether the line starts with a label: a few words before a colon, the first one capitalised.
fn is_label(content: &str) -> bool {
    let head = content.as_bytes().get(..LONGEST_LABEL.min(content.len())).unwrap_or_default();
    let Some(colon) = memchr::memchr(b':', head) else { return false };
    let (name, rest) = content.split_at(colon);
    !name.contains(['.', ',', '“', '"', '(', ';'])
        && name.split_whitespace().count() <= LABEL_WORDS
        && !name.ends_with(|letter: char| letter.is_ascii_digit())
        && rest.cut(1..).chars().next().is_none_or(char::is_whitespace)
}

/// `https://…`, `www.…`, `ban-doc@bao.example`, `bao.example`.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || word.contains('@')
        || word.is_ascii()
            && word.trim_end_matches('.').contains('.')
            && !word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether all letters are capitals, and enough of them for a heading.
fn is_capitals(content: &str) -> bool {
    let mut letters = 0;
    for letter in content.chars() {
        if letter.is_lowercase() {
            return false;
        }
        letters += usize::from(letter.is_uppercase());
    }
    letters >= SHORTEST_CAPITALS && content.contains(' ')
}

/// Whether the line starts or ends with a photo credit: `… Ảnh: H.T`, `(Ảnh: TTXVN)`.
fn is_caption(content: &str) -> bool {
    let Some(colon) = memchr::memrchr(b':', content.as_bytes()) else { return false };
    let (before, after) = content.split_at(colon);
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    word.starts_with(char::is_uppercase)
        && CREDITS.has(Key::of(word))
        && after.chars().count() <= LONGEST_CREDIT
        && (before.len() == word.len() || !after.trim_end_matches(CLOSERS).ends_with('.'))
}
