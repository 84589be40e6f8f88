//! The units of time after a number, and what else their words mean: `30 năm tuổi Đảng`, `hai tiếng nổ`, `hai quý bà`, `một ngày nọ`.

use std::sync::LazyLock;

use super::TimeUnit;
use crate::{
    lexicon::{Phrases, Roles, table_sets, w},
    segment::{Case, Class, Document, Gap},
};

static UNITS: LazyLock<Phrases<TimeUnit>> = LazyLock::new(|| {
    use TimeUnit::{Century, Day, Decade, Hour, Minute, Month, Quarter, Second, Week, Year};
    Phrases::new([
        ("giây", Second),
        ("giây đồng hồ", Second),
        ("phút", Minute),
        ("phút đồng hồ", Minute),
        ("giờ", Hour),
        ("giờ đồng hồ", Hour),
        ("tiếng", Hour),
        ("tiếng đồng hồ", Hour),
        ("h", Hour),
        ("ngày", Day),
        ("ngày đêm", Day),
        ("tuần", Week),
        ("tuần lễ", Week),
        ("tháng", Month),
        ("quý", Quarter),
        ("năm", Year),
        ("thập kỷ", Decade),
        ("thập kỉ", Decade),
        ("thập niên", Decade),
        ("thế kỷ", Century),
        ("thế kỉ", Century),
    ])
});

/// The unit of time at token `at`, after a number, and the token after it.
pub(super) fn unit_at(doc: &Document<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    // `06 (sáu) năm`, as contracts and laws write it.
    let at = at + amount_in_words(doc, at);
    let token = doc.tokens().get(at)?;
    if token.gap > Gap::Space
        || token.case == Case::Title
            && doc.tokens().get(at - 1).is_some_and(|before| before.class == Class::Word && before.case == Case::Lower)
    {
        return None;
    }
    let (end, unit) = doc.phrase(&UNITS, at).filter(|(end, _)| !doc.begins_compound(at, *end))?;
    let next = doc.tokens().get(end);
    let digits_follow = next.is_some_and(|next| next.class == Class::Digits && next.gap <= Gap::Space);
    let next = doc.key_after(end);
    let other_sense = match doc.key(at) {
        // `lần thứ 3 năm 2017`, `năm tuổi Đảng`, `5 năm học`, light years.
        w::năm | w::ngày | w::tháng | w::tuần if is_one(doc, at) && doc.key_before(at - 1) == w::cùng => true,
        w::năm => {
            matches!(next, w::tuổi | w::ngoái | w::ánh)
                || leads_to_age(doc, end)
                || next == w::học && !is_study(doc, end + 1)
                || next == w::mới && is_one(doc, at)
                || is_some_year(doc, at)
                || year_follows(doc, end)
        }
        // `3 tháng 5` is a day.
        w::tháng => next == w::tuổi || digits_follow && !number_with_unit_follows(doc, end),
        // An unspecified day; `33 ngày tuổi` is an age.
        w::ngày if end == at + 1 => {
            matches!(next, w::lễ | w::mai | w::tuổi)
                || next == w::công && !SHOWING.has(doc.key_after(end + 1))
                || is_some_day(doc, at)
                || digits_follow && doc.key_after(end + 1) == w::SOLIDUS
        }
        w::tuần if end == at + 1 => matches!(next, w::lễ | w::tuổi),
        // `hai quý bà`
        w::quý => ADDRESSED.has(next),
        w::giờ | w::phút => matches!(next, w::công | w::tuổi),
        w::tiếng if end == at + 1 => {
            SOUNDS.has(next)
                || follows_sound(doc, at)
                || is_uttered(doc, at)
                || doc.tokens().get(end).is_some_and(|token| token.case == Case::Title && token.gap == Gap::Space)
        }
        // `24h`, not `24 H`.
        w::h => !token.is_glued() || token.case != Case::Lower,
        _ => false,
    };
    (!other_sense).then_some((end, *unit))
}

/// How many tokens the number takes that is said again in words and brackets after digits: `(sáu)` of `06 (sáu) năm`.
fn amount_in_words(doc: &Document<'_>, at: usize) -> usize {
    const LONGEST: usize = 5;
    if doc.key_after(at) != w::LEFT_PARENTHESIS {
        return 0;
    }
    let is_part =
        |at: usize| doc.tokens().get(at).is_some_and(|token| token.roles.any(Roles::NUMBER | Roles::NUMBER_PART));
    let words = (at + 1..at + 1 + LONGEST).take_while(|&at| is_part(at)).count();
    if words > 0 && doc.is(at + 1 + words, w::RIGHT_PARENTHESIS) { words + 2 } else { 0 }
}

/// Whether `học` before token `at` is the verb: `5 năm học tập`, `4 năm học đại học`, but `5 năm học liên tiếp`.
fn is_study(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space) && STUDIED.has(doc.key(at))
}

fn year_follows(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.class == Class::Digits && token.gap == Gap::Space)
        && doc.text_of(at).len() == 4
        // `kế hoạch 5 năm 2016 - 2020`.
        && !(matches!(doc.key(at + 1), w::HYPHEN_MINUS | w::EN_DASH) && doc.text_of(at + 2).len() == 4)
        && !number_with_unit_follows(doc, at)
}

/// Whether the digits at `at` have a unit of time of their own: `3 năm 6 tháng`.
fn number_with_unit_follows(doc: &Document<'_>, at: usize) -> bool {
    matches!(doc.key_after(at + 1), w::ngày | w::tháng | w::tuần | w::giờ | w::phút)
}

/// Whether `một ngày` before token `unit + 1` is some day or other, or a sort of day, and no length: `một ngày nọ`, `vào một ngày`, `trong một
/// ngày mưa`, `ngày một ngày hai`. A length is told by a word of lengths before it, by what is counted from it after it, or by a rate.
fn is_some_day(doc: &Document<'_>, unit: usize) -> bool {
    if !is_one(doc, unit) && doc.text_of(unit - 1) != "1" {
        return false;
    }
    let (before, next) = (doc.key_before(unit - 1), doc.key_after(unit + 1));
    // `một ngày trong tháng 11/2011`
    let of_month = matches!(next, w::trong | w::cuối | w::đầu | w::giữa | w::của)
        && matches!(doc.key(unit + 2), w::tháng | w::năm | w::mùa);
    if of_month || matches!(next, w::nào | w::nọ | w::kia) || before == w::ngày && next == w::hai {
        return true;
    }
    let only = before == w::có && unit.checked_sub(2).is_some_and(|at| doc.key_before(at) == w::chỉ);
    let measured = only || MEASURES_DAYS.has(before);
    if COUNTED_FROM.has(next) || measured && !SORTS_OF_DAY.has(next) {
        return false;
    }
    if measured && matches!(before, w::sau | w::suốt | w::vòng | w::dài | w::mất | w::hết) {
        return false;
    }
    SORTS_OF_DAY.has(next) || !is_counted_off(doc, unit) && (is_one(doc, unit) || before == w::là)
}

/// Whether `một ngày` at `unit` is the distance from what comes before it (`trước lễ một ngày`, `trước đó một ngày`), or what a rate is
/// told for: a number is close by (`hai lần một ngày`, `một ngày ngủ 3 tiếng`).
fn is_counted_off(doc: &Document<'_>, unit: usize) -> bool {
    const REACH: usize = 8;
    let sentence = doc.sentence_of(unit);
    let clause = (sentence.start.max(unit.saturating_sub(REACH))..unit - 1)
        .rev()
        .take_while(|&at| doc.token(at).class != Class::Mark);
    let is_number = |at: usize| {
        let token = doc.token(at);
        token.class == Class::Digits
            || matches!(
                token.key,
                w::hai | w::bốn | w::sáu | w::bảy | w::tám | w::mười | w::vài | w::dăm | w::chục | w::nghìn | w::ngàn
            )
    };
    let mut clause = clause;
    clause.any(|at| matches!(doc.key(at), w::trước | w::sau | w::sớm | w::chậm | w::muộn) || is_number(at))
        || (unit + 1..sentence.end.min(unit + REACH))
            .take_while(|&at| doc.token(at).class != Class::Mark)
            .any(is_number)
}

/// Whether a year, month or week is some or other, or a sort of one: `là một năm khó khăn`.
fn is_some_year(doc: &Document<'_>, unit: usize) -> bool {
    let next = doc.key_after(unit + 1);
    is_one(doc, unit)
        && unit.checked_sub(1).is_some_and(|one| doc.key_before(one) == w::là)
        && (SORTS_OF_DAY.has(next) || SORTS_OF_YEAR.has(next))
}

/// Whether the years that end before token `at` are members of a list of years of membership: `55 năm, 40 năm, 30 năm tuổi Đảng`.
fn leads_to_age(doc: &Document<'_>, mut at: usize) -> bool {
    const LONGEST: usize = 8;
    for _ in 0..LONGEST {
        if !matches!(doc.key_after(at), w::COMMA | w::và | w::hoặc) {
            return false;
        }
        let number = at + 1 + usize::from(doc.is(at, w::COMMA) && doc.is(at + 1, w::và));
        let is_number = doc.tokens().get(number).is_some_and(|token| token.class == Class::Digits);
        if !is_number || doc.key_after(number + 1) != w::năm {
            return false;
        }
        at = number + 2;
        if doc.key_after(at) == w::tuổi {
            return true;
        }
    }
    false
}

/// Whether a sound was told before: `nghe tiếng súng, chắc 4 hoặc 5 tiếng`.
fn follows_sound(doc: &Document<'_>, at: usize) -> bool {
    const REACH: usize = 10;
    let first = doc.sentence_of(at).start.max(at.saturating_sub(REACH));
    (first..at).any(|at| doc.is(at, w::tiếng) && LOUD.has(doc.key(at + 1)))
}

/// Whether `một tiếng` is a sound or a word that somebody utters: `xì một tiếng`, `hú to một tiếng`, `hai tiếng “mẹ ơi”`.
fn is_uttered(doc: &Document<'_>, at: usize) -> bool {
    const REACH: usize = 2;
    let Some(number) = at.checked_sub(1) else { return false };
    let quoted = doc.tokens().get(at + 1).is_some_and(|next| next.gap == Gap::Space)
        && matches!(doc.key(at + 1), w::QUOTATION_MARK | w::LEFT_DOUBLE_QUOTATION_MARK | w::LEFT_SINGLE_QUOTATION_MARK);
    let few = is_one(doc, at) || matches!(doc.key(number), w::hai | w::mấy);
    let first = number.saturating_sub(REACH).max(doc.sentence_of(at).start);
    quoted || few && (first..number).any(|at| UTTERED.has(doc.key(at)) && doc.key(at + 1) != w::chuyện)
}

fn is_one(doc: &Document<'_>, unit: usize) -> bool {
    doc.key_before(unit) == w::một
}

table_sets! {
    "lengths.tsv":
    /// Words before a day that is a length.
    MEASURES_DAYS = "measures_days";
    /// Words after `học` that is the verb: `5 năm học nghề`.
    STUDIED = "studied";
    /// Words that say what sort of day it was.
    SORTS_OF_DAY = "sorts_of_day";
    /// Words that say what sort of year it was.
    SORTS_OF_YEAR = "sorts_of_year";
    /// What `tiếng` names besides hours: sounds and speech.
    SOUNDS = "sounds";
    /// Those that are counted.
    LOUD = "loud";
    /// Verbs of uttering, before `một tiếng` that is a sound or a word.
    UTTERED = "uttered";
    /// Who is addressed with `quý`, and what is precious.
    ADDRESSED = "addressed";
    /// Words after a length that something else is counted from.
    COUNTED_FROM = "counted_from";
    /// The second halves of verbs that begin with `công`, after a number of days: `4 ngày công chiếu`.
    SHOWING = "showing";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::RolesTable;

    /// A number is asked for a length only where a word of that role follows: a unit without it would never be read.
    #[test]
    fn every_unit_begins_with_a_word_of_that_role() {
        for (first, ..) in UNITS.phrases() {
            assert!(RolesTable::builtin().of(first).any(Roles::TIME_UNIT), "{first:?}");
        }
    }
}
