//! Who issued a document, after `của`: `Chính phủ`, `Bộ Giáo dục và Đào tạo`, `UBND tỉnh Quảng Nam`, `Chủ tịch UBND TP.HCM`.
//!
//! Names of organisations contain commas, `và` and lower-case words, so a run of capitals would end too early in
//! `Bộ Văn hóa, Thể thao và Du lịch` and too late in `Bộ Y tế Nguyễn Thị A`. The head noun determines what may follow: nothing, a
//! sector, a place, another organisation.

use std::sync::LazyLock;

use crate::{
    lexicon::{Key, Phrases, Roles, SECTORS, TYPE_WORDS, table_words, w},
    segment::{Case, Class, Document, Gap},
};

/// What may follow the first words of a body's name.
#[derive(Clone, Copy, Debug)]
enum Head {
    /// The name is whole: `Chính phủ`.
    Whole,
    /// A sector, then a place: `Bộ Y tế`, `Sở GD-ĐT Hà Nội`.
    Sector,
    /// A name of its own, then a place: `Cục Quản lý thị trường`, `Công ty …`.
    Name,
    /// A place: `UBND tỉnh Quảng Nam`.
    Place,
    /// A body: `Chủ tịch UBND …`, `Ban Thường vụ Tỉnh ủy …`.
    Body,
}

table_words! {
    "issuers.tsv":
    WHOLE = "whole";
    SECTOR = "sector";
    OWN = "own";
    PLACE = "place";
    HEAD = "head";
}

static HEADS: LazyLock<Phrases<Head>> = LazyLock::new(|| {
    Phrases::of_lists(&[
        (WHOLE, Head::Whole),
        (SECTOR, Head::Sector),
        (OWN, Head::Name),
        (PLACE, Head::Place),
        (HEAD, Head::Body),
    ])
});

/// The end of the body's name at token `at`, if one does. Reads at most some thirty tokens.
pub(super) fn end(doc: &Document<'_>, at: usize) -> Option<usize> {
    body(doc, at, 0)
}

/// The end of the ministries that issued a document together, of which the first is at `at..end`: `Bộ Nội vụ, Bộ Y tế và Bộ Tài chính`.
/// Commas alone join nothing: after one a new clause may begin.
pub(super) fn joint(doc: &Document<'_>, at: usize, end: usize) -> usize {
    const MOST: usize = 5;
    let is_ministry = |at: usize| doc.is(at, w::bộ) && doc.tokens().get(at).is_some_and(|token| token.is_capitalised());
    let mut last = end;
    for _ in 0..MOST {
        if !is_ministry(at) || !matches!(doc.key(last), w::và | w::COMMA) || !is_ministry(last + 1) {
            break;
        }
        let Some(after) = body(doc, last + 1, 0) else { break };
        if doc.is(last, w::và) {
            return after;
        }
        last = after;
    }
    end
}

fn body(doc: &Document<'_>, at: usize, depth: usize) -> Option<usize> {
    if doc.tokens().get(at)?.gap() > Gap::Space {
        return None;
    }
    let Some((after, head)) = doc.phrase(&HEADS, at) else {
        // `quy định của Điều 5`
        if matches!(doc.key(at), w::điều | w::khoản | w::điểm | w::chương | w::mục) {
            return None;
        }
        // `của VFF`, `của Liên minh Bóng đá`.
        return doc.token(at).is_capitalised().then(|| name(doc, at)).filter(|&end| end > at);
    };
    // A common noun in lower case is not a name: `của ban`, `của trường`.
    let is_small = doc.token(at).case() == Case::Lower;
    match head {
        Head::Whole => Some(after),
        Head::Place => Some(place(doc, after)),
        Head::Sector => {
            let end = sectors(doc, after);
            (end > after || !is_small).then(|| place(doc, end))
        }
        Head::Name => {
            // `Ủy ban Tư pháp`: the second syllable is in lower case, so the sector table decides.
            let sector = doc.phrase(&SECTORS, after).map_or(after, |(end, ())| end);
            let end = name(doc, after).max(sector);
            (end > after || !is_small).then(|| place(doc, end))
        }
        // Two heads in front of a body are enough: `Phó Chủ tịch Thường trực UBND …`.
        Head::Body if depth < 3 => match doc.phrase(&HEADS, after) {
            Some(_) => body(doc, after, depth + 1),
            None => Some(place(doc, after)),
        },
        Head::Body => Some(after),
    }
}

/// Sectors in words (`Giáo dục và Đào tạo`) or letters (`GD-ĐT`, `LĐ-TB&XH`), several joined by dashes (`Liên bộ Tài chính - Công Thương`).
fn sectors(doc: &Document<'_>, at: usize) -> usize {
    let one = |at: usize| match doc.phrase(&SECTORS, at) {
        Some((end, ())) => Some(end),
        None => Some(letters(doc, at)).filter(|&end| end > at),
    };
    let Some(mut end) = one(at) else { return name(doc, at) };
    while matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH)
        && let Some(next) = one(end + 1)
    {
        end = next;
    }
    end
}

/// Short forms joined by hyphens, `&`, `,` and `và`: `GD-ĐT`, `VH-TT&DL`, `NN&PTNT`, `VHTTDL`.
fn letters(doc: &Document<'_>, at: usize) -> usize {
    let is_short = |at: usize| {
        doc.tokens()
            .get(at)
            .is_some_and(|token| token.class() == Class::Word && matches!(token.case(), Case::Upper | Case::Mixed))
    };
    if !is_short(at) {
        return at;
    }
    let mut end = at + 1;
    while matches!(doc.key(end), w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND) && is_short(end + 1) && end - at < 8 {
        end += 2;
    }
    end
}

/// A name in capitals, in which a compound's second syllable may be small: `Quản lý thị trường` ends at `lý`, `Đường bộ Việt Nam` continues.
fn name(doc: &Document<'_>, at: usize) -> usize {
    let tokens = doc.tokens();
    let mut end = at;
    while end - at < 10 {
        let Some(token) = tokens.get(end) else { break };
        if end > at && token.gap() > Gap::Space || !may_go_on(doc, end) {
            break;
        }
        if token.is_capitalised() || token.case() == Case::Mixed {
            end += 1;
            continue;
        }
        // Lower-case words and marks between two capitals: `Đường bộ Việt Nam`, `Thể thao và Du lịch`.
        let joins = match token.key() {
            w::và | w::HYPHEN_MINUS | w::EN_DASH | w::AMPERSAND => true,
            _ => token.case() == Case::Lower && end > at && tokens[end - 1].case() == Case::Title,
        };
        let goes_on = tokens.get(end + 1).is_some_and(|next| next.is_capitalised() && next.gap() <= Gap::Space);
        if end == at || !joins || !goes_on || !may_go_on(doc, end + 1) {
            break;
        }
        end += 2;
    }
    end
}

/// Whether a name may continue with this token: no other document and no level of a place begins there.
fn may_go_on(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    let is_type = token.roles.any(Roles::DOCUMENT) && doc.phrase(&TYPE_WORDS, at).is_some();
    !is_type && level(doc, at) == at
}

/// The end of the word for a level of a place at `at`: `tỉnh`, `thành phố`, `TP.`; `at` itself if there is none.
fn level(doc: &Document<'_>, at: usize) -> usize {
    let end = match (doc.key(at), doc.key(at + 1)) {
        (w::thành, w::phố) | (w::thị, w::xã | w::trấn) => at + 2,
        (w::đặc, w::khu) => at + 2,
        (w::tỉnh | w::tp | w::huyện | w::quận | w::xã | w::tx | w::phường | w::khối, _) => at + 1,
        _ => return at,
    };
    // `TP.HCM`, `TX. An Nhơn`: the full stop belongs to the short form if a name follows on the line.
    let name_follows =
        doc.tokens().get(end + 1).is_some_and(|token| token.gap() <= Gap::Space && token.is_capitalised());
    if doc.key(end) == w::FULL_STOP && doc.token(end).is_glued() && name_follows { end + 1 } else { end }
}

/// A place: its level and its name (`tỉnh Quảng Nam`, `TP.HCM`, `quận 12`), its level alone (`UBND tỉnh`), or its name alone.
fn place(doc: &Document<'_>, at: usize) -> usize {
    let on_line = |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap() <= Gap::Space);
    if !on_line(at) {
        return at;
    }
    let start = level(doc, at);
    if start > at && on_line(start) && doc.token(start).class() == Class::Digits {
        return start + 1;
    }
    let mut end = start;
    while end - start < 5 && on_line(end) && may_go_on(doc, end) {
        let token = doc.token(end);
        let is_name = token.is_capitalised() || end > start && token.case() == Case::Mixed;
        // `Bà Rịa - Vũng Tàu`, `Thừa Thiên - Huế`, in which the dash may be glued.
        let is_joint =
            end > start && matches!(token.key(), w::HYPHEN_MINUS | w::EN_DASH) && is_second_half(doc.key(end + 1));
        if !(is_name || is_joint) {
            break;
        }
        end += 1;
    }
    end
}

fn is_second_half(key: Key) -> bool {
    matches!(key, w::vũng | w::huế)
}
