//! Number words that are also other words: `năm` (year), `ba` (father), `chín` (ripe).

use crate::{
    fact::quantity::unit::{self, Sort, Unit},
    lexicon::{Key, table_sets, w},
    number::{Form, Numeral},
    segment::{Case, Class, Document, Gap},
};

table_sets! {
    "counts.tsv":
    /// Words after a year, which is not a five.
    AFTER_YEAR = "after_year";
    /// Persons who do something in a year: `năm anh 20 tuổi`. Two of them in a row are counted: `năm anh em`.
    PERSONS = "persons";
    /// What is rather counted than had through the year, after `cả`: `cả năm người`, but `cả năm công ty lãi`.
    OF_ALL = "of_all";
    /// Words before `ba con` that is three of them.
    HAVING = "having";
}

/// Whether the words of the numeral count the unit.
pub(super) fn is_numeral(doc: &Document<'_>, numeral: &Numeral, unit: &Unit) -> bool {
    let (first, head, guessed) = (numeral.tokens.start, numeral.tokens.end, unit.sort == Sort::Guess);
    // `Hai Bà Trưng`, but `Ba Phó ban` at the head of a sentence.
    if doc.tokens().get(first).is_some_and(|token| token.case == Case::Title)
        && doc.tokens().get(head).is_some_and(|token| token.case == Case::Title)
        && !(doc.starts_sentence(first) && unit::compound_end(doc, head).is_some_and(|end| end > head + 1))
    {
        return false;
    }
    if numeral.tokens.len() > 1 {
        // `sinh viên năm ba`, `năm một bà sinh một con`
        return !doc.is(first, w::năm) || numeral.tokens.len() > 2 || is_whole_number(doc.key(first + 1));
    }
    // `thịt ba chỉ`, `ba lô`: the number word begins a compound.
    if unit::compound_end(doc, first).is_some_and(|end| end > head) {
        return false;
    }
    // `Bốn mùa yêu thương`: a title; `Dì Mười tên thật`: a name.
    let after_word = !doc.starts_sentence(first)
        && first.checked_sub(1).and_then(|at| doc.tokens().get(at)).is_some_and(|token| {
            token.case == Case::Lower
                || token.case == Case::Title
                    && matches!(token.key, w::dì | w::anh | w::chị | w::ông | w::bà | w::cô | w::chú | w::bác | w::cụ)
        });
    if after_word && doc.tokens().get(first).is_some_and(|token| token.case == Case::Title && token.gap == Gap::Space) {
        return false;
    }
    match doc.key(first) {
        w::tư => false,
        w::năm => !guessed && is_five(doc, first, unit),
        w::ba if doc.is(head, w::con) && unit.end == head + 1 => counts_children(doc, first, unit),
        w::ba => !guessed && (!matches!(doc.key(head), w::mẹ | w::má) || doc.is(head + 1, w::con)),
        w::chín | w::bảy => !guessed,
        _ => true,
    }
}

/// Whether `ba con` at `first` are three, and not a father as his child calls him: after a word of having or in a list.
fn counts_children(doc: &Document<'_>, first: usize, unit: &Unit) -> bool {
    HAVING.has(doc.key_before(first)) || matches!(doc.key_after(unit.end), w::COMMA | w::nhỏ)
}

/// Whether `hai ba con` are a father and his child and not two or three of something: nothing is named after them, and no word of having
/// stands before.
pub(super) fn is_parent_and_child(doc: &Document<'_>, numeral: &Numeral, unit: &Unit) -> bool {
    let first = numeral.tokens.start;
    numeral.tokens.len() == 2
        && numeral.form == Form::Words
        && (doc.key(first), doc.key(first + 1)) == (w::hai, w::ba)
        && unit.start == numeral.tokens.end
        && doc.is(unit.start, w::con)
        && unit.end == unit.start + 1
        && !HAVING.has(doc.key_before(first))
        && !matches!(doc.key_after(unit.end), w::nhỏ | w::một)
}

/// Whether the word after `năm` makes a number of it that is said so: `năm mươi`, `năm trăm`, `năm bảy`.
const fn is_whole_number(next: Key) -> bool {
    !matches!(next, w::một | w::hai | w::ba | w::bốn | w::tư)
}

/// Whether `năm` at `first`, before a noun of the table, is the number five and not the year.
fn is_five(doc: &Document<'_>, first: usize, unit: &Unit) -> bool {
    let head = unit.start;
    let back = |words: usize| first.checked_sub(words - 1).map_or(Key::NONE, |at| doc.key_before(at));
    let previous = if doc.starts_sentence(first) { Key::NONE } else { back(1) };
    let noun = doc.key(head);
    let is_lower = |at: usize| doc.tokens().get(at).is_some_and(|token| token.case == Case::Lower);
    // `trong số năm báo cáo`, `một trong năm báo cáo`
    let is_part = previous == w::số && back(2) == w::trong || previous == w::trong && back(2) == w::một;
    if AFTER_YEAR.has(noun) && !is_part || is_lower(first) && !is_lower(head) {
        return false;
    }
    // `năm anh 20 tuổi`; `có năm con, ba cháu` ends with the person.
    if PERSONS.has(noun) && unit.end == head + 1 && doc.key_after(unit.end) != w::COMMA {
        return false;
    }
    match previous {
        w::SOLIDUS | w::theo | w::sau | w::trước | w::qua | w::một | w::thường => false,
        w::COMMA => back(2) != w::tháng,
        w::cả | w::suốt => OF_ALL.has(noun),
        w::trong => {
            back(2) == w::số
                || matches!(back(2), w::một | w::hai | w::ba | w::bốn)
                || first.checked_sub(2).is_some_and(|at| doc.token(at).class == Class::Digits)
        }
        // `2017 là năm bản lề`, `năm nay là năm con gà`
        w::là => !speaks_of_a_year(doc, first - 1),
        _ => first.checked_sub(1).and_then(|at| doc.tokens().get(at)).is_none_or(|token| token.class != Class::Digits),
    }
}

/// Whether a year is in the sentence before `end`, within a few words.
fn speaks_of_a_year(doc: &Document<'_>, end: usize) -> bool {
    let first = end.saturating_sub(6).max(doc.sentence_of(end).start);
    (first..end).any(|at| doc.is(at, w::năm) || doc.token(at).class == Class::Digits && doc.token(at).span().len() == 4)
}
