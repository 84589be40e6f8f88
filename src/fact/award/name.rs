//! Where the name of an award ends: at its closing quote, or at a word that no name holds.

use std::ops::Range;

use crate::{
    lexicon::{self, table_sets, w},
    segment::{Case, Class, Document, Gap, Token},
};

/// The maximum number of words of a name.
const LONGEST: usize = 14;

table_sets! {
    "awards.tsv":
    /// Words that no name of an award holds: they begin the next part of the clause.
    pub(super) STOP = "ends_name";
    /// Lower-case words that begin a predicate after a name.
    pub(super) AFTER_NAME = "predicate";
}

/// The quoted text at `at`: the tokens inside, and the token after the closing quote. At most 24 tokens.
pub(super) fn quoted(doc: &Document<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    if !is_quote(doc, at) || doc.is(at, w::RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK) {
        return None;
    }
    let start = at + 1;
    for end in start..(start + 24).min(doc.tokens().len()) {
        if doc.token(end).gap() >= Gap::Line {
            return None;
        }
        if is_quote(doc, end)
            && !matches!(doc.key(end), w::LEFT_SINGLE_QUOTATION_MARK | w::LEFT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK)
        {
            return (end > start).then_some((start..end, end + 1));
        }
    }
    None
}

/// Whether there is a quotation mark at `at`, the pointed ones of other languages included.
pub(crate) fn is_quote(doc: &Document<'_>, at: usize) -> bool {
    let mark = doc.key(at);
    lexicon::is_quote(mark)
        || matches!(mark, w::LEFT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK | w::RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK)
}

/// The motto of a badge: `Kỷ niệm chương “Vì sự nghiệp …”`, `Kỷ niệm chương Vì sự nghiệp Giáo dục`.
pub(super) fn motto(doc: &Document<'_>, end: usize) -> usize {
    if let Some((_, after)) = quoted(doc, end) {
        return after;
    }
    let next = doc.tokens().get(end);
    if next.is_some_and(|token| token.is_capitalised() && token.gap() == Gap::Space && token.class() == Class::Word) {
        return extent(doc, end, false);
    }
    if doc.is(end, w::vì) && doc.is(end + 1, w::sự) && doc.is(end + 2, w::nghiệp) {
        return extent(doc, end + 3, false);
    }
    end
}

/// The end of a prize with the category in which it is given, where one follows at `end`: `giải Oscar | Nam diễn viên chính xuất sắc nhất`.
pub(super) fn category(doc: &Document<'_>, end: usize) -> usize {
    // `nữ diễn viên xuất sắc nhất` in small letters says who it is for.
    let begins = |token: &Token| {
        let called = token.case() == Case::Title || matches!(token.key(), w::nam | w::nữ);
        called && token.gap() == Gap::Space
    };
    if !doc.tokens().get(end).is_some_and(begins) {
        return end;
    }
    let after = extent(doc, end, false);
    let best = doc.is(after - 1, w::nhất) && after >= end + 3;
    if best { after } else { end }
}

/// `giải Nữ và Nam ca sĩ của năm`: one name for both.
fn is_for_both(doc: &Document<'_>, at: usize) -> bool {
    let sex = |at: usize| matches!(doc.key(at), w::nam | w::nữ);
    sex(at) && matches!(doc.key(at + 1), w::và | w::COMMA) && sex(at + 2)
}

/// Whether the mark at `end` is the point of an initial in the name at `at`: `Tài năng trẻ T.Ư Hội X`, `John F. Kennedy`.
fn is_initial(doc: &Document<'_>, at: usize, end: usize) -> bool {
    doc.is(end, w::FULL_STOP)
        && doc.token(end).is_glued()
        && (doc.text_of(end - 1).chars().count() == 1 || doc.text_of(end - 1) == "TP")
        && doc.tokens().get(end + 1).is_some_and(|next| {
            let initial = doc.text_of(end - 1).is_ascii() && end > at + 2;
            next.is_capitalised() && (next.is_glued() || next.gap() == Gap::Space && initial)
        })
}

/// Whether two words at `at` come after the name of an award: `xuất sắc nhất Bundesliga | mùa trước`, `xuất sắc nhất tháng | đầu tiên`.
fn is_after_name(doc: &Document<'_>, at: usize) -> bool {
    let next = doc.key(at + 1);
    match doc.key(at) {
        w::trị => next == w::giá,
        w::mùa => matches!(next, w::trước | w::này | w::qua | w::tới) && doc.token(at + 1).case() == Case::Lower,
        w::đầu => next == w::tiên && !doc.token(at).is_capitalised(),
        w::liên => matches!(next, w::tục | w::tiếp) && !doc.token(at).is_capitalised(),
        w::cuộc => next == w::thi && !doc.token(at).is_capitalised(),
        _ => false,
    }
}

/// The end of a name at `at`: words up to a mark, a word that names cannot hold, or fourteen words. Digits belong to it
/// only in the names of prizes.
pub(super) fn extent(doc: &Document<'_>, at: usize, digits: bool) -> usize {
    let mut end = at + 1;
    // The last token that a name may end with.
    while end < at + LONGEST {
        let Some(token) = doc.tokens().get(end) else { break };
        let hyphen = matches!(
            token.key(),
            w::HYPHEN_MINUS | w::EN_DASH | w::APOSTROPHE | w::RIGHT_SINGLE_QUOTATION_MARK | w::AMPERSAND
        ) && doc.tokens().get(end + 1).is_some_and(|next| {
            next.class() == Class::Word && next.is_glued() == token.is_glued() && next.is_capitalised()
        });
        if end == at + 1 && is_for_both(doc, at) {
            end += 2;
            continue;
        }
        let goes_on = match token.class() {
            Class::Word => {
                // `triển vọng của năm`; `mỹ nhân`, but `nhân dịp`.
                let of_year = token.key() == w::của
                    && doc.is(end + 1, w::năm)
                    && doc.tokens().get(end + 2).is_none_or(|next| next.class() != Class::Digits);
                let occasion = token.key() == w::nhân && !matches!(doc.key(end + 1), w::dịp | w::ngày);
                token.gap() <= Gap::Space
                    && (of_year
                        || token.key() == w::và && is_top(doc, at, end)
                        || token.key() == w::năm && is_yearly(doc, end)
                        || occasion
                        || token.key() == w::hạng && doc.is(end - 1, w::ngoại)
                        || token.key() == w::được && is_liked(doc, end)
                        || token.key() == w::năm && end > at && doc.is(end - 1, w::của)
                        || !STOP.has(token.key()))
                    && !(token.key() == w::diễn && doc.is(end + 1, w::ra))
                    && !(token.key() == w::giải && doc.is(end + 1, w::đấu))
            }
            Class::Digits => digits && token.gap() == Gap::Space,
            // `Nông dân sản xuất, kinh doanh giỏi`.
            Class::Mark if doc.is(end, w::COMMA) => doc.is(end - 1, w::xuất) && doc.text_of(end + 1) == "kinh",
            Class::Mark => hyphen && token.gap() <= Gap::Space || is_initial(doc, at, end),
            Class::Protected(_) => false,
        };
        // A name ends after its year.
        if digits && end > at + 1 && doc.token(end - 1).class() == Class::Digits && doc.text_of(end - 1).len() == 4 {
            break;
        }
        // `Nam diễn viên chính`, `Vai nữ chính`.
        let leading = token.key() == w::chính && matches!(doc.key(end - 1), w::viên | w::nam | w::nữ);
        // `Phim hay nhất`, `Điểm tham quan hàng đầu`.
        let inside = leading
            || token.key() == w::hay && doc.is(end + 1, w::nhất)
            || token.key() == w::tham && doc.is_in(Case::Lower, end + 1, w::quan);
        // `Tuổi trẻ sáng tạo`
        let verb = !inside
            && token.class() == Class::Word
            && !token.is_capitalised()
            && AFTER_NAME.has(token.key())
            && !doc.ends_compound(end);
        let verb = verb || is_after_name(doc, end);
        if !goes_on || verb {
            break;
        }
        end += 1;
    }
    // `Huân chương Victoria cao quý`: the adjective is not part of the name.
    let praised =
        end > at + 2 && doc.is(end - 2, w::cao) && doc.is(end - 1, w::quý) && doc.token(end - 2).case() == Case::Lower;
    if praised { end - 2 } else { end }
}

/// `cầu thủ hay nhất năm`, where no year follows.
pub(super) fn is_yearly(doc: &Document<'_>, at: usize) -> bool {
    let year = doc.tokens().get(at + 1).is_some_and(|next| next.class() == Class::Digits)
        || matches!(doc.key(at + 1), w::nay | w::qua | w::ngoái);
    doc.is(at - 1, w::nhất) && !year
}

/// `Top 20 Doanh nhân và thương hiệu hàng đầu`: the ranking is of both.
fn is_top(doc: &Document<'_>, at: usize, end: usize) -> bool {
    let next = doc.tokens().get(end + 1);
    doc.is(at, w::top) && next.is_some_and(|next| next.class() == Class::Word && !next.is_capitalised())
}

/// Whether `được` at `at` says whom the public likes: `Nữ diễn viên được khán giả yêu thích nhất`.
fn is_liked(doc: &Document<'_>, at: usize) -> bool {
    (at + 1..at + 5)
        .any(|at| matches!((doc.key(at), doc.key(at + 1)), (w::yêu, w::thích | w::mến) | (w::mến | w::hâm, w::mộ)))
}

/// The year or the number of the round after a prize's name belongs to it.
pub(super) fn years(doc: &Document<'_>, end: usize) -> usize {
    let is_year = |at: usize| {
        doc.text_of(at).len() == 4
            && doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits && token.gap() == Gap::Space)
    };
    if doc.is(end, w::năm) && is_year(end + 1) {
        end + 2
    } else if is_year(end) {
        end + 1
    } else if doc.is(end, w::lần) && doc.is(end + 1, w::thứ) && doc.tokens().get(end + 2).is_some() {
        end + 3
    } else {
        end
    }
}
