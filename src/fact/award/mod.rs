//! Awards by their names: `Bằng khen`, `Huân chương Lao động hạng Nhất`, `NSƯT`. Contract: `docs/facts.md#award`.
//!
//! Names come from the table (`lexicon/awards.rs`: the built-in one and the user's), from families whose members no table can list
//! (`giải Nhất`, `huy chương vàng`), and from names that only the context shows to be awards (`danh hiệu “Hoàng tử biển cả”`).
//! A name starts at a token that the scan has marked, so other words cost nothing.

pub(crate) mod class;
mod context;
mod family;
mod late;
mod listed;
mod name;
mod other;

use std::ops::Range;

use crate::{
    fact::{Draft, Found, Input, Kind, Value},
    lexicon::{AwardEntry, Key, Roles, w},
    segment::{Case, Class, Document, Gap, Token},
};

pub(crate) use name::is_quote;
pub(crate) use other::is_family_name;

pub use crate::lexicon::{AwardEntry as Entry, AwardTable, Checked, Mention};

/// A mention of an award.
///
/// ```
/// use tinviet::Value;
/// let analyzer = tinviet::Analyzer::builder().kinds([tinviet::Kind::Award]).build();
/// let analysis = analyzer.analyze("Ông nhận Huân chương Lao động hạng Nhất.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Award(value) = fact.value() else { panic!() };
/// assert_eq!((&*value.code, value.class.as_deref()), ("huan-chuong-lao-dong", Some("1")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Award {
    /// The canonical name without class, conferrer and years, folded to ASCII: `huan-chuong-lao-dong`.
    pub code: String,
    /// `1`, `2`, `3`, `special`, `consolation`, `A`, `gold`, `silver`, `bronze`.
    pub class: Option<String>,
}

impl Award {
    pub(super) fn new(code: &str, class: Option<&str>) -> Self {
        Self { code: code.into(), class: class.map(Into::into) }
    }
}

/// What was recognised at a token.
#[derive(Clone, Debug)]
struct Hit {
    tokens: Range<usize>,
    award: Award,
    rule: &'static str,
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let mut context = context::Context::new(doc);
    // The end of the last award: names that are found from their middle may not reach back over it.
    let mut floor = 0;
    // A user's award may begin with any word.
    let own = input.lexicon.awards.as_ref();
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut titles = late::Titles::default();
    let is_own = own.map(|table| move |token: &Token| table.may_begin(token.key()));
    for index in doc.beginnings(Roles::AWARD, is_own) {
        let token = doc.token(index);
        if index < floor || token.class() != Class::Word {
            continue;
        }
        let begins = token.roles.any(Roles::AWARD) && may_begin(doc, index);
        if !begins && !own.is_some_and(|table| table.may_begin(token.key())) {
            continue;
        }
        let Some(hit) = at(input, &mut context, index, floor) else {
            for tokens in listed::titles(doc, index) {
                floor = tokens.end;
                spans.push(tokens.clone());
                add(found, listed_title(input, tokens));
            }
            continue;
        };
        floor = hit.tokens.end.max(index + 1);
        let mut next = if hit.rule == other::UNLISTED { other::next_in_list(doc, &hit.tokens) } else { None };
        if hit.rule == other::UNLISTED && doc.is(index, w::danh) && hit.tokens.start == index + 2 {
            titles.remember(doc, &hit.tokens);
        }
        spans.push(hit.tokens.clone());
        let code = hit.award.code.clone();
        add(found, hit);
        // `danh hiệu “A”, “B” và “C”`, `giải “A” và “B”`, at most sixteen.
        for _ in 0..16 {
            let Some(tokens) = next.take() else { break };
            if table_name(input, tokens.start).is_some_and(|(end, ..)| end == tokens.end) {
                break;
            }
            floor = tokens.end;
            spans.push(tokens.clone());
            next = other::next_in_list(doc, &tokens);
            add(found, Hit { tokens, award: Award::new(&code, None), rule: other::UNLISTED });
        }
    }
    for hit in titles.again(doc).into_iter().chain(late::places(doc)) {
        if late::is_free(&spans, &hit.tokens) {
            add(found, hit);
        }
    }
}

fn add(found: &mut Found, hit: Hit) {
    found.add(Draft {
        kind: Kind::Award,
        core: hit.tokens.clone(),
        tokens: hit.tokens,
        value: Value::Award(hit.award),
        rule: hit.rule,
    });
}

/// Whether an award may begin with the word at `index`, by the next one: a cheap test that nineteen of twenty words fail.
fn may_begin(doc: &Document<'_>, index: usize) -> bool {
    doc.token(index).roles.any(Roles::AWARD_ALONE)
        || (doc.tokens().get(index + 1))
            .is_some_and(|next| next.roles.any(Roles::IN_AWARD) || next.class() == Class::Digits)
}

/// The award whose name begins at token `index`, or has its trigger there.
fn at(input: &Input<'_>, context: &mut context::Context<'_>, index: usize, floor: usize) -> Option<Hit> {
    let doc = input.doc;
    family::party_badge(doc, index)
        .or_else(|| named(input, context, index, floor))
        .or_else(|| family::at(doc, context, index))
        .or_else(|| other::at(input, context, index, floor))
}

/// The longest name of the tables at `index`.
fn named(input: &Input<'_>, context: &context::Context<'_>, index: usize, floor: usize) -> Option<Hit> {
    let (end, gated, entry) = table_name(input, index)?;
    // `Vua phá lưới | giải đấu này`.
    let end = end - usize::from(end > index + 1 && input.doc.is(end - 1, w::giải) && input.doc.is(end, w::đấu));
    if gated && !context.is_conferred(index, end, floor) || context.is_borne(index) {
        return None;
    }
    let doc = input.doc;
    // `giấy chứng nhận đầu tư` is a permit, not an award.
    if &*entry.code == "giay-chung-nhan" && context::is_permit(doc, end) {
        return None;
    }
    // `đăng quang ngôi vị quán quân`; alone the word says who won.
    if &*entry.code == "other"
        && doc.is(index, w::quán)
        && doc.token(index).case() != Case::Upper
        && !index.checked_sub(1).is_some_and(|at| matches!(doc.key(at), w::ngôi | w::vị | w::hiệu))
    {
        return None;
    }
    // `"Gấu Vàng" Jack Nicklaus`: a quoted name right before a person's name is a nickname.
    if &*entry.code == "other" && gated && is_byname(doc, index, end) {
        return None;
    }
    // `Vua phá lưới` is a title; `vua phá lưới` is one where it is conferred.
    if &*entry.code == "other" && !doc.token(index).is_capitalised() && !context.is_conferred(index, end, floor) {
        return None;
    }
    match &*entry.code {
        "huy-chuong" | "qua-bong-vang" => {
            let last = doc.key(end - 1);
            let class = match last {
                w::bạc => "silver",
                w::đồng => "bronze",
                key if key == Key::of("HCB") => "silver",
                key if key == Key::of("HCĐ") => "bronze",
                _ => "gold",
            };
            Some(Hit { tokens: index..end, award: Award::new(&entry.code, Some(class)), rule: "award.medal" })
        }
        code => {
            let (end, class) = match class::rank(doc, end) {
                Some((after, class)) if !entry.classes.is_empty() || class != "special" => (after, Some(class)),
                _ => (end, None),
            };
            let end = match code {
                "ky-niem-chuong" | "huy-hieu" => name::motto(doc, end),
                _ if &*entry.category == "foreign-prize" => name::category(doc, end),
                _ => end,
            };
            let tokens = certificate(doc, code, index..end).filter(|whole| whole.start >= floor).unwrap_or(index..end);
            Some(Hit { tokens, award: Award::new(code, class), rule: "award.name" })
        }
    }
}

/// Of `Bằng “Lao động sáng tạo”`, which certifies what is in quotes, the whole.
fn certificate(doc: &Document<'_>, code: &str, name: Range<usize>) -> Option<Range<usize>> {
    let start = name.start.checked_sub(2)?;
    let is_whole = code.starts_with("bang-")
        && doc.is(start, w::bằng)
        && name::is_quote(doc, start + 1)
        && name::is_quote(doc, name.end);
    is_whole.then_some(start..name.end + 1)
}

/// Whether `start..end` is in quotes with a person's name right after them and no `danh hiệu` before.
fn is_byname(doc: &Document<'_>, start: usize, end: usize) -> bool {
    start > 0
        && name::is_quote(doc, start - 1)
        && name::is_quote(doc, end)
        && !(start > 1 && doc.token(start - 2).key() == Key::of("hiệu"))
        && doc.tokens().get(end + 1).is_some_and(|next| next.is_capitalised() && next.class() == Class::Word)
        && doc.tokens().get(end + 2).is_some_and(|next| next.is_capitalised() && next.class() == Class::Word)
}

/// A title of a list that `giải thưởng` or `danh hiệu` announces, by the tables where it is in them.
fn listed_title(input: &Input<'_>, tokens: Range<usize>) -> Hit {
    let entry = table_name(input, tokens.start).filter(|(end, ..)| *end == tokens.end);
    let code = entry.map_or("other", |(.., entry)| &*entry.code);
    Hit { award: Award::new(code, None), tokens, rule: other::UNLISTED }
}

/// The longest name of the tables at `index`: the token after it, whether it needs a context, and its row.
fn table_name<'a>(input: &Input<'a>, index: usize) -> Option<(usize, bool, &'a AwardEntry)> {
    let doc = input.doc;
    let token = doc.tokens().get(index)?;
    let word = |place: usize| {
        let at = index + 1 + place;
        match doc.tokens().get(at).filter(|token| token.gap() <= Gap::Space) {
            // Digits have no key of their own, but `Sinh viên 5 tốt` needs one.
            Some(token) if token.class() == Class::Digits => Key::of(doc.text_of(at)),
            Some(token) => token.key(),
            None => Key::NONE,
        }
    };
    let user = input.lexicon.awards.as_ref().and_then(|table| table.longest(token.key(), word));
    let builtin = if token.roles.any(Roles::AWARD) {
        crate::lexicon::AwardTable::builtin().longest(token.key(), word)
    } else {
        None
    };
    let (words, name, entry) = match (user, builtin) {
        (Some(user), Some(builtin)) => {
            if user.0 >= builtin.0 {
                user
            } else {
                builtin
            }
        }
        (user, builtin) => user.or(builtin)?,
    };
    // `BK` is one, `bk` and `Bk` are not.
    if name.short && token.case() != Case::Upper {
        return None;
    }
    Some((index + words, name.gated, entry))
}

/// Whether the words of the sentence round `index` are in capitals, so that a capital says nothing.
fn is_shouted(doc: &Document<'_>, index: usize) -> bool {
    let sentence = doc.sentence_of(index);
    let near = sentence.start.max(index.saturating_sub(8))..sentence.end.min(index + 8);
    let (mut upper, mut words) = (0, 0);
    for token in doc.tokens().get(near).into_iter().flatten() {
        if token.class() == Class::Word {
            words += 1;
            upper += usize::from(token.case() == Case::Upper);
        }
    }
    words > 3 && upper * 4 >= words * 3
}
