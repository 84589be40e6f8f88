//! The words around a name that decide whether it is an award: verbs of conferring, `danh hiệu`, quotes; lotteries; names of
//! streets or films.

use std::cell::OnceCell;

use crate::{
    lexicon::{Roles, table_sets, w},
    segment::{Case, Document},
};

/// Whether what a certificate certifies, from `at`, is a right or a condition and no merit.
pub(super) fn is_permit(doc: &Document<'_>, at: usize) -> bool {
    table_sets! {
        "awards.tsv":
        PERMITTED = "permitted";
    }
    // `giấy chứng nhận cho các nhà đầu tư mới`.
    let to_investors = doc.is(at, w::cho) && (at + 1..at + 5).any(|at| doc.is(at, w::đầu) && doc.is(at + 1, w::tư));
    to_investors || doc.tokens().get(at).is_some_and(|token| token.case() == Case::Lower && PERMITTED.has(token.key()))
}

/// Whether what stands before `at` goes to somebody: `thuộc về X`, `được trao cho X`, `được xướng tên X`.
pub(super) fn goes_to_somebody(doc: &Document<'_>, at: usize) -> bool {
    matches!((doc.key(at), doc.key(at + 1)), (w::thuộc, w::về) | (w::được, w::trao | w::xướng))
}

/// What a run over one document remembers.
#[derive(Debug)]
pub(super) struct Context<'d> {
    pub(super) doc: &'d Document<'d>,
    lottery: OnceCell<bool>,
}

impl<'d> Context<'d> {
    pub(super) const fn new(doc: &'d Document<'d>) -> Self {
        Self { doc, lottery: OnceCell::new() }
    }

    /// Whether a verb of conferring or winning, `danh hiệu`, an opening quote or an award before it (`A, B và C`) governs the name at
    /// `start..end`. `floor` is the end of the award before.
    pub(super) fn is_conferred(&self, start: usize, end: usize, floor: usize) -> bool {
        let doc = self.doc;
        if self.is_given(end) {
            return true;
        }
        if start == 0 {
            return false;
        }
        let before = doc.key(start - 1);
        if matches!(
            before,
            w::LEFT_DOUBLE_QUOTATION_MARK | w::QUOTATION_MARK | w::LEFT_SINGLE_QUOTATION_MARK | w::APOSTROPHE
        ) && !self.names_a_work(start - 1)
        {
            return true;
        }
        if floor > 0 && start > floor && start - floor <= 2 && matches!(doc.key(floor), w::COMMA | w::và) {
            return true;
        }
        // A count, `danh hiệu`, `bằng`, `là` may be between the verb and the name.
        let sentence = doc.sentence_of(start);
        let low = sentence.start.max(start.saturating_sub(8));
        for at in (low..start).rev() {
            let token = doc.token(at);
            match token.key() {
                // `kỳ thi chọn học sinh giỏi`.
                w::chọn if at > 0 && matches!(doc.key(at - 1), w::thi | w::tuyển) => return false,
                w::tặng | w::phong | w::đoạt | w::giành | w::ẵm | w::rinh | w::bầu | w::chọn => {
                    return true;
                }
                w::nhận | w::đạt | w::trao | w::lãnh => return true,
                // `thắng giải Nữ diễn viên xuất sắc`, but `trận thắng`.
                w::thắng if at + 1 == start && doc.is(start, w::giải) => {
                    return at == 0 || !matches!(doc.key(at - 1), w::trận | w::bàn | w::chiến);
                }
                w::giật if token.case() == Case::Lower => return true,
                // `giành thêm giải X`, `đăng quang thuyết phục ngôi vị quán quân`.
                w::thêm | w::thuyết | w::phục if token.case() == Case::Lower => {}
                // `trao tặng anh Huy hiệu “Tuổi trẻ dũng cảm”`.
                w::anh | w::chị | w::em | w::ông | w::bà | w::cô | w::cháu
                    if at + 1 == start && token.case() == Case::Lower => {}
                w::hiệu if at > 0 && doc.is(at - 1, w::danh) => return true,
                w::cử if at > 0 && doc.is(at - 1, w::đề) => return true,
                w::miện if at > 0 && doc.is(at - 1, w::vương) => return true,
                w::quang if at > 0 && doc.is(at - 1, w::đăng) => return true,
                w::ngôi if at > 0 && doc.is(at - 1, w::lên) => return true,
                // `trao các giải thưởng: Bông sen Vàng`, `giành nhiều danh hiệu khác như: Thương hiệu quốc gia`.
                w::các | w::COLON | w::như | w::khác | w::giá | w::cao | w::quý => {}
                w::giải if doc.is(at + 1, w::thưởng) => {}
                w::bằng
                | w::cúp
                | w::là
                | w::thưởng
                | w::danh
                | w::vương
                | w::ngôi
                | w::vị
                | w::đăng
                | w::lên
                | w::LEFT_DOUBLE_QUOTATION_MARK
                | w::QUOTATION_MARK
                | w::được => {}
                _ if doc.is_number(at) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether a verb after the name that ends at `end`, or after the last of a list, gives it away: `Bông sen Bạc được trao cho X`, `Á hậu 1 và
    /// Á hậu 2 lần lượt thuộc về X và Y`.
    fn is_given(&self, end: usize) -> bool {
        let doc = self.doc;
        let mut at = end;
        if matches!(doc.key(end), w::và | w::COMMA) {
            let is_of_list = |at: usize| {
                let joins =
                    matches!(doc.key(at), w::và | w::COMMA) || matches!(doc.text_of(at), "hậu" | "khôi" | "quân");
                joins || doc.token(at).is_capitalised() || doc.is_number(at)
            };
            let limit = doc.sentence_of(end).end.min(end + 10);
            at = (end..limit).find(|at| !is_of_list(*at)).unwrap_or(limit);
        }
        at += if doc.is(at, w::lần) && doc.is(at + 1, w::lượt) { 2 } else { 0 };
        goes_to_somebody(doc, at) || matches!((doc.key(at), doc.key(at + 1)), (w::đã | w::cũng, w::thuộc))
    }

    /// Whether the quote that opens at `quote` holds the name of a film, a song, a contest.
    fn names_a_work(&self, quote: usize) -> bool {
        table_sets! {
            "awards.tsv":
            WORKS = "works";
        }
        quote > 0 && WORKS.has(self.doc.key(quote - 1))
    }

    /// Whether the name at `start` is borne by a street, a monument, a newspaper, a school.
    pub(super) fn is_borne(&self, start: usize) -> bool {
        let doc = self.doc;
        let Some(at) = start.checked_sub(1) else { return false };
        match doc.key(at) {
            w::đường | w::phố | w::phim => true,
            w::đài => at > 0 && doc.is(at - 1, w::tượng),
            w::viên => at > 0 && doc.is(at - 1, w::công),
            w::cầu => doc.token(at).case() == crate::segment::Case::Lower,
            _ => false,
        }
    }

    /// Whether the document speaks of a lottery, whose prizes are not awards. Read once a document, when the first prize asks.
    pub(super) fn is_lottery(&self) -> bool {
        *self.lottery.get_or_init(|| {
            let doc = self.doc;
            let mut hints = 0;
            for index in doc.triggers(Roles::LOTTERY) {
                hints += match doc.key(index) {
                    w::vietlott | w::jackpot => 2,
                    // `Công ty Xổ số kiến thiết` sells nothing else.
                    w::xổ if doc.is(index + 1, w::số) && doc.is(index + 2, w::kiến) => 3,
                    w::xổ | w::vé if doc.is(index + 1, w::số) => 2,
                    w::kỳ if doc.is(index + 1, w::quay) => 1,
                    w::trúng if matches!(doc.key(index + 1), w::thưởng | w::giải) => 1,
                    _ => 0,
                };
                if hints >= 3 {
                    return true;
                }
            }
            false
        })
    }
}
