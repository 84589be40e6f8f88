//! Short forms of firms, and what after their names is none: the ticker of a share.

use std::ops::Range;

use super::{Belief, Form, Reader, foreign, text_of};
use crate::{
    abbreviation::{
        DefinitionKind,
        gloss::{Evidence, is_firm_word},
        shape::is_vietnamese,
    },
    lexicon::{squeeze, table_sets, w},
    segment::{Case, Class},
};

/// How many letters a word has that a short form may stand for alone: `Polypropylene`.
const LONG_WORD: usize = 12;
/// How many letters a ticker has, and how many words the own name of a firm that has one.
const TICKER: usize = 3;
const OWN: usize = 2;
/// How many words say what kind of firm a name is of: `Công ty trách nhiệm hữu hạn một thành viên`.
const FORM: usize = 9;

table_sets! {
    "abbreviations.tsv":
    /// How the name of a firm begins whose shares may have a ticker.
    LISTED = "listed";
}

impl Reader<'_, '_> {
    /// `Tập đoàn Viglacera (VGC)`, `Dự án nhà máy Polypropylene (PP)`: the last word, in another language, holds all the letters, which are
    /// the ticker of the firm, or stand for a long word alone.
    pub(super) fn is_of_one_word(&self, short: &str, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let is_foreign = |at: usize| {
            let (token, word) = (doc.token(at), doc.text_of(at));
            token.class() == Class::Word && token.case() == Case::Title && word.len() > 3 && !is_vietnamese(word)
        };
        end > floor + 1
            && is_foreign(end - 1)
            && (is_firm_word(doc.key(end - 2)) || doc.text_of(end - 1).len() >= LONG_WORD && !is_foreign(end - 2))
            && foreign::holds(&[doc.text_of(end - 1)], short.as_bytes())
            && self.dictionary.known(squeeze(short), short).is_none()
    }

    /// `Tập đoàn Hòa Phát (HPG)`, `Công ty cổ phần Coteccons (CTD)`: three letters after a name that says no more than itself are what its
    /// share is called.
    pub(super) fn is_ticker(&self, short: &str, long: Range<usize>) -> bool {
        let doc = self.doc;
        if !LISTED.has(doc.key(long.start)) {
            return false;
        }
        let is_form = |at: &usize| is_firm_word(doc.key(*at)) || doc.is(*at, w::công);
        let own = long.start + 1 + (long.start + 1..long.end).take(FORM).take_while(is_form).count();
        let is_own = |at: usize| {
            doc.token(at).class() == Class::Word && doc.token(at).case() == Case::Title && doc.text_of(at) != "Việt"
        };
        short.len() == TICKER
            && short.bytes().all(|byte| byte.is_ascii_uppercase())
            && (1..=OWN).contains(&(long.end - own))
            && (own..long.end).all(is_own)
            && self.dictionary.known(squeeze(short), short).is_none()
    }

    /// `Toyota Việt Nam (TMV)`: the Vietnamese branch of a foreign firm, whose first letter and that of the country are there.
    pub(super) fn branch(&mut self, short: &Range<usize>, floor: usize, end: usize) -> bool {
        let doc = self.doc;
        let Some(brand) = end.checked_sub(3).filter(|brand| *brand >= floor) else { return false };
        let (text, name) = (text_of(doc, short), doc.text_of(brand));
        let rest = name.chars().next().and_then(|first| text.strip_prefix(first));
        let is_branch = doc.text_of(brand + 1) == "Việt"
            && doc.text_of(brand + 2) == "Nam"
            && doc.token(brand).case() == Case::Title
            && name.is_ascii()
            && !is_vietnamese(name)
            && (TICKER..=TICKER + 1).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_uppercase())
            && rest.is_some_and(|rest| rest.contains('V'));
        if is_branch {
            let belief = Belief::of_gloss(Evidence::Name, Form::Bracket);
            self.push(short, brand..end, DefinitionKind::Gloss, belief);
        }
        is_branch
    }
}
