//! Finds where the phrase begins that a foreign or coined short form stands for: `Liên minh châu Âu (EU)`, `hệ thống phanh (ABS)`.
//!
//! The letters say nothing here, so the phrase must say it itself. A name begins at its head noun in capitals (`Tổ chức`, `Cục`), the
//! outermost of a name (`Ủy ban A và Kế hoạch B`), not that of its owner (`Bộ Công an Cục …`). A term in small letters begins at its
//! head noun (`hệ thống`, `tên lửa`), after the verb, preposition or mark that ends the words before it. Where the dictionary knows the
//! short form by a sense that begins with the same words, they are the head. Rejected: the first capital before the bracket without a head
//! noun (it cuts `Giám đốc Cục …` and joins names to their owners).

use crate::{
    abbreviation::{
        align::{Letters, is_transparent},
        compose::compose,
        region::{Edge, Part, REACH, Region, What, begins_term},
    },
    lexicon::{
        Dictionary, Domain, GlossRole, Key, Known, NAME_HEADS, NOUNS, NameHead, NounRole, squeeze, w, word_sets,
    },
    segment::{Case, Class, Document, Gap},
    span::Cut as _,
};

/// The fewest and the most words of a term in small letters.
const TERM: std::ops::RangeInclusive<usize> = 2..=14;
/// The most words of a term that no head noun begins.
const PLAIN: usize = 8;
/// How many tokens the name of a part may have before `của`.
const PART: usize = 9;

word_sets! {
    /// What the parts of a body are called; a fair, a summit or a treaty of it is none.
    PARTS = [
        "vụ", "cục", "cơ", "văn", "ủy", "trung", "viện", "ban", "phòng", "quỹ", "học",
    ];
    /// Persons and bodies in small letters: short forms after them are their clubs, papers and firms.
    OWNERS = [
        "ông", "bà", "anh", "chị", "em", "cô", "cầu", "tiền", "thủ", "hậu", "trung", "đội", "phóng", "ca", "diễn", "huấn", "trọng",
        "vận", "sinh", "người", "xã", "huyện", "tỉnh", "thành", "phường", "quận", "thôn", "trường", "lớp", "ngành", "bệnh", "doanh",
        "công", "cổ", "điểm", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "giờ", "ngày", "trận", "kênh", "báo", "ảnh", "giá", "số",
        "hàng", "tấn", "nhà", "bác", "kỹ", "luật", "thí", "học", "giáo", "thạc", "tiến", "đại", "nhân", "cháu", "quốc", "nước",
 "chú", "sao", "tay", "trang",
    ];
}

word_sets! {
    /// Words of a clause, in small letters in no name.
    CLAUSE = [
        "là", "đã", "đang", "sẽ", "được", "bị", "khi", "này", "như", "phải", "thì", "mà", "rằng", "vừa", "từng", "ngày",
    ];
}

/// How a gloss was told from the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The dictionary knows the short form by it.
    Known,
    /// A head noun in capitals.
    Name,
    /// A name in quotation marks.
    Quoted,
    /// A head noun in small letters.
    Term,
    /// A word that says what kind of thing follows.
    Kind,
    /// An item of a list.
    Item,
    /// Words in another language.
    Foreign,
    /// A noun after a word that no long form holds.
    Noun,
}

/// Where a long form begins, and how that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gloss {
    pub(super) start: usize,
    pub(super) evidence: Evidence,
}

/// The phrase that ends right before token `end` and that `short` stands for, where that is plain.
pub(super) fn before(
    doc: &Document<'_>,
    dictionary: &Dictionary,
    floor: usize,
    end: usize,
    short: &str,
    steps: &mut usize,
) -> Option<Gloss> {
    if short.chars().filter(|letter| letter.is_uppercase()).count() < 2 {
        return None;
    }
    // Sources such as `(TTXVN)`, put together of Vietnamese initials, gloss nothing.
    if compose(short, dictionary).is_some() {
        return None;
    }
    let known = dictionary.known(squeeze(short), short);
    let openings = Openings::of(known.as_ref());
    if let Some(start) = openings.before(doc, floor, end, steps) {
        return (end - start >= 2).then_some(Gloss { start, evidence: Evidence::Known });
    }
    let region = Region::before(doc, floor, end, steps);
    let shape = Shape::of(short);
    // `(ASEAN-EU)` names two.
    let names_two = shape.marks && {
        let mut pieces = short.split(['-', '/']).filter(|piece| !piece.is_empty());
        pieces.clone().count() > 1 && pieces.all(|piece| dictionary.known(squeeze(piece), piece).is_some())
    };
    if names_two {
        return None;
    }
    if let Some(start) = name_in(doc, &region) {
        let known_as = openings.open_at(doc, start);
        // A body that is named in full is no clinic, whatever else its letters may mean: `Bộ An ninh nội địa Mỹ (DHS)`.
        let full = shape.letters > 2
            && end - start > 3
            && known.as_ref().is_some_and(|known| is_spelled(short, known) && !names_sources(known));
        let sure = full || known.as_ref().is_none_or(|known| known.senses.iter().any(is_foreign_sense));
        if !(sure || known_as) || end - start < 2 || !shape.suits(doc, start, end, true) {
            return None;
        }
        // Where the dictionary knows the short form by the inner name, the outer one is not what it stands for.
        let part = if known_as { None } else { part_of(doc, floor, start, steps) };
        return Some(Gloss { start: part.unwrap_or(start), evidence: Evidence::Name });
    }
    if !short.is_ascii() || known.as_ref().is_some_and(|known| is_spelled(short, known)) {
        return None;
    }
    let gloss = quoted_in(doc, &region)
        .or_else(|| term_in(doc, &region))
        .or_else(|| item_in(doc, &region))
        .or_else(|| noun_in(doc, &region, short))?;
    // Each letter stands for a word of the other language, which takes a syllable or more here. `hệ thống trên` is no term.
    let syllables = end - gloss.start;
    let named = doc.tokens().get(gloss.start + 1).is_some_and(|token| token.is_capitalised());
    // Two letters that the dictionary knows as something else mean that.
    let suits = (known.is_none() || shape.letters > 2 || gloss.evidence == Evidence::Term && named)
        && shape.suits(doc, gloss.start, end, false)
        && syllables + 1 >= shape.letters
        && !doc.is(end - 1, w::trên);
    suits.then_some(gloss)
}

/// Whether a short form is a paper, agency or broadcaster, a place or a title, which stand in brackets beside other names.
fn names_sources(known: &Known<'_>) -> bool {
    known.senses.iter().any(|sense| matches!(sense.domain, Domain::Press | Domain::Geography | Domain::Title))
}

/// Whether a sense is a name that its letters do not spell.
fn is_foreign_sense(sense: &crate::lexicon::Sense) -> bool {
    matches!(sense.domain, Domain::Foreign | Domain::Company)
}

/// Whether the dictionary knows the short form by words whose initials its letters are.
pub(super) fn is_spelled(short: &str, known: &Known<'_>) -> bool {
    known.senses.iter().any(|sense| is_initialism(short, &sense.long))
}

/// Whether the letters of the short form are the initials of `long`.
fn is_initialism(short: &str, long: &str) -> bool {
    let doc = Document::new(long);
    Letters::new(short)
        .and_then(|letters| letters.start_of(&doc, 0, doc.tokens().len(), &mut 0))
        .is_some_and(|(start, _)| start == 0)
}

/// What a short form is made of beside capitals.
struct Shape<'s> {
    /// The digits at its end.
    number: &'s str,
    marks: bool,
    /// Two capitals about an `&`: `M&A`.
    joined: bool,
    letters: usize,
    /// Digits elsewhere: a code.
    code: bool,
}

impl<'s> Shape<'s> {
    fn of(short: &'s str) -> Self {
        let body = short.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let letters = body.trim_end();
        Self {
            number: short.cut(body.len()..),
            marks: letters.chars().any(|letter| !letter.is_alphanumeric()),
            joined: letters.len() == 3 && letters.as_bytes().get(1) == Some(&b'&'),
            letters: letters.chars().filter(|letter| letter.is_alphabetic()).count(),
            code: letters.chars().any(|letter| letter.is_ascii_digit()),
        }
    }

    /// Whether such a short form may stand for the phrase: its number is that of the phrase (`Hải Minh 2`, `HMIA2`), or it is a code.
    fn suits(&self, doc: &Document<'_>, start: usize, end: usize, name: bool) -> bool {
        // A number in words is not looked into: `lần thứ hai`, `SOM2`.
        let numbered = || {
            (start..end).any(|at| match doc.tokens()[at].class() {
                Class::Digits => doc.text_of(at).ends_with(self.number),
                _ => name && self.number.len() == 1 && doc.is_number(at),
            })
        };
        !self.code
            && (name || self.letters < 8)
            && (name || !self.marks || self.joined)
            && (self.number.is_empty() || self.letters > 1 && numbered())
    }
}

/// The first two words of each sense of a short form, and whether it is no name: `đầu tư nước ngoài (FDI)`.
struct Openings(Vec<(Key, Key, bool)>);

impl Openings {
    fn of(known: Option<&Known<'_>>) -> Self {
        let senses = known.map_or(&[][..], |known| known.senses);
        Self(
            senses
                .iter()
                .filter_map(|sense| {
                    let mut words = sense.long.split(' ').map(Key::of);
                    Some((words.next()?, words.next()?, sense.long.starts_with(char::is_lowercase)))
                })
                .collect(),
        )
    }

    fn open_at(&self, doc: &Document<'_>, at: usize) -> bool {
        let (first, second) = (doc.key(at), doc.key(at + 1));
        let capital = doc.tokens().get(at).is_some_and(|token| token.is_capitalised());
        self.0.iter().any(|opening| (opening.0, opening.1) == (first, second) && (capital || opening.2))
    }

    /// The last place before `end` where a sense begins. `Tổ chức Giáo dục, Khoa học và Văn hóa`: a comma inside a name, which only the
    /// dictionary can tell from the end of one.
    fn before(&self, doc: &Document<'_>, floor: usize, end: usize, steps: &mut usize) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        for at in (floor.max(end.saturating_sub(REACH))..end).rev() {
            *steps += 1;
            let token = &doc.tokens()[at];
            match token.class() {
                Class::Word | Class::Digits => {}
                Class::Mark if is_transparent(token.key()) => {}
                _ => return None,
            }
            if self.open_at(doc, at) {
                return Some(at);
            }
            if token.case() == Case::Lower && CLAUSE.has(token.key()) {
                return None;
            }
            if token.gap() >= Gap::Line {
                return None;
            }
        }
        None
    }
}

/// The beginning of the name in capitals that ends a region.
fn name_in(doc: &Document<'_>, region: &Region) -> Option<usize> {
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
        if head == NameHead::None {
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
                if matches!(head, NameHead::Own | NameHead::Matter) && dash_before(doc, region, inner) =>
            {
                Some((at, head))
            }
            found => found,
        };
    }
    let (at, head) = found?;
    let mut start = region.parts.get(at)?.start;
    // `lực lượng Cảnh sát biển`, `đảng Nền Cộng hòa Tiến bước`: the word before the name belongs to it.
    if head == NameHead::Inner {
        let before = region.parts.get(..at).unwrap_or_default();
        let capitals = before.iter().rev().take_while(|part| part.what == What::Capital).count();
        let first = before.len() - capitals;
        match first.checked_sub(1).and_then(|kind| before.get(kind)) {
            Some(part) if part.what == What::Gloss(GlossRole::Named) => start = part.start,
            // `phong trào Nền Cộng hòa Tiến bước`.
            Some(part) if part.what == What::Gloss(GlossRole::KindOfName) => {
                start = before.get(first).map_or(start, |part| part.start);
            }
            _ => {}
        }
    }
    Some(start)
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

/// Whether a dash with a space after it stands before a part.
fn dash_before(doc: &Document<'_>, region: &Region, at: usize) -> bool {
    let Some(part) = region.parts.get(at) else { return false };
    part.start > 0
        && matches!(doc.key(part.start - 1), w::HYPHEN_MINUS | w::EN_DASH)
        && doc.tokens()[part.start].gap() != Gap::None
}

/// `đảng “Những người Vì Tự do”`: a name in quotation marks after the word for what it names.
fn quoted_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
    if region.end >= doc.tokens().len()
        || !matches!(doc.key(region.end), w::RIGHT_DOUBLE_QUOTATION_MARK | w::QUOTATION_MARK)
    {
        return None;
    }
    let at = region
        .parts
        .iter()
        .rposition(|part| matches!(doc.key(part.start), w::LEFT_DOUBLE_QUOTATION_MARK | w::QUOTATION_MARK))?;
    let before = region.parts.get(at.checked_sub(1)?)?;
    let named = matches!(
        before.what,
        What::Gloss(GlossRole::Named | GlossRole::Kind | GlossRole::KindOfName) | What::Head(NameHead::Own)
    );
    let start = region.parts.get(at + 1)?.start;
    let words = region.end - start;
    (named && words >= 2 && doc.tokens()[start].is_capitalised()).then_some(Gloss { start, evidence: Evidence::Quoted })
}

/// Where the search for a term in small letters may begin: after the last part that no term holds.
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
            What::Gloss(GlossRole::Head) => true,
            What::Gloss(GlossRole::Act) => compound,
            _ => false,
        })
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
        What::End => is_object(at + 1) && !after_head(at),
        // `hệ thống cân bằng điện tử ESC và hỗ trợ leo dốc`.
        What::And => at > 0 && parts[at - 1].what == What::Capital && parts[at - 1].end == part.start,
        _ => false,
    });
    border.map_or(0, |at| at + 1)
}

/// The beginning of the term that ends a region, by its head noun.
fn term_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
    let from = after_border(region);
    let parts = region.parts.get(from..)?;
    let fits = |start: usize| TERM.contains(&(region.end - start));
    let begins = |at: usize| at == 0 || parts[..at].iter().all(|part| matches!(part.what, What::Plural | What::Digits));
    for (at, part) in parts.iter().enumerate() {
        let What::Gloss(role) = part.what else { continue };
        let rest = parts.get(at + 1..).unwrap_or_default();
        let capital = rest.first().is_some_and(|next| matches!(next.what, What::Capital | What::Head(_)));
        let owned = rest.first().is_some_and(|next| doc.is(next.start, w::của));
        let bare = rest.is_empty() && part.end < part.start + 3;
        let found = match role {
            _ if owned || bare => None,
            GlossRole::Head if !capital => Some((part.start, Evidence::Term)),
            // `sân bay tiễn Yoona` is a clause.
            GlossRole::Named => {
                let verb = rest.first().is_some_and(|next| next.what == What::End && next.end == next.start + 1);
                let name = rest.get(1).is_some_and(|next| next.what == What::Capital);
                (!(verb && name)).then_some((part.start, Evidence::Term))
            }
            GlossRole::Post => {
                let body = rest
                    .iter()
                    .any(|next| matches!(next.what, What::Capital | What::Head(_) | What::Gloss(GlossRole::Named)));
                (!body && !rest.is_empty()).then_some((part.start, Evidence::Term))
            }
            GlossRole::Act
                if begins(at) && (from > 0 || matches!(region.edge, Edge::List | Edge::Start)) && !capital =>
            {
                Some((part.start, Evidence::Item))
            }
            GlossRole::Kind => {
                let next = rest.first()?;
                let term = !matches!(next.what, What::Mark | What::Digits | What::Plural | What::Head(NameHead::None));
                (term && region.end - next.start >= 2).then_some((next.start, Evidence::Kind))
            }
            GlossRole::KindOfName if capital => {
                let next = rest.first()?;
                let words = rest.iter().filter(|part| matches!(part.what, What::Capital | What::Head(_))).count();
                let person = crate::lexicon::is_surname(doc.key(next.start)) || words < 2;
                (!person && region.end - next.start >= 2).then_some((next.start, Evidence::Kind))
            }
            _ => None,
        };
        if let Some((start, evidence)) = found.filter(|found| fits(found.0)) {
            return is_sound(doc, start..region.end).then_some(Gloss { start, evidence });
        }
    }
    None
}

/// Whether no token of a term speaks of money or other units.
fn is_sound(doc: &Document<'_>, tokens: std::ops::Range<usize>) -> bool {
    tokens.clone().all(|at| !matches!(doc.key(at), w::SOLIDUS))
}

/// An item of a list, `…; Quản lý nhân lực (HRMS); …`: the whole of what stands between the marks.
fn item_in(doc: &Document<'_>, region: &Region) -> Option<Gloss> {
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

/// A noun in small letters right after a word that no term holds: `trở thành bạn gái bán thời gian`.
fn noun_in(doc: &Document<'_>, region: &Region, short: &str) -> Option<Gloss> {
    let from = after_border(region);
    if from == 0 && region.edge == Edge::Far || !(3..=6).contains(&short.len()) {
        return None;
    }
    let parts = region.parts.get(from..)?;
    let first = parts.iter().find(|part| part.what != What::Digits)?;
    let words = region.end - first.start;
    let sentence = from == 0 && region.edge == Edge::Start;
    let small = (first.start..region.end).all(|at| {
        let token = &doc.tokens()[at];
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
pub(super) fn is_term(doc: &Document<'_>, from: usize, end: usize, steps: &mut usize) -> bool {
    let region = Region::before(doc, from, end, steps);
    let parts = &region.parts;
    let begins = parts.first().is_some_and(|part| {
        part.start == from && matches!(part.what, What::Gloss(role) if begins_term(role) && role != GlossRole::Post)
    });
    begins
        && TERM.contains(&(end - from))
        && after_border(&region) == 0
        && parts.iter().all(|part| !matches!(part.what, What::Digits | What::Capital | What::Head(_) | What::Mark))
}

/// Whether the name in `start..end` begins with all words of a sense, which is a name too.
pub(super) fn is_sense(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| {
        let mut at = start;
        sense.long.starts_with(char::is_uppercase)
            && sense.long.split(' ').all(|word| {
                at += 1;
                at <= end && doc.key(at - 1) == Key::of(word)
            })
    })
}

/// Whether the words from `start` to `end` are all those of a sense.
pub(super) fn is_said(doc: &Document<'_>, known: &Known<'_>, start: usize, end: usize) -> bool {
    known.senses.iter().any(|sense| {
        let mut words = sense.long.split([' ', ',']).filter(|word| !word.is_empty()).map(Key::of);
        let mut said = (start..end).map(|at| doc.key(at)).filter(|key| *key != w::COMMA);
        loop {
            match (words.next(), said.next()) {
                (None, None) => return true,
                (one, other) if one == other => {}
                _ => return false,
            }
        }
    })
}

/// Whether the name at `start`, which has a capital, has the same first two words as a sense.
pub(super) fn is_known_as(doc: &Document<'_>, known: &Known<'_>, start: usize) -> bool {
    doc.tokens().get(start).is_some_and(|token| token.is_capitalised() && token.class() == Class::Word)
        && known.senses.iter().any(|sense| {
            let mut words = sense.long.split(' ').map(Key::of);
            sense.long.starts_with(char::is_uppercase)
                && words.next() == Some(doc.key(start))
                && words.next() == Some(doc.key(start + 1))
        })
}

/// `Vụ Văn hóa và Giáo dục của Bộ Ngoại giao Mỹ (ECA)`: a part of a body, named with it, from the start of the body's own name. What
/// stands between the two heads is a name: no more than two words in small letters together.
fn part_of(doc: &Document<'_>, floor: usize, whole: usize, steps: &mut usize) -> Option<usize> {
    let of = whole.checked_sub(1).filter(|of| *of > floor && doc.is(*of, w::của))?;
    let (mut small, mut part) = (0, None);
    for index in (floor.max(of.saturating_sub(PART))..of).rev() {
        *steps += 1;
        let token = &doc.tokens()[index];
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
