//! Finds the short forms of a text: tokens in capitals from the dictionary or a definition, composites of them, and tokens that look
//! like short forms but are unknown.
//!
//! A mention starts at a word in capitals or mixed case, or at one of the few lower-case forms (`tp`, `đ/c`), so ordinary words cost one
//! test. From there at most six pieces are collected across marks, spaces and `và`; the longest known sequence is the mention
//! (`LĐ- TB&XH`, `NN và PTNT`, `NS ƯT`). Look-alikes are rejected: syllables of a headline in capitals, initials of names, photo
//! credits, Roman numerals, codes.

mod form;
mod refuse;
mod ticker;

use std::{borrow::Cow, ops::Range};

use ticker::is_code;

use crate::{
    abbreviation::{compose::compose, definition::Definitions},
    lexicon::{Dictionary, Domain, Known, LongForm, Roles, Sense, Squeezed, w},
    narrow::to_u32,
    protect::Shape,
    segment::{Case, Class, Document, Gap, Token},
    span::Span,
};

/// The maximum number of pieces of one composite.
const PIECES: usize = 6;

/// A range of tokens that may be a short form. It is small, because a megabyte of text may have a third of a
/// million.
#[derive(Clone, Debug)]
pub(super) struct Mention<'d> {
    start: u32,
    end: u32,
    pub(super) hash: u64,
    pub(super) what: What<'d>,
}

impl<'d> Mention<'d> {
    const fn new(tokens: Range<usize>, hash: u64, what: What<'d>) -> Self {
        // Token indices have 32 bits, like offsets.
        Self { start: to_u32(tokens.start), end: to_u32(tokens.end), hash, what }
    }

    pub(super) const fn tokens(&self) -> Range<usize> {
        self.start()..self.end()
    }

    pub(super) const fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) const fn end(&self) -> usize {
        self.end as usize
    }

    /// The dictionary's senses, if no definition decides.
    pub(super) const fn senses(&self) -> &'d [Sense] {
        match &self.what {
            What::Known { senses, .. } => senses,
            _ => &[],
        }
    }
}

/// What is known about a mention before its context is considered.
#[derive(Clone, Debug)]
pub(super) enum What<'d> {
    /// The text defines it.
    Defined,
    /// The dictionary has it; `user` if it is the user's entry.
    Known { senses: &'d [Sense], user: bool },
    /// Its parts are known: `GS.TS`.
    Built(LongForm),
    /// It has the shape of a short form.
    Unknown,
    /// Part of a code or document number.
    Protected,
}

/// A word with the letters of a short form that has no meaning where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Other {
    pub(in crate::abbreviation) span: Span,
    /// How many words around it might give it one.
    pub(in crate::abbreviation) reach: u8,
}

/// How far the words stand that refuse a known form, or lead to one, on another line too: `Ảnh minh họa: SP`.
pub(in crate::abbreviation) const BESIDE: u8 = 6;
/// The same for what may be a ticker.
const AROUND: u8 = 30;

/// Finds the mentions of `doc`, and the other words that have the letters of short forms; each in order, none overlapping. Linear.
pub(super) fn find<'d>(
    doc: &Document<'_>,
    dictionary: &'d Dictionary,
    definitions: &Definitions,
) -> (Vec<Mention<'d>>, Vec<Other>) {
    let finder = Finder { doc, dictionary, definitions };
    let mut mentions: Vec<Mention<'d>> = Vec::with_capacity(doc.tokens().len() / 64 + 4);
    let mut others = Vec::with_capacity(doc.tokens().len() / 32 + 4);
    // Where the next mention may begin. What is passed over is read with the word before it, so the same words decide.
    let (mut next, mut within) = (0, 0);
    // A user's short form may be any word.
    let roles = Roles::CAPITALS | Roles::SHORT_FORM | Roles::PROTECTED;
    let firsts = dictionary.first_words();
    let also = (!firsts.is_empty()).then_some(|token: &Token| firsts.has(token.key()));
    for index in doc.beginnings(roles, also) {
        if index < next {
            if mentions.last().is_none_or(|last| last.end() <= index) {
                others.push(Other { span: doc.token(index).span(), reach: within });
            }
            continue;
        }
        if let Class::Protected(Shape::DocumentNumber | Shape::Code) = doc.token(index).class()
            && doc.text_of(index).chars().filter(|letter| letter.is_uppercase()).count() > 1
        {
            mentions.push(Mention::new(index..index + 1, 0, What::Protected));
        }
        let (end, reach) = match finder.at(index) {
            Read::Mention(mention) => {
                next = mention.end();
                mentions.push(mention);
                continue;
            }
            Read::Unknown { end, hash, reach } => {
                mentions.push(Mention::new(index..end, hash, What::Unknown));
                (end, reach)
            }
            Read::Skip { end, reach } => (end, reach),
        };
        (next, within) = (end.max(index + 1), reach);
        others.push(Other { span: doc.token(index).span(), reach });
    }
    (mentions, others)
}

enum Read<'d> {
    Mention(Mention<'d>),
    /// A mention that has the shape of a short form.
    Unknown {
        end: usize,
        hash: u64,
        reach: u8,
    },
    /// Nothing here; continue at the token `end`.
    Skip {
        end: usize,
        reach: u8,
    },
}

struct Finder<'a, 't, 'd> {
    doc: &'a Document<'t>,
    dictionary: &'d Dictionary,
    definitions: &'a Definitions,
}

/// How a piece is joined to the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// The first piece.
    First,
    /// Digits right after letters: `NV1`.
    Glued,
    /// A mark without spaces: `GD-ĐT`; a dot.
    Mark,
    Dot,
    /// A mark with spaces around or after it: `NN – PTNT`.
    SpacedMark,
    /// `NN và PTNT`.
    And,
    /// Only a space: `NS ƯT`.
    Space,
}

/// The end of a piece, the hash of everything up to there, and how it is joined to the previous one.
type Piece = (usize, u64, Join);

impl<'d> Finder<'_, '_, 'd> {
    /// Reads what starts at a token.
    fn at(&self, index: usize) -> Read<'d> {
        let doc = self.doc;
        let token = doc.token(index);
        if token.class() != Class::Word {
            return Read::Skip { end: index + 1, reach: 0 };
        }
        if token.is_glued() && index > 0 && self.is_inside_code(index) {
            // Its code decides that, not the words around it.
            return Read::Skip { end: self.run_end(index), reach: 0 };
        }
        if let Some(mention) = self.of_two_words(index) {
            return Read::Mention(mention);
        }
        let text = doc.text_of(index);
        let mut pieces = [(0, 0, Join::First); PIECES];
        let count = self.pieces(index, text, &mut pieces);
        if let Some(mention) = self.titles(index, &pieces[..count]).or_else(|| self.numbered(index, pieces[0].1)) {
            return Read::Mention(mention);
        }
        match self.known(index, text, &pieces[..count]) {
            Ok(mention) => Read::Mention(mention),
            Err(reach) => self.unknown(index, text, pieces[0], reach),
        }
    }

    /// A short form of two words that the text defines: `PV Power`, `SOM 2`.
    fn of_two_words(&self, index: usize) -> Option<Mention<'d>> {
        let doc = self.doc;
        let next = doc.tokens().get(index + 1).filter(|next| next.gap() == Gap::Space)?;
        let may_end = next.class() == Class::Digits || next.class() == Class::Word && next.case() == Case::Title;
        if !may_end || self.definitions.list.is_empty() {
            return None;
        }
        let mut hash = Squeezed::new();
        hash.push(doc.text_of(index));
        hash.push(doc.text_of(index + 1));
        let (tokens, hash) = (index..index + 2, hash.get());
        let defined = self.definitions.has(hash)
            && self.definitions.at(hash, index).is_some_and(|found| found.short == doc.string_of(tokens.clone()))
            && self.is_whole(tokens.end, || false);
        defined.then(|| Mention::new(tokens, hash, What::Defined))
    }

    /// Reads the pieces of what may be one short form, with where each ends and the hash up to there: how many they are.
    #[inline]
    fn pieces(&self, index: usize, text: &str, pieces: &mut [Piece; PIECES]) -> usize {
        let doc = self.doc;
        let mut hash = Squeezed::new();
        let (mut count, mut at, mut join) = (0, index, Join::First);
        loop {
            // `Tp.HCM`, `tp HCM`: in a composite the case of `TP` says nothing.
            hash.push(if doc.is(at, w::tp) && doc.tokens().len() > at + 2 && count == 0 && self.leads(at) {
                "TP"
            } else if count == 0 {
                text
            } else {
                doc.text_of(at)
            });
            pieces[count] = (at + 1, hash.get(), join);
            count += 1;
            if count == PIECES {
                break;
            }
            let Some((next, how)) = self.next_piece(at) else { break };
            (at, join) = (next, how);
        }
        count
    }

    /// The longest run of the pieces that the text defines or the dictionary knows; if it is refused, how many words around it do so.
    #[inline]
    fn known(&self, index: usize, text: &str, pieces: &[Piece]) -> Result<Mention<'d>, u8> {
        let doc = self.doc;
        let token = doc.token(index);
        let user = self.dictionary.has_user_entries();
        // `Tp` is read otherwise before a short form.
        let mut reach = if doc.is(index, w::tp) { BESIDE } else { 0 };
        let is_led = || {
            let first = self.dictionary.known(pieces[0].1, text);
            first.is_some_and(|known| known.senses.iter().any(is_led_by))
        };
        for (place, &(end, hash, _)) in pieces.iter().enumerate().rev() {
            let defined = self.definitions.has(hash);
            if !defined && !self.dictionary.has(hash) {
                continue;
            }
            let joins = &pieces[..=place];
            let defined = defined && self.may_be_defined(hash, index..end, joins);
            if !defined && !user && place == 0 && token.case() == Case::Lower && !token.roles.any(Roles::SHORT_FORM) {
                break;
            }
            let surface = if place == 0 { text.into() } else { surface_of(doc, index..end) };
            let spelled = self.dictionary.known(hash, &surface);
            let known = spelled.as_ref().filter(|known| self.may_be(known, &surface, joins, index..end));
            if known.is_some() || defined || spelled.is_some() && self.may_be_elsewhere(index, joins) {
                reach = reach.max(if is_code(text) { AROUND } else { BESIDE });
            }
            if known.is_none() && !defined
                || !self.is_whole(end, is_led)
                || place == 0 && self.is_refused(index, text, known, defined)
            {
                continue;
            }
            let what = match known {
                Some(&Known { senses, user, .. }) if user || !defined => What::Known { senses, user },
                _ => What::Defined,
            };
            return Ok(self.finished(index..end, hash, what));
        }
        Err(reach)
    }

    /// A short form that is put together of known ones or has the shape of one, of which `first` is the first piece.
    fn unknown(&self, index: usize, text: &str, (end, hash, _): Piece, reach: u8) -> Read<'d> {
        let doc = self.doc;
        let token = doc.token(index);
        let whole = self.is_whole(end, || false);
        if token.case() == Case::Upper
            && whole
            && !self.dictionary.is_removed(hash)
            && let Some(long) = compose(text, self.dictionary)
        {
            return Read::Mention(Mention::new(index..end, hash, What::Built(long)));
        }
        // What the dictionary knows and a code uses is no mention.
        let code = self.dictionary.known(hash, text);
        if code.is_some_and(|known| self.is_part_of_a_code(index, &known)) {
            return Read::Skip { end, reach };
        }
        if let Some(end) = self.pair(index) {
            return Read::Unknown { end, hash: 0, reach };
        }
        if token.case() == Case::Upper && whole && self.looks_unknown(index, text) {
            return Read::Unknown { end, hash, reach };
        }
        Read::Skip { end: if whole { end } else { self.run_end(index) }, reach }
    }

    /// The end of two short forms joined by `&` that nobody knows: `M&A`, `R&D`.
    fn pair(&self, index: usize) -> Option<usize> {
        let doc = self.doc;
        let is_piece = |at: usize| {
            doc.tokens().get(at).is_some_and(|token| {
                token.class() == Class::Word && token.case() == Case::Upper && doc.text_of(at).chars().count() <= 2
            })
        };
        let end = index + 3;
        let joined = doc.is(index + 1, w::AMPERSAND)
            && doc.tokens().get(index + 1..end).is_some_and(|tokens| tokens.iter().all(|token| token.is_glued()));
        (joined && is_piece(index) && is_piece(index + 2) && self.is_whole(end, || false)).then_some(end)
    }

    /// Whether `Tp` at `at` leads on to another short form.
    fn leads(&self, at: usize) -> bool {
        self.next_piece(at).is_some_and(|(next, _)| self.doc.token(next).case() == Case::Upper)
    }

    /// A mention with the dot that stands between a title or a kind of place and a name: `TS. Nguyễn`, `TP.Bắc Ninh`, `P.26`.
    fn finished(&self, mut tokens: Range<usize>, hash: u64, what: What<'d>) -> Mention<'d> {
        let doc = self.doc;
        let dotted = || match &what {
            What::Known { senses, .. } => senses.iter().any(is_led_by),
            What::Built(_) => true,
            _ => false,
        };
        let named = || {
            doc.tokens().get(tokens.end + 1).is_some_and(|name| {
                name.gap() <= Gap::Space
                    && (name.class() == Class::Digits || name.class() == Class::Word && name.is_capitalised())
            })
        };
        // A dot that ends the sentence too stays: `lãnh đạo TP. Sau đó`.
        if doc.is(tokens.end, w::FULL_STOP)
            && doc.token(tokens.end).is_glued()
            && dotted()
            && named()
            && !doc.starts_sentence(tokens.end + 1)
        {
            tokens.end += 1;
        }
        Mention::new(tokens, hash, what)
    }

    /// Titles in a row: `GS.TS`, `PGS-TS`, `ThS.BS CKII` without spaces between.
    fn titles(&self, index: usize, pieces: &[(usize, u64, Join)]) -> Option<Mention<'d>> {
        let doc = self.doc;
        if pieces.get(1).is_none_or(|second| !matches!(second.2, Join::Dot | Join::Mark)) {
            return None;
        }
        let mut longs: Vec<&'d str> = Vec::new();
        let (mut start, mut last) = (index, None);
        for &(end, _, join) in pieces {
            let dashed =
                matches!(join, Join::Mark) && matches!(doc.key(start), w::HYPHEN_MINUS | w::EN_DASH | w::COMMA);
            if !matches!(join, Join::First | Join::Dot) && !dashed {
                break;
            }
            let word = doc.text_of(end - 1);
            let mut alone = Squeezed::new();
            alone.push(word);
            let Some(title) = self.dictionary.known(alone.get(), word).and_then(|known| {
                known.senses.iter().find(|sense| sense.domain == Domain::Title && known.short == word)
            }) else {
                break;
            };
            longs.push(&title.long);
            (start, last) = (end, Some(end));
        }
        let end = last.filter(|_| longs.len() > 1)?;
        let whole = self.is_whole(end, || true) || doc.tokens().get(end).is_some_and(|next| next.key() == w::FULL_STOP);
        let long = LongForm::shared(&longs.join(", ").replace(", chuyên khoa", " chuyên khoa"));
        whole.then(|| self.finished(index..end, 0, What::Built(long)))
    }

    /// A kind of place or road with its number: `KP5`, `QL1A`.
    fn numbered(&self, index: usize, hash: u64) -> Option<Mention<'d>> {
        let doc = self.doc;
        let digits = doc.tokens().get(index + 1).filter(|next| next.is_glued() && next.class() == Class::Digits)?;
        let known =
            self.dictionary.known(hash, doc.text_of(index)).filter(|known| known.short == doc.text_of(index))?;
        let numbered = known.senses.iter().position(|sense| {
            matches!(sense.domain, Domain::Geography | Domain::Transport)
                && matches!(&*sense.long, "khu phố" | "quốc lộ" | "tỉnh lộ" | "hương lộ" | "đường tỉnh" | "tổ dân phố")
        })?;
        let mut end = index + 2;
        let mut number = String::from(doc.text_of(index + 1));
        if doc.tokens().get(end).is_some_and(|next| next.is_glued() && next.class() == Class::Word) {
            let letter = doc.text_of(end);
            if letter.len() != 1 || doc.token(end).case() != Case::Upper {
                return None;
            }
            number.push_str(letter);
            end += 1;
        }
        if digits.span().len() > 4 || !self.is_whole(end, || false) {
            return None;
        }
        let long = LongForm::shared(&format!("{} {number}", &*known.senses[numbered].long));
        Some(Mention::new(index..end, hash, What::Built(long)))
    }

    /// The piece that may go on after the one at `at`.
    fn next_piece(&self, at: usize) -> Option<(usize, Join)> {
        let doc = self.doc;
        let is_piece = |index: usize| {
            doc.tokens().get(index).is_some_and(|token| {
                token.class() == Class::Word && (matches!(token.case(), Case::Upper | Case::Mixed))
            })
        };
        let next = doc.tokens().get(at + 1)?;
        if next.gap() >= Gap::Line {
            return None;
        }
        let glued = next.is_glued();
        if next.class() == Class::Digits && glued {
            return Some((at + 1, Join::Glued));
        }
        if !glued && is_piece(at + 1) {
            return Some((at + 1, Join::Space));
        }
        // Most words: only `và` joins.
        if next.class() == Class::Word && next.key() != w::và {
            return None;
        }
        let after = doc.tokens().get(at + 2)?;
        if after.gap() >= Gap::Line {
            return None;
        }
        let tight = glued && after.is_glued();
        // `đ/c`, `v/v`, `Th.S`, `TT-Huế`: the second piece need not be in capitals.
        let word = after.class() == Class::Word;
        match next.key() {
            w::FULL_STOP if glued && word && (is_piece(at + 2) || tight) => Some((at + 2, Join::Dot)),
            w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND | w::SOLIDUS | w::COMMA if tight && word => {
                Some((at + 2, Join::Mark))
            }
            w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND if is_piece(at + 2) => Some((at + 2, Join::SpacedMark)),
            w::và if is_piece(at + 2) => Some((at + 2, Join::And)),
            _ => None,
        }
    }
}

/// Whether a sense leads on to a name, so that a dot may stand between.
fn is_led_by(sense: &Sense) -> bool {
    matches!(sense.domain, Domain::Title | Domain::Geography) && sense.long.starts_with(char::is_lowercase)
}

/// The text of a range of tokens without its spaces.
fn surface_of<'t>(doc: &Document<'t>, tokens: Range<usize>) -> Cow<'t, str> {
    let span = doc.span_of(tokens.clone());
    if tokens.clone().skip(1).all(|index| doc.token(index).is_glued()) {
        return doc.text().get(span.range()).unwrap_or_default().into();
    }
    let mut surface = String::with_capacity(span.len());
    tokens.for_each(|index| surface.push_str(doc.text_of(index)));
    surface.into()
}
