//! What the words before a verb say of its act: that it was denied, proposed, hoped for, or done before a purpose.
//!
//! A walk to the left over adverbs, at most to the start of the clause, and one look through the segment before it.

use std::ops::Range;

use crate::{
    fact::award_event::{
        noun::{self, Noun},
        subject::Left,
        words::{ADVERB_PAIRS, ADVERBS},
    },
    lexicon::{Key, keys},
    segment::{Class, Document},
};

keys! {
    AI = "ai", NHIEM = "nhiệm", VU = "vụ", KHONG = "không", CHUA = "chưa", CHANG = "chẳng", XET = "xét", DE = "đề",
    NGHI = "nghị", KIEN = "kiến", TRINH = "trình", DU = "dự", SE = "sẽ", CO = "có", THE = "thể", PHAN = "phấn",
    DAU = "đấu", MUC = "mục", TIEU = "tiêu", HY = "hy", VONG = "vọng", MONG = "mong", MUON = "muốn", NHAM = "nhằm",
    NEU = "nếu", QUYET = "quyết", TAM = "tâm", HOI = "hội", CO_OP = "cơ", THAM = "tham", KY = "kỳ", KHA = "khả",
    NANG = "năng", DE_TO = "để", CAN = "cần", PHAI = "phải", NEN = "nên", GOP = "góp", CHI_QUOTA = "chỉ", HUA = "hứa",
    UOC = "ước", CO_EFFORT = "cố", GANG = "gắng", XUAT = "xuất", DIEU = "điều", KIEN_ = "kiện", KHI = "khi",
    LAN = "lần", DU_THOUGH = "dù", DA = "đã", VUA = "vừa", VUOT = "vượt", QUA = "qua", SAP = "sắp", CHUAN = "chuẩn",
    BI = "bị", LIEN = "liền", LIEN_KEEP = "liên", TIEP = "tiếp", TUC = "tục", NAM = "năm", THU_NTH = "thứ",
    DAU_FIRST = "đầu", TIEN = "tiên", CUNG = "cùng", DICH = "đích", VE = "về", DANH_BEAT = "đánh", BAI = "bại",
    CHIEN = "chiến", THANG = "thắng", MAC = "mặc", DANH = "danh", SACH = "sách", TU = "từ", CHOI = "chối",
    KHUOC = "khước", TUNG = "từng", MOI_EACH = "mỗi", TRUOC = "trước", DEN = "đến", THUONG = "thưởng", TREO = "treo",
    SAU = "sau", COMMA = ",", NHUNG = "nhưng", VA = "và", MA = "mà", SONG = "song", RANG = "rằng",
}

/// Steps leftwards over adverbs, and notes what they say of the act.
pub(super) fn skip_adverbs(doc: &Document<'_>, floor: usize, at: &mut usize, left: &mut Left, winning: bool) {
    while *at > floor {
        let key = doc.key(*at - 1);
        let before = if *at >= floor + 2 { doc.key(*at - 2) } else { Key::NONE };
        let step = match (before, key) {
            // `không chỉ giành` says that it was won.
            (KHONG, CHI_QUOTA) => 2,
            (_, KHONG | CHUA | CHANG) => {
                left.negated = true;
                1
            }
            (_, XET) | (DE, NGHI | XUAT) | (KIEN, NGHI) | (DU, KIEN) => {
                left.negated = true;
                left.proposed |= matches!(key, NGHI | XUAT);
                if key == XET { 1 } else { 2 }
            }
            (_, TRINH) => {
                left.negated = true;
                left.proposed = true;
                1
            }
            (CO, THE)
            | (PHAN, DAU)
            | (CO_EFFORT, GANG)
            | (HY, VONG)
            | (QUYET, TAM)
            | (CO_OP, HOI)
            | (KY, VONG)
            | (KHA, NANG)
            | (THAM, VONG)
            | (CHUAN, BI)
            | (GOP, _) => {
                left.irreal = true;
                2
            }
            (MUC | CHI_QUOTA, TIEU) | (NHIEM, VU) => {
                left.irreal = true;
                2
            }
            (_, SE | SAP | MONG | MUON | NHAM | NEU | CAN | PHAI | NEN | HUA | UOC) => {
                left.irreal = true;
                1
            }
            (_, DE_TO) if winning => {
                // `đã vượt qua X để đoạt` says that it was won.
                left.purpose = true;
                left.irreal |= !is_told(doc, floor.max(at.saturating_sub(60))..*at - 1);
                1
            }
            // `ai giành giải Nhất`: who won is not said.
            (_, AI) => {
                left.irreal = true;
                1
            }
            // `Mặc dù mới đăng quang, X đã …`: told, of the subject behind.
            (MAC, DU_THOUGH) => 2,
            // `dù giành giải Nhất cũng lỗ`: nobody is said to have won.
            (_, DU_THOUGH) if winning => {
                left.irreal = true;
                1
            }
            // `ba năm liền đạt`, `nhiều năm liên tiếp được`.
            (NAM, LIEN) if *at >= floor + 3 && doc.is_number(*at - 3) => 3,
            (LIEN_KEEP, TIEP | TUC) if *at >= floor + 4 && doc.is(*at - 3, NAM) && doc.is_number(*at - 4) => 4,
            // `lần thứ năm giành`, `lần đầu tiên giành`.
            (THU_NTH, _) if *at >= floor + 3 && doc.is(*at - 3, LAN) => 3,
            (DAU_FIRST, TIEN) if *at >= floor + 3 && doc.is(*at - 3, LAN) => 3,
            (LAN, DAU_FIRST) => 2,
            // `A và B cùng giành`, but `A cùng B giành`.
            (_, CUNG) if *at >= floor + 2 && doc.tokens()[*at - 2].class() == Class::Word => 1,
            // `hai lần được`.
            (_, LAN) if *at >= floor + 2 && doc.is_number(*at - 2) => 2,
            // `X bật khóc khi giành`: told, of the subject of the clause before. `Khi giành HCV, …` is a condition.
            (_, KHI) if winning && is_occasion(doc, floor..*at - 1) => {
                left.purpose = true;
                1
            }
            // `vắng mặt khi trao giải`: who is spoken of gives nothing.
            (_, KHI) if !winning => {
                left.nominal = true;
                1
            }
            (_, CO | KHI) if winning => {
                left.irreal = true;
                1
            }
            // `danh sách đoạt giải: Giải Nhất: X`: a heading.
            (DANH, SACH) => {
                left.nominal = true;
                2
            }
            // `từ chối nhận`.
            (TU, CHOI) | (KHUOC, TU) => {
                left.negated = true;
                2
            }
            (_, TUNG) => {
                left.told = true;
                1
            }
            // `đủ điều kiện xét tặng`: those who have the conditions get it.
            (DIEU, KIEN_) => {
                left.eligible = true;
                2
            }
            _ if ADVERBS.has(key) => 1,
            (a, b) if ADVERB_PAIRS.contains(&(a, b)) => 2,
            _ => break,
        };
        *at -= step;
    }
}

/// Whether the stretch before a purpose says that its deed was done: `đã`, `vừa`, `vượt qua`, and no wish.
fn is_told(doc: &Document<'_>, before: Range<usize>) -> bool {
    let mut told = false;
    for at in before {
        match (doc.key(at), doc.key(at + 1)) {
            (SE | MUON | MONG | NEU | NHAM | CAN | PHAI, _) | (PHAN, DAU) | (CO_EFFORT, GANG) | (CO_OP, HOI) => {
                return false;
            }
            (DA | VUA, _) | (VUOT, QUA) | (VE, DICH) | (DANH_BEAT, BAI) | (CHIEN, THANG) => told = true,
            _ => {}
        }
    }
    told
}

/// Whether `khi` behind `before` dates a deed of the clause before it: a clause is there, which neither wishes nor promises.
fn is_occasion(doc: &Document<'_>, before: Range<usize>) -> bool {
    let Some(last) = before.end.checked_sub(1).filter(|last| before.contains(last)) else { return false };
    let near = before.start.max(before.end.saturating_sub(40))..before.end;
    // `…, sau khi giành HCV, Y cho rằng` may belong to either clause.
    let opens = doc.is(last, SAU) && (last == before.start || doc.tokens()[last - 1].class() == Class::Mark);
    let mark = doc.tokens()[last].class() == Class::Mark && !doc.is(last, COMMA);
    if opens || mark || matches!(doc.key(last), MOI_EACH | TRUOC | CHI_QUOTA | DEN | NHUNG | VA | MA | SONG | RANG) {
        return false;
    }
    !near.into_iter().any(|at| {
        matches!(doc.key(at), SE | SAP | MUON | MONG | NEU | NHAM | CAN | PHAI | THUONG | MOI_EACH | TREO)
            || matches!((doc.key(at), doc.key(at + 1)), (CO, THE) | (HY, VONG) | (CO_OP, HOI))
    })
}

/// Notes a target or a condition that stands earlier in the clause.
pub(super) fn note_irreal(doc: &Document<'_>, segment: Range<usize>, left: &mut Left, winning: bool) {
    // `muốn cựu tay đấm từng giành HCB hợp tác`: what was once won is told, whatever is wished of its winner.
    if left.told {
        return;
    }
    for at in segment.clone() {
        let near = segment.end - at <= 6;
        left.irreal |= match (doc.key(at), doc.key(at + 1)) {
            (MUC | CHI_QUOTA, TIEU) | (PHAN, DAU) | (KY | HY | THAM, VONG) | (CO_OP, HOI) | (QUYET, TAM) => true,
            (NEU | MUON | NHAM | MONG, _) => true,
            (SE | SAP, _) | (CO, THE) | (KHA, NANG) | (CO_EFFORT, GANG) => near,
            (DE_TO, _) => winning && near && segment.end - at <= 2 && !is_told(doc, segment.start..at),
            _ => false,
        };
        left.negated |= match (doc.key(at), doc.key(at + 1)) {
            // `trình Thủ tướng tặng`, but `công trình Y`.
            (TRINH, _) => {
                at > segment.start
                    && !matches!(
                        doc.text_of(at - 1),
                        "công" | "chương" | "quá" | "quy" | "lập" | "tiến" | "hành" | "giáo"
                    )
                    && noun::head(doc, at + 1).is_some_and(|(_, noun)| matches!(noun, Noun::Office | Noun::Body))
            }
            // `đã xét đề nghị và được khen thưởng`: what was proposed came about.
            (DE | KIEN, NGHI) if matches!(doc.key(at + 2), VA | COMMA) => false,
            (DE | KIEN, NGHI) | (DE, XUAT) => doc.key(at.saturating_sub(1)) != Key::of("theo") || at == segment.start,
            (KHONG, _) => near && segment.end - at <= 2,
            _ => false,
        };
    }
}
