//! Verbs of conferring, winning, praising and taking back; adjacent ones are one act (`tuyên dương, khen thưởng, trao`).

use std::{ops::Range, sync::LazyLock};

use crate::{
    fact::award::is_quote,
    lexicon::{Phrases, table_sets, table_words, w},
    segment::{Case, Class, Document, Gap},
};

/// What a verb does with an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// `tặng`, `trao`, `truy tặng`.
    Give,
    /// `nhận`, `đón nhận`.
    Receive,
    /// `đoạt`, `giành`.
    Win,
    /// `thuộc về`: the award comes first.
    Belong,
    /// `bầu là`, `công nhận`.
    Elect,
    /// `biểu dương`, `vinh danh`: an act of its own, even where no award is named.
    Praise,
    /// `thu hồi`, `tước`.
    Withdraw,
    /// `trả lại`: the subject had the award.
    Return,
    /// `đề cử`.
    Nominate,
}

/// Whether the verb says that its subject won or got the award.
pub(super) const fn wins(act: Act) -> bool {
    matches!(act, Act::Win | Act::Receive)
}

/// Whether the verb says that its subject got the award by its own doing.
pub(super) const fn is_winning(act: Act) -> bool {
    matches!(act, Act::Win | Act::Receive | Act::Elect | Act::Nominate)
}

/// A group of verbs that is one act.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub(super) act: Act,
    pub(super) tokens: Range<usize>,
    /// Whether a verb of praise is in the group.
    pub(super) praises: bool,
}

static VERBS: LazyLock<Phrases<Act>> = LazyLock::new(|| {
    Phrases::of_lists(&[
        (GIVE, Act::Give),
        (RECEIVE, Act::Receive),
        (WIN, Act::Win),
        (BELONG, Act::Belong),
        (ELECT, Act::Elect),
        (PRAISE, Act::Praise),
        (WITHDRAW, Act::Withdraw),
        (RETURN, Act::Return),
        (NOMINATE, Act::Nominate),
    ])
});

table_words! {
    "award_verbs.tsv":
    GIVE = "give";
    RECEIVE = "receive";
    WIN = "win";
    BELONG = "belong";
    ELECT = "elect";
    PRAISE = "praise";
    WITHDRAW = "withdraw";
    RETURN = "return";
    NOMINATE = "nominate";
}

table_sets! {
    "award_verbs.tsv":
    /// Second syllables that make another word of the verb before.
    OTHER_WORD = "other_word";
}

/// The verb at `index`, before groups are made.
fn at(doc: &Document<'_>, index: usize) -> Option<(usize, Act)> {
    let (end, act) = doc.phrase(&VERBS, index)?;
    if is_name(doc, index, end) {
        return None;
    }
    let single = end == index + 1;
    let before = if index == 0 { crate::lexicon::Key::NONE } else { doc.key(index - 1) };
    // Syllables of other words: `công nhận` is in the table, `chấp nhận`, `phần thưởng`, `phong phú` are not.
    let other = match *act {
        // `tiếp nhận`, but `liên tiếp nhận`.
        Act::Receive if before == w::tiếp => !doc.text_of(index.saturating_sub(2)).eq("liên"),
        Act::Receive => matches!(before, w::chấp | w::xác | w::ghi | w::đảm | w::thừa | w::cảm | w::công),
        Act::Give if single => {
            // `Lê Quang Huy trao`: syllables of a name are no part of another word.
            matches!(before, w::phần | w::huy | w::liên | w::tiền) && !doc.token(index - 1).is_capitalised()
                || doc.text_of(index) == "thưởng" && before == w::giải
                || OTHER_WORD.has(doc.key(end))
        }
        // `25 bàn thắng`.
        Act::Win if single && doc.is(index, w::thắng) && matches!(before, w::bàn | w::trận) => true,
        // `giật giải`, but `bị giật danh hiệu`.
        Act::Win if single && doc.text_of(index) == "giật" => !doc.is(end, w::giải),
        Act::Win if single => OTHER_WORD.has(doc.key(end)),
        _ => false,
    };
    (!other).then_some((end, *act))
}

/// Whether the words are those of a name: `NSND Mạnh Phong`, `đại biểu Dương Văn Thống`.
fn is_name(doc: &Document<'_>, index: usize, end: usize) -> bool {
    let title = |at: usize| doc.tokens().get(at).is_some_and(|token| token.case() == Case::Title);
    let after_capital = index > 0
        && doc.token(index - 1).is_capitalised()
        && doc.token(index).gap() == Gap::Space
        && !doc.starts_sentence(index);
    // `Miss Photo 2017 - Bình chọn Hoa khôi`: a capital after a dash is a title's.
    let titled =
        doc.token(index).is_capitalised() && index > 0 && matches!(doc.key(index - 1), w::HYPHEN_MINUS | w::EN_DASH);
    if titled && doc.is(index, w::bình) {
        return true;
    }
    let given_name = matches!(doc.text_of(index), "Phong" | "Thắng" | "Đạt" | "Thưởng" | "Lĩnh" | "Tước");
    (index + 1..end).any(title) || given_name && after_capital
}

/// Whether words begin at `index` that make an act where no award is named: a verb of praise, or `cao quý` after `danh hiệu`.
pub(super) fn confers_alone(doc: &Document<'_>, index: usize) -> bool {
    matches!(
        (doc.key(index), doc.key(index + 1)),
        (w::biểu | w::tuyên, w::dương)
            | (w::khen, w::thưởng)
            | (w::vinh, w::danh)
            | (w::tôn, w::vinh)
            | (w::cao, w::quý)
    )
}

/// Whether a verb of the table begins at `index`.
pub(super) fn is_verb(doc: &Document<'_>, index: usize) -> bool {
    ends(doc, index).is_some()
}

/// The token after the verb of the table that begins at `index`.
pub(super) fn ends(doc: &Document<'_>, index: usize) -> Option<usize> {
    at(doc, index).map(|(end, _)| end)
}

/// The verbs of `tokens` in order, those that stand together as one. Linear.
pub(super) fn all(doc: &Document<'_>, tokens: Range<usize>, skip: &[Range<usize>]) -> Vec<Verb> {
    let mut verbs: Vec<Verb> = Vec::new();
    let mut awards = skip.iter().peekable();
    let mut index = tokens.start;
    while index < tokens.end {
        while awards.next_if(|award| award.end <= index).is_some() {}
        if let Some(award) = awards.peek()
            && award.contains(&index)
        {
            index = award.end;
            continue;
        }
        if let Some((end, act)) = by_award(doc, index, skip, awards.peek().copied(), &verbs) {
            verbs.push(Verb { act, tokens: index..end, praises: false });
            index = end;
            continue;
        }
        let Some((end, act)) = at(doc, index).filter(|(end, _)| *end <= tokens.end) else {
            index += 1;
            continue;
        };
        let praises = act == Act::Praise;
        match verbs.last_mut() {
            Some(last) if joins(doc, last, index, act) => {
                last.tokens.end = end;
                last.praises |= praises;
                if last.act == Act::Praise || act == Act::Give {
                    last.act = act;
                }
            }
            _ => verbs.push(Verb { act, tokens: index..end, praises }),
        }
        // `biểu dương, thưởng nóng Phòng X`: one act.
        if let Some(last) = verbs.last_mut().filter(|last| last.act == Act::Praise)
            && matches!(doc.key(end), w::COMMA | w::và)
            && (doc.text_of(end + 1), doc.text_of(end + 2)) == ("thưởng", "nóng")
            && end + 3 <= tokens.end
        {
            last.tokens.end = end + 3;
            index = end + 3;
            continue;
        }
        index = end;
    }
    verbs
}

/// A word at `index` that is a verb only next to an award, of which `next` is the first that comes: the token after it, and its act.
fn by_award(
    doc: &Document<'_>,
    index: usize,
    awards: &[Range<usize>],
    next: Option<&Range<usize>>,
    verbs: &[Verb],
) -> Option<(usize, Act)> {
    match doc.key(index) {
        // `đề nghị bằng khen cho 18 cá nhân`: with no other verb it proposes the giving.
        w::đề if doc.is(index + 1, w::nghị) => {
            let award = next.filter(|award| (index + 2..index + 6).contains(&award.start))?;
            let near = |at: usize| matches!(doc.text_of(at), "danh" | "hiệu" | "các" | "“" | "\"");
            (index + 2..award.start).all(near).then_some((index + 2, Act::Give))
        }
        // `X có thư khen gửi Y`, but `Y có thư khen của X`.
        w::có if doc.text_of(index + 1).eq_ignore_ascii_case("thư") => {
            let award = next.filter(|award| award.start == index + 1)?;
            (!matches!(doc.text_of(award.end), "của" | "ngợi")).then_some((index + 1, Act::Give))
        }
        // `những tác giả được giải Nhất`: the prize right after it.
        w::được => {
            let award = next.filter(|award| award.start == index + 1)?;
            let known = matches!(doc.key(award.start), w::giải | w::huy | w::huân)
                || matches!(doc.text_of(award.start), "HCV" | "HCB" | "HCĐ");
            let praise = doc.is(award.start + 1, w::khen);
            let alone = verbs.last().is_none_or(|last| last.tokens.end != index);
            ((known || praise) && alone).then_some((index + 1, if praise { Act::Receive } else { Act::Win }))
        }
        // `được cấp Bằng Lao động sáng tạo`, but `cấp tỉnh`.
        w::cấp => {
            next.filter(|award| award.start == index + 1 && matches!(doc.key(index + 1), w::bằng | w::giấy))?;
            Some((index + 1, Act::Give))
        }
        // `đoàn Việt Nam có thêm 14 HCV`.
        w::có if doc.is(index + 1, w::thêm) => {
            let award = next.filter(|award| (index + 2..index + 5).contains(&award.start))?;
            let medal = doc.is(award.start, w::huy) || doc.text_of(award.start).starts_with("HC");
            medal.then_some((index + 2, Act::Win))
        }
        // `dành giải ba`, as `giành` is often written: before a prize that goes to nobody after `cho`.
        w::dành => {
            let award =
                next.filter(|award| award.start == index + 1 || award.start == index + 2 && doc.is_number(index + 1))?;
            let contest =
                matches!(doc.key(award.start), w::giải | w::huy) || doc.text_of(award.start).starts_with("HC");
            let reserved = || (award.end..award.end + 10).any(|at| matches!(doc.key(at), w::cho | w::tặng));
            (contest && !reserved()).then_some((index + 1, Act::Win))
        }
        // `A và B đồng giải Nhì`, but `đồng giải Nhì là A`.
        w::đồng => {
            let award = next.filter(|award| award.start == index + 1 && doc.is(index + 1, w::giải))?;
            let named = index > 0 && doc.token(index - 1).class() == Class::Word && !doc.is(index - 1, w::hội);
            let follows = matches!(doc.key(award.end), w::là | w::thuộc | w::cho | w::được);
            let alone = verbs.last().is_none_or(|last| last.tokens.end != index);
            (named && alone && !follows).then_some((index + 1, Act::Win))
        }
        // `giải nhì là em X`: right after a prize of a contest that no verb governs, before who got it.
        w::là => {
            let award = awards.get(awards.partition_point(|award| award.start < index).checked_sub(1)?)?;
            let won =
                verbs.last().is_some_and(|verb| verb.tokens.end <= award.start && verb.tokens.end + 4 > award.start);
            let opens = doc.starts_sentence(award.start)
                || award
                    .start
                    .checked_sub(1)
                    .is_none_or(|at| matches!(doc.key(at), w::COMMA | w::SEMICOLON | w::và | w::còn | w::đồng));
            // `Á hậu 2 là Y`, `Quả bóng đồng là Z`: of a contest whose other prizes went before.
            let rank = matches!(doc.key(award.start), w::á | w::hoa | w::quả | w::huy) && !verbs.is_empty();
            let prize = (doc.is(award.start, w::giải) || rank) && award.len() <= 4 && award.end == index;
            // `chủ nhân của Quả bóng vàng là X`.
            let of = award.start.checked_sub(1).filter(|at| doc.is(*at, w::của)).unwrap_or(award.start);
            let owned = of >= 2 && doc.is(of - 2, w::chủ) && doc.is(of - 1, w::nhân) && award.end <= index;
            ((prize && opens || owned && index <= award.end + 3) && !won && is_winner(doc, index + 1))
                .then_some((index + 1, Act::Belong))
        }
        _ => None,
    }
}

/// Whether who won is named at `at`, and not what was won: a word with a capital, one for a person, or a thing with its owner.
fn is_winner(doc: &Document<'_>, at: usize) -> bool {
    let capital = doc.tokens().get(at).is_some_and(|token| token.is_capitalised() && token.class() != Class::Digits);
    let called = (1..=3).any(|width| {
        doc.tokens().get(at + width).is_some_and(|token| token.is_capitalised())
            && (at..at + width).all(|word| doc.token(word).case() == Case::Lower)
    });
    let owned = (at + 1..at + 4).any(|word| doc.is(word, w::của));
    let work = is_quote(doc, at);
    !doc.is_number(at) && (capital || called || owned || work)
}

/// Whether the verb at `index` is with the group before it: `tuyên dương, khen thưởng, trao`, `truy tặng và phong tặng`.
fn joins(doc: &Document<'_>, last: &Verb, index: usize, act: Act) -> bool {
    let end = last.tokens.end;
    let between = index - end;
    let linked = between == 0
        || between == 1 && matches!(doc.key(end), w::COMMA | w::và)
        || between == 2 && matches!((doc.key(end), doc.key(end + 1)), (w::COMMA, w::và));
    let alike = match last.act {
        Act::Give | Act::Praise => matches!(act, Act::Give | Act::Praise),
        Act::Win | Act::Receive => matches!(act, Act::Win | Act::Receive),
        Act::Withdraw => act == Act::Withdraw,
        _ => false,
    };
    linked && alike && doc.token(index).gap() <= Gap::Space
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_sets_are_known() {
        let rows: Vec<_> = crate::lexicon::set_rows(include_str!("../../../data/grammar/award_verbs.tsv")).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
        let read = [GIVE, RECEIVE, WIN, BELONG, ELECT, PRAISE, WITHDRAW, RETURN, NOMINATE].concat();
        for (set, words) in rows {
            assert!(set == "other_word" || read.contains(&words), "{set}: {words}");
        }
    }
}
