//! Families whose members no table can list: prizes of a contest (`giải Nhất`, `giải khuyến khích`), medals (`huy chương vàng`),
//! Party badges (`Huy hiệu 65 năm tuổi Đảng`), orders of other states (`Huân chương Itxala`).

use crate::{
    fact::award::{Award, Hit, class, context::Context, is_shouted, name},
    lexicon::{table_sets, w},
    segment::{Case, Class, Document, Gap, Token},
};

table_sets! {
    "awards.tsv":
    /// Words before `giải` that make it a verb: `hóa giải`, `lý giải`.
    BOUND = "before_giải";
    /// What three or four of are solved or contested: `giải ba bài toán`.
    COUNTED = "three_of";
}

pub(super) fn at(doc: &Document<'_>, context: &Context<'_>, index: usize) -> Option<Hit> {
    match doc.key(index) {
        w::giải => prize(doc, context, index).or_else(|| champion(doc, context, index)),
        w::huy if doc.is(index + 1, w::chương) => medal(doc, index, index + 2),
        w::hc => medal(doc, index, index + 1),
        w::huân if doc.is(index + 1, w::chương) => order(doc, context, index),
        _ => None,
    }
}

/// `giải Nhất`, but not `giải Nhất` of a lottery, `giải ba bài toán`.
fn prize(doc: &Document<'_>, context: &Context<'_>, index: usize) -> Option<Hit> {
    if index > 0 && BOUND.has(doc.key(index - 1)) {
        return None;
    }
    let (end, class) = class::of_prize(doc, index + 1).or_else(|| numbered(doc, context, index))?;
    let number_word = matches!(class, "3" | "4") && !doc.token(index + 1).is_capitalised();
    if number_word {
        // `giải ba năm` is a contest of three years, `giải ba năm 2016` a third prize.
        let year = doc.is(end, w::năm) && doc.tokens().get(end + 1).is_some_and(|next| next.class() == Class::Digits);
        // `giải ba môn Văn` is a prize, `giải ba môn phối hợp` a contest of three.
        let subject = doc.is(end, w::môn) && !doc.is(end + 1, w::phối);
        if COUNTED.has(doc.key(end)) && !year && !subject {
            return None;
        }
    }
    (!context.is_lottery()).then(|| Hit {
        tokens: index..end,
        award: Award::new("giai", Some(class)),
        rule: "award.prize",
    })
}

/// `đoạt giải 3`, `giải 4 thuộc về X`: a place by a digit, where it is won or given and counts nothing.
fn numbered(doc: &Document<'_>, context: &Context<'_>, index: usize) -> Option<(usize, &'static str)> {
    let class = match doc.text_of(index + 1) {
        "1" => "1",
        "2" => "2",
        "3" => "3",
        "4" => "4",
        _ => return None,
    };
    let end = index + 2;
    let belongs = matches!((doc.key(end), doc.key(end + 1)), (w::thuộc, w::về) | (w::là, _) | (w::về, w::tay));
    let next = doc.tokens().get(end);
    let counts = next.is_some_and(|next| {
        next.class() == Class::Digits
            || next.is_glued() && next.class() == Class::Mark && doc.tokens().get(end + 1).is_some_and(Token::is_glued)
            || next.class() == Class::Word
                && !next.is_capitalised()
                && !matches!(next.key(), w::của | w::cuộc | w::hội | w::môn | w::và | w::cho | w::tại | w::trong)
    });
    (belongs || !counts && context.is_conferred(index, end, 0)).then_some((end, class))
}

/// `giải quán quân`, `giải á quân`, where it is won or given.
fn champion(doc: &Document<'_>, context: &Context<'_>, index: usize) -> Option<Hit> {
    let end = index + 3;
    let is = |at, key| doc.is_in(Case::Lower, at, key);
    let named = (is(index + 1, w::quán) || is(index + 1, w::á)) && is(index + 2, w::quân);
    (named && context.is_conferred(index, end, 0) && !context.is_lottery()).then(|| Hit {
        tokens: index..end,
        award: Award::new("giai", None),
        rule: "award.prize",
    })
}

/// `huy chương vàng`, `HC bạc`; an unlisted medal by name (`Huy chương Vì sự nghiệp giáo dục`) is `other`.
fn medal(doc: &Document<'_>, start: usize, after: usize) -> Option<Hit> {
    if let Some((end, class)) = class::metal(doc, after) {
        return Some(Hit { tokens: start..end, award: Award::new("huy-chuong", Some(class)), rule: "award.medal" });
    }
    if after == start + 1 || !doc.token(start).is_capitalised() || is_shouted(doc, start) {
        return None;
    }
    let end = name_after(doc, after)?;
    Some(Hit { tokens: start..end, award: Award::new("other", None), rule: "award.unlisted" })
}

/// `Huy hiệu 65 năm tuổi Đảng`, `Huy hiệu 65 tuổi Đảng`; the plain `Huy hiệu Đảng` is in the table.
pub(super) fn party_badge(doc: &Document<'_>, start: usize) -> Option<Hit> {
    if !(doc.is(start, w::huy) && doc.is(start + 1, w::hiệu)) {
        return None;
    }
    let mut at = start + 2;
    // Years, also as a list: `30, 40, 50 năm tuổi Đảng`.
    let mut numbers = 0;
    while numbers < 12 {
        let token = doc.tokens().get(at)?;
        match token.class() {
            Class::Digits => numbers += 1,
            Class::Mark
                if numbers > 0 && matches!(token.key(), w::COMMA | w::HYPHEN_MINUS | w::EN_DASH | w::SOLIDUS) => {}
            Class::Word if numbers > 0 && matches!(token.key(), w::và | w::năm) => {}
            _ => break,
        }
        at += 1;
    }
    let hit =
        |end: usize| Hit { tokens: start..end, award: Award::new("huy-hieu-dang", None), rule: "award.party_badge" };
    if numbers > 0 && doc.is(at, w::tuổi) && doc.is(at + 1, w::đảng) {
        return Some(hit(at + 2));
    }
    // `3 đồng chí nhận Huy hiệu 75 năm, 12 đồng chí nhận Huy hiệu 60 năm tuổi Đảng`: only the Party's badge goes by fives of years.
    let fives = doc.text_of(start + 2).parse::<u8>().is_ok_and(|years| (30..=95).contains(&years) && years % 5 == 0);
    let end = start + 4;
    let alone = doc.tokens().get(end).is_none_or(|next| {
        next.class() == Class::Mark || matches!(next.key(), w::và | w::cho | w::tặng) || next.gap() >= Gap::Line
    });
    (fives && doc.is(end - 1, w::năm) && alone).then(|| hit(end))
}

/// An order that no table has: `Huân chương Itxala hạng Nhất`, or the bare word where one is conferred.
fn order(doc: &Document<'_>, context: &Context<'_>, start: usize) -> Option<Hit> {
    let after = start + 2;
    if let Some((end, class)) = class::rank(doc, after) {
        return Some(Hit { tokens: start..end, award: Award::new("other", Some(class)), rule: "award.order" });
    }
    let shouted = is_shouted(doc, start);
    if !shouted && let Some(end) = name_after(doc, after) {
        let (end, class) = class::rank(doc, end).map_or((end, None), |(end, class)| (end, Some(class)));
        return Some(Hit { tokens: start..end, award: Award::new("other", class), rule: "award.unlisted" });
    }
    let conferred = context.is_conferred(start, after, 0)
        || doc.token(start).is_capitalised() && start > 0 && matches!(doc.key(start - 1), w::và | w::COMMA);
    (conferred && !shouted).then(|| Hit { tokens: start..after, award: Award::new("other", None), rule: "award.order" })
}

/// The end of a name in quotes or in capitals at `at`.
fn name_after(doc: &Document<'_>, at: usize) -> Option<usize> {
    let token = doc.tokens().get(at).filter(|token| token.gap() == Gap::Space)?;
    if let Some((_, end)) = name::quoted(doc, at) {
        return Some(end);
    }
    (token.is_capitalised() && token.class() == Class::Word).then(|| name::extent(doc, at, false))
}
