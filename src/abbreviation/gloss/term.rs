//! Lower-case terms: `hệ thống chống bó cứng phanh`.

use super::evidence::{Evidence, Gloss};
use crate::{
    abbreviation::region::{Edge, Part, Region, STANCES, What, begins_term},
    lexicon::{GLOSS_WORDS, GlossRole, NOUNS, NameHead, NounRole, table_sets, w},
    segment::{Case, Class, Document},
};

/// The minimum and maximum number of words of a lower-case term.
const TERM: std::ops::RangeInclusive<usize> = 2..=14;
/// The maximum number of words of a term without a head noun.
const PLAIN: usize = 8;

table_sets! {
    "abbreviations.tsv":
    /// Persons and bodies in small letters: short forms after them are their clubs, papers and firms.
    OWNERS = "owner";
    /// The last syllables of verbs that say what something is: `trở thành`.
    COPULAS = "copula";
}

/// Where the search for a lower-case term may start: after the last part that cannot be in a term.
fn after_border(region: &Region) -> usize {
    let parts = &region.parts;
    let is_object = |at: usize| {
        let next = parts.iter().skip(at).find(|part| part.what != What::Plural);
        next.is_some_and(|part| {
            matches!(part.what, What::Gloss(role) if begins_term(role) && role != GlossRole::Act || matches!(role, GlossRole::Kind | GlossRole::KindOfName))
        })
    };
    let after_head = |at: usize| {
        // `giám sát an toàn mạng`, but `hiển thị trên màn hình`.
        let compound = parts.get(at).is_some_and(|part| part.end > part.start + 1);
        at.checked_sub(1).and_then(|before| parts.get(before)).is_some_and(|before| match before.what {
            What::Gloss(GlossRole::Head | GlossRole::Whole) => true,
            What::Gloss(GlossRole::Act) => compound,
            _ => false,
        })
    };
    // `công ty cổ phần hóa dầu`
    let after_firm = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| parts.get(before))
            .is_some_and(|before| before.what == What::Gloss(GlossRole::Named) && before.end > before.start + 2)
    };
    // `châu Á - Thái Bình Dương`: a dash inside a name.
    let in_name = |at: usize| {
        let is_name = |at: usize| parts.get(at).is_some_and(|part| matches!(part.what, What::Capital | What::Head(_)));
        at > 0 && is_name(at - 1) && is_name(at + 1)
    };
    let border = parts.iter().enumerate().rposition(|(at, part)| match part.what {
        What::Gloss(GlossRole::Border | GlossRole::Clause) => true,
        What::Dash => !in_name(at),
        What::Gloss(GlossRole::Verb) => !after_head(at),
        // `sản xuất hệ thống …`: a verb with its object.
        What::End => is_object(at + 1) && !after_head(at) && !after_firm(at),
        // `hệ thống cân bằng điện tử ESC và hỗ trợ leo dốc`.
        What::And => at > 0 && parts[at - 1].what == What::Capital && parts[at - 1].end == part.start,
        _ => false,
    });
    border.map_or(0, |at| at + 1)
}

/// The start of the term at the end of a region, by its head noun.
pub(super) fn term_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
    let from = after_border(region);
    let fits = |start: usize| TERM.contains(&(region.end - start));
    for (at, part) in region.parts.iter().enumerate().skip(from) {
        let What::Gloss(role) = part.what else { continue };
        if let Some((start, evidence)) = begun_at(doc, region, from, at, role).filter(|found| fits(found.0)) {
            let rest = region.parts.get(at + 1..).unwrap_or_default();
            let last = last_of_two(doc, rest, region.end, role).filter(|_| evidence == Evidence::Term);
            let start = last.unwrap_or(start);
            return is_sound(doc, start..region.end).then_some(Gloss { start, evidence });
        }
    }
    None
}

/// Where a term starts that the part at `at` begins or leads to; the search started at `from`.
fn begun_at(doc: &Document<'_>, region: &Region, from: usize, at: usize, role: GlossRole) -> Option<(usize, Evidence)> {
    let part = region.parts.get(at)?;
    let rest = region.parts.get(at + 1..).unwrap_or_default();
    let is_name = |next: &Part| matches!(next.what, What::Capital | What::Head(_));
    let capital = rest.first().is_some_and(is_name);
    // `hệ thống của hãng`, `giám đốc điều hành của Sony`, but `trách nhiệm xã hội của doanh nghiệp`.
    let whole = part.end > part.start + 3 && !rest.get(1).is_some_and(is_name);
    let owned = rest.first().is_some_and(|next| doc.is(next.start, w::của)) && !whole;
    let bare = rest.is_empty() && part.end < part.start + 3 && role != GlossRole::Whole;
    if owned || bare {
        return None;
    }
    match role {
        GlossRole::Head | GlossRole::Whole if !capital => Some((part.start, Evidence::Term)),
        GlossRole::Named => {
            if let Some(name) = name_after_stance(doc, part.end, region.end) {
                return Some((name, Evidence::Kind));
            }
            // `sân bay tiễn Yoona` is a clause.
            let verb = rest.first().is_some_and(|next| next.what == What::End && next.end == next.start + 1);
            let name = rest.get(1).is_some_and(|next| next.what == What::Capital);
            (!(verb && name)).then_some((part.start, Evidence::Term))
        }
        GlossRole::Post => {
            let body = rest.iter().any(|next| is_name(next) || next.what == What::Gloss(GlossRole::Named));
            (!body && !rest.is_empty()).then_some((part.start, Evidence::Term))
        }
        GlossRole::Act if begins(doc, region, from, at) && !capital && !leads_to_name(doc, rest) => {
            Some((part.start, Evidence::Item))
        }
        GlossRole::Kind => {
            let next = rest.first()?;
            let term = !matches!(next.what, What::Mark | What::Digits | What::Plural | What::Head(NameHead::None));
            // `dịch vụ văn hóa & Khoa học` is the end of a longer name.
            let whole = !rest.iter().any(|part| part.what == What::Mark && doc.is(part.start, w::AMPERSAND));
            (term && whole && region.end - next.start >= 3).then_some((next.start, Evidence::Kind))
        }
        // `tổ chức Theo dõi Nhân quyền`
        GlossRole::KindOfName if rest.first().is_some_and(|next| doc.token(next.start).is_capitalised()) => {
            let next = rest.first()?;
            let words = rest.iter().filter(|part| doc.token(part.start).is_capitalised()).count();
            let person = crate::lexicon::is_surname(doc.key(next.start)) || words < 2;
            (!person && region.end - next.start >= 2).then_some((next.start, Evidence::Kind))
        }
        _ => None,
    }
}

/// Whether nothing that belongs to a term stands before the part at `at`.
fn begins(doc: &Document<'_>, region: &Region, from: usize, at: usize) -> bool {
    let before = region.parts.get(from..at).unwrap_or_default();
    let edge = from > 0 || matches!(region.edge, Edge::List | Edge::Comma | Edge::Start);
    edge && !ends_enumeration(region, from)
        && before.iter().all(|part| matches!(part.what, What::Plural | What::Digits) || doc.is(part.start, w::tổ))
}

/// `đảng cánh hữu Con đường mới`: where a name begins, after words that say only what its body stands for.
fn name_after_stance(doc: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let is_stance = |at: &usize| doc.token(*at).case() == Case::Lower && STANCES.has(doc.key(*at));
    let name = from + (from..end).take_while(is_stance).count();
    // `lực lượng Các đơn vị bảo vệ nhân dân`
    let plural = doc.is(from, w::các);
    ((name > from || plural) && name + 2 <= end && doc.token(name).is_capitalised()).then_some(name)
}

/// `…, quản trị rừng và thương mại lâm sản`: the last items of one name, which a comma parts.
fn ends_enumeration(region: &Region, from: usize) -> bool {
    region.edge == Edge::Comma && region.parts.iter().skip(from).any(|part| part.what == What::And)
}

/// `thông tin từ Ford Việt Nam`: a name that a preposition leads to is what the bracket speaks of.
fn leads_to_name(doc: &Document<'_>, parts: &[Part]) -> bool {
    parts.windows(2).any(|pair| {
        let [before, name] = pair else { return false };
        matches!(doc.key(before.start), w::từ | w::tại | w::ở | w::với | w::cho | w::của)
            && before.end == before.start + 1
            && matches!(name.what, What::Capital | What::Head(_))
    })
}

/// `luật lao động và doanh nghiệp nhà nước`, `bộ chỉ huy của cộng hòa tự xưng Donetsk`: the second of two terms, each with its head, where it
/// ends the region.
fn last_of_two(doc: &Document<'_>, parts: &[Part], end: usize, first: GlossRole) -> Option<usize> {
    parts.windows(2).enumerate().find_map(|(at, pair)| {
        let [joint, next] = pair else { return None };
        let named = || parts.iter().skip(at + 2).any(|part| matches!(part.what, What::Capital | What::Head(_)));
        let second = match next.what {
            // `công ty cổ phần Hóa dầu và xơ sợi dầu khí` is one name.
            What::Gloss(GlossRole::Head) => {
                first != GlossRole::Named && joint.what == What::And && end - next.start > 3
            }
            What::Gloss(GlossRole::Named) => doc.is(joint.start, w::của) && named(),
            _ => false,
        };
        second.then_some(next.start)
    })
}

/// Whether no token of a term speaks of money or other units.
fn is_sound(doc: &Document<'_>, tokens: std::ops::Range<usize>) -> bool {
    tokens.clone().all(|at| !matches!(doc.key(at), w::SOLIDUS))
}

/// An item of a list, `…; Quản lý nhân lực (HRMS); …`: the whole of what stands between the marks.
pub(super) fn item_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
    let first = region.parts.first().filter(|_| region.edge == Edge::List)?;
    let small = doc.tokens().get(first.start + 1).is_some_and(|token| token.case() == Case::Lower);
    let bordered = region.parts.iter().any(|part| {
        matches!(
            part.what,
            What::Gloss(GlossRole::Border | GlossRole::Clause | GlossRole::Kind) | What::Digits | What::Dash
        )
    });
    let words = region.end - first.start;
    (small
        && !bordered
        && (3..=PLAIN).contains(&words)
        && !OWNERS.has(doc.key(first.start))
        && is_sound(doc, first.start..region.end))
    .then_some(Gloss { start: first.start, evidence: Evidence::Item })
}

/// A noun in small letters that begins a sentence or an item, or follows a word that says what something is.
pub(super) fn noun_in(doc: &Document<'_>, region: &Region, short: &str) -> Option<Gloss> {
    let from = after_border(region);
    let far = from == 0 && region.edge == Edge::Far;
    // `trở thành bạn gái bán thời gian`, but what follows a verb is as often the end of a longer name: `mua - bán nợ xấu quốc gia`.
    let said = from == 0
        || region.parts.get(from - 1).is_some_and(|part| COPULAS.has(doc.key(part.end - 1)))
        || doc.is(region.end, w::hay);
    if far || !said || ends_enumeration(region, from) || !(3..=6).contains(&short.len()) {
        return None;
    }
    let parts = region.parts.get(from..)?;
    let first = parts.iter().find(|part| part.what != What::Digits)?;
    let words = region.end - first.start;
    let sentence = from == 0 && region.edge == Edge::Start;
    let small = (first.start..region.end).all(|at| {
        let token = doc.token(at);
        token.class() == Class::Word && (token.case() == Case::Lower || sentence && at == first.start)
    });
    let noun = match first.what {
        What::Noun => true,
        What::Capital => {
            sentence && matches!(doc.phrase(&NOUNS, first.start), Some((_, role)) if *role != NounRole::End)
        }
        _ => false,
    };
    let owner = OWNERS.has(doc.key(first.start));
    (noun && small && !owner && (3..=PLAIN).contains(&words))
        .then_some(Gloss { start: first.start, evidence: Evidence::Noun })
}

/// The words of a bracket after a short form that are a term by themselves: `OEM (nhà sản xuất thiết bị gốc)`.
pub(in crate::abbreviation) fn is_term(doc: &Document<'_>, from: usize, end: usize, steps: &mut usize) -> bool {
    let region = Region::before(doc, from, end, steps);
    let parts = &region.parts;
    // `KPI (Chỉ số đo lường …)`: a capital at the beginning of the bracket.
    let small = |at: usize| doc.tokens().get(at).is_some_and(|token| token.case() == Case::Lower);
    let headed = || {
        let role = doc.phrase(&GLOSS_WORDS, from).map(|(_, role)| *role);
        small(from + 1) && matches!(role, Some(GlossRole::Head | GlossRole::Whole))
    };
    let begins = parts.first().is_some_and(|part| match part.what {
        What::Gloss(role) => part.start == from && begins_term(role) && role != GlossRole::Post,
        What::Head(_) => part.start == from && headed(),
        _ => false,
    });
    begins
        && TERM.contains(&(end - from))
        && after_border(&region) == 0
        && parts
            .iter()
            .skip(1)
            .all(|part| !matches!(part.what, What::Digits | What::Capital | What::Head(_) | What::Mark))
}
