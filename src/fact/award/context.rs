//! What stands round a name and decides whether it is an award: verbs of conferring, `danh hiệu`, quotes; lotteries; names that a
//! street or a film bears.

use std::cell::OnceCell;

use crate::{
    lexicon::{Roles, keys, word_sets},
    segment::Document,
};

keys! {
    TANG = "tặng", TRAO = "trao", PHONG = "phong", NHAN = "nhận", DAT = "đạt", DOAT = "đoạt", GIANH = "giành",
    LA = "là", HIEU = "hiệu", DANH = "danh", VUONG = "vương", MIEN = "miện", QUANG = "quang", DANG = "đăng",
    NGOI = "ngôi", LEN = "lên", BANG = "bằng", CUP = "cúp", THUONG = "thưởng", AM = "ẵm", RINH = "rinh",
    DUOC = "được", BAU = "bầu", CHON = "chọn", COMMA = ",", VA = "và", OPEN = "“", QUOTE = "\"", OPEN_SINGLE = "‘",
    DUONG = "đường", PHO = "phố", DAI = "đài", TUONG = "tượng", PHIM = "phim", CAU = "cầu", VIEN = "viên",
    CONG = "công", XO = "xổ", SO = "số", VE = "vé", THUOC = "thuộc", VES = "về", DA = "đã", CUNG = "cũng",
    CAC = "các", COLON = ":", VIETLOTT = "vietlott", JACKPOT = "jackpot", KY = "kỳ", QUAY = "quay", TRUNG = "trúng",
    GIAI = "giải", LANH = "lãnh", THI = "thi", TUYEN = "tuyển",
}

/// Whether what a certificate certifies, from `at`, is a right or a condition and no merit.
pub(super) fn is_permit(doc: &Document<'_>, at: usize) -> bool {
    const OF: [&str; 18] = [
        "đầu", "đăng", "quyền", "kết", "đủ", "sử", "xuất", "an", "kiểm", "chất", "tốt", "bảo", "hành", "y", "khai",
        "độc", "phù", "kinh",
    ];
    OF.contains(&doc.text_of(at))
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
        // `Bông sen Bạc được trao cho X`, `Bông sen Vàng thuộc về Y`.
        let behind = (doc.key(end), doc.key(end + 1));
        if matches!(behind, (THUOC, VES) | (DUOC, TRAO) | (DA | CUNG, THUOC)) {
            return true;
        }
        if start == 0 {
            return false;
        }
        let before = doc.key(start - 1);
        if matches!(before, OPEN | QUOTE | OPEN_SINGLE) && !self.names_a_work(start - 1) {
            return true;
        }
        if floor > 0 && start > floor && start - floor <= 2 && matches!(doc.key(floor), COMMA | VA) {
            return true;
        }
        // A count, `danh hiệu`, `bằng`, `là` may stand between the verb and the name.
        let sentence = doc.sentence_of(start);
        let low = sentence.start.max(start.saturating_sub(5));
        for at in (low..start).rev() {
            let token = &doc.tokens()[at];
            match token.key() {
                // `kỳ thi chọn học sinh giỏi`.
                CHON if at > 0 && matches!(doc.key(at - 1), THI | TUYEN) => return false,
                TANG | PHONG | DOAT | GIANH | AM | RINH | BAU | CHON => return true,
                NHAN | DAT | TRAO | LANH => return true,
                HIEU if at > 0 && doc.is(at - 1, DANH) => return true,
                MIEN if at > 0 && doc.is(at - 1, VUONG) => return true,
                QUANG if at > 0 && doc.is(at - 1, DANG) => return true,
                NGOI if at > 0 && doc.is(at - 1, LEN) => return true,
                // `trao các giải thưởng: Bông sen Vàng`.
                CAC | COLON => {}
                GIAI if doc.is(at + 1, THUONG) => {}
                BANG | CUP | LA | THUONG | DANH | VUONG | DANG | LEN | OPEN | QUOTE | DUOC => {}
                _ if doc.is_number(at) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether the quote that opens at `quote` holds the name of a film, a song, a contest.
    fn names_a_work(&self, quote: usize) -> bool {
        word_sets! {
            WORKS = [
                "phim", "hát", "khúc", "sách", "thi", "trình", "đề", "trào", "động", "hội",
            ];
        }
        quote > 0 && WORKS.has(self.doc.key(quote - 1))
    }

    /// Whether the name at `start` is borne by a street, a monument, a newspaper, a school.
    pub(super) fn is_borne(&self, start: usize) -> bool {
        let doc = self.doc;
        let Some(at) = start.checked_sub(1) else { return false };
        match doc.key(at) {
            DUONG | PHO | PHIM => true,
            DAI => at > 0 && doc.is(at - 1, TUONG),
            VIEN => at > 0 && doc.is(at - 1, CONG),
            CAU => doc.tokens()[at].case() == crate::segment::Case::Lower,
            _ => false,
        }
    }

    /// Whether the document speaks of a lottery, whose prizes are no awards. Read once a document, when the first prize asks.
    pub(super) fn is_lottery(&self) -> bool {
        *self.lottery.get_or_init(|| {
            let doc = self.doc;
            let mut hints = 0;
            for index in doc.triggers(Roles::LOTTERY) {
                hints += match doc.key(index) {
                    VIETLOTT | JACKPOT => 2,
                    XO | VE if doc.is(index + 1, SO) => 2,
                    KY if doc.is(index + 1, QUAY) => 1,
                    TRUNG if matches!(doc.key(index + 1), THUONG | GIAI) => 1,
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
