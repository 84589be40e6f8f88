//! Noun phrases of those who give and those who get: where one begins, what heads it, where a person's name stands.
//!
//! The heads are a table (`data/award_nouns.tsv`), names are runs of capitalised words. This needs no Vietnamese parser: in news such
//! a phrase starts with a count, a plural word, one of some 600 nouns or a capital.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award::is_family_name,
        award_event::{
            place::{self, is_place},
            verb, words,
        },
    },
    lexicon::{Key, phrase_tables, w, word_sets},
    number::{Number, bound},
    segment::{Case, Class, Document, Gap},
};

/// What a head noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// `cá nhân`, `học sinh`.
    Individual,
    /// `diễn viên`: alone it means one person.
    Person,
    /// `ông`, `bà`: not part of the name that follows.
    Pronoun,
    /// `họ`, `chúng tôi`: several persons, of no number.
    Plural,
    /// `Thượng tá`: part of the phrase that names its bearer.
    Rank,
    /// `Chủ tịch`: a name after it is its holder's.
    Office,
    /// `tập thể`, `đơn vị`.
    Generic,
    /// `UBND`, `công ty`, `tỉnh`: with a name it is one named body.
    Body,
    /// `hộ`, `gia đình`.
    Household,
    /// `tác phẩm`, `sản phẩm`.
    Thing,
}

impl Noun {
    /// Whether it speaks of people one by one.
    pub(super) const fn is_personal(self) -> bool {
        matches!(self, Self::Individual | Self::Person | Self::Pronoun | Self::Plural | Self::Rank | Self::Office)
    }
}

phrase_tables! { NOUNS: Noun = kind_of, "award_nouns"; }

const fn kind_of(kind: &[u8]) -> Option<Noun> {
    Some(match kind {
        b"individual" => Noun::Individual,
        b"person" => Noun::Person,
        b"pronoun" => Noun::Pronoun,
        b"plural" => Noun::Plural,
        b"rank" => Noun::Rank,
        b"office" => Noun::Office,
        b"generic" => Noun::Generic,
        b"body" => Noun::Body,
        b"household" => Noun::Household,
        b"thing" => Noun::Thing,
        _ => return None,
    })
}

/// The head noun at `index`: the token after it, and its sort.
pub(super) fn head(doc: &Document<'_>, index: usize) -> Option<(usize, Noun)> {
    let (end, noun) = doc.phrase(&NOUNS, index)?;
    // `anh Hùng` is no hero.
    if end == index + 2
        && doc.token(index).case() == Case::Lower
        && doc.token(index + 1).case() == Case::Title
        && matches!(NOUNS.longest(doc.key(index), |_| Key::NONE), Some((_, Noun::Pronoun)))
    {
        return Some((index + 1, Noun::Pronoun));
    }
    // `dòng họ`, `họ Nguyễn`: a family, not a pronoun.
    if *noun == Noun::Plural && doc.is(index, w::họ) && doc.tokens().get(end).is_some_and(|next| next.is_capitalised())
    {
        return None;
    }
    // `Cụ thể, …`.
    if doc.is(index, w::cụ) && doc.is(index + 1, w::thể) {
        return None;
    }
    // `tại sao`, `vì sao`.
    if doc.is(index, w::sao) && index > 0 && matches!(doc.key(index - 1), w::tại | w::vì | w::hiểu | w::làm) {
        return None;
    }
    // `hội nghị`, `bộ phận`, `ban hành`: a lower-case head that continues as another word.
    if *noun == Noun::Body && end == index + 1 && !doc.token(index).is_capitalised() && NOT_HEADS.has(doc.key(end)) {
        return None;
    }
    Some((end, *noun))
}

word_sets! {
    /// Second syllables of words that begin like a head.
    NOT_HEADS = [
        "nghị", "phận", "hành", "thi", "diễn", "đầu", "thảo", "cáo", "cảnh", "thức", "kết", "tập", "sách", "nghề",
        "hữu", "sắc", "thân", "vụ", "giải", "gồm", "trại", "lợi", "hiệu", "hợp", "thưởng", "ngoài", "khách", "đài", "chất", "ảnh",
    ];
}

/// How a noun phrase begins.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// The count, where the text gives one.
    pub(super) count: Option<Number>,
    /// Whether a word of plurality stands there: `các`, `nhiều`.
    pub(super) plural: bool,
    /// The head noun.
    pub(super) noun: Option<Noun>,
    /// The token after the head; without a head, the first token after count and plural.
    pub(super) end: usize,
    /// Whether the phrase begins with a capital or with quotes where its head should stand.
    pub(super) proper: bool,
}

/// Whether the phrase at `index` has a head of the table or is a name.
pub(super) fn is_known(input: &Input<'_>, index: usize) -> bool {
    start(input, index).is_some_and(|start| start.noun.is_some() || start.proper)
}

/// Whether `có` at `at` names who is there: `Đến dự có đồng chí X`, `có các đồng chí: X, Y`.
pub(super) fn presents(input: &Input<'_>, at: usize) -> bool {
    let doc = input.doc;
    doc.is(at, w::có)
        && start(input, at + 1).is_some_and(|start| {
            let titled = matches!(start.noun, Some(Noun::Pronoun | Noun::Rank | Noun::Office))
                || doc.is(start.end.saturating_sub(2), w::đồng) && doc.is(start.end - 1, w::chí);
            titled
                && doc.tokens().get(start.end).is_some_and(|next| next.is_capitalised() || next.class() == Class::Mark)
        })
}

/// Reads the beginning of a noun phrase at `index`: count or plurality, then a head noun or a name.
pub(super) fn start(input: &Input<'_>, index: usize) -> Option<Start> {
    let doc = input.doc;
    let (at, plural) = past_plural(input, index);
    let (at, count, plural) = past_count(input, at, plural);
    if let Some((end, noun)) = titled_head(doc, at) {
        return Some(Start { count, plural, noun: Some(noun), end, proper: false });
    }
    let token = doc.tokens().get(at)?;
    let word = token.class() == Class::Word;
    // `VietNamNet`, `iPhone` are names wherever they stand.
    let proper = word
        && (token.case() == Case::Mixed || token.is_capitalised() && is_name_start(doc, at))
        && !opens_clause(doc, at)
        || is_open_quote(doc, at);
    // A number in words without a known noun is too weak a sign: `năm học lớp 9`, `hai lần`.
    let counted = count.is_some()
        && word
        && at > index
        && doc.token(at - 1).class() != Class::Word
        && !matches!(doc.key(at), w::lần | w::năm | w::tháng | w::ngày | w::tuổi | w::giờ | w::triệu | w::tỷ | w::đồng)
        && !doc.is_recent_year(at - 1)
        && !words::is_predicate(doc, at);
    // `20 “Gương mặt trẻ tiêu biểu”`.
    let begins = counted || proper && (count.is_none() || is_open_quote(doc, at)) || plural && word;
    begins.then_some(Start { count, plural, noun: None, end: at, proper })
}

/// Steps over words of plurality: `cả 6 thí sinh`, `tất cả các`, `toàn thể`.
fn past_plural(input: &Input<'_>, index: usize) -> (usize, bool) {
    let doc = input.doc;
    let (mut at, mut plural) = (index, false);
    for _ in 0..3 {
        match (doc.key(at), doc.key(at + 1)) {
            (w::cả, w::một) => {}
            (w::cả, _) => at += 1,
            (w::tất, w::cả) | (w::toàn, w::thể | w::bộ) | (w::một, w::số) => (at, plural) = (at + 2, true),
            (w::các | w::những | w::mọi | w::từng | w::mỗi, _) => (at, plural) = (at + 1, true),
            (w::rất, w::nhiều) => at += 1,
            (w::top, _) if input.numbers.starting_at(at + 1).is_some() => at += 1,
            (w::nhiều, _) if input.numbers.starting_at(at).is_none() => (at, plural) = (at + 1, true),
            _ => break,
        }
    }
    (at, plural)
}

/// Reads a count at `at`: the token after it, the count, and whether there are several.
fn past_count(input: &Input<'_>, at: usize, plural: bool) -> (usize, Option<Number>, bool) {
    let doc = input.doc;
    let (bounded, _) = after_bound(input, at);
    let Some(numeral) = input.numbers.starting_at(bounded) else { return (at, None, plural) };
    let count = match &numeral.value {
        Number::Ratio(part, _) => (*part).into(),
        value => value.clone(),
    };
    let mut at = numeral.tokens.end;
    // `95 trong số 139 tác phẩm`, `6/6 thí sinh`.
    let skip = match (doc.key(at), doc.key(at + 1)) {
        (w::trong, w::số) => 2,
        (w::trong, _) | (w::SOLIDUS, _) => 1,
        _ => 0,
    };
    let of = if skip > 0 { input.numbers.starting_at(at + skip) } else { None };
    at = of.map_or(at, |of| of.tokens.end);
    at += usize::from(doc.is(at, w::lượt));
    // `100% gia đình`: a share, not a count.
    if doc.text_of(at) == "%" {
        return (at + 1 + usize::from(doc.is(at + 1, w::số)), None, true);
    }
    (at, Some(count), plural)
}

/// The token after a title of one syllable before a name: `anh X`, `chị Y`.
pub(super) fn past_title(doc: &Document<'_>, at: usize) -> usize {
    head(doc, at).filter(|(_, noun)| *noun == Noun::Pronoun).map_or(at, |(end, _)| end)
}

/// The head noun at `at`, after `cựu` and the like (`cựu danh thủ`, `nguyên Chủ tịch`, `vị đại tá`); of `đồng chí Bí thư` the second, which says more.
fn titled_head(doc: &Document<'_>, at: usize) -> Option<(usize, Noun)> {
    let mut at = at;
    while matches!(doc.key(at), w::cựu | w::nguyên | w::cố | w::vị) && head(doc, at).is_none() {
        at += 1;
    }
    let (end, noun) = head(doc, at)?;
    let comrade = doc.is(at, w::đồng) && doc.is(at + 1, w::chí);
    // `nữ võ sĩ`, `nam kỹ sư`: the sex of one.
    let sex = end == at + 1 && matches!(doc.key(at), w::nam | w::nữ);
    let inner = if comrade || sex { head(doc, end) } else { None };
    Some(inner.filter(|(_, inner)| inner.is_personal() && *inner != Noun::Pronoun).unwrap_or((end, noun)))
}

word_sets! {
    /// Words that open a clause, with a capital where two sentences run into one, and begin no name.
    NOT_NAMES = [
        "lần", "nếu", "khi", "tại", "theo", "sau", "trong", "với", "để", "nhưng", "do", "vì", "và",
        "mới", "dù", "tuy", "ngay", "từ", "đó", "đây", "như", "mặc", "kể",
    ];
}

/// Whether a word of those stands at `at`.
pub(super) fn opens_clause(doc: &Document<'_>, at: usize) -> bool {
    let small = doc.tokens().get(at + 1).is_some_and(|next| next.case() == Case::Lower);
    NOT_NAMES.has(doc.key(at)) || small && words::is_opening_pair(doc, at)
}

/// Whether the capital at `at` is that of a name. At the start of a sentence any word has one: there a second capital, a predicate or
/// a mark must follow.
fn is_name_start(doc: &Document<'_>, at: usize) -> bool {
    // `Brazil chưa từng giành`: no Vietnamese syllable.
    let foreign = || crate::syllable::Syllable::parse(doc.text_of(at)).is_none() && doc.text_of(at).len() > 3;
    if !doc.starts_sentence(at) || foreign() {
        return true;
    }
    doc.tokens().get(at + 1).is_none_or(|next| {
        next.is_capitalised()
            || next.class() != Class::Word
            || (at + 2..at + 5).any(|after| is_open_quote(doc, after))
            || words::is_predicate(doc, at + 1)
            || verb::is_verb(doc, at + 1)
            || matches!(
                doc.text_of(at + 1),
                "cùng" | "và" | "còn" | "tặng" | "trao" | "nhận" | "vinh" | "tuyên" | "biểu" | "khen"
            )
    })
}

/// Steps over bounding words before a number: `gần 100`, `hơn 60`.
fn after_bound(input: &Input<'_>, index: usize) -> (usize, bool) {
    for words in 1..=3 {
        let at = index + words;
        if input.numbers.starting_at(at).is_some() && bound::before(input.doc, at).1 == index {
            return (at, true);
        }
    }
    (index, false)
}

/// Whether a quotation opens at `index`.
pub(super) fn is_open_quote(doc: &Document<'_>, index: usize) -> bool {
    matches!(doc.text_of(index), "“" | "\"" | "‘" | "«" | "'")
        && doc.tokens().get(index + 1).is_some_and(|next| next.is_glued() || next.class() == Class::Word)
}

/// The token after the quotation that opens at `index`, if one does and it closes before `limit`.
pub(super) fn past_quotes(doc: &Document<'_>, index: usize, limit: usize) -> Option<usize> {
    let close = match doc.text_of(index) {
        "“" => "”",
        "«" => "»",
        "‘" => "’",
        "\"" => "\"",
        _ => return None,
    };
    (index + 1..limit).find(|at| doc.text_of(*at) == close).map(|at| at + 1)
}

/// A run of capitals from `index`: the token after it. Words glued by hyphens and lower-case particles of foreign names count.
pub(super) fn capitals(doc: &Document<'_>, index: usize) -> usize {
    let mut end = index;
    while let Some(token) = doc.tokens().get(end) {
        let first = end == index;
        let capital = token.class() == Class::Word
            && (token.is_capitalised() || token.case() == Case::Mixed)
            && (first || token.gap() <= Gap::Space);
        // `Jae-in`, `Kim Jong-un`.
        let romanised = !first
            && token.is_glued()
            && token.class() == Class::Word
            && doc.is(end - 1, w::HYPHEN_MINUS)
            && [end - 2, end].iter().all(|at| doc.text_of(*at).is_ascii() && doc.text_of(*at).len() <= 5);
        let hyphen = !first
            && token.is_glued()
            && matches!(doc.text_of(end), "-" | "." | "’" | "'" | "&")
            && doc.tokens().get(end + 1).is_some_and(|next| {
                next.is_glued()
                    && (next.is_capitalised() || doc.is(end, w::HYPHEN_MINUS) && doc.text_of(end + 1).len() <= 4)
            });
        if !(capital || hyphen || romanised) {
            break;
        }
        end += 1;
    }
    end
}

/// Words after which a run of capitals is a place or a body, not a person.
fn is_place_word(key: Key) -> bool {
    word_sets! {
        WORDS = [
            "tỉnh", "huyện", "quận", "xã", "phường", "phố", "thị", "trấn", "trường", "ty", "tp", "bộ", "sở", "ban",
            "viện", "đường", "thôn", "bản", "ấp", "làng", "thpt", "thcs", "học", "nước",
        ];
    }
    WORDS.has(key)
}

/// Whether a name of three syllables after a word for a place is that of its holder: of provinces and districts (one alone has the name of a
/// person), and after an office of communes too, whose chairmen are named more often than communes are named after persons.
fn holds_office_at(doc: &Document<'_>, phrase: usize, name: Range<usize>) -> bool {
    let district = doc.is(name.start, w::trần) && doc.is(name.start + 2, w::thời);
    let office = || matches!(head(doc, phrase), Some((_, Noun::Office)));
    let long = name.len() >= 3;
    match name.start.checked_sub(1).map(|before| doc.key(before)) {
        // All provinces are known by name.
        Some(w::tỉnh) => long || office(),
        Some(w::huyện | w::quận | w::phố) => long && !district,
        Some(w::xã) => long && office(),
        _ => false,
    }
}

/// Whether a body or an office is named at `at`, after a word for a person: `cán bộ Sở Y`, `nhạc sĩ Chủ tịch Hội`.
pub(super) fn names_body(doc: &Document<'_>, at: usize) -> bool {
    matches!(head(doc, at), Some((_, Noun::Body | Noun::Office)))
}

/// A person's name in `tokens` after a title, or the last one that begins with a family name: its tokens.
pub(super) fn person(doc: &Document<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut at = tokens.end;
    while at > tokens.start {
        at -= 1;
        let token = doc.tokens().get(at)?;
        if !token.is_capitalised() || !is_family_name(token.key()) {
            continue;
        }
        let end = capitals(doc, at).min(tokens.end);
        // `Nguyễn Kim Sơn`: the family name is the first of two.
        let first = at.checked_sub(1).filter(|first| {
            let family = doc.token(*first).is_capitalised() && is_family_name(doc.key(*first));
            *first >= tokens.start && family && end - first <= 4 && doc.token(at).gap() == Gap::Space
        });
        if first.is_some() {
            continue;
        }
        let before = at.checked_sub(1).map_or(Key::NONE, |before| doc.key(before));
        // `Chủ tịch nước X` names a holder, `nước X` a country.
        // `á khoa toàn tỉnh X` names no place.
        let place = is_place_word(before)
            && !(at >= 2 && doc.is(at - 2, w::toàn))
            && !holds_office_at(doc, tokens.start, at..end)
            && !(doc.text_of(at - 1) == "nước" && at >= 2 && matches!(doc.text_of(at - 2), "tịch" | "Tịch"));
        if (2..=5).contains(&(end - at))
            && !place
            && !is_place(doc, at)
            // `Bí thư Đoàn Khối`.
            && doc.text_of(at + 1) != "Khối"
            && doc.tokens_in(at..end)
                .iter()
                .all(|word| word.case() == crate::segment::Case::Title || word.class() == Class::Mark)
        {
            return Some(at..end);
        }
    }
    None
}

/// A foreign name at the end of the phrase of a `person`: `người đẹp sinh năm 1993 Nadine Lustre`.
pub(super) fn trailing_name(doc: &Document<'_>, tokens: &Range<usize>, noun: Noun) -> Option<Range<usize>> {
    // `Thủ tướng Nhật Bản Shinzo Abe`, but `Giám đốc Công ty Vina Capital`.
    let holder = noun == Noun::Office
        && head(doc, tokens.start).is_some_and(|(end, _)| {
            let country = |at: usize| place::past_origin(doc, at..tokens.end) > at;
            let in_place = |at: usize| is_place(doc, at) || is_place(doc, at - 1) || country(at);
            (end..tokens.end).all(|at| head(doc, at).is_none() || in_place(at))
        });
    if !matches!(noun, Noun::Person | Noun::Individual | Noun::Rank) && !holder {
        return None;
    }
    let is_own = |start: &usize| doc.token(*start).is_capitalised() && capitals(doc, *start) >= tokens.end;
    let ascii = |start: usize| (start..tokens.end).all(|at| doc.text_of(at).is_ascii());
    // A Vietnamese name at the end is a place (`nữ sinh lớp 8 Đà Nẵng`), except after what is said of a person: `MC trẻ Quang Bảo`.
    let described = |start: usize| matches!(doc.text_of(start - 1), "trẻ" | "cội" | "tiếng" | "cựu" | "năng" | "tuổi");
    // `nghệ sỹ đàn tranh Trí Nguyễn`: the family name comes last.
    let western = |start: usize| tokens.end == start + 2 && is_family_name(doc.key(start + 1)) && noun != Noun::Office;
    let start = (tokens.start + 1..tokens.end).find(|start| {
        is_own(start) && (ascii(*start) || described(*start) && tokens.end >= start + 2 || western(*start))
    })?;
    // `Nữ hoàng Anh Elizabeth II`.
    let start = place::past_origin(doc, start..tokens.end);
    let before = start.checked_sub(1).map_or(Key::NONE, |at| doc.key(at));
    let named = !is_place(doc, start)
        && (2..=5).contains(&(tokens.end - start))
        && (!is_place_word(before) || start >= 2 && is_place(doc, start - 2))
        && !matches!(doc.text_of(start - 1), "của" | "ở" | "tại" | "người");
    named.then_some(start..tokens.end)
}

/// Whether the run of capitals at `index` reads as a person's name.
pub(super) fn is_person_name(doc: &Document<'_>, index: usize) -> bool {
    let end = capitals(doc, index);
    (2..=5).contains(&(end - index)) && doc.tokens().get(index).is_some_and(|token| is_family_name(token.key()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    #[test]
    fn the_table_is_sorted_and_every_cell_parses() {
        let table = include_str!("../../../data/award_nouns.tsv");
        let rows: Vec<_> = lexicon::rows(table).map(lexicon::split_cell).collect();
        assert!(rows.len() > 600);
        for pair in rows.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{}", pair[1].0);
        }
        for (noun, kind) in rows {
            assert!(kind_of(kind.as_bytes()).is_some(), "{noun}");
        }
    }
}
