//! Classes of awards: `hạng Nhất`, `giải Nhì`, `huy chương vàng`, and elliptical ones as in `hạng Nhì, Ba`.
//!
//! Numbers may be words, digits or Roman. The elliptical classes of a list belong to the event, not to the mention: the contract has
//! one award fact for `hạng Nhất và hạng Nhì`.

use crate::{
    lexicon::{Key, table_sets, w},
    segment::{Class, Document, Gap},
};

table_sets! {
    "awards.tsv":
    /// Second syllables of words that begin with `tư`: `giải tư tưởng`.
    AFTER_FOUR = "compound_four";
    /// What a number word in a list counts, where it names no class.
    COUNTED = "in_list";
}

/// The class after the word `hạng` at `index`: the token after it, and the class.
pub(super) fn rank(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    if !doc.is(index, w::hạng) {
        return None;
    }
    ordinal(doc, index + 1)
}

/// `Nhất`, `II`, `3`, `đặc biệt`.
fn ordinal(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    let token = doc.tokens().get(index).filter(|token| token.gap() <= Gap::Space)?;
    let class = match token.class() {
        Class::Digits => match doc.text_of(index) {
            "1" | "01" => "1",
            "2" | "02" => "2",
            "3" | "03" => "3",
            _ => return None,
        },
        _ => match token.key() {
            w::nhất | w::một | w::i => "1",
            w::nhì | w::hai | w::ii => "2",
            w::ba | w::iii => "3",
            w::đặc if doc.is(index + 1, w::biệt) => return Some((index + 2, "special")),
            _ => return None,
        },
    };
    // `hạng 1-2`, `hạng 3.000`: a range or another number.
    let glued_number = doc.tokens().get(index + 2).is_some_and(|next| next.class() == Class::Digits && next.is_glued());
    (!(token.class() == Class::Digits && glued_number)).then_some((index + 1, class))
}

/// A class that stands for its award: `hạng Nhì`, `Nhì` with its capital.
pub(crate) fn alone(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    if doc.is(index, w::hạng) {
        return rank(doc, index);
    }
    let token = doc.tokens().get(index).filter(|token| token.is_capitalised() && token.class() == Class::Word)?;
    of_prize(doc, index).filter(|_| token.gap() <= Gap::Space)
}

/// The class of a contest's prize, right after `giải`: the token after it, and the class.
pub(super) fn of_prize(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    let token = doc.tokens().get(index).filter(|token| token.gap() == Gap::Space)?;
    let next = doc.tokens().get(index + 1);
    let next_is = |key: Key| doc.is(index + 1, key);
    // `A-League`, `A1`.
    if next.is_some_and(|next| {
        next.is_glued() && (next.class() != Class::Mark || matches!(next.key(), w::HYPHEN_MINUS | w::EN_DASH))
    }) {
        return None;
    }
    let found = match token.key() {
        w::nhất => (index + 1, "1"),
        w::nhì => (index + 1, "2"),
        // `giải Ba Lan mở rộng`.
        w::ba if next_is(w::lan) => return None,
        w::ba => (index + 1, "3"),
        w::tư if token.is_capitalised() || !AFTER_FOUR.has(doc.key(index + 1)) => (index + 1, "4"),
        w::đặc if next_is(w::biệt) => (index + 2, "special"),
        w::khuyến if next_is(w::khích) => (index + 2, "consolation"),
        w::i if token.is_capitalised() => (index + 1, "1"),
        w::ii if token.is_capitalised() => (index + 1, "2"),
        w::iii if token.is_capitalised() => (index + 1, "3"),
        w::a if token.is_capitalised() => (index + 1, "A"),
        w::b if token.is_capitalised() => (index + 1, "B"),
        w::c if token.is_capitalised() => (index + 1, "C"),
        // `giải đồng đội`, `giải đồng diễn`, `giải đồng hạng`.
        w::đồng if next_is(w::đội) || next_is(w::diễn) || next_is(w::hạng) => return None,
        _ => metal(doc, index)?,
    };
    Some(found)
}

/// `vàng`, `bạc`, `đồng`.
pub(super) fn metal(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    let token = doc.tokens().get(index).filter(|token| token.gap() <= Gap::Space)?;
    match token.key() {
        w::vàng => Some((index + 1, "gold")),
        w::bạc => Some((index + 1, "silver")),
        w::đồng => Some((index + 1, "bronze")),
        _ => None,
    }
}

/// A class that follows an award's own in a list: its words, after their count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Elided {
    pub(crate) class: &'static str,
    pub(crate) tokens: std::ops::Range<usize>,
}

/// The token after the year at `at` in which the class before it was given: `hạng Ba (1995), hạng Nhì`, `hạng Ba năm 1995 và hạng Nhì`.
fn past_year(doc: &Document<'_>, at: usize) -> usize {
    let bracketed = doc.is(at, w::LEFT_PARENTHESIS);
    let open = at + usize::from(bracketed);
    let year = open + usize::from(doc.is(open, w::năm));
    let end = year + 1 + usize::from(bracketed && doc.is(year + 1, w::RIGHT_PARENTHESIS));
    let whole = if bracketed { end == year + 2 } else { year > at };
    let goes_on = matches!(doc.key(end), w::COMMA | w::và) && (end + 1..=end + 2).any(|at| doc.is(at, w::hạng));
    if whole && goes_on && doc.is_recent_year(year) { end } else { at }
}

/// The classes that follow an award's own in a list, and the token after the list: `, Nhì, Ba` of `hạng Nhất, Nhì, Ba`; `, 2 bạc` of
/// `3 huy chương vàng, 2 bạc`. At most eight.
pub(crate) fn elided(doc: &Document<'_>, end: usize, first: Option<&str>) -> (usize, Vec<Elided>) {
    let mut classes = Vec::new();
    let mut at = end;
    let Some(first) = first else { return (end, classes) };
    let metals = matches!(first, "gold" | "silver" | "bronze");
    while classes.len() < 8 {
        let separators = past_year(doc, at);
        let mut next = separators;
        while matches!(doc.key(next), w::COMMA | w::và | w::SOLIDUS | w::AMPERSAND | w::cùng | w::các) {
            next += 1;
        }
        if next == separators {
            break;
        }
        // `3 huy chương vàng, 2 bạc`, `9 giải Nhất, 41 Nhì`.
        let counted = metals || alone(doc, next + 1).is_some() && !doc.is(next + 1, w::hạng);
        if counted && doc.tokens().get(next).is_some_and(|token| token.class() == Class::Digits) {
            next += 1;
        }
        let found = if metals {
            metal(doc, next)
        } else if doc.is(next, w::hạng) {
            rank(doc, next)
        } else {
            of_prize(doc, next).or_else(|| ordinal(doc, next).filter(|_| doc.token(next).class() == Class::Word))
        };
        let Some((after, class)) = found else { break };
        // `giành HCB, đồng thời …`, `, đồng giải ba …`: no bronze.
        let begins_word =
            matches!(doc.text_of(after), "thời" | "giải" | "đội" | "nghiệp" | "hương" | "loạt" | "hành" | "chí");
        if doc.is(next, w::đồng) && begins_word {
            break;
        }
        // `giải Tư và một giải Đặc biệt`: the number word belongs to the next award.
        let counts = matches!(doc.key(next), w::một | w::hai | w::ba) && !doc.token(next).is_capitalised();
        if counts && (!matches!(doc.key(next), w::ba) || COUNTED.has(doc.key(after))) {
            break;
        }
        classes.push(Elided { class, tokens: next..after });
        at = after;
    }
    (at, classes)
}
