//! Whether pieces, joined as they stand, may be a short form that is known: `GD-ĐT` and `NS ƯT` are one, `CCVC và NLĐ` are two, `P.` before a
//! name is a kind of place or an initial.

use std::ops::Range;

use super::{Finder, Join};
use crate::{
    abbreviation::shape::is_vietnamese,
    lexicon::{Domain, Known, Squeezed, w},
    segment::{Case, Class, Gap},
};

impl Finder<'_, '_, '_> {
    /// Whether these pieces, joined so, may be the short form of a definition: initials of a person (`T.T`) are not its `TT`.
    pub(super) fn may_be_defined(&self, hash: u64, tokens: Range<usize>, joins: &[(usize, u64, Join)]) -> bool {
        !joins.iter().any(|piece| matches!(piece.2, Join::Dot | Join::Space))
            || self.definitions.at(hash, tokens.start).is_some_and(|found| found.short == self.doc.string_of(tokens))
    }

    /// Whether these pieces, joined so, may be the dictionary's short form.
    pub(super) fn may_be(
        &self,
        known: &Known<'_>,
        surface: &str,
        joins: &[(usize, u64, Join)],
        tokens: Range<usize>,
    ) -> bool {
        let doc = self.doc;
        let exact = known.short == surface && joins.iter().all(|piece| !matches!(piece.2, Join::Space | Join::And));
        if joins.len() == 1 {
            // `P.`, `Q.`: a letter with its dot.
            if known.short.ends_with('.') {
                return self.is_dotted_unit(tokens.start);
            }
            return exact;
        }
        if exact {
            return true;
        }
        // What the dictionary spells in small letters counts only as it is spelled.
        if !known.short.chars().any(char::is_uppercase) || known.short.chars().any(|letter| letter.is_ascii_digit()) {
            return false;
        }
        let letters = |index: usize| doc.text_of(index).chars().count();
        let mut last = tokens.start;
        let widest = joins.iter().map(|piece| letters(piece.0 - 1)).max().unwrap_or(0);
        for &(end, _, join) in &joins[1..] {
            let fits = match join {
                Join::Mark | Join::SpacedMark => widest > 1,
                // `CCVC và NLĐ` are two, unless the name has the word too.
                Join::And => {
                    widest > 1 && letters(last) > 1 && known.senses.iter().any(|sense| sense.long.contains(" và "))
                }
                // Initials of a person: only `TP.HCM` and its like.
                Join::Dot => letters(last) > 1,
                // `NS ƯT`: the second piece says nothing by itself. `Sở GD ĐT`: the name of an office.
                Join::Space => {
                    let mut alone = Squeezed::new();
                    alone.push(doc.text_of(end - 1));
                    doc.is(tokens.start, w::tp)
                        || tokens.start > 0 && matches!(doc.key(tokens.start - 1), w::bộ | w::sở | w::phòng | w::ngành)
                        || self.dictionary.known(alone.get(), doc.text_of(end - 1)).is_none()
                }
                Join::First | Join::Glued => false,
            };
            if !fits {
                return false;
            }
            last = end - 1;
        }
        true
    }

    /// Whether the words around it decide whether such pieces are a known short form: the dot of `P.`, `Sở GD ĐT`.
    pub(super) fn may_be_elsewhere(&self, index: usize, joins: &[(usize, u64, Join)]) -> bool {
        let is_dotted = || self.doc.is(index + 1, w::FULL_STOP) && self.doc.token(index + 1).is_glued();
        if joins.len() == 1 { is_dotted() } else { joins.iter().any(|piece| piece.2 == Join::Space) }
    }

    /// `P.26`, `Q.Bình Thạnh`, `(H. Củ Chi`: a letter with a dot before a name or number and after something that leads to a place.
    fn is_dotted_unit(&self, index: usize) -> bool {
        let doc = self.doc;
        if !doc.is(index + 1, w::FULL_STOP) || !doc.token(index + 1).is_glued() {
            return false;
        }
        let Some(name) = doc.tokens().get(index + 2) else { return false };
        // `P.Omar Faye` is a person; districts have names of other languages too (`H.Kbang`).
        let text = doc.text_of(index + 2);
        let foreign = || !doc.is(index, w::h) && text.is_ascii() && !is_vietnamese(text);
        let named =
            name.class() == Class::Digits || name.class() == Class::Word && name.case() == Case::Title && !foreign();
        let led = match index.checked_sub(1) {
            None => false,
            Some(before) => {
                matches!(
                    doc.key(before),
                    w::COMMA
                        | w::LEFT_PARENTHESIS
                        | w::HYPHEN_MINUS
                        | w::EN_DASH
                        | w::SEMICOLON
                        | w::SOLIDUS
                        | w::ở
                        | w::tại
                        | w::thuộc
                        | w::từ
                        | w::về
                        | w::đến
                        | w::của
                        | w::trên
                        | w::với
                        | w::và
                ) || self.follows_place_unit(before)
            }
        };
        // `… Geneva 2017 (P.2)`: a number in brackets at the end of a headline is a part.
        let is_part = || {
            name.class() == Class::Digits
                && index > 0
                && doc.is(index - 1, w::LEFT_PARENTHESIS)
                && doc.is(index + 3, w::RIGHT_PARENTHESIS)
                && doc.tokens().get(index + 4).is_none_or(|next| next.gap() >= Gap::Line)
        };
        named && !is_part() && name.gap() <= Gap::Space && led && !doc.token(index).is_glued() | self.is_opened(index)
    }

    fn is_opened(&self, index: usize) -> bool {
        index > 0
            && matches!(
                self.doc.key(index - 1),
                w::LEFT_PARENTHESIS | w::COMMA | w::HYPHEN_MINUS | w::EN_DASH | w::SOLIDUS | w::FULL_STOP
            )
    }

    /// Whether the words at `before` name a body that a place follows: `UBND Q. 1`, `Công an P. 5`.
    fn follows_place_unit(&self, before: usize) -> bool {
        let token = self.doc.token(before);
        // `BS P.Tuyết`: a title stands before a person, whose first name has a letter.
        let text = self.doc.text_of(before);
        let title = || {
            let mut hash = Squeezed::new();
            hash.push(text);
            let known = self.dictionary.known(hash.get(), text);
            known.is_some_and(|known| known.senses.first().is_some_and(|sense| sense.domain == Domain::Title))
        };
        token.case() == Case::Upper && token.span().len() > 1 && !title()
            || matches!(token.key(), w::an | w::ủy | w::đội | w::phòng | w::ban)
            || token.key() == w::dân && self.doc.key_before(before) == w::nhân
    }
}
