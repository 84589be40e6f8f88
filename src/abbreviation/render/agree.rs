//! Adapts a long form to the context of its mention: letter case, words that are already there, names that must not be broken.

use std::borrow::Cow;

use super::form::{Form, Part};
use crate::{
    abbreviation::{Occurrence, Source},
    lexicon::{Key, NAME_HEADS, NameHead, is_letter, table_sets, table_words},
    segment::Document,
    span::{Cut as _, Span},
};

table_sets! {
    "abbreviations.tsv":
    /// After such a word with a capital a field of work is the name of a body: `Bộ Giao thông vận tải`.
    BODIES = "body";
    /// Words of foreign names: what stands before them is part of the name.
    FOREIGN = "foreign";
    /// Long forms that begin the name of a house: `Đại học Kinh tế`.
    HOUSES = "house";
    /// Words before such a form that count houses or speak of several: `các bệnh viện Hà Nội`.
    COUNTS = "count";
    /// Long forms that have the capital of the body's name after a small `cơ quan`.
    OFFICES_OF = "office";
    /// Second syllables of the words for a body, whose capital is that of the syllable before: `Trung tâm`, `Cơ quan`.
    SECONDS = "second";
}

table_words! {
    "abbreviations.tsv":
    /// Words for what a body is, which stand before its name or its short form.
    KINDS = "kind";
    /// What the name of a firm begins with.
    FIRMS = "firm";
    /// Fields whose offices bear their name alone: `BHXH Việt Nam`.
    OFFICES = "office_field";
    /// What stands after the name of such an office.
    AREAS = "area";
    /// Words before a field of work that is no body: `ngành GD-ĐT`.
    BEFORE_FIELDS = "field";
}

/// How many letters beside a short form tell that it is part of its own long form.
const BESIDE: usize = 6;
/// How many bytes of spaces and marks may stand between a long form and its short form.
const APPOSED: usize = 8;

/// What a mention introduces to the reader: a town as a name is different from the common noun.
pub(super) fn introduced<'l>(text: &str, occurrence: &Occurrence, long: &'l str) -> &'l str {
    if is_named(text, occurrence.span.end, long) { "Thành phố Hồ Chí Minh" } else { long }
}

/// Whether a mention is left alone: its long form is next to it or around it, or it is part of a foreign name.
pub(super) fn stays(text: &str, span: Span, long: &str) -> bool {
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    is_before(before, long)
        || tail_of(long).is_some_and(|tail| ends_with(before.trim_end(), tail))
        || after.trim_start().strip_prefix('(').is_some_and(|inside| begins_with(inside, long))
        || is_inside(text, span, long)
        || is_foreign_name(after)
        || has_another_head(before, long)
        || follows_a_name(before, long)
}

/// `CTCK Bảo Việt – BVSC`: whether the mention that ends at `last`, as it was written out, and what stands between are the long form.
pub(super) fn is_said_by(text: &str, last: usize, said: impl Fn() -> String, span: Span, long: &str) -> bool {
    let Some(between) = text.get(last..span.start).filter(|between| between.len() <= long.len() + APPOSED) else {
        return false;
    };
    !between.trim().is_empty() && is_before(&(said() + between.trim_end_matches('(')), long)
}

/// Whether a text ends with a long form, but for what parts it from its short form: `(Đài Truyền hình Việt Nam-VTV)`.
pub(super) fn is_before(text: &str, long: &str) -> bool {
    ends_with(text.trim_end_matches([' ', '\u{A0}', '-', '–', ',']), long)
}

/// Whether a firm's name with a head of its own would follow another name without a mark: `Công ty Chứng khoán Bảo Việt SCIC`.
fn follows_a_name(before: &str, long: &str) -> bool {
    let is_firm = || FIRMS.iter().any(|head| long.starts_with(head));
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some() && letters.all(char::is_lowercase)
    };
    let Some(said) = before.strip_suffix(' ').filter(|_| is_firm()) else { return false };
    let mut words = said.rsplit(' ');
    words.next().is_some_and(is_name) && words.next().is_some_and(is_name)
}

/// `… châu Á - Thái Bình Dương (SOM 2)`: a name of two words that the text defines, alone in a bracket, is a gloss of what stands before it.
pub(super) fn is_gloss(text: &str, occurrence: &Occurrence, short: &str) -> bool {
    let before = || text.get(..occurrence.span.start).is_some_and(|before| before.ends_with('('));
    let after = || text.get(occurrence.span.end..).is_some_and(|after| after.starts_with(')'));
    occurrence.source == Source::Definition && short.contains(' ') && before() && after()
}

/// Whether the word for what a body is stands before it, and its long form begins with another: `Hãng tin KCNA`, `Công ty EVN`.
fn has_another_head(before: &str, long: &str) -> bool {
    let Some(said) = before.strip_suffix(' ').filter(|_| long.starts_with(char::is_uppercase)) else { return false };
    let Some(kind) = KINDS.iter().find(|kind| ends_with(said, kind)) else { return false };
    let form = Form::new(long.to_owned());
    dropped(before, form.whole()).text.len() == long.len()
        && match Document::new(long).phrase(&NAME_HEADS, 0) {
            Some((_, NameHead::Own)) => true,
            // `hãng tin Thông tấn xã …`, but `tổ chức Nhà nước Hồi giáo`.
            Some((_, NameHead::Inner)) => kind.starts_with("hãng"),
            _ => false,
        }
}

/// Whether a word of foreign names stands after a mention: `VTV Cup`, `FIFA U20 World Cup`.
fn is_foreign_name(after: &str) -> bool {
    let Some(word) = next_word(after).filter(|word| word.starts_with(char::is_uppercase)) else { return false };
    let is_class = word.ends_with(|letter: char| letter.is_ascii_digit());
    let rest = after.get(1 + word.len()..).filter(|_| is_class).and_then(next_word);
    [Some(word), rest].into_iter().flatten().any(|word| FOREIGN.has(Key::of(word)))
}

/// The last two words of a long form of three or more: `tuyến buýt nhanh BRT` says `xe buýt nhanh` already.
fn tail_of(long: &str) -> Option<&str> {
    memchr::memrchr_iter(b' ', long.as_bytes()).nth(1).map(|at| long.cut(at + 1..))
}

/// Whether a mention is part of its own long form: `HCM` in `TP HCM`, which a user's dictionary gives it.
pub(super) fn is_inside(text: &str, span: Span, long: &str) -> bool {
    let Some(short) = text.get(span.range()).filter(|short| !short.is_empty()) else { return false };
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    // The cheap test, without a searcher: few long forms hold the letters of their short forms in a row.
    let begins = |at: usize| long.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(short.as_bytes()));
    let is_there = short.bytes().next().is_some_and(|first| memchr::memchr_iter(first, long.as_bytes()).any(begins));
    is_there
        && long.match_indices(short).any(|(at, _)| {
            let (first, last) = (long.get(..at).unwrap_or_default(), long.get(at + short.len()..).unwrap_or_default());
            // The letters beside it tell: what stands further off may be written out by now.
            let first = first.char_indices().rev().nth(BESIDE).and_then(|(from, _)| first.get(from..)).unwrap_or(first);
            let last = last.char_indices().nth(BESIDE).and_then(|(to, _)| last.get(..to)).unwrap_or(last);
            !(first.is_empty() && last.is_empty()) && before.ends_with(first) && after.starts_with(last)
        })
}

/// The long form to put in the place of a mention: in the letter case of the position, without the words that already precede it.
pub(super) fn agreed(text: &str, occurrence: &Occurrence, form: &Form) -> String {
    let before = text.get(..occurrence.span.start).unwrap_or_default();
    // `thuế VAT` is `thuế giá trị gia tăng`, `đài VTV` is `đài Truyền hình Việt Nam`.
    let part = dropped(before, form.whole());
    let after = text.get(occurrence.span.end..).unwrap_or_default();
    let part = without_tail(part, after);
    let long = part.text;
    if is_field(before, part) {
        return long.to_lowercase();
    }
    let named = is_body(before) || is_office(before, long) || is_house(before, long, after);
    let long = if named { named_by(part) } else { Cow::Borrowed(long) };
    let mut letters = long.chars();
    match letters.next() {
        Some(first)
            if occurrence.starts_sentence
                || is_named(text, occurrence.span.end, &long)
                || named
                || OFFICES.contains(&&*long) && AREAS.iter().any(|area| after.trim_start().starts_with(area)) =>
        {
            let mut out = String::with_capacity(long.len());
            out.extend(first.to_uppercase());
            out.push_str(letters.as_str());
            out
        }
        _ => long.into_owned(),
    }
}

/// A long form without the words at its end that the text goes on with: `quỹ BOG xăng dầu` says `xăng dầu` already.
fn without_tail<'f>(part: Part<'f>, after: &str) -> Part<'f> {
    let Some(after) = after.strip_prefix(' ') else { return part };
    let Some(first) = after.split(' ').next().filter(|first| !first.is_empty()) else { return part };
    // Two words at least, since one may be said twice: `UBND dân tộc`.
    part.splits()
        .skip(1)
        .filter(|(_, tail)| tail.words() > 1 && begins_with(tail.text, first))
        .find(|(_, tail)| begins_with(after, tail.text))
        .map_or(part, |(before, _)| part.up_to(before))
}

/// `cơ quan Cảnh sát điều tra`: the name of a body has its capital after its head in small letters too.
fn is_office(before: &str, long: &str) -> bool {
    ends_with(before.trim_end(), "cơ quan") && OFFICES_OF.has(Key::of(long))
}

/// `Đại học Kinh tế`, `Bệnh viện Chợ Rẫy`: with the name after it, the word for a house is the beginning of its name, if there is but one.
fn is_house(before: &str, long: &str, after: &str) -> bool {
    let is_named = || {
        let mut letters = after.strip_prefix(' ').unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(is_alphanumeric)
    };
    let is_one = || {
        let last = before.trim_end().rsplit(|letter: char| !is_alphanumeric(letter)).next().unwrap_or_default();
        !COUNTS.has(Key::of(last)) && !last.ends_with(|letter: char| letter.is_ascii_digit())
    };
    is_named() && HOUSES.has(Key::of(long)) && is_one()
}

/// A field as the name of its office: `Sở Văn hóa và Thể thao`.
fn named_by(part: Part<'_>) -> Cow<'_, str> {
    if !part.has_joint(&["và ", "- "]) {
        return Cow::Borrowed(part.text);
    }
    let (mut out, mut from) = (String::with_capacity(part.text.len()), 0);
    for (before, after) in part.splits() {
        if before.ends_with(',') || before.ends_with(" và") || before.ends_with(" -") {
            let (joint, letter) = (before.len() + 1, after.text.chars().next());
            out.push_str(part.text.cut(from..joint));
            out.extend(letter.into_iter().flat_map(char::to_uppercase));
            from = joint + letter.map_or(0, char::len_utf8);
        }
    }
    out.push_str(part.text.cut(from..));
    out.into()
}

/// `TP. Hồ Chí Minh` names the town after a man: `thành phố` is part of the name.
fn is_named(text: &str, end: usize, long: &str) -> bool {
    long == "thành phố" && {
        let after = text.get(end..).unwrap_or_default().trim_start();
        ["Hồ Chí Minh", "HCM"].iter().any(|name| after.starts_with(name))
    }
}

/// Whether a field of work is meant, not the body that has its name: `ngành GD-ĐT`.
fn is_field(before: &str, part: Part<'_>) -> bool {
    part.has_joint(&["và "])
        && part.text.starts_with(char::is_uppercase)
        && BEFORE_FIELDS.iter().any(|word| ends_with(before.trim_end(), word))
}

/// Whether the word before a mention names a kind of body in capitals: `Bộ GTVT`, `Trung tâm GDTX`.
fn is_body(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(' ') else { return false };
    let start = |text: &str| text.rfind(|letter: char| !is_alphanumeric(letter)).map_or(0, |at| at + 1);
    let Some(word) = rest.get(start(rest)..) else { return false };
    if !BODIES.has(Key::of(word)) {
        return false;
    }
    let first = rest.strip_suffix(word).and_then(|rest| rest.strip_suffix(' ')).unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let compound = SECONDS.has(Key::of(word)) && word.chars().all(char::is_lowercase);
    capital(word) || compound && first.get(start(first)..).is_some_and(capital)
}

/// The long form without the words that end `before`. At least one word remains.
fn dropped<'f>(before: &str, part: Part<'f>) -> Part<'f> {
    /// The maximum number of words that are already there: `hệ thống phòng thủ tên lửa THAAD`.
    const SAID: usize = 8;
    let Some(before) = before.strip_suffix(' ') else { return part };
    let mut openings = part.splits().take(SAID).rev();
    openings.find(|(opening, _)| ends_with(before, opening) && !is_name(before, opening)).map_or(part, |(_, rest)| rest)
}

/// Whether the words that `before` ends with are a name, which those in small letters are not: `tiếng Trung THPT` is no `trung học`. At the beginning of a
/// sentence a capital says nothing. Nor does it of two words: `Cơ quan CQĐT`.
fn is_name(before: &str, opening: &str) -> bool {
    let Some(rest) = before.get(..before.len().saturating_sub(opening.len())) else { return false };
    // `miền Trung TW`
    if ends_with(rest.trim_end(), "miền") {
        return true;
    }
    opening.starts_with(char::is_lowercase)
        && !opening.contains(' ')
        && before.get(rest.len()..).is_some_and(|said| said.starts_with(char::is_uppercase))
        && rest.trim_end().ends_with(char::is_lowercase)
}

/// Whether `text` ends with the words of `long`, in any letter case.
fn ends_with(text: &str, long: &str) -> bool {
    let Some(from) = text.len().checked_sub(long.len()) else { return false };
    let Some(last) = text.get(from..) else { return false };
    is_same(last, long) && !text.get(..from).is_some_and(|rest| rest.ends_with(is_alphanumeric))
}

/// Whether `text` begins with the words of `long`, in any letter case.
fn begins_with(text: &str, long: &str) -> bool {
    text.get(..long.len()).is_some_and(|first| is_same(first, long))
        && !text.get(long.len()..).is_some_and(|rest| rest.starts_with(is_alphanumeric))
}

/// [`char::is_alphanumeric`], without a look-up for Vietnamese letters.
fn is_alphanumeric(letter: char) -> bool {
    is_letter(letter) || letter.is_numeric()
}

/// Whether two texts have the same letters, in any letter case.
fn is_same(left: &str, right: &str) -> bool {
    // Most differ in their last letter or their first, most often letters of ASCII.
    let differ = |left: Option<u8>, right: Option<u8>| match (left, right) {
        (Some(left), Some(right)) => left.is_ascii() && right.is_ascii() && !left.eq_ignore_ascii_case(&right),
        _ => false,
    };
    if differ(left.bytes().next_back(), right.bytes().next_back()) || differ(left.bytes().next(), right.bytes().next())
    {
        return false;
    }
    left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase))
}

/// The word right after a mention and one space.
fn next_word(after: &str) -> Option<&str> {
    let rest = after.strip_prefix(' ')?;
    rest.split(|letter: char| !is_alphanumeric(letter)).next().filter(|word| !word.is_empty())
}
