//! Rejects look-alikes of short forms: parts of codes and domains, initials, photo credits, Roman numerals, syllables of a headline
//! in capitals.

use super::{Finder, ticker::is_code};
use crate::{
    abbreviation::{
        gloss::is_spelled,
        shape::{is_roman, is_syllable, is_toned, is_vietnamese},
    },
    lexicon::{
        CURRENCIES, Domain, Key, Known, MEASURES, NAME_HEADS, Sense, listed, phrase_tables, squeeze, table_sets, w,
        word_sets,
    },
    segment::{Case, Class, Gap, Token},
};

/// The fields of what may come after a foreign name: `Chelsea CLB` does not, `Nestlé VN` does.
const LED_BY_NAMES: [Domain; 8] = [
    Domain::Title,
    Domain::Sports,
    Domain::Geography,
    Domain::Company,
    Domain::Foreign,
    Domain::Press,
    Domain::Party,
    Domain::State,
];

table_sets! {
    "abbreviations.tsv":
    /// A number after these is that of a standard.
    STANDARDS = "standard";
}

word_sets! {
    /// What stands right before the name of who took a picture.
    BEFORE_CREDITS = ["ảnh", "nguồn", "clip", "video", ":", "(", "-", "họa", "khảo"];
}

phrase_tables! {
    /// What a company is or does, after the word for its form: `TNHH XD`.
    COMPANY_FORMS: () = listed, "company_forms";
}

impl Finder<'_, '_, '_> {
    /// Whether the glued run that `index` is in began with digits or a mark of codes: `99016-TS`, `152/TTg`, `92H`.
    pub(super) fn is_inside_code(&self, index: usize) -> bool {
        let doc = self.doc;
        let before = doc.token(index - 1);
        match before.class() {
            Class::Digits => true,
            Class::Protected(_) => true,
            Class::Mark if matches!(before.key(), w::LOW_LINE | w::COMMERCIAL_AT | w::NUMBER_SIGN) => true,
            Class::Mark
                if matches!(before.key(), w::SOLIDUS | w::HYPHEN_MINUS | w::EN_DASH | w::PLUS_SIGN)
                    && before.is_glued()
                    && index > 1
                    && doc.token(index - 2).class() == Class::Digits =>
            {
                true
            }
            // `Sơn Tùng M-TP` is a name, `Anti-SDF` English. `VOV.VN`, `.VN` are domains, `H.T` initials; `… 2.000 đồng.UBND` lacks a space.
            Class::Mark if before.key() == w::HYPHEN_MINUS && before.is_glued() => {
                index > 1 && (is_capital(doc.token(index - 2)) || doc.is(index - 2, w::anti))
            }
            Class::Mark if before.key() == w::FULL_STOP => {
                // `Sanatech.KH`, but `… 2.000 đồng.UBND`.
                let is_name = |at: usize| {
                    let (token, text) = (doc.token(at), doc.text_of(at));
                    token.case() == Case::Upper
                        || token.class() == Class::Word && text.is_ascii() && !is_vietnamese(text)
                };
                !before.is_glued() || index > 1 && is_name(index - 2)
            }
            _ => false,
        }
    }

    /// Whether a mention may end before token `end`: nothing attached to it is a digit, a code or a foreign word. `is_led`: it may lead on to a name.
    pub(super) fn is_whole(&self, end: usize, is_led: impl Fn() -> bool) -> bool {
        let doc = self.doc;
        let Some(next) = doc.tokens().get(end) else { return true };
        if !next.is_glued() {
            return true;
        }
        match next.class() {
            Class::Digits | Class::Word | Class::Protected(_) => false,
            Class::Mark => {
                // `ADMM+`
                if next.key() == w::PLUS_SIGN {
                    return false;
                }
                let Some(after) = doc.tokens().get(end + 1).filter(|after| after.is_glued()) else { return true };
                match (next.key(), after.class()) {
                    (w::HYPHEN_MINUS | w::SOLIDUS | w::LOW_LINE | w::EN_DASH, Class::Digits) => false,
                    // `TX-L` is a trim.
                    (w::HYPHEN_MINUS, Class::Word) => {
                        let text = doc.text_of(end + 1);
                        after.case() == Case::Upper && !is_latin_capital(text)
                            || is_vietnamese(text) && !is_clipped(text)
                    }
                    (w::AMPERSAND | w::LOW_LINE | w::COMMERCIAL_AT, _) => false,
                    // `VOV.VN`, `VOV.VNTheo`; a title or a kind of place may lead on (`TP.HCM`, `TS.BS`).
                    (w::FULL_STOP, Class::Word) => !matches!(after.case(), Case::Upper | Case::Mixed) || is_led(),
                    _ => true,
                }
            }
        }
    }

    /// The end of the run of tokens that hang together with `index`.
    pub(super) fn run_end(&self, index: usize) -> usize {
        let tokens = self.doc.tokens();
        let mut end = index + 1;
        while end < tokens.len()
            && tokens[end].is_glued()
            && !matches!(tokens[end].key(), w::COMMA | w::LEFT_PARENTHESIS | w::SEMICOLON | w::COLON)
        {
            end += 1;
        }
        end
    }

    /// Whether a known form of one word, `text`, is in a position where it cannot be a short form.
    pub(super) fn is_refused(&self, start: usize, text: &str, known: Option<&Known<'_>>, defined: bool) -> bool {
        if self.is_credit(start) {
            // Agencies and `nhân vật cung cấp` are credited by name; two letters are a person's, but for the archive and the reporter.
            let press = known.is_some_and(|known| known.senses.iter().any(|sense| sense.domain == Domain::Press));
            let letters = text.chars().count();
            if letters < 3 && !matches!(text, "TL" | "PV") || letters < 4 && !press {
                return true;
            }
        }
        if defined {
            return false;
        }
        let own = known.is_some_and(|known| known.user);
        if known.is_some_and(|known| !known.user && self.is_part_of_a_code(start, known)) {
            return true;
        }
        if known.is_some_and(|known| self.is_after_an_initial(start, known)) {
            return true;
        }
        if !own && (self.is_in_english(start) || is_code(text) && self.is_ticker(start, known)) {
            return true;
        }
        if !own && known.is_some_and(|known| self.is_half_a_name(start, known)) {
            return true;
        }
        if !own && (self.names_a_company(start) || known.is_some_and(|known| self.is_a_brand(start, known))) {
            return true;
        }
        if is_roman(text) && start > 0 && is_numbering(self.doc.key(start - 1)) {
            return true;
        }
        // Neighbours in capitals are rarer than letters that spell a syllable.
        self.is_among_capitals(start) && is_syllable(text)
    }

    /// Whether something known names a trim, a model or a standard here: `Acura NSX`, `1.2 MT`, `EC 1221-2009`.
    pub(super) fn is_part_of_a_code(&self, index: usize, known: &Known<'_>) -> bool {
        let tokens = self.doc.tokens();
        let digits = |at: usize| tokens.get(at).filter(|token| token.class() == Class::Digits);
        let after = index + 1;
        if self.has_a_number(index, known) {
            return true;
        }
        let Some(before) = index.checked_sub(1).filter(|_| tokens[index].gap() == Gap::Space) else { return false };
        // The size of an engine: `1.2 MT`, `2.2L AT`.
        let size = if tokens[before].class() == Class::Word && tokens[before].is_glued() && before > 0 {
            before - 1
        } else {
            before
        };
        if size > 1
            && digits(size).is_some_and(|token| token.is_glued() && token.span().len() == 1)
            && self.doc.is(size - 1, w::FULL_STOP)
            && digits(size - 2).is_some_and(|token| token.span().len() == 1)
        {
            return true;
        }
        let is_name = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.class() == Class::Word && token.case() == Case::Title && token.gap() <= Gap::Space
            })
        };
        is_name(before)
            && self.doc.text_of(index).is_ascii()
            && self.doc.text_of(before).is_ascii()
            && !is_vietnamese(self.doc.text_of(before))
            && self.doc.phrase(&NAME_HEADS, before).is_none()
            && (!is_name(after) || self.is_foreign_name(after))
            && tokens.get(after).is_none_or(|token| token.class() != Class::Mark || token.gap() == Gap::None)
            && !known.senses.iter().all(|sense| LED_BY_NAMES.contains(&sense.domain))
    }

    /// Whether the number after it is that of a standard, a boat or an engine: `EC 1221-2009`, `QN 6578`, `ICA 2.2L`.
    fn has_a_number(&self, index: usize, known: &Known<'_>) -> bool {
        let tokens = self.doc.tokens();
        let digits = |at: usize| tokens.get(at).filter(|token| token.class() == Class::Digits);
        let is = |domains: &[Domain]| known.senses.iter().any(|sense| domains.contains(&sense.domain));
        let after = index + 1;
        if !matches!(self.doc.token(after).class(), Class::Digits | Class::Protected(_)) {
            return false;
        }
        // A standard has a number with a year, as laws do.
        if digits(after).is_some_and(|token| token.gap() == Gap::Space)
            && self.doc.is(after + 1, w::HYPHEN_MINUS)
            && digits(after + 2).is_some_and(|token| token.is_glued() && token.span().len() == 4)
            && !is(&[Domain::Law, Domain::State, Domain::Party])
        {
            return true;
        }
        // `QCVN 14:2008`, `QCVN 26/2010/BTNMT`.
        if STANDARDS.has(tokens[index].key()) {
            return true;
        }
        // The number of a boat: `QN 6578`, `BĐ 96966 TS`. A year, a telephone number (`ĐT 0903…`) and a count of thousands are none.
        if is(&[Domain::Geography, Domain::General])
            && digits(after).is_some_and(|token| {
                let number = self.doc.text_of(after);
                token.gap() == Gap::Space
                    && matches!(number.len(), 4 | 5)
                    && !number.starts_with('0')
                    && !self.doc.is_recent_year(after)
            })
        {
            return true;
        }
        // A trim before the size of an engine: `Wildtrak ICA 2.2L`.
        digits(after).is_some_and(|token| token.gap() == Gap::Space && token.span().len() == 1)
            && self.doc.is(after + 1, w::FULL_STOP)
            && digits(after + 2).is_some_and(|token| token.is_glued() && token.span().len() == 1)
            && tokens.get(after + 3).is_some_and(|token| token.is_glued() && token.class() == Class::Word)
    }

    /// `Sơn Tùng M - TP`: a place after one letter and a dash is the rest of a stage name.
    fn is_after_an_initial(&self, index: usize, known: &Known<'_>) -> bool {
        let is_dash = |at: usize| matches!(self.doc.key(at), w::HYPHEN_MINUS | w::EN_DASH);
        index > 1
            && is_dash(index - 1)
            && is_capital(self.doc.token(index - 2))
            && self.doc.text_of(index - 2).chars().count() == 1
            && known.senses.iter().any(|sense| sense.domain == Domain::Geography)
    }

    /// `Hội nghị WEF ASEAN`: two foreign bodies in a row without a mark are the name of a third thing. `HĐBA LHQ`, which Vietnamese words
    /// spell, is a part and its whole.
    fn is_half_a_name(&self, index: usize, known: &Known<'_>) -> bool {
        let is_foreign = |at: usize, known: &Known<'_>| {
            let text = self.doc.text_of(at);
            text.is_ascii()
                && known.senses.iter().all(|sense| sense.domain == Domain::Foreign && sense.is_name())
                && !is_spelled(text, known)
        };
        let is_other = |at: usize| {
            let text = self.doc.text_of(at);
            self.dictionary.known(squeeze(text), text).is_some_and(|other| is_foreign(at, &other))
        };
        let is_word = |at: usize| self.doc.token(at).class() == Class::Word && self.doc.token(at).case() == Case::Upper;
        let is_near = |at: usize| self.doc.gap_of(at) == Some(Gap::Space);
        let after = Some(index + 1).filter(|at| is_near(*at) && is_word(*at));
        let before = index.checked_sub(1).filter(|at| is_near(index) && is_word(*at));
        (after.is_some() || before.is_some())
            && is_foreign(index, known)
            && (after.is_some_and(is_other) || before.is_some_and(is_other))
    }

    /// `destroyed the leader of ISIS`: two small foreign words before it, so that a Vietnamese long form has no place there.
    fn is_in_english(&self, index: usize) -> bool {
        let Some(from) = index.checked_sub(2) else { return false };
        let mut before = from..index;
        let is_small =
            |at: usize| self.doc.token(at).class() == Class::Word && self.doc.token(at).case() == Case::Lower;
        before.clone().all(is_small)
            && before.clone().all(|at| self.doc.text_of(at).is_ascii())
            && !before.any(|at| is_vietnamese(self.doc.text_of(at)))
    }

    /// Whether a word of four letters or more in capitals stands there, without marks.
    fn is_in_capitals(&self, index: usize) -> bool {
        self.doc.tokens().get(index).is_some_and(|token| {
            let text = self.doc.text_of(index);
            token.class() == Class::Word && token.case() == Case::Upper && text.is_ascii() && text.len() > 3
        })
    }

    /// `công ty TNHH THT`: a name, unless it says what the company does, as `công ty TNHH XD`.
    fn names_a_company(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|_| self.doc.token(index).gap() == Gap::Space) else {
            return false;
        };
        if !matches!(self.doc.key(before), w::tnhh | w::mtv | w::ty) {
            return false;
        }
        let is_form = [w::tnhh, w::mtv].iter().any(|key| self.doc.is_in(Case::Upper, before, *key));
        is_form && self.doc.phrase(&COMPANY_FORMS, index).is_none()
            // `công ty TV Hub`
            || self.doc.is(before, w::ty) && self.is_foreign_name(index + 1)
            // `công ty CN SIGMA`: whether it is a branch or an industry, the letters do not say.
            || self.doc.is(before, w::ty) && self.doc.is_in(Case::Upper, index, w::cn) && self.is_in_capitals(index + 1)
    }

    /// Whether a word in another language with a capital stands right after a blank.
    fn is_foreign_name(&self, index: usize) -> bool {
        let token = self.doc.token(index);
        token.class() == Class::Word
            && token.gap() == Gap::Space
            && matches!(token.case(), Case::Title | Case::Mixed)
            && self.doc.text_of(index).is_ascii()
            && !is_vietnamese(self.doc.text_of(index))
    }

    /// `VNPT VinaPhone`: the short form of a company before a brand is part of its name.
    fn is_a_brand(&self, index: usize, known: &Known<'_>) -> bool {
        let is_company = |sense: &Sense| match sense.domain {
            Domain::Company => true,
            // `AFC Champions League`, but `CLB Leicester`.
            Domain::Sports => sense.is_name(),
            _ => false,
        };
        // `HN Buffaloes`: the club of a town. `CH Ireland` is a republic.
        let is_town = |sense: &Sense| {
            sense.domain == Domain::Geography && sense.long.split(' ').all(|word| word.starts_with(char::is_uppercase))
        };
        self.is_foreign_name(index + 1)
            && (known.senses.iter().all(is_company) || known.senses.first().is_some_and(is_town))
    }

    /// `Ảnh: HQ`, `Ảnh ĐH`, `Ảnh minh họa: HQ`, `Nguồn tham khảo: SP`, `(Nguồn: CN)`: who took a picture.
    pub(super) fn is_credit(&self, index: usize) -> bool {
        let doc = self.doc;
        let Some(mut before) = index.checked_sub(1) else { return false };
        if !BEFORE_CREDITS.has(doc.key(before)) {
            return false;
        }
        if matches!(doc.key(before), w::COLON | w::LEFT_PARENTHESIS | w::HYPHEN_MINUS) {
            let Some(at) = before.checked_sub(1) else { return false };
            before = at;
        }
        let noted = doc.is(before, w::họa) && before > 1 && doc.is(before - 1, w::minh)
            || doc.is(before, w::khảo) && before > 1 && doc.is(before - 1, w::tham);
        if noted {
            before -= 2;
        }
        matches!(doc.key(before), w::ảnh | w::nguồn | w::clip | w::video)
            && (doc.token(before).is_capitalised()
                || before + 1 < index
                || before > 0 && doc.is(before - 1, w::LEFT_PARENTHESIS))
    }

    /// Whether a neighbour is a syllable in capitals, as in a headline.
    fn is_among_capitals(&self, index: usize) -> bool {
        let doc = self.doc;
        let syllable = |index: usize| {
            let token = doc.token(index);
            token.class() == Class::Word
                && token.case() == Case::Upper
                && token.span().len() > 1
                && is_syllable(doc.text_of(index))
        };
        index > 0 && syllable(index - 1) && doc.token(index).gap() < Gap::Line
            || syllable(index + 1) && doc.token(index + 1).gap() < Gap::Line
    }

    /// Whether a word is the code of a currency or a unit of measure: `USD`, `MW`.
    fn is_unit(&self, index: usize, text: &str) -> bool {
        let currency = matches!(text, "VNĐ" | "VND")
            || self.doc.phrase(&CURRENCIES, index).is_some_and(|(end, found)| end == index + 1 && found.code == text);
        currency
            || self.doc.phrase(&MEASURES.phrases, index).is_some_and(|(end, &range)| {
                end == index + 1 && MEASURES.of(range).iter().any(|measure| measure.is_written(text))
            })
    }

    /// Whether an unknown word in capitals, to which nothing is attached, has the shape of a short form.
    pub(super) fn looks_unknown(&self, index: usize, text: &str) -> bool {
        let letters = text.chars().count();
        (2..=10).contains(&letters)
            && !is_roman(text)
            && !self.is_unit(index, text)
            && !text.chars().any(is_toned)
            && !self.is_credit(index)
            && !(is_syllable(text) && (letters > 2 || self.is_among_capitals(index)))
    }
}

/// Words that a Roman numeral follows: `khóa XI`, `lần thứ XII`, `quý IV`.
fn is_numbering(key: Key) -> bool {
    matches!(
        key,
        w::khóa | w::thứ | w::kỷ | w::quý | w::hạng | w::chương | w::phần | w::loại | w::cấp | w::mục | w::đợt
    )
}

/// Whether a word with its first letter in capitals ends as a Vietnamese syllable does with a tone only, and has none: the `Net` of `VNPT-Net`.
fn is_clipped(text: &str) -> bool {
    text.is_ascii() && text.ends_with(['p', 't', 'c', 'h']) && !text.ends_with("nh")
}

/// Whether a token is one capital letter.
fn is_capital(token: &Token) -> bool {
    token.case() == Case::Upper && token.span().len() <= 2
}

/// Whether a text is one of the letters `A` to `Z`.
fn is_latin_capital(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
