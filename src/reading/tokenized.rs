//! The output of tokenisers: `tập_thể`, `30 / 2020 / NĐ - CP`, `TP . HCM`.
//!
//! This is decided for the whole document: a handle, a file name or a stray space before a comma does not count. Underscores become
//! spaces, and spaces that no writer puts next to punctuation are removed. Spaces that a writer may use (around a dash between names) are
//! kept.

use super::{Read, Tokenized, view::View};
use crate::{
    lexicon::{Key, word_sets},
    span::{Cut as _, Span},
    syllable::is_syllable,
};

word_sets! {
    /// Syllables of hyphenated units: `ki-lô-mét`, `xăng-ti-mét`.
    OF_UNITS = ["ki", "lô", "xăng", "xen", "ti", "mi", "li", "đề", "đê", "xi", "héc", "hec", "tô", "mét", "gam", "oát", "mê", "ga", "ta", "lít"];
    /// File extensions.
    FILES = [
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "tsv", "json", "jsonl", "xml", "html", "htm", "md", "jpg", "jpeg",
        "png", "gif", "zip", "rar", "gz", "mp3", "mp4", "avi", "exe", "py", "rs", "js",
    ];
}

/// Undoes the tokenisation of `text`. Linear.
pub(super) fn join(text: &str, tokenized: Tokenized) -> Read {
    if !is_joined(text, tokenized) {
        return None;
    }
    let mut view = View::new(text);
    let mut joiner = Joiner::default();
    let mut chunks = Chunks { text, at: 0 }.peekable();
    while let Some(chunk) = chunks.next() {
        let next = chunks.peek().filter(|next| !next.begins_line).map_or("", |next| next.text);
        if joiner.is_glued(&chunk, next) {
            view.replace(Span::new(joiner.end, chunk.start), "");
        }
        if !is_address(chunk.text) {
            let inner = chunk.text.trim_matches('_');
            let start = chunk.start + (chunk.text.len() - chunk.text.trim_start_matches('_').len());
            for at in memchr::memchr_iter(b'_', inner.as_bytes()) {
                view.replace(Span::new(start + at, start + at + 1), " ");
            }
        }
        joiner.pass(&chunk);
    }
    view.finish()
}

/// Whether the text is read as the output of a tokeniser.
pub(super) fn is_joined(text: &str, tokenized: Tokenized) -> bool {
    match tokenized {
        Tokenized::No => false,
        Tokenized::Auto => is_tokenized(text),
        Tokenized::Yes => true,
    }
}

/// Whether the document is tokenised. For ordinary text, only the first punctuation marks and the first kilobyte are examined.
fn is_tokenized(text: &str) -> bool {
    const SAMPLE: usize = 1024;
    const FIRST: usize = 4;
    let bytes = text.as_bytes();
    let has_joined = memchr::memchr(b'_', &bytes[..bytes.len().min(SAMPLE)]).is_some();
    if !has_joined && !stops(bytes).take(FIRST).any(|is_parted| is_parted) {
        return false;
    }
    let (mut joined, mut others) = (0, 0);
    for at in memchr::memchr_iter(b'_', bytes) {
        if joins_syllables(text, at) { joined += 1 } else { others += 1 }
    }
    let parted = stops(bytes).filter(|is_parted| *is_parted).count();
    let glued = stops(bytes).count() - parted;
    let blanks = memchr::memchr_iter(b' ', bytes).count();
    let is_joined = joined >= 2 && joined > others && joined * 12 >= blanks;
    let is_parted = parted >= 2 && parted >= 4 * glued;
    // One sentence: `Nghị định 30 / 2020 / NĐ - CP .`
    let is_sentence = parted >= 1 && glued == 0 && (joined >= 1 || text.contains(" / "));
    is_joined || is_parted || is_sentence
}

/// For each full stop or comma next to a space, whether there is a space on the other side too.
fn stops(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    memchr::memchr2_iter(b'.', b',', bytes).filter_map(|at| {
        let is_blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let before = at.checked_sub(1)?;
        (is_blank(at + 1) && !matches!(bytes[before], b'.' | b'\n')).then(|| bytes[before] == b' ')
    })
}

/// Whether the underscore at `at` is between two syllables, and not in a file name or an address.
fn joins_syllables(text: &str, at: usize) -> bool {
    const LONGEST: usize = 64;
    let (before, after) = (text.cut(..at), text.cut(at + 1..));
    let start = before.char_indices().rev().take(LONGEST).take_while(|(_, letter)| letter.is_alphabetic()).last();
    let end = after.char_indices().take(LONGEST).take_while(|(_, letter)| letter.is_alphabetic()).last();
    let (Some((start, _)), Some((end, last))) = (start, end) else { return false };
    let in_chunk = |letter: &(usize, char)| !letter.1.is_whitespace();
    let from = before.char_indices().rev().take(LONGEST).take_while(in_chunk).last().map_or(at, |(from, _)| from);
    let to = after.char_indices().take(LONGEST).take_while(in_chunk).last();
    let to = to.map_or(at + 1, |(to, letter)| at + 1 + to + letter.len_utf8());
    if is_address(text.cut(from..to)) {
        return false;
    }
    [before.cut(start..), after.cut(..end + last.len_utf8())].into_iter().all(is_syllable)
}

/// A piece of text without white space.
#[derive(Clone, Copy, Debug)]
struct Chunk<'t> {
    text: &'t str,
    start: usize,
    begins_line: bool,
}

impl Chunk<'_> {
    /// The punctuation mark, if it is a single one.
    fn mark(&self) -> Option<char> {
        let mut letters = self.text.chars();
        letters.next().filter(|first| letters.next().is_none() && !first.is_alphanumeric())
    }
}

struct Chunks<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Chunks<'t> {
    type Item = Chunk<'t>;

    fn next(&mut self) -> Option<Chunk<'t>> {
        let rest = self.text.cut(self.at..);
        let skipped = rest.len() - rest.trim_start().len();
        let begins_line = self.at == 0 || rest.cut(..skipped).contains(['\n', '\r']);
        let start = self.at + skipped;
        let rest = self.text.cut(start..);
        let text = rest.cut(..rest.find(char::is_whitespace).unwrap_or(rest.len()));
        self.at = start + text.len();
        (!text.is_empty()).then_some(Chunk { text, start, begins_line })
    }
}

/// The state after the previous chunks.
#[derive(Debug, Default)]
struct Joiner<'t> {
    /// The last word, and the mark after it if there is one.
    word: &'t str,
    mark: Option<char>,
    /// Where the last chunk ended.
    end: usize,
    /// Whether the last mark joins the words on both sides without spaces.
    is_inner: bool,
    /// Whether a straight quotation mark is open.
    in_quotes: bool,
    /// Whether the last mark was an opening one.
    opens: bool,
    /// Whether a slash came before the last word, which is then part of a symbol such as `NĐ-CP`.
    after_slash: bool,
}

impl<'t> Joiner<'t> {
    /// Whether to remove the space before `chunk`; `next` follows it on the line.
    fn is_glued(&mut self, chunk: &Chunk<'_>, next: &str) -> bool {
        if chunk.begins_line {
            *self = Self::default();
            self.is_inner = false;
            return false;
        }
        let Some(mark) = chunk.mark() else {
            return self.opens
                || self.is_inner
                || matches!(chunk.text, "..." | "..")
                || self.mark == Some('.') && self.is_short_form(chunk.text);
        };
        self.is_inner = false;
        match mark {
            ',' | ';' | '!' | '?' | '%' | ')' | ']' | '”' | '’' | '…' | '»' => true,
            '.' => true,
            ':' => {
                self.is_inner = is_digits(self.word) && is_digits(next);
                true
            }
            '"' => self.in_quotes || self.opens,
            '/' => {
                let is_word = |text: &str| text.chars().next().is_some_and(char::is_alphanumeric);
                self.is_inner = self.mark.is_none_or(|mark| mark == '%') && is_word(self.word) && is_word(next);
                self.is_inner
            }
            '-' | '–' => {
                self.is_inner = self.mark.is_none() && self.is_hyphen(next);
                self.is_inner
            }
            _ => self.opens,
        }
    }

    /// Whether a dash between the last word and `next` is part of one word.
    fn is_hyphen(&self, next: &str) -> bool {
        let (word, is_unit) = (self.word, |text: &str| OF_UNITS.has(Key::of(text)));
        match (is_digits(word), is_digits(next)) {
            (true, true) => true,
            (true, false) => is_symbol(next),
            (false, true) => is_symbol(word),
            (false, false) => {
                self.after_slash && is_symbol(word) && next.starts_with(char::is_uppercase)
                    || is_symbol(word) && is_symbol(next)
                    || is_unit(word) && is_unit(next)
            }
        }
    }

    /// Whether the full stop after the last word belongs to a short form that `next` continues: `TP.HCM`,
    /// `H.T`.
    fn is_short_form(&self, next: &str) -> bool {
        let is_letter = |text: &str| text.chars().count() == 1 && text.starts_with(char::is_uppercase);
        match self.word {
            "TP" | "Tp" | "Th" => next.starts_with(char::is_uppercase),
            word => is_letter(word) && is_letter(next),
        }
    }

    fn pass(&mut self, chunk: &Chunk<'t>) {
        self.end = chunk.start + chunk.text.len();
        match chunk.mark() {
            None => {
                self.after_slash = self.mark == Some('/') || self.after_slash && self.is_inner;
                (self.word, self.mark, self.opens, self.is_inner) = (chunk.text, None, false, false);
            }
            Some(mark) => {
                self.opens = match mark {
                    '(' | '[' | '“' | '‘' | '«' => true,
                    '"' => !self.in_quotes,
                    _ => false,
                };
                self.in_quotes ^= mark == '"';
                self.mark = Some(mark);
            }
        }
    }
}

fn is_digits(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) && text.ends_with(|last: char| last.is_ascii_digit())
}

/// `NĐ`, `TTg`, `UBND`: mostly capitals, at most six.
fn is_symbol(text: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for letter in text.chars() {
        if !letter.is_alphanumeric() {
            return false;
        }
        letters += 1;
        capitals += usize::from(letter.is_uppercase());
    }
    letters <= 6 && (letters == 1 || capitals >= 2) && capitals + 1 >= letters && text.starts_with(char::is_uppercase)
}

/// Addresses, paths, tags and file names keep their underscores.
fn is_address(chunk: &str) -> bool {
    !chunk.contains('_')
        || chunk.contains("://")
        || chunk.contains(['@', '\\'])
        || chunk.starts_with(['#', '/'])
        || chunk
            .trim_end_matches([',', '.', ';', ')'])
            .rsplit_once('.')
            .is_some_and(|(_, ending)| FILES.has(Key::of(ending)))
}
