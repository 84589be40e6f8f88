//! Tells the tickers of shares from short forms of the same letters: `cổ phiếu ACB`, `mã HPG, HSG`.
//!
//! The letters alone do not tell, so the words around do: the word for shares before it, other codes beside it that are no short forms, or
//! what prices do after it, each in a sentence about the market.

use super::Finder;
use crate::{
    lexicon::{Domain, Known, squeeze, table_sets, w},
    segment::Case,
};

/// How many tickers are read in a list, so that long lists take linear time.
const LISTED: usize = 8;
/// How many tokens of the sentence are read on each side.
const NEAR: usize = 24;

table_sets! {
    "abbreviations.tsv":
    /// Words of a report on shares.
    MARKET = "market";
}

impl Finder<'_, '_, '_> {
    /// Whether a [code](is_code) is that of a share: in a list of such after the word for shares (`cổ phiếu thép HPG và HSG`, `mã HPG, HSG`);
    /// that of a firm alone too.
    pub(super) fn is_ticker(&self, index: usize, known: Option<&Known<'_>>) -> bool {
        let doc = self.doc;
        let mut first = index;
        for _ in 0..LISTED {
            let Some(next) = first.checked_sub(2) else { break };
            if !matches!(doc.key(first - 1), w::COMMA | w::và) || !is_code(doc.text_of(next)) {
                break;
            }
            first = next;
        }
        let leads = matches!(doc.key(index + 1), w::COMMA | w::và) && is_code(doc.text_of(index + 2));
        let is_firm = || known.is_some_and(|known| known.senses.iter().all(|sense| sense.domain == Domain::Company));
        // One alone may be a body: `cổ phiếu CLB`, `bản mã FBI`.
        if first == index && !leads {
            return is_firm() && (self.follows_shares(index) || self.is_priced(index) && self.is_of_market(index))
                || self.is_quoted(index);
        }
        let is_unknown = |at: usize| self.dictionary.known(squeeze(doc.text_of(at)), doc.text_of(at)).is_none();
        let beside = || (first..index).step_by(2).any(is_unknown) || leads && is_unknown(index + 2);
        self.follows_shares(first) || beside() && self.is_of_market(index)
    }

    /// `HCM giảm 1.500 đồng/cổ phiếu`: whatever else the letters mean.
    fn is_quoted(&self, index: usize) -> bool {
        let doc = self.doc;
        let is_price = |at: usize| doc.is(at, w::đồng) && doc.is(at + 1, w::SOLIDUS) && doc.is(at + 2, w::cổ);
        matches!(doc.key(index + 1), w::tăng | w::giảm) && (index + 3..index + 7).any(is_price)
    }

    /// Whether the word for shares stands before it, or one word between: `cổ phiếu HPG`, `cổ phiếu thép HPG`.
    fn follows_shares(&self, index: usize) -> bool {
        let doc = self.doc;
        let is_shares = |at: usize| {
            doc.is(at, w::phiếu) && at > 0 && doc.is(at - 1, w::cổ) || doc.is(at, w::mã) && !doc.token(at).is_glued()
        };
        let Some(before) = index.checked_sub(1) else { return false };
        is_shares(before)
            || before > 0
                && doc.token(before).case() == Case::Lower
                && doc.is(before - 1, w::phiếu)
                && is_shares(before - 1)
    }

    /// `ACB tăng 200 đồng`, `ACB (+2%)`.
    fn is_priced(&self, index: usize) -> bool {
        matches!(self.doc.key(index + 1), w::tăng | w::giảm | w::LEFT_PARENTHESIS)
    }

    /// Whether its sentence has a word of the market near it.
    fn is_of_market(&self, index: usize) -> bool {
        let doc = self.doc;
        let sentence = doc.sentence_of(index);
        let near = sentence.start.max(index.saturating_sub(NEAR))..sentence.end.min(index + NEAR);
        near.into_iter().any(|at| MARKET.has(doc.key(at)))
    }
}

/// Whether a text is three letters from `A` to `Z`.
pub(super) fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
