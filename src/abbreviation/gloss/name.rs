//! Names in capitals: `Cục Điều tra Liên bang Mỹ`.

use super::{
    evidence::{Evidence, Gloss},
    sense::CLAUSE,
};
use crate::{
    abbreviation::{
        compose::compose,
        region::{Edge, Part, REACH, Region, What},
    },
    lexicon::{Dictionary, Domain, GlossRole, Known, NAME_HEADS, NameHead, squeeze, table_sets, w},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens the name of a part may have before `của`.
const PART: usize = 9;
/// How many words in small letters may stand together in the fields of work of a body: `Nghiên cứu ứng dụng khoa học về Giới, …`.
const FIELD: usize = 6;

table_sets! {
    "abbreviations.tsv":
    /// What the parts of a body are called; a fair, a summit or a treaty of it is none.
    PARTS = "part";
    /// Words between the head of a firm and the bank or group that it is named after.
    BUSINESS = "business";
}

/// The beginning of the name in capitals that ends a region.
pub(super) fn name_in(doc: &Document<'_>, region: &Region) -> Option<usize> {
    let is_clause = |(at, part): (usize, &Part)| {
        // The second syllable of a word in capitals: `Tài nguyên`.
        let second = part.end == part.start + 1
            && !CLAUSE.has(doc.key(part.start))
            && at > 0
            && region
                .parts
                .get(at - 1)
                .is_some_and(|before| before.what == What::Capital && before.end == before.start + 1);
        part.what == What::Gloss(GlossRole::Clause) && !second
    };
    let from = region.parts.iter().enumerate().rposition(is_clause).map_or(0, |at| at + 1);
    let mut found: Option<(usize, NameHead)> = None;
    for (at, part) in region.parts.iter().enumerate().skip(from).rev() {
        let What::Head(head) = part.what else { continue };
        // `Tập đoàn doanh nghiệp Quân đội`, `Ban điều hành (FIFA)`: a head with nothing after it names nothing by itself.
        let is_bare = part.end == region.end && (head != NameHead::Inner || part.end < part.start + 3);
        if head == NameHead::None || is_bare {
            continue;
        }
        found = match found {
            None => Some((at, head)),
            Some((_, NameHead::Inner)) if head != NameHead::Part => Some((at, head)),
            Some((inner, NameHead::Matter)) if head == NameHead::Own && is_joined(region, at, inner) => {
                Some((at, head))
            }
            // `Công ước Liên hợp quốc về Luật Biển`.
            Some((inner, NameHead::Matter))
                if matches!(head, NameHead::Own | NameHead::Matter)
                    && region.parts.get(inner - 1).is_some_and(|before| doc.is(before.start, w::về)) =>
            {
                Some((at, head))
            }
            Some((inner, NameHead::Own | NameHead::Matter))
                if matches!(head, NameHead::Own | NameHead::Matter)
                    && (dash_before(doc, region, inner)
                        || is_named_after(doc, region, at, inner)
                        || is_party_of(doc, region, at, inner)) =>
            {
                Some((at, head))
            }
            found => found,
        };
    }
    let (at, head) = found?;
    start_of(doc, region, at, head)
}

/// The beginning of a name with its head at `at`: the word before it may belong to it.
fn start_of(doc: &Document<'_>, region: &Region, at: usize, head: NameHead) -> Option<usize> {
    let start = region.parts.get(at)?.start;
    // `đảng Liên minh Dân chủ`
    let party = |before: &&Part| doc.is(before.start, w::đảng) && before.end == start;
    if let Some(party) = at.checked_sub(1).and_then(|before| region.parts.get(before)).filter(party) {
        return Some(party.start);
    }
    if head != NameHead::Inner {
        return Some(start);
    }
    // `lực lượng Cảnh sát biển`, `đảng Nền Cộng hòa Tiến bước`
    let before = region.parts.get(..at).unwrap_or_default();
    let capitals = before.iter().rev().take_while(|part| part.what == What::Capital).count();
    let first = before.len() - capitals;
    Some(match first.checked_sub(1).and_then(|kind| before.get(kind)) {
        // `lực lượng Cộng hòa Nhân dân Lugan`: that of a state.
        Some(part) if doc.is(part.start, w::lực) && doc.is(start, w::cộng) => start,
        // `lực lượng Các đơn vị bảo vệ nhân dân`
        Some(part) if doc.is(part.end, w::các) && doc.is_capitalised(part.end) => part.end,
        Some(part) if part.what == What::Gloss(GlossRole::Named) => part.start,
        // `phong trào Nền Cộng hòa Tiến bước`.
        Some(part) if part.what == What::Gloss(GlossRole::KindOfName) => {
            before.get(first).map_or(start, |part| part.start)
        }
        _ => start,
    })
}

/// `Viện Chiến lược thuộc Bộ Quốc phòng (…)`: the bracket may name either.
pub(super) fn owns_another(doc: &Document<'_>, region: &Region, start: usize) -> bool {
    start > 0
        && doc.is(start - 1, w::thuộc)
        && region.parts.iter().any(|part| part.start < start && part.what == What::Head(NameHead::Own))
}

/// `Công ty cổ phần VETC (…)`: the short form that a name ends in, where the bracket says something else then, its owner or its ticker. A
/// known one is as often the owner itself (`Tổng công ty Bảo hiểm BIDV`), unless it is all of the name.
pub(super) fn short_itself<'a>(
    doc: &'a Document<'_>,
    dictionary: &Dictionary,
    region: &Region,
    start: usize,
) -> Option<&'a str> {
    let at = region.end.checked_sub(1)?;
    let text = doc.text_of(at);
    let is_firm = |known: Known<'_>| {
        known.senses.iter().all(|sense| matches!(sense.domain, Domain::Company | Domain::Foreign))
            && region.parts.iter().any(|part| part.start == start && part.end == at)
    };
    let is_own = doc.tokens().get(at)?.case() == Case::Upper
        && text.chars().count() > 2
        && dictionary.known(squeeze(text), text).is_none_or(is_firm)
        && compose(text, dictionary).is_none();
    is_own.then_some(text)
}

/// `Cục Quản lý rượu, thuốc lá, súng và chất nổ của Mỹ`: the beginning of a name of which a region is only the last item of its list.
pub(super) fn enumerated(doc: &Document<'_>, floor: usize, region: &Region) -> Option<usize> {
    let first = region.parts.first().filter(|_| region.edge == Edge::Comma)?;
    region.parts.iter().take(3).find(|part| part.what == What::And)?;
    // Fields of work, which are no names of persons and firms: `Trung tâm Nghiên cứu về Giới, Gia đình, Phụ nữ và Vị thành niên`.
    let fields = doc.tokens().get(first.start + 1).is_some_and(|token| token.case() == Case::Lower);
    let (mut at, mut words) = (first.start - 1, 0);
    while at > floor && region.end - at < REACH {
        at -= 1;
        let token = doc.token(at);
        match (token.class(), token.case()) {
            (Class::Mark, _) if token.key() == w::COMMA => words = 0,
            (Class::Word, Case::Lower) if words < FIELD && !CLAUSE.has(token.key()) => words += 1,
            (Class::Word, Case::Title) => {
                let body = |at: &usize| matches!(doc.phrase(&NAME_HEADS, *at), Some((_, NameHead::Own)));
                let head = [Some(at), at.checked_sub(1)].into_iter().flatten().filter(|at| *at >= floor).find(body);
                if head.is_some() || !fields {
                    return head;
                }
                words = 0;
            }
            _ => return None,
        }
    }
    None
}

/// Whether all between two parts is in capitals, or joins names.
fn is_joined(region: &Region, outer: usize, inner: usize) -> bool {
    region.parts.get(outer + 1..inner).is_some_and(|between| {
        let mut capital = true;
        let named = between.iter().all(|part| {
            // The second syllable of a word in capitals is small.
            let is_second =
                capital && matches!(part.what, What::Small | What::Noun | What::End) && part.end == part.start + 1;
            capital = matches!(part.what, What::Capital | What::Head(NameHead::Inner | NameHead::None));
            capital || is_second || part.what == What::Mark
        });
        named || between.last().is_some_and(|part| part.what == What::And)
    })
}

/// `Công ty cổ phần chứng khoán Ngân hàng …`: a firm that is named after its bank or group.
fn is_named_after(doc: &Document<'_>, region: &Region, outer: usize, inner: usize) -> bool {
    let (Some(outer), Some(inner)) = (region.parts.get(outer), region.parts.get(inner)) else { return false };
    let between = outer.start + 2..inner.start;
    doc.is(outer.start, w::công)
        && doc.is(outer.start + 1, w::ty)
        && !between.is_empty()
        && between.clone().all(|at| BUSINESS.has(doc.key(at)))
        && matches!(doc.key(inner.start), w::ngân | w::tập)
}

/// `Đảng Liên minh Dân chủ`: a party whose own name begins with another head.
fn is_party_of(doc: &Document<'_>, region: &Region, outer: usize, inner: usize) -> bool {
    let (Some(outer), Some(inner)) = (region.parts.get(outer), region.parts.get(inner)) else { return false };
    outer.end == inner.start && doc.is(outer.start, w::đảng)
}

/// Whether a dash with a space after it stands before a part.
fn dash_before(doc: &Document<'_>, region: &Region, at: usize) -> bool {
    let Some(part) = region.parts.get(at) else { return false };
    part.start > 0
        && matches!(doc.key(part.start - 1), w::HYPHEN_MINUS | w::EN_DASH)
        && doc.token(part.start).gap() != Gap::None
}

/// `Vụ Văn hóa và Giáo dục của Bộ Ngoại giao Mỹ (ECA)`: a part of a body, named with it, from the start of the body's own name. What
/// stands between the two heads is a name: no more than two words in small letters together.
pub(super) fn part_of(doc: &Document<'_>, floor: usize, whole: usize, steps: &mut usize) -> Option<usize> {
    let of = whole.checked_sub(1).filter(|of| *of > floor && doc.is(*of, w::của))?;
    let (mut small, mut part) = (0, None);
    for index in (floor.max(of.saturating_sub(PART))..of).rev() {
        *steps += 1;
        let token = doc.token(index);
        if token.class() != Class::Word {
            break;
        }
        if !token.is_capitalised() {
            small += 1;
            if small > 2 {
                break;
            }
            continue;
        }
        small = 0;
        if PARTS.has(token.key())
            && matches!(doc.phrase(&NAME_HEADS, index), Some((_, NameHead::Own | NameHead::Inner)))
        {
            part = Some(index);
        }
        if token.gap() >= Gap::Line {
            break;
        }
    }
    part.filter(|index| of - index > 2)
}

/// `đảng “Những người Vì Tự do”`: a name in quotation marks after the word for what it names.
pub(super) fn quoted_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
    if region.end >= doc.tokens().len()
        || !matches!(doc.key(region.end), w::RIGHT_DOUBLE_QUOTATION_MARK | w::QUOTATION_MARK)
    {
        return None;
    }
    let at = region
        .parts
        .iter()
        .rposition(|part| matches!(doc.key(part.start), w::LEFT_DOUBLE_QUOTATION_MARK | w::QUOTATION_MARK))?;
    // `đảng dân túy cánh hữu “Vì Tự do”`.
    let phrase = region.parts.get(..at)?.iter().rev().take_while(|part| {
        !matches!(
            part.what,
            What::Mark | What::Dash | What::Gloss(GlossRole::Border | GlossRole::Clause | GlossRole::Verb)
        )
    });
    let named = phrase.map(|part| part.what).any(|what| {
        matches!(
            what,
            What::Gloss(GlossRole::Named | GlossRole::Kind | GlossRole::KindOfName) | What::Head(NameHead::Own)
        )
    });
    let start = region.parts.get(at + 1)?.start;
    let words = region.end - start;
    (named && words >= 2 && doc.token(start).is_capitalised()).then_some(Gloss { start, evidence: Evidence::Quoted })
}
