//! Recipients: the members of a phrase with their type, their count and their text.

use std::{ops::Range, sync::LazyLock};

use crate::{
    fact::{
        Input,
        award_event::{
            Recipient, RecipientType,
            member::Member,
            noun::{self, Noun},
            party, place, words,
        },
    },
    lexicon::{Phrases, table_words, w, word_sets},
    number::Number,
    segment::{Case, Class, Document, Gap},
};

table_words! {
    "awards.tsv":
    RELATION = "relation";
}

/// Nouns that say whose somebody is, or speak of several.
static RELATIONS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(RELATION, ())]));

/// The recipients that a phrase speaks of. `alone`: one person without a count is one (the winner of a prize), otherwise unknown.
pub(super) fn recipients(input: &Input<'_>, tokens: Range<usize>, alone: bool) -> Vec<(Recipient, Range<usize>)> {
    // `được thưởng 80 triệu đồng`.
    if input.doc.is_number(tokens.start) && tokens.len() > 1 && input.doc.is(tokens.end - 1, w::đồng) {
        return Vec::new();
    }
    let listed = party::members(input, tokens.clone());
    if listed.is_empty() {
        return unknown(input, tokens).into_iter().collect();
    }
    listed.into_iter().filter_map(|member| recipient(input, represented(input, member), alone)).collect()
}

/// Who or what a phrase without a known noun speaks of: `con trâu của anh X`, `chỉ huy`.
fn unknown(input: &Input<'_>, tokens: Range<usize>) -> Option<(Recipient, Range<usize>)> {
    let doc = input.doc;
    let plain = |at: usize| doc.token(at).class() == Class::Word && doc.token(at).gap() <= Gap::Space;
    let of = tokens.clone().find(|at| doc.is(*at, w::của));
    let first = of.unwrap_or(tokens.end);
    if first == tokens.start || first > tokens.start + 12 || !(tokens.start + 1..first).all(plain) {
        return None;
    }
    let named = tokens.clone().any(|at| doc.token(at).is_capitalised());
    let count = if named { one() } else { None };
    let text = doc.string_of(tokens.clone());
    Some((Recipient { recipient_type: RecipientType::Other, count, text }, tokens))
}

/// Of `đại diện (cho) 12 tập thể` the twelve: who fetches an award gets it for those.
fn represented(input: &Input<'_>, member: Member) -> Member {
    let doc = input.doc;
    let first = member.tokens.start;
    if !(doc.is(first, w::đại) && doc.is(first + 1, w::diện)) {
        return member;
    }
    let at = first + 2 + usize::from(doc.is(first + 2, w::cho));
    let start = noun::start(input, at).filter(|start| start.end <= member.tokens.end && at < member.tokens.end);
    // `đại diện của tỉnh X`, `đại diện Nguyễn Văn A`.
    let whom = start.filter(|start| match start.noun {
        Some(noun) => !matches!(noun, Noun::Pronoun | Noun::Person),
        None => start.proper && !noun::is_person_name(doc, at),
    });
    match whom {
        Some(start) => Member { tokens: at..member.tokens.end, start },
        None => member,
    }
}

/// Where the words for a recipient end, without what is said of the time, the sum or what was done.
fn own_end(doc: &Document<'_>, member: &Member) -> usize {
    let Member { tokens, start } = member;
    // `192 nhà giáo lần thứ 17`, `2 chi bộ 5 năm liền`, `14 chi bộ hoàn thành xuất sắc nhiệm vụ`, `12 em trong số này`.
    let says_more = |at: &usize| {
        words::past_years(doc, *at).is_some()
            || match (doc.key(*at), doc.key(*at + 1)) {
                (w::lần, w::thứ) | (w::trong, w::số) => true,
                (w::hoàn, w::thành) => start.count.is_some(),
                _ => false,
            }
    };
    let end = tokens.clone().skip(1).filter(|at| *at >= start.end).find(says_more).unwrap_or(tokens.end);
    // `30 doanh nhân tiêu biểu năm 2025`.
    let last = end.saturating_sub(2).max(tokens.start);
    let is_year = doc.is(last, w::năm) && doc.is_recent_year(last + 1) && last > start.end;
    let of_merit = is_year
        && matches!(doc.text_of(last - 1), "biểu" | "sắc" | "cao" | "giỏi" | "tốt" | "nhất" | "tú" | "vụ" | "tiến");
    let end = if of_merit { last } else { end };
    // `Đội Cảnh sát (ảnh bạn đọc cung cấp)`, `cá nhân (12 tập thể, 18 cá nhân)`.
    let says_no_name = |at: usize| {
        let inside = || matches!(doc.key(at + 1), w::ảnh | w::nguồn) || doc.is_number(at + 1);
        doc.is(at, w::LEFT_PARENTHESIS) && inside()
    };
    // `khen thưởng Ban Chuyên án 10 triệu đồng`.
    let is_sum = |at: usize| at + 3 >= end && doc.is_number(at) && doc.is(end - 1, w::đồng);
    (tokens.start + 1..end).find(|at| says_no_name(*at) || is_sum(*at)).unwrap_or(end)
}

fn recipient(input: &Input<'_>, member: Member, alone: bool) -> Option<(Recipient, Range<usize>)> {
    let doc = input.doc;
    let mut text = member.tokens.clone();
    text.end = own_end(doc, &member);
    let start = &member.start;
    // `3 đề cử` without a noun that says whose.
    if start.noun.is_none() && !start.proper && start.end >= text.end {
        return None;
    }
    let count = start.count.as_ref().map(Number::to_string);
    let many = start.plural || count.is_some();
    let one_if = |named: bool| if named { one() } else { count.clone() };
    // Where the name of one that is named begins, after the words that say what it is.
    let mut name = None;
    let (recipient_type, count) = match start.noun {
        Some(Noun::Plural) => {
            text.end = pronoun_end(doc, start.end, text.end);
            (RecipientType::Individual, None)
        }
        // `hai em A và B` with the names after is one phrase.
        Some(noun) if noun.is_personal() && many => (RecipientType::Individual, count),
        Some(noun) if noun.is_personal() => {
            let called;
            (called, name) = person(doc, &member, noun, alone, &mut text);
            called
        }
        Some(Noun::Household) => {
            let named = !many && names_household(doc, start.end, text.end);
            if named {
                text.end = household_end(doc, start.end, text.end);
            }
            (RecipientType::Household, one_if(named))
        }
        Some(Noun::Generic | Noun::Body) if many => (RecipientType::Collective, count),
        Some(Noun::Generic | Noun::Body) => body(doc, &member, &mut text),
        Some(_) => {
            let named =
                !many && (start.end..text.end).any(|at| doc.token(at).is_capitalised() || noun::is_open_quote(doc, at));
            (RecipientType::Other, one_if(named))
        }
        None if start.proper && !many => {
            text.start = past_echo(doc, &text);
            text.end = name_alone(doc, text.clone());
            let quoted = (start.end..member.tokens.end).any(|at| noun::is_open_quote(doc, at));
            name = past_nickname(doc, &text);
            let named = !quoted || name.is_some();
            if named {
                bare(doc, &mut text, member.tokens.start);
            }
            (if named { RecipientType::Named } else { RecipientType::Other }, one())
        }
        None if many => (RecipientType::Other, count),
        None => return None,
    };
    let alone = name.filter(|name| text.contains(name)).unwrap_or(text.start)..text.end;
    Some((Recipient { recipient_type, count, text: doc.string_of(alone) }, text))
}

/// Whether a household is called by a name at `at`: `gia đình Lê Bảo`, `hộ ông Lê Bảo`.
fn names_household(doc: &Document<'_>, at: usize, end: usize) -> bool {
    [at, noun::past_title(doc, at)].iter().any(|at| *at < end && doc.token(*at).is_capitalised())
}

/// Where the name of a household ends: of `gia đình ông Lê Bảo ở bản Nà Pát` before `ở`.
fn household_end(doc: &Document<'_>, at: usize, end: usize) -> usize {
    let of = noun::past_title(doc, at);
    let name = noun::capitals(doc, of);
    let says_more = name > of && doc.tokens().get(name).is_some_and(|next| next.case() == Case::Lower);
    if says_more && !PARTICLES.has(doc.key(name)) { name.min(end) } else { end }
}

fn one() -> Option<String> {
    Some("1".to_owned())
}

/// One person: by name, or by a noun that speaks of one; where the name begins.
fn person(
    doc: &Document<'_>,
    member: &Member,
    noun: Noun,
    alone: bool,
    text: &mut Range<usize>,
) -> ((RecipientType, Option<String>), Option<usize>) {
    let Member { tokens, start } = member;
    let after = start.end < tokens.end;
    let comrade = doc.is(tokens.start, w::đồng) && doc.is(tokens.start + 1, w::chí);
    let names = after
        && doc.token(start.end).is_capitalised()
        && noun != Noun::Office
        && !noun::opens_clause(doc, start.end)
        && !names_other(doc, noun, comrade, start.end)
        && !is_from(doc, noun, start.end..tokens.end);
    let name = if names {
        Some(past_title(doc, place::past_origin(doc, start.end..tokens.end), tokens.end)..tokens.end)
    } else {
        noun::person(doc, tokens.clone()).or_else(|| noun::trailing_name(doc, tokens, noun))
    };
    if let Some(name) = name {
        // The event begins at the name after `ông`, `đồng chí`, and at `Đại sứ` before it.
        if noun == Noun::Pronoun || comrade {
            text.start = name.start;
        }
        let called = Some(name.start).filter(|_| !is_relation(doc, start.end) && is_called(doc, name.start));
        bare(doc, text, name.start);
        // `nhà văn X với tác phẩm Y`.
        let mut end = noun::capitals(doc, name.start);
        // `Hồ Gia Huy Lớp 12`.
        end -= usize::from(end > name.start + 2 && doc.is(end - 1, w::lớp));
        let acts = doc.tokens().get(end).is_some_and(|next| next.case() == Case::Lower && next.gap() == Gap::Space)
            && !PARTICLES.has(doc.key(end))
            || doc.is(end, w::lớp);
        if end >= name.start + 2 && end < text.end && acts {
            text.end = end;
        }
        return ((RecipientType::Named, one()), called);
    }
    if noun == Noun::Pronoun {
        text.end = pronoun_end(doc, start.end, text.end);
    }
    let single = match noun {
        Noun::Pronoun | Noun::Person | Noun::Rank => true,
        Noun::Office => !doc.is(tokens.start, w::lãnh),
        _ => false,
    };
    // `đồng chí` alone is one; of `đồng chí bộ đội` the text does not say how many.
    let single = single || doc.is(tokens.start, w::đồng) && !after || alone && is_definite(doc, tokens, start.end);
    ((RecipientType::Individual, if single { one() } else { None }), None)
}

/// Whether a body or an office is named at `at`, after a word for a person. After `đồng chí` and `ông` no body is: `đồng chí Trường Chinh`.
fn names_other(doc: &Document<'_>, noun: Noun, comrade: bool, at: usize) -> bool {
    let called = comrade || noun == Noun::Pronoun;
    let person = called && matches!(noun::head(doc, at), Some((_, Noun::Body))) && noun::capitals(doc, at) == at + 2;
    noun::names_body(doc, at) && !person
}

/// `nữ sinh Đà Nẵng`, `cầu thủ Anh`, but `chị Nga`.
fn is_from(doc: &Document<'_>, noun: Noun, name: Range<usize>) -> bool {
    if noun == Noun::Pronoun {
        name.len() <= 2 && place::is_place(doc, name.start)
    } else {
        place::is_origin(doc, name)
    }
}

/// Where the name begins at `at` or after another title: `nghệ sĩ NSƯT Lê Lan`, `Nữ hoàng Doanh nhân Lê Lan`. A pronoun may be part of a name.
fn past_title(doc: &Document<'_>, at: usize, limit: usize) -> usize {
    let title = noun::head(doc, at).filter(|(end, noun)| {
        let long = *end >= at + 2 || doc.token(at).case() == Case::Upper;
        long && noun.is_personal() && *noun != Noun::Pronoun && *end < limit && doc.token(*end).is_capitalised()
    });
    title.map_or(at, |(end, _)| end)
}

/// Whether the noun that ends at `end` says whose somebody is, or speaks of several: `trò cưng Thu Lan` is not Thu Lan.
fn is_relation(doc: &Document<'_>, end: usize) -> bool {
    let begins = |width: usize| end.checked_sub(width);
    begins(3).is_some_and(|at| doc.is(at, w::nhóm))
        || begins(2).is_some_and(|at| doc.phrase(&RELATIONS, at).is_some_and(|(after, ())| after == end))
}

/// Whether a name begins at `at`, and not a short form: `sinh viên FPT`.
fn is_called(doc: &Document<'_>, at: usize) -> bool {
    let short = |at: usize| {
        doc.tokens().get(at).is_some_and(|token| token.case() == Case::Upper) && doc.text_of(at).chars().count() > 1
    };
    // A name in capitals has several words so.
    !short(at) || short(at + 1)
}

/// Where a pronoun ends that its predicate follows at `head`: `em | lên đường đi thi`, `cô | “đổi đời” khi giành`.
fn pronoun_end(doc: &Document<'_>, head: usize, end: usize) -> usize {
    let predicate = head < end && AFTER_PRONOUN.has(doc.key(head)) && !doc.token(head).is_capitalised();
    if predicate || noun::is_open_quote(doc, head) { head.min(end) } else { end }
}

word_sets! {
    /// Words after a pronoun that say what its bearer does or how.
    AFTER_PRONOUN = [
        "có", "lên", "thật", "khá", "rất", "lại", "đi", "ra", "vào", "cùng", "thì", "mới", "càng", "hay", "rơi", "hơi", "quá",
        "không", "chưa", "thấy", "nên", "muốn", "bật", "nói", "kể", "về",
    ];
    /// Words in lower case that names hold or join; any other says more of the bearer or what was done.
    PARTICLES = ["và", "cùng", "hay", "hoặc", "de", "da", "di", "du", "del", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "thị", "văn"];
}

/// Leaves a name that begins at `name` without `cả` before it and without what brackets say of its bearer.
fn bare(doc: &Document<'_>, text: &mut Range<usize>, name: usize) {
    text.start += usize::from(doc.is(text.start, w::cả) && text.len() > 1);
    // `anh X - Phó Chủ tịch Hội`, but `A - B`.
    let says = |at: usize| {
        matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH)
            && !doc.token(at).is_glued()
            && noun::head(doc, at + 1).is_some()
    };
    text.end = (name + 1..text.end).find(|at| doc.is(*at, w::LEFT_PARENTHESIS) || says(*at)).unwrap_or(text.end);
}

/// Of `“Vua phòng trà” Đức Minh` where the name begins, after what its bearer is called.
fn past_nickname(doc: &Document<'_>, text: &Range<usize>) -> Option<usize> {
    noun::past_quotes(doc, text.start, text.end)
        .filter(|name| (2..=4).contains(&(text.end - name)) && noun::capitals(doc, *name) == text.end)
}

/// A body: by name, or one that no name tells from others.
fn body(doc: &Document<'_>, member: &Member, text: &mut Range<usize>) -> (RecipientType, Option<String>) {
    let Member { tokens, start } = member;
    let generic = start.noun == Some(Noun::Generic);
    let capital_after = start.end < tokens.end && doc.token(start.end).is_capitalised();
    if generic && doc.is(tokens.start, w::tập) {
        // `tập thể Báo X` is the body X.
        if capital_after && matches!(noun::head(doc, start.end), Some((_, Noun::Body | Noun::Generic))) {
            text.start = start.end;
            return (RecipientType::Named, one());
        }
        if doc.is(tokens.start + 1, w::thể) {
            return (RecipientType::Collective, None);
        }
    }
    // `doanh nghiệp hàng đầu Việt Nam` names none; `công ty cổ phần Hải An` does.
    // With a capital, `Đảng bộ các cơ quan Đảng tỉnh` is a name, too.
    let width = if !generic {
        5
    } else if doc.token(tokens.start).is_capitalised() {
        4
    } else {
        2
    };
    let near = start.end..tokens.end.min(start.end + width);
    let named = !generic && (doc.token(tokens.start).is_capitalised() || doc.text_of(start.end) == "này")
        || near.into_iter().any(|at| {
            // `đội SayQHAT`.
            let token = doc.token(at);
            token.is_capitalised() || token.case() == Case::Mixed || noun::is_open_quote(doc, at)
        });
    if named { (RecipientType::Named, one()) } else { (RecipientType::Collective, None) }
}

/// Where a name begins that a heading has said before it: of `Ngô Lan Ngô Lan` the second.
fn past_echo(doc: &Document<'_>, text: &Range<usize>) -> usize {
    let half = (noun::capitals(doc, text.start).min(text.end) - text.start) / 2;
    let echoes = half >= 2 && (text.start..text.start + half).all(|at| doc.key(at) == doc.key(at + half));
    if echoes { text.start + half } else { text.start }
}

/// A name without the words in lower case after it: of `Kiều Minh Tuấn vượt mặt các đàn anh` the first three.
fn name_alone(doc: &Document<'_>, tokens: Range<usize>) -> usize {
    let end = noun::capitals(doc, tokens.start);
    // Of one syllable alone (`Liên chi hội`) the words after it may be part of the name.
    let long = end >= tokens.start + 2
        || end == tokens.start + 1 && crate::syllable::Syllable::parse(doc.text_of(tokens.start)).is_none();
    let word = end < tokens.end
        && doc.tokens().get(end).is_some_and(|next| next.class() == Class::Word && next.gap() <= Gap::Space)
        && !matches!(doc.key(end), w::và | w::cùng);
    // `Hạt Kiểm lâm Vườn quốc gia Pù Mát`, `Agribank Chi nhánh Nam Định`: capitals go on after a word or two of a name that is no person's.
    let goes_on = !noun::is_person_name(doc, tokens.start)
        && !words::is_predicate(doc, end)
        && (end + 1..tokens.end.min(end + 3)).any(|at| doc.token(at).is_capitalised())
        && !(end..tokens.end.min(end + 2)).any(|at| OF_PERSON.has(doc.key(at)));
    if long && word && !goes_on { end } else { tokens.end }
}

word_sets! {
    /// Words after a name that say where its bearer is or what was done.
    OF_PERSON = [
        "của", "ở", "tại", "với", "trong", "từ", "cho", "khi", "vì", "đến", "tới", "sau", "trước", "thắng", "thua", "hạ", "gặp", "vượt", "và",
        "cùng", "là", "vào", "ra", "về", "bị", "trên", "dưới", "nhờ", "do", "theo", "qua",
    ];
}

/// `sinh năm 1997`.
fn is_born(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, w::sinh) && doc.is(at + 1, w::năm)
}

/// Whether a person without a name is described as one: `sao trẻ người Anh`.
fn is_definite(doc: &Document<'_>, tokens: &Range<usize>, head: usize) -> bool {
    (head..tokens.end)
        .any(|at| doc.is(at, w::người) || doc.is(at, w::tuổi) && doc.is_number(at - 1) || is_born(doc, at))
        || (head..tokens.end).any(|at| matches!(doc.text_of(at), "này" | "ấy" | "trẻ"))
}
