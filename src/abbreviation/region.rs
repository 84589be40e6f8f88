//! The words before a bracket that may contain its long form, split into phrases with a role.
//!
//! Split from the left by the longest phrase, so that the `bị` of `thiết bị` and the `do` of `tự do` do not end a term. At most [`REACH`]
//! tokens, within one line and clause.

use crate::{
    lexicon::{GLOSS_WORDS, GlossRole, NAME_HEADS, NOUNS, NameHead, NounRole, table_sets, w},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a long form may have.
pub(super) const REACH: usize = 24;

table_sets! {
    "abbreviations.tsv":
    /// Heads of one syllable whose compounds are of the same kind: `máy dò`, `bệnh lao`.
    CLASSES = "class";
    /// What a party stands for, between its head and its name: `đảng cánh hữu …`.
    pub(super) STANCES = "stance";
}

/// One phrase of a region.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

/// The role of a phrase in a long form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A word of `data/gloss_words.tsv`.
    Gloss(GlossRole),
    /// A head noun in capitals.
    Head(NameHead),
    /// Another word in capitals.
    Capital,
    /// A lower-case noun.
    Noun,
    /// A verb, adjective or function word that ends noun phrases.
    End,
    /// Another lower-case word.
    Small,
    /// `các`.
    Plural,
    /// `và`.
    And,
    Digits,
    /// A dash with spaces around it.
    Dash,
    Mark,
}

/// What precedes a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// The start of the sentence or line.
    Start,
    /// A semicolon or colon, or a comma after a bracket, which separate list items.
    List,
    /// Another comma.
    Comma,
    Mark,
    /// More words.
    Far,
}

/// The phrases before a token.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) parts: Vec<Part>,
    pub(super) edge: Edge,
    pub(super) end: usize,
}

impl Region {
    /// The phrases between `floor` and `end`. A bounded number of steps.
    pub(super) fn before(doc: &Document<'_>, floor: usize, end: usize, steps: &mut usize) -> Self {
        let (start, edge) = edge_of(doc, floor, end, steps);
        let mut parts = Vec::new();
        let mut at = start;
        while at < end {
            let part = part_at(doc, at, end, at == start);
            *steps += part.end - at;
            at = part.end;
            parts.push(part);
        }
        Self { parts, edge, end }
    }
}

/// The start of the region before `end`, and what precedes it.
fn edge_of(doc: &Document<'_>, floor: usize, end: usize, steps: &mut usize) -> (usize, Edge) {
    let mut index = end;
    while index > floor {
        if end - index == REACH {
            return (index, Edge::Far);
        }
        let before = index - 1;
        *steps += 1;
        if doc.tokens().get(index).is_some_and(|token| token.gap() >= Gap::Line) {
            return (index, Edge::Start);
        }
        let is_part = match doc.token(before).class() {
            Class::Word | Class::Digits => true,
            Class::Mark => is_transparent(doc, before),
            Class::Protected(_) => false,
        };
        if !is_part {
            // `… (ACC) và cảnh báo lệch làn (LDW)`
            if doc.is(before, w::RIGHT_PARENTHESIS) && index + 1 < end && matches!(doc.key(index), w::và | w::hoặc) {
                return (index + 1, Edge::List);
            }
            let list = matches!(doc.key(before), w::SEMICOLON | w::COLON)
                || doc.is(before, w::COMMA) && before > floor && doc.is(before - 1, w::RIGHT_PARENTHESIS);
            let edge = if doc.is(before, w::COMMA) { Edge::Comma } else { Edge::Mark };
            return (index, if list { Edge::List } else { edge });
        }
        index = before;
    }
    (index, Edge::Start)
}

/// Whether a mark may occur inside a long form: a dash, a quotation mark, the dot of `TP.HCM`.
fn is_transparent(doc: &Document<'_>, mark: usize) -> bool {
    match doc.key(mark) {
        w::HYPHEN_MINUS
        | w::EN_DASH
        | w::AMPERSAND
        | w::SOLIDUS
        | w::LEFT_DOUBLE_QUOTATION_MARK
        | w::RIGHT_DOUBLE_QUOTATION_MARK
        | w::QUOTATION_MARK => true,
        w::FULL_STOP => {
            let (Some(before), Some(after)) = (mark.checked_sub(1), doc.tokens().get(mark + 1)) else { return false };
            let short = doc.token(before);
            doc.token(mark).is_glued()
                && after.is_capitalised()
                && (doc.is(before, w::tp) || after.is_glued() && short.is_capitalised() && short.span().len() < 4)
        }
        _ => false,
    }
}

fn part_at(doc: &Document<'_>, at: usize, limit: usize, first: bool) -> Part {
    let token = doc.token(at);
    let part = |end: usize, what: What| Part { start: at, end, what };
    match token.class() {
        Class::Word => {}
        Class::Digits => return part(at + 1, What::Digits),
        _ => {
            let spaced = token.gap() == Gap::Space
                && doc.tokens().get(at + 1).is_some_and(|next| next.gap() == Gap::Space)
                && matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH);
            return part(at + 1, if spaced { What::Dash } else { What::Mark });
        }
    }
    let gloss = doc.phrase(&GLOSS_WORDS, at).filter(|found| found.0 <= limit);
    if token.is_capitalised() {
        return capitalised_part(doc, at, limit, first, gloss);
    }
    // `nước Tiểu vùng …`: a name begins inside a noun.
    let is_one_word =
        |found: &(usize, &NounRole)| gloss.is_some() || (at + 1..found.0).all(|at| !doc.is_capitalised(at));
    let noun = doc.phrase(&NOUNS, at).filter(|found| found.0 <= limit && is_one_word(found));
    match (gloss, noun) {
        (Some((end, role)), noun) => match noun {
            Some((longer, noun)) if longer > end => match (begins_term(*role), noun) {
                // `chứng khoán` is not `chứng`.
                (true, _) if end > at + 1 || CLASSES.has(doc.key(at)) => part(longer, What::Gloss(*role)),
                // `đảng cầm quyền`
                (true, _) if *role == GlossRole::Named && STANCES.has(doc.key(end)) => part(end, What::Gloss(*role)),
                // `môn võ tự do`: a longer term begins inside a noun.
                (false, _) if is_longer_term(doc, end, longer, limit) => part(end, What::Gloss(*role)),
                (_, NounRole::End) => part(longer, What::End),
                _ => part(longer, What::Noun),
            },
            _ => part(end, What::Gloss(*role)),
        },
        _ if doc.is(at, w::các) => part(at + 1, What::Plural),
        _ if doc.is(at, w::và) => part(at + 1, What::And),
        (None, Some((end, NounRole::End))) => part(end, What::End),
        // `cuộc tấn công mạng`: a longer term begins inside a noun.
        (None, Some((end, _))) if end > at + 1 && is_longer_term(doc, at + 1, end, limit) => part(at + 1, What::Noun),
        (None, Some((end, _))) => part(end, What::Noun),
        (None, None) => part(at + 1, What::Small),
    }
}

/// Whether a term begins at `at` that is longer than a noun that ends at `end`.
fn is_longer_term(doc: &Document<'_>, at: usize, end: usize, limit: usize) -> bool {
    doc.phrase(&GLOSS_WORDS, at).is_some_and(|(longer, role)| longer > end && longer <= limit && begins_term(*role))
}

/// The part that starts with a capitalised word; `gloss` is its possible role in a term.
fn capitalised_part(
    doc: &Document<'_>,
    at: usize,
    limit: usize,
    first: bool,
    gloss: Option<(usize, &GlossRole)>,
) -> Part {
    let part = |end: usize, what: What| Part { start: at, end, what };
    let head = doc.phrase(&NAME_HEADS, at).filter(|found| found.0 <= limit);
    let small = |end: usize| doc.tokens().get(end).is_some_and(|next| next.case() == Case::Lower);
    match (head, gloss) {
        // `Công ty cổ phần`: the form of a body belongs to its head.
        (Some((end, head)), Some((longer, GlossRole::Named))) if *head != NameHead::None => {
            part(end.max(longer), What::Head(*head))
        }
        // `Hội chứng chân không nghỉ`: a term that begins a sentence or an item.
        (head, Some((end, role)))
            if head.is_none_or(|head| head.0 < end || *head.1 == NameHead::None)
                && (first || small(at + 1) || end == limit)
                && begins_term(*role) =>
        {
            part(end, What::Gloss(*role))
        }
        // `Công nghệ hỗ trợ video`: what it is begins a sentence.
        (None | Some((_, NameHead::None)), Some((end, GlossRole::Kind))) if first && small(end) => {
            part(end, What::Gloss(GlossRole::Kind))
        }
        (Some((end, head)), _) => part(end, What::Head(*head)),
        // `Mua máy nén khí (APC)`: a verb that begins a sentence.
        (None, Some((end, role @ (GlossRole::Border | GlossRole::Clause | GlossRole::Verb))))
            if first && small(end) =>
        {
            part(end, What::Gloss(*role))
        }
        // The `do` of `Tự do` ends nothing.
        (None, gloss) => {
            let noun = doc.phrase(&NOUNS, at).filter(|found| found.0 <= limit).map(|found| found.0);
            // `Phó Ban quản lý`: a second capital begins a word of its own.
            let end = gloss.map(|found| found.0).max(noun).filter(|_| small(at + 1));
            part(end.unwrap_or(at + 1), What::Capital)
        }
    }
}

/// Whether a long form may start with a phrase of this role.
pub(super) const fn begins_term(role: GlossRole) -> bool {
    matches!(role, GlossRole::Head | GlossRole::Whole | GlossRole::Post | GlossRole::Named | GlossRole::Act)
}
