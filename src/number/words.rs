//! Numbers in words, of any size: `một trăm linh năm`, `hai mươi mốt nghìn`, and vague ones: `hàng chục`, `vài trăm`.

use crate::{
    lexicon::keys,
    number::{Decimal, Form, Number, Numeral},
    segment::{Document, Gap},
};

keys! {
    KHONG = "không", MOT = "một", MOTS = "mốt", HAI = "hai", BA = "ba", BON = "bốn", TU = "tư", NAM = "năm", LAM = "lăm", NHAM = "nhăm",
    SAU = "sáu", BAY = "bảy", BAYR = "bẩy", TAM = "tám", CHIN = "chín", MUOI = "mười", MUOIS = "mươi", TRAM = "trăm", LINH = "linh", LE = "lẻ",
    NGHIN = "nghìn", NGAN = "ngàn", VAN = "vạn", TRIEU = "triệu", TY = "tỷ", TI = "tỉ", CHUC = "chục",
    HANG = "hàng", VAI = "vài", MAY = "mấy", DAM = "dăm", NHIEU = "nhiều",
}

/// The scale word at `index` and those behind it that multiply it (`nghìn tỷ`): the token after, and the factor.
pub(super) fn scale_at(doc: &Document<'_>, index: usize) -> Option<(usize, Decimal)> {
    let mut factor = one_scale(doc, index)?;
    let mut end = index + 1;
    while let Some(next) = one_scale(doc, end) {
        factor = factor.checked_mul(next)?;
        end += 1;
    }
    Some((end, factor))
}

fn one_scale(doc: &Document<'_>, index: usize) -> Option<Decimal> {
    if doc.tokens().get(index)?.gap > Gap::Space {
        return None;
    }
    let power = match doc.key(index) {
        CHUC => 1,
        TRAM => 2,
        NGHIN | NGAN => 3,
        VAN => 4,
        TRIEU => 6,
        TY | TI => 9,
        _ => return None,
    };
    Some(Decimal::from(10u64.pow(power)))
}

fn digit(key: crate::lexicon::Key) -> Option<u64> {
    Some(match key {
        KHONG => 0,
        MOT | MOTS => 1,
        HAI => 2,
        BA => 3,
        BON | TU => 4,
        NAM | LAM | NHAM => 5,
        SAU => 6,
        BAY | BAYR => 7,
        TAM => 8,
        CHIN => 9,
        _ => return None,
    })
}

/// Reads the number in words that begins at token `index`, if one does.
pub(super) fn read(doc: &Document<'_>, index: usize) -> Option<Numeral> {
    if let Some(vague) = read_vague(doc, index) {
        return Some(vague);
    }
    let (mut total, mut section, mut end) = (Decimal::ZERO, 0u64, index);
    let mut any = false;
    loop {
        let token = doc.tokens().get(end)?;
        if end > index && token.gap > Gap::Space {
            break;
        }
        let key = token.key;
        if let Some(value) = digit(key) {
            match doc.key(end + 1) {
                MUOIS | CHUC => {
                    section += value * 10;
                    end += 2;
                }
                TRAM => {
                    section += value * 100;
                    end += 2;
                }
                _ if any && section % 10 != 0 => break,
                _ => {
                    section += value;
                    end += 1;
                }
            }
        } else if key == MUOI && section % 100 == 0 {
            section += 10;
            end += 1;
        } else if matches!(key, LINH | LE) && any && digit(doc.key(end + 1)).is_some() {
            end += 1;
        } else if any && let Some((after, scale)) = scale_at(doc, end) {
            total = total.checked_add(Decimal::from(section).checked_mul(scale)?)?;
            section = 0;
            end = after;
        } else {
            break;
        }
        any = true;
        if end >= doc.tokens().len() {
            break;
        }
    }
    let value = total.checked_add(Decimal::from(section))?;
    any.then(|| Numeral {
        tokens: index..end,
        span: doc.span_of(index..end),
        value: value.into(),
        high: None,
        alternative: None,
        form: Form::Words,
    })
}

/// `hàng chục`, `vài`, `mấy trăm`, `nhiều chục`: the ranges that `docs/facts.md` gives them.
fn read_vague(doc: &Document<'_>, index: usize) -> Option<Numeral> {
    let scale = scale_at(doc, index + 1);
    let (end, low, high) = match (doc.key(index), scale) {
        (HANG, Some((end, scale))) => (end, scale, scale * Decimal::TEN - Decimal::ONE),
        (VAI | MAY | NHIEU, Some((end, scale))) => (end, scale * Decimal::TWO, scale * Decimal::TEN - Decimal::ONE),
        (VAI | DAM | MAY, None) => (index + 1, Decimal::TWO, Decimal::from(9)),
        _ => return None,
    };
    Some(Numeral {
        tokens: index..end,
        span: doc.span_of(index..end),
        value: Number::from(low),
        high: Some(high.into()),
        alternative: None,
        form: Form::Vague,
    })
}
