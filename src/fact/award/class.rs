//! Classes of awards: `hạng Nhất`, `giải Nhì`, `huy chương vàng`, and the elided ones of `hạng Nhì, Ba`.
//!
//! Numbers may be words, digits or Roman. The elided classes of a list belong to the event, not to the mention: the contract has one
//! award fact for `hạng Nhất và hạng Nhì`.

use crate::{
    lexicon::{Key, keys, word_sets},
    segment::{Class, Document, Gap},
};

keys! {
    HANG = "hạng", NHAT = "nhất", NHI = "nhì", HAI = "hai", BA = "ba", TU = "tư", MOT = "một", I = "i", II = "ii", III =
    "iii", DAC = "đặc", BIET = "biệt", KHUYEN = "khuyến", KHICH = "khích", A = "a", B = "b", C = "c", VANG = "vàng", BAC =
    "bạc", DONG = "đồng", COMMA = ",", VA = "và", SLASH = "/", AMPERSAND = "&", LAN = "lan", DOI = "đội", DIEN = "diễn",
    CUNG = "cùng", CAC = "các",
}

word_sets! {
    /// What a number word in a list counts, where it names no class.
    COUNTED = [
        "giải", "huy", "huân", "bằng", "giấy", "tấm", "chiếc", "suất", "phần", "danh",
    ];
}

/// The class after the word `hạng` at `index`: the token after it, and the class.
pub(super) fn rank(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    if !doc.is(index, HANG) {
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
            NHAT | MOT | I => "1",
            NHI | HAI | II => "2",
            BA | III => "3",
            DAC if doc.is(index + 1, BIET) => return Some((index + 2, "special")),
            _ => return None,
        },
    };
    // `hạng 1-2`, `hạng 3.000`: a range or another number.
    let glued_number = doc.tokens().get(index + 2).is_some_and(|next| next.class() == Class::Digits && next.is_glued());
    (!(token.class() == Class::Digits && glued_number)).then_some((index + 1, class))
}

/// The class of a contest's prize, right after `giải`: the token after it, and the class.
pub(super) fn of_prize(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    let token = doc.tokens().get(index).filter(|token| token.gap() == Gap::Space)?;
    let next = doc.tokens().get(index + 1);
    let next_is = |key: Key| doc.is(index + 1, key);
    // `A-League`, `A1`.
    if next.is_some_and(|next| {
        next.is_glued() && (next.class() != Class::Mark || matches!(doc.text_of(index + 1), "-" | "–"))
    }) {
        return None;
    }
    let found = match token.key() {
        NHAT => (index + 1, "1"),
        NHI => (index + 1, "2"),
        // `giải Ba Lan mở rộng`.
        BA if next_is(LAN) => return None,
        BA => (index + 1, "3"),
        TU if token.is_capitalised() => (index + 1, "4"),
        DAC if next_is(BIET) => (index + 2, "special"),
        KHUYEN if next_is(KHICH) => (index + 2, "consolation"),
        I if token.is_capitalised() => (index + 1, "1"),
        II if token.is_capitalised() => (index + 1, "2"),
        III if token.is_capitalised() => (index + 1, "3"),
        A if token.is_capitalised() => (index + 1, "A"),
        B if token.is_capitalised() => (index + 1, "B"),
        C if token.is_capitalised() => (index + 1, "C"),
        // `giải đồng đội`, `giải đồng diễn`, `giải đồng hạng`.
        DONG if next_is(DOI) || next_is(DIEN) || next_is(HANG) => return None,
        _ => metal(doc, index)?,
    };
    Some(found)
}

/// `vàng`, `bạc`, `đồng`.
pub(super) fn metal(doc: &Document<'_>, index: usize) -> Option<(usize, &'static str)> {
    let token = doc.tokens().get(index).filter(|token| token.gap() <= Gap::Space)?;
    match token.key() {
        VANG => Some((index + 1, "gold")),
        BAC => Some((index + 1, "silver")),
        DONG => Some((index + 1, "bronze")),
        _ => None,
    }
}

/// The classes that follow an award's own in a list, and the token after the list: `, Nhì, Ba` of `hạng Nhất, Nhì, Ba`; `, 2 bạc` of
/// `3 huy chương vàng, 2 bạc`. At most eight.
pub(crate) fn elided(doc: &Document<'_>, end: usize, first: Option<&str>) -> (usize, Vec<&'static str>) {
    let mut classes = Vec::new();
    let mut at = end;
    let Some(first) = first else { return (end, classes) };
    let metals = matches!(first, "gold" | "silver" | "bronze");
    while classes.len() < 8 {
        let mut next = at;
        while matches!(doc.key(next), COMMA | VA | SLASH | AMPERSAND | CUNG | CAC) {
            next += 1;
        }
        if next == at {
            break;
        }
        if metals && doc.tokens().get(next).is_some_and(|token| token.class() == Class::Digits) {
            next += 1;
        }
        let found = if metals {
            metal(doc, next)
        } else if doc.is(next, HANG) {
            rank(doc, next)
        } else {
            of_prize(doc, next).or_else(|| ordinal(doc, next).filter(|_| doc.tokens()[next].class() == Class::Word))
        };
        let Some((after, class)) = found else { break };
        // `giải Tư và một giải Đặc biệt`: the word counts the next award.
        let counts = matches!(doc.key(next), MOT | HAI | BA) && !doc.tokens()[next].is_capitalised();
        if counts && (!matches!(doc.key(next), BA) || COUNTED.has(doc.key(after))) {
            break;
        }
        classes.push(class);
        at = after;
    }
    (at, classes)
}
