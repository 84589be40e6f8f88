//! Vague numbers and fractions: `hàng chục`, `vài trăm`, `mười mấy`, `hai ba người`, `nửa`, `một phần ba`, `gần trăm`.
//!
//! The ranges of the vague words are those of `docs/facts.md#bound`.

use crate::{
    lexicon::{Key, w},
    number::{
        Certainty, Decimal, Form, Number, Numeral,
        numeral::{numeral, ten_to},
        words::{Part, Reader},
    },
    segment::{Class, Gap},
};

/// The vague number or fraction at the reader's start.
pub(super) fn read(reader: &Reader<'_>) -> Option<Numeral> {
    let (doc, at) = (reader.doc, reader.start);
    let nines = |low: Decimal, times: u64| {
        Some((low.checked_mul(times.into())?, low.checked_mul(Decimal::TEN)? - Decimal::ONE))
    };
    match doc.key(at) {
        w::hàng => {
            let (end, scale) = scales(reader, at + 1)?;
            vague(reader, end, nines(scale, 1)?)
        }
        w::nhiều => {
            let (end, scale) = scales(reader, at + 1)?;
            vague(reader, end, nines(scale, 2)?)
        }
        first @ (w::vài | w::mấy | w::dăm) => {
            // `vài ba`, `dăm bảy`, `mấy mươi`.
            let mut end = at + 1;
            if first != w::mấy && matches!(next_key(reader, end), w::ba | w::bảy) && reader.part(end + 1) != Part::Tens
            {
                end += 1;
            }
            few(reader, end)
        }
        w::đôi if next_key(reader, at + 1) == w::ba => few(reader, at + 2),
        w::một if next_key(reader, at + 1) == w::vài => few(reader, at + 2),
        w::một if next_key(reader, at + 1) == w::nửa => Some(half(reader, at + 2, Certainty::Sure)),
        w::nửa => {
            if let Some((end, scale)) = scales(reader, at + 1) {
                let value = scale.checked_div(Decimal::TWO)?;
                return Some(numeral(reader, end, value.into(), Form::Words, Certainty::Sure));
            }
            // The halves of a time or a thing: `nửa đầu`, `nửa đêm`.
            match next_key(reader, at + 1) {
                w::đầu | w::cuối | w::đêm | w::sau | w::trước | w::kia | w::chừng | w::đời | w::vời => {
                    None
                }
                _ => Some(half(reader, at + 1, Certainty::Doubtful)),
            }
        }
        _ => match reader.part(at) {
            Part::Hundred | Part::Dozen | Part::Scale(_) | Part::Tens => bare_scale(reader),
            Part::Digit(_) | Part::Five | Part::Ten => teens(reader).or_else(|| neighbours(reader)),
            _ => None,
        },
    }
}

/// `một phần ba`, `2 phần 3`: the number divided by the one after `phần`; `phần trăm` and `phần nghìn` are
/// units.
pub(super) fn fraction(reader: &Reader<'_>, value: &Number, at: usize) -> Option<Numeral> {
    let doc = reader.doc;
    if next_key(reader, at) != w::phần {
        return None;
    }
    let (whole, end) = match reader.part(at + 1) {
        Part::Ten => (10, at + 2),
        Part::Digit(digit @ 2..) | Part::Tail(digit) => (u64::from(digit), at + 2),
        Part::Five => (5, at + 2),
        _ => (doc.text_of(at + 1).parse().ok().filter(|whole| (2..1000).contains(whole))?, at + 2),
    };
    let part: u64 = value.decimal().filter(Decimal::is_integer)?.try_into().ok()?;
    (part > 0).then(|| numeral(reader, end, Number::Ratio(part, whole), Form::Words, Certainty::Sure))
}

fn next_key(reader: &Reader<'_>, index: usize) -> Key {
    reader
        .doc
        .tokens()
        .get(index)
        .map_or(Key::NONE, |token| if token.gap <= Gap::Space { token.key } else { Key::NONE })
}

fn vague(reader: &Reader<'_>, end: usize, (low, high): (Decimal, Decimal)) -> Option<Numeral> {
    let mut numeral = numeral(reader, end, low.into(), Form::Vague, Certainty::Sure);
    numeral.high = Some(high.into());
    Some(numeral)
}

/// `vài`, `dăm ba`, `mấy chục` whose first part ends before `end`.
fn few(reader: &Reader<'_>, end: usize) -> Option<Numeral> {
    match scales(reader, end) {
        Some((end, scale)) => {
            vague(reader, end, (scale * Decimal::TWO, scale.checked_mul(Decimal::TEN)? - Decimal::ONE))
        }
        None => vague(reader, end, (Decimal::TWO, Decimal::from(9))),
    }
}

fn half(reader: &Reader<'_>, end: usize, certainty: Certainty) -> Numeral {
    numeral(reader, end, Number::Ratio(1, 2), Form::Words, certainty)
}

/// `chục`, `trăm`, `chục nghìn`, `trăm triệu`, `nghìn tỷ`: the token after them, and the factor.
fn scales(reader: &Reader<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (mut end, mut power) = match reader.part(at) {
        Part::Dozen | Part::Tens => (at + 1, 1),
        Part::Hundred => (at + 1, 2),
        _ => (at, 0),
    };
    if let Some(more) = reader.scale(end) {
        (end, power) = (more.end, power + more.power());
    }
    (power > 0).then_some(())?;
    Some((end, ten_to(power)?))
}

/// Scales without a number before them, if a bounding word or a larger scale shows that they are numbers: `gần trăm`, `chục nghìn`,
/// `triệu rưỡi`.
fn bare_scale(reader: &Reader<'_>) -> Option<Numeral> {
    let (doc, at) = (reader.doc, reader.start);
    let (mut end, scale) = scales(reader, at)?;
    let mut value = scale;
    let mut shown = end > at + 1;
    if reader.part(end) == Part::Half {
        value = value.checked_add(scale.checked_div(Decimal::TWO)?)?;
        end += 1;
        shown = true;
    } else if reader.part(at) == Part::Hundred && end == at + 1 {
        let group = reader.after_hundred(100, end);
        shown |= group.end > end;
        (value, end) = (group.value.into(), group.end);
    }
    let bounded = at.checked_sub(1).is_some_and(|before| {
        doc.gap_of(at) == Some(Gap::Space)
            && matches!(
                doc.key(before),
                w::hơn
                    | w::gần
                    | w::cả
                    | w::trên
                    | w::dưới
                    | w::khoảng
                    | w::chừng
                    | w::cỡ
                    | w::ngót
                    | w::đến
                    | w::tới
                    | w::đầy
                    | w::quá
                    | w::xỉ
                    | w::vào
            )
    });
    (shown || bounded).then(|| numeral(reader, end, value.into(), Form::Words, Certainty::Doubtful))
}

/// `mười mấy`, `hai mươi mấy`.
fn teens(reader: &Reader<'_>) -> Option<Numeral> {
    let at = reader.start;
    let (tens, end) = match (reader.part(at), reader.part(at + 1)) {
        (Part::Ten, _) => (10u64, at + 1),
        (Part::Digit(digit @ 2..), Part::Tens) => (u64::from(digit) * 10, at + 2),
        (Part::Five, Part::Tens) => (50, at + 2),
        _ => return None,
    };
    (next_key(reader, end) == w::mấy).then_some(())?;
    vague(reader, end + 1, ((tens + 1).into(), (tens + 9).into()))
}

/// Two consecutive numbers: `hai ba người`, `ba bốn trăm`, `năm bảy ngày`.
fn neighbours(reader: &Reader<'_>) -> Option<Numeral> {
    let at = reader.start;
    let digit = |index: usize| match reader.part(index) {
        Part::Digit(digit @ 1..) => Some(u64::from(digit)),
        Part::Five => Some(5),
        _ => None,
    };
    let (low, high) = (digit(at)?, digit(at + 1)?);
    if high != low + 1 && (low, high) != (5, 7) || digit(at + 2).is_some() {
        return None;
    }
    // `hai năm sáu tháng`: after a number `năm` is the year.
    let after_number = at.checked_sub(1).is_some_and(|before| {
        reader.doc.gap_of(at) == Some(Gap::Space)
            && (digit(before).is_some() || reader.doc.class_of(before) == Some(Class::Digits))
    });
    if low == 5 && after_number {
        return None;
    }
    let scaled = scales(reader, at + 2);
    // `bốn năm` is four years, unless a scale follows.
    if high == 5 && scaled.is_none() {
        return None;
    }
    let (end, factor) = scaled.unwrap_or((at + 2, Decimal::ONE));
    let mut numeral =
        numeral(reader, end, Decimal::from(low).checked_mul(factor)?.into(), Form::Words, Certainty::Doubtful);
    numeral.high = Some(Decimal::from(high).checked_mul(factor)?.into());
    Some(numeral)
}
