//! Awards with an individual name that no table lists: `danh hiệu “Hoàng tử biển cả”`, `giải thưởng Kovalevskaia`,
//! `giải Báo chí quốc gia năm 2016`, `Cầu thủ xuất sắc nhất`.
//!
//! Such a name needs a word before it that says what it is, and quotes or a capital that show where it starts. `danh hiệu` and
//! `giải` are also used for championships (`danh hiệu Grand Slam`, `giải Ngoại hạng Anh`): a foreign name or the name of a sport
//! makes it one.

use std::sync::LazyLock;

use crate::{
    fact::{
        Input,
        award::{
            Award, Hit,
            context::{Context, goes_to_somebody},
            is_shouted,
            name::{AFTER_NAME, STOP, extent, is_quote, is_yearly, quoted, years},
            table_name,
        },
    },
    lexicon::{AwardEntry, Key, Phrases, table_sets, table_words, w},
    segment::{Case, Class, Document, Gap, Token},
};

pub(super) fn at(input: &Input<'_>, context: &Context<'_>, index: usize, floor: usize) -> Option<Hit> {
    let doc = input.doc;
    match doc.key(index) {
        w::danh if doc.is(index + 1, w::hiệu) => title(input, index + 2),
        w::danh if index > 0 && doc.is(index - 1, w::vinh) => honoured(input, index + 1),
        // `được tôn vinh “Phụ nữ tiêu biểu”`.
        w::vinh if index > 0 && doc.is(index - 1, w::tôn) => {
            let passive = (index.saturating_sub(8)..index - 1).any(|at| doc.is(at, w::được));
            if passive { honoured(input, index + 1) } else { None }
        }
        w::giải if doc.is(index + 1, w::thưởng) => prize_with_name(input, context, index),
        w::giải => contest(input, context, index, floor),
        w::cờ => flag(doc, context, index),
        w::bằng => certificate(doc, context, index),
        w::xuất if doc.is(index + 1, w::sắc) && doc.is(index + 2, w::nhất) => best_of(doc, index, floor),
        _ => None,
    }
}

fn other(tokens: std::ops::Range<usize>, code: &str) -> Hit {
    Hit { tokens, award: Award::new(code, None), rule: UNLISTED }
}

/// The rule by which such a name is found.
pub(super) const UNLISTED: &str = "award.unlisted";

/// The next title of a list after the one in `name`, in quotes: `“A” (X), “B” và “C”`. Of the same quotes, with a capital, two words
/// or more, and nothing after it but what may follow a list.
pub(super) fn next_in_list(doc: &Document<'_>, name: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let around = name.start.checked_sub(1).filter(|open| is_quote(doc, *open) && is_quote(doc, name.end));
    // `giải “A” và “B”`: the quotes are part of the name.
    let inside = || {
        name.clone().find(|at| is_quote(doc, *at)).filter(|open| *open < name.end - 1 && is_quote(doc, name.end - 1))
    };
    let quotes = around.map(|open| (open, name.end + 1)).or_else(|| Some((inside()?, name.end)));
    let Some((open, mut at)) = quotes else { return next_best(doc, name) };
    if doc.is(at, w::LEFT_PARENTHESIS) {
        at = (at..at + 16).find(|at| doc.is(*at, w::RIGHT_PARENTHESIS))? + 1;
    }
    let joined = match doc.key(at) {
        w::COMMA if doc.is(at + 1, w::và) => at + 2,
        w::COMMA | w::và => at + 1,
        _ => return None,
    };
    let (inside, _) = quoted(doc, joined).filter(|_| doc.is(joined, doc.key(open)))?;
    (inside.len() >= 2 && doc.token(inside.start).is_capitalised()).then_some(inside)
}

/// Of `Nữ diễn viên xuất sắc nhất và Bộ phim được yêu thích nhất` the second, which only the first shows to be an award: it has a capital and
/// ends with `nhất`. One with `xuất sắc` is found by itself.
fn next_best(doc: &Document<'_>, name: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let joined = matches!(doc.key(name.end), w::COMMA | w::và | w::cùng) && doc.is(name.end - 1, w::nhất);
    let start = name.end + 1 + usize::from(joined && doc.is(name.end + 1, w::và));
    let begins = |token: &Token| token.case() == Case::Title && token.gap() == Gap::Space;
    if !joined || !doc.tokens().get(start).is_some_and(begins) {
        return None;
    }
    let end = extent(doc, start, false);
    let best = doc.is(end - 1, w::nhất) && end >= start + 3 && !(start..end).any(|at| doc.is(at, w::xuất));
    best.then_some(start..end)
}

/// `danh hiệu (cao quý) “X”` or `danh hiệu X`: the span is the name alone.
fn title(input: &Input<'_>, mut at: usize) -> Option<Hit> {
    let doc = input.doc;
    // Words between `danh hiệu` and the name.
    for _ in 0..3 {
        at += match (doc.key(at), doc.key(at + 1)) {
            (w::cao, w::quý) | (w::vinh, w::dự) | (w::nhà, w::nước) | (w::cá, w::nhân) => 2,
            (w::là | w::COLON, _) => 1,
            _ => break,
        };
    }
    if let Some((inside, _)) = quoted(doc, at) {
        // A name of the table is taken at its own token, with its code.
        return (table_name(input, inside.start).is_none_or(|(end, ..)| end < inside.end)
            && !is_competition(doc, inside.start))
        .then(|| other(inside, "other"));
    }
    let token = doc.tokens().get(at).filter(|token| token.gap() == Gap::Space)?;
    if token.class() != Class::Word || is_shouted(doc, at) || table_name(input, at).is_some() {
        return None;
    }
    if !token.is_capitalised() {
        return small_title(doc, at);
    }
    // `giành danh hiệu Phải khẳng định rằng …`: two sentences run into one.
    if STOP.has(token.key()) || doc.is(at, w::phải) {
        return None;
    }
    let end = extent(doc, at, doc.is(at, w::top));
    // What is voted for or handed over is a title in any language; what is won under a foreign name is a championship.
    let given = (at.saturating_sub(5)..at).any(|before| GIVING.has(doc.key(before)));
    if is_competition(doc, at) || is_foreign(doc, at, end) && !given && !names_a_bearer(doc, at, end) {
        return None;
    }
    Some(other(at..end, "other"))
}

/// `tặng Cờ “Đơn vị tiêu biểu”`: a flag that is given, with its title in quotes.
fn flag(doc: &Document<'_>, context: &Context<'_>, start: usize) -> Option<Hit> {
    let (inside, end) = quoted(doc, start + 1)?;
    let titled = inside.len() >= 2 && doc.token(inside.start).is_capitalised();
    (titled && context.is_conferred(start, start + 1, 0)).then(|| other(start..end, "other"))
}

/// `trao Bằng tuyên dương công đức`: a certificate with a capital that is given, by what it says.
fn certificate(doc: &Document<'_>, context: &Context<'_>, start: usize) -> Option<Hit> {
    if doc.token(start).case() != Case::Title {
        return None;
    }
    let end = doc.phrase(&CERTIFICATES, start + 1)?.0;
    context.is_conferred(start, start + 1, 0).then(|| other(start..end, "other"))
}

/// `nhận danh hiệu xuất sắc nhất tháng`: in lower case a title begins with a word for its bearer or for merit, and a verb gives it.
fn small_title(doc: &Document<'_>, at: usize) -> Option<Hit> {
    let given = (at.saturating_sub(6)..at).any(|before| GIVING.has(doc.key(before)) || WINNING.has(doc.key(before)));
    if !given || !BEARERS.has(doc.key(at)) {
        return None;
    }
    let end = extent(doc, at, false);
    (end > at + 1).then(|| other(at..end, "other"))
}

/// `vinh danh “Nghệ sĩ của năm”`, `vinh danh là “…”`: a title in quotes, which begins with a capital.
fn honoured(input: &Input<'_>, at: usize) -> Option<Hit> {
    let doc = input.doc;
    let is = doc.is(at, w::là);
    let at = at + usize::from(is);
    let Some((inside, after)) = quoted(doc, at) else {
        return if is { of_the_year(doc, at) } else { None };
    };
    let capital = doc.token(inside.start).is_capitalised() && inside.len() >= 2;
    // After the object (`vinh danh “X” Y`), the quoted name is that of the person or thing honoured.
    let ends = doc.tokens().get(after).is_none_or(|next| {
        next.class() != Class::Word || next.gap() >= Gap::Line || STOP.has(next.key()) || doc.is(after, w::cấp)
    });
    (capital && ends && table_name(input, inside.start).is_none()).then(|| other(inside, "other"))
}

/// `vinh danh là ca sĩ của năm`: a title in lower case ends with `của năm`.
fn of_the_year(doc: &Document<'_>, at: usize) -> Option<Hit> {
    let plain = |at: &usize| {
        doc.tokens().get(*at).is_some_and(|token| token.class() == Class::Word && token.gap() <= Gap::Space)
    };
    let of = (at..at + 8).take_while(plain).find(|at| doc.is(*at, w::của) && doc.is(*at + 1, w::năm))?;
    (of > at && !doc.is_number(of + 2)).then(|| other(at..of + 2, "other"))
}

/// `giải thưởng “X”`, `giải thưởng X năm 2016`.
fn prize_with_name(input: &Input<'_>, context: &Context<'_>, start: usize) -> Option<Hit> {
    let doc = input.doc;
    // `giải thưởng danh giá “X”`.
    let whole = start;
    let praised = matches!(
        (doc.key(start + 2), doc.key(start + 3)),
        (w::danh, w::giá | w::dự) | (w::cao, w::quý) | (w::uy, w::tín) | (w::quan, w::trọng)
    ) && doc
        .tokens()
        .get(start + 2..start + 4)
        .is_some_and(|words| words.iter().all(|word| word.case() == Case::Lower));
    let start = if praised { start + 4 } else { start };
    let at = if praised { start } else { start + 2 };
    if let Some((_, end)) = quoted(doc, at) {
        return Some(other(start..years(doc, end), "other"));
    }
    let token = doc.tokens().get(at).filter(|token| token.gap() == Gap::Space)?;
    if token.class() != Class::Word || is_shouted(doc, at) || doc.is(at, w::jackpot) {
        return None;
    }
    if !token.is_capitalised() {
        return small_prize(doc, context, whole);
    }
    let end = extent(doc, at, true);
    // `nhiều giải thưởng Quốc tế`: of what sort they are.
    if end == at + 2 && doc.is(at, w::quốc) && doc.text_of(at + 1) == "tế" && !doc.token(start).is_capitalised() {
        return None;
    }
    Some(other(start..years(doc, end), "other"))
}

/// `trao Giải thưởng danh dự quốc tế cho`: a name in small letters where a verb governs it and either `Giải` has a capital or the name a proper name.
fn small_prize(doc: &Document<'_>, context: &Context<'_>, start: usize) -> Option<Hit> {
    let at = start + 2;
    let end = extent(doc, at, true);
    let titled = doc.token(start).case() == Case::Title && !doc.starts_sentence(start) && end > at + 1;
    let proper = (at + 2..end).any(|token| doc.token(token).is_capitalised());
    let honorary = doc.is(at, w::danh) && doc.is(at + 1, w::dự);
    let own = (honorary || !GENERIC.has(doc.key(at))) && !STOP.has(doc.key(at)) && !AFTER_NAME.has(doc.key(at));
    let governed = context.is_conferred(start, at, 0);
    (own && governed && (titled || proper)).then(|| other(start..years(doc, end), "other"))
}

/// `giải Olympic Tin học châu Á năm 2017`, `giải Jimmy Murphy`, `giải “X”`, `giải thiết kế tem Tết` where it is won or given.
fn contest(input: &Input<'_>, context: &Context<'_>, start: usize, floor: usize) -> Option<Hit> {
    let doc = input.doc;
    if context.is_lottery() || start > 0 && doc.is(start - 1, w::khảo) {
        return None;
    }
    let at = start + 1;
    // `danh hiệu giải X` is the championship of X.
    if start > 0 && doc.is(start - 1, w::hiệu) {
        return None;
    }
    let direct = context.is_conferred(start, at, 0) || is_honoured_with(doc, start);
    let governed = direct || context.is_conferred(start, at, floor);
    if let Some((_, end)) = quoted(doc, at) {
        // `Giải “Album của năm” được trao cho X`.
        let given = governed || context.is_conferred(start, end, 0);
        return given.then(|| other(start..years(doc, end), "giai"));
    }
    let token = doc.tokens().get(at).filter(|token| token.gap() == Gap::Space)?;
    // `trao giải cuộc thi X`: the prizes of the contest, none of them named.
    let of_contest = matches!((doc.key(at), doc.key(at + 1)), (w::cuộc | w::hội, w::thi) | (w::liên, w::hoan));
    if of_contest || token.class() != Class::Word || is_competition(doc, at) || is_shouted(doc, at) {
        return None;
    }
    let mut end = extent(doc, at, true);
    // `Giải báo chí “Búa liềm vàng”`.
    let known = CONTESTS.has(token.key());
    if known && let Some((_, after)) = quoted(doc, end) {
        end = after;
        let inside = doc.token(start).is_capitalised() && !doc.starts_sentence(start);
        return (governed || inside).then(|| other(start..years(doc, end), "giai"));
    }
    if !token.is_capitalised() {
        // A name in lower case needs the verb right before it and a proper name in it.
        let verb = start > 0 && WINNING.has(doc.key(start - 1));
        // A line of a list of winners: `Giải phong cách: X`.
        let labelled = doc.token(start).is_capitalised() && doc.is(end, w::COLON) && end < at + 6;
        let merit = merit_end(doc, at, end);
        end = merit.unwrap_or(end);
        let proper =
            labelled || merit.is_some() || (at + 1..end.min(at + 6)).any(|token| doc.token(token).is_capitalised());
        return ((verb || labelled) && proper && !STOP.has(token.key()) && !GENERIC.has(token.key()))
            .then(|| other(start..years(doc, end), "giai"));
    }
    // `giải Nhất, giải Nhỉ`: of one Vietnamese word after another prize nobody can tell.
    let governed = governed && (direct || end > at + 1 || is_foreign(doc, at, end));
    let best = (at..end).any(|token| doc.is(token, w::xuất)) && doc.is(end - 1, w::nhất);
    // `giải Nhạc sĩ của năm thuộc về X`.
    let named = years(doc, end);
    let belongs = goes_to_somebody(doc, named);
    if !(governed || belongs || best || known && !doc.starts_sentence(start)) {
        return None;
    }
    let persons = is_foreign(doc, at, end) || is_person(doc, at, end);
    // `giải Sao Vàng Đất Việt`: the table has it without `giải`; what it calls but a title stays the prize of a contest.
    let is_own = |entry: &AwardEntry| !matches!(&*entry.code, "other" | "hoa-hau");
    if let Some((.., entry)) = table_name(input, at).filter(|(last, .., entry)| *last == end && is_own(entry)) {
        return Some(other(start..years(doc, end), &entry.code));
    }
    let code = if persons && !doc.is(at, w::olympic) { "other" } else { "giai" };
    Some(other(start..years(doc, end), code))
}

/// `được vinh danh với giải X`, `được vinh danh tại Y với giải X`.
fn is_honoured_with(doc: &Document<'_>, start: usize) -> bool {
    start > 0
        && doc.is(start - 1, w::với)
        && (start.saturating_sub(12)..start).any(|at| doc.is(at, w::vinh) && doc.is(at + 1, w::danh))
}

/// Where `giải cầu thủ xuất sắc nhất`, `giải cây bút tiềm năng` ends: a word for who or what gets it, then one of merit, then small letters.
fn merit_end(doc: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let merit = (start + 2..end).find(|at| MERITS.has(doc.key(*at))).filter(|_| ROLES.has(doc.key(start)))?;
    (merit + 1..end)
        .find(|at| doc.token(*at).is_capitalised() || doc.is(*at, w::cuộc))
        .or(Some(end))
        .filter(|end| *end >= start + 4)
}

/// `Cầu thủ xuất sắc nhất (giải)`: found at `xuất`, the role is to the left.
fn best_of(doc: &Document<'_>, index: usize, floor: usize) -> Option<Hit> {
    let mut start = None;
    for at in (floor.max(index.saturating_sub(6))..index).rev() {
        let token = doc.token(at);
        if token.class() != Class::Word || STOP.has(token.key()) {
            break;
        }
        if ROLES.has(token.key()) {
            start = Some(at);
        }
        if token.gap() != Gap::Space {
            break;
        }
    }
    let start = start?;
    let before = start.checked_sub(1).map_or(Key::NONE, |at| doc.key(at));
    let elected = start >= 2 && before == w::là && (start.saturating_sub(5)..start).any(|at| ELECTING.has(doc.key(at)));
    // `HLV xuất sắc nhất`: a short form is in capitals anyway.
    // Of `CLB xuất sắc nhất và HLV xuất sắc nhất` the second is a title as the first is; alone a short form's capitals say nothing.
    let short = doc.token(start).case() == Case::Upper && floor > 0 && start - floor <= 2;
    let capital = (doc.token(start).case() == Case::Title || short) && !is_shouted(doc, start);
    let line = doc.starts_sentence(start);
    let mut end = index + 3;
    let period =
        matches!(doc.key(end), w::giải | w::trận | w::tháng | w::mùa) || doc.is(end, w::năm) && is_yearly(doc, end);
    if period && doc.token(end).gap() == Gap::Space {
        end += if doc.is(end, w::trận) && doc.is(end + 1, w::đấu) { 2 } else { 1 };
    }
    let labelled = doc.is(end, w::COLON);
    let titled = before == w::hiệu;
    if before == w::mục {
        return None;
    }
    // A heading of a list of winners (`Thủ môn xuất sắc nhất: X`) is one at the start of a line.
    (elected || titled || capital && (!line || labelled)).then(|| other(start..end, "other"))
}

/// `Ca sĩ của năm thuộc về X`, `Cầu thủ của năm 2016 đã thuộc về X`: the title that ends before the verb at `verb`.
pub(super) fn of_year(doc: &Document<'_>, verb: usize) -> Option<Hit> {
    let mut end = verb;
    while end > 0 && matches!(doc.key(end - 1), w::đã | w::cũng) {
        end -= 1;
    }
    let year = end > 3 && doc.is_recent_year(end - 1);
    let last = end.checked_sub(if year { 3 } else { 2 })?;
    if last == 0 || !(doc.is(last, w::của) && doc.is(last + 1, w::năm)) {
        return None;
    }
    let near = doc.sentence_of(verb).start.max(last.saturating_sub(6))..last;
    let start = near
        .rev()
        .take_while(|at| doc.token(*at).class() == Class::Word)
        .find(|at| ROLES.has(doc.key(*at)) && doc.token(*at).is_capitalised())?;
    Some(other(start..end, "other"))
}

/// Whether the name at `at` is that of a competition, not of an award.
pub(super) fn is_competition(doc: &Document<'_>, at: usize) -> bool {
    (at + 1..at + 4).any(|word| doc.is(word, w::mở) && doc.is(word + 1, w::rộng))
        || COMPETITIONS.has(doc.key(at))
        || doc.is(at, w::siêu) && doc.token(at).case() != Case::Upper && doc.is(at + 1, w::cúp)
        || doc.text_of(at).starts_with('U') && doc.text_of(at).len() <= 3
        || doc.tokens().get(at).is_some_and(|token| matches!(token.class(), Class::Digits | Class::Protected(_)))
}

/// Whether no word of the name has a letter that only Vietnamese has, and none is a Vietnamese syllable without marks.
pub(super) fn is_foreign(doc: &Document<'_>, start: usize, end: usize) -> bool {
    (start..end).filter(|at| doc.token(*at).class() == Class::Word).all(|at| doc.text_of(at).is_ascii())
}

/// Whether a foreign name says what its bearer is: `Driver of the Day`, `Best Player`.
fn names_a_bearer(doc: &Document<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| matches!(doc.key(at), w::of | w::best))
        || ["miss", "mister", "mvp", "queen", "king"].iter().any(|word| doc.is(start, Key::of(word)))
}

/// Whether the name is a Vietnamese person's: a family name first, two to four words, all in capitals.
fn is_person(doc: &Document<'_>, start: usize, end: usize) -> bool {
    (2..=4).contains(&(end - start))
        && FAMILY_NAMES.has(doc.key(start))
        && (start..end).all(|at| doc.token(at).is_capitalised())
}

table_words! {
    "awards.tsv":
    CERTIFICATE = "certificate";
}

/// What a certificate says after `Bằng`: `tuyên dương công đức`.
static CERTIFICATES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(CERTIFICATE, ())]));

table_sets! {
    "awards.tsv":
    /// Words after `giải` that make no name: `giải phụ`, `giải phóng`.
    GENERIC = "generic";
    /// Words that begin the name of a competition.
    COMPETITIONS = "competition";
    /// Words that begin the field of a contest whose prizes are awards: `giải Báo chí`.
    CONTESTS = "contest";
    /// Who or what a title of merit is for: `cầu thủ xuất sắc nhất`.
    ROLES = "role";
    /// The last syllables of words of merit: `triển vọng`, `ấn tượng`.
    MERITS = "merit";
    /// Words that begin a title in lower case: `danh hiệu hoa khôi`.
    BEARERS = "bearer";
    /// Verbs of giving or granting a title.
    GIVING = "giving";
    /// Verbs before `là` and a title.
    ELECTING = "electing";
    /// Verbs right before what is won or given.
    WINNING = "winning";
    /// Family names.
    FAMILY_NAMES = "family_name";
}

/// Whether the word begins a title that names its bearer: `Người đẹp hòa bình`.
pub(super) fn is_bearer(key: Key) -> bool {
    BEARERS.has(key)
}

/// Family names of the Kinh: the beginning of a person's name.
pub(crate) fn is_family_name(key: Key) -> bool {
    FAMILY_NAMES.has(key)
}
