//! Composes numbers of any size from groups and scales, in words, digits or both: `hai triệu ba nghìn`, `1 tỷ 250 triệu`,
//! `2 tỷ rưỡi`, `một nghìn hai trăm tỷ`, `hai phẩy ba`.
//!
//! A number is a sequence of addends, each a group followed by scales, in descending order of scale. A larger scale after a smaller
//! one multiplies everything since the last `tỷ` (`một nghìn hai trăm tỷ`). One pass without backtracking.

use crate::{
    lexicon::w,
    number::{
        Certainty, Decimal, Form, Number, Numeral, digits,
        numeral::{numeral, ten_to},
        vague,
        words::{self, Part, Reader, Scale},
    },
    segment::{Class, Document, Gap},
};

/// One addend before its scale.
struct Addend {
    value: Number,
    alternative: Option<Number>,
    end: usize,
    single: bool,
    loose: bool,
    digits: bool,
}

/// The number that starts with the digits at `index`, or where the scan continues if there is none.
pub(super) fn read_digits(doc: &Document<'_>, index: usize) -> (Option<Numeral>, usize) {
    let reader = Reader { doc, start: index };
    if reader.ends(index) {
        let value = digits::value(doc, index);
        let alone = numeral(&reader, index + 1, value, Form::Digits, Certainty::Sure);
        return (Some(alone), index + 1);
    }
    let (read, next) = digits::read(doc, index);
    let Some(read) = read else { return (None, next) };
    if let Some(fraction) = vague::fraction(&reader, &read.value, read.end) {
        return (Some(fraction), next);
    }
    if reader.word(read.end) == Part::None {
        let alone = numeral(&reader, read.end, read.value, Form::Digits, Certainty::Sure);
        return (Some(Numeral { alternative: read.alternative, ..alone }), next);
    }
    let addend = Addend {
        value: read.value,
        alternative: read.alternative,
        end: read.end,
        single: false,
        loose: false,
        digits: true,
    };
    (compose(&reader, addend), next)
}

/// The number in words at `index`, if there is one; `after_number` says that another one ends there.
pub(super) fn read_words(doc: &Document<'_>, index: usize, after_number: bool) -> Option<Numeral> {
    let reader = Reader { doc, start: index };
    if reader.ends(index) {
        let alone = |value: u64| Some(numeral(&reader, index + 1, value.into(), Form::Words, Certainty::Sure));
        match words::part_of(doc.key(index)) {
            Part::Digit(0) if !opens_zero(&reader) => return None,
            Part::Digit(digit) => return alone(digit.into()),
            Part::Five if is_year(&reader, after_number) => return None,
            Part::Five => return alone(5),
            Part::Ten => return alone(10),
            // `nhiều`, `hàng`: only before a scale.
            Part::None if matches!(doc.key(index), w::nhiều | w::hàng) => return None,
            _ => {}
        }
    }
    if let Some(vague) = vague::read(&reader) {
        return Some(vague);
    }
    match reader.part(index) {
        Part::Digit(0) if !opens_zero(&reader) => None,
        // `năm` as "year", not "five": `năm 2021`, `5 năm`.
        Part::Five if is_year(&reader, after_number) => None,
        Part::Digit(_) | Part::Five | Part::Ten | Part::Twenty => {
            let addend = words_at(&reader, index, false)?;
            if addend.end == index + 1
                && let Some(fraction) = vague::fraction(&reader, &addend.value, addend.end)
            {
                return Some(fraction);
            }
            compose(&reader, addend)
        }
        _ => None,
    }
}

/// `không` mostly means "not"; it is zero before a decimal point, `trăm` or `độ`, and as a whole phrase.
fn opens_zero(reader: &Reader<'_>) -> bool {
    let (doc, at) = (reader.doc, reader.start);
    match reader.part(at + 1) {
        Part::Point => reader.fraction(at + 2).is_some(),
        Part::Hundred => true,
        // Most words are followed by another one on their line, in their sentence.
        _ => doc.is(at + 1, w::độ) || doc.token(at + 1).gap >= Gap::Line && doc.sentence_of(at) == (at..at + 1),
    }
}

/// Whether `năm` is a year: before digits, after a number, after a word that goes with years (`hàng năm`), unless it starts a group
/// (`năm mươi`).
fn is_year(reader: &Reader<'_>, after_number: bool) -> bool {
    let (doc, index) = (reader.doc, reader.start);
    let Some(token) = doc.tokens().get(index) else { return false };
    if matches!(reader.part(index + 1), Part::Tens | Part::Hundred | Part::Dozen | Part::Scale(_) | Part::Tail(_)) {
        return false;
    }
    doc.tokens().get(index + 1).is_some_and(|next| next.class == Class::Digits && next.gap <= Gap::Space)
        || token.gap <= Gap::Space
            && (after_number
                || doc.ends_compound(index)
                || index.checked_sub(1).is_some_and(|before| {
                    matches!(words::part_of(doc.key(before)), Part::Hundred | Part::Scale(_) | Part::Dozen | Part::Tens)
                        || matches!(
                            doc.key(before),
                            w::hàng
                                | w::hằng
                                | w::mỗi
                                | w::mọi
                                | w::những
                                | w::nhiều
                                | w::từng
                                | w::đầu
                                | w::cuối
                                | w::giữa
                        )
                }))
}

fn words_at(reader: &Reader<'_>, index: usize, joined: bool) -> Option<Addend> {
    let group = reader.group(index, joined)?;
    let mut addend = Addend {
        value: group.value.into(),
        alternative: None,
        end: group.end,
        single: group.single,
        loose: group.loose,
        digits: false,
    };
    if !joined {
        point(reader, &mut addend);
    }
    Some(addend)
}

/// Reads the spoken decimals after an addend: `ba phẩy năm`, `2 chấm 23`.
fn point(reader: &Reader<'_>, addend: &mut Addend) {
    if reader.word(addend.end) != Part::Point {
        return;
    }
    let Some(whole) = addend.value.decimal().filter(Decimal::is_integer) else { return };
    let next = addend.end + 1;
    let (fraction, end) = match reader.doc.tokens().get(next) {
        Some(token) if token.class == Class::Digits && token.gap <= Gap::Space && addend.digits => {
            (reader.doc.text_of(next).to_owned(), next + 1)
        }
        _ => match reader.fraction(next) {
            Some(read) => read,
            None => return,
        },
    };
    let part = (fraction.len() <= 20).then(|| Decimal::from_str_exact(&format!("0.{fraction}")).ok()).flatten();
    if let Some(value) = part.and_then(|part| whole.checked_add(part)) {
        addend.value = value.into();
        addend.alternative = None;
        addend.end = end;
        addend.single = false;
        addend.loose = false;
    }
}

/// Continues after the first addend.
fn compose(reader: &Reader<'_>, first: Addend) -> Option<Numeral> {
    let (mut addend, in_digits) = (first, first_is_digits(reader));
    let mut scale = if in_digits { hundreds_of_digits(reader, &mut addend) } else { head_scale(reader, &addend) };
    if in_digits {
        point(reader, &mut addend);
    }
    let mut sum = Sum::default();
    loop {
        let value = addend.value.decimal();
        match (reader.scale(addend.end), value) {
            (Some(found), Some(value)) if sum.take(value, &found) => {
                if sum.end == 0 {
                    scale = scale.checked_mul(ten_to(found.power())?)?;
                }
                (sum.end, sum.last) = (found.end, found.power());
            }
            _ if sum.end == 0 => return Some(unscaled(reader, addend, in_digits, scale)),
            // The next number starts here: `5 triệu 3 triệu`.
            (Some(_), _) | (_, None) => break,
            (None, Some(value)) => {
                if let Some(value) = trailing(reader, &addend, value, sum.last, in_digits) {
                    sum.open = sum.open.checked_add(value)?;
                    sum.end = addend.end;
                }
                break;
            }
        }
        if reader.word(sum.end) == Part::Half {
            sum.open = sum.open.checked_add(ten_to(sum.last)?.checked_div(Decimal::TWO)?)?;
            sum.end += 1;
            break;
        }
        match next_addend(reader, sum.end) {
            Some(mut next) => {
                if next.digits {
                    hundreds_of_digits(reader, &mut next);
                }
                addend = next;
            }
            None => break,
        }
    }
    let mut whole = Addend {
        value: sum.closed.checked_add(sum.open)?.into(),
        alternative: None,
        end: sum.end,
        single: false,
        loose: false,
        digits: false,
    };
    point(reader, &mut whole);
    let form = if in_digits { Form::Scaled } else { Form::Words };
    Some(Numeral { scale, ..numeral(reader, whole.end, whole.value, form, Certainty::Sure) })
}

/// The addends so far.
struct Sum {
    /// The sum up to the last scale of a billion or more.
    closed: Decimal,
    /// The sum after it.
    open: Decimal,
    /// The powers of the last scales of both.
    ceiling: u32,
    floor: u32,
    /// The power of the last scale, and the token after it; 0 before the first scale.
    last: u32,
    end: usize,
}

impl Default for Sum {
    fn default() -> Self {
        Self { closed: Decimal::ZERO, open: Decimal::ZERO, ceiling: u32::MAX, floor: u32::MAX, last: 0, end: 0 }
    }
}

impl Sum {
    /// Adds `value` times its scale; returns false without a change if that is not part of the same number.
    fn take(&mut self, value: Decimal, scale: &Scale) -> bool {
        let times = |value: Decimal, power: u32| ten_to(power).and_then(|factor| value.checked_mul(factor));
        let open = if scale.below == 0 || scale.below > self.floor {
            self.open.checked_add(value).and_then(|open| times(open, scale.below))
        } else if scale.below < self.floor {
            times(value, scale.below).and_then(|value| self.open.checked_add(value))
        } else {
            None
        };
        let Some(open) = open else { return false };
        if scale.milliards == 0 {
            // A larger scale multiplies what comes before it only back to the last billion.
            if scale.below > self.floor && self.ceiling != u32::MAX {
                return false;
            }
            (self.open, self.floor) = (open, scale.below);
            return true;
        }
        let closed = times(open, scale.milliards).and_then(|open| self.closed.checked_add(open));
        let Some(closed) = closed.filter(|_| scale.power() < self.ceiling) else { return false };
        (self.closed, self.open, self.ceiling, self.floor) = (closed, Decimal::ZERO, scale.power(), u32::MAX);
        true
    }
}

fn first_is_digits(reader: &Reader<'_>) -> bool {
    reader.doc.tokens().get(reader.start).is_some_and(|token| token.class == Class::Digits)
}

/// Reads `trăm` and `chục` after digits and returns their factor: `3 trăm`, `5 chục`. After full hundreds `trăm` is a
/// repetition.
fn hundreds_of_digits(reader: &Reader<'_>, addend: &mut Addend) -> Decimal {
    let factor = match reader.word(addend.end) {
        Part::Hundred => Decimal::ONE_HUNDRED,
        Part::Dozen => Decimal::TEN,
        _ => return Decimal::ONE,
    };
    let Some(value) = addend.value.decimal() else { return Decimal::ONE };
    let repeats = factor == Decimal::ONE_HUNDRED && value >= factor && (value % factor).is_zero();
    let factor = if repeats { Decimal::ONE } else { factor };
    let Some(value) = value.checked_mul(factor) else { return Decimal::ONE };
    addend.value = value.into();
    addend.alternative = None;
    addend.end += 1;
    factor
}

/// The factor that a single digit before `trăm`, `mươi`, `chục` shares with the lower end of a range: `hai đến ba trăm`.
fn head_scale(reader: &Reader<'_>, addend: &Addend) -> Decimal {
    match reader.word(reader.start + 1) {
        Part::Hundred if addend.end == reader.start + 2 => Decimal::ONE_HUNDRED,
        Part::Tens | Part::Dozen if addend.end == reader.start + 2 => Decimal::TEN,
        _ => Decimal::ONE,
    }
}

fn next_addend(reader: &Reader<'_>, at: usize) -> Option<Addend> {
    let token = reader.doc.tokens().get(at).filter(|token| token.gap <= Gap::Space)?;
    if token.class != Class::Digits {
        return words_at(reader, at, true);
    }
    let read = digits::read(reader.doc, at).0?;
    Some(Addend { value: read.value, alternative: None, end: read.end, single: false, loose: false, digits: true })
}

/// The value of an addend without its own scale after a scale of ten to `power`: `2 triệu rưỡi`, `hai nghìn tư` (2,400),
/// `1 nghìn 200`, `5 triệu 3` (5,300,000); `None` if it is another number (`5 nghìn một cái`).
fn trailing(reader: &Reader<'_>, addend: &Addend, value: Decimal, power: u32, in_digits: bool) -> Option<Decimal> {
    let doc = reader.doc;
    let start = addend.end.checked_sub(1)?;
    let next = doc.tokens().get(addend.end);
    let before_noun = next.is_some_and(|next| next.class == Class::Word && next.gap == Gap::Space)
        && !matches!(doc.key(addend.end), w::đồng | w::đ);
    let tenths = || value.checked_mul(ten_to(power.checked_sub(1)?)?);
    if addend.digits {
        if next.is_some_and(|next| {
            next.gap == Gap::None
                && next.class != Class::Word
                && doc.tokens().get(addend.end + 1).is_some_and(|after| after.gap == Gap::None)
        }) {
            return None;
        }
        return match doc.text_of(start) {
            text if addend.value.decimal() != Decimal::from_str_exact(text).ok() => None,
            text if text.len() == 3 && (power == 3 || !before_noun) => {
                value.checked_mul(ten_to(power.checked_sub(3)?)?)
            }
            text if text.len() == 1 && !before_noun => tenths(),
            _ => None,
        };
    }
    if addend.single {
        return match reader.part(start) {
            Part::Tail(_) => tenths(),
            Part::Digit(1..) if !before_noun || !in_digits && reader.part(start) != Part::Digit(1) => tenths(),
            _ => None,
        };
    }
    (!in_digits && value < ten_to(power)?).then_some(value)
}

fn unscaled(reader: &Reader<'_>, mut addend: Addend, in_digits: bool, scale: Decimal) -> Numeral {
    if !in_digits
        && reader.word(addend.end) == Part::Half
        && let Some(value) = addend.value.decimal().filter(|value| addend.single && !value.is_zero())
    {
        addend.value = (value + Decimal::new(5, 1)).into();
        addend.end += 1;
    }
    let form = match (in_digits, scale == Decimal::ONE) {
        (true, true) => Form::Digits,
        (true, false) => Form::Scaled,
        _ => Form::Words,
    };
    let certainty = if addend.loose { Certainty::Doubtful } else { Certainty::Sure };
    let plain = numeral(reader, addend.end, addend.value, form, certainty);
    Numeral { scale, alternative: addend.alternative, ..plain }
}
