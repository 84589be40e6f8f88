//! What stands around a number and makes it a count, or a label, a score, a year, a name.

use std::ops::Range;

use crate::{
    fact::{
        Draft, Value,
        amount::Amount,
        quantity::unit::{Sort, Unit},
    },
    lexicon::{Key, keys},
    number::{Decimal, Form, Number, Numeral},
    segment::{Case, Class, Document, Gap},
};

/// What the left side of a number allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Any unit.
    Free,
    /// A unit that is known, not a guess.
    Named,
    /// Only a unit of people or seats: `lớp 40 học sinh`, `xe 7 chỗ`.
    Group,
    /// None: the number is a label.
    Label,
}

keys! {
    THU = "thứ", SO = "số", TONG = "tổng", TRONG = "trong", CON = "con", VOI = "với", DIEU = "điều", KHOAN = "khoản", QUAN = "quận",
    PHUONG = "phường", TAP = "tập", PHUT = "phút", HANG = "hạng", TOP = "top", KHOA = "khóa", NGAY = "ngày", THANG = "tháng", NAM = "năm",
    QUY = "quý", LO = "lộ", HEM = "hẻm", NGO = "ngõ", NGACH = "ngách", TRANG = "trang", CHUONG = "chương", MUC = "mục", PHO = "phố",
    KHU = "khu", LOP = "lớp", KHOI = "khối", KENH = "kênh", TANG = "tầng", LAU = "lầu", DUONG = "đường", TUYEN = "tuyến", VONG = "vòng",
    BANG = "bảng", TO = "tổ", DOI = "đội", DOAN = "đoàn", NHOM = "nhóm", PHONG = "phòng", XE = "xe", LAN = "lần", TUAN = "tuần", HIEP = "hiệp",
    CAP = "cấp", LOAI = "loại", TIET = "tiết", KY = "kỳ", DOT = "đợt", PHAN = "phần", BAI = "bài", CAU = "câu", GIAI = "giải",
    AP = "ấp", THON = "thôn", MUNG = "mùng", MONG = "mồng", LANF = "làn", MODEL = "model", U = "u", VER = "version", BKS = "bks", QL = "ql",
    BEN = "bên", BA = "ba", CHIN = "chín", TU = "tư", ME = "mẹ", MA = "má", HOC = "học", NGUOI = "người", KHONG = "không",
    SINH = "sinh", THANH = "thành", VIEN = "viên", GIUONG = "giường", CHO = "chỗ", EM = "em", CAN = "cán", GHE = "ghế", BAN = "bàn",
    VA = "và", CUNG = "cùng", MOT = "một", BAY = "bảy", MOI = "mỗi", CAC = "các", NHUNG = "những", HANGF = "hàng", DAU = "đầu", CUOI = "cuối",
    GIUA = "giữa", NUA = "nửa", TUNG = "từng", SAU = "sau", TRUOC = "trước", QUA = "qua", NHIEU = "nhiều", THEO = "theo",
    HON = "hơn", SAU_ = "sâu", COMMA = ",", TIMES = "×", X = "x", HASH = "#", NANG = "nặng", DAI = "dài", XA = "xa", RONG = "rộng", DAY = "dày", CAO = "cao",
    SEMICOLON = ";", DONG = "dòng", MA_ = "mã", BIEN = "biển",
}

/// What stands before an amount whose bounding words begin at token `start`, its number at `number`.
fn before(doc: &Document<'_>, numeral: &Numeral, start: usize, number: usize) -> Place {
    if start < number || doc.tokens().get(start).is_none_or(|token| token.gap > Gap::Space) {
        return Place::Free;
    }
    let Some(previous) = start.checked_sub(1).and_then(|index| doc.tokens().get(index)) else { return Place::Free };
    match previous.key {
        THU | DIEU | KHOAN | QUAN | PHUONG | TAP | PHUT | HANG | TOP | KHOA | NGAY | THANG | QUY | LO | HEM | NGO
        | NGACH | TRANG | CHUONG | MUC | PHO | KHU | KENH | TANG | LAU | TUYEN | VONG | TUAN | HIEP | CAP | LOAI
        | TIET | AP | THON | MUNG | MONG | LANF | MODEL | U | VER | BKS | QL | LAN | KY | DOT | GIAI | X | TIMES
        | HASH | MA_ | BIEN => Place::Label,
        NAM if numeral.form != Form::Words => Place::Label,
        SO => match start.checked_sub(2).map(|index| doc.key(index)) {
            Some(TONG | TRONG | CON | VOI) => Place::Free,
            _ => Place::Label,
        },
        LOP | KHOI | TO | DOI | DOAN | NHOM | PHONG | XE | BANG | DUONG | BAI | CAU | PHAN | DONG => Place::Group,
        // A product, a club, a place: `iPhone 7`, `Boeing 737`, but `Việt Nam 3 lần`.
        _ if previous.class == Class::Word && matches!(previous.case, Case::Title | Case::Upper | Case::Mixed) => {
            Place::Named
        }
        _ => Place::Free,
    }
}

/// Whether the number of an amount counts its unit.
pub(super) fn counts(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> bool {
    let (first, head) = (numeral.tokens.start, amount.unit.start);
    if numeral.form == Form::Words && doc.is(first, KHONG) {
        return false;
    }
    let place = before(doc, numeral, amount.tokens.start, amount.core.start);
    if place == Place::Label || matches!(amount.unit.sort, Sort::Measure(_)) {
        return place != Place::Label;
    }
    let guessed = amount.unit.sort == Sort::Guess;
    if guessed && (place == Place::Named || matches!(amount.low, Number::Ratio(..))) {
        return false;
    }
    if place == Place::Group
        && !matches!(doc.key(head), NGUOI | HOC | SINH | THANH | VIEN | GIUONG | CHO | EM | CAN | GHE | BAN)
    {
        return false;
    }
    // `hai bên` stands for the parties, not for sides that are counted.
    if doc.is(head, BEN) && amount.unit.end == head + 1 && numeral.value.decimal() == Some(Decimal::TWO) {
        return false;
    }
    match numeral.form {
        Form::Words => is_numeral_word(doc, numeral, guessed),
        Form::Digits => {
            !is_year(doc, numeral)
                || !guessed && place == Place::Free && first.checked_sub(1).is_none_or(|before| !doc.is(before, NAM))
        }
        _ => true,
    }
}

/// Number words that are other words too: `năm` (year), `ba` (father), `chín` (ripe).
fn is_numeral_word(doc: &Document<'_>, numeral: &Numeral, guessed: bool) -> bool {
    let (first, head) = (numeral.tokens.start, numeral.tokens.end);
    if doc.tokens().get(first).is_some_and(|token| token.case == Case::Title)
        && doc.tokens().get(head).is_some_and(|token| token.case == Case::Title)
    {
        return false;
    }
    if numeral.tokens.len() > 1 {
        return true;
    }
    // `Bốn mùa yêu thương`: a title.
    if doc.tokens().get(first).is_some_and(|token| token.case == Case::Title) && !doc.starts_sentence(first) {
        return false;
    }
    match doc.key(first) {
        TU => false,
        NAM => {
            let previous = first.checked_sub(1).map_or(Key::NONE, |index| doc.key(index));
            !guessed
                && !matches!(doc.key(head), HOC | LOP)
                && !matches!(
                    previous,
                    MOI | CAC | NHUNG | HANGF | DAU | CUOI | GIUA | NUA | TUNG | SAU | TRUOC | QUA | NHIEU | THEO | MOT
                )
                && first
                    .checked_sub(1)
                    .and_then(|index| doc.tokens().get(index))
                    .is_none_or(|token| token.class != Class::Digits)
        }
        BA => !guessed && (!matches!(doc.key(head), ME | MA) || doc.is(head + 1, CON)),
        CHIN | BAY => !guessed,
        _ => true,
    }
}

/// Whether the number is written like a year: four digits, 19 or 20 in front.
fn is_year(doc: &Document<'_>, numeral: &Numeral) -> bool {
    let text = doc.text_of(numeral.tokens.start);
    numeral.tokens.len() == 1
        && text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && !text.ends_with("00")
}

/// The `hơn` before token `number` that [`bound::before`](crate::number::bound) leaves to a comparison, where the unit shows that
/// the adjective before it tells a size: `nặng hơn 700 kg`, `dài hơn 4 m`, but `cao hơn 2 độ`.
pub(super) fn more_than(doc: &Document<'_>, number: usize, code: &str) -> Option<usize> {
    let at = number.checked_sub(1).filter(|&at| doc.is(at, HON))?;
    let is_length = code.ends_with('m') || code.starts_with('[');
    match doc.key(at.checked_sub(1)?) {
        NANG | DAI | XA | RONG | SAU_ | DAY => Some(at),
        CAO if is_length => Some(at),
        _ => None,
    }
}

/// Whether the number is the word `một`.
pub(super) fn is_one(doc: &Document<'_>, numeral: &Numeral) -> bool {
    numeral.form == Form::Words && numeral.tokens.len() == 1 && doc.is(numeral.tokens.start, MOT)
}

/// How far apart two counts of one list may stand, in tokens.
const REACH: usize = 8;

/// Whether a count stands beside one of `counts`, which are in order, in a list: a comma, semicolon, `và` or `cùng` right before
/// the later of the two.
pub(super) fn is_listed(doc: &Document<'_>, one: &Range<usize>, counts: &[Draft]) -> bool {
    let joined = |left: &Range<usize>, right: &Range<usize>| {
        left.end < right.start
            && right.start - left.end <= REACH
            && matches!(doc.key(right.start - 1), COMMA | SEMICOLON | VA | CUNG)
            && doc.sentence_of(left.start) == doc.sentence_of(right.start)
    };
    let at = counts.partition_point(|draft| draft.tokens.start < one.start);
    let is_count = |draft: &&Draft| matches!(&draft.value, Value::Quantity(count) if count.measure.is_none());
    counts.get(at).filter(is_count).is_some_and(|draft| joined(one, &draft.tokens))
        || at
            .checked_sub(1)
            .and_then(|left| counts.get(left))
            .filter(is_count)
            .is_some_and(|draft| joined(&draft.tokens, one))
}
