//! What the dictionary knows of a short form, beside the words that stand before it.

use crate::{
    abbreviation::{
        align::{Letters, is_transparent},
        region::REACH,
    },
    lexicon::{Domain, GLOSS_WORDS, GlossRole, Key, Known, Sense, table_sets, w},
    segment::{Case, Class, Document, Gap, Token},
};

table_sets! {
    "abbreviations.tsv":
    /// Words of a clause, in small letters in no name.
    pub(super) CLAUSE = "clause";
    /// The legal form of a firm, which its usual name leaves out: `Công ty TNHH MTV Vàng bạc …`.
    FORMS = "form";
}

/// Where the senses of a short form begin: `đầu tư nước ngoài (FDI)`.
pub(super) struct Openings<'k> {
    short: &'k str,
    /// The first two words of each sense.
    senses: Vec<(Key, Key, &'k Sense)>,
}

impl<'k> Openings<'k> {
    pub(super) fn of(short: &'k str, known: Option<&Known<'k>>) -> Self {
        let senses = known.map_or(&[][..], |known| known.senses);
        let opening = |sense: &'k Sense| {
            let mut words = sense.long.split([' ', ',']).map(Key::of);
            Some((words.next()?, words.next()?, sense))
        };
        Self { short, senses: senses.iter().filter_map(opening).collect() }
    }

    /// Whether what stands in `at..end` begins as a sense does. Two words tell a name that the letters do not spell; what they spell they
    /// would have told already, so that it must stand there whole: `Quỹ bình ổn (BOG)` is no `bình ổn giá`.
    pub(super) fn open_at(&self, doc: &Document<'_>, at: usize, end: usize) -> bool {
        let (first, second) = (doc.key(at), doc.key(at + 1));
        let is_capital = |at: usize| doc.tokens().get(at).is_some_and(|token| token.is_capitalised());
        let capital = is_capital(at);
        // `tổ chức Hiệp ước Bắc Đại Tây Dương`: the name begins at its capital.
        let is_kind = || matches!(doc.phrase(&GLOSS_WORDS, at), Some((_, GlossRole::KindOfName)));
        self.senses.iter().any(|(one, two, sense)| {
            (*one, *two) == (first, second)
                && ((capital || is_small_head(doc, sense, at) || sense.long.starts_with(char::is_lowercase)) && !is_initialism(self.short, &sense.long)
                    || (capital || !(1..4).any(|word| is_capital(at + word))) && begins(doc, sense, at, end)
                    // `nhà nước Hồi giáo`
                    // `các Tiểu vương quốc Ả Rập Thống nhất`
                    || (!is_capital(at + 1) || first == w::các)
                        && sense.long.split(' ').nth(2).is_some()
                        && begins(doc, sense, at, end)
                        && !is_kind())
        })
    }

    /// The last place before `end` where a sense begins. `Tổ chức Giáo dục, Khoa học và Văn hóa`: a comma inside a name, which only the
    /// dictionary can tell from the end of one.
    pub(super) fn before(&self, doc: &Document<'_>, floor: usize, end: usize, steps: &mut usize) -> Option<usize> {
        if self.senses.is_empty() {
            return None;
        }
        for at in (floor.max(end.saturating_sub(REACH))..end).rev() {
            *steps += 1;
            let token = doc.token(at);
            match token.class() {
                Class::Word | Class::Digits => {}
                Class::Mark if is_transparent(token.key()) => {}
                _ => return None,
            }
            if self.open_at(doc, at, end) {
                return Some(at);
            }
            // `doanh nghiệp vừa và nhỏ`
            let is_size = token.key() == w::vừa
                && (matches!(doc.key(at + 1), w::và | w::COMMA) || at > floor && doc.is(at - 1, w::và));
            if token.case() == Case::Lower && CLAUSE.has(token.key()) && !is_size {
                return None;
            }
            if token.gap() >= Gap::Line {
                return None;
            }
        }
        None
    }
}

/// `hiệp định Thương mại tự do với EU`: the head of a name in small letters, before the capital of its third word, which is that of the sense.
fn is_small_head(doc: &Document<'_>, sense: &Sense, at: usize) -> bool {
    let third = sense.long.split(' ').nth(2);
    doc.is_capitalised(at + 2) && third.is_some_and(|word| doc.is(at + 2, Key::of(word)))
}

/// Whether a sense is a paper, agency or broadcaster, a place or a title, which stand in brackets next to other names.
pub(super) fn is_source(sense: &Sense) -> bool {
    matches!(sense.domain, Domain::Press | Domain::Geography | Domain::Title)
}

/// Whether a sense is what papers are made of, not one of them: `thông tin cơ sở`.
pub(super) fn is_trade(sense: &Sense) -> bool {
    sense.domain == Domain::Press && !sense.is_name()
}

/// Whether a sense is a name that its letters do not spell.
pub(super) fn is_foreign_sense(short: &str, sense: &Sense) -> bool {
    matches!(sense.domain, Domain::Foreign | Domain::Company)
        || sense.domain == Domain::Sports && !is_initialism(short, &sense.long)
}

/// Whether the dictionary knows the short form by words whose initials its letters are.
pub(in crate::abbreviation) fn is_spelled(short: &str, known: &Known<'_>) -> bool {
    known.senses.iter().any(|sense| is_initialism(short, &sense.long))
}

/// Whether the letters of the short form are the initials of `long`.
fn is_initialism(short: &str, long: &str) -> bool {
    let doc = Document::new(long);
    Letters::new(short)
        .and_then(|letters| letters.start_of(&doc, 0, doc.tokens().len(), &mut 0))
        .is_some_and(|(start, _)| start == 0)
}

/// Whether a name between `floor` and `end` may begin with the first two words of a sense, without which it is none of them: the cheap test
/// before [`is_sense`] and [`is_sense_by_another_name`]. Names start at most [`REACH`] and a few tokens before their end. That of a firm may
/// leave out its first words.
pub(in crate::abbreviation) fn may_be_sense(doc: &Document<'_>, known: &Known<'_>, floor: usize, end: usize) -> bool {
    let within = doc.tokens_in(floor.max(end.saturating_sub(2 * REACH))..end);
    known.senses.iter().any(|sense| {
        let mut words = sense.long.split(' ').map(Key::of);
        let (first, second) = (words.next(), words.next());
        let mut begins = within.iter().zip(within.iter().skip(1).map(Some).chain([None]));
        sense.domain == Domain::Company
            || begins
                .any(|(token, next)| Some(token.key()) == first && (second.is_none() || next.map(Token::key) == second))
    })
}

/// Whether the name in `start..end` begins with all words of a sense, which is a name too.
pub(in crate::abbreviation) fn is_sense(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| sense.is_name() && begins(doc, sense, start, end))
}

/// `Cơ quan An ninh Quốc gia Hoa Kỳ`: a sense that calls the country at its end otherwise.
pub(in crate::abbreviation) fn is_sense_by_another_name(
    doc: &Document<'_>,
    known: &Known<'_>,
    start: usize,
    end: usize,
) -> bool {
    /// How many words of a sense must stand there, and how many a country may have.
    const SAME: usize = 4;
    const COUNTRY: usize = 2;
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    known.senses.iter().any(|sense| {
        let words: Vec<&str> = sense.long.split(' ').collect();
        let same = words.iter().zip(start..end).take_while(|(word, at)| doc.key(*at) == Key::of(word)).count();
        let (own, said) = (words.get(same..).unwrap_or_default(), start + same..end);
        same >= SAME
            && (1..=COUNTRY).contains(&own.len())
            && (1..=COUNTRY).contains(&said.len())
            && own.iter().all(|word| is_name(word))
            && said.clone().all(|at| is_name(doc.text_of(at)))
    })
}

/// Whether a word ends what kind of firm a name is of: `Tập đoàn`, `Công ty`, `Công ty cổ phần`.
pub(in crate::abbreviation) fn is_firm_word(key: Key) -> bool {
    matches!(key, w::ty | w::đoàn) || FORMS.has(key)
}

/// Whether `start..end` begins with all words of a sense. The name of a firm may say its legal form or not.
fn begins(doc: &Document<'_>, sense: &Sense, start: usize, end: usize) -> bool {
    let is_firm = sense.domain == Domain::Company;
    let mut at = start;
    sense.long.split(' ').map(Key::of).all(|word| {
        while is_firm && at < end && doc.key(at) != word && FORMS.has(doc.key(at)) {
            at += 1;
        }
        if at < end && doc.key(at) == word {
            at += 1;
            return true;
        }
        is_firm && FORMS.has(word)
    })
}

/// Whether the words from `start` to `end` are the last ones of a sense, three or more: `bóng đá nhà nghề Mỹ`.
pub(in crate::abbreviation) fn is_tail(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| {
        let words = sense.long.rsplit(' ').map(Key::of);
        end - start > 2
            && sense.long.split(' ').count() > end - start
            && (start..end).rev().map(|at| doc.key(at)).eq(words.take(end - start))
    })
}

/// Whether the words from `start` to `end` are all those of a sense.
pub(in crate::abbreviation) fn is_said(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| is_whole(doc, sense, start, end))
}

/// Whether the words from `start` to `end`, three or more, are words of one sense in another order, or some of them, after the same first one:
/// `lợi nhuận trước lãi, thuế và khấu hao`, `Giải nhà nghề Mỹ`.
pub(in crate::abbreviation) fn is_reordered(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| {
        let words = sense.long.split([' ', ',']).filter(|word| !word.is_empty()).map(Key::of);
        let said = |at: usize| doc.is(at, w::COMMA) || words.clone().any(|word| doc.is(at, word));
        end - start > 2 && words.clone().next() == Some(doc.key(start)) && (start..end).all(said)
    })
}

fn is_whole(doc: &Document<'_>, sense: &Sense, start: usize, end: usize) -> bool {
    let words = sense.long.split([' ', ',']).filter(|word| !word.is_empty()).map(Key::of);
    let said = (start..end).map(|at| doc.key(at)).filter(|key| *key != w::COMMA);
    words.eq(said)
}

/// Whether the name at `start`, which has a capital, has the same first two words as a sense.
pub(in crate::abbreviation) fn is_known_as(doc: &Document<'_>, known: &Known<'_>, start: usize) -> bool {
    doc.tokens().get(start).is_some_and(|token| token.is_capitalised() && token.class() == Class::Word)
        && known.senses.iter().any(|sense| {
            let mut words = sense.long.split(' ').map(Key::of);
            sense.is_name() && words.next() == Some(doc.key(start)) && words.next() == Some(doc.key(start + 1))
        })
}
